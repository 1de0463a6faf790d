#include "app/typeset/text_runs.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/app/typeset/shared_engine.h"

using namespace kharita;
using namespace kharita::app::typeset;
using kharita::app::typeset::test::engine;
using kharita::app::typeset::test::kStyle;

namespace {

std::string read(const TextLine& line) {
  std::string text;
  for (const TextRun* run : reading_order(line))
    text += run->text;
  return text;
}

void check_clusters(const TextRun& run) {
  std::size_t bytes = 0;
  std::size_t glyphs = 0;
  for (const TextCluster& cluster : run.clusters) {
    bytes += cluster.bytes;
    glyphs += cluster.glyphs;
  }
  CHECK(bytes == run.text.size());
  CHECK(glyphs == run.glyphs.size());
}

}  // namespace

TEST_CASE("text runs: mixed lines read as they were written, and clusters cover text and glyphs") {
  for (const std::string text :
       {"الأندلس", "إيران (Iran) 2024 في آسيا", "Kabul كابل 12,5%", "بَيْتٌ", "日本 tōkyō"}) {
    CAPTURE(text);
    const auto lines = text_lines(engine().layout(text, kStyle));
    REQUIRE(lines.size() == 1);
    CHECK(read(lines[0]) == text);
    for (const TextRun& run : lines[0].runs)
      check_clusters(run);
  }
}

TEST_CASE("text runs: each letter of lam-alef has its glyph") {
  const auto lines = text_lines(engine().layout("لا", kStyle));
  REQUIRE(lines.size() == 1);
  REQUIRE(lines[0].runs.size() == 1);
  const TextRun& run = lines[0].runs[0];
  CHECK(run.right_to_left);
  CHECK(run.clusters.size() == 2);
  CHECK(run.glyphs.size() == 2);
}

TEST_CASE("text runs: what is cut ends in an ellipsis, and nothing that only steers the direction is said") {
  const auto cut =
      text_lines(engine().layout("الولايات المتحدة الأمريكية", kStyle, {.max_width_px = 90, .max_lines = 1}));
  REQUIRE(cut.size() == 1);
  CHECK(read(cut[0]).ends_with("…"));
  CHECK(read(cut[0]).starts_with("الولايات"));
  const auto steered = text_lines(engine().layout("\u2068x\u2069\u202e \x01y", kStyle));
  REQUIRE(steered.size() == 1);
  CHECK(read(steered[0]) == "x y");
  const auto broken =
      text_lines(engine().layout("a\xff"
                                 "b",
                                 kStyle));
  CHECK(read(broken[0]) == "a\uFFFDb");
}

TEST_CASE("text runs: lines are told apart and keep their glyphs between their edges") {
  const Layout layout = engine().layout("one two three\nأربعة خمسة", kStyle, {.max_width_px = 70});
  const auto lines = text_lines(layout);
  REQUIRE(lines.size() == layout.lines().size());
  REQUIRE(lines.size() >= 3);
  for (const TextLine& line : lines) {
    for (const TextRun& run : line.runs) {
      for (const PlacedGlyph& glyph : run.glyphs) {
        CHECK(glyph.x > line.box.left - 8);
        CHECK(glyph.x < line.box.left + line.box.width + 8);
        CHECK(glyph.y > line.box.top);
        CHECK(glyph.y < line.box.top + line.box.height);
      }
    }
  }
}

TEST_CASE("text runs: a run's font is a file that is there") {
  const auto lines = text_lines(engine().layout("خريطة", {.size_px = 16, .weight = Weight::bold}));
  const FontFile font = engine().font_file(lines[0].runs[0].font);
  CHECK(font.family == "Noto Naskh Arabic");
  CHECK(font.bold);
  CHECK(font.scale > 1);
  CHECK(font.path.ends_with(".ttf"));
  CHECK(engine().font_file(60000).path.empty());
}
