#include "app/map/palette.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>

using namespace kharita::app;
using namespace kharita::app::map;

TEST_CASE("palette: text has a contrast of at least 4.5 with what it stands on, in both themes") {
  for (const Theme theme : {Theme::dark, Theme::light}) {
    const Palette& p = palette(theme);
    const Color panel = p.panel.with_alpha(1);
    CHECK(contrast(p.panel_text, panel) >= 4.5);
    CHECK(contrast(p.panel_muted, panel) >= 4.5);
    for (const Color& label : {p.country_label, p.admin1_label, p.city_label, p.mention_label}) {
      CHECK(contrast(label, p.land) >= 4.5);
      CHECK(contrast(label, p.label_halo.with_alpha(1)) >= 4.5);
    }
    CHECK(contrast(p.water_label, p.sea) >= 4.5);
  }
}

TEST_CASE("palette: each class of the ramp is further from the land in lightness than the one before") {
  for (const Theme theme : {Theme::dark, Theme::light}) {
    const Palette& p = palette(theme);
    double before = contrast(p.area[0], p.land);
    for (std::size_t i = 1; i < kAreaClasses; ++i) {
      const double now = contrast(p.area[i], p.land);
      CHECK(now > before);
      before = now;
    }
    CHECK(contrast(p.area[0], p.land) > 1.05);
  }
}

TEST_CASE("palette: points stand out on land and sea, and with their outline on every class") {
  for (const Theme theme : {Theme::dark, Theme::light}) {
    const Palette& p = palette(theme);
    CHECK(contrast(p.point, p.land) >= 3);
    CHECK(contrast(p.point, p.sea) >= 2.5);
    for (const Color& area : p.area) {
      const double best = std::max(contrast(p.point, area), contrast(p.point_outline.with_alpha(1), area));
      CHECK(best >= 2.0);
    }
  }
}

namespace {

// What eyes without one kind of cone see: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
// physiologically-based model for simulation of color vision deficiency", 2009, severity 1, on linear light.
using Matrix = std::array<std::array<double, 3>, 3>;
constexpr std::array<Matrix, 4> kEyes{
    Matrix{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    Matrix{
        {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    Matrix{
        {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    Matrix{
        {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};

double linear_light(double c) {
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

// CIE L*a*b* of a colour as such an eye sees it (D65).
std::array<double, 3> lab(const Color& color, const Matrix& eye) {
  const std::array<double, 3> rgb{linear_light(static_cast<double>(color.r)),
                                  linear_light(static_cast<double>(color.g)),
                                  linear_light(static_cast<double>(color.b))};
  std::array<double, 3> seen{};
  for (std::size_t i = 0; i < 3; ++i)
    seen[i] = std::clamp(eye[i][0] * rgb[0] + eye[i][1] * rgb[1] + eye[i][2] * rgb[2], 0.0, 1.0);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
  const double y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
  const double z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(const Color& a, const Color& b, const Matrix& eye) {
  const auto first = lab(a, eye);
  const auto second = lab(b, eye);
  return std::sqrt(std::pow(first[0] - second[0], 2) + std::pow(first[1] - second[1], 2) +
                   std::pow(first[2] - second[2], 2));
}

// As drawn on the land.
Color on_land(const Color& color, const Palette& p) {
  return mix(p.land, color.with_alpha(1), color.a);
}

}  // namespace

TEST_CASE("palette: neighbouring classes and stops stay apart for every kind of colour vision") {
  constexpr double kClasses = 6;  // delta E 1976; 2.3 is just noticeable
  constexpr double kStops = 7;
  for (const Theme theme : {Theme::dark, Theme::light}) {
    const Palette& p = palette(theme);
    for (const Matrix& eye : kEyes) {
      for (std::size_t i = 1; i < kAreaClasses; ++i)
        CHECK(difference(p.area[i - 1], p.area[i], eye) >= kClasses);
      CHECK(difference(p.area[0], p.land, eye) >= kClasses);
      for (std::size_t i = 1; i < kHeatStops; ++i)
        CHECK(difference(on_land(p.heat[i - 1], p), on_land(p.heat[i], p), eye) >= kStops);
      CHECK(difference(p.point, p.land, eye) >= 30);
      CHECK(difference(p.arc, p.land, eye) >= 25);
      CHECK(difference(p.weak_arc, p.land, eye) >= 10);
      for (const Color& area : p.area)
        CHECK(difference(p.point, area, eye) >= 20);
    }
  }
}

TEST_CASE("palette: the heat map's lightness runs one way, so that it reads without colour") {
  for (const Theme theme : {Theme::dark, Theme::light}) {
    const Palette& p = palette(theme);
    for (std::size_t i = 1; i < kHeatStops; ++i) {
      const double before = contrast(on_land(p.heat[i - 1], p), p.land);
      CHECK(contrast(on_land(p.heat[i], p), p.land) > before);
      CHECK(p.heat[i].a >= p.heat[i - 1].a);
    }
    CHECK(p.heat[0].a == 0);
  }
}

TEST_CASE("palette: numbers in clusters have a contrast of at least 4.5") {
  for (const Theme theme : {Theme::dark, Theme::light})
    CHECK(contrast(palette(theme).cluster_number, palette(theme).point) >= 4.5);
}
