#include "app/articles/readers/feed/feed_parser.h"

#include <algorithm>
#include <utility>

#include "app/articles/readers/html/html_content.h"
#include "app/articles/readers/markup.h"

namespace kharita::app {
namespace {

using Kind = XmlScanner::Kind;
using Token = XmlScanner::Token;

// xml:base and xml:lang.
void read_base(std::string_view attributes, std::string& base, std::string& language) {
  if (attributes.find("xml:") == std::string_view::npos) return;
  if (std::string found = xml_attribute(attributes, "xml:base"); !found.empty()) base = std::move(found);
  if (std::string found = xml_attribute(attributes, "xml:lang"); !found.empty()) language = std::move(found);
}

// RSS names the source in the element's text, Atom in a title inside it.
std::string source_name(const std::string& value) {
  const std::size_t title = value.find("<title");
  if (title == std::string::npos) return value.find("</") == std::string::npos ? value : std::string();
  const std::size_t begin = value.find('>', title);
  const std::size_t end = value.find("</title", title);
  return begin < end && end != std::string::npos ? value.substr(begin + 1, end - begin - 1) : std::string();
}

}  // namespace

std::optional<FeedEntry> FeedParser::next() {
  Token token;
  while (!finished_ && scanner_.next(token))
    take(token);
  if (!finished_) finish();
  return std::exchange(finished_, std::nullopt);
}

void FeedParser::take(const Token& token) {
  switch (token.kind) {
    case Kind::start:
      return start(token);
    case Kind::end:
      return end(token.name);
    case Kind::text:
    case Kind::cdata:
      return text(token);
  }
}

void FeedParser::start(const Token& token) {
  std::string_view name = token.name;
  if (field_) {
    const FeedSpace space = namespaces_.take_prefix(name);
    if (!ends_field(space, name)) return nest(token, name);
    close_field();
    name = token.name;
  }
  const FeedSpace outer = namespaces_.unprefixed();
  namespaces_.declare(token.attributes);
  const FeedSpace space = namespaces_.take_prefix(name);
  if (open_.empty() && is_feed_root(name)) channel_ = {};  // files of several feeds one after another
  if (root_.empty() || (open_.empty() && is_feed_root(name))) root_ = name;
  if (is_feed_root(name)) read_base(token.attributes, channel_.base, channel_.language);
  open(token, space, name, outer);
}

// Opens what the element stands for: an item, a field, or what is around these.
void FeedParser::open(const Token& token, FeedSpace space, std::string_view name, FeedSpace outer) {
  const bool item = !token.empty && begins_item(space, name);
  if (item) begin_item(token.attributes);
  const FeedRule* rule = item || in_aside() ? nullptr
                         : item_            ? item_rule(space, name)
                                            : channel_rule(space, name);
  const Form form = rule == nullptr ? Form::parts : form_of(*rule, token.attributes);
  if (rule != nullptr) take_attributes(*rule, token.attributes);
  const bool field = rule != nullptr && (form == Form::escaped || form == Form::markup);
  if (!token.empty && field) {
    field_ = Field{rule, std::string(token.name), form, {}, 0};
  } else if (!token.empty && (item || open_.size() < kMostOpen)) {
    open_.push_back({std::string(token.name), outer, form == Form::other || is_aside(space, name), item});
    return;  // what it declares holds on inside
  }
  namespaces_.set_unprefixed(outer);
}

void FeedParser::end(std::string_view name) {
  if (field_) {
    if (name == field_->name) {
      if (field_->nested == 0) return close_field();
      --field_->nested;
    } else if (is_open(name)) {
      close_field();
    }
  }
  if (field_) {
    (void)namespaces_.take_prefix(name);
    append("</");
    append(name);
    return append(">");
  }
  if (!is_open(name)) return;
  bool closed = false;
  while (!closed) {
    closed = open_.back().name == name;
    pop();
  }
}

void FeedParser::text(const Token& token) {
  if (!field_) return;
  if (token.kind == Kind::cdata || field_->form == Form::markup) return append(token.text);
  append_decoded(token.text, field_->value);
  count(token.text.size());
}

void FeedParser::pop() {
  const Element element = std::move(open_.back());
  open_.pop_back();
  namespaces_.set_unprefixed(element.outer);
  if (!element.item) return;
  item_->too_long = item_bytes_ > max_item_bytes_;
  finished_ = std::exchange(item_, std::nullopt);
  item_bytes_ = 0;
}

void FeedParser::begin_item(std::string_view attributes) {
  while (item_)  // one whose end is missing ends where the next begins
    pop();
  item_.emplace();
  item_bytes_ = 0;
  std::string base;
  std::string language;
  read_base(attributes, base, language);
  item_->fields.set_base(std::move(base));
  item_->fields.set(FeedField::language, 0, std::move(language));
  item_->fields.set(FeedField::id, 9, xml_attribute(attributes, "rdf:about"));
}

// A tag inside a field: part of its markup.
void FeedParser::nest(const Token& token, std::string_view name) {
  if (token.name == field_->name && !token.empty) ++field_->nested;
  append("<");
  append(name);
  append(token.attributes);
  append(token.empty ? "/>" : ">");
}

void FeedParser::append(std::string_view piece) {
  field_->value += piece;
  count(piece.size());
}

void FeedParser::count(std::size_t bytes) {
  item_bytes_ += bytes;
  if (item_bytes_ > max_item_bytes_) field_->value.clear();
}

FeedParser::Form FeedParser::form_of(const FeedRule& rule, std::string_view attributes) {
  if (rule.space == FeedSpace::xhtml) return Form::markup;
  if (attributes.empty() || (rule.field != FeedField::text && rule.field != FeedField::title))
    return Form::escaped;
  const std::string mode = xml_attribute(attributes, "mode");  // of Atom 0.3
  const std::string type = xml_attribute(attributes, "type");
  if (mode == "base64") return Form::other;
  if (type.starts_with("multipart/")) return Form::parts;
  if (type == "xhtml" || type.ends_with("xml") || mode == "xml") return Form::markup;
  return type.find('/') == std::string::npos || type.starts_with("text/") ? Form::escaped : Form::other;
}

// What a field's element says in attributes.
void FeedParser::take_attributes(const FeedRule& rule, std::string_view attributes) {
  if (attributes.empty()) {
    permalink_ = true;
  } else if (rule.field == FeedField::link) {
    const std::string relation = xml_attribute(attributes, "rel");
    if (relation.empty() || relation == "alternate") set(rule, xml_attribute(attributes, "href"));
  } else if (rule.name == "category") {  // Blogger's kinds: …/2008/kind#post
    constexpr std::string_view kMark = "/kind#";
    const std::string term = xml_attribute(attributes, "term");
    const std::size_t mark = term.find(kMark);
    if (mark != std::string::npos) set(rule, term.substr(mark + kMark.size()));
  } else if (item_ && rule.field == FeedField::text) {
    item_->fields.set(FeedField::language, 0, xml_attribute(attributes, "xml:lang"));
  } else if (rule.name == "guid") {
    permalink_ = xml_attribute(attributes, "isPermaLink") != "false";
  }
}

void FeedParser::close_field() {
  const Field field = std::move(*field_);
  field_.reset();
  if (field.rule->name == "category") return;
  if (field.rule->field == FeedField::source) return set(*field.rule, source_name(field.value));
  if (item_ && field.rule->name == "guid" && permalink_ && field.value.find("://") != std::string::npos)
    item_->fields.set(FeedField::link, 9, field.value);
  set(*field.rule, field.value);
}

void FeedParser::set(const FeedRule& rule, std::string value) {
  if (item_) return item_->fields.set(rule.field, rule.rank, std::move(value));
  std::string& field = rule.field == FeedField::title  ? channel_.title
                       : rule.field == FeedField::link ? channel_.link
                                                       : channel_.language;
  if (field.empty()) field = collapse_space(plain_text(std::move(value)));
}

// At the end of the source: an item whose text has ended is whole but for its last tags.
void FeedParser::finish() {
  const auto is_root = [](const Element& element) {
    const std::string_view name = element.name;
    return is_feed_root(name.substr(name.find(':') + 1));
  };
  cut_ = cut_ || scanner_.cut() || field_ || item_ || std::any_of(open_.begin(), open_.end(), is_root);
  while (item_ && !field_ && item_->fields.has(FeedField::text))
    pop();
  item_.reset();
  field_.reset();
}

bool FeedParser::begins_item(FeedSpace space, std::string_view name) const {
  return is_feed_item(space, name) && (name != "url" || root_ == "urlset");
}

// Whether an element that begins inside the field shows that the field's end is missing. A text may hold any
// of HTML's elements, a source those of its feed.
bool FeedParser::ends_field(FeedSpace space, std::string_view name) const {
  if (begins_item(space, name)) return true;
  const FeedRule* rule = item_rule(space, name);
  if (rule == nullptr || field_->rule->field == FeedField::source) return false;
  return field_->rule->field != FeedField::text || rule->field == FeedField::published || name == "guid" ||
         name == "encoded";
}

bool FeedParser::is_open(std::string_view name) const {
  return std::any_of(open_.begin(), open_.end(),
                     [&](const Element& element) { return element.name == name; });
}

bool FeedParser::in_aside() const {
  for (auto element = open_.rbegin(); element != open_.rend() && !element->item; ++element) {
    if (element->aside) return true;
  }
  return false;
}

}  // namespace kharita::app
