#include "app/articles/readers/json/json_pieces.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/articles/readers/fields.h"
#include "app/articles/readers/json/json_look.h"
#include "app/articles/readers/json/json_record.h"
#include "app/articles/readers/json/json_table.h"
#include "app/articles/readers/json/loose_json.h"

namespace kharita::app {
namespace {

constexpr std::size_t kWindow = std::size_t{256} << 10;  // what is looked at to tell an object's role

// What a member says: a string, or an object that stands for one, such as {"$t": …}, or has a name or title.
std::string words_of(std::string_view value) {
  constexpr std::size_t kLongest = std::size_t{16} << 10;  // bytes; one that goes on behind it is no name
  if (value.starts_with('"')) return string_value(value);
  if (!value.starts_with('{') || value.size() > kLongest) return {};
  return field_text(parse_loose_json(value).value);
}

// What an object says of the articles in it.
JsonSurroundings surroundings_of(std::string_view object) {
  JsonSurroundings around;
  std::string title;
  JsonItems members(object);
  JsonMember member;
  while (members.next(member)) {
    if (!member.value.starts_with('"') && !member.value.starts_with('{')) continue;
    const auto known = find_field(member.key);
    if (member.key == "name" || (known && known->field == Field::title)) title = words_of(member.value);
    if (member.key == "feed" && title.empty()) title = words_of(member.value);  // beside its entries
    if (!known) continue;
    if (known->field == Field::source) around.source = words_of(member.value);
    if (known->field == Field::language) around.language = words_of(member.value);
  }
  if (around.source.empty()) around.source = std::move(title);
  return around;
}

}  // namespace

void JsonPieces::fill(std::size_t bytes) {
  while (buffer_.size() - at_ < bytes && !all_read_)
    all_read_ = !more_(buffer_);
}

void JsonPieces::consume(std::size_t bytes) {
  constexpr std::size_t kLongestStart = 200;
  const std::string_view eaten = rest().substr(0, bytes);
  std::size_t line_begin = 0;
  for (std::size_t end = eaten.find('\n'); end != std::string_view::npos;
       end = eaten.find('\n', line_begin)) {
    ++line_;
    line_begin = end + 1;
  }
  if (line_begin > 0) line_start_.clear();
  line_start_ += eaten.substr(line_begin).substr(0, kLongestStart);
  if (line_start_.size() > kLongestStart) line_start_.erase(0, line_start_.size() - kLongestStart);
  at_ += bytes;
  if (at_ > 4 * kWindow) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
}

bool JsonPieces::skip_blanks() {
  for (;;) {
    fill(kWindow);
    consume(behind_blanks(rest()));
    if (!rest().empty()) return true;
    if (all_read_) return false;
  }
}

void JsonPieces::skip_to(ValueEnd& end) {
  for (;;) {
    const std::size_t size = end.find(rest());
    if (size != std::string_view::npos) return consume(size);
    if (all_read_) return consume(rest().size());
    const std::size_t done = end.looked_over();
    end.forget(done);
    consume(done);
    fill(std::max(kWindow, rest().size() + 1));
  }
}

void JsonPieces::skip_value() {
  ValueEnd end;
  skip_to(end);
}

void JsonPieces::push(Kind kind, std::string_view head) {
  if (frames_.size() == kMostJsonLevels) {
    end_ = End::too_deep;
    return;
  }
  Frame frame{kind, surroundings_of(head), std::string(kind == Kind::wrapper ? head : std::string_view())};
  if (!frames_.empty()) {
    const JsonSurroundings& outer = frames_.back().around;
    if (frame.around.source.empty()) frame.around.source = outer.source;
    if (frame.around.language.empty()) frame.around.language = outer.language;
  }
  frames_.push_back(std::move(frame));
  consume(1);
}

bool JsonPieces::next(JsonPiece& piece) {
  consume(pending_);
  pending_ = 0;
  while (end_ != End::too_deep) {
    if (!skip_blanks()) {
      if (!frames_.empty()) end_ = End::cut_short;
      return false;
    }
    if (step(piece)) return true;
  }
  return false;
}

bool JsonPieces::step(JsonPiece& piece) {
  if (frames_.empty()) return step_outside(piece);
  const bool list = frames_.back().kind == Kind::list;
  const char c = rest()[0];
  if (c == '}' || c == ']') {
    if ((c == ']') == list) frames_.pop_back();  // else it is one too many
    consume(1);
    return false;
  }
  return list ? step_in_list(piece) : step_in_object(piece);
}

bool JsonPieces::step_outside(JsonPiece& piece) {
  const char c = rest()[0];
  if (c == '{') return take_object(piece, {});
  if (begins_rows(rest())) return take_table(piece);
  if (c != '[') {
    consume(std::min(rest().find_first_of("{["), rest().size()));
    return false;
  }
  const char before = line_start_.empty() ? ' ' : line_start_.back();
  const bool index =
      before == '_' || (before >= '0' && before <= '9') || ((before | 0x20) >= 'a' && (before | 0x20) <= 'z');
  if (index) {  // window["name"] = …
    skip_value();
  } else {
    push(Kind::list, {});
  }
  return false;
}

bool JsonPieces::step_in_list(JsonPiece& piece) {
  const char c = rest()[0];
  if (c == '{') return take_object(piece, {});
  if (c != '[') return take_scalar(piece);
  push(Kind::list, {});
  return false;
}

bool JsonPieces::step_in_object(JsonPiece& piece) {
  const std::string_view quoted = rest().substr(0, end_of_value(rest()));
  const bool is_key = !quoted.empty() && quoted[0] != '{' && quoted[0] != '[';
  std::string key = is_key ? string_value(quoted) : std::string();
  if (!is_key) {  // a value without a key, or what is no JSON
    if (quoted.empty()) {
      consume(1);
    } else {
      skip_value();
    }
    return false;
  }
  consume(quoted.size());
  if (!skip_blanks() || rest()[0] != ':') return false;
  consume(1);
  if (!skip_blanks()) return false;
  const char c = rest()[0];
  const Frame& frame = frames_.back();
  if (frame.kind == Kind::map && c == '{') return take_object(piece, std::move(key));
  const std::string_view value = rest().substr(0, end_of_value(rest()));
  if (c == '}' || c == ']') return false;
  if ((c != '{' && c != '[') || frame.kind == Kind::map || !holds_records(frame.head, key, value)) {
    skip_value();
    return false;
  }
  if (c == '{') return take_object(piece, {});
  push(Kind::list, {});
  return false;
}

bool JsonPieces::take_object(JsonPiece& piece, std::string key) {
  ValueEnd end;
  std::size_t size = end.find(rest());
  JsonRole role = role_of(rest().substr(0, size));
  while (role == JsonRole::nothing && size == std::string_view::npos && !all_read_ &&
         rest().size() < max_bytes_) {
    fill(2 * rest().size());
    size = end.find(rest());
    role = role_of(rest().substr(0, size));
  }
  if (role == JsonRole::wrapper || role == JsonRole::map) {
    push(role == JsonRole::map ? Kind::map : Kind::wrapper, rest().substr(0, size).substr(0, kWindow));
    return false;
  }
  piece.key = std::move(key);
  return take_record(piece, end, size);
}

bool JsonPieces::take_table(JsonPiece& piece) {
  ValueEnd end;
  piece.key.clear();
  return take_record(piece, end, end.find(rest()));
}

bool JsonPieces::take_record(JsonPiece& piece, ValueEnd& end, std::size_t size) {
  using Fault = JsonPiece::Fault;
  while (size == std::string_view::npos && !all_read_ && rest().size() <= max_bytes_) {
    fill_more();
    size = end.find(rest());
  }
  if (size == std::string_view::npos || end.broken()) return take_broken(piece, end, size);
  if (size > max_bytes_) return emit(piece, size, Fault::too_long);
  return emit(piece, size, Fault::none);
}

// A record whose end is not among the bytes that one may have, or that lacks a bracket or quote: the next one
// may show.
bool JsonPieces::take_broken(JsonPiece& piece, ValueEnd& end, std::size_t size) {
  constexpr int kMostBroken = 1000;  // as each may have cost a look at all the rest
  constexpr std::size_t kBeginning = 4096;
  if (++broken_ <= kMostBroken) size = std::min(size, find_next_record(size));
  if (size != std::string_view::npos || all_read_)
    return emit(piece, std::min(size, rest().size()), JsonPiece::Fault::cut_short);
  begin_piece(piece, JsonPiece::Fault::too_long);
  beginning_ = rest().substr(0, kBeginning);
  piece.text = beginning_;
  skip_to(end);
  return true;
}

// The next object at the beginning of a line, as far in as the record at hand
// is; where that shares its line with others, the next object behind a comma.
// None is looked for there as long as the record may end.
std::size_t JsonPieces::find_next_record(std::size_t size) const {
  const std::string_view text = rest().substr(0, size);
  const auto begins_at = [&](std::size_t at) { return at < text.size() && begins_object(text.substr(at)); };
  if (line_start_.find_first_not_of(" \t[,") == std::string::npos) {
    std::string mark = "\n" + line_start_;
    std::erase_if(mark, [](char c) { return c == '[' || c == ','; });
    for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
      if (begins_at(at + mark.size())) return at;
    }
  }
  if (!all_read_ && size == std::string_view::npos) return size;
  for (std::size_t at = text.find(','); at != std::string_view::npos; at = text.find(',', at + 1)) {
    if (begins_at(text.find_first_not_of(" \t\r\n", at + 1))) return at;
  }
  return std::string_view::npos;
}

bool JsonPieces::take_scalar(JsonPiece& piece) {
  if (end_of_value(rest()) == 0) {  // what is no JSON
    consume(1);
    return false;
  }
  piece.key.clear();
  // A list of strings is one of texts.
  const std::size_t size = end_of_value(rest());
  const bool words = rest()[0] == '"' && rest().substr(0, size).find(' ') != std::string_view::npos;
  if (number_ == 0) of_texts_ = words && frames_.size() == 1;
  if (of_texts_ && words && size < rest().size()) return emit(piece, size, JsonPiece::Fault::none);
  begin_piece(piece, JsonPiece::Fault::no_object);
  skip_value();
  return true;
}

void JsonPieces::begin_piece(JsonPiece& piece, JsonPiece::Fault fault) {
  piece.text = {};
  piece.line = line_;
  piece.number = ++number_;
  piece.alone = false;
  piece.fault = fault;
  piece.around = frames_.empty() ? JsonSurroundings() : frames_.back().around;
}

bool JsonPieces::is_alone(std::size_t bytes) {
  if (!frames_.empty() || number_ > 0) return false;
  for (;;) {
    if (rest().find_first_not_of(" \t\r\n,;)", bytes) != std::string_view::npos) return false;
    if (all_read_) return true;
    fill_more();
  }
}

bool JsonPieces::emit(JsonPiece& piece, std::size_t bytes, JsonPiece::Fault fault) {
  const bool alone = is_alone(bytes);
  begin_piece(piece, fault);
  piece.alone = alone;
  piece.text = rest().substr(0, bytes);
  pending_ = bytes;
  return true;
}

}  // namespace kharita::app
