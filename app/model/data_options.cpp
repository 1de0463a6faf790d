#include "app/model/data_options.h"

#include <array>

namespace kharita::app {
namespace {

constexpr std::array<std::string_view, 5> kEndings{".csv", ".geojson", ".gpkg", ".xlsx", ".html"};

}  // namespace

std::string_view ending_of(DataFormat format) noexcept {
  return kEndings[static_cast<std::size_t>(format)];
}

std::string with_ending(std::string file, DataFormat format) {
  for (const std::string_view ending : kEndings) {
    if (!file.ends_with(ending)) continue;
    file.resize(file.size() - ending.size());
    break;
  }
  return file.append(ending_of(format));
}

bool holds_all(DataFormat format) noexcept {
  return format == DataFormat::geopackage || format == DataFormat::xlsx;
}

bool holds_tables(DataFormat format) noexcept {
  return format != DataFormat::report;
}

DataOptions as_format_can(DataOptions options) noexcept {
  if (options.content == DataContent::all && !holds_all(options.format))
    options.content = DataContent::mentions;
  return options;
}

}  // namespace kharita::app
