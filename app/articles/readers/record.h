// What the readers of one format share: an article's fields as found, made into an Article.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "app/articles/readers/encoding/text_source.h"
#include "app/articles/readers/fields.h"
#include "app/articles/readers/line_batch.h"
#include "app/articles/readers/reader.h"

namespace kharita::app {

// The fields of an article as a file has them, before repair.
struct Record {
  std::string id;
  std::string title;
  std::string source;
  std::string url;
  std::string language;
  std::string text;
  std::string published;       // metadata, as written
  std::string html_published;  // HTML meta or JSON-LD, as written
  // As kharita read writes them of articles that it read before:
  std::string published_from;
  std::string source_from;
  std::string not_after;
  bool reshaped = false;  // the text was put together, not taken from one field as it is
};

// Fills a Record from named fields (fields.h). Where several names mean one field, the most telling one that
// is not empty wins, whatever the order.
class RecordBuilder {
 public:
  [[nodiscard]] static bool knows(std::string_view name);
  // Whether it names the text itself, or what stands for it.
  [[nodiscard]] static bool is_text(std::string_view name);
  // An unknown name is passed over. `reshaped` says that the value is not as the file has it.
  void set(std::string_view name, std::string value, bool reshaped = false);
  void set(const KnownField& known, std::string value, bool reshaped = false);
  [[nodiscard]] Record take();

 private:
  struct Slot {
    std::string value;
    std::size_t rank = 0;
    bool reshaped = false;
  };
  std::array<Slot, kFields> slots_;  // by Field
};

// Where an article comes from, for errors and for what its file tells.
struct Origin {
  std::string_view file;  // as the user named it
  std::string place;      // "line 3", "record 2"; empty where the file is one article
  const std::filesystem::path* path =
      nullptr;                  // set where the file is one article: its name may tell the date
  bool infer_published = true;  // see ReadLimits
  bool markup = true;  // whether fields may hold HTML: false for plain text and for pages, read as such
};

// Repairs, dates and identifies the article. A record of a title alone has that as its text: feeds of
// headlines. An error where there is no text. `clean` says that the fields
// are known to be valid UTF-8 without NUL.
[[nodiscard]] ReadItem make_item(Record&& record, const Origin& origin, std::uint64_t bytes_read,
                                 bool clean = false);
// What a note says of characters that were replaced.
[[nodiscard]] std::string repair_note(const Origin& origin, std::uint64_t replaced);
// Adds to a note, as one line of valid UTF-8, whatever it quotes.
void add_note(std::string& note, std::string_view more);
[[nodiscard]] ReadItem make_error(Error error, std::string id, std::uint64_t bytes_read);
// "file: line 3"
[[nodiscard]] std::string to_string(const Origin& origin);

// The readers of one format. Each returns an error only where nothing could be read.
struct ReadContext {
  std::string_view name;
  const std::filesystem::path* path = nullptr;  // null for a stream
  const ArticleSink& sink;
  const ReadLimits& limits;
};
[[nodiscard]] Result<void> read_text(TextSource& source, const ReadContext& context);
[[nodiscard]] Result<void> read_ndjson(TextSource& source, const ReadContext& context);
[[nodiscard]] Result<void> read_ndjson(TextSource& source, const ReadContext& context,
                                       const LineBatchSink& batches);
[[nodiscard]] Result<void> read_json(TextSource& source, const ReadContext& context);
[[nodiscard]] Result<void> read_csv(TextSource& source, const ReadContext& context);
[[nodiscard]] Result<void> read_html(TextSource& source, const ReadContext& context);
[[nodiscard]] Result<void> read_feed(TextSource& source, const ReadContext& context);

// Whether the head of a file is JSON of one value a line, or one JSON document, or neither.
enum class JsonShape : std::uint8_t { none, lines, document };
[[nodiscard]] JsonShape json_shape(std::string_view head);
// Whether one whole line of a head, which goes on, shows already that it is JSON of one value a line.
[[nodiscard]] bool shows_lines(std::string_view head);

// Whether one of the first lines is a header of columns that articles have.
[[nodiscard]] bool shows_table(std::string_view head);

}  // namespace kharita::app
