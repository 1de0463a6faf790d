// Tables of which each row stands in quotes as one cell, as programs write them that take a line of CSV for a
// text:
//     "id,title,""a text, with commas"""
#pragma once

#include <optional>
#include <streambuf>
#include <string>
#include <string_view>

#include "app/articles/readers/csv/csv_rows.h"

namespace kharita::app {

// How the rows are wrapped that begin with `head`, cut anywhere; none where they are not. The first row may
// be bare: a header.
[[nodiscard]] std::optional<CsvDialect> wrapping_of(std::string_view head);

// The rows of a source without what wraps them, as bytes for a TextSource to read. Both must outlive it.
class UnwrappedRows : public std::streambuf {
 public:
  UnwrappedRows(TextSource& source, const CsvDialect& wrapping, std::size_t max_bytes)
      : rows_(source, wrapping, max_bytes) {}

 protected:
  int_type underflow() override;

 private:
  CsvRows rows_;
  std::string row_;
};

}  // namespace kharita::app
