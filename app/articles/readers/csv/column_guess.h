// What the columns of a table hold, told by their cells where their names do not tell it.
#pragma once

#include <string>
#include <vector>

namespace kharita::app {

using TableRows = std::vector<std::vector<std::string>>;

// Whether the first of `rows` names columns: it is made of short words, and unlike the rows behind it.
[[nodiscard]] bool names_columns(const TableRows& rows);

struct ColumnGuess {
  bool text = false;  // there is a column to read as the text, be it that of the titles
  std::string told;   // what was guessed, for a note; empty where nothing was
};

// Gives columns the names that RecordBuilder knows: "text" where none is the text by its name and, where no
// line names them at all, also "published", "url", "id" and "title".
[[nodiscard]] ColumnGuess guess_columns(const TableRows& rows, std::vector<std::string>& columns,
                                        bool unnamed);

}  // namespace kharita::app
