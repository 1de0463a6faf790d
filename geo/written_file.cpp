#include "geo/written_file.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
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

// The process number in a name of sweep_leftovers; 0 where it is another name.
pid_t process_in(std::string_view name, std::string_view before, std::string_view behind) {
  if (name.size() <= before.size() + behind.size() || !name.starts_with(before) || !name.ends_with(behind))
    return 0;
  name.remove_prefix(before.size());
  name.remove_suffix(behind.size());
  pid_t process = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), process);
  const std::string_view rest(end, static_cast<std::size_t>(name.data() + name.size() - end));
  const bool fits =
      rest.empty() || (rest.front() == '-' && rest.find_first_not_of("0123456789", 1) == rest.npos);
  return error == std::errc() && fits && process > 0 ? process : 0;
}

bool is_left_alone(const fs::path& file) {
  std::error_code error;
  const auto written = fs::last_write_time(file, error);
  return !error && fs::file_time_type::clock::now() - written > std::chrono::hours(1);
}

}  // namespace

void sweep_leftovers(const fs::path& folder, std::string_view before, std::string_view behind) {
  std::error_code error;
  for (fs::directory_iterator entry(folder.empty() ? "." : folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const pid_t process = process_in(entry->path().filename().native(), before, behind);
    const bool gone = process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
    std::error_code ignored;
    if (gone && is_left_alone(entry->path())) fs::remove(entry->path(), ignored);
  }
}

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
  const std::string before = file.stem().string() + ".part";
  const std::string behind = file.extension().string();  // stays: some libraries go by it
  sweep_leftovers(file.parent_path(), before, behind);
  path_.replace_filename(fmt::format("{}{}{}", before, ::getpid(), behind));
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
