// One item of a feed, field by field, made into a record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/readers/feed/feed_fields.h"
#include "app/articles/readers/record.h"

namespace kharita::app {

// What the feed tells of all its items.
struct FeedChannel {
  std::string title;
  std::string link;
  std::string language;
  std::string base;  // of relative addresses; empty: `link`
};

class FeedItem {
 public:
  // `value` may hold markup; an empty one does not count.
  void set(FeedField field, std::uint8_t rank, std::string value);
  // Of relative addresses; may itself be relative to the channel's.
  void set_base(std::string base) { base_ = std::move(base); }

  [[nodiscard]] bool has(FeedField field) const;
  // Why an entry of an export is no published article: "attachment", "draft". Empty where it is one.
  [[nodiscard]] std::string left_out_as() const;
  // The article. Its text is the most telling that has words, else its title.
  [[nodiscard]] Record take(const FeedChannel& channel);

 private:
  struct Value {
    FeedField field;
    std::uint8_t rank;
    std::string text;
  };
  [[nodiscard]] std::string first(FeedField field) const;
  [[nodiscard]] std::string take_text();
  [[nodiscard]] std::string published() const;

  std::vector<Value> values_;  // by field and rank
  std::string base_;
};

}  // namespace kharita::app
