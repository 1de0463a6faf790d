#include "app/articles/filter.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kharita::app {
namespace {

// Bits of an article: set where that part of the filter holds.
constexpr std::uint8_t kDate = 1;
constexpr std::uint8_t kSource = 2;
constexpr std::uint8_t kText = 4;
constexpr std::uint8_t kWholeArticle = kDate | kSource | kText;

// Bits of a place, and so of a mention.
constexpr std::uint8_t kCountry = 1;
constexpr std::uint8_t kPlace = 2;
constexpr std::uint8_t kBox = 4;
constexpr std::uint8_t kConfidence = 8;
constexpr std::uint8_t kWholeMention = kCountry | kPlace | kBox | kConfidence;

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
    const Article& article = corpus_->articles[i];
    day_.push_back(day_of(article));
    source_.push_back(
        source_index_.try_emplace(article.source, static_cast<std::uint32_t>(source_index_.size()))
            .first->second);
    text_.add(article.title, article.text);
  }
  for (std::size_t i = mention_place_.size(); i < corpus_->mentions.size(); ++i) {
    mention_place_.push_back(index_of(corpus_->mentions[i].place));
    confidence_.push_back(corpus_->mentions[i].confidence);
  }
}

void FilterEngine::mention_changed(std::uint32_t mention) {
  if (mention >= mention_place_.size()) return;
  mention_place_[mention] = index_of(corpus_->mentions[mention].place);
  confidence_[mention] = corpus_->mentions[mention].confidence;
}

void FilterEngine::article_changed(std::uint32_t article) {
  if (article < day_.size()) day_[article] = day_of(corpus_->articles[article]);
}

std::int32_t FilterEngine::day_of(const Article& article) {
  return article.published ? day_number(*article.published) : kNoDay;
}

// Those of articles `first` and later; the ones before have 0.
std::vector<std::uint8_t> FilterEngine::article_bits(std::size_t first, const Filter& filter) const {
  std::vector<std::uint8_t> bits(day_.size(), 0);
  std::vector<std::uint8_t> chosen(source_index_.size(), filter.sources.empty() ? kSource : std::uint8_t{0});
  for (const auto& source : filter.sources) {
    if (const auto found = source_index_.find(source); found != source_index_.end())
      chosen[found->second] = kSource;
  }
  const bool ends = filter.from || filter.to;
  const bool any_day = !ends && !filter.undated;
  const std::int32_t from = filter.from ? day_number(*filter.from) : kNoDay + 1;
  const std::int32_t to = filter.to ? day_number(*filter.to) : std::numeric_limits<std::int32_t>::max();
  for (std::size_t i = first; i < bits.size(); ++i) {
    const bool in_time = day_[i] == kNoDay ? filter.undated : ends && day_[i] >= from && day_[i] <= to;
    const std::uint8_t date = any_day || in_time ? kDate : std::uint8_t{0};
    bits[i] = static_cast<std::uint8_t>(date | chosen[source_[i]]);
  }
  std::vector<std::uint8_t> text_passes;
  text_.match(filter.text, text_passes);
  for (std::size_t i = first; i < bits.size(); ++i) {
    if (text_passes[i] != 0) bits[i] |= kText;
  }
  return bits;
}

std::vector<std::uint8_t> FilterEngine::place_bits(const Filter& filter) const {
  std::vector<std::uint8_t> bits(places_.size(), 0);
  for (std::size_t i = kNoPlace + 1; i < places_.size(); ++i) {
    const PlaceFacts& place = places_[i];
    const bool country =
        filter.countries.empty() || (place.country.valid() && holds(filter.countries, place.country));
    const bool within = filter.places.empty() || holds(filter.places, place.id) ||
                        (place.country.valid() && holds(filter.places, place.country)) ||
                        (place.admin1.valid() && holds(filter.places, place.admin1));
    const bool box = !filter.box || filter.box->contains(place.location);
    bits[i] = static_cast<std::uint8_t>((country ? kCountry : 0) | (within ? kPlace : 0) | (box ? kBox : 0));
  }
  return bits;
}

void FilterEngine::apply(const Filter& filter, FilterResult& result) const {
  apply_from(0, filter, result);
}

void FilterEngine::apply_to_added(const Filter& filter, FilterResult& result) const {
  apply_from(result.article_passes.size(), filter, result);
}

void FilterEngine::apply_from(std::size_t first_article, const Filter& filter, FilterResult& result) const {
  const std::vector<std::uint8_t> of_article = article_bits(first_article, filter);
  const std::vector<std::uint8_t> of_place = place_bits(filter);
  const std::size_t articles = of_article.size();
  const bool other_mention_parts = !filter.places.empty() || filter.box || filter.min_confidence > 0;
  const bool mention_parts = other_mention_parts || !filter.countries.empty();
  result.article_passes.resize(articles);
  result.mention_passes.resize(mention_place_.size());
  result.mention_holds.resize(mention_place_.size());
  result.passes_without_date.resize(articles);
  result.passes_without_source.resize(articles);
  result.passes_without_country.resize(articles);
  if (first_article == 0) result.articles = result.mentions = 0;
  for (std::size_t i = first_article; i < articles; ++i) {
    const std::uint32_t first = corpus_->first_mention[i];
    const std::uint32_t last = corpus_->first_mention[i + 1];
    bool any = false;
    bool any_without_country = false;
    std::uint32_t count = 0;
    for (std::uint32_t m = first; m < last; ++m) {
      const auto confident = confidence_[m] >= filter.min_confidence ? kConfidence : std::uint8_t{0};
      const auto bits = static_cast<std::uint8_t>(of_place[mention_place_[m]] | confident);
      const bool passes = bits == kWholeMention;
      result.mention_holds[m] = result.mention_passes[m] = passes ? 1 : 0;
      count += passes ? 1 : 0;
      any |= passes;
      any_without_country |= (bits | kCountry) == kWholeMention;
    }
    const std::uint8_t bits = of_article[i];
    const bool mentioned = any || !mention_parts;
    const bool passes = mentioned && bits == kWholeArticle;
    result.article_passes[i] = passes ? 1 : 0;
    result.passes_without_date[i] = mentioned && (bits | kDate) == kWholeArticle ? 1 : 0;
    result.passes_without_source[i] = mentioned && (bits | kSource) == kWholeArticle ? 1 : 0;
    result.passes_without_country[i] =
        bits == kWholeArticle && (any_without_country || !other_mention_parts) ? 1 : 0;
    if (passes) {
      ++result.articles;
      result.mentions += count;
    } else {
      std::fill(result.mention_passes.begin() + first, result.mention_passes.begin() + last, std::uint8_t{0});
    }
  }
}

}  // namespace kharita::app
