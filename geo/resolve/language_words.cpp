#include "geo/resolve/language_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "geo/text/code_points.h"
#include "geo/text/utf8.h"

namespace kharita::geo {
namespace {

constexpr std::size_t kMostLetters = 8;      // of a word that is looked up
constexpr unsigned kLeastBehindArticle = 3;  // letters: الان and الله are Persian, too
constexpr char32_t kZeroWidthNonJoiner = 0x200C;

// The letters of a word of Arabic script, each by the last eight bits of its code point, the first one
// lowest.
using Word = std::uint64_t;

constexpr char32_t one_keyboard(char32_t cp) noexcept {
  if (cp == U'ی' || cp == U'ى') return U'ي';
  return cp == U'ک' ? U'ك' : cp;
}

constexpr Word with_letter(Word word, std::size_t at, char32_t cp) noexcept {
  return word | (Word{one_keyboard(cp) & 0xFFU} << (8 * at));
}

constexpr Word word_of(std::u32string_view letters) noexcept {
  Word word = 0;
  for (std::size_t i = 0; i < letters.size(); ++i)
    word = with_letter(word, i, letters[i]);
  return word;
}

template <std::size_t N>
constexpr std::array<Word, N> sorted(const std::u32string_view (&words)[N]) {
  std::array<Word, N> list{};
  for (std::size_t i = 0; i < N; ++i)
    list[i] = word_of(words[i]);
  std::ranges::sort(list);
  return list;
}

// What both write alike is in neither list: علی, روی, به, هم, یا, بعد, بین, کل …
constexpr auto kArabicWords = sorted(
    {U"في",  U"من",   U"إلى",  U"الى", U"والى", U"أن",  U"إن",   U"أنه", U"وأن",  U"وإن",  U"بأن",  U"فإن",
     U"عن",  U"هذا",  U"هذه",  U"ذلك", U"تلك",  U"كان", U"كانت", U"قال", U"قالت", U"وقال", U"قد",   U"وقد",
     U"لم",  U"لن",   U"مع",   U"ثم",  U"أو",   U"أي",  U"منذ",  U"عند", U"لدى",  U"وفي",  U"ومن",  U"كما",
     U"مما", U"هو",   U"هي",   U"وهو", U"وهي",  U"فيه", U"فيها", U"بها", U"لها",  U"منها", U"عليه", U"عليها",
     U"بعض", U"أكثر", U"أمام", U"إذا", U"ليس",  U"سوف", U"نحن",  U"أنا", U"التي", U"الذي", U"الذين"});
constexpr auto kPersianWords =
    sorted({U"در",  U"از",   U"که",   U"را",   U"این",   U"است", U"اند", U"شد",  U"شده",  U"شود", U"برای",
            U"آن",  U"آنها", U"های",  U"ها",   U"می",    U"نمی", U"نیز", U"خود", U"کرده", U"کند", U"کنند",
            U"بود", U"بوده", U"باید", U"دارد", U"داشت",  U"داد", U"گفت", U"هر",  U"یک",   U"دو",  U"تا",
            U"چه",  U"اگر",  U"با",   U"نیست", U"هستند", U"پس",  U"ایم", U"توسط"});

bool holds(const auto& words, Word word) noexcept {
  return std::ranges::binary_search(words, word);
}

// Whether a word of so many letters begins with ال, وال, فال or لل.
bool has_article(Word word, unsigned letters) noexcept {
  const auto begins = [&](std::u32string_view with) {
    const unsigned bits = 8 * static_cast<unsigned>(with.size());
    return letters >= with.size() + kLeastBehindArticle && (word & ((Word{1} << bits) - 1)) == word_of(with);
  };
  return begins(U"ال") || begins(U"وال") || begins(U"فال") || begins(U"لل");
}

}  // namespace

WordCounts count_words(std::string_view utf8) noexcept {
  const text::CharForm* forms = text::char_table().forms;
  WordCounts counts;
  Word word = 0;
  unsigned letters = 0;
  bool goes_on = false;  // what stands behind a zero-width non-joiner: بین‌المللی
  const auto end_word = [&] {
    if (letters > 0 && letters <= kMostLetters && holds(kPersianWords, word)) {
      ++counts.persian;
    } else if (letters > 0 && ((letters <= kMostLetters && holds(kArabicWords, word)) ||
                               (!goes_on && has_article(word, letters)))) {
      ++counts.arabic;
    }
    word = 0;
    letters = 0;
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t cp = text::next_code_point(utf8.data(), utf8.size(), at);
    const text::CharClass kind =
        cp < text::CharTable::kSize ? forms[cp].char_class : text::CharClass::separator;
    if (kind == text::CharClass::mark || kind == text::CharClass::ignored) continue;
    if (kind == text::CharClass::arabic) {
      if (letters < kMostLetters) word = with_letter(word, letters, cp);
      ++letters;
    } else {
      end_word();
      goes_on = cp == kZeroWidthNonJoiner;
    }
  }
  end_word();
  return counts;
}

}  // namespace kharita::geo
