// A feed, element by element.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/readers/feed/feed_fields.h"
#include "app/articles/readers/feed/feed_item.h"
#include "app/articles/readers/feed/xml_scanner.h"

namespace kharita::app {

struct FeedEntry {
  FeedItem fields;
  bool too_long = false;
};

// Takes the items of a feed one at a time, so that memory does not grow with it. Ends that are missing are
// found by what begins or ends next.
//   FeedParser feed(source, limit);
//   while (auto item = feed.next()) …
class FeedParser {
 public:
  // Of an item longer than `max_item_bytes` nothing is kept but that.
  FeedParser(TextSource& source, std::uint64_t max_item_bytes)
      : scanner_(source), max_item_bytes_(max_item_bytes) {}

  // None at the end.
  [[nodiscard]] std::optional<FeedEntry> next();

  // What is known of the feed so far.
  [[nodiscard]] const FeedChannel& channel() const noexcept { return channel_; }
  // The name of its first element, without a prefix; empty before it.
  [[nodiscard]] const std::string& root() const noexcept { return root_; }
  // After the end: whether more should have come.
  [[nodiscard]] bool cut() const noexcept { return cut_; }

 private:
  static constexpr std::size_t kMostOpen = 256;  // elements around fields; deeper ones are not told apart

  // How an element's text is to be taken.
  enum class Form : std::uint8_t {
    escaped,  // as text, which may be HTML that was escaped
    markup,   // as XHTML: its references are HTML's own
    parts,    // its elements count, such as the same text in several forms
    other     // no text
  };
  // An element around items and fields.
  struct Element {
    std::string name;  // as written
    FeedSpace outer;   // what names without a prefix belonged to around it
    bool aside = false;
    bool item = false;
  };
  // The field being read.
  struct Field {
    const FeedRule* rule;
    std::string name;  // of its element, as written
    Form form;
    std::string value;
    int nested = 0;  // elements of the same name in it
  };

  static Form form_of(const FeedRule& rule, std::string_view attributes);
  void take(const XmlScanner::Token& token);
  void start(const XmlScanner::Token& token);
  void end(std::string_view name);
  void text(const XmlScanner::Token& token);
  void open(const XmlScanner::Token& token, FeedSpace space, std::string_view name, FeedSpace outer);
  void pop();
  void begin_item(std::string_view attributes);
  void nest(const XmlScanner::Token& token, std::string_view name);
  void append(std::string_view piece);
  void count(std::size_t bytes);
  void take_attributes(const FeedRule& rule, std::string_view attributes);
  void close_field();
  void set(const FeedRule& rule, std::string value);
  void finish();
  [[nodiscard]] bool begins_item(FeedSpace space, std::string_view name) const;
  [[nodiscard]] bool ends_field(FeedSpace space, std::string_view name) const;
  [[nodiscard]] bool is_open(std::string_view name) const;
  [[nodiscard]] bool in_aside() const;

  XmlScanner scanner_;
  std::uint64_t max_item_bytes_;
  FeedNamespaces namespaces_;
  FeedChannel channel_;
  std::string root_;
  std::vector<Element> open_;
  std::optional<FeedEntry> item_;      // begun
  std::optional<FeedEntry> finished_;  // to be handed on
  std::optional<Field> field_;
  std::uint64_t item_bytes_ = 0;
  bool permalink_ = false;  // what the guid being read says it is
  bool cut_ = false;
};

}  // namespace kharita::app
