#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/cli/cli.h"
#include "app/cli/paths.h"
#include "geo/boundary/boundaries.h"
#include "geo/gazetteer/builder.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::cli {
namespace {

namespace fs = std::filesystem;
using geo::Gazetteer;
using geo::Place;

int complain(const Error& error) {
  fmt::print(stderr, "kharita: {}\n", error.message);
  return kExitFailure;
}

Result<Gazetteer> open_gazetteer(const Common& common) {
  return Gazetteer::open(common.gazetteer.empty() ? share_folder() / "world.gazetteer"
                                                  : fs::path(common.gazetteer));
}

struct BuildArguments {
  std::string packages;
  std::string own_data;
  std::string output;
  std::string report;
};

Result<void> write_report(const std::string& file, const geo::GazetteerReport& report) {
  std::ofstream out(file, std::ios::trunc);
  for (const std::string& line : report.disagreements)
    out << line << '\n';
  out.close();
  if (!out) return fail(ErrorCode::io, "{}: the report cannot be written", file);
  return {};
}

int run_build(const BuildArguments& arguments) {
  Progress progress;
  const auto say = [](std::string_view line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
  };
  const auto report =
      geo::build_gazetteer({arguments.packages, arguments.own_data}, arguments.output, progress, say);
  if (!report) return complain(report.error());
  fmt::print(
      "{} countries, {} provinces, {} cities, {} regions, waters and others; {} names, {} lexicon entries\n",
      report->countries, report->provinces, report->cities, report->named_areas, report->names,
      report->lexicon_entries);
  const std::string list = arguments.report.empty() ? arguments.output + ".report.txt" : arguments.report;
  if (const auto written = write_report(list, *report); !written) return complain(written.error());
  fmt::print("{} disagreements between the sources, listed in {}\n", report->disagreements.size(), list);
  return kExitOk;
}

std::string name_of(const Gazetteer& gazetteer, geo::PlaceId id) {
  return id.valid() ? std::string(gazetteer.place(id).name) : std::string();
}

nlohmann::json to_json(const Gazetteer& gazetteer, const Place& place) {
  return {{"id", place.stable_id},
          {"kind", geo::to_string(place.kind)},
          {"name", place.name},
          {"name_ar", place.name_ar},
          {"country", place.country_iso},
          {"admin1", name_of(gazetteer, place.admin1)},
          {"population", place.population},
          {"lat", place.location.lat_deg()},
          {"lon", place.location.lon_deg()}};
}

void print_place(const Gazetteer& gazetteer, const Place& place) {
  fmt::print("{}\t{}\t{}\t{}\t{}\t{}\t{:.4f}\t{:.4f}\t{}\n", geo::to_string(place.kind), place.name,
             place.name_ar, name_of(gazetteer, place.country), name_of(gazetteer, place.admin1),
             place.population, place.location.lat_deg(), place.location.lon_deg(), place.stable_id);
}

int run_lookup(const Common& common, const std::string& name, bool as_json) {
  const auto gazetteer = open_gazetteer(common);
  if (!gazetteer) return complain(gazetteer.error());
  const auto found = gazetteer->lookup(name);
  for (const geo::NameEntry& entry : found) {
    const Place place = gazetteer->place(entry.place);
    if (as_json) {
      fmt::print("{}\n", to_json(*gazetteer, place).dump());
    } else {
      print_place(*gazetteer, place);
    }
  }
  if (found.empty()) fmt::print(stderr, "kharita: no place is called {}\n", name);
  return kExitOk;
}

}  // namespace

void add_gazetteer_command(CLI::App& app, const Common& common, int& exit_code) {
  auto* command = app.add_subcommand("gazetteer", "Builds the gazetteer of places, or asks it");
  command->require_subcommand(1);

  auto build = std::make_shared<BuildArguments>();
  auto* build_command = command->add_subcommand("build", "Builds the gazetteer file from the data packages");
  build_command->add_option("--packages", build->packages, "The packages' folder, as data/fetch.sh leaves it")
      ->required();
  build_command->add_option("--data", build->own_data, "The folder with names.tsv and lexicon/")->required();
  build_command->add_option("-o,--output", build->output, "The file to write")->required();
  build_command->add_option("--report", build->report,
                            "Where to list what the sources disagree on (default: beside the output)");
  build_command->callback([build, &exit_code] { exit_code = run_build(*build); });

  struct LookupArguments {
    std::string name;
    bool json = false;
  };
  auto lookup = std::make_shared<LookupArguments>();
  auto* lookup_command = command->add_subcommand("lookup", "Lists the places that bear a name, best first");
  lookup_command->add_option("name", lookup->name, "The name, in Arabic or Latin script")->required();
  lookup_command->add_flag("--json", lookup->json, "One JSON object a line");
  lookup_command->callback(
      [lookup, &common, &exit_code] { exit_code = run_lookup(common, lookup->name, lookup->json); });
}

}  // namespace kharita::app::cli
