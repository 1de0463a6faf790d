#include "app/model/whole_articles.h"

#include <doctest/doctest.h>

#include <string>

using namespace kharita::app;

namespace {

WholeArticle whole(std::string text) {
  WholeArticle one;
  one.article.text = std::move(text);
  return one;
}

}  // namespace

TEST_CASE("whole articles: what is not there is wanted once, until it is put") {
  WholeArticles articles;
  CHECK(articles.find(7) == nullptr);
  CHECK(articles.find(7) == nullptr);
  CHECK(articles.find(8) == nullptr);
  CHECK(articles.wanted());
  CHECK(articles.take_wanted() == std::vector<std::uint32_t>{7, 8});
  CHECK(articles.find(7) == nullptr);  // it is on its way
  CHECK_FALSE(articles.wanted());
  articles.put(7, whole("text"));
  REQUIRE(articles.find(7) != nullptr);
  CHECK(articles.find(7)->article.text == "text");
  articles.put(7, whole("later"));
  CHECK(articles.find(7)->article.text == "later");
}

TEST_CASE(
    "whole articles: those looked at longest ago go where there are too many bytes, and may be wanted "
    "again") {
  WholeArticles articles;
  const std::string third(WholeArticles::kMostBytes / 3, 'x');
  for (const std::uint32_t i : {0U, 1U, 2U})
    articles.put(i, whole(third));
  CHECK(articles.find(0) != nullptr);
  articles.put(3, whole(third));
  CHECK(articles.find(0) != nullptr);
  CHECK(articles.find(1) == nullptr);
  CHECK(articles.take_wanted() == std::vector<std::uint32_t>{1});
  CHECK(articles.find(2) != nullptr);
  articles.put(
      9, whole(std::string(2 * WholeArticles::kMostBytes, 'x')));  // the latest stays, whatever its size
  CHECK(articles.find(9) != nullptr);
  CHECK(articles.find(2) == nullptr);
  articles.put(10, whole("short"));
  CHECK(articles.find(9) == nullptr);
}
