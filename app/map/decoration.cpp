#include "app/map/decoration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/map/point_layer.h"
#include "app/model/words.h"

namespace kharita::app::map {
namespace {

constexpr float kMarginPt = 14;
constexpr float kPaddingPt = 12;
constexpr float kScaleBarPt = 130;  // at most

Box in_corner(PixelSize picture, PanelSize size, float margin, bool left, bool top) {
  const float x = left ? margin : static_cast<float>(picture.width) - margin - size.width;
  const float y = top ? margin : static_cast<float>(picture.height) - margin - size.height;
  return {x, y, x + size.width, y + size.height};
}

bool wanted(PanelSize size) {
  return size.width > 0 && size.height > 0;
}

}  // namespace

PanelPlaces place_panels(PixelSize picture, const PanelSizes& sizes, float margin, bool right_to_left) {
  const bool start_left = !right_to_left;
  const Box within{0, 0, static_cast<float>(picture.width), static_cast<float>(picture.height)};
  std::vector<Box> taken;
  const auto take = [&](PanelSize size, Box box) -> std::optional<Box> {
    const bool free = std::none_of(taken.begin(), taken.end(),
                                   [&](const Box& t) { return t.grown(margin / 2).overlaps(box); });
    if (!wanted(size) || !box.inside(within) || !free) return std::nullopt;
    taken.push_back(box);
    return box;
  };
  PanelPlaces places;
  places.credits = take(sizes.credits, in_corner(picture, sizes.credits, margin / 2, !start_left, false));
  Box scale = in_corner(picture, sizes.scale, margin, !start_left, false);
  if (places.credits) {
    const float up = scale.y1 - (places.credits->y0 - margin / 2);
    scale.y0 -= up;
    scale.y1 -= up;
  }
  places.scale = take(sizes.scale, scale);
  places.title = take(sizes.title, in_corner(picture, sizes.title, margin, start_left, true));
  places.legend = take(sizes.legend, in_corner(picture, sizes.legend, margin, start_left, false));
  return places;
}

// Collects the rows of one panel, measures them, then writes them where the panel lies.
class DecorationLayer::Writer {
 public:
  Writer(typeset::TextEngine& text, const Frame& frame, const MapScene& scene)
      : text_(text),
        scale_(static_cast<float>(frame.scale)),
        colors_(palette(scene.theme)),
        language_(scene.language),
        right_to_left_(scene.language != Language::english) {}

  [[nodiscard]] float px(float pt) const { return std::round(pt * scale_); }
  [[nodiscard]] bool right_to_left() const { return right_to_left_; }
  [[nodiscard]] const Palette& colors() const { return colors_; }
  [[nodiscard]] Language language() const { return language_; }

  [[nodiscard]] typeset::Layout lay_out(std::string_view words, float size_pt, typeset::Weight weight,
                                        float max_width_px = 0, int max_lines = 0) const {
    typeset::LayoutOptions options;
    options.max_width_px = max_width_px;
    options.max_lines = max_lines;
    options.direction =
        right_to_left_ ? typeset::Direction::right_to_left : typeset::Direction::left_to_right;
    return text_.layout(words, {size_pt * scale_, weight}, options);
  }

  // The x of something `width` wide that stands `from_start` px from a box's start.
  [[nodiscard]] float at_start(const Box& box, float from_start, float width) const {
    return right_to_left_ ? box.x1 - from_start - width : box.x0 + from_start;
  }

 private:
  typeset::TextEngine& text_;
  float scale_;
  const Palette& colors_;
  Language language_;
  bool right_to_left_;
};

namespace {

// A line of a panel: a sample drawn at the start, words beside it.
struct Row {
  enum class Sample : std::uint8_t { none, swatch, circle, hollow, soft, dashes };
  typeset::Layout words;
  Color color;  // of the words
  Sample sample = Sample::none;
  Color sample_color;
  float radius = 0;  // px, of circles
  float height = 0;  // px
  float sample_width = 0;
};

std::string range_words(std::uint32_t low, std::uint32_t high) {
  return low == high ? number(low) : fmt::format("{}–{}", number(low), number(high));
}

}  // namespace

namespace {

std::string scale_words(double km, Language language) {
  if (km < 1)
    return fmt::format("{} {}", number(static_cast<std::uint64_t>(std::lround(km * 1000))),
                       word(Word::metres, language));
  return fmt::format("{} {}", number(static_cast<std::uint64_t>(std::lround(km))),
                     word(Word::kilometres, language));
}

// The rows of a panel under each other.
struct RowPanel {
  std::vector<Row> rows;
  float padding = 0;
  float gap = 0;  // between a sample and its words

  [[nodiscard]] PanelSize size() const {
    if (rows.empty()) return {};
    PanelSize size{0, 2 * padding};
    for (const Row& row : rows) {
      size.width =
          std::max(size.width, row.sample_width + (row.sample_width > 0 ? gap : 0) + row.words.width());
      size.height += row.height;
    }
    size.width = std::ceil(size.width + 2 * padding);
    size.height = std::ceil(size.height);
    return size;
  }
};

}  // namespace

std::vector<Box> DecorationLayer::add_to(ShapeBatch& shapes, TextBatch& words, const Frame& frame,
                                         const MapScene& scene, const Decorations& decorations,
                                         const LegendContent& legend) {
  const Writer writer(*text_, frame, scene);
  const Palette& colors = writer.colors();
  const Language language = writer.language();
  using Sample = Row::Sample;
  using typeset::Weight;

  const auto row = [&](std::string_view text, float size_pt, Weight weight, const Color& color,
                       float max_width = 0, int max_lines = 0) {
    Row made;
    made.words = writer.lay_out(text, size_pt, weight, max_width, max_lines);
    made.color = color;
    made.height = made.words.height();
    return made;
  };
  const auto sample_row = [&](std::string_view text, Sample sample, const Color& color, float radius) {
    Row made = row(text, 11.5f, Weight::regular, colors.panel_text);
    made.sample = sample;
    made.sample_color = color;
    made.radius = radius;
    made.height = std::max({made.height, 2 * radius + writer.px(4), writer.px(19)});
    return made;
  };

  // Title: the words of the user, the filters, the counts.
  RowPanel title{{}, writer.px(kPaddingPt), 0};
  const float widest = 0.62f * static_cast<float>(frame.picture.width);
  if (!decorations.title.empty()) {
    title.rows.push_back(row(decorations.title, 18, Weight::bold, colors.panel_text, widest, 2));
    if (!scene.filter_words.empty())
      title.rows.push_back(row(scene.filter_words, 12, Weight::regular, colors.panel_text, widest, 2));
    if (!scene.counts_words.empty())
      title.rows.push_back(row(scene.counts_words, 12, Weight::regular, colors.panel_muted, widest, 1));
  }

  // Legend.
  RowPanel key{{}, writer.px(kPaddingPt), writer.px(10)};
  if (decorations.legend) {
    const auto heading = [&](Word w) {
      Row made = row(word(w, language), 12, Weight::bold, colors.panel_text);
      made.height += writer.px(key.rows.empty() ? 4 : 4);
      if (!key.rows.empty()) key.rows.back().height += writer.px(8);
      key.rows.push_back(std::move(made));
    };
    if (!legend.areas.lower.empty()) {
      heading(Word::legend_areas);
      for (std::size_t i = legend.areas.lower.size(); i-- > 0;) {
        key.rows.push_back(sample_row(range_words(legend.areas.lower[i], legend.areas.upper(i)),
                                      Sample::swatch, colors.area[legend.areas.color_of(i)], 0));
      }
    }
    if (!legend.sizes.empty()) {
      heading(Word::legend_places);
      for (std::size_t i = legend.sizes.size(); i-- > 0;) {
        const float radius = point_radius(legend.sizes[i], legend.most) * static_cast<float>(frame.scale);
        key.rows.push_back(sample_row(number(legend.sizes[i]), Sample::circle, colors.point, radius));
      }
      const float radius = 5 * static_cast<float>(frame.scale);
      if (legend.doubtful)
        key.rows.push_back(
            sample_row(word(Word::legend_doubtful, language), Sample::hollow, colors.point, radius));
      if (legend.soft)
        key.rows.push_back(sample_row(word(Word::legend_no_border, language), Sample::soft, colors.soft_point,
                                      1.5f * radius));
    }
    if (legend.empty())
      key.rows.push_back(row(word(Word::nothing_to_show, language), 12, Weight::bold, colors.panel_text));
    if (legend.disputed && !legend.empty()) {
      key.rows.back().height += writer.px(4);
      key.rows.push_back(
          sample_row(word(Word::legend_disputed, language), Sample::dashes, colors.disputed_border, 0));
    }
    float samples = 0;
    for (Row& r : key.rows) {
      if (r.sample == Sample::none) continue;
      samples = std::max(samples, r.radius > 0 ? 2 * r.radius + writer.px(2) : writer.px(24));
    }
    for (Row& r : key.rows) {
      if (r.sample != Sample::none) r.sample_width = samples;
    }
  }

  // Scale bar and credits.
  ScaleBar bar;
  typeset::Layout bar_words;
  PanelSizes sizes{title.size(), key.size(), {}, {}};
  if (decorations.scale_bar) {
    const double lat =
        frame.to_mercator({0.5 * frame.picture.width, 0.5 * frame.picture.height}).to_latlon().lat_deg();
    bar = scale_bar(km_per_px(lat, frame.world_px), writer.px(kScaleBarPt));
    bar_words = writer.lay_out(scale_words(bar.km, language), 11, Weight::regular);
    sizes.scale = {std::ceil(std::max(static_cast<float>(bar.px), bar_words.width()) + writer.px(16)),
                   std::ceil(bar_words.height() + writer.px(15))};
  }
  typeset::Layout credit_words;
  if (decorations.credits && !credits_.empty()) {
    typeset::LayoutOptions options;
    options.max_width_px = 0.55f * static_cast<float>(frame.picture.width);
    options.max_lines = 3;
    credit_words = text_->layout(credits_, {10 * static_cast<float>(frame.scale)}, options);
    sizes.credits = {std::ceil(credit_words.width() + writer.px(12)),
                     std::ceil(credit_words.height() + writer.px(6))};
  }

  const PanelPlaces places = place_panels(frame.picture, sizes, writer.px(kMarginPt), writer.right_to_left());
  std::vector<Box> covered;
  const auto panel = [&](const Box& box, float corner_pt, const Color& fill, float border_px) {
    shapes.add(box, writer.px(corner_pt), fill, border_px, colors.panel_border);
    covered.push_back(box);
  };
  const auto draw_rows = [&](const RowPanel& content, const Box& box) {
    panel(box, 6, colors.panel, std::max(1.0f, std::floor(static_cast<float>(frame.scale))));
    float y = box.y0 + content.padding;
    for (const Row& r : content.rows) {
      const float sample_space = r.sample_width > 0 ? r.sample_width + content.gap : 0;
      const float row_height = r.sample == Sample::none
                                   ? r.words.height()
                                   : std::max({r.words.height(), 2 * r.radius + writer.px(4), writer.px(19)});
      const float middle = y + row_height / 2;
      const float center = writer.at_start(box, content.padding + r.sample_width / 2, 0);
      const float line = std::max(1.0f, 1.6f * static_cast<float>(frame.scale));
      switch (r.sample) {
        case Sample::none:
          break;
        case Sample::swatch:
          shapes.add({center - writer.px(11), middle - writer.px(6.5f), center + writer.px(11),
                      middle + writer.px(6.5f)},
                     writer.px(2), r.sample_color,
                     std::max(1.0f, std::floor(static_cast<float>(frame.scale))), colors.panel_border);
          break;
        case Sample::circle:
          shapes.add_disc({center, middle}, r.radius + 1.25f * static_cast<float>(frame.scale),
                          colors.point_outline);
          shapes.add_disc({center, middle}, r.radius, r.sample_color);
          break;
        case Sample::hollow:
          shapes.add_disc({center, middle}, r.radius, r.sample_color.with_alpha(0.14f), line, r.sample_color);
          break;
        case Sample::soft:
          for (int i = 1; i <= 6; ++i) {
            shapes.add_disc({center, middle}, r.radius * (0.4f + 0.1f * static_cast<float>(i)),
                            r.sample_color.with_alpha(0.12f));
          }
          shapes.add_disc({center, middle}, 2 * static_cast<float>(frame.scale), colors.point);
          break;
        case Sample::dashes:
          for (int i = -1; i <= 1; ++i) {
            const float x = center + static_cast<float>(i) * writer.px(8);
            shapes.add({x - writer.px(2.5f), middle - line / 2, x + writer.px(2.5f), middle + line / 2}, 0,
                       r.sample_color);
          }
          break;
      }
      words.add(r.words, writer.at_start(box, content.padding + sample_space, r.words.width()),
                middle - r.words.height() / 2, r.color);
      y += r.height;
    }
  };
  if (places.title) draw_rows(title, *places.title);
  if (places.legend) draw_rows(key, *places.legend);
  if (places.scale) {
    const Box& box = *places.scale;
    panel(box, 4, colors.panel.with_alpha(0.75f), 0);
    const float length = static_cast<float>(std::round(bar.px));
    const float left = std::round((box.x0 + box.x1 - length) / 2);
    const float y = box.y1 - writer.px(8);
    const float line = std::max(1.0f, std::round(1.5f * static_cast<float>(frame.scale)));
    shapes.add({left, y, left + length, y + line}, 0, colors.panel_text);
    shapes.add({left, y - writer.px(4), left + line, y}, 0, colors.panel_text);
    shapes.add({left + length - line, y - writer.px(4), left + length, y}, 0, colors.panel_text);
    words.add(bar_words, (box.x0 + box.x1 - bar_words.width()) / 2, box.y0 + writer.px(2), colors.panel_text);
  }
  if (places.credits) {
    panel(*places.credits, 3, colors.panel.with_alpha(0.75f), 0);
    words.add(credit_words, places.credits->x0 + writer.px(6), places.credits->y0 + writer.px(3),
              colors.panel_muted);
  }
  return covered;
}

}  // namespace kharita::app::map
