// What is known of each word of a text: its readings in the name index, and what it says of the word that
// follows.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/gazetteer/gazetteer.h"
#include "geo/text/normalise.h"
#include "geo/text/vocabulary.h"

namespace kharita::geo {

// What a lexicon entry that ends at a word says. Bits of Word::cues.
enum Cue : std::uint32_t {
  kCueCommon = 1U << 0,
  kCueFirstName = 1U << 1,
  kCueSurname = 1U << 2,
  kCueTitle = 1U << 3,
  kCueLink = 1U << 4,  // بن, آل, أبو
  kCueSay = 1U << 5,   // a verb that a person's name often follows
  kCueOrg = 1U << 6,
  kCueFacility = 1U << 7,
  kCueEvent = 1U << 8,
  kCueMedia = 1U << 9,
  kCueTeam = 1U << 10,
  kCueTrigger = 1U << 11,
  kCueLocative = 1U << 12,
  kCueNisba = 1U << 13,
  kCueName = 1U << 14,  // the word is the name of some place, or begins one
  kCueDictionary = 1U << 15,
  kCueSport = 1U << 16,
};

// A way to read a word: the node of the index that it leads to from the root.
struct WordReading {
  NameIndex::Node node;
  std::uint8_t skip = 0;  // code points of the normal form that proclitics take
  bool article_dropped = false;
  std::uint8_t trim = 0;    // letters of the normal form that an ending takes (geo/resolve/suffixes.h)
  bool own = false;         // from the list of the text's language
  bool has_phrase = false;  // among the lexicon's entries at the node
  NameIndex::TokenSet onward = {};             // the tokens that lead on from the node
  std::span<const NameEntry> names = {};       // at the node
  std::span<const LexiconEntry> lexicon = {};  // at the node
};

// One for each word of a text, and one for each of the vocabulary: none lies in two lines of the cache.
struct alignas(32) Word {
  NameIndex::Token token;  // of the whole normal form
  std::uint32_t first_reading = 0;
  NameIndex::TokenSet onward;  // the words that may go on a name that one of its readings begins
  std::uint32_t cues = 0;
  PlaceId nisba;
  std::uint8_t reading_count = 0;
  std::uint8_t trigger_kinds = 0;  // bit k: a place of PlaceKind k may follow
  std::uint8_t trigger = 0;        // 1 to 3
  std::uint8_t locative = 0;       // 1 to 3
  std::uint8_t title = 0;          // 1 to 3
  std::uint8_t org = 0;            // 1 to 3, the weight of whichever organisation cue holds
  std::uint8_t letters = 0;        // of the normal form of a word in Arabic script, at most 255; else 0
  bool break_before : 1 = false;   // no name goes on across it: a new line or a full stop
  bool own_name : 1 = false;       // … or by a name in that language: a place by another name is not meant
  bool own_list : 1 = false;  // the list of the text's language has it: what the general lists say is void
  bool is_span : 1 = false;   // names or a phrase end at one of its readings
  bool joins : 1 = false;     // a hyphen, or a و that stands alone: a name may go on behind it
  bool is_read : 1 = false;
  bool ends_sentence : 1 = false;
  bool may_be_half : 1 = false;  // short, and no word that stands by itself: the text may have broken a name
};
static_assert(sizeof(Word) == 32);

// Which words of a text are read, and how. The words of Arabic script in a mostly Latin text are read, too.
enum class Script : std::uint8_t { arabic_with_clitics, arabic_plain, latin_with_clitics, latin_plain };

// The words of one text. Reusable without allocation, and faster when reused: what the index says of a word
// that the text's vocabulary numbers is kept for the texts that follow.
class Words {
 public:
  // Analyses all tokens. Latin words get no readings in a text of Arabic script. `index` must outlive this
  // object or be the only one it is used with.
  // `language` is one of detect_language's; a word that its own list (data/lexicon/LANGUAGE) has is what that
  // says.
  void analyse(const text::Tokens& tokens, const NameIndex& index, Script script,
               std::string_view language = "ar");
  Words() = default;
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;

  [[nodiscard]] Script script() const noexcept { return script_; }
  [[nodiscard]] std::string_view language() const noexcept { return language_; }
  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
  [[nodiscard]] const Word& operator[](std::size_t i) const noexcept { return words_[i]; }
  [[nodiscard]] std::span<const WordReading> readings(const Word& word) const noexcept {
    return {known_->readings.data() + word.first_reading, word.reading_count};
  }
  // Brings a word's readings near, where they will be looked at soon.
  void prefetch_readings(std::size_t word) const noexcept {
    if (words_[word].is_span) __builtin_prefetch(known_->readings.data() + words_[word].first_reading);
  }
  // Notes what a lexicon entry of several words says where it ends.
  void note(std::size_t word, std::span<const LexiconEntry> entries) noexcept {
    add_cues(words_[word], entries, false);
    words_[word].may_be_half = may_be_half(words_[word]);
  }

 private:
  static constexpr std::array<std::string_view, 5> kLanguages{"ar", "fa", "ur", "ckb", "en"};

  // What is known of the words of a vocabulary, read in one language.
  struct Known {
    Script script = Script::arabic_with_clitics;
    const NameIndex* index = nullptr;
    const text::Vocabulary* vocabulary = nullptr;
    std::uint32_t generation = 0;
    NameIndex::Node own_root;  // where the words of the language's list begin; none where it has no list
    std::vector<Word> words;   // by number
    std::vector<WordReading> readings;  // of these words, and of others that were read on the way
  };

  void choose_known(const text::Tokens& tokens, const NameIndex& index);
  void read(std::string_view norm, text::Token::Kind kind, const NameIndex& index, Word& word);
  void add_reading(Word& word, WordReading reading, const NameIndex& index);
  void add_own(Word& word, const NameIndex& index);
  void add_stems(Word& word, std::string_view norm, const NameIndex& index);
  [[nodiscard]] static bool may_be_half(const Word& word) noexcept;
  static void add_cues(Word& word, std::span<const LexiconEntry> entries, bool article_dropped) noexcept;

  std::vector<Word> words_;
  std::array<Known, kLanguages.size()> by_language_;
  Known* known_ = by_language_.data();  // of the text's language
  Script script_ = Script::arabic_with_clitics;
  std::string_view language_ = "ar";  // of constant strings
  std::string scratch_;
};

}  // namespace kharita::geo
