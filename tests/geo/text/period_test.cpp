#include "geo/text/period.h"

#include <doctest/doctest.h>

#include <string>

using namespace kharita::geo::text;

namespace {

constexpr Date kToday{std::chrono::year(2024) / 5 / 15};  // a Wednesday

// "2024-01-01..2024-12-31", one day once; "none".
std::string period(std::string_view text, const Date& today = kToday) {
  const auto found = parse_period(text, today);
  if (!found) return "none";
  return found->from == found->to ? to_iso(found->from) : to_iso(found->from) + ".." + to_iso(found->to);
}

}  // namespace

TEST_CASE("period: years, months and days in numbers, in all digits") {
  CHECK(period("2024") == "2024-01-01..2024-12-31");
  CHECK(period("٢٠٢٤") == "2024-01-01..2024-12-31");
  CHECK(period("2024-02") == "2024-02-01..2024-02-29");
  CHECK(period("2023/2") == "2023-02-01..2023-02-28");
  CHECK(period("1/2024") == "2024-01-01..2024-01-31");
  CHECK(period("12/2023") == "2023-12-01..2023-12-31");
  CHECK(period("17/1/2024") == "2024-01-17");
  CHECK(period("١٧/١/٢٠٢٤") == "2024-01-17");
  CHECK(period("۱۷/۱/۲۰۲۴") == "2024-01-17");
  CHECK(period(" 2024-01-17 ") == "2024-01-17");
  CHECK(period("17.1.2024") == "2024-01-17");
  CHECK(period("20240117") == "2024-01-17");
  CHECK(period("202401") == "2024-01-01..2024-01-31");
  CHECK(period("17/1") == "2024-01-17");
  CHECK(period("17/6") == "2023-06-17");  // that of this year is yet to come
}

TEST_CASE("period: months by their names, in any of the languages") {
  CHECK(period("يناير 2024") == "2024-01-01..2024-01-31");
  CHECK(period("2024 يناير") == "2024-01-01..2024-01-31");
  CHECK(period("كانون الثاني 2024") == "2024-01-01..2024-01-31");
  CHECK(period("كانون الثاني/يناير 2024") == "2024-01-01..2024-01-31");
  CHECK(period("17 كانون الثاني 2024") == "2024-01-17");
  CHECK(period("١٧ يناير ٢٠٢٤") == "2024-01-17");
  CHECK(period("17 يناير") == "2024-01-17");
  CHECK(period("شهر يناير 2024") == "2024-01-01..2024-01-31");
  CHECK(period("يناير من عام 2024") == "2024-01-01..2024-01-31");
  CHECK(period("عام 2023") == "2023-01-01..2023-12-31");
  CHECK(period("الأربعاء 17 يناير 2024") == "2024-01-17");
  CHECK(period("يوم 17 يناير 2024") == "2024-01-17");
  CHECK(period("Jan 2024") == "2024-01-01..2024-01-31");
  CHECK(period("january 17, 2024") == "2024-01-17");
  CHECK(period("17 jan 2024") == "2024-01-17");
  CHECK(period("17-Jan-2024") == "2024-01-17");
  CHECK(period("May") == "2024-05-01..2024-05-31");
  CHECK(period("يونيو") == "2023-06-01..2023-06-30");
  CHECK(period("janvier 2024") == "2024-01-01..2024-01-31");
}

TEST_CASE("period: the Hijri calendar") {
  CHECK(period("رمضان 1445") == "2024-03-11..2024-04-09");
  CHECK(period("1445 هـ") == "2023-07-19..2024-07-06");
  CHECK(period("1445") == "2023-07-19..2024-07-06");
  CHECK(period("1 محرم 1445") == "2023-07-19");
}

TEST_CASE("period: days that are told from today") {
  CHECK(period("اليوم") == "2024-05-15");
  CHECK(period("أمس") == "2024-05-14");
  CHECK(period("امس") == "2024-05-14");
  CHECK(period("أول أمس") == "2024-05-13");
  CHECK(period("today") == "2024-05-15");
  CHECK(period("Yesterday") == "2024-05-14");
  CHECK(period("الاثنين") == "2024-05-13");
  CHECK(period("الأربعاء") == "2024-05-15");
  CHECK(period("الأربعاء الماضي") == "2024-05-08");
  CHECK(period("last monday") == "2024-05-13");
  CHECK(period("قبل 3 أيام") == "2024-05-12");
  CHECK(period("2 weeks ago") == "2024-05-01");
  CHECK(period("قبل أسبوعين") == "2024-05-01");
}

TEST_CASE("period: whole weeks, months, quarters and years from today") {
  CHECK(period("الأسبوع الماضي") == "2024-05-06..2024-05-12");
  CHECK(period("last week") == "2024-05-06..2024-05-12");
  CHECK(period("هذا الأسبوع") == "2024-05-13..2024-05-19");
  CHECK(period("الشهر الماضي") == "2024-04-01..2024-04-30");
  CHECK(period("this month") == "2024-05-01..2024-05-31");
  CHECK(period("الشهر الحالي") == "2024-05-01..2024-05-31");
  CHECK(period("السنة الماضية") == "2023-01-01..2023-12-31");
  CHECK(period("العام الماضي") == "2023-01-01..2023-12-31");
  CHECK(period("last year") == "2023-01-01..2023-12-31");
  CHECK(period("this year") == "2024-01-01..2024-12-31");
  CHECK(period("الربع الماضي") == "2024-01-01..2024-03-31");
  CHECK(period("last month", std::chrono::year(2024) / 1 / 31) == "2023-12-01..2023-12-31");
}

TEST_CASE("period: so long up to today") {
  CHECK(period("last 30 days") == "2024-04-16..2024-05-15");
  CHECK(period("آخر 30 يوما") == "2024-04-16..2024-05-15");
  CHECK(period("آخر ٣٠ يوماً") == "2024-04-16..2024-05-15");
  CHECK(period("past 7 days") == "2024-05-09..2024-05-15");
  CHECK(period("آخر أسبوع") == "2024-05-09..2024-05-15");
  CHECK(period("آخر أسبوعين") == "2024-05-02..2024-05-15");
  CHECK(period("آخر 3 أشهر") == "2024-02-16..2024-05-15");
  CHECK(period("last 2 years") == "2022-05-16..2024-05-15");
  CHECK(period("الأيام السبعة الماضية") == "2024-05-09..2024-05-15");
  CHECK(period("آخر ثلاثة أشهر") == "2024-02-16..2024-05-15");
  CHECK(period("last seven days") == "2024-05-09..2024-05-15");
  CHECK(period("30 يوما") == "2024-04-16..2024-05-15");
  CHECK(period("last 1 months", std::chrono::year(2024) / 3 / 31) == "2024-03-01..2024-03-31");
  CHECK(period("منذ 2023") == "2023-01-01..2024-05-15");
  CHECK(period("since March") == "2024-03-01..2024-05-15");
  CHECK(period("منذ 3 أيام") == "2024-05-12..2024-05-15");
}

TEST_CASE("period: quarters and halves") {
  CHECK(period("Q1 2024") == "2024-01-01..2024-03-31");
  CHECK(period("2023 q4") == "2023-10-01..2023-12-31");
  CHECK(period("2023-Q4") == "2023-10-01..2023-12-31");
  CHECK(period("الربع الأول 2024") == "2024-01-01..2024-03-31");
  CHECK(period("الربع الثالث من 2023") == "2023-07-01..2023-09-30");
  CHECK(period("الربع الثالث من عام 2023") == "2023-07-01..2023-09-30");
  CHECK(period("النصف الثاني من 2023") == "2023-07-01..2023-12-31");
  CHECK(period("first quarter 2024") == "2024-01-01..2024-03-31");
  CHECK(period("H1 2023") == "2023-01-01..2023-06-30");
  CHECK(period("Q3") == "2023-07-01..2023-09-30");
  CHECK(period("Q5 2024") == "none");
}

TEST_CASE("period: from one to another") {
  CHECK(period("2020-2023") == "2020-01-01..2023-12-31");
  CHECK(period("2020 - 2023") == "2020-01-01..2023-12-31");
  CHECK(period("2020..2023") == "2020-01-01..2023-12-31");
  CHECK(period("من 2020 إلى 2023") == "2020-01-01..2023-12-31");
  CHECK(period("3-5 مايو 2024") == "2024-05-03..2024-05-05");
  CHECK(period("من 3 إلى 5 مايو 2024") == "2024-05-03..2024-05-05");
  CHECK(period("يناير - مارس 2024") == "2024-01-01..2024-03-31");
  CHECK(period("مايو إلى يوليو 2023") == "2023-05-01..2023-07-31");
  CHECK(period("17/1/2024 - 20/2/2024") == "2024-01-17..2024-02-20");
  CHECK(period("from 1/2023 to 3/2023") == "2023-01-01..2023-03-31");
  CHECK(period("بين مايو 2020 وسبتمبر 2021") == "2020-05-01..2021-09-30");
  CHECK(period("2023 to 2020") == "none");
}

TEST_CASE("period: what names none is none") {
  for (const char* text : {"",
                           " ",
                           "x",
                           "20",
                           "202",
                           "31/2/2024",
                           "2024-13",
                           "2024-01-",
                           "0/2024",
                           "99999",
                           "last",
                           "آخر",
                           "آخر 0 يوم",
                           "last 99999999999 days",
                           "بغداد",
                           "بغداد 2024",
                           "-",
                           "---",
                           "17 يناير 2024 بغداد",
                           "2024 2024 2024",
                           "\xff\xfe"}) {
    CAPTURE(std::string(text));
    CHECK(period(text) == "none");
  }
  CHECK(period(std::string(5000, '2')) == "none");
}

TEST_CASE("period: a day as people write it is that day, whichever day it is") {
  for (auto day = std::chrono::sys_days(std::chrono::year(2020) / 1 / 1);
       day < std::chrono::sys_days(std::chrono::year(2025) / 1 / 1); day += std::chrono::days(13)) {
    const Date date(day);
    const std::string iso = to_iso(date);
    const auto d = std::to_string(static_cast<unsigned>(date.day()));
    const auto m = std::to_string(static_cast<unsigned>(date.month()));
    const auto y = std::to_string(static_cast<int>(date.year()));
    CHECK(period(iso) == iso);
    CHECK(period(d + "/" + m + "/" + y) == iso);
    CHECK(period(y + "/" + m + "/" + d) == iso);
    const auto month = parse_period(y + "-" + m, kToday);
    REQUIRE(month.has_value());
    CHECK((month->from <= date && date <= month->to));
    const auto last_month = parse_period("الشهر الماضي", date);
    REQUIRE(last_month.has_value());
    CHECK(std::chrono::sys_days(last_month->to) + std::chrono::days(1) ==
          std::chrono::sys_days(date.year() / date.month() / 1));
  }
}
