#include <charconv>

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

Result<PlaceDraft> city_of(const std::vector<std::string_view>& fields, const GazetteerDraft& draft,
                           std::vector<std::string_view>& alternates) {
  double lat = 0;
  double lon = 0;
  std::uint64_t id = 0;
  if (fields.size() != kColumns || !parse(fields[kId], id) || !parse(fields[kLatitude], lat) ||
      !parse(fields[kLongitude], lon) || fields[kName].empty()) {
    return fail(ErrorCode::parse,
                "no line of GeoNames' table: {} columns where {} belong, an id, a name and a position",
                fields.size(), static_cast<std::size_t>(kColumns));
  }
  PlaceDraft city;
  city.stable_id = fmt::format("gn:{}", id);
  city.name = fields[kName];
  city.kind = PlaceKind::city;
  city.location = LatLon::from_degrees(lat, lon);
  if (!parse(fields[kPopulation], city.population)) city.population = 0;
  const std::string_view code = fields[kFeatureCode];
  city.is_capital = code == "PPLC";
  city.is_admin1_seat = code == "PPLA" || code == "PPLC";
  city.is_part_of_city = code == "PPLX";
  city.admin1_code = fields[kAdmin1];
  if (const auto country = draft.country(fields[kCountry])) city.country = *country;
  add_name(city, fields[kName], kNamePreferred);
  add_name(city, fields[kAsciiName], 0);
  split(fields[kAlternateNames], ',', alternates);
  for (const std::string_view name : alternates)
    add_name(city, name, 0);
  return city;
}

}  // namespace

Result<void> add_geonames_cities(const std::filesystem::path& cities_tsv, GazetteerDraft& draft) {
  const auto content = read_file(cities_tsv);
  if (!content) return tl::unexpected(content.error());
  std::vector<std::string_view> fields;
  std::vector<std::string_view> alternates;
  return for_each_line(*content, [&](std::string_view line, std::size_t number) -> Result<void> {
    if (line.empty()) return {};
    split(line, '\t', fields);
    auto city = city_of(fields, draft, alternates);
    if (!city) {
      return fail(ErrorCode::parse, "{}:{}: {}. Run data/fetch.sh.", cities_tsv.string(), number,
                  city.error().message);
    }
    if (draft.find(city->stable_id)) {
      draft.disagreements.push_back(fmt::format("{}:{}: {} is there twice; the first is kept",
                                                cities_tsv.string(), number, city->stable_id));
      return {};
    }
    if (!city->country.valid()) {
      draft.disagreements.push_back(
          fmt::format("{} {}: its country '{}' is not known", city->stable_id, city->name, fields[kCountry]));
    }
    draft.add(std::move(*city));
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
    if (!place || script_of(arabic) != Script::arabic) continue;  // some "Arabic" names are Latin
    draft.at(*place).name_ar = arabic;
    add_name(draft.at(*place), arabic, kNamePreferred | kNameArabic);
  }
  return {};
}

}  // namespace kharita::geo
