// Tables in JSON: rows of cells or columns of cells rather than objects, as pandas, spreadsheets and SQL
// services write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kharita::app {

// {"title": {"0": "a", "1": "b"}, …} and {"title": ["a", "b"], …}, where a column is called as a title or a
// text is. The table as CSV, its header first; nothing where it is none. Other objects cost a look at their
// first member.
[[nodiscard]] std::optional<std::string> table_of_columns(std::string_view object);

// {"columns": ["title", "text"], "data": [["a", "b"], …]}, whatever the two are called and however deep they
// are, and [["title", "text"], ["a", "b"], …]. As above; a list of rows need not have a header.
[[nodiscard]] std::optional<std::string> table_of_rows(std::string_view value);

// Whether a list begins with a row of cells: [["a", …
[[nodiscard]] bool begins_rows(std::string_view list);

}  // namespace kharita::app
