#include "app/articles/readers/csv/csv_rows.h"

#include <algorithm>
#include <array>

#include "app/articles/readers/ascii.h"
#include "geo/text/dates.h"

namespace kharita::app {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_number(std::string_view cell) {
  if (cell.starts_with('-')) cell.remove_prefix(1);
  return !cell.empty() && cell.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(cell.begin(), cell.end(), '.') <= 1 && cell != ".";
}

// What a backslash makes of the letter behind it, as MySQL and PostgreSQL write.
char escaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'b':
    case '0':
    case 'Z':
      return ' ';
    default:
      return c;
  }
}

}  // namespace

bool fits(CellKind kind, std::string_view cell) {
  constexpr std::size_t kLongestWord = 64;
  cell = without_blanks(cell);
  switch (kind) {
    case CellKind::any:
      return true;
    case CellKind::word:
      return !cell.empty() && cell.size() <= kLongestWord && cell.find_first_of(" \t\r\n") == cell.npos;
    case CellKind::number:
      return is_number(cell);
    case CellKind::date:
      return cell.size() <= kLongestWord && geo::text::parse_timestamp(cell).has_value();
    case CellKind::address:
      return cell.starts_with("http") && cell.find("://") != cell.npos && cell.find(' ') == cell.npos;
  }
  return false;
}

CellKind kind_of(const std::vector<std::string>& cells) {
  constexpr double kShare = 0.9;
  const double enough = kShare * static_cast<double>(cells.size());
  if (cells.empty()) return CellKind::any;
  for (const CellKind kind : {CellKind::number, CellKind::date, CellKind::address, CellKind::word}) {
    const auto fitting =
        std::count_if(cells.begin(), cells.end(), [&](const std::string& cell) { return fits(kind, cell); });
    if (static_cast<double>(fitting) >= enough) return kind;
  }
  return CellKind::any;
}

std::size_t CsvRows::line_end_size(std::size_t at) {
  if (dialect_.line_end == '\r') return is(at, '\r') ? 1 : 0;
  std::size_t size = 0;
  while (is(at + size, '\r'))
    ++size;
  return is(at + size, '\n') ? size + 1 : 0;
}

std::size_t CsvRows::skip_blanks(std::size_t at) {
  while (is(at, ' ') || (is(at, '\t') && dialect_.separator != "\t"))
    ++at;
  return at;
}

std::size_t CsvRows::line_behind(std::size_t at) {
  const std::size_t end = text_.find(at, std::array{dialect_.line_end});
  return text_.has(end) ? end + 1 : end;
}

std::size_t CsvRows::without_carriage_return(std::size_t begin, std::size_t end) const {
  while (end > begin && text_[end - 1] == '\r')
    --end;
  return end;
}

void CsvRows::scan_bare(CsvRow::Cell& cell) {
  cell.backslash = dialect_.backslash;
  const std::array stops{dialect_.separator[0], dialect_.line_end,
                         dialect_.backslash ? '\\' : dialect_.line_end};
  std::size_t at = text_.find(cell.begin, stops);
  while (text_.has(at) && text_[at] != dialect_.line_end && !at_separator(at)) {
    const bool pair = dialect_.backslash && text_[at] == '\\' && text_.has(at + 1);
    at = text_.find(at + (pair ? 2 : 1), stops);
  }
  if (is(at, dialect_.line_end)) at = without_carriage_return(cell.begin, at);
  cell.end = cell.inner_end = at;
  cell.inner_begin = cell.begin;
}

// From an opening quote. False where no cell can follow this one: scan.stop says why.
bool CsvRows::scan_quoted(std::size_t open, const Reading& reading, CsvRow::Cell& cell, Scan& scan) {
  cell.quoted = true;
  cell.backslash = reading.backslash;
  cell.inner_begin = open + 1;
  const bool by_line = reading.one_line || reading.quotes == Quotes::lenient;
  const std::array stops{dialect_.quote, reading.backslash ? '\\' : dialect_.quote,
                         by_line ? dialect_.line_end : dialect_.quote};
  const auto stop = [&](Stop why, std::size_t inner_end, std::size_t end) {
    scan.stop = why;
    scan.end = end;
    cell.inner_end = cell.end = inner_end;
    return false;
  };
  const auto closes = [&](std::size_t at) {
    const std::size_t behind = skip_blanks(at + 1);
    return !text_.has(behind) || at_separator(behind) || line_end_size(behind) > 0;
  };
  for (std::size_t at = open + 1;;) {
    at = text_.find(at, stops);
    if (!text_.has(at)) return stop(text_.cut_off(at) ? Stop::too_long : Stop::unclosed, at, at);
    if (text_[at] == dialect_.quote) {
      const bool strict = reading.quotes == Quotes::strict;
      // Among bare quotes, the second of two before a separator closes: "he said "yes"",
      if (is(at + 1, dialect_.quote) && (strict || !closes(at + 1))) {
        at += 2;
      } else if (closes(at)) {
        cell.inner_end = at;
        cell.end = skip_blanks(at + 1);
        return true;
      } else if (strict) {
        return stop(Stop::bare_quote, at, at);
      } else {
        ++at;
      }
    } else if (text_[at] == '\\' && reading.backslash) {
      at += text_.has(at + 1) ? 2 : 1;
    } else {
      const std::size_t inner_end = without_carriage_return(cell.inner_begin, at);
      if (reading.one_line) return stop(Stop::unclosed, inner_end, at + 1);
      if (starts_row(at + 1)) return stop(Stop::next_row, inner_end, at + 1);
      ++at;
    }
  }
}

void CsvRows::scan(std::size_t begin, const Reading& reading, Scan& scan) {
  scan.cells.clear();
  scan.cut = false;
  for (std::size_t at = begin;;) {
    CsvRow::Cell cell;
    cell.begin = at;
    const std::size_t open = reading.quotes == Quotes::literal || dialect_.quote == 0 ? at : skip_blanks(at);
    const bool quoted = reading.quotes != Quotes::literal && dialect_.quote != 0 && is(open, dialect_.quote);
    bool goes_on = true;
    if (quoted) {
      goes_on = scan_quoted(open, reading, cell, scan);
    } else {
      scan_bare(cell);
    }
    if (scan.cells.size() < kMostCells) {
      scan.cells.push_back(cell);
    } else {
      scan.cut = true;
    }
    if (!goes_on) return;
    at = cell.end;
    if (at_separator(at)) {
      at += dialect_.separator.size();
      continue;
    }
    const std::size_t line_end = line_end_size(at);
    scan.stop = line_end > 0 ? Stop::line_end : text_.cut_off(at) ? Stop::too_long : Stop::source_end;
    scan.end = at + line_end;
    return;
  }
}

// Whether the line at `at` looks like the first of a row, or all of one.
bool CsvRows::starts_row(std::size_t at) {
  if (start_.columns == 0 || !text_.has(at)) return false;
  if (start_.quoted && text_[at] != dialect_.quote) return false;
  scan(at, {Quotes::strict, dialect_.backslash, true}, line_scan_);
  if (line_scan_.stop == Stop::bare_quote) scan(at, {Quotes::literal, false, true}, line_scan_);
  const std::size_t cells = line_scan_.cells.size();
  const std::string first = value(line_scan_.cells.front());
  if (!fits(start_.first, first) || (cells == 1 && without_blanks(first).empty())) return false;
  const bool told = told_by_first_cell() && cells > 1;
  if (line_scan_.stop == Stop::unclosed) return cells == start_.columns || (told && cells < start_.columns);
  return cells == start_.columns || (told && cells > start_.columns);
}

// Whether quotes hold two lines at least that are rows, and none that is not: as no text does.
bool CsvRows::swallows_rows(const Scan& scan) {
  if (!told_by_first_cell() || start_.columns < 2) return false;
  const bool quoted =
      std::any_of(scan.cells.begin(), scan.cells.end(), [](const CsvRow::Cell& cell) { return cell.quoted; });
  if (!quoted) return false;
  int rows = 0;
  for (std::size_t at = line_behind(0); at < scan.end; at = line_behind(at), ++rows) {
    if (!starts_row(at)) return false;
  }
  return rows >= 2;
}

// Reads the row at the front, whose quotes are broken, in the way that gives it its columns. Returns whether
// a quote of it is never closed.
bool CsvRows::repair(Scan& scan) {
  const auto read = [&](Quotes quotes, bool backslash) {
    this->scan(0, {quotes, backslash, start_.columns == 0}, scan);
    return scan.cells.size() == start_.columns;
  };
  if (read(Quotes::lenient, true) && scan.whole()) return false;
  const bool right = read(Quotes::lenient, dialect_.backslash);
  const bool whole = scan.whole();
  if (scan.stop == Stop::too_long || (whole && (right || start_.columns == 0))) return false;
  if (right) return true;
  if (read(Quotes::literal, false) || !whole) return !whole;
  read(Quotes::lenient, dialect_.backslash);
  return false;
}

// A row that lacks columns, or ends with a text in no quotes, goes on with lines that are no rows: such a
// text has line ends of its own.
void CsvRows::append_continued_lines(Scan& scan) {
  if (start_.first == CellKind::any || start_.quoted || start_.columns < 2) return;
  while (scan.stop == Stop::line_end && !scan.cells.back().quoted) {
    const std::size_t known = scan.cells.size();
    if (known > start_.columns || (known == start_.columns && !start_.text_is_last)) return;
    this->scan(scan.end, {Quotes::literal, false, true}, line_scan_);
    const std::string first = value(line_scan_.cells.front());
    const std::size_t more = line_scan_.cells.size();
    if (fits(start_.first, first) || without_blanks(first).empty() || more == start_.columns ||
        known + more - 1 > start_.columns || text_.starts_with(scan.end, kEndOfCopy) ||
        line_scan_.stop == Stop::too_long)
      return;
    scan.cells.back().end = scan.cells.back().inner_end = line_scan_.cells.front().end;
    scan.cells.insert(scan.cells.end(), line_scan_.cells.begin() + 1, line_scan_.cells.end());
    scan.stop = line_scan_.stop;
    scan.end = line_scan_.end;
  }
}

void CsvRows::skip(std::size_t bytes) {
  if (!text_.has(bytes)) return;
  const std::string_view skipped = text_.slice(0, bytes);
  line_ += static_cast<std::uint64_t>(std::count(skipped.begin(), skipped.end(), dialect_.line_end));
  text_.drop(bytes);
}

// Leaves out lines up to the next that is a row, or, where the limit was not met inside quotes, one line.
void CsvRows::drop_long_row(bool in_quotes) {
  text_.drop(max_bytes_);
  do {
    constexpr std::size_t kPiece = 256 * 1024;
    const std::size_t end = (text_.set_limit(kPiece), text_.find(0, std::array{dialect_.line_end}));
    const bool found = text_.has(end);
    const bool over = !found && !text_.cut_off(end);
    text_.drop(found ? end + 1 : end);
    if (over) return;
    if (!found) continue;
    ++line_;
    text_.set_limit(max_bytes_);
    if (!in_quotes || start_.columns == 0 || starts_row(0)) return;
  } while (true);
}

bool CsvRows::next(CsvRow& row) {
  text_.drop(std::exchange(row_size_, 0));
  text_.set_limit(max_bytes_);
  if (text_.starts_with(0, kByteOrderMark)) text_.drop(kByteOrderMark.size());
  if (!text_.has(0)) return false;
  row.line = line_;
  row.too_long = row.unclosed = false;
  scan(0, {Quotes::strict, dialect_.backslash, false}, scan_);
  const bool in_quotes = scan_.cells.back().quoted;
  if ((!scan_.whole() && (in_quotes || scan_.stop != Stop::too_long)) || swallows_rows(scan_)) {
    ++broken_;
    row.unclosed = repair(scan_);
  }
  row.too_long = scan_.stop == Stop::too_long;
  if (row.too_long) {
    row.cells.clear();
    drop_long_row(in_quotes);
    return true;
  }
  append_continued_lines(scan_);
  row.cut = scan_.cut;
  row.cells.swap(scan_.cells);
  row_size_ = scan_.end;
  const std::string_view text = text_.slice(0, row_size_);
  line_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), dialect_.line_end));
  return true;
}

CsvRow::Cell CsvRows::join(const CsvRow::Cell& first, const CsvRow::Cell& last) const {
  CsvRow::Cell all = first;
  all.end = all.inner_end = last.end;
  all.inner_begin = first.begin;
  all.quoted = false;
  const std::string_view text = without_blanks(text_.slice(all.begin, all.end));
  const char quote = dialect_.quote;
  if (quote != 0 && text.size() >= 2 && text.front() == quote && text.back() == quote) {
    all.inner_begin = first.inner_begin;
    all.inner_end = last.quoted ? last.inner_end : last.end - 1;
    all.quoted = true;
  }
  return all;
}

std::string CsvRows::value(const CsvRow::Cell& cell) const {
  const std::string_view inner = text_.slice(cell.inner_begin, cell.inner_end);
  if (!cell.quoted && inner == "\\N") return {};  // no value
  if (!cell.quoted && !cell.backslash) return std::string(inner);
  const std::array stops{cell.quoted ? dialect_.quote : '\\', cell.backslash ? '\\' : dialect_.quote};
  std::string out;
  for (std::size_t at = 0; at < inner.size();) {
    const std::size_t stop = find_any(inner, stops, at);
    out.append(inner, at, stop - at);
    at = stop;
    if (at == inner.size()) break;
    const bool pair = at + 1 < inner.size();
    if (inner[at] == '\\' && pair) {
      out += escaped(inner[at + 1]);
      at += 2;
    } else {
      out += inner[at];
      at += pair && inner[at] == dialect_.quote && inner[at + 1] == dialect_.quote ? 2 : 1;
    }
  }
  return out;
}

}  // namespace kharita::app
