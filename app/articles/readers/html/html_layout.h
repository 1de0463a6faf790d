// What a page's elements say of the blocks in them: names, sums of letters, where the article seems to be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "app/articles/readers/html/html_blocks.h"
#include "app/articles/readers/html/html_words.h"

namespace kharita::app {

// Elements that tell what is in them; as a bit of a set: 1U << place. The order is that of the features in
// html_features.inc.
enum class Place : std::uint8_t {
  article,
  main,
  nav,
  aside,
  footer,
  header,
  form,
  table,
  list,
  figure,
  caption,
  quote,
  definitions,
  address,
  label,
  section,
  ordered,
  preformatted,
  count
};
using Places = std::uint32_t;
[[nodiscard]] constexpr Places bit(Place place) noexcept {
  return 1U << static_cast<unsigned>(place);
}

// Sums are of the element and all below it. Letters are code points of blocks.
struct ElementLayout {
  PageParts own = 0;    // what its class and id name
  PageParts parts = 0;  // and those of the elements around it that hold less than half of the page's letters
  Places places = 0;    // likewise; article, main, table and section of any size
  double letters = 0;
  double linked = 0;  // letters inside links
  double prose = 0;   // letters of prose, links left out
  std::uint32_t blocks = 0;
  std::uint32_t prose_blocks = 0;
  std::uint32_t paragraphs = 0;  // blocks of <p> right in it
  std::uint32_t alike = 0;       // how many of its or an outer element's siblings have its name and class

  [[nodiscard]] double link_share() const { return letters > 0 ? linked / letters : 0; }
  [[nodiscard]] double prose_share() const { return letters > 0 ? prose / letters : 0; }
};

// Refers to the page and the blocks, which must outlive it. O(elements + blocks).
class HtmlLayout {
 public:
  // `title` is the article's; empty where it is not known.
  HtmlLayout(const HtmlDocument& page, const std::vector<HtmlBlock>& blocks, std::string_view title);

  [[nodiscard]] const ElementLayout& at(std::uint32_t element) const { return elements_[element]; }
  [[nodiscard]] const ElementLayout& page() const { return elements_[0]; }
  // Whether an element is `outer` or in it.
  [[nodiscard]] bool is_inside(std::uint32_t element, std::uint32_t outer) const {
    return element >= outer && element <= page_.elements()[outer].last;
  }
  // Whether the page says of an element that it stands around the article.
  [[nodiscard]] bool is_around(std::uint32_t element) const;
  // Whether it belongs to menus or to the page's head or foot; prose in it may be the article's all the same.
  [[nodiscard]] bool is_navigation(std::uint32_t element) const;
  // Whether it stands in an <article> that is not the title's.
  [[nodiscard]] bool is_other_article(std::uint32_t element) const;

  // Elements; 0 for none, which is the page itself.
  std::uint32_t core = 0;           // holds the most prose right in it
  std::uint32_t body = 0;           // the core, with what stands around it and is much more
  double body_prose = 0;            // letters of prose in the body that nothing says to stand around it
  std::uint32_t named = 0;          // what the page itself calls the article's body
  std::uint32_t article = 0;        // the <article> with the most prose
  std::uint32_t title_article = 0;  // the <article> that the title stands in
  // The block of the title, or of the first <h1>.
  std::optional<std::size_t> title_block;

 private:
  void read_names();
  void add_up();
  void spread_names();
  void find_body();
  void find_title(std::string_view title);

  const HtmlDocument& page_;
  const std::vector<HtmlBlock>& blocks_;
  std::vector<ElementLayout> elements_;
  std::vector<std::size_t> signatures_;  // of name and class, by element
};

}  // namespace kharita::app
