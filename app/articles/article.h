// An article as read, before its places are found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "geo/text/dates.h"

namespace kharita::app {

using geo::text::Date;
using geo::text::PublishedFrom;

// What tells an article's source: its own fields or page, or the name of its folder.
enum class SourceFrom : std::uint8_t { unknown, metadata, folder };
// "metadata", "folder"; "unknown".
[[nodiscard]] std::string_view to_string(SourceFrom from) noexcept;

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
  std::optional<Date> not_after;  // where `published` is none: the day on which its file was written, in UTC
  SourceFrom source_from = SourceFrom::unknown;
};

}  // namespace kharita::app
