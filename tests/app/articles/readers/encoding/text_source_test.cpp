#include "app/articles/readers/encoding/text_source.h"

#include <doctest/doctest.h>

#include <random>
#include <sstream>

#include "tests/app/articles/readers/encode.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

namespace {

const std::string kArabic =
    "أعلنت وزارة النقل اليوم افتتاح الطريق الجديد الذي يربط المدينة بالميناء، وقال الوزير إن العمل فيه "
    "استغرق عامين كاملين "
    "وإن الحركة عليه بدأت صباح الأحد. وأضاف أن الوزارة ستعمل في المرحلة المقبلة على توسيع الطرق القديمة.\n";

std::string decode(const std::string& bytes) {
  std::istringstream in(bytes);
  TextSource source(in);
  return source.read_all("-", 1ull << 30).value();
}

}  // namespace

TEST_CASE(
    "text source: UTF-16 with and without a byte order mark, Windows-1256 and ISO-8859-6 come out as UTF-8") {
  for (const char* charset : {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1256", "ISO-8859-6"}) {
    CAPTURE(charset);
    const std::size_t comma = kArabic.find("،");  // ISO-8859-6 has one of its own, ICU's converter none
    const std::string source = kArabic.substr(0, comma) + "," + kArabic.substr(comma + 2);
    CHECK(detect_charset(encode(source, charset)) == charset);
    CHECK(decode(encode(source, charset)) == source);
  }
  CHECK(decode("\xFF\xFE" + encode(kArabic, "UTF-16LE")) == kArabic);
  CHECK(decode("\xFE\xFF" + encode(kArabic, "UTF-16BE")) == kArabic);
  CHECK(decode("\xEF\xBB\xBF" + kArabic) == kArabic);
}

TEST_CASE("text source: long text is decoded the same across its pieces") {
  std::string text;
  while (text.size() < (3u << 20))
    text += kArabic + "😀";
  for (const char* charset : {"UTF-8", "UTF-16LE", "UTF-16BE"})
    CHECK(decode(encode(text, charset)) == text);
}

TEST_CASE("text source: UTF-8 with a few broken bytes stays UTF-8") {
  CHECK(detect_charset(kArabic + "\xFF\xFE\xC3(" + kArabic) == "UTF-8");
}

TEST_CASE("text source: UTF-16 of an odd length loses no more than its half character") {
  CHECK(decode("\xFF\xFE" + encode(kArabic, "UTF-16LE") + "\x41") == kArabic + "�");
}

TEST_CASE("text source: a declared charset holds where the bytes are no UTF-8") {
  const std::string page = "<html><head><meta charset='ISO-8859-6'></head>";
  CHECK(declared_charset(page) == "iso-8859-6");
  CHECK(declared_charset("<?xml version=\"1.0\" encoding=\"windows-1256\"?>") == "windows-1256");
  CHECK(declared_charset("<p>no charset at all</p>").empty());
  CHECK(detect_charset("<p>\xE3\xE5\xC7</p>", "iso-8859-6") == "iso-8859-6");
  CHECK(detect_charset(kArabic, "windows-1256") == "UTF-8");
  CHECK(detect_charset("<p>\xE3\xE5\xC7</p>", "no-such-charset") != "no-such-charset");
}

TEST_CASE(
    "text source: Arabic that begins behind megabytes of ASCII is read, whatever is declared before it") {
  const std::string words = "<p>وصل الوفد إلى المدينة</p>";
  for (const char* charset : {"windows-1256", "ISO-8859-6", "UTF-8"}) {
    for (const std::string declared : {"", "windows-1256", "iso-8859-1", "utf-8"}) {
      CAPTURE(charset);
      CAPTURE(declared);
      for (const std::size_t ascii : {70'000U, 300'000U, 3'000'000U}) {
        const std::string page =
            "<meta charset=" + declared + "><style>" + std::string(ascii, 'x') + "</style>";
        CHECK(decode(page + encode(words, charset)) == page + words);
      }
    }
  }
}

TEST_CASE("text source: signs of both encodings before the first letter do not decide it") {
  const std::string page = "\xA9 2024 \x96 " + std::string(100'000, 'x') + "\n";
  CHECK(decode(page + encode("وصل الوفد إلى المدينة", "windows-1256")).ends_with("وصل الوفد إلى المدينة"));
}

TEST_CASE("text source: lines of Windows-1256 among UTF-8 are read as such, in any piece") {
  std::string bytes;
  std::string expected;
  for (int i = 0; i < 20'000; ++i) {
    const std::string line = "سطر من ملف قديم في المدينة\n";
    bytes += i % 7 == 0 ? encode(line, "windows-1256") : line;
    expected += line;
  }
  CHECK(decode(bytes) == expected);
}

TEST_CASE("text source: broken bytes alone on a line of UTF-8 are no other encoding") {
  CHECK(decode(kArabic + "abc \xD8\n" + kArabic) == kArabic + "abc \xD8\n" + kArabic);
}

TEST_CASE("text source: a byte order mark of UTF-8 before Windows-1256") {
  CHECK(decode("\xEF\xBB\xBF" + encode(kArabic, "windows-1256")) == kArabic);
}

TEST_CASE("text source: letters that the end of a piece cuts are whole, at every place") {
  for (std::size_t before = 65'530; before < 65'540; ++before) {
    const std::string text = std::string(before, 'x') + "وصل 😀 الوفد";
    REQUIRE(decode(text) == text);
    REQUIRE(decode(std::string(before, 'x') + "و\nx") == std::string(before, 'x') + "و\nx");
  }
}

TEST_CASE("repair: broken sequences and NUL become one U+FFFD each; what is whole stays as it is") {
  std::string text = kArabic;
  CHECK(repair_utf8(text) == 0);
  CHECK(text == kArabic);
  text = std::string("a\xC3") + "b" + std::string(1, '\0') + "\xED\xA0\x80" + "c\xD8";
  CHECK(repair_utf8(text) == 6);
  CHECK(text == "a�b����c�");
}

TEST_CASE("repair: random bytes become text that needs no repair") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string text(200, '\0');
    for (char& c : text)
      c = static_cast<char>(random() & 0xFF);
    repair_utf8(text);
    CHECK(repair_utf8(text) == 0);
  }
}

TEST_CASE("line reader: lines of all lengths across the pieces of the source, against std::getline") {
  std::mt19937 random(11);
  std::string content;
  for (int i = 0; i < 3000; ++i)
    content += std::string(random() % 600, static_cast<char>('a' + i % 26)) + (i % 3 == 0 ? "\r\n" : "\n");
  content += "last";
  std::istringstream in(content);
  TextSource source(in);
  LineReader reader(source, 1 << 20);
  LineReader::Line line;
  std::istringstream naive(content);
  std::string expected;
  while (std::getline(naive, expected)) {
    if (expected.ends_with('\r')) expected.pop_back();
    REQUIRE(reader.next(line));
    REQUIRE(line.text == expected);
  }
  CHECK_FALSE(reader.next(line));
  CHECK(line.number == 0);
}
