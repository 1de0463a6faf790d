#include "app/cli/cli.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

#include "app/cli/output.h"

namespace kharita::app::cli {

std::optional<int> run(int argc, char** argv, WindowRequest& request) {
  CLI::App app{"Kharita (خريطة) finds the places that Arabic news articles mention and shows them on a map."};
  app.set_version_flag("--version", "kharita " KHARITA_VERSION);
  app.add_option("--gazetteer", request.common.gazetteer,
                 "The gazetteer file (default: the one that came with the program)");
  app.add_option("--store", request.store,
                 "The store: a .gpkg file or PG:… (default: the library in the user's data folder; with "
                 "articles given, none)");
  const std::map<std::string, Theme> themes{{"dark", Theme::dark}, {"light", Theme::light}};
  const std::map<std::string, Language> languages{{"ar", Language::arabic}, {"en", Language::english}};
  app.add_option("--theme", request.theme, "dark or light")->transform(CLI::CheckedTransformer(themes));
  app.add_option("--language", request.language, "ar or en")->transform(CLI::CheckedTransformer(languages));
  app.add_option("articles", request.inputs, "Articles to open: files and folders");
  int exit_code = kExitOk;
  add_gazetteer_command(app, request.common, exit_code);
  add_resolve_command(app, request.common, exit_code);
  add_train_command(app, request.common, exit_code);
  add_render_command(app, request.common, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& e) {
    return app.exit(e);
  } catch (const CLI::ParseError& e) {
    return fail_with({ErrorCode::usage, std::string(e.what()) + " (see kharita --help)"});
  }
  if (!app.get_subcommands().empty()) return exit_code;
  return std::nullopt;
}

}  // namespace kharita::app::cli
