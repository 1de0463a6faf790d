#include "app/articles/record.h"

namespace kharita::app {
namespace {

constexpr std::size_t kMaxTitleBytes = 300;  // about 150 Arabic letters; a longer first line is a paragraph

// The first line that is not blank, where it is short and more follows it.
std::string title_of(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  const auto end = text.find_first_of("\r\n", first);
  if (end == std::string_view::npos || end - first > kMaxTitleBytes) return {};
  if (text.find_first_not_of(" \t\r\n", end) == std::string_view::npos) return {};
  return std::string(text.substr(first, end - first));
}

}  // namespace

Result<void> read_text(TextSource& source, const ReadContext& context) {
  auto text = source.read_all(context.name, context.limits.max_article_bytes);
  if (!text) return tl::unexpected(std::move(text.error()));
  if (text->find_first_not_of(" \t\r\n\f\v") == std::string::npos) {
    return fail(ErrorCode::parse, "{}: the file is empty", context.name);
  }
  Record record;
  record.title = title_of(*text);
  record.text = std::move(*text);
  context.sink(make_item(std::move(record), {context.name, {}, context.path}, source.bytes_read()));
  return {};
}

}  // namespace kharita::app
