#include "app/articles/filter.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kharita::app {
namespace {

// Of what is no place: no part that is left out lets it pass.
constexpr PartMask kFailsAlways = 0xFFFF;

// What one of a few mentions, or the article, fails where it passes but for at most one part; else none.
constexpr PartMask if_alone(PartMask fails) {
  return (fails & (fails - 1)) == 0 ? fails : PartMask{0};
}

// The parts each of which, left out, lets an article pass. `fails`: what it fails itself; `mentioned`: one of
// its mentions passes, or none is asked for; `nearly`: the parts that alone keep one from it.
constexpr PartMask parts_but(PartMask fails, bool mentioned, PartMask nearly) {
  if (fails == 0) return mentioned ? kAllParts : nearly;
  return mentioned ? if_alone(fails) : PartMask{0};
}

std::int32_t day_number(const Date& date) {
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

template <typename T>
bool holds(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

FilterEngine::FilterEngine(const Corpus& corpus, PlaceLookup place)
    : corpus_(&corpus), place_(std::move(place)) {}

std::uint32_t FilterEngine::index_of(geo::PlaceId id) {
  if (!id.valid()) return kNoPlace;
  const auto [entry, inserted] =
      place_index_.try_emplace(id.value, static_cast<std::uint32_t>(places_.size()));
  if (inserted) {
    const geo::Place place = place_(id);
    places_.push_back({id, place.country, place.admin1, place.location});
  }
  return entry->second;
}

void FilterEngine::update() {
  for (std::size_t i = day_.size(); i < corpus_->articles.size(); ++i) {
    const ArticleHead& article = corpus_->articles[i];
    day_.push_back(day_of(article));
    source_.push_back(
        source_index_.try_emplace(article.source, static_cast<std::uint32_t>(source_index_.size()))
            .first->second);
  }
  for (std::size_t i = mention_place_.size(); i < corpus_->mentions.size(); ++i) {
    mention_place_.push_back(index_of(corpus_->mentions[i].place));
    confidence_.push_back(corpus_->mentions[i].confidence);
  }
}

void FilterEngine::add_text(std::uint32_t article, std::string_view title, std::string_view text) {
  if (words_.empty() || words_.back().first + words_.back().index.size() != article)
    words_.push_back({article, TextIndex()});
  words_.back().index.add(title, text);
}

void FilterEngine::set_words(std::uint32_t first, TextIndex words) {
  const auto before = [](const Words& a, std::uint32_t b) { return a.first < b; };
  words_.insert(std::lower_bound(words_.begin(), words_.end(), first, before), {first, std::move(words)});
}

// One an article.
std::vector<std::uint8_t> FilterEngine::text_matches(std::string_view text) const {
  std::vector<std::uint8_t> found(day_.size(), 0);
  std::vector<std::uint8_t> part;
  for (const Words& words : words_) {
    words.index.match(text, part);
    const std::size_t known = found.size() - std::min<std::size_t>(found.size(), words.first);
    std::copy_n(part.begin(), std::min(part.size(), known), found.begin() + words.first);
  }
  return found;
}

std::uint64_t FilterEngine::count_hits(std::string_view text,
                                       const std::vector<std::uint8_t>& articles) const {
  std::uint64_t hits = 0;
  for (const Words& words : words_) {
    if (words.first >= articles.size()) break;
    const std::size_t count = std::min(articles.size() - words.first, words.index.size());
    const auto from = articles.begin() + words.first;
    hits += words.index.count_hits(text, {from, from + static_cast<std::ptrdiff_t>(count)});
  }
  return hits;
}

void FilterEngine::mention_changed(std::uint32_t mention) {
  if (mention >= mention_place_.size()) return;
  mention_place_[mention] = index_of(corpus_->mentions[mention].place);
  confidence_[mention] = corpus_->mentions[mention].confidence;
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
  if (is_set(filter, FilterPart::source)) {
    std::vector<std::uint8_t> chosen(source_index_.size(), 0);
    for (const auto& source : filter.sources) {
      if (const auto found = source_index_.find(source); found != source_index_.end())
        chosen[found->second] = 1;
    }
    fail(FilterPart::source, [&](std::size_t i) { return chosen[source_[i]] != 0; });
  }
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
  fail(FilterPart::country, [&](const PlaceFacts& place) {
    return place.country.valid() && holds(filter.countries, place.country);
  });
  fail(FilterPart::place, [&](const PlaceFacts& place) {
    return holds(filter.places, place.id) || (place.country.valid() && holds(filter.places, place.country)) ||
           (place.admin1.valid() && holds(filter.places, place.admin1));
  });
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
  const std::size_t articles = of_article.size();
  const PartMask asked = mention_parts(filter);
  const PartMask asked_alone = if_alone(asked);  // without it no mention is asked for
  constexpr PartMask kUnsure = mask_of(FilterPart::confidence);
  result.article_passes.resize(articles);
  result.mention_passes.resize(mention_place_.size());
  result.mention_holds.resize(mention_place_.size());
  result.passes_but.resize(articles);
  if (first_article == 0) result.articles = result.mentions = 0;
  for (std::size_t i = first_article; i < articles; ++i) {
    const std::uint32_t first = corpus_->first_mention[i];
    const std::uint32_t last = corpus_->first_mention[i + 1];
    bool any = asked == 0;
    PartMask nearly = asked_alone;
    std::uint32_t count = 0;
    for (std::uint32_t m = first; m < last; ++m) {
      const PartMask unsure = confidence_[m] >= filter.min_confidence ? PartMask{0} : kUnsure;
      const auto fails = static_cast<PartMask>(of_place[mention_place_[m]] | unsure);
      const bool passes = fails == 0;
      result.mention_holds[m] = result.mention_passes[m] = passes ? 1 : 0;
      count += passes ? 1 : 0;
      any |= passes;
      nearly |= if_alone(fails);
    }
    const bool passes = any && of_article[i] == 0;
    result.article_passes[i] = passes ? 1 : 0;
    result.passes_but[i] = parts_but(of_article[i], any, nearly);
    if (passes) {
      ++result.articles;
      result.mentions += count;
    } else {
      std::fill(result.mention_passes.begin() + first, result.mention_passes.begin() + last, std::uint8_t{0});
    }
  }
}

}  // namespace kharita::app
