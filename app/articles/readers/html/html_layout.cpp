#include "app/articles/readers/html/html_layout.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

namespace kharita::app {
namespace {

constexpr std::array<std::string_view, 7> kRolesAround{"navigation", "banner", "contentinfo", "complementary",
                                                       "search",     "dialog", "alertdialog"};

Places places_of(std::string_view name) {
  static const std::unordered_map<std::string_view, Places> known{
      {"article", bit(Place::article)},
      {"main", bit(Place::main)},
      {"nav", bit(Place::nav)},
      {"menu", bit(Place::nav)},
      {"aside", bit(Place::aside)},
      {"footer", bit(Place::footer)},
      {"header", bit(Place::header)},
      {"form", bit(Place::form)},
      {"fieldset", bit(Place::form)},
      {"table", bit(Place::table)},
      {"ul", bit(Place::list)},
      {"ol", bit(Place::list) | bit(Place::ordered)},
      {"figure", bit(Place::figure)},
      {"picture", bit(Place::figure)},
      {"figcaption", bit(Place::caption) | bit(Place::figure)},
      {"blockquote", bit(Place::quote)},
      {"dl", bit(Place::definitions)},
      {"address", bit(Place::address)},
      {"label", bit(Place::label)},
      {"dialog", bit(Place::label)},
      {"section", bit(Place::section)},
      {"pre", bit(Place::preformatted)}};
  const auto found = known.find(name);
  return found == known.end() ? 0 : found->second;
}

bool hides(std::string_view style) {
  return style.find("display:none") != std::string_view::npos ||
         style.find("display: none") != std::string_view::npos;
}

bool is_body_mark(std::string_view itemprop) {
  return itemprop == "articleBody" || itemprop == "reviewBody" || itemprop == "recipeInstructions";
}

// What one attribute other than class and id says.
PageParts parts_told(std::string_view name, std::string_view value) {
  if (name == "hidden" || (name == "aria-hidden" && value == "true") || (name == "style" && hides(value)))
    return bit(PagePart::hidden);
  if (name == "itemprop" && is_body_mark(value)) return bit(PagePart::body_mark);
  const bool around =
      name == "role" && std::find(kRolesAround.begin(), kRolesAround.end(), value) != kRolesAround.end();
  return around ? bit(PagePart::role) : 0;
}

// Runs of prose, tables and lists have rows alike: only what groups several blocks is counted.
bool groups(std::string_view name, std::uint32_t blocks) {
  return blocks >= 2 && name != "p" && name != "li" && name != "td" && name != "tr" && !is_heading(name);
}

}  // namespace

HtmlLayout::HtmlLayout(const HtmlDocument& page, const std::vector<HtmlBlock>& blocks, std::string_view title)
    : page_(page), blocks_(blocks), elements_(page.elements().size()), signatures_(page.elements().size()) {
  read_names();
  add_up();
  spread_names();
  find_body();
  find_title(title);
}

void HtmlLayout::read_names() {
  std::unordered_map<std::string, PageParts> known;  // pages repeat their names
  for (std::uint32_t i = 0; i < elements_.size(); ++i) {
    std::string names;
    std::string_view style_class;
    for (const xmlAttr* attribute = page_.elements()[i].node->properties; attribute != nullptr;
         attribute = attribute->next) {
      const std::string_view name = text_view(attribute->name);
      const std::string_view value =
          attribute->children != nullptr ? text_view(attribute->children->content) : std::string_view();
      if (name == "class") style_class = value;
      if (name == "class" || name == "id") {
        names.append(value).push_back(' ');
      } else {
        elements_[i].own |= parts_told(name, value);
      }
    }
    signatures_[i] = std::hash<std::string_view>{}(style_class)*31 +
                     std::hash<std::string_view>{}(page_.elements()[i].name);
    if (names.empty()) continue;
    const auto [found, fresh] = known.try_emplace(names, 0);
    if (fresh) found->second = parts_named(names);
    elements_[i].own |= found->second;
  }
}

void HtmlLayout::add_up() {
  const auto& elements = page_.elements();
  for (const HtmlBlock& block : blocks_) {
    ElementLayout& element = elements_[block.element];
    element.letters += static_cast<double>(block.letters);
    element.linked += static_cast<double>(block.linked);
    ++element.blocks;
    if (elements[block.element].name == "p") ++elements_[elements[block.element].parent].paragraphs;
    if (!block.is_prose()) continue;
    element.prose += static_cast<double>(block.letters - block.linked);
    ++element.prose_blocks;
  }
  for (std::size_t i = elements.size(); i-- > 1;) {
    ElementLayout& parent = elements_[elements[i].parent];
    const ElementLayout& element = elements_[i];
    parent.letters += element.letters;
    parent.linked += element.linked;
    parent.prose += element.prose;
    parent.blocks += element.blocks;
    parent.prose_blocks += element.prose_blocks;
  }
}

void HtmlLayout::spread_names() {
  const auto& elements = page_.elements();
  std::unordered_map<std::size_t, std::uint32_t> siblings;  // by parent and signature
  const auto kind = [&](std::uint32_t i) { return signatures_[i] * 1000003 + elements[i].parent; };
  for (std::uint32_t i = 1; i < elements_.size(); ++i)
    ++siblings[kind(i)];
  constexpr Places kOfAnySize =
      bit(Place::article) | bit(Place::main) | bit(Place::table) | bit(Place::section);
  elements_[0].places = places_of(elements[0].name);
  for (std::uint32_t i = 1; i < elements_.size(); ++i) {
    ElementLayout& element = elements_[i];
    const ElementLayout& parent = elements_[elements[i].parent];
    const bool small = element.letters * 2 < elements_[0].letters;
    const Places places = places_of(elements[i].name);
    element.parts = parent.parts | (small ? element.own : 0);
    element.places = parent.places | (small ? places : places & kOfAnySize);
    element.alike = std::max(parent.alike, groups(elements[i].name, element.blocks) ? siblings[kind(i)] : 0);
  }
}

bool HtmlLayout::is_around(std::uint32_t element) const {
  constexpr PageParts kParts = bit(PagePart::comment) | bit(PagePart::share) | bit(PagePart::related) |
                               bit(PagePart::menu) | bit(PagePart::footer) | bit(PagePart::sidebar) |
                               bit(PagePart::subscribe) | bit(PagePart::overlay) | bit(PagePart::hidden) |
                               bit(PagePart::role);
  constexpr Places kPlaces =
      bit(Place::nav) | bit(Place::aside) | bit(Place::footer) | bit(Place::figure) | bit(Place::label);
  return (elements_[element].parts & kParts) != 0 || (elements_[element].places & kPlaces) != 0;
}

bool HtmlLayout::is_navigation(std::uint32_t element) const {
  const auto [parts, places] = std::pair(elements_[element].parts, elements_[element].places);
  if ((places & bit(Place::nav)) != 0 || (parts & bit(PagePart::role)) != 0) return true;
  const bool in_body = body != 0 && is_inside(element, body);
  if (in_body || (places & bit(Place::article)) != 0) return false;
  return (parts & bit(PagePart::menu)) != 0 || (places & (bit(Place::header) | bit(Place::footer))) != 0;
}

bool HtmlLayout::is_other_article(std::uint32_t element) const {
  return title_article != 0 && !is_inside(element, title_article) &&
         (elements_[element].places & bit(Place::article)) != 0;
}

void HtmlLayout::find_body() {
  const auto& elements = page_.elements();
  std::vector<double> near(elements.size(), 0);   // prose in it and its children whole, in grandchildren half
  std::vector<double> below(elements.size(), 0);  // all prose in it
  for (const HtmlBlock& block : blocks_) {
    if (!block.is_prose() || is_heading(elements[block.element].name) || is_around(block.element)) continue;
    const auto letters = static_cast<double>(block.letters - block.linked);
    const std::uint32_t parent = elements[block.element].parent;
    near[block.element] += letters;
    near[parent] += letters;
    near[elements[parent].parent] += letters / 2;
    below[block.element] += letters;
  }
  for (std::size_t i = elements.size(); i-- > 1;)
    below[elements[i].parent] += below[i];
  core = static_cast<std::uint32_t>(std::max_element(near.begin(), near.end()) - near.begin());
  // Up, as long as that brings in much more prose: an article is often cut in parts by advertisements.
  body = core;
  while (body != 0) {
    const std::uint32_t parent = elements[body].parent;
    if (elements[body].name == "article" || elements[body].name == "main" || elements[parent].name == "body")
      break;
    const bool is_article = elements[parent].name == "article";
    if (!is_article && below[parent] < 1.3 * below[body]) break;
    if (is_article && below[parent] > 3 * below[body]) break;  // a list of teasers
    body = parent;
  }
  body_prose = below[body];
  constexpr PageParts kContent = bit(PagePart::content) | bit(PagePart::text);
  for (std::uint32_t i = 1; i < elements.size(); ++i) {
    if (is_around(i) || below[i] <= 0) continue;
    const PageParts own = elements_[i].own;
    const bool says_so = (own & bit(PagePart::body_mark)) != 0 ||
                         ((own & bit(PagePart::article)) != 0 && (own & kContent) != 0);
    if (says_so && (named == 0 || below[i] > below[named])) named = i;
    if (elements[i].name == "article" && (article == 0 || below[i] > below[article])) article = i;
  }
}

void HtmlLayout::find_title(std::string_view title) {
  const auto& elements = page_.elements();
  const auto first = [&](auto&& fits) {
    for (std::size_t i = 0; i < blocks_.size() && !title_block; ++i) {
      constexpr std::size_t kShortest = 8;
      constexpr std::size_t kLongest = 300;  // letters
      const HtmlBlock& block = blocks_[i];
      if (block.letters < kShortest || block.letters > kLongest) continue;
      if (is_heading(elements[block.element].name) && fits(block)) title_block = i;
    }
  };
  const auto holds = [](std::string_view a, std::string_view b) {
    return a.find(b) != std::string_view::npos;
  };
  first([&](const HtmlBlock& block) { return block.text == title; });
  first([&](const HtmlBlock& block) {
    return !title.empty() && (holds(title, block.text) || holds(block.text, title));
  });
  first([&](const HtmlBlock& block) { return elements[block.element].name == "h1"; });
  if (!title_block) return;
  constexpr double kLeastProse = 200;  // letters
  std::uint32_t element = blocks_[*title_block].element;
  while (element != 0 && elements[element].name != "article")
    element = elements[element].parent;
  if (elements_[element].prose >= kLeastProse) title_article = element;
}

}  // namespace kharita::app
