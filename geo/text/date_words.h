// The words that dates are made of, in Arabic, Persian, Urdu, Kurdish and English. Private to geo/text.
#pragma once

#include <cstdint>
#include <string_view>

#include "geo/text/calendar.h"

namespace kharita::geo::text {

// Which way a date without a year lies from the date of publication.
enum class Tense : std::uint8_t { none, past, present, future };

// What a word may be; one word may be several.
enum DateRole : std::uint32_t {
  kMonth = 1U << 0,
  kMonthHead = 1U << 1,  // كانون, تشرين, ربيع, جمادى, ذو: the month takes a second word
  kMonthSecond = 1U << 2,  // القعدة, الحجة; for the other heads an ordinal follows
  kOrdinal = 1U << 3,      // الأول … العاشر, and twenty and thirty
  kWeekday = 1U << 4,
  kRelativeDay = 1U << 5,     // أمس, اليوم, غدا
  kTense = 1U << 6,           // الماضي, الجاري, المقبل
  kDayNoun = 1U << 7,         // يوم, مساء
  kMonthNoun = 1U << 8,       // شهر
  kYearNoun = 1U << 9,        // عام, سنة
  kOf = 1U << 10,             // من, of
  kUntil = 1U << 11,          // إلى, حتى
  kAnd = 1U << 12,            // و
  kBetween = 1U << 13,        // بين
  kEraChristian = 1U << 14,   // م, ميلادي
  kEraHijri = 1U << 15,       // هـ, هجري
  kEraPersian = 1U << 16,     // شمسي
  kTimeCue = 1U << 17,        // في, منذ, خلال: a year or a month may follow
  kCorresponding = 1U << 18,  // الموافق, المصادف
  kSpanNoun = 1U << 19,       // النصف, الأسبوع, الربع: an ordinal after it counts no day
  kMeasure = 1U << 20,        // دولار, متر: what a number before it counts
  kByline = 1U << 21,         // نشر, كتب, تاريخ, published
  kAmbiguous = 1U << 22,  // a month's name that is an ordinary word or a person's name, too: آب, مارس, رجب
  kRare = 1U << 23,         // a month only where a day and a year stand with it: دي, مهر, أسد
  kThis = 1U << 24,         // هذا
  kPersianText = 1U << 25,  // shows that a text is Persian, where 1403/2/12 is an Iranian date
  kArabicText = 1U << 26,
  kNotToday = 1U << 27,  // after اليوم: it means "the day", not "today": الأول, التالي, العالمي
  kYearEnding = 1U << 28,  // BC
  kBefore = 1U << 29,      // أول (أمس), بعد (غد)
  kNamedAfter = 1U << 30,  // مدينة, جسر: a day and a month behind it are a name
};

struct DateWord {
  std::uint32_t roles = 0;
  std::uint8_t month = 0;  // 1 to 12 of `calendar`; of a head: which one
  Calendar calendar = Calendar::gregorian;
  std::uint8_t ordinal = 0;    // 1 to 10, 20, 30
  std::uint8_t weekday = 0;    // 0 is Sunday
  std::int8_t day_offset = 0;  // of a relative day
  Tense tense = Tense::none;

  [[nodiscard]] bool is(std::uint32_t any_of) const noexcept { return (roles & any_of) != 0; }
};

inline constexpr std::uint8_t kLastOrdinal = 99;  // الآخر, which only makes a month's name: ربيع الآخر

enum MonthHead : std::uint8_t { kKanun = 1, kTishrin, kRabi, kJumada, kDhu };
enum MonthSecond : std::uint8_t { kQada = 11, kHijja = 12 };

struct DateWordMatch {
  const DateWord* word = nullptr;  // null: no word of dates
  std::uint8_t skip = 0;           // proclitics before it, in code points
};

// The month, 1 to 12 of its calendar, that a head and its second word name: كانون الثاني, ذو القعدة; 0 for
// none.
[[nodiscard]] int month_of_pair(const DateWord& head, const DateWord& second) noexcept;
[[nodiscard]] Calendar calendar_of_head(const DateWord& head) noexcept;

// Looks a normal form up, whole first, then without {و ف} and {ب ل ك}. Costs a table bit where nothing fits.
[[nodiscard]] DateWordMatch date_word(std::string_view normal) noexcept;

}  // namespace kharita::geo::text
