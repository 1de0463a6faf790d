// The normal form of Arabic-script and Latin text for matching, and tokens with offsets into the original.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kharita::geo::text {

// Normal form: أإآٱ to ا, ة to ه, ى to ي, harakat and tatweel dropped, Persian ک ی and Urdu ہ ے ں to their
// Arabic likes, presentation forms unfolded, bidi marks dropped, digits unified to 0-9, Latin lower-cased
// with its accents dropped, white space made ' '. Broken UTF-8 counts as one U+FFFD a byte sequence, as the
// Unicode Standard recommends. O(length).
[[nodiscard]] std::string normalise(std::string_view utf8);

// One word of a text: a run of letters and marks of one script, or of digits, or one mark of punctuation (or
// symbol, emoji, U+FFFD). White space, '#', '_' and the zero-width non-joiner separate words and are no
// tokens: #مرفأ_بيروت is two words. Offsets count Unicode code points of the text as given; bytes count UTF-8
// bytes of it.
struct Token {
  std::uint32_t start = 0;  // code points
  std::uint32_t end = 0;
  std::uint32_t byte_start = 0;
  std::uint32_t byte_end = 0;
  std::uint32_t norm_start = 0;  // bytes of Tokens::normal
  std::uint32_t norm_end = 0;
  enum class Kind : std::uint8_t { arabic, latin, number, punctuation, other } kind = Kind::other;
  bool space_before = false;  // white space, or the start of the text, stands before it
  bool line_start = false;    // first token of a line
  bool in_hashtag = false;    // a word of #مرفأ_بيروت

  // Whether the normal form is as long as the text: neither vowel signs nor tatweel were dropped.
  [[nodiscard]] bool is_letters_alone() const noexcept {
    return byte_end - byte_start == norm_end - norm_start;
  }
};

class Vocabulary;  // geo/text/vocabulary.h

// A tokenised text. Reusable: tokenise clears and refills it without freeing, so a loop over articles settles
// to no allocation.
struct Tokens {
  static constexpr std::size_t kPadding = 32;  // bytes after the last normal form that may be read

  std::string normal;  // normal forms one after another, and padding
  std::vector<Token> tokens;
  std::vector<std::uint32_t> numbers;   // by token, in `vocabulary`; empty without one
  std::vector<std::uint32_t> of_dates;  // tokens that may be numbers or words of dates; empty without one
  const Vocabulary* vocabulary = nullptr;

  [[nodiscard]] std::string_view norm(const Token& t) const noexcept {
    return std::string_view(normal).substr(t.norm_start, t.norm_end - t.norm_start);
  }
};
void tokenise(std::string_view utf8, Tokens& out);

// The tokens of a name as the gazetteer's trie keys them: normal forms, punctuation dropped.
[[nodiscard]] std::vector<std::string> name_tokens(std::string_view utf8_name);

// Consonant skeleton of a normal form: long vowels, final ه and hamzas dropped, letters that foreign names
// exchange made one (غ ج ك ق گ; ف ڤ و; ب پ; تش چ ش; ط ت; ص س; ض د). و is a consonant where it comes first or
// stands beside ا. Spaces are dropped. Empty where nothing is left.
[[nodiscard]] std::string skeleton(std::string_view normal_form);

// Ways to read a token without its proclitics {و ف} × {ب ل ك} × {ال}, the whole token first; لل is ل + ال.
struct Reading {
  std::uint8_t skip_code_points =
      0;  // of the normal form, from its start: what و ف ب ل ك take; ال stays in the span
  bool article_dropped = false;  // ال was taken off `rest`, too
  std::string_view rest;         // normal form of what is left
};
// Writes at most out.size() readings and returns how many; `rest` points into `normal_token`, except after
// لل, where the reading with ال written out points into `scratch`.
[[nodiscard]] std::size_t proclitic_readings(std::string_view normal_token, std::span<Reading> out,
                                             std::string& scratch);

}  // namespace kharita::geo::text
