#include "app/articles/readers/csv/wrapped_rows.h"

#include <algorithm>

#include "app/articles/readers/csv/table_shape.h"
#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

bool is_blank(const CsvRow::Cell& cell) {
  return cell.inner_begin == cell.inner_end;
}

// A quoted cell with nothing behind it.
bool is_wrapped(const CsvRow& row) {
  return !row.cells.empty() && row.cells[0].quoted &&
         std::all_of(row.cells.begin() + 1, row.cells.end(), is_blank);
}

// Whether a cell is a row itself: it has quotes or several cells of its own.
bool holds_row(std::string_view cell) {
  return cell.find_first_of(",;\t|") != std::string_view::npos;
}

// All rows in the head but the first are wrapped, and there is one at least.
bool wraps_rows(std::string_view head, const CsvDialect& dialect) {
  constexpr int kEnough = 20;
  constexpr std::size_t kFull = std::size_t{60} << 10;
  // The last row of a full head is cut.
  const bool whole = head.size() < kFull;
  CsvRows rows(std::string(whole ? head : head.substr(0, head.rfind('\n') + 1)), dialect);
  CsvRow row;
  int wrapped = 0;
  for (int i = 0; i < kEnough && rows.next(row); ++i) {
    if (row.cells.size() == 1 && is_blank(row.cells[0])) continue;
    const std::string first = is_wrapped(row) ? rows.value(row.cells[0]) : std::string(rows.text());
    if (i == 0 && !shows_table(first)) return false;
    if (i == 0) continue;
    if (!is_wrapped(row) || !holds_row(first) || rows.broken() > 0) return false;
    ++wrapped;
  }
  return wrapped > 0;
}

}  // namespace

std::optional<CsvDialect> wrapping_of(std::string_view head) {
  for (const char* separator : {",", ";", "\t"}) {
    CsvDialect dialect;
    dialect.separator = separator;
    if (wraps_rows(head, dialect)) return dialect;
  }
  return std::nullopt;
}

UnwrappedRows::int_type UnwrappedRows::underflow() {
  CsvRow row;
  if (!rows_.next(row)) return traits_type::eof();
  row_ = is_wrapped(row) ? rows_.value(row.cells[0]) + "\n" : std::string(rows_.text());
  setg(row_.data(), row_.data(), row_.data() + row_.size());
  return row_.empty() ? underflow() : traits_type::to_int_type(row_[0]);
}

}  // namespace kharita::app
