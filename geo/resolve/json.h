// The resolver's output as one JSON object a line: the contract of `kharita resolve`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/gazetteer/gazetteer.h"
#include "geo/resolve/resolver.h"

namespace kharita::geo {

struct ResolvedArticle {
  std::string_view id;
  std::optional<text::Date> published;
  std::string_view published_from;  // as PublishedFrom is written; left out where it is empty
  std::string_view text;            // of the article: mentions and dates are cut from it
};

// Appends {"id", "published", "published_from", "mentions": […], "dates": […]} and a newline.
void append_json(const ResolvedArticle& article, const Resolution& resolution, const Gazetteer& gazetteer,
                 std::string& out);
// Appends {"id", "error"} and a newline.
void append_error_json(std::string_view id, std::string_view error, std::string& out);

// Appends a JSON string with its quotes. Broken UTF-8 is written as U+FFFD.
void append_json_string(std::string_view utf8, std::string& out);

}  // namespace kharita::geo
