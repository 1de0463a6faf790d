// Files that what passes the filters is written to as data.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "app/export/table.h"
#include "geo/error.h"
#include "geo/progress.h"

namespace kharita::app::exports {

enum class FileKind : std::uint8_t { csv, geojson, geopackage, xlsx };
// By the ending of its name: .csv, .geojson or .json, .gpkg, .xlsx. Any other is an error that says so.
[[nodiscard]] Result<FileKind> kind_of(const std::filesystem::path& file);

// Writes one table, or, into a GeoPackage or a spreadsheet without `what`, all three; without it the others
// hold mentions. The file is whole or not there. Progress counts rows. A cancelled export leaves nothing and
// is an error.
// - CSV is UTF-8 with a byte order mark, commas and CRLF, as RFC 4180 and Excel have it. A text that a
//   spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection").
// - GeoJSON is that of RFC 7946. Articles have no geometry in any format.
// - XLSX holds at most 32,767 characters a cell and 1,048,576 rows a sheet, as Excel does: longer texts are
// cut,
//   more rows are an error.
[[nodiscard]] Result<void> write_data(const Selection& selection, std::optional<What> what,
                                      const std::filesystem::path& file, Progress& progress);

// A field of a CSV file, in quotes where it needs them, safe from being taken for a formula.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace kharita::app::exports
