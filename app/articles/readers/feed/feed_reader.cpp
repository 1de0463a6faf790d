#include <algorithm>
#include <map>
#include <memory>

#include "app/articles/readers/feed/feed_parser.h"
#include "app/articles/readers/feed/xml_records.h"
#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

// A name of the feed's own, fit for a line.
std::string short_name(std::string name) {
  constexpr std::size_t kLongest = 40;
  name.resize(std::min(name.size(), kLongest));
  repair_utf8(name);
  return name;
}

// The entries of an export that are no published posts, by what they are.
class LeftOut {
 public:
  void add(const std::string& kind) {
    constexpr std::size_t kMostKinds = 20;
    ++counts_[counts_.size() < kMostKinds ? short_name(kind) : "of other kinds"];
  }
  [[nodiscard]] bool empty() const noexcept { return counts_.empty(); }
  // "left out what is no published post: 2 attachment, 1 draft"
  [[nodiscard]] std::string line() const {
    std::string line = "left out what is no published post: ";
    for (const auto& [kind, count] : counts_)
      line += fmt::format("{}{} {}", kind == counts_.begin()->first ? "" : ", ", count, kind);
    return line;
  }

 private:
  std::map<std::string, std::uint64_t> counts_;
};

// Hands each item on when the next one comes, so that what is known only at the end can still be noted.
class Outlet {
 public:
  explicit Outlet(const ArticleSink& sink) : sink_(sink) {}

  void send(ReadItem&& item) {
    flush();
    waiting_ = std::make_unique<ReadItem>(std::move(item));
  }
  // Adds to the last item's note.
  void note(std::string_view line) { add_note(waiting_->note, line); }
  void flush() {
    if (waiting_ && open_) open_ = sink_(std::move(*waiting_));
    waiting_.reset();
  }
  [[nodiscard]] bool open() const noexcept { return open_; }
  [[nodiscard]] bool empty() const noexcept { return !waiting_; }

 private:
  const ArticleSink& sink_;
  std::unique_ptr<ReadItem> waiting_;
  bool open_ = true;
};

ReadItem make_feed_item(FeedEntry&& item, const FeedChannel& channel, const Origin& origin,
                        const ReadContext& context, std::uint64_t bytes_read) {
  if (!item.too_long) return make_item(item.fields.take(channel), origin, bytes_read);
  return make_error({ErrorCode::unsupported,
                     fmt::format("{}: longer than {} MB, which is the limit for one article; skipped",
                                 to_string(origin), context.limits.max_article_bytes >> 20)},
                    {}, bytes_read);
}

// Why no article was found.
std::string nothing_in(const FeedParser& feed, const TextSource& source) {
  const std::string& root = feed.root();
  if (source.head().find_first_not_of(" \t\r\n") == std::string_view::npos) return "the file is empty";
  if (root == "urlset" || root == "sitemapindex")
    return "is a sitemap: it lists addresses, not articles; save the pages and open these";
  if (root == "opml") return "is a list of feeds (OPML): save the feeds and open these";
  if (root.empty()) return "no valid XML";
  if (!is_feed_root(root))
    return fmt::format("is XML of another kind (<{}>), no RSS or Atom feed with articles", short_name(root));
  return feed.cut() ? "the feed is cut short before its first article ends"
                    : "there are no articles in this feed";
}

}  // namespace

Result<void> read_feed(TextSource& source, const ReadContext& context) {
  if (is_other_xml(source.head())) return read_xml_records(source, context);
  FeedParser feed(source, context.limits.max_article_bytes);
  Outlet outlet(context.sink);
  LeftOut left_out;
  std::uint64_t number = 0;
  while (outlet.open()) {
    auto item = feed.next();
    if (!item) break;
    if (feed.root() == "urlset" && !item->fields.has(FeedField::title)) continue;  // an address alone
    ++number;
    if (const std::string kind = item->fields.left_out_as(); !kind.empty()) {
      left_out.add(kind);
      continue;
    }
    const Origin origin{context.name, fmt::format("item {}", number), nullptr, true, false};
    outlet.send(make_feed_item(std::move(*item), feed.channel(), origin, context, source.bytes_read()));
  }
  if (!outlet.open()) return {};
  if (number == 0) return fail(ErrorCode::parse, "{}: {}", context.name, nothing_in(feed, source));
  if (outlet.empty()) return fail(ErrorCode::parse, "{}: {}", context.name, left_out.line());
  if (!left_out.empty()) outlet.note(fmt::format("{}: {}", context.name, left_out.line()));
  if (feed.cut()) {
    outlet.send(
        make_error({ErrorCode::damaged,
                    fmt::format("{}: the feed is cut short after item {}; get it again for what follows",
                                context.name, number)},
                   {}, source.bytes_read()));
  }
  outlet.flush();
  return {};
}

}  // namespace kharita::app
