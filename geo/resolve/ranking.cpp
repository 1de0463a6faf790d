#include "geo/resolve/ranking.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace kharita::geo {
namespace {

// The ranking's constants: natural-log units of a candidate's score. Set by hand on labelled documents.
constexpr std::size_t kMostCandidates = 24;  // of a name, best first
constexpr float kCountry = 7.2F;
constexpr float kCapital = 1.2F;
constexpr float kAdmin1 = 3.2F;  // as if of a city of its size class
constexpr float kSeat = 0.5F;
constexpr float kRegion = 4.5F;
constexpr float kWater = 3.5F;
constexpr float kOther = 2.5F;
constexpr float kCity = 0.0F;
constexpr float kPopulation = 1.0F;  // per factor of ten
constexpr float kCurated = 1.5F;
constexpr float kPreferred = 0.6F;
constexpr float kArabicName = 0.4F;
constexpr float kFromWords = -1.5F;
constexpr float kOtherTongue = -3.0F;  // a country by a name of no known standing: another language's
constexpr float kBare = -1.2F;         // found without the text's ال
constexpr float kTriggerFits = 4.0F;
constexpr float kTriggerOther = -3.0F;
constexpr float kMate = 0.8F;         // of the kind of its neighbour in a list
constexpr float kSister = 4.0F;       // whose neighbour in a list is a province of the same country
constexpr float kCapitalMate = 1.6F;  // a capital whose neighbour in a list is one, too: عمان والقاهرة
constexpr float kUnknownPopulation = 4.3F;  // log10, of a place by hand: newspapers name it
constexpr float kSpelled = 6.0F;            // the vowel signs are its own, or not
constexpr float kWithin = 7.0F;
constexpr float kNotWithin = -3.0F;
constexpr float kCountryMass = 1.3F;  // times ln of the country's smoothed share
constexpr float kProvinceMass = 0.5F;
constexpr float kNear = 0.8F;       // to another place of the article, within some 100 km
constexpr float kSmoothing = 0.4F;  // mentions that each country has for free
constexpr float kNearKm = 150.0F;
constexpr std::size_t kMostAnchors = 48;  // other places whose distance counts

constexpr std::size_t kNameSlots = std::size_t{1}
                                   << 14;  // of the known names, of which half at most are used
constexpr std::size_t kMostPrototypes = std::size_t{1} << 15;

constexpr bool has_kind(std::uint8_t kinds, PlaceKind kind) noexcept {
  return (kinds >> static_cast<unsigned>(kind) & 1U) != 0;
}

float kind_prior(const Candidate& c) noexcept {
  switch (c.kind) {
    case PlaceKind::country:
      return kCountry;
    case PlaceKind::admin1:
      return kAdmin1 + 0.3F * kPopulation * (c.log_population - 4);
    case PlaceKind::region:
      return kRegion;
    case PlaceKind::water:
      return kWater;
    case PlaceKind::other:
      return kOther;
    case PlaceKind::city:
      break;
  }
  const bool is_unknown = c.log_population == 0 && (c.flags & kNameCurated) != 0;
  const float log_population = is_unknown ? kUnknownPopulation : c.log_population;
  return kCity + kPopulation * (log_population - 2) + (c.is_capital ? kCapital : 0) + (c.is_seat ? kSeat : 0);
}

float prior(const Candidate& c) noexcept {
  float sum = kind_prior(c);
  if ((c.flags & kNameCurated) != 0) sum += kCurated;
  if ((c.flags & kNamePreferred) != 0) sum += kPreferred;
  if ((c.flags & kNameArabic) != 0) sum += kArabicName;
  if ((c.flags & kNameFromWords) != 0) sum += kFromWords;
  constexpr unsigned kKnown = kNameCurated | kNamePreferred | kNameArabic;
  if (c.kind == PlaceKind::country && (c.flags & kKnown) == 0) sum += kOtherTongue;
  if (c.bare) sum += kBare;
  return sum;
}

// Best first, equals as they were. Of two or three mostly, and nearly in order.
void sort_by_score(std::span<Candidate> candidates) {
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    std::size_t to = i;
    while (to > 0 && candidates[to - 1].score < candidates[i].score)
      --to;
    if (to == i) continue;
    const Candidate moved = candidates[i];
    std::move_backward(candidates.begin() + static_cast<std::ptrdiff_t>(to),
                       candidates.begin() + static_cast<std::ptrdiff_t>(i),
                       candidates.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    candidates[to] = moved;
  }
}

// Whether `spelling` is `name_ar` without the ال that this begins with; the last letter may be another: ة and
// ه.
bool lacks_article(std::string_view spelling, std::string_view name_ar) noexcept {
  constexpr std::string_view kArticle = "ال";
  constexpr std::size_t kLetter = 2;  // bytes
  if (!name_ar.starts_with(kArticle) || spelling.size() < 2 * kLetter) return false;
  const std::string_view rest = name_ar.substr(kArticle.size());
  return rest.size() == spelling.size() && rest.starts_with(spelling.substr(0, spelling.size() - kLetter));
}

}  // namespace

Ranking::Ranking(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {
  countries_.resize(gazetteer.place_count());
  provinces_.resize(gazetteer.place_count());
  known_names_.resize(kNameSlots);
}

void Ranking::Masses::clear() noexcept {
  for (const std::uint32_t place : touched_)
    weights_[place] = 0;
  touched_.clear();
}

void Ranking::Masses::add(PlaceId place, float weight) {
  if (!place.valid() || weight <= 0) return;
  if (weights_[place.value] == 0) touched_.push_back(place.value);
  weights_[place.value] += weight;
}

// The group of a name, a new one where it is the first; a span without a node is a group of its own.
std::uint32_t Ranking::group_of(NameIndex::Node node) {
  const auto next = static_cast<std::uint32_t>(groups_.size());
  if (!node) return next;
  const std::size_t mask = group_slots_.size() - 1;
  std::size_t slot = (node.value * 0x9e3779b9U) & mask;
  while (group_slots_[slot] != 0) {
    if (groups_[group_slots_[slot] - 1].node == node.value) return group_slots_[slot] - 1;
    slot = (slot + 1) & mask;
  }
  group_slots_[slot] = next + 1;
  return next;
}

void Ranking::begin(std::span<const Span> spans) {
  spans_ = spans;
  groups_.clear();
  states_.clear();
  candidates_.clear();
  given_.clear();
  if (known_name_count_ > kNameSlots / 4 || prototypes_.size() > kMostPrototypes) {
    prototypes_.clear();
    known_names_.assign(kNameSlots, KnownName{});
    known_name_count_ = 0;
  }
  countries_.clear();
  provinces_.clear();
  anchors_.clear();
  total_ = 0;
  group_slots_.assign(std::bit_ceil(spans.size() * 2 + 1), 0);
  for (const Span& span : spans) {
    SpanState state;
    state.group = group_of(span.node);
    if (state.group == groups_.size()) {
      Group group;
      group.node = span.node.value;
      find_prototypes(span, group);
      groups_.push_back(group);
    }
    __builtin_prefetch(prototypes_.data() + groups_[state.group].first_prototype);
    states_.push_back(state);
  }
  for (SpanState& state : states_) {
    const Group& group = groups_[state.group];
    state.first_candidate = static_cast<std::uint32_t>(candidates_.size());
    state.candidate_count = group.candidate_count;
    const auto prototypes = prototypes_.begin() + group.first_prototype;
    candidates_.insert(candidates_.end(), prototypes, prototypes + group.candidate_count);
  }
}

// A text may bring more names than the table takes: those are worked out each time.
void Ranking::find_prototypes(const Span& span, Group& group) {
  if (!span.node) return add_prototypes(span, group);
  const NameEntry* const bare = span.bare_names.empty() ? nullptr : span.bare_names.data();
  std::size_t slot = (span.node.value * 0x9e3779b9U) & (kNameSlots - 1);
  for (; known_names_[slot].node != 0; slot = (slot + 1) & (kNameSlots - 1)) {
    const KnownName& known = known_names_[slot];
    if (known.node != span.node.value || known.bare_names != bare ||
        known.article_dropped != span.article_dropped)
      continue;
    group.first_prototype = known.first_prototype;
    group.candidate_count = known.count;
    return;
  }
  add_prototypes(span, group);
  if (known_name_count_ >= kNameSlots / 2) return;
  ++known_name_count_;
  known_names_[slot] = {span.node.value, span.article_dropped, bare, group.first_prototype,
                        group.candidate_count};
}

Candidate Ranking::prototype(const NameEntry& name, bool bare) const {
  const Place place = gazetteer_.place(name.place);
  Candidate c;
  c.place = name.place;
  c.country = place.country;
  c.admin1 = place.admin1;
  c.kind = place.kind;
  c.is_capital = place.is_capital;
  c.is_seat = place.is_admin1_seat;
  c.flags = name.flags;
  c.bare = bare;
  c.lacks_article = lacks_article(gazetteer_.names().spelling(name), place.name_ar);
  c.log_population = std::log10(1.0F + static_cast<float>(place.population));
  c.location = place.location;
  c.point = EarthPoint::from(place.location);
  c.prior = prior(c);
  return c;
}

void Ranking::add_prototypes(const Span& span, Group& group) {
  group.first_prototype = static_cast<std::uint32_t>(prototypes_.size());
  const auto add = [&](std::span<const NameEntry> names, bool bare) {
    for (const NameEntry& name : names) {
      if (prototypes_.size() - group.first_prototype >= kMostCandidates) return;
      const auto known = std::find_if(prototypes_.begin() + group.first_prototype, prototypes_.end(),
                                      [&](const Candidate& c) { return c.place == name.place; });
      if (known != prototypes_.end()) {
        known->flags = static_cast<std::uint16_t>(known->flags | name.flags);
        known->prior = prior(*known);
        continue;
      }
      prototypes_.push_back(prototype(name, bare));
    }
  };
  add(span.names, span.article_dropped);
  add(span.bare_names, true);
  group.candidate_count = static_cast<std::uint32_t>(prototypes_.size()) - group.first_prototype;
}

void Ranking::add_country_evidence(PlaceId country, float weight) {
  if (!country.valid()) return;
  const auto known =
      std::find_if(given_.begin(), given_.end(), [&](const auto& g) { return g.first == country; });
  if (known != given_.end()) {
    known->second += weight;
  } else {
    given_.emplace_back(country, weight);
  }
}

bool Ranking::lies_within(const Candidate& a, PlaceId b) const noexcept {
  if (!b.valid()) return false;
  if (a.place == b || a.country == b || a.admin1 == b) return true;
  if (a.kind == PlaceKind::country) return false;
  switch (gazetteer_.kind(b)) {
    case PlaceKind::country:
    case PlaceKind::admin1:
      return false;
    case PlaceKind::city:
      return distance_km(a.location, gazetteer_.place(b).location) < 40;
    default:
      return gazetteer_.place(b).bounds.contains(a.location);
  }
}

void Ranking::collect_masses(std::span<const float> mention_probability) {
  countries_.clear();
  provinces_.clear();
  anchors_.clear();
  for (Group& group : groups_)
    group.mass = 0;
  for (std::size_t i = 0; i < spans_.size(); ++i)
    groups_[states_[i].group].mass += mention_probability[i];
  for (Group& group : groups_)
    group.root = std::sqrt(group.mass);
  total_ = 0;
  for (const auto& [country, weight] : given_) {
    countries_.add(country, std::sqrt(weight));
    total_ += std::sqrt(weight);
  }
  // A name adds by the square root of how often it is meant: the tenth repeat says little more than the
  // ninth.
  seen_.assign(groups_.size(), false);
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    const std::uint32_t g = states_[i].group;
    if (seen_[g] || groups_[g].mass <= 0.05F) continue;
    seen_[g] = true;
    const float weight = groups_[g].root;
    for (const Candidate& c : candidates(i)) {
      if (c.probability < 0.05F) continue;
      countries_.add(c.country, weight * c.probability);
      if (c.country.valid()) total_ += weight * c.probability;
      if (c.kind == PlaceKind::country) continue;
      provinces_.add(c.admin1, weight * c.probability);
      if (c.probability > 0.5F && anchors_.size() < kMostAnchors) {
        anchors_.push_back({c.point, g, std::min(0.0F, std::log(weight * c.probability))});
      }
    }
  }
}

void Ranking::sweep(std::span<const float> mention_probability, float least) {
  if (std::any_of(mention_probability.begin(), mention_probability.end(), [](float p) { return p > 0; })) {
    collect_masses(mention_probability);
  }
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    if (mention_probability[i] >= least) score_span(i);
  }
}

// How near a candidate lies to a place of another name in the article, 0 to 1: the greatest weight x
// exp(-distance / kNearKm), through the Earth. Where it counts, that is the distance on its surface.
float Ranking::nearness(const Candidate& candidate, std::uint32_t group) const noexcept {
  if (anchors_.empty()) return 0;
  float near = -1e9F;  // of the logarithm
  for (const Anchor& anchor : anchors_) {
    if (anchor.group == group) continue;
    near = std::max(near, anchor.log_weight - straight_km(anchor.point, candidate.point) / kNearKm);
  }
  return std::exp(near);
}

// How surely a neighbour in the list is another province of the candidate's country: جورجيا beside أريزونا.
float Ranking::sister(const LocalEvidence& local, const Candidate& candidate) const noexcept {
  float most = 0;
  for (const std::int32_t mate : local.mates) {
    if (mate < 0) continue;
    float chance = 0;
    for (const Candidate& its : candidates(static_cast<std::size_t>(mate))) {
      if (its.kind == PlaceKind::admin1 && its.country == candidate.country && its.place != candidate.place)
        chance += its.probability;
    }
    most = std::max(most, chance);
  }
  return most;
}

// How surely a neighbour in the list is another country's capital.
float Ranking::capital_mate(const LocalEvidence& local, const Candidate& candidate) const noexcept {
  float most = 0;
  for (const std::int32_t mate : local.mates) {
    if (mate < 0) continue;
    float chance = 0;
    for (const Candidate& its : candidates(static_cast<std::size_t>(mate))) {
      if (its.is_capital && its.country != candidate.country) chance += its.probability;
    }
    most = std::max(most, chance);
  }
  return most;
}

void Ranking::score_span(std::size_t span) {
  const SpanState& state = states_[span];
  const LocalEvidence& local = evidence_[span];
  const Group& group = groups_[state.group];
  const auto begin = candidates_.begin() + state.first_candidate;
  const auto end = begin + state.candidate_count;
  if (state.candidate_count == 1) {  // nothing to choose
    begin->score = begin->prior;
    begin->probability = 1;
    return;
  }
  for (auto c = begin; c != end; ++c) {
    float score = c->prior;
    if (local.trigger_kinds != 0) {
      const float sure = static_cast<float>(local.trigger_weight) / 3;
      score += sure * (has_kind(local.trigger_kinds, c->kind) ? kTriggerFits : kTriggerOther);
    }
    if (has_kind(local.mate_kinds, c->kind)) score += kMate;
    if (c->kind != PlaceKind::country) score += kSister * sister(local, *c);
    if (c->is_capital) score += kCapitalMate * capital_mate(local, *c);
    if (local.spelled == c->place && local.spelled.valid()) score += kSpelled;
    if (local.misspelled == c->place && local.misspelled.valid()) score -= kSpelled;
    if (local.within.valid())
      score += local.within_weight * (lies_within(*c, local.within) ? kWithin : kNotWithin);
    if (local.within_span >= 0) {
      float chance = 0;
      for (const Candidate& container : candidates(static_cast<std::size_t>(local.within_span))) {
        if (container.place != c->place && lies_within(*c, container.place)) chance += container.probability;
      }
      score += local.within_weight * kWithin * chance;
    }
    if (c->country.valid()) {
      const float own = group.root * c->probability;
      const float mass = std::max(0.0F, countries_.of(c->country) - own);
      const float others = std::max(0.0F, total_ - group.root);
      score += kCountryMass * std::log((mass + kSmoothing) / (others + 10 * kSmoothing));
    }
    if (c->kind != PlaceKind::country && c->kind != PlaceKind::admin1 && c->admin1.valid()) {
      const float own = group.root * c->probability;
      score += kProvinceMass * std::log1p(std::max(0.0F, provinces_.of(c->admin1) - own));
    }
    if (c->kind != PlaceKind::country) score += kNear * nearness(*c, state.group);
    c->score = score;
  }
  float best = -1e9F;
  for (auto c = begin; c != end; ++c)
    best = std::max(best, c->score);
  float sum = 0;
  for (auto c = begin; c != end; ++c)
    sum += c->probability = std::exp(c->score - best);
  for (auto c = begin; c != end; ++c)
    c->probability /= sum;
  sort_by_score({begin, end});
}

bool Ranking::is_contested(std::size_t span) const noexcept {
  return candidates(span).size() > 1;
}

bool Ranking::is_stated(std::size_t span) const noexcept {
  const LocalEvidence& local = evidence_[span];
  const Candidate& best = candidates(span).front();
  if (has_kind(local.trigger_kinds, best.kind) || (local.spelled.valid() && local.spelled == best.place))
    return true;
  if (lies_within(best, local.within)) return true;
  if (local.within_span < 0) return false;
  const Candidate& container = candidates(static_cast<std::size_t>(local.within_span)).front();
  return container.place != best.place && lies_within(best, container.place);
}

bool Ranking::is_best_known(std::size_t span) const noexcept {
  const auto all = candidates(span);
  return std::ranges::all_of(all, [&](const Candidate& c) { return c.prior <= all.front().prior; });
}

std::span<const Candidate> Ranking::candidates(std::size_t span) const noexcept {
  return std::span(candidates_).subspan(states_[span].first_candidate, states_[span].candidate_count);
}

float Ranking::country_share(std::size_t span, PlaceId country) const noexcept {
  if (!country.valid()) return 0;
  const Group& group = groups_[states_[span].group];
  float own = 0;
  for (const Candidate& c : candidates(span)) {
    if (c.country == country) own += group.root * c.probability;
  }
  const float others = this->others(span);
  if (others <= 0.01F) return 0;
  return std::clamp((countries_.of(country) - own) / others, 0.0F, 1.0F);
}

}  // namespace kharita::geo
