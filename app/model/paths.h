// Where the program finds its own files and keeps the user's: never by the current directory.
#pragma once

#include <filesystem>

#include "geo/error.h"

namespace kharita::app {

// The program that runs.
[[nodiscard]] std::filesystem::path program_file();
// <folder of the program>/../share/kharita: shaders/, samples/, world.gazetteer. The same in the build tree
// and installed.
[[nodiscard]] std::filesystem::path share_folder();
// The gazetteer that the user named, else the one in the folder above.
[[nodiscard]] std::filesystem::path gazetteer_file(const std::filesystem::path& named);
// $HOME, else the folder for temporary files.
[[nodiscard]] std::filesystem::path home_folder();
// $XDG_CONFIG_HOME/kharita/settings.json, else below ~/.config.
[[nodiscard]] std::filesystem::path settings_file();
// $XDG_DATA_HOME/kharita, else ~/.local/share/kharita.
[[nodiscard]] std::filesystem::path user_data_folder();
// The user's library; its folder is made.
[[nodiscard]] Result<std::filesystem::path> user_library();
// The user's pictures folder as xdg-user-dirs says ($XDG_CONFIG_HOME/user-dirs.dirs), else ~/Pictures, in a
// folder Kharita.
[[nodiscard]] std::filesystem::path pictures_folder();

}  // namespace kharita::app
