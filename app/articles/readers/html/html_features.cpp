#include "app/articles/readers/html/html_features.h"

#include <algorithm>
#include <bitset>
#include <cctype>
#include <initializer_list>
#include <unordered_map>

namespace kharita::app {
namespace {

constexpr std::array<float, static_cast<std::size_t>(HtmlFeature::count)> kWeights{
#define KHARITA_HTML_FEATURE(name, weight) weight,
#include "app/articles/readers/html/html_features.inc"
#undef KHARITA_HTML_FEATURE
};

using Marks = std::initializer_list<std::string_view>;

bool ends_in(std::string_view text, Marks marks) {
  return std::any_of(marks.begin(), marks.end(), [&](auto mark) { return text.ends_with(mark); });
}

// Counts the marks of a text; none is the beginning of another. Most letters begin as Arabic's comma does, so
// that two bytes are looked at together.
class MarkCounter {
 public:
  MarkCounter(Marks marks) : marks_(marks) {
    for (const auto mark : marks) {
      const std::size_t pairs = mark.size() > 1 ? 1 : 256;  // of one byte it is whatever the other is
      for (std::size_t i = 0; i < pairs; ++i)
        begin_.set(pair(mark[0], pairs > 1 ? static_cast<char>(i) : mark[1]));
    }
  }
  [[nodiscard]] std::size_t operator()(std::string_view text) const {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!begin_.test(pair(text[at], at + 1 < text.size() ? text[at + 1] : '\0'))) continue;
      const auto rest = text.substr(at);
      count += std::any_of(marks_.begin(), marks_.end(), [&](auto mark) { return rest.starts_with(mark); });
    }
    return count;
  }

 private:
  static std::size_t pair(char first, char second) {
    return static_cast<std::size_t>(static_cast<unsigned char>(first)) << 8U |
           static_cast<unsigned char>(second);
  }
  std::vector<std::string_view> marks_;
  std::bitset<std::size_t{1} << 16U> begin_;
};

std::string_view without_closing_quotes(std::string_view text) {
  for (const std::string_view mark : {"\"", ")", "]", "'", "”", "»", "“", "’"}) {
    if (text.ends_with(mark)) text.remove_suffix(mark.size());
  }
  return text;
}

HtmlFeature operator+(HtmlFeature first, unsigned offset) {
  return static_cast<HtmlFeature>(static_cast<unsigned>(first) + offset);
}

// Makes the features of one page's blocks.
class Maker {
 public:
  Maker(const HtmlDocument& page, const std::vector<HtmlBlock>& blocks, const std::vector<BlockShape>& shapes,
        const HtmlLayout& layout)
      : page_(page), blocks_(blocks), shapes_(shapes), layout_(layout), page_sums_(layout.page()) {
    for (const HtmlBlock& block : blocks)
      ++times_[block.text];
    first_prose_ = blocks.size();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (!blocks[i].is_prose() || !in_body(i)) continue;
      first_prose_ = std::min(first_prose_, i);
      last_prose_ = i;
    }
  }

  std::vector<HtmlFeatures> make() {
    std::vector<HtmlFeatures> all;
    all.reserve(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      now_ = HtmlFeatures{};
      set(HtmlFeature::bias, true);
      add_length(blocks_[i]);
      add_shape(blocks_[i], shapes_[i]);
      add_element(i);
      add_cues(i);
      add_body(i);
      add_container(i);
      add_title(i);
      if (i > 0) add_neighbour(HtmlFeature::before_100, i, i - 1);
      if (i + 1 < blocks_.size()) add_neighbour(HtmlFeature::behind_100, i, i + 1);
      letters_before_ += static_cast<double>(blocks_[i].letters);
      all.push_back(now_);
    }
    return all;
  }

 private:
  void set(HtmlFeature feature, double value) {
    now_[static_cast<std::size_t>(feature)] = static_cast<float>(value);
  }
  // One feature a bit, from `first` on.
  void set_bits(HtmlFeature first, std::uint32_t bits, unsigned count) {
    for (unsigned i = 0; i < count; ++i)
      set(first + i, (bits >> i & 1U) != 0);
  }
  [[nodiscard]] std::uint32_t element_of(std::size_t block) const { return blocks_[block].element; }
  [[nodiscard]] std::uint32_t parent_of(std::size_t block) const {
    return page_.elements()[element_of(block)].parent;
  }
  [[nodiscard]] std::string_view tag_of(std::size_t block) const {
    return page_.elements()[element_of(block)].name;
  }
  [[nodiscard]] bool in_body(std::size_t block) const {
    return layout_.is_inside(element_of(block), layout_.body);
  }
  // Inside an element that need not be there.
  [[nodiscard]] bool is_in(std::size_t block, std::uint32_t element) const {
    return element != 0 && layout_.is_inside(element_of(block), element);
  }

  void add_length(const HtmlBlock& block) {
    unsigned offset = 0;
    for (const std::size_t least : {5U, 10U, 20U, 40U, 60U, 80U, 120U, 200U, 400U})
      set(HtmlFeature::letters_5 + offset++, block.letters >= least);
    const double linked = block.link_share();
    set(HtmlFeature::linked, linked);
    set(HtmlFeature::some_linked, linked > 0);
    set(HtmlFeature::third_linked, linked > 0.35);
    set(HtmlFeature::mostly_linked, linked > 0.6);
    set(HtmlFeature::mid_link_line, linked > 0.6 && block.letters >= 60 && block.letters < 200);
    set(HtmlFeature::long_link_line, linked > 0.6 && block.letters >= 200);
  }

  void add_shape(const HtmlBlock& block, const BlockShape& shape) {
    const auto letters = static_cast<double>(block.letters);
    set(HtmlFeature::ends, shape.ends);
    set(HtmlFeature::trails_off, shape.trails_off);
    set(HtmlFeature::announces, shape.announces);
    set(HtmlFeature::comma, shape.commas > 0);
    set(HtmlFeature::two_stops, shape.stops >= 2);
    set(HtmlFeature::four_stops, shape.stops >= 4);
    set(HtmlFeature::digits, static_cast<double>(shape.digits) / letters);
    set(HtmlFeature::capitals, static_cast<double>(shape.capitals) / letters);
  }

  void add_element(std::size_t block) {
    unsigned offset = 0;
    for (const std::string_view tag : {"p", "li", "h1", "h2", "h3", "h4", "h5", "td", "th", "blockquote",
                                       "pre", "dd", "dt", "div", "figcaption", "tr"})
      set(HtmlFeature::in_p + offset++, tag_of(block) == tag);
    const ElementLayout& element = layout_.at(element_of(block));
    set_bits(HtmlFeature::place_article, element.places, static_cast<unsigned>(Place::count));
    set_bits(HtmlFeature::part_comment, element.parts, static_cast<unsigned>(PagePart::count));
  }

  void add_cues(std::size_t block) {
    constexpr auto kCues = static_cast<unsigned>(Cue::count);
    constexpr std::size_t kShort = 80;    // letters
    constexpr std::size_t kHeading = 60;  // letters
    const Cues cues = shapes_[block].cues;
    set_bits(HtmlFeature::says_related, cues, kCues);
    set_bits(HtmlFeature::short_related, blocks_[block].letters < kShort ? cues : 0, kCues);
    Cues sections = 0;
    for (const Section& section : sections_) {
      if (layout_.is_inside(element_of(block), section.parent)) sections |= section.cues;
    }
    set(HtmlFeature::behind_related, (sections & bit(Cue::related)) != 0);
    set(HtmlFeature::behind_comment, (sections & bit(Cue::comment)) != 0);
    const Cues opened = cues & (bit(Cue::related) | bit(Cue::comment));
    const bool heads = is_heading(tag_of(block)) || blocks_[block].link_share() < 0.5;
    if (opened == 0 || blocks_[block].letters >= kHeading || !heads) return;
    sections_.push_back({parent_of(block), opened});
    if (sections_.size() > kMostSections) sections_.erase(sections_.begin());
  }

  void add_body(std::size_t block) {
    const bool inside = in_body(block);
    set(HtmlFeature::in_body, inside);
    set(HtmlFeature::in_core, layout_.is_inside(element_of(block), layout_.core));
    set(HtmlFeature::in_named, is_in(block, layout_.named));
    set(HtmlFeature::not_in_named, layout_.named != 0 && !is_in(block, layout_.named));
    set(HtmlFeature::in_largest, is_in(block, layout_.article));
    const bool any = first_prose_ < blocks_.size();
    set(HtmlFeature::before_body, block < first_prose_);
    set(HtmlFeature::behind_body, any && block > last_prose_);
    set(HtmlFeature::amid_body, any && block >= first_prose_ && block <= last_prose_);
    set(HtmlFeature::at_core, element_of(block) == layout_.core || parent_of(block) == layout_.core);
    set(HtmlFeature::body_share, layout_.body_prose / std::max(1.0, page_sums_.prose));
    set(HtmlFeature::body_linked, layout_.at(layout_.body).link_share());
    constexpr int kDeepest = 8;
    int depth = inside ? 0 : kDeepest;
    for (std::uint32_t element = element_of(block);
         depth < kDeepest && element != layout_.body && element != 0;
         element = page_.elements()[element].parent)
      ++depth;
    set(HtmlFeature::depth, static_cast<double>(depth) / kDeepest);
  }

  void add_container(std::size_t block) {
    const ElementLayout& element = layout_.at(element_of(block));
    const ElementLayout& parent = layout_.at(parent_of(block));
    set(HtmlFeature::parent_prose, parent.prose / std::max(1.0, page_sums_.prose));
    set(HtmlFeature::parent_linked, parent.link_share());
    set(HtmlFeature::own_linked, element.link_share());
    set(HtmlFeature::three_paragraphs, parent.paragraphs >= 3);
    set(HtmlFeature::five_prose, parent.prose_blocks >= 5);
    set(HtmlFeature::parent_prose_share, parent.prose_share());
    set(HtmlFeature::alike_3, element.alike >= 3);
    set(HtmlFeature::alike_6, element.alike >= 6);
    set(HtmlFeature::position, letters_before_ / page_sums_.letters);
    set(HtmlFeature::repeats, times_.at(blocks_[block].text) > 1);
    set(HtmlFeature::page_linked, page_sums_.link_share());
    set(HtmlFeature::page_prose, page_sums_.prose_share());
  }

  void add_title(std::size_t block) {
    const auto title = layout_.title_block;
    set(HtmlFeature::no_title, !title);
    if (!title) return;
    set(HtmlFeature::before_title, block < *title);
    set(HtmlFeature::behind_title, block > *title);
    set(HtmlFeature::near_title, block > *title && block <= *title + 4);
    set(HtmlFeature::other_title, other_titles_ > 0);
    set(HtmlFeature::in_title_article, is_in(block, layout_.title_article));
    set(HtmlFeature::not_in_title_article,
        layout_.title_article != 0 && !is_in(block, layout_.title_article));
    const bool other = block > *title && tag_of(block) == "h1" && blocks_[block].text != blocks_[*title].text;
    if (other) ++other_titles_;
  }

  // The features from `first` on, in their order.
  void add_neighbour(HtmlFeature first, std::size_t block, std::size_t neighbour) {
    const HtmlBlock& other = blocks_[neighbour];
    const bool sibling = parent_of(block) == parent_of(neighbour);
    unsigned offset = 0;
    set(first + offset++, other.letters >= 100);
    set(first + offset++, other.link_share());
    set(first + offset++, other.is_prose());
    set(first + offset++, is_heading(tag_of(neighbour)));
    set(first + offset++, sibling);
    set(first + offset++, sibling && other.is_prose());
    set(first + offset++, shapes_[neighbour].ends);
    set(first + offset++, shapes_[neighbour].cues != 0);
    set(first + offset++, in_body(neighbour));
  }

  // What stands in an element behind a heading over comments or other stories.
  struct Section {
    std::uint32_t parent;
    Cues cues;
  };
  static constexpr std::size_t kMostSections = 64;

  const HtmlDocument& page_;
  const std::vector<HtmlBlock>& blocks_;
  const std::vector<BlockShape>& shapes_;
  const HtmlLayout& layout_;
  const ElementLayout& page_sums_;
  std::unordered_map<std::string_view, std::size_t> times_;
  std::size_t first_prose_ = 0;  // of the body
  std::size_t last_prose_ = 0;
  std::vector<Section> sections_;
  double letters_before_ = 0;
  std::size_t other_titles_ = 0;
  HtmlFeatures now_{};
};

}  // namespace

BlockShape shape_of(const HtmlBlock& block) {
  constexpr std::size_t kLongestLine = 250;  // letters
  BlockShape shape;
  shape.words = 1;
  for (const char c : block.text) {
    shape.words += c == ' ' || c == '\n' ? 1 : 0;
    shape.digits += c >= '0' && c <= '9' ? 1 : 0;
    shape.capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
  }
  const std::string_view text = without_closing_quotes(block.text);
  shape.ends = ends_in(text, {".", "!", "?", "؟", "。", "۔", "।", "…", "！"});
  shape.trails_off = ends_in(text, {"...", "…"});
  shape.announces = text.ends_with(':');
  static const MarkCounter count_commas({",", "،", "、", "，"});
  static const MarkCounter count_stops({". ", "! ", "? ", "؟ ", "。", "۔", "। ", ".\n"});
  shape.commas = count_commas(block.text);
  shape.stops = count_stops(block.text) + (shape.ends ? 1 : 0);
  if (block.letters < kLongestLine) shape.cues = cues_in(block.text);
  return shape;
}

std::vector<HtmlFeatures> html_features(const HtmlDocument& page, const std::vector<HtmlBlock>& blocks,
                                        const std::vector<BlockShape>& shapes, const HtmlLayout& layout) {
  return Maker(page, blocks, shapes, layout).make();
}

double html_score(const HtmlFeatures& features) {
  double score = 0;
  for (std::size_t i = 0; i < features.size(); ++i)
    score += static_cast<double>(features[i] * kWeights[i]);
  return score;
}

}  // namespace kharita::app
