#include "geo/resolve/language.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>

#include "geo/resolve/language_words.h"
#include "geo/text/code_points.h"
#include "geo/text/utf8.h"

using kharita::geo::detect_languages;

namespace {

std::string_view detect_language(std::string_view text) {
  return detect_languages(text).text;
}

// The languages of a short text, its letters counted one by one.
std::pair<std::string, std::string> plain_languages(std::string_view text) {
  namespace t = kharita::geo::text;
  unsigned latin = 0, script = 0, arabic = 0, arabic_keys = 0, persian = 0, persian_keys = 0, urdu = 0,
           kurdish = 0;
  const auto is_one_of = [](std::u32string_view letters, char32_t cp) {
    return letters.find(cp) != letters.npos ? 1U : 0U;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t cp = t::next_code_point(text.data(), text.size(), at);
    if (cp >= t::CharTable::kSize) continue;
    const auto char_class = t::char_table().forms[cp].char_class;
    latin += char_class == t::CharClass::latin ? 1 : 0;
    if (char_class != t::CharClass::arabic) continue;
    ++script;
    arabic += is_one_of(U"ةأإ", cp);
    arabic_keys += is_one_of(U"يكى", cp);
    persian += is_one_of(U"پچژگ", cp);
    persian_keys += is_one_of(U"کی", cp);
    urdu += is_one_of(U"ٹڈڑںےہھ", cp);
    kurdish += is_one_of(U"\u06D5\u06CE\u06C6\u0695\u06B5", cp);
  }
  const bool plainly = arabic * 50 > script && arabic > 8 * persian && arabic_keys >= persian_keys;
  const auto words = kharita::geo::count_words(text);
  const unsigned for_arabic = arabic + words.arabic;
  const unsigned for_persian = persian + words.persian;
  const char* of_script = kurdish * 12 > script        ? "ckb"
                          : urdu * 25 > script         ? "ur"
                          : plainly                    ? "ar"
                          : for_arabic != for_persian  ? (for_arabic > for_persian ? "ar" : "fa")
                          : persian_keys > arabic_keys ? "fa"
                                                       : "ar";
  return {latin > script ? "en" : of_script, of_script};
}

}  // namespace

TEST_CASE("language: agrees with counting letters one by one, in texts that are nearly of two languages") {
  constexpr std::array<const char*, 30> kPieces = {"ا", "ل", "م", "ن", "و", "ب", "ة", "ي", "ك", "ى",
                                                   "أ", "إ", "آ", "ـ", "َ",  "،", "١", "ی", "ک", "پ",
                                                   "ے", "ں", "ہ", "ە", "ێ", " ", "a", "Z", "«", "–"};
  std::mt19937 random(7);
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    const unsigned length = static_cast<unsigned>(random() % 300);
    const unsigned common = 1 + static_cast<unsigned>(random() % kPieces.size());
    for (unsigned i = 0; i < length; ++i)
      text += kPieces[random() % (random() % 8 == 0 ? kPieces.size() : common)];
    if (random() % 4 == 0 && !text.empty()) text.resize(random() % text.size());  // cut within a letter
    const auto found = detect_languages(text);
    CAPTURE(text);
    CHECK(std::pair(std::string(found.text), std::string(found.arabic_script)) == plain_languages(text));
  }
}

TEST_CASE("language: each letter counts as one in a text of letters that say nothing") {
  for (char32_t cp = 0x20; cp < 0x750; ++cp) {
    std::string one;
    kharita::geo::text::append_utf8(cp, one);
    for (const char* const other : {"x", "د"}) {  // one more of the other script decides, or it is even
      std::string text;
      for (int i = 0; i < 40; ++i)
        text.append(one).append(other);
      const auto found = detect_languages(text);
      CAPTURE(static_cast<unsigned>(cp));
      CHECK(std::pair(std::string(found.text), std::string(found.arabic_script)) == plain_languages(text));
    }
  }
}

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

TEST_CASE("language: Arabic typed with Persian letters is Arabic, Persian typed with Arabic ones Persian") {
  CHECK(detect_language("سیصل الوفد إلی الکویت ثم یعود إلی ترکیا فی المساء") == "ar");
  CHECK(detect_language("اجتماع فی دمشق وکرکوک") == "ar");
  CHECK(detect_language("أمطار علی بیروت والکرک") == "ar");
  CHECK(detect_language("الامین العام یزور کرکوک") == "ar");  // without a hamza, too
  CHECK(detect_language("رئيس جمهور در تهران با وزير خارجه ديدار كرد") == "fa");
  CHECK(detect_language("باران شديد در كرمان") == "fa");
  CHECK(detect_language("به گزارش خبرگزاري اين نشست در قم برگزار شد") == "fa");
  CHECK(detect_language("نشست بین‌المللی کابل") == "fa");  // the ال inside is no article
  CHECK(detect_language("نشست بین المللی در کابل برگزار شد") == "fa");
  CHECK(detect_language("کرمان") == "fa");  // nothing tells but the letters
  CHECK(detect_language("كرمان") == "ar");
}

TEST_CASE("language: marks and tatweel within a word do not hide it") {
  CHECK(detect_language("فِی الْکـــویت") == "ar");
}

TEST_CASE("language: what an article states of itself is believed where its letters do not deny it") {
  const auto of = [](std::string_view text, std::string_view stated) {
    return std::string(detect_languages(text, stated).text);
  };
  for (const char* tag : {"ar", "ar-EG", "AR_SA", "ara", "Arabic"})
    CHECK(of("کرمان", tag) == "ar");
  for (const char* tag : {"fa", "fa-IR", "per", "fas"})
    CHECK(of("كرمان", tag) == "fa");
  CHECK(of("کراچی کی عدالت", "ur-PK") == "ur");
  CHECK(of("باران له هولير", "ckb") == "ckb");
  CHECK(of("لاہور میں بارش ہو رہی ہے", "ar") == "ur");
  CHECK(of("سەرۆکی هەرێمی کوردستان", "ar") == "ckb");
  // A page's frame is often in another language than its text.
  for (const char* tag : {"en", "en-US", "fr", "", "-", "arx", "x"})
    CHECK(of("وصل الوفد إلى بغداد", tag) == "ar");
  CHECK(of("The minister flew to Paris", "ar") == "en");
  CHECK(std::string(detect_languages("The minister flew to Paris", "fa").arabic_script) == "fa");
}
