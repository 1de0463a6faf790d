#include "geo/resolve/words.h"

#include <algorithm>
#include <array>

namespace kharita::geo {
namespace {

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

void Words::analyse(const text::Tokens& tokens, const NameIndex& index, Script script) {
  words_.assign(tokens.tokens.size(), Word{});
  readings_.clear();
  bool after_stop = true;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const text::Token& token = tokens.tokens[i];
    Word& word = words_[i];
    word.break_before = after_stop || token.line_start;
    after_stop = token.kind == text::Token::Kind::punctuation && ends_sentence(tokens.norm(token));
    word.first_reading = static_cast<std::uint32_t>(readings_.size());
    if (token.kind != text::Token::Kind::punctuation) read(tokens, token, index, script, word);
  }
}

void Words::read(const text::Tokens& tokens, const text::Token& token, const NameIndex& index, Script script,
                 Word& word) {
  using Kind = text::Token::Kind;
  const bool fits = script == Script::latin ? token.kind != Kind::arabic : token.kind == Kind::arabic;
  if (!fits && token.kind != Kind::number) return;
  std::array<text::Reading, 24> readings;
  std::size_t count = 1;
  readings[0] = {0, false, tokens.norm(token)};
  if (script == Script::arabic_with_clitics && token.kind == Kind::arabic) {
    count = text::proclitic_readings(tokens.norm(token), readings, scratch_);
  }
  bool kept_whole = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (kept_whole && readings[i].skip_code_points > 0) break;
    const NameIndex::Token found = index.find_token(readings[i].rest);
    if (i == 0) word.token = found;
    const NameIndex::Node node = index.child(index.root(), found);
    if (!node) continue;
    readings_.push_back({node, readings[i].skip_code_points, readings[i].article_dropped});
    ++word.reading_count;
    add_cues(word, index.lexicon(node));
    const auto names = index.names(node);
    if (names.empty()) continue;
    word.cues |= kCueName;
    // لبنان is no ل and بنان: what is known as it stands is not taken apart.
    if (readings[i].skip_code_points == 0 && (names.front().flags & kNameCurated) != 0) kept_whole = true;
  }
  // اللبنانية is also written الالبنانية.
  constexpr std::string_view kDoubled = "الال";
  if (word.reading_count == 0 && count > 1 && readings[0].rest.starts_with(kDoubled)) {
    scratch_.assign("الل").append(readings[0].rest.substr(kDoubled.size()));
    const std::string_view whole = scratch_;
    for (const bool bare : {false, true}) {
      const NameIndex::Node node = index.child(index.root(), index.find_token(whole.substr(bare ? 4 : 0)));
      if (!node) continue;
      readings_.push_back({node, 0, bare});
      ++word.reading_count;
      add_cues(word, index.lexicon(node));
    }
  }
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
