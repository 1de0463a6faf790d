#include "app/map/decoration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/map/arc_layer.h"
#include "app/map/density.h"
#include "app/map/point_layer.h"
#include "app/model/words.h"

namespace kharita::app::map {
namespace {

constexpr float kMarginPt = 14;
constexpr float kPaddingPt = 12;
constexpr float kScaleBarPt = 130;  // at most
constexpr float kRampStepPt = 17;   // of one class in a short legend
constexpr float kFoldSignPt = 22;   // of the legend, beside its first row
constexpr float kCompactPt = 720;   // a map whose shorter side is less has a short legend
constexpr float kClassesPt = 510;   // and one still smaller names the range of all classes together

Box in_corner(PixelSize picture, PanelSize size, float margin, bool left, bool top) {
  const float x = left ? margin : static_cast<float>(picture.width) - margin - size.width;
  const float y = top ? margin : static_cast<float>(picture.height) - margin - size.height;
  return {x, y, x + size.width, y + size.height};
}

Box box_at(PixelSize picture, PanelSize size, const WindowPanels::Spot& spot, bool start_left) {
  const float room_x = static_cast<float>(picture.width) - size.width;
  const float room_y = static_cast<float>(picture.height) - size.height;
  const float x = std::round(room_x * (start_left ? spot.along : 1 - spot.along));
  const float y = std::round(room_y * spot.down);
  return {x, y, x + size.width, y + size.height};
}

bool wanted(PanelSize size) {
  return size.width > 0 && size.height > 0;
}

}  // namespace

PanelPlaces place_panels(PixelSize picture, const PanelSizes& sizes, float margin, bool right_to_left,
                         const std::optional<WindowPanels::Spot>& legend_at) {
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
  // Where credits are in its way, a panel stands above them.
  const auto above_credits = [&](Box box) {
    if (!places.credits || !places.credits->grown(margin / 2).overlaps(box)) return box;
    const float up = box.y1 - (places.credits->y0 - margin / 2);
    return Box{box.x0, box.y0 - up, box.x1, box.y1 - up};
  };
  places.scale =
      take(sizes.scale, above_credits(in_corner(picture, sizes.scale, margin, !start_left, false)));
  places.title = take(sizes.title, in_corner(picture, sizes.title, margin, start_left, true));
  places.north = take(sizes.north, in_corner(picture, sizes.north, margin, !start_left, true));
  if (legend_at && wanted(sizes.legend)) {
    const Box box = box_at(picture, sizes.legend, *legend_at, start_left);
    if (box.inside(within)) places.legend = box;
    return places;
  }
  places.legend =
      take(sizes.legend, above_credits(in_corner(picture, sizes.legend, margin, start_left, false)));
  return places;
}

namespace {

using typeset::Layout;
using typeset::Weight;

// The left edge of the words, which a layout of a given width sets flush right in a right-to-left paragraph.
float left_of(const Layout& layout) {
  float left = layout.lines().empty() ? 0 : layout.lines().front().left;
  for (const typeset::LineBox& line : layout.lines())
    left = std::min(left, line.left);
  return left;
}

// What a row of the legend shows beside its words.
enum class Sample : std::uint8_t { none, swatch, ramp, circle, hollow, soft, cluster, stroke, dashes };

struct Row {
  Layout words;
  Layout number;  // in the sample of a cluster
  Color words_color;
  Sample sample = Sample::none;
  Color sample_color;
  std::vector<Color> ramp;  // of Sample::ramp: all classes side by side, lowest first
  float ramp_width = 0;     // px
  float radius = 0;         // px, of circles; half the width of a stroke
  float height = 0;         // px
  float space_after = 0;    // px
};

// Rows under each other, in a frame.
struct RowPanel {
  std::vector<Row> rows;
  float padding = 0;
  float gap = 0;           // between samples and words
  float sample_width = 0;  // px; 0 without samples
  float least_width = 0;   // px, within the padding

  [[nodiscard]] float words_from(const Row& row) const {
    if (row.sample == Sample::ramp) return row.ramp_width + gap;
    return row.sample == Sample::none ? 0 : sample_width + gap;
  }
  [[nodiscard]] PanelSize size() const {
    if (rows.empty()) return {};
    PanelSize size{least_width, 2 * padding};
    for (const Row& row : rows) {
      size.width = std::max(size.width, words_from(row) + row.words.width());
      size.height += row.height + row.space_after;
    }
    return {std::ceil(size.width + 2 * padding), std::ceil(size.height)};
  }
};

struct ScalePanel {
  ScaleBar bar;
  Layout words;
  PanelSize size;
};

struct NorthPanel {
  Layout words;
  PanelSize size;
};

struct CreditsPanel {
  Layout words;
  PanelSize size;
};

// The sources' names and licences: their versions are left to the picture's text fields.
std::string short_credits(std::string_view credits) {
  std::string words;
  while (!credits.empty()) {
    const std::size_t end = std::min(credits.find(';'), credits.size());
    std::string_view source = credits.substr(0, end);
    credits.remove_prefix(std::min(end + 1, credits.size()));
    source = source.substr(0, source.find(", version"));
    while (source.starts_with(' '))
      source.remove_prefix(1);
    if (!words.empty() && !source.empty()) words += " · ";
    words += source;
  }
  return words;
}

std::string range_words(std::uint32_t low, std::uint32_t high) {
  return low == high ? number(low) : fmt::format("{}–{}", number(low), number(high));
}

std::string length_words(double km, Language language) {
  const bool short_one = km < 1;
  const auto rounded = static_cast<std::uint64_t>(std::lround(short_one ? km * 1000 : km));
  return fmt::format("{} {}", number(rounded), word(short_one ? Word::metres : Word::kilometres, language));
}

// Lays out the panels' content for one picture.
class Composer {
 public:
  Composer(typeset::TextEngine& text, const Frame& frame, const MapScene& scene)
      : text_(text),
        frame_(frame),
        scene_(scene),
        scale_(static_cast<float>(frame.scale)),
        colors_(palette(scene.theme)),
        right_to_left_(scene.language != Language::english),
        compact_(shorter_than(kCompactPt)) {}

  // Whether the picture's shorter side is.
  [[nodiscard]] bool shorter_than(float pt) const {
    return static_cast<float>(std::min(frame_.picture.width, frame_.picture.height)) < pt * scale_;
  }
  [[nodiscard]] float px(float pt) const { return std::round(pt * scale_); }
  [[nodiscard]] float hairline() const { return std::max(1.0f, std::floor(scale_)); }
  [[nodiscard]] float scale() const { return scale_; }
  [[nodiscard]] bool right_to_left() const { return right_to_left_; }
  [[nodiscard]] const Palette& colors() const { return colors_; }

  // The user's words, the filters, the counts.
  [[nodiscard]] RowPanel title(const Decorations& decorations) const {
    RowPanel panel{{}, px(kPaddingPt), 0, 0};
    if (!decorations.title.empty())
      panel.rows.push_back(row(decorations.title, 18, Weight::bold, colors_.panel_text, 2));
    if (!decorations.filters) return panel;
    if (!scene_.filter_words.empty())
      panel.rows.push_back(row(scene_.filter_words, 12, Weight::regular, colors_.panel_text, 2));
    if (!scene_.counts_words.empty())
      panel.rows.push_back(row(scene_.counts_words, 12, Weight::regular, colors_.panel_muted, 1));
    return panel;
  }

  // In a window its first row leaves room for the sign that folds it.
  [[nodiscard]] RowPanel legend(const LegendContent& content,
                                const std::optional<WindowPanels>& window) const {
    RowPanel panel = window && window->legend_folded ? folded_legend() : legend(content);
    if (window)
      panel.least_width = panel.words_from(panel.rows[0]) + panel.rows[0].words.width() + px(kFoldSignPt);
    return panel;
  }

  [[nodiscard]] RowPanel folded_legend() const {
    RowPanel panel{{}, px(kPaddingPt), 0, 0};
    panel.rows.push_back(row(say(Word::export_legend), 12, Weight::bold, colors_.panel_text, 1));
    return panel;
  }

  [[nodiscard]] RowPanel legend(const LegendContent& content) const {
    RowPanel panel{{}, px(kPaddingPt), px(10), 0};
    if (content.empty()) {
      panel.rows.push_back(
          row(word(Word::nothing_to_show, scene_.language), 12, Weight::bold, colors_.panel_text, 1));
      return panel;
    }
    switch (scene_.style.style) {
      case MapStyle::areas:
        add_choropleth(panel, content);
        break;
      case MapStyle::heat:
        add_heat(panel, content);
        break;
      case MapStyle::arcs:
        add_arcs(panel);
        add_places(panel, content);
        break;
      case MapStyle::points:
      case MapStyle::clusters:
        add_areas(panel, content);
        add_places(panel, content);
        break;
    }
    if (content.disputed) {
      panel.rows.back().space_after = px(6);
      panel.rows.push_back(
          sample(word(Word::legend_disputed, scene_.language), Sample::dashes, colors_.disputed_border, 0));
    }
    for (const Row& r : panel.rows) {
      if (r.sample != Sample::none && r.sample != Sample::ramp)
        panel.sample_width = std::max({panel.sample_width, 2 * r.radius + px(2), px(24)});
    }
    return panel;
  }

  [[nodiscard]] ScalePanel scale_panel() const {
    ScalePanel panel;
    panel.bar = scale_bar(middle_km_per_px(), px(kScaleBarPt));
    panel.words = lay_out(length_words(panel.bar.km, scene_.language), 11, Weight::regular, 1);
    panel.size = {std::ceil(std::max(static_cast<float>(panel.bar.px), panel.words.width()) + px(16)),
                  std::ceil(panel.words.height() + px(14))};
    return panel;
  }

  [[nodiscard]] NorthPanel north_panel() const {
    NorthPanel panel;
    panel.words = lay_out(word(Word::north, scene_.language), 12, Weight::bold, 1);
    panel.size = {std::max(px(34), std::ceil(panel.words.width() + px(16))),
                  std::ceil(px(30) + panel.words.height() + px(8))};
    return panel;
  }

  [[nodiscard]] CreditsPanel credits(const std::string& words, bool one_line) const {
    typeset::LayoutOptions options;
    options.max_width_px = (one_line ? 0.4f : 0.55f) * static_cast<float>(frame_.picture.width);
    options.max_lines = one_line ? 1 : 5;
    CreditsPanel panel;
    panel.words = text_.layout(short_credits(words), {10 * scale_}, options);
    panel.size = {std::ceil(panel.words.width() + px(12)), std::ceil(panel.words.height() + px(6))};
    return panel;
  }

 private:
  // In the middle of the picture.
  [[nodiscard]] double middle_km_per_px() const {
    const PixelPos middle{0.5 * frame_.picture.width, 0.5 * frame_.picture.height};
    return km_per_px(frame_.to_mercator(middle).to_latlon().lat_deg(), frame_.world_px);
  }

  [[nodiscard]] Layout lay_out(std::string_view words, float size_pt, Weight weight, int max_lines) const {
    typeset::LayoutOptions options;
    options.max_width_px = 0.62f * static_cast<float>(frame_.picture.width);
    options.max_lines = max_lines;
    options.direction =
        right_to_left_ ? typeset::Direction::right_to_left : typeset::Direction::left_to_right;
    return text_.layout(words, {size_pt * scale_, weight}, options);
  }

  [[nodiscard]] Row row(std::string_view words, float size_pt, Weight weight, const Color& color,
                        int max_lines) const {
    Row made;
    made.words = lay_out(words, size_pt, weight, max_lines);
    made.words_color = color;
    made.height = made.words.height();
    return made;
  }

  [[nodiscard]] Row sample(std::string_view words, Sample kind, const Color& color, float radius) const {
    Row made = row(words, 11.5f, Weight::regular, colors_.panel_text, 1);
    made.sample = kind;
    made.sample_color = color;
    made.radius = radius;
    made.height = std::max({made.height, 2 * radius + px(4), px(19)});
    if (kind == Sample::cluster) made.number = lay_out("12", 11, Weight::bold, 1);
    return made;
  }

  void add_heading(RowPanel& panel, std::string_view words) const {
    if (!panel.rows.empty()) panel.rows.back().space_after = px(8);
    panel.rows.push_back(row(words, 12, Weight::bold, colors_.panel_text, 1));
    panel.rows.back().space_after = px(3);
  }
  [[nodiscard]] std::string_view say(Word words) const { return word(words, scene_.language); }
  // The word for what is counted.
  [[nodiscard]] std::string_view by_measure(Word mentions, Word articles) const {
    return say(scene_.style.measure == Measure::mentions ? mentions : articles);
  }
  void add_note(RowPanel& panel, std::string_view words) const {
    panel.rows.push_back(row(words, 11, Weight::regular, colors_.panel_muted, 1));
  }
  void add_not_shown(RowPanel& panel) const {
    if (scene_.outside == 0) return;
    add_note(panel, fmt::format("{}: {}", say(Word::legend_not_shown), isolated(number(scene_.outside))));
  }

  void add_areas(RowPanel& panel, const LegendContent& content) const {
    if (content.areas.lower.empty()) return;
    add_heading(panel, by_measure(Word::legend_areas, Word::legend_areas_articles));
    add_classes(panel, content.areas, false, compact_);
    if (content.province_in_country && !compact_) add_note(panel, say(Word::legend_tint_rule));
  }

  void add_choropleth(RowPanel& panel, const LegendContent& content) const {
    if (content.areas.lower.empty()) return;
    const bool share = scene_.style.share;
    std::string heading(scene_.style.area_level == AreaLevel::country
                            ? by_measure(Word::legend_by_country, Word::legend_by_country_articles)
                            : by_measure(Word::legend_by_province, Word::legend_by_province_articles));
    if (share) heading += fmt::format(" ({} {})", isolated("%"), say(Word::legend_of_all));
    add_heading(panel, heading);
    add_classes(panel, content.areas, share, shorter_than(kClassesPt));
    panel.rows.push_back(sample(say(Word::legend_no_mention), Sample::swatch, colors_.land, 0));
    if (!compact_)
      add_note(panel,
               say(scene_.style.classing == Classing::quantiles ? Word::quantiles : Word::natural_breaks));
    add_not_shown(panel);
  }

  void add_classes(RowPanel& panel, const AreaClasses& classes, bool share, bool as_ramp) const {
    const auto bounds = [&](std::uint32_t low, std::uint32_t high) {
      if (!share) return range_words(low, high);
      const std::string from = share_words(low, scene_.passing);
      const std::string to = share_words(high, scene_.passing);
      return from == to ? from : fmt::format("{}–{}", from, to);
    };
    if (as_ramp) {
      Row made = ramp(bounds(classes.lower.front(), classes.upper.back()));
      for (std::size_t i = 0; i < classes.lower.size(); ++i)
        made.ramp.push_back(colors_.area[classes.color_of(i)]);
      made.ramp_width = static_cast<float>(made.ramp.size()) * px(kRampStepPt);
      panel.rows.push_back(std::move(made));
      return;
    }
    for (std::size_t i = classes.lower.size(); i-- > 0;) {
      panel.rows.push_back(sample(bounds(classes.lower[i], classes.upper[i]), Sample::swatch,
                                  colors_.area[classes.color_of(i)], 0));
    }
  }

  [[nodiscard]] Row ramp(std::string_view words) const { return sample(words, Sample::ramp, {}, 0); }

  void add_heat(RowPanel& panel, const LegendContent& content) const {
    add_heading(panel, by_measure(Word::legend_heat, Word::legend_heat_articles));
    // The ramp in steps of density: colours go by its square root.
    Row made = ramp(fmt::format("0–{}", number(static_cast<std::uint64_t>(std::lround(content.heat_peak)))));
    for (std::size_t i = 0; i + 1 < kHeatStops; ++i) {
      const Color color = mix(colors_.heat[i], colors_.heat[i + 1], 0.5f);
      made.ramp.push_back(mix(colors_.land, color.with_alpha(1), color.a));
    }
    made.ramp_width = static_cast<float>(made.ramp.size()) * px(kRampStepPt);
    panel.rows.push_back(std::move(made));
    const double km = middle_km_per_px() * scene_.style.heat_radius * frame_.scale;
    add_note(panel,
             fmt::format("{}: {}", say(Word::legend_radius), isolated(length_words(km, scene_.language))));
    add_not_shown(panel);
  }

  void add_arcs(RowPanel& panel) const {
    if (scene_.arcs.empty()) return;
    add_heading(panel, say(Word::legend_arcs));
    const std::uint32_t most = scene_.arcs.front().articles;
    const std::vector<std::uint32_t> sizes = legend_sizes(most);
    for (std::size_t i = sizes.size(); i-- > 0;) {
      if (compact_ && i != 0 && i + 1 != sizes.size()) continue;
      const float strength = static_cast<float>(sizes[i]) / static_cast<float>(most);
      panel.rows.push_back(sample(number(sizes[i]), Sample::stroke,
                                  mix(colors_.weak_arc, colors_.arc, strength),
                                  arc_width(sizes[i], most) * scale_ / 2));
    }
    add_note(panel, fmt::format("{}: {}", say(Word::legend_strongest), isolated(number(scene_.arcs.size()))));
  }

  void add_places(RowPanel& panel, const LegendContent& content) const {
    if (content.sizes.empty() && content.cluster == 0) return;
    add_heading(panel, by_measure(Word::legend_places, Word::legend_places_articles));
    if (content.cluster > 0)
      panel.rows.push_back(sample(say(Word::legend_cluster), Sample::cluster, colors_.point, 11 * scale_));
    for (std::size_t i = content.sizes.size(); i-- > 0;) {
      if (compact_ && i != 0 && i + 1 != content.sizes.size())
        continue;  // the largest and the smallest will do
      const float radius = point_radius(content.sizes[i], content.most, content.largest_pt) *
                           static_cast<float>(frame_.circle_scale());
      panel.rows.push_back(sample(number(content.sizes[i]), Sample::circle, colors_.point, radius));
    }
    const float radius = 5 * scale_;
    if (content.doubtful) {
      panel.rows.push_back(
          sample(word(Word::legend_doubtful, scene_.language), Sample::hollow, colors_.point, radius));
    }
    if (content.soft) {
      panel.rows.push_back(sample(word(Word::legend_no_border, scene_.language), Sample::soft,
                                  colors_.soft_point, 1.6f * radius));
    }
  }

  typeset::TextEngine& text_;
  const Frame& frame_;
  const MapScene& scene_;
  float scale_;
  const Palette& colors_;
  bool right_to_left_;
  bool compact_;  // the picture is small: a short legend
};

// Puts the panels' content into the batches.
class Painter {
 public:
  Painter(const Composer& composer, ShapeBatch& shapes, TextBatch& words)
      : made_(composer), shapes_(shapes), words_(words) {}

  void rows(const RowPanel& panel, const Box& box) {
    shapes_.add(box, made_.px(6), made_.colors().panel, made_.hairline(), made_.colors().panel_border);
    float y = box.y0 + panel.padding;
    for (const Row& row : panel.rows) {
      const float middle = y + row.height / 2;
      if (row.sample == Sample::ramp) {
        draw_ramp(row, box, panel.padding, middle);
      } else {
        draw_sample(row, at_start(box, panel.padding + panel.sample_width / 2, 0), middle);
      }
      words_.add(row.words,
                 at_start(box, panel.padding + panel.words_from(row), row.words.width()) - left_of(row.words),
                 middle - row.words.height() / 2, row.words_color);
      y += row.height + row.space_after;
    }
  }

  void scale(const ScalePanel& panel, const Box& box) {
    const Color color = made_.colors().panel_text;
    shapes_.add(box, made_.px(4), made_.colors().panel.with_alpha(0.75f));
    const auto length = static_cast<float>(std::round(panel.bar.px));
    const float left = std::round((box.x0 + box.x1 - length) / 2);
    const float y = box.y1 - made_.px(8);
    const float line = std::max(1.0f, std::round(1.5f * made_.scale()));
    shapes_.add({left, y, left + length, y + line}, 0, color);
    shapes_.add({left, y - made_.px(4), left + line, y}, 0, color);
    shapes_.add({left + length - line, y - made_.px(4), left + length, y}, 0, color);
    words_.add(panel.words, (box.x0 + box.x1 - panel.words.width()) / 2 - left_of(panel.words),
               box.y0 + made_.px(1), color);
  }

  // An arrow that points up, "N" below it.
  void north(const NorthPanel& panel, const Box& box) {
    const Color color = made_.colors().panel_text;
    shapes_.add(box, made_.px(6), made_.colors().panel, made_.hairline(), made_.colors().panel_border);
    const PixelPos tip{(box.x0 + box.x1) / 2, box.y0 + made_.px(8)};
    const float wing = made_.px(7);
    const float line = std::max(1.5f, 2 * made_.scale());
    shapes_.add_line(tip, {tip.x, tip.y + made_.px(20)}, line, color);
    shapes_.add_line(tip, {tip.x - wing, tip.y + wing}, line, color);
    shapes_.add_line(tip, {tip.x + wing, tip.y + wing}, line, color);
    words_.add(panel.words, (box.x0 + box.x1 - panel.words.width()) / 2 - left_of(panel.words),
               box.y1 - panel.words.height() - made_.px(4), color);
  }

  void credits(const CreditsPanel& panel, const Box& box) {
    shapes_.add(box, made_.px(3), made_.colors().panel.with_alpha(0.75f));
    words_.add(panel.words, box.x0 + made_.px(6) - left_of(panel.words), box.y0 + made_.px(3),
               made_.colors().panel_muted);
  }

 private:
  // The x of something `width` wide that stands `from_start` px from a box's start.
  [[nodiscard]] float at_start(const Box& box, float from_start, float width) const {
    return made_.right_to_left() ? box.x1 - from_start - width : box.x0 + from_start;
  }

  void draw_ramp(const Row& row, const Box& box, float from_start, float y) {
    const float step = row.ramp_width / static_cast<float>(row.ramp.size());
    for (std::size_t i = 0; i < row.ramp.size(); ++i) {
      const float left = at_start(box, from_start + static_cast<float>(i) * step, step);
      shapes_.add({left, y - made_.px(6.5f), left + step, y + made_.px(6.5f)}, 0, row.ramp[i],
                  made_.hairline(), made_.colors().panel_border);
    }
  }

  void draw_sample(const Row& row, float x, float y) {
    const PixelPos center{x, y};
    const float line = std::max(1.0f, 1.6f * made_.scale());
    switch (row.sample) {
      case Sample::none:
      case Sample::ramp:  // see draw_ramp
        break;
      case Sample::swatch:
        shapes_.add({x - made_.px(11), y - made_.px(6.5f), x + made_.px(11), y + made_.px(6.5f)}, made_.px(2),
                    row.sample_color, made_.hairline(), made_.colors().panel_border);
        break;
      case Sample::cluster:
        shapes_.add_disc(center, row.radius + 1.25f * made_.scale(), made_.colors().point_outline);
        shapes_.add_disc(center, row.radius, row.sample_color);
        words_.add(row.number, x - row.number.width() / 2 - left_of(row.number), y - row.number.height() / 2,
                   made_.colors().cluster_number);
        break;
      case Sample::stroke:
        shapes_.add_line({x - made_.px(10), y}, {x + made_.px(10), y}, 2 * row.radius, row.sample_color);
        break;
      case Sample::circle:
        shapes_.add_disc(center, row.radius + 1.25f * made_.scale(), made_.colors().point_outline);
        shapes_.add_disc(center, row.radius, row.sample_color);
        break;
      case Sample::hollow:
        shapes_.add_disc(center, row.radius, row.sample_color.with_alpha(0.14f), line, row.sample_color);
        break;
      case Sample::soft:
        for (int ring = 5; ring <= 10; ++ring) {
          shapes_.add_disc(center, row.radius * 0.1f * static_cast<float>(ring),
                           row.sample_color.with_alpha(0.1f));
        }
        shapes_.add_disc(center, 2 * made_.scale(), made_.colors().point);
        break;
      case Sample::dashes:
        for (int dash = -1; dash <= 1; ++dash) {
          const float middle = x + static_cast<float>(dash) * made_.px(8);
          shapes_.add({middle - made_.px(2.5f), y - line / 2, middle + made_.px(2.5f), y + line / 2}, 0,
                      row.sample_color);
        }
        break;
    }
  }

  const Composer& made_;
  ShapeBatch& shapes_;
  TextBatch& words_;
};

}  // namespace

std::vector<Box> DecorationLayer::add_to(ShapeBatch& shapes, TextBatch& words, const Frame& frame,
                                         const MapScene& scene, const Decorations& decorations,
                                         const LegendContent& content) {
  const Composer composer(*text_, frame, scene);
  const RowPanel title = composer.title(decorations);
  const RowPanel legend = decorations.legend ? composer.legend(content, decorations.window) : RowPanel{};
  const ScalePanel scale = decorations.scale_bar ? composer.scale_panel() : ScalePanel{};
  const NorthPanel north =
      decorations.north_arrow && frame.globe_share() == 0 ? composer.north_panel() : NorthPanel{};
  const CreditsPanel credits = decorations.credits && !credits_.empty()
                                   ? composer.credits(credits_, decorations.window.has_value())
                                   : CreditsPanel{};
  places_ = place_panels(frame.picture, {title.size(), north.size, legend.size(), scale.size, credits.size},
                         composer.px(kMarginPt), composer.right_to_left(),
                         decorations.window ? decorations.window->legend_at : std::nullopt);
  const PanelPlaces& places = places_;
  Painter painter(composer, shapes, words);
  if (places.title) painter.rows(title, *places.title);
  if (places.north) painter.north(north, *places.north);
  if (places.legend) painter.rows(legend, *places.legend);
  if (places.scale) painter.scale(scale, *places.scale);
  if (places.credits) painter.credits(credits, *places.credits);
  std::vector<Box> covered;
  for (const auto& place : {places.title, places.north, places.legend, places.scale, places.credits}) {
    if (place) covered.push_back(*place);
  }
  return covered;
}

}  // namespace kharita::app::map
