// What passes the filters as rows: articles, mentions or places.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/articles/corpus.h"
#include "app/articles/filter.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::exports {

enum class What : std::uint8_t { articles, mentions, places };
[[nodiscard]] std::string_view to_string(What what) noexcept;

enum class ColumnType : std::uint8_t { text, integer, real, date };
struct Column {
  const char* name;
  ColumnType type;
};
// Of dates the text is "2024-01-29"; monostate: no value.
using Value = std::variant<std::monostate, std::string, std::int64_t, double>;
struct Row {
  std::vector<Value> values;            // as the table has columns
  std::optional<geo::LatLon> location;  // none for articles
};

// What is exported. All must outlive the export.
struct Selection {
  const Corpus& corpus;
  const FilterResult& passing;
  const geo::Gazetteer& gazetteer;
  EachPage each_page;      // the articles whole, in the corpus's order; others may stand between them
  bool with_text = false;  // articles with their whole text
};

// latitude and longitude are in degrees of WGS 84; start and end count code points of the article's text.
[[nodiscard]] std::span<const Column> columns(What what, bool with_text) noexcept;
// How many rows there are; O(articles + mentions).
[[nodiscard]] std::uint64_t count_rows(const Selection& selection, What what);

// How often a place is mentioned by what passes.
struct PlaceSum {
  geo::PlaceId place;
  std::int64_t mentions = 0;
  std::int64_t articles = 0;
  std::optional<Date> first;  // days of publication of its articles
  std::optional<Date> last;
};
// By number of mentions, the most first, ties by id. O(mentions).
[[nodiscard]] std::vector<PlaceSum> sum_places(const Selection& selection);
[[nodiscard]] bool passes(const Selection& selection, const CorpusMention& mention);

// False: no more rows are wanted.
using TakeRow = std::function<bool(const Row&)>;
// Articles in order of import, mentions by article, places as sum_places has them. Memory does not grow with
// the rows, but for a sum a place. An error is one of reading the articles.
[[nodiscard]] Result<void> each_row(const Selection& selection, What what, const TakeRow& take);

// The passing articles whole, each with its index into the corpus; false from `take` ends it.
using TakeArticle = std::function<bool(const Article& article, std::uint32_t index)>;
[[nodiscard]] Result<void> each_passing(const Selection& selection, const TakeArticle& take);

}  // namespace kharita::app::exports
