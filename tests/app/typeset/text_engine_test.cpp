#include "app/typeset/text_engine.h"

#include <doctest/doctest.h>
#include <unicode/brkiter.h>
#include <unicode/ubidi.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "app/model/words.h"
#include "app/typeset/composer.h"
#include "tests/app/typeset/shared_engine.h"

using namespace kharita;
using namespace kharita::app::typeset;
using kharita::app::typeset::test::engine;
using kharita::app::typeset::test::kStyle;

namespace {

// The glyphs that a text is shaped to, in visual order, with the font each is of.
std::vector<ShapedGlyph> shaped(const std::string& utf8) {
  auto fonts = FontSet::create();
  REQUIRE(fonts.has_value());
  BreakTools tools;
  Paragraph paragraph;
  decode(utf8, 0, static_cast<std::uint32_t>(utf8.size()), paragraph.text);
  paragraph.shape(tools, *fonts, kStyle, Direction::automatic);
  return paragraph.glyphs();
}

// Byte offsets of the grapheme edges, by ICU's character iterator over the decoded text.
std::vector<std::uint32_t> grapheme_edges(const std::string& utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  iterator->setText(text);
  std::vector<std::uint32_t> edges;
  for (std::int32_t at = iterator->first(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    std::string before;
    text.tempSubString(0, at).toUTF8String(before);
    edges.push_back(static_cast<std::uint32_t>(before.size()));
  }
  return edges;
}

// The bytes of the characters as ubidi alone orders them on one line.
std::vector<std::uint32_t> bidi_order(const std::string& utf8) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  UErrorCode status = U_ZERO_ERROR;
  UBiDi* bidi = ubidi_open();
  ubidi_setPara(bidi, text.getBuffer(), text.length(), UBIDI_DEFAULT_LTR, nullptr, &status);
  std::vector<std::int32_t> visual(static_cast<std::size_t>(text.length()));
  ubidi_getVisualMap(bidi, visual.data(), &status);
  ubidi_close(bidi);
  std::vector<std::uint32_t> bytes;
  for (const std::int32_t index : visual) {
    std::string before;
    text.tempSubString(0, index).toUTF8String(before);
    bytes.push_back(static_cast<std::uint32_t>(before.size()));
  }
  return bytes;
}

std::vector<std::uint32_t> bytes_left_to_right(const Layout& layout) {
  std::vector<GlyphQuad> quads(layout.glyphs().begin(), layout.glyphs().end());
  std::vector<std::uint32_t> bytes;
  for (const GlyphQuad& quad : quads)
    bytes.push_back(quad.byte);
  return bytes;
}

std::string random_bytes(std::mt19937& random, std::size_t length) {
  // Bytes that make whole, broken and mixed sequences likely.
  static const std::vector<std::string> kParts = {"a",
                                                  "B",
                                                  " ",
                                                  "\n",
                                                  "\t",
                                                  "7",
                                                  "(",
                                                  "\xD8\xA7",
                                                  "\xD9\x84",
                                                  "\xD9\x8E",
                                                  "\xD8",
                                                  "\xE2\x80\xAE",
                                                  "\xE2\x81\xA7",
                                                  "\xE2\x80\x8F",
                                                  "\xF0\x9F\x98\x80",
                                                  "\xE2\x80\x8D",
                                                  "\xFF",
                                                  "\xC2\x85",
                                                  "\xED\xA0\x80",
                                                  "\r\n",
                                                  "\xD7\x90",
                                                  "\xE0\xA4\x95",
                                                  "\xE0\xA5\x8D",
                                                  std::string(1, '\0'),
                                                  "\x7F",
                                                  "\xD8\x80",
                                                  "\xF4\x90\x80\x80",
                                                  "\xDB\x95"};
  std::string text;
  while (text.size() < length) {
    text +=
        random() % 4 == 0 ? std::string(1, static_cast<char>(random())) : kParts[random() % kParts.size()];
  }
  return text;
}

}  // namespace

TEST_CASE("typeset: Arabic letters take their joined forms") {
  const auto word = shaped("خريطة");
  REQUIRE(word.size() == 5);
  const std::vector<std::string> letters = {"ة", "ط", "ي", "ر", "خ"};  // from left to right
  int joined = 0;
  for (std::size_t i = 0; i < letters.size(); ++i)
    joined += word[i].glyph != shaped(letters[i])[0].glyph ? 1 : 0;
  CHECK(joined == 5);
}

TEST_CASE("typeset: an Arabic word runs from right to left") {
  const Layout layout = engine().layout("خريطة", kStyle);
  const auto bytes = bytes_left_to_right(layout);
  CHECK(bytes == std::vector<std::uint32_t>{8, 6, 4, 2, 0});
  CHECK(std::is_sorted(layout.glyphs().begin(), layout.glyphs().end(),
                       [](const GlyphQuad& a, const GlyphQuad& b) { return a.x1 < b.x1; }));
  CHECK(layout.lines()[0].right_to_left);
}

TEST_CASE("typeset: mixed lines stand in the order of the bidi algorithm") {
  for (const std::string text :
       {"GDAL 3.6 في كابول 2024", "في GDAL 3.6 (كابول) 2024!", "abc (دمشق) def, 12:30"}) {
    CHECK(bytes_left_to_right(engine().layout(text, kStyle)) == bidi_order(text));
  }
}

TEST_CASE("typeset: Kurdish, Urdu and Persian letters have glyphs") {
  for (const auto& glyph : shaped("ڕۆژھەڵات ێ ہے گئے ٹھیک ڈھاکہ ں پ چ ژ ک گ ی"))
    CHECK(glyph.glyph != 0);
}

TEST_CASE("typeset: a character that no font has is drawn as a box") {
  const Layout layout = engine().layout("\U000F1234", kStyle);
  REQUIRE(layout.glyphs().size() == 1);
  CHECK(layout.glyphs()[0].x1 > layout.glyphs()[0].x0);
}

TEST_CASE("typeset: a caret's place leads back to its byte on every grapheme") {
  for (const std::string text : {"خريطة الأخبار لله", "Kharita e\u0301tude", "سلامٌ عليكمُ", "لالا"}) {
    const Layout layout = engine().layout(text, kStyle);
    for (const std::uint32_t byte : grapheme_edges(text)) {
      CAPTURE(text);
      CHECK(layout.byte_at(layout.caret_at(byte).x, 1) == byte);
    }
  }
}

TEST_CASE("typeset: in mixed text a caret's place leads back to the same place") {
  for (const std::string text : {"GDAL 3.6 في كابول 2024", "مدينة Paris الفرنسية", "a ب c د"}) {
    const Layout layout = engine().layout(text, kStyle);
    for (const std::uint32_t byte : grapheme_edges(text)) {
      const float x = layout.caret_at(byte).x;
      CHECK(layout.caret_at(layout.byte_at(x, 1)).x == doctest::Approx(x));
    }
  }
}

TEST_CASE("typeset: the letters of a ligature have a caret between them") {
  const std::string text = "لا";
  const Layout layout = engine().layout(text, kStyle);
  const float start = layout.caret_at(0).x;
  const float middle = layout.caret_at(2).x;
  const float end = layout.caret_at(4).x;
  CHECK(start > middle);
  CHECK(middle > end);
}

TEST_CASE("typeset: arrows reach every caret and go back the same way") {
  for (const std::string text : {"abc دمشق def", "دمشق abc حلب", "لا إله", ""}) {
    const Layout layout = engine().layout(text, kStyle);
    std::uint32_t byte = layout.byte_at(-1000, 0);
    std::vector<std::uint32_t> seen{byte};
    while (layout.visual_right(byte) != byte) {
      const std::uint32_t next = layout.visual_right(byte);
      CHECK(layout.visual_left(next) == byte);
      CHECK(layout.caret_at(next).x >= layout.caret_at(byte).x);
      byte = next;
      seen.push_back(byte);
      REQUIRE(seen.size() < 100);
    }
    std::sort(seen.begin(), seen.end());
    CHECK(seen == grapheme_edges(text));
  }
}

TEST_CASE("typeset: lines never exceed the width") {
  std::string text;
  for (int i = 0; i < 30; ++i)
    text += "وصل الوفد إلى مدينة كابول on Monday, 3.5 million ";
  text += std::string(200, 'w') + " " + std::string("ممممممممممممممممممممممممممممممممممممممممممممممممم");
  for (const float width : {60.0f, 133.0f, 400.0f}) {
    const Layout layout = engine().layout(text, kStyle, {.max_width_px = width});
    CHECK(layout.lines().size() > 10);
    for (const LineBox& line : layout.lines()) {
      CHECK(line.width <= width + 0.02f);
      CHECK(line.left >= 0);
      CHECK(line.left + line.width <= width + 1);
    }
    std::uint32_t expected = 0;  // no byte is lost between lines
    for (const LineBox& line : layout.lines()) {
      CHECK(line.byte_start == expected);
      expected = line.byte_end;
    }
    CHECK(expected == text.size());
  }
}

TEST_CASE("typeset: an ellipsis ends what does not fit, from right to left, too") {
  const std::string arabic = "أعلنت الحكومة اليوم عن خطة جديدة لإعمار المدينة القديمة";
  const Layout layout = engine().layout(arabic, kStyle, {.max_width_px = 150, .max_lines = 1});
  REQUIRE(layout.lines().size() == 1);
  CHECK(layout.truncated());
  CHECK(layout.width() <= 150);
  CHECK(layout.width() > 100);
  const auto leftmost = std::min_element(layout.glyphs().begin(), layout.glyphs().end(),
                                         [](const GlyphQuad& a, const GlyphQuad& b) { return a.x0 < b.x0; });
  CHECK(leftmost->byte == layout.lines()[0].byte_end);  // the ellipsis stands at the left
  const auto edges = grapheme_edges(arabic);
  CHECK(std::binary_search(edges.begin(), edges.end(), layout.lines()[0].byte_end));
}

TEST_CASE("typeset: what fits has no ellipsis, what is cut by lines has one") {
  CHECK_FALSE(engine().layout("كابول", kStyle, {.max_width_px = 150, .max_lines = 1}).truncated());
  CHECK(engine().layout("one\ntwo", kStyle, {.max_lines = 1}).truncated());
  CHECK_FALSE(engine().layout("one\ntwo", kStyle, {.max_lines = 2}).truncated());
}

TEST_CASE("typeset: line ends of every kind start a line") {
  CHECK(engine().layout("a\nb\r\nc\rd\u2028e\u0085f", kStyle).lines().size() == 6);
  CHECK(engine().layout("", kStyle).lines().size() == 1);
  CHECK(engine().layout("a\n", kStyle).lines().size() == 2);
}

TEST_CASE("typeset: broken UTF-8 is drawn as the replacement character") {
  const auto broken = shaped("a\xFFz");
  const auto whole = shaped("a\uFFFDz");
  REQUIRE(broken.size() == whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i)
    CHECK(broken[i].glyph == whole[i].glyph);
}

TEST_CASE("typeset: an override does not turn Latin letters around") {
  const std::string text = "\u202Eabc";
  CHECK(engine().layout(text, kStyle).caret_at(3).x < engine().layout(text, kStyle).caret_at(5).x);
}

TEST_CASE("typeset: isolated text does not reorder what stands around it") {
  for (const std::string inner : {"\u202Ex", "دمشق", "\u2069\u202E", "a\nb", "\u2067"}) {
    const std::string text = "before " + kharita::app::isolated(inner) + " after 12";
    const Layout layout = engine().layout(text, kStyle);
    CHECK(layout.lines().size() == 1);
    CHECK(layout.caret_at(static_cast<std::uint32_t>(text.size() - 1)).x > layout.caret_at(0).x);
    CHECK(layout.caret_at(static_cast<std::uint32_t>(text.size() - 8)).x > layout.caret_at(6).x);
    CHECK(layout.visual_right(layout.visual_right(0)) == 2);
  }
}

TEST_CASE("typeset: highlights cover exactly the letters asked for") {
  const std::string text = "GDAL في كابول 2024 end";
  const Layout layout = engine().layout(text, kStyle);
  const auto edges = grapheme_edges(text);
  for (std::size_t a = 0; a < edges.size(); ++a) {
    for (std::size_t b = a + 1; b < edges.size(); ++b) {
      float covered = 0;
      for (const Rect& box : layout.boxes(edges[a], edges[b]))
        covered += box.x1 - box.x0;
      float expected = 0;
      for (std::size_t i = a; i < b; ++i) {
        for (const Rect& box : layout.boxes(edges[i], edges[i + 1]))
          expected += box.x1 - box.x0;
      }
      CHECK(covered == doctest::Approx(expected));
    }
  }
  CHECK(layout.boxes(0, static_cast<std::uint32_t>(text.size())).size() == 1);
}

TEST_CASE("typeset: a highlight over a line's end leaves out the hanging space") {
  for (const std::string text :
       {"قطعت الفرق مسافة طويلة قبل الوصول", "the teams came a long way to get there"}) {
    const Layout layout = engine().layout(text, kStyle, {.max_width_px = 120});
    REQUIRE(layout.lines().size() > 1);
    for (const Rect& box : layout.boxes(0, static_cast<std::uint32_t>(text.size()))) {
      CHECK(box.x0 >= 0);
      CHECK(box.x1 <= 121);
    }
  }
}

TEST_CASE("typeset: the grapheme under a point is the one whose box holds it") {
  const std::string text = "في Kabul";
  const Layout layout = engine().layout(text, kStyle);
  for (const std::uint32_t byte : {0u, 2u, 4u, 5u, 9u}) {
    const Rect box = layout.boxes(byte, byte + 1).at(0);
    CHECK(layout.grapheme_at((box.x0 + box.x1) / 2, box.y0 + 2) == byte);
  }
  CHECK_FALSE(layout.grapheme_at(-5, 2).has_value());
  CHECK_FALSE(layout.grapheme_at(5, 500).has_value());
}

TEST_CASE("typeset: a halo glyph is its glyph grown on every side") {
  const Layout layout = engine().layout("كابول Kabul", {.size_px = 16, .halo_px = 2});
  REQUIRE(layout.halo_glyphs().size() == layout.glyphs().size());
  for (std::size_t i = 0; i < layout.glyphs().size(); ++i) {
    const GlyphQuad& glyph = layout.glyphs()[i];
    const GlyphQuad& halo = layout.halo_glyphs()[i];
    if (glyph.x0 == glyph.x1) continue;  // a space
    CHECK(halo.x0 <= glyph.x0 - 1);
    CHECK(halo.y0 <= glyph.y0 - 1);
    CHECK(halo.x1 >= glyph.x1 + 1);
    CHECK(halo.y1 >= glyph.y1 + 1);
  }
  CHECK(engine().layout("كابول", kStyle).halo_glyphs().empty());
}

TEST_CASE("typeset: right-to-left lines stand at the right, others at the left") {
  const LayoutOptions wide{.max_width_px = 400};
  CHECK(engine().layout("كابول", kStyle, wide).lines()[0].left > 300);
  CHECK(engine().layout("Kabul", kStyle, wide).lines()[0].left == 0);
  const Layout centred = engine().layout("Kabul", kStyle, {.max_width_px = 400, .align = Align::center});
  CHECK(std::abs(2 * centred.lines()[0].left + centred.lines()[0].width - 400) <= 2);
}

TEST_CASE("typeset: glyphs lie on whole pixels") {
  for (const GlyphQuad& quad : engine().layout("Kharita خريطة 123", {.size_px = 13.3f}).glyphs()) {
    CHECK(quad.x0 == std::floor(quad.x0));
    CHECK(quad.y0 == std::floor(quad.y0));
  }
}

TEST_CASE("typeset: the same text is laid out once") {
  const Layout first = engine().layout("مرتين", kStyle);
  const Layout second = engine().layout("مرتين", kStyle);
  CHECK(first.glyphs().data() == second.glyphs().data());
  CHECK(engine().layout("مرتين", {.size_px = 17}).glyphs().data() != first.glyphs().data());
}

TEST_CASE("typeset: any bytes give finite quads whose bytes lie within the text") {
  std::mt19937 random(20240129);
  for (int round = 0; round < 400; ++round) {
    const std::string text = random_bytes(random, random() % 80);
    const LayoutOptions options{.max_width_px = round % 3 == 0 ? 0.0f : static_cast<float>(random() % 200),
                                .max_lines = static_cast<int>(random() % 4),
                                .direction = static_cast<Direction>(random() % 3)};
    const Layout layout =
        engine().layout(text, {.size_px = 14, .halo_px = round % 7 == 0 ? 1.0f : 0.0f}, options);
    CHECK(std::isfinite(layout.width()));
    CHECK(std::isfinite(layout.height()));
    REQUIRE_FALSE(layout.lines().empty());
    bool inside = true;
    for (const GlyphQuad& quad : layout.glyphs()) {
      inside =
          inside && quad.byte <= text.size() && std::isfinite(quad.x0) && quad.x1 >= quad.x0 && quad.u1 <= 1;
    }
    CHECK(inside);
    for (std::uint32_t byte = 0; byte <= text.size() + 1; ++byte) {
      CHECK(std::isfinite(layout.caret_at(byte).x));
      CHECK(layout.visual_left(byte) <= text.size());
      CHECK(layout.visual_right(byte) <= text.size());
    }
    CHECK(layout.byte_at(static_cast<float>(random() % 300), static_cast<float>(random() % 100)) <=
          text.size());
  }
}

TEST_CASE("typeset: an article of a megabyte is laid out whole") {
  std::string text;
  while (text.size() < 1'000'000) {
    text += "أفادت مصادر محلية في ولاية ننجرهار بأن فرق الإغاثة وصلت إلى القرى المتضررة يوم الثلاثاء. ";
    if (text.size() % 5 == 0) text += '\n';
  }
  const Layout layout = engine().layout(text, kStyle, {.max_width_px = 500});
  CHECK(layout.lines().size() > 3000);
  CHECK(layout.lines().back().byte_end == text.size());
}

TEST_CASE("typeset: a texture atlas that fills up starts anew between frames") {
  auto own = TextEngine::create();
  REQUIRE(own.has_value());
  const std::uint32_t before = own->generation();
  own->start_frame();
  CHECK(own->generation() == before);
  for (float size = 100; size < 256; size += 1) {
    (void)own->layout("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", {.size_px = size});
  }
  own->start_frame();
  CHECK(own->generation() > before);
  const Layout layout = own->layout("abc", kStyle);
  CHECK(layout.glyphs()[0].x1 > layout.glyphs()[0].x0);
}
