#include <doctest/doctest.h>

#include <istream>
#include <streambuf>
#include <string>
#include <utility>
#include <vector>

#include "app/articles/readers/reader.h"

using namespace kharita::app;

namespace {

// A stream of `before`, `megabytes` of words and `behind`, which is never held.
class LongField : public std::streambuf {
 public:
  LongField(std::string before, std::size_t megabytes, std::string behind)
      : piece_(std::move(before)), behind_(std::move(behind)), pieces_(megabytes * 16) {}

 protected:
  int_type underflow() override {
    if (given_ == 1) piece_ = std::string(65536, 'a');
    if (given_ == pieces_ + 1) piece_ = behind_;
    if (given_++ > pieces_ + 1) return traits_type::eof();
    setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
    return traits_type::to_int_type(piece_[0]);
  }

 private:
  std::string piece_;
  std::string behind_;
  std::size_t pieces_;
  std::size_t given_ = 0;
};

}  // namespace

TEST_CASE("long field: a field of 100 MB is an error of its own in every format, and what follows is read") {
  for (const auto& [before, behind] : {
           std::pair{"{\"text\":\"", "\"}\n{\"id\":\"b\",\"text\":\"خبر\"}\n"},
           std::pair{"[{\"text\":\"", "\"},{\"id\":\"b\",\"text\":\"خبر\"}]"},
           std::pair{"id,text\na,\"", "\"\nb,خبر\n"},
           std::pair{"<rss><channel><item><guid>a</guid><description>",
                     "</description></item><item><guid>b</guid><description>خبر</description></item></"
                     "channel></rss>"},
       }) {
    CAPTURE(before);
    LongField bytes(before, 100, behind);
    std::istream in(&bytes);
    std::vector<ReadItem> items;
    const auto read = read_stream(in, "-", [&](ReadItem&& item) {
      items.push_back(std::move(item));
      return true;
    });
    CHECK(read);
    REQUIRE(items.size() == 2);
    REQUIRE_FALSE(items[0].article);
    CHECK(items[0].article.error().message.find("longer than 64 MB") != std::string::npos);
    REQUIRE(items[1].article);
    CHECK(items[1].article->id == "b");
  }
}
