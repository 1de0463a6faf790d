#include "app/articles/readers/markup.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/byte_search.h"
#include "app/articles/readers/html/html_content.h"
#include "app/articles/readers/html/html_document.h"
#include "app/articles/readers/references.h"
#include "geo/text/utf8.h"

namespace kharita::app {
namespace {

constexpr int kMostWrappings = 4;  // of markup escaped inside markup
constexpr auto kNone = std::string_view::npos;
constexpr char32_t kNoBreakSpace = 0xA0;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

// Elements that came with HTML 5, which libxml2's table of HTML 4 lacks.
constexpr std::array<std::string_view, 21> kNewElements{
    "article", "aside",  "audio",   "details", "dialog", "embed", "figcaption",
    "figure",  "footer", "header",  "main",    "mark",   "nav",   "picture",
    "section", "source", "summary", "time",    "video",  "wbr",   "svg"};

// Elements whose bare tag is one even without another that closes it. <PERSON>,
// <TITLE> or Map<Object> in a text are none.
constexpr std::array<std::string_view, 16> kStandsAlone{
    "p", "br", "hr", "div", "span", "li", "ul", "ol", "td", "tr", "h1", "h2", "h3", "h4", "html", "body"};

// Elements that lay a text out in paragraphs; without them its line ends do.
constexpr std::array<std::string_view, 13> kLayout{"p",  "br", "div", "li", "tr", "td",        "h1",
                                                   "h2", "h3", "h4",  "h5", "ul", "blockquote"};

bool is_element(const std::string& name) {
  return htmlTagLookup(reinterpret_cast<const xmlChar*>(name.c_str())) != nullptr ||
         is_one_of(name, kNewElements);
}

struct Tag {
  std::string name;  // lower case; empty where there is none
  std::size_t length = 0;
  bool closes = false;
  bool attributed = false;  // it has name="value"
};

// Where a tag's attributes end, behind its >; npos where they do not read as
// such. A tag cut off by the end of the text ends there.
std::size_t end_of_tag(std::string_view text, std::size_t at, bool& attributed) {
  while (at < text.size() && text[at] != '>') {
    if (text[at] == '<') return kNone;
    if (text[at] == '=') {
      attributed = true;
      const std::size_t value = std::min(text.find_first_not_of(" \t\r\n", at + 1), text.size());
      if (value < text.size() && (text[value] == '"' || text[value] == '\'')) {
        const std::size_t quote = text.find(text[value], value + 1);
        at = quote == kNone ? text.size() - 1 : quote;
      }
    }
    ++at;
  }
  if (at >= text.size()) return attributed ? text.size() : kNone;
  return at + 1;
}

// The tag that `text`, whose first character is <, begins with.
Tag tag_at(std::string_view text) {
  constexpr std::size_t kLongestName = 12;
  Tag tag;
  tag.closes = text.starts_with("</");
  std::size_t at = tag.closes ? 2 : 1;
  std::string name;
  while (at < text.size() && name.size() <= kLongestName && is_name(text[at]))
    name.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(text[at++]))));
  if (name.empty() || at == text.size()) return {};
  if (text[at] != '>' && text[at] != '/' && !is_space(text[at])) return {};
  if (!is_element(name)) return {};
  const std::size_t begin = at;
  const std::size_t end = end_of_tag(text, at, tag.attributed);
  if (end == kNone) return {};
  // <b and c> has words where attributes would have values.
  const bool bare = text.substr(begin, end - begin).find_first_not_of(" \t\r\n/>") == kNone;
  if (!bare && !tag.attributed && name != "script" && name != "video" && name != "input") return {};
  tag.name = std::move(name);
  tag.length = end;
  return tag;
}

// Elements whose bare tag is one beside any other markup, even where nothing closes it.
constexpr std::array<std::string_view, 7> kEmphasis{"b", "i", "u", "em", "strong", "center", "big"};

// Whether a tag is one in this text: it has attributes, stands alone, another one closes it, or it is of
// emphasis in a text that has other tags.
class TagJudge {
 public:
  explicit TagJudge(std::string_view text) : text_(text) {}
  bool is_markup(const Tag& tag) {
    if (tag.name.empty()) return false;
    if (tag.closes || tag.attributed || is_one_of(tag.name, kStandsAlone)) return true;
    if (!looked_) look();
    return std::ranges::find(closed_, tag.name) != closed_.end() ||
           (marked_up_ && is_one_of(tag.name, kEmphasis));
  }

 private:
  void look() {
    looked_ = true;
    for (std::size_t at = text_.find('<'); at != kNone; at = text_.find('<', at + 1)) {
      Tag tag = tag_at(text_.substr(at));
      if (tag.name.empty()) continue;
      marked_up_ |= tag.closes || tag.attributed || is_one_of(tag.name, kStandsAlone);
      if (tag.closes && std::ranges::find(closed_, tag.name) == closed_.end())
        closed_.push_back(std::move(tag.name));
    }
  }
  std::string_view text_;
  std::vector<std::string> closed_;
  bool marked_up_ = false;
  bool looked_ = false;
};

// The length of a comment, declaration or mark of a CDATA section that `text`
// begins with; 0 where none does. What a CDATA section holds stays.
std::size_t length_of_mark(std::string_view text) {
  constexpr std::string_view kSection = "<![CDATA[";
  if (text.starts_with(kSection)) return kSection.size();
  if (text.starts_with("<!--")) {
    const std::size_t end = text.find("-->");
    return end == kNone ? text.size() : end + 3;
  }
  if (text.starts_with("<?xml") || text.starts_with("<!DOCTYPE") || text.starts_with("<!doctype")) {
    const std::size_t end = text.find('>');
    return end == kNone ? text.size() : end + 1;
  }
  return 0;
}

// Where the next < & or ] stands, from `at` on.
std::size_t find_mark(std::string_view text, std::size_t at) {
  at = find_any(text, std::array{'<', '&', ']'}, at);
  return at < text.size() ? at : kNone;
}

// Visits text, tags, marks and references of a field in order.
template <typename OnText, typename OnTag, typename OnMark, typename OnReference>
void walk_markup(std::string_view field, OnText on_text, OnTag on_tag, OnMark on_mark,
                 OnReference on_reference) {
  TagJudge judge(field);
  bool section = false;
  std::size_t done = 0;
  const auto take = [&](std::size_t at, std::size_t length) {
    if (at > done) on_text(field.substr(done, at - done));
    done = at + length;
  };
  for (std::size_t at = find_mark(field, 0); at != kNone; at = find_mark(field, at)) {
    const std::string_view rest = field.substr(at);
    if (field[at] == ']') {
      if (section && rest.starts_with("]]>")) {
        take(at, 3);
        on_mark();
        section = false;
      }
    } else if (field[at] == '&') {
      if (const CharacterReference reference = reference_at(rest); reference.length > 0) {
        take(at, reference.length);
        on_reference(reference.character);
      }
    } else if (const std::size_t mark = length_of_mark(rest); mark > 0) {
      section = section || rest.starts_with("<![");
      take(at, mark);
      on_mark();
    } else if (const Tag tag = tag_at(rest); judge.is_markup(tag)) {
      take(at, tag.length);
      on_tag(tag, rest.substr(0, tag.length));
    }
    at = std::max(at + 1, done);
  }
  take(field.size(), 0);
}

struct Content {
  bool tags = false;  // or marks
  bool layout = false;
  bool references = false;
};

Content content_of(std::string_view field) {
  Content content;
  if (field.find('<') == kNone && field.find('&') == kNone) return content;
  walk_markup(
      field, [](std::string_view) {},
      [&](const Tag& tag, std::string_view) {
        content.tags = true;
        content.layout |= is_one_of(tag.name, kLayout);
      },
      [&] { content.tags = true; }, [&](char32_t) { content.references = true; });
  return content;
}

std::string without_references(std::string_view field) {
  std::string out;
  out.reserve(field.size());
  const auto as_it_is = [&](std::string_view text) { out += text; };
  walk_markup(
      field, as_it_is, [&](const Tag&, std::string_view tag) { out += tag; }, [] {},
      [&](char32_t character) {
        geo::text::append_utf8(character == kNoBreakSpace ? U' ' : character, out);
      });
  return out;
}

void append_escaped(char32_t character, std::string& out) {
  if (character == '<') {
    out += "&lt;";
  } else if (character == '&') {
    out += "&amp;";
  } else {
    geo::text::append_utf8(character, out);
  }
}

// The line ends of a text without layout lay it out.
void append_escaped(std::string_view text, bool layout, std::string& out) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = find_any(text, std::array{'<', '&', layout ? '&' : '\n'}, at);
    out.append(text, at, end - at);
    at = end;
    if (at == text.size()) return;
    if (text[at] == '\n') {
      out += "<br>";
    } else {
      append_escaped(static_cast<unsigned char>(text[at]), out);
    }
  }
}

// HTML in which all that is no markup is escaped, for a parser that takes any <
// for a tag.
std::string strict_html(std::string_view field, bool layout) {
  std::string out;
  out.reserve(field.size() + field.size() / 8);
  bool behind_close = false;
  walk_markup(
      field,
      [&](std::string_view text) {
        behind_close = false;
        append_escaped(text, layout, out);
      },
      [&](const Tag& tag, std::string_view text) {
        // Of two elements side by side each has words of its own.
        if (behind_close && !tag.closes) out.push_back(' ');
        behind_close = tag.closes;
        out += text;
      },
      [&] { out.push_back(' '); },
      [&](char32_t character) {
        behind_close = false;
        append_escaped(character, out);
      });
  return out;
}

// Shortcodes whose content is no text of the article.
constexpr std::array<std::string_view, 12> kEmptiedCodes{"caption", "wp_caption", "gallery",  "embed",
                                                         "audio",   "video",      "playlist", "youtube",
                                                         "vimeo",   "img",        "tweet",    "instagram"};

// Finds [name …] and [/name] of WordPress and BBCode.
class Shortcodes {
 public:
  explicit Shortcodes(std::string_view text) : text_(text) {}

  // Where the next one stands from `at` on, with its length.
  std::size_t find(std::size_t at, std::size_t& length) {
    for (at = text_.find('[', at); at != kNone; at = text_.find('[', at + 1)) {
      length = length_at(at);
      if (length > 0) return at;
    }
    return kNone;
  }

 private:
  [[nodiscard]] std::string_view name_at(std::size_t at) const {
    constexpr std::size_t kLongest = 40;
    std::size_t end = at;
    while (end < text_.size() && end - at < kLongest &&
           (is_name(text_[end]) || text_[end] == '_' || text_[end] == '-'))
      ++end;
    const bool word = end > at && std::isalpha(static_cast<unsigned char>(text_[at])) != 0;
    return text_.substr(at, word ? end - at : 0);
  }

  // Whether a [/name] stands behind `at`.
  bool is_closed_behind(std::size_t at, std::string_view name) {
    if (!looked_) {
      looked_ = true;
      for (std::size_t i = text_.find("[/"); i != kNone; i = text_.find("[/", i + 2))
        closings_[name_at(i + 2)] = i;
    }
    const auto found = closings_.find(name);
    return found != closings_.end() && found->second > at;
  }

  std::size_t length_at(std::size_t at) {
    const bool closes = text_.substr(at).starts_with("[/");
    const std::string_view name = name_at(at + (closes ? 2 : 1));
    if (name.empty()) return 0;
    const auto behind = static_cast<std::size_t>(name.data() - text_.data()) + name.size();
    const std::size_t end = text_.find_first_of("[]", behind);
    if (end == kNone || text_[end] != ']') return 0;
    const std::size_t length = end + 1 - at;
    if (closes) return behind == end ? length : 0;
    const bool closed = is_closed_behind(end, name);
    if (is_one_of(name, kEmptiedCodes)) {
      if (!closed) return length;
      const std::string close = "[/" + std::string(name) + "]";
      const std::size_t closing = text_.find(close, end);
      return closing == kNone ? length : closing + close.size() - at;
    }
    const std::string_view attributes = text_.substr(behind, end - behind);
    const bool attributed =
        attributes.starts_with('=') || (attributes.starts_with(' ') && attributes.find('=') != kNone);
    return attributed || (closed && attributes.empty()) ? length : 0;
  }

  std::string_view text_;
  std::unordered_map<std::string_view, std::size_t> closings_;  // the last of each name
  bool looked_ = false;
};

std::string without_shortcodes(std::string field) {
  Shortcodes codes(field);
  std::size_t length = 0;
  std::size_t at = codes.find(0, length);
  if (at == kNone) return field;
  std::string out;
  std::size_t done = 0;
  for (; at != kNone; at = codes.find(done, length)) {
    out.append(field, done, at - done).push_back(' ');
    done = at + length;
  }
  return out.append(field, done);
}

// Whether a text is markup as a whole, as what was escaped twice is, and does
// not just speak of it.
bool is_wrapped(std::string_view text) {
  return text.starts_with('<') && (!tag_at(text).name.empty() || length_of_mark(text) > 0);
}

}  // namespace

bool is_page(std::string_view field) {
  const std::size_t begin = std::min(field.find_first_not_of(" \t\r\n"), field.size());
  const std::string_view start = field.substr(begin, 16);
  return start.starts_with("<html") || start.starts_with("<!DOCTYPE html") ||
         start.starts_with("<!doctype html");
}

bool holds_markup(std::string_view field) {
  const Content content = content_of(field);
  std::size_t length = 0;
  return content.tags || content.references || Shortcodes(field).find(0, length) != kNone;
}

std::string plain_text(std::string field) {
  if (field.find('<') == kNone && field.find('&') == kNone && field.find('[') == kNone) return field;
  field = without_shortcodes(std::move(field));
  if (is_page(field)) return article_text(HtmlDocument(field), {}, false);
  bool unwrapped = false;
  for (int i = 0; i < kMostWrappings; ++i) {
    const Content content = content_of(field);
    if (content.tags && (!unwrapped || is_wrapped(field))) {
      field = fragment_text(strict_html(field, content.layout));
      unwrapped = true;
    } else if (content.references) {
      field = without_references(field);
    } else {
      break;
    }
  }
  return field;
}

bool drop_section_marks(std::string& field) {
  std::string_view rest = without_blanks(field);
  bool opened = false;
  for (const std::string_view mark : {"<![CDATA[", "![CDATA[", "[CDATA["}) {
    if (opened || !rest.starts_with(mark)) continue;
    rest = without_blanks(rest.substr(mark.size()));
    opened = true;
  }
  bool closed = false;
  while (rest.ends_with("]]>") || (opened && !closed && rest.ends_with("]]"))) {
    rest = without_blanks(rest.substr(0, rest.rfind("]]")));
    closed = true;
  }
  if (opened || closed) field = std::string(rest);
  return opened || closed;
}

}  // namespace kharita::app
