// An HTML page as libxml2's forgiving parser reads it, in document order. libxml2 types stay in this header's
// users.
#pragma once

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kharita::app {

// One element. `parent` and `last` are indices into HtmlDocument::elements: an element holds exactly those
// from its own index to `last`.
struct HtmlElement {
  const xmlNode* node = nullptr;
  std::string_view name;  // lower case
  std::uint32_t parent = 0;
  std::uint32_t last = 0;
};

// Move-only. Walks are loops, so a page nested 100,000 levels deep is no danger to the stack.
class HtmlDocument {
 public:
  // Takes any text; a page without elements has none. Of a tag's attributes, the first 256 count. `utf8` must
  // be valid UTF-8 of less than 2 GB.
  explicit HtmlDocument(const std::string& utf8);

  [[nodiscard]] const std::vector<HtmlElement>& elements() const noexcept { return elements_; }
  // What a walk through text and elements meets, in order.
  struct Step {
    enum class Kind : std::uint8_t { enter, leave, text } kind = Kind::text;
    std::uint32_t element = 0;  // entered, left, or that the text stands in
    std::string_view text;
  };
  // Calls visit(step) for all below element `from`; after entering, visit's false skips what the element
  // holds (its leave is still told).
  template <typename Visit>
  void walk(std::uint32_t from, Visit&& visit) const;
  // All text below an element, as it stands.
  [[nodiscard]] std::string text_of(std::uint32_t element) const;
  // The value of an attribute; empty where it has none.
  [[nodiscard]] static std::string attribute(const xmlNode* node, const char* name);
  // The element that a node is; the node must be of this document.
  [[nodiscard]] static std::uint32_t index_of(const xmlNode* node) noexcept {
    return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(node->_private));
  }

 private:
  struct Free {
    void operator()(xmlDoc* document) const noexcept { xmlFreeDoc(document); }
  };
  std::unique_ptr<xmlDoc, Free> document_;
  std::vector<HtmlElement> elements_;
};

[[nodiscard]] inline std::string_view text_view(const xmlChar* text) noexcept {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

template <typename Visit>
void HtmlDocument::walk(std::uint32_t from, Visit&& visit) const {
  if (from >= elements_.size()) return;
  const xmlNode* const root = elements_[from].node;
  const xmlNode* node = root;
  bool down = visit(Step{Step::Kind::enter, from, {}});
  for (;;) {
    if (down && node->children != nullptr) {
      node = node->children;
    } else {
      // Leaves elements until there is a next one.
      for (;;) {
        if (node->type == XML_ELEMENT_NODE) visit(Step{Step::Kind::leave, index_of(node), {}});
        if (node == root) return;
        if (node->next != nullptr) break;
        node = node->parent;
      }
      node = node->next;
    }
    down = false;
    if (node->type == XML_ELEMENT_NODE) {
      down = visit(Step{Step::Kind::enter, index_of(node), {}});
    } else if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      visit(Step{Step::Kind::text, index_of(node->parent), text_view(node->content)});
    }
  }
}

}  // namespace kharita::app
