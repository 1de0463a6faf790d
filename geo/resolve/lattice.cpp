#include "geo/resolve/lattice.h"

#include <algorithm>
#include <array>

#include "geo/resolve/suffixes.h"
#include "geo/text/code_points.h"

namespace kharita::geo {

struct Lattice::Source {
  std::string_view text;
  const text::Tokens& tokens;
  const NameIndex& index;

  [[nodiscard]] std::string_view norm(std::size_t i) const noexcept { return tokens.norm(tokens.tokens[i]); }
};

namespace {

using Kind = text::Token::Kind;

constexpr std::size_t kAhead = 12;     // words whose readings are on their way from memory
constexpr std::size_t kStepAhead = 6;  // … and whose names' second words are

// Code points of the original that hold the first `letters` letters of a token's normal form, their marks
// included.
std::uint32_t original_prefix(std::string_view original, std::uint32_t letters) {
  std::uint32_t code_points = 0;
  std::uint32_t seen = 0;
  text::CharForm forms[text::kMaxForms];
  for (std::size_t at = 0; at < original.size(); ++code_points) {
    const char32_t cp = text::next_code_point(original.data(), original.size(), at);
    (void)text::rare_forms(cp, forms);
    const bool dropped = forms[0].char_class == text::CharClass::ignored || forms[0].length == 0;
    if (!dropped && seen++ == letters) return code_points;
  }
  return code_points;
}

// The distance in letters between two words of an Arabic normal form: insertions, deletions, exchanges,
// neighbours swapped.
unsigned edit_distance(std::string_view a, std::string_view b) {
  const std::size_t columns = b.size() / 2;
  const auto letter = [](std::string_view word, std::size_t i) { return word.substr(2 * i, 2); };
  std::vector<unsigned> before(columns + 1);
  std::vector<unsigned> last(columns + 1);
  std::vector<unsigned> row(columns + 1);
  for (std::size_t j = 0; j <= columns; ++j)
    row[j] = static_cast<unsigned>(j);
  for (std::size_t i = 0; i < a.size() / 2; ++i) {
    before.swap(last);
    last.swap(row);
    row[0] = static_cast<unsigned>(i + 1);
    for (std::size_t j = 0; j < columns; ++j) {
      const unsigned exchange = last[j] + (letter(a, i) == letter(b, j) ? 0U : 1U);
      row[j + 1] = std::min({last[j + 1] + 1, row[j] + 1, exchange});
      if (i > 0 && j > 0 && letter(a, i) == letter(b, j - 1) && letter(a, i - 1) == letter(b, j)) {
        row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
      }
    }
  }
  return row[columns];
}

// The phrase among a node's lexicon entries, or null.
const LexiconEntry* phrase_of(std::span<const LexiconEntry> entries) noexcept {
  const auto found =
      std::ranges::find_if(entries, [](const auto& e) { return e.word_class == WordClass::phrase; });
  return found == entries.end() ? nullptr : &*found;
}

constexpr auto kPerson = static_cast<std::uint32_t>(WordSense::person);

// Whether the entries say that a person is called so: عبد الجليل, of several words.
bool names_person(std::span<const LexiconEntry> entries) noexcept {
  return std::ranges::any_of(entries, [](const auto& e) { return e.word_class == WordClass::first_name; });
}

// "عمان اليوم" is a newspaper where a dash, a bracket or a word such as صحيفة stands before it; elsewhere it
// is "Oman today". Such names have weight 1; فرانس برس is one everywhere.
template <typename Source>
bool phrase_stands(const Source& source, std::size_t first, const WordReading& reading,
                   const LexiconEntry& phrase, const Words& words) noexcept {
  constexpr float kAlways = 2;
  if (phrase.value != static_cast<std::uint32_t>(WordSense::media) || phrase.weight >= kAlways) return true;
  if (reading.skip > 0) return false;
  if (first == 0 || words[first].break_before) return true;
  return source.tokens.tokens[first - 1].kind == Kind::punctuation ||
         (words[first - 1].cues & kCueMedia) != 0;
}

// Whether a word is written with the sign of the indefinite accusative, which no name of a place has: قيودًا.
bool is_indefinite(std::string_view text, const text::Token& token) noexcept {
  if (token.is_letters_alone()) return false;
  constexpr std::string_view kFathatan = "\u064B";
  return text.substr(token.byte_start, token.byte_end - token.byte_start).find(kFathatan) !=
         std::string_view::npos;
}

// Whether a word ends as Urdu's plurals and verbs do, with a noon that is only heard in the nose: فوجیوں.
bool is_urdu_plural(std::string_view text, const text::Token& token) noexcept {
  return text.substr(token.byte_start, token.byte_end - token.byte_start).ends_with("ں");
}

// Whether a word stands behind another with nothing but a zero-width non-joiner between: پیش‌بینی.
bool is_joined(const text::Tokens& tokens, std::size_t word) noexcept {
  if (word == 0 || word >= tokens.tokens.size()) return false;
  const text::Token& before = tokens.tokens[word - 1];
  const text::Token& token = tokens.tokens[word];
  return before.kind == Kind::arabic && token.kind == Kind::arabic && !token.space_before &&
         !token.in_hashtag && token.start == before.end + 1;
}

// The endings that are written behind a zero-width non-joiner and leave a name what it is:
// ایران‌اند.
bool is_ending(std::string_view norm) noexcept {
  constexpr std::array<std::string_view, 13> kEndings = {"اي", "ي",   "ها",  "هاي", "هايي", "ام", "ات",
                                                         "اش", "مان", "تان", "شان", "اند",  "است"};
  return std::ranges::find(kEndings, norm) != kEndings.end();
}

// Whether a hashtag begins or ends between a word and the one before it: no name goes on there.
bool parts_hashtag(const text::Token& before, const text::Token& token) noexcept {
  return before.in_hashtag != token.in_hashtag || (token.in_hashtag && token.space_before);
}

}  // namespace

void Lattice::build(std::string_view text, const text::Tokens& tokens, const NameIndex& index, Words& words) {
  spans_.clear();
  phrases_.clear();
  similar_to_others_.clear();
  keep_for(tokens, index);
  const Source source{text, tokens, index};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    if (i + kAhead < words.size()) words.prefetch_readings(i + kAhead);
    if (may_go_on(words, i + kStepAhead)) prefetch_steps(index, words, i + kStepAhead);
    if (word.is_span || may_go_on(words, i)) {
      for (const WordReading& reading : words.readings(word))
        walk(source, i, reading, words);
    }
    if (may_be_joined(words, i)) add_joined(source, i, words);
    if (may_be_similar(source, words, i)) add_similar(source, i, words);
  }
  drop_crossed();
}

// Whether a name may begin at a word and go on with the next.
bool Lattice::may_go_on(const Words& words, std::size_t first) noexcept {
  if (first + 1 >= words.size()) return false;
  const NameIndex::TokenSet onward = words[first].onward;
  const Word& next = words[first + 1];
  // Without branches, here and in is_placed: most words say no, and which do not cannot be foreseen.
  const bool by_joint = next.joins | (words.script() == Script::arabic_plain);
  return onward.may_hold(next.token) | (by_joint & !onward.empty());
}

void Lattice::prefetch_steps(const NameIndex& index, const Words& words, std::size_t first) noexcept {
  const NameIndex::Token next = words[first + 1].token;
  for (const WordReading& reading : words.readings(words[first])) {
    if (reading.onward.may_hold(next)) index.prefetch_child(reading.node, next);
  }
}

// Forgets what is kept of another index or of other numbers.
void Lattice::keep_for(const text::Tokens& tokens, const NameIndex& index) {
  const std::uint32_t generation = tokens.vocabulary != nullptr ? tokens.vocabulary->generation() : 0;
  if (index_ == &index && vocabulary_ == tokens.vocabulary && generation_ == generation) return;
  index_ = &index;
  vocabulary_ = tokens.vocabulary;
  generation_ = generation;
  similar_.clear();
  unlike_.clear();
}

// Of two names that overlap in part, the one that begins first and was written by hand stays: in "سيستان
// وبلوشستان الإيرانية" no name begins at بلوشستان.
void Lattice::drop_crossed() {
  std::uint32_t begin = 0;  // the last such name
  std::uint32_t end = 0;
  const auto dropped = std::remove_if(spans_.begin(), spans_.end(), [&](const Span& span) {
    if (span.first > begin && span.first < end && span.last > end) return true;
    if (span.name_words > 1 && span.last > end && span.names.front().is_by_hand()) {
      begin = span.first;
      end = span.last;
    }
    return false;
  });
  spans_.erase(dropped, spans_.end());
}

// Whether a word that begins with و or ف may be that conjunction and a name. Behind a preposition none
// stands; and a word that is a name as it stands, وجدة, is و and جدة only where another place goes before.
bool Lattice::may_join(const Source& source, std::size_t first, const Words& words) const {
  constexpr std::array<std::string_view, 5> kPrepositions = {"في", "الي", "من", "عن", "حتي"};
  const std::string_view norm = source.norm(first);
  if (!norm.starts_with("و") && !norm.starts_with("ف")) return true;
  const bool begins = first == 0 || words[first].break_before;
  if (!begins && words[first - 1].locative > 0 &&
      std::ranges::find(kPrepositions, source.norm(first - 1)) != kPrepositions.end()) {
    return false;
  }
  const WordReading& whole = words.readings(words[first]).front();
  if (whole.skip > 0 || whole.names.empty() || !whole.names.front().is_by_hand()) return true;
  if (begins) return false;
  const bool comma = source.tokens.tokens[first - 1].kind == Kind::punctuation;
  const std::size_t end = comma ? first - 1 : first;
  for (auto span = spans_.rbegin(); span != spans_.rend() && span->first + kLongestName > first; ++span) {
    if (span->last == end && span->names.front().is_by_hand()) return true;
  }
  return false;
}

void Lattice::walk(const Source& source, std::size_t first, const WordReading& reading, Words& words) {
  if (reading.skip > 0 && !may_join(source, first, words)) return;
  NameIndex::Node node = reading.node;
  for (std::size_t last = first + 1;; ++last) {
    const bool at_first = last == first + 1;
    // السورية is not سورية with ال, but its adjective.
    const bool adjective = at_first && reading.article_dropped && (words[first].cues & kCueNisba) != 0;
    const bool replaced = at_first && words[first].own_name && !reading.own;
    const auto names = at_first ? reading.names : source.index.names(node);
    if (!names.empty() && !replaced && !adjective) add_span(source, first, last, reading, node, names, words);
    const auto entries =
        at_first && !reading.has_phrase ? std::span<const LexiconEntry>() : source.index.lexicon(node);
    if (!at_first && !entries.empty()) words.note(last - 1, entries);
    const auto add_phrase = [&](std::uint32_t sense) {
      phrases_.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last), sense});
    };
    if (const LexiconEntry* const phrase = phrase_of(entries);
        phrase != nullptr && phrase_stands(source, first, reading, *phrase, words)) {
      add_phrase(phrase->value);
    } else if (!at_first && names_person(entries)) {
      add_phrase(kPerson);
    }
    if (reading.trim > 0) return;  // a name ends where its ending does
    if (last >= words.size() || words[last].break_before) return;
    const auto onward = at_first ? reading.onward : source.index.onward(node);
    if (onward.empty()) return;
    if (parts_hashtag(source.tokens.tokens[last - 1], source.tokens.tokens[last])) return;
    if (words.script() == Script::arabic_plain) add_with_ending(source, first, last, reading, node, words);
    if (onward.may_hold(words[last].token)) {
      if (const NameIndex::Node next = source.index.child(node, words[last].token)) {
        node = next;
        continue;
      }
    }
    // A hyphen between two words of a name, or one that stands for its و; a و that stands alone.
    if (!words[last].joins || last + 1 >= words.size() || words[last + 1].break_before) return;
    NameIndex::Node next;
    if (source.tokens.tokens[last].kind == Kind::punctuation)
      next = source.index.child(node, words[last + 1].token);
    if (!next) {
      key_.assign("و").append(source.norm(last + 1));
      next = source.index.child(node, key_);
    }
    if (!next) return;
    node = next;
    ++last;
  }
}

// A name whose last word, the text's word `last`, carries an ending: هەرێمی کوردستانەوە.
void Lattice::add_with_ending(const Source& source, std::size_t first, std::size_t last,
                              const WordReading& reading, NameIndex::Node node, const Words& words) {
  std::array<Stem, kMostStems> found;
  const std::size_t count = stems(words.language(), source.norm(last), found);
  for (std::size_t i = 0; i < count; ++i) {
    const NameIndex::Node whole = source.index.child(node, found[i].rest);
    if (!whole || source.index.names(whole).empty()) continue;
    WordReading trimmed = reading;
    trimmed.trim = found[i].trim;
    add_span(source, first, last + 1, trimmed, whole, source.index.names(whole), words);
    return;
  }
}

bool Lattice::may_be_joined(const Words& words, std::size_t first) noexcept {
  constexpr unsigned kWhole = 4;  // letters of the name at least
  if (first + 1 >= words.size()) return false;
  const Word& left = words[first];
  const Word& right = words[first + 1];
  const Word& half = left.letters <= right.letters ? left : right;
  return half.may_be_half && !right.break_before && left.letters + right.letters >= kWhole;
}

// A name of one word that the text breaks in two, one half short: ا فريقيا, لشبون ه.
void Lattice::add_joined(const Source& source, std::size_t first, const Words& words) {
  constexpr std::uint32_t kKnown = kCueLocative | kCueTrigger | kCueCommon;
  constexpr unsigned kSure = 5;  // letters of a name from which on its halves may be words, too
  const Word& left = words[first];
  const Word& right = words[first + 1];
  if (((left.cues & (kKnown | kCueDictionary)) != 0) && ((right.cues & (kKnown | kCueDictionary)) != 0))
    return;
  if (left.own_list || right.own_list) return;  // Persian می‌رسید, Urdu بش اور
  const bool sure = left.letters + right.letters >= kSure;
  if (!sure && ((left.cues | right.cues) & kKnown) != 0) return;
  key_.assign(source.norm(first)).append(source.norm(first + 1));
  const NameIndex::Node node = source.index.child(source.index.root(), key_);
  const auto names = source.index.names(node);
  if (names.empty()) return;
  if (sure ? !names.front().is_vouched_for() : !names.front().is_by_hand()) return;
  WordReading whole;
  whole.node = node;
  const std::size_t spans = spans_.size();
  add_span(source, first, first + 2, whole, node, names, words);
  if (spans_.size() == spans) return;

  spans_.back().joined = true;
}

// Whether a place is due at a word, by the word before it.
bool Lattice::is_placed(const Words& words, std::size_t first) noexcept {
  if (first == 0) return false;
  const Word& before = words[first - 1];
  return (!words[first].break_before) & ((before.trigger_kinds != 0) | (before.locative >= 2));
}

bool Lattice::may_be_similar(const Source& source, const Words& words, std::size_t first) noexcept {
  constexpr unsigned kShortest = 5;  // letters
  const Word& word = words[first];
  const text::Token& token = source.tokens.tokens[first];
  const bool unknown = (word.reading_count == 0) & (word.letters >= kShortest);
  const bool due = is_placed(words, first) | token.in_hashtag;
  return (unknown & due) && !is_indefinite(source.text, token) && !is_urdu_plural(source.text, token);
}

// The names whose consonants a word has and that differ in at most one letter of five.
std::span<const NameEntry> Lattice::similar_names(const Source& source, std::size_t first,
                                                  std::uint32_t number) {
  if (number != text::Vocabulary::kNone) {
    if (const auto known = similar_.find(number); known != similar_.end()) return known->second;
  }
  const std::string_view word = source.norm(first);
  std::vector<NameEntry> close;
  for (const NameEntry& name : source.index.by_skeleton(text::skeleton(word))) {
    const std::string spelling = text::normalise(source.index.spelling(name));
    if (edit_distance(word, spelling) * 5 <= static_cast<unsigned>(word.size() / 2)) close.push_back(name);
  }
  if (close.empty()) return {};
  if (number != text::Vocabulary::kNone) return similar_[number] = std::move(close);
  similar_to_others_.push_back(std::move(close));
  return similar_to_others_.back();
}

// A word that no name fits, where a place is due or as a hashtag: the name that is written with a space, else
// one that is spelled alike. Of most words there is neither, which is kept.
void Lattice::add_similar(const Source& source, std::size_t first, const Words& words) {
  if (is_in_compound(source, first, first + 1, words)) return;
  constexpr std::uint8_t kNotJoined = 1;
  constexpr std::uint8_t kNotSimilar = 2;
  const auto* const vocabulary = source.tokens.vocabulary;
  const std::uint32_t number = vocabulary != nullptr ? source.tokens.numbers[first] : text::Vocabulary::kNone;
  if (vocabulary != nullptr && unlike_.size() < vocabulary->size()) unlike_.resize(vocabulary->size());
  std::uint8_t none = 0;
  std::uint8_t& unlike = number != text::Vocabulary::kNone ? unlike_[number] : none;
  if ((unlike & kNotJoined) == 0) {
    const auto names = source.index.joined(source.norm(first));
    if (!names.empty() && names.front().is_vouched_for()) {
      add_unindexed(source, static_cast<std::uint32_t>(first), names);
      spans_.back().joined = true;
      return;
    }
    unlike |= kNotJoined;
  }
  if (!is_placed(words, first) || (unlike & kNotSimilar) != 0) return;
  const auto names = similar_names(source, first, number);
  if (names.empty()) {
    unlike |= kNotSimilar;
    return;
  }
  add_unindexed(source, static_cast<std::uint32_t>(first), names);
  spans_.back().skeleton = true;
}

// The span of one word that no node of the index leads to.
void Lattice::add_unindexed(const Source& source, std::uint32_t first, std::span<const NameEntry> names) {
  const text::Token& token = source.tokens.tokens[first];
  Span span;
  span.first = first;
  span.last = first + 1;
  span.name_words = 1;
  span.start = token.start;
  span.end = token.end;
  span.names = names;
  span.written = source.text.substr(token.byte_start, token.byte_end - token.byte_start);
  span.article = source.norm(first).starts_with("ال");
  spans_.push_back(span);
}

bool Lattice::in_phrase(const Span& span) const noexcept {
  constexpr std::uint32_t kLongest = 12;  // words of a phrase
  auto phrase = std::upper_bound(phrases_.begin(), phrases_.end(), span.first,
                                 [](std::uint32_t first, const Phrase& p) { return first < p.first; });
  while (phrase != phrases_.begin() && (--phrase)->first + kLongest > span.first) {
    if (phrase->last < span.last) continue;
    // صلاح الدين is a province, too.
    const bool itself = phrase->first == span.first && phrase->last == span.last;
    if (!itself || phrase->sense != kPerson) return true;
  }
  return false;
}

// Whether words [first, last) are a part of a compound word, of which the rest names no place:
// پیش‌[بینی], [واشنگتن]‌پست.
bool Lattice::is_in_compound(const Source& source, std::size_t first, std::size_t last,
                             const Words& words) noexcept {
  if (words.script() != Script::arabic_plain) return false;
  if (is_joined(source.tokens, first) && words[first - 1].locative == 0) return true;
  return is_joined(source.tokens, last) && !is_ending(source.norm(last));
}

void Lattice::add_span(const Source& source, std::size_t first, std::size_t last, const WordReading& reading,
                       NameIndex::Node node, std::span<const NameEntry> names, const Words& words) {
  if (is_in_compound(source, first, last, words)) return;
  if (is_indefinite(source.text, source.tokens.tokens[last - 1])) return;
  if (reading.article_dropped) {  // a reading of the same words with its ال went before
    const auto same = std::find_if(spans_.rbegin(), spans_.rend(), [&](const Span& s) {
      return s.first != first || (s.last == last && s.skip == reading.skip);
    });
    if (same != spans_.rend() && same->first == first) {
      same->bare_names = names;
      return;
    }
  }
  const text::Token& begin = source.tokens.tokens[first];
  Span span;
  span.first = static_cast<std::uint32_t>(first);
  span.last = static_cast<std::uint32_t>(last);
  span.start = begin.start + reading.skip;
  if (reading.skip > 0 && !begin.is_letters_alone()) {
    const std::string_view original = source.text.substr(begin.byte_start, begin.byte_end - begin.byte_start);
    span.start = begin.start + original_prefix(original, reading.skip);
  }
  span.end = source.tokens.tokens[last - 1].end;
  if (reading.trim > 0) {
    const text::Token& end = source.tokens.tokens[last - 1];
    const std::uint32_t letters = (end.norm_end - end.norm_start) / 2 - reading.trim;
    span.end = end.start +
               original_prefix(source.text.substr(end.byte_start, end.byte_end - end.byte_start), letters);
  }
  span.written =
      source.text.substr(begin.byte_start, source.tokens.tokens[last - 1].byte_end - begin.byte_start);
  span.name_words = static_cast<std::uint32_t>(
      std::count_if(source.tokens.tokens.begin() + static_cast<std::ptrdiff_t>(first),
                    source.tokens.tokens.begin() + static_cast<std::ptrdiff_t>(last),
                    [](const text::Token& t) { return t.kind != Kind::punctuation; }));
  span.node = node;
  span.names = names;
  span.skip = reading.skip;
  span.trim = reading.trim;
  span.article = reading.article_dropped || source.norm(first).substr(2U * reading.skip).starts_with("ال");
  span.article_dropped = reading.article_dropped;
  __builtin_prefetch(names.data());
  __builtin_prefetch(reading.lexicon.data());
  spans_.push_back(span);
}

}  // namespace kharita::geo
