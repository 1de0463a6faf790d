// Articles with labelled places, scored as the scorer beside the shared ones counts.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/resolve/resolver.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

namespace kharita::geo::testing {

struct Scores {
  double strict_f1 = 0;
  double accuracy = 0;
};

inline double f1(std::size_t right, std::size_t wrong, std::size_t missed) {
  return 2.0 * static_cast<double>(right) /
         static_cast<double>(std::max<std::size_t>(1, 2 * right + wrong + missed));
}

template <typename A, typename B>
bool overlap(const A& a, const B& b) {
  return a.first < b.second && b.first < a.second;
}

using Ends = std::pair<std::uint32_t, std::uint32_t>;

inline bool is_right(const nlohmann::json& label, const Place& place) {
  if (label.value("kind", "") == "country" || label.value("label", "") == "Country") {
    return place.kind == PlaceKind::country && place.country_iso == label.value("country", "");
  }
  const auto there = LatLon::from_degrees(label.value("lat", 0.0), label.value("lon", 0.0));
  return distance_km(there, place.location) <= label.value("tolerance_km", 161.0);
}

// None where the file or the gazetteer is missing.
inline std::optional<Scores> score(const std::filesystem::path& file) {
  const Gazetteer* const gazetteer = test::built_gazetteer();
  std::ifstream in(file);
  if (!in || gazetteer == nullptr) {
    MESSAGE("skipped: " << file.string() << " or the gazetteer is not there");
    return std::nullopt;
  }
  Resolver resolver(*gazetteer);
  std::size_t right = 0, wrong = 0, missed = 0, placed = 0, placed_right = 0;
  for (std::string line; std::getline(in, line);) {
    const auto document = nlohmann::json::parse(line);
    const std::string text = document["text"];
    std::vector<Ends> gold, open;
    for (const auto& m : document["mentions"])
      (m["score"] ? gold : open).emplace_back(m["start"], m["end"]);
    std::sort(gold.begin(), gold.end());
    gold.erase(std::unique(gold.begin(), gold.end()), gold.end());
    std::size_t hits = 0;
    const auto mentions = resolver.resolve({text, {}, {}, {}}).mentions;
    for (const Mention& mention : mentions) {
      const Ends ends{mention.start, mention.end};
      const auto touches = [&](const Ends& other) { return overlap(ends, other); };
      if (!std::any_of(gold.begin(), gold.end(), touches) && std::any_of(open.begin(), open.end(), touches))
        continue;
      const bool hit = std::binary_search(gold.begin(), gold.end(), ends);
      hits += hit ? 1 : 0;
      wrong += hit ? 0 : 1;
    }
    right += hits;
    missed += gold.size() - hits;
    for (const auto& m : document["mentions"]) {
      if (!m["score"] || !m.contains("lat")) continue;
      const Ends ends{m["start"], m["end"]};
      const auto found = std::find_if(mentions.begin(), mentions.end(), [&](const Mention& x) {
        return overlap(ends, Ends{x.start, x.end});
      });
      if (found == mentions.end()) continue;
      ++placed;
      placed_right += is_right(m, gazetteer->place(found->place)) ? 1 : 0;
    }
  }
  Scores scores;
  scores.strict_f1 = f1(right, wrong, missed);
  scores.accuracy = static_cast<double>(placed_right) / static_cast<double>(std::max<std::size_t>(1, placed));
  return scores;
}

}  // namespace kharita::geo::testing
