// The commands: kharita resolve, render, gazetteer …; without one, the window opens.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/model/map_scene.h"

namespace CLI {
class App;
}

namespace kharita::app::cli {

inline constexpr int kExitOk = 0;
inline constexpr int kExitFailure =
    2;  // bad input, bad option, missing file: one clear line on standard error

// Options that all commands share.
struct Common {
  std::string gazetteer;  // empty: <share>/world.gazetteer
};

// Each adds its subcommand to `app` and sets `exit_code` when it ran.
void add_gazetteer_command(CLI::App& app, const Common& common, int& exit_code);
void add_corrections_command(CLI::App& app, const Common& common, int& exit_code);
void add_import_command(CLI::App& app, const Common& common, int& exit_code);
void add_export_command(CLI::App& app, const Common& common, int& exit_code);
void add_read_command(CLI::App& app, const Common& common, int& exit_code);
void add_search_command(CLI::App& app, const Common& common, int& exit_code);
void add_resolve_command(CLI::App& app, const Common& common, int& exit_code);
void add_update_command(CLI::App& app, const Common& common, int& exit_code);
void add_train_command(CLI::App& app, const Common& common, int& exit_code);
void add_render_command(CLI::App& app, const Common& common, int& exit_code);

// What the window is opened with.
struct WindowRequest {
  Common common;
  std::vector<std::string> inputs;  // files and folders to import
  std::string store;                // empty: in memory only where inputs are given, else the user's library
  std::optional<Theme> theme;       // none: as it was in the last run
  std::optional<Language> language;
};

// Parses the command line, runs a command and returns its exit code; or returns none after filling `request`:
// open the window.
[[nodiscard]] std::optional<int> run(int argc, char** argv, WindowRequest& request);

}  // namespace kharita::app::cli
