#include "app/articles/readers/json/json_table.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/articles/readers/fields.h"
#include "app/articles/readers/json/json_record.h"
#include "app/articles/readers/json/json_scan.h"
#include "app/articles/readers/json/loose_json.h"

namespace kharita::app {
namespace {

using nlohmann::json;
using Names = std::vector<std::string>;

constexpr int kMostLevels = 4;  // above a table

void append_cell(std::string_view cell, bool last, std::string& csv) {
  csv.push_back('"');
  for (const char c : cell)
    csv.append(c == '"' ? 2 : 1, c);
  csv.append(last ? "\"\n" : "\",");
}

void append_row(const Names& cells, std::string& csv) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    append_cell(cells[i], i + 1 == cells.size(), csv);
}

Names cells_of(const json& row) {
  Names cells;
  for (const json& cell : row)
    cells.push_back(field_text(cell));
  return cells;
}

// Whether one of the columns is the text, or the title that stands for it.
bool names_text(const Names& names) {
  return std::ranges::any_of(names, [](const std::string& name) {
    const auto known = find_field(name);
    return known &&
           (known->field == Field::text || known->field == Field::summary || known->field == Field::title);
  });
}

bool is_row(const json& value) {
  return value.is_array() && !value.empty() && !value.front().is_structured();
}

bool is_rows(const json& value) {
  return value.is_array() && !value.empty() && std::ranges::all_of(value, is_row);
}

std::string csv_of(const Names& header, const json& rows) {
  std::string csv;
  append_row(header, csv);
  for (const json& row : rows)
    append_row(cells_of(row), csv);
  return csv;
}

// The names in a list of as many strings, or of objects with names, as a row has cells; empty for any other.
Names names_in(const json& value, std::size_t columns) {
  if (!value.is_array() || value.size() != columns || value.front().is_array()) return {};
  Names names = cells_of(value);
  return names_text(names) ? names : Names();
}

std::optional<std::string> rows_in(const json& value, int levels);

// The rows that are a member of an object, and the names that are another.
std::optional<std::string> rows_in_object(const json& object, int levels) {
  for (const json& rows : object) {
    if (!is_rows(rows)) continue;
    for (const json& names : object) {
      if (const Names header = names_in(names, rows.front().size()); !header.empty())
        return csv_of(header, rows);
    }
    if (names_text(cells_of(rows.front()))) return csv_of({}, rows);
  }
  for (const json& member : object) {
    if (auto found = rows_in(member, levels - 1)) return found;
  }
  return std::nullopt;
}

std::optional<std::string> rows_in(const json& value, int levels) {
  if (levels == 0) return std::nullopt;
  if (value.is_object()) return rows_in_object(value, levels);
  if (!value.is_array()) return std::nullopt;
  for (const json& part : value) {
    if (!part.is_object()) return std::nullopt;
    if (auto found = rows_in(part, levels - 1)) return found;
  }
  return std::nullopt;
}

bool is_number(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
}

// Whether the first member's value looks like a column.
bool begins_with_column(std::string_view object) {
  if (!object.starts_with('{')) return false;
  JsonItems members(object);
  JsonMember member;
  if (!members.next(member)) return false;
  const bool list = member.value.starts_with('[');
  if (!list && !member.value.starts_with('{')) return false;
  JsonItems cells(member.value);
  JsonMember cell;
  return cells.next(cell) && (list ? cell.value[0] != '{' && cell.value[0] != '[' : is_number(cell.key));
}

// All members are columns of cells under the same keys.
bool is_columns(const json& table) {
  const json& first = table.front();
  const auto is_column = [&](const json& column) {
    if (!column.is_structured() || column.type() != first.type() || column.size() != first.size())
      return false;
    if (column.is_array()) return true;
    return std::ranges::equal(column.items(), first.items(),
                              [](const auto& a, const auto& b) { return a.key() == b.key(); });
  };
  // One list alone is a text's paragraphs.
  const bool lists = first.is_array() && first.size() > 1 && table.size() > 1;
  return (first.is_object() || lists) && std::ranges::all_of(table, is_column);
}

}  // namespace

bool begins_rows(std::string_view list) {
  if (!list.starts_with('[')) return false;
  const std::size_t row = behind_blanks(list, 1);
  if (row >= list.size() || list[row] != '[') return false;
  const std::size_t cell = behind_blanks(list, row + 1);
  constexpr std::string_view kScalar = "\"-0123456789n";
  return cell < list.size() && kScalar.find(list[cell]) != std::string_view::npos;
}

std::optional<std::string> table_of_columns(std::string_view object) {
  if (!begins_with_column(object)) return std::nullopt;
  const json table = parse_loose_json(object).value;
  if (!table.is_object() || table.empty() || !is_columns(table)) return std::nullopt;
  Names header;
  for (const auto& [name, column] : table.items())
    header.push_back(name);
  if (!names_text(header)) return std::nullopt;
  // An object's keys are ordered as texts: 10 before 2. Rows keep the order of the numbers.
  std::vector<json::const_iterator> cells;
  for (const json& column : table)
    cells.push_back(column.begin());
  std::vector<std::pair<std::uint64_t, Names>> rows;
  for (std::size_t i = 0; i < table.front().size(); ++i) {
    const json& first = table.front();
    const std::uint64_t number = first.is_object() && is_number(cells[0].key()) && cells[0].key().size() < 19
                                     ? std::stoull(cells[0].key())
                                     : i;
    Names row;
    for (auto& cell : cells)
      row.push_back(field_text(*cell++));
    rows.emplace_back(number, std::move(row));
  }
  std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.first; });
  std::string csv;
  append_row(header, csv);
  for (const auto& [number, row] : rows)
    append_row(row, csv);
  return csv;
}

std::optional<std::string> table_of_rows(std::string_view value) {
  const json table = parse_loose_json(value).value;
  return is_rows(table) ? std::optional(csv_of({}, table)) : rows_in(table, kMostLevels);
}

}  // namespace kharita::app
