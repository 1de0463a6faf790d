#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <cstdio>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#if defined(KHARITA_SIMDJSON)
#include <simdjson.h>
#endif

#include "app/articles/article_line.h"
#include "app/articles/readers/reader.h"
#include "bench/benchmarks.h"
#include "bench/measure.h"

namespace kharita::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kRuns = 3;
constexpr std::uint64_t kPageBytes = 40'000;  // of a page beside its article, as news pages have

int complain(std::string_view what) {
  fmt::print(stderr, "kharita_bench: {}\n", what);
  return 2;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

// The paragraphs of a text as HTML.
std::string paragraphs(const std::string& text) {
  std::istringstream lines(text);
  std::string html;
  for (std::string line; std::getline(lines, line);)
    html += "<p>" + escaped(line) + "</p>\n";
  return html;
}

std::string quoted(const std::string& field) {
  std::string out = "\"";
  for (const char c : field)
    out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string page_of(const app::Article& article) {
  std::string page = "<!DOCTYPE html><html lang=\"ar\"><head><meta charset=\"utf-8\"><title>" +
                     escaped(article.title) +
                     "</title><meta property=\"article:published_time\" "
                     "content=\"2024-01-29T10:00:00+03:00\"></head><body><nav>";
  while (page.size() < kPageBytes)
    page +=
        "<ul class=\"menu\"><li class=\"item\"><a href=\"https://example.org/section/page\">أخبار "
        "العالم</a></li></ul>\n";
  return page + "</nav><article><h1>" + escaped(article.title) + "</h1>\n" + paragraphs(article.text) +
         "</article><footer><p>جميع الحقوق محفوظة</p></footer></body></html>\n";
}

std::vector<app::Article> read_corpus(const fs::path& corpus) {
  std::vector<app::Article> articles;
  const auto files = app::list_articles(corpus);
  if (!files) return articles;
  for (const auto& file : files->files) {
    (void)app::read_file(file, [&](app::ReadItem&& item) {
      if (!item.article) return true;
      item.article->not_after.reset();  // which exports do not tell
      articles.push_back(std::move(*item.article));
      return true;
    });
  }
  return articles;
}

// The articles of one format, one after another in one file.
struct Form {
  std::string_view name;
  std::string_view begin;
  std::string_view between;
  std::string_view end;
  std::function<std::string(const app::Article&)> record;
};

std::string json_record(const app::Article& article) {
  std::string line;
  app::append_line(article, line);
  line.pop_back();
  return line;
}

const std::vector<Form>& forms() {
  static const std::vector<Form> kForms{
      {"news.ndjson", "", "\n", "\n", json_record},
      {"news.json", "[", ",\n", "]\n", json_record},
      {"news.csv", "id,title,date,text\r\n", "", "",
       [](const app::Article& a) {
         return fmt::format("{},{},2024-01-29,{}\r\n", a.id, quoted(a.title), quoted(a.text));
       }},
      {"news.rss",
       "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" "
       "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>صحيفة</title>\n",
       "", "</channel></rss>\n", [](const app::Article& a) {
         return fmt::format(
             "<item><title>{}</title><guid isPermaLink=\"false\">{}</guid><pubDate>Mon, 29 Jan 2024 10:00:00 "
             "+0300</pubDate><description>{}</description><content:encoded><![CDATA[{}]]></content:encoded></"
             "item>\n",
             escaped(a.title), a.id, escaped(a.title), paragraphs(a.text));
       }}};
  return kForms;
}

void write_repeated(const Form& form, std::vector<app::Article>& articles, std::uint64_t bytes,
                    const fs::path& file) {
  std::ofstream out(file, std::ios::binary);
  out << form.begin;
  std::uint64_t written = 0;
  for (std::size_t i = 0; written < bytes; ++i) {
    app::Article& article = articles[i % articles.size()];
    article.id = std::to_string(i);
    const std::string record = form.record(article);
    if (i > 0) out << form.between;
    out << record;
    written += record.size();
  }
  out << form.end;
}

std::string content_of(const fs::path& file) {
  std::string content(fs::file_size(file), '\0');
  std::ifstream(file, std::ios::binary).read(content.data(), static_cast<std::streamsize>(content.size()));
  return content;
}

// Parses the text and throws the result away. Whether it could be parsed.
bool parse_bare(const fs::path& file, const std::string& text) {
  const int size = static_cast<int>(text.size());
  if (file.extension() == ".rss") {
    xmlDoc* document =
        xmlReadMemory(text.data(), size, nullptr, "UTF-8", XML_PARSE_NONET | XML_PARSE_COMPACT);
    xmlFreeDoc(document);
    return document != nullptr;
  }
  if (file.extension() == ".html") {
    xmlDoc* document =
        htmlReadMemory(text.data(), size, nullptr, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_COMPACT);
    xmlFreeDoc(document);
    return document != nullptr;
  }
  if (file.extension() == ".json") return !nlohmann::json::parse(text, nullptr, false).is_discarded();
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (nlohmann::json::parse(line, nullptr, false).is_discarded()) return false;
  }
  return true;
}

#if defined(KHARITA_SIMDJSON)
// As above: into simdjson's tape, with all strings decoded; of NDJSON one document after another.
bool parse_with_simdjson(const fs::path& file) {
  simdjson::dom::parser parser;
  simdjson::padded_string text;
  if (simdjson::padded_string::load(file.string()).get(text) != simdjson::SUCCESS) return false;
  if (file.extension() == ".json") return parser.parse(text).error() == simdjson::SUCCESS;
  simdjson::dom::document_stream documents;
  if (parser.parse_many(text).get(documents) != simdjson::SUCCESS) return false;
  std::uint64_t parsed = 0;
  for (auto document : documents) {
    if (document.error() != simdjson::SUCCESS) return false;
    ++parsed;
  }
  return parsed > 0;
}
#endif

std::vector<fs::path> files_of(const fs::path& input) {
  const auto files = app::list_articles(input);
  std::vector<fs::path> paths;
  if (!files) return paths;
  for (const auto& file : files->files)
    paths.push_back(file.path);
  return paths;
}

// Prints the MB/s of CPU time that `work` takes with all files, the best of three.
int measure_files(const fs::path& input, const std::function<bool(const fs::path&)>& work) {
  const auto files = files_of(input);
  std::uint64_t bytes = 0;
  for (const fs::path& file : files)
    bytes += fs::file_size(file);
  bool all_read = !files.empty();
  const double seconds = best_cpu_seconds(kRuns, [&] {
    for (const fs::path& file : files)
      all_read = work(file) && all_read;
  });
  if (!all_read) return complain(fmt::format("{}: cannot be read", input.string()));
  fmt::print("{:.1f}\n", static_cast<double>(bytes) / 1e6 / seconds);
  return 0;
}

}  // namespace

int write_inputs(const fs::path& corpus, std::uint64_t megabytes, const fs::path& folder) {
  auto articles = read_corpus(corpus);
  if (articles.empty()) return complain(fmt::format("{}: there are no articles in it", corpus.string()));
  for (const Form& form : forms())
    write_repeated(form, articles, megabytes * 1'000'000, folder / form.name);
  fs::create_directories(folder / "pages");
  std::uint64_t written = 0;
  for (std::size_t i = 0; written < megabytes * 1'000'000; ++i) {
    const std::string page = page_of(articles[i % articles.size()]);
    std::ofstream(folder / "pages" / fmt::format("{}.html", i), std::ios::binary) << page;
    written += page.size();
  }
  return 0;
}

int measure_reading(const fs::path& input) {
  return measure_files(input, [](const fs::path& file) {
    bool whole = true;
    const auto read =
        app::read_file(file, [&](app::ReadItem&& item) { return whole = item.article.has_value(); });
    return read.has_value() && whole;
  });
}

int measure_bare_parse(const fs::path& input) {
  return measure_files(input, [](const fs::path& file) { return parse_bare(file, content_of(file)); });
}

int measure_simdjson(const fs::path& input) {
#if defined(KHARITA_SIMDJSON)
  return measure_files(input, [](const fs::path& file) { return parse_with_simdjson(file); });
#else
  (void)input;
  return complain("built without simdjson, of Debian's package libsimdjson-dev");
#endif
}

}  // namespace kharita::bench
