#include "app/articles/readers/fields.h"

#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "tests/app/articles/readers/read_items.h"

using namespace kharita::app;
using kharita::test::day_of;
using kharita::test::read_all_of;

namespace {

constexpr std::array<std::string_view, kFields> kWords{
    "id",        "title",    "source",         "url",         "language", "text", "summary",
    "published", "modified", "published_from", "source_from", "not_after"};

// The table as docs/formats.md has it.
std::string table() {
  std::string rows = "| field | names, the most telling first |\n|---|---|\n";
  for (std::size_t field = 0; field < kFields; ++field) {
    rows += fmt::format("| {} | ", kWords[field]);
    std::string_view between;
    for (const FieldName& known : field_names()) {
      if (static_cast<std::size_t>(known.field) != field) continue;
      rows += fmt::format("{}{}", between, known.name);
      between = ", ";
    }
    rows += " |\n";
  }
  return rows;
}

bool means(std::string_view name, Field field) {
  const auto known = find_field(name);
  return known && known->field == field;
}

}  // namespace

TEST_CASE("fields: docs/formats.md prints the table of names as the code has it") {
  std::ifstream file(KHARITA_SOURCE_DIR "/docs/formats.md");
  std::stringstream text;
  text << file.rdbuf();
  CHECK_MESSAGE(text.str().find(table()) != std::string::npos, "the table should read:\n" << table());
}

TEST_CASE("fields: every name means its own field, the earlier before the later") {
  std::size_t last = 0;
  for (const FieldName& name : field_names()) {
    CAPTURE(name.name);
    const auto known = find_field(name.name);
    REQUIRE(known);
    CHECK(known->field == name.field);
    CHECK((last == 0 || known->rank > last));
    last = known->rank;
  }
}

TEST_CASE(
    "fields: case, spaces, marks, accents, the article and spellings do "
    "not count") {
  CHECK(means("Published_At", Field::published));
  CHECK(means("publishedAt", Field::published));
  CHECK(means("dc:title", Field::title));
  CHECK(means(" TITLE ", Field::title));
  CHECK(means("عنوان", Field::title));
  CHECK(means("عنوان_الخبر", Field::title));
  CHECK(means("عنوان خبر", Field::title));
  CHECK(means("تاريخ الانشاء", Field::published));
  CHECK(means("اللغه", Field::language));
  CHECK(means("Resume", Field::summary));
  CHECK(means("İçerik", Field::text));
  CHECK(means("BAŞLIK", Field::title));
}

TEST_CASE("fields: words before and behind a name make it a little less telling") {
  for (const auto& [name, plain] : {std::pair("post_title", "title"),
                                    {"newsDate", "date"},
                                    {"article_text", "text"},
                                    {"entry.content", "content"},
                                    {"content.rendered", "content"},
                                    {"text_ar", "text"},
                                    {"og:description", "description"},
                                    {"tweet_id", "id"}}) {
    CAPTURE(name);
    const auto affixed = find_field(name);
    REQUIRE(affixed);
    CHECK(affixed->rank == find_field(plain)->rank + 1);
  }
  CHECK(read_all_of(R"({"og:title":"site","title":"own","text":"x"})").article(0).title == "own");
}

TEST_CASE("fields: what only sounds like a field is none") {
  for (const char* name : {"", "scraped_at", "crawled_at", "download_date", "post_type", "titles",
                           "newsletter", "image_url", "author", "text_entities", "الكاتب", "_", "ال"}) {
    CAPTURE(name);
    CHECK_FALSE(find_field(name).has_value());
  }
  CHECK_FALSE(find_field(std::string(1000, 'x')).has_value());
}

TEST_CASE(
    "fields: the date of publication goes before that of making, and "
    "this before that of change") {
  CHECK(
      day_of(
          read_all_of(
              R"({"text":"x","updated_at":"2024-03-01","created_at":"2024-02-01","published_at":"2024-01-01"})")
              .article(0)) == "2024-01-01");
  CHECK(
      day_of(read_all_of(R"({"text":"x","updated_at":"2024-03-01","created_at":"2024-02-01"})").article(0)) ==
      "2024-02-01");
  CHECK(
      day_of(read_all_of(R"({"text":"x","updated_at":"2024-03-01","scraped_at":"2024-02-01"})").article(0)) ==
      "2024-03-01");
  CHECK(day_of(read_all_of(R"({"text":"x","scraped_at":"2024-02-01"})").article(0)) == "none");
}

TEST_CASE(
    "fields: the whole text goes before what sums it up, and a title "
    "alone is the text") {
  CHECK(read_all_of(R"({"excerpt":"e","description":"d","content":"c","full_text":"f","text":"t"})")
            .article(0)
            .text == "f");
  CHECK(read_all_of(R"({"excerpt":"e","description":"d","content":"","title":"x"})").article(0).text == "d");
  CHECK(read_all_of(R"({"title":"x","content":" "})").article(0).text == "x");
  CHECK_FALSE(read_all_of(R"({"id":"x","url":"u"})").items.at(0).article);
}
