// A file that is whole or not there.
#pragma once

#include <filesystem>
#include <string>

#include "geo/error.h"

namespace kharita::app::picture {

// What is written goes to path(), a temporary name beside the file, until finish() renames it; without that
// it is removed. A link or a device, such as /dev/stdout, is written itself. Makes the folder.
class WrittenFile {
 public:
  WrittenFile() = default;
  WrittenFile(const WrittenFile&) = delete;
  WrittenFile& operator=(const WrittenFile&) = delete;
  WrittenFile(WrittenFile&&) = delete;
  WrittenFile& operator=(WrittenFile&&) = delete;
  ~WrittenFile();

  [[nodiscard]] Result<void> start(const std::filesystem::path& file);
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] Result<void> finish();
  // "the picture cannot be written", and why.
  [[nodiscard]] tl::unexpected<Error> error(const std::string& reason) const;

 private:
  std::filesystem::path file_;
  std::filesystem::path path_;
};

}  // namespace kharita::app::picture
