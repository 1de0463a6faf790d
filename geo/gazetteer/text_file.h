// Source files of the gazetteer, read whole: text, tab-separated tables, GNU message catalogues.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/error.h"

namespace kharita::geo {

[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file);

// Calls `take` with each line, without its end, and its number from 1 on; stops at the first error and
// returns it.
[[nodiscard]] Result<void> for_each_line(
    std::string_view text,
    const std::function<Result<void>(std::string_view line, std::size_t number)>& take);

// The fields between separators: one more than there are separators; empty ones, too. Reuses `out`.
void split(std::string_view line, char separator, std::vector<std::string_view>& out);

// All messages of a GNU .mo catalogue: original (with its context before an EOT byte, where it has one) and
// translation. The views point into `content`. ErrorCode::damaged where its tables lead outside of it.
[[nodiscard]] Result<std::vector<std::pair<std::string_view, std::string_view>>> parse_mo(
    const std::filesystem::path& file, std::string_view content);

}  // namespace kharita::geo
