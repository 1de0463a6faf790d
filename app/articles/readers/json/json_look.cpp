#include "app/articles/readers/json/json_look.h"

#include <algorithm>
#include <array>

#include "app/articles/readers/fields.h"
#include "app/articles/readers/json/json_scan.h"

namespace kharita::app {
namespace {

constexpr int kMostLevels = 5;    // of wrappers in wrappers
constexpr int kMostElements = 5;  // of a list that are looked at

constexpr std::array<std::string_view, 42> kListNames{
    "articles", "items",    "posts",     "results",   "docs",         "data",         "entries",
    "hits",     "messages", "statuses",  "tweets",    "records",      "response",     "value",
    "feed",     "entry",    "list",      "chats",     "news",         "stories",      "rows",
    "edges",    "nodes",    "children",  "documents", "orderedItems", "result",       "elements",
    "content",  "item",     "channel",   "rss",       "payload",      "news_results", "organic_results",
    "pages",    "query",    "_embedded", "@graph",    "features",     "left_chats",   "content_elements"};

constexpr std::array<std::string_view, 23> kRecordWrappers{
    "_source",    "tweet",  "node",  "attributes", "fields", "doc",  "document", "article",
    "post",       "item",   "data",  "object",     "entry",  "news", "story",    "note",
    "properties", "record", "value", "snippet",    "Item",   "row"};

// Lists inside an article that are no articles of their own.
constexpr std::array<std::string_view, 30> kPartNames{
    "comments",      "replies",     "authors",  "author",
    "tags",          "categories",  "media",    "images",
    "photos",        "videos",      "entities", "attachments",
    "links",         "includes",    "users",    "participants",
    "reactions",     "annotations", "mentions", "blocks",
    "sections",      "keywords",    "files",    "pagemap",
    "text_entities", "paragraphs",  "contacts", "frequent_contacts",
    "sessions",      "suggestions"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

bool names_part(std::string_view key) {
  return is_one_of(key, kPartNames) || key.starts_with("related") || key.starts_with("recommend") ||
         key.starts_with("similar");
}

// Which fields of an article an object shows.
struct Look {
  bool text = false;
  bool summary = false;
  bool title = false;
  bool date = false;
  bool link = false;
  bool id = false;

  // Whether it says whose text it is.
  [[nodiscard]] bool is_anchored() const { return title || date || link || id; }
  [[nodiscard]] bool has_words() const { return text || summary || title; }
};

Look look_at(std::string_view object, int levels);

bool is_filled(std::string_view value) {
  return value != "null" && value != "\"\"" && value != "[]" && value != "{}" && value != "false" &&
         value != "true";
}

// Objects of a list that is no article's text: those that say whose they are.
bool lists_anchored(std::string_view list, int levels) {
  JsonItems items(list);
  JsonMember item;
  for (int i = 0; i < kMostElements && items.next(item); ++i) {
    if (!item.value.starts_with('{')) continue;
    const Look look = look_at(item.value, levels - 1);
    if (look.title || look.date) return true;
  }
  return false;
}

void note_field(const JsonMember& member, Look& look, int levels) {
  if (!is_filled(member.value)) return;
  const auto known = find_field(member.key);
  if (!known) return;
  const bool object = member.value.starts_with('{');
  switch (known->field) {
    case Field::text:
      // {"message": "ok", "data": […]} is what many services answer.
      if (member.key == "message") {
        look.summary = true;
      } else if (!member.value.starts_with('[') || !lists_anchored(member.value, levels)) {
        look.text = look.text || !object || !wraps_record(member.key);
      }
      break;
    case Field::summary:
      look.summary = true;
      break;
    case Field::title:
      look.title = true;
      break;
    case Field::published:
    case Field::modified:
      look.date = true;
      break;
    case Field::url:
      look.link = true;
      break;
    case Field::id:
      look.id = true;
      break;
    case Field::source:
    case Field::language:
    case Field::published_from:
    case Field::source_from:
    case Field::not_after:
      break;
  }
}

void merge(const Look& inner, Look& look) {
  look.text |= inner.text;
  look.summary |= inner.summary;
  look.title |= inner.title;
  look.date |= inner.date;
  look.link |= inner.link;
  look.id |= inner.id;
}

Look look_at(std::string_view object, int levels) {
  Look look;
  JsonItems members(object);
  JsonMember member;
  while (members.next(member)) {
    note_field(member, look, levels);
    if (levels > 0 && member.value.starts_with('{') && wraps_record(member.key))
      merge(look_at(member.value, levels - 1), look);
    if (look.text && look.is_anchored()) break;
  }
  return look;
}

enum class Names : bool { known, any };

JsonRole role_of(std::string_view object, int levels);
bool holds_records(std::string_view key, std::string_view value, const Look& outside, Names names,
                   int levels);

bool is_record_of_list(const Look& look, const Look& outside, bool known_name) {
  if (known_name) return look.has_words() && (look.is_anchored() || !(outside.date || outside.title));
  if (look.text) return look.is_anchored() || !outside.has_words();
  return (look.title && (look.date || look.link)) || (look.summary && look.date);
}

bool list_holds_records(std::string_view list, const Look& outside, bool known_name, int levels) {
  JsonItems items(list);
  JsonMember item;
  for (int i = 0; i < kMostElements && items.next(item); ++i) {
    if (!item.value.starts_with('{')) return false;
    if (is_record_of_list(look_at(item.value, levels - 1), outside, known_name)) return true;
    if (role_of(item.value, levels - 1) == JsonRole::wrapper) return true;
  }
  return false;
}

bool holds_records(std::string_view key, std::string_view value, const Look& outside, Names names,
                   int levels) {
  if (levels <= 0 || key == "includes" || (names_part(key) && outside.has_words())) return false;
  const bool known_name = names_list(key);
  if (value.starts_with('[')) {
    return (known_name || names == Names::any) && list_holds_records(value, outside, known_name, levels);
  }
  if (!value.starts_with('{')) return false;
  const JsonRole role = role_of(value, levels - 1);
  if (role == JsonRole::map) return known_name || names == Names::any;
  if (role != JsonRole::wrapper) return false;
  JsonItems members(value);
  JsonMember member;
  while (members.next(member)) {
    if (holds_records(member.key, member.value, outside, names, levels - 1)) return true;
  }
  return false;
}

bool any_holds_records(std::string_view object, const Look& own, Names names, int levels) {
  JsonItems members(object);
  JsonMember member;
  while (members.next(member)) {
    if (holds_records(member.key, member.value, own, names, levels)) return true;
  }
  return false;
}

// Whether all members that are seen are articles.
bool is_map(std::string_view object, int levels) {
  JsonItems members(object);
  JsonMember member;
  int records = 0;
  while (records < kMostElements && members.next(member)) {
    if (!member.value.starts_with('{') || wraps_record(member.key)) return false;
    const Look look = look_at(member.value, levels - 1);
    if (!look.text && !(look.title && (look.summary || look.date || look.link))) return false;
    ++records;
  }
  return records > 0;
}

// {"articles": []}.
bool has_empty_list(std::string_view object) {
  JsonItems members(object);
  JsonMember member;
  while (members.next(member)) {
    if (!member.value.starts_with('[') || !names_list(member.key)) continue;
    JsonItems items(member.value);
    JsonMember item;
    if (!items.next(item)) return true;
  }
  return false;
}

JsonRole role_of(std::string_view object, int levels) {
  const Look own = look_at(object, levels);
  if (levels <= 0 || (own.text && own.is_anchored())) return JsonRole::record;
  if (any_holds_records(object, own, Names::known, levels)) return JsonRole::wrapper;
  if (own.text || (own.summary && own.date)) return JsonRole::record;
  if (any_holds_records(object, own, Names::any, levels)) return JsonRole::wrapper;
  if (own.has_words()) return JsonRole::record;
  if (is_map(object, levels)) return JsonRole::map;
  return has_empty_list(object) ? JsonRole::wrapper : JsonRole::nothing;
}

}  // namespace

JsonRole role_of(std::string_view object) {
  return role_of(object, kMostLevels);
}

bool holds_records(std::string_view wrapper, std::string_view key, std::string_view value) {
  const Look own = look_at(wrapper, kMostLevels);
  const bool known = any_holds_records(wrapper, own, Names::known, kMostLevels);
  return holds_records(key, value, own, known ? Names::known : Names::any, kMostLevels);
}

bool wraps_record(std::string_view key) {
  return is_one_of(key, kRecordWrappers);
}

bool names_list(std::string_view key) {
  return is_one_of(key, kListNames);
}

}  // namespace kharita::app
