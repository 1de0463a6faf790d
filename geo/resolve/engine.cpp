#include "geo/resolve/engine.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/resolve/home.h"

namespace kharita::geo {
namespace {

constexpr int kSweeps = 2;
// A span is taken from these log-odds on: a little below even, where a missed place costs as much as a false
// one.
constexpr float kTake = -0.7F;
// The weights are learned from Arabic, where a name by hand is a common word or a person more often than in
// the other languages: so much surer it is there, in log-odds.
constexpr float kByHandElsewhere = 0.45F;
// A probability from which the article cannot make a place any more: it adds less than 3 to the log-odds, of
// which such a span has less than -5. Most spans are common words of this kind.
constexpr float kHopeless = 0.0067F;
constexpr float kNearMiss = -2.0F;  // log-odds from which --explain shows a span that was not taken
constexpr std::size_t kMostAlternatives = 4;
constexpr float kLeastAlternative = 0.01F;
constexpr float kAdjective = 0.7F;  // what an adjective adds to its country's mass, in mentions
constexpr float kHome = 3.0F;       // … and the source's home country
// A message tells less of its places than an article: in a text of fewer words, confidence is so much of what
// the model says. Learned from labelled messages, whose labels confirm 0.93 of the mentions from 0.9 on.
constexpr std::size_t kMessageWords = 100;
constexpr float kMessage = 0.93F;
// … and in a language that no weights were learned from, whose labels confirm 0.76 (Persian) and 0.92 (Urdu)
// of the surest mentions, and of the others hardly less.
constexpr float kUnlearned = 0.9F;

float probability_of(float log_odds) noexcept {
  return 1.0F / (1.0F + std::exp(-log_odds));
}

// Whether a city and a province are one to a reader, who sees their name: كركوك.
bool are_one(const Candidate& a, const Candidate& b) noexcept {
  constexpr double kTogether = 60;  // km
  const auto is_local = [](const Candidate& c) {
    return c.kind == PlaceKind::city || c.kind == PlaceKind::admin1;
  };
  return is_local(a) && is_local(b) && a.country == b.country && a.country.valid() &&
         distance_km(a.location, b.location) <= kTogether;
}

// Whether a feature says that a name is a part of another one.
bool is_of_other_name(Feature feature) noexcept {
  using enum Feature;
  return feature == in_phrase || feature == org_before || feature == facility_before ||
         feature == event_before || feature == media_before || feature == team_before;
}

// `mentions` are by start and do not overlap.
bool overlaps_any(std::span<const Mention> mentions, const Mention& other) noexcept {
  const auto behind = std::lower_bound(mentions.begin(), mentions.end(), other.end,
                                       [](const Mention& m, std::uint32_t end) { return m.start < end; });
  return behind != mentions.begin() && std::prev(behind)->end > other.start;
}

}  // namespace

Engine::Engine(const Gazetteer& gazetteer, const Weights& weights)
    : gazetteer_(gazetteer), weights_(weights), ranking_(gazetteer) {}

Recogniser::Article Engine::article() const noexcept {
  return {text_,
          tokens_,
          words_,
          lattice_,
          gazetteer_,
          languages_.arabic_script == "ar",
          languages_.text == "en",
          home_countries_,
          languages_.text == "ur"};
}

// The countries where a language is written: names in its spelling are at home there.
void Engine::note_home_countries() {
  home_countries_.clear();
  const auto add = [&](std::initializer_list<std::string_view> codes) {
    for (const std::string_view code : codes) {
      if (const auto country = gazetteer_.country(code)) home_countries_.push_back(*country);
    }
  };
  if (languages_.text == "fa") add({"IR", "AF", "TJ"});
  if (languages_.text == "ur") add({"PK", "IN"});
  if (languages_.text == "ckb") add({"IQ", "IR"});
}

Resolution Engine::resolve(const ArticleText& article_text, const ResolveOptions& options) {
  text_ = article_text.text;
  languages_ = detect_languages(text_, article_text.language);
  note_home_countries();
  text::tokenise(text_, vocabulary_, tokens_);
  const bool clitics = languages_.arabic_script == "ar";
  const Script script = languages_.text == "en"
                            ? (clitics ? Script::latin_with_clitics : Script::latin_plain)
                            : (clitics ? Script::arabic_with_clitics : Script::arabic_plain);
  words_.analyse(tokens_, gazetteer_.names(), script, languages_.text);
  lattice_.build(text_, tokens_, gazetteer_.names(), words_);
  ranking_.begin(lattice_.spans());
  recogniser_.begin(article(), ranking_);
  ranking_.set_evidence(recogniser_.evidence());
  add_adjectives();
  add_home(article_text.source);
  recognise();
  raise_longer();
  choose();
  take_from_hashtag();

  Resolution resolution;
  resolution.language = languages_.text;
  if (options.infer_published && !article_text.published) {
    auto found = text::find_dates_and_publication(tokens_, article_text.not_after);
    resolution.publication = found.publication;
    resolution.dates = std::move(found.dates);
  } else {
    resolution.dates = text::find_dates(tokens_, article_text.published, article_text.not_after);
  }
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    if (taken_[i] != 0) resolution.mentions.push_back(mention(i));
  }
  if (options.associative) add_associative(resolution.mentions);
  return resolution;
}

// What is also a place's own name counts as that: إشبيلية says nothing for itself.
void Engine::add_adjectives() {
  const auto is_name = [](const WordReading& reading) {
    return !reading.names.empty() && reading.names.front().is_by_hand();
  };
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if ((words_[i].cues & kCueNisba) == 0 || !words_[i].nisba.valid()) continue;
    if ((words_[i].cues & kCueName) != 0 && std::ranges::any_of(words_.readings(words_[i]), is_name))
      continue;
    ranking_.add_country_evidence(gazetteer_.country_of(words_[i].nisba), kAdjective);
  }
}

// Articles of one source mostly come together: the last one's home is kept.
void Engine::add_home(std::string_view source) {
  if (source.empty()) return;
  if (source != source_) {
    source_ = source;
    home_ = home_of(source, gazetteer_);
  }
  ranking_.add_country_evidence(home_, kHome);
}

// The log-odds that a span's features give. Its own are looked at again only where its best candidate has
// changed.
float Engine::score_of(const Recogniser::Article& article, std::size_t span) {
  Own& own = own_[span];
  const PlaceId best = ranking_.candidates(span).front().place;
  if (own.best != best) {
    recogniser_.own_features(article, ranking_, span, features_);
    own = {best, features_.fame(),
           weights_.score(features_) + (by_hand_elsewhere(span) ? kByHandElsewhere : 0)};
  }
  features_.clear();
  features_.set_fame(own.fame);
  recogniser_.article_features(article, ranking_, previous_, span, features_);
  return weights_.score(features_, own.score);
}

bool Engine::by_hand_elsewhere(std::size_t span) const {
  return languages_.text != "ar" && lattice_.spans()[span].names.front().is_by_hand();
}

// The log-odds of every span: names by themselves first, then with what the article makes of its places.
void Engine::recognise() {
  const Recogniser::Article view = article();
  const std::size_t count = lattice_.spans().size();
  scores_.assign(count, 0);
  own_.assign(count, Own{});
  probabilities_.assign(count, 0);
  ranking_.sweep(probabilities_, 0);
  for (int sweep = 0; sweep <= kSweeps; ++sweep) {
    previous_ = probabilities_;
    for (std::size_t i = 0; i < count; ++i) {
      if (sweep > 0 && probabilities_[i] < kHopeless) continue;
      scores_[i] = score_of(view, i);
      probabilities_[i] = probability_of(scores_[i]);
    }
    if (sweep < kSweeps) ranking_.sweep(probabilities_, kHopeless);
  }
}

// A name by hand that holds other ones is a place at least as surely as all of those together: الصين الشعبية
// as الصين, الرباط سلا القنيطرة as three towns.
void Engine::raise_longer() {
  const auto& spans = lattice_.spans();
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].name_words < 2 || !spans[i].names.front().is_by_hand()) continue;
    const float held = most_held(i);
    if (held == 0 || held <= scores_[i] - kTake) continue;
    scores_[i] = held + kTake + 0.1F;
    probabilities_[i] = probability_of(scores_[i]);
  }
}

// What the names inside a span that it stands for would add to the sum that choose() makes.
float Engine::most_held(std::size_t index) const {
  const Recogniser::Article view = article();
  const auto& spans = lattice_.spans();
  const Span& whole = spans[index];
  std::array<float, kLongestName + 1> best{};  // by words of the span
  if (whole.last - whole.first > kLongestName) return 0;
  std::size_t j = index;
  while (j > 0 && spans[j - 1].first == whole.first)
    --j;
  for (std::uint32_t word = whole.first; word < whole.last; ++word) {
    const float before = best[word - whole.first];
    best[word - whole.first + 1] = std::max(best[word - whole.first + 1], before);
    for (; j < spans.size() && spans[j].first == word; ++j) {
      if (spans[j].last > whole.last || !Recogniser::replaces(view, whole, spans[j])) continue;
      float& end = best[spans[j].last - whole.first];
      end = std::max(end, before + scores_[j] - kTake);
    }
  }
  return best[whole.last - whole.first];
}

// The spans that do not overlap and whose log-odds add up to the most.
void Engine::choose() {
  const auto& spans = lattice_.spans();
  taken_.assign(spans.size(), 0);
  by_end_.resize(spans.size());
  for (std::size_t i = 0; i < spans.size(); ++i) {  // by first word they nearly are by last
    std::size_t to = i;
    for (; to > 0 && spans[by_end_[to - 1]].last > spans[i].last; --to)
      by_end_[to] = by_end_[to - 1];
    by_end_[to] = static_cast<std::uint32_t>(i);
  }
  best_.resize(words_.size() + 1);
  choice_.resize(words_.size() + 1);
  float best = 0;
  std::int32_t choice = -1;
  std::size_t word = 0;  // up to it best_ and choice_ are known
  const auto go_on = [&](std::size_t to) {
    std::fill(best_.begin() + word, best_.begin() + to, best);
    std::fill(choice_.begin() + word, choice_.begin() + to, choice);
    word = to;
  };
  for (const std::uint32_t i : by_end_) {
    go_on(spans[i].last);
    const float sum = best_[spans[i].first] + scores_[i] - kTake;
    if (scores_[i] <= kTake || sum <= best || recogniser_.is_associative(article(), i)) continue;
    best = sum;
    choice = static_cast<std::int32_t>(i);
  }
  while (choice >= 0) {
    const auto i = static_cast<std::size_t>(choice);
    taken_[i] = 1;
    choice = choice_[spans[i].first];
  }
}

// A few words that name no other place, and a hashtag that ends with one: #ضباب_الرياض هذا الصباح. In longer
// messages such a hashtag names what they are about, and is no mention.
void Engine::take_from_hashtag() {
  constexpr std::size_t kFewWords = 12;
  if (words_.size() > kFewWords || std::ranges::any_of(taken_, [](char taken) { return taken != 0; })) return;
  FeatureList list;
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    const Span& span = lattice_.spans()[i];
    const auto& tokens = tokens_.tokens;
    const bool ends =
        span.last >= tokens.size() || !tokens[span.last].in_hashtag || tokens[span.last].space_before;
    if (!tokens[span.first].in_hashtag || !ends || recogniser_.is_associative(article(), i)) continue;
    features(i, list);
    float score = scores_[i];
    for (const auto& [feature, value] : list) {
      if (feature != Feature::part_of_hashtag) continue;
      score += weights_.weight(Feature::whole_hashtag, list.fame()) -
               value * weights_.weight(feature, list.fame());
    }
    if (list.fame() == Fame::doubtful || score <= kTake) continue;
    taken_[i] = 1;
    scores_[i] = score;
    probabilities_[i] = probability_of(score);
    return;
  }
}

MentionEvidence Engine::evidence_of(std::size_t span) const {
  if (!ranking_.is_contested(span)) return MentionEvidence::only;
  if (ranking_.is_stated(span)) return MentionEvidence::stated;
  return ranking_.is_best_known(span) ? MentionEvidence::population : MentionEvidence::context;
}

// How much of what the model says of a mention is believed.
float Engine::believed() const noexcept {
  const bool learned = languages_.text == "ar" || languages_.text == "en";
  return std::min(learned ? 1.0F : kUnlearned, words_.size() < kMessageWords ? kMessage : 1.0F);
}

Mention Engine::mention(std::size_t index) const {
  const Span& span = lattice_.spans()[index];
  const auto candidates = ranking_.candidates(index);
  Mention mention;
  mention.start = span.start;
  mention.end = span.end;
  mention.place = candidates.front().place;
  mention.evidence = evidence_of(index);
  float chance = candidates.front().probability;
  for (const Candidate& other : candidates.subspan(1)) {
    if (are_one(candidates.front(), other)) chance += other.probability;
  }
  const float sure = probabilities_[index] * believed();
  mention.confidence = sure * std::min(1.0F, chance);
  for (std::size_t i = 1; i < candidates.size() && i <= kMostAlternatives; ++i) {
    const float confidence = sure * candidates[i].probability;
    if (confidence < kLeastAlternative) break;
    mention.alternatives.push_back({candidates[i].place, confidence});
  }
  return mention;
}

// The log-odds that a name inside another one names a place, whatever that other one is.
float Engine::name_score(std::size_t span) const {
  FeatureList list;
  features(span, list);
  float score = scores_[span];
  for (const auto& [feature, value] : list) {
    if (is_of_other_name(feature)) score -= value * weights_.weight(feature, list.fame());
  }
  return score;
}

void Engine::add_associative(std::vector<Mention>& mentions) const {
  const std::size_t literal = mentions.size();
  for (std::size_t i = 0; i < lattice_.spans().size(); ++i) {
    if (!recogniser_.is_associative(article(), i) || name_score(i) <= kTake) continue;
    Mention inside = mention(i);
    inside.role = MentionRole::associative;
    // Those found here come in order and do not overlap, either.
    const std::span<const Mention> known(mentions);
    const bool covered =
        overlaps_any(known.first(literal), inside) || overlaps_any(known.subspan(literal), inside);
    if (!covered) mentions.push_back(std::move(inside));
  }
  const std::size_t with_insides = mentions.size();
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const Word& word = words_[i];
    if ((word.cues & kCueNisba) == 0 || !word.nisba.valid()) continue;
    std::uint32_t skip = 0;
    for (const WordReading& reading : words_.readings(word)) {
      if (std::ranges::any_of(reading.lexicon,
                              [](const auto& e) { return e.word_class == WordClass::nisba; })) {
        skip = reading.skip;
        break;
      }
    }
    Mention mention;
    mention.start = tokens_.tokens[i].start + skip;
    mention.end = tokens_.tokens[i].end;
    mention.place = word.nisba;
    mention.confidence = 0.9F;
    mention.evidence = MentionEvidence::stated;
    mention.role = MentionRole::associative;
    const auto known = std::span<const Mention>(mentions).first(with_insides);
    const bool covered =
        overlaps_any(known.first(literal), mention) || overlaps_any(known.subspan(literal), mention);
    if (!covered) mentions.push_back(std::move(mention));
  }
  std::sort(mentions.begin(), mentions.end(),
            [](const Mention& a, const Mention& b) { return a.start < b.start; });
}

void Engine::features(std::size_t span, FeatureList& out) const {
  recogniser_.features(article(), ranking_, previous_, span, out);
}

std::string Engine::explain() const {
  std::string out;
  FeatureList list;
  for (std::size_t i = 0; i < lattice_.spans().size(); ++i) {
    if (taken_[i] == 0 && scores_[i] < kNearMiss) continue;
    const Span& span = lattice_.spans()[i];
    const std::uint32_t begin = tokens_.tokens[span.first].byte_start;
    const std::uint32_t end = tokens_.tokens[span.last - 1].byte_end;
    const auto candidates = ranking_.candidates(i);
    out += fmt::format("{} {}-{} {}: log-odds {:.2f}\n", taken_[i] != 0 ? "taken" : "left out", span.start,
                       span.end, text_.substr(begin, end - begin), scores_[i]);
    out += fmt::format("  evidence {}\n", to_string(evidence_of(i)));
    features(i, list);
    for (const auto& [feature, value] : list) {
      const float weight = weights_.weight(feature, list.fame());
      out +=
          fmt::format("  {} {:.2f} x {:.3f} = {:+.3f}\n", to_string(feature), value, weight, value * weight);
    }
    for (std::size_t c = 0; c < candidates.size() && c < 5; ++c) {
      const Place place = gazetteer_.place(candidates[c].place);
      out += fmt::format("  candidate {} {} {} {}: {:.3f} (score {:.2f}, prior {:.2f})\n", place.stable_id,
                         place.name, to_string(place.kind), place.country_iso, candidates[c].probability,
                         candidates[c].score, candidates[c].prior);
    }
  }
  return out;
}

}  // namespace kharita::geo
