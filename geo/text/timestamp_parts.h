// What a date as machines write it is made of: numbers, months' names, words and marks. Private to geo/text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "geo/text/calendar.h"
#include "geo/text/date_words.h"
#include "geo/text/normalise.h"

namespace kharita::geo::text {

struct TimestampPart {
  enum class Kind : std::uint8_t { number, month, word, mark } kind = Kind::mark;
  std::string_view text;                    // normal form; every dash is "-", every comma ","
  int value = 0;                            // of a number of at most nine digits; of a month 1 to 12
  Calendar calendar = Calendar::gregorian;  // of a month
  const DateWord* word = nullptr;           // of a word that dates are made of
  bool space_before = false;
  std::size_t byte_start = 0;  // in the text
};

// The parts of a text. A month in two words (كانون الثاني), with a number (كانون 2, ك2) or with its twin
// (يناير/كانون الثاني) is one part. Months' names are known in the languages of feeds that Arab readers
// follow, whole or cut after three letters and more.
class TimestampParts {
 public:
  using Part = TimestampPart;

  explicit TimestampParts(std::string_view text);

  [[nodiscard]] std::size_t size() const noexcept { return parts_.size(); }
  [[nodiscard]] const Part& operator[](std::size_t i) const noexcept { return parts_[i]; }
  // A number of so many digits, which is no part of a time of day.
  [[nodiscard]] bool is_number(std::size_t i, std::size_t least_digits,
                               std::size_t most_digits) const noexcept;
  [[nodiscard]] bool is_word(std::size_t i, std::string_view word) const noexcept;
  [[nodiscard]] bool is_mark(std::size_t i, std::string_view mark) const noexcept;
  // The next part before or after i that is no joint such as من شهر, "de" or a comma; size() where none is
  // near.
  [[nodiscard]] std::size_t joined_before(std::size_t i) const noexcept;
  [[nodiscard]] std::size_t joined_after(std::size_t i) const noexcept;

 private:
  void add(std::size_t token);
  [[nodiscard]] std::size_t add_month(std::size_t token);  // returns how many tokens it took
  void join_twin_months();
  [[nodiscard]] bool is_joint(std::size_t i) const noexcept;

  Tokens tokens_;
  std::vector<Part> parts_;
};

// YYYYMMDD, with hhmm or hhmmss after it, of years that newspapers live in.
[[nodiscard]] std::optional<Date> from_compact_digits(std::string_view digits);
// A day from 1800 to 2199: what is older or later is a misread number.
[[nodiscard]] std::optional<Date> plausible_date(Calendar calendar, int year, int month, int day);
// 2024-01-29, 29/01/2024, 01/29/2024 and 2024/29/01 where the middle cannot be a month, 1445/7/5 and
// 1402/10/27, from part i on; with one separator all through.
[[nodiscard]] std::optional<Date> from_three_numbers(const TimestampParts& parts, std::size_t i);

}  // namespace kharita::geo::text
