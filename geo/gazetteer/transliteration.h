// Whether an Arabic and a Latin spelling can be the same name.
#pragma once

#include <string>
#include <string_view>

namespace kharita::geo {

// The consonants of a name as classes that both scripts share, one letter each: B b p ب پ, T t ط ت, D d د ض,
// Z z ذ ز ظ, S s sh c ch س ص ث ش چ, K k g j q kh x ك ق ج غ خ گ, F f v ph ف ڤ, L M N R as they are. Vowels, h,
// w and y are left out, and a class right after itself. Takes any text of either script; other letters count
// as none.
[[nodiscard]] std::string sound_classes(std::string_view utf8);

// True where the sound classes of the two are alike: at most one difference in three. Arabic names are tried
// with and without ال. "الغول" does not sound like Ogre, "ناتال" does like Natal.
[[nodiscard]] bool sounds_like(std::string_view arabic, std::string_view latin);

// True where two Latin spellings can be the same name: alike in their sound classes, or one's words hold the
// other's.
[[nodiscard]] bool resembles(std::string_view latin, std::string_view other_latin);

}  // namespace kharita::geo
