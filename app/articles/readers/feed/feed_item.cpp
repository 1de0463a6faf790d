#include "app/articles/readers/feed/feed_item.h"

#include <libxml/uri.h>

#include <algorithm>
#include <cctype>
#include <tuple>
#include <utility>

#include "app/articles/readers/html/html_content.h"
#include "app/articles/readers/markup.h"

namespace kharita::app {
namespace {

const xmlChar* xml_text(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

// `address` as seen from `base`; as it is where it is whole, or cannot be put together.
std::string absolute(const std::string& address, const std::string& base) {
  if (address.empty() || base.empty() || address.find("://") != std::string::npos) return address;
  xmlChar* built = xmlBuildURI(xml_text(address), xml_text(base));
  if (built == nullptr) return address;
  std::string whole(reinterpret_cast<const char*>(built));
  xmlFree(built);
  return whole;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  return text;
}

// Of a field, paragraphs on lines of their own.
std::string words_of(std::string field) {
  std::string text = plain_text(std::move(field));
  drop_section_marks(text);
  return text;
}

std::string words(std::string text) {
  return collapse_space(words_of(std::move(text)));
}

}  // namespace

void FeedItem::set(FeedField field, std::uint8_t rank, std::string value) {
  if (value.find_first_not_of(" \t\r\n") == std::string::npos) return;
  const auto before = [](const Value& a, const Value& b) {
    return std::tie(a.field, a.rank) < std::tie(b.field, b.rank);
  };
  Value added{field, rank, std::move(value)};
  const auto at = std::lower_bound(values_.begin(), values_.end(), added, before);
  if (at == values_.end() || before(added, *at)) {
    values_.insert(at, std::move(added));
  } else if (field == FeedField::text && at->text.size() < added.text.size()) {
    at->text = std::move(added.text);  // an entry may have its content in several forms
  }
}

bool FeedItem::has(FeedField field) const {
  return std::any_of(values_.begin(), values_.end(),
                     [&](const Value& value) { return value.field == field; });
}

std::string FeedItem::first(FeedField field) const {
  const auto found =
      std::find_if(values_.begin(), values_.end(), [&](const Value& value) { return value.field == field; });
  return found == values_.end() ? std::string() : collapse_space(found->text);
}

std::string FeedItem::left_out_as() const {
  const std::string kind = lower(first(FeedField::kind));
  if (!kind.empty() && kind != "post") return kind;
  const std::string status = lower(first(FeedField::status));
  if (!status.empty() && status != "publish" && status != "live") return status;
  return lower(first(FeedField::draft)) == "yes" ? "draft" : "";
}

std::string FeedItem::take_text() {
  for (Value& value : values_) {
    if (value.field != FeedField::text) continue;
    std::string text = words_of(std::move(value.text));
    if (!is_all_space(text)) return text;
  }
  return {};
}

// The first that names a day, as exports have 0000-00-00 where they know none.
std::string FeedItem::published() const {
  for (const Value& value : values_) {
    if (value.field == FeedField::published && geo::text::parse_timestamp(collapse_space(value.text)))
      return value.text;
  }
  return first(FeedField::published);
}

Record FeedItem::take(const FeedChannel& channel) {
  const std::string& outer = channel.base.empty() ? channel.link : channel.base;
  const std::string base = absolute(base_, outer);
  Record record;
  record.id = first(FeedField::id);
  record.title = words(first(FeedField::title));
  record.source = words(first(FeedField::source));
  if (record.source.empty()) record.source = channel.title;
  record.url = first(FeedField::link);
  record.url = absolute(record.url, base.empty() ? outer : base);
  record.language = first(FeedField::language);
  if (record.language.empty()) record.language = channel.language;
  record.published = published();
  record.text = take_text();
  if (record.text.empty()) record.text = record.title;  // a feed of headlines
  return record;
}

}  // namespace kharita::app
