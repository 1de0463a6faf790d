// How a table is written and what its columns hold, found by looking at its beginning.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/readers/csv/csv_rows.h"

namespace kharita::app {

struct TableShape {
  CsvDialect dialect;
  std::size_t begin = 0;  // of the header, or of the first row where there is none, in bytes
  bool has_header = false;
  std::vector<std::string> header;   // the names as they are written
  std::vector<std::string> columns;  // names that RecordBuilder knows; others are passed over
  RowStart row_start;
  bool month_first = false;  // dates such as 1/17/2024 are written so
  std::string note;          // what was guessed; empty where the header says it all
};

// The shape of the table that begins with `head`, which is cut at any place.
// - The separator is the one of a line sep=; or the one that finds most known names in one of the first
// lines,
//   else the one that gives most lines the same number of columns.
// - Lines before the header are passed over. Where no line has known names, the first full row is a header if
//   it looks like none of the rows behind it.
// - Where no column is named as the text, the one with the longest texts is; without a header, also columns
// of
//   dates, addresses, numbers and titles are known by their cells.
// None where no column holds text, nor titles that can stand for it.
[[nodiscard]] std::optional<TableShape> table_shape(std::string_view head);
// Whether a row is a line drawn with signs, as psql and MySQL print tables.
[[nodiscard]] bool is_ruler(std::string_view row);
// "17/1/2024 10:20" of "1/17/2024 10:20"; other dates as they are.
[[nodiscard]] std::string day_before_month(std::string_view date);
// A name without blanks and quotes around it.
[[nodiscard]] std::string bare_name(std::string_view name);

}  // namespace kharita::app
