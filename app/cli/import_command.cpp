#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/articles/import.h"
#include "app/articles/store/store.h"
#include "app/cli/articles_in.h"
#include "app/cli/cli.h"
#include "app/cli/interruption.h"
#include "app/cli/output.h"
#include "app/cli/progress_line.h"
#include "app/model/paths.h"
#include "geo/gazetteer/gazetteer.h"
#include "geo/resolve/json.h"

namespace kharita::app::cli {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::string store;
  bool json = false;
};

void tell_summary(const ImportReport& report, const std::string& store, bool json) {
  if (json) {
    std::string place;
    geo::append_json_string(store, place);
    write_out(fmt::format(
        "{{\"store\": {}, \"read\": {}, \"added\": {}, \"errors\": {}, \"notes\": {}, \"cancelled\": {}}}\n",
        place, report.read, report.added, report.error_count, report.notes.size(), report.cancelled));
    return;
  }
  write_out(fmt::format("{} articles read, {} new ones stored, {} could not be read{}\n", report.read,
                        report.added, report.error_count,
                        report.cancelled ? "; ended before all was read" : ""));
}

Result<int> import(const Options& options, const Common& common) {
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  auto store = open_store(options.store, *gazetteer);
  if (!store) return tl::unexpected(store.error());
  Progress progress;
  const Interruption interruption(progress);
  const std::vector<std::filesystem::path> inputs(options.inputs.begin(), options.inputs.end());
  Result<ImportReport> report = [&] {
    const ProgressLine line("importing", progress);
    return import_articles(inputs, *gazetteer, *store, progress);
  }();
  if (!report) return tl::unexpected(report.error());
  const auto told = tell(*report);
  tell_summary(*report, store->location(), options.json);
  if (report->cancelled) return kExitInterrupted;
  if (!told) return tl::unexpected(told.error());
  return kExitOk;
}

}  // namespace

void add_import_command(CLI::App& app, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("import", "Adds the articles that files hold to a store, with their places");
  command->add_option("articles", options->inputs, "Articles to import: files and folders")
      ->required()
      ->option_text(" ");
  add_store_option(*command, options->store, "The store: a .gpkg file or PG:… (default: your library)");
  command->add_flag("--json", options->json, "The summary as a JSON object");
  command->footer(
      "What is stored already is not stored again, so an import that was ended goes on where it was when it\n"
      "is called again. Ctrl-C ends it: whole batches are kept.\n"
      "Exit code: 0; 2 where nothing could be read, or the store failed; 130 where it was ended.");
  command->callback([options, &common, &exit_code] {
    const auto code = import(*options, common);
    exit_code = code ? std::max(*code, flush_output()) : fail_with(code.error());
  });
}

}  // namespace kharita::app::cli
