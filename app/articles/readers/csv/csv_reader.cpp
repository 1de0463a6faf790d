#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "app/articles/readers/csv/table_shape.h"
#include "app/articles/readers/csv/wrapped_rows.h"
#include "app/articles/readers/record.h"
#include "geo/text/dates.h"

namespace kharita::app {
namespace {

// What programs write where a cell has no value.
bool is_no_value(std::string_view cell) {
  static constexpr std::array<std::string_view, 8> kNone{"NULL", "null", "NA",   "N/A",
                                                         "NaN",  "nan",  "None", "#N/A"};
  return std::find(kNone.begin(), kNone.end(), cell) != kNone.end();
}

// ="00123" is how tables keep a spreadsheet from reading a number.
std::string without_formula(std::string cell) {
  constexpr std::string_view kBegin = "=\"";
  if (!cell.starts_with(kBegin) || cell.size() <= kBegin.size() || !cell.ends_with('"')) return cell;
  return cell.substr(kBegin.size(), cell.size() - kBegin.size() - 1);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Whether a cell may be what its column is for: where not, the row's cells are shifted.
bool may_be(const std::optional<KnownField>& known, std::string_view cell) {
  constexpr std::size_t kLongest = 100;  // bytes
  if (is_blank(cell) || !known) return true;
  if (known->field == Field::published || known->field == Field::modified) {
    return cell.size() <= kLongest &&
           std::any_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
  }
  if (known->field == Field::id || known->field == Field::url || known->field == Field::language)
    return cell.find(' ') == std::string_view::npos;
  return true;
}

std::string count_of(std::size_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

class TableReader {
 public:
  TableReader(TextSource& source, const ReadContext& context, TableShape shape)
      : source_(source),
        context_(context),
        shape_(std::move(shape)),
        rows_(source, shape_.dialect, context.limits.max_article_bytes) {
    rows_.set_row_start(shape_.row_start);
    find_fields();
  }

  void read() {
    rows_.skip(shape_.begin);
    CsvRow row;
    if (shape_.has_header) rows_.next(row);
    if (!shape_.note.empty()) add_note(notes_, fmt::format("{}: {}", context_.name, shape_.note));
    note_double_names();
    while (rows_.next(row) && take(row)) {
    }
  }

 private:
  // False where the sink wants no more.
  bool take(CsvRow& row) {
    place_ = fmt::format("line {}", row.line);
    if (row.too_long) {
      return send(
          make_error({ErrorCode::parse,
                      fmt::format("{}: {}: longer than {} MB, which is the limit for one article; skipped",
                                  context_.name, place_, context_.limits.max_article_bytes >> 20)},
                     {}, source_.bytes_read()));
    }
    std::vector<std::string> cells = values(row);
    if (std::all_of(cells.begin(), cells.end(), is_blank) ||
        (cells.size() == 1 && rows_.text().starts_with(kEndOfCopy)) || is_ruler(rows_.text()) ||
        take_header(cells))
      return true;
    if (row.unclosed) note_row("a quotation mark is opened and never closed; read up to the next row");
    if (row.cut)
      note_row(fmt::format("more than {} columns; those behind are left out", CsvRows::kMostCells));
    while (cells.size() > shape_.columns.size() && is_blank(cells.back()))
      cells.pop_back();
    if (cells.size() > shape_.columns.size()) join_surplus(row, cells);
    Record record = record_of(row, cells);
    if (cells.size() < shape_.columns.size() && !is_blank(record.text)) note_missing(cells.size());
    return send(make_item(std::move(record), {context_.name, place_, nullptr}, source_.bytes_read()));
  }

  bool send(ReadItem item) {
    if (!notes_.empty()) add_note(item.note, std::exchange(notes_, {}));
    return context_.sink(std::move(item));
  }

  [[nodiscard]] std::vector<std::string> values(const CsvRow& row) const {
    std::vector<std::string> cells;
    cells.reserve(row.cells.size());
    for (const auto& cell : row.cells)
      cells.push_back(without_formula(rows_.value(cell)));
    return cells;
  }

  Record record_of(const CsvRow& row, std::vector<std::string>& cells) const {
    RecordBuilder builder;
    for (std::size_t i = 0; i < std::min(cells.size(), shape_.columns.size()); ++i) {
      if (!fields_[i] || (!row.cells[i].quoted && is_no_value(cells[i]))) continue;
      builder.set(*fields_[i], std::move(cells[i]));
    }
    Record record = builder.take();
    if (shape_.month_first) record.published = day_before_month(record.published);
    // A spreadsheet's column of dates without a format.
    if (const auto day = geo::text::parse_excel_day(record.published))
      record.published = geo::text::to_iso(*day);
    return record;
  }

  // A row of names: the header again, or another one, which holds from here on.
  bool take_header(const std::vector<std::string>& cells) {
    if (cells == shape_.header) return true;
    std::size_t known = 0;
    bool text = false;
    std::vector<std::string> names;
    for (const auto& cell : cells) {
      if (cell.size() > kLongestName) return false;
      names.push_back(bare_name(cell));
      if (!RecordBuilder::knows(names.back()) && !is_own_name(names.back())) return false;
      known += RecordBuilder::knows(names.back()) ? 1 : 0;
      text = text || RecordBuilder::is_text(names.back());
    }
    if (known < 2 || !text) return false;
    note_row("another header; the columns are as it says from here on");
    shape_.columns = names;
    find_fields();
    rows_.set_row_start({names.size(), CellKind::any, false, false});
    return true;
  }
  [[nodiscard]] bool is_own_name(const std::string& name) const {
    return name.empty() || std::any_of(shape_.header.begin(), shape_.header.end(),
                                       [&](const std::string& own) { return bare_name(own) == name; });
  }

  // Separators in a text that is not quoted: the text takes what they cut off, where the cells behind it then
  // stand in their columns.
  void join_surplus(CsvRow& row, std::vector<std::string>& cells) {
    const std::size_t surplus = cells.size() - shape_.columns.size();
    for (const Field field : {Field::text, Field::summary, Field::title}) {
      for (std::size_t i = fields_.size(); i-- > 0;) {
        if (!fields_[i] || fields_[i]->field != field || !fits_with_surplus(cells, i, surplus)) continue;
        row.cells[i] = rows_.join(row.cells[i], row.cells[i + surplus]);
        const auto behind = static_cast<std::ptrdiff_t>(i) + 1;
        const auto count = static_cast<std::ptrdiff_t>(surplus);
        row.cells.erase(row.cells.begin() + behind, row.cells.begin() + behind + count);
        cells.erase(cells.begin() + behind, cells.begin() + behind + count);
        cells[i] = rows_.value(row.cells[i]);
        return note_row(fmt::format("{} more than the header has columns; joined into \"{}\"",
                                    count_of(surplus, "cell"), shape_.columns[i]));
      }
    }
    note_row(fmt::format("{} more than the header has columns; those behind are left out",
                         count_of(surplus, "cell")));
  }
  [[nodiscard]] bool fits_with_surplus(const std::vector<std::string>& cells, std::size_t joined,
                                       std::size_t surplus) const {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (i != joined && !may_be(fields_[i], cells[i < joined ? i : i + surplus])) return false;
    }
    return true;
  }

  void note_missing(std::size_t cells) {
    std::string missing;
    for (std::size_t i = cells; i < fields_.size(); ++i) {
      if (fields_[i]) missing += fmt::format("{}\"{}\"", missing.empty() ? "" : ", ", shape_.columns[i]);
    }
    if (!missing.empty()) note_row(fmt::format("the row ends before {}", missing));
  }

  void note_double_names() {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const auto first = std::find(shape_.columns.begin(), shape_.columns.end(), shape_.columns[i]);
      if (!fields_[i] || first == shape_.columns.begin() + static_cast<std::ptrdiff_t>(i)) continue;
      add_note(notes_, fmt::format("{}: two columns are called \"{}\"; the first that is filled is read",
                                   context_.name, shape_.columns[i]));
      return;
    }
  }

  void note_row(std::string_view what) {
    constexpr int kMost = 20;
    if (++row_notes_ > kMost) return;
    add_note(notes_, fmt::format("{}: {}: {}{}", context_.name, place_, what,
                                 row_notes_ == kMost ? "; more such rows are not named" : ""));
  }

  void find_fields() {
    fields_.clear();
    for (const auto& name : shape_.columns)
      fields_.push_back(find_field(name));
  }

  static constexpr std::size_t kLongestName = 100;  // bytes

  TextSource& source_;
  const ReadContext& context_;
  TableShape shape_;
  std::vector<std::optional<KnownField>> fields_;  // of the columns; none where a name is not known
  CsvRows rows_;
  std::string place_;
  std::string notes_;  // for the next item
  int row_notes_ = 0;
};

}  // namespace

namespace {

Result<void> read_table(TextSource& source, const ReadContext& context) {
  if (is_blank(source.head())) return fail(ErrorCode::parse, "{}: the file is empty", context.name);
  auto shape = table_shape(source.head());
  if (!shape) {
    return fail(ErrorCode::parse,
                "{}: no column holds the text; name one of them text, body or content in the first line",
                context.name);
  }
  TableReader(source, context, std::move(*shape)).read();
  return {};
}

}  // namespace

Result<void> read_csv(TextSource& source, const ReadContext& context) {
  const auto wrapping = wrapping_of(source.head());
  if (!wrapping) return read_table(source, context);
  UnwrappedRows rows(source, *wrapping, context.limits.max_article_bytes);
  std::istream in(&rows);
  TextSource unwrapped(in);
  return read_table(unwrapped, context);
}

}  // namespace kharita::app
