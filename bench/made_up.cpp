#include "bench/made_up.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>

namespace kharita::bench {
namespace {

constexpr std::size_t kTextBytes = 1000;
constexpr std::uint32_t kSources = 20;
constexpr int kDays = 365;

}  // namespace

app::ArticleBatch make_up_corpus(const geo::Gazetteer& gazetteer, const MadeUp& size) {
  std::mt19937 random(1);
  std::vector<geo::PlaceId> cities;
  std::vector<std::string_view> words;
  for (std::uint32_t i = 0; i < gazetteer.place_count(); ++i) {
    const geo::Place place = gazetteer.place({i});
    if (place.kind != geo::PlaceKind::city) continue;
    cities.push_back(place.id);
    if (!place.name_ar.empty()) words.push_back(place.name_ar);
  }
  std::ranges::shuffle(cities, random);
  cities.resize(std::min<std::size_t>(cities.size(), size.places));
  const auto first_day = std::chrono::sys_days(std::chrono::year(2024) / 1 / 1);
  app::ArticleBatch corpus;
  for (std::uint32_t a = 0; a < size.articles && !cities.empty() && !words.empty(); ++a) {
    app::Article article;
    article.id = fmt::format("made-up-{}", a);
    article.title = words[random() % words.size()];
    article.source = fmt::format("source {}", random() % kSources);
    article.language = "ar";
    while (article.text.size() < kTextBytes)
      article.text.append(words[random() % words.size()]).append(" ");
    article.published = app::Date(first_day + std::chrono::days(random() % kDays));
    article.published_from = app::PublishedFrom::metadata;
    std::vector<app::ArticleMention> mentions(size.mentions_each);
    for (std::uint32_t m = 0; m < size.mentions_each; ++m) {
      mentions[m].start = m * 8;
      mentions[m].end = m * 8 + 5;
      // Each city at least once where there are enough mentions.
      const std::uint64_t n = std::uint64_t{a} * size.mentions_each + m;
      mentions[m].place = cities[n < cities.size() ? n : random() % cities.size()];
      mentions[m].confidence = static_cast<float>(random() % 100) / 100;
    }
    corpus.add(std::move(article), std::move(mentions));
  }
  return corpus;
}

}  // namespace kharita::bench
