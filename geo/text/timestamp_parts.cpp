#include "geo/text/timestamp_parts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "geo/text/month_names.h"

namespace kharita::geo::text {
namespace {

using Part = TimestampPart;

constexpr int kFirstYear = 1800;
constexpr int kLastYear = 2199;
constexpr std::size_t kFarthestJoint = 3;  // parts

bool is_dash(std::string_view mark) {
  static constexpr std::array<std::string_view, 6> kDashes{"-", "–", "—", "‐", "‑", "−"};
  return std::find(kDashes.begin(), kDashes.end(), mark) != kDashes.end();
}

// كانون, تشرين, ربيع …; ك and ت are the first two of these where a number follows.
std::optional<DateWord> month_head(std::string_view word, bool number_follows) {
  const DateWord* known = date_word(word).word;
  if (known != nullptr && known->is(kMonthHead)) return *known;
  DateWord head;
  head.roles = kMonthHead;
  head.month = word == "ك" ? kKanun : word == "ت" ? kTishrin : 0;
  return head.month != 0 && number_follows ? std::optional(head) : std::nullopt;
}

// الثاني, القعدة; or the number of a month such as كانون 2.
std::optional<DateWord> second_of_month(std::string_view word) {
  const DateWord* known = date_word(word).word;
  if (known != nullptr && known->is(kOrdinal | kMonthSecond)) return *known;
  if (word != "1" && word != "2") return std::nullopt;
  DateWord nth;
  nth.roles = kOrdinal;
  nth.ordinal = static_cast<std::uint8_t>(word[0] - '0');
  return nth;
}

// A year of the Hijra or of Iran is told by its era, or by its size: 1402 is of our days only in Iran, 1445
// only by the Hijra.
Calendar calendar_of_year(int year, const TimestampParts& parts, std::size_t after) {
  constexpr int kFirstHijriYear = 1300;
  constexpr int kLastHijriYear = 1500;
  constexpr int kFirstPersianYear = 1380;  // 2001; by the Hijra these would be years before the web
  constexpr int kLastPersianYear = 1410;
  if (year < kFirstHijriYear || year > kLastHijriYear) return Calendar::gregorian;
  const DateWord* era = after < parts.size() ? parts[after].word : nullptr;
  if (era != nullptr && era->is(kEraHijri)) return Calendar::hijri;
  if (era != nullptr && era->is(kEraPersian)) return Calendar::persian;
  return year >= kFirstPersianYear && year <= kLastPersianYear ? Calendar::persian : Calendar::hijri;
}

bool is_letters(const Token& token) {
  return token.kind == Token::Kind::arabic || token.kind == Token::Kind::latin;
}

}  // namespace

TimestampParts::TimestampParts(std::string_view text) {
  tokenise(text, tokens_);
  parts_.reserve(tokens_.tokens.size());
  for (std::size_t t = 0; t < tokens_.tokens.size();) {
    if (const std::size_t taken = add_month(t); taken > 0) {
      t += taken;
    } else {
      add(t++);
    }
  }
  join_twin_months();
}

// A month at the token, in one word or two. Returns how many tokens it took; 0 where there is none.
std::size_t TimestampParts::add_month(std::size_t token) {
  const auto& tokens = tokens_.tokens;
  if (!is_letters(tokens[token])) return 0;
  Part part;
  part.kind = Part::Kind::month;
  part.text = tokens_.norm(tokens[token]);
  part.space_before = tokens[token].space_before;
  part.byte_start = tokens[token].byte_start;
  std::size_t taken = 1;
  const std::string_view next =
      token + 1 < tokens.size() ? tokens_.norm(tokens[token + 1]) : std::string_view();
  if (const auto head = month_head(part.text, next == "1" || next == "2")) {
    const auto second = second_of_month(next);
    part.value = second ? month_of_pair(*head, *second) : 0;
    part.calendar = calendar_of_head(*head);
    taken = 2;
  } else if (const DateWord* word = date_word(part.text).word; word != nullptr && word->is(kMonth)) {
    part.value = word->month;
    part.calendar = word->calendar;
  } else {
    part.value = month_by_name(part.text);
  }
  if (part.value == 0) return 0;
  parts_.push_back(part);
  return taken;
}

void TimestampParts::add(std::size_t token) {
  const Token& t = tokens_.tokens[token];
  Part part;
  part.text = tokens_.norm(t);
  part.space_before = t.space_before;
  part.byte_start = t.byte_start;
  if (t.kind == Token::Kind::number) {
    part.kind = Part::Kind::number;
    constexpr std::size_t kMostDigits = 9;
    if (part.text.size() <= kMostDigits)
      std::from_chars(part.text.data(), part.text.data() + part.text.size(), part.value);
  } else if (is_letters(t)) {
    part.kind = Part::Kind::word;
    part.word = date_word(part.text).word;
  } else if (is_dash(part.text)) {
    part.text = "-";
  } else if (part.text == "،") {
    part.text = ",";
  }
  parts_.push_back(part);
}

// يناير/كانون الثاني and كانون الثاني (يناير): the second name says nothing new.
void TimestampParts::join_twin_months() {
  std::vector<Part> joined;
  joined.reserve(parts_.size());
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    joined.push_back(parts_[i]);
    if (parts_[i].kind != Part::Kind::month) continue;
    for (const std::size_t twin : {i + 1, i + 2}) {
      if (twin >= parts_.size() || parts_[twin].kind != Part::Kind::month ||
          parts_[twin].value != parts_[i].value)
        continue;
      i = is_mark(twin - 1, "(") && is_mark(twin + 1, ")") ? twin + 1 : twin;
      break;
    }
  }
  parts_ = std::move(joined);
}

bool TimestampParts::is_number(std::size_t i, std::size_t least_digits,
                               std::size_t most_digits) const noexcept {
  if (i >= size() || parts_[i].kind != Part::Kind::number) return false;
  const std::size_t digits = parts_[i].text.size();
  return digits >= least_digits && digits <= most_digits && !is_mark(i + 1, ":") &&
         !(i > 0 && is_mark(i - 1, ":"));
}

bool TimestampParts::is_word(std::size_t i, std::string_view word) const noexcept {
  return i < size() && parts_[i].kind == Part::Kind::word && parts_[i].text == word;
}

bool TimestampParts::is_mark(std::size_t i, std::string_view mark) const noexcept {
  return i < size() && parts_[i].kind == Part::Kind::mark && parts_[i].text == mark;
}

bool TimestampParts::is_joint(std::size_t i) const noexcept {
  static constexpr std::array<std::string_view, 13> kJoints{"-",  "/",  ".",  ",",  "(",  ")", "'",
                                                            "de", "st", "nd", "rd", "th", "er"};
  const Part& part = parts_[i];
  if (part.word != nullptr && part.word->is(kOf | kMonthNoun | kYearNoun)) return true;
  return std::find(kJoints.begin(), kJoints.end(), part.text) != kJoints.end();
}

std::size_t TimestampParts::joined_before(std::size_t i) const noexcept {
  for (std::size_t steps = 0; steps <= kFarthestJoint && i > 0; ++steps) {
    if (!is_joint(--i)) return i;
  }
  return size();
}

std::size_t TimestampParts::joined_after(std::size_t i) const noexcept {
  for (std::size_t steps = 0; steps <= kFarthestJoint && i + 1 < size(); ++steps) {
    if (!is_joint(++i)) return i;
  }
  return size();
}

std::optional<Date> plausible_date(Calendar calendar, int year, int month, int day) {
  const auto date = to_gregorian(calendar, year, month, day);
  if (!date || static_cast<int>(date->year()) < kFirstYear || static_cast<int>(date->year()) > kLastYear)
    return std::nullopt;
  return date;
}

std::optional<Date> from_compact_digits(std::string_view digits) {
  if (digits.size() != 8 && digits.size() != 12 && digits.size() != 14) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    std::from_chars(digits.data() + at, digits.data() + at + count, value);
    return value;
  };
  return plausible_date(Calendar::gregorian, number(0, 4), number(4, 2), number(6, 2));
}

std::optional<Date> from_three_numbers(const TimestampParts& parts, std::size_t i) {
  if (i + 4 >= parts.size() || !parts.is_number(i + 2, 1, 2)) return std::nullopt;
  const std::string_view separator = parts[i + 1].text;
  if (separator != "-" && separator != "/" && separator != ".") return std::nullopt;
  if (!parts.is_mark(i + 1, separator) || !parts.is_mark(i + 3, separator)) return std::nullopt;
  const int first = parts[i].value;
  const int middle = parts[i + 2].value;
  const int last = parts[i + 4].value;
  const auto date = [&](int year, int month, int day) {
    return plausible_date(calendar_of_year(year, parts, i + 5), year, month, day);
  };
  if (parts.is_number(i, 4, 4) && parts.is_number(i + 4, 1, 2)) {
    const auto month_first = date(first, middle, last);
    return month_first || separator != "/" ? month_first : date(first, last, middle);
  }
  if (parts.is_number(i, 1, 2) && parts.is_number(i + 4, 4, 4)) {
    const auto day_first = date(last, middle, first);
    return day_first ? day_first : date(last, first, middle);
  }
  return std::nullopt;
}

}  // namespace kharita::geo::text
