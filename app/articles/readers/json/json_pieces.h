// The articles of a JSON document, or tables of them (json_table.h), as pieces of its text, whatever they are
// wrapped in. A document is read as a stream: memory holds one article, however
// many there are.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/readers/json/json_scan.h"

namespace kharita::app {

// What the objects around an article say of all that are in them.
struct JsonSurroundings {
  std::string source;  // the name of a channel or feed
  std::string language;
};

struct JsonPiece {
  enum class Fault : std::uint8_t {
    none,
    no_object,  // a number, string or the like in a list of articles
    cut_short,  // it never ends; what follows it goes on to be read where that
                // can be told
    too_long,   // longer than the limit: `text` is its beginning
  };
  std::string_view text;     // until the next call
  std::string key;           // under which it stands in a map of articles; else empty
  std::uint64_t line = 0;    // on which it begins, from 1
  std::uint64_t number = 0;  // among all pieces, from 1
  bool alone = false;        // the document is this one object
  Fault fault = Fault::none;
  JsonSurroundings around;
};

// Takes strict and loose JSON alike, one value or many one after another, with
// or without commas, line ends or U+001E between them, `name =` or `callback(`
// before them.
class JsonPieces {
 public:
  // `more` appends more of the text to its argument, and returns false at the
  // end. `max_bytes` is the limit for one article.
  JsonPieces(std::function<bool(std::string&)> more, std::uint64_t max_bytes)
      : more_(std::move(more)), max_bytes_(max_bytes) {}
  // False at the end.
  bool next(JsonPiece& piece);

  // Of the document that was read to its end: why its end is none.
  enum class End : std::uint8_t { whole, cut_short, too_deep };
  [[nodiscard]] End end() const noexcept { return end_; }

 private:
  enum class Kind : std::uint8_t { list, wrapper, map };
  // What the place that is read stands in.
  struct Frame {
    Kind kind = Kind::list;
    JsonSurroundings around;
    std::string head;  // of a wrapper: its text, perhaps cut, which tells what
                       // members hold articles
  };

  [[nodiscard]] std::string_view rest() const { return std::string_view(buffer_).substr(at_); }
  // Reads until `bytes` of the rest are there, or the end.
  void fill(std::size_t bytes);
  void fill_more() { fill(rest().size() + 1); }
  void consume(std::size_t bytes);
  bool skip_blanks();  // false at the end
  void skip_value();
  void skip_to(ValueEnd& end);
  void push(Kind kind, std::string_view head);

  // Each takes one step, and returns whether it found a piece.
  bool step(JsonPiece& piece);
  bool step_in_list(JsonPiece& piece);
  bool step_in_object(JsonPiece& piece);
  bool step_outside(JsonPiece& piece);
  bool take_object(JsonPiece& piece, std::string key);
  bool take_table(JsonPiece& piece);
  bool take_record(JsonPiece& piece, ValueEnd& end, std::size_t size);
  bool take_broken(JsonPiece& piece, ValueEnd& end, std::size_t size);
  bool take_scalar(JsonPiece& piece);
  void begin_piece(JsonPiece& piece, JsonPiece::Fault fault);
  bool emit(JsonPiece& piece, std::size_t bytes, JsonPiece::Fault fault);
  [[nodiscard]] bool is_alone(std::size_t bytes);
  [[nodiscard]] std::size_t find_next_record(std::size_t size) const;

  std::function<bool(std::string&)> more_;
  std::uint64_t max_bytes_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t pending_ = 0;  // bytes of the piece that was given out
  bool all_read_ = false;
  std::uint64_t line_ = 1;
  std::string line_start_;  // what of the line was consumed, cut
  std::uint64_t number_ = 0;
  bool of_texts_ = false;  // the document is a list of strings
  int broken_ = 0;         // records so far that lacked a bracket or quote
  std::string beginning_;  // of a record that was too long
  End end_ = End::whole;
  std::vector<Frame> frames_;
};

}  // namespace kharita::app
