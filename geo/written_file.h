// A file that is whole or not there.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "geo/error.h"

namespace kharita::geo {

// Removes what programs that were killed have left in a folder: files called `before`, the program's process
// number, maybe more digits behind a dash, and `behind`, whose process is gone and which nobody has written to
// for an hour. Another machine's on a shared disk may still be at work.
void sweep_leftovers(const std::filesystem::path& folder, std::string_view before, std::string_view behind);

// What is written goes to path(), a temporary name beside the file, until finish() renames it; without that
// it is removed, or, where the program was killed, by a later start() for the same file. A link or a device, such as /dev/stdout, is written itself. Makes the folder.
class WrittenFile {
 public:
  // What an error says of the file, before the reason and after it: "the picture cannot be written",
  // ": choose another folder".
  explicit WrittenFile(std::string_view complaint, std::string_view advice = {})
      : complaint_(complaint), advice_(advice) {}
  WrittenFile(const WrittenFile&) = delete;
  WrittenFile& operator=(const WrittenFile&) = delete;
  WrittenFile(WrittenFile&&) = delete;
  WrittenFile& operator=(WrittenFile&&) = delete;
  ~WrittenFile();

  [[nodiscard]] Result<void> start(const std::filesystem::path& file);
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] Result<void> finish();
  // "map.png: the picture cannot be written: no space left: choose another folder".
  [[nodiscard]] tl::unexpected<Error> error(const std::string& reason) const;

 private:
  std::string complaint_;
  std::string advice_;
  std::filesystem::path file_;
  std::filesystem::path path_;
};

}  // namespace kharita::geo
