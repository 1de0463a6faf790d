#include "app/ui/date_input.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>

namespace kharita::app::ui {
namespace {

constexpr std::array<std::size_t, 3> kMostDigits{4, 2, 2};

}  // namespace

DateInput parse_date_input(std::string_view utf8) {
  using State = DateInput::State;
  std::array<unsigned, 3> parts{};
  std::array<std::size_t, 3> digits{};
  std::size_t part = 0;
  bool any = false;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto end = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < end;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, end, c);
    if (c == ' ' || c == 0x200E || c == 0x200F) continue;
    any = true;
    if (const std::int32_t digit = c < 0 ? -1 : u_charDigitValue(c); digit >= 0) {
      if (digits[part] == kMostDigits[part]) return {State::wrong, {}};
      parts[part] = parts[part] * 10 + static_cast<unsigned>(digit);
      ++digits[part];
    } else if (c == '-' || c == '/' || c == '.') {
      if (digits[part] == 0 || part == 2 || (part == 0 && digits[0] != kMostDigits[0]))
        return {State::wrong, {}};
      ++part;
    } else {
      return {State::wrong, {}};
    }
  }
  if (!any) return {State::empty, {}};
  const bool month_wrong = digits[1] == 2 && (parts[1] < 1 || parts[1] > 12);
  if (month_wrong) return {State::wrong, {}};
  if (part < 2 || digits[2] == 0) return {State::unfinished, {}};
  const geo::text::Date date{std::chrono::year{static_cast<int>(parts[0])}, std::chrono::month{parts[1]},
                             std::chrono::day{parts[2]}};
  if (date.ok()) return {State::whole, date};
  return {parts[2] == 0 && digits[2] == 1 ? State::unfinished : State::wrong, {}};
}

std::string to_input(const geo::text::Date& date) {
  return geo::text::to_iso(date);
}

}  // namespace kharita::app::ui
