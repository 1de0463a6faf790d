#include "geo/written_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

namespace kharita::geo {
namespace fs = std::filesystem;
namespace {

// What a renamed file must not replace.
bool is_written_in_place(const fs::path& file) {
  std::error_code error;
  const fs::file_status there = fs::status(file, error);
  const bool device = fs::exists(there) && !fs::is_regular_file(there) && !fs::is_directory(there);
  return device || fs::is_symlink(file, error);
}

}  // namespace

WrittenFile::~WrittenFile() {
  std::error_code ignored;
  if (path_ != file_) fs::remove(path_, ignored);
}

Result<void> WrittenFile::start(const fs::path& file) {
  file_ = path_ = file;
  if (is_written_in_place(file)) return {};
  std::error_code reason;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), reason);
  if (reason) return error(reason.message());
  // The ending stays: some libraries go by it.
  path_.replace_filename(
      fmt::format("{}.part{}{}", file.stem().string(), ::getpid(), file.extension().string()));
  return {};
}

Result<void> WrittenFile::finish() {
  if (path_ == file_) return {};
  std::error_code reason;
  fs::rename(path_, file_, reason);
  if (reason) return error(reason.message());
  path_ = file_;
  return {};
}

tl::unexpected<Error> WrittenFile::error(const std::string& reason) const {
  return fail(ErrorCode::io, "{}: {}: {}{}", file_.string(), complaint_, reason, advice_);
}

}  // namespace kharita::geo
