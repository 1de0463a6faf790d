#include "app/articles/store/store_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <utility>

#include "app/articles/gdal.h"
#include "app/articles/store/schema.h"
#include "geo/written_file.h"

namespace kharita::app {

namespace fs = std::filesystem;

bool is_geopackage(const fs::path& file) {
  std::array<char, 72> header{};
  std::ifstream in(file, std::ios::binary);
  in.read(header.data(), header.size());
  const std::string_view bytes(header.data(),
                               static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes.size() == header.size() && bytes.starts_with("SQLite format 3") &&
         bytes.substr(68).starts_with("GP");
}

// Made under another name, then linked, which never replaces.
Result<void> create_store_file(const std::string& location) {
  const fs::path target(location);
  std::error_code error;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  static std::atomic<unsigned> drafts{0};
  const std::string before = fmt::format(".{}.", target.filename().string());
  geo::sweep_leftovers(target.parent_path(), before, ".gpkg");
  const fs::path draft = target.parent_path() / fmt::format("{}{}-{}.gpkg", before, ::getpid(), ++drafts);
  const auto cannot = [&](const std::string& why) {
    return fail(ErrorCode::io, "{}: the store cannot be created: {}; choose a folder that you may write to",
                location, why);
  };
  const int probe = ::open(draft.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0666);
  if (probe < 0) return cannot(std::generic_category().message(errno));
  ::close(probe);
  fs::remove(draft, error);
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (driver == nullptr) return cannot("GDAL has no GeoPackage driver");
  GDALDatasetUniquePtr dataset(driver->Create(draft.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  const bool made = dataset && create_layers(*dataset);
  const std::string why = made ? std::string() : QuietGdal::what();
  dataset.reset();
  if (!made) {
    fs::remove(draft, error);
    return cannot(why);
  }
  fs::create_hard_link(draft, target, error);
  if (error && error != std::errc::file_exists) fs::rename(draft, target, error);
  const bool failed = error && error != std::errc::file_exists;
  const std::string reason = error.message();
  fs::remove(draft, error);
  if (failed) return cannot(reason);
  return {};
}

bool is_on_network(const fs::path& file) {
  constexpr std::array<unsigned, 6> kShared{NFS_SUPER_MAGIC,       SMB_SUPER_MAGIC,
                                            0xFF534D42 /* CIFS */, 0xFE534D42 /* SMB2 */,
                                            0x65735546 /* FUSE */, 0x01021997 /* 9P */};
  struct statfs info {};
  if (::statfs(file.c_str(), &info) != 0) return true;
  return std::ranges::find(kShared, static_cast<unsigned>(info.f_type)) != kShared.end();
}

namespace {

// Whether one of the files that a process has open is `file`.
bool has_open(const fs::path& process, const fs::path& file) {
  std::error_code error;
  for (fs::directory_iterator entry(process / "fd", error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code unknown;
    if (fs::read_symlink(entry->path(), unknown) == file) return true;
  }
  return false;
}

}  // namespace

std::string holders_of(const fs::path& file) {
  std::error_code error;
  const fs::path whole = fs::canonical(file, error);
  if (error) return {};
  std::string holders;
  for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
    const std::string process = entry->path().filename();
    if (process.find_first_not_of("0123456789") != std::string::npos || process == std::to_string(::getpid()))
      continue;
    if (!has_open(entry->path(), whole)) continue;
    std::string name;
    std::getline(std::ifstream(entry->path() / "comm"), name);
    holders += fmt::format("{}{} (process {})", holders.empty() ? "" : ", ", name, process);
  }
  return holders.empty() ? std::string() : fmt::format(": {} has it open", holders);
}

StoreCopy::~StoreCopy() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}
StoreCopy::StoreCopy(StoreCopy&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
StoreCopy& StoreCopy::operator=(StoreCopy&& other) noexcept {
  std::swap(folder_, other.folder_);
  return *this;
}

Result<std::string> StoreCopy::make(const fs::path& file, const fs::path& log) {
  std::error_code error;
  std::string folder = (fs::temp_directory_path(error) / "kharita-XXXXXX").string();
  if (error || ::mkdtemp(folder.data()) == nullptr)
    return fail(ErrorCode::io, "{}: there is no folder for a copy to read: {}", file.string(),
                std::generic_category().message(errno));
  folder_ = folder;
  for (const fs::path& from : {file, log}) {
    if (!fs::copy_file(from, folder_ / from.filename(), error))
      return fail(ErrorCode::io, "{}: cannot be copied to {} to be read: {}", from.string(), folder,
                  error.message());
  }
  return (folder_ / file.filename()).string();
}

std::optional<fs::path> unreadable_log(const fs::path& file) {
  std::error_code error;
  const fs::path log = file.string() + "-wal";
  const auto size = fs::file_size(log, error);
  if (error || size == 0 || fs::exists(file.string() + "-shm", error)) return std::nullopt;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (::faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) == 0) return std::nullopt;
  return log;
}

}  // namespace kharita::app
