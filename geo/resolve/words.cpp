#include "geo/resolve/words.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "geo/resolve/suffixes.h"

namespace kharita::geo {
namespace {

constexpr std::size_t kMostKnown = std::size_t{1} << 16;  // words: 8 MB of them
constexpr std::size_t kFewestSlots = std::size_t{1} << 12;
constexpr std::size_t kAhead = 8;  // words whose slot is on its way from memory while this one is looked at

// Of short keys mostly: eight bytes at a time, mixed by a multiplication.
std::uint32_t hash_of(std::string_view key) noexcept {
  constexpr std::uint64_t kMix = 0x9e3779b97f4a7c15ULL;
  std::uint64_t hash = key.size() * kMix;
  const auto mix = [&](std::size_t at, std::size_t bytes) {
    std::uint64_t part = 0;
    std::memcpy(&part, key.data() + at, bytes);
    hash = (hash ^ part) * kMix;
    hash ^= hash >> 32U;
  };
  if (key.size() >= sizeof(std::uint64_t)) {
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) < key.size(); at += sizeof(std::uint64_t))
      mix(at, sizeof(std::uint64_t));
    mix(key.size() - sizeof(std::uint64_t), sizeof(std::uint64_t));
  } else {
    mix(0, key.size());
  }
  return static_cast<std::uint32_t>(hash);
}

bool ends_sentence(std::string_view mark) noexcept {
  return mark == "." || mark == "!" || mark == "?" || mark == "؟" || mark == "؛" || mark == ";" ||
         mark == "۔" || mark == "…";
}

std::uint8_t small_weight(float weight) noexcept {
  return static_cast<std::uint8_t>(std::clamp(weight, 1.0F, 3.0F));
}

bool is_sense(const LexiconEntry& entry, WordSense sense) noexcept {
  return entry.value == static_cast<std::uint32_t>(sense);
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
  if (known_index_ != &index || known_script_ != script || known_language_ != language ||
      known_count_ > kMostKnown || readings_.size() > 4 * kMostKnown) {
    known_index_ = &index;
    known_script_ = script;
    known_language_ = language;
    const bool has_list = language == "fa" || language == "ur" || language == "ckb";
    own_root_ = has_list ? index.child(index.root(), index.find_token(language)) : NameIndex::Node{};
    forget();
  }
  hash_all(tokens);
  words_.clear();
  words_.reserve(tokens.tokens.size());
  bool after_stop = true;
  for (std::size_t i = 0; i < tokens.tokens.size(); ++i) {
    if (i + kAhead < hashes_.size()) __builtin_prefetch(&known_[slot_of(hashes_[i + kAhead])]);
    const text::Token& token = tokens.tokens[i];
    const bool break_before = after_stop || token.line_start;
    if (token.kind == text::Token::Kind::punctuation) {
      words_.emplace_back();
      after_stop = ends_sentence(tokens.norm(token));
    } else {
      words_.push_back(known(tokens.norm(token), hashes_[i], token.kind, index));
      after_stop = false;
    }
    words_.back().break_before = break_before;
  }
}

void Words::hash_all(const text::Tokens& tokens) {
  hashes_.resize(tokens.tokens.size());
  for (std::size_t i = 0; i < hashes_.size(); ++i)
    hashes_[i] = hash_of(tokens.norm(tokens.tokens[i]));
}

void Words::forget() {
  known_.assign(kFewestSlots, Known{});
  known_count_ = 0;
  readings_.clear();
}

// The word as it was read before, or read now. A text may bring the words past kMostKnown; the table then
// grows until the next text begins.
Word Words::known(std::string_view norm, std::uint32_t hash, text::Token::Kind kind, const NameIndex& index) {
  Known entry;
  if (norm.empty() || norm.size() > Known::kLongest) {
    read(norm, kind, index, entry.word);
    return entry.word;
  }
  const std::size_t mask = known_.size() - 1;
  std::size_t slot = slot_of(hash);
  for (; known_[slot].size != 0; slot = (slot + 1) & mask) {
    const Known& candidate = known_[slot];
    if (candidate.kind == kind && std::string_view(candidate.norm.data(), candidate.size) == norm)
      return candidate.word;
  }
  entry.kind = kind;
  entry.size = static_cast<std::uint8_t>(norm.size());
  std::memcpy(entry.norm.data(), norm.data(), norm.size());
  read(norm, kind, index, entry.word);
  known_[slot] = entry;
  if (++known_count_ * 2 > known_.size()) grow();
  return entry.word;
}

void Words::grow() {
  std::vector<Known> old(known_.size() * 2);
  old.swap(known_);
  for (const Known& entry : old) {
    if (entry.size == 0) continue;
    std::size_t slot = slot_of(hash_of({entry.norm.data(), entry.size}));
    while (known_[slot].size != 0)
      slot = (slot + 1) & (known_.size() - 1);
    known_[slot] = entry;
  }
}

void Words::read(std::string_view norm, text::Token::Kind kind, const NameIndex& index, Word& word) {
  word.first_reading = static_cast<std::uint32_t>(readings_.size());
  using Kind = text::Token::Kind;
  const Script script = known_script_;
  const bool fits = script == Script::latin ? kind != Kind::arabic : kind == Kind::arabic;
  if (!fits && kind != Kind::number) return;
  std::array<text::Reading, 24> readings;
  std::size_t count = 1;
  readings[0] = {0, false, norm};
  if (script == Script::arabic_with_clitics && kind == Kind::arabic) {
    count = text::proclitic_readings(norm, readings, scratch_);
  }
  bool kept_whole = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (kept_whole && readings[i].skip_code_points > 0) break;
    const NameIndex::Token found = index.find_token(readings[i].rest);
    if (i == 0) word.token = found;
    const NameIndex::Node node = index.child(index.root(), found);
    if (!node) continue;
    add_reading(word, {node, readings[i].skip_code_points, readings[i].article_dropped, false}, index);
    const auto names = index.names(node);
    if (names.empty()) continue;
    word.cues |= kCueName;
    // لبنان is no ل and بنان: what is known as it stands is not taken apart.
    if (readings[i].skip_code_points == 0 && (names.front().flags & kNameCurated) != 0) kept_whole = true;
  }
  if (own_root_) add_own(word, index);
  if (script == Script::arabic_plain && kind == Kind::arabic) add_stems(word, norm, index);
  // اللبنانية is also written الالبنانية.
  constexpr std::string_view kDoubled = "الال";
  if (word.reading_count == 0 && count > 1 && readings[0].rest.starts_with(kDoubled)) {
    scratch_.assign("الل").append(readings[0].rest.substr(kDoubled.size()));
    const std::string_view whole = scratch_;
    for (const bool bare : {false, true}) {
      const NameIndex::Node node = index.child(index.root(), index.find_token(whole.substr(bare ? 4 : 0)));
      if (!node) continue;
      add_reading(word, {node, 0, bare, false}, index);
    }
  }
}

// What the language's own list says of a word is all that it is, but for the places of that name.
void Words::add_own(Word& word, const NameIndex& index) {
  const NameIndex::Node node = index.child(own_root_, word.token);
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
    return !names.empty() && (names.front().flags & kNameCurated) != 0;
  };
  if (word.own_name || by_hand(index.child(index.root(), word.token))) return;
  std::array<Stem, kMostStems> found;
  const std::size_t count = stems(known_language_, norm, found);
  for (std::size_t i = 0; i < count; ++i) {
    const NameIndex::Token token = index.find_token(found[i].rest);
    NameIndex::Node node = own_root_ ? index.child(own_root_, token) : NameIndex::Node{};
    if (!by_hand(node)) node = index.child(index.root(), token);
    if (!by_hand(node)) continue;
    WordReading reading;
    reading.node = node;
    reading.trim = found[i].trim;
    reading.opens_span = true;
    readings_.push_back(reading);
    ++word.reading_count;
    word.cues |= kCueName;
    return;
  }
}

void Words::add_reading(Word& word, WordReading reading, const NameIndex& index) {
  const auto entries = index.lexicon(reading.node);
  reading.opens_span =
      !index.names(reading.node).empty() || index.has_children(reading.node) ||
      std::ranges::any_of(entries, [](const auto& e) { return e.word_class == WordClass::phrase; });
  readings_.push_back(reading);
  ++word.reading_count;
  add_cues(word, entries);
}

void Words::add_cues(Word& word, std::span<const LexiconEntry> entries) noexcept {
  for (const LexiconEntry& entry : entries) {
    const std::uint8_t weight = small_weight(entry.weight);
    switch (entry.word_class) {
      case WordClass::common:
        word.cues |= is_sense(entry, WordSense::dictionary) ? kCueDictionary : kCueCommon;
        break;
      case WordClass::first_name:
        word.cues |= kCueFirstName;
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
      case WordClass::phrase:
        break;
    }
  }
}

}  // namespace kharita::geo
