#include "geo/resolve/recogniser.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kharita::geo {
namespace {

using Kind = text::Token::Kind;

bool is_quote(std::string_view mark) noexcept {
  return mark == "\"" || mark == "«" || mark == "»" || mark == "“" || mark == "”" || mark == "'" ||
         mark == "’" || mark == "‘";
}
bool is_open(std::string_view mark) noexcept {
  return mark == "(" || mark == "[" || mark == "{";
}
bool is_comma(std::string_view mark) noexcept {
  return mark == "،" || mark == "," || mark == "/";
}
bool is_dash(std::string_view mark) noexcept {
  return mark == "-" || mark == "–" || mark == "—" || mark == ":" || mark == "ـ" || mark == "|";
}

constexpr bool has_kind(std::uint8_t kinds, PlaceKind kind) noexcept {
  return (kinds >> static_cast<unsigned>(kind) & 1U) != 0;
}

constexpr std::uint32_t kOrganisationCues = kCueOrg | kCueFacility | kCueEvent | kCueMedia | kCueTeam;

// The proclitic letter just before the name: the last of those that were taken off. 0 where none was.
char32_t last_proclitic(std::string_view norm, std::uint8_t skip) noexcept {
  if (skip == 0 || norm.size() < 2U * skip) return 0;
  const std::string_view letter = norm.substr(2U * (skip - 1U), 2);
  if (letter == "ب") return U'ب';
  if (letter == "ل") return U'ل';
  if (letter == "و") return U'و';
  if (letter == "ف") return U'ف';
  if (letter == "ك") return U'ك';
  return 0;
}

// Whether a word takes ال, be it behind proclitics: المدينة, بالمدينة, للمدينة.
bool is_definite(std::string_view norm) noexcept {
  if (norm.starts_with("ال")) return true;
  if (norm.starts_with("و") || norm.starts_with("ف")) norm.remove_prefix(2);
  if (norm.starts_with("لل")) return true;
  if (norm.starts_with("ب") || norm.starts_with("ك")) norm.remove_prefix(2);
  return norm.starts_with("ال");
}

// Whether a word, be it behind proclitics, is the plural of a kind of place.
bool is_plural_kind(std::string_view norm) noexcept {
  constexpr std::array<std::string_view, 12> kPlurals = {"ولايات", "محافظات", "مقاطعات",  "اقاليم",
                                                         "مدن",    "بلدات",   "قري",      "جزر",
                                                         "دول",    "امارات",  "استانهاي", "ايالتهاي"};
  return std::ranges::any_of(kPlurals, [&](std::string_view plural) { return norm.ends_with(plural); });
}

// The signs U+064B to U+0652: short vowels and their like.
bool has_vowel_signs(std::string_view utf8) noexcept {
  for (std::size_t i = 0; i + 1 < utf8.size(); ++i) {
    const auto next = static_cast<unsigned char>(utf8[i + 1]);
    if (static_cast<unsigned char>(utf8[i]) == 0xD9 && next >= 0x8B && next <= 0x92) return true;
  }
  return false;
}

// Whether `text`, tatweel and the signs on its last letter left out, ends with `spelling`.
bool ends_alike(std::string_view text, std::string_view spelling) {
  constexpr std::string_view kTatweel = "ـ";
  std::string plain;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const std::string_view letter = text.substr(i, 2);
    if (letter != kTatweel) plain += letter;
  }
  return std::string_view(plain).ends_with(spelling);
}

bool same_place(const Span& a, const Span& b) noexcept {
  for (const NameEntry& x : a.names) {
    for (const NameEntry& y : b.names) {
      if (x.place == y.place) return true;
    }
  }
  return false;
}

// Whether a place's name beside the word is part of an organisation's, a hotel's, a street's …
bool heads_organisation(const Word& word,
                        std::uint32_t heads = kCueOrg | kCueMedia | kCueTeam | kCueFacility) noexcept {
  return (word.cues & heads) != 0 && word.org >= 3 && (word.cues & (kCueTrigger | kCueLocative)) == 0;
}

// قناة heads a channel's name and a canal's.
bool heads_channel(const Word& word) noexcept {
  constexpr unsigned kNature =
      1U << static_cast<unsigned>(PlaceKind::water) | 1U << static_cast<unsigned>(PlaceKind::other);
  return (word.cues & kCueMedia) != 0 && word.org >= 3 && (word.trigger_kinds & ~kNature) == 0;
}

constexpr bool is_capital(char letter) noexcept {
  return letter >= 'A' && letter <= 'Z';
}

// Persian and Urdu words at which a name of several words ends.
bool joins_or_ends(std::string_view norm) noexcept {
  constexpr std::array<std::string_view, 22> kWords = {"و",   "كه", "را", "است", "شد",  "بود", "هم", "نيز",
                                                       "اين", "ان", "يا", "مي",  "خود", "اور", "كا", "كي",
                                                       "كو",  "ني", "هي", "تها", "بهي", "جو"};
  return std::ranges::find(kWords, norm) != kWords.end();
}

constexpr unsigned bit(PlaceKind kind) noexcept {
  return 1U << static_cast<unsigned>(kind);
}

bool is_hashtag_word(const text::Token& token) noexcept {
  return token.in_hashtag && token.kind != Kind::punctuation;
}

// Whether a hashtag begins at a word. A hashtag's words are joined by '_' alone: neither white space nor a
// mark stands between them.
bool begins_hashtag(const std::vector<text::Token>& tokens, std::size_t word) noexcept {
  if (!tokens[word].in_hashtag) return false;
  return word == 0 || !is_hashtag_word(tokens[word - 1]) || tokens[word].space_before ||
         tokens[word - 1].end + 1 != tokens[word].start;
}

// How much "X في محافظة Y" and "X، Y" say beside "X الليبية", which says all.
constexpr float kStatedWithin = 0.8F;

// What a word of the text's own dictionary that is also a smaller place weighs as an ordinary word: Persian
// جریان.
constexpr float kOwnDictionary = 4;

// How much more a noun and its adjective that agree in gender say than those that may only stand together.
constexpr float kInGender = 2;

// A country's share of the article's places below which it is not there, where others are: so many mentions.
constexpr float kAbsent = 0.02F;
constexpr float kSomeOthers = 0.7F;

// How far the neighbour in a list may lie; below the least there is no feature.
constexpr float kNearMateKm = 100;
constexpr float kLeastNear = 0.02F;

// How far a word of a match speaks, in words of the same line.
constexpr std::uint32_t kSportReach = 10;
constexpr std::uint32_t kMuchSport = 3;  // words, from which on more say no more
constexpr std::uint32_t kResult = 2;     // words that a result counts for

// How long a dateline may be: "بغداد - رويترز:", "دبي (الاتحاد) -".
constexpr std::uint32_t kDatelineWords = 5;

}  // namespace

void Recogniser::begin(const Article& article, const Ranking& ranking) {
  const auto& spans = article.lattice.spans();
  around_.clear();
  evidence_.clear();
  writes_taa_ = article.text.find("ة") != std::string_view::npos;
  writes_capitals_ = article.latin && std::ranges::any_of(article.text, is_capital);
  span_at_.assign(article.words.size() + 1, static_cast<std::uint32_t>(spans.size()));
  for (std::size_t i = spans.size(); i-- > 0;)
    span_at_[spans[i].first] = static_cast<std::uint32_t>(i);
  for (std::size_t i = 0; i < spans.size(); ++i)
    around_.push_back(look_around(article, i));
  link_neighbours(article);
  count_sport(article);
  for (std::size_t i = 0; i < spans.size(); ++i)
    evidence_.push_back(evidence_of(article, i));
  names_.assign(ranking.group_count(), NameCounts{});
  for (std::size_t i = 0; i < spans.size(); ++i) {
    NameCounts& name = names_[ranking.group(i)];
    name.locative += around_[i].locative ? 1 : 0;
    name.of_other += around_[i].of_other ? 1 : 0;
  }
}

Recogniser::Around Recogniser::look_around(const Article& article, std::size_t index) const {
  const Span& span = article.lattice.spans()[index];
  const auto& tokens = article.tokens.tokens;
  const Words& words = article.words;
  const auto norm = [&](std::size_t i) { return article.tokens.norm(tokens[i]); };
  Around around;
  around.line_start = words[span.first].break_before;
  for (std::uint32_t i = span.first; i > 0 && !words[i].break_before;) {
    --i;
    if (tokens[i].kind != Kind::punctuation) {
      around.before = static_cast<std::int32_t>(i);
      break;
    }
    const auto mark = norm(i);
    if (is_quote(mark)) {
      around.quote_before = true;
    } else if (is_open(mark)) {
      around.paren_before = true;
    } else {
      break;
    }
  }
  around.stop_after = span.last >= words.size() || words[span.last].break_before;
  for (std::uint32_t i = span.last; i < words.size() && !words[i].break_before; ++i) {
    if (tokens[i].kind != Kind::punctuation) {
      around.after = static_cast<std::int32_t>(i);
      break;
    }
    const auto mark = norm(i);
    if (is_quote(mark)) {
      around.quote_after = true;
    } else {
      around.stop_after = true;
      break;
    }
  }
  if (tokens[span.first].line_start) {
    std::uint32_t i = span.last;
    const std::uint32_t limit =
        std::min<std::uint32_t>(span.last + kDatelineWords, static_cast<std::uint32_t>(words.size()));
    while (i < limit && !tokens[i].line_start && !is_dash(norm(i)) && !is_open(norm(i)))
      ++i;
    around.dateline = i < limit && !tokens[i].line_start;
  }
  note_overlaps(article, index, around);
  around.in_phrase = article.lattice.in_phrase(span);
  around.kind_word = span.name_words == 1 && has_kind(words[span.first].trigger_kinds, PlaceKind::country);
  const char32_t clitic = last_proclitic(norm(span.first), span.skip);
  const Word* before = around.before >= 0 ? &words[static_cast<std::size_t>(around.before)] : nullptr;
  around.locative = clitic == U'ب' || (clitic == 0 && before != nullptr &&
                                       ((before->cues & kCueTrigger) != 0 || before->locative >= 2));
  if (article.postpositions) {
    around.locative = (before != nullptr && (before->cues & kCueTrigger) != 0) ||
                      (around.after >= 0 && words[static_cast<std::size_t>(around.after)].locative >= 2);
  }
  around.of_other = clitic == 0 && before != nullptr &&
                    (before->cues & (kCueTitle | kCueLink | kCueFirstName)) != 0 &&
                    (before->cues & (kCueTrigger | kCueLocative)) == 0;
  return around;
}

// What the first words of `longer` add to `shorter`, its rest: only what kind of place it is, or which part
// of it is meant.
Recogniser::Around::Head Recogniser::head_of(const Article& article, const Span& longer,
                                             const Span& shorter) noexcept {
  using Head = Around::Head;
  if (shorter.last != longer.last || shorter.first <= longer.first || shorter.skip != 0) return Head::none;
  const Word& head = article.words[longer.first];
  if (head.trigger_kinds != 0 && shorter.first == longer.first + 1 && same_place(longer, shorter)) {
    // دولة and عاصمة only say what it is; جمهورية is a part of its name.
    if ((head.trigger_kinds & (bit(PlaceKind::admin1) | bit(PlaceKind::city))) != 0) return Head::unit;
    if ((head.trigger_kinds & bit(PlaceKind::country)) == 0) return Head::nature;
    return head.trigger >= 3 ? Head::state : Head::unit;
  }
  if (head.locative != 3 || head.trigger_kinds != 0) return Head::none;
  // جنوب أفريقيا is a country of its own; شمال السودان is only a name of the country that it is a part of.
  const bool country = article.gazetteer.kind(longer.names.front().place) == PlaceKind::country;
  return country && !same_place(longer, shorter) ? Head::none : Head::direction;
}

void Recogniser::note_overlaps(const Article& article, std::size_t index, Around& around) {
  const auto& spans = article.lattice.spans();
  const Span& span = spans[index];
  const auto compare = [&](const Span& other) {
    if (other.last <= span.first || other.first >= span.last) return;
    around.overlaps = true;
    if (other.first <= span.first && other.last >= span.last &&
        (other.first < span.first || other.last > span.last)) {
      const auto head = head_of(article, other, span);
      if (head == Around::Head::none) {
        around.nested = true;
      } else {
        around.nested_in = head;
      }
    } else if (const auto head = head_of(article, span, other); head != Around::Head::none) {
      around.inside = head;
    }
  };
  for (std::size_t j = index + 1; j < spans.size() && spans[j].first < span.last; ++j)
    compare(spans[j]);
  for (std::size_t j = index; j-- > 0 && spans[j].first + kLongestName > span.first;)
    compare(spans[j]);
}

// Whether a match's result begins at a word: 3 - 1, 2 ـ صفر. Years, sums and dates are no results.
bool Recogniser::begins_result(const Article& article, std::size_t word) noexcept {
  constexpr std::size_t kMostDigits = 2;
  const auto& tokens = article.tokens.tokens;
  const auto is_goals = [&](std::size_t i) {
    const std::string_view norm = article.tokens.norm(tokens[i]);
    return tokens[i].kind == Kind::number ? norm.size() <= kMostDigits : norm == "صفر";
  };
  if (word + 2 >= tokens.size() || tokens[word + 1].kind != Kind::punctuation) return false;
  if (tokens[word].kind != Kind::number || !is_goals(word) || !is_goals(word + 2)) return false;
  const std::string_view mark = article.tokens.norm(tokens[word + 1]);
  const bool goes_on = word + 3 < tokens.size() && article.tokens.norm(tokens[word + 3]) == mark;
  const bool went_before = word > 0 && article.tokens.norm(tokens[word - 1]) == mark;
  return is_dash(mark) && mark != ":" && !goes_on && !went_before;
}

// Counts the words of matches, so that any stretch's are a difference of two.
void Recogniser::count_sport(const Article& article) {
  sport_up_to_.clear();
  const Words& words = article.words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool number = article.tokens.tokens[i].kind == Kind::number;
    const bool result = number && begins_result(article, i);
    if ((words[i].cues & kCueSport) == 0 && !result) continue;
    if (sport_up_to_.empty()) sport_up_to_.assign(words.size() + 1, 0);
    sport_up_to_[i + 1] += result ? kResult : 1;
  }
  for (std::size_t i = 1; i < sport_up_to_.size(); ++i)
    sport_up_to_[i] += sport_up_to_[i - 1];
}

std::uint32_t Recogniser::sport_around(const Span& span) const noexcept {
  if (sport_up_to_.empty()) return 0;
  const std::uint32_t from = span.first > kSportReach ? span.first - kSportReach : 0;
  const auto last = static_cast<std::uint32_t>(sport_up_to_.size() - 1);
  return sport_up_to_[std::min(span.last + kSportReach, last)] - sport_up_to_[from];
}

void Recogniser::link_neighbours(const Article& article) {
  const auto& spans = article.lattice.spans();
  const auto& tokens = article.tokens.tokens;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    std::uint32_t next = spans[i].last;
    if (next >= article.words.size() || article.words[next].break_before) continue;
    const auto mark = article.tokens.norm(tokens[next]);
    const bool comma = tokens[next].kind == Kind::punctuation && (is_comma(mark) || is_dash(mark));
    if (comma || mark == "و") ++next;
    if (next >= article.words.size() || article.words[next].break_before) continue;
    for (std::uint32_t j = span_at_[next]; j < spans.size() && spans[j].first == next; ++j) {
      const char32_t clitic = last_proclitic(article.tokens.norm(tokens[next]), spans[j].skip);
      if (!comma && mark != "و" && clitic != U'و') continue;
      if (spans[j].skip > 1 || (clitic != 0 && clitic != U'و')) continue;
      if (around_[i].place_after < 0) around_[i].place_after = static_cast<std::int32_t>(j);
      if (around_[j].place_before < 0) around_[j].place_before = static_cast<std::int32_t>(i);
      if (clitic != U'و' || !spans[i].names.front().is_by_hand()) continue;
      for (std::uint32_t k = span_at_[next]; k < j; ++k)
        around_[k].w_links |= spans[k].skip == 0;
    }
  }
}

// ولايات فلوريدا وجورجيا: the plural of a kind before a list says it of all of it.
void Recogniser::note_list_head(const Article& article, std::size_t index, LocalEvidence& evidence) const {
  constexpr int kLongestList = 12;
  if (evidence.trigger_kinds != 0) return;
  std::int32_t first = static_cast<std::int32_t>(index);
  for (int i = 0; i < kLongestList && around_[static_cast<std::size_t>(first)].place_before >= 0; ++i)
    first = around_[static_cast<std::size_t>(first)].place_before;
  const std::int32_t before = around_[static_cast<std::size_t>(first)].before;
  if (first == static_cast<std::int32_t>(index) || before < 0) return;
  const auto head = static_cast<std::size_t>(before);
  if (!is_plural_kind(article.tokens.norm(article.tokens.tokens[head]))) return;
  evidence.trigger_kinds = article.words[head].trigger_kinds;
  evidence.trigger_weight = article.words[head].trigger;
}

// عُمان and عَمّان, where the text writes the vowels: the place whose spelling has them, or one whose spelling
// has others.
void Recogniser::note_vowels(const Article& article, const Span& span, LocalEvidence& evidence) {
  const auto words = std::span(article.tokens.tokens).subspan(span.first, span.last - span.first);
  if (std::ranges::all_of(words, &text::Token::is_letters_alone)) return;
  if (!has_vowel_signs(span.written)) return;
  for (const NameEntry& name : span.names) {
    const std::string_view spelling = article.gazetteer.names().spelling(name);
    if (!has_vowel_signs(spelling)) continue;
    if (ends_alike(span.written, spelling)) {
      evidence.spelled = name.place;
    } else if (evidence.spelled != name.place) {
      evidence.misspelled = name.place;
    }
  }
}

// The bit of the kind that a span's places have, if its best-known ones are all of one kind that leads a
// list: countries.
std::uint8_t Recogniser::only_kind(const Article& article, const Span& span) {
  const PlaceKind kind = article.gazetteer.kind(span.names.front().place);
  if (kind != PlaceKind::country || span.names.size() > 1) return 0;
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}

// The span that begins at a word with the proclitic ب; -1 where none does.
std::int32_t Recogniser::span_after_b(const Article& article, std::uint32_t word) const {
  const auto& spans = article.lattice.spans();
  for (std::uint32_t j = span_at_[word]; j < spans.size() && spans[j].first == word; ++j) {
    if (last_proclitic(article.tokens.norm(article.tokens.tokens[word]), spans[j].skip) == U'ب') {
      return static_cast<std::int32_t>(j);
    }
  }
  return -1;
}

LocalEvidence Recogniser::evidence_of(const Article& article, std::size_t index) const {
  const Span& span = article.lattice.spans()[index];
  const Around& around = around_[index];
  const Words& words = article.words;
  const auto& tokens = article.tokens.tokens;
  LocalEvidence evidence;
  const char32_t clitic = last_proclitic(article.tokens.norm(tokens[span.first]), span.skip);
  if (around.before >= 0 && clitic == 0) {
    evidence.trigger_kinds = words[static_cast<std::size_t>(around.before)].trigger_kinds;
    evidence.trigger_weight = words[static_cast<std::size_t>(around.before)].trigger;
  }
  note_list_head(article, index, evidence);
  note_vowels(article, span, evidence);
  evidence.mates = {around.place_before, around.place_after};
  for (const std::int32_t mate : {around.place_before, around.place_after}) {
    if (mate >= 0)
      evidence.mate_kinds |= only_kind(article, article.lattice.spans()[static_cast<std::size_t>(mate)]);
  }
  // "طرابلس الليبية": its adjective, next to it.
  if (span.last < words.size() && !words[span.last].break_before &&
      (words[span.last].cues & kCueNisba) != 0) {
    evidence.within = words[span.last].nisba;
    evidence.within_weight = 1;
    return evidence;
  }
  // "X في محافظة Y", "X، Y", "X (Y)": the next span within three words, if only such words stand between.
  // In a list of countries a comma says nothing of the kind.
  const bool in_list_of_countries =
      around.place_before >= 0 &&
      only_kind(article, article.lattice.spans()[static_cast<std::size_t>(around.place_before)]) != 0;
  std::uint32_t next = span.last;
  bool linked = false;
  for (int step = 0; step < 4 && next < words.size() && !words[next].break_before; ++step, ++next) {
    const auto mark = article.tokens.norm(tokens[next]);
    for (std::uint32_t j = span_at_[next]; linked && j < article.lattice.spans().size(); ++j) {
      const Span& other = article.lattice.spans()[j];
      if (other.first != next) break;
      const char32_t its_clitic = last_proclitic(mark, other.skip);
      if (its_clitic != 0 && its_clitic != U'ب') continue;
      evidence.within_span = static_cast<std::int32_t>(j);
      evidence.within_weight = kStatedWithin;
      return evidence;
    }
    if (tokens[next].kind == Kind::punctuation) {
      if (!is_comma(mark) && !is_dash(mark) && !is_open(mark)) break;
      if (in_list_of_countries) break;
      linked = true;
    } else if (mark == "في" || mark == "ب" || mark == "من") {
      linked = true;
    } else if (const auto inside = span_after_b(article, next); inside >= 0) {  // "X بمحافظة Y", "X بسوريا"
      evidence.within_span = inside;
      evidence.within_weight = kStatedWithin;
      return evidence;
    } else if (mark.starts_with("ب") && words[next].trigger_kinds != 0) {
      linked = true;
    } else if (words[next].trigger_kinds == 0 && (words[next].cues & kCueLocative) == 0) {
      break;
    }
  }
  return evidence;
}

bool Recogniser::replaces(const Article& article, const Span& longer, const Span& shorter) noexcept {
  if (longer.name_words < 2 || !longer.names.front().is_by_hand()) return false;
  if (longer.first > shorter.first || longer.last < shorter.last) return false;
  if (longer.last - longer.first <= shorter.last - shorter.first) return false;
  const auto head = head_of(article, longer, shorter);
  return head != Around::Head::unit && head != Around::Head::direction;
}

bool Recogniser::is_associative(const Article& article, std::size_t index) const noexcept {
  const Around& around = around_[index];
  if (around.in_phrase) return true;
  if (article.latin) return is_in_english_name(article, index);
  const Span& span = article.lattice.spans()[index];
  if (!article.arabic) return is_in_long_name(article, index);
  if (around.before < 0 || span.skip > 0 || around.paren_before) return false;
  // قال لـ«الشرق الأوسط»: who is told something by a name in quotes is a newspaper or a channel.
  const auto before = static_cast<std::size_t>(around.before);
  const bool told = article.tokens.norm(article.tokens.tokens[before]) == "ل";
  if (told && around.quote_before && around.quote_after) return true;
  const Word& head = article.words[before];
  if (heads_organisation(head)) return true;
  return heads_channel(head) &&
         !has_kind(head.trigger_kinds, article.gazetteer.kind(span.names.front().place));
}

// Persian: شرکت ملی نفت ایران; Urdu: پاکستان کرکٹ بورڈ. Some words may stand between the head and the place,
// but none that ends such a name.
bool Recogniser::is_in_long_name(const Article& article, std::size_t index) const noexcept {
  constexpr std::uint32_t kMostBetween = 4;
  constexpr std::uint32_t kMostInBody = 6;  // … where it is a province's: سازمان مدیریت و
                                            // برنامه‌ریزی استان فارس
  const Span& span = article.lattice.spans()[index];
  const auto ends_name = [&](std::size_t word) {
    return article.tokens.tokens[word].kind == Kind::punctuation || article.words[word].locative > 0 ||
           article.words[word].trigger_kinds != 0 ||
           joins_or_ends(article.tokens.norm(article.tokens.tokens[word]));
  };
  if (article.postpositions) {
    for (std::uint32_t i = span.last; i < span.last + kMostBetween && i < article.words.size(); ++i) {
      if (article.words[i].break_before || ends_name(i)) return false;
      if (heads_organisation(article.words[i])) return true;
    }
    return false;
  }
  // سازمان مدیریت و برنامه‌ریزی استان فارس: the word for a province beside it, and a و
  // before that, end nothing.
  for (std::uint32_t i = span.first; i > 0 && i + kMostInBody > span.first; --i) {
    const std::uint32_t before = i - 1;
    if (article.words[i].break_before) return false;
    if (heads_organisation(article.words[before], kOrganisationCues)) return true;
    const bool kind = i == span.first && has_kind(article.words[before].trigger_kinds, PlaceKind::admin1);
    const bool links = i < span.first && article.tokens.norm(article.tokens.tokens[before]) == "و";
    if (!kind && !links && ends_name(before)) return false;
  }
  return false;
}

// English: Cairo University, University of Cairo; not "Cairo police".
bool Recogniser::is_in_english_name(const Article& article, std::size_t index) const noexcept {
  const Span& span = article.lattice.spans()[index];
  const auto& tokens = article.tokens.tokens;
  const auto heads = [&](std::size_t word) {
    return !tokens[word].line_start && is_capital(article.text[tokens[word].byte_start]) &&
           heads_organisation(article.words[word]);
  };
  if (span.last < tokens.size() && !article.words[span.last].break_before && heads(span.last)) return true;
  return span.first >= 2 && !article.words[span.first].break_before &&
         article.tokens.norm(tokens[span.first - 1]) == "of" && heads(span.first - 2);
}

void Recogniser::features(const Article& article, const Ranking& ranking, std::span<const float> chances,
                          std::size_t index, FeatureList& out) const {
  own_features(article, ranking, index, out);
  article_features(article, ranking, chances, index, out);
}

void Recogniser::own_features(const Article& article, const Ranking& ranking, std::size_t index,
                              FeatureList& out) const {
  const Span& span = article.lattice.spans()[index];
  const Around& around = around_[index];
  const Candidate& best = ranking.candidates(index).front();
  out.clear();
  out.add(Feature::bias);
  name_features(article, span, around, best, out);
  before_features(article, span, around, best, out);
  after_features(article, ranking, span, around, best, out);
  out.add_if(around.nested, Feature::nested);
  head_features(around, out);
}

void Recogniser::article_features(const Article& article, const Ranking& ranking,
                                  std::span<const float> chances, std::size_t index, FeatureList& out) const {
  if (around_[index].overlaps) overlap_features(article, chances, index, out);
  list_features(article, ranking, chances, index, out);
  name_in_article(ranking, index, out);
}

// The likeliest of the spans that begin where span `at` begins, or end where it ends; -1 where there is none.
std::int32_t Recogniser::likeliest(const Article& article, std::span<const float> chances, std::int32_t at,
                                   bool beginning) {
  if (at < 0) return -1;
  const auto& spans = article.lattice.spans();
  const auto same = [&](std::size_t i) {
    const Span& span = spans[static_cast<std::size_t>(at)];
    return beginning ? spans[i].first == span.first : spans[i].last == span.last;
  };
  auto best = static_cast<std::size_t>(at);
  for (std::size_t i = best + 1; i < spans.size() && same(i); ++i)
    best = chances[i] > chances[best] ? i : best;
  for (auto i = static_cast<std::size_t>(at); i-- > 0 && same(i);)
    best = chances[i] > chances[best] ? i : best;
  return static_cast<std::int32_t>(best);
}

// What its neighbours in a list say: how surely they are places, and whether they lie near by.
void Recogniser::list_features(const Article& article, const Ranking& ranking, std::span<const float> chances,
                               std::size_t index, FeatureList& out) const {
  const Around& around = around_[index];
  if (around.place_before < 0 && around.place_after < 0) return;
  const Candidate& best = ranking.candidates(index).front();
  float near = 0;
  const auto chance_of = [&](std::int32_t mate) {
    if (mate < 0) return 0.0F;
    const auto other = static_cast<std::size_t>(mate);
    const Candidate& its = ranking.candidates(other).front();
    const bool local = best.kind != PlaceKind::country && its.kind != PlaceKind::country;
    const bool sisters =
        best.kind == PlaceKind::admin1 && its.kind == PlaceKind::admin1 && best.country == its.country;
    if (sisters && its.place != best.place) near = std::max(near, chances[other]);
    if (local && its.place != best.place)
      near = std::max(near, chances[other] * std::exp(-straight_km(best.point, its.point) / kNearMateKm));
    return chances[other];
  };
  const float before = chance_of(likeliest(article, chances, around.place_before, false));
  const float after = chance_of(likeliest(article, chances, around.place_after, true));
  if (before > 0) out.add(Feature::place_before, before);
  if (after > 0) out.add(Feature::place_after, after);
  if (near > kLeastNear) out.add(Feature::mate_near, near);
}

void Recogniser::head_features(const Around& around, FeatureList& out) {
  switch (around.nested_in) {
    case Around::Head::none:
      break;
    case Around::Head::unit:
      out.add(Feature::nested_in_unit);
      break;
    case Around::Head::state:
      out.add(Feature::nested_in_state);
      break;
    case Around::Head::nature:
      out.add(Feature::nested_in_nature);
      break;
    case Around::Head::direction:
      out.add(Feature::nested_in_direction);
      break;
  }
  switch (around.inside) {
    case Around::Head::none:
      break;
    case Around::Head::unit:
      out.add(Feature::unit_inside);
      break;
    case Around::Head::state:
      out.add(Feature::state_inside);
      break;
    case Around::Head::nature:
      out.add(Feature::nature_inside);
      break;
    case Around::Head::direction:
      out.add(Feature::direction_inside);
      break;
  }
}

void Recogniser::overlap_features(const Article& article, std::span<const float> chances, std::size_t index,
                                  FeatureList& out) {
  const auto& spans = article.lattice.spans();
  const Span& span = spans[index];
  float covered = 0;
  float crossed = 0;
  const auto compare = [&](std::size_t j) {
    const Span& other = spans[j];
    if (other.last <= span.first || other.first >= span.last) return;
    if (other.first == span.first && other.last == span.last) return;
    const bool covers = other.first <= span.first && other.last >= span.last;
    const bool inside = other.first >= span.first && other.last <= span.last;
    if (covers) {
      // مدينة and شمال before a name leave it what it is.
      const auto head = head_of(article, other, span);
      if (head == Around::Head::unit || head == Around::Head::direction) return;
      covered = std::max(covered, chances[j]);
    } else if (!inside) {
      crossed = std::max(crossed, chances[j]);
    }
  };
  for (std::size_t j = index + 1; j < spans.size() && spans[j].first < span.last; ++j)
    compare(j);
  for (std::size_t j = index; j-- > 0 && spans[j].first + kLongestName > span.first;)
    compare(j);
  if (covered > 0) out.add(Feature::covered, covered);
  if (crossed > 0) out.add(Feature::crossed, crossed);
}

// Whether the text, which knows ة, ends a word with ه where the place's name has ة: جده, his grandfather.
bool Recogniser::writes_his(const Article& article, const Span& span, PlaceId place) const {
  if (!writes_taa_ || !span.written.ends_with("ه")) return false;
  return std::ranges::any_of(span.names, [&](const NameEntry& name) {
    return name.place == place && article.gazetteer.names().spelling(name).ends_with("ة");
  });
}

void Recogniser::name_features(const Article& article, const Span& span, const Around& around,
                               const Candidate& best, FeatureList& out) const {
  switch (best.kind) {
    case PlaceKind::country:
      out.add(Feature::country);
      break;
    case PlaceKind::admin1:
      out.add(Feature::admin1);
      break;
    case PlaceKind::region:
      out.add(Feature::region);
      break;
    case PlaceKind::water:
      out.add(Feature::water);
      break;
    case PlaceKind::other:
      out.add(Feature::other_kind);
      break;
    case PlaceKind::city:
      out.add(best.is_capital ? Feature::capital : best.is_seat ? Feature::seat : Feature::city);
      out.add(Feature::population, std::clamp(best.log_population - 4.0F, -2.0F, 3.0F));
      break;
  }
  const bool curated = (best.flags & kNameCurated) != 0;
  const bool preferred = (best.flags & kNamePreferred) != 0;
  const bool known_arabic = (best.flags & kNameArabic) != 0;
  out.add_if(curated, Feature::curated);
  out.add_if(preferred, Feature::preferred);
  const bool latin = article.latin && article.tokens.tokens[span.first].kind != Kind::arabic;
  out.add_if(article.arabic && !latin && !known_arabic && !curated, Feature::foreign_name);
  const bool at_home = std::ranges::find(article.home, best.country) != article.home.end();
  const bool variant = !curated && !preferred && !known_arabic && !at_home;
  out.add_if(variant, Feature::lone_variant);
  out.add_if(best.kind == PlaceKind::admin1 && best.log_population < 5.5F, Feature::small_area);
  const bool obscure =
      !curated && best.kind != PlaceKind::country && !best.is_capital && best.log_population < 5;
  out.add_if(obscure, Feature::obscure);
  out.add_if(obscure && variant, Feature::obscure_variant);
  out.add_if(obscure && around.locative, Feature::obscure_placed);

  const auto& tokens = article.tokens.tokens;
  const text::Token& first = tokens[span.first];
  const std::string_view norm = article.tokens.norm(first);
  const std::uint32_t length = span.name_words;
  out.add_if(curated && length >= 2 && around.inside == Around::Head::none, Feature::curated_long);
  out.add_if(length >= 2 && (article.words[span.first].cues & kCueLocative) != 0 && span.article &&
                 (article.words[span.last - 1].cues & kCueNisba) != 0,
             Feature::part_and_nisba);
  out.add_if(length == 2, Feature::two_words);
  out.add_if(length >= 3, Feature::three_words);
  const std::uint32_t letters = (first.norm_end - first.norm_start) / 2 - span.skip - (span.article ? 2 : 0);
  if (length == 1 && !latin) {
    out.add_if(letters <= 3, Feature::short_name);
    out.add_if(letters == 4, Feature::four_letters);
    out.add_if(obscure && letters <= 4, Feature::obscure_short);
  }
  out.add_if(span.article, Feature::article);
  out.add_if(best.bare, Feature::article_dropped);
  out.add_if(span.joined, Feature::joined);
  out.add_if(span.skeleton, Feature::skeleton);
  switch (last_proclitic(norm, span.skip)) {
    case U'ب':
      out.add(Feature::clitic_b);
      break;
    case U'ل':
      out.add(Feature::clitic_l);
      break;
    case U'و':
      out.add(Feature::clitic_w);
      break;
    case U'ف':
      out.add(Feature::clitic_f);
      break;
    case U'ك':
      out.add(Feature::clitic_k);
      break;
    default:
      break;
  }
  const Word& word = article.words[span.first];
  float common = 0;
  std::uint32_t cues = 0;
  // What a name by hand is in Arabic, a word, a person or an adjective, it is not in another language.
  const auto foreign_to_name = [&](WordClass word_class, const WordReading& reading) {
    return curated && !article.arabic && !article.latin && !reading.own &&
           (word_class == WordClass::common || word_class == WordClass::first_name ||
            word_class == WordClass::surname || word_class == WordClass::nisba);
  };
  const bool large = best.kind == PlaceKind::country || best.is_capital || best.log_population > 5.7F;
  // شهر خلخال: the text says that the word is meant as a place.
  const bool is_said =
      around.before >= 0 &&
      has_kind(article.words[static_cast<std::size_t>(around.before)].trigger_kinds, best.kind);
  if (length == 1) {
    for (const WordReading& reading : article.words.readings(word)) {
      if (reading.skip != span.skip || reading.trim > 0 || (word.own_list && !reading.own)) continue;
      for (const LexiconEntry& entry : reading.lexicon) {
        if (foreign_to_name(entry.word_class, reading)) continue;
        switch (entry.word_class) {
          case WordClass::common:
            if (entry.value == static_cast<std::uint32_t>(WordSense::dictionary)) {
              cues |= kCueDictionary;
              if (reading.own && !large && !curated && !is_said)
                common = std::max(common, at_home ? kOwnDictionary / 2 : kOwnDictionary);
            } else if (!reading.article_dropped || common == 0) {  // الخبر has its own line beside خبر
              common = std::max(common, std::max(1.0F, entry.weight));
            }
            break;
          case WordClass::first_name:
            if (!reading.article_dropped) cues |= kCueFirstName;
            break;
          case WordClass::surname:
            cues |= kCueSurname;
            break;
          case WordClass::nisba:
            cues |= kCueNisba;
            break;
          case WordClass::person_title:
          case WordClass::organisation:
          case WordClass::kind_trigger:
          case WordClass::locative:
            cues |= kCueTrigger;
            break;
          case WordClass::phrase:
          case WordClass::source:
          case WordClass::sport:
            break;
        }
      }
    }
    if (common > 0) {
      out.add(Feature::common, common);
      const bool big = best.kind == PlaceKind::country || best.is_capital || best.log_population > 5.48F;
      out.add_if(big, Feature::common_big);
    }
    out.add_if((cues & kCueDictionary) != 0, Feature::dictionary);
    out.add_if((common > 0 || (cues & kCueDictionary) != 0) && writes_his(article, span, best.place),
               Feature::written_his);
    out.add_if((cues & kCueFirstName) != 0, Feature::first_name);
    out.add_if((cues & kCueSurname) != 0, Feature::surname);
    out.add_if((cues & kCueTrigger) != 0, Feature::is_cue);
    out.add_if(around.kind_word && best.kind == PlaceKind::country, Feature::kind_word);
    out.add_if(article.arabic && best.lacks_article && !span.article, Feature::article_missing);
    out.add_if((cues & kCueNisba) != 0, Feature::is_nisba);
    if ((cues & kCueNisba) != 0 && around.before >= 0 && span.skip == 0 &&
        !begins_hashtag(tokens, span.first)) {
      const auto& before = article.tokens.tokens[static_cast<std::size_t>(around.before)];
      out.add_if(span.article && is_definite(article.tokens.norm(before)), Feature::nisba_after_definite);
    }
    out.add_if((cues & kCueNisba) != 0 && !curated, Feature::nisba_variant);
    out.add_if(best.bare && (common > 0 || (cues & kCueDictionary) != 0), Feature::article_on_word);
  }
  const bool known = best.kind == PlaceKind::country || best.is_capital || best.log_population >= 6 ||
                     (curated && (best.kind == PlaceKind::region || best.kind == PlaceKind::water));
  const bool lacks_article = article.arabic && best.lacks_article && !span.article &&
                             (common > 0 || (cues & (kCueDictionary | kCueFirstName | kCueNisba)) != 0);
  const bool doubtful =
      !known && !curated && best.log_population < 5.5F &&
      (common > 0 || (cues & (kCueDictionary | kCueFirstName | kCueSurname | kCueNisba | kCueTrigger)) != 0 ||
       (length == 1 && letters <= 3) || (variant && obscure));
  out.set_fame(doubtful || lacks_article || (known && common > 1) ? Fame::doubtful
               : known                                            ? Fame::known
                                                                  : Fame::plain);
  if (latin && writes_capitals_) {
    const char letter = article.text[first.byte_start];
    out.add_if(letter >= 'a' && letter <= 'z', Feature::lower_case);
  }
  if (first.in_hashtag) {
    const bool begins = begins_hashtag(tokens, span.first);
    const bool ends = span.last >= tokens.size() || !is_hashtag_word(tokens[span.last]) ||
                      tokens[span.last].space_before ||
                      tokens[span.last].start != tokens[span.last - 1].end + 1;
    out.add(begins && ends ? Feature::whole_hashtag : Feature::part_of_hashtag);
  }
}

// In reports on matches a city or country is mostly its team, unless the text says that something is there.
void Recogniser::sport_features(const Article& article, const Span& span, const Around& around,
                                const Candidate& best, FeatureList& out) const {
  const std::uint32_t sport = sport_around(span);
  if (sport < 2 || around.locative) return;
  const bool scored =
      begins_result(article, span.last) || (span.first >= 3 && begins_result(article, span.first - 3));
  const float value = scored ? 3 : sport < kMuchSport ? 1 : 2;
  if (best.kind == PlaceKind::city) out.add(Feature::sport_city, value);
  if (best.kind == PlaceKind::country) out.add(Feature::sport_country, value);
}

void Recogniser::before_features(const Article& article, const Span& span, const Around& around,
                                 const Candidate& best, FeatureList& out) const {
  out.add_if(around.line_start, Feature::line_start);
  out.add_if(around.quote_before, Feature::quote_before);
  out.add_if(around.paren_before, Feature::paren_before);
  out.add_if(around.dateline, Feature::dateline);
  out.add_if(around.w_links, Feature::w_links);
  sport_features(article, span, around, best, out);
  if (around.before < 0) return;
  const auto before = static_cast<std::size_t>(around.before);
  const Word& word = article.words[before];
  if (article.tokens.tokens[before].kind == Kind::number) out.add(Feature::number_before);
  // A proclitic stands between the word and the name: what the word heads does not reach over it.
  if (span.skip > 0) return;
  const std::string_view before_norm = article.tokens.norm(article.tokens.tokens[before]);
  const bool adjacent = before + 1 == span.first && !begins_hashtag(article.tokens.tokens, span.first);
  bool adjective_of_kind = false;  // المناطق الشرقية: a kind of place with ال takes no name with ال
  if (span.article && span.name_words == 1 && adjacent && is_definite(before_norm)) {
    constexpr std::uint32_t kHeads = kCueSay | kCueTitle;
    const bool free = (word.cues & kHeads) == 0;
    const bool kind = word.trigger_kinds != 0 && !best.is_capital;  // العاصمة الرياض
    // الأحياء is a noun that a name does not follow at once, as it does أحياء.
    constexpr std::size_t kLongerThanTo = 8;  // bytes: إلى begins alike
    const bool noun = before_norm.starts_with("ال") && before_norm.size() > kLongerThanTo;
    const bool locative = (word.cues & kCueLocative) != 0 && !noun;
    adjective_of_kind = free && (kind || (!locative && (word.cues & kCueName) != 0));
    const std::string_view written = article.tokens.norm(article.tokens.tokens[span.first]);
    constexpr std::uint32_t kWords = kCueCommon | kCueDictionary | kCueNisba;
    const bool may_be_adjective = written.ends_with("ي") || written.ends_with("يه") ||
                                  (article.words[span.first].cues & kWords) != 0;  // الناقورة is none
    out.add_if(free && !locative && !adjective_of_kind && may_be_adjective, Feature::definite_after_definite);
    out.add_if(adjective_of_kind, Feature::definite_after_kind);
  }
  const std::uint32_t own = span.name_words == 1 ? article.words[span.first].cues : 0;
  constexpr std::uint32_t kOrdinary = kCueCommon | kCueDictionary;
  constexpr std::uint32_t kPerson = kCueFirstName | kCueSurname;
  const std::string_view own_norm = article.tokens.norm(article.tokens.tokens[span.first]);
  // فتاة سورية: a feminine noun and its adjective, surer than دعم مالي.
  const bool agree = before_norm.ends_with("ه") && own_norm.ends_with("ه");
  if (adjacent && !span.article && (own & kCueNisba) != 0 && ((word.cues & kOrdinary) != 0 || agree) &&
      !own_norm.ends_with("ا")) {
    constexpr std::uint32_t kTakers = kCueLocative | kCueTrigger | kCueTitle | kCueLink | kCueSay;
    if ((word.cues & kTakers) == 0 && !is_definite(before_norm))
      out.add(Feature::adjective_of_noun, agree ? kInGender : 1);
  }
  const bool famous = best.kind == PlaceKind::country || best.is_capital || best.log_population >= 6;
  out.add_if(!famous && (own & kPerson) != 0 && (word.cues & kCueSay) != 0, Feature::person_said);
  if (word.locative > 0 && !article.postpositions && !adjective_of_kind) {
    out.add(word.locative == 1   ? Feature::locative_1
            : word.locative == 2 ? Feature::locative_2
                                 : Feature::locative_3);
  }
  if (word.trigger_kinds != 0 && !adjective_of_kind) {
    constexpr unsigned kNature =
        1U << static_cast<unsigned>(PlaceKind::water) | 1U << static_cast<unsigned>(PlaceKind::other);
    const bool fits = has_kind(word.trigger_kinds, best.kind);
    out.add_if(fits, Feature::trigger_fits);
    out.add_if(!fits && (word.trigger_kinds & ~kNature) != 0, Feature::trigger_other);
  }
  if ((word.cues & kCueTitle) != 0) {
    out.add(word.title == 1 ? Feature::title_1 : word.title == 2 ? Feature::title_2 : Feature::title_3);
  }
  if ((word.cues & kCueNisba) != 0 && before > 0 && !article.words[before].break_before) {
    out.add_if((article.words[before - 1].cues & kCueTitle) != 0, Feature::title_two_before);
  }
  out.add_if((word.cues & kCueLink) != 0, Feature::link_before);
  // على is spelled as the name علي is.
  out.add_if((word.cues & kCueFirstName) != 0 && word.locative == 0, Feature::first_name_before);
  out.add_if((word.cues & kCueSay) != 0, Feature::say_before);
  const float org = static_cast<float>(word.org) / 3;
  if ((word.cues & kCueOrg) != 0) out.add(Feature::org_before, org);
  if ((word.cues & kCueFacility) != 0) out.add(Feature::facility_before, org);
  const bool continent = best.kind == PlaceKind::region && !best.country.valid();
  const bool event_two_before =
      before > 0 && !article.words[before].break_before && (article.words[before - 1].cues & kCueEvent) != 0;
  const bool of_continent = continent && ((word.cues & kCueEvent) != 0 || event_two_before);
  out.add_if(of_continent, Feature::event_of_continent);
  if ((word.cues & kCueEvent) != 0 && !of_continent) out.add(Feature::event_before, org);
  if ((word.cues & kCueMedia) != 0) out.add(Feature::media_before, org);
  if ((word.cues & kCueTeam) != 0) out.add(Feature::team_before, org);
  out.add_if((word.cues & kCueNisba) != 0, Feature::nisba_before);
  out.add_if((word.cues & (kCueCommon | kCueDictionary)) != 0, Feature::common_before);
  out.add_if(word.cues == 0, Feature::unknown_before);
  constexpr std::uint32_t kPlacing = kCueLocative | kCueTrigger;  // سافر الفريق إلى ليفربول
  if (before > 0 && !article.words[before].break_before && (word.cues & kPlacing) == 0 && !of_continent &&
      (article.words[before - 1].cues & kOrganisationCues) != 0) {
    out.add(Feature::org_two_before);
  }
}

void Recogniser::after_features(const Article& article, const Ranking& ranking, const Span& span,
                                const Around& around, const Candidate& best, FeatureList& out) const {
  out.add_if(around.stop_after, Feature::punctuation_after);
  out.add_if(around.quote_after, Feature::quote_after);
  if (around.after < 0) return;
  const auto after = static_cast<std::size_t>(around.after);
  const Word& word = article.words[after];
  if (article.tokens.tokens[after].kind == Kind::number) out.add(Feature::number_after);
  if (word.locative > 0 && article.postpositions && after == span.last) {
    out.add(word.locative == 1   ? Feature::locative_1
            : word.locative == 2 ? Feature::locative_2
                                 : Feature::locative_3);
  }
  if ((word.cues & kCueNisba) != 0) {
    out.add(ranking.lies_within(best, word.nisba) ? Feature::nisba_fits : Feature::nisba_other);
  }
  out.add_if((word.cues & (kCueFirstName | kCueSurname)) != 0, Feature::person_after);
  constexpr std::uint32_t kPerson = kCueFirstName | kCueSurname;
  out.add_if(span.name_words == 1 && after == span.last && word.letters > 2 && !around.locative &&
                 (article.words[span.first].cues & kCueFirstName) != 0 &&
                 (word.cues == 0 || (word.cues & kPerson) != 0),
             Feature::first_name_goes_on);
  out.add_if((word.cues & kCueLink) != 0, Feature::link_after);
  out.add_if((word.cues & kCueSay) != 0, Feature::say_after);
  out.add_if((word.cues & (kCueCommon | kCueDictionary)) != 0, Feature::common_after);
  out.add_if(word.cues == 0, Feature::unknown_after);
}

void Recogniser::name_in_article(const Ranking& ranking, std::size_t index, FeatureList& out) const {
  const Candidate& best = ranking.candidates(index).front();
  const NameCounts& name = names_[ranking.group(index)];
  out.add_if(name.locative > (around_[index].locative ? 1U : 0U), Feature::supported);
  out.add_if(name.of_other > (around_[index].of_other ? 1U : 0U), Feature::contradicted);
  const float share = ranking.country_share(index, best.country);
  out.add(Feature::country_share, share);
  const bool absent = share < kAbsent && ranking.others(index) > kSomeOthers;
  out.add_if(absent, Feature::country_absent);
  if (around_[index].kind_word && best.kind == PlaceKind::country) {
    out.add(Feature::kind_word_placed, share);
  }
  out.add_if(absent && best.kind == PlaceKind::city && best.log_population < 4.7F, Feature::small_and_far);
}

}  // namespace kharita::geo
