#include "geo/text/normalise.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "geo/text/code_points.h"
#include "geo/text/utf8.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kharita::geo::text {
namespace {

constexpr char32_t kHamzaAbove = 0x0654;

// ي and و with a combining hamza are the letters ئ and ؤ; on any other letter it is dropped like a vowel
// sign.
void compose_hamza(char* end_of_word) noexcept {
  if (std::memcmp(end_of_word - 2, "ي", 2) == 0) std::memcpy(end_of_word - 2, "ئ", 2);
  if (std::memcmp(end_of_word - 2, "و", 2) == 0) std::memcpy(end_of_word - 2, "ؤ", 2);
}

Token::Kind kind_of(CharClass c) noexcept {
  switch (c) {
    case CharClass::arabic:
      return Token::Kind::arabic;
    case CharClass::latin:
      return Token::Kind::latin;
    case CharClass::digit:
      return Token::Kind::number;
    case CharClass::punctuation:
      return Token::Kind::punctuation;
    default:
      return Token::Kind::other;
  }
}

// Letters of the Arabic block in normal form, as many of those at `text` as are seen at once, at most
// kLettersAtOnce: sixteen bytes are read, and sixteen written. Returns the bytes of these letters; the other
// letters of the block stop it, as all else does.
constexpr std::size_t kLettersAtOnce = 8;
#if defined(__SSE2__)
constexpr bool kCanFoldAtOnce = true;
std::size_t fold_letters(const char* text, char* to) noexcept {
  const auto pair = [](unsigned two_bytes) { return _mm_set1_epi16(static_cast<short>(two_bytes)); };
  const auto is_between = [&](__m128i x, unsigned first, unsigned last) {  // as signed: all are negative
    return _mm_and_si128(_mm_cmpgt_epi16(x, pair(first - 1)), _mm_cmplt_epi16(x, pair(last + 1)));
  };
  const auto as_read = [](unsigned two_bytes) { return (two_bytes & 0xFFU) << 8U | two_bytes >> 8U; };
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
  const __m128i x = _mm_or_si128(_mm_slli_epi16(block, 8), _mm_srli_epi16(block, 8));
  // ء to غ, ف to ي
  const __m128i plain = _mm_or_si128(is_between(x, 0xD8A1, 0xD8BA), is_between(x, 0xD981, 0xD98A));
  const __m128i alif =
      _mm_or_si128(is_between(x, 0xD8A2, 0xD8A3), _mm_cmpeq_epi16(x, pair(0xD8A5)));  // آ أ إ
  const __m128i teh = _mm_cmpeq_epi16(x, pair(0xD8A9));                               // ة
  const __m128i yeh = _mm_cmpeq_epi16(x, pair(0xD989));                               // ى
  const __m128i kept = _mm_andnot_si128(_mm_or_si128(alif, _mm_or_si128(teh, yeh)), block);
  const __m128i folded = _mm_or_si128(_mm_and_si128(alif, pair(as_read(0xD8A7))),                // ا
                                      _mm_or_si128(_mm_and_si128(teh, pair(as_read(0xD987))),    // ه
                                                   _mm_and_si128(yeh, pair(as_read(0xD98A)))));  // ي
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm_or_si128(kept, folded));
  return static_cast<std::size_t>(std::countr_one(static_cast<std::uint16_t>(_mm_movemask_epi8(plain))));
}
#else
constexpr bool kCanFoldAtOnce = false;
std::size_t fold_letters(const char*, char*) noexcept {
  return 0;
}
#endif

// One pass over the text. `normal_` is kept at least kSlack bytes longer than what any code point adds.
class Tokeniser {
 public:
  Tokeniser(std::string_view text, Tokens& out) : text_(text), out_(out), forms_(char_table().forms) {
    out_.tokens.clear();
    out_.numbers.clear();
    out_.vocabulary = nullptr;
    out_.normal.resize(text.size() + kSlack);
  }

  void run() {
    while (at_ < text_.size()) {
      if (!in_word_ || word_class_ == CharClass::arabic) arabic_words();
      if (at_ < text_.size()) step();
    }
    close_word();
    out_.normal.resize(length_ + Tokens::kPadding);
  }

 private:
  static constexpr std::size_t kSlack = 256;

  // Words of the Arabic block's letters, each with a space after it: the bulk of all text.
  void arabic_words() {
    do {
      const std::size_t begin = at_;
      const std::size_t normal_begin = length_;
      arabic_letters();
      if (at_ == begin) return;
      if (!in_word_ && at_ < text_.size() && text_[at_] == ' ') {
        add_plain_word(begin, normal_begin);
        continue;
      }
      if (!in_word_) open_word(CharClass::arabic, begin, normal_begin);
      code_points_ += static_cast<std::uint32_t>((at_ - begin) / 2);
      extend_word();
    } while (plain_space());
  }

  // A word from open_word to close_word at once, of letters from byte `begin` up to here.
  void add_plain_word(std::size_t begin, std::size_t normal_begin) {
    Token& word = out_.tokens.emplace_back();
    word.start = code_points_;
    word.end = code_points_ += static_cast<std::uint32_t>((at_ - begin) / 2);
    word.byte_start = static_cast<std::uint32_t>(begin);
    word.byte_end = static_cast<std::uint32_t>(at_);
    word.norm_start = static_cast<std::uint32_t>(normal_begin);
    word.norm_end = static_cast<std::uint32_t>(length_);
    word.kind = Token::Kind::arabic;
    word.space_before = space_before_;
    word.line_start = line_start_;
    word.in_hashtag = in_hashtag_;
    space_before_ = line_start_ = false;
  }

  // Two bytes in, two bytes out.
  void arabic_letters() {
    const char* const text = text_.data();
    const std::size_t size = text_.size();
    reserve_for(size - at_);
    char* to = out_.normal.data() + length_;
    for (std::size_t taken = 2 * kLettersAtOnce;
         kCanFoldAtOnce && taken == 2 * kLettersAtOnce && at_ + 2 * kLettersAtOnce <= size; to += taken) {
      taken = fold_letters(text + at_, to);
      at_ += taken;
    }
    while (at_ + 1 < size) {
      const auto lead = static_cast<unsigned char>(text[at_]);
      const auto next = static_cast<unsigned char>(text[at_ + 1]);
      if ((lead & 0xFCU) != 0xD8 || (next & 0xC0U) != 0x80) break;
      const CharForm& form = forms_[((lead & 0x1FU) << 6U) | (next & 0x3FU)];
      if (form.char_class != CharClass::arabic || form.length != 2) break;
      to[0] = form.bytes[0];
      to[1] = form.bytes[1];
      to += 2;
      at_ += 2;
    }
    length_ = static_cast<std::size_t>(to - out_.normal.data());
  }

  // A space after a word, as most words have.
  bool plain_space() {
    if (at_ >= text_.size() || text_[at_] != ' ') return false;
    close_word();
    ++at_;
    ++code_points_;
    space_before_ = true;
    in_hashtag_ = false;
    return true;
  }

  void step() {
    const std::size_t begin = at_;
    const char32_t cp = next_code_point(text_.data(), text_.size(), at_);
    if (cp < CharTable::kSize) {
      take(cp, forms_[cp], begin);
    } else {
      CharForm parts[kMaxForms];
      const std::size_t count = rare_forms(cp, parts);
      --code_points_;
      for (std::size_t i = 0; i < count; ++i) {
        ++code_points_;
        take(cp, parts[i], begin);
        --code_points_;
      }
      ++code_points_;
    }
  }

  // One code point's form, at byte `begin`. A word closes at the first code point that is none of its own.
  void take(char32_t cp, const CharForm& form, std::size_t begin) {
    switch (form.char_class) {
      case CharClass::arabic:
      case CharClass::latin:
      case CharClass::digit:
      case CharClass::other:
        if (!in_word_ || word_class_ != form.char_class) open_word(form.char_class, begin, length_);
        append(form);
        ++code_points_;
        extend_word();
        return;
      case CharClass::mark:
        if (in_word_ && cp == kHamzaAbove && length_ >= word_.norm_start + 2U)
          compose_hamza(out_.normal.data() + length_);
        ++code_points_;
        if (in_word_) extend_word();
        return;
      case CharClass::ignored:
        ++code_points_;
        return;
      default:
        break;
    }
    close_word();
    switch (form.char_class) {
      case CharClass::punctuation:
        open_word(form.char_class, begin, length_);
        append(form);
        ++code_points_;
        extend_word();
        close_word();
        in_hashtag_ = false;
        return;
      case CharClass::line_end:
        line_start_ = true;
        [[fallthrough]];
      case CharClass::space:
        space_before_ = true;
        in_hashtag_ = false;
        break;
      case CharClass::hash:
        in_hashtag_ = true;
        break;
      default:
        break;
    }
    ++code_points_;
  }

  void open_word(CharClass c, std::size_t begin, std::size_t normal_begin) {
    close_word();
    in_word_ = true;
    word_class_ = c;
    word_ = Token{};
    word_.start = code_points_;
    word_.byte_start = static_cast<std::uint32_t>(begin);
    word_.norm_start = static_cast<std::uint32_t>(normal_begin);
    word_.kind = kind_of(c);
    word_.space_before = space_before_;
    word_.line_start = line_start_;
    word_.in_hashtag = in_hashtag_;
    space_before_ = line_start_ = false;
  }

  void extend_word() {
    word_.end = code_points_;
    word_.byte_end = static_cast<std::uint32_t>(at_);
  }

  void close_word() {
    if (!in_word_) return;
    in_word_ = false;
    word_.norm_end = static_cast<std::uint32_t>(length_);
    out_.tokens.push_back(word_);
  }

  void append(const CharForm& form) {
    reserve_for(sizeof form.bytes);
    std::memcpy(out_.normal.data() + length_, form.bytes, sizeof form.bytes);
    length_ += form.length;
  }

  void reserve_for(std::size_t bytes) {
    if (out_.normal.size() < length_ + bytes + kSlack) out_.normal.resize((length_ + bytes + kSlack) * 5 / 4);
  }

  std::string_view text_;
  Tokens& out_;
  const CharForm* forms_;
  std::size_t at_ = 0;      // bytes of text_
  std::size_t length_ = 0;  // bytes of normal
  std::uint32_t code_points_ = 0;
  bool in_word_ = false;
  CharClass word_class_ = CharClass::other;
  Token word_;
  bool space_before_ = true;
  bool line_start_ = true;
  bool in_hashtag_ = false;
};

// Letters of a skeleton, two UTF-8 bytes each, 0 for what is dropped.
constexpr char32_t kDropped = 0;

char32_t skeleton_letter(char32_t c) noexcept {
  switch (c) {
    case U'ء':
    case U'ؤ':
    case U'ئ':
    case U'ا':
    case U'ي':
      return kDropped;
    case U'غ':
    case U'ج':
    case U'ق':
    case U'گ':
    case U'ژ':
      return U'ك';
    case U'ڤ':
      return U'ف';
    case U'پ':
      return U'ب';
    case U'چ':
      return U'ش';
    case U'ط':
      return U'ت';
    case U'ص':
      return U'س';
    case U'ض':
      return U'د';
    default:
      return c;
  }
}

bool is_vowel_letter(char32_t c) noexcept {
  return c == U'ا' || c == U'و' || c == U'ي' || c == U'ى';
}

}  // namespace

void tokenise(std::string_view utf8, Tokens& out) {
  Tokeniser(utf8, out).run();
}

std::string normalise(std::string_view utf8) {
  std::string normal;
  normal.reserve(utf8.size());
  CharForm parts[kMaxForms];
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t cp = next_code_point(utf8.data(), utf8.size(), at);
    if (cp == kHamzaAbove && normal.size() >= 2) compose_hamza(normal.data() + normal.size());
    const std::size_t count = rare_forms(cp, parts);
    for (std::size_t i = 0; i < count; ++i)
      normal += parts[i].char_class == CharClass::ignored ? std::string_view() : parts[i].normal();
  }
  return normal;
}

std::vector<std::string> name_tokens(std::string_view utf8_name) {
  Tokens tokens;
  tokenise(utf8_name, tokens);
  std::vector<std::string> names;
  for (const Token& token : tokens.tokens) {
    if (token.kind != Token::Kind::punctuation) names.emplace_back(tokens.norm(token));
  }
  return names;
}

std::string skeleton(std::string_view normal_form) {
  std::u32string letters;
  for (std::size_t at = 0; at < normal_form.size();) {
    const char32_t c = next_code_point(normal_form.data(), normal_form.size(), at);
    if (c != U' ') letters += c;
  }
  if (letters.size() > 1 && letters.back() == U'ه') letters.pop_back();
  std::string out;
  char32_t before = kDropped;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    char32_t c = letters[i];
    if (i == 0 && is_vowel_letter(c) && c != U'و') {
      append_utf8(c, out);
      continue;
    }
    if (c == U'و') {
      const bool beside_alif =
          (i > 0 && letters[i - 1] == U'ا') || (i + 1 < letters.size() && letters[i + 1] == U'ا');
      c = i == 0 || beside_alif ? U'ف' : kDropped;
    } else if (c == U'ت' && i + 1 < letters.size() && letters[i + 1] == U'ش') {
      c = kDropped;  // تش is the ch of foreign names
    } else {
      c = skeleton_letter(c);
    }
    if (c != kDropped && c != before) append_utf8(c, out);
    if (c != kDropped) before = c;
  }
  return out;
}

std::size_t proclitic_readings(std::string_view normal_token, std::span<Reading> out, std::string& scratch) {
  constexpr std::size_t kLetter = 2;                  // bytes of an Arabic letter
  constexpr std::size_t kShortestRest = 2 * kLetter;  // a single letter is no name
  std::size_t count = 0;
  const auto add = [&](std::string_view rest, std::size_t skip, bool article_dropped) {
    if (count < out.size() && rest.size() >= kShortestRest) {
      out[count++] = {static_cast<std::uint8_t>(skip), article_dropped, rest};
    }
  };
  const auto starts = [](std::string_view s, std::string_view letters) { return s.starts_with(letters); };
  if (out.empty()) return 0;
  out[count++] = {0, false, normal_token};
  // What stands before the article or the name: at most a conjunction and a preposition.
  const auto add_with_article = [&](std::string_view rest, std::size_t skip) {
    if (skip > 0) add(rest, skip, false);
    if (starts(rest, "ال")) add(rest.substr(2 * kLetter), skip, true);
  };
  const auto add_prepositions = [&](std::string_view rest, std::size_t skip) {
    add_with_article(rest, skip);
    if (starts(rest, "ب") || starts(rest, "ك")) add_with_article(rest.substr(kLetter), skip + 1);
    if (!starts(rest, "ل")) return;
    const std::string_view after = rest.substr(kLetter);
    if (starts(after, "ل")) {  // لل is ل and ال, written without its alif
      if (scratch.capacity() < kLetter + after.size())
        scratch.reserve(std::max<std::size_t>(64, 2 * after.size()));
      scratch.assign("ا").append(after);
      add(scratch, skip + 1, false);
      add(after.substr(kLetter), skip + 1, true);
      add(after, skip + 1, false);
      return;
    }
    add_with_article(after, skip + 1);
  };
  add_prepositions(normal_token, 0);
  if (starts(normal_token, "و") || starts(normal_token, "ف"))
    add_prepositions(normal_token.substr(kLetter), 1);
  return count;
}

}  // namespace kharita::geo::text
