#include "app/articles/readers/reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/encoding/byte_stream.h"
#include "app/articles/readers/encoding/message_part.h"
#include "app/articles/readers/feed/feed_fields.h"
#include "app/articles/readers/feed/xml_scanner.h"
#include "app/articles/readers/file_kind.h"
#include "app/articles/readers/publication.h"
#include "app/articles/readers/record.h"
#include "app/articles/readers/warc/warc_reader.h"

namespace kharita::app {
namespace {

// Of the file itself, where it lies in gzip: ".json" of news.json.gz.
std::string lower_extension(const std::filesystem::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension == ".gz" ? lower_extension(file.stem()) : extension;
}

bool is_html_element(std::string_view name) {
  static constexpr std::array<std::string_view, 14> kElements{"html",    "head",    "body",   "meta", "title",
                                                              "article", "div",     "main",   "p",    "h1",
                                                              "link",    "section", "script", "span"};
  return std::find(kElements.begin(), kElements.end(), name) != kElements.end();
}

// A tag, comment or declaration at the very start: prose does not begin so.
std::optional<ArticleFormat> format_of_markup(std::string_view head) {
  if (!head.starts_with('<')) return std::nullopt;
  const std::string root = xml_root(head);
  if (is_feed_document(root)) return ArticleFormat::feed;
  const std::string start = lower_ascii(head.substr(0, 4096));
  if (is_html_element(lower_ascii(root)) || start.starts_with("<!--") || start.starts_with("<!doctype html"))
    return ArticleFormat::html;
  if (start.starts_with("<?xml")) return ArticleFormat::feed;  // which says what it is
  return std::nullopt;
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
  static constexpr std::array<std::string_view, 18> kExtensions{
      ".txt", ".text", ".md",  ".html", ".htm", ".xhtml", ".json", ".ndjson", ".jsonl",
      ".csv", ".tsv",  ".rss", ".atom", ".xml", ".rdf",   ".mht",  ".mhtml",  ".warc"};
  const std::string extension = lower_extension(file);
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

bool is_hidden(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  return name.starts_with('.');
}

const FileKind* kind_of_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  ByteStream bytes(*in.rdbuf());
  std::istream unpacked(&bytes);
  unpacked.peek();
  return unpacked ? kind_of_binary(bytes.head()) : nullptr;
}

// What a folder holds beside articles.
class LeftOut {
 public:
  void add(const std::filesystem::path& file, const FileKind* kind) {
    ++count_;
    if (kind == nullptr) {
      unknown_.push_back(file.filename().string());
    } else {
      ++of_kind_[{kind->one, kind->many}];
    }
  }
  // "3 files left out: 2 PDF, 1 picture"; empty where there are none.
  [[nodiscard]] std::string line() const {
    if (count_ == 0) return {};
    std::vector<std::string> parts;
    for (const auto& [names, count] : of_kind_)
      parts.push_back(fmt::format("{} {}", count, count == 1 ? names.first : names.second));
    if (!unknown_.empty()) parts.push_back(fmt::format("{} of unknown kind ({})", unknown_.size(), names()));
    return fmt::format("{} file{} left out: {}", count_, count_ == 1 ? "" : "s", fmt::join(parts, ", "));
  }

 private:
  [[nodiscard]] std::string names() const {
    constexpr std::size_t kMostNamed = 5;
    std::vector<std::string> first = unknown_;
    std::sort(first.begin(), first.end());
    if (first.size() > kMostNamed) {
      first.resize(kMostNamed);
      first.emplace_back("…");
    }
    return fmt::format("{}", fmt::join(first, ", "));
  }

  std::size_t count_ = 0;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> of_kind_;  // by names of one and many
  std::vector<std::string> unknown_;
};

// The files below `root` that are not hidden, sorted. Links that lead back are followed once.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& root) {
  namespace fs = std::filesystem;
  std::vector<fs::path> found;
  std::set<fs::path> seen;  // the real paths of the folders gone into
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
      } else if (it->is_regular_file(ignored)) {
        found.push_back(it->path());
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

// See list_articles.
std::string folder_source(const std::filesystem::path& root, const std::filesystem::path& file) {
  const std::filesystem::path below = file.lexically_relative(root);
  if (std::distance(below.begin(), below.end()) < 2) return {};
  std::string name = below.begin()->string();
  repair_utf8(name);
  const bool has_letter =
      std::any_of(name.begin(), name.end(), [](unsigned char c) { return c >= 0x80 || std::isalpha(c); });
  return has_letter ? name : std::string();
}

}  // namespace

ArticleFormat detect_format(const std::filesystem::path& file, std::string_view first_bytes) {
  std::string_view head = first_bytes;
  const std::size_t begin = head.find_first_not_of(" \t\r\n");
  head.remove_prefix(begin == std::string_view::npos ? head.size() : begin);
  if (const auto format = format_of_markup(head)) return *format;
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
  if (shows_table(head)) return ArticleFormat::csv;
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

// Reads `in`, which is `bytes` or a part of them. Gzip that ends too soon ends in an error of its own, after
// all that could be read.
Result<void> read_part(std::istream& in, const ByteStream& bytes, const ReadContext& context,
                       const ReadSource& read) {
  TextSource source(in, shows_lines);
  if (is_mostly_unreadable(source.head())) {
    return fail(
        ErrorCode::unsupported,
        "{}: is no text: too many of its characters are control or broken ones; export what is in it as "
        "text, CSV or JSON",
        context.name);
  }
  bool goes_on = true;
  const ArticleSink sink = [&](ReadItem&& item) {
    if (bytes.packed() || in.rdbuf() != &bytes) item.bytes_read = bytes.bytes_read();
    return goes_on = context.sink(std::move(item));
  };
  const auto format = detect_format(context.path == nullptr ? "" : *context.path, source.head());
  const auto done = read(format, source, {context.name, context.path, sink, context.limits});
  if (bytes.fault().empty() || !goes_on) return done;
  Error fault{ErrorCode::damaged, fmt::format("{}: {}", context.name, bytes.fault())};
  if (!done) return tl::unexpected(std::move(fault));
  sink(make_error(std::move(fault), {}, bytes.bytes_read()));
  return {};
}

// A web archive of many pages.
Result<void> read_archive(std::istream& in, const ByteStream& bytes, const ReadContext& context) {
  const ArticleSink sink = [&](ReadItem&& item) {
    item.bytes_read = bytes.bytes_read();
    return context.sink(std::move(item));
  };
  const auto done = read_warc(in, {context.name, nullptr, sink, context.limits});
  if (!done || bytes.fault().empty()) return done;
  sink(make_error({ErrorCode::damaged, fmt::format("{}: {}", context.name, bytes.fault())}, {}, 0));
  return {};
}

Result<void> read_bytes(std::streambuf& from, const ReadContext& context, const ReadSource& read) {
  ByteStream bytes(from, context.limits.cancelled);
  std::istream in(&bytes);
  in.peek();
  if (in.bad()) return fail(ErrorCode::io, "{}: cannot be read", context.name);
  if (const FileKind* kind = kind_of_binary(bytes.head()))
    return fail(ErrorCode::unsupported, "{}: {}", context.name, refusal(*kind));
  if (is_warc(bytes.head())) return read_archive(in, bytes, context);
  if (!is_message(bytes.head())) return read_part(in, bytes, context, read);
  auto text = text_of_message(in, context.limits.max_article_bytes);
  if (!text || text->find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(ErrorCode::unsupported, "{}: is a message of many parts, none of them a page or text",
                context.name);
  std::istringstream part(std::move(*text));
  return read_part(part, bytes, context, read);
}

Result<void> open_and_read(const std::filesystem::path& file, const ArticleSink& sink,
                           const ReadLimits& limits, const ReadSource& read) {
  std::error_code error;
  const std::string name = file.string();
  if (std::filesystem::is_directory(file, error))
    return fail(ErrorCode::io, "{}: is a folder, not a file", name);
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::io, "{}: cannot be opened; does it exist, and may you read it?", name);
  return read_bytes(*in.rdbuf(), {name, &file, sink, limits}, read);
}

}  // namespace

ArticleSink completing(const ArticleSink& sink, const FileClues& clues) {
  return [&sink, &clues](ReadItem&& item) {
    if (item.article) {
      Article& article = *item.article;
      if (!article.published && !article.not_after) article.not_after = clues.not_after;
      if (article.source.empty() && !clues.folder_source.empty()) {
        article.source = clues.folder_source;
        article.source_from = SourceFrom::folder;
      }
    }
    return sink(std::move(item));
  };
}

Result<void> read_file(const ArticleFile& file, const ArticleSink& sink, const ReadLimits& limits) {
  const FileClues clues{file.folder_source, file_day(file.path)};
  return open_and_read(file.path, completing(sink, clues), limits, read_as);
}
Result<void> read_file(const ArticleFile& file, const ArticleSink& sink, const LineBatchSink& batches,
                       const ReadLimits& limits) {
  const FileClues clues{file.folder_source, file_day(file.path)};
  const LineBatchSink with_clues = [&](LineBatch&& batch) {
    batch.clues = clues;
    return batches(std::move(batch));
  };
  return open_and_read(file.path, completing(sink, clues), limits, read_into(with_clues));
}

Result<void> read_stream(std::istream& in, std::string_view name, const ArticleSink& sink,
                         const ReadLimits& limits) {
  return read_bytes(*in.rdbuf(), {name, nullptr, sink, limits}, read_as);
}
Result<void> read_stream(std::istream& in, std::string_view name, const ArticleSink& sink,
                         const LineBatchSink& batches, const ReadLimits& limits) {
  return read_bytes(*in.rdbuf(), {name, nullptr, sink, limits}, read_into(batches));
}

Result<ArticleFiles> list_articles(const std::filesystem::path& file_or_folder) {
  const std::string name = file_or_folder.string();
  std::error_code error;
  const auto status = std::filesystem::status(file_or_folder, error);
  if (error || !std::filesystem::exists(status)) {
    return fail(ErrorCode::io, "{}: no such file or folder", name);
  }
  if (!std::filesystem::is_directory(status)) return ArticleFiles{{ArticleFile(file_or_folder)}, {}};
  ArticleFiles found;
  LeftOut left_out;
  for (auto& file : files_below(file_or_folder)) {
    const FileKind* kind = kind_of_file(file);
    if (kind == nullptr && has_article_name(file)) {
      std::string source = folder_source(file_or_folder, file);
      found.files.emplace_back(std::move(file), std::move(source));
    } else {
      left_out.add(file, kind);
    }
  }
  found.left_out = left_out.line();
  if (found.files.empty()) {
    return fail(ErrorCode::io,
                "{}: there are no articles in this folder (txt, html, json, ndjson, csv, rss, atom){}{}",
                name, found.left_out.empty() ? "" : "; ", found.left_out);
  }
  if (!found.left_out.empty()) found.left_out.insert(0, name + ": ");
  return found;
}

}  // namespace kharita::app
