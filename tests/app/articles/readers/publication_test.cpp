#include "app/articles/readers/publication.h"

#include <doctest/doctest.h>

#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;

namespace {

struct Dated {
  std::string day;
  PublishedFrom from;
  bool operator==(const Dated&) const = default;
};

Dated date_of(const std::string& text, const PublicationClues& clues) {
  Article article;
  article.text = text;
  set_publication(article, clues);
  return {article.published ? geo::text::to_iso(*article.published) : "none", article.published_from};
}

}  // namespace

TEST_CASE("publication: the first clue that holds, in the order of trust") {
  const test::TempFolder folder;
  const auto file = folder.write("2024-01-04-news.txt", "x");
  const auto plain = folder.write("news.txt", "x");
  const std::string byline = "عاصفة في مسقط\nنشر في: الأربعاء 3 يناير 2024\nوصلت العاصفة إلى المدينة.";
  const std::string prose = "وصلت العاصفة إلى مسقط اليوم الجمعة 5 يناير 2024 وقالت الهيئة إنها ستستمر.";
  CHECK(date_of(byline, {"2024-01-01", "2024-01-02", &file}) == Dated{"2024-01-01", PublishedFrom::metadata});
  CHECK(date_of(byline, {"", "2024-01-02", &file}) == Dated{"2024-01-02", PublishedFrom::html});
  CHECK(date_of(byline, {"no date", "", &file}) == Dated{"2024-01-03", PublishedFrom::byline});
  CHECK(date_of(prose, {"", "", &file}) == Dated{"2024-01-04", PublishedFrom::file_name});
  CHECK(date_of(prose, {"", "", &plain}) == Dated{"2024-01-05", PublishedFrom::text});
  CHECK(date_of("وصلت العاصفة.", {"", "", &plain}) == Dated{"none", PublishedFrom::unknown});
  CHECK(date_of("وصلت العاصفة.", {}) == Dated{"none", PublishedFrom::unknown});
}

TEST_CASE("publication: an address dates what nothing nearer does") {
  Article article;
  article.text = "وصلت العاصفة.";
  article.url = "https://example.org/2024/01/17/storm";
  set_publication(article, {});
  CHECK(article.published == Date{std::chrono::year(2024) / 1 / 17});
  CHECK(article.published_from == PublishedFrom::html);
  set_publication(article, {"", "2024-01-16", nullptr});
  CHECK(article.published == Date{std::chrono::year(2024) / 1 / 16});
}

TEST_CASE("publication: metadata in words") {
  CHECK(date_of("خبر", {"الاثنين 29 يناير 2024 - 10:30", "", nullptr}) ==
        Dated{"2024-01-29", PublishedFrom::metadata});
}
