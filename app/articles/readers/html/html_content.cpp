#include "app/articles/readers/html/html_content.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <vector>

#include "geo/text/dates.h"
#include "geo/text/utf8.h"

namespace kharita::app {
namespace {

using Step = HtmlDocument::Step;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Elements that hold no words of an article, whatever the page.
constexpr std::array<std::string_view, 27> kNoContent{
    "script", "style", "noscript", "template", "svg",   "math",   "iframe",   "object",     "embed",
    "video",  "audio", "canvas",   "button",   "input", "select", "textarea", "label",      "nav",
    "footer", "aside", "menu",     "dialog",   "head",  "figure", "picture",  "figcaption", "title"};

constexpr std::array<std::string_view, 7> kNoContentRoles{
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog"};

// Words of class and id that name what stands around an article.
constexpr std::array<std::string_view, 58> kAround{
    "comment",   "comments",     "disqus",    "respond",     "share",         "sharing",     "social",
    "socials",   "related",      "recommend", "recommended", "sidebar",       "widget",      "widgets",
    "menu",      "nav",          "navbar",    "navigation",  "breadcrumb",    "breadcrumbs", "footer",
    "cookie",    "cookies",      "consent",   "gdpr",        "popup",         "modal",       "newsletter",
    "subscribe", "subscription", "advert",    "adverts",     "advertisement", "ads",         "ad",
    "promo",     "sponsor",      "sponsored", "tags",        "taglist",       "pagination",  "pager",
    "trending",  "ticker",       "toolbar",   "login",       "search",        "skip",        "copyright",
    "masthead",  "topbar",       "most",      "latest",      "readmore",      "bookmark",    "print",
    "whatsapp",  "author"};

constexpr std::array<std::string_view, 37> kInline{
    "a",    "abbr", "acronym", "b",    "bdi",   "bdo",  "big",    "cite",   "code", "data",
    "del",  "dfn",  "em",      "font", "i",     "ins",  "kbd",    "mark",   "q",    "rp",
    "rt",   "ruby", "s",       "samp", "small", "span", "strike", "strong", "sub",  "sup",
    "time", "tt",   "u",       "var",  "wbr",   "img",  "br"};

bool is_heading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

// The words of "post-meta shareButtons": post, meta, share, buttons.
template <typename Visit>
void for_each_word(std::string_view names, Visit&& visit) {
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) visit(std::string_view(word));
    word.clear();
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto c = static_cast<unsigned char>(names[i]);
    const bool hump =
        std::isupper(c) != 0 && i > 0 && std::islower(static_cast<unsigned char>(names[i - 1])) != 0;
    if (hump || std::isalnum(c) == 0) flush();
    if (std::isalnum(c) != 0) word.push_back(static_cast<char>(std::tolower(c)));
  }
  flush();
}

// What an element's names and attributes say of it.
struct Hints {
  bool around = false;   // its names are of what stands around an article
  bool content = false;  // its names are of the article's body
  bool hidden = false;
};

Hints hints_of(const xmlNode* node) {
  Hints hints;
  if (node->properties == nullptr) return hints;
  std::string names;
  for (const xmlAttr* attribute = node->properties; attribute != nullptr; attribute = attribute->next) {
    const std::string_view name = text_view(attribute->name);
    const std::string_view value =
        attribute->children != nullptr ? text_view(attribute->children->content) : std::string_view();
    if (name == "class" || name == "id") {
      names.append(value).push_back(' ');
    } else if (name == "role") {
      hints.hidden |= is_one_of(value, kNoContentRoles);
    } else if (name == "hidden") {
      hints.hidden = true;
    } else if (name == "aria-hidden") {
      hints.hidden |= value == "true";
    } else if (name == "style") {
      hints.hidden |= value.find("display:none") != std::string_view::npos ||
                      value.find("display: none") != std::string_view::npos;
    } else if (name == "itemprop") {
      hints.content |= value == "articleBody";
    }
  }
  std::string previous;
  for_each_word(names, [&](std::string_view word) {
    hints.around |= is_one_of(word, kAround);
    const bool body = word == "content" || word == "body" || word == "text";
    hints.content |= body && (previous == "article" || previous == "entry" || previous == "post" ||
                              previous == "story" || previous == "news");
    previous = word;
  });
  return hints;
}

bool is_space(unsigned char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// Appends with white space and no-break spaces as one space each run.
void append_collapsed(std::string& out, std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  for (std::size_t i = 0; i < text.size();) {
    const bool no_break = text.substr(i).starts_with(kNoBreakSpace);
    if (no_break || is_space(static_cast<unsigned char>(text[i]))) {
      if (!out.empty() && out.back() != ' ' && out.back() != '\n') out.push_back(' ');
      i += no_break ? 2 : 1;
    } else {
      out.push_back(text[i++]);
    }
  }
}

void trim(std::string& text) {
  while (!text.empty() && is_space(static_cast<unsigned char>(text.back())))
    text.pop_back();
  const auto first =
      std::find_if(text.begin(), text.end(), [](char c) { return !is_space(static_cast<unsigned char>(c)); });
  text.erase(text.begin(), first);
}

// A run of words between the edges of block elements.
struct Block {
  std::string text;
  std::uint32_t element = 0;  // the block element it stands in
  std::size_t letters = 0;    // code points
  std::size_t linked = 0;     // of these, inside links
  bool heading = false;
  bool list_item = false;

  [[nodiscard]] double link_share() const {
    return letters == 0 ? 0 : static_cast<double>(linked) / static_cast<double>(letters);
  }
  [[nodiscard]] bool is_prose() const { return !heading && letters >= 60 && link_share() < 0.35; }
};

// Cuts a page into blocks, leaving out what stands around the article.
class Blocks {
 public:
  // `lenient` keeps all words but those of scripts and their kin.
  Blocks(const HtmlDocument& page, bool lenient) : page_(page), lenient_(lenient) {
    measure();
    page.walk(0, [this](const Step& step) { return visit(step); });
    flush();
  }

  [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }
  [[nodiscard]] const std::vector<std::uint32_t>& content_elements() const { return content_; }

 private:
  // Letters below each element, so that a wrapper of the whole page called "page-with-sidebar" is not thrown
  // away.
  void measure() {
    letters_below_.assign(page_.elements().size(), 0);
    page_.walk(0, [this](const Step& step) {
      if (step.kind == Step::Kind::text) letters_below_[step.element] += step.text.size();
      return step.kind != Step::Kind::enter || !is_one_of(page_.elements()[step.element].name, kNoContent);
    });
    for (std::size_t i = letters_below_.size(); i-- > 1;)
      letters_below_[page_.elements()[i].parent] += letters_below_[i];
  }

  [[nodiscard]] bool left_out(std::uint32_t element, const Hints& hints) const {
    const std::string_view name = page_.elements()[element].name;
    if (name == "head") return true;
    if (lenient_)
      return name == "script" || name == "style" || name == "noscript" || name == "template" ||
             name == "title";
    if (is_one_of(name, kNoContent)) return true;
    if (hints.hidden) return true;
    // A form may be a whole page (ASP.NET), a header that of the page or of the article.
    const bool around = hints.around || name == "form" || name == "header";
    if (!around || hints.content) return false;
    if (name == "html" || name == "body" || name == "main" || name == "article") return false;
    return letters_below_[element] * 2 < letters_below_[0];
  }

  bool visit(const Step& step) {
    if (step.kind == Step::Kind::text) {
      add_text(step.text);
      return true;
    }
    const std::string_view name = page_.elements()[step.element].name;
    const bool is_inline = is_one_of(name, kInline);
    if (!is_inline) flush();
    if (step.kind == Step::Kind::leave) {
      if (name == "a" && links_ > 0) --links_;
      if (!is_inline) container_ = page_.elements()[step.element].parent;
      return true;
    }
    if (name == "br") {
      while (current_.text.ends_with(' '))
        current_.text.pop_back();
      if (!current_.text.empty() && current_.text.back() != '\n') current_.text.push_back('\n');
      return true;
    }
    if (name == "a") ++links_;
    if (!is_inline) container_ = step.element;
    const Hints hints = hints_of(page_.elements()[step.element].node);
    if (left_out(step.element, hints)) return false;
    if (hints.content) content_.push_back(step.element);
    return true;
  }

  void add_text(std::string_view text) {
    const std::size_t before = current_.text.size();
    append_collapsed(current_.text, text);
    if (links_ > 0)
      current_.linked += geo::text::count_code_points(std::string_view(current_.text).substr(before));
  }

  void flush() {
    trim(current_.text);
    if (!current_.text.empty()) {
      current_.letters = geo::text::count_code_points(current_.text);
      current_.linked = std::min(current_.linked, current_.letters);
      current_.element = container_;
      current_.heading = is_heading(page_.elements()[container_].name);
      current_.list_item = page_.elements()[container_].name == "li";
      blocks_.push_back(std::move(current_));
    }
    current_ = Block{};
  }

  const HtmlDocument& page_;
  bool lenient_;
  std::vector<std::size_t> letters_below_;  // bytes, by element
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> content_;
  Block current_;
  std::uint32_t container_ = 0;
  int links_ = 0;
};

// Letters of prose below each element and right in it or in its children.
struct Weights {
  std::vector<double> near;   // prose in it (whole), in its children (whole), in its grandchildren (half)
  std::vector<double> below;  // all
};

Weights weigh(const HtmlDocument& page, const std::vector<Block>& blocks) {
  const auto& elements = page.elements();
  Weights weights{std::vector<double>(elements.size(), 0), std::vector<double>(elements.size(), 0)};
  for (const Block& block : blocks) {
    if (!block.is_prose()) continue;
    const double letters = static_cast<double>(block.letters) * (1 - block.link_share());
    const std::uint32_t parent = elements[block.element].parent;
    weights.near[block.element] += letters;
    weights.near[parent] += letters;
    weights.near[elements[parent].parent] += letters / 2;
    weights.below[block.element] += letters;
  }
  for (std::size_t i = elements.size(); i-- > 1;)
    weights.below[elements[i].parent] += weights.below[i];
  return weights;
}

// The element that holds the article's paragraphs; none where the page has no prose.
std::optional<std::uint32_t> find_body(const HtmlDocument& page, const Blocks& cut) {
  const auto& elements = page.elements();
  const Weights weights = weigh(page, cut.blocks());
  if (weights.below.empty() || weights.below[0] <= 0) return std::nullopt;
  // What the page itself calls the article's body, where most prose of its kind is in it.
  std::uint32_t named = 0;
  for (const std::uint32_t element : cut.content_elements()) {
    if (weights.below[element] > weights.below[named] * (named == 0 ? 0 : 1)) named = element;
  }
  if (named != 0 && weights.below[named] >= 140) return named;
  std::uint32_t best = 0;
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    if (weights.near[i] > weights.near[best]) best = i;
  }
  // Up, as long as that brings in much more prose: an article is often cut in parts by advertisements.
  while (best != 0) {
    const std::uint32_t parent = elements[best].parent;
    if (elements[best].name == "article" || elements[best].name == "main" || elements[parent].name == "body")
      break;
    if (weights.below[parent] < 1.3 * weights.below[best] && elements[parent].name != "article") break;
    if (elements[parent].name == "article" && weights.below[parent] > 3 * weights.below[best])
      break;  // a list of teasers
    best = parent;
  }
  return best;
}

bool is_kept(const Block& block) {
  if (block.link_share() > 0.6 && block.letters < 200) return false;  // "read also", tags, share links
  return !block.list_item || block.link_share() < 0.6;
}

void append_line(std::string& text, std::string_view line) {
  if (!text.empty()) text.push_back('\n');
  text += line;
}

std::string join(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks)
    append_line(text, block.text);
  return text;
}

}  // namespace

std::string collapse_space(std::string_view text) {
  std::string out;
  append_collapsed(out, text);
  trim(out);
  return out;
}

std::string article_text(const HtmlDocument& page, std::string_view title, bool dated) {
  if (page.elements().empty()) return {};
  const Blocks cut(page, false);
  const auto body = find_body(page, cut);
  std::string text;
  if (body) {
    const std::uint32_t last = page.elements()[*body].last;
    bool prose_seen = false;
    std::string waiting;  // headings, which count once prose follows
    for (const Block& block : cut.blocks()) {
      if (block.element < *body || block.element > last || !is_kept(block) || block.text == title ||
          (dated && geo::text::parse_timestamp(block.text)))
        continue;
      if (block.heading) {
        append_line(waiting, block.text);
        continue;
      }
      prose_seen |= block.is_prose();
      if (!waiting.empty()) append_line(text, waiting);
      waiting.clear();
      append_line(text, block.text);
    }
    if (prose_seen) return text;
  }
  text = join(cut.blocks());
  return text.empty() ? join(Blocks(page, true).blocks()) : text;
}

std::string fragment_text(const std::string& html) {
  const HtmlDocument page(html);
  if (page.elements().empty()) return collapse_space(html);
  return join(Blocks(page, true).blocks());
}

}  // namespace kharita::app
