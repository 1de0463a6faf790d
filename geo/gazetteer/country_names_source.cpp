#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "geo/gazetteer/sources.h"
#include "geo/gazetteer/text_file.h"
#include "geo/text/normalise.h"

namespace kharita::geo {
namespace {

using nlohmann::json;

std::string text_at(const json& object, const std::string& pointer) {
  const json::json_pointer path(pointer);
  return object.contains(path) && object[path].is_string() ? object[path].get<std::string>() : std::string();
}

// The country's place; added as a point where the map has no polygon of it.
PlaceId country_of(const json& entry, const std::string& iso, GazetteerDraft& draft) {
  if (const auto known = draft.country(iso)) return *known;
  PlaceDraft place;
  place.stable_id = "ne:" + iso;
  place.name = text_at(entry, "/name/common");
  place.kind = PlaceKind::country;
  place.iso_a2 = iso;
  const auto latlng = entry.value("latlng", std::vector<double>());
  if (latlng.size() == 2) place.location = LatLon::from_degrees(latlng[0], latlng[1]);
  const PlaceId id = draft.add(std::move(place));
  draft.at(id).country = id;
  return id;
}

void add_translations(const json& entry, PlaceDraft& place) {
  add_name(place, text_at(entry, "/name/common"), kNamePreferred);
  add_name(place, text_at(entry, "/name/official"), 0);
  for (const char* language : {"ara", "per", "urd"}) {
    const auto known_arabic =
        static_cast<std::uint16_t>(std::string_view(language) == "ara" ? kNameArabic : 0);
    for (const char* form : {"common", "official"}) {
      add_name(place, text_at(entry, fmt::format("/translations/{}/{}", language, form)), known_arabic);
    }
  }
  if (!entry.contains("name") || !entry["name"].contains("native")) return;
  for (const json& native : entry["name"]["native"]) {
    for (const char* form : {"common", "official"})
      add_name(place, native.value(form, ""), 0);
  }
}

// Land borders, both ways: the source lists some one way only.
void add_neighbours(const json& countries, GazetteerDraft& draft) {
  std::unordered_map<std::string, std::string> iso_a2;
  for (const json& entry : countries)
    iso_a2[entry.value("cca3", "")] = entry.value("cca2", "");
  const auto add = [&](PlaceId country, PlaceId other) {
    auto& list = draft.neighbours[country.value];
    if (std::ranges::find(list, other) == list.end()) list.push_back(other);
  };
  for (const json& entry : countries) {
    const auto country = draft.country(entry.value("cca2", ""));
    for (const std::string& border : entry.value("borders", std::vector<std::string>())) {
      const auto other = draft.country(iso_a2[border]);
      if (!country || !other) continue;
      add(*country, *other);
      add(*other, *country);
    }
  }
}

// "ميانمار (بورما)" is two names: what stands before the bracket, and what stands in it.
void add_with_bracket(PlaceDraft& place, const std::string& name, std::uint16_t flags) {
  const std::size_t open = name.find(" (");
  if (open == std::string::npos || !name.ends_with(')')) return add_name(place, name, flags);
  add_name(place, name.substr(0, open), flags);
  add_name(place, name.substr(open + 2, name.size() - open - 3),
           static_cast<std::uint16_t>(flags & ~kNamePreferred));
}

std::string icu_name(const std::string& iso, const char* language) {
  icu::UnicodeString name;
  icu::Locale("", iso.c_str()).getDisplayCountry(icu::Locale(language), name);
  std::string utf8;
  name.toUTF8String(utf8);
  return utf8 == iso ? std::string() : utf8;
}

}  // namespace

Result<void> add_world_countries(const std::filesystem::path& countries_json, GazetteerDraft& draft) {
  const auto content = read_file(countries_json);
  if (!content) return tl::unexpected(content.error());
  try {
    const json countries = json::parse(*content);
    for (const json& entry : countries) {
      const std::string iso = entry.at("cca2").get<std::string>();
      add_translations(entry, draft.at(country_of(entry, iso, draft)));
    }
    add_neighbours(countries, draft);
  } catch (const json::exception& e) {
    return fail(ErrorCode::parse, "{}: not the list of countries that belongs there: {}. Run data/fetch.sh.",
                countries_json.string(), e.what());
  }
  return {};
}

void add_icu_names(GazetteerDraft& draft) {
  for (PlaceDraft& place : draft.places) {
    if (place.kind != PlaceKind::country) continue;
    const std::string arabic = icu_name(place.iso_a2, "ar");
    add_with_bracket(place, arabic, kNameArabic | kNamePreferred);
    if (place.name_ar.empty() && script_of(arabic) == NameScript::arabic)
      place.name_ar = arabic.substr(0, arabic.find(" ("));
    add_with_bracket(place, icu_name(place.iso_a2, "en"), kNamePreferred);
    for (const char* language : {"fa", "ur", "ps", "fr"}) {
      const std::string name = icu_name(place.iso_a2, language);
      if (std::string_view(language) == "fr" || script_of(name) == NameScript::arabic)
        add_with_bracket(place, name, 0);
    }
  }
}

void add_names_in_own_languages(GazetteerDraft& draft) {
  for (PlaceDraft& place : draft.places) {
    if (place.kind != PlaceKind::country) continue;
    for (const std::string_view language : kOwnLanguages) {
      const std::string name = icu_name(place.iso_a2, std::string(language).c_str());
      const std::string_view plain = std::string_view(name).substr(0, name.find(" ("));
      const std::string normal = text::normalise(plain);
      const bool by_hand = std::ranges::any_of(place.names, [&](const NameDraft& known) {
        return (known.flags & kNameCurated) != 0 && text::normalise(known.text) == normal;
      });
      if (!by_hand && !plain.empty()) add_name_in(place, language, plain, kNamePreferred);
    }
  }
}

}  // namespace kharita::geo
