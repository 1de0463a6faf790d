#include "app/cli/cli.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include "app/cli/articles_in.h"
#include "app/cli/output.h"

namespace kharita::app::cli {
namespace {

// The command that was given, with its parents: what its help is called by.
std::string command_of(const CLI::App& app) {
  const auto given = app.get_subcommands();
  return given.empty() ? app.get_name() : app.get_name() + " " + command_of(*given.front());
}

// The option --gazetteer also after the name of a command that reads one.
void take_gazetteer_after(CLI::App& command, std::string& gazetteer) {
  for (CLI::App* below : command.get_subcommands({})) {
    if (below->get_name() == "build") continue;
    take_gazetteer_after(*below, gazetteer);
    if (!below->get_subcommands({}).empty()) continue;
    below
        ->add_option("--gazetteer", gazetteer,
                     "The gazetteer file (default: the one that came with the program)")
        ->option_text("FILE");
  }
}

}  // namespace

std::optional<int> run(int argc, char** argv, WindowRequest& request) {
  CLI::App app{
      "Kharita (خريطة) finds the places that Arabic news articles mention and shows them on a map.\n"
      "Without a command it opens the window on the articles given, or on your library.",
      "kharita"};
  app.set_version_flag("--version", "kharita " KHARITA_VERSION);
  app.add_option("--gazetteer", request.common.gazetteer,
                 "The gazetteer file (default: the one that came with the program)")
      ->option_text("FILE");
  add_store_option(
      app, request.store,
      "Where the window keeps articles: a .gpkg file or PG:… (default: your library; with articles "
      "given, nowhere)");
  std::string theme;
  std::string language;
  app.add_option("--theme", theme,
                 "Of the window: dark or light (default: as in the last run, at first dark)")
      ->check(CLI::IsMember({"dark", "light"}))
      ->option_text("THEME");
  app.add_option("--language", language, "Of the window: ar or en (default: as in the last run, at first ar)")
      ->check(CLI::IsMember({"ar", "en"}))
      ->option_text("LANGUAGE");
  app.add_option("articles", request.inputs, "Articles to open: files and folders")->option_text(" ");
  int exit_code = kExitOk;
  add_gazetteer_command(app, request.common, exit_code);
  add_corrections_command(app, request.common, exit_code);
  add_import_command(app, request.common, exit_code);
  add_export_command(app, request.common, exit_code);
  add_read_command(app, request.common, exit_code);
  add_search_command(app, request.common, exit_code);
  add_resolve_command(app, request.common, exit_code);
  add_update_command(app, request.common, exit_code);
  add_train_command(app, request.common, exit_code);
  add_render_command(app, request.common, exit_code);
  take_gazetteer_after(app, request.common.gazetteer);
  // "--store= x" would take x for the store's name.
  for (const std::string_view argument : std::span(argv, static_cast<std::size_t>(argc))) {
    if (argument.starts_with("--") && argument.ends_with("="))
      return fail_with({ErrorCode::usage, fmt::format("{} has nothing behind it: give a value", argument)});
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& e) {
    return app.exit(e);
  } catch (const CLI::ParseError& e) {
    return fail_with({ErrorCode::usage, fmt::format("{} (see {} --help)", e.what(), command_of(app))});
  }
  if (!app.get_subcommands().empty()) return exit_code;
  // A first word that is no file may be a command misspelt: no window is opened for it.
  std::error_code error;
  if (!request.inputs.empty() && !std::filesystem::exists(request.inputs.front(), error)) {
    return fail_with({ErrorCode::usage, request.inputs.front() +
                                            ": no such file or folder, and no command (see kharita --help)"});
  }
  if (!theme.empty()) request.theme = theme == "light" ? Theme::light : Theme::dark;
  if (!language.empty()) request.language = language == "en" ? Language::english : Language::arabic;
  return std::nullopt;
}

}  // namespace kharita::app::cli
