#include <charconv>
#include <optional>

#include "geo/gazetteer/sources.h"
#include "geo/gazetteer/text_file.h"

namespace kharita::geo {
namespace {

// The columns of GeoNames' main table, as its readme gives them.
enum Column : std::size_t {
  kId = 0,
  kName = 1,
  kAsciiName = 2,
  kAlternateNames = 3,
  kLatitude = 4,
  kLongitude = 5,
  kFeatureClass = 6,
  kFeatureCode = 7,
  kCountry = 8,
  kAdmin1 = 10,
  kPopulation = 14,
  kColumns = 19
};

template <typename Number>
bool parse(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

// The kind of a feature class; none for what the gazetteer leaves out.
std::optional<PlaceKind> kind_of(std::string_view feature_class) {
  if (feature_class == "P" || feature_class.empty()) return PlaceKind::city;
  if (feature_class == "H") return PlaceKind::water;
  if (feature_class == "L") return PlaceKind::region;
  if (feature_class == "T") return PlaceKind::other;
  return std::nullopt;
}

Result<PlaceDraft> place_of(const std::vector<std::string_view>& fields, PlaceKind kind,
                            const GazetteerDraft& draft, std::vector<std::string_view>& alternates) {
  double lat = 0;
  double lon = 0;
  std::uint64_t id = 0;
  if (!parse(fields[kId], id) || !parse(fields[kLatitude], lat) || !parse(fields[kLongitude], lon) ||
      fields[kName].empty()) {
    return fail(ErrorCode::parse, "no line of GeoNames' table: an id, a name and a position belong there");
  }
  PlaceDraft place;
  place.stable_id = fmt::format("gn:{}", id);
  place.name = fields[kName];
  place.kind = kind;
  place.location = LatLon::from_degrees(lat, lon);
  if (!parse(fields[kPopulation], place.population)) place.population = 0;
  const std::string_view code = fields[kFeatureCode];
  place.is_capital = code == "PPLC";
  place.is_admin1_seat = code == "PPLA" || code == "PPLC";
  place.is_part_of_city = code == "PPLX";
  place.admin1_code = fields[kAdmin1];
  if (const auto country = draft.country(fields[kCountry])) place.country = *country;
  add_name(place, fields[kName], kNamePreferred);
  add_name(place, fields[kAsciiName], 0);
  split(fields[kAlternateNames], ',', alternates);
  for (const std::string_view name : alternates)
    add_name(place, name, 0);
  return place;
}

tl::unexpected<Error> bad_line(const std::filesystem::path& file, std::size_t number, std::string_view what) {
  return fail(ErrorCode::parse, "{}:{}: {}. Fetch the file again (data/fetch.sh for the packages' own).",
              file.string(), number, what);
}

// One of GeoNames' language codes, not of its kinds of keys: "post", "link", "iata", "wkdt" …
bool is_language(std::string_view code) {
  return code.size() <= 3 || code.find('-') != std::string_view::npos;
}

}  // namespace

Result<void> add_geonames(const std::filesystem::path& table, GazetteerDraft& draft) {
  const auto content = read_file(table);
  if (!content) return tl::unexpected(content.error());
  std::vector<std::string_view> fields;
  std::vector<std::string_view> alternates;
  return for_each_line(*content, [&](std::string_view line, std::size_t number) -> Result<void> {
    if (line.empty()) return {};
    split(line, '\t', fields);
    if (fields.size() != kColumns) {
      return bad_line(table, number, fmt::format("{} columns where GeoNames' table has 19", fields.size()));
    }
    const auto kind = kind_of(fields[kFeatureClass]);
    if (!kind) return {};
    auto place = place_of(fields, *kind, draft, alternates);
    if (!place) return bad_line(table, number, place.error().message);
    if (draft.find(place->stable_id)) return {};
    if (!place->country.valid() && *kind == PlaceKind::city) {
      draft.disagreements.push_back(fmt::format("{} {}: its country '{}' is not known", place->stable_id,
                                                place->name, fields[kCountry]));
    }
    draft.add(std::move(*place));
    return {};
  });
}

Result<void> add_geonames_names(const std::filesystem::path& alternate_names, GazetteerDraft& draft) {
  enum NameColumn : std::size_t { kPlace = 1, kLanguage = 2, kText = 3, kIsPreferred = 4, kLeastColumns = 8 };
  const auto content = read_file(alternate_names);
  if (!content) return tl::unexpected(content.error());
  std::vector<std::string_view> fields;
  return for_each_line(*content, [&](std::string_view line, std::size_t number) -> Result<void> {
    if (line.empty()) return {};
    split(line, '\t', fields);
    if (fields.size() < kLeastColumns) {
      return bad_line(alternate_names, number,
                      fmt::format("{} columns where GeoNames' alternateNamesV2 has 8 or 10", fields.size()));
    }
    if (!is_language(fields[kLanguage])) return {};
    const auto id = draft.find(fmt::format("gn:{}", fields[kPlace]));
    if (!id) return {};
    PlaceDraft& place = draft.at(*id);
    const bool arabic = fields[kLanguage] == "ar" && script_of(fields[kText]) == NameScript::arabic;
    const bool preferred = fields[kIsPreferred] == "1";
    if (arabic && (preferred || place.name_ar.empty())) place.name_ar = trimmed(fields[kText]);
    add_name(place, fields[kText],
             static_cast<std::uint16_t>((arabic ? kNameArabic : 0) | (preferred ? kNamePreferred : 0)));
    return {};
  });
}

Result<void> add_geonames_arabic(const std::filesystem::path& catalogue, GazetteerDraft& draft) {
  const auto content = read_file(catalogue);
  if (!content) return tl::unexpected(content.error());
  const auto messages = parse_mo(catalogue, *content);
  if (!messages) return tl::unexpected(messages.error());
  for (const auto& [id, name] : *messages) {
    const auto place = draft.find("gn:" + std::string(id));
    const std::string_view arabic = trimmed(name);
    if (!place || script_of(arabic) != NameScript::arabic) continue;  // some "Arabic" names are Latin
    draft.at(*place).name_ar = arabic;
    add_name(draft.at(*place), arabic, kNamePreferred | kNameArabic);
  }
  return {};
}

}  // namespace kharita::geo
