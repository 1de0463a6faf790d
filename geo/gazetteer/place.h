// A place of the gazetteer and its kinds.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "geo/latlon.h"

namespace kharita::geo {

enum class PlaceKind : std::uint8_t {
  country,
  admin1,  // a first-level division: province, governorate, state
  city,    // any populated place
  region,  // a named area that is no unit: a continent, الشرق الأوسط, كشمير
  water,   // a sea, gulf, strait, river or lake
  other,   // a crossing, camp, dam, mountain …
};

// The contract's word for a kind: "country", "admin1", "city", "region", "water", "other".
[[nodiscard]] std::string_view to_string(PlaceKind kind) noexcept;
// The kind that such a word names; none for any other word.
[[nodiscard]] std::optional<PlaceKind> place_kind(std::string_view word) noexcept;

// A place's index in one opened gazetteer. Not stable across builds: what is stored on disk is
// Place::stable_id.
struct PlaceId {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value = kNone;

  [[nodiscard]] constexpr bool valid() const noexcept { return value != kNone; }
  friend constexpr auto operator<=>(const PlaceId&, const PlaceId&) = default;
};

// An area's index in the gazetteer's boundaries (geo/boundary/boundaries.h).
struct AreaId {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value = kNone;

  [[nodiscard]] constexpr bool valid() const noexcept { return value != kNone; }
  friend constexpr auto operator<=>(const AreaId&, const AreaId&) = default;
};

// What the gazetteer knows of a place. The string_views point into the mapped file and live as long as the
// Gazetteer.
struct Place {
  PlaceId id;
  std::string_view stable_id;  // "ne:IR" (country), "ne:IR04" (admin1), "gn:1159301" (GeoNames),
                               // "kh:horn-of-africa" (names.tsv)
  std::string_view name;       // UTF-8, Latin script
  std::string_view name_ar;    // UTF-8, Arabic as newspapers write it; empty where none is known
  PlaceKind kind = PlaceKind::other;
  LatLon location;               // a point within the place: an area's label point, a city's centre
  std::string_view country_iso;  // ISO 3166-1 alpha-2; empty for what lies in none or in several
  PlaceId country;  // the country it lies in (itself for a country); not valid where country_iso is empty
  PlaceId admin1;   // the province it lies in (itself for a province); not valid where unknown
  std::uint64_t population =
      0;  // inhabitants; 0 where unknown. For countries and provinces the sum of their known cities at least
  bool is_capital = false;      // of its country
  bool is_admin1_seat = false;  // of its province
  AreaId area;                  // its polygon, for countries and provinces
  LatLonBox bounds;             // of its polygon; for a region or water what names.tsv says; else its point
};

}  // namespace kharita::geo
