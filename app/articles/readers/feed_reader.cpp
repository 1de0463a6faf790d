#include <libxml/parser.h>
#include <libxml/tree.h>

#include <memory>
#include <mutex>

#include "app/articles/readers/html/html_content.h"
#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

struct FreeXml {
  void operator()(xmlDoc* document) const noexcept { xmlFreeDoc(document); }
};
using XmlPtr = std::unique_ptr<xmlDoc, FreeXml>;

// Neither fetches nor expands anything: entities of a document's own stay as they are, so none can grow.
XmlPtr parse_xml(const std::string& utf8) {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  const int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                      XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT;
  return XmlPtr(xmlReadMemory(utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8", options));
}

bool is_named(const xmlNode* node, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && text_view(node->name) == name;
}

bool has_prefix(const xmlNode* node, std::string_view prefix) {
  return node->ns != nullptr && text_view(node->ns->prefix) == prefix;
}

// The text below a node: XHTML inside Atom gives the words of its elements.
std::string text_below(const xmlNode* root) {
  std::string text;
  for (const xmlNode* node = root; node != nullptr;) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) text += text_view(node->content);
    if (node->type == XML_ELEMENT_NODE && node->children != nullptr) {
      if (node != root && !text.empty() && text.back() != '\n') text.push_back('\n');
      node = node->children;
      continue;
    }
    while (node != root && node->next == nullptr)
      node = node->parent;
    if (node == root) break;
    node = node->next;
  }
  return text;
}

// Feeds carry HTML as text: "&lt;p&gt;…".
std::string words_of(const xmlNode* node) {
  const std::string text = text_below(node);
  const bool marked_up = text.find('<') != std::string::npos || text.find('&') != std::string::npos;
  return marked_up ? fragment_text(text) : text;
}

std::string attribute(const xmlNode* node, const char* name) {
  return HtmlDocument::attribute(node, name);
}

// What the channel tells of all its items.
struct Channel {
  std::string title;
  std::string language;
};

void read_channel_field(const xmlNode* node, Channel& channel) {
  if (is_named(node, "title") && channel.title.empty()) channel.title = collapse_space(words_of(node));
  if (is_named(node, "language")) channel.language = collapse_space(text_below(node));
}

// The fields of an item, with how telling each source of a field is.
class ItemFields {
 public:
  void take(const xmlNode* node) {
    const std::string_view name = text_view(node->name);
    if (name == "title" && !has_prefix(node, "media"))
      set(record_.title, title_rank_, 1, collapse_space(words_of(node)));
    if (name == "link") take_link(node);
    if (name == "guid" || name == "id") set(record_.id, id_rank_, 1, collapse_space(text_below(node)));
    if (name == "encoded" || name == "content") {
      if (!has_prefix(node, "media")) set(record_.text, text_rank_, 2, words_of(node));
    }
    if (name == "description" || name == "summary") set(record_.text, text_rank_, 1, words_of(node));
    if (name == "pubDate" || name == "published") set(record_.published, date_rank_, 3, text_below(node));
    if (name == "date") set(record_.published, date_rank_, 2, text_below(node));
    if (name == "updated") set(record_.published, date_rank_, 1, text_below(node));
    if (name == "source") set(record_.source, source_rank_, 1, collapse_space(source_of(node)));
  }

  Record finish(const Channel& channel) {
    if (record_.source.empty()) record_.source = channel.title;
    if (record_.language.empty()) record_.language = channel.language;
    if (collapse_space(record_.text).empty()) record_.text = record_.title;  // a feed of headlines
    return std::move(record_);
  }

 private:
  static void set(std::string& field, int& rank, int new_rank, std::string value) {
    if (new_rank <= rank || value.empty()) return;
    rank = new_rank;
    field = std::move(value);
  }
  void take_link(const xmlNode* node) {
    const std::string rel = attribute(node, "rel");
    const std::string href = attribute(node, "href");
    if (href.empty()) {
      set(record_.url, url_rank_, 2, collapse_space(text_below(node)));
    } else if (rel.empty() || rel == "alternate") {
      set(record_.url, url_rank_, 2, href);
    }
  }
  // RSS names the source in the element's text, Atom in a title inside it.
  static std::string source_of(const xmlNode* node) {
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (is_named(child, "title")) return text_below(child);
    }
    return text_below(node);
  }

  Record record_;
  int title_rank_ = 0;
  int id_rank_ = 0;
  int url_rank_ = 0;
  int text_rank_ = 0;
  int date_rank_ = 0;
  int source_rank_ = 0;
};

Record record_of(const xmlNode* item, const Channel& channel) {
  ItemFields fields;
  for (const xmlNode* node = item->children; node != nullptr; node = node->next) {
    if (node->type == XML_ELEMENT_NODE) fields.take(node);
  }
  return fields.finish(channel);
}

// Items in document order: in rss/channel, in RDF's root, in Atom's feed.
std::vector<const xmlNode*> find_items(const xmlNode* root, Channel& channel) {
  std::vector<const xmlNode*> items;
  channel.language = attribute(root, "lang");
  const auto look_through = [&](const xmlNode* parent) {
    for (const xmlNode* node = parent->children; node != nullptr; node = node->next) {
      if (is_named(node, "item") || is_named(node, "entry")) items.push_back(node);
      read_channel_field(node, channel);
    }
  };
  look_through(root);
  for (const xmlNode* node = root->children; node != nullptr; node = node->next) {
    if (is_named(node, "channel")) look_through(node);
  }
  return items;
}

}  // namespace

Result<void> read_feed(TextSource& source, const ReadContext& context) {
  constexpr std::uint64_t kMaxFeedBytes = 512ull << 20;
  auto text = source.read_all(context.name, kMaxFeedBytes);
  if (!text) return tl::unexpected(std::move(text.error()));
  if (text->find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(ErrorCode::parse, "{}: the file is empty", context.name);
  const std::uint64_t repaired = repair_utf8(*text);
  text->erase(0, text->find('<') == std::string::npos ? 0 : text->find('<'));
  const XmlPtr document = parse_xml(*text);
  const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (root == nullptr) return fail(ErrorCode::parse, "{}: no valid XML", context.name);
  Channel channel;
  const auto items = find_items(root, channel);
  if (items.empty()) return fail(ErrorCode::parse, "{}: is no RSS or Atom feed with articles", context.name);
  std::uint64_t number = 0;
  for (const xmlNode* node : items) {
    const Origin origin{context.name, fmt::format("item {}", ++number), nullptr};
    ReadItem item = make_item(record_of(node, channel), origin, source.bytes_read());
    if (repaired > 0 && number == 1) item.note = repair_note({context.name, {}, nullptr}, repaired);
    if (!context.sink(std::move(item))) return {};
  }
  return {};
}

}  // namespace kharita::app
