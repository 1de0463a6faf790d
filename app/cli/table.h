// Tables on a terminal: columns side by side, Arabic ones too.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace kharita::app::cli {

// The rows as lines, each column as wide as its widest cell, two spaces between. A width counts code points
// but for combining marks. `right` names the columns that are aligned to the right. A cell with Arabic ends
// with a left-to-right mark, so that a terminal that reorders text keeps the columns in order.
[[nodiscard]] std::string format_table(const std::vector<std::vector<std::string>>& rows,
                                       const std::set<std::size_t>& right);

}  // namespace kharita::app::cli
