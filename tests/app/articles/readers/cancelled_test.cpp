// Files that never end, and are cancelled while they are read.
#include <doctest/doctest.h>

#include <atomic>
#include <istream>
#include <streambuf>
#include <string>

#include "app/articles/readers/reader.h"

using namespace kharita::app;

namespace {

// Gives `begin` and then `more` again and again. Cancels itself after some bytes, and ends where that is not
// heeded.
class Endless : public std::streambuf {
 public:
  Endless(std::string begin, const std::string& more, std::atomic<bool>& cancelled)
      : piece_(std::move(begin)), cancelled_(cancelled) {
    while (more_.size() < kPiece)
      more_ += more;
  }

  [[nodiscard]] bool was_heeded() const { return cancelled_ && given_ <= kGiven + kHeeded; }

 protected:
  int_type underflow() override {
    if (given_ > kGiven + kHeeded) return traits_type::eof();
    if (given_ > 0) piece_ = more_;
    given_ += piece_.size();
    if (given_ > kGiven) cancelled_ = true;
    setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
    return traits_type::to_int_type(piece_[0]);
  }

 private:
  static constexpr std::size_t kPiece = 64 * 1024;
  static constexpr std::size_t kGiven = std::size_t{3} << 20;
  static constexpr std::size_t kHeeded = std::size_t{1} << 19;
  std::string piece_;
  std::string more_;
  std::size_t given_ = 0;
  std::atomic<bool>& cancelled_;
};

}  // namespace

TEST_CASE("cancelled: a file that goes on without an article ends where it was read up to") {
  struct File {
    std::string begin;
    std::string more;
  };
  const std::string line = R"({"title": "عنوان", "text": "نص الخبر الأول هنا"})"
                           "\n";
  for (const auto& [begin, more] : {
           File{line + R"({"text": ")", "كلمة "},          // a line without an end
           File{line, "\n"},                               // NDJSON
           File{"[" + line + R"(, {"text": ")", "كلمة "},  // a record without an end
           File{"[", "    "},                              // JSON
           File{R"({"articles": {"a": ")", "كلمة "},
           File{"title,text\nعنوان,نص الخبر الأول هنا\nعنوان,\"", "كلمة "},  // a cell without an end
           File{"title,text\nعنوان,نص الخبر الأول هنا\n", ",\n"},            // CSV
           File{"<rss><channel><title>", "كلمة "},
           File{"<rss><channel>", "<a>b</a>"},
           File{"<html><body><p>", "كلمة "},
           File{"خبر ", "كلمة "},
       }) {
    CAPTURE(begin);
    CAPTURE(more);
    std::atomic<bool> cancelled = false;
    Endless endless(begin, more, cancelled);
    std::istream in(&endless);
    ReadLimits limits;
    limits.cancelled = &cancelled;
    (void)read_stream(
        in, "endless", [](ReadItem&&) { return true; }, limits);
    CHECK(endless.was_heeded());
  }
}
