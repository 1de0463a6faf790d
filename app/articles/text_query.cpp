#include "app/articles/text_query.h"

#include <algorithm>
#include <array>
#include <optional>

namespace kharita::app {
namespace {

using geo::text::Token;

constexpr std::size_t kLetter = 2;  // bytes of an Arabic letter
constexpr std::string_view kArticle = "ال";
constexpr std::string_view kAlif = "ا";
constexpr std::string_view kGod = "الله";  // its ال is no article
constexpr unsigned kLamStarts = 6;         // the first bit of readings after لل

bool is_word(const Token& token) {
  return token.kind != Token::Kind::punctuation && token.norm_end > token.norm_start;
}

std::string without_article(std::string_view word, std::size_t letters_left) {
  if (word.starts_with(kArticle) && word.size() >= kArticle.size() + letters_left * kLetter && word != kGod)
    word.remove_prefix(kArticle.size());
  return std::string(word);
}

// How many bytes of it stand at the start of `text`; 0: none does.
template <std::size_t N>
std::size_t any_of_at_start(const std::array<std::string_view, N>& marks, std::string_view text) {
  for (const std::string_view mark : marks) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}
std::size_t quote_at_start(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kQuotes{"\"", "“", "”", "«", "»"};
  return any_of_at_start(kQuotes, text);
}
std::size_t minus_at_start(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kMinuses{"-", "−", "–", "‐"};
  return any_of_at_start(kMinuses, text);
}
std::size_t space_at_start(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kSpaces{" ",      "\t",     "\n",    "\r",
                                                           "\u00A0", "\u200E", "\u200F"};
  return any_of_at_start(kSpaces, text);
}
bool is_or(std::string_view text) {
  return text == "OR" || text == "|" || text == "أو" || text == "او";
}

// What stands between spaces or quotation marks.
struct Piece {
  std::string_view text;
  bool excluded = false;
  bool quoted = false;
  bool ends_query = false;  // nothing follows it
};

std::vector<Piece> pieces_of(std::string_view query) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < query.size();) {
    if (const std::size_t space = space_at_start(query.substr(at))) {
      at += space;
      continue;
    }
    Piece piece;
    const std::size_t minus = minus_at_start(query.substr(at));
    piece.excluded = minus > 0;
    at += minus;
    const std::size_t quote = quote_at_start(query.substr(at));
    piece.quoted = quote > 0;
    at += quote;
    std::size_t end = at;
    while (end < query.size() && quote_at_start(query.substr(end)) == 0 &&
           (piece.quoted || space_at_start(query.substr(end)) == 0))
      ++end;
    piece.text = query.substr(at, end - at);
    piece.ends_query = end == query.size();
    at = piece.quoted ? end + quote_at_start(query.substr(end)) : end;
    pieces.push_back(piece);
  }
  return pieces;
}

class Parser {
 public:
  TextQuery parse(std::string_view query) {
    for (const Piece& piece : pieces_of(query)) {
      if (!piece.quoted && !piece.excluded && !query_.clauses.empty() && is_or(piece.text)) {
        joins_ = true;
      } else {
        take(piece);
      }
    }
    return std::move(query_);
  }

 private:
  void take(const Piece& piece) {
    geo::text::tokenise(piece.text, tokens_);
    TextQuery::Phrase phrase;
    phrase.excluded = piece.excluded;
    phrase.unfinished = piece.ends_query && !piece.excluded && !tokens_.tokens.empty() &&
                        is_word(tokens_.tokens.back()) && tokens_.tokens.back().byte_end == piece.text.size();
    for (const Token& token : tokens_.tokens) {
      if (is_word(token)) phrase.words.push_back(fold_for_search(tokens_.norm(token)));
    }
    drop_articles(phrase);
    if (phrase.words.empty()) return;
    if (piece.quoted || piece.excluded || joins_ || phrase.words.size() == 1) return add(std::move(phrase));
    for (std::string& word : phrase.words) {  // al-qaida, بغداد،البصرة
      const bool last = &word == &phrase.words.back();
      add({{std::move(word)}, false, last && phrase.unfinished});
    }
  }

  static void drop_articles(TextQuery::Phrase& phrase) {
    for (std::string& word : phrase.words) {
      const bool unfinished = phrase.unfinished && &word == &phrase.words.back();
      word = without_article(word, unfinished ? 1 : 3);
    }
    if (!phrase.unfinished) return;
    if (phrase.words.back() != kAlif && phrase.words.back() != kArticle) return;
    phrase.words.pop_back();
    phrase.unfinished = false;
  }

  void add(TextQuery::Phrase phrase) {
    if (joins_) {
      query_.clauses.back().push_back(std::move(phrase));
    } else {
      query_.clauses.push_back({std::move(phrase)});
    }
    joins_ = false;
  }

  TextQuery query_;
  geo::text::Tokens tokens_;
  bool joins_ = false;  // an OR stands before what comes next
};

}  // namespace

TextQuery parse_query(std::string_view query) {
  return Parser().parse(query);
}

void fold_for_search(std::span<char> normal) noexcept {
  for (std::size_t i = 1; i < normal.size(); ++i) {
    if (normal[i - 1] != '\xD8') continue;
    if (normal[i] == '\xA4') {  // ؤ to و
      normal[i - 1] = '\xD9';
      normal[i] = '\x88';
    } else if (normal[i] == '\xA6') {  // ئ to ي
      normal[i - 1] = '\xD9';
      normal[i] = '\x8A';
    }
  }
}

std::string fold_for_search(std::string_view normal) {
  std::string folded(normal);
  fold_for_search(std::span<char>(folded));
  return folded;
}

ReadingStarts reading_starts(std::string_view token) {
  std::array<geo::text::Reading, 32> readings;
  std::string scratch;
  const std::size_t count = geo::text::proclitic_readings(token, readings, scratch);
  unsigned starts = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view rest = readings[i].rest;
    const bool from_lam = !rest.empty() && rest.data() == scratch.data();
    const std::size_t left = from_lam ? rest.size() - kLetter : rest.size();
    const auto letter = static_cast<unsigned>((token.size() - left) / kLetter);
    starts |= 1U << (from_lam ? letter + kLamStarts - 1 : letter);
  }
  return static_cast<ReadingStarts>(starts);
}

std::vector<std::string> spellings_of(std::string_view word) {
  static constexpr std::array<std::string_view, 3> kConjunctions{"", "و", "ف"};
  static constexpr std::array<std::string_view, 9> kBefore{"",    "ب",   "ك",   "ل", "ال",
                                                           "بال", "كال", "لال", "لل"};
  std::vector<std::string> spellings;
  for (const std::string_view conjunction : kConjunctions) {
    for (const std::string_view before : kBefore)
      spellings.push_back(std::string(conjunction).append(before).append(word));
    if (word.starts_with(kAlif))  // للكويت is ل, الكويت
      spellings.push_back(std::string(conjunction).append("ل").append(word.substr(kAlif.size())));
  }
  return spellings;
}

bool reads_as(std::string_view token, ReadingStarts starts, std::string_view word, Whole whole) {
  const auto fits = [&](std::size_t letter, std::string_view w) {
    const std::string_view rest = token.substr(letter * kLetter);
    return whole == Whole::word ? rest == w : rest.starts_with(w);
  };
  for (std::size_t letter = 0; letter < kLamStarts; ++letter) {
    if ((starts >> letter & 1U) != 0 && fits(letter, word)) return true;
  }
  if (!word.starts_with(kAlif)) return false;
  const std::string_view swallowed = word.substr(kLetter);
  return ((starts >> kLamStarts & 1U) != 0 && fits(1, swallowed)) ||
         ((starts >> (kLamStarts + 1) & 1U) != 0 && fits(2, swallowed));
}

HitFinder::HitFinder(std::string_view query) {
  for (auto& clause : parse_query(query).clauses) {
    for (auto& phrase : clause) {
      if (phrase.excluded) continue;
      const auto index = static_cast<std::uint32_t>(phrases_.size());
      if (phrase.unfinished && phrase.words.size() == 1) {
        beginnings_.push_back(index);
      } else {
        by_first_word_[phrase.words.front()].push_back(index);
      }
      phrases_.push_back(std::move(phrase));
    }
  }
}

bool HitFinder::holds(const TextQuery::Phrase& phrase, const Words& words, std::size_t first) {
  if (first + phrase.words.size() > words.spelling.size()) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const bool beginning = phrase.unfinished && i + 1 == phrase.words.size();
    if (!reads_as(words.spelling[first + i], words.starts[first + i], phrase.words[i],
                  beginning ? Whole::beginning : Whole::word))
      return false;
  }
  return true;
}

// Of the longest phrase that stands there, in words; 0: none does.
std::size_t HitFinder::length_at(const Words& words, std::size_t first) const {
  std::size_t longest = 0;
  const auto try_all = [&](const std::vector<std::uint32_t>& phrases) {
    for (const std::uint32_t index : phrases) {
      if (phrases_[index].words.size() > longest && holds(phrases_[index], words, first))
        longest = phrases_[index].words.size();
    }
  };
  const std::string_view token = words.spelling[first];
  const auto try_word = [&](const std::string& word) {
    if (const auto found = by_first_word_.find(word); found != by_first_word_.end()) try_all(found->second);
  };
  if (!by_first_word_.empty()) {
    for (std::size_t letter = 0; letter < 8; ++letter) {
      if ((words.starts[first] >> letter & 1U) == 0) continue;
      if (letter < kLamStarts) {
        try_word(std::string(token.substr(letter * kLetter)));
      } else {
        try_word(std::string(kAlif).append(token.substr((letter - kLamStarts + 1) * kLetter)));
      }
    }
  }
  try_all(beginnings_);
  return longest;
}

std::vector<TextHit> HitFinder::find(std::string_view text, std::size_t most) const {
  std::vector<TextHit> hits;
  if (empty()) return hits;
  geo::text::Tokens tokens;
  geo::text::tokenise(text, tokens);
  Words words;
  std::size_t longest = 0;  // phrase, in words
  for (const TextQuery::Phrase& phrase : phrases_)
    longest = std::max(longest, phrase.words.size());
  std::size_t next = 0;  // of the tokens: words are made as far as a phrase may reach, since few hits may do
  const auto make_words = [&](std::size_t count) {
    for (; next < tokens.tokens.size() && words.at.size() < count; ++next) {
      const Token& token = tokens.tokens[next];
      if (!is_word(token)) continue;
      words.spelling.push_back(fold_for_search(tokens.norm(token)));
      words.starts.push_back(reading_starts(words.spelling.back()));
      words.at.push_back({token.byte_start, token.byte_end});
    }
  };
  for (std::size_t i = 0; hits.size() < most;) {
    make_words(i + longest);
    if (i >= words.at.size()) break;
    const std::size_t length = length_at(words, i);
    if (length > 0) hits.push_back({words.at[i].byte_start, words.at[i + length - 1].byte_end});
    i += std::max<std::size_t>(length, 1);
  }
  return hits;
}

}  // namespace kharita::app
