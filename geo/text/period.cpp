#include "geo/text/period.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "geo/text/timestamp_parts.h"

namespace kharita::geo::text {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;

enum class Unit : std::uint8_t { day, week, month, quarter, half, year };
constexpr std::array<int, 6> kMonthsOfUnit{0, 0, 1, 3, 6, 12};
constexpr int kMostUnits = 20000;
constexpr std::size_t kMostItems = 24;  // longer texts name no period

int months_of(Unit unit) {
  return kMonthsOfUnit[static_cast<std::size_t>(unit)];
}

// What a word or mark may be in a period, as one letter, so that a period is a short word of these.
enum Sign : char {
  kNumber = 'N',
  kMonthName = 'M',
  kDayWord = 'R',   // أمس, today
  kBeforeIt = 'B',  // أول (أمس), بعد (غد)
  kWeekdayName = 'W',
  kPast = 'P',
  kPresent = 'T',
  kFuture = 'F',
  kRolling = 'L',  // آخر, past: up to today
  kUnit = 'U',
  kNth = 'O',
  kUnitWithNumber = 'Q',  // Q1, H2
  kAgo = 'A',             // ago, قبل
  kSince = 'S',
  kSlash = '/',  // also - and .
  kTo = '>',     // إلى, to, .. and a dash between spaces
  kHijriEra = 'H',
  kUnknown = '?'
};

struct Item {
  Sign sign = kUnknown;
  int value = 0;           // of a number, month, ordinal; days from today; of a weekday, 0 is Sunday
  std::size_t digits = 0;  // of a number
  Calendar calendar = Calendar::gregorian;
  Unit unit = Unit::day;
  int count = 1;         // of a unit: يومين are two
  std::size_t part = 0;  // where it stands
};

struct Name {
  std::string_view words;  // normal forms, separated by spaces
  Item item;
};

Item unit_of(Unit unit, int count = 1) {
  Item item{kUnit};
  item.unit = unit;
  item.count = count;
  return item;
}

// Words that only a period has, or that mean another thing here than in an article.
const std::vector<Name>& names() {
  static const std::vector<Name> kNames{
      {"يوم يوما ايام الايام day days روز", unit_of(Unit::day)},
      {"يومين اليومين يومان", unit_of(Unit::day, 2)},
      {"اسبوع الاسبوع اسبوعا اسابيع الاسابيع week weeks هفته", unit_of(Unit::week)},
      {"اسبوعين الاسبوعين اسبوعان fortnight", unit_of(Unit::week, 2)},
      {"شهر الشهر شهرا اشهر الاشهر شهور الشهور month months ماه", unit_of(Unit::month)},
      {"شهرين الشهرين شهران", unit_of(Unit::month, 2)},
      {"ربع الربع ارباع quarter quarters", unit_of(Unit::quarter)},
      {"نصف النصف half halves", unit_of(Unit::half)},
      {"سنه السنه سنوات السنوات عام العام عاما اعوام الاعوام year years سال", unit_of(Unit::year)},
      {"سنتين السنتين عامين العامين سنتان عامان", unit_of(Unit::year, 2)},
      {"اخر past recent rolling", {kRolling}},
      {"previous prev سابق ماضي", {kPast}},
      {"حالي جاري", {kPresent}},
      {"قبل ago", {kAgo}},
      {"منذ since", {kSince}},
      {"واحد one", {kNumber, 1, 1}},
      {"ثلاثه ثلاث الثلاثه الثلاث three", {kNumber, 3, 1}},
      {"اربعه اربع الاربعه الاربع four", {kNumber, 4, 1}},
      {"خمسه خمس الخمسه الخمس five", {kNumber, 5, 1}},
      {"سته ست السته الست six", {kNumber, 6, 1}},
      {"سبعه سبع السبعه السبع seven", {kNumber, 7, 1}},
      {"ثمانيه ثماني ثمان الثمانيه الثماني eight", {kNumber, 8, 1}},
      {"تسعه تسع التسعه التسع nine", {kNumber, 9, 1}},
      {"عشره العشره ten", {kNumber, 10, 2}},
      {"ثلاثين الثلاثين thirty", {kNumber, 30, 2}},
      {"two", {kNumber, 2, 1}},
      {"first 1st", {kNth, 1}},
      {"second 2nd", {kNth, 2}},
      {"third 3rd", {kNth, 3}},
      {"fourth 4th", {kNth, 4}},
      {"الي حتي to until till تا ولغايه لغايه", {kTo}},
      {"q1", {kUnitWithNumber, 1, 0, Calendar::gregorian, Unit::quarter}},
      {"q2", {kUnitWithNumber, 2, 0, Calendar::gregorian, Unit::quarter}},
      {"q3", {kUnitWithNumber, 3, 0, Calendar::gregorian, Unit::quarter}},
      {"q4", {kUnitWithNumber, 4, 0, Calendar::gregorian, Unit::quarter}},
      {"h1", {kUnitWithNumber, 1, 0, Calendar::gregorian, Unit::half}},
      {"h2", {kUnitWithNumber, 2, 0, Calendar::gregorian, Unit::half}},
  };
  return kNames;
}

bool holds_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

const Item* named(std::string_view word) {
  if (word.empty() || word.find(' ') != std::string_view::npos) return nullptr;
  for (const Name& name : names()) {
    if (holds_word(name.words, word)) return &name.item;
  }
  return nullptr;
}

// Of a word that articles' dates know.
Item item_of(const DateWord& word) {
  if (word.is(kRelativeDay)) return {kDayWord, word.day_offset};
  if (word.is(kWeekday)) return {kWeekdayName, word.weekday};
  if (word.is(kTense)) {
    return {word.tense == Tense::past ? kPast : word.tense == Tense::future ? kFuture : kPresent};
  }
  if (word.is(kThis)) return {kPresent};
  if (word.is(kOrdinal) && word.ordinal > 0 && word.ordinal < kLastOrdinal) return {kNth, word.ordinal};
  if (word.is(kBefore)) return {kBeforeIt};
  if (word.is(kEraHijri)) return {kHijriEra};
  return {};
}

bool says_nothing(const TimestampPart& part) {
  if (part.kind == TimestampPart::Kind::mark) return part.text == "," || part.text == "(" || part.text == ")";
  if (part.text == "from" || part.text == "خلال" || part.text == "في" || part.text == "in") return true;
  return part.word != nullptr && part.word->is(kOf | kEraChristian) && part.kind == TimestampPart::Kind::word;
}

std::vector<Item> items_of(const TimestampParts& parts) {
  std::vector<Item> items;
  for (std::size_t i = 0; i < parts.size() && items.size() <= kMostItems; ++i) {
    const TimestampPart& part = parts[i];
    if (says_nothing(part)) continue;
    Item item;
    if (part.kind == TimestampPart::Kind::number) {
      item = {kNumber, part.value, part.text.size()};
    } else if (const Item* known = named(part.text)) {
      item = *known;
    } else if (part.kind == TimestampPart::Kind::month) {
      item = {kMonthName, part.value, 0, part.calendar};
    } else if (part.kind == TimestampPart::Kind::word && part.word != nullptr) {
      item = item_of(*part.word);
    } else if (part.kind == TimestampPart::Kind::word && (part.text == "q" || part.text == "h")) {
      item = {kUnknown};
      item.unit = part.text == "q" ? Unit::quarter : Unit::half;
      item.count = 0;  // its number follows
    } else if (part.text == "-" || part.text == "/" || part.text == ".") {
      const bool apart =
          part.text == "-" && part.space_before && i + 1 < parts.size() && parts[i + 1].space_before;
      item.sign = apart ? kTo : kSlash;
    } else if (part.text == "…") {
      item.sign = kTo;
    }
    item.part = i;
    const bool numbers_unit = !items.empty() && items.back().sign == kUnknown && items.back().count == 0;
    if (numbers_unit && item.sign == kNumber) {
      items.back().sign = kUnitWithNumber;
      items.back().value = item.value;
      items.back().count = 1;
    } else if (item.sign == kSlash && !items.empty() && items.back().sign == kSlash) {
      items.back().sign = kTo;  // 2020..2023
    } else {
      items.push_back(item);
    }
  }
  return items;
}

class PeriodReader {
 public:
  PeriodReader(const TimestampParts& parts, const Date& today) : parts_(parts), today_(today) {}

  [[nodiscard]] std::optional<Period> read(std::span<const Item> items) const {
    if (items.empty() || items.size() > kMostItems) return std::nullopt;
    for (std::size_t i = 1; i + 1 < items.size(); ++i) {
      if (items[i].sign == kTo) return read_range(items.first(i), items.subspan(i + 1));
    }
    if (items.front().sign == kSince) return read_since(items.subspan(1));
    return read_one(items);
  }

 private:
  static std::string signs_of(std::span<const Item> items) {
    std::string signs;
    for (const Item& item : items)
      signs += static_cast<char>(item.sign);
    return signs;
  }

  [[nodiscard]] std::optional<Period> read_range(std::span<const Item> first,
                                                 std::span<const Item> last) const {
    const auto to = read(last);
    if (!to) return std::nullopt;
    // What the first end leaves out, the second one says: 3 إلى 5 مايو, مايو إلى يوليو 2024.
    const std::string signs = signs_of(first);
    std::optional<Period> from;
    const int year = static_cast<int>(to->to.year());
    if (signs == "N" && first[0].digits <= 2) {
      from = day_of(Calendar::gregorian, year, static_cast<int>(static_cast<unsigned>(to->to.month())),
                    first[0].value);
    } else if (signs == "M" && first[0].calendar == Calendar::gregorian) {
      from = month_of(Calendar::gregorian, year, first[0].value);
    } else if (signs == "NM" && first[0].digits <= 2 && first[1].calendar == Calendar::gregorian) {
      from = day_of(Calendar::gregorian, year, first[1].value, first[0].value);
    } else {
      from = read(first);
    }
    return from && from->from <= to->to ? std::optional(Period{from->from, to->to}) : std::nullopt;
  }

  [[nodiscard]] std::optional<Period> read_since(std::span<const Item> rest) const {
    const std::string signs = signs_of(rest);
    if (signs == "NU" || signs == "U") {
      const int count = signs == "NU" ? rest[0].value : rest.back().count;
      const auto begun = back(rest.back().unit, count);
      return begun ? std::optional(Period{*begun, today_}) : std::nullopt;
    }
    const auto begun = read(rest);
    if (!begun || begun->from > today_) return std::nullopt;
    return Period{begun->from, today_};
  }

  [[nodiscard]] std::optional<Period> read_one(std::span<const Item> all) const {
    std::vector<Item> items(all.begin(), all.end());
    std::string signs = signs_of(items);
    const auto erase = [&](std::size_t at) {
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
      signs.erase(at, 1);
    };
    // A weekday beside a day, يوم, شهر or عام before what they name.
    if (signs.size() > 2 && signs[0] == kWeekdayName) erase(0);
    const auto is_noun = [&](std::size_t i) {
      return signs[i] == kUnit && items[i].count == 1 && items[i].unit != Unit::quarter &&
             items[i].unit != Unit::half && items[i].unit != Unit::week;
    };
    for (std::size_t i = 0; i + 1 < signs.size(); ++i) {
      const bool names_it =
          (signs[i + 1] == kNumber && items[i].unit == Unit::year && items[i + 1].digits == 4) ||
          (signs[i + 1] == kMonthName && items[i].unit == Unit::month) ||
          (items[i].unit == Unit::day && (signs[i + 1] == kWeekdayName || signs[i + 1] == kDayWord ||
                                          (signs[i + 1] == kNumber && i + 2 < signs.size() &&
                                           (signs[i + 2] == kMonthName || signs[i + 2] == kSlash))));
      if (is_noun(i) && names_it && (i == 0 || signs[i - 1] != kNumber || items[i].unit != Unit::day))
        erase(i--);
    }
    return match(items, signs);
  }

  [[nodiscard]] std::optional<Period> match(const std::vector<Item>& items, const std::string& signs) const {
    const auto value = [&](std::size_t i) { return items[i].value; };
    if (signs == "N/N/N") return one_day(from_three_numbers(parts_, items[0].part));
    if (signs == "N/N" || signs == "NN") return two_numbers(items.front(), items.back());
    if (signs == "N/M" || signs == "NM" || signs == "N/M/N" || signs == "NMN" || signs == "MN" ||
        signs == "M/N" || signs == "MNN" || signs == "M" || signs == "N/NM" || signs == "N/NMN" ||
        signs == "M/MN" || signs == "M/M" || signs == "MNH" || signs == "NMNH" || signs == "OM" ||
        signs == "OMN")
      return with_month(items, signs);
    if (signs == "N") return number_alone(items[0]);
    if (signs == "NH") return year_of(Calendar::hijri, value(0));
    if (signs == "R") return one_day(from_today(value(0)));
    if (signs == "BR" || signs == "OR") return one_day(from_today(value(1) == 0 ? 0 : value(1) < 0 ? -2 : 2));
    if (signs == "W" || signs == "WP" || signs == "PW")
      return weekday(value(signs[0] == kPast ? 1 : 0), signs.size() > 1);
    return with_unit(items, signs);
  }

  [[nodiscard]] std::optional<Period> with_unit(const std::vector<Item>& items,
                                                const std::string& signs) const {
    const auto u = signs.find_first_of("UQ");
    if (u == std::string::npos) return std::nullopt;
    const Item& unit = items[u];
    const auto n = signs.find(kNumber);
    const int count = n == std::string::npos ? unit.count : items[n].value;
    if (signs == "PU" || signs == "UP")
      return unit.count == 1 ? whole(unit.unit, -1) : rolling(unit.unit, unit.count);
    if (signs == "TU" || signs == "UT" || signs == "TUT") return whole(unit.unit, 0);
    if (signs == "FU" || signs == "UF") return whole(unit.unit, 1);
    if (signs == "LU" || signs == "LNU" || signs == "PNU" || signs == "NU" || signs == "UNP" ||
        signs == "NUP" || signs == "TNU" || signs == "LUN")
      return rolling(unit.unit, count);
    if (signs == "U" && unit.count > 1) return rolling(unit.unit, unit.count);
    if (signs == "AU" || signs == "ANU" || signs == "NUA" || signs == "UA")
      return one_day(back(unit.unit, count));
    const int this_year = static_cast<int>(today_.year());
    if (signs == "Q") return part_of_year(unit.unit, unit.value, begun_year(unit.unit, unit.value));
    if (signs == "QN" || signs == "Q/N") return part_of_year(unit.unit, unit.value, items.back().value);
    if (signs == "NQ" || signs == "N/Q") return part_of_year(unit.unit, unit.value, items[0].value);
    if (signs == "UO" || signs == "OU") {
      const int nth = items[signs[0] == kNth ? 0 : 1].value;
      return part_of_year(unit.unit, nth, begun_year(unit.unit, nth));
    }
    if (signs == "UON" || signs == "OUN" || signs == "OUU" || signs == "UOUN") {
      const int nth = items[signs[0] == kNth ? 0 : 1].value;
      return part_of_year(unit.unit, nth, n == std::string::npos ? this_year : items[n].value);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Period> with_month(const std::vector<Item>& items,
                                                 const std::string& signs) const {
    const Item& month = items[signs.find(kMonthName)];
    const Calendar calendar = month.calendar;
    std::optional<int> day;
    std::optional<int> year;
    std::vector<int> numbers;
    for (const Item& item : items) {
      if (item.sign != kNumber && item.sign != kNth) continue;
      numbers.push_back(item.value);
      if (item.sign == kNumber && item.digits >= 3) {
        year = item.value;
      } else {
        day = item.value;
      }
    }
    if (signs == "M/MN" || signs == "M/M") {  // يناير - مارس 2024
      const auto last =
          items[2].calendar == calendar && (year || signs == "M/M")
              ? month_of(calendar, year ? *year : begun_year_of(calendar, items[2].value, 1), items[2].value)
              : std::nullopt;
      if (!last) return std::nullopt;
      const auto first =
          month_of(calendar, year ? *year : begun_year_of(calendar, items[2].value, 1), month.value);
      return first && first->from <= last->to ? std::optional(Period{first->from, last->to}) : std::nullopt;
    }
    const bool two_days = signs.starts_with("N/NM");
    if (two_days) day = numbers[1];
    if (numbers.size() > (two_days ? 3U : 2U) || (numbers.size() == 2 && !year && !two_days))
      return std::nullopt;
    if (!year) year = begun_year_of(calendar, month.value, day.value_or(1));
    if (!day) return month_of(calendar, *year, month.value);
    const auto named_day = day_of(calendar, *year, month.value, *day);
    if (!two_days || !named_day) return named_day;
    const auto first = day_of(calendar, *year, month.value, numbers[0]);
    return first && first->from <= named_day->to ? std::optional(Period{first->from, named_day->to})
                                                 : std::nullopt;
  }

  // 2024-01, 1/2024, 17/1, 2020-2023.
  [[nodiscard]] std::optional<Period> two_numbers(const Item& a, const Item& b) const {
    if (a.digits == 4 && b.digits <= 2) return month_of(calendar_of(a.value), a.value, b.value);
    if (a.digits <= 2 && b.digits == 4) return month_of(calendar_of(b.value), b.value, a.value);
    if (a.digits == 4 && b.digits == 4) {
      const auto first = number_alone(a);
      const auto last = number_alone(b);
      return first && last && first->from <= last->to ? std::optional(Period{first->from, last->to})
                                                      : std::nullopt;
    }
    if (a.digits > 2 || b.digits > 2) return std::nullopt;
    const int year = begun_year_of(Calendar::gregorian, b.value, a.value);
    return day_of(Calendar::gregorian, year, b.value, a.value);
  }

  // 2024, 202401, 20240117.
  [[nodiscard]] std::optional<Period> number_alone(const Item& number) const {
    if (number.digits == 4) return year_of(calendar_of(number.value), number.value);
    if (number.digits == 6) return month_of(Calendar::gregorian, number.value / 100, number.value % 100);
    if (number.digits == 8)
      return day_of(Calendar::gregorian, number.value / 10000, number.value / 100 % 100, number.value % 100);
    return std::nullopt;
  }

  static Calendar calendar_of(int year) {
    return year >= 1300 && year <= 1500 ? Calendar::hijri : Calendar::gregorian;
  }

  static std::optional<Period> one_day(const std::optional<Date>& day) {
    return day ? std::optional(Period{*day, *day}) : std::nullopt;
  }
  static std::optional<Period> day_of(Calendar calendar, int year, int month, int day) {
    return one_day(plausible_date(calendar, year, month, day));
  }
  static std::optional<Period> until_next(const std::optional<Date>& first, const std::optional<Date>& next) {
    if (!first || !next) return std::nullopt;
    return Period{*first, Date(sys_days(*next) - days(1))};
  }
  static std::optional<Period> month_of(Calendar calendar, int year, int month) {
    const int next = month == 12 ? 1 : month + 1;
    return until_next(plausible_date(calendar, year, month, 1),
                      to_gregorian(calendar, year + month / 12, next, 1));
  }
  static std::optional<Period> year_of(Calendar calendar, int year) {
    return until_next(plausible_date(calendar, year, 1, 1), to_gregorian(calendar, year + 1, 1, 1));
  }
  static std::optional<Period> part_of_year(Unit unit, int nth, int year) {
    const int length = months_of(unit);
    if ((unit != Unit::quarter && unit != Unit::half) || nth < 1 || nth * length > 12) return std::nullopt;
    const auto first = month_of(Calendar::gregorian, year, (nth - 1) * length + 1);
    const auto last = month_of(Calendar::gregorian, year, nth * length);
    return first && last ? std::optional(Period{first->from, last->to}) : std::nullopt;
  }

  [[nodiscard]] std::optional<Date> from_today(int by) const { return Date(sys_days(today_) + days(by)); }

  // The calendar's last year in which the day had come by today.
  [[nodiscard]] int begun_year_of(Calendar calendar, int month, int day) const {
    const int year = year_on(calendar, today_);
    const auto first = to_gregorian(calendar, year, month, day);
    return first && *first <= today_ ? year : year - 1;
  }
  [[nodiscard]] int begun_year(Unit unit, int nth) const {
    const int month = std::clamp((nth - 1) * months_of(unit) + 1, 1, 12);
    return begun_year_of(Calendar::gregorian, month, 1);
  }

  [[nodiscard]] std::optional<Period> weekday(int day, bool before_today) const {
    const std::chrono::weekday wanted(static_cast<unsigned>(day));
    auto back = std::chrono::weekday(sys_days(today_)) - wanted;
    if (before_today && back == days(0)) back = days(7);
    return one_day(Date(sys_days(today_) - back));
  }

  // So many units before today; the same day of the month, or the month's last.
  [[nodiscard]] std::optional<Date> back(Unit unit, int count) const {
    if (count < 1 || count > kMostUnits) return std::nullopt;
    if (unit == Unit::day) return Date(sys_days(today_) - days(count));
    if (unit == Unit::week) return Date(sys_days(today_) - days(7 * count));
    const Date then = today_ - months(months_of(unit) * count);
    const Date day = then.ok() ? then : Date(then.year() / then.month() / std::chrono::last);
    return static_cast<int>(day.year()) > 0 ? std::optional(day) : std::nullopt;
  }

  // So many units, the last of which ends today.
  [[nodiscard]] std::optional<Period> rolling(Unit unit, int count) const {
    const auto begun = back(unit, count);
    return begun ? std::optional(Period{Date(sys_days(*begun) + days(1)), today_}) : std::nullopt;
  }

  // The week, month … that holds today, or the one before or after.
  [[nodiscard]] std::optional<Period> whole(Unit unit, int by) const {
    if (unit == Unit::day) return one_day(from_today(by));
    if (unit == Unit::week) {
      const sys_days today(today_);
      const sys_days monday = today - (std::chrono::weekday(today) - std::chrono::Monday) + days(7 * by);
      return Period{Date(monday), Date(monday + days(6))};
    }
    const int length = months_of(unit);
    const unsigned month = static_cast<unsigned>(today_.month()) - 1;
    const unsigned first_month = month - month % static_cast<unsigned>(length) + 1;
    const Date first = Date(today_.year() / std::chrono::month(first_month) / 1) + months(by * length);
    return Period{first, Date(sys_days(first + months(length)) - days(1))};
  }

  const TimestampParts& parts_;
  Date today_;
};

// What articles write and no field was thought to take: of the whole text, in words.
std::optional<Period> from_prose(std::string_view text, const Date& today) {
  const auto dates = find_dates(text, today);
  if (dates.empty() || dates.size() > 2) return std::nullopt;
  const auto last_day = [](const DateMention& date) -> Date {
    if (date.last) return *date.last;
    if (date.precision == DatePrecision::day) return date.value;
    const Date next =
        date.precision == DatePrecision::month ? date.value + months(1) : date.value + std::chrono::years(1);
    return Date(sys_days(next) - days(1));
  };
  Tokens tokens;
  tokenise(text, tokens);
  for (const Token& token : tokens.tokens) {
    const bool in_date = std::any_of(dates.begin(), dates.end(), [&](const DateMention& date) {
      return token.start < date.end && token.end > date.start;
    });
    const DateWord* word = date_word(tokens.norm(token)).word;
    if (!in_date && (word == nullptr || !word->is(kOf | kUntil | kAnd | kBetween))) return std::nullopt;
  }
  const Period period{dates.front().value, last_day(dates.back())};
  const bool known = period.from.year() != kUnknownYear && period.to.year() != kUnknownYear;
  return known && period.from <= period.to ? std::optional(period) : std::nullopt;
}

}  // namespace

std::optional<Period> parse_period(std::string_view text, const Date& today) {
  constexpr std::size_t kMostBytes = 200;
  if (text.size() > kMostBytes || !today.ok()) return std::nullopt;
  const TimestampParts parts(text);
  const std::vector<Item> items = items_of(parts);
  if (const auto period = PeriodReader(parts, today).read(items)) return period;
  return from_prose(text, today);
}

}  // namespace kharita::geo::text
