#include <doctest/doctest.h>

#include "geo/text/dates.h"

using namespace kharita::geo::text;

namespace {

std::string iso(const std::optional<Date>& date) {
  return date ? to_iso(*date) : "none";
}

}  // namespace

TEST_CASE("timestamps: ISO 8601 keeps the calendar day as written") {
  CHECK(iso(parse_timestamp("2024-01-29")) == "2024-01-29");
  CHECK(iso(parse_timestamp("2024-01-29T23:59:59-08:00")) == "2024-01-29");
  CHECK(iso(parse_timestamp("2024-01-29 10:20:30.123456+00")) == "2024-01-29");
  CHECK(iso(parse_timestamp("2024/1/9")) == "2024-01-09");
  CHECK(iso(parse_timestamp("20240129")) == "2024-01-29");
  CHECK(iso(parse_timestamp("20240129T102030Z")) == "2024-01-29");
  CHECK(iso(parse_timestamp("20240129102030")) == "2024-01-29");
}

TEST_CASE("timestamps: RFC 822 and its relatives") {
  CHECK(iso(parse_timestamp("Mon, 29 Jan 2024 10:00:00 GMT")) == "2024-01-29");
  CHECK(iso(parse_timestamp("29 Jan 24 10:00 +0300")) == "2024-01-29");
  CHECK(iso(parse_timestamp("Sat Nov 17 11:51:02 +0000 2018")) == "2018-11-17");
  CHECK(iso(parse_timestamp("Sat Nov 17 11:51:02 -0500 2018")) == "2018-11-17");
  CHECK(iso(parse_timestamp("Sat Nov 17 11:51:02 2018")) == "2018-11-17");
  CHECK(iso(parse_timestamp("January 29, 2024")) == "2024-01-29");
  CHECK(iso(parse_timestamp("29 September 2023")) == "2023-09-29");
}

TEST_CASE("timestamps: day before month, unless that cannot be") {
  CHECK(iso(parse_timestamp("29/01/2024")) == "2024-01-29");
  CHECK(iso(parse_timestamp("03/04/2024 10:00")) == "2024-04-03");
  CHECK(iso(parse_timestamp("01/29/2024")) == "2024-01-29");
  CHECK(iso(parse_timestamp("29.01.2024")) == "2024-01-29");
}

TEST_CASE("timestamps: seconds and milliseconds since 1970") {
  CHECK(iso(parse_timestamp("1706486400")) == "2024-01-29");
  CHECK(iso(parse_timestamp("1706486400000")) == "2024-01-29");
  CHECK(iso(parse_timestamp("1706486400.25")) == "2024-01-29");
}

TEST_CASE("timestamps: fractions of seconds since 1970 in every width") {
  CHECK(iso(parse_timestamp("1705449600.25")) == "2024-01-17");
  CHECK(iso(parse_timestamp("1705449600000000")) == "2024-01-17");
  CHECK(iso(parse_timestamp("1705449600000000000")) == "2024-01-17");
  CHECK(iso(parse_timestamp("١٧٠٥٤٤٩٦٠٠")) == "2024-01-17");
  CHECK(iso(parse_timestamp("/Date(1705449600000+0300)/")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17054496000")) == "none");
  CHECK(iso(parse_timestamp("17054496")) == "none");
}

TEST_CASE("timestamps: Arabic-Indic and Persian digits") {
  CHECK(iso(parse_timestamp("٢٩/٠١/٢٠٢٤")) == "2024-01-29");
  CHECK(iso(parse_timestamp("\u200F29\u200F/\u200F01 / 2024")) == "2024-01-29");
  CHECK(iso(parse_timestamp("۲۰۲۴-۰۱-۲۹")) == "2024-01-29");
}

TEST_CASE("timestamps: months in Arabic, in every system, whole or cut") {
  CHECK(iso(parse_timestamp("29 يناير 2024 - 10:30")) == "2024-01-29");
  CHECK(iso(parse_timestamp("الأربعاء، ١٧ يناير ٢٠٢٤ ٠٩:٣٠ ص")) == "2024-01-17");
  CHECK(iso(parse_timestamp("10:30 م 17 يناير 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17 كانون الثاني 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17 كانون الثاني/يناير 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17 يناير (كانون الثاني) 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("3 من شهر تشرين الأول 2023")) == "2023-10-03");
  CHECK(iso(parse_timestamp("17 جانفي 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("5 غشت 2023")) == "2023-08-05");
  CHECK(iso(parse_timestamp("17 فبر 2024")) == "2024-02-17");
  CHECK(iso(parse_timestamp("2 أغس. 2024")) == "2024-08-02");
  CHECK(iso(parse_timestamp("17-يناير-24")) == "2024-01-17");
}

TEST_CASE("timestamps: months of the Levant by their number") {
  CHECK(iso(parse_timestamp("17 كانون 2 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17 كانون2 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17 ك2 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("31 ك١ ٢٠٢٣")) == "2023-12-31");
  CHECK(iso(parse_timestamp("3 تشرين 1 2023")) == "2023-10-03");
  CHECK(iso(parse_timestamp("3 ت2، 2023")) == "2023-11-03");
  CHECK(iso(parse_timestamp("17 ك 2024")) == "none");
}

TEST_CASE("timestamps: the month before the day, and the year before both") {
  CHECK(iso(parse_timestamp("فبراير 5, 2024")) == "2024-02-05");
  CHECK(iso(parse_timestamp("يناير ١٧، ٢٠٢٤")) == "2024-01-17");
  CHECK(iso(parse_timestamp("الأربعاء كانون الثاني 17، 2024 9:30")) == "2024-01-17");
  CHECK(iso(parse_timestamp("Monday, Jan. 29th, 2024 10:00 AM")) == "2024-01-29");
  CHECK(iso(parse_timestamp("2024 Jan 29")) == "2024-01-29");
  CHECK(iso(parse_timestamp("2024-Jan-29")) == "2024-01-29");
}

TEST_CASE("timestamps: months in the languages of neighbours' feeds") {
  CHECK(iso(parse_timestamp("lun., 5 févr. 2024 10:00:00 +0100")) == "2024-02-05");
  CHECK(iso(parse_timestamp("mar. 17 janv. 2023")) == "2023-01-17");
  CHECK(iso(parse_timestamp("1er août 2023 à 10h30")) == "2023-08-01");
  CHECK(iso(parse_timestamp("25 DÉC. 2023")) == "2023-12-25");
  CHECK(iso(parse_timestamp("3 juil. 2023")) == "2023-07-03");
  CHECK(iso(parse_timestamp("3 juin 2023")) == "2023-06-03");
  CHECK(iso(parse_timestamp("3 jui 2023")) == "none");
  CHECK(iso(parse_timestamp("17 de enero de 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17. März 2024")) == "2024-03-17");
  CHECK(iso(parse_timestamp("17 Şubat 2024 Cumartesi")) == "2024-02-17");
  CHECK(iso(parse_timestamp("17 Ağu 2024")) == "2024-08-17");
  CHECK(iso(parse_timestamp("۲۷ ژانویه ۲۰۲۴")) == "2024-01-27");
  CHECK(iso(parse_timestamp("17 جنوری 2024")) == "2024-01-17");
}

TEST_CASE("timestamps: days of the Hijri and the Iranian calendar") {
  CHECK(iso(parse_timestamp("5 رجب 1445 هـ")) == "2024-01-17");
  CHECK(iso(parse_timestamp("1445/07/05 هـ")) == "2024-01-17");
  CHECK(iso(parse_timestamp("05-07-1445")) == "2024-01-17");
  CHECK(iso(parse_timestamp("10 ربيع الآخر 1445")) == "2023-10-25");
  CHECK(iso(parse_timestamp("۱۴۰۲/۱۰/۲۷")) == "2024-01-17");
  CHECK(iso(parse_timestamp("27 دی 1402")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17 يناير 2024 الموافق 5 رجب 1445")) == "2024-01-17");
}

TEST_CASE("timestamps: ISO weeks and days of the year") {
  CHECK(iso(parse_timestamp("2024-W03-3")) == "2024-01-17");
  CHECK(iso(parse_timestamp("2024W033")) == "2024-01-17");
  CHECK(iso(parse_timestamp("2024-W03-3T10:20:00Z")) == "2024-01-17");
  CHECK(iso(parse_timestamp("2020-W53-5")) == "2021-01-01");
  CHECK(iso(parse_timestamp("2025-W01-1")) == "2024-12-30");
  CHECK(iso(parse_timestamp("2024-W54-1")) == "none");
  CHECK(iso(parse_timestamp("2024-W03-8")) == "none");
  CHECK(iso(parse_timestamp("2024-W03")) == "none");  // seven days
  CHECK(iso(parse_timestamp("2024-017")) == "2024-01-17");
  CHECK(iso(parse_timestamp("2024-366")) == "2024-12-31");
  CHECK(iso(parse_timestamp("2023-366")) == "none");
  CHECK(iso(parse_timestamp("2024-000")) == "none");
}

TEST_CASE("timestamps: years of two digits, and RFC 822 as it is broken") {
  CHECK(iso(parse_timestamp("17-Jan-24")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17/01/24")) == "2024-01-17");
  CHECK(iso(parse_timestamp("1/17/24 9:30 AM")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17.1.98")) == "1998-01-17");
  CHECK(iso(parse_timestamp("17.1.69")) == "2069-01-17");
  CHECK(iso(parse_timestamp("17.1.70")) == "1970-01-17");
  CHECK(iso(parse_timestamp("Wed, 17 January 2024, 10:00 GMT")) == "2024-01-17");
  CHECK(iso(parse_timestamp("Wed,17 Jan 2024 10:00:00GMT")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17 Jan 10:00:00 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("10.30 17.01.2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17 / 01 / 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("17 01 2024")) == "2024-01-17");
  CHECK(iso(parse_timestamp("2024/17/1")) == "2024-01-17");
  CHECK(iso(parse_timestamp("Jan 2024")) == "none");
  CHECK(iso(parse_timestamp("17 Jan")) == "none");
  CHECK(iso(parse_timestamp("32 Jan 2024")) == "none");
}

TEST_CASE("timestamps: what is no date gives none") {
  for (const char* text :
       {"", "yesterday", "2024-13-01", "31/02/2024", "12", "99999999999999999999", "0000-00-00", "2024-02-30",
        "12 2024 10", "+2024", "12:30", "Sat Nov 17 11:51:02 +0000"}) {
    CAPTURE(text);
    CHECK(iso(parse_timestamp(text)) == "none");
  }
}

TEST_CASE("timestamps: a spreadsheet's number is the day that it shows") {
  CHECK(iso(parse_excel_day("45308")) == "2024-01-17");
  CHECK(iso(parse_excel_day("45308.5")) == "2024-01-17");
  CHECK(iso(parse_excel_day("45308,999988")) == "2024-01-17");
  CHECK(iso(parse_excel_day(" 45308 ")) == "2024-01-17");
  CHECK(iso(parse_excel_day("٤٥٣٠٨٫٥")) == "2024-01-17");
  CHECK(iso(parse_excel_day("36526")) == "2000-01-01");
  CHECK(iso(parse_excel_day("10000")) == "1927-05-18");
  CHECK(iso(parse_excel_day("99999")) == "2173-10-13");
}

TEST_CASE("timestamps: years, counts, amounts and time stamps are no spreadsheet's days") {
  for (const char* text : {"", "2024", "9999", "09999", "100000", "-45308", "1.45308", "45308.5.1", "45308-5",
                           "45,308 $", "45308%", "45308 km", "no. 45308", "1706000000", "20240117"}) {
    CHECK_MESSAGE(iso(parse_excel_day(text)) == "none", text);
  }
  CHECK(iso(parse_timestamp("45308")) == "none");
}

TEST_CASE("timestamps: a file's name may hold a date") {
  CHECK(iso(date_in_file_name("2024-01-29-storm.html")) == "2024-01-29");
  CHECK(iso(date_in_file_name("20240129.txt")) == "2024-01-29");
  CHECK(iso(date_in_file_name("news_2024_01_29.txt")) == "2024-01-29");
  CHECK(iso(date_in_file_name("خبر 29-01-2024.txt")) == "2024-01-29");
  CHECK(iso(date_in_file_name("20240129T1020.txt")) == "2024-01-29");
  CHECK(iso(date_in_file_name("IMG_20240129102030.txt")) == "2024-01-29");
}

TEST_CASE("timestamps: numbers in a file's name that are no date are left alone") {
  for (const char* name : {"000_7e6da07a3000a24e.txt", "326.txt", "a20240129b.txt", "12345678.txt",
                           "1-2-3.txt", "18500101.txt"}) {
    CAPTURE(name);
    CHECK(iso(date_in_file_name(name)) == "none");
  }
}

TEST_CASE("timestamps: a page's address may hold a date") {
  CHECK(iso(date_in_address("https://example.org/2024/01/17/storm")) == "2024-01-17");
  CHECK(iso(date_in_address("https://example.org/news/2024/1/7/عاصفة")) == "2024-01-07");
  CHECK(iso(date_in_address("/2013/politics/8/3/storm")) == "2013-08-03");
  CHECK(iso(date_in_address("https://example.org/world/2024/jan/17/storm")) == "2024-01-17");
  CHECK(iso(date_in_address("https://example.org/20240117/storm-108.html")) == "2024-01-17");
  CHECK(iso(date_in_address("https://example.org/17-1-2024/storm")) == "2024-01-17");
  CHECK(iso(date_in_address("https://example.org/2024-01-17-storm.html")) == "2024-01-17");
  CHECK(iso(date_in_address("https://example.org/storm-2024-01-17")) == "2024-01-17");
  CHECK(iso(date_in_address("https://example.org/2024-01/17/c_1.htm")) == "2024-01-17");
  CHECK(iso(date_in_address("https://example.org/2024/01-17/1.htm")) == "2024-01-17");
}

TEST_CASE("timestamps: an address whose numbers are no day holds no date") {
  for (const char* url :
       {"", "https://example.org", "https://example.org/", "https://2024.example.org/01/17/",
        "https://example.org/2024/01/", "https://example.org/2024/01/storm",
        "https://example.org/2024/17/storm/01", "https://example.org/a/1/2/2024",
        "https://example.org/3120/01/17/", "https://example.org/1789/07/14/",
        "https://example.org/2024/13/40/", "https://example.org/a?date=2024-01-17",
        "https://example.org/a#2024-01-17", "https://example.org/123456789/1/2"}) {
    CAPTURE(std::string(url));
    CHECK(iso(date_in_address(url)) == "none");
  }
}

TEST_CASE("timestamps: ISO text by precision") {
  const Date date{std::chrono::year(2024), std::chrono::month(1), std::chrono::day(9)};
  CHECK(to_iso(date) == "2024-01-09");
  CHECK(to_iso(date, DatePrecision::month) == "2024-01");
  CHECK(to_iso(date, DatePrecision::year) == "2024");
}
