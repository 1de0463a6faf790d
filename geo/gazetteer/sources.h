// The gazetteer's sources, one function each: it reads its files and adds what they say to the draft.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "geo/error.h"
#include "geo/gazetteer/draft.h"

namespace kharita::geo {

struct CountrySource;
struct ProvinceSource;

// Natural Earth: every country and province polygon as a place, in the order of the areas, so that area i is
// place i. `label_points`: by area.
void add_countries_and_provinces(std::span<const CountrySource> countries,
                                 std::span<const ProvinceSource> provinces,
                                 std::span<const LatLon> label_points, GazetteerDraft& draft);

// world-countries: names in Arabic, Persian, Urdu and English, neighbours, and the countries that the map
// lacks, as points.
[[nodiscard]] Result<void> add_world_countries(const std::filesystem::path& countries_json,
                                               GazetteerDraft& draft);
// ICU's names of the countries in Arabic, Persian, Urdu, Pashto, English and French.
void add_icu_names(GazetteerDraft& draft);
// What Persian, Urdu and Kurdish call the countries, each for its own texts alone, where no name by hand is
// the same.
void add_names_in_own_languages(GazetteerDraft& draft);

// GeoNames' main table (cities500.txt, allCountries.txt or a country's): populated places, waters (class H),
// areas (L) and mountains, capes and islands (T). Administrative units are the map's. A place that is there
// already is kept as it is.
[[nodiscard]] Result<void> add_geonames(const std::filesystem::path& table, GazetteerDraft& draft);
// GeoNames' alternateNamesV2.txt: names with their language.
[[nodiscard]] Result<void> add_geonames_names(const std::filesystem::path& alternate_names,
                                              GazetteerDraft& draft);
// GeoNames' preferred Arabic names by id.
[[nodiscard]] Result<void> add_geonames_arabic(const std::filesystem::path& catalogue, GazetteerDraft& draft);

// kgeography's Arabic names of provinces, where they sound like the Latin one.
[[nodiscard]] Result<void> add_kgeography(const std::filesystem::path& catalogue, GazetteerDraft& draft);

// The project's own names.tsv. Errors name the line.
[[nodiscard]] Result<void> add_own_names(const std::filesystem::path& names_tsv, GazetteerDraft& draft);

// The project's own lexicon/*.tsv, and the dictionary's words that are also a place's name.
[[nodiscard]] Result<void> add_lexicon(const std::filesystem::path& folder, GazetteerDraft& draft);
[[nodiscard]] Result<void> add_dictionary(const std::filesystem::path& dictionary, GazetteerDraft& draft);
// The words of a Persian dictionary, a word and its rules a line, that are also the name of some place, and
// their plurals: ordinary words in a Persian text.
[[nodiscard]] Result<void> add_persian_dictionary(const std::filesystem::path& dictionary,
                                                  GazetteerDraft& draft);

// Chooses name_ar of every place that has names in Arabic script and none chosen yet.
void choose_arabic_names(GazetteerDraft& draft);

}  // namespace kharita::geo
