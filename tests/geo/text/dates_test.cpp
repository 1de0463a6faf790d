#include "geo/text/dates.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "geo/text/normalise.h"

using namespace kharita::geo::text;
using namespace std::chrono_literals;

namespace {

constexpr Date kWednesday = 2024y / 5 / 15;
constexpr Date kNovember2026 = 2026y / 11 / 20;

std::string slice(std::string_view utf8, std::uint32_t start, std::uint32_t end) {
  std::string out;
  std::uint32_t index = 0;
  for (const char c : utf8) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) ++index;
    if (index > start && index <= end) out.push_back(c);
  }
  return out;
}

// "what=value" of every mention, a range with its last day, joined by "; ".
std::string dates(std::string_view text, std::optional<Date> published = kWednesday) {
  std::string out;
  for (const auto& d : find_dates(text, published)) {
    if (!out.empty()) out += "; ";
    out += slice(text, d.start, d.end) + "=" + to_iso(d.value, d.precision);
    if (d.last) out += ".." + to_iso(*d.last);
  }
  return out;
}

std::string only_values(std::string_view text, std::optional<Date> published = kWednesday) {
  std::string out;
  for (const auto& d : find_dates(text, published)) {
    if (!out.empty()) out += " ";
    out += to_iso(d.value, d.precision);
    if (d.last) out += ".." + to_iso(*d.last);
  }
  return out;
}

}  // namespace

TEST_CASE("dates: months of Egypt, the Levant, Morocco and Algeria, alone and in pairs") {
  CHECK(dates("وقع في 16 يناير 2024 هجوم") == "16 يناير 2024=2024-01-16");
  CHECK(dates("يوم 12 كانون الأول 2023") == "12 كانون الأول 2023=2023-12-12");
  CHECK(dates("3 تشرين ثاني 2020") == "3 تشرين ثاني 2020=2020-11-03");
  CHECK(dates("في 5 يناير/كانون الثاني 2022") == "5 يناير/كانون الثاني 2022=2022-01-05");
  CHECK(dates("في 5 كانون الثاني (يناير) 2022") == "5 كانون الثاني (يناير) 2022=2022-01-05");
  CHECK(dates("7 غشت 2021 و9 شتنبر 2021") == "7 غشت 2021=2021-08-07; 9 شتنبر 2021=2021-09-09");
  CHECK(dates("5 جويلية 2021 و14 أوت 2020") == "5 جويلية 2021=2021-07-05; 14 أوت 2020=2020-08-14");
  CHECK(only_values("2 آذار 2021، 8 مارس 2021، 1 نيسان 2021، 4 أيار 2021، 6 حزيران 2021، 7 تموز 2021") ==
        "2021-03-02 2021-03-08 2021-04-01 2021-05-04 2021-06-06 2021-07-07");
}

TEST_CASE("dates: proclitics stay out of the span, eras and years within") {
  CHECK(dates("بين مايو 2020 وسبتمبر 2021") == "مايو 2020=2020-05; سبتمبر 2021=2021-09");
  CHECK(dates("سنة 1994 م") == "سنة 1994 م=1994");
  CHECK(dates("وعام 2003م") == "عام 2003م=2003");
}

TEST_CASE("dates: all digit shapes and number forms") {
  CHECK(only_values("١٦ يناير ٢٠٢٤") == "2024-01-16");
  CHECK(only_values("۱۶ يناير ۲۰۲۴") == "2024-01-16");
  CHECK(only_values("2024-01-16 و2024/1/16 و16/1/2024 و16.1.2024 و16-1-2024") ==
        "2024-01-16 2024-01-16 2024-01-16 2024-01-16 2024-01-16");
  CHECK(only_values("25-يناير-2011 و5/مايو/2010 و20/04/04") == "2011-01-25 2010-05-05 2004-04-20");
  CHECK(only_values("يوم 16/1") == "2024-01-16");
}

TEST_CASE("dates: days in words") {
  CHECK(dates("الثامن من مايو 2004") == "الثامن من مايو 2004=2004-05-08");
  CHECK(only_values("الثاني عشر من شهر يونيو 2010") == "2010-06-12");
  CHECK(only_values("الحادي والعشرين من سبتمبر 2014") == "2014-09-21");
  CHECK(only_values("أول يناير 2022") == "2022-01-01");
  CHECK(only_values("النصف الثاني من يناير 2022") == "2022-01");
}

TEST_CASE("dates: a range is its two ends, the first with the last day; a list is its days") {
  CHECK(dates("من 3 إلى 5 مايو 2023") == "3=2023-05-03..2023-05-05; 5 مايو 2023=2023-05-05");
  CHECK(only_values("3-5 مايو 2023") == "2023-05-03..2023-05-05 2023-05-05");
  CHECK(only_values("بين 10 و21 مايو 2021") == "2021-05-10..2021-05-21 2021-05-21");
  CHECK(only_values("من 28 أبريل إلى 3 مايو 2023") == "2023-04-28..2023-05-03 2023-05-03");
  CHECK(only_values("من 28 ديسمبر إلى 3 يناير 2024") == "2023-12-28..2024-01-03 2024-01-03");
  CHECK(dates("يومي 10 و 11 ابريل 2022") == "10=2022-04-10; 11 ابريل 2022=2022-04-11");
  CHECK(only_values("أيام 5 و 6 و 7 يونيو 2020") == "2020-06-05 2020-06-06 2020-06-07");
  CHECK(only_values("من 2018 إلى 2021") == "2018..2021-12-31 2021");
  CHECK(only_values("من 1 إلى 5/5/2004 و7-9/5/2004") ==
        "2004-05-01..2004-05-05 2004-05-05 2004-05-07..2004-05-09 2004-05-09");
  CHECK(only_values("يوم 9 / 4 و 9 ابريل 2004") == "2004-04-09 2004-04-09");
  CHECK(only_values("(1939-1945)") == "1939..1945-12-31 1945");
}

TEST_CASE("dates: years by their nouns, eras, prepositions and brackets") {
  CHECK(dates("عام 2003 وعامي 2004 و2005") == "عام 2003=2003; عامي 2004=2004; 2005=2005");
  CHECK(only_values("توفي في 1970. ومنذ 1998") == "1970 1998");
  CHECK(only_values("حرب 1967 وثورة 1952 وحرب أكتوبر 1973") == "1967 1952 1973-10");
  CHECK(only_values("نكسة عام 67") == "1967");
  CHECK(only_values("فيلم (الأرض) (1970)") == "1970");
  CHECK(only_values("كأس العالم 2022.") == "2022");
  CHECK(only_values("موسم 2003/2004") == "2003..2004-12-31 2004");
}

TEST_CASE("dates: Hijri and Iranian dates become Gregorian ones") {
  CHECK(dates("12 رمضان 1445 هـ الموافق 22 مارس 2024 م") ==
        "12 رمضان 1445 هـ=2024-03-22; 22 مارس 2024 م=2024-03-22");
  CHECK(only_values("17 ذي الحجة 1425هـ") == "2005-01-28");
  CHECK(only_values("٢٢ جمادى الآخرة ١٤٤٥") == "2024-01-04");
  CHECK(only_values("1425/3/15هـ") == "2004-05-04");
  CHECK(only_values("عام 1445هـ") == "2023");
  CHECK(only_values("۱ فروردین ۱۴۰۳") == "2024-03-20");
  CHECK(only_values("این خبر را که در ۱۴۰۳/۲/۱۲ است") == "2024-05-01");
}

TEST_CASE("dates: a medieval year is a Christian one unless the text counts by the Hijra") {
  CHECK(only_values("سقطت غرناطة عام 1492 بعد حصار.") == "1492");
  CHECK(only_values("ولد ابن خلدون سنة 1332 وتوفي عام 1406 م الموافق 808 هـ") == "1332 1406 1405");
  CHECK(only_values("بدأ المشروع عام 1440 وانتهى في 1445 هـ") == "2018 2023");
}

TEST_CASE("dates: Persian, Urdu, Kurdish and English") {
  CHECK(only_values("5 ژوئن 2023") == "2023-06-05");
  CHECK(only_values("12 جنوری 2024ء") == "2024-01-12");
  CHECK(only_values("12ی نیسانی 2024") == "2024-04-12");
  CHECK(only_values("On May 12, 2024 and the 3rd March 2021 and Jan. 5, 2020") ==
        "2024-05-12 2021-03-03 2020-01-05");
}

TEST_CASE("dates: a missing year is the one nearest to publication that fits weekday and tense") {
  CHECK(only_values("16 يناير") == "2024-01-16");
  CHECK(only_values("20 ديسمبر") == "2023-12-20");
  CHECK(only_values("20 ديسمبر المقبل") == "2024-12-20");
  CHECK(only_values("20 يونيو الماضي") == "2023-06-20");
  CHECK(only_values("15 مايو المقبل") == "2024-05-15");  // published on the day itself
  CHECK(only_values("12 مايو من العام الماضي") == "2023-05-12");
  CHECK(only_values("الأحد 16 يناير") == "2022-01-16");  // a Sunday then, a Tuesday in 2024
  // A Saturday in 2023 and in 2028, which is nearer.
  CHECK(only_values("السبت 7 أكتوبر", kNovember2026) == "2023-10-07");
  const auto found = find_dates("16 يناير", kWednesday);
  REQUIRE(found.size() == 1);
  CHECK(found[0].year_inferred);
  CHECK_FALSE(found[0].relative);
}

TEST_CASE("dates: without a date of publication a missing year comes from beside, or stays unknown") {
  CHECK(only_values("في 3 مايو 2019 ثم في 9 مايو", std::nullopt) == "2019-05-03 2019-05-09");
  CHECK(only_values("حتى 12 ابريل الجاري", std::nullopt) == "XXXX-04-12");
  CHECK(only_values("بعد 11 سبتمبر 2001 وحتى 12 ابريل الجاري", std::nullopt) == "2001-09-11 XXXX-04-12");
  CHECK(only_values("أمس واليوم الاثنين والشهر الماضي", std::nullopt) == "");
}

TEST_CASE("dates: a missing year is not borrowed from another calendar") {
  CHECK(only_values("في 5 رجب 1445 ثم في 9 مايو", std::nullopt) == "2024-01-17 XXXX-05-09");
  CHECK(only_values("في 9 مايو ثم في 5 رجب 1445", std::nullopt) == "XXXX-05-09 2024-01-17");
}

TEST_CASE("dates: a text's last day told and its file's day narrow a missing year") {
  const auto values = [](std::string_view text, std::optional<Date> not_after) {
    std::string out;
    for (const auto& d : find_dates(text, std::nullopt, not_after))
      out += (out.empty() ? "" : " ") + to_iso(d.value, d.precision) + (d.year_inferred ? "?" : "");
    return out;
  };
  std::string far = " ";  // the dated expression is no neighbour
  for (int i = 0; i < 90; ++i)
    far += "كلمة ";
  const std::string text = "وقع في 2 يناير 2024 هجوم." + far + "وكان قد وقع في 16 ديسمبر آخر";
  CHECK(values(text, 2024y / 1 / 29) == "2024-01-02 2023-12-16?");
  CHECK(values(text, 2024y / 12 / 29) == "2024-01-02 XXXX-12-16");  // of 2023, or of this month
  CHECK(values(text, std::nullopt) == "2024-01-02 XXXX-12-16");
  CHECK(values("في 16 يناير", 2024y / 1 / 29) == "XXXX-01-16");  // the file may have been copied years later
  CHECK(values(text, Date{2024y / 2 / 30}) == "2024-01-02 XXXX-12-16");
  // What lies ahead of the file's day is not told as known.
  CHECK(values("في 2 يناير 2024 ثم في 9 مايو", 2024y / 1 / 29) == "2024-01-02 XXXX-05-09");
  CHECK(values("في 2 يناير 2024 ثم في 29 يناير", 2024y / 1 / 29) == "2024-01-02 2024-01-29?");
  CHECK(values("في 2 يناير 2024" + far + "في 9 فبراير", 2024y / 1 / 29) == "2024-01-02 XXXX-02-09");
  // A day that the text announces is none on which it was written.
  CHECK(values("في 2 يناير 2024 بشأن مونديال 2 يناير 2034" + far + "في 16 ديسمبر", 2024y / 1 / 29) ==
        "2024-01-02 2034-01-02 2023-12-16?");
  CHECK(values("مونديال 2 يناير 2034" + far + "في 16 ديسمبر", 2024y / 1 / 29) == "2034-01-02 XXXX-12-16");
}

TEST_CASE("dates: the month first, months side by side, backslashes, the first of a month by its own word") {
  CHECK(dates("يناير 16، 2024 في المدينة") == "يناير 16، 2024=2024-01-16");
  CHECK(dates("في يناير 16 شخصا") == "يناير=2024-01");
  CHECK(dates("16 ديسمبر كانون الأول 2023") == "16 ديسمبر كانون الأول 2023=2023-12-16");
  CHECK(dates("تشرين الثاني نوفمبر 2023") == "تشرين الثاني نوفمبر 2023=2023-11");
  CHECK(dates("بين مارس أبريل 2024") == "أبريل 2024=2024-04");
  CHECK(dates("بتاريخ 16\\1\\2024") == "16\\1\\2024=2024-01-16");
  CHECK(dates("ثورة الفاتح من نوفمبر 1954") == "الفاتح من نوفمبر 1954=1954-11-01");
  CHECK(dates("احتفالات فاتح ماي") == "فاتح ماي=2024-05-01");
  CHECK(dates("الثلاثاء 4 رجب 1445 هـ - 16 يناير 2024 م") ==
        "الثلاثاء 4 رجب 1445 هـ=2024-01-16; 16 يناير 2024 م=2024-01-16");
}

TEST_CASE("dates: a day of this month without the month, and days each with their weekday") {
  CHECK(dates("يعقد في 16 الجاري لقاء") == "16 الجاري=2024-05-16");
  CHECK(dates("يعقد يوم 16 الجاري لقاء") == "16 الجاري=2024-05-16");
  CHECK(dates("الرقم 16 الجاري") == "");
  CHECK(dates("الاثنين 15 والثلاثاء 16 يناير") == "الاثنين 15=2024-01-15; الثلاثاء 16 يناير=2024-01-16");
}

TEST_CASE("dates: what is named after a day is no date, unless a year stands there") {
  CHECK(dates("في مدينة 6 أكتوبر وفي شارع 26 يوليو وعلى جسر 14 تموز") == "");
  CHECK(dates("قوى 8 آذار") == "");
  CHECK(dates("قيام \"ثورة 25 يناير\" عام 2011") == "25 يناير\" عام 2011=2011-01-25");
  CHECK(dates("دخل المدينة 6 أكتوبر") == "6 أكتوبر=2024-10-06");
  CHECK(dates("في مدينة 6 أكتوبر 2023") == "6 أكتوبر 2023=2023-10-06");
}

TEST_CASE("dates: relative expressions are resolved against publication") {
  CHECK(dates("قال أمس إن اللقاء غدا الخميس") == "أمس=2024-05-14; غدا الخميس=2024-05-16");
  CHECK(only_values("أول أمس وأمس الأول وأول من أمس وبعد غد") ==
        "2024-05-13 2024-05-13 2024-05-13 2024-05-17");
  CHECK(only_values("الخميس الماضي") == "2024-05-09");
  CHECK(only_values("الأربعاء الماضي") == "2024-05-08");
  CHECK(only_values("الأربعاء المقبل") == "2024-05-22");
  CHECK(only_values("يوم الثلاثاء") == "2024-05-14");
  CHECK(only_values("الشهر الماضي والعام المقبل وهذا العام") == "2024-04 2025 2024");
  CHECK(only_values("من 12 إلى 15 من الشهر الجاري") == "2024-05-12..2024-05-15 2024-05-15");
  CHECK(only_values("yesterday and last Monday") == "2024-05-14 2024-05-13");
  // A publication a day late does not shift the weekday.
  CHECK(only_values("اليوم الثلاثاء") == "2024-05-14");
}

TEST_CASE("dates: what only looks like a date is none") {
  for (const char* text : {"مارس الرجل عمله",
                           "أب الطفل",
                           "سيارة نيسان جديدة",
                           "نتيجة 3-2 والساعة 10:30",
                           "ثلث 1/3 وربع 1/4",
                           "30 شباط 2020",
                           "31 أبريل 2020",
                           "اليوم الأول من المؤتمر",
                           "في اليوم التالي",
                           "2000 دولار",
                           "في 1500 متر",
                           "قبل 2000 عام",
                           "الهاتف 0123-456-789",
                           "192.168.1.1",
                           "السيد رجب والشيخ شعبان",
                           "بهدف مقابل صفر",
                           "the march of time",
                           "صحيفة المصري اليوم",
                           "13/13/2020",
                           "45/6/7890",
                           "ق",
                           "",
                           "هـ م"}) {
    CAPTURE(text);
    CHECK(only_values(text) == "");
  }
}

TEST_CASE("dates: offsets count code points of the text as given") {
  const std::string text = "🙂 «وَقَعَ» في\u200F ١٦ يَنايِر ٢٠٢٤م.";
  const auto found = find_dates(text, std::nullopt);
  REQUIRE(found.size() == 1);
  CHECK(slice(text, found[0].start, found[0].end) == "١٦ يَنايِر ٢٠٢٤م");
}

TEST_CASE("dates: mentions are in order, within the text and apart, whatever the words") {
  const std::vector<std::string> words{
      "يناير", "كانون", "الثاني", "12", "3",   "و",   "-",     "/",       "2024", "من",    "إلى",
      "شهر",   "هـ",    "م",      "(",  ")",   "،",   "اليوم", "الاثنين", "أمس",  "الأول", "الماضي",
      "عام",   "1445",  "رمضان",  ".",  "عشر", "بين", "May",   "th",      "\n",   "هذا",   "العام"};
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 14; ++i) {
      text += words[random() % words.size()];
      if (random() % 4 != 0) text += ' ';
    }
    CAPTURE(text);
    std::uint32_t end = 0;
    for (const auto& d : find_dates(text, kWednesday)) {
      CHECK(d.start >= end);
      CHECK(d.end > d.start);
      CHECK(d.value.ok());
      if (d.last) CHECK(*d.last >= d.value);
      end = d.end;
    }
    CHECK(end <= text.size());
    (void)find_dates(text, std::nullopt);
    (void)infer_publication(text);
  }
}

TEST_CASE("dates: broken UTF-8 and long runs of one token do no harm") {
  CHECK(find_dates("\xD9 12 \xFF\xFE يناير \xC3", std::nullopt).size() == 0);
  std::string days;
  for (int i = 0; i < 20000; ++i)
    days += "3 و ";
  CHECK(find_dates(days + "4 مايو 2020", std::nullopt).size() == 8);  // lists are read that far back
}

TEST_CASE("dates: a publication that is no day counts as none") {
  CHECK(only_values("أمس", Date{2024y / 2 / 31}) == "");
}

TEST_CASE("publication: a byline in several forms") {
  const auto byline = [](std::string_view text) {
    const auto p = infer_publication(text);
    return fmt::format("{} {}", p.date ? to_iso(*p.date) : "-", to_string(p.from));
  };
  CHECK(byline("عنوان الخبر\nنشر في: الاثنين 29 يناير 2024\nقال الوزير إن الأمر انتهى.") ==
        "2024-01-29 byline");
  CHECK(byline("عنوان الخبر\n12/03/2023 - 14:05\nنص الخبر هنا.") == "2023-03-12 byline");
  CHECK(byline("كتب محمد علي – 3 مايو 2022\nنص الخبر هنا.") == "2022-05-03 byline");
  CHECK(byline("الرياض في 3 مايو 2022 (وكالات) - قال الناطق إن الأمر انتهى") == "2022-05-03 byline");
  CHECK(byline("نص طويل عن أمر ما حدث في مكان ما\nتاريخ النشر: 2021-07-16") == "2021-07-16 byline");
  CHECK(byline("Some headline\nPublished: May 12, 2024 10:30\nText follows.") == "2024-05-12 byline");
}

TEST_CASE(
    "publication: a line of source and date under the headline is a byline, one within the story is none") {
  const auto published = [](std::string_view text) {
    const auto told = infer_publication(text);
    return told.date ? to_iso(*told.date) : std::string("none");
  };
  CHECK(
      published(
          "عنوان الخبر\nبيروت - وكالة الأنباء المحلية - الخميس 24 فبراير 2022\nقال الوزير إن الأمر انتهى.") ==
      "2022-02-24");
  CHECK(published("عنوان الخبر\nوكالة الأنباء المحلية، 8 أيلول/سبتمبر 2022\nقال الوزير إن الأمر انتهى.") ==
        "2022-09-08");
  CHECK(published("عنوان الخبر\nوكالة الأنباء المحلية | 2024-01-18\nقال الوزير إن الأمر انتهى.") ==
        "2024-01-18");
  CHECK(published("عنوان الخبر\nسطر أول.\nسطر ثان.\nسطر ثالث.\nسطر رابع.\nكان ذلك في بيت قديم، 8 سبتمبر "
                  "2022\nثم انتهى.") == "none");
}

TEST_CASE("publication: a span of days is no byline, nor is a headline of a day long ago") {
  const auto published = [](std::string_view text) {
    const auto told = infer_publication(text);
    return told.date ? to_iso(*told.date) : std::string("none");
  };
  const std::string story = "\nقال الوزير إن الأمر انتهى.";
  CHECK(published("منذ 7 أكتوبر 2023" + story) == "none");
  CHECK(published("حتى 31 ديسمبر 2024" + story) == "none");
  CHECK(published("من 3 إلى 5 مايو 2024" + story) == "none");
  CHECK(published("3 - 5 مايو 2024" + story) == "none");
  CHECK(published("ثورة 25 يناير 2011" + story) == "none");
  CHECK(published("الثلاثاء 25 يناير 2011" + story) == "2011-01-25");
  CHECK(published("القاهرة - 25 يناير 2011" + story) == "2011-01-25");
  CHECK(published("في 25 يناير 2011" + story) == "2011-01-25");
}

TEST_CASE("publication: what looks like a byline and is none") {
  const auto published = [](std::string_view text) {
    const auto told = infer_publication(text);
    return told.date ? to_iso(*told.date) : std::string("none");
  };
  const std::string story = "\nقال الوزير إن الأمر انتهى.";
  std::string words;
  for (int i = 0; i < 20; ++i)
    words += "كلمة ";
  CHECK(published(words + "، 8 سبتمبر 2022" + story) == "none");      // too long a line
  CHECK(published("كتب محمد – 3 مايو 1922" + story) == "none");       // long before the web
  CHECK(published("نشر في: الأحد 29 يناير 2024" + story) == "none");  // it was a Monday
  const std::string dateline = "بدأ ذلك في 3 مايو 2012 (يوم لا ينسى) " + words;
  CHECK(published(dateline + "وانتهى عام 2014 بعد وقت طويل") == "none");
  CHECK(published(dateline + "وكان بدأ عام 2010 قبل وقت طويل") == "2012-05-03");
}

TEST_CASE("publication: a weekday goes with a date that is near and the last that is told") {
  const auto published = [](std::string_view text) {
    const auto told = infer_publication(text);
    return told.date ? to_iso(*told.date) : std::string("none");
  };
  std::string far;
  for (int i = 0; i < 70; ++i)
    far += "كلمة ";
  const std::string today = "أعلنت الحكومة في بيان لها اليوم الاثنين أن ";
  const std::string sunday = "ما وقع يوم الأحد 28 يناير 2024 في المدينة كلها انتهى";
  CHECK(published(today + sunday) == "2024-01-29");
  CHECK(published(today + far + sunday) == "none");
  CHECK(published(today + sunday + " وسيعود عام 2026 كما كان") == "none");
  CHECK(published(today + sunday + " وكان بدأ عام 2020") == "2024-01-29");
}

TEST_CASE("publication: today beside an explicit date, never a year that nobody wrote") {
  const auto told = [](std::string_view text) {
    const auto p = infer_publication(text);
    return fmt::format("{} {}", p.date ? to_iso(*p.date) : "-", to_string(p.from));
  };
  CHECK(told("قال الناطق باسم الحكومة في بيان له اليوم الاثنين 29 يناير 2024 إن الأمر انتهى") ==
        "2024-01-29 text");
  CHECK(told("قال الناطق باسم الحكومة في بيان له أمس الأحد (28 يناير 2024) إن الأمر انتهى") ==
        "2024-01-29 text");
  CHECK(told("أعلنت الحكومة في بيان لها اليوم الاثنين أن ما وقع يوم الأحد 28 يناير 2024 في المدينة انتهى") ==
        "2024-01-29 text");
  CHECK(told("أعلنت الحكومة في بيان لها اليوم الاثنين أن ما وقع في 16 يناير في المدينة قد انتهى") ==
        "- unknown");
  // A Monday by chance, and a day of another year that is today's.
  CHECK(told("أعلنت الحكومة اليوم الاثنين أن ما وقع في 15 يناير 2024 في المدينة قد انتهى") == "- unknown");
  CHECK(told("في مثل هذا اليوم 22 يناير 2011 بدأ ما انتهى في المدينة بعد أيام قليلة من ذلك كله") ==
        "- unknown");
  CHECK(told("أعلنت الحكومة اليوم الاثنين أن ما بدأ بعد هجمات 11 سبتمبر 2001 في المدينة قد انتهى") ==
        "- unknown");
  CHECK(told("") == "- unknown");
}

TEST_CASE("publication: a day with its weekday takes the year that the text tells, and no other") {
  constexpr Date kNotAfter = 2024y / 2 / 10;
  const auto told = [](std::string_view text, std::optional<Date> not_after) {
    const auto p = infer_publication(text, not_after);
    return fmt::format("{} {}", p.date ? to_iso(*p.date) : "-", to_string(p.from));
  };
  CHECK(told("قال الوزير اليوم الاثنين 16 يناير إن خطة عام 2023 بدأت", kNotAfter) == "2023-01-16 text");
  CHECK(told("قال الوزير اليوم الاثنين (16 يناير) إن خطة عام 2023 بدأت", kNotAfter) == "2023-01-16 text");
  CHECK(told("قال الوزير أمس الأحد 15 يناير إن خطة عام 2023 بدأت", kNotAfter) == "2023-01-16 text");
  CHECK(told("عنوان الخبر\nنشر في: الاثنين 16 يناير\nقال الوزير إن خطة عام 2023 بدأت.", kNotAfter) ==
        "2023-01-16 byline");
  CHECK(told("اليوم الاثنين 16 يناير 2023 بدأ ما أُعلن يوم الجمعة 30 ديسمبر", kNotAfter) == "2023-01-16 text");
  // Every weekday fits some year of the last few: none of them is told.
  CHECK(told("قال الوزير اليوم الاثنين 16 يناير إن الأمر انتهى", kNotAfter) == "- unknown");
  CHECK(told("قال الوزير اليوم الاثنين 16 يناير إن الأمر انتهى", 2023y / 1 / 17) == "- unknown");
  CHECK(told("اليوم الاثنين 16 يناير بدأ ما أُعلن يوم الجمعة 30 ديسمبر", kNotAfter) == "- unknown");
  CHECK(told("عنوان الخبر\nنشر في: الاثنين 16 يناير\nقال الوزير إن الأمر انتهى.", kNotAfter) == "- unknown");
  CHECK(told("قال الوزير اليوم الاثنين 16 يناير إن ما بدأ عام 2021 سينتهي عام 2030", kNotAfter) ==
        "- unknown");
  // No weekday, no file's day, or a day that would lie after it.
  CHECK(told("قال الوزير اليوم 16 يناير إن خطة عام 2023 بدأت", kNotAfter) == "- unknown");
  CHECK(told("قال الوزير اليوم الاثنين 16 يناير إن خطة عام 2023 بدأت", std::nullopt) == "- unknown");
  CHECK(told("قال الوزير اليوم الاثنين 16 يناير إن خطة عام 2023 بدأت", 2023y / 1 / 16) == "2023-01-16 text");
  CHECK(told("قال الوزير اليوم الاثنين 16 يناير إن خطة عام 2023 بدأت", 2023y / 1 / 15) == "- unknown");
  // Hints that do not agree.
  CHECK(told("اليوم الاثنين 16 يناير بدأ ما أُعلن يوم الخميس 30 ديسمبر ضمن خطة عام 2023", kNotAfter) ==
        "- unknown");
  CHECK(told("قال الوزير اليوم الاثنين 16 يناير إن ما وقع في يناير 2024 انتهى", kNotAfter) == "- unknown");
  // A year that lies ahead does not contradict.
  CHECK(told("قال الوزير اليوم الاثنين 16 يناير إن ما بدأ عام 2023 سينتهي عام 2030", kNotAfter) ==
        "2023-01-16 text");
}

TEST_CASE("dates: weekdays and a year of an undated text tell the year of its days") {
  const auto values = [](std::string_view text, std::optional<Date> published,
                         std::optional<Date> not_after) {
    std::string out;
    for (const auto& d : find_dates(text, published, not_after))
      out += (out.empty() ? "" : " ") + to_iso(d.value, d.precision) + (d.year_inferred ? "?" : "");
    return out;
  };
  constexpr std::string_view kText = "وقع يوم الأحد 15 يناير ثم يوم الأربعاء 18 يناير هجوم";
  constexpr std::string_view kToldText =
      "وقع يوم الأحد 15 يناير ثم يوم الأربعاء 18 يناير هجوم هو أول هجمات عام 2023";
  CHECK(values(kToldText, std::nullopt, 2024y / 2 / 10) == "2023-01-15? 2023-01-18? 2023");
  CHECK(values(kText, std::nullopt, 2024y / 2 / 10) == "XXXX-01-15 XXXX-01-18");
  CHECK(values(kText, std::nullopt, std::nullopt) == "XXXX-01-15 XXXX-01-18");
  CHECK(values(kText, 2018y / 1 / 20, 2024y / 2 / 10) == "2017-01-15? 2017-01-18?");
  CHECK(values("الاثنين 16 يناير من العام الماضي", std::nullopt, 2024y / 2 / 10) == "");
  // One that is still to come keeps its gap.
  CHECK(values(kToldText, std::nullopt, 2023y / 1 / 16) == "2023-01-15? XXXX-01-18 2023");
}

TEST_CASE("dates: of dates that go together the last has the year") {
  constexpr Date kPublished = 2024y / 1 / 20;
  CHECK(only_values("من 28 أبريل إلى 3 مايو 2019", kPublished) == "2019-04-28..2019-05-03 2019-05-03");
  CHECK(only_values("من 28 ديسمبر إلى 3 يناير 2019", kPublished) == "2018-12-28..2019-01-03 2019-01-03");
  CHECK(only_values("في 12 مارس و3 أبريل 2019", kPublished) == "2019-03-12 2019-04-03");
  CHECK(only_values("شهري يناير وفبراير 2019", kPublished) == "2019-01 2019-02");
  CHECK(only_values("بين نيسان وحزيران 2019", kPublished) == "2019-04 2019-06");
  CHECK(only_values("من يناير إلى مارس 2019", std::nullopt) == "2019-01 2019-03");
  // A date of another sentence, and one that says which way it lies, have their own.
  CHECK(only_values("في 12 مارس. وفي 3 أبريل 2019", kPublished) == "2024-03-12 2019-04-03");
  CHECK(only_values("12 ديسمبر الماضي و3 أبريل 2019", kPublished) == "2023-12-12 2019-04-03");
}

TEST_CASE("dates: an Iranian month may be called a month") {
  CHECK(only_values("روز چهارشنبه ۲۷ دی ماه ۱۴۰۲ که این را", std::nullopt) == "2024-01-17");
  CHECK(only_values("۲۷ دی‌ماه ۱۴۰۲ که این را", std::nullopt) == "2024-01-17");
  CHECK(only_values("۵ فروردین‌ماه ۱۴۰۳", std::nullopt) == "2024-03-24");
}

TEST_CASE("dates: blanks around the dashes of a date") {
  CHECK(only_values("بغداد في 17 - 01 - 2024 وصل", std::nullopt) == "2024-01-17");
  CHECK(only_values("انتهت 3 - 2 بعد وقت إضافي", std::nullopt).empty());
}

TEST_CASE("dates: ordinals of a list, and days right before this month") {
  constexpr Date kPublished = 2024y / 1 / 20;
  CHECK(only_values("في الأول والثاني من أيار 2021", kPublished) == "2021-05-01 2021-05-02");
  CHECK(only_values("بين الأول والعاشر من مارس 2022", kPublished) == "2022-03-01..2022-03-10 2022-03-10");
  CHECK(only_values("الحادي والعشرين من مارس 2022", kPublished) == "2022-03-21");
  CHECK(only_values("في 20 الشهر الحالي", kPublished) == "2024-01-20");
  CHECK(only_values("الموسم الكروي 2022/2023", kPublished) == "2022..2023-12-31 2023");
}

TEST_CASE("dates: years behind a part of a year and of a school year") {
  CHECK(only_values("في الربع الأول من 2023", std::nullopt) == "2023");
  CHECK(only_values("الأشهر التسعة الأولى من 2022 شهدت", std::nullopt) == "2022");
  CHECK(only_values("العام الدراسي 2022-2023", std::nullopt) == "2022..2023-12-31 2023");
  CHECK(only_values("المركز الأول من 2023 طالبا", std::nullopt).empty());
}

TEST_CASE("dates: the same day in another calendar tells the year") {
  CHECK(dates("الأربعاء 5 رجب 1445 هـ الموافق 17 يناير", std::nullopt) ==
        "الأربعاء 5 رجب 1445 هـ=2024-01-17; 17 يناير=2024-01-17");
  CHECK(only_values("17 يناير الموافق 5 رجب 1445", std::nullopt) == "2024-01-17 2024-01-17");
  CHECK(only_values("17 يناير الموافق 5 رجب 1445", Date{2022y / 3 / 3}) == "2024-01-17 2024-01-17");
  CHECK(only_values("الموافق 19 جمادى الآخرة 1445، 1 يناير", std::nullopt) == "2024-01-01 2024-01-01");
  // Another day is no twin.
  CHECK(only_values("5 رجب 1445 و20 يناير", std::nullopt) == "2024-01-17 XXXX-01-20");
}

TEST_CASE("publication: the day of a last change counts only where there is no other") {
  CHECK(infer_publication("عنوان الخبر\nآخر تحديث: 19 يناير 2024 - نشر: 17 يناير 2024\nنص الخبر هنا").date ==
        Date{2024y / 1 / 17});
  CHECK(infer_publication("عنوان الخبر\nآخر تحديث: 19 يناير 2024\nنص الخبر هنا").date ==
        Date{2024y / 1 / 19});
}

TEST_CASE("publication: an article's own day beats the days that it tells of") {
  CHECK(infer_publication(
            "بغداد - 4 مارس 2023\nزار الوزير الموصل في 12 يناير 2021 وعاد إليها في 1 فبراير 2022.")
            .date == Date{2023y / 3 / 4});
  CHECK(infer_publication("تاريخ النشر: 2022/11/05\nوقع الاتفاق عام 1994.").date == Date{2022y / 11 / 5});
  CHECK(infer_publication("نشرت الساعة 14:20 بتاريخ ١٧ يونيو ٢٠٢١\nنص الخبر").date == Date{2021y / 6 / 17});
  CHECK_FALSE(infer_publication("وقع الاتفاق عام 1994 في مدينة الطائف.").date);
  CHECK_FALSE(infer_publication("اليوم الاثنين بدأت الدراسة في كل المحافظات.").date);
}

TEST_CASE("publication: a text in which no day with its year is seen at a glance has none when read whole") {
  const std::vector<std::string> words{
      "نشر",    "في",         "يوم",     "اليوم", "أمس",    "الاثنين", "الأحد",     "29",    "3",    "12",
      "1/2/24", "2024-01-29", "يناير",   "كانون", "الثاني", "الماضي",  "من",        "عام",   "2024", "24",
      "445",    "1445",       "رجب",     "هـ",    "Jan",    "May",     "/",         "-",     ",",    "(",
      ")",      "\n",         ".",       "م",     "مايو",   "كلمة",    "ربيع",      "الآخر", "بهمن", "1402",
      "12ی",    "نیسان",      "الموافق", "و",     "th",     "Jan.",    "12-Jan-04", "شهر"};
  std::mt19937 random(5);
  int told = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto length = 1 + random() % 12; length > 0; --length)
      text += words[random() % words.size()] + (random() % 4 == 0 ? "" : " ");
    CAPTURE(text);
    Tokens tokens;
    tokenise(text, tokens);
    const auto whole = find_dates_and_publication(tokens).publication;
    told += whole.date ? 1 : 0;
    const auto seen = infer_publication(text);
    CHECK(seen.date == whole.date);
    CHECK(seen.from == whole.from);
  }
  CHECK(told > 500);
}

TEST_CASE("dates: a year that nobody wrote is said to be inferred, a written one is not") {
  const auto inferred = find_dates("يوم 16 يناير", kWednesday);
  REQUIRE(inferred.size() == 1);
  CHECK(inferred[0].year_inferred);
  const auto written = find_dates("يوم 16 يناير 2019", kWednesday);
  REQUIRE(written.size() == 1);
  CHECK_FALSE(written[0].year_inferred);
  for (const char* text : {"16 يناير", "۱۶ فروردین", "16 جنوری", "١٠ رمضان", "March 5"}) {
    CAPTURE(text);
    for (const auto& date : find_dates(text, std::nullopt))
      CHECK(date.value.year() == kUnknownYear);
  }
}

TEST_CASE("dates: relative expressions over the ends of months and years") {
  const Date newYear = 2024y / 1 / 1;
  CHECK(only_values("وصل أمس", newYear) == "2023-12-31");
  CHECK(only_values("يغادر غدا", Date{2024y / 2 / 28}) == "2024-02-29");
  CHECK(only_values("يغادر غدا", Date{2023y / 2 / 28}) == "2023-03-01");
  CHECK(only_values("يوم 30 ديسمبر الماضي", newYear) == "2023-12-30");
}

TEST_CASE(
    "dates: without a day of publication a year is borrowed from the nearest date, of the same calendar "
    "alone") {
  CHECK(only_values("بدأ في 10 يناير 2023 وانتهى في 16 يناير", std::nullopt) == "2023-01-10 2023-01-16");
  CHECK(only_values("من 10 رجب 1445 هـ حتى موعد آخر في 16 يناير", std::nullopt) == "2024-01-22 XXXX-01-16");
  CHECK(only_values("في 16 يناير 2024 ثم في 10 رجب", std::nullopt) == "2024-01-16");
}
