#include "app/model/settings.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
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
constexpr std::size_t kMaxSittings = 50;
constexpr std::size_t kMaxRecent = 10;
constexpr std::array<std::string_view, 8> kKeys{"theme",  "language", "map",       "style",
                                                "panels", "views",    "libraries", "recent"};

// The names of what StyleOptions holds, in the order of its enumerations.
constexpr std::array<std::string_view, 2> kThemes{"dark", "light"};
constexpr std::array<std::string_view, 2> kMeasures{"mentions", "articles"};
constexpr std::array<std::string_view, 2> kLevels{"country", "province"};
constexpr std::array<std::string_view, 2> kClassings{"quantiles", "natural"};
constexpr std::array<std::string_view, 5> kOrders{"newest", "oldest", "most_places", "source", "relevance"};

template <typename Enum, std::size_t size>
std::string name_in(const std::array<std::string_view, size>& names, Enum value) {
  return std::string(names[static_cast<std::size_t>(value)]);
}

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

// The one of `names` that stands under `key`, as the value of its place in them; else `value` stays.
template <typename Enum, std::size_t size>
void read_name(const Json& json, const char* key, const std::array<std::string_view, size>& names,
               Enum& value) {
  const std::string name = text(json, key);
  for (std::size_t i = 0; i < size; ++i) {
    if (names[i] == name) value = static_cast<Enum>(i);
  }
}

std::optional<Theme> read_theme(const Json& json) {
  const std::string name = text(json, "theme");
  if (name != kThemes[0] && name != kThemes[1]) return std::nullopt;
  return name == kThemes[0] ? Theme::dark : Theme::light;
}

std::optional<StyleOptions> read_style(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  StyleOptions style;
  read_name(json, "as", kStyleNames, style.style);
  read_name(json, "measure", kMeasures, style.measure);
  read_name(json, "level", kLevels, style.area_level);
  read_name(json, "classes", kClassings, style.classing);
  style.share = flag(json, "share", false);
  style.both_names = flag(json, "both_names", false);
  style.heat_areas = flag(json, "heat_areas", false);
  using S = StyleOptions;
  if (const auto arcs = figure(json, "arcs", S::kLeastArcs, S::kMostArcs))
    style.arcs = static_cast<std::uint16_t>(*arcs);
  if (const auto radius = figure(json, "heat_radius", S::kLeastRadius, S::kMostRadius))
    style.heat_radius = static_cast<std::uint16_t>(*radius);
  return style;
}

// The lists of a filter by their keys.
template <typename T>
struct FilterList {
  const char* key;
  std::vector<T> Filter::*values;
};
constexpr std::array kFilterTexts{FilterList<std::string>{"sources", &Filter::sources},
                                  FilterList<std::string>{"not_sources", &Filter::not_sources},
                                  FilterList<std::string>{"languages", &Filter::languages},
                                  FilterList<std::string>{"not_languages", &Filter::not_languages}};
constexpr std::array kFilterKinds{FilterList<geo::PlaceKind>{"kinds", &Filter::kinds},
                                  FilterList<geo::PlaceKind>{"not_kinds", &Filter::not_kinds}};
constexpr std::array kFilterPlaces{FilterList<geo::PlaceId>{"countries", &Filter::countries},
                                   FilterList<geo::PlaceId>{"not_countries", &Filter::not_countries},
                                   FilterList<geo::PlaceId>{"places", &Filter::places},
                                   FilterList<geo::PlaceId>{"not_places", &Filter::not_places}};

std::optional<geo::LatLonBox> read_box(const Json& json) {
  const auto west = figure(json, "west", -180, 180);
  const auto south = figure(json, "south", -90, 90);
  const auto east = figure(json, "east", -180, 180);
  const auto north = figure(json, "north", -90, 90);
  if (!west || !south || !east || !north || *south > *north) return std::nullopt;
  return geo::LatLonBox{*west, *south, *east, *north};
}

std::vector<geo::PlaceId> read_places(const Json& json, const char* key, const geo::Gazetteer& gazetteer) {
  std::vector<geo::PlaceId> places;
  for (const std::string& id : texts(json, key)) {
    if (const auto place = gazetteer.find(id)) places.push_back(*place);
  }
  return places;
}

std::vector<geo::PlaceKind> read_kinds(const Json& json, const char* key) {
  std::vector<geo::PlaceKind> kinds;
  for (const std::string& name : texts(json, key)) {
    if (const auto kind = geo::place_kind(name)) kinds.push_back(*kind);
  }
  return kinds;
}

Filter read_filter(const Json& json, const geo::Gazetteer& gazetteer) {
  Filter filter;
  filter.from = read_date(json, "from");
  filter.to = read_date(json, "to");
  filter.undated = flag(json, "undated", false);
  filter.text = text(json, "text");
  for (const auto& [key, values] : kFilterTexts)
    filter.*values = texts(json, key);
  for (const auto& [key, values] : kFilterKinds)
    filter.*values = read_kinds(json, key);
  for (const auto& [key, values] : kFilterPlaces)
    filter.*values = read_places(json, key, gazetteer);
  filter.all_countries = flag(json, "all_countries", false);
  filter.all_places = flag(json, "all_places", false);
  filter.box = read_box(at(json, "box"));
  filter.min_confidence = static_cast<float>(figure(json, "confidence", 0, 1).value_or(0));
  return filter;
}

std::optional<Sitting> read_sitting(const Json& json, const geo::Gazetteer& gazetteer) {
  const auto map = read_map(at(json, "map"));
  Sitting sitting{.library = text(json, "library"), .map = map.value_or(MapPosition{})};
  if (!map || sitting.library.empty()) return std::nullopt;
  sitting.filter = read_filter(at(json, "filter"), gazetteer);
  read_name(json, "order", kOrders, sitting.order);
  sitting.places = read_places(json, "places", gazetteer);
  sitting.together = flag(json, "together", false);
  sitting.article = text(json, "article");
  return sitting;
}

std::string keys_of_newer(const Json& json) {
  Json newer = Json::object();
  for (const auto& [key, value] : json.items()) {
    if (std::ranges::find(kKeys, key) == kKeys.end()) newer[key] = value;
  }
  return newer.empty() ? std::string() : newer.dump();
}

// A key of the file and what it sets. Files from before panels could be resized say only which sections are
// open.
struct LayoutFlag {
  const char* key;
  bool LayoutState::*value;
};
constexpr std::array kLayoutFlags{LayoutFlag{"countries", &LayoutState::countries_open},
                                  LayoutFlag{"places", &LayoutState::places_open},
                                  LayoutFlag{"sources", &LayoutState::sources_open},
                                  LayoutFlag{"languages", &LayoutState::languages_open},
                                  LayoutFlag{"kinds", &LayoutState::kinds_open},
                                  LayoutFlag{"article_columns", &LayoutState::article_columns},
                                  LayoutFlag{"legend_folded", &LayoutState::legend_folded},
                                  LayoutFlag{"legend_moved", &LayoutState::legend_moved},
                                  LayoutFlag{"filters_folded", &LayoutState::filters_folded},
                                  LayoutFlag{"articles_folded", &LayoutState::articles_folded},
                                  LayoutFlag{"timeline_folded", &LayoutState::timeline_folded}};
struct LayoutFigure {
  const char* key;
  float LayoutState::*value;
};
constexpr std::array kLayoutFigures{LayoutFigure{"filters_width", &LayoutState::filters_width},
                                    LayoutFigure{"articles_width", &LayoutState::articles_width},
                                    LayoutFigure{"timeline_height", &LayoutState::timeline_height},
                                    LayoutFigure{"reader_width", &LayoutState::reader_width},
                                    LayoutFigure{"legend_along", &LayoutState::legend_along},
                                    LayoutFigure{"legend_down", &LayoutState::legend_down},
                                    LayoutFigure{"list_share", &LayoutState::list_share}};

LayoutState read_layout(const Json& json) {
  LayoutState layout;
  for (const auto& [key, value] : kLayoutFlags)
    layout.*value = flag(json, key, layout.*value);
  for (const auto& [key, value] : kLayoutFigures) {
    if (const auto read = figure(json, key, 0, 10'000)) layout.*value = static_cast<float>(*read);
  }
  if (const auto percent = figure(json, "text_percent", 1, 1000))
    layout.text_percent = static_cast<int>(*percent);
  return within_bounds(layout);
}

// --- merging

LayoutState merged(const LayoutState& base, const LayoutState& mine, LayoutState theirs) {
  const auto take = [&](auto LayoutState::*part) {
    if (mine.*part != base.*part) theirs.*part = mine.*part;
  };
  for (const LayoutFlag& part : kLayoutFlags)
    take(part.value);
  for (const LayoutFigure& part : kLayoutFigures)
    take(part.value);
  take(&LayoutState::text_percent);
  return theirs;
}

auto named(auto& views, std::string_view name) {
  return std::ranges::find(views, name, &SavedView::name);
}

void merge_sittings(const std::vector<Sitting>& base, std::vector<Sitting>& mine, Settings& theirs) {
  for (auto at = mine.rbegin(); at != mine.rend(); ++at) {
    if (std::ranges::find(base, *at) == base.end()) keep_sitting(theirs, std::move(*at));
  }
}

// What was dropped since stays dropped.
void merge_recent(const std::vector<std::string>& base, const std::vector<std::string>& mine,
                  std::vector<std::string>& theirs) {
  if (base == mine) return;
  const auto has = [](const std::vector<std::string>& list, const std::string& path) {
    return std::ranges::find(list, path) != list.end();
  };
  std::erase_if(theirs, [&](const std::string& path) { return has(base, path) && !has(mine, path); });
  for (auto at = mine.rbegin(); at != mine.rend(); ++at)
    remember_recent(theirs, *at);
}

// Held by one process at a time; none where the folder is not there yet, or cannot be locked.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder) : fd_(::open(folder.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (fd_ >= 0) ::flock(fd_, LOCK_EX);
  }
  ~FolderLock() {
    if (fd_ >= 0) ::close(fd_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int fd_;
};

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

Json style_json(const StyleOptions& style) {
  return {{"as", name_in(kStyleNames, style.style)},
          {"measure", name_in(kMeasures, style.measure)},
          {"level", name_in(kLevels, style.area_level)},
          {"classes", name_in(kClassings, style.classing)},
          {"share", style.share},
          {"both_names", style.both_names},
          {"arcs", style.arcs},
          {"heat_radius", style.heat_radius},
          {"heat_areas", style.heat_areas}};
}

Json layout_json(const LayoutState& layout) {
  Json json = Json::object();
  for (const auto& [key, value] : kLayoutFlags)
    json[key] = layout.*value;
  for (const auto& [key, value] : kLayoutFigures)
    json[key] = rounded(static_cast<double>(layout.*value));
  json["text_percent"] = layout.text_percent;
  return json;
}

Json box_json(const geo::LatLonBox& box) {
  return {{"west", rounded(box.west_deg)},
          {"south", rounded(box.south_deg)},
          {"east", rounded(box.east_deg)},
          {"north", rounded(box.north_deg)}};
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
  if (filter.undated) json["undated"] = true;
  if (!filter.text.empty()) json["text"] = filter.text;
  for (const auto& [key, values] : kFilterTexts) {
    if (!(filter.*values).empty()) json[key] = filter.*values;
  }
  for (const auto& [key, values] : kFilterKinds) {
    for (const geo::PlaceKind kind : filter.*values)
      json[key].push_back(std::string(geo::to_string(kind)));
  }
  for (const auto& [key, values] : kFilterPlaces) {
    if (!(filter.*values).empty()) json[key] = ids(filter.*values, gazetteer);
  }
  if (filter.all_countries) json["all_countries"] = true;
  if (filter.all_places) json["all_places"] = true;
  if (filter.box) json["box"] = box_json(*filter.box);
  if (filter.min_confidence > 0) json["confidence"] = rounded(static_cast<double>(filter.min_confidence));
  return json;
}

Json sitting_json(const Sitting& sitting, const geo::Gazetteer& gazetteer) {
  Json json{{"library", sitting.library},
            {"map", map_json(sitting.map)},
            {"filter", filter_json(sitting.filter, gazetteer)},
            {"order", name_in(kOrders, sitting.order)}};
  if (!sitting.places.empty()) json["places"] = ids(sitting.places, gazetteer);
  if (sitting.together) json["together"] = true;
  if (!sitting.article.empty()) json["article"] = sitting.article;
  return json;
}

}  // namespace

void remember_recent(std::vector<std::string>& recent, std::string path) {
  std::erase(recent, path);
  recent.insert(recent.begin(), std::move(path));
  if (recent.size() > kMaxRecent) recent.resize(kMaxRecent);
}

const Sitting* sitting_of(const Settings& settings, std::string_view library) {
  const auto found = std::ranges::find(settings.sittings, library, &Sitting::library);
  return found != settings.sittings.end() ? &*found : nullptr;
}

void keep_sitting(Settings& settings, Sitting sitting) {
  std::erase_if(settings.sittings, [&](const Sitting& s) { return s.library == sitting.library; });
  settings.sittings.insert(settings.sittings.begin(), std::move(sitting));
  if (settings.sittings.size() > kMaxSittings) settings.sittings.resize(kMaxSittings);
}

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
  settings.theme = read_theme(json);
  if (const std::string language = text(json, "language"); language == "ar" || language == "en")
    settings.language = language == "ar" ? Language::arabic : Language::english;
  settings.map = read_map(at(json, "map"));
  settings.style = read_style(at(json, "style")).value_or(StyleOptions{});
  settings.layout = read_layout(at(json, "panels"));
  for (const Json& view : at(json, "views")) {
    const auto map = read_map(at(view, "map"));
    std::string name = text(view, "name");
    if (!map || name.empty() || settings.views.size() == kMaxViews) continue;
    settings.views.push_back({std::move(name), *map, read_filter(at(view, "filter"), gazetteer),
                              read_style(at(view, "style")), read_theme(view)});
  }
  for (const Json& json_sitting : at(json, "libraries")) {
    auto sitting = read_sitting(json_sitting, gazetteer);
    if (sitting && settings.sittings.size() < kMaxSittings && !sitting_of(settings, sitting->library))
      settings.sittings.push_back(std::move(*sitting));
  }
  settings.newer = keys_of_newer(json);
  settings.recent = texts(json, "recent");
  if (settings.recent.size() > kMaxRecent) settings.recent.resize(kMaxRecent);
  return settings;
}

std::string to_json(const Settings& settings, const geo::Gazetteer& gazetteer) {
  Json json = Json::object();
  if (settings.theme) json["theme"] = name_in(kThemes, *settings.theme);
  if (settings.language) json["language"] = *settings.language == Language::english ? "en" : "ar";
  if (settings.map) json["map"] = map_json(*settings.map);
  json["style"] = style_json(settings.style);
  json["panels"] = layout_json(settings.layout);
  json["views"] = Json::array();
  for (const SavedView& view : settings.views) {
    Json saved{
        {"name", view.name}, {"map", map_json(view.map)}, {"filter", filter_json(view.filter, gazetteer)}};
    if (view.style) saved["style"] = style_json(*view.style);
    if (view.theme) saved["theme"] = name_in(kThemes, *view.theme);
    json["views"].push_back(std::move(saved));
  }
  json["libraries"] = Json::array();
  for (const Sitting& sitting : settings.sittings)
    json["libraries"].push_back(sitting_json(sitting, gazetteer));
  json["recent"] = settings.recent;
  if (!settings.newer.empty()) json.update(Json::parse(settings.newer));
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

void put_settings_aside(const fs::path& file) {
  std::error_code ignored;
  fs::path aside = file;
  aside += ".broken";
  fs::rename(file, aside, ignored);
}

Settings merged(const Settings& base, Settings mine, Settings theirs) {
  const auto take = [&](auto Settings::*part) {
    if (mine.*part != base.*part) theirs.*part = std::move(mine.*part);
  };
  take(&Settings::theme);
  take(&Settings::language);
  take(&Settings::map);
  take(&Settings::style);
  theirs.layout = merged(base.layout, mine.layout, theirs.layout);
  merge_sittings(base.sittings, mine.sittings, theirs);
  merge_recent(base.recent, mine.recent, theirs.recent);
  for (const SavedView& old : base.views) {
    if (named(mine.views, old.name) != mine.views.end()) continue;
    std::erase_if(theirs.views, [&](const SavedView& view) { return view.name == old.name; });
  }
  for (SavedView& view : mine.views) {
    const auto before = named(base.views, view.name);
    if (before != base.views.end() && *before == view) continue;
    const auto other = named(theirs.views, view.name);
    if (other != theirs.views.end()) {
      *other = std::move(view);
    } else {
      theirs.views.push_back(std::move(view));
    }
  }
  return theirs;
}

Result<Settings> save_settings(const Settings& base, Settings mine, const fs::path& file,
                               const geo::Gazetteer& gazetteer) {
  const FolderLock alone(file.parent_path());
  if (auto theirs = read_settings(file, gazetteer)) {
    mine = merged(base, std::move(mine), std::move(*theirs));
  } else {
    put_settings_aside(file);
  }
  if (auto written = write_settings(mine, file, gazetteer); !written)
    return tl::unexpected(std::move(written.error()));
  return mine;
}

}  // namespace kharita::app
