#include "app/articles/readers/html/html_document.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <utility>

#include "app/articles/readers/byte_search.h"

namespace kharita::app {
namespace {

constexpr std::string_view kSpace = " \t\r\n\f";
constexpr std::array kEndsName{' ', '\t', '\r', '\n', '\f', '/', '>'};
constexpr std::array kEndsAttribute{' ', '\t', '\r', '\n', '\f', '=', '/', '>'};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Behind the attribute that begins at `at`; npos where its value has no end.
std::size_t behind_attribute(std::string_view html, std::size_t at) {
  at = find_any(html, kEndsAttribute, at + 1);
  const std::size_t value = html.find_first_not_of(kSpace, at);
  if (value == std::string_view::npos || html[value] != '=') return at;
  at = html.find_first_not_of(kSpace, value + 1);
  if (at == std::string_view::npos) return at;
  if (html[at] != '"' && html[at] != '\'') return html.find_first_of(" \t\r\n\f>", at);
  const std::size_t quote = html.find(html[at], at + 1);
  return quote == std::string_view::npos ? quote : quote + 1;
}

// Behind what holds no tags: a comment, or the text of a script or style that begins at `at`; else `at`.
std::size_t behind_raw_text(std::string_view html, std::size_t at) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kRaw{
      {{"!--", "-->"}, {"script", "</script"}, {"style", "</style"}}};
  for (const auto& [begin, end] : kRaw) {
    if (!html.substr(at + 1).starts_with(begin)) continue;
    return html.find(end, at + 1);
  }
  return at;
}

// The page with no more than kMostAttributes a tag, where it has more: libxml2 compares each with all others
// of its tag. O(length).
std::optional<std::string> with_few_attributes(std::string_view html) {
  constexpr std::size_t kMostAttributes = 256;
  std::string kept;
  std::size_t copied = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    const std::size_t raw_end = behind_raw_text(html, at);
    if (raw_end == std::string_view::npos) break;
    if (raw_end > at) {
      at = raw_end + 1;
      continue;
    }
    if (++at == html.size() || !is_letter(html[at])) continue;
    at = find_any(html, kEndsName, at);
    std::size_t surplus = std::string_view::npos;
    for (std::size_t count = 0;; ++count) {
      at = html.find_first_not_of(" \t\r\n\f/", at);
      if (at == std::string_view::npos || html[at] == '>') break;
      if (count == kMostAttributes) surplus = at;
      at = behind_attribute(html, at);
    }
    if (surplus == std::string_view::npos) continue;
    kept.append(html.substr(copied, surplus - copied));
    copied = std::min(at, html.size());
  }
  if (copied == 0) return std::nullopt;
  kept.append(html.substr(copied));
  return kept;
}

}  // namespace

HtmlDocument::HtmlDocument(const std::string& utf8) {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                      HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
  const auto bounded = with_few_attributes(utf8);
  const std::string& html = bounded ? *bounded : utf8;
  document_.reset(htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8", options));
  xmlNode* root = document_ ? xmlDocGetRootElement(document_.get()) : nullptr;
  // Numbers the elements in document order; _private holds an element's number.
  for (xmlNode* node = root; node != nullptr;) {
    if (node->type == XML_ELEMENT_NODE) {
      const auto index = static_cast<std::uint32_t>(elements_.size());
      const std::uint32_t parent = node == root ? 0 : index_of(node->parent);
      node->_private = reinterpret_cast<void*>(static_cast<std::uintptr_t>(index));
      elements_.push_back({node, text_view(node->name), parent, index});
      if (node->children != nullptr) {
        node = node->children;
        continue;
      }
    }
    while (node != root && node->next == nullptr) {
      node = node->parent;
      if (node->type == XML_ELEMENT_NODE) {
        elements_[index_of(node)].last = static_cast<std::uint32_t>(elements_.size() - 1);
      }
    }
    if (node == root) break;
    node = node->next;
  }
  if (!elements_.empty()) elements_[0].last = static_cast<std::uint32_t>(elements_.size() - 1);
}

std::string HtmlDocument::text_of(std::uint32_t element) const {
  std::string text;
  walk(element, [&](const Step& step) {
    if (step.kind == Step::Kind::text) text += step.text;
    return true;
  });
  return text;
}

std::string HtmlDocument::attribute(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  std::string text(text_view(value));
  xmlFree(value);
  return text;
}

}  // namespace kharita::app
