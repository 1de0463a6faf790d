#include <algorithm>
#include <cmath>

#include "app/typeset/layout_data.h"

namespace kharita::app::typeset {

// The last line that starts at or before `byte`.
std::size_t LayoutData::line_of_byte(std::uint32_t byte) const noexcept {
  const auto after =
      std::upper_bound(lines.begin(), lines.end(), byte,
                       [](std::uint32_t b, const LineBox& line) { return b < line.byte_start; });
  return after == lines.begin() ? 0 : static_cast<std::size_t>(after - lines.begin() - 1);
}

std::size_t LayoutData::line_at(float y) const noexcept {
  const auto after = std::upper_bound(lines.begin(), lines.end(), y,
                                      [](float at, const LineBox& line) { return at < line.top; });
  return after == lines.begin() ? 0 : static_cast<std::size_t>(after - lines.begin() - 1);
}

// The stop of the grapheme that holds `byte`, or the line's last one in reading order.
const CaretStop* LayoutData::stop_of(std::size_t line, std::uint32_t byte) const noexcept {
  const LineIndex& part = index[line];
  const CaretStop* best = nullptr;
  for (std::uint32_t i = part.first_stop; i < part.last_stop; ++i) {
    const CaretStop& stop = stops[i];
    if (stop.byte <= byte && (best == nullptr || stop.byte > best->byte)) best = &stop;
  }
  return best;
}

std::size_t LayoutData::bytes_held() const noexcept {
  return sizeof(LayoutData) + (glyphs.capacity() + halo.capacity()) * sizeof(GlyphQuad) +
         placed.capacity() * sizeof(PlacedGlyph) + text.capacity() + lines.capacity() * sizeof(LineBox) +
         index.capacity() * sizeof(LineIndex) + letters.capacity() * sizeof(Letter) +
         stops.capacity() * sizeof(CaretStop);
}

float Layout::width() const noexcept {
  return data_ ? data_->width : 0;
}
float Layout::height() const noexcept {
  return data_ ? data_->height : 0;
}
bool Layout::truncated() const noexcept {
  return data_ && data_->truncated;
}

std::span<const GlyphQuad> Layout::glyphs() const noexcept {
  return data_ ? std::span<const GlyphQuad>(data_->glyphs) : std::span<const GlyphQuad>();
}

std::span<const GlyphQuad> Layout::halo_glyphs() const noexcept {
  return data_ ? std::span<const GlyphQuad>(data_->halo) : std::span<const GlyphQuad>();
}

std::span<const PlacedGlyph> Layout::placed_glyphs() const noexcept {
  return data_ ? std::span<const PlacedGlyph>(data_->placed) : std::span<const PlacedGlyph>();
}

std::string_view Layout::text() const noexcept {
  return data_ ? std::string_view(data_->text) : std::string_view();
}

Style Layout::style() const noexcept {
  return data_ ? data_->style : Style{};
}

std::span<const LineBox> Layout::lines() const noexcept {
  return data_ ? std::span<const LineBox>(data_->lines) : std::span<const LineBox>();
}

Caret Layout::caret_at(std::uint32_t byte) const noexcept {
  if (!data_ || data_->lines.empty()) return {};
  const std::size_t line = data_->line_of_byte(byte);
  const CaretStop* stop = data_->stop_of(line, byte);
  const LineBox& box = data_->lines[line];
  return {stop != nullptr ? stop->x : box.left, box.top, box.height};
}

std::uint32_t Layout::byte_at(float x, float y) const noexcept {
  if (!data_ || data_->lines.empty()) return 0;
  const std::size_t line = data_->line_at(y);
  const LineIndex& part = data_->index[line];
  const CaretStop* best = nullptr;
  for (std::uint32_t i = part.first_stop; i < part.last_stop; ++i) {
    const CaretStop& stop = data_->stops[i];
    if (best == nullptr || std::abs(stop.x - x) < std::abs(best->x - x)) best = &stop;
  }
  return best != nullptr ? best->byte : data_->lines[line].byte_start;
}

std::optional<std::uint32_t> Layout::grapheme_at(float x, float y) const noexcept {
  if (!data_ || data_->lines.empty() || y < 0 || y >= data_->height) return std::nullopt;
  const LineIndex& part = data_->index[data_->line_at(y)];
  for (std::uint32_t i = part.first_letter; i < part.last_letter; ++i) {
    const Letter& letter = data_->letters[i];
    if (x >= letter.left && x < letter.right) return letter.byte_start;
  }
  return std::nullopt;
}

std::vector<Rect> Layout::boxes(std::uint32_t byte_start, std::uint32_t byte_end) const {
  std::vector<Rect> boxes;
  if (!data_ || data_->lines.empty() || byte_start >= byte_end) return boxes;
  constexpr float kTouching = 0.05f;  // px
  for (std::size_t i = data_->line_of_byte(byte_start); i < data_->lines.size(); ++i) {
    const LineBox& line = data_->lines[i];
    if (line.byte_start >= byte_end) break;
    bool open = false;  // the last box is this line's and may grow
    for (std::uint32_t j = data_->index[i].first_letter; j < data_->index[i].last_letter; ++j) {
      const Letter& letter = data_->letters[j];
      // White space that hangs over a line's end is not covered.
      const float left = std::max(letter.left, line.left);
      const float right = std::min(letter.right, line.left + line.width);
      const bool inside = letter.byte_end > byte_start && letter.byte_start < byte_end && left <= right;
      if (!inside) {
        open = false;
      } else if (open && left - boxes.back().x1 < kTouching) {
        boxes.back().x1 = right;
      } else {
        boxes.push_back({left, line.top, right, line.top + line.height});
        open = true;
      }
    }
  }
  return boxes;
}

std::uint32_t Layout::visual_left(std::uint32_t byte) const noexcept {
  if (!data_ || data_->lines.empty()) return byte;
  const std::size_t line = data_->line_of_byte(byte);
  const CaretStop* stop = data_->stop_of(line, byte);
  if (stop == nullptr) return byte;
  return stop == &data_->stops[data_->index[line].first_stop] ? stop->byte : (stop - 1)->byte;
}

std::uint32_t Layout::visual_right(std::uint32_t byte) const noexcept {
  if (!data_ || data_->lines.empty()) return byte;
  const std::size_t line = data_->line_of_byte(byte);
  const CaretStop* stop = data_->stop_of(line, byte);
  if (stop == nullptr) return byte;
  return stop + 1 == data_->stops.data() + data_->index[line].last_stop ? stop->byte : (stop + 1)->byte;
}

}  // namespace kharita::app::typeset
