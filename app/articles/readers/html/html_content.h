// The words of a page's article, without what stands around it.
#pragma once

#include <string>
#include <string_view>

#include "app/articles/readers/html/html_blocks.h"
#include "app/articles/readers/html/html_document.h"

namespace kharita::app {

// The article's paragraphs, one a line; a table's rows likewise, their cells apart by a space. A paragraph is
// kept or left out by its score (html_features.h), so menus, share buttons, comments and their rules, cookie
// notices, captions and lists of other stories go. A page without prose gives all its words that nothing says
// to stand around an article.
// What is said again is left out, too: the title, where `dated` a date alone, a paragraph that was there.
[[nodiscard]] std::string article_text(const HtmlDocument& page, std::string_view title, bool dated);

// All words of a piece of HTML, paragraphs on lines of their own: for the HTML inside feeds and JSON-LD.
[[nodiscard]] std::string fragment_text(const std::string& html);

}  // namespace kharita::app
