// The project's own sample articles: enough of them, of the right years, about many countries.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/readers/reader.h"
#include "tests/geo/gazetteer/built_gazetteer.h"
#include "tests/geo/resolve/labelled.h"

namespace {

using namespace kharita;

std::filesystem::path samples_folder() {
  return std::filesystem::path(KHARITA_SOURCE_DIR) / "data" / "samples";
}

// Article of the whole folder, and the errors met on the way.
struct Samples {
  std::vector<app::Article> articles;
  std::vector<std::string> errors;
};

Samples read_folder() {
  Samples samples;
  const auto files = app::list_articles(samples_folder());
  REQUIRE_MESSAGE(files.has_value(), files.error().message);
  for (const auto& file : files->files) {
    const auto read = app::read_file(file, [&](app::ReadItem&& item) {
      if (item.article) {
        samples.articles.push_back(std::move(*item.article));
      } else {
        samples.errors.push_back(item.article.error().message);
      }
      return true;
    });
    if (!read) samples.errors.push_back(read.error().message);
  }
  return samples;
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

// By what the labels call them: the file's path within the folder, with "#" and the article's id where the
// file holds several.
std::map<std::string, app::Article> articles_by_label() {
  std::map<std::string, app::Article> named;
  const auto files = app::list_articles(samples_folder());
  REQUIRE_MESSAGE(files.has_value(), files.error().message);
  for (const auto& file : files->files) {
    const std::string name = file.path.lexically_relative(samples_folder()).generic_string();
    const auto articles = read_articles(file.path);
    for (const auto& article : articles)
      named[articles.size() == 1 ? name : name + "#" + article.id] = article;
  }
  return named;
}

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

TEST_CASE("samples: every file of the folder is read, whatever its format, and every article is dated") {
  const Samples samples = read_folder();
  CHECK(samples.errors == std::vector<std::string>{});
  CHECK(samples.articles.size() == 94);
  for (const auto& article : samples.articles) {
    CAPTURE(article.title);
    CHECK_FALSE(article.title.empty());
    REQUIRE(article.published.has_value());
    CHECK(year_of(article) >= 2021);
    CHECK(year_of(article) <= 2024);
  }
}

TEST_CASE("samples: pages lose their menus, side columns and comment forms") {
  for (const auto& article : read_folder().articles) {
    CAPTURE(article.title);
    for (const std::string_view furniture :
         {"اقرأ أيضا", "أضف تعليقا", "جميع الحقوق محفوظة", "معرض الكتاب في القاهرة"}) {
      CHECK(article.text.find(furniture) == std::string::npos);
    }
  }
}

TEST_CASE("samples: a Windows-1256 report reads as Arabic") {
  const auto articles = read_articles(samples_folder() / "reports" / "baltimore-windows-1256.txt");
  REQUIRE(articles.size() == 1);
  CHECK(articles[0].text.find("بالتيمور") != std::string::npos);
}

TEST_CASE("samples: bylines of several forms date their reports") {
  using std::chrono::year, std::chrono::month, std::chrono::day;
  const auto published = [](const char* file) {
    const auto articles = read_articles(samples_folder() / "reports" / file);
    REQUIRE(articles.size() == 1);
    REQUIRE(articles[0].published.has_value());
    return *articles[0].published;
  };
  CHECK(published("ukraine.txt") == app::Date(year(2022), month(2), day(24)));
  CHECK(published("alhaouz.txt") == app::Date(year(2023), month(9), day(9)));
  CHECK(published("saravan.txt") == app::Date(year(2024), month(1), day(18)));
  CHECK(published("balmoral.txt") == app::Date(year(2022), month(9), day(8)));
}

TEST_CASE("samples: places, dates and days of publication are found as they were labelled by hand") {
  const auto articles = articles_by_label();
  REQUIRE(geo::test::built_gazetteer() != nullptr);
  geo::testing::Scorer scorer(*geo::test::built_gazetteer());
  std::ifstream in(std::filesystem::path(KHARITA_SOURCE_DIR) / "tests" / "data" / "samples.ndjson");
  std::size_t labelled = 0;
  for (std::string line; std::getline(in, line); ++labelled) {
    const auto document = nlohmann::json::parse(line);
    CAPTURE(document["id"].get<std::string>());
    const auto article = articles.find(document["id"].get<std::string>());
    REQUIRE(article != articles.end());
    REQUIRE(article->second.published.has_value());
    CHECK(geo::text::to_iso(*article->second.published) == document["published"].get<std::string>());
    scorer.add(article->second.text, document);
  }
  CHECK(labelled == articles.size());
  const geo::testing::Scores& scores = scorer.scores();
  MESSAGE("samples: " << geo::testing::to_string(scores));
  INFO(scores.errors);
  CHECK(scores.strict.f1() >= 0.94);
  CHECK(scores.overlap.f1() >= 0.955);
  CHECK(scores.accuracy() >= 0.97);
  CHECK(scores.dates.f1() >= 0.98);
}
