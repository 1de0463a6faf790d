#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/cli.h"
#include "app/cli/output.h"
#include "app/cli/table.h"
#include "app/model/paths.h"
#include "geo/boundary/boundaries.h"
#include "geo/gazetteer/builder.h"
#include "geo/gazetteer/gazetteer.h"
#include "geo/text/code_points.h"

namespace kharita::app::cli {
namespace {

using geo::Gazetteer;
using geo::Place;

struct BuildArguments {
  std::string packages;
  std::string own_data;
  std::string output;
  std::string report;
  std::vector<std::string> geonames_tables;
  std::vector<std::string> geonames_names;
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
    write_out(fmt::format("{}\n", line));
    std::fflush(stdout);
  };
  const geo::GazetteerSources sources = {arguments.packages,
                                         arguments.own_data,
                                         {arguments.geonames_tables.begin(), arguments.geonames_tables.end()},
                                         {arguments.geonames_names.begin(), arguments.geonames_names.end()}};
  const auto report = geo::build_gazetteer(sources, arguments.output, progress, say);
  if (!report) return fail_with(report.error());
  write_out(fmt::format(
      "{} countries, {} provinces, {} cities, {} regions, waters and others; {} names, {} lexicon entries\n",
      report->countries, report->provinces, report->cities, report->named_areas, report->names,
      report->lexicon_entries));
  const std::string list = arguments.report.empty() ? arguments.output + ".report.txt" : arguments.report;
  if (const auto written = write_report(list, *report); !written) return fail_with(written.error());
  write_out(fmt::format("{} disagreements between the sources, listed in {}\n", report->disagreements.size(),
                        list));
  return flush_output();
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

// Names that are no valid UTF-8, as a source may hold, are shown with U+FFFD.
std::string line_of(const nlohmann::json& object) {
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

std::vector<std::string> row_of(const Gazetteer& gazetteer, const Place& place) {
  return {std::string(geo::to_string(place.kind)),
          std::string(place.name),
          std::string(place.name_ar),
          name_of(gazetteer, place.country),
          name_of(gazetteer, place.admin1),
          place.population > 0 ? fmt::format("{}", place.population) : "-",
          fmt::format("{:.4f}", place.location.lat_deg()),
          fmt::format("{:.4f}", place.location.lon_deg()),
          std::string(place.stable_id)};
}

int run_lookup(const Common& common, const std::string& name, bool as_json) {
  const auto gazetteer = Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return fail_with(gazetteer.error());
  std::vector<std::vector<std::string>> rows = {
      {"kind", "name", "Arabic name", "country", "province", "population", "lat", "lon", "id"}};
  const auto found = gazetteer->lookup(name);
  for (const geo::NameEntry& entry : found) {
    const Place place = gazetteer->place(entry.place);
    if (as_json) write_out(line_of(to_json(*gazetteer, place)));
    rows.push_back(row_of(*gazetteer, place));
  }
  if (found.empty()) return fail_with({ErrorCode::usage, fmt::format("no place is called '{}'", name)});
  constexpr std::size_t kPopulation = 5;
  if (!as_json) write_out(format_table(rows, {kPopulation, kPopulation + 1, kPopulation + 2}));
  return flush_output();
}

struct Nearest {
  geo::PlaceId city;
  double km = 0;
};

// The nearest populated place. O(places).
Nearest nearest_city(const Gazetteer& gazetteer, const geo::LatLon& point) {
  Nearest nearest;
  for (std::uint32_t i = 0; i < gazetteer.place_count(); ++i) {
    const Place place = gazetteer.place({i});
    if (place.kind != geo::PlaceKind::city) continue;
    const double km = geo::distance_km(place.location, point);
    if (!nearest.city.valid() || km < nearest.km) nearest = {{i}, km};
  }
  return nearest;
}

std::string with_arabic(const Place& place) {
  return place.name_ar.empty() ? std::string(place.name) : fmt::format("{} ({})", place.name, place.name_ar);
}

int run_at(const Common& common, double lat_deg, double lon_deg) {
  if (!(lat_deg >= -90 && lat_deg <= 90) || !(lon_deg >= -180 && lon_deg <= 180)) {
    return fail_with({ErrorCode::usage,
                      fmt::format("{} {} is no position: give the latitude, -90 to 90, then the longitude, "
                                  "-180 to 180",
                                  lat_deg, lon_deg)});
  }
  const auto gazetteer = Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return fail_with(gazetteer.error());
  const auto point = geo::LatLon::from_degrees(lat_deg, lon_deg);
  const auto area_place = [&](geo::AreaKind kind) -> std::optional<Place> {
    const auto area = gazetteer->boundaries().find(kind, point);
    const auto id = area ? gazetteer->place_of(*area) : std::nullopt;
    return id ? std::optional(gazetteer->place(*id)) : std::nullopt;
  };
  const auto drawn_in = area_place(geo::AreaKind::country);
  const auto province = area_place(geo::AreaKind::admin1);
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](std::string what, const Place& place, std::string remark) {
    rows.push_back({std::move(what), with_arabic(place), std::string(place.stable_id), std::move(remark)});
  };
  if (province) {
    const bool known = province->country.valid();
    if (known) add("country", gazetteer->place(province->country), "");
    if (drawn_in && (!known || drawn_in->id != province->country))
      add("drawn as", *drawn_in, "the sources disagree");
    add("province", *province, "");
  } else if (drawn_in) {
    add("country", *drawn_in, "");
  } else {
    write_out(fmt::format("{}, {} is at sea, in no country.\n", lat_deg, lon_deg));
  }
  if (const auto near = nearest_city(*gazetteer, point); near.city.valid()) {
    add("nearest", gazetteer->place(near.city), fmt::format("{:.0f} km away", near.km));
  }
  write_out(format_table(rows, {}));
  return flush_output();
}

// Which names `gazetteer names` lists.
enum class NameScript { any, arabic, latin };

// Whether a name has a letter of the script, each code point's block looked at.
bool is_of(NameScript script, std::string_view name) {
  if (script == NameScript::any) return true;
  const geo::text::CharForm* forms = geo::text::char_table().forms;
  const auto wanted =
      script == NameScript::arabic ? geo::text::CharClass::arabic : geo::text::CharClass::latin;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t cp = geo::text::next_code_point(name.data(), name.size(), at);
    if (cp < geo::text::CharTable::kSize && forms[cp].char_class == wanted) return true;
  }
  return false;
}

// Each spelling once, in byte order.
int run_names(const Common& common, NameScript script) {
  const auto gazetteer = Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return fail_with(gazetteer.error());
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < gazetteer->place_count(); ++i) {
    for (const std::string_view name : gazetteer->names_of({i})) {
      if (is_of(script, name)) names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const std::string_view name : names)
    write_out(fmt::format("{}\n", name));
  return flush_output();
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
  build_command->add_option("--geonames", build->geonames_tables,
                            "More of GeoNames' tables: a country's (IR.txt) or allCountries.txt");
  build_command->add_option("--alternate-names", build->geonames_names, "GeoNames' alternateNamesV2.txt");
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

  struct Position {
    double lat_deg = 0;
    double lon_deg = 0;
  };
  auto position = std::make_shared<Position>();
  auto* at_command = command->add_subcommand("at", "Says which country and province lie at a position");
  at_command->add_option("lat", position->lat_deg, "Latitude in degrees, north is positive")->required();
  at_command->add_option("lon", position->lon_deg, "Longitude in degrees, east is positive")->required();
  at_command->callback(
      [position, &common, &exit_code] { exit_code = run_at(common, position->lat_deg, position->lon_deg); });

  auto script = std::make_shared<NameScript>(NameScript::any);
  auto* names_command = command->add_subcommand("names", "Lists every name, one a line");
  names_command->add_option("--script", *script, "arabic or latin: only names in that script")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, NameScript>{{"arabic", NameScript::arabic}, {"latin", NameScript::latin}}));
  names_command->callback([script, &common, &exit_code] { exit_code = run_names(common, *script); });
}

}  // namespace kharita::app::cli
