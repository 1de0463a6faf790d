// The words of a page's article, without what stands around it.
#pragma once

#include <string>
#include <string_view>

#include "app/articles/readers/html/html_document.h"

namespace kharita::app {

// The article's paragraphs, one a line. Scripts, menus, navigation, sidebars, comment and search forms, share
// buttons, cookie notices and lists of links are left out. A page without a body of text gives all its words
// that are not in these.
// Lines that say again what is known, the title and, where `dated`, a date alone, are left out, too.
[[nodiscard]] std::string article_text(const HtmlDocument& page, std::string_view title, bool dated);

// All words of a piece of HTML, paragraphs on lines of their own: for the HTML inside feeds and JSON-LD.
[[nodiscard]] std::string fragment_text(const std::string& html);

// Runs of white space as one space, none at the ends.
[[nodiscard]] std::string collapse_space(std::string_view text);

}  // namespace kharita::app
