#include "app/model/scene_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

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

void append(std::string& words, std::string_view part) {
  if (part.empty()) return;
  if (!words.empty()) words += " · ";
  words += part;
}

std::string names_in_words(const std::vector<geo::PlaceId>& places, const geo::Gazetteer& gazetteer,
                           Language language) {
  std::string words;
  for (const geo::PlaceId id : places) {
    if (!words.empty()) words += language == Language::english ? ", " : "، ";
    words += isolated(place_name(gazetteer.place(id), language));
  }
  return words;
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
  return words;
}

// The inhabited world, Europe and Africa in the middle: what is shown where mentions lie all around the
// globe.
constexpr geo::LatLonBox kWholeWorld{-130, -50, 155, 70};
constexpr double kWorldWideDeg = 200;
constexpr double kWideAreaDeg =
    40;  // of Russia or the United States the middle is enough, beside other places

double width_deg(const geo::LatLonBox& box) {
  const double width = box.east_deg - box.west_deg;
  return width < 0 ? width + 360 : width;
}

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

MapScene build_map_scene(const Corpus& corpus, const FilterResult& result, const geo::Gazetteer& gazetteer,
                         Theme theme, Language language) {
  MapScene scene;
  scene.theme = theme;
  scene.language = language;
  const std::vector<Tally> tallies = tally_places(corpus, result, gazetteer.place_count());
  for (std::uint32_t i = 0; i < tallies.size(); ++i) {
    const Tally& tally = tallies[i];
    if (tally.mentions == 0) continue;
    const geo::Place place = gazetteer.place(geo::PlaceId{i});
    const bool is_area =
        place.area.valid() && (place.kind == geo::PlaceKind::country || place.kind == geo::PlaceKind::admin1);
    if (is_area) {
      scene.areas.push_back({place.id, place.area, tally.mentions, tally.articles});
    } else {
      scene.points.push_back({place.id, place.location, tally.mentions, tally.articles, tally.confidence});
    }
  }
  const auto more_mentions = [](const auto& a, const auto& b) {
    return a.mentions != b.mentions ? a.mentions > b.mentions : a.place < b.place;
  };
  std::sort(scene.points.begin(), scene.points.end(), more_mentions);
  std::sort(scene.areas.begin(), scene.areas.end(), more_mentions);
  scene.counts_words = fmt::format("{}: {}", word(Word::articles, language),
                                   count_of(result.articles, corpus.articles.size(), language));
  return scene;
}

std::string filter_words(const Filter& filter, const geo::Gazetteer& gazetteer, Language language) {
  std::string words = dates_in_words(filter, language);
  append(words, names_in_words(filter.countries, gazetteer, language));
  append(words, names_in_words(filter.places, gazetteer, language));
  for (const std::string& source : filter.sources)
    append(words, source);
  if (!filter.text.empty()) append(words, fmt::format("«{}»", isolated(filter.text)));
  if (filter.min_confidence > 0) {
    append(words, fmt::format("{} {:.0f}%", word(Word::confidence, language), filter.min_confidence * 100));
  }
  return words;
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
    take(single || width_deg(place.bounds) <= kWideAreaDeg ? place.bounds : point_box(place.location));
  }
  if (longitudes.empty()) return kWholeWorld;
  const auto [west, east] = longitude_span(std::move(longitudes));
  const geo::LatLonBox box{west, south, east > 180 ? east - 360 : east, north};
  if (width_deg(box) > kWorldWideDeg) return kWholeWorld;
  return box;
}

}  // namespace kharita::app
