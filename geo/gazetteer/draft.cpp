#include "geo/gazetteer/draft.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <utility>

#include "geo/text/code_points.h"

namespace kharita::geo {

PlaceId GazetteerDraft::add(PlaceDraft place) {
  const PlaceId id{static_cast<std::uint32_t>(places.size())};
  by_id_.emplace(place.stable_id, id.value);
  places.push_back(std::move(place));
  return id;
}

std::optional<PlaceId> GazetteerDraft::find(std::string_view stable_id) const {
  const auto found = by_id_.find(std::string(stable_id));
  return found == by_id_.end() ? std::nullopt : std::optional(PlaceId{found->second});
}

std::optional<PlaceId> GazetteerDraft::country(std::string_view iso_alpha2) const {
  if (iso_alpha2.size() != 2) return std::nullopt;
  const auto id = find("ne:" + std::string(iso_alpha2));
  return id && at(*id).kind == PlaceKind::country ? id : std::nullopt;
}

NameScript script_of(std::string_view utf8) noexcept {
  NameScript script = NameScript::none;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto c = static_cast<UChar32>(text::next_code_point(utf8.data(), utf8.size(), i));
    if (!u_isalpha(c)) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode code = uscript_getScript(c, &status);
    NameScript letter = NameScript::other;
    if (code == USCRIPT_ARABIC) letter = NameScript::arabic;
    if (code == USCRIPT_LATIN) letter = NameScript::latin;
    if (code == USCRIPT_COMMON || code == USCRIPT_INHERITED) continue;  // tatweel, modifier letters
    if (script != NameScript::none && script != letter) return NameScript::other;
    script = letter;
  }
  return script;
}

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 8> kBlank = {" ",      "\t",     "\r",     "\u200e",
                                                      "\u200f", "\u200b", "\ufeff", "\u00a0"};
  const auto cut = [&](auto ends, auto remove) {
    for (bool again = true; again;) {
      again = false;
      for (const std::string_view blank : kBlank) {
        if (!ends(blank)) continue;
        remove(blank.size());
        again = true;
      }
    }
  };
  cut([&](std::string_view b) { return text.starts_with(b); }, [&](std::size_t n) { text.remove_prefix(n); });
  cut([&](std::string_view b) { return text.ends_with(b); }, [&](std::size_t n) { text.remove_suffix(n); });
  return text;
}

void add_name(PlaceDraft& place, std::string_view text, std::uint16_t flags) {
  text = trimmed(text);
  const NameScript script = script_of(text);
  if (script != NameScript::arabic && script != NameScript::latin) return;
  const std::uint16_t script_flag = script == NameScript::arabic ? kNameArabicScript : kNameLatin;
  const auto all_flags = static_cast<std::uint16_t>(flags | script_flag);
  const auto same = std::ranges::find_if(
      place.names, [&](const NameDraft& name) { return name.text == text && name.language.empty(); });
  if (same == place.names.end()) {
    place.names.push_back({std::string(text), all_flags, {}});
    return;
  }
  // A name that a better source gives, too, is no longer of the weaker trust.
  const bool trusted = (same->flags & kNameFromWords) == 0 || (flags & kNameFromWords) == 0;
  same->flags = static_cast<std::uint16_t>(same->flags | all_flags);
  if (trusted) same->flags = static_cast<std::uint16_t>(same->flags & ~kNameFromWords);
}

void add_name_in(PlaceDraft& place, std::string_view language, std::string_view text, std::uint16_t flags) {
  text = trimmed(text);
  if (script_of(text) != NameScript::arabic) return;
  place.names.push_back(
      {std::string(text), static_cast<std::uint16_t>(flags | kNameArabicScript), std::string(language)});
}

}  // namespace kharita::geo
