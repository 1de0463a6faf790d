#include "app/articles/readers/html/html_content.h"
#include "app/articles/readers/html/html_metadata.h"
#include "app/articles/readers/record.h"

namespace kharita::app {

Result<void> read_html(TextSource& source, const ReadContext& context) {
  auto html = source.read_all(context.name, context.limits.max_article_bytes);
  if (!html) return tl::unexpected(std::move(html.error()));
  if (html->find_first_not_of(" \t\r\n") == std::string::npos) {
    return fail(ErrorCode::parse, "{}: the file is empty", context.name);
  }
  const std::uint64_t repaired = repair_utf8(*html);
  const HtmlDocument page(*html);
  HtmlMetadata data = html_metadata(page);
  Record record;
  record.text = article_text(page, data.title, !data.published.empty());
  // A site that gives the body in JSON-LD gives it clean, if it is not just the beginning.
  constexpr std::size_t kShortestBody = 300;  // bytes
  if (data.body.size() >= kShortestBody && data.body.size() * 10 >= record.text.size() * 7) {
    record.text = std::move(data.body);
  }
  record.title = std::move(data.title);
  record.source = std::move(data.source);
  record.url = std::move(data.url);
  record.language = std::move(data.language);
  record.html_published = std::move(data.published);
  ReadItem item =
      make_item(std::move(record), {context.name, {}, context.path, true, false}, source.bytes_read());
  if (!item.article) {
    return fail(ErrorCode::parse, "{}: the page holds no text", context.name);
  }
  if (repaired > 0) item.note = repair_note({context.name, {}, nullptr}, repaired);
  context.sink(std::move(item));
  return {};
}

}  // namespace kharita::app
