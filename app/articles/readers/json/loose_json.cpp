#include "app/articles/readers/json/loose_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <vector>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/encoding/text_source.h"

namespace kharita::app {
namespace {

using nlohmann::json;

bool nested_too_deep(std::string_view text) {
  if (text.size() <= kMostJsonLevels) return false;
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      in_string = !in_string;
    } else if (in_string) {
      if (c == '\\') ++i;
    } else if (c == '[' || c == '{') {
      if (++depth > kMostJsonLevels) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What names, numbers and words of JavaScript consist of; letters of any script.
bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte | 0x20U) - 'a' < 26U || is_digit(c) || c == '_' || c == '$' || c == '-' ||
         c == '+' || c == '.';
}

// A number of JSON's grammar that a double can hold.
bool is_strict_number(std::string_view word) {
  const std::string_view digits = word.starts_with('-') ? word.substr(1) : word;
  if (digits.empty() || !is_digit(digits[0])) return false;
  if (digits[0] == '0' && digits.size() > 1 && is_digit(digits[1])) return false;
  const std::size_t point = digits.find('.');
  if (point != std::string_view::npos && (point + 1 == digits.size() || !is_digit(digits[point + 1])))
    return false;
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc() && end == word.data() + word.size();
}

// 0 none, 1 lead, 2 trail of the \uXXXX at `at`.
int surrogate_at(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return 0;
  if (text[at + 2] != 'd' && text[at + 2] != 'D') return 0;
  if (std::string_view("89abAB").find(text[at + 3]) != std::string_view::npos) return 1;
  return std::string_view("cdefCDEF").find(text[at + 3]) != std::string_view::npos ? 2 : 0;
}

bool are_hex(std::string_view digits, std::size_t count) {
  return digits.size() >= count &&
         digits.substr(0, count).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

class StrictWriter {
 public:
  explicit StrictWriter(std::string_view loose) : in_(loose) {}

  StrictJson write() {
    at_ = begin_of_value();
    if (at_ == in_.size()) return {std::string(in_), 0, false};
    result_.text.reserve(in_.size() - at_);
    do {
      skip_blank();
      if (at_ == in_.size()) {
        result_.cut_short = true;
        break;
      }
      step();
    } while (!levels_.empty() && levels_.size() <= kMostJsonLevels + 1);
    result_.replaced += repair_utf8(result_.text);
    return std::move(result_);
  }

 private:
  struct Level {
    bool object = false;
    bool any = false;      // it holds something already
    bool awaited = false;  // a key was written, its value is to come
  };

  [[nodiscard]] bool sees(std::string_view word) const { return in_.substr(at_).starts_with(word); }

  void skip_until_behind(std::string_view end) {
    const std::size_t found = in_.find(end, at_);
    at_ = found == std::string_view::npos ? in_.size() : found + end.size();
  }

  // The length of the blank at `at`: also no-break space, byte order mark, U+2028 and U+2029.
  [[nodiscard]] std::size_t blank_at(std::size_t at) const {
    const std::string_view rest = in_.substr(at);
    if (rest.empty()) return 0;
    if (std::string_view(" \t\r\n\f\v\x1E").find(rest[0]) != std::string_view::npos) return 1;
    for (const std::string_view blank : {"\xC2\xA0", "\xEF\xBB\xBF", "\xE2\x80\xA8", "\xE2\x80\xA9"})
      if (rest.starts_with(blank)) return blank.size();
    return 0;
  }
  [[nodiscard]] std::size_t behind_blank(std::size_t at) const {
    while (const std::size_t length = blank_at(at))
      at += length;
    return at;
  }
  [[nodiscard]] std::size_t behind_word(std::size_t at) const {
    while (at < in_.size() && is_word(in_[at]) && blank_at(at) == 0)
      ++at;
    return at;
  }
  [[nodiscard]] char char_at(std::size_t at) const { return at < in_.size() ? in_[at] : '\0'; }

  void skip_blank() {
    for (;;) {
      at_ = behind_blank(at_);
      if (sees("//")) {
        skip_until_behind("\n");
      } else if (sees("/*")) {
        skip_until_behind("*/");
      } else {
        return;
      }
    }
  }

  // The first { or [ that is no index of a name and in none of what pages wrap scripts in.
  [[nodiscard]] std::size_t begin_of_value() {
    constexpr std::array<std::string_view, 2> kWrappers{"<![CDATA[", "<!--"};
    while (true) {
      at_ = behind_blank(at_);
      if (at_ == in_.size() || in_[at_] == '{') return at_;
      const auto* const wrapper = std::ranges::find_if(kWrappers, [&](auto mark) { return sees(mark); });
      if (wrapper != kWrappers.end()) {
        at_ += wrapper->size();
      } else if (sees("//")) {
        const std::size_t behind = behind_blank(at_ + 2);
        const bool hides_wrapper = in_.substr(behind).starts_with("<!");
        at_ = behind;
        if (!hides_wrapper) skip_until_behind("\n");
      } else if (sees("/*")) {
        skip_until_behind("*/");
      } else if (in_[at_] == '[') {
        if (at_ == 0 || !is_word(in_[at_ - 1]) || blank_at(at_ - 1) != 0) return at_;
        skip_until_behind("]");
      } else {
        ++at_;
      }
    }
  }

  // One key, value or mark.
  void step() {
    const char c = in_[at_];
    if (c == '{' || c == '[') {
      begin_item();
      levels_.push_back({.object = c == '{'});
      result_.text.push_back(c);
      ++at_;
    } else if (c == '}' || c == ']') {
      close(c);
    } else if (c == ',' || c == ';' || c == '(' || c == ')') {
      if (c == ',' && levels_.back().awaited) put_value("null");
      ++at_;
    } else if (levels_.back().object && !levels_.back().awaited) {
      key();
    } else if (is_quote(c)) {
      begin_item();
      string(false);
    } else {
      word();
    }
  }

  void close(char bracket) {
    if (levels_.back().awaited) put_value("null");
    levels_.pop_back();
    result_.text.push_back(bracket);
    ++at_;
  }

  // Before a key, and before a value in a list.
  void begin_item() {
    if (levels_.empty()) return;
    Level& level = levels_.back();
    if (level.any && !level.awaited) result_.text.push_back(',');
    level.any = true;
    level.awaited = false;
  }

  void put_value(std::string_view value) {
    begin_item();
    result_.text += value;
  }

  void key() {
    begin_item();
    if (is_quote(in_[at_])) {
      string(true);
    } else if (const std::size_t end = behind_word(at_); end > at_) {
      put_quoted(in_.substr(at_, end - at_));
      at_ = end;
    } else {
      result_.text.push_back(in_[at_++]);  // no JSON, and stays none
      return;
    }
    skip_blank();
    if (char_at(at_) != ':') return;
    ++at_;
    result_.text.push_back(':');
    levels_.back().awaited = true;
  }

  void put_quoted(std::string_view word) {
    result_.text += '"';
    result_.text += word;
    result_.text += '"';
  }

  // A value that begins with no quote and no bracket.
  void word() {
    const std::size_t begin = at_;
    at_ = behind_word(at_);
    if (at_ == begin) {
      result_.text.push_back(in_[at_++]);  // no JSON, and stays none
      return;
    }
    const std::string_view word = in_.substr(begin, at_ - begin);
    if (word == "new" || char_at(behind_blank(at_)) == '(')
      return;  // new Date(…), ObjectId(…): what is in it
    static constexpr std::array<std::string_view, 7> kNothing{"null", "nan",      "undefined", "none",
                                                              "inf",  "infinity", "nil"};
    std::string small = lower_ascii(word);
    if (small == "true" || small == "false") return put_value(small);
    if (is_strict_number(word)) return put_value(word);
    if (small.starts_with('-') || small.starts_with('+')) small.erase(0, 1);
    if (std::ranges::find(kNothing, small) != kNothing.end()) return put_value("null");
    begin_item();
    if (is_digit(small[0]) || small[0] == '.') return put_quoted(word);
    result_.text += word;  // no JSON, and stays none
  }

  // Whether the string whose quote stands before `at` ends with it: what follows can follow a string. Else it
  // is one of the text's own that was not escaped.
  [[nodiscard]] bool ends_string(std::size_t at, bool is_key) const {
    const std::size_t next = behind_blank(at);
    const char c = char_at(next);
    if (next == in_.size()) return true;
    if (is_key) return c == ':' || (c == '/' && is_comment(next));
    if (c == ']' || c == '}' || c == ')' || (c == '/' && is_comment(next))) return true;
    if (is_quote(c)) return in_.substr(at, next - at).find('\n') != std::string_view::npos;  // no comma
    return (c == ',' || c == ';') && can_begin_item(behind_blank(next + 1));
  }
  [[nodiscard]] bool is_comment(std::size_t at) const {
    return char_at(at + 1) == '/' || char_at(at + 1) == '*';
  }
  [[nodiscard]] bool can_begin_item(std::size_t at) const {
    const char c = char_at(at);
    if (at == in_.size() || is_quote(c) || c == ',' || c == '}' || c == ']' || c == '/') return true;
    if (!levels_.empty() && levels_.back().object) return char_at(behind_blank(behind_word(at))) == ':';
    return c == '{' || c == '[' || is_word(c);
  }

  void string(bool is_key) {
    const char quote = in_[at_++];
    std::string& out = result_.text;
    out.push_back('"');
    while (at_ < in_.size()) {
      const char c = in_[at_];
      if (c == '\\') {
        escape();
        continue;
      }
      ++at_;
      if (c == quote && ends_string(at_, is_key)) {
        out.push_back('"');
        return;
      }
      if (c == '"') {
        out += "\\\"";
      } else if (static_cast<unsigned char>(c) < 0x20) {
        control(c);
      } else {
        out.push_back(c);
      }
    }
    result_.cut_short = true;
  }

  void control(char c) {
    if (c == '\n') {
      result_.text += "\\n";
    } else if (c == '\t') {
      result_.text += "\\t";
    } else if (c != '\r' || char_at(at_) != '\n') {
      fmt::format_to(std::back_inserter(result_.text), "\\u{:04x}", static_cast<unsigned>(c));
    }
  }

  // What begins with \.
  void escape() {
    const std::string_view rest = in_.substr(at_ + 1);
    std::string& out = result_.text;
    if (rest.empty()) {
      ++at_;
    } else if (rest[0] == 'u') {
      code_unit();
    } else if (std::string_view("\"\\/bfnrt").find(rest[0]) != std::string_view::npos) {
      out.append(in_.substr(at_, 2));
      at_ += 2;
    } else if (rest[0] == 'x' && are_hex(rest.substr(1), 2)) {
      out.append("\\u00").append(rest.substr(1, 2));
      at_ += 4;
    } else if (rest[0] == '\n' || rest.starts_with("\r\n")) {
      at_ += rest[0] == '\n' ? 2 : 3;  // JavaScript's line that goes on
    } else {
      ++at_;  // \' is '
    }
  }

  void code_unit() {
    const int kind = surrogate_at(in_, at_);
    const bool hex = are_hex(in_.substr(at_ + 2), 4);
    const bool pair = kind == 1 && surrogate_at(in_, at_ + 6) == 2 && are_hex(in_.substr(at_ + 8), 4);
    if (hex && (kind == 0 || pair)) {
      const std::size_t length = pair ? 12 : 6;
      result_.text.append(in_.substr(at_, length));
      at_ += length;
      return;
    }
    result_.text += "\\ufffd";
    ++result_.replaced;
    at_ += hex ? 6 : 2;
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::vector<Level> levels_;
  StrictJson result_;
};

}  // namespace

StrictJson strict_json(std::string_view loose) {
  return StrictWriter(loose).write();
}

LooseJson parse_loose_json(std::string_view text) {
  using Fault = LooseJson::Fault;
  const json nothing(json::value_t::discarded);
  if (nested_too_deep(text)) return {nothing, Fault::too_deep, 0};
  if (json value = json::parse(text, nullptr, false); !value.is_discarded())
    return {std::move(value), Fault::none, 0};
  const StrictJson strict = strict_json(text);
  if (strict.cut_short) return {nothing, Fault::cut_short, strict.replaced};
  if (nested_too_deep(strict.text)) return {nothing, Fault::too_deep, strict.replaced};
  json value = json::parse(strict.text, nullptr, false);
  const Fault fault = value.is_discarded() ? Fault::invalid : Fault::none;
  return {std::move(value), fault, strict.replaced};
}

}  // namespace kharita::app
