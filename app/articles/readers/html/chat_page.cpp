#include "app/articles/readers/html/chat_page.h"

#include <algorithm>
#include <string_view>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/html/html_content.h"

namespace kharita::app {
namespace {

bool has_class(const HtmlElement& element, std::string_view name) {
  if (element.name != "div") return false;
  const std::string classes = " " + HtmlDocument::attribute(element.node, "class") + " ";
  return classes.find(" " + std::string(name) + " ") != std::string::npos;
}

// The words of an element, its line breaks as they are.
std::string words_of(const HtmlDocument& page, std::uint32_t element) {
  std::string text;
  std::string line;
  const auto end_line = [&] {
    text += collapse_space(line) + "\n";
    line.clear();
  };
  page.walk(element, [&](const HtmlDocument::Step& step) {
    if (step.kind == HtmlDocument::Step::Kind::text) line += step.text;
    if (step.kind == HtmlDocument::Step::Kind::enter && page.elements()[step.element].name == "br")
      end_line();
    return true;
  });
  end_line();
  return std::string(without_blanks(text));
}

// The first element below `from` of a class; 0 for none.
std::uint32_t find_class(const HtmlDocument& page, std::uint32_t from, std::string_view name) {
  const auto& elements = page.elements();
  for (std::uint32_t i = from + 1; i <= elements[from].last; ++i) {
    if (has_class(elements[i], name)) return i;
  }
  return 0;
}

Record message_of(const HtmlDocument& page, std::uint32_t message) {
  const auto& elements = page.elements();
  Record record;
  record.id = HtmlDocument::attribute(elements[message].node, "id");
  if (const std::uint32_t date = find_class(page, message, "date"); date != 0)
    record.published = HtmlDocument::attribute(elements[date].node, "title");
  if (const std::uint32_t text = find_class(page, message, "text"); text != 0)
    record.text = words_of(page, text);
  return record;
}

}  // namespace

std::vector<Record> messages_of(const HtmlDocument& page) {
  const auto& elements = page.elements();
  const auto history =
      std::ranges::find_if(elements, [](const HtmlElement& e) { return has_class(e, "history"); });
  if (history == elements.end() || !has_class(elements[history->parent], "chat_page")) return {};
  std::string channel;
  for (std::uint32_t i = 0; i < elements.size() && channel.empty(); ++i) {
    if (has_class(elements[i], "page_header")) channel = words_of(page, i);
  }
  std::vector<Record> messages;
  for (auto e = history; e != elements.end(); ++e) {
    if (!has_class(*e, "message") || !has_class(*e, "default")) continue;
    Record record = message_of(page, static_cast<std::uint32_t>(e - elements.begin()));
    record.source = channel;
    if (!record.text.empty()) messages.push_back(std::move(record));
  }
  return messages;
}

}  // namespace kharita::app
