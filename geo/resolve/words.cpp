#include "geo/resolve/words.h"

#include <algorithm>
#include <array>

#include "geo/resolve/suffixes.h"

namespace kharita::geo {
namespace {

constexpr std::size_t kAhead = 24;  // words on their way from memory while this one is looked at
constexpr std::size_t kMostReadings = 4 * text::Vocabulary::kMostWords;  // kept from one text to the next

bool ends_sentence(std::string_view mark) noexcept {
  return mark == "." || mark == "!" || mark == "?" || mark == "؟" || mark == "؛" || mark == ";" ||
         mark == "۔" || mark == "…";
}

bool is_hyphen(std::string_view mark) noexcept {
  return mark == "-" || mark == "–" || mark == "‐" || mark == "‑";
}

bool holds_phrase(std::span<const LexiconEntry> entries) noexcept {
  return std::ranges::any_of(entries, [](const auto& e) { return e.word_class == WordClass::phrase; });
}

std::uint8_t small_weight(float weight) noexcept {
  return static_cast<std::uint8_t>(std::clamp(weight, 1.0F, 3.0F));
}

bool is_sense(const LexiconEntry& entry, WordSense sense) noexcept {
  return entry.value == static_cast<std::uint32_t>(sense);
}

// Whether our own lists know a word as ordinary or as a person's name: باكرا is no ب and اكرا, باراك no ب and
// اراك. What a dictionary alone has is not enough.
bool is_word_of_its_own(std::span<const LexiconEntry> entries) noexcept {
  return std::ranges::any_of(entries, [](const LexiconEntry& entry) {
    switch (entry.word_class) {
      case WordClass::common:
        return !is_sense(entry, WordSense::dictionary) && entry.weight >= 3;
      case WordClass::first_name:
      case WordClass::surname:
        return entry.weight >= 2;
      default:
        return false;
    }
  });
}

std::uint32_t organisation_cue(std::uint32_t value) noexcept {
  switch (static_cast<WordSense>(value)) {
    case WordSense::facility:
      return kCueFacility;
    case WordSense::event:
      return kCueEvent;
    case WordSense::media:
      return kCueMedia;
    case WordSense::team:
      return kCueTeam;
    default:
      return kCueOrg;
  }
}

}  // namespace

void Words::analyse(const text::Tokens& tokens, const NameIndex& index, Script script,
                    std::string_view language) {
  script_ = script;
  language_ = language;
  choose_known(tokens, index);
  const std::size_t count = tokens.tokens.size();
  const std::size_t numbered = tokens.vocabulary != nullptr ? count : 0;
  Word* const known = known_->words.data();
  words_.resize(count);
  bool after_stop = true;
  for (std::size_t i = 0; i < count; ++i) {
    if (i + kAhead < numbered) __builtin_prefetch(known + tokens.numbers[i + kAhead]);
    Word& word = words_[i];
    const std::uint32_t number = numbered != 0 ? tokens.numbers[i] : text::Vocabulary::kNone;
    if (number != text::Vocabulary::kNone && known[number].is_read) {
      word = known[number];
    } else {
      word = Word{};
      word.is_read = true;
      read(tokens.norm(tokens.tokens[i]), tokens.tokens[i].kind, index, word);
      word.may_be_half = may_be_half(word);
      if (number != text::Vocabulary::kNone) known[number] = word;
    }
    word.break_before = after_stop || tokens.tokens[i].line_start;
    after_stop = word.ends_sentence;
  }
}

// The table of the text's language, empty where it was of another index or vocabulary.
void Words::choose_known(const text::Tokens& tokens, const NameIndex& index) {
  const auto language = std::ranges::find(kLanguages, language_);
  known_ =
      &by_language_[language == kLanguages.end() ? 0
                                                 : static_cast<std::size_t>(language - kLanguages.begin())];
  const std::uint32_t generation = tokens.vocabulary != nullptr ? tokens.vocabulary->generation() : 0;
  if (known_->index != &index || known_->vocabulary != tokens.vocabulary ||
      known_->generation != generation || known_->script != script_ ||
      known_->readings.size() > kMostReadings) {
    const bool has_list = language_ == "fa" || language_ == "ur" || language_ == "ckb";
    const auto own_root =
        has_list ? index.child(index.root(), index.find_token(language_)) : NameIndex::Node{};
    *known_ = {script_, &index, tokens.vocabulary, generation, own_root, {}, {}};
  }
  if (tokens.vocabulary == nullptr) return;
  known_->words.reserve(text::Vocabulary::kMostWords + 1);
  known_->words.resize(std::max(known_->words.size(), tokens.vocabulary->size()));
}

void Words::read(std::string_view norm, text::Token::Kind kind, const NameIndex& index, Word& word) {
  word.first_reading = static_cast<std::uint32_t>(known_->readings.size());
  using Kind = text::Token::Kind;
  const Script script = script_;
  if (kind == Kind::punctuation) {
    word.ends_sentence = ends_sentence(norm);
    word.joins = is_hyphen(norm);
    return;
  }
  if (kind == Kind::arabic)
    word.letters = static_cast<std::uint8_t>(std::min<std::size_t>(norm.size() / 2, 255));
  word.joins = norm == "و";
  const bool latin = script == Script::latin_with_clitics || script == Script::latin_plain;
  if (!latin && kind != Kind::arabic && kind != Kind::number) return;
  std::array<text::Reading, 24> readings;
  std::size_t count = 1;
  readings[0] = {0, false, norm};
  const bool clitics = script == Script::arabic_with_clitics || script == Script::latin_with_clitics;
  if (clitics && kind == Kind::arabic) {
    count = text::proclitic_readings(norm, readings, scratch_);
  }
  bool is_name = false;              // the whole word is, by hand
  std::uint8_t most_letters = 0xFF;  // that proclitics may take
  for (std::size_t i = 0; i < count && readings[i].skip_code_points <= most_letters; ++i) {
    const NameIndex::Token found = index.find_token(readings[i].rest);
    if (i == 0) word.token = found;
    const NameIndex::Node node = index.child(index.root(), found);
    if (!node) continue;
    const auto names = index.names(node);
    const bool by_hand = !names.empty() && names.front().is_by_hand();
    // لبنان is no ل and بنان: what is known as it stands is not taken apart, unless وجدة may be و and جدة.
    const bool joined_by_w = readings[i].skip_code_points == 1 && norm.starts_with("و") && by_hand;
    if (is_name && readings[i].skip_code_points > 0 && !joined_by_w) continue;
    add_reading(word, {node, readings[i].skip_code_points, readings[i].article_dropped}, index);
    if (!readings[i].article_dropped && is_word_of_its_own(index.lexicon(node)))
      most_letters = readings[i].skip_code_points;
    if (names.empty()) continue;
    word.cues |= kCueName;
    if (readings[i].skip_code_points == 0 && by_hand) is_name = true;
  }
  if (known_->own_root) add_own(word, index);
  if (script == Script::arabic_plain && kind == Kind::arabic) add_stems(word, norm, index);
  // اللبنانية is also written الالبنانية.
  constexpr std::string_view kDoubled = "الال";
  if (word.reading_count == 0 && count > 1 && readings[0].rest.starts_with(kDoubled)) {
    scratch_.assign("الل").append(readings[0].rest.substr(kDoubled.size()));
    const std::string_view whole = scratch_;
    word.token = index.find_token(whole);
    for (const bool bare : {false, true}) {
      const NameIndex::Node node = index.child(index.root(), index.find_token(whole.substr(bare ? 4 : 0)));
      if (!node) continue;
      add_reading(word, {node, 0, bare}, index);
    }
  }
}

// What the language's own list says of a word is all that it is, but for the places of that name.
void Words::add_own(Word& word, const NameIndex& index) {
  const NameIndex::Node node = index.child(known_->own_root, word.token);
  if (!node) return;
  word.own_name = !index.names(node).empty();
  if (word.own_name) word.cues |= kCueName;
  if (!index.lexicon(node).empty()) {
    word.own_list = true;
    word.cues &= kCueName;
    word.trigger_kinds = word.trigger = word.locative = word.title = word.org = 0;
    word.nisba = {};
  }
  WordReading reading;
  reading.node = node;
  reading.own = true;
  add_reading(word, reading, index);
}

// Names by hand that are left when an ending is taken off; a word that is such a name as it stands has none.
void Words::add_stems(Word& word, std::string_view norm, const NameIndex& index) {
  const auto by_hand = [&](NameIndex::Node node) {
    const auto names = index.names(node);
    return !names.empty() && names.front().is_by_hand();
  };
  if (word.own_name || by_hand(index.child(index.root(), word.token))) return;
  std::array<Stem, kMostStems> found;
  const std::size_t count = stems(language_, norm, found);
  for (std::size_t i = 0; i < count; ++i) {
    const NameIndex::Token token = index.find_token(found[i].rest);
    NameIndex::Node node = known_->own_root ? index.child(known_->own_root, token) : NameIndex::Node{};
    if (!by_hand(node)) node = index.child(index.root(), token);
    if (!by_hand(node)) continue;
    WordReading reading;
    reading.node = node;
    reading.trim = found[i].trim;
    word.is_span = true;
    reading.names = index.names(node);
    reading.lexicon = index.lexicon(node);
    reading.has_phrase = holds_phrase(reading.lexicon);
    known_->readings.push_back(reading);
    ++word.reading_count;
    word.cues |= kCueName;
    return;
  }
}

void Words::add_reading(Word& word, WordReading reading, const NameIndex& index) {
  const auto entries = index.lexicon(reading.node);
  reading.names = index.names(reading.node);
  reading.lexicon = entries;
  reading.has_phrase = holds_phrase(entries);
  reading.onward = index.onward(reading.node);
  word.is_span |= !reading.names.empty() || reading.has_phrase;
  word.onward.add(reading.onward);
  known_->readings.push_back(reading);
  ++word.reading_count;
  add_cues(word, entries, reading.article_dropped);
}

bool Words::may_be_half(const Word& word) noexcept {
  constexpr unsigned kLongest = 3;  // letters
  constexpr unsigned kLongestWord = 2;
  if (word.letters == 0 || word.letters > kLongest || (word.cues & kCueLocative) != 0) return false;
  return word.letters <= kLongestWord || (word.cues & (kCueTrigger | kCueCommon)) == 0;
}

void Words::add_cues(Word& word, std::span<const LexiconEntry> entries, bool article_dropped) noexcept {
  for (const LexiconEntry& entry : entries) {
    const std::uint8_t weight = small_weight(entry.weight);
    switch (entry.word_class) {
      case WordClass::common:
        word.cues |= is_sense(entry, WordSense::dictionary) ? kCueDictionary : kCueCommon;
        break;
      case WordClass::first_name:  // الرياض is not رياض: names that take ال are listed with it
        if (!article_dropped) word.cues |= kCueFirstName;
        break;
      case WordClass::surname:
        word.cues |= kCueSurname;
        break;
      case WordClass::person_title:
        if (is_sense(entry, WordSense::say)) {
          word.cues |= kCueSay;
        } else if (is_sense(entry, WordSense::none)) {
          word.cues |= kCueTitle;
          word.title = std::max(word.title, weight);
        } else {
          word.cues |= kCueLink;
        }
        break;
      case WordClass::organisation:
        word.cues |= organisation_cue(entry.value);
        word.org = std::max(word.org, weight);
        break;
      case WordClass::kind_trigger:
        word.cues |= kCueTrigger;
        word.trigger = std::max(word.trigger, weight);
        word.trigger_kinds =
            static_cast<std::uint8_t>(word.trigger_kinds | (1U << std::min(entry.value, 7U)));
        break;
      case WordClass::locative:
        word.cues |= kCueLocative;
        word.locative = std::max(word.locative, weight);
        break;
      case WordClass::nisba:
        word.cues |= kCueNisba;
        word.nisba = PlaceId{entry.value};
        break;
      case WordClass::sport:
        word.cues |= kCueSport;
        break;
      case WordClass::phrase:
      case WordClass::source:
        break;
    }
  }
}

}  // namespace kharita::geo
