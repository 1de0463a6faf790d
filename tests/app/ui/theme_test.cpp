#include "app/ui/theme.h"

#include <doctest/doctest.h>

#include <vector>

using namespace kharita::app;
using namespace kharita::app::ui;

TEST_CASE("theme: contrast is that of WCAG") {
  CHECK(contrast(Color::hex(0x000000), Color::hex(0xFFFFFF)) == doctest::Approx(21));
  CHECK(contrast(Color::hex(0x777777), Color::hex(0xFFFFFF)) == doctest::Approx(4.48).epsilon(0.005));
  CHECK(contrast(Color::hex(0x123456), Color::hex(0x123456)) == doctest::Approx(1));
}

TEST_CASE("theme: every text colour can be read on what it is drawn on") {
  for (const Theme theme : {Theme::dark, Theme::light}) {
    const Palette& p = palette(theme);
    for (const Color under :
         {p.panel, p.field, p.window, p.raised, p.raised_hovered, blend(p.selection, p.panel),
          blend(p.hover, p.panel), blend(p.mention, p.panel), blend(p.mention_hovered, p.panel)}) {
      CHECK(contrast(p.text, under) >= kMinTextContrast);
    }
    for (const Color text : {p.text_muted, p.accent_text, p.warning, p.error, p.success}) {
      CHECK(contrast(text, p.panel) >= kMinTextContrast);
      CHECK(contrast(text, p.field) >= kMinTextContrast);
    }
    CHECK(contrast(p.text_muted, blend(p.selection, p.panel)) >= kMinTextContrast);
    CHECK(contrast(p.on_accent, p.accent) >= kMinTextContrast);
    CHECK(contrast(p.on_accent, p.accent_hovered) >= kMinTextContrast);
  }
}

TEST_CASE("theme: the bars of passing articles stand out from those of all") {
  for (const Theme theme : {Theme::dark, Theme::light}) {
    CHECK(contrast(palette(theme).bar_passing, palette(theme).bar_all) >= 2.5);
    CHECK(contrast(palette(theme).accent, palette(theme).panel) >= 3);
  }
}
