// From dates as written to days: years that are not said, relative expressions, ranges.
#include "geo/text/dates.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "geo/text/date_scanner.h"
#include "geo/text/normalise.h"
#include "geo/text/told_years.h"

namespace kharita::geo::text {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using Kind = WrittenDate::Kind;

// A date without a year may take that of a dated expression this many words away: a few sentences.
constexpr std::uint32_t kDonorReach = 80;

int weekday_of(sys_days day) {
  return static_cast<int>(std::chrono::weekday(day).c_encoding());
}

std::int64_t days_between(sys_days a, sys_days b) {
  return std::abs((a - b).count());
}

struct Settled {
  Date value;
  bool inferred = false;
};

class Settler {
 public:
  Settler(std::span<const WrittenDate> written, std::optional<Date> published, std::optional<Date> not_after)
      : written_(written), published_(published), not_after_(not_after) {
    if (published_ && !published_->ok()) published_.reset();
    if (not_after_ && !not_after_->ok()) not_after_.reset();
    if (!published_ && not_after_) not_before_ = last_told_day();
  }

  [[nodiscard]] std::optional<DateMention> settle(std::size_t index) const {
    const auto& date = written_[index];
    DateMention mention;
    mention.precision = precision_of(date);
    mention.relative = date.kind != Kind::calendar;
    const auto settled = settle_value(date);
    if (!settled) return std::nullopt;
    mention.value = settled->value;
    mention.year_inferred = settled->inferred;
    if (date.opens_range && index + 1 < written_.size()) set_last(mention, written_[index + 1]);
    return mention;
  }

 private:
  static DatePrecision precision_of(const WrittenDate& date) {
    if (date.kind == Kind::relative_day || date.day > 0) return DatePrecision::day;
    if (date.kind == Kind::relative_month || date.month > 0) return DatePrecision::month;
    return DatePrecision::year;
  }

  void set_last(DateMention& mention, const WrittenDate& end) const {
    const auto last = settle_value(end);
    if (!last || last->value.year() == kUnknownYear || mention.value.year() == kUnknownYear) return;
    // من 28 ديسمبر إلى 3 يناير 2005: the end's year was written, the start's was not.
    if (mention.year_inferred && mention.value > last->value) mention.value -= std::chrono::years(1);
    const Date end_of_last = end_of(last->value, precision_of(end));
    if (mention.value.ok() && mention.value <= end_of_last) mention.last = end_of_last;
  }

  // The last day of what a date names.
  static Date end_of(const Date& first, DatePrecision precision) {
    using std::chrono::last;
    switch (precision) {
      case DatePrecision::year:
        return first.year() / std::chrono::December / 31;
      case DatePrecision::month:
        return first.year() / first.month() / last;
      case DatePrecision::day:
        return first;
    }
    return first;
  }

  [[nodiscard]] std::optional<Settled> settle_value(const WrittenDate& date) const {
    switch (date.kind) {
      case Kind::relative_day:
        return relative_day(date);
      case Kind::relative_month:
        return relative_month(date);
      case Kind::relative_year:
        return relative_year(date);
      case Kind::calendar:
        break;
    }
    const int day = std::max(date.day, 1);
    const int month = std::max(date.month, 1);
    if (date.year != 0) {
      const auto value = to_gregorian(date.calendar, date.year, month, day);
      return value ? std::optional(Settled{*value, date.year_inferred}) : std::nullopt;
    }
    if (published_) return nearest_year(date, month, day, *published_);
    if (const auto value = borrowed_year(date, month, day); value && !lies_ahead(*value)) return value;
    if (const auto value = narrowed_year(date, month, day); value && !lies_ahead(*value)) return value;
    return without_year(date, month, day);
  }

  // The year that puts the date where its tense and weekday want it, nearest to publication.
  [[nodiscard]] static std::optional<Settled> nearest_year(const WrittenDate& date, int month, int day,
                                                           const Date& published_on) {
    const sys_days published(published_on);
    const int year = year_on(date.calendar, published_on);
    if (date.tense_of_year) {
      const int shift = date.tense == Tense::past ? -1 : date.tense == Tense::future ? 1 : 0;
      const auto value = to_gregorian(date.calendar, year + shift, month, day);
      return value ? std::optional(Settled{*value, true}) : std::nullopt;
    }
    std::optional<Date> best;
    std::int64_t best_distance = 0;
    // News tells of the years behind it, and of the next. Weekdays come round to a date in five or six years;
    // without one, a neighbouring year does.
    const int reach = date.weekday ? 3 : 1;
    for (int y = year - reach; y <= year + 1; ++y) {
      const auto value = to_gregorian(date.calendar, y, month, day);
      if (!value) continue;
      const sys_days at(*value);
      auto distance = days_between(at, published);
      if (date.weekday && weekday_of(at) != *date.weekday) distance += 3 * 366;
      if (!fits_tense(date, *value, published_on)) distance += 6 * 366;
      if (!best || distance < best_distance) {
        best = value;
        best_distance = distance;
      }
    }
    return best ? std::optional(Settled{*best, true}) : std::nullopt;
  }

  [[nodiscard]] static bool fits_tense(const WrittenDate& date, const Date& value, const Date& published) {
    const auto month_of = [](const Date& d) { return d.year() / d.month(); };
    switch (date.tense) {
      case Tense::past:
        return date.day > 0 ? value <= published : month_of(value) < month_of(published);
      case Tense::present:
        return value.year() == published.year();
      case Tense::future:
        return date.day > 0 ? value >= published : month_of(value) > month_of(published);
      case Tense::none:
        return true;
    }
    return true;
  }

  // Without a date of publication: the year of the dated expression nearest by, if there is one.
  [[nodiscard]] std::optional<Settled> borrowed_year(const WrittenDate& date, int month, int day) const {
    const WrittenDate* donor = nullptr;
    std::uint32_t donor_distance = kDonorReach;
    const auto self = static_cast<std::size_t>(&date - written_.data());
    const auto consider = [&](const WrittenDate& other, std::uint32_t distance) {
      if (distance >= donor_distance || other.year == 0 || other.month == 0) return;
      if (other.kind != Kind::calendar || other.calendar != date.calendar) return;
      donor = &other;
      donor_distance = distance;
    };
    for (std::size_t i = self; i-- > 0;) {
      const auto distance = date.first_token - written_[i].end_token;
      if (distance >= donor_distance) break;
      consider(written_[i], distance);
    }
    for (std::size_t i = self + 1; i < written_.size(); ++i) {
      const auto distance = written_[i].first_token - date.end_token;
      if (distance >= donor_distance) break;
      consider(written_[i], distance);
    }
    // الماضي and الجاري count from publication, not from what stands nearby.
    if (donor == nullptr || date.tense != Tense::none) return std::nullopt;
    const auto value = to_gregorian(date.calendar, donor->year, month, day);
    return value && fits_weekday(date, *value) ? std::optional(Settled{*value, true}) : std::nullopt;
  }

  // The year that is nearest whether the text was published on the last day that it tells of or on the last
  // possible one.
  [[nodiscard]] std::optional<Settled> narrowed_year(const WrittenDate& date, int month, int day) const {
    if (!not_before_ || !not_after_) return std::nullopt;
    const auto early = nearest_year(date, month, day, *not_before_);
    const auto late = nearest_year(date, month, day, *not_after_);
    if (!early || !late || early->value != late->value || !fits_weekday(date, early->value))
      return std::nullopt;
    return early;
  }

  // The last day told with its year that does not lie after not_after_.
  [[nodiscard]] std::optional<Date> last_told_day() const {
    std::optional<Date> last;
    for (const auto& date : written_) {
      if (date.kind != Kind::calendar || date.year == 0 || date.month == 0) continue;
      const auto value = to_gregorian(date.calendar, date.year, date.month, std::max(date.day, 1));
      if (value && *value <= *not_after_ && (!last || *value > *last)) last = value;
    }
    return last;
  }

  [[nodiscard]] bool lies_ahead(const Settled& settled) const {
    return not_after_ && settled.value > *not_after_;
  }

  [[nodiscard]] static std::optional<Settled> without_year(const WrittenDate& date, int month, int day) {
    if (date.calendar != Calendar::gregorian || date.tense_of_year) return std::nullopt;
    // A leap year checks the day of the month.
    const auto value = to_gregorian(Calendar::gregorian, 2000, month, day);
    if (!value) return std::nullopt;
    return Settled{Date{kUnknownYear, value->month(), value->day()}, false};
  }

  static bool fits_weekday(const WrittenDate& date, const Date& value) {
    return !date.weekday || weekday_of(sys_days(value)) == *date.weekday;
  }

  [[nodiscard]] std::optional<Settled> relative_day(const WrittenDate& date) const {
    if (!published_) return std::nullopt;
    auto day = sys_days(*published_) + days(date.day_offset.value_or(0));
    if (!date.weekday) return Settled{Date(day), false};
    const int wanted = *date.weekday;
    const auto step_back = [&](sys_days from) { return from - days((weekday_of(from) - wanted + 7) % 7); };
    const auto step_on = [&](sys_days from) { return from + days((wanted - weekday_of(from) + 7) % 7); };
    if (date.day_offset) {  // أمس الاثنين: the weekday outweighs a publication a day late
      const auto back = step_back(day);
      const auto on = step_on(day);
      return Settled{Date(day - back <= on - day ? back : on), false};
    }
    if (date.tense == Tense::past) return Settled{Date(step_back(day - days(1))), false};
    if (date.tense == Tense::future) return Settled{Date(step_on(day + days(1))), false};
    return Settled{Date(step_back(day)), false};
  }

  [[nodiscard]] static int steps_of(const WrittenDate& date) {
    return date.tense == Tense::past ? -1 : date.tense == Tense::future ? 1 : 0;
  }

  [[nodiscard]] std::optional<Settled> relative_month(const WrittenDate& date) const {
    if (!published_) return std::nullopt;
    const auto month = published_->year() / published_->month() + std::chrono::months(steps_of(date));
    const Date value = month / std::chrono::day(static_cast<unsigned>(std::max(date.day, 1)));
    return value.ok() ? std::optional(Settled{value, false}) : std::nullopt;
  }

  [[nodiscard]] std::optional<Settled> relative_year(const WrittenDate& date) const {
    if (!published_) return std::nullopt;
    const auto year = published_->year() + std::chrono::years(steps_of(date));
    return Settled{year / std::chrono::January / 1, false};
  }

  std::span<const WrittenDate> written_;
  std::optional<Date> published_;
  std::optional<Date> not_after_;
  std::optional<Date>
      not_before_;  // without published_ and with not_after_: the text was published no earlier
};

}  // namespace

std::vector<DateMention> settle_dates(const Tokens& tokens, std::span<const WrittenDate> written,
                                      std::optional<Date> published, std::optional<Date> not_after) {
  const Settler settler(written, published, not_after);
  std::vector<DateMention> mentions;
  for (std::size_t i = 0; i < written.size(); ++i) {
    auto mention = settler.settle(i);
    if (!mention) continue;
    mention->start = tokens.tokens[written[i].first_token].start + written[i].skip;
    mention->end = tokens.tokens[written[i].end_token - 1].end;
    if (mention->start < mention->end) mentions.push_back(*mention);
  }
  return mentions;
}

std::vector<DateMention> find_dates(const Tokens& tokens, std::optional<Date> published,
                                    std::optional<Date> not_after) {
  auto written = scan_dates(tokens);
  take_years_of_twins(written);
  if (!published) take_years_of_weekdays(written, not_after);
  return settle_dates(tokens, written, published, not_after);
}

DatesAndPublication find_dates_and_publication(const Tokens& tokens, std::optional<Date> not_after) {
  auto written = scan_dates(tokens);
  take_years_of_twins(written);
  const Publication publication = infer_publication(tokens, written, not_after);
  return {publication, settle_dates(tokens, written, publication.date, not_after)};
}

std::vector<DateMention> find_dates(std::string_view utf8, std::optional<Date> published,
                                    std::optional<Date> not_after) {
  Tokens tokens;
  tokenise(utf8, tokens);
  return find_dates(tokens, published, not_after);
}

}  // namespace kharita::geo::text
