// The words by which pages name their parts in class and id, and those that the lines around an article say.
#pragma once

#include <cstdint>
#include <string_view>

namespace kharita::app {

// A part of a page; as a bit of a set: 1U << part. The order is that of the features in html_features.inc.
enum class PagePart : std::uint8_t {
  comment,    // readers' comments
  share,      // share buttons
  related,    // other stories
  menu,       // menus, breadcrumbs, page numbers
  footer,     // the page's foot
  sidebar,    // columns beside the article
  advert,     // advertisements
  subscribe,  // newsletters, paywalls
  overlay,    // cookie notices, pop-ups
  byline,     // the author
  tags,       // tags and categories
  caption,    // pictures and galleries
  teaser,     // summaries, cards
  header,     // the head of the page or of the article
  tool,       // forms, buttons, prices
  content,    // contents of something
  article,    // an article, post, story
  text,       // running text
  wrapper,    // wrappers of the whole page
  headline,   // titles
  user,       // profiles, avatars
  list,       // lists, grids
  meta,       // dates and the like
  reply,      // answers to comments
  hidden,     // not shown, as style, hidden or aria-hidden tell
  body_mark,  // itemprop says that it is the article's body
  role,       // its role is one of those around an article
  count
};
using PageParts = std::uint32_t;
[[nodiscard]] constexpr PageParts bit(PagePart part) noexcept {
  return 1U << static_cast<unsigned>(part);
}

// The parts that "post-meta shareButtons" names: article, meta, share, tool. O(length).
[[nodiscard]] PageParts parts_named(std::string_view class_or_id);

// What a short line around an article is about.
enum class Cue : std::uint8_t { related, share, comment, legal, subscribe, credit, tool, count };
using Cues = std::uint32_t;
[[nodiscard]] constexpr Cues bit(Cue cue) noexcept {
  return 1U << static_cast<unsigned>(cue);
}

// In any of the languages known; Latin letters in any case. O(length).
[[nodiscard]] Cues cues_in(std::string_view line);

}  // namespace kharita::app
