#include "app/articles/readers/html/chat_page.h"
#include "app/articles/readers/html/html_content.h"
#include "app/articles/readers/html/html_metadata.h"
#include "app/articles/readers/html/page_state.h"
#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

// The address that browsers and SingleFile note in a page that they save; empty where there is none.
std::string address_of_copy(std::string_view html) {
  constexpr std::size_t kHead = 4096;
  html = html.substr(0, kHead);
  for (const std::string_view mark : {"<!-- saved from url=(", "Page saved with SingleFile"}) {
    std::size_t at = html.find(mark);
    if (at != std::string_view::npos) at = html.find("http", at + mark.size());
    if (at == std::string_view::npos) continue;
    return std::string(html.substr(at, html.find_first_of(" \r\n\t", at) - at));
  }
  return {};
}

// What scripts hold of the article that the page itself has not, or has but the beginning of.
void complete_from_state(const HtmlDocument& page, HtmlMetadata& data, std::string& text) {
  constexpr std::size_t kThin = 300;  // bytes: menus and notices of a page that a script would fill
  const bool thin = text.size() < kThin;
  if (!thin && !data.published.empty()) return;
  auto told = article_in_state(page, data.title);
  if (!told || !(thin || told->has_title)) return;
  if (data.published.empty() && (thin || told->has_title)) data.published = std::move(told->record.published);
  if (data.title.empty()) data.title = std::move(told->record.title);
  if (told->record.text.size() > 2 * text.size()) text = std::move(told->record.text);
}

void send_messages(std::vector<Record>&& messages, const ReadContext& context, std::uint64_t bytes_read) {
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const std::string place = fmt::format("message {}", i + 1);
    if (!context.sink(
            make_item(std::move(messages[i]), {context.name, place, nullptr, true, false}, bytes_read)))
      return;
  }
}

}  // namespace

Result<void> read_html(TextSource& source, const ReadContext& context) {
  auto html = source.read_all(context.name, context.limits.max_article_bytes);
  if (!html) return tl::unexpected(std::move(html.error()));
  if (html->find_first_not_of(" \t\r\n") == std::string::npos) {
    return fail(ErrorCode::parse, "{}: the file is empty", context.name);
  }
  const std::uint64_t repaired = repair_utf8(*html);
  const HtmlDocument page(*html);
  if (auto messages = messages_of(page); !messages.empty()) {
    send_messages(std::move(messages), context, source.bytes_read());
    return {};
  }
  HtmlMetadata data = html_metadata(page);
  Record record;
  record.text = article_text(page, data.title, !data.published.empty());
  // A site that gives the body in JSON-LD gives it clean, if it is not just the beginning.
  constexpr std::size_t kShortestBody = 300;  // bytes
  if (data.body.size() >= kShortestBody && data.body.size() * 10 >= record.text.size() * 7) {
    record.text = std::move(data.body);
  }
  complete_from_state(page, data, record.text);
  if (data.url.empty()) data.url = address_of_copy(*html);
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
