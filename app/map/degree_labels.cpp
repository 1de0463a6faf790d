#include "app/map/degree_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "app/map/globe_layer.h"
#include "app/map/palette.h"
#include "app/model/words.h"

namespace kharita::app::map {
namespace {

constexpr float kSizePt = 10.5f;
constexpr float kHaloPt = 1.5f;
constexpr float kInsetPt = 5;    // from the edge
constexpr double kApartPt = 64;  // lines nearer than this are not told one by one
constexpr double kSamplePt = 8;  // a line's crossing of an edge is looked for in steps of this
constexpr double kHighestLat = 85;
constexpr double kHighestMeridianLat = 80;  // further on meridians run together

// Where a lattice line crosses an edge.
struct Crossing {
  double at_px = 0;  // along it
  int degrees = 0;
};

// The crossings of lines every `step` degrees with a straight edge of `length_px`, of which `value_at(px)`
// tells the degrees, none where there is no map. What jumps by more than a step between two samples is passed
// over.
template <typename ValueAt>
std::vector<Crossing> crossings(double length_px, double sample_px, int step, ValueAt value_at) {
  std::vector<Crossing> found;
  std::optional<double> before = value_at(0.0);
  for (double px = 0; px < length_px;) {
    const double next = std::min(px + sample_px, length_px);
    const std::optional<double> value = value_at(next);
    if (before && value) {
      const double change = std::remainder(*value - *before, 360);
      const double low = std::min(*before, *before + change);
      const double line = std::ceil(low / step) * step;
      if (change != 0 && std::abs(change) < step && line < low + std::abs(change)) {
        const double degrees = std::remainder(line, 360);
        found.push_back(
            {px + (next - px) * (line - *before) / change, static_cast<int>(std::lround(degrees))});
      }
    }
    before = value;
    px = next;
  }
  return found;
}

}  // namespace

int degree_step(const Frame& frame) {
  const double px_per_degree = frame.world_px / 360;
  int finest = 0;
  for (const GraticuleLevel& level : kGraticule) {
    if (frame.style_zoom() < level.from_zoom + 0.25) break;  // half visible
    finest = level.step_deg;
  }
  for (const int step : std::array{1, 5, 10, 30, 90}) {
    if (step >= finest && step * px_per_degree >= kApartPt * frame.scale) return step;
  }
  return 0;
}

std::string degree_words(int degrees, bool is_lat, Language language) {
  const int amount = std::abs(degrees);
  if (amount == 0 || (!is_lat && amount == 180)) return fmt::format("{}°", amount);
  const Word side =
      is_lat ? (degrees > 0 ? Word::north : Word::south) : (degrees > 0 ? Word::east : Word::west);
  return fmt::format("{}°{}{}", amount, language == Language::english ? "" : " ", word(side, language));
}

typeset::Layout DegreeLabels::lay_out(int degrees, bool is_lat, const Frame& frame,
                                      const MapScene& scene) const {
  const auto scale = static_cast<float>(frame.scale);
  typeset::Style style;
  style.size_px = kSizePt * scale;
  style.halo_px = std::min(std::round(4 * kHaloPt * scale) / 4, typeset::kMaxHaloPx);
  typeset::LayoutOptions options;
  options.direction = scene.language == Language::english ? typeset::Direction::left_to_right
                                                          : typeset::Direction::right_to_left;
  return text_->layout(degree_words(degrees, is_lat, scene.language), style, options);
}

std::vector<DegreeLabels::Label> DegreeLabels::choose(const Frame& frame, const MapScene& scene,
                                                      std::span<const Box> taken) const {
  std::vector<Label> labels;
  const double share = frame.globe_share();
  const int step = degree_step(frame);
  if (step == 0 || (share > 0 && share < 1)) return labels;  // on the way to the globe nothing is told
  const auto scale = static_cast<float>(frame.scale);
  const auto width = static_cast<float>(frame.picture.width);
  const auto height = static_cast<float>(frame.picture.height);
  const float inset = kInsetPt * scale;
  const bool at_left = scene.language != Language::english;
  const Box picture{0, 0, width, height};

  const auto take = [&](const Crossing& crossing, bool is_lat) {
    Label label{lay_out(crossing.degrees, is_lat, frame, scene), {}, crossing.degrees, is_lat};
    const float w = label.layout.width();
    const float h = label.layout.height();
    const auto at = static_cast<float>(crossing.at_px);
    const float left = is_lat ? (at_left ? inset : width - inset - w) : at - w / 2;
    const float top = is_lat ? at - h / 2 : inset;
    label.box = {std::round(left), std::round(top), std::round(left) + w, std::round(top) + h};
    const Box room = label.box.grown(inset);
    const auto hit = [&](const Box& box) { return box.overlaps(room); };
    if (!label.box.grown(kHaloPt * scale).inside(picture) || std::any_of(taken.begin(), taken.end(), hit) ||
        std::any_of(labels.begin(), labels.end(), [&](const Label& other) { return hit(other.box); }))
      return;
    labels.push_back(std::move(label));
  };
  const double line_height = lay_out(0, false, frame, scene).height();
  const double along_x = at_left ? inset + line_height : width - inset - line_height;
  const double sample = kSamplePt * frame.scale;
  const auto meridian_at = [&](double x) -> std::optional<double> {
    const auto p = frame.to_latlon({x, inset + line_height / 2});
    if (!p || (share > 0 && std::abs(p->lat_deg()) > kHighestMeridianLat)) return std::nullopt;
    return p->lon_deg();
  };
  const auto parallel_at = [&](double y) -> std::optional<double> {
    const auto p = frame.to_latlon({along_x, y});
    if (!p || std::abs(p->lat_deg()) > kHighestLat) return std::nullopt;
    return p->lat_deg();
  };
  for (const Crossing& crossing : crossings(width, sample, step, meridian_at))
    take(crossing, false);
  for (const Crossing& crossing : crossings(height, sample, step, parallel_at))
    take(crossing, true);
  return labels;
}

std::vector<Box> DegreeLabels::add_to(TextBatch& words, const Frame& frame, const MapScene& scene,
                                      std::span<const Box> taken) const {
  const Palette& colors = palette(scene.theme);
  std::vector<Box> boxes;
  for (const Label& label : choose(frame, scene, taken)) {
    words.add(label.layout, label.box.x0, label.box.y0, colors.admin1_label, colors.label_halo);
    boxes.push_back(label.box);
  }
  return boxes;
}

}  // namespace kharita::app::map
