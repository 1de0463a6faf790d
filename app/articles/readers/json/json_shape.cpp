#include <nlohmann/json.hpp>

#include "app/articles/readers/json/json_scan.h"
#include "app/articles/readers/json/json_table.h"
#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

constexpr std::string_view kBlank = " \t\r\n\x1E";

bool begins_list(std::string_view text) {
  if (!text.starts_with('[')) return false;
  const std::size_t at = behind_blanks(text, 1);
  return at >= text.size() || text[at] == ']' || begins_object(text.substr(at)) || begins_rows(text);
}

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         c == '.' || c == '[' || c == ']' || c == '"' || c == '\'' || c == ' ';
}

// `window.YTD.tweets.part0 = [`, `callback({`.
bool begins_script(std::string_view text) {
  constexpr std::size_t kLongestName = 100;
  std::size_t at = 0;
  while (at < text.size() && at < kLongestName && is_name(text[at]))
    ++at;
  if (at == 0 || at >= text.size() || (text[at] != '=' && text[at] != '(')) return false;
  at = text.find_first_not_of(kBlank, at + 1);
  if (at == std::string_view::npos) return false;
  return begins_list(text.substr(at)) || begins_object(text.substr(at));
}

bool is_object_line(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(kBlank), line.size()));
  return begins_object(line) && nlohmann::json::parse(line, nullptr, false).is_object();
}

// Whether a line that begins an object can go on on the next.
bool goes_on(std::string_view line) {
  try {
    return nlohmann::json::parse(line).is_discarded();
  } catch (const nlohmann::json::parse_error& error) {
    if (error.byte <= line.size()) return false;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
  bool in_string = false;  // which a line end would break
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') in_string = !in_string;
    if (line[i] == '\\') ++i;
  }
  return !in_string;
}

// Lines of one object each: the first is, or it is broken, or two are without a comma between.
bool has_object_lines(std::string_view head) {
  constexpr int kMostLines = 64;
  bool first_is_broken = false;
  bool object_before = false;
  for (int i = 0; i < kMostLines && !head.empty(); ++i) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    const bool object = is_object_line(line);
    if (object && (i == 0 || first_is_broken || object_before)) return true;
    if (i == 0) first_is_broken = !goes_on(line);
    if (line.find_first_not_of(kBlank) != std::string_view::npos) object_before = object;
  }
  return false;
}

}  // namespace

JsonShape json_shape(std::string_view head) {
  head.remove_prefix(behind_blanks(head));
  if (head.empty()) return JsonShape::none;
  if (begins_list(head) || begins_script(head)) return JsonShape::document;
  if (has_object_lines(head)) return JsonShape::lines;
  return begins_object(head) ? JsonShape::document : JsonShape::none;
}

bool shows_lines(std::string_view head) {
  const std::size_t end = head.rfind('\n');
  return end != std::string_view::npos && json_shape(head.substr(0, end + 1)) == JsonShape::lines;
}

}  // namespace kharita::app
