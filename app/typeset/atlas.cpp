#include "app/typeset/atlas.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace kharita::app::typeset {
namespace {

constexpr int kGap = 1;         // empty texels around a picture, so that filtering never reads its neighbour
constexpr int kHeightStep = 4;  // shelf heights are multiples of this

}  // namespace

Atlas::Atlas() {
  clear();
}

void Atlas::clear() {
  pixels_.clear();
  shelves_.clear();
  glyphs_.clear();
  next_row_ = 0;
  full_ = false;
  changed_ = {};
  constexpr int kWhiteSize = 2 * kWhite;
  std::array<std::uint8_t, kWhiteSize * kWhiteSize> white{};
  white.fill(255);
  Shelf* shelf = shelf_for(kWhiteSize, kWhiteSize);
  put(shelf->used, shelf->top, kWhiteSize, kWhiteSize, white.data());
  shelf->used += kWhiteSize + kGap;
}

const AtlasGlyph* Atlas::find(std::uint64_t key) const {
  const auto found = glyphs_.find(key);
  return found == glyphs_.end() ? nullptr : &found->second;
}

Atlas::Shelf* Atlas::shelf_for(int width, int height) {
  const int wanted = (height + kGap + kHeightStep - 1) / kHeightStep * kHeightStep;
  for (Shelf& shelf : shelves_) {
    if (shelf.height == wanted && shelf.used + width + kGap <= kWidth) return &shelf;
  }
  if (next_row_ + wanted > kHeight || width + kGap > kWidth) return nullptr;
  shelves_.push_back({.top = next_row_, .height = wanted, .used = 0});
  next_row_ += wanted;
  pixels_.resize(static_cast<std::size_t>(next_row_) * kWidth);
  changed_ = {
      changed_.first < changed_.last ? std::min(changed_.first, next_row_ - wanted) : next_row_ - wanted,
      next_row_};
  return &shelves_.back();
}

const AtlasGlyph* Atlas::add(std::uint64_t key, const GlyphImage& image) {
  AtlasGlyph glyph;
  if (image.width > 0 && image.height > 0) {
    Shelf* shelf = shelf_for(image.width, image.height);
    if (shelf == nullptr) {
      full_ = true;
      return nullptr;
    }
    glyph = {.x = static_cast<std::int16_t>(shelf->used),
             .y = static_cast<std::int16_t>(shelf->top),
             .width = static_cast<std::int16_t>(image.width),
             .height = static_cast<std::int16_t>(image.height),
             .left = static_cast<std::int16_t>(image.left),
             .top = static_cast<std::int16_t>(image.top)};
    put(glyph.x, glyph.y, image.width, image.height, image.coverage.data());
    shelf->used += image.width + kGap;
  }
  return &glyphs_.insert_or_assign(key, glyph).first->second;
}

void Atlas::put(int x, int y, int width, int height, const std::uint8_t* coverage) {
  for (int row = 0; row < height; ++row) {
    std::memcpy(pixels_.data() + static_cast<std::size_t>(y + row) * kWidth + x, coverage + row * width,
                static_cast<std::size_t>(width));
  }
  const bool any = changed_.first < changed_.last;
  changed_ = {any ? std::min(changed_.first, y) : y, any ? std::max(changed_.last, y + height) : y + height};
}

Atlas::Rows Atlas::take_changed_rows() noexcept {
  return std::exchange(changed_, Rows{});
}

const std::uint8_t* Atlas::row_pixels(int row) const noexcept {
  return pixels_.data() + static_cast<std::size_t>(row) * kWidth;
}

}  // namespace kharita::app::typeset
