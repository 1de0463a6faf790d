#include "app/articles/readers/feed/xml_scanner.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace kharita::app {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kCdataBegin = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";
constexpr std::size_t kMostTagBytes = std::size_t{1} << 20;  // a longer tag is text
constexpr std::size_t kLongestReference = 12;                // "&#x0010FFFF;"

bool is_space(char c) {
  return kSpace.find(c) != std::string_view::npos;
}

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string_view without_space(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

// Where the tag at the front of `text` ends: its >, which no quotes hold. Quotes that are never closed are
// taken as they stand. npos where it has none.
std::size_t end_of_tag(std::string_view text) {
  char before = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '>') return i;
    if ((c == '"' || c == '\'') && before == '=') {
      const std::size_t closed = text.find(c, i + 1);
      if (closed == std::string_view::npos) return text.find('>', i);
      i = closed;
    }
    if (!is_space(c)) before = c;
  }
  return std::string_view::npos;
}

struct Entity {
  std::string_view name;
  char character;
};
constexpr std::array<Entity, 5> kEntities{
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};

void append_code_point(std::uint32_t c, std::string& out) {
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  std::array<char, 4> bytes{};
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(c));
  out.append(bytes.data(), static_cast<std::size_t>(length));
}

// Of the reference's inside, "amp" or "#1593". Whether it is one of XML's.
bool append_reference(std::string_view name, std::string& out) {
  for (const Entity& entity : kEntities) {
    if (entity.name == name) {
      out.push_back(entity.character);
      return true;
    }
  }
  if (name.size() < 2 || name[0] != '#') return false;
  const bool hexadecimal = name[1] == 'x' || name[1] == 'X';
  const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
  std::uint32_t c = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), c, hexadecimal ? 16 : 10);
  if (digits.empty() || error == std::errc::invalid_argument || end != digits.data() + digits.size())
    return false;
  append_code_point(error == std::errc() ? c : 0xFFFD, out);
  return true;
}

}  // namespace

bool XmlScanner::fill() {
  buffer_.erase(0, position_);
  position_ = 0;
  const std::size_t known = buffer_.size();
  while (source_ != nullptr && source_->read(buffer_)) {
    if (buffer_.size() > known) return true;
  }
  return false;
}

bool XmlScanner::has(std::size_t bytes) {
  while (ahead().size() < bytes) {
    if (!fill()) return false;
  }
  return true;
}

void XmlScanner::pass_over(std::string_view end) {
  for (;;) {
    const std::size_t found = ahead().find(end);
    if (found != std::string_view::npos) {
      position_ += found + end.size();
      return;
    }
    position_ = buffer_.size() - std::min(ahead().size(), end.size() - 1);
    if (fill()) continue;
    position_ = buffer_.size();
    cut_ = true;
    return;
  }
}

// <!DOCTYPE rss [ … ]>: up to the > that neither brackets nor quotes hold.
void XmlScanner::pass_over_document_type() {
  bool in_brackets = false;
  char quote = 0;
  while (has(1)) {
    if (quote == 0 && buffer_[position_] == '<' && has(4) && ahead().starts_with("<!--")) {
      pass_over("-->");
      continue;
    }
    const char c = buffer_[position_++];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[' || c == ']') {
      in_brackets = c == '[';
    } else if (c == '>' && !in_brackets) {
      return;
    }
  }
  cut_ = true;
}

bool XmlScanner::take_cdata(Token& token) {
  const std::size_t end = ahead().find(kCdataEnd);
  std::size_t size = end;
  if (end == std::string_view::npos) {
    size = ahead().size() - std::min(ahead().size(), kCdataEnd.size() - 1);
    if (size == 0) {
      if (fill()) return take_cdata(token);
      size = ahead().size();
      in_cdata_ = false;
      cut_ = true;
    }
  } else {
    in_cdata_ = false;
  }
  token.kind = Kind::cdata;
  token.text = ahead().substr(0, size);
  position_ += size + (end == std::string_view::npos ? 0 : kCdataEnd.size());
  return size > 0;
}

bool XmlScanner::take_tag(Token& token) {
  std::size_t searched = 1;
  std::size_t stop = std::string_view::npos;  // the next tag, before which this one must end
  while ((stop = ahead().find('<', searched)) == std::string_view::npos && ahead().size() < kMostTagBytes) {
    searched = ahead().size();
    if (!fill()) break;
  }
  const bool at_end = stop == std::string_view::npos;
  const std::size_t end = end_of_tag(ahead().substr(0, stop));
  if (end == std::string_view::npos) {
    cut_ = cut_ || (at_end && ahead().size() < kMostTagBytes);
    return false;
  }
  std::string_view inside = ahead().substr(1, end - 1);
  position_ += end + 1;
  token.kind = inside.starts_with('/') ? Kind::end : Kind::start;
  token.empty = token.kind == Kind::start && inside.ends_with('/');
  if (token.kind == Kind::end) inside.remove_prefix(1);
  if (token.empty) inside.remove_suffix(1);
  const std::size_t name_end = std::min(inside.find_first_of(" \t\r\n/"), inside.size());
  token.name = inside.substr(0, name_end);
  token.attributes = inside.substr(name_end);
  return true;
}

bool XmlScanner::take_markup(Token& token) {
  (void)has(kCdataBegin.size());
  const std::string_view text = ahead();
  if (text.starts_with("<!--")) {
    pass_over("-->");
  } else if (text.starts_with(kCdataBegin)) {
    position_ += kCdataBegin.size();
    in_cdata_ = true;
  } else if (text.starts_with("<!")) {
    pass_over_document_type();
  } else if (text.starts_with("<?")) {
    pass_over(">");  // some write <?xml version="1.0">
  } else {
    const std::size_t name = text.starts_with("</") ? 2 : 1;
    return (name < text.size() && begins_name(text[name]) && take_tag(token)) || take_text(token, 1);
  }
  return false;
}

bool XmlScanner::take_text(Token& token, std::size_t from) {
  std::size_t size = std::min(ahead().find('<', from), ahead().size());
  if (size == ahead().size()) {
    // More may follow: a reference that is not whole waits for it.
    const std::size_t reference = ahead().rfind('&');
    const bool open = reference != std::string_view::npos && size - reference < kLongestReference &&
                      ahead().find(';', reference) == std::string_view::npos;
    if (open && reference == 0 && fill()) return take_text(token, from);
    if (open && reference > 0) size = reference;
  }
  token.kind = Kind::text;
  token.text = ahead().substr(0, size);
  position_ += size;
  return true;
}

bool XmlScanner::next(Token& token) {
  token = {};
  while (has(1)) {
    if (in_cdata_) {
      if (take_cdata(token)) return true;
    } else if (buffer_[position_] == '<') {
      if (take_markup(token)) return true;
    } else if (take_text(token, 0)) {
      return true;
    }
  }
  cut_ = cut_ || in_cdata_;
  return false;
}

std::string xml_root(std::string_view head) {
  XmlScanner scanner(head);
  XmlScanner::Token token;
  while (scanner.next(token)) {
    if (token.kind == XmlScanner::Kind::start)
      return std::string(token.name.substr(token.name.find(':') + 1));
  }
  return {};
}

bool take_attribute(std::string_view& attributes, std::string_view& name, std::string_view& value) {
  attributes = without_space(attributes);
  while (attributes.starts_with('/') || attributes.starts_with('='))
    attributes = without_space(attributes.substr(1));
  if (attributes.empty()) return false;
  const std::size_t name_end = std::min(attributes.find_first_of(" \t\r\n=/"), attributes.size());
  name = attributes.substr(0, name_end);
  value = {};
  attributes = without_space(attributes.substr(name_end));
  if (!attributes.starts_with('=')) return true;
  attributes = without_space(attributes.substr(1));
  const char quote = attributes.empty() ? '\0' : attributes.front();
  const bool quoted = quote == '"' || quote == '\'';
  if (quoted) attributes.remove_prefix(1);
  const std::size_t end =
      std::min(quoted ? attributes.find(quote) : attributes.find_first_of(kSpace), attributes.size());
  value = attributes.substr(0, end);
  attributes.remove_prefix(std::min(end + (quoted ? 1 : 0), attributes.size()));
  return true;
}

std::string xml_attribute(std::string_view attributes, std::string_view name) {
  std::string_view found;
  std::string_view value;
  std::string decoded;
  while (take_attribute(attributes, found, value)) {
    if (found != name) continue;
    append_decoded(value, decoded);
    break;
  }
  return decoded;
}

void append_decoded(std::string_view text, std::string& out) {
  for (;;) {
    const std::size_t at = text.find('&');
    out += text.substr(0, at);
    if (at == std::string_view::npos) return;
    text.remove_prefix(at);
    const std::size_t end = text.substr(0, kLongestReference).find(';');
    if (end != std::string_view::npos && append_reference(text.substr(1, end - 1), out)) {
      text.remove_prefix(end + 1);
    } else {
      out.push_back('&');
      text.remove_prefix(1);
    }
  }
}

}  // namespace kharita::app
