// An article as read, before its places are found.
#pragma once

#include <optional>
#include <string>

#include "geo/text/dates.h"

namespace kharita::app {

using geo::text::Date;
using geo::text::PublishedFrom;

// All strings are valid UTF-8: readers replace what is broken with U+FFFD and say so.
struct Article {
  std::string id;  // the source's own, or a stable one from the content: never empty after reading
  std::string title;
  std::string source;
  std::string url;
  std::string language;  // ISO 639-1, empty where unknown
  std::string text;      // what offsets count in
  std::optional<Date> published;
  PublishedFrom published_from = PublishedFrom::unknown;
};

}  // namespace kharita::app
