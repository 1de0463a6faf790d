// All stretches of a text that may name a place: the lattice that recognition chooses from.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "geo/gazetteer/gazetteer.h"
#include "geo/resolve/words.h"
#include "geo/text/normalise.h"

namespace kharita::geo {

// A stretch of words that some name of the gazetteer fits.
struct Span {
  std::uint32_t first = 0;  // words [first, last)
  std::uint32_t last = 0;
  std::uint32_t name_words = 0;  // of these, without hyphens and the like
  std::uint32_t start = 0;       // code points [start, end) of the text, proclitics left out
  std::uint32_t end = 0;
  NameIndex::Node node;                   // its place in the index; none for joined and skeleton matches
  std::span<const NameEntry> names;       // as the text has it; never empty
  std::span<const NameEntry> bare_names;  // and with its ال taken off
  std::string_view written;               // the name as the text writes it, its proclitics included
  std::uint8_t skip = 0;                  // letters that proclitics take
  std::uint8_t trim = 0;                  // letters of the last word that an ending takes
  bool article = false;                   // the text writes ال
  bool article_dropped = false;           // `names` fit only without it
  bool joined = false;
  bool skeleton = false;
};

// No name has more words.
inline constexpr std::uint32_t kLongestName = 12;

// A fixed phrase that names no place: ريال مدريد; a person's name of several words: عبد الجليل.
struct Phrase {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t sense = 0;  // a WordSense
};

// Reusable without allocation.
class Lattice {
 public:
  // Fills spans (by first word, then by length) and phrases; adds to `words` what lexicon entries of several
  // words say.
  void build(std::string_view text, const text::Tokens& tokens, const NameIndex& index, Words& words);

  [[nodiscard]] const std::vector<Span>& spans() const noexcept { return spans_; }
  [[nodiscard]] const std::vector<Phrase>& phrases() const noexcept { return phrases_; }
  // Whether a phrase covers the span; a person's name only if it is longer.
  [[nodiscard]] bool in_phrase(const Span& span) const noexcept;

 private:
  struct Source;
  [[nodiscard]] bool may_join(const Source& source, std::size_t first, const Words& words) const;
  void walk(const Source& source, std::size_t first, const WordReading& reading, Words& words);
  [[nodiscard]] static bool is_in_compound(const Source& source, std::size_t first, std::size_t last,
                                           const Words& words) noexcept;
  void add_span(const Source& source, std::size_t first, std::size_t last, const WordReading& reading,
                NameIndex::Node node, std::span<const NameEntry> names, const Words& words);

  void add_with_ending(const Source& source, std::size_t first, std::size_t last, const WordReading& reading,
                       NameIndex::Node node, const Words& words);

  [[nodiscard]] static bool may_go_on(const Words& words, std::size_t first) noexcept;
  static void prefetch_steps(const NameIndex& index, const Words& words, std::size_t first) noexcept;
  // Whether the lengths of two words let them be halves of one name.
  [[nodiscard]] static bool may_be_joined(const Words& words, std::size_t first) noexcept;
  [[nodiscard]] static bool may_be_similar(const Source& source, const Words& words,
                                           std::size_t first) noexcept;
  void add_joined(const Source& source, std::size_t first, const Words& words);
  [[nodiscard]] static bool is_placed(const Words& words, std::size_t first) noexcept;
  void add_similar(const Source& source, std::size_t first, const Words& words);
  [[nodiscard]] std::span<const NameEntry> similar_names(const Source& source, std::size_t first,
                                                         std::uint32_t number);
  void add_unindexed(const Source& source, std::uint32_t first, std::span<const NameEntry> names);

  void keep_for(const text::Tokens& tokens, const NameIndex& index);
  void drop_crossed();

  std::vector<Span> spans_;
  std::vector<Phrase> phrases_;
  std::string key_;
  // The names that are spelled nearly as a word, by its number in the vocabulary; those of words without one
  // are kept for the text only.
  std::unordered_map<std::uint32_t, std::vector<NameEntry>> similar_;
  std::deque<std::vector<NameEntry>> similar_to_others_;
  std::vector<std::uint8_t> unlike_;  // by number: what is known not to be among names
  const NameIndex* index_ = nullptr;  // of what is kept
  const text::Vocabulary* vocabulary_ = nullptr;
  std::uint32_t generation_ = 0;
};

}  // namespace kharita::geo
