// Tags and texts of XML as feeds have it, well-formed or not. libxml2 recovers from some faults but loses
// what feeds lose most: it drops entities it does not know, stops at a "<" that begins no tag, takes any end
// tag for the innermost element's, and holds the document whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/articles/readers/encoding/text_source.h"

namespace kharita::app {

// Reads a source to its end in bounded memory, whatever is in it. It checks nothing: what is no tag is text,
// and tags need not match. Comments, processing instructions and document types are passed over: nothing is
// fetched, and entities that a document declares are not expanded.
class XmlScanner {
 public:
  enum class Kind : std::uint8_t { start, end, text, cdata };
  // Views are good until the next call.
  struct Token {
    Kind kind = Kind::text;
    std::string_view text;        // as written, a piece at a time; no reference is cut in two
    std::string_view name;        // of a tag, with its prefix
    std::string_view attributes;  // of a start tag, as written
    bool empty = false;           // a start tag that is its own end: <x/>
  };

  explicit XmlScanner(TextSource& source) : source_(&source) {}
  // Of the beginning of a source, or any other piece.
  explicit XmlScanner(std::string_view piece) : buffer_(piece) {}

  // False at the end.
  [[nodiscard]] bool next(Token& token);
  // Whether the source ended inside a tag, a comment or a CDATA section.
  [[nodiscard]] bool cut() const noexcept { return cut_; }

 private:
  [[nodiscard]] std::string_view ahead() const { return std::string_view(buffer_).substr(position_); }
  bool fill();                           // false at the end
  bool has(std::size_t bytes);           // whether so many are ahead, or can be read
  void pass_over(std::string_view end);  // up to and with `end`
  void pass_over_document_type();
  bool take_cdata(Token& token);   // false where it is over
  bool take_markup(Token& token);  // at a <; false where it was passed over, or is text
  bool take_tag(Token& token);
  bool take_text(Token& token, std::size_t from);

  TextSource* source_ = nullptr;  // null where there is no more than buffer_
  std::string buffer_;
  std::size_t position_ = 0;
  bool in_cdata_ = false;
  bool cut_ = false;
};

// The name, without a prefix, of the first element of a document that begins like this; empty where none
// shows.
[[nodiscard]] std::string xml_root(std::string_view head);

// The attribute's value, its references decoded; empty where there is none. `attributes` as in a Token.
[[nodiscard]] std::string xml_attribute(std::string_view attributes, std::string_view name);

// Takes the next attribute off the front of `attributes`, its value as written. False where there is none.
bool take_attribute(std::string_view& attributes, std::string_view& name, std::string_view& value);

// Appends `text` with XML's five entities and numeric references decoded. All others stay as they are:
// HTML's are left to whoever takes the markup, a document's own to the reader of the article.
void append_decoded(std::string_view text, std::string& out);

}  // namespace kharita::app
