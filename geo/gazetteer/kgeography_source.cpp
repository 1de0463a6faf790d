#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "geo/gazetteer/sources.h"
#include "geo/gazetteer/text_file.h"
#include "geo/gazetteer/transliteration.h"
#include "geo/text/normalise.h"

namespace kharita::geo {
namespace {

using Translations = std::map<std::string, std::string>;  // normal form of the English name: Arabic

// A province's names as a map may write them, without spaces.
std::string key_of(std::string_view name) {
  std::string key;
  for (const std::string& token : text::name_tokens(name))
    key += token;
  return key;
}

// The catalogue's names by map: its contexts are "iran.kgm", its messages what the map calls the provinces.
std::map<std::string, Translations> by_map(
    std::span<const std::pair<std::string_view, std::string_view>> messages) {
  std::map<std::string, Translations> maps;
  for (const auto& [original, translation] : messages) {
    const std::size_t end = original.find('\x04');
    if (end == std::string_view::npos || !original.substr(0, end).ends_with(".kgm")) continue;
    if (script_of(translation) != NameScript::arabic) continue;
    maps[std::string(original.substr(0, end))].emplace(key_of(original.substr(end + 1)),
                                                       trimmed(translation));
  }
  return maps;
}

struct Country {
  std::vector<PlaceId> provinces;
};

// How many of the country's provinces the map names.
std::size_t shared(const GazetteerDraft& draft, const Country& country, const Translations& map) {
  return static_cast<std::size_t>(std::ranges::count_if(country.provinces, [&](PlaceId id) {
    return std::ranges::any_of(draft.at(id).names,
                               [&](const NameDraft& n) { return map.contains(key_of(n.text)); });
  }));
}

void translate(PlaceDraft& province, const Translations& map) {
  for (std::size_t i = 0; i < province.names.size(); ++i) {
    const NameDraft name = province.names[i];
    // Another name of the province may be that of a larger or former unit.
    if ((name.flags & kNameLatin) == 0 || !resembles(name.text, province.name)) continue;
    const auto found = map.find(key_of(name.text));
    if (found == map.end() || !sounds_like(found->second, name.text)) continue;
    add_name(province, found->second, kNameFromWords | kNameArabic);
  }
}

}  // namespace

Result<void> add_kgeography(const std::filesystem::path& catalogue, GazetteerDraft& draft) {
  const auto content = read_file(catalogue);
  if (!content) return tl::unexpected(content.error());
  const auto messages = parse_mo(catalogue, *content);
  if (!messages) return tl::unexpected(messages.error());
  const auto maps = by_map(*messages);
  std::map<PlaceId, Country> countries;
  for (std::uint32_t i = 0; i < draft.places.size(); ++i) {
    const PlaceDraft& place = draft.places[i];
    if (place.kind == PlaceKind::admin1 && place.country.valid())
      countries[place.country].provinces.push_back({i});
  }
  // A map belongs to the country whose provinces it names most of: maps are called after no code.
  for (const auto& [map_name, translations] : maps) {
    const Country* best = nullptr;
    std::size_t best_shared = 0;
    for (const auto& [id, country] : countries) {
      if (const std::size_t n = shared(draft, country, translations); n > best_shared) {
        best = &country;
        best_shared = n;
      }
    }
    if (best == nullptr || best_shared * 3 < std::min(best->provinces.size(), translations.size())) continue;
    for (const PlaceId province : best->provinces)
      translate(draft.at(province), translations);
  }
  return {};
}

}  // namespace kharita::geo
