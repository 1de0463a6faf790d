
#include <string>
#include <tuple>

#include "geo/gazetteer/sources.h"
#include "geo/gazetteer/text_file.h"
#include "geo/gazetteer/transliteration.h"
#include "geo/text/code_points.h"

namespace kharita::geo {
namespace {

// How an Arabic newspaper could print a name of GeoNames' Arabic-script ones, whose language is not told.
// Persian and Urdu forms of letters that Arabic has, too, become the Arabic ones; vowel signs go. Empty where
// a letter is left that Arabic does not have.
std::string in_arabic_letters(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t begin = i;
    const char32_t c = text::next_code_point(name.data(), name.size(), i);
    if ((c >= 0x64b && c <= 0x65f) || c == 0x670 || c == 0x640) continue;  // vowel signs, tatweel
    if (c == 0x671) {
      out += "ا";
    } else if (c == 0x6a9) {
      out += "ك";
    } else if (c == 0x6cc) {
      out += "ي";
    } else if (c == 0x6c1) {
      out += "ه";
    } else if ((c >= 0x621 && c <= 0x64a) || c == U' ' || c == U'-') {
      out += name.substr(begin, i - begin);
    } else {
      return {};
    }
  }
  return out;
}

void choose(PlaceDraft& place) {
  // Known to be Arabic, then like the Latin name in sound, then printed as it stands; of these the first.
  std::tuple<bool, bool, bool> best;
  for (const NameDraft& name : place.names) {
    if ((name.flags & kNameArabicScript) == 0 || !name.language.empty()) continue;
    std::string arabic = in_arabic_letters(name.text);
    if (arabic.empty()) continue;
    const std::tuple<bool, bool, bool> quality{(name.flags & kNameArabic) != 0,
                                               sounds_like(arabic, place.name), arabic == name.text};
    if (!place.name_ar.empty() && quality <= best) continue;
    place.name_ar = std::move(arabic);
    best = quality;
  }
}

// "مدينة راسك" of Rāsak is called راسك, too; "مدينة نصر" of Madīnat Naşr is not called نصر.
void add_without_city(PlaceDraft& place) {
  constexpr std::string_view kCity = "مدينة ";
  for (std::size_t i = 0; i < place.names.size(); ++i) {
    if (!place.names[i].text.starts_with(kCity)) continue;
    const std::string rest(trimmed(std::string_view(place.names[i].text).substr(kCity.size())));
    if (!sounds_like(rest, place.name)) continue;
    if (place.name_ar == place.names[i].text) place.name_ar = rest;
    add_name(place, rest, place.names[i].flags);
  }
}

}  // namespace

void choose_arabic_names(GazetteerDraft& draft) {
  for (PlaceDraft& place : draft.places) {
    add_without_city(place);
    if (place.name_ar.empty()) choose(place);
  }
}

}  // namespace kharita::geo
