#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/articles/store/corrections_table.h"
#include "app/cli/articles_in.h"
#include "app/cli/cli.h"
#include "app/cli/output.h"
#include "app/model/paths.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::cli {
namespace {

struct Options {
  std::string store;
  std::string table;
};

Result<void> write(const Options& options, const Common& common) {
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  const auto store = Store::open_for_reading(options.store, *gazetteer);
  if (!store) return tl::unexpected(store.error());
  const auto written = write_corrections(*store, PlaceSource::of(*gazetteer), options.table);
  if (!written) return tl::unexpected(written.error());
  if (options.table != "/dev/stdout") write_out(fmt::format("{} corrections written\n", *written));
  return {};
}

Result<int> take(const Options& options, const Common& common) {
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  auto store = Store::open(options.store, *gazetteer);
  if (!store) return tl::unexpected(store.error());
  const auto taken = take_corrections(options.table, PlaceSource::of(*gazetteer), *store);
  if (!taken) return tl::unexpected(taken.error());
  for (const std::string& line : taken->refused)
    complain(line);
  write_out(
      fmt::format("{} corrections taken, {} of them for articles that are not in the store yet; {} known "
                  "already, {} refused\n",
                  taken->added, taken->waiting, taken->known, taken->refused.size()));
  return taken->refused.empty() ? kExitOk : kExitFailure;
}

CLI::App* add(CLI::App& command, const char* name, const char* does,
              const std::shared_ptr<Options>& options) {
  CLI::App* one = command.add_subcommand(name, does);
  one->add_option("store", options->store, "The store: a .gpkg file or PG:…")
      ->required()
      ->check(CLI::Validator([](const std::string& s) { return s.empty() ? "names no store" : ""; }, ""))
      ->option_text("STORE");
  return one;
}

}  // namespace

void add_corrections_command(CLI::App& app, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "corrections", "Writes the corrections of a store as a table, or takes those of a table into a store");
  command->require_subcommand(1);
  CLI::App* out = add(*command, "export", "Writes a store's corrections as tab-separated values", options);
  out->add_option("-o,--output", options->table, "The file")->required()->option_text("FILE");
  out->callback([options, &common, &exit_code] {
    const auto written = write(*options, common);
    exit_code = written ? flush_output() : fail_with(written.error());
  });
  CLI::App* in = add(*command, "import", "Takes the corrections of a table into a store", options);
  in->add_option("table", options->table, "What export wrote")->required()->option_text("FILE");
  in->footer(
      "A line that cannot be taken is named with its number, and the rest is taken: exit code 2 then. Of "
      "two\n"
      "for one mention the later holds. Those for articles that are not there yet hold once they are.");
  in->callback([options, &common, &exit_code] {
    const auto code = take(*options, common);
    exit_code = code ? std::max(*code, flush_output()) : fail_with(code.error());
  });
}

}  // namespace kharita::app::cli
