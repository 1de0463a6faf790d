// What is kept from one run to the next, and the views by name among it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "app/model/settings.h"

namespace kharita::app {

// The settings and the file that holds them, which other windows write, too.
class Keeper {
 public:
  Keeper(std::filesystem::path file, const geo::Gazetteer& gazetteer)
      : file_(std::move(file)), gazetteer_(gazetteer) {}

  // What cannot be read is put aside; then the defaults hold.
  [[nodiscard]] Result<void> read();
  [[nodiscard]] Result<void> write();

  // A view of the same name is replaced.
  void save_view(SavedView view);
  void delete_view(std::size_t index);  // one that is not there: nothing

  Settings settings;

 private:
  std::filesystem::path file_;
  const geo::Gazetteer& gazetteer_;
  Settings saved_;  // as they were when the file was last read or written
};

}  // namespace kharita::app
