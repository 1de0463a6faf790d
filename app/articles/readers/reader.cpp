#include "app/articles/readers/reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <set>

#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

std::string lower_extension(const std::filesystem::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

std::string lower_start(std::string_view head, std::size_t bytes) {
  std::string start(head.substr(0, bytes));
  std::transform(start.begin(), start.end(), start.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  return start;
}

bool is_feed(std::string_view start) {
  for (const std::string_view root : {"<rss", "<feed", "<rdf:rdf"}) {
    const std::size_t at = start.find(root);
    if (at == std::string_view::npos) continue;
    const std::size_t html = start.find("<html");
    return html == std::string_view::npos || at < html;
  }
  return false;
}

// A tag, comment or declaration at the very start: prose does not begin so.
bool begins_markup(std::string_view start) {
  if (start.size() < 3 || start[0] != '<') return false;
  if (start.starts_with("<!--") || start.starts_with("<!doctype html") || start.starts_with("<?xml"))
    return true;
  const std::size_t end = start.find_first_of(" \t\r\n/>", 1);
  if (end == std::string_view::npos) return false;
  const std::string_view name = start.substr(1, end - 1);
  static constexpr std::array<std::string_view, 14> kElements{"html",    "head",    "body",   "meta", "title",
                                                              "article", "div",     "main",   "p",    "h1",
                                                              "link",    "section", "script", "span"};
  return std::find(kElements.begin(), kElements.end(), name) != kElements.end();
}

ArticleFormat format_by_extension(const std::filesystem::path& file) {
  const std::string extension = lower_extension(file);
  if (extension == ".html" || extension == ".htm" || extension == ".xhtml") return ArticleFormat::html;
  if (extension == ".ndjson" || extension == ".jsonl") return ArticleFormat::ndjson;
  if (extension == ".json") return ArticleFormat::json;
  if (extension == ".csv" || extension == ".tsv") return ArticleFormat::csv;
  if (extension == ".rss" || extension == ".atom" || extension == ".xml" || extension == ".rdf")
    return ArticleFormat::feed;
  return ArticleFormat::text;
}

Result<void> read_as(ArticleFormat format, TextSource& source, const ReadContext& context) {
  switch (format) {
    case ArticleFormat::text:
      return read_text(source, context);
    case ArticleFormat::ndjson:
      return read_ndjson(source, context);
    case ArticleFormat::json:
      return read_json(source, context);
    case ArticleFormat::csv:
      return read_csv(source, context);
    case ArticleFormat::html:
      return read_html(source, context);
    case ArticleFormat::feed:
      return read_feed(source, context);
  }
  return {};
}

// What list_articles takes for an article by its name.
bool has_article_name(const std::filesystem::path& file) {
  static constexpr std::array<std::string_view, 15> kExtensions{
      ".txt",   ".text", ".md",  ".html", ".htm",  ".xhtml", ".json", ".ndjson",
      ".jsonl", ".csv",  ".tsv", ".rss",  ".atom", ".xml",   ".rdf"};
  const std::string extension = lower_extension(file);
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

bool is_hidden(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  return name.starts_with('.');
}

// Appends the articles below `folder`. `seen` holds the real paths of the folders gone into, against loops of
// links.
void list_folder(const std::filesystem::path& root, std::vector<std::filesystem::path>& found) {
  namespace fs = std::filesystem;
  std::set<fs::path> seen;
  std::vector<fs::path> folders{root};
  while (!folders.empty()) {
    const fs::path folder = std::move(folders.back());
    folders.pop_back();
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    if (error || !seen.insert(real).second) continue;
    for (fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end; it.increment(error)) {
      std::error_code ignored;
      if (is_hidden(it->path())) continue;
      if (it->is_directory(ignored)) {
        folders.push_back(it->path());
      } else if (it->is_regular_file(ignored) && has_article_name(it->path())) {
        found.push_back(it->path());
      }
    }
  }
}

}  // namespace

ArticleFormat detect_format(const std::filesystem::path& file, std::string_view first_bytes) {
  std::string_view head = first_bytes;
  const std::size_t begin = head.find_first_not_of(" \t\r\n");
  head.remove_prefix(begin == std::string_view::npos ? head.size() : begin);
  const std::string start = lower_start(head, 4096);
  if (start.starts_with('<') && is_feed(start)) return ArticleFormat::feed;
  if (begins_markup(start)) return ArticleFormat::html;
  switch (json_shape(head)) {
    case JsonShape::lines:
      return ArticleFormat::ndjson;
    case JsonShape::document: {
      const std::string extension = lower_extension(file);
      const bool one_long_line = head.find('\n') == std::string_view::npos;
      return one_long_line && (extension == ".ndjson" || extension == ".jsonl") ? ArticleFormat::ndjson
                                                                                : ArticleFormat::json;
    }
    case JsonShape::none:
      break;
  }
  if (csv_separator(head) != 0) return ArticleFormat::csv;
  return format_by_extension(file);
}

namespace {

using ReadSource = std::function<Result<void>(ArticleFormat, TextSource&, const ReadContext&)>;

// Lines of NDJSON go to `batches`, all else is read here.
ReadSource read_into(const LineBatchSink& batches) {
  return [&batches](ArticleFormat format, TextSource& source, const ReadContext& context) {
    return format == ArticleFormat::ndjson ? read_ndjson(source, context, batches)
                                           : read_as(format, source, context);
  };
}

Result<void> open_and_read(const std::filesystem::path& file, const ArticleSink& sink,
                           const ReadLimits& limits, const ReadSource& read) {
  std::error_code error;
  const std::string name = file.string();
  if (std::filesystem::is_directory(file, error))
    return fail(ErrorCode::io, "{}: is a folder, not a file", name);
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::io, "{}: cannot be opened; does it exist, and may you read it?", name);
  TextSource source(in, shows_lines);
  if (in.bad()) return fail(ErrorCode::io, "{}: cannot be read", name);
  return read(detect_format(file, source.head()), source, {name, &file, sink, limits});
}

Result<void> read_from(std::istream& in, std::string_view name, const ArticleSink& sink,
                       const ReadLimits& limits, const ReadSource& read) {
  TextSource source(in, shows_lines);
  return read(detect_format({}, source.head()), source, {name, nullptr, sink, limits});
}

}  // namespace

Result<void> read_file(const std::filesystem::path& file, const ArticleSink& sink, const ReadLimits& limits) {
  return open_and_read(file, sink, limits, read_as);
}
Result<void> read_file(const std::filesystem::path& file, const ArticleSink& sink,
                       const LineBatchSink& batches, const ReadLimits& limits) {
  return open_and_read(file, sink, limits, read_into(batches));
}

Result<void> read_stream(std::istream& in, std::string_view name, const ArticleSink& sink,
                         const ReadLimits& limits) {
  return read_from(in, name, sink, limits, read_as);
}
Result<void> read_stream(std::istream& in, std::string_view name, const ArticleSink& sink,
                         const LineBatchSink& batches, const ReadLimits& limits) {
  return read_from(in, name, sink, limits, read_into(batches));
}

Result<std::vector<std::filesystem::path>> list_articles(const std::filesystem::path& file_or_folder) {
  std::error_code error;
  const auto status = std::filesystem::status(file_or_folder, error);
  if (error || !std::filesystem::exists(status)) {
    return fail(ErrorCode::io, "{}: no such file or folder", file_or_folder.string());
  }
  std::vector<std::filesystem::path> found;
  if (!std::filesystem::is_directory(status)) {
    found.push_back(file_or_folder);
    return found;
  }
  list_folder(file_or_folder, found);
  std::sort(found.begin(), found.end());
  if (found.empty()) {
    return fail(ErrorCode::io,
                "{}: there are no articles in this folder (txt, html, json, ndjson, csv, rss, atom)",
                file_or_folder.string());
  }
  return found;
}

}  // namespace kharita::app
