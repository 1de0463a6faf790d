// NDJSON in batches of lines: read on one thread, made into articles on any other.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/articles/readers/reader.h"

namespace kharita::app {

// Whole lines of one file or stream, as they are.
struct LineBatch {
  struct Line {
    std::size_t begin = 0;  // in `bytes`
    std::size_t size = 0;
    std::uint64_t number = 0;
    bool too_long = false;  // longer than the limit, and left out
  };
  std::string name;
  ReadLimits limits;
  std::string bytes;
  std::vector<Line> lines;
  std::uint64_t bytes_read = 0;  // up to the last line
  FileClues clues;
};
// Called for each batch in order; returns false to stop.
using LineBatchSink = std::function<bool(LineBatch&&)>;

// As read_file and read_stream, but the lines of NDJSON go to `batches`: many at once, or as few as a pipe
// holds before more comes.
[[nodiscard]] Result<void> read_file(const ArticleFile& file, const ArticleSink& sink,
                                     const LineBatchSink& batches, const ReadLimits& limits);
[[nodiscard]] Result<void> read_stream(std::istream& in, std::string_view name, const ArticleSink& sink,
                                       const LineBatchSink& batches, const ReadLimits& limits);
// The articles of a batch, one by one, as read_file would have sent them.
void read_lines(const LineBatch& batch, const ArticleSink& sink);

}  // namespace kharita::app
