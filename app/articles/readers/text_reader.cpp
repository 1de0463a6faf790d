#include "app/articles/readers/ascii.h"
#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

constexpr std::string_view kLineEnds = "\r\n";

std::size_t count_words(std::string_view line) {
  std::size_t words = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    words += line[i] != ' ' && (i == 0 || line[i - 1] == ' ') ? 1 : 0;
  }
  return words;
}

// "مسقط - وكالات": where the report comes from.
bool is_dateline(std::string_view line) {
  constexpr std::size_t kMostWords = 6;
  const bool dashed =
      line.find(" - ") != std::string_view::npos || line.find(" – ") != std::string_view::npos;
  return dashed && count_words(line) <= kMostWords;
}

// The first of the opening lines that reads like a title: short, of three words at least, not a dateline. A
// line of one or two words over it is a section's name. Empty where the text begins with a paragraph.
std::string title_of(std::string_view text) {
  constexpr std::size_t kMaxTitleBytes = 300;  // about 150 Arabic letters; a longer line is a paragraph
  constexpr int kLinesTried = 3;
  std::string_view short_line;  // the first short one
  for (int tried = 0; tried < kLinesTried;) {
    const std::size_t end = text.find_first_of(kLineEnds);
    if (end == std::string_view::npos) break;  // the last line is the text itself
    const std::string_view line = without_blanks(text.substr(0, end));
    text.remove_prefix(end + 1);
    if (line.empty()) continue;
    ++tried;
    if (line.size() > kMaxTitleBytes || without_blanks(text).empty()) break;
    if (count_words(line) >= 3 && !is_dateline(line)) return std::string(line);
    if (short_line.empty()) short_line = line;
  }
  return std::string(short_line);
}

}  // namespace

Result<void> read_text(TextSource& source, const ReadContext& context) {
  auto text = source.read_all(context.name, context.limits.max_article_bytes);
  if (!text) return tl::unexpected(std::move(text.error()));
  if (without_blanks(*text).empty()) return fail(ErrorCode::parse, "{}: the file is empty", context.name);
  Record record;
  record.title = title_of(*text);
  record.text = std::move(*text);
  context.sink(
      make_item(std::move(record), {context.name, {}, context.path, true, false}, source.bytes_read()));
  return {};
}

}  // namespace kharita::app
