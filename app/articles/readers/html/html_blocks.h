// A page cut into runs of words, one for each paragraph, heading, list item or table cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/readers/html/html_document.h"

namespace kharita::app {

// A run of words between the edges of block elements or between empty lines.
struct HtmlBlock {
  std::string text;           // white space collapsed; a single <br> is a line end. Never empty
  std::uint32_t element = 0;  // the block element that it stands in
  std::size_t letters = 0;    // code points
  std::size_t linked = 0;     // of these, inside links

  [[nodiscard]] double link_share() const {
    return static_cast<double>(linked) / static_cast<double>(letters);
  }
  // Long enough to be a sentence, and no list of links.
  [[nodiscard]] bool is_prose() const { return letters >= 60 && link_share() < 0.35; }
};

// In document order. Scripts, styles, form fields and the like have no words; those of <noscript> and
// <template> count only `with_fallbacks`.
[[nodiscard]] std::vector<HtmlBlock> cut_blocks(const HtmlDocument& page, bool with_fallbacks = false);

[[nodiscard]] bool is_heading(std::string_view element_name) noexcept;

// Runs of white space as one space, none at the ends.
[[nodiscard]] std::string collapse_space(std::string_view text);
// Whether that leaves nothing.
[[nodiscard]] bool is_all_space(std::string_view text);

}  // namespace kharita::app
