#include "app/articles/readers/html/html_content.h"

#include <algorithm>
#include <functional>
#include <unordered_set>
#include <vector>

#include "app/articles/readers/html/html_features.h"
#include "geo/text/dates.h"

namespace kharita::app {
namespace {

void append_line(std::string& text, std::string_view line) {
  if (!text.empty()) text.push_back('\n');
  text += line;
}

std::string join(const std::vector<HtmlBlock>& blocks) {
  std::string text;
  for (const HtmlBlock& block : blocks)
    append_line(text, block.text);
  return text;
}

// "Read also", tags, share links.
bool is_link_line(const HtmlBlock& block) {
  return block.link_share() > 0.6 && block.letters < 60;
}

bool is_address(const HtmlBlock& block) {
  return block.text.starts_with("http") && block.text.find(' ') == std::string::npos;
}

// Tells paragraphs that were there before, whole or cut in other pieces: pages carry their text twice, for
// telephones, printing or machines.
class Repeats {
 public:
  // Whether nearly all of a paragraph is known; it is, from now on.
  bool is_known(std::string_view text) {
    constexpr std::size_t kRun = 5;    // words
    constexpr std::size_t kLeast = 4;  // runs; shorter paragraphs may come again
    std::vector<std::size_t> words;
    std::vector<std::size_t> runs;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
      words.push_back(std::hash<std::string_view>{}(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
      if (words.size() < kRun) continue;
      std::size_t run = 0;
      for (std::size_t i = words.size() - kRun; i < words.size(); ++i)
        run = run * 1000003 + words[i];
      runs.push_back(run);
    }
    if (runs.size() < kLeast) return false;
    const auto known =
        std::count_if(runs.begin(), runs.end(), [this](auto run) { return seen_.contains(run); });
    seen_.insert(runs.begin(), runs.end());
    return static_cast<std::size_t>(known) * 5 >= runs.size() * 4;
  }

 private:
  std::unordered_set<std::size_t> seen_;
};

// A page's blocks, and which of them are the article's.
class Choice {
 public:
  Choice(const HtmlDocument& page, std::string_view title, bool dated, bool with_fallbacks)
      : page_(page),
        title_(title),
        dated_(dated),
        blocks_(cut_blocks(page, with_fallbacks)),
        layout_(page, blocks_, title) {
    std::vector<BlockShape> shapes;
    shapes.reserve(blocks_.size());
    for (const HtmlBlock& block : blocks_)
      shapes.push_back(shape_of(block));
    for (const HtmlFeatures& features : html_features(page, blocks_, shapes, layout_))
      kept_.push_back(html_score(features) > 0);
    keep_body_where_most_is_lost();
  }

  // The article; empty where no prose is seen in it.
  [[nodiscard]] std::string article() const {
    std::string text;
    std::string waiting;  // headings, which count once words follow
    bool prose_seen = false;
    Repeats repeats;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const HtmlBlock& block = blocks_[i];
      if (!kept_[i] || is_no_text(block) || repeats.is_known(block.text)) continue;
      if (is_heading(page_.elements()[block.element].name)) {
        append_line(waiting, block.text);
        continue;
      }
      prose_seen |= block.is_prose();
      if (!waiting.empty()) append_line(text, waiting);
      waiting.clear();
      append_line(text, block.text);
    }
    return prose_seen ? text : std::string();
  }

  // All that nothing says to stand around an article.
  [[nodiscard]] std::string all_words() const {
    std::string text;
    for (const HtmlBlock& block : blocks_) {
      if (!layout_.is_around(block.element)) append_line(text, block.text);
    }
    return text.empty() ? join(blocks_) : text;
  }

 private:
  [[nodiscard]] bool is_no_text(const HtmlBlock& block) const {
    return is_link_line(block) || is_address(block) || block.text == title_ ||
           (dated_ && geo::text::parse_timestamp(block.text)) ||
           (!block.is_prose() && layout_.is_navigation(block.element)) ||
           layout_.is_other_article(block.element);
  }

  // A page unlike all others may lose nearly everything: then all in the element with the most prose counts.
  void keep_body_where_most_is_lost() {
    double kept = 0;  // letters of prose
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (kept_[i] && blocks_[i].is_prose()) kept += static_cast<double>(blocks_[i].letters);
    }
    if (kept * 2 >= layout_.body_prose) return;
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      kept_[i] =
          layout_.is_inside(blocks_[i].element, layout_.body) && !layout_.is_around(blocks_[i].element);
  }

  const HtmlDocument& page_;
  std::string_view title_;
  bool dated_;
  std::vector<HtmlBlock> blocks_;
  HtmlLayout layout_;
  std::vector<bool> kept_;
};

}  // namespace

std::string article_text(const HtmlDocument& page, std::string_view title, bool dated) {
  if (page.elements().empty()) return {};
  const Choice shown(page, title, dated, false);
  std::string text = shown.article();
  if (text.empty()) text = Choice(page, title, dated, true).article();
  if (text.empty()) text = shown.all_words();
  return text.empty() ? join(cut_blocks(page, true)) : text;
}

std::string fragment_text(const std::string& html) {
  const HtmlDocument page(html);
  if (page.elements().empty()) return collapse_space(html);
  return join(cut_blocks(page));
}

}  // namespace kharita::app
