// The resolver's output as one JSON object a line: the contract of `kharita resolve`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/gazetteer/gazetteer.h"
#include "geo/resolve/resolver.h"
#include "geo/text/span_cutter.h"

namespace kharita::geo {

struct ResolvedArticle {
  std::string_view id;
  std::optional<text::Date> published;
  text::PublishedFrom published_from = text::PublishedFrom::unknown;
  std::string_view text;         // of the article: mentions and dates are cut from it
  bool text_is_valid = false;    // it is known to be well-formed UTF-8
  bool text_is_written = false;  // the line gives the text, too
  // The source, where only the name of the article's folder tells it; else empty.
  std::string_view folder_source = {};
};

// Writes the lines of resolved articles. Keeps what it has written of a place for when it is met again, in
// bounded memory; a line depends on its article only. One a thread; the gazetteer must outlive it.
class JsonWriter {
 public:
  explicit JsonWriter(const Gazetteer& gazetteer);

  // Appends {"id", "published", "published_from", "text", "mentions": […], "dates": […]} and a newline;
  // before "mentions" also "source" and "source_from": "folder" where the folder's name is the source.
  void append(const ResolvedArticle& article, const Resolution& resolution, std::string& out);

 private:
  struct WrittenPlace {
    PlaceId place;
    std::string whole;  // the object, of a mention's place
    std::string brief;  // its beginning as an alternative has it: id, name and position
  };

  [[nodiscard]] const WrittenPlace& written(PlaceId id);
  void append_mention(const Mention& mention, text::SpanCutter& cutter, std::string& out);

  const Gazetteer& gazetteer_;
  std::vector<WrittenPlace> places_;  // the last one of each slot
};

// Appends {"id", "error"} and a newline.
void append_error_json(std::string_view id, std::string_view error, std::string& out);

// Appends a JSON string with its quotes. Broken UTF-8 is written as U+FFFD.
void append_json_string(std::string_view utf8, std::string& out);
// Appends a number within [0, 1] with three decimals, the even neighbour where both are as near.
void append_confidence(float confidence, std::string& out);

}  // namespace kharita::geo
