// Feeds arbitrary bytes to the readers of all formats, and checks what their headers promise. The first byte
// says which reader has the rest: t, h, j, n, c and f for text, HTML, JSON, NDJSON, CSV and feeds. With any
// other the whole is a stream, whose format, encoding and packing are found by looking.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/article_line.h"
#include "app/articles/readers/markup.h"
#include "app/articles/readers/reader.h"
#include "app/articles/readers/record.h"
#include "geo/text/utf8.h"

using namespace kharita;
using namespace kharita::app;

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

using Reader = Result<void> (*)(TextSource&, const ReadContext&);

Reader reader_of(char format) {
  switch (format) {
    case 't':
      return read_text;
    case 'h':
      return read_html;
    case 'j':
      return read_json;
    case 'n':
      return [](TextSource& source, const ReadContext& context) { return read_ndjson(source, context); };
    case 'c':
      return read_csv;
    case 'f':
      return read_feed;
    default:
      return nullptr;
  }
}

struct All {
  std::vector<ReadItem> items;
  Result<void> result;
};

All read(std::string_view data) {
  All all;
  const ArticleSink sink = [&](ReadItem&& item) {
    all.items.push_back(std::move(item));
    return true;
  };
  ReadLimits limits;
  limits.max_article_bytes = 1 << 16;  // within reach
  const Reader reader = data.empty() ? nullptr : reader_of(data.front());
  std::istringstream in(std::string(data.substr(reader == nullptr ? 0 : 1)));
  if (reader == nullptr) {
    all.result = read_stream(in, "fuzz", sink, limits);
  } else {
    TextSource source(in);
    all.result = reader(source, {"fuzz", nullptr, sink, limits});
  }
  return all;
}

bool is_clean(std::string_view text) {
  return geo::text::is_valid_utf8(text) && text.find('\0') == std::string_view::npos;
}

void check_line(std::string_view line) {
  require(!line.empty() && is_clean(line), "a message is text");
  require(line.find('\n') == std::string_view::npos, "a message is one line");
}

// What is written of an article is read as that article. Words that only look like markup are read as such
// in a field.
void check_written(const Article& article) {
  for (const std::string* field :
       {&article.title, &article.source, &article.url, &article.id, &article.text}) {
    if (holds_markup(*field)) return;
  }
  std::string line = "n";
  append_line(article, line);
  if (line.size() > 1 << 16) return;
  const All again = read(line);
  require(again.result && again.items.size() == 1 && again.items[0].article.has_value(),
          "a line is an article");
  const Article& same = *again.items[0].article;
  require(same.id == article.id, "a line keeps the id");
  require(same.title == article.title, "a line keeps the title");
  require(same.source == article.source, "a line keeps the source");
  require(same.url == article.url, "a line keeps the address");
  require(same.language == article.language, "a line keeps the language");
  require(same.text == article.text, "a line keeps the text");
  require(!article.published || same.published == article.published, "a line keeps the date");
}

void check_article(const Article& article) {
  require(!article.id.empty(), "an article has an id");
  require(!article.text.empty(), "an article has a text");
  for (const std::string* field :
       {&article.id, &article.title, &article.source, &article.url, &article.language, &article.text})
    require(is_clean(*field), "fields are UTF-8 without NUL");
  require(!article.published || article.published->ok(), "a date is a day of the calendar");
  check_written(article);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const All all = read({reinterpret_cast<const char*>(data), size});
  if (!all.result) {
    check_line(all.result.error().message);
    require(all.items.empty(), "where an error is returned nothing was read");
  }
  for (const ReadItem& item : all.items) {
    if (!item.note.empty()) check_line(item.note);
    require(is_clean(item.id), "an id is UTF-8 without NUL");
    if (item.article) {
      check_article(*item.article);
    } else {
      check_line(item.article.error().message);
    }
  }
  return 0;
}
