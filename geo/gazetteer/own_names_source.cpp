#include <algorithm>
#include <charconv>
#include <optional>

#include "geo/gazetteer/sources.h"
#include "geo/gazetteer/text_file.h"
#include "geo/gazetteer/transliteration.h"

namespace kharita::geo {
namespace {

enum Column : std::size_t {
  kId,
  kKind,
  kNameEn,
  kNameAr,
  kOtherNames,
  kLat,
  kLon,
  kRadius,
  kCountry,
  kColumns
};
constexpr std::string_view kHeader = "id\tkind\tname_en\tname_ar\tother_names\tlat\tlon\tradius_km\tcountry";

std::optional<double> number_in(std::string_view text, double low, double high) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < low || value > high)
    return std::nullopt;
  return value;
}

// A row for a new place ("kh:…") says all about it.
Result<PlaceDraft> new_place(const std::vector<std::string_view>& row, const GazetteerDraft& draft) {
  PlaceDraft place;
  place.stable_id = row[kId];
  const auto kind = place_kind(row[kKind]);
  if (!kind) {
    return fail(ErrorCode::parse, "kind '{}' is none of country, admin1, city, region, water, other",
                row[kKind]);
  }
  const auto lat = number_in(row[kLat], -90, 90);
  const auto lon = number_in(row[kLon], -180, 180);
  if (!lat || !lon) {
    return fail(ErrorCode::parse,
                "'{}' and '{}' are no latitude and longitude in degrees; a new place needs both", row[kLat],
                row[kLon]);
  }
  const auto radius = row[kRadius].empty() ? 0.0 : number_in(row[kRadius], 0, 20000);
  if (!radius) return fail(ErrorCode::parse, "radius_km '{}' is no number from 0 to 20000", row[kRadius]);
  if (!row[kCountry].empty()) {
    const auto country = draft.country(row[kCountry]);
    if (!country)
      return fail(ErrorCode::parse, "country '{}' is no ISO 3166-1 code of two letters", row[kCountry]);
    place.country = *country;
  }
  place.kind = *kind;
  place.location = LatLon::from_degrees(*lat, *lon);
  place.radius_km = *radius;
  return place;
}

// Names of the columns other_names and name_ar, in the scripts that belong there.
Result<void> add_row_names(const std::vector<std::string_view>& row, PlaceDraft& place) {
  constexpr std::uint16_t kOwn = kNameCurated;
  const std::string_view arabic = trimmed(row[kNameAr]);
  if (!arabic.empty()) {
    if (script_of(arabic) != NameScript::arabic) {
      return fail(ErrorCode::parse, "name_ar '{}' is not in Arabic script", arabic);
    }
    place.name_ar = arabic;
    add_name(place, arabic, kOwn | kNamePreferred | kNameArabic);
  }
  add_name(place, row[kNameEn], kOwn);
  std::vector<std::string_view> others;
  split(row[kOtherNames], '|', others);
  for (const std::string_view name : others) {
    if (trimmed(name).empty()) continue;
    if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
      const std::string_view language = name.substr(0, colon);
      const std::string_view rest = trimmed(name.substr(colon + 1));
      if (std::ranges::find(kOwnLanguages, language) == kOwnLanguages.end() ||
          script_of(rest) != NameScript::arabic) {
        return fail(
            ErrorCode::parse,
            "'{}' among other_names: before a colon stands fa, ur or ckb, behind it a name in Arabic script",
            name);
      }
      add_name_in(place, language, rest, kOwn);
      continue;
    }
    const NameScript script = script_of(trimmed(name));
    if (script == NameScript::other || script == NameScript::none) {
      return fail(ErrorCode::parse,
                  "'{}' among other_names mixes scripts or has no letter; names are separated by |", name);
    }
    add_name(place, name, kOwn);
  }
  return {};
}

bool resembles_source(const PlaceDraft& place, std::string_view name_en) {
  return std::ranges::any_of(place.names, [&](const NameDraft& name) {
    return (name.flags & kNameLatin) != 0 && resembles(name.text, name_en);
  });
}

Result<void> add_row(const std::vector<std::string_view>& row, GazetteerDraft& draft) {
  if (row.size() != kColumns) {
    return fail(ErrorCode::parse, "{} columns where {} belong ({})", row.size(),
                static_cast<std::size_t>(kColumns),
                "id kind name_en name_ar other_names lat lon radius_km country, separated by tabs");
  }
  auto id = draft.find(row[kId]);
  if (row[kId].starts_with("kh:")) {
    if (id) return fail(ErrorCode::parse, "{} is there twice; a place has one row", row[kId]);
    auto place = new_place(row, draft);
    if (!place) return tl::unexpected(place.error());
    place->name = row[kNameEn];
    if (place->name.empty()) return fail(ErrorCode::parse, "a new place needs name_en");
    id = draft.add(std::move(*place));
  } else if (!row[kId].starts_with("ne:") && !row[kId].starts_with("gn:")) {
    return fail(ErrorCode::parse, "id '{}' begins with none of ne:, gn:, kh:", row[kId]);
  }
  if (!id) {
    draft.disagreements.push_back(fmt::format("names.tsv: no source has {} ({})", row[kId], row[kNameEn]));
    return {};
  }
  PlaceDraft& place = draft.at(*id);
  if (!row[kId].starts_with("kh:") && !row[kNameEn].empty()) {
    if (!resembles_source(place, row[kNameEn])) {
      draft.disagreements.push_back(
          fmt::format("names.tsv: {} is '{}' there, '{}' in its source", row[kId], row[kNameEn], place.name));
    }
    if (place.kind != PlaceKind::city) place.name = row[kNameEn];  // the map abbreviates: "K.P.", "W. Sahara"
  }
  return add_row_names(row, place);
}

}  // namespace

Result<void> add_own_names(const std::filesystem::path& names_tsv, GazetteerDraft& draft) {
  const auto content = read_file(names_tsv);
  if (!content) return tl::unexpected(content.error());
  bool header_seen = false;
  std::vector<std::string_view> row;
  return for_each_line(*content, [&](std::string_view line, std::size_t number) -> Result<void> {
    if (line.empty() || line.starts_with('#')) return {};
    Result<void> taken;
    if (!header_seen) {
      header_seen = true;
      if (line != kHeader)
        taken = fail(ErrorCode::parse, "the first line must name the columns: {}", kHeader);
    } else {
      split(line, '\t', row);
      taken = add_row(row, draft);
    }
    if (!taken)
      return fail(ErrorCode::parse, "{}:{}: {}.", names_tsv.string(), number, taken.error().message);
    return {};
  });
}

}  // namespace kharita::geo
