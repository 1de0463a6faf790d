#include "app/articles/readers/encoding/visual_order.h"

#include <doctest/doctest.h>
#include <unicode/ubidi.h>
#include <unicode/unistr.h>
#include <unicode/ushape.h>

#include <algorithm>

#include "tests/app/articles/readers/read_items.h"

using namespace kharita::app;
using namespace kharita::test;

namespace {

// As a program lays a line out from right to left and copies it from left to right.
std::string laid_out(const std::string& line, bool shaped) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(line);
  UErrorCode status = U_ZERO_ERROR;
  if (shaped) {
    icu::UnicodeString forms;
    UChar* out = forms.getBuffer(text.length() + 1);
    const auto length = u_shapeArabic(text.getBuffer(), text.length(), out, text.length() + 1,
                                      U_SHAPE_LETTERS_SHAPE | U_SHAPE_LENGTH_GROW_SHRINK, &status);
    forms.releaseBuffer(length);
    text = forms;
  }
  UBiDi* bidi = ubidi_open();
  ubidi_setPara(bidi, text.getBuffer(), text.length(), UBIDI_RTL, nullptr, &status);
  icu::UnicodeString visual;
  UChar* out = visual.getBuffer(text.length() + 1);
  const auto length = ubidi_writeReordered(bidi, out, text.length() + 1, UBIDI_DO_MIRRORING, &status);
  visual.releaseBuffer(length);
  ubidi_close(bidi);
  REQUIRE(U_SUCCESS(status));
  std::string utf8;
  visual.toUTF8String(utf8);
  return utf8;
}

const std::string kLine = "وصل الوفد من بغداد إلى البصرة في 16 يناير 2024 (حسب وكالة Reuters) ثم عاد";

}  // namespace

TEST_CASE("visual order: plain letters are turned, and numbers and Latin words with them") {
  std::string text = laid_out(kLine, false);
  REQUIRE(text != kLine);
  CHECK(mend_visual_order(text));
  CHECK(text == kLine);
}

TEST_CASE("visual order: shaped letters are turned, line by line") {
  std::string text = laid_out(kLine, true) + "\n\nReuters (2024)\n" + laid_out("زار الوفد الموصل", true);
  CHECK(mend_visual_order(text));
  const auto logical = [](const std::string& line) {
    std::string forms = laid_out(laid_out(line, true), false);
    return forms;
  };
  CHECK(text.find("Reuters (2024)\n") != std::string::npos);
  CHECK(text.ends_with(logical("زار الوفد الموصل")));
}

TEST_CASE("visual order: text in logical order stays as it is") {
  for (const std::string& line :
       {kLine, std::string("مثلا قليلا بدلا أصلا"), std::string("ﻳﺰﻭﺭ ﺍﻟﻮﻓﺪ ﺑﻐﺪﺍﺩ ﺛﻢ ﺍﻟﺒﺼﺮﺓ"),
        std::string("در تهران رد شد"), std::string("ﷺ وقال ﷲ"), std::string(), std::string("ة ى ة"),
        std::string("بدلا ة"), std::string("مثلا قليلا بدلا أصلا ى في المدينة من البلاد التي")}) {
    CAPTURE(line);
    std::string text = line;
    CHECK_FALSE(mend_visual_order(text));
    CHECK(text == line);
  }
}

TEST_CASE("visual order: the article says that it was turned") {
  const auto all = read_all_of(laid_out(kLine, true) + "\n");
  REQUIRE(all.items.size() == 1);
  CHECK(all.items[0].note == "-: Arabic in visual order is turned into the order of reading");
}
