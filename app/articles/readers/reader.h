// Reads articles out of files: plain text, HTML, JSON, NDJSON, CSV, RSS and Atom; UTF-8, UTF-16 and
// Windows-1256; as they are or in gzip.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/article.h"
#include "geo/error.h"
#include "geo/progress.h"

namespace kharita::app {

enum class ArticleFormat : std::uint8_t { text, html, json, ndjson, csv, feed };

// One article, or why one could not be read: the error names the file and the line or record. `id` is the
// broken article's where it could still be seen.
struct ReadItem {
  Result<Article> article;
  std::string id;
  std::string
      note;  // what was repaired, such as broken UTF-8: one line that names the file; empty where nothing
  std::uint64_t bytes_read = 0;  // of the file or stream, up to this item: for progress
  bool text_as_given =
      true;  // false where markup was taken out of the text, or it was put together of several
};

// Called for each article in order; returns false to stop.
using ArticleSink = std::function<bool(ReadItem&&)>;

struct ReadLimits {
  std::uint64_t max_article_bytes =
      64ull << 20;              // a longer article or line is an error of its own; the rest goes on
  bool infer_published = true;  // false: the dates of NDJSON lines come from their fields only, for a caller
                                // that has the resolver look at the text (ResolveOptions::infer_published)
  const std::atomic<bool>* cancelled = nullptr;  // once it is true, a file seems to end where it was read up
                                                 // to; what is told after that means nothing
};

// What a file tells of its articles, where they do not tell it themselves.
struct FileClues {
  std::string folder_source;      // the name of a folder that stands for their source; empty for none
  std::optional<Date> not_after;  // the day on which the file was written
};
// A sink that fills these in. Both must outlive it.
[[nodiscard]] ArticleSink completing(const ArticleSink& sink, const FileClues& clues);

// A file of articles, and what its place below the folder that was named says of their source.
struct ArticleFile {
  ArticleFile(std::filesystem::path file, std::string source = {})  // NOLINT: a path is a file of articles
      : path(std::move(file)), folder_source(std::move(source)) {}
  std::filesystem::path path;
  std::string folder_source;
  friend bool operator==(const ArticleFile&, const ArticleFile&) = default;
};

// The format by content first, then by extension.
[[nodiscard]] ArticleFormat detect_format(const std::filesystem::path& file, std::string_view first_bytes);

// Reads one file. Streams NDJSON and CSV: memory does not grow with the file. An error is returned only where
// nothing of the file could be read, as of a picture or an archive; else each broken record is an item.
[[nodiscard]] Result<void> read_file(const ArticleFile& file, const ArticleSink& sink,
                                     const ReadLimits& limits = {});
// Reads standard input or any stream as NDJSON; a stream that holds no JSON is one plain-text article.
[[nodiscard]] Result<void> read_stream(std::istream& in, std::string_view name, const ArticleSink& sink,
                                       const ReadLimits& limits = {});

struct ArticleFiles {
  std::vector<ArticleFile> files;  // sorted by path
  std::string left_out;  // a line on what else a folder holds: "news: 3 files left out: 2 PDF, 1 picture"; or
                         // empty
};
// The files below a folder that are articles by their names and first bytes; a file is itself, whatever it
// is. Hidden files are passed over. An error where there are none.
// Where files lie in folders of the folder, the folder directly below it is their source: of FOLDER that is
// "jazeera" for FOLDER/jazeera/politics/x.txt and nothing for FOLDER/x.txt. A folder whose name has no
// letter, such as 2024-01, is none.
[[nodiscard]] Result<ArticleFiles> list_articles(const std::filesystem::path& file_or_folder);

// A stable id from the content: the same text and title give the same id on any machine.
[[nodiscard]] std::string content_id(std::string_view title, std::string_view text);

}  // namespace kharita::app
