// The article that a page holds as JSON in a script, from which a framework draws the page: __NEXT_DATA__,
// window.__INITIAL_STATE__ = {…} and their kin.
#pragma once

#include <optional>
#include <string_view>

#include "app/articles/readers/html/html_document.h"
#include "app/articles/readers/record.h"

namespace kharita::app {

struct StateArticle {
  Record record;
  bool has_title = false;  // it has the page's title; else it is but the longest text of its scripts
};

// The object with the page's title and the longest text, else that with the longest text. JSON-LD is not
// looked at, nor functions that would have to be run. O(scripts).
[[nodiscard]] std::optional<StateArticle> article_in_state(const HtmlDocument& page, std::string_view title);

}  // namespace kharita::app
