// What passes the filters as one page of HTML that opens offline.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "app/export/table.h"
#include "app/model/map_scene.h"
#include "geo/error.h"
#include "geo/progress.h"

namespace kharita::app::exports {

struct Report {
  std::string title;                      // empty: the program's name
  std::string filter_words;               // one line; empty where nothing is filtered
  Language language = Language::arabic;   // of the page: Arabic is right to left
  std::span<const std::uint8_t> picture;  // a PNG; empty: none
};

// Writes the picture, the filters in words, the counts, the places by number of mentions and the articles
// with theirs. Nothing is fetched when it is opened; words of articles are escaped, and each stands in its
// own direction. Progress counts rows; the file is whole or not there, and a cancelled report is an error.
[[nodiscard]] Result<void> write_report(const Selection& selection, const Report& report,
                                        const std::filesystem::path& file, Progress& progress);

}  // namespace kharita::app::exports
