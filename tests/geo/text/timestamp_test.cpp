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

TEST_CASE("timestamps: Arabic-Indic and Persian digits") {
  CHECK(iso(parse_timestamp("٢٩/٠١/٢٠٢٤")) == "2024-01-29");
  CHECK(iso(parse_timestamp("\u200F29\u200F/\u200F01 / 2024")) == "2024-01-29");
  CHECK(iso(parse_timestamp("۲۰۲۴-۰۱-۲۹")) == "2024-01-29");
}

TEST_CASE("timestamps: what is no date gives none") {
  for (const char* text :
       {"", "yesterday", "2024-13-01", "31/02/2024", "12", "99999999999999999999", "0000-00-00", "2024-02-30",
        "29 يناير 2024 - 10:30", "12 2024 10", "+2024", "12:30", "Sat Nov 17 11:51:02 +0000"}) {
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

TEST_CASE("timestamps: ISO text by precision") {
  const Date date{std::chrono::year(2024), std::chrono::month(1), std::chrono::day(9)};
  CHECK(to_iso(date) == "2024-01-09");
  CHECK(to_iso(date, DatePrecision::month) == "2024-01");
  CHECK(to_iso(date, DatePrecision::year) == "2024");
}
