#include "app/model/settings.h"

#include <fmt/chrono.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>

#include "geo/text/dates.h"
#include "geo/written_file.h"

namespace kharita::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr double kMaxZoom = 24;
constexpr std::size_t kMaxViews = 200;

// --- reading: what is not there or of another kind reads as null, false, empty

const Json& at(const Json& object, const char* key) {
  static const Json null;
  if (!object.is_object()) return null;
  const auto found = object.find(key);
  return found != object.end() ? *found : null;
}

std::string text(const Json& object, const char* key) {
  const Json& value = at(object, key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

bool flag(const Json& object, const char* key, bool otherwise) {
  const Json& value = at(object, key);
  return value.is_boolean() ? value.get<bool>() : otherwise;
}

std::optional<double> figure(const Json& object, const char* key, double low, double high) {
  const Json& value = at(object, key);
  if (!value.is_number()) return std::nullopt;
  const double number = value.get<double>();
  return number >= low && number <= high ? std::optional(number) : std::nullopt;
}

std::vector<std::string> texts(const Json& object, const char* key) {
  std::vector<std::string> list;
  for (const Json& value : at(object, key)) {
    if (value.is_string()) list.push_back(value.get<std::string>());
  }
  return list;
}

std::optional<MapPosition> read_map(const Json& json) {
  const auto lat = figure(json, "lat", -90, 90);
  const auto lon = figure(json, "lon", -180, 180);
  const auto zoom = figure(json, "zoom", 0, kMaxZoom);
  if (!lat || !lon || !zoom) return std::nullopt;
  return MapPosition{geo::LatLon::from_degrees(*lat, *lon), *zoom, flag(json, "globe", false)};
}

std::optional<Date> read_date(const Json& json, const char* key) {
  const auto date = geo::text::parse_timestamp(text(json, key));
  return date && date->ok() ? date : std::nullopt;
}

std::vector<geo::PlaceId> read_places(const Json& json, const char* key, const geo::Gazetteer& gazetteer) {
  std::vector<geo::PlaceId> places;
  for (const std::string& id : texts(json, key)) {
    if (const auto place = gazetteer.find(id)) places.push_back(*place);
  }
  return places;
}

Filter read_filter(const Json& json, const geo::Gazetteer& gazetteer) {
  Filter filter;
  filter.from = read_date(json, "from");
  filter.to = read_date(json, "to");
  filter.text = text(json, "text");
  filter.sources = texts(json, "sources");
  filter.countries = read_places(json, "countries", gazetteer);
  filter.places = read_places(json, "places", gazetteer);
  filter.min_confidence = static_cast<float>(figure(json, "confidence", 0, 1).value_or(0));
  return filter;
}

// --- writing

// Six digits of a degree are a tenth of a metre.
double rounded(double value) {
  return std::round(value * 1e6) / 1e6;
}

Json map_json(const MapPosition& map) {
  return {{"lat", rounded(map.center.lat_deg())},
          {"lon", rounded(map.center.lon_deg())},
          {"zoom", rounded(map.zoom)},
          {"globe", map.globe}};
}

Json ids(const std::vector<geo::PlaceId>& places, const geo::Gazetteer& gazetteer) {
  Json list = Json::array();
  for (const geo::PlaceId id : places)
    list.push_back(std::string(gazetteer.place(id).stable_id));
  return list;
}

Json filter_json(const Filter& filter, const geo::Gazetteer& gazetteer) {
  Json json = Json::object();
  if (filter.from) json["from"] = geo::text::to_iso(*filter.from);
  if (filter.to) json["to"] = geo::text::to_iso(*filter.to);
  if (!filter.text.empty()) json["text"] = filter.text;
  if (!filter.sources.empty()) json["sources"] = filter.sources;
  if (!filter.countries.empty()) json["countries"] = ids(filter.countries, gazetteer);
  if (!filter.places.empty()) json["places"] = ids(filter.places, gazetteer);
  if (filter.min_confidence > 0) json["confidence"] = rounded(static_cast<double>(filter.min_confidence));
  return json;
}

}  // namespace

std::string position_in_name(const MapPosition& map) {
  const double lat = std::round(map.center.lat_deg() * 10) / 10;
  const double lon = std::round(map.center.lon_deg() * 10) / 10;
  std::string zoom = fmt::format("{:.1f}", map.zoom);
  if (zoom.ends_with(".0")) zoom.resize(zoom.size() - 2);
  return fmt::format("{:.1f}{}-{:.1f}{}-z{}{}", std::abs(lat), lat < 0 ? 'S' : 'N', std::abs(lon),
                     lon < 0 ? 'W' : 'E', zoom, map.globe ? "-globe" : "");
}

Result<Settings> parse_settings(std::string_view json_text, std::string_view origin,
                                const geo::Gazetteer& gazetteer) {
  const Json json = Json::parse(json_text, nullptr, false);
  if (!json.is_object()) {
    return fail(ErrorCode::parse, "{}: these settings are damaged and were not read; defaults are used",
                origin);
  }
  Settings settings;
  if (const std::string theme = text(json, "theme"); theme == "dark" || theme == "light")
    settings.theme = theme == "dark" ? Theme::dark : Theme::light;
  if (const std::string language = text(json, "language"); language == "ar" || language == "en")
    settings.language = language == "ar" ? Language::arabic : Language::english;
  settings.map = read_map(at(json, "map"));
  const Json& panels = at(json, "panels");
  settings.countries_open = flag(panels, "countries", true);
  settings.places_open = flag(panels, "places", true);
  settings.sources_open = flag(panels, "sources", true);
  for (const Json& view : at(json, "views")) {
    const auto map = read_map(at(view, "map"));
    std::string name = text(view, "name");
    if (!map || name.empty() || settings.views.size() == kMaxViews) continue;
    settings.views.push_back({std::move(name), *map, read_filter(at(view, "filter"), gazetteer)});
  }
  return settings;
}

std::string to_json(const Settings& settings, const geo::Gazetteer& gazetteer) {
  Json json = Json::object();
  if (settings.theme) json["theme"] = *settings.theme == Theme::dark ? "dark" : "light";
  if (settings.language) json["language"] = *settings.language == Language::english ? "en" : "ar";
  if (settings.map) json["map"] = map_json(*settings.map);
  json["panels"] = {{"countries", settings.countries_open},
                    {"places", settings.places_open},
                    {"sources", settings.sources_open}};
  json["views"] = Json::array();
  for (const SavedView& view : settings.views) {
    json["views"].push_back(
        {{"name", view.name}, {"map", map_json(view.map)}, {"filter", filter_json(view.filter, gazetteer)}});
  }
  // What is no UTF-8, of a source's name perhaps, is replaced and does not throw.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Settings> read_settings(const fs::path& file, const geo::Gazetteer& gazetteer) {
  std::error_code error;
  if (!fs::exists(file, error)) return Settings{};
  std::ifstream in(file, std::ios::binary);
  const std::string json((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) return fail(ErrorCode::io, "{}: these settings cannot be read; defaults are used", file.string());
  return parse_settings(json, file.string(), gazetteer);
}

Result<void> write_settings(const Settings& settings, const fs::path& file, const geo::Gazetteer& gazetteer) {
  geo::WrittenFile target("your settings cannot be kept");
  if (auto started = target.start(file); !started) return started;
  std::ofstream out(target.path(), std::ios::binary);
  out << to_json(settings, gazetteer);
  out.close();
  if (!out) return target.error("the disk may be full, or the folder may not be written to");
  return target.finish();
}

}  // namespace kharita::app
