// The project's own sample articles: enough of them, of the right years, about many countries.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/reader.h"

namespace {

using namespace kharita;

std::filesystem::path samples_folder() {
  return std::filesystem::path(KHARITA_SOURCE_DIR) / "data" / "samples";
}

std::vector<app::Article> read_articles(const std::filesystem::path& file) {
  std::vector<app::Article> articles;
  const auto read = app::read_file(file, [&](app::ReadItem&& item) {
    REQUIRE_MESSAGE(item.article.has_value(), item.article.error().message);
    articles.push_back(std::move(*item.article));
    return true;
  });
  REQUIRE_MESSAGE(read.has_value(), read.error().message);
  return articles;
}

// As the samples spell them: plain substrings, so that the check leans on nothing but the reader.
constexpr std::array<std::string_view, 30> kCountries = {
    "مصر",      "سوريا",   "تركيا",    "العراق",  "إيران", "باكستان", "أفغانستان", "الهند",
    "السعودية", "قطر",     "الإمارات", "الأردن",  "لبنان", "المغرب",  "الجزائر",   "تونس",
    "ليبيا",    "السودان", "الصومال",  "إثيوبيا", "كينيا", "السنغال", "فرنسا",     "إسبانيا",
    "ألمانيا",  "روسيا",   "أوكرانيا", "اليابان", "الصين", "البرازيل"};

int year_of(const app::Article& article) {
  return static_cast<int>(article.published->year());
}

}  // namespace

TEST_CASE("samples: at least sixty articles with title, source, date and text") {
  const auto articles = read_articles(samples_folder() / "articles.ndjson");
  CHECK(articles.size() >= 60);
  for (const auto& article : articles) {
    CAPTURE(article.id);
    CHECK_FALSE(article.title.empty());
    CHECK_FALSE(article.source.empty());
    CHECK(article.published.has_value());
    CHECK(article.text.size() > 300);
    CHECK(article.language == "ar");
  }
}

TEST_CASE("samples: ids are unique") {
  std::set<std::string> ids;
  const auto articles = read_articles(samples_folder() / "articles.ndjson");
  for (const auto& article : articles)
    ids.insert(article.id);
  CHECK(ids.size() == articles.size());
}

TEST_CASE("samples: every year from 2021 to 2024 has articles, no other year has") {
  std::set<int> years;
  for (const auto& article : read_articles(samples_folder() / "articles.ndjson")) {
    REQUIRE(article.published.has_value());
    years.insert(year_of(article));
  }
  CHECK(years == std::set<int>{2021, 2022, 2023, 2024});
}

TEST_CASE("samples: at least fifteen countries are named, each in two articles or more") {
  const auto articles = read_articles(samples_folder() / "articles.ndjson");
  const auto named = std::count_if(kCountries.begin(), kCountries.end(), [&](std::string_view country) {
    return std::count_if(articles.begin(), articles.end(), [&](const app::Article& article) {
             return article.text.find(country) != std::string::npos;
           }) >= 2;
  });
  CHECK(named >= 15);
}
