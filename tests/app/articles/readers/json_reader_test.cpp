#include <doctest/doctest.h>

#include "tests/app/articles/readers/read_items.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

TEST_CASE("json reader: one object, a list, and a list inside an object") {
  CHECK(read_all_of("{\n \"id\": \"a\",\n \"text\": \"خبر\"\n}\n").article(0).id == "a");
  const auto list = read_all_of("[{\"id\":\"a\",\"text\":\"x\"},\n {\"id\":\"b\",\"text\":\"y\"}]");
  REQUIRE(list.items.size() == 2);
  CHECK(list.article(1).id == "b");
  for (const char* content :
       {"{\"status\":\"ok\",\n\"articles\":[{\"id\":\"a\",\"text\":\"x\"},\n{\"id\":\"b\",\"text\":\"y\"}]}",
        "{\"articles\":[{\"id\":\"a\",\"text\":\"x\"},{\"id\":\"b\",\"text\":\"y\"}]}"}) {
    const auto inside = read_all_of(content);
    REQUIRE(inside.items.size() == 2);
    CHECK(inside.article(1).id == "b");
  }
}

TEST_CASE("json reader: a broken record does not end the list") {
  const auto all =
      read_all_of("[{\"id\":\"a\",\"text\":\"x\"},\n 5, {\"id\":\"b\"}, {\"id\":\"c\",\"text\":\"y\"}]");
  REQUIRE(all.items.size() == 4);
  CHECK(all.items[1].article.error().message.find("record 2") != std::string::npos);
  CHECK(all.items[2].id == "b");
  CHECK(all.article(3).id == "c");
}

TEST_CASE("json reader: a file cut short is an error that says where") {
  const TempFolder folder;
  const auto all = read_all(folder.write("a.json", "[{\"id\":\"a\",\n\"text\":\"x\"},\n {\"id\""));
  REQUIRE_FALSE(all.result);
  CHECK(all.result.error().message.find("a.json: the JSON is cut short") != std::string::npos);
}

TEST_CASE("json reader: a list without articles is an error") {
  CHECK_FALSE(read_all_of("[]").result);
}

TEST_CASE("json reader: a file of one article takes the date from its name") {
  const TempFolder folder;
  const auto all = read_all(folder.write("2024-01-29.json", "{\n\"text\":\"خبر\"\n}"));
  CHECK(day_of(all.article(0)) == "2024-01-29");
  CHECK(all.article(0).published_from == PublishedFrom::file_name);
}

TEST_CASE("json reader: 100,000 levels of nesting are no danger") {
  const TempFolder folder;
  CHECK_FALSE(read_all(folder.write("deep.json", std::string(100000, '[') + "{}")).result);
  CHECK_FALSE(read_all_of("[{\"a\":" + std::string(100000, '[')).result);
}
