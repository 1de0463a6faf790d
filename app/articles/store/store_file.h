// The file of a store: made whole, known by its first bytes, copied where it could not be read in its place.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "geo/error.h"

namespace kharita::app {

[[nodiscard]] bool is_geopackage(const std::filesystem::path& file);

// Makes an empty store, and its folder. The file appears under its name only when it is whole, and never
// replaces one that is there.
[[nodiscard]] Result<void> create_store_file(const std::string& location);

// Whether the file lies on a disk that other machines share: SQLite's write-ahead log is not for these.
[[nodiscard]] bool is_on_network(const std::filesystem::path& file);

// The programs that have the file open, as far as they may be known: ": kharita (process 123) has it open".
// Empty where none is known. Linux.
[[nodiscard]] std::string holders_of(const std::filesystem::path& file);

// A copy of a store that is removed with this object. Move-only.
class StoreCopy {
 public:
  StoreCopy() = default;
  ~StoreCopy();
  StoreCopy(StoreCopy&& other) noexcept;
  StoreCopy& operator=(StoreCopy&& other) noexcept;

  // Of the file and the log beside it; returns the copy's file.
  [[nodiscard]] Result<std::string> make(const std::filesystem::path& file, const std::filesystem::path& log);

 private:
  std::filesystem::path folder_;
};

// SQLite's write-ahead log of a store, where it holds changes that can only be read where the folder may be
// written to: elsewhere GDAL would read the store without them.
[[nodiscard]] std::optional<std::filesystem::path> unreadable_log(const std::filesystem::path& file);

}  // namespace kharita::app
