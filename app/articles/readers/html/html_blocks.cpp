#include "app/articles/readers/html/html_blocks.h"

#include <algorithm>
#include <array>

#include "geo/text/utf8.h"

namespace kharita::app {
namespace {

using Step = HtmlDocument::Step;

// Names of elements, none of them empty.
template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view w) { return w[0] == word[0] && w == word; });
}

constexpr std::array<std::string_view, 18> kNoWords{
    "script", "style", "svg",    "math",   "iframe",   "object", "embed", "video", "audio",
    "canvas", "input", "select", "option", "textarea", "button", "head",  "title", "datalist"};
constexpr std::array<std::string_view, 2> kFallbacks{"noscript", "template"};

// Elements that a browser sets apart from what stands before and behind; all others, unknown ones too, run on
// in the line.
constexpr std::array<std::string_view, 49> kApart{
    "address", "article", "aside",  "blockquote", "body",     "caption",    "center", "dd",     "details",
    "dialog",  "dir",     "div",    "dl",         "dt",       "figure",     "form",   "footer", "frame",
    "header",  "hgroup",  "h1",     "h2",         "h3",       "h4",         "h5",     "h6",     "hr",
    "html",    "legend",  "li",     "main",       "fieldset", "figcaption", "menu",   "nav",    "ol",
    "p",       "pre",     "search", "section",    "summary",  "table",      "tbody",  "td",     "tfoot",
    "th",      "thead",   "tr",     "ul"};

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_space);
}

bool ends_in_space(const std::string& text) {
  return text.empty() || text.back() == ' ' || text.back() == '\n';
}

// Where the next white space or no-break space begins, from `at` on; the text's size where there is none.
std::size_t next_space(std::string_view text, std::size_t at) {
  static constexpr std::array<bool, 256> kMayBegin = [] {
    std::array<bool, 256> bytes{};
    for (const unsigned char c : std::string_view(" \t\n\r\f\v\xC2"))
      bytes[c] = true;
    return bytes;
  }();
  for (; at < text.size(); ++at) {
    if (!kMayBegin[static_cast<unsigned char>(text[at])]) continue;
    if (is_space(text[at]) || text.substr(at).starts_with(kNoBreakSpace)) break;
  }
  return at;
}

// Appends with white space and no-break spaces as one space each run.
void append_collapsed(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = next_space(text, at);
    out.append(text, at, end - at);
    if (end == text.size()) return;
    if (!ends_in_space(out)) out.push_back(' ');
    at = end + (is_space(text[end]) ? 1 : kNoBreakSpace.size());
  }
}

void trim(std::string& text) {
  while (!text.empty() && is_space(text.back()))
    text.pop_back();
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), is_space));
}

// Whether a <tr> has several cells of few words and nothing else: a line of a table, not of a page's layout.
bool is_row_of_data(const HtmlDocument& page, std::uint32_t row) {
  constexpr std::size_t kLongestRow = 250;  // bytes
  constexpr std::uint32_t kMostElements = 60;
  const auto& elements = page.elements();
  if (elements[row].last - row > kMostElements) return false;
  std::size_t cells = 0;
  for (std::uint32_t i = row + 1; i <= elements[row].last; ++i) {
    const bool cell = elements[i].name == "td" || elements[i].name == "th";
    if (cell) ++cells;
    if (!cell && (elements[i].name == "br" || is_one_of(elements[i].name, kApart))) return false;
  }
  return cells >= 2 && page.text_of(row).size() <= kLongestRow;
}

// Whether words in a line are not seen there: what appears over a name under the pointer, or is read out
// only.
bool is_unseen_in_line(const HtmlElement& element) {
  constexpr std::array<std::string_view, 9> kNames{"rollover",    "hovercard",     "popover-content",
                                                   "tooltiptext", "tooltip-text",  "tooltip-content",
                                                   "sr-only",     "screen-reader", "visually-hidden"};
  for (const xmlAttr* attribute = element.node->properties; attribute != nullptr;
       attribute = attribute->next) {
    const std::string_view name = text_view(attribute->name);
    if (name == "hidden") return true;
    if (name != "class" || attribute->children == nullptr) continue;
    const std::string_view value = text_view(attribute->children->content);
    if (std::ranges::any_of(kNames,
                            [&](std::string_view unseen) { return value.find(unseen) != value.npos; }))
      return true;
  }
  return false;
}

class Cutter {
 public:
  Cutter(const HtmlDocument& page, bool with_fallbacks) : page_(page), with_fallbacks_(with_fallbacks) {
    page.walk(0, [this](const Step& step) { return visit(step); });
    flush();
  }
  [[nodiscard]] std::vector<HtmlBlock> take() { return std::move(blocks_); }

 private:
  bool visit(const Step& step) {
    if (step.kind == Step::Kind::text) {
      add_text(step.text);
      return true;
    }
    const HtmlElement& element = page_.elements()[step.element];
    if (step.kind == Step::Kind::enter && element.name == "tr" && is_row_of_data(page_, step.element))
      row_ = step.element;
    const bool in_row = row_ != 0 && step.element != row_;
    if (in_row && !ends_in_space(current_.text)) current_.text.push_back(' ');
    if (step.kind == Step::Kind::leave && step.element == row_) row_ = 0;
    const bool apart = !in_row && is_one_of(element.name, kApart);
    if (apart) flush();
    if (step.kind == Step::Kind::leave) {
      if (element.name == "a" && links_ > 0) --links_;
      if (apart) container_ = element.parent;
      return true;
    }
    if (is_one_of(element.name, kNoWords) || (!with_fallbacks_ && is_one_of(element.name, kFallbacks)))
      return false;
    if (!apart && is_unseen_in_line(element)) return false;
    if (element.name == "br") add_line_end();
    if (element.name == "img" && !ends_in_space(current_.text)) current_.text.push_back(' ');
    if (element.name == "a") ++links_;
    if (apart) container_ = step.element;
    return true;
  }

  void add_text(std::string_view text) {
    const std::size_t before = current_.text.size();
    append_collapsed(current_.text, text);
    if (links_ > 0)
      current_.linked += geo::text::count_code_points(std::string_view(current_.text).substr(before));
    if (!is_blank(text)) line_ends_ = 0;
  }

  // Two make an empty line, and so a paragraph.
  void add_line_end() {
    if (++line_ends_ >= 2) return flush();
    while (current_.text.ends_with(' '))
      current_.text.pop_back();
    if (!ends_in_space(current_.text)) current_.text.push_back('\n');
  }

  void flush() {
    trim(current_.text);
    if (!current_.text.empty()) {
      current_.letters = geo::text::count_code_points(current_.text);
      current_.linked = std::min(current_.linked, current_.letters);
      current_.element = container_;
      blocks_.push_back(std::move(current_));
    }
    current_ = HtmlBlock{};
    line_ends_ = 0;
  }

  const HtmlDocument& page_;
  bool with_fallbacks_;
  std::vector<HtmlBlock> blocks_;
  HtmlBlock current_;
  std::uint32_t container_ = 0;
  std::uint32_t row_ = 0;  // of data, that is being read; its cells are one block
  int links_ = 0;
  int line_ends_ = 0;  // since the last word
};

}  // namespace

std::vector<HtmlBlock> cut_blocks(const HtmlDocument& page, bool with_fallbacks) {
  if (page.elements().empty()) return {};
  return Cutter(page, with_fallbacks).take();
}

bool is_heading(std::string_view element_name) noexcept {
  return element_name.size() == 2 && element_name[0] == 'h' && element_name[1] >= '1' &&
         element_name[1] <= '6';
}

bool is_all_space(std::string_view text) {
  while (!text.empty() && next_space(text, 0) == 0)
    text.remove_prefix(is_space(text[0]) ? 1 : kNoBreakSpace.size());
  return text.empty();
}

std::string collapse_space(std::string_view text) {
  std::string out;
  append_collapsed(out, text);
  trim(out);
  return out;
}

}  // namespace kharita::app
