#include "app/articles/readers/json/json_scan.h"

#include <array>

#include "app/articles/readers/byte_search.h"
#include "app/articles/readers/json/loose_json.h"

namespace kharita::app {
namespace {

constexpr std::string_view kBlank = " \t\r\n\x1E";

using ByteSet = std::array<bool, 256>;
constexpr ByteSet bytes_of(std::string_view bytes) {
  ByteSet set{};
  for (const char c : bytes)
    set[static_cast<unsigned char>(c)] = true;
  return set;
}
constexpr ByteSet kOutside = bytes_of("\"'`{}[]/");
constexpr std::array kInString{'"', '\'', '`', '\\', '\n'};
constexpr ByteSet kEndsWord = bytes_of(",]}:;) \t\r\n\x1E");

std::size_t find_any(std::string_view text, std::size_t at, const ByteSet& set) {
  while (at < text.size() && !set[static_cast<unsigned char>(text[at])])
    ++at;
  return at;
}

bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}

}  // namespace

bool ValueEnd::leave_string(std::string_view text) {
  for (;;) {
    at_ = find_any(text, kInString, at_);
    if (at_ == text.size()) return false;
    const char c = text[at_];
    if (c == '\\') {
      if (at_ + 1 == text.size()) return false;
      at_ += 2;
    } else if (c == '\n' && quote_ == '"') {
      const std::size_t next = text.find_first_not_of(kBlank, at_);
      if (next == std::string_view::npos) return false;  // to be seen
      if (text[next] == '{' && begins_object(text.substr(next))) {
        broken_ = true;
        return true;
      }
      at_ = next;
    } else {
      ++at_;
      if (c == quote_) return true;
    }
  }
}

bool ValueEnd::leave_comment(std::string_view text) {
  const std::string_view mark = inside_ == Inside::line_comment ? "\n" : "*/";
  const std::size_t end = text.find(mark, at_);
  if (end == std::string_view::npos) {
    at_ = text.ends_with('*') ? text.size() - 1 : text.size();
    return false;
  }
  at_ = end + mark.size();
  return true;
}

bool ValueEnd::leave(std::string_view text) {
  if (inside_ == Inside::none) return true;
  if (!(inside_ == Inside::string ? leave_string(text) : leave_comment(text))) return false;
  inside_ = Inside::none;
  return true;
}

std::size_t ValueEnd::find(std::string_view text) {
  constexpr std::size_t kGoesOn = std::string_view::npos;
  if (text.empty()) return kGoesOn;
  if (!begun_ && !is_quote(text[0]) && text[0] != '{' && text[0] != '[') {  // a number or a word
    const std::size_t end = find_any(text, 0, kEndsWord);
    return end == text.size() ? kGoesOn : end;
  }
  begun_ = true;
  for (;;) {
    if (!leave(text)) return kGoesOn;
    if (broken_ || (open_.empty() && at_ > 0)) return at_;
    at_ = find_any(text, at_, kOutside);
    if (at_ == text.size()) return kGoesOn;
    const char c = text[at_];
    if (is_quote(c)) {
      inside_ = Inside::string;
      quote_ = c;
    } else if (c == '{' || c == '[') {
      open_.push_back(c == '{' ? '}' : ']');
    } else if (c == '/') {
      if (at_ + 1 == text.size()) return kGoesOn;
      if (text[at_ + 1] == '/') inside_ = Inside::line_comment;
      if (text[at_ + 1] == '*') inside_ = Inside::block_comment;
    } else if (open_.back() == c) {
      open_.pop_back();
    } else {
      broken_ = true;
      return at_;
    }
    ++at_;
  }
}

std::size_t end_of_value(std::string_view text) {
  return std::min(ValueEnd().find(text), text.size());
}

std::size_t behind_blanks(std::string_view text, std::size_t at) {
  for (;;) {
    at = text.find_first_not_of(" \t\r\n\x1E,;", at);
    if (at == std::string_view::npos) return text.size();
    const std::string_view rest = text.substr(at);
    const std::string_view end = rest.starts_with("//") ? "\n" : rest.starts_with("/*") ? "*/" : "";
    if (end.empty()) return at;
    at = text.find(end, at);
    if (at == std::string_view::npos) return text.size();
    at += end.size();
  }
}

bool begins_object(std::string_view text) {
  if (!text.starts_with('{')) return false;
  std::size_t at = text.find_first_not_of(kBlank, 1);
  if (at == std::string_view::npos || text[at] == '}') return true;
  const char quote = text[at];
  if (quote != '"' && quote != '\'') return false;
  at = text.find(quote, at + 1);
  if (at == std::string_view::npos) return true;
  at = text.find_first_not_of(kBlank, at + 1);
  return at == std::string_view::npos || text[at] == ':';
}

std::string string_value(std::string_view quoted) {
  if (quoted.empty() || !is_quote(quoted[0])) return std::string(quoted);
  const bool whole = quoted.size() >= 2 && quoted.back() == quoted[0];
  const std::string_view inside = quoted.substr(1, quoted.size() - (whole ? 2 : 1));
  if (inside.find('\\') == std::string_view::npos) return std::string(inside);
  const LooseJson read = parse_loose_json("[" + std::string(quoted) + "]");
  const bool string = read.value.is_array() && !read.value.empty() && read.value[0].is_string();
  return string ? read.value[0].get<std::string>() : std::string(inside);
}

bool JsonItems::next(JsonMember& member) {
  constexpr std::size_t kLongestKey = 200;  // bytes
  at_ = behind_blanks(text_, at_);
  member.key.clear();
  if (at_ >= text_.size() || text_[at_] == '}' || text_[at_] == ']') return false;
  if (object_) {
    const std::string_view key = text_.substr(at_, end_of_value(text_.substr(at_)));
    if (key.size() <= kLongestKey) member.key = string_value(key);
    at_ = behind_blanks(text_, at_ + key.size());
    if (key.empty() || at_ >= text_.size() || text_[at_] != ':') return false;
    at_ = text_.find_first_not_of(kBlank, at_ + 1);
    if (at_ == std::string_view::npos) {
      at_ = text_.size();
      return false;
    }
  }
  member.value = text_.substr(at_, end_of_value(text_.substr(at_)));
  at_ += member.value.size();
  return !member.value.empty();
}

}  // namespace kharita::app
