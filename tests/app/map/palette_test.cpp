#include "app/map/palette.h"

#include <doctest/doctest.h>

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
