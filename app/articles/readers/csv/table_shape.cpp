#include "app/articles/readers/csv/table_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "app/articles/readers/csv/column_guess.h"
#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

// In order of preference; the last two are the Arabic semicolon and comma, for tables written by hand.
constexpr std::array<std::string_view, 6> kSeparators{",", "\t", ";", "|", "؛", "،"};
// Only where they part known names: prose has them, too.
constexpr std::array<std::string_view, 5> kRareSeparators{"^", "~", "\x01", "\x1f", "¦"};
constexpr int kMostLinesBeforeHeader = 25;
constexpr std::size_t kSampleRows = 200;

struct Line {
  std::size_t begin = 0;
  std::string_view text;
};

// CR, where it ends more lines alone than LF does: a text in quotes may hold the other.
char line_end_of(std::string_view head) {
  std::size_t alone = 0;
  for (std::size_t at = head.find('\r'); at < head.size(); at = head.find('\r', at + 1))
    alone += at + 1 < head.size() && head[at + 1] != '\n' && head[at + 1] != '\r' ? 1 : 0;
  const auto line_feeds = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n'));
  return line_feeds < std::max<std::size_t>(alone, head.ends_with('\r') ? 1 : 0) ? '\r' : '\n';
}

// The lines among which a header is looked for.
std::vector<Line> first_lines(std::string_view head, char line_end) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < head.size() && lines.size() < kMostLinesBeforeHeader;) {
    const std::size_t end = std::min(head.find(line_end, at), head.size());
    lines.push_back({at, head.substr(at, end - at)});
    at = end + 1;
  }
  return lines;
}

std::size_t count_cells(std::string_view line, std::string_view separator) {
  std::size_t cells = 1;
  for (std::size_t at = line.find(separator); at != line.npos;
       at = line.find(separator, at + separator.size()))
    ++cells;
  return cells;
}

struct Header {
  Line line;
  std::string separator;
  std::size_t cells = 0;
  std::size_t known = 0;  // different names that articles' fields have
  bool text = false;      // one of them is the text's
};

Header header_of(const Line& line, std::string_view separator) {
  constexpr std::size_t kLongestName = 100;  // bytes; prose is given up soon
  Header header{line, std::string(separator)};
  std::set<std::string> known;
  for (std::string_view rest = line.text; header.cells < CsvRows::kMostCells;) {
    const std::size_t end = rest.find(separator);
    if (std::min(end, rest.size()) > kLongestName) return Header{line, std::string(separator)};
    const std::string name = bare_name(rest.substr(0, end));
    ++header.cells;
    if (RecordBuilder::knows(name)) known.insert(name);
    header.text = header.text || RecordBuilder::is_text(name);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + separator.size());
  }
  header.known = known.size();
  // Words with an Arabic comma between them are prose more often than a table.
  const bool arabic = separator.size() > 1;
  if (arabic && (!header.text || header.known < header.cells)) header.known = 0;
  return header;
}

// The separator at which a line has the most known names.
Header header_of(const Line& line, const std::vector<std::string>& separators) {
  Header best;
  for (const auto& separator : separators) {
    Header header = header_of(line, separator);
    if (header.known > best.known || best.separator.empty()) best = std::move(header);
  }
  return best;
}

std::vector<std::string> all_separators() {
  std::vector<std::string> separators(kSeparators.begin(), kSeparators.end());
  separators.insert(separators.end(), kRareSeparators.begin(), kRareSeparators.end());
  return separators;
}

// The first line with two known names, one of them the text's; else the one with the most known names.
Header best_header(const std::vector<Line>& lines, const std::vector<std::string>& separators) {
  Header best;
  for (const Line& line : lines) {
    Header header = header_of(line, separators);
    if (header.known >= 2 && header.text) return header;
    if (header.known > best.known || (header.known == best.known && header.text && !best.text))
      best = std::move(header);
  }
  return best;
}

// What Excel's first line sep=; names; empty where there is none.
std::string separator_line(std::string_view line) {
  constexpr std::string_view kKey = "sep=";
  while (line.ends_with('\r'))
    line.remove_suffix(1);
  std::string text(line);
  std::erase(text, '"');
  const bool named = text.size() >= kKey.size() &&
                     std::equal(kKey.begin(), kKey.end(), text.begin(),
                                [](char key, char c) { return key == (c >= 'A' && c <= 'Z' ? c + 32 : c); });
  if (!named) return {};
  text.erase(0, kKey.size());
  return text == "\\t" ? "\t" : text.size() > 0 && text.size() <= 4 ? text : std::string();
}

struct Sample {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::uint64_t> lines;
  std::uint64_t broken = 0;
  std::size_t quoted_rows = 0;   // that begin with a quote
  std::size_t quoted_cells = 0;  // of all
};

Sample take_sample(std::string_view text, const CsvDialect& dialect) {
  Sample sample;
  CsvRows rows(std::string(text), dialect);
  for (CsvRow row; sample.rows.size() < kSampleRows && rows.next(row);) {
    std::vector<std::string> cells;
    for (const auto& cell : row.cells) {
      cells.push_back(rows.value(cell));
      sample.quoted_cells += cell.quoted ? 1 : 0;
    }
    if (cells.size() == 1 && bare_name(cells[0]).empty()) continue;
    sample.quoted_rows += row.cells[0].quoted ? 1 : 0;
    sample.lines.push_back(row.line);
    sample.rows.push_back(std::move(cells));
  }
  sample.broken = rows.broken();
  return sample;
}

// The number of columns that most rows have, and how many have it.
std::pair<std::size_t, std::size_t> usual_columns(const Sample& sample) {
  std::vector<std::size_t> counts;
  for (const auto& row : sample.rows)
    counts.push_back(row.size());
  std::pair<std::size_t, std::size_t> best{1, 0};
  for (const std::size_t columns : std::set<std::size_t>(counts.begin(), counts.end())) {
    const auto rows = static_cast<std::size_t>(std::count(counts.begin(), counts.end(), columns));
    if (rows >= best.second) best = {columns, rows};
  }
  return best;
}

// Whether every backslash begins an escape, and one of them is that of a line end, tabulator or quote.
bool holds_escapes(std::string_view text, const CsvDialect& dialect) {
  bool telling = false;
  for (std::size_t at = text.find('\\'); at < text.size() && at + 1 < text.size();
       at = text.find('\\', at + 2)) {
    const char c = text[at + 1];
    const bool told = c == 'n' || c == 't' || c == 'r' || c == 'N' || c == dialect.quote;
    const bool joined =
        c == dialect.line_end || c == dialect.separator[0];  // MySQL escapes these as they are
    if (!told && !joined && c != '\\' && c != '0' && c != '\'' && c != '/' && c != '.') return false;
    telling = telling || told || joined;
  }
  return telling;
}

// Cells that begin with a quote, and those that end with one too, where all rows have the same columns if
// quotes say nothing.
std::pair<std::size_t, std::size_t> literal_quotes(std::string_view text, CsvDialect dialect) {
  const char quote = std::exchange(dialect.quote, '\0');
  const Sample sample = take_sample(text, dialect);
  std::size_t begun = 0;
  std::size_t wrapped = 0;
  for (const auto& row : sample.rows) {
    if (row.size() != sample.rows.front().size()) return {};
    for (const auto& cell : row) {
      if (!cell.starts_with(quote)) continue;
      ++begun;
      wrapped += cell.size() > 1 && cell.ends_with(quote) ? 1 : 0;
    }
  }
  return {begun, wrapped};
}

// Finds what quotes and escapes, where the separator is known.
void find_quotes(std::string_view text, CsvDialect& dialect) {
  CsvDialect single = dialect;
  single.quote = '\'';
  const Sample in_single = take_sample(text, single);
  if (in_single.broken == 0 &&
      in_single.quoted_cells >= std::max<std::size_t>(2, in_single.rows.size() / 2) &&
      take_sample(text, dialect).quoted_cells == 0) {
    dialect = single;
  } else if (const auto [begun, wrapped] = literal_quotes(text, dialect); begun >= 2 && wrapped == 0) {
    dialect.quote = 0;
  }
  if (text.find('\\') == std::string_view::npos) return;
  CsvDialect other = dialect;
  other.backslash = true;
  const std::uint64_t strict = take_sample(text, dialect).broken;
  const std::uint64_t escaped = take_sample(text, other).broken;
  dialect.backslash = escaped < strict || (escaped == strict && holds_escapes(text, dialect));
}

// The separator that gives most rows the same number of columns, two at least; the first where none does.
std::string separator_by_rows(std::string_view text, const std::vector<std::string>& separators,
                              CsvDialect dialect) {
  constexpr double kLeastShare = 0.6;
  std::string best(separators.front());
  std::pair<double, std::size_t> best_found{0, 0};
  for (const auto& separator : separators) {
    if (text.find(separator) == std::string_view::npos) continue;
    dialect.separator = separator;
    const Sample sample = take_sample(text, dialect);
    const auto [columns, rows] = usual_columns(sample);
    const double share = static_cast<double>(rows) / static_cast<double>(sample.rows.size());
    if (columns < 2 || share < kLeastShare || std::pair(share, columns) <= best_found) continue;
    best = separator;
    best_found = {share, columns};
  }
  return best;
}

// Where the line of this number, from 1, begins.
std::size_t begin_of_line(std::string_view text, std::uint64_t number, char line_end) {
  std::size_t at = 0;
  for (; number > 1; --number)
    at = text.find(line_end, at) + 1;
  return at;
}

// Rows of a sample from the first full one on.
Sample without_lines_before(Sample sample, std::size_t columns) {
  const auto full = std::find_if(sample.rows.begin(), sample.rows.end(),
                                 [&](const auto& row) { return row.size() == columns; });
  const auto before = full - sample.rows.begin();
  sample.rows.erase(sample.rows.begin(), full);
  sample.lines.erase(sample.lines.begin(), sample.lines.begin() + before);
  return sample;
}

// R's write.table leaves out the name of its first column, which numbers the rows. Where numbers are not
// quoted, as it writes them, a comma in a text may as well be what makes the rows longer than the header.
bool has_unnamed_numbers(const TableShape& shape, const Sample& sample) {
  std::size_t number = 0;
  for (const auto& row : sample.rows) {
    if (row.size() != shape.header.size() + 1 || row[0] != std::to_string(++number)) return false;
  }
  const bool quoted = sample.quoted_rows == sample.lines.size();
  return number > 0 && (quoted || shape.dialect.separator == "\t");
}

RowStart row_start_of(const Sample& sample, const TableShape& shape) {
  RowStart start;
  start.columns = shape.columns.size();
  start.quoted = sample.quoted_rows > 0 && sample.quoted_rows * 10 >= sample.lines.size() * 9;
  start.text_is_last = RecordBuilder::is_text(shape.columns.back());
  std::vector<std::string> first;
  for (const auto& row : sample.rows) {
    if (row.size() >= start.columns && row != shape.header) first.push_back(row[0]);
  }
  start.first = kind_of(first);
  return start;
}

}  // namespace

bool is_ruler(std::string_view row) {
  constexpr std::ptrdiff_t kFewestDashes = 3;
  return row.find_first_not_of("-+=|: \r\n") == std::string_view::npos &&
         std::count(row.begin(), row.end(), '-') + std::count(row.begin(), row.end(), '=') >= kFewestDashes;
}

std::string bare_name(std::string_view name) {
  constexpr std::string_view kAround = " \t\"'\r\n";
  if (name.starts_with("\xEF\xBB\xBF")) name.remove_prefix(3);
  const std::size_t begin = name.find_first_not_of(kAround);
  if (begin == std::string_view::npos) return {};
  return std::string(name.substr(begin, name.find_last_not_of(kAround) - begin + 1));
}

bool shows_table(std::string_view head) {
  constexpr std::size_t kFewestNames = 2;        // one known word is a line of prose, or a list
  constexpr std::size_t kFewestNamesBehind = 3;  // behind other lines
  auto lines = first_lines(head, line_end_of(head));
  std::erase_if(lines, [](const Line& line) { return is_ruler(line.text); });
  if (lines.empty()) return false;
  if (!separator_line(lines.front().text).empty()) return true;
  const std::vector<std::string> separators = all_separators();
  if (best_header({lines.front()}, separators).known >= kFewestNames) return true;
  const Header header = best_header(lines, separators);
  if (header.known < kFewestNamesBehind || !header.text) return false;
  const auto behind = std::find_if(lines.begin(), lines.end(),
                                   [&](const Line& line) { return line.begin > header.line.begin; });
  return behind != lines.end() && count_cells(behind->text, header.separator) >= header.cells;
}

namespace {

// Sets the separator and where the header begins, or the first line that may be a row. Returns whether it is
// a header that is known by its names; none where there is no line.
std::optional<bool> find_first_row(std::string_view head, TableShape& shape) {
  std::vector<Line> lines = first_lines(head, shape.dialect.line_end);
  std::erase_if(lines, [](const Line& line) { return bare_name(line.text).empty(); });
  std::vector<std::string> separators(kSeparators.begin(), kSeparators.end());
  if (!lines.empty()) {
    if (const std::string told = separator_line(lines.front().text); !told.empty()) {
      separators = {told};
      lines.erase(lines.begin());
    }
  }
  if (lines.empty()) return std::nullopt;
  const bool told = separators.size() == 1;
  const Header header = best_header(lines, told ? separators : all_separators());
  const bool named = header.known >= 2 || (header.known == 1 && header.text);
  shape.begin = named ? header.line.begin : lines.front().begin;
  shape.dialect.separator =
      named ? header.separator : separator_by_rows(head.substr(shape.begin), separators, shape.dialect);
  return named;
}

// Takes the header out of the sample.
void take_header(Sample& sample, TableShape& shape) {
  shape.header = std::move(sample.rows.front());
  sample.rows.erase(sample.rows.begin());
  shape.has_header = true;
  std::transform(shape.header.begin(), shape.header.end(), std::back_inserter(shape.columns), bare_name);
  if (has_unnamed_numbers(shape, sample)) shape.columns.insert(shape.columns.begin(), std::string());
}

}  // namespace

namespace {

// The first two numbers of 1/17/2024 and its like; none of other dates.
std::optional<std::pair<int, int>> two_numbers(std::string_view date) {
  const std::size_t first = date.find_first_of("/-");
  if (first == std::string_view::npos || first == 0 || first > 2) return std::nullopt;
  const std::size_t second = date.find(date[first], first + 1);
  if (second == std::string_view::npos || second == first + 1 || second > first + 3) return std::nullopt;
  const std::string_view digits = "0123456789";
  const auto number = [&](std::size_t begin, std::size_t end) {
    int value = 0;
    for (std::size_t i = begin; i < end; ++i)
      value = digits.find(date[i]) == std::string_view::npos ? 1000 : value * 10 + (date[i] - '0');
    return value;
  };
  const std::pair found{number(0, first), number(first + 1, second)};
  return found.first <= 31 && found.second <= 31 ? std::optional(found) : std::nullopt;
}

// Some date of the column can only be read with the month first, and none only with the day first.
bool has_month_first(const TableRows& rows, const std::vector<std::string>& columns) {
  constexpr int kMonths = 12;
  bool told = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto known = find_field(columns[i]);
    if (!known || known->field != Field::published) continue;
    for (const auto& row : rows) {
      const auto numbers = i < row.size() ? two_numbers(row[i]) : std::nullopt;
      if (!numbers) continue;
      if (numbers->first > kMonths) return false;
      told = told || numbers->second > kMonths;
    }
  }
  return told;
}

}  // namespace

std::string day_before_month(std::string_view date) {
  if (!two_numbers(date)) return std::string(date);
  const std::size_t first = date.find_first_of("/-");
  const std::size_t second = date.find(date[first], first + 1);
  return fmt::format("{}{}{}{}", date.substr(first + 1, second - first - 1), date[first],
                     date.substr(0, first), date.substr(second));
}

std::optional<TableShape> table_shape(std::string_view head) {
  TableShape shape;
  shape.dialect.line_end = line_end_of(head);
  const auto named = find_first_row(head, shape);
  if (!named) return std::nullopt;
  const std::string_view text = head.substr(shape.begin);
  find_quotes(text, shape.dialect);
  Sample sample = take_sample(text, shape.dialect);
  if (!*named) {
    const std::size_t columns = usual_columns(sample).first;
    sample = without_lines_before(std::move(sample), columns);
    shape.begin += begin_of_line(text, sample.lines.front(), shape.dialect.line_end);
  }
  // The last row of the head is cut, but where the file ends with it.
  if (sample.rows.size() > 2 && head.back() != shape.dialect.line_end) sample.rows.pop_back();
  if (*named || names_columns(sample.rows)) {
    take_header(sample, shape);
  } else {
    shape.columns.resize(usual_columns(sample).first);
  }
  const ColumnGuess guess = guess_columns(sample.rows, shape.columns, !shape.has_header);
  if (!guess.text) return std::nullopt;
  shape.note = guess.told;
  shape.row_start = row_start_of(sample, shape);
  shape.month_first = has_month_first(sample.rows, shape.columns);
  return shape;
}

}  // namespace kharita::app
