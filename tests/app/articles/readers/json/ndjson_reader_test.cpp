#include <doctest/doctest.h>

#include "tests/app/articles/readers/read_items.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

TEST_CASE("ndjson reader: every field arrives, and the text as given") {
  const auto all = read_all_of(
      R"({"id":"a1","title":" عنوان ","source":"صحيفة","url":"https://example.org/1","published":"2024-01-29T23:00:00Z","language":"ar-EG","text":" نص\n الخبر "})"
      "\n");
  REQUIRE(all.result);
  REQUIRE(all.items.size() == 1);
  const Article& article = all.article(0);
  CHECK(article.id == "a1");
  CHECK(article.title == "عنوان");
  CHECK(article.source == "صحيفة");
  CHECK(article.url == "https://example.org/1");
  CHECK(article.language == "ar");
  CHECK(article.text == " نص\n الخبر ");
  CHECK(day_of(article) == "2024-01-29");
  CHECK(article.published_from == PublishedFrom::metadata);
}

TEST_CASE("ndjson reader: an article without an id gets one from its content") {
  const auto all = read_all_of("{\"text\":\"خبر\"}\n{\"text\":\"خبر\"}\n{\"text\":\"آخر\"}\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(0).id == all.article(1).id);
  CHECK(all.article(0).id != all.article(2).id);
  CHECK(content_id("", "abc") == "77b327e8f2490dfe0b95c0bb899c5e54");
}

TEST_CASE("ndjson reader: the title is told from the text in an id") {
  CHECK(content_id("a", "b") != content_id("", "ab"));
}

TEST_CASE("ndjson reader: a line cut in half is an error with its number and id, and the rest goes on") {
  const auto all = read_all_of("{\"id\":\"x\",\"text\":\"خبر\n{\"id\":\"y\",\"text\":\"خبر\"}\n[1]\n7\n");
  REQUIRE(all.result);
  REQUIRE(all.items.size() == 4);
  REQUIRE_FALSE(all.items[0].article);
  CHECK(all.items[0].id == "x");
  CHECK(all.items[0].article.error().message.find("-: line 1: the JSON is cut short") == 0);
  CHECK(all.article(1).id == "y");
  CHECK_FALSE(all.items[2].article);
  CHECK_FALSE(all.items[3].article);
}

TEST_CASE("ndjson reader: an article without text is an error that keeps its id") {
  const auto all = read_all_of("{\"id\":\"x\",\"url\":\"u\"}\n{\"id\":\"y\",\"text\":\" \\n\"}\n");
  REQUIRE(all.items.size() == 2);
  CHECK_FALSE(all.items[0].article);
  CHECK(all.items[0].id == "x");
  CHECK_FALSE(all.items[1].article);
}

TEST_CASE("ndjson reader: broken UTF-8, NUL and lone surrogates become U+FFFD and are noted") {
  const auto all = read_all_of(
      "{\"text\":\"قبل\xFF بعد\"}\n{\"text\":\"a\\u0000b\"}\n{\"text\":\"a\\ud83d "
      "b\"}\n{\"text\":\"\\ud83d\\ude00\"}\n");
  REQUIRE(all.items.size() == 4);
  CHECK(all.article(0).text == "قبل� بعد");
  CHECK_FALSE(all.items[0].note.empty());
  CHECK(all.article(1).text == "a�b");
  CHECK(all.article(2).text == "a� b");
  CHECK(all.article(3).text == "😀");
  CHECK(all.items[3].note.empty());
}

TEST_CASE("ndjson reader: blank lines, CRLF, a byte order mark and a last line without an end") {
  const auto all = read_all_of("\xEF\xBB\xBF{\"text\":\"a\"}\r\n\r\n  \n{\"text\":\"b\"}");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "a");
  CHECK(all.article(1).text == "b");
}

TEST_CASE("ndjson reader: a line beyond the limit is an error of its own") {
  ReadLimits limits;
  limits.max_article_bytes = 1 << 20;
  const std::string longer = "{\"id\":\"long\",\"text\":\"" + std::string(3 << 20, 'x') + "\"}\n";
  const auto all =
      read_all_of("{\"id\":\"a\",\"text\":\"a\"}\n" + longer + "{\"id\":\"b\",\"text\":\"b\"}\n", limits);
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(0).id == "a");
  REQUIRE_FALSE(all.items[1].article);
  CHECK(all.items[1].article.error().message.find("line 2") != std::string::npos);
  CHECK(all.article(2).id == "b");
}

TEST_CASE("ndjson reader: many lines across the chunks of the stream arrive whole and in order") {
  std::string content;
  for (int i = 0; i < 20000; ++i)
    content += fmt::format("{{\"id\":\"{}\",\"text\":\"خبر رقم {}\"}}\n", i, i);
  const auto all = read_all_of(content);
  REQUIRE(all.items.size() == 20000);
  for (std::size_t i = 0; i < all.items.size(); ++i) {
    REQUIRE(all.article(i).id == std::to_string(i));
    REQUIRE(all.article(i).text == fmt::format("خبر رقم {}", i));
  }
  CHECK(all.items.back().bytes_read == content.size());
}

TEST_CASE("ndjson reader: the sink may stop") {
  std::istringstream in("{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
  int count = 0;
  REQUIRE(read_stream(in, "-", [&](ReadItem&&) { return ++count < 1; }));
  CHECK(count == 1);
}

TEST_CASE("ndjson reader: other names of fields, and the most telling one wins") {
  const auto all = read_all_of(
      R"({"id":7,"headline":"h","publisher":{"name":"p"},"link":"u","summary":"short","content":"long","created_at":"Sat Nov 17 11:51:02 +0000 2018"})");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).id == "7");
  CHECK(all.article(0).title == "h");
  CHECK(all.article(0).source == "p");
  CHECK(all.article(0).url == "u");
  CHECK(all.article(0).text == "long");
  CHECK(day_of(all.article(0)) == "2018-11-17");
}

TEST_CASE("ndjson reader: a number of seconds since 1970 is a date") {
  CHECK(day_of(read_all_of(R"({"text":"a","timestamp":1706486400})").article(0)) == "2024-01-29");
}

TEST_CASE("ndjson reader: ids that are numbers stay apart, and one beyond all numbers costs nothing") {
  const auto all = read_all_of(
      "{\"id\":17,\"text\":\"خبر\"}\n{\"id\":17.0,\"text\":\"خبر\"}\n{\"id\":1.5,\"text\":\"خبر\"}\n"
      "{\"id\":1.6,\"text\":\"خبر\",\"published\":1706486400.5}\n{\"id\":\"x\",\"text\":\"خبر\",\"n\":-1e999}"
      "\n");
  REQUIRE(all.items.size() == 5);
  CHECK(all.article(0).id == "17");
  CHECK(all.article(1).id == "17");
  CHECK(all.article(2).id == "1.5");
  CHECK(all.article(3).id == "1.6");
  CHECK(day_of(all.article(3)) == "2024-01-29");
  CHECK(all.items[4].id == "x");
  CHECK(all.article(4).text == "خبر");
}

TEST_CASE("ndjson reader: a record of many has neither its file's name nor its time as a date") {
  const TempFolder folder;
  const auto all = read_all(folder.write("2024-01-29.ndjson", "{\"text\":\"خبر\"}\n"));
  REQUIRE(all.items.size() == 1);
  CHECK(day_of(all.article(0)) == "none");
}

TEST_CASE("ndjson reader: 100,000 levels of nesting are no danger") {
  const std::string deep =
      "{\"text\":\"a\",\"x\":" + std::string(100000, '[') + std::string(100000, ']') + "}\n";
  const auto all = read_all_of(deep);
  REQUIRE(all.items.size() == 1);
  CHECK_FALSE(all.items[0].article.has_value());
  CHECK(read_all_of("{\"text\":" + std::string(100000, '{') + "\n").items.size() == 1);
}
