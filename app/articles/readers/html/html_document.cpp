#include "app/articles/readers/html/html_document.h"

#include <mutex>

namespace kharita::app {

HtmlDocument::HtmlDocument(const std::string& utf8) {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                      HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
  document_.reset(htmlReadMemory(utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8", options));
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
