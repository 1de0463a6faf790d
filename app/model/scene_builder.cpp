#include "app/model/scene_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/model/co_mentions.h"
#include "app/model/language_name.h"
#include "app/model/words.h"

namespace kharita::app {
namespace {

struct Tally {
  std::uint32_t mentions = 0;
  std::uint32_t articles = 0;
  std::uint32_t last_article = geo::PlaceId::kNone;
  float confidence = 0;
};

// One tally a place; mentions stand by article, so a change of article is a new article for the place.
std::vector<Tally> tally_places(const Corpus& corpus, const FilterResult& result, std::size_t places) {
  std::vector<Tally> tallies(places);
  for (std::size_t i = 0; i < corpus.mentions.size(); ++i) {
    const CorpusMention& mention = corpus.mentions[i];
    if (result.mention_passes[i] == 0 || mention.place.value >= places) continue;
    Tally& tally = tallies[mention.place.value];
    ++tally.mentions;
    if (tally.last_article != mention.article) {
      ++tally.articles;
      tally.last_article = mention.article;
    }
    tally.confidence = std::max(tally.confidence, mention.confidence);
  }
  return tallies;
}

bool is_area(const geo::Place& place) {
  return place.area.valid() &&
         (place.kind == geo::PlaceKind::country || place.kind == geo::PlaceKind::admin1);
}

// Adds the passing mentions up by what stands for their place; `standing_for(place)` is asked once a place.
// An article counts once for each. What stands for nothing is added to `outside`.
template <typename StandingFor>
std::vector<Tally> tally_by(const Corpus& corpus, const FilterResult& result, const geo::Gazetteer& gazetteer,
                            StandingFor standing_for, Tally& outside) {
  constexpr std::uint32_t kUnknown = geo::PlaceId::kNone - 1;
  std::vector<std::uint32_t> stands_for(gazetteer.place_count(), kUnknown);
  std::vector<Tally> tallies(gazetteer.place_count());
  for (std::size_t i = 0; i < corpus.mentions.size(); ++i) {
    const CorpusMention& mention = corpus.mentions[i];
    if (result.mention_passes[i] == 0 || mention.place.value >= stands_for.size()) continue;
    std::uint32_t& known = stands_for[mention.place.value];
    if (known == kUnknown) known = standing_for(gazetteer.place(mention.place)).value;
    Tally& tally = known == geo::PlaceId::kNone ? outside : tallies[known];
    ++tally.mentions;
    if (tally.last_article == mention.article) continue;
    ++tally.articles;
    tally.last_article = mention.article;
  }
  return tallies;
}

// In MapStyle::areas: every country or province with all that is mentioned in it.
void build_choropleth(MapScene& scene, const Corpus& corpus, const FilterResult& result,
                      const geo::Gazetteer& gazetteer) {
  Tally outside;
  const auto tallies = tally_by(
      corpus, result, gazetteer,
      [&](const geo::Place& place) { return area_around(place, scene.style.area_level, gazetteer); },
      outside);
  scene.areas.clear();
  for (std::uint32_t i = 0; i < tallies.size(); ++i) {
    if (tallies[i].mentions == 0) continue;
    scene.areas.push_back(
        {geo::PlaceId{i}, gazetteer.place(geo::PlaceId{i}).area, tallies[i].mentions, tallies[i].articles});
  }
  scene.outside = amount_of(outside, scene.style.measure);
}

// In MapStyle::heat: what is wider than a point has no density.
void count_areas_outside(MapScene& scene, const Corpus& corpus, const FilterResult& result,
                         const geo::Gazetteer& gazetteer) {
  Tally outside;
  (void)tally_by(
      corpus, result, gazetteer,
      [](const geo::Place& place) {
        const bool wide =
            is_area(place) || place.kind == geo::PlaceKind::region || place.kind == geo::PlaceKind::water;
        return wide ? geo::PlaceId{} : place.id;
      },
      outside);
  scene.outside = amount_of(outside, scene.style.measure);
}

void append(std::string& words, std::string_view part) {
  if (part.empty()) return;
  if (!words.empty()) words += " · ";
  words += part;
}

template <typename Values, typename NameOf>
std::string listed(const Values& values, NameOf name_of, Language language) {
  std::string words;
  for (const auto& value : values) {
    if (!words.empty()) words += language == Language::english ? ", " : "، ";
    words += isolated(name_of(value));
  }
  return words;
}

// "Pakistan, Iran" · "Pakistan, Iran together" · "not Egypt".
template <typename Values, typename NameOf>
void append_values(std::string& words, const Values& only, const Values& without, bool all, NameOf name_of,
                   Language language) {
  const std::string names = listed(only, name_of, language);
  const bool together = all && only.size() > 1;
  append(words, together ? fmt::format("{} {}", names, word(Word::together, language)) : names);
  if (!without.empty())
    append(words, fmt::format("{} {}", word(Word::all_but, language), listed(without, name_of, language)));
}

std::string dates_in_words(const Filter& filter, Language language) {
  std::string words;
  if (filter.from)
    words =
        fmt::format("{} {}", word(Word::date_from, language), isolated(date_words(*filter.from, language)));
  if (filter.to) {
    if (!words.empty()) words += ' ';
    words += fmt::format("{} {}", word(Word::date_to, language), isolated(date_words(*filter.to, language)));
  }
  if (filter.undated) {
    if (!words.empty()) words += " · ";
    words += word(Word::undated, language);
  }
  return words;
}

// The inhabited world, Europe and Africa in the middle: what is shown where mentions lie all around the
// globe.
constexpr geo::LatLonBox kWholeWorld{-130, -50, 155, 70};
constexpr double kWorldWideDeg = 200;
constexpr double kWideAreaDeg =
    40;  // of Russia or the United States the middle is enough, beside other places

geo::LatLonBox point_box(const geo::LatLon& p) {
  return {p.lon_deg(), p.lat_deg(), p.lon_deg(), p.lat_deg()};
}

// The shortest interval of longitudes that holds all [west, east] intervals: the complement of the widest
// gap.
std::pair<double, double> longitude_span(std::vector<std::pair<double, double>> intervals) {
  for (auto& [west, east] : intervals) {
    if (east < west) east += 360;
  }
  std::sort(intervals.begin(), intervals.end());
  // How far what crosses the antimeridian reaches round into the first intervals' longitudes.
  double reach = -360;
  for (const auto& interval : intervals)
    reach = std::max(reach, interval.second - 360);
  double widest = 0;
  double gap_end = intervals.front().first;
  for (const auto& [west, east] : intervals) {
    if (west - reach > widest) {
      widest = west - reach;
      gap_end = west;
    }
    reach = std::max(reach, east);
  }
  return {gap_end, gap_end + 360 - widest};
}

}  // namespace

geo::PlaceId area_around(const geo::Place& place, AreaLevel level, const geo::Gazetteer& gazetteer) {
  const geo::PlaceId around = level == AreaLevel::country ? place.country : place.admin1;
  return around.valid() && gazetteer.place(around).area.valid() ? around : geo::PlaceId{};
}

MapScene build_map_scene(const Corpus& corpus, const FilterResult& result, const geo::Gazetteer& gazetteer,
                         Theme theme, Language language, const StyleOptions& style) {
  MapScene scene;
  scene.style = style;
  scene.theme = theme;
  scene.language = language;
  const std::vector<Tally> tallies = tally_places(corpus, result, gazetteer.place_count());
  for (std::uint32_t i = 0; i < tallies.size(); ++i) {
    const Tally& tally = tallies[i];
    if (tally.mentions == 0) continue;
    const geo::Place place = gazetteer.place(geo::PlaceId{i});
    if (is_area(place)) {
      scene.areas.push_back({place.id, place.area, tally.mentions, tally.articles});
    } else {
      scene.points.push_back({place.id, place.location, tally.mentions, tally.articles, tally.confidence});
    }
  }
  if (style.style == MapStyle::areas) build_choropleth(scene, corpus, result, gazetteer);
  if (style.style == MapStyle::heat && !style.heat_areas)
    count_areas_outside(scene, corpus, result, gazetteer);
  if (style.style == MapStyle::arcs) scene.arcs = strongest_arcs(corpus, result, gazetteer, style.arcs);
  scene.passing = style.measure == Measure::mentions ? result.mentions : result.articles;
  const auto more = [&](const auto& a, const auto& b) {
    const std::uint32_t first = amount_of(a, style.measure);
    const std::uint32_t second = amount_of(b, style.measure);
    return first != second ? first > second : a.place < b.place;
  };
  std::sort(scene.points.begin(), scene.points.end(), more);
  std::sort(scene.areas.begin(), scene.areas.end(), more);
  scene.counts_words = fmt::format("{}: {}", word(Word::articles, language),
                                   count_of(result.articles, corpus.articles.size(), language));
  return scene;
}

std::string filter_words(const Filter& filter, const geo::Gazetteer& gazetteer, Language language) {
  std::string words = dates_in_words(filter, language);
  const auto place = [&](geo::PlaceId id) { return std::string(place_name(gazetteer.place(id), language)); };
  const auto source = [&](const std::string& name) {
    return name.empty() ? std::string(word(Word::unknown_source, language)) : name;
  };
  const auto code = [&](const std::string& name) { return language_name(name, language); };
  const auto kind = [&](geo::PlaceKind of) { return std::string(kind_word(of, language)); };
  append_values(words, filter.countries, filter.not_countries, filter.all_countries, place, language);
  append_values(words, filter.places, filter.not_places, filter.all_places, place, language);
  append_values(words, filter.sources, filter.not_sources, false, source, language);
  append_values(words, filter.languages, filter.not_languages, false, code, language);
  append_values(words, filter.kinds, filter.not_kinds, false, kind, language);
  if (filter.box) append(words, word(Word::within_box, language));
  if (!filter.text.empty()) append(words, fmt::format("«{}»", isolated(filter.text)));
  if (filter.min_confidence > 0) {
    append(words, fmt::format("{} {:.0f}%", word(Word::confidence, language), filter.min_confidence * 100));
  }
  return words;
}

geo::LatLonBox bounds_of(std::span<const geo::PlaceId> places, const geo::Gazetteer& gazetteer) {
  MapScene scene;
  for (const geo::PlaceId id : places) {
    const geo::Place place = gazetteer.place(id);
    if (is_area(place)) {
      scene.areas.push_back({id, place.area});
    } else {
      scene.points.push_back({id, place.location});
    }
  }
  return scene_bounds(scene, gazetteer);
}

geo::LatLonBox scene_bounds(const MapScene& scene, const geo::Gazetteer& gazetteer) {
  std::vector<std::pair<double, double>> longitudes;
  double south = 90;
  double north = -90;
  const auto take = [&](const geo::LatLonBox& box) {
    longitudes.emplace_back(box.west_deg, box.east_deg);
    south = std::min(south, box.south_deg);
    north = std::max(north, box.north_deg);
  };
  const bool single = scene.points.size() + scene.areas.size() == 1;
  for (const ScenePoint& p : scene.points)
    take(point_box(p.location));
  for (const SceneArea& a : scene.areas) {
    const geo::Place place = gazetteer.place(a.place);
    take(single || place.bounds.width_deg() <= kWideAreaDeg ? place.bounds : point_box(place.location));
  }
  if (longitudes.empty()) return kWholeWorld;
  const auto [west, east] = longitude_span(std::move(longitudes));
  const geo::LatLonBox box{west, south, east > 180 ? east - 360 : east, north};
  if (box.width_deg() > kWorldWideDeg) return kWholeWorld;
  return box;
}

}  // namespace kharita::app
