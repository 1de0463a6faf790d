// What a file of data shall hold of what passes the filters: what the dialog shows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kharita::app {

enum class DataFormat : std::uint8_t { csv, geojson, geopackage, xlsx, report };
enum class DataContent : std::uint8_t { mentions, articles, places, all };

struct DataOptions {
  DataFormat format = DataFormat::csv;
  DataContent content = DataContent::mentions;
  bool with_text = false;  // articles with their whole text

  friend bool operator==(const DataOptions&, const DataOptions&) = default;
};

// ".csv"
[[nodiscard]] std::string_view ending_of(DataFormat format) noexcept;
// A file's name with the format's ending: in place of another format's, else behind it.
[[nodiscard]] std::string with_ending(std::string file, DataFormat format);
// Whether a file of the format holds all tables, one of them, or, a report, none that is chosen.
[[nodiscard]] bool holds_all(DataFormat format) noexcept;
[[nodiscard]] bool holds_tables(DataFormat format) noexcept;
// The nearest that the format can hold.
[[nodiscard]] DataOptions as_format_can(DataOptions options) noexcept;

}  // namespace kharita::app
