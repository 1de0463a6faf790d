#include "app/model/paths.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <system_error>

namespace kharita::app {
namespace fs = std::filesystem;
namespace {

fs::path from_environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  return value != nullptr ? fs::path(value) : fs::path();
}

fs::path base_folder(const char* variable, const char* below_home) {
  const fs::path folder = from_environment(variable);
  return folder.is_absolute()
             ? folder
             : home_folder() / below_home;  // the XDG specification: relative values are ignored
}

}  // namespace

fs::path home_folder() {
  const fs::path home = from_environment("HOME");
  std::error_code error;
  return home.empty() ? fs::temp_directory_path(error) : home;
}

fs::path program_file() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error);
}

fs::path share_folder() {
  return (program_file().parent_path() / ".." / "share" / "kharita").lexically_normal();
}

fs::path gazetteer_file(const fs::path& named) {
  return named.empty() ? share_folder() / "world.gazetteer" : named;
}

fs::path settings_file() {
  return base_folder("XDG_CONFIG_HOME", ".config") / "kharita" / "settings.json";
}

fs::path user_data_folder() {
  return base_folder("XDG_DATA_HOME", ".local/share") / "kharita";
}

Result<fs::path> user_library() {
  const fs::path folder = user_data_folder();
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return fail(ErrorCode::io,
                "{}: the folder for your library cannot be made: {}. Name another store with --store",
                folder.string(), error.message());
  }
  return folder / "library.gpkg";
}

fs::path pictures_folder() {
  std::ifstream dirs(base_folder("XDG_CONFIG_HOME", ".config") / "user-dirs.dirs");
  for (std::string line; std::getline(dirs, line);) {
    constexpr std::string_view kKey = "XDG_PICTURES_DIR=\"";
    if (!line.starts_with(kKey) || !line.ends_with('"')) continue;
    std::string value = line.substr(kKey.size(), line.size() - kKey.size() - 1);
    if (value.starts_with("$HOME/")) value = (home_folder() / value.substr(6)).string();
    if (fs::path(value).is_absolute()) return fs::path(value) / "Kharita";
  }
  return home_folder() / "Pictures" / "Kharita";
}

}  // namespace kharita::app
