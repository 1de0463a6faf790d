#include "app/articles/readers/feed/xml_records.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/feed/feed_fields.h"
#include "app/articles/readers/feed/xml_scanner.h"

namespace kharita::app {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

std::string attribute(const xmlNode& element, const char* name) {
  const std::unique_ptr<xmlChar, void (*)(void*)> value(
      xmlGetProp(&element, reinterpret_cast<const xmlChar*>(name)), xmlFree);
  return std::string(view(value.get()));
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::ranges::find(names, name) != names.end();
}

// Calls `visit` for each element right below another.
template <typename Visit>
void for_children(const xmlNode& parent, Visit visit) {
  for (const xmlNode* node = parent.children; node != nullptr; node = node->next) {
    if (node->type == XML_ELEMENT_NODE) visit(*node);
  }
}

void append_words(const xmlNode& element, std::string& text) {
  constexpr std::array<std::string_view, 14> kInLine{"a", "b",    "i",   "u",   "em",   "strong",   "span",
                                                     "q", "abbr", "sub", "sup", "font", "location", "person"};
  for (const xmlNode* node = element.children; node != nullptr; node = node->next) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) text += view(node->content);
    if (node->type != XML_ELEMENT_NODE) continue;
    const std::string name = lower_ascii(view(node->name));
    if (name == "script" || name == "style") continue;
    const bool in_line = is_one_of(name, kInLine);
    if (!in_line) text.push_back('\n');
    append_words(*node, text);
    if (!in_line) text.push_back('\n');
  }
}

// What an element says, paragraphs on lines of their own.
std::string words_of(const xmlNode& element) {
  std::string text;
  append_words(element, text);
  std::string lines;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = without_blanks(rest.substr(0, end));
    if (!line.empty()) lines.append(lines.empty() ? "" : "\n").append(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

// Elements of the agencies' formats whose names fields.h does not know, as what they count there.
struct Alias {
  std::string_view element;
  std::string_view attribute;  // that holds the value; empty: the words do
  std::string_view field;
};
constexpr std::array kAliases{
    Alias{"body.content", "", "text"},
    Alias{"DataContent", "", "text"},
    Alias{"inlineXML", "", "text"},
    Alias{"inlineData", "", "text"},
    Alias{"headline", "", "title"},
    Alias{"HeadLine", "", "title"},
    Alias{"hl1", "", "title"},
    Alias{"title", "", "heading"},
    Alias{"date.issue", "norm", "published"},
    Alias{"pubdata", "date.publication", "pub date"},
    Alias{"pubdata", "name", "source"},
    Alias{"provider", "literal", "publisher"},
    Alias{"provider", "", "publisher"},
    Alias{"Party", "FormalName", "publisher"},
    Alias{"doc-id", "id-string", "id"},
    Alias{"PublicIdentifier", "", "id"},
    Alias{"FirstCreated", "", "published"},
    Alias{"firstCreated", "", "published"},
    Alias{"versionCreated", "", "updated"},
    Alias{"ThisRevisionCreated", "", "updated"},
};

bool is_news_item(const xmlNode& element) {
  constexpr std::array<std::string_view, 3> kItems{"newsItem", "NewsItem", "nitf"};
  return is_one_of(view(element.name), kItems);
}

// Takes what an agency's item has, however deep.
void take_all(const xmlNode& element, RecordBuilder& builder) {
  for_children(element, [&](const xmlNode& child) {
    bool is_text = false;
    for (const Alias& alias : kAliases) {
      if (view(child.name) != alias.element) continue;
      is_text = is_text || alias.field == "text";
      builder.set(alias.field,
                  alias.attribute.empty() ? words_of(child) : attribute(child, alias.attribute.data()));
    }
    if (!is_text) take_all(child, builder);
  });
}

Record news_item(const xmlNode& element) {
  RecordBuilder builder;
  builder.set("id", attribute(element, "guid"));
  builder.set("language", attribute(element, "lang"));
  take_all(element, builder);
  return builder.take();
}

// The name of a field: an element's own, or <field name="title">.
std::string name_of(const xmlNode& element) {
  const std::string own(view(element.name));
  std::string told = RecordBuilder::knows(own) ? std::string() : attribute(element, "name");
  return told.empty() ? own : told;
}

// Whether an element holds fields, rather than being one.
bool holds_fields(const xmlNode& element) {
  constexpr std::array<std::string_view, 4> kHtml{"body", "html", "article", "title"};
  bool holds = false;
  const bool is_page = view(element.name) == "html" || view(element.name) == "body";
  for_children(element, [&](const xmlNode& child) {
    holds =
        holds || (RecordBuilder::knows(name_of(child)) && !(is_page && is_one_of(view(child.name), kHtml)));
  });
  return holds;
}

// What the elements right below one, and its attributes, say of an article.
Record record_in(const xmlNode& element) {
  RecordBuilder builder;
  for (const xmlAttr* a = element.properties; a != nullptr; a = a->next) {
    const char* name = reinterpret_cast<const char*>(a->name);
    builder.set(name, attribute(element, name));
  }
  for_children(element, [&](const xmlNode& child) {
    if (RecordBuilder::knows(name_of(child)) && !holds_fields(child))
      builder.set(name_of(child), words_of(child));
  });
  return builder.take();
}

class Records {
 public:
  Records(TextSource& source, const ReadContext& context) : source_(source), context_(context) {}

  // Sends the articles in an element; false where there are none.
  bool look_in(const xmlNode& element) {
    if (!open_) return true;
    if (is_news_item(element)) {
      Record record = news_item(element);
      return !record.text.empty() && send(std::move(record));
    }
    Record record = record_in(element);
    if (!record.text.empty()) return send(std::move(record));
    bool found = false;
    for_children(element, [&](const xmlNode& child) { found = look_in(child) || found; });
    const bool headline = !record.title.empty() && !(record.published.empty() && record.url.empty());
    return found || (headline && send(std::move(record)));
  }

 private:
  bool send(Record record) {
    const std::string place = fmt::format("item {}", ++number_);
    open_ =
        context_.sink(make_item(std::move(record), {context_.name, place, nullptr}, source_.bytes_read()));
    return true;
  }

  TextSource& source_;
  const ReadContext& context_;
  std::uint64_t number_ = 0;
  bool open_ = true;
};

}  // namespace

bool is_other_xml(std::string_view head) {
  const std::string root = xml_root(head);
  if (root.empty() || is_feed_document(root)) return false;
  return std::ranges::none_of(
      std::array<std::string_view, 4>{"<rss", "<feed", "<rdf:RDF", "<channel"},
      [&](std::string_view feed) { return head.find(feed) != std::string_view::npos; });
}

Result<void> read_xml_records(TextSource& source, const ReadContext& context) {
  auto text = source.read_all(context.name, context.limits.max_article_bytes);
  if (!text) return tl::unexpected(std::move(text.error()));
  repair_utf8(*text);
  const std::string_view xml = without_blanks(*text);
  const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document(
      xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8",
                    XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
      xmlFreeDoc);
  const xmlNode* root = document == nullptr ? nullptr : xmlDocGetRootElement(document.get());
  if (root != nullptr && Records(source, context).look_in(*root)) return {};
  std::string name = xml_root(xml).substr(0, 40);
  repair_utf8(name);
  return fail(ErrorCode::parse, "{}: is XML of another kind (<{}>), without articles", context.name, name);
}

}  // namespace kharita::app
