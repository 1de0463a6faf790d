#include "app/articles/readers/markup.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "app/articles/readers/html/html_content.h"

namespace kharita::app {
namespace {

constexpr int kMostWrappings = 3;  // of markup escaped inside markup

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

// Elements that came with HTML 5, which libxml2's table of HTML 4 lacks.
constexpr std::array<std::string_view, 20> kNewElements{
    "article", "aside", "audio", "details", "dialog",  "embed",  "figcaption", "figure", "footer", "header",
    "main",    "mark",  "nav",   "picture", "section", "source", "summary",    "time",   "video",  "wbr"};

// Whether a tag begins at `text`, whose first character is <.
bool begins_tag(std::string_view text) {
  if (text.starts_with("<!--") || text.starts_with("<![CDATA[")) return true;
  std::size_t at = text.starts_with("</") ? 2 : 1;
  std::string name;
  while (at < text.size() && name.size() < 16 && std::isalnum(static_cast<unsigned char>(text[at])) != 0)
    name.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(text[at++]))));
  if (name.empty() || at == text.size() || text.find('>', at) == std::string_view::npos) return false;
  if (text[at] != '>' && text[at] != '/' && std::isspace(static_cast<unsigned char>(text[at])) == 0)
    return false;
  return htmlTagLookup(reinterpret_cast<const xmlChar*>(name.c_str())) != nullptr ||
         std::find(kNewElements.begin(), kNewElements.end(), name) != kNewElements.end();
}

// Whether a character reference begins at `text`, whose first character is &.
bool begins_reference(std::string_view text) {
  constexpr std::size_t kLongest = 10;
  const std::size_t end = text.substr(0, kLongest).find(';');
  if (end == std::string_view::npos || end < 2) return false;
  const std::string name(text.substr(1, end - 1));
  if (name[0] == '#') {
    const bool hexadecimal = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
    return name.find_first_not_of(hexadecimal ? "0123456789abcdefABCDEF" : "0123456789",
                                  hexadecimal ? 2 : 1) == std::string::npos &&
           name.size() > (hexadecimal ? 2U : 1U);
  }
  return is_letter(name[0]) &&
         (name == "apos" || htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str())) != nullptr);
}

}  // namespace

bool holds_markup(std::string_view field) {
  for (std::size_t at = field.find_first_of("<&"); at != std::string_view::npos;
       at = field.find_first_of("<&", at + 1)) {
    if (field[at] == '<' ? begins_tag(field.substr(at)) : begins_reference(field.substr(at))) return true;
  }
  return false;
}

std::string plain_text(std::string field) {
  for (int i = 0; i < kMostWrappings && holds_markup(field); ++i)
    field = fragment_text(field);
  return field;
}

}  // namespace kharita::app
