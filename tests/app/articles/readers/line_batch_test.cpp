#include "app/articles/readers/line_batch.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <random>
#include <sstream>
#include <streambuf>
#include <string>
#include <vector>

#include "tests/app/articles/readers/read_items.h"

using namespace kharita;
using namespace kharita::app;

namespace {

// A pipe that holds one piece at a time, and tells when its reader asks for the next.
class Pipe : public std::streambuf {
 public:
  Pipe(std::vector<std::string> pieces, std::function<void(std::size_t)> asked)
      : pieces_(std::move(pieces)), asked_(std::move(asked)) {}

 private:
  int_type underflow() override {
    asked_(next_);
    if (next_ == pieces_.size()) return traits_type::eof();
    std::string& piece = pieces_[next_++];
    setg(piece.data(), piece.data(), piece.data() + piece.size());
    return traits_type::to_int_type(piece.front());
  }

  std::vector<std::string> pieces_;
  std::function<void(std::size_t)> asked_;
  std::size_t next_ = 0;
};

}  // namespace

TEST_CASE("line batches: what a pipe holds is handed on before more is waited for") {
  const std::string a = "{\"id\":\"a\",\"text\":\"خبر\"}\n";
  const std::string b = "{\"id\":\"b\",\"text\":\"خبر\"}\r\n";
  const std::string mark = "\xEF\xBB\xBF";
  std::string ids;
  std::string at_each_wait;
  const ArticleSink sink = [&](ReadItem&& item) {
    ids += item.article ? item.article->id : "!";
    return true;
  };
  const auto read = [&](const std::vector<std::string>& pieces) {
    ids.clear();
    at_each_wait.clear();
    Pipe pipe(pieces, [&](std::size_t) { at_each_wait += ids + "|"; });
    std::istream in(&pipe);
    const LineBatchSink batches = [&](LineBatch&& batch) {
      read_lines(batch, sink);
      return true;
    };
    CHECK(read_stream(in, "-", sink, batches, {}).has_value());
    return at_each_wait + ids;
  };
  CHECK(read({a, b, a}) == "|a|ab|aba|aba");
  CHECK(read({mark + a, b}) == "|a|ab|ab");
  CHECK(read({a + b.substr(0, 9), b.substr(9) + a}) == "|a|aba|aba");
  CHECK(read({a.substr(0, 9), a.substr(9), "\n", "\n" + b}) == "||a|a|ab|ab");
  // Whether these are lines shows only after the first whole object.
  CHECK(read({"{\"id\": broken\n", b, a}) == "||!b|!ba|!ba");
  CHECK(read({"{\n", "\"text\": \"خبر\",\n", "\"id\": \"c\"}\n"}) == "||||c");
  CHECK(read({"[\n", a, ",\n", b, "]\n"}) == "||||||ab");
}

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
