// Gazetteers for tests: a few places written to a fresh temporary folder, which goes with the object.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "geo/gazetteer/draft.h"
#include "geo/gazetteer/gazetteer.h"
#include "geo/gazetteer/image_writer.h"
#include "tests/app/articles/temp_folder.h"

namespace kharita::geo::testing {

using kharita::test::TempFolder;

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_content(const std::filesystem::path& file, std::string_view content) {
  std::ofstream(file, std::ios::binary).write(content.data(), static_cast<std::streamsize>(content.size()));
}

inline PlaceId add_country(GazetteerDraft& draft, const std::string& iso, const std::string& name) {
  PlaceDraft place;
  place.stable_id = "ne:" + iso;
  place.iso_a2 = iso;
  place.name = name;
  place.kind = PlaceKind::country;
  add_name(place, name, kNamePreferred);
  const PlaceId id = draft.add(std::move(place));
  draft.at(id).country = id;
  return id;
}

inline PlaceId add_city(GazetteerDraft& draft, int number, const std::string& name, PlaceId country,
                        std::uint64_t population = 0) {
  PlaceDraft place;
  place.stable_id = "gn:" + std::to_string(number);
  place.name = name;
  place.kind = PlaceKind::city;
  place.country = country;
  place.population = population;
  add_name(place, name, kNamePreferred);
  return draft.add(std::move(place));
}

inline Gazetteer write_and_open(const GazetteerDraft& draft, const std::filesystem::path& file) {
  ImageFacts facts;
  facts.credits = "Sources";
  facts.data_version = "1";
  REQUIRE(write_image(draft, facts, file).has_value());
  auto gazetteer = Gazetteer::open(file);
  REQUIRE_MESSAGE(gazetteer.has_value(), gazetteer.error().message);
  return std::move(*gazetteer);
}

}  // namespace kharita::geo::testing
