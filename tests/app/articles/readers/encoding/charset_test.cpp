#include "app/articles/readers/encoding/charset.h"

#include <doctest/doctest.h>

#include <random>

#include "tests/app/articles/readers/encode.h"

using namespace kharita::app;
using namespace kharita::test;

TEST_CASE("charset: a few words of Windows-1256 are known as such, whatever is declared") {
  for (const std::string words : {"قطار", "أخبار اليوم", "تونس", "وصل الوفد إلى دمشق", "خبر عاجل",
                                  "عمّان - وكالات", "المغرب: 3 قتلى", "پاکستان و ایران", "هيئة الإذاعة BBC"}) {
    CAPTURE(words);
    for (const char* declared : {"", "iso-8859-1", "windows-1252", "utf-8", "us-ascii"})
      CHECK(legacy_charset(encode(words, "windows-1256"), declared) == "windows-1256");
  }
}

TEST_CASE("charset: ISO-8859-6 and DOS Arabic are told from Windows-1256 by their words") {
  const std::string text = "يربط القطار السريع المدينة القديمة بميناء الصيد في شمال البلاد";
  CHECK(legacy_charset(encode(text, "ISO-8859-6")) == "ISO-8859-6");
  CHECK(legacy_charset(encode(text, "ISO-8859-6"), "windows-1256") == "ISO-8859-6");
  CHECK(legacy_charset(encode(text, "windows-1256"), "iso-8859-6") == "windows-1256");
  CHECK(legacy_charset(encode(text, "ibm-720"), "ibm-720") == "ibm-720");
  CHECK(legacy_charset(encode(text, "ibm-864"), "ibm-864") == "ibm-864");
}

TEST_CASE("charset: Latin text is not Arabic") {
  for (const std::string words :
       {"déjà vu à été", "École à Genève", "Müller fährt über die Brücke", "ação não é só isso",
        "Ærø og Møn ligger i Østersøen", "À", "¿Qué pasó en Cádiz?"}) {
    CAPTURE(words);
    CHECK(legacy_charset(encode(words, "windows-1252")) == "windows-1252");
    CHECK(legacy_charset(encode(words, "windows-1252"), "iso-8859-1") == "windows-1252");
    CHECK(arabic_letters(encode(words, "windows-1252"), "windows-1256") == 0);
  }
}

TEST_CASE("charset: a declared encoding of another script is believed where the bytes allow it") {
  const std::string russian = "Москва и Петербург готовятся к празднику, сообщает агентство";
  CHECK(legacy_charset(encode(russian, "windows-1251"), "windows-1251") == "windows-1251");
  CHECK(legacy_charset(encode(russian, "KOI8-R"), "koi8-r") == "koi8-r");
  CHECK(legacy_charset(encode("Αθήνα και Θεσσαλονίκη", "windows-1253"), "windows-1253") == "windows-1253");
  CHECK(legacy_charset(encode("ירושלים ותל אביב", "windows-1255"), "windows-1255") == "windows-1255");
  CHECK(legacy_charset(encode("İstanbul'da yağmur bekleniyor", "windows-1254"), "windows-1254") ==
        "windows-1254");
  CHECK(legacy_charset(encode("北京和上海的天气", "gb18030"), "gb18030") == "gb18030");
}

TEST_CASE("charset: UTF-32 without a mark") {
  const std::string text = "وصل الوفد, 12\n";
  CHECK(detect_charset(encode(text, "UTF-32LE")) == "UTF-32LE");
  CHECK(detect_charset(encode(text, "UTF-32BE")) == "UTF-32BE");
  CHECK(detect_charset(std::string(64, '\0')) == "UTF-8");
}

TEST_CASE("charset: a declaration is found wherever it stands, and a declared UTF-16 in ASCII is none") {
  CHECK(declared_charset("<style>" + std::string(9000, 'x') + "</style><meta charset=windows-1256>") ==
        "windows-1256");
  CHECK(declared_charset("<p>the charset is none</p><meta charset=\"koi8-r\">") == "koi8-r");
  CHECK(detect_charset("<meta charset=utf-16><p>plain</p>", "utf-16") == "UTF-8");
}

TEST_CASE("charset: random bytes have an encoding") {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random() % 300, '\0');
    for (char& c : bytes)
      c = static_cast<char>(random() & 0xFF);
    CHECK_FALSE(detect_charset(bytes, round % 2 == 0 ? "windows-1256" : "no-such").empty());
  }
}
