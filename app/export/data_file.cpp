#include "app/export/data_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/export/layer_file.h"
#include "app/export/written_whole.h"
#include "geo/written_file.h"

namespace kharita::app::exports {
namespace {

constexpr std::string_view kComplaint = "the data cannot be written";

struct Ending {
  std::string_view ending;
  FileKind kind;
};
constexpr std::array kEndings{Ending{".csv", FileKind::csv}, Ending{".geojson", FileKind::geojson},
                              Ending{".json", FileKind::geojson}, Ending{".gpkg", FileKind::geopackage},
                              Ending{".xlsx", FileKind::xlsx}};

std::string csv_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return csv_field(*text);
  if (const auto* number = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *number);
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{:.6g}", *number);
  return {};
}

void append_csv(const Row& row, std::string& line) {
  for (std::size_t i = 0; i < row.values.size(); ++i)
    line.append(i == 0 ? "" : ",").append(csv_text(row.values[i]));
  line += "\r\n";
}

// False where the file could not be written or the export was cancelled.
Result<bool> write_csv(const Selection& selection, What what, std::FILE* file, Progress& progress) {
  std::string line = "\xEF\xBB\xBF";
  for (const Column& column : columns(what, selection.with_text))
    line.append(&column == columns(what, selection.with_text).data() ? "" : ",").append(column.name);
  line += "\r\n";
  const auto put = [&] { return std::fwrite(line.data(), 1, line.size(), file) == line.size(); };
  bool written = put();
  const auto read = each_row(selection, what, [&](const Row& row) {
    line.clear();
    append_csv(row, line);
    written = written && put();
    ++progress.done;
    return written && !progress.cancelled;
  });
  if (!read) return tl::unexpected(read.error());
  return written;
}

}  // namespace

Result<FileKind> kind_of(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c; });
  for (const Ending& known : kEndings)
    if (known.ending == ending) return known.kind;
  return fail(
      ErrorCode::usage,
      "{}: what a name ends in is what is written: .csv, .geojson, .gpkg, .xlsx, or .html for a report",
      file.string());
}

std::string csv_field(std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  if (!formula && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string field = formula ? "\"'" : "\"";
  for (const char c : text)
    field.append(c == '"' ? 2 : 1, c);
  return field + '"';
}

Result<void> write_data(const Selection& selection, std::optional<What> what,
                        const std::filesystem::path& file, Progress& progress) {
  const auto kind = kind_of(file);
  if (!kind) return tl::unexpected(kind.error());
  const bool holds_several = *kind == FileKind::geopackage || *kind == FileKind::xlsx;
  const std::vector<What> tables = what            ? std::vector{*what}
                                   : holds_several ? std::vector{What::articles, What::mentions, What::places}
                                                   : std::vector{What::mentions};
  progress.total = 0;
  for (const What table : tables)
    progress.total += count_rows(selection, table);
  geo::WrittenFile written(kComplaint);
  if (auto started = written.start(file); !started) return started;
  auto done =
      *kind == FileKind::csv
          ? write_whole(written, progress,
                        [&](std::FILE* open) { return write_csv(selection, tables.front(), open, progress); })
          : write_layers(selection, tables, *kind, written, progress);
  return done ? written.finish() : done;
}

}  // namespace kharita::app::exports
