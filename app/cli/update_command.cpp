#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/articles/import.h"
#include "app/articles/store/store.h"
#include "app/cli/articles_in.h"
#include "app/cli/cli.h"
#include "app/cli/interruption.h"
#include "app/cli/output.h"
#include "app/cli/progress_line.h"
#include "app/model/paths.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::cli {
namespace {

struct Options {
  std::string store;
  bool json = false;
};

Result<Store::Replaced> update(const Options& options, const Common& common, Progress& progress) {
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  auto store = open_store(options.store, *gazetteer);
  if (!store) return tl::unexpected(store.error());
  const ProgressLine line("resolving", progress);
  return resolve_again(*gazetteer, *store, progress);
}

int run_update(const Options& options, const Common& common) {
  Progress progress;
  const Interruption interruption(progress);
  const auto replaced = update(options, common, progress);
  if (!replaced) {
    const int code = fail_with(replaced.error());
    return progress.cancelled ? kExitInterrupted : code;
  }
  write_out(fmt::format(
      fmt::runtime(options.json ? "{{\"articles\": {}, \"mentions_before\": {}, \"mentions_now\": {}}}\n"
                                : "{} articles; mentions before: {}, now: {}\n"),
      replaced->articles, replaced->mentions_before, replaced->mentions_now));
  return flush_output();
}

}  // namespace

void add_update_command(CLI::App& app, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "update", "Finds the places of all articles of a store anew, with this version's rules and gazetteer");
  add_store_option(*command, options->store, "The store: a .gpkg file or PG:… (default: your library)");
  command->add_flag("--json", options->json, "The summary as a JSON object");
  command->footer(
      "All or nothing: where it fails, or Ctrl-C ends it (exit code 130), the store is as it was. What you\n"
      "corrected stays as you corrected it.");
  command->callback([options, &common, &exit_code] { exit_code = run_update(*options, common); });
}

}  // namespace kharita::app::cli
