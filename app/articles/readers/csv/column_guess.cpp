#include "app/articles/readers/csv/column_guess.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "app/articles/readers/csv/csv_rows.h"
#include "app/articles/readers/csv/table_shape.h"
#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

constexpr double kFewestWordsOfText = 3;
constexpr double kFewestWordsOfTitle = 2;
constexpr std::size_t kLongestName = 80;  // bytes

std::size_t count_words(std::string_view cell) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : cell) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    words += !blank && !in_word ? 1 : 0;
    in_word = !blank;
  }
  return words;
}

// What the cells of one column are like.
struct Look {
  CellKind kind = CellKind::any;
  double words = 0;  // of a cell that is not empty, on average
  double bytes = 0;
  std::size_t cells = 0;  // that are not empty
  bool distinct = false;
};

Look look_at(const TableRows& rows, std::size_t column, std::size_t from = 0) {
  Look look;
  std::vector<std::string> cells;
  for (std::size_t i = from; i < rows.size(); ++i) {
    if (column < rows[i].size() && !bare_name(rows[i][column]).empty()) cells.push_back(rows[i][column]);
  }
  look.cells = cells.size();
  if (cells.empty()) return look;
  for (const auto& cell : cells) {
    look.words += static_cast<double>(count_words(cell)) / static_cast<double>(cells.size());
    look.bytes += static_cast<double>(cell.size()) / static_cast<double>(cells.size());
  }
  look.kind = kind_of(cells);
  look.distinct = std::set<std::string>(cells.begin(), cells.end()).size() == cells.size();
  return look;
}

bool is_prose(const Look& look, double fewest_words) {
  return look.words >= fewest_words && look.kind != CellKind::date && look.kind != CellKind::address;
}

// The column of the longest cells, among those that `may` be it.
template <typename May>
std::optional<std::size_t> longest(const std::vector<Look>& looks, May may) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < looks.size(); ++i) {
    if (may(i) && (!best || looks[i].bytes > looks[*best].bytes)) best = i;
  }
  return best;
}

// Fills columns in by their cells, and tells which.
class Guess {
 public:
  Guess(const TableRows& rows, std::vector<std::string>& columns) : columns_(columns) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      looks_.push_back(look_at(rows, i));
  }

  [[nodiscard]] bool has_text() const {
    return std::any_of(columns_.begin(), columns_.end(), RecordBuilder::is_text);
  }

  bool find_text() {
    const auto text = longest(looks_, [&](std::size_t i) {
      return is_prose(looks_[i], kFewestWordsOfText) && !RecordBuilder::knows(columns_[i]);
    });
    if (text) name(*text, "text");
    return text.has_value();
  }

  [[nodiscard]] bool has_headlines() const {
    return longest(looks_,
                   [&](std::size_t i) {
                     const auto known = find_field(columns_[i]);
                     return known && known->field == Field::title && is_prose(looks_[i], kFewestWordsOfTitle);
                   })
        .has_value();
  }

  void find_others() {
    const auto free = [&](std::size_t i) { return columns_[i].empty(); };
    const auto of_kind = [&](CellKind kind) {
      std::size_t i = 0;
      while (i < looks_.size() && !(free(i) && looks_[i].kind == kind))
        ++i;
      return i;
    };
    if (const auto i = of_kind(CellKind::date); i < looks_.size()) name(i, "published");
    if (const auto i = of_kind(CellKind::address); i < looks_.size()) name(i, "url");
    if (const auto i = of_kind(CellKind::number); i < looks_.size() && looks_[i].distinct) name(i, "id");
    const auto title = longest(looks_, [&](std::size_t i) {
      return free(i) && looks_[i].distinct && is_prose(looks_[i], kFewestWordsOfTitle);
    });
    if (title) name(*title, "title");
  }

  [[nodiscard]] const std::string& told() const { return told_; }

 private:
  void name(std::size_t column, const char* field) {
    const std::string shown = columns_[column].empty() ? fmt::format("column {}", column + 1)
                                                       : fmt::format("\"{}\"", columns_[column]);
    told_ += fmt::format("{}{} is read as {}", told_.empty() ? "" : ", ", shown, field);
    columns_[column] = field;
  }

  std::vector<std::string>& columns_;
  std::vector<Look> looks_;
  std::string told_;
};

}  // namespace

bool names_columns(const TableRows& rows) {
  const auto& names = rows.front();
  std::size_t known = 0;
  for (const auto& name : names) {
    if (name.size() > kLongestName || fits(CellKind::number, name) || fits(CellKind::date, name) ||
        fits(CellKind::address, name))
      return false;
    known += RecordBuilder::knows(name) ? 1 : 0;
  }
  if (known > 0) return true;
  if (rows.size() < 2) return false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Look look = look_at(rows, i, 1);
    if (look.cells == 0 || names[i].empty()) continue;
    if (look.kind != CellKind::any && look.kind != CellKind::word) return true;
    if (look.words >= kFewestWordsOfText && look.words >= 3 * static_cast<double>(count_words(names[i])))
      return true;
  }
  return false;
}

ColumnGuess guess_columns(const TableRows& rows, std::vector<std::string>& columns, bool unnamed) {
  Guess guess(rows, columns);
  ColumnGuess found;
  found.text = guess.has_text() || guess.find_text();
  const bool headlines = !found.text && guess.has_headlines();
  found.text = found.text || headlines;
  if (unnamed) guess.find_others();
  found.told = guess.told();
  if (headlines) found.told = "no column holds a text: the titles are read as such";
  if (unnamed)
    found.told =
        fmt::format("no line names the columns: {}; put a line of names first if that is wrong", found.told);
  return found;
}

}  // namespace kharita::app
