// What an object of JSON is, seen from its text: an article, or what articles
// are wrapped in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kharita::app {

enum class JsonRole : std::uint8_t {
  record,   // an article
  wrapper,  // some member holds a list of articles
  map,      // each member is an article, its key the id
  nothing,  // neither shows
};
// The role of an object, whose text may be cut: lists of articles are known by
// their name (items, posts, hits …) and by what is in them. An object with a
// text of its own is an article, whatever lists it has.
[[nodiscard]] JsonRole role_of(std::string_view object);

// Whether a member of a wrapper holds articles, deeper down, too.
[[nodiscard]] bool holds_records(std::string_view wrapper, std::string_view key, std::string_view value);

// Names of objects that records are wrapped in: {"_index": …, "_source": {…}}.
[[nodiscard]] bool wraps_record(std::string_view key);

// Names of lists of articles that are known: hits, items, messages …
[[nodiscard]] bool names_list(std::string_view key);

}  // namespace kharita::app
