#include "app/articles/line_batch.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <sstream>
#include <string>

#include "tests/app/articles/read_items.h"

using namespace kharita;
using namespace kharita::app;

TEST_CASE("line batches: hold the same articles, notes and errors, in order, as reading line by line") {
  std::mt19937 random(21);
  std::string content;
  for (int i = 0; i < 3000; ++i) {
    const std::string text(1 + random() % 300, 'x');
    switch (random() % 8) {
      case 0:
        content += "{\"id\": broken\n";
        break;
      case 1:
        content += fmt::format("{{\"id\":\"{}\",\"text\":\"\xFF {}\"}}\r\n", i, text);
        break;
      case 2:
        content += "\n";
        break;
      case 3:
        content += fmt::format("{{\"articles\":[{{\"text\":\"{}\"}},{{\"text\":\"b\"}}]}}\n", text);
        break;
      case 4:
        if (i % 300 == 4) content += std::string(80'000, 'y') + "\n";
        break;
      default:
        content += fmt::format("{{\"id\":\"{}\",\"text\":\"{}\"}}\n", i, text);
    }
  }
  ReadLimits limits;
  limits.max_article_bytes = 50'000;
  const auto expected = test::read_all_of(content, limits);
  std::vector<ReadItem> items;
  const ArticleSink sink = [&](ReadItem&& item) {
    items.push_back(std::move(item));
    return true;
  };
  std::size_t count = 0;
  std::istringstream in(content);
  const auto result = read_stream(
      in, "-", sink,
      [&](LineBatch&& batch) {
        ++count;
        CHECK(batch.bytes.size() < 200'000);
        read_lines(batch, sink);
        return true;
      },
      limits);
  CHECK(result.has_value());
  CHECK(count > 3);
  REQUIRE(items.size() == expected.items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    CHECK(items[i].id == expected.items[i].id);
    CHECK(items[i].note == expected.items[i].note);
    REQUIRE(items[i].article.has_value() == expected.items[i].article.has_value());
    if (items[i].article) {
      CHECK(items[i].article->text == expected.items[i].article->text);
    } else {
      CHECK(items[i].article.error().message == expected.items[i].article.error().message);
    }
  }
}

TEST_CASE("line batches: an empty stream is an error, and a sink that wants no more ends the reading") {
  const ArticleSink none = [](ReadItem&&) { return true; };
  std::size_t count = 0;
  const LineBatchSink one = [&](LineBatch&&) { return ++count < 1; };
  std::string content;
  for (int i = 0; i < 10'000; ++i)
    content += "{\"text\":\"خبر من بغداد\"}\n";
  std::istringstream in(content);
  CHECK(read_stream(in, "-", none, one, {}).has_value());
  CHECK(count == 1);
}
