#include "geo/text/utf8.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "geo/text/code_points.h"
#include "geo/text/span_cutter.h"

using namespace kharita::geo::text;

namespace {

// Code point by code point.
bool valid_one_by_one(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    const char32_t cp = next_code_point(bytes.data(), bytes.size(), at);
    if (cp == kReplacement && bytes.substr(begin, at - begin) != "\uFFFD") return false;
  }
  return true;
}

}  // namespace

TEST_CASE("utf8: text of all lengths is well-formed until a sequence is cut") {
  const std::string text =
      "خريطة a map: ١٢٣ – 地図 🗺 خرائط العالم العربي كله";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::string_view part = std::string_view(text).substr(0, size);
    const bool whole = size == text.size() || (static_cast<unsigned char>(text[size]) & 0xC0U) != 0x80;
    CHECK_MESSAGE(is_valid_utf8(part) == whole, size);
  }
}

TEST_CASE("utf8: agrees with decoding one by one where bytes are changed at random") {
  std::mt19937 random(7);
  const std::string text = "في مدينة الخرطوم and 北京 قرب النهر 🗺 ـــ";
  int valid = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string changed = text + text;
    const std::size_t at = random() % changed.size();
    changed[at] = static_cast<char>(random() % 256);
    if (random() % 2 == 0) changed.erase(random() % changed.size());
    const bool expected = valid_one_by_one(changed);
    valid += expected ? 1 : 0;
    REQUIRE(is_valid_utf8(changed) == expected);
  }
  CHECK(valid > 100);
  CHECK(valid < 19000);
}

TEST_CASE("utf8: repaired text is well-formed and has as many code points as the broken one counts") {
  std::string out;
  append_repaired(
      "a\xD8 b\xE2\x80\xFF"
      "c",
      out);
  CHECK(out ==
        "a\uFFFD b\uFFFD\uFFFD"
        "c");
  CHECK(count_code_points(out) == 7);
  std::mt19937 random(11);
  const std::string text = "في مدينة الخرطوم and 北京 قرب النهر 🗺 ـــ";
  for (int i = 0; i < 2000; ++i) {
    std::string changed = text;
    for (int k = 0; k < 3; ++k)
      changed[random() % changed.size()] = static_cast<char>(random() % 256);
    std::size_t one_by_one = 0;
    for (std::size_t at = 0; at < changed.size(); ++one_by_one)
      (void)next_code_point(changed.data(), changed.size(), at);
    REQUIRE(count_code_points(changed) == one_by_one);
    out.clear();
    append_repaired(changed, out);
    REQUIRE(is_valid_utf8(out));
    REQUIRE(count_code_points(out) == one_by_one);
    if (is_valid_utf8(changed)) REQUIRE(out == changed);
  }
}

TEST_CASE("utf8: surrogates, long forms and what is above the last code point are not well-formed") {
  for (const std::string_view bad :
       {"\xED\xA0\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xF4\x90\x80\x80", "\x80", "\xFF"}) {
    CHECK_FALSE(is_valid_utf8(bad));
    CHECK_FALSE(is_valid_utf8(std::string(15, 'a') + std::string(bad) + std::string(20, 'b')));
  }
}

TEST_CASE("utf8: spans are cut where counting code points one by one finds them, in broken text, too") {
  std::mt19937 random(8);
  const std::string piece =
      "في مدينة الخرطوم، and a longer stretch of ASCII 北京 قرب النهر الأزرق الكبير "
      "🗺 "
      "ـــ ";
  for (int i = 0; i < 2000; ++i) {
    std::string text = piece + piece + piece;
    if (i % 2 == 0) text[random() % text.size()] = static_cast<char>(random() % 256);
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at < text.size();) {
      begins.push_back(at);
      (void)next_code_point(text.data(), text.size(), at);
    }
    const std::size_t count = begins.size();
    begins.push_back(text.size());
    SpanCutter cutter(text, is_valid_utf8(text) && i % 3 != 0);
    for (std::size_t start = 0; start < count; start += 1 + random() % (i % 5 == 0 ? 200 : 40)) {
      const std::size_t end = std::min(count, start + random() % (i % 7 == 0 ? 150 : 50));
      const auto span = cutter.cut(static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end));
      REQUIRE(span ==
              std::string_view(text).substr(begins[start], begins[std::max(start, end)] - begins[start]));
    }
  }
}
