// What the elements of feeds mean: RSS, Atom, WordPress and Blogger exports, news sitemaps.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kharita::app {

// A namespace that feeds use: `core` is RSS's own, of any version, and Atom's.
enum class FeedSpace : std::uint8_t {
  core,
  content,
  dublin_core,
  terms,  // of Dublin Core
  media,
  itunes,
  xhtml,
  wordpress,
  excerpt,
  news,
  blogger,
  app,
  feedburner,
  yandex,
  prism,
  other
};

// The namespaces in force. Known by their address, or, where a feed declares none, by the prefix that all
// feeds use for them. A prefix means what it was last declared to mean, wherever that was.
class FeedNamespaces {
 public:
  // Takes the declarations among a start tag's attributes.
  void declare(std::string_view attributes);
  // What a name without a prefix belongs to.
  [[nodiscard]] FeedSpace unprefixed() const noexcept { return unprefixed_; }
  void set_unprefixed(FeedSpace space) noexcept { unprefixed_ = space; }
  // The namespace of a name as written, whose prefix is taken off.
  [[nodiscard]] FeedSpace take_prefix(std::string_view& name) const;

 private:
  FeedSpace unprefixed_ = FeedSpace::core;
  std::vector<std::pair<std::string, FeedSpace>> declared_;  // by prefix
};

enum class FeedField : std::uint8_t {
  none,
  text,
  title,
  id,
  link,
  published,
  source,
  language,
  kind,    // of an entry in an export: "post", "attachment"
  status,  // "publish", "draft"
  draft
};

// A field that an element fills. Where several elements fill one field, the lowest rank that is not empty
// counts.
struct FeedRule {
  FeedSpace space;
  std::string_view name;
  FeedField field;
  std::uint8_t rank = 0;
};

// What the element means inside an item; null where nothing.
[[nodiscard]] const FeedRule* item_rule(FeedSpace space, std::string_view name);
// The same of an element outside items: title, link and language of the whole feed.
[[nodiscard]] const FeedRule* channel_rule(FeedSpace space, std::string_view name);

// Whether an element of this name is an article of its own: an item, an entry, a sitemap's url.
[[nodiscard]] bool is_feed_item(FeedSpace space, std::string_view name);
// Whether it stands around a feed's items.
[[nodiscard]] bool is_feed_root(std::string_view name);
// Whether a document with this first element is for the feed reader to read, or to refuse.
[[nodiscard]] bool is_feed_document(std::string_view root);
// Whether what stands in it tells of something else than the item or feed it stands in: an author's name, a
// comment's date.
[[nodiscard]] bool is_aside(FeedSpace space, std::string_view name);

}  // namespace kharita::app
