// What a page tells of its article apart from the text: JSON-LD, meta elements, links.
#pragma once

#include <string>

#include "app/articles/readers/html/html_document.h"

namespace kharita::app {

// As written; empty where the page does not tell.
struct HtmlMetadata {
  std::string title;
  std::string source;
  std::string url;
  std::string language;
  std::string published;
  std::string body;  // JSON-LD's articleBody, as text
};

// JSON-LD goes before meta elements, these before what stands in the page itself (h1, time).
[[nodiscard]] HtmlMetadata html_metadata(const HtmlDocument& page);

}  // namespace kharita::app
