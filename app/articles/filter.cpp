#include "app/articles/filter.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace kharita::app {
namespace {

// Of what is no place: no part that is left out lets it pass.
constexpr PartMask kFailsAlways = 0xFFFF;

// The parts each of which, left out, lets pass what fails these.
constexpr PartMask parts_but(PartMask fails) {
  if (fails == 0) return kAllParts;
  return (fails & (fails - 1)) == 0 ? fails : PartMask{0};
}

std::int32_t day_number(const Date& date) {
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

template <typename T>
bool holds(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// Whether a place, or what it lies in, is one of these.
template <typename Place>
bool lies_in(const std::vector<geo::PlaceId>& places, const Place& place) {
  return holds(places, place.id) || (place.country.valid() && holds(places, place.country)) ||
         (place.admin1.valid() && holds(places, place.admin1));
}

}  // namespace

void NameColumn::add(std::string_view name) {
  auto found = numbers_.find(name);
  if (found == numbers_.end()) {
    found = numbers_.emplace(name, static_cast<std::uint32_t>(names_.size())).first;
    names_.emplace_back(name);
  }
  of_.push_back(found->second);
}

std::vector<std::uint8_t> NameColumn::chosen(std::span<const std::string> names) const {
  std::vector<std::uint8_t> chosen(names_.size(), 0);
  for (const std::string& name : names) {
    if (const auto found = numbers_.find(name); found != numbers_.end()) chosen[found->second] = 1;
  }
  return chosen;
}

// What an article must mention and what it must not, whatever else its mentions pass: an article's places are
// taken one by one, then it says which parts the article fails.
class FilterEngine::Presence {
 public:
  Presence(const std::vector<PlaceFacts>& places, const Filter& filter) {
    if (filter.all_countries) required_[0].places = distinct(filter.countries);
    if (filter.all_places) required_[1].places = distinct(filter.places);
    const bool forbids = !filter.not_countries.empty() || !filter.not_places.empty();
    asked_ = forbids || !required_[0].places.empty() || !required_[1].places.empty();
    if (!asked_) return;
    facts_.reserve(places.size());
    for (const PlaceFacts& place : places)
      facts_.push_back(facts_of(place, filter));
    for (Required& required : required_)
      required.seen.assign(required.places.size(), 0);
  }

  [[nodiscard]] bool asked() const noexcept { return asked_; }

  // Of these mentions' places, those that are as sure as `lowest`.
  [[nodiscard]] PartMask fails(std::span<const std::uint32_t> places, std::span<const float> confidence,
                               float lowest) {
    ++article_;
    PartMask fails = 0;
    std::array<std::size_t, 2> found{};
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (confidence[i] < lowest) continue;
      const Facts& facts = facts_[places[i]];
      fails |= facts.forbidden;
      for (const auto& [of, number] : facts.required) {
        if (of == kNone || required_[of].seen[number] == article_) continue;
        required_[of].seen[number] = article_;
        ++found[of];
      }
    }
    if (found[0] < required_[0].places.size()) fails |= mask_of(FilterPart::country);
    if (found[1] < required_[1].places.size()) fails |= mask_of(FilterPart::place);
    return fails;
  }

 private:
  static constexpr std::uint8_t kNone = 0xFF;
  struct Required {
    std::vector<geo::PlaceId> places;  // ascending, each once
    std::vector<std::uint64_t> seen;   // of each: the last article that mentions it
  };
  struct Facts {
    PartMask forbidden = 0;
    // Which of required_ a mention of it stands for: as a country, as itself, its country and its province.
    std::array<std::pair<std::uint8_t, std::uint32_t>, 4> required{
        {{kNone, 0}, {kNone, 0}, {kNone, 0}, {kNone, 0}}};
  };

  static std::vector<geo::PlaceId> distinct(std::vector<geo::PlaceId> places) {
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
  }
  [[nodiscard]] std::pair<std::uint8_t, std::uint32_t> stands_for(std::uint8_t of, geo::PlaceId place) const {
    const auto& places = required_[of].places;
    const auto at = std::ranges::lower_bound(places, place);
    if (!place.valid() || at == places.end() || *at != place) return {kNone, 0};
    return {of, static_cast<std::uint32_t>(at - places.begin())};
  }
  [[nodiscard]] Facts facts_of(const PlaceFacts& place, const Filter& filter) const {
    Facts facts;
    if (!place.id.valid()) return facts;
    if (place.country.valid() && holds(filter.not_countries, place.country))
      facts.forbidden |= mask_of(FilterPart::country);
    if (lies_in(filter.not_places, place)) facts.forbidden |= mask_of(FilterPart::place);
    facts.required = {stands_for(0, place.country), stands_for(1, place.id), stands_for(1, place.country),
                      stands_for(1, place.admin1)};
    return facts;
  }

  bool asked_ = false;
  std::array<Required, 2> required_;  // countries, places
  std::vector<Facts> facts_;          // as places_
  std::uint64_t article_ = 0;         // counts the calls of fails()
};

FilterEngine::FilterEngine(const Corpus& corpus, PlaceLookup place)
    : corpus_(&corpus), place_(std::move(place)) {}

std::uint32_t FilterEngine::index_of(geo::PlaceId id) {
  if (!id.valid()) return kNoPlace;
  const auto [entry, inserted] =
      place_index_.try_emplace(id.value, static_cast<std::uint32_t>(places_.size()));
  if (inserted) {
    const geo::Place place = place_(id);
    places_.push_back({id, place.country, place.admin1, place.location, place.kind});
  }
  return entry->second;
}

void FilterEngine::update() {
  for (std::size_t i = day_.size(); i < corpus_->articles.size(); ++i) {
    const ArticleHead& article = corpus_->articles[i];
    day_.push_back(day_of(article));
    sources_.add(article.source);
    languages_.add(article.language);
  }
  for (std::size_t i = mention_place_.size(); i < corpus_->mentions.size(); ++i) {
    mention_place_.push_back(index_of(corpus_->mentions[i].place));
    confidence_.push_back(corpus_->mentions[i].confidence);
  }
}

void FilterEngine::add_text(std::uint32_t article, std::string_view title, std::string_view text) {
  if (words_.empty() || words_.back().first + words_.back().count != article ||
      words_.back().index.size() != words_.back().count)
    words_.push_back({article, 0, TextIndex()});
  words_.back().index.add(title, text);
  ++words_.back().count;
}

void FilterEngine::set_words(TextIndex words, std::size_t articles) {
  const std::size_t count = std::min(articles, words.size());
  const auto goes_beyond = [count](const Words& told) {
    return told.first < count && told.first + told.count > count;
  };
  if (std::any_of(words_.begin(), words_.end(), goes_beyond)) return;  // these are known already
  std::erase_if(words_, [count](const Words& told) { return told.first < count; });
  words_.insert(words_.begin(), {0, count, std::move(words)});
}

// One an article.
std::vector<std::uint8_t> FilterEngine::text_matches(std::string_view text) const {
  std::vector<std::uint8_t> found(day_.size(), 0);
  std::vector<std::uint8_t> part;
  for (const Words& words : words_) {
    words.index.match(text, part);
    const std::size_t taken_up = found.size() - std::min(found.size(), words.first);
    std::copy_n(part.begin(), std::min(words.count, taken_up),
                found.begin() + static_cast<std::ptrdiff_t>(words.first));
  }
  return found;
}

std::vector<std::uint32_t> FilterEngine::hits_of_each(std::string_view text,
                                                      const std::vector<std::uint8_t>& articles) const {
  std::vector<std::uint32_t> hits(articles.size(), 0);
  for (const Words& words : words_) {
    if (words.first >= articles.size()) break;
    const std::size_t count = std::min(articles.size() - words.first, words.count);
    const auto from = articles.begin() + static_cast<std::ptrdiff_t>(words.first);
    const auto found = words.index.hits(text, {from, from + static_cast<std::ptrdiff_t>(count)});
    std::copy_n(found.begin(), std::min(count, found.size()),
                hits.begin() + static_cast<std::ptrdiff_t>(words.first));
  }
  return hits;
}

void FilterEngine::mention_changed(std::uint32_t mention) {
  if (mention >= mention_place_.size()) return;
  mention_place_[mention] = index_of(corpus_->mentions[mention].place);
  confidence_[mention] = corpus_->mentions[mention].confidence;
}

void FilterEngine::mention_inserted(std::uint32_t mention) {
  mention_place_.insert(mention_place_.begin() + mention, kNoPlace);
  confidence_.insert(confidence_.begin() + mention, 0.0f);
  mention_changed(mention);
}

void FilterEngine::article_changed(std::uint32_t article) {
  if (article < day_.size()) day_[article] = day_of(corpus_->articles[article]);
}

std::int32_t FilterEngine::day_of(const ArticleHead& article) {
  return article.published ? day_number(*article.published) : kNoDay;
}

// Of articles `first` and later; the ones before have none.
std::vector<PartMask> FilterEngine::article_fails(std::size_t first, const Filter& filter) const {
  std::vector<PartMask> fails(day_.size(), 0);
  const auto fail = [&](FilterPart part, auto holds) {
    for (std::size_t i = first; i < fails.size(); ++i) {
      if (!holds(i)) fails[i] |= mask_of(part);
    }
  };
  const auto fail_by_name = [&](FilterPart part, const NameColumn& column,
                                const std::vector<std::string>& only,
                                const std::vector<std::string>& without) {
    if (!is_set(filter, part)) return;
    std::vector<std::uint8_t> passes = column.chosen(only);
    if (only.empty()) std::ranges::fill(passes, std::uint8_t{1});
    const std::vector<std::uint8_t> left_out = column.chosen(without);
    for (std::size_t i = 0; i < passes.size(); ++i)
      passes[i] = passes[i] != 0 && left_out[i] == 0 ? 1 : 0;
    fail(part, [&](std::size_t i) { return passes[column.of(i)] != 0; });
  };
  fail_by_name(FilterPart::source, sources_, filter.sources, filter.not_sources);
  fail_by_name(FilterPart::language, languages_, filter.languages, filter.not_languages);
  if (is_set(filter, FilterPart::date)) {
    const bool ends = filter.from || filter.to;
    const std::int32_t from = filter.from ? day_number(*filter.from) : kNoDay + 1;
    const std::int32_t to = filter.to ? day_number(*filter.to) : std::numeric_limits<std::int32_t>::max();
    fail(FilterPart::date, [&](std::size_t i) {
      return day_[i] == kNoDay ? filter.undated : ends && day_[i] >= from && day_[i] <= to;
    });
  }
  if (is_set(filter, FilterPart::text)) {
    const std::vector<std::uint8_t> found = text_matches(filter.text);
    fail(FilterPart::text, [&](std::size_t i) { return found[i] != 0; });
  }
  return fails;
}

std::vector<PartMask> FilterEngine::place_fails(const Filter& filter) const {
  std::vector<PartMask> fails(places_.size(), 0);
  fails[kNoPlace] = kFailsAlways;
  const auto fail = [&](FilterPart part, auto passes) {
    if (!is_set(filter, part)) return;
    for (std::size_t i = kNoPlace + 1; i < places_.size(); ++i) {
      if (!passes(places_[i])) fails[i] |= mask_of(part);
    }
  };
  fail(FilterPart::kind, [&](const PlaceFacts& place) {
    return (filter.kinds.empty() || holds(filter.kinds, place.kind)) && !holds(filter.not_kinds, place.kind);
  });
  fail(FilterPart::country, [&](const PlaceFacts& place) {
    return filter.countries.empty() || (place.country.valid() && holds(filter.countries, place.country));
  });
  fail(FilterPart::place,
       [&](const PlaceFacts& place) { return filter.places.empty() || lies_in(filter.places, place); });
  fail(FilterPart::box, [&](const PlaceFacts& place) { return filter.box->contains(place.location); });
  return fails;
}

void FilterEngine::apply(const Filter& filter, FilterResult& result) const {
  apply_from(0, filter, result);
}

void FilterEngine::apply_to_added(const Filter& filter, FilterResult& result) const {
  apply_from(result.article_passes.size(), filter, result);
}

void FilterEngine::apply_from(std::size_t first_article, const Filter& filter, FilterResult& result) const {
  const std::vector<PartMask> of_article = article_fails(first_article, filter);
  const std::vector<PartMask> of_place = place_fails(filter);
  Presence presence(places_, filter);
  const std::size_t articles = of_article.size();
  // What lets an article pass that has no mention: all where none is asked for, else the one part that asks.
  const PartMask unasked = parts_but(mention_parts(filter));
  constexpr PartMask kUnsure = mask_of(FilterPart::confidence);
  result.article_passes.resize(articles);
  result.mention_passes.resize(mention_place_.size());
  result.holds_but.resize(mention_place_.size());
  result.passes_but.resize(articles);
  if (first_article == 0) result.articles = result.mentions = 0;
  for (std::size_t i = first_article; i < articles; ++i) {
    const std::uint32_t first = corpus_->first_mention[i];
    const std::uint32_t last = corpus_->first_mention[i + 1];
    PartMask mentioned = unasked;
    std::uint32_t count = 0;
    for (std::uint32_t m = first; m < last; ++m) {
      const PartMask unsure = confidence_[m] >= filter.min_confidence ? PartMask{0} : kUnsure;
      const auto fails = static_cast<PartMask>(of_place[mention_place_[m]] | unsure);
      const bool passes = fails == 0;
      result.mention_passes[m] = passes ? 1 : 0;
      result.holds_but[m] = parts_but(fails);
      count += passes ? 1 : 0;
      mentioned |= result.holds_but[m];
    }
    PartMask fails = of_article[i];
    PartMask fails_unsure = fails;  // the same without the least confidence
    if (presence.asked()) {
      const std::span places = std::span(mention_place_).subspan(first, last - first);
      const std::span sure = std::span(confidence_).subspan(first, last - first);
      fails |= presence.fails(places, sure, filter.min_confidence);
      fails_unsure |= presence.fails(places, sure, 0);
    }
    const bool passes = fails == 0 && mentioned == kAllParts;
    result.article_passes[i] = passes ? 1 : 0;
    result.passes_but[i] = kAllParts;
    if (!passes) {
      const auto but = static_cast<PartMask>(parts_but(fails) & mentioned & ~kUnsure);
      const auto if_unsure = static_cast<PartMask>(fails_unsure == 0 ? mentioned & kUnsure : 0);
      result.passes_but[i] = static_cast<PartMask>(but | if_unsure);
    }
    if (passes) {
      ++result.articles;
      result.mentions += count;
    } else {
      std::fill(result.mention_passes.begin() + first, result.mention_passes.begin() + last, std::uint8_t{0});
    }
  }
}

}  // namespace kharita::app
