// How a block's look and surroundings speak for or against its being the article's text.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "app/articles/readers/html/html_layout.h"

namespace kharita::app {

// One for each line of html_features.inc.
enum class HtmlFeature : std::uint8_t {
#define KHARITA_HTML_FEATURE(name, weight) name,
#include "app/articles/readers/html/html_features.inc"
#undef KHARITA_HTML_FEATURE
  count
};
using HtmlFeatures = std::array<float, static_cast<std::size_t>(HtmlFeature::count)>;

// What a block's words alone look like.
struct BlockShape {
  std::size_t words = 0;
  std::size_t commas = 0;
  std::size_t stops = 0;  // ends of sentences
  std::size_t digits = 0;
  std::size_t capitals = 0;  // of A to Z
  bool ends = false;         // in a mark that ends a sentence; a closing quote may follow
  bool trails_off = false;   // in an ellipsis
  bool announces = false;    // in a colon
  Cues cues = 0;             // of short blocks only
};
[[nodiscard]] BlockShape shape_of(const HtmlBlock& block);

// The features of all blocks of a page, in order. O(length).
[[nodiscard]] std::vector<HtmlFeatures> html_features(const HtmlDocument& page,
                                                      const std::vector<HtmlBlock>& blocks,
                                                      const std::vector<BlockShape>& shapes,
                                                      const HtmlLayout& layout);

// The log-odds, roughly, of a block's being text. `html_features.inc` holds the weights.
[[nodiscard]] double html_score(const HtmlFeatures& features);

}  // namespace kharita::app
