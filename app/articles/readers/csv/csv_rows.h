// The rows of a table of separated values, in any dialect, and what can be saved of them where quotation
// marks are missing or astray.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/articles/readers/csv/csv_text.h"

namespace kharita::app {

inline constexpr std::string_view kEndOfCopy = "\\.";  // PostgreSQL's line behind the last row

struct CsvDialect {
  std::string separator = ",";  // one character
  char quote = '"';             // 0: none, and quotation marks are text
  bool backslash = false;       // a quote inside quotes may be written \", as MySQL does
  char line_end = '\n';         // or '\r', where CR alone ends lines; a CR before LF belongs to the line end
};

// What the cells of a column have in common.
enum class CellKind : std::uint8_t { any, word, number, date, address };
[[nodiscard]] bool fits(CellKind kind, std::string_view cell);
// The narrowest kind that nine of ten cells fit: `any` for prose, for empty cells and where there is none.
[[nodiscard]] CellKind kind_of(const std::vector<std::string>& cells);

// What tells the line with which a row begins from a line of a text.
struct RowStart {
  std::size_t columns = 0;         // 0: not known, and no line is taken for a row
  CellKind first = CellKind::any;  // of the first column's cells
  bool quoted = false;             // rows begin with a quote
  bool text_is_last = false;       // the last column holds the text
};

struct CsvRow {
  // As written, with blanks and quotes, and what is inside them; offsets into the row.
  struct Cell {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t inner_begin = 0;
    std::size_t inner_end = 0;
    bool quoted = false;
    bool backslash = false;
  };
  std::vector<Cell> cells;
  std::uint64_t line = 0;  // on which it begins, from 1
  bool too_long = false;   // and left out: it has no cells
  bool cut = false;        // it has more than kMostCells: the others are left out
  bool unclosed = false;   // a quote is opened and never closed: it was read up to the next row
};

// Reads rows by RFC 4180: quoted cells hold separators, line ends and doubled quotes. Beyond it:
// - Blanks around quotes, and a byte order mark before a row, are no part of a cell.
// - A quote inside an unquoted cell is a letter, and so is one inside a quoted cell that is neither doubled
//   nor followed by a separator or line end.
// - A quote that is never closed ends before the next line that is a row; so does one that is closed behind
//   two such lines and nothing else.
// - A row that bare line ends inside its text broke is put together, where first cells tell rows from text.
// O(length): each byte is looked at a few times.
class CsvRows {
 public:
  // As many columns as a sheet of Excel has; a line of nothing but separators would take 40 times its size.
  static constexpr std::size_t kMostCells = 16'384;

  // The rows of `text`, and no others.
  CsvRows(std::string text, CsvDialect dialect) : text_(std::move(text)), dialect_(std::move(dialect)) {}
  // The rows of all that the source has. Those longer than `max_bytes` are left out.
  CsvRows(TextSource& source, CsvDialect dialect, std::size_t max_bytes)
      : text_(source), dialect_(std::move(dialect)), max_bytes_(max_bytes) {}

  void set_row_start(const RowStart& start) { start_ = start; }
  // Passes over the next `bytes`.
  void skip(std::size_t bytes);
  // False at the end. An empty line is a row of one empty cell.
  bool next(CsvRow& row);

  // Until the next row is read: all of it as written, with its line end.
  [[nodiscard]] std::string_view text() const { return text_.slice(0, row_size_); }
  // Until the next row is read: a cell without its quotes, and with those inside as they were meant.
  [[nodiscard]] std::string value(const CsvRow::Cell& cell) const;
  // The cells from `first` to `last`, with what separates them, as one that was not meant to be divided.
  [[nodiscard]] CsvRow::Cell join(const CsvRow::Cell& first, const CsvRow::Cell& last) const;
  // How many rows so far broke the rules of quotes.
  [[nodiscard]] std::uint64_t broken() const noexcept { return broken_; }

 private:
  enum class Quotes : std::uint8_t { strict, lenient, literal };
  enum class Stop : std::uint8_t { line_end, source_end, bare_quote, unclosed, next_row, too_long };
  struct Reading {
    Quotes quotes = Quotes::strict;
    bool backslash = false;
    bool one_line = false;  // quotes that the line does not close are not closed
  };
  struct Scan {
    std::vector<CsvRow::Cell> cells;
    Stop stop = Stop::line_end;
    std::size_t end = 0;  // where the next row begins, if this one is whole
    bool cut = false;

    [[nodiscard]] bool whole() const { return stop == Stop::line_end || stop == Stop::source_end; }
  };

  [[nodiscard]] bool is(std::size_t at, char c) { return text_.has(at) && text_[at] == c; }
  [[nodiscard]] bool at_separator(std::size_t at) { return text_.starts_with(at, dialect_.separator); }
  [[nodiscard]] std::size_t line_end_size(std::size_t at);
  [[nodiscard]] std::size_t skip_blanks(std::size_t at);
  [[nodiscard]] std::size_t line_behind(std::size_t at);
  [[nodiscard]] std::size_t without_carriage_return(std::size_t begin, std::size_t end) const;

  void scan(std::size_t begin, const Reading& reading, Scan& scan);
  bool scan_quoted(std::size_t open, const Reading& reading, CsvRow::Cell& cell, Scan& scan);
  void scan_bare(CsvRow::Cell& cell);
  [[nodiscard]] bool told_by_first_cell() const { return start_.first != CellKind::any || start_.quoted; }
  [[nodiscard]] bool starts_row(std::size_t at);
  [[nodiscard]] bool swallows_rows(const Scan& scan);
  [[nodiscard]] bool repair(Scan& scan);
  void append_continued_lines(Scan& scan);
  void drop_long_row(bool in_quotes);

  CsvText text_;
  CsvDialect dialect_;
  RowStart start_;
  std::size_t max_bytes_ = std::string::npos;
  Scan scan_;
  Scan line_scan_;
  std::size_t row_size_ = 0;  // of the row that was given out
  std::uint64_t line_ = 1;
  std::uint64_t broken_ = 0;
};

}  // namespace kharita::app
