#include "geo/resolve/language.h"

#include <doctest/doctest.h>

#include <string>

using kharita::geo::detect_languages;

namespace {

std::string_view detect_language(std::string_view text) {
  return detect_languages(text).text;
}

}  // namespace

TEST_CASE("language: letters tell Arabic, Persian, Urdu, Kurdish and Latin script apart") {
  CHECK(detect_language("وصل الوفد إلى مدينة بغداد يوم أمس") == "ar");
  CHECK(detect_language("رئیس جمهور ایران در تهران گفت که این پروژه پایان یافت") == "fa");
  CHECK(detect_language("وزیر اعظم نے کہا ہے کہ لاہور میں اجلاس ہوگا") == "ur");
  CHECK(detect_language("سەرۆکی هەرێمی کوردستان لە هەولێر کۆبووەوە") == "ckb");
  CHECK(detect_language("The minister flew to Paris") == "en");
  CHECK(detect_language("") == "ar");
}

TEST_CASE("language: short texts") {
  CHECK(detect_language("زلزله در کرمان") == "fa");
  CHECK(detect_language("باران شدید تهران را فرا گرفت") == "fa");
  CHECK(detect_language("فیلم تازه‌ای در شیراز") == "fa");
  CHECK(detect_language("لاہور میں بارش") == "ur");
  CHECK(detect_language("کراچی کے ساحل پر ہجوم") == "ur");
  CHECK(detect_language("باران لە هەولێر") == "ckb");
  CHECK(detect_language("بارینی بەفر لە سلێمانی") == "ckb");
  CHECK(detect_language("زلزال في كرمان") == "ar");
  CHECK(detect_language("أمطار في لاهور وكراتشي") == "ar");
  CHECK(detect_language("بغداد") == "ar");
  CHECK(detect_language("Rain in Lahore") == "en");
  CHECK(detect_language("Basra: البصرة") == "ar");
}

TEST_CASE("language: names of one language in an article of another") {
  CHECK(detect_language("قالت شركة گوگل في بيان إن مكتبها في دبي يتوسع") == "ar");
  CHECK(detect_language("روزنامه «الشرق الأوسط» نوشت که این نشست در دوحه برگزار "
                        "می‌شود") == "fa");
  CHECK(detect_language("ایران کے صدر ابراہیم نے تہران میں کہا") == "ur");
  CHECK(detect_language("وەزیری دەرەوەی ئێران گەیشتە بەغدا") == "ckb");
}

TEST_CASE("language: what begins a text does not stand for all of it") {
  std::string text(7000, 'a');
  for (int i = 0; i < 2000; ++i)
    text += "وصل الوفد إلى بغداد ";
  CHECK(detect_language(text) == "ar");
}

TEST_CASE("language: a mostly English text tells the language of its words in Arabic script, too") {
  const auto arabic =
      detect_languages("The minister flew to Paris, the ministry said: وصل الوزير إلى القاهرة");
  CHECK(arabic.text == "en");
  CHECK(arabic.arabic_script == "ar");
  const auto persian = detect_languages("The ministry said in Tehran on Monday evening: رئیس جمهور گفت که");
  CHECK(persian.text == "en");
  CHECK(persian.arabic_script == "fa");
}
