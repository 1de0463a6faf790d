#include "geo/resolve/language.h"

#include <doctest/doctest.h>

using kharita::geo::detect_language;

TEST_CASE("language: letters tell Arabic, Persian, Urdu, Kurdish and Latin script apart") {
  CHECK(detect_language("وصل الوفد إلى مدينة بغداد يوم أمس") == "ar");
  CHECK(detect_language("رئیس جمهور ایران در تهران گفت که این پروژه پایان یافت") == "fa");
  CHECK(detect_language("وزیر اعظم نے کہا ہے کہ لاہور میں اجلاس ہوگا") == "ur");
  CHECK(detect_language("سەرۆکی هەرێمی کوردستان لە هەولێر کۆبووەوە") == "ckb");
  CHECK(detect_language("The minister flew to Paris") == "en");
  CHECK(detect_language("") == "ar");
}
