// The gazetteer while it is being built: places with their names as the sources give them, before they go
// into the file.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/gazetteer/gazetteer.h"
#include "geo/gazetteer/place.h"
#include "geo/latlon.h"

namespace kharita::geo {

struct NameDraft {
  std::string text;         // UTF-8, as the source writes it
  std::uint16_t flags = 0;  // NameFlag
  std::string language;     // "fa", "ur", "ckb": a name in texts of that language alone; empty: in all
};

struct PlaceDraft {
  std::string stable_id;
  std::string name;
  std::string name_ar;
  PlaceKind kind = PlaceKind::other;
  LatLon location;
  PlaceId country;
  PlaceId admin1;
  std::uint64_t population = 0;
  double radius_km = 0;
  bool is_capital = false;
  bool is_admin1_seat = false;
  bool is_part_of_city = false;  // GeoNames' PPLX: its inhabitants are counted with the city's
  AreaId area;
  std::string iso_a2;       // of a country
  std::string admin1_code;  // GeoNames' code, of a city
  std::vector<NameDraft> names;
};

// A line of a lexicon file: the phrase as written, and what it is.
struct LexiconDraft {
  std::string phrase;
  LexiconEntry entry;
};

// Places by their stable ids. A PlaceId is an index into `places`; places are never removed.
class GazetteerDraft {
 public:
  std::vector<PlaceDraft> places;
  std::vector<LexiconDraft> lexicon;
  std::vector<std::string> disagreements;
  std::unordered_map<std::uint32_t, std::vector<PlaceId>> neighbours;  // by the country's place

  // Adds a place with a stable id that is not taken.
  PlaceId add(PlaceDraft place);
  [[nodiscard]] std::optional<PlaceId> find(std::string_view stable_id) const;
  [[nodiscard]] std::optional<PlaceId> country(std::string_view iso_alpha2) const;
  [[nodiscard]] PlaceDraft& at(PlaceId id) { return places[id.value]; }
  [[nodiscard]] const PlaceDraft& at(PlaceId id) const { return places[id.value]; }

 private:
  std::unordered_map<std::string, std::uint32_t> by_id_;
};

// What script a name is written in, by its letters: only Arabic and Latin ones are kept, and names without a
// letter are not.
enum class NameScript : std::uint8_t { none, arabic, latin, other };
[[nodiscard]] NameScript script_of(std::string_view utf8) noexcept;

// Adds a name in Arabic or Latin script to a place, its script's flag with it; a name that is there gets the
// flags too. A name in another script or without letters is left out.
void add_name(PlaceDraft& place, std::string_view text, std::uint16_t flags);

// Adds a name that only texts of one language know: ترکی is Turkey in Urdu and an adjective in Arabic.
void add_name_in(PlaceDraft& place, std::string_view language, std::string_view text, std::uint16_t flags);

// The languages that have names and words of their own.
inline constexpr std::array<std::string_view, 3> kOwnLanguages = {"fa", "ur", "ckb"};

// The text without white space and invisible direction marks at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

}  // namespace kharita::geo
