#include "app/articles/readers/feed/feed_fields.h"

#include <algorithm>
#include <array>

#include "app/articles/readers/feed/xml_scanner.h"

namespace kharita::app {
namespace {

struct KnownSpace {
  std::string_view address;  // a part of it that no other has: versions and schemes differ
  std::string_view prefix;
  FeedSpace space;
};

// The first that fits.
constexpr std::array kSpaces{
    KnownSpace{"purl.org/rss/1.0/modules/content", "content", FeedSpace::content},
    KnownSpace{"purl.org/dc/elements", "dc", FeedSpace::dublin_core},
    KnownSpace{"purl.org/dc/terms", "dcterms", FeedSpace::terms},
    KnownSpace{"yahoo.com/mrss", "media", FeedSpace::media},
    KnownSpace{"itunes.com/dtds", "itunes", FeedSpace::itunes},
    KnownSpace{"w3.org/1999/xhtml", "xhtml", FeedSpace::xhtml},
    KnownSpace{"excerpt", "excerpt", FeedSpace::excerpt},  // of wordpress.org/export/1.2/excerpt/
    KnownSpace{"wordpress.org/export", "wp", FeedSpace::wordpress},
    KnownSpace{"sitemap-news", "news", FeedSpace::news},
    KnownSpace{"schemas.google.com/blogger", "blogger", FeedSpace::blogger},
    KnownSpace{"w3.org/2007/app", "app", FeedSpace::app},
    KnownSpace{"purl.org/atom/app", "app", FeedSpace::app},
    KnownSpace{"feedburner", "feedburner", FeedSpace::feedburner},
    KnownSpace{"news.yandex", "yandex", FeedSpace::yandex},
    KnownSpace{"prismstandard.org", "prism", FeedSpace::prism},
    KnownSpace{"w3.org/2005/Atom", "atom", FeedSpace::core},
    KnownSpace{"purl.org/atom/ns", "a", FeedSpace::core},
    KnownSpace{"purl.org/rss/1.0/", "rss", FeedSpace::core},
    KnownSpace{"w3.org/1999/02/22-rdf", "rdf", FeedSpace::core},
    KnownSpace{"netscape.com/rdf", "", FeedSpace::core},
    KnownSpace{"netscape.com/publish", "", FeedSpace::core},
    KnownSpace{"backend.userland.com", "", FeedSpace::core},
    KnownSpace{"sitemaps.org", "", FeedSpace::core},
    KnownSpace{"google.com/schemas/sitemap", "", FeedSpace::core},
};

FeedSpace space_of_address(std::string_view address) {
  for (const KnownSpace& known : kSpaces) {
    if (address.find(known.address) != std::string_view::npos) return known.space;
  }
  return FeedSpace::other;
}

using S = FeedSpace;
using F = FeedField;

// Sorted by field, then by rank.
constexpr std::array kItemRules{
    // The article itself, then what sums it up, then what stands under its pictures.
    FeedRule{S::content, "encoded", F::text, 0},
    FeedRule{S::core, "content", F::text, 0},
    FeedRule{S::yandex, "full-text", F::text, 0},
    FeedRule{S::core, "fulltext", F::text, 0},
    FeedRule{S::core, "full-text", F::text, 0},
    FeedRule{S::xhtml, "body", F::text, 0},
    FeedRule{S::core, "body", F::text, 1},
    FeedRule{S::core, "description", F::text, 2},
    FeedRule{S::core, "summary", F::text, 2},
    FeedRule{S::dublin_core, "description", F::text, 3},
    FeedRule{S::terms, "abstract", F::text, 3},
    FeedRule{S::itunes, "summary", F::text, 4},
    FeedRule{S::excerpt, "encoded", F::text, 4},
    FeedRule{S::media, "description", F::text, 5},
    FeedRule{S::media, "text", F::text, 5},
    FeedRule{S::itunes, "subtitle", F::text, 6},
    FeedRule{S::core, "title", F::title, 0},
    FeedRule{S::news, "title", F::title, 0},
    FeedRule{S::dublin_core, "title", F::title, 1},
    FeedRule{S::itunes, "title", F::title, 2},
    FeedRule{S::media, "title", F::title, 3},
    FeedRule{S::core, "guid", F::id, 0},
    FeedRule{S::core, "id", F::id, 0},
    FeedRule{S::dublin_core, "identifier", F::id, 1},
    FeedRule{S::feedburner, "origLink", F::link, 0},
    FeedRule{S::core, "link", F::link, 1},
    FeedRule{S::core, "loc", F::link, 1},
    // First published before last changed; the paper's own day before the same moment's in Greenwich.
    FeedRule{S::wordpress, "post_date", F::published, 0},
    FeedRule{S::wordpress, "post_date_gmt", F::published, 1},
    FeedRule{S::core, "pubDate", F::published, 2},
    FeedRule{S::core, "published", F::published, 2},
    FeedRule{S::core, "issued", F::published, 2},
    FeedRule{S::news, "publication_date", F::published, 2},
    FeedRule{S::dublin_core, "date", F::published, 3},
    FeedRule{S::terms, "issued", F::published, 3},
    FeedRule{S::prism, "publicationDate", F::published, 3},
    FeedRule{S::terms, "created", F::published, 4},
    FeedRule{S::core, "created", F::published, 4},
    FeedRule{S::core, "date", F::published, 5},
    FeedRule{S::core, "updated", F::published, 6},
    FeedRule{S::core, "modified", F::published, 6},
    FeedRule{S::terms, "modified", F::published, 6},
    FeedRule{S::core, "source", F::source, 0},
    FeedRule{S::dublin_core, "publisher", F::source, 1},
    FeedRule{S::news, "name", F::source, 1},
    FeedRule{S::dublin_core, "language", F::language, 0},
    FeedRule{S::core, "language", F::language, 0},
    FeedRule{S::news, "language", F::language, 0},
    FeedRule{S::wordpress, "post_type", F::kind, 0},
    FeedRule{S::core, "category", F::kind, 1},  // Blogger's, by its scheme
    FeedRule{S::blogger, "type", F::kind, 0},
    FeedRule{S::wordpress, "status", F::status, 0},
    FeedRule{S::blogger, "status", F::status, 0},
    FeedRule{S::app, "draft", F::draft, 0},
};

constexpr std::array kChannelRules{
    FeedRule{S::core, "title", F::title, 0},
    FeedRule{S::dublin_core, "title", F::title, 1},
    FeedRule{S::core, "link", F::link, 0},
    FeedRule{S::core, "language", F::language, 0},
    FeedRule{S::dublin_core, "language", F::language, 1},
};

struct Name {
  FeedSpace space;
  std::string_view name;
};
constexpr std::array kAsides{
    Name{S::core, "author"},        Name{S::core, "contributor"},   Name{S::core, "image"},
    Name{S::core, "textInput"},     Name{S::core, "textinput"},     Name{S::core, "generator"},
    Name{S::wordpress, "comment"},  Name{S::wordpress, "postmeta"}, Name{S::wordpress, "author"},
    Name{S::wordpress, "category"}, Name{S::wordpress, "tag"},      Name{S::wordpress, "term"},
    Name{S::itunes, "owner"},       Name{S::media, "comments"},     Name{S::media, "credit"},
};

template <typename Rules>
const FeedRule* find_rule(const Rules& rules, FeedSpace space, std::string_view name) {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const FeedRule& rule) {
    return rule.space == space && rule.name == name;
  });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace

void FeedNamespaces::declare(std::string_view attributes) {
  if (attributes.find("xmlns") == std::string_view::npos) return;
  std::string_view name;
  std::string_view value;
  while (take_attribute(attributes, name, value)) {
    if (name == "xmlns") {
      unprefixed_ = space_of_address(value);
      // A feed's own elements count in whatever namespace it puts them.
      if (unprefixed_ == FeedSpace::other) unprefixed_ = FeedSpace::core;
    } else if (name.starts_with("xmlns:")) {
      name.remove_prefix(6);
      const auto known = std::find_if(declared_.begin(), declared_.end(),
                                      [&](const auto& entry) { return entry.first == name; });
      if (known == declared_.end()) {
        declared_.emplace_back(name, space_of_address(value));
      } else {
        known->second = space_of_address(value);
      }
    }
  }
}

FeedSpace FeedNamespaces::take_prefix(std::string_view& name) const {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return unprefixed_;
  const std::string_view prefix = name.substr(0, colon);
  name.remove_prefix(colon + 1);
  for (const auto& [declared, space] : declared_) {
    if (declared == prefix) return space;
  }
  for (const KnownSpace& known : kSpaces) {
    if (known.prefix == prefix) return known.space;
  }
  return FeedSpace::other;
}

const FeedRule* item_rule(FeedSpace space, std::string_view name) {
  return find_rule(kItemRules, space, name);
}

const FeedRule* channel_rule(FeedSpace space, std::string_view name) {
  return find_rule(kChannelRules, space, name);
}

bool is_feed_item(FeedSpace space, std::string_view name) {
  return space == FeedSpace::core && (name == "item" || name == "entry" || name == "url");
}

bool is_feed_root(std::string_view name) {
  return name == "rss" || name == "feed" || name == "RDF" || name == "channel" || name == "urlset";
}

bool is_feed_document(std::string_view root) {
  return is_feed_root(root) || root == "sitemapindex" || root == "opml" ||
         is_feed_item(FeedSpace::core, root);
}

bool is_aside(FeedSpace space, std::string_view name) {
  return std::any_of(kAsides.begin(), kAsides.end(),
                     [&](const Name& aside) { return aside.space == space && aside.name == name; });
}

}  // namespace kharita::app
