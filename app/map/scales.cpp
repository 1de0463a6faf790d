#include "app/map/scales.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numbers>

namespace kharita::app::map {

std::size_t AreaClasses::class_of(std::uint32_t count) const {
  const auto above = std::upper_bound(lower.begin(), lower.end(), count);
  return above == lower.begin() ? 0 : static_cast<std::size_t>(std::distance(lower.begin(), above)) - 1;
}

std::size_t AreaClasses::color_of(std::size_t i) const {
  if (lower.size() < 2) return kAreaClasses / 2;
  return i * (kAreaClasses - 1) / (lower.size() - 1);
}

namespace {

// The distinct counts, ascending, and how many areas have each.
struct Values {
  std::vector<std::uint32_t> value;
  std::vector<std::uint32_t> areas;
};

Values distinct_values(std::span<const std::uint32_t> counts) {
  std::vector<std::uint32_t> sorted(counts.begin(), counts.end());
  std::sort(sorted.begin(), sorted.end());
  Values values;
  for (const std::uint32_t count : sorted) {
    if (values.value.empty() || values.value.back() != count) {
      values.value.push_back(count);
      values.areas.push_back(0);
    }
    ++values.areas.back();
  }
  return values;
}

// The index after the last value of each class: as many areas a class as equal counts, which stay together,
// allow.
std::vector<std::size_t> quantile_ends(const Values& values) {
  std::size_t all = 0;
  for (const std::uint32_t n : values.areas)
    all += n;
  std::vector<std::size_t> ends;
  std::size_t below = 0;  // areas before value i
  for (std::size_t i = 0; i < values.value.size(); ++i) {
    below += values.areas[i];
    // The class ends where it has its share, unless the values left are needed for the classes left.
    const bool full = below * kAreaClasses >= (ends.size() + 1) * all;
    const bool last = i + 1 == values.value.size();
    if (last || (full && ends.size() + 1 < kAreaClasses)) ends.push_back(i + 1);
  }
  return ends;
}

// Sums of squared distances from the mean within a run of values, in O(1).
class Spread {
 public:
  explicit Spread(const Values& values) : weight_{0}, sum_{0}, squares_{0} {
    for (std::size_t i = 0; i < values.value.size(); ++i) {
      const long double v = values.value[i];
      const long double n = values.areas[i];
      weight_.push_back(weight_.back() + n);
      sum_.push_back(sum_.back() + n * v);
      squares_.push_back(squares_.back() + n * v * v);
    }
  }
  [[nodiscard]] long double of(std::size_t begin, std::size_t end) const {
    const long double n = weight_[end] - weight_[begin];
    const long double sum = sum_[end] - sum_[begin];
    return squares_[end] - squares_[begin] - sum * sum / n;
  }

 private:
  std::vector<long double> weight_, sum_, squares_;
};

// Natural breaks: the classes whose values lie closest around their means (W. D. Fisher, "On grouping for
// maximum homogeneity", 1958; G. F. Jenks, 1977). best[i] is the least spread of the first i values in the
// classes so far; where the last class begins grows with i, so each row of the table is filled by halving:
// O(classes * values * log values).
class NaturalBreaks {
 public:
  explicit NaturalBreaks(const Values& values) : spread_(values), count_(values.value.size()) {}

  std::vector<std::size_t> ends() {
    const std::size_t classes = std::min(kAreaClasses, count_);
    best_.resize(count_ + 1);
    for (std::size_t i = 1; i <= count_; ++i)
      best_[i] = spread_.of(0, i);
    starts_.assign(classes, std::vector<std::size_t>(count_ + 1, 0));
    for (std::size_t c = 1; c < classes; ++c) {
      next_.assign(count_ + 1, 0);
      fill(c, c + 1, count_, c, count_ - 1);
      best_.swap(next_);
    }
    std::vector<std::size_t> ends{count_};
    for (std::size_t c = classes - 1; c > 0; --c)
      ends.push_back(starts_[c][ends.back()]);
    std::reverse(ends.begin(), ends.end());
    return ends;
  }

 private:
  // next_[i] for i in [low, high], whose last class begins within [from, to].
  void fill(std::size_t c, std::size_t low, std::size_t high, std::size_t from, std::size_t to) {
    if (low > high) return;
    const std::size_t i = low + (high - low) / 2;
    std::size_t best_start = from;
    long double least = std::numeric_limits<long double>::infinity();
    for (std::size_t start = from; start <= std::min(to, i - 1); ++start) {
      const long double spread = best_[start] + spread_.of(start, i);
      if (spread >= least) continue;
      least = spread;
      best_start = start;
    }
    next_[i] = least;
    starts_[c][i] = best_start;
    fill(c, low, i - 1, from, best_start);
    fill(c, i + 1, high, best_start, to);
  }

  Spread spread_;
  std::size_t count_;
  std::vector<long double> best_, next_;
  std::vector<std::vector<std::size_t>> starts_;
};

}  // namespace

AreaClasses classify(std::span<const std::uint32_t> counts, Classing classing) {
  const Values values = distinct_values(counts);
  AreaClasses classes;
  if (values.value.empty()) return classes;
  const std::vector<std::size_t> ends =
      classing == Classing::quantiles ? quantile_ends(values) : NaturalBreaks(values).ends();
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    classes.lower.push_back(values.value[begin]);
    classes.upper.push_back(values.value[end - 1]);
    begin = end;
  }
  return classes;
}

float largest_radius(std::uint32_t most, std::size_t places) {
  // With few mentions in all, one mention more is no reason for a disc that hides a province.
  const float by_mentions = kMinPointRadius + 2.2f * std::sqrt(static_cast<float>(most));
  // Thousands of places hide each other, and the map, unless they shrink.
  const float crowd =
      std::max(0.0f, std::log10(static_cast<float>(std::max<std::size_t>(places, 1)) / 500.0f));
  return std::max(kMinPointRadius, std::min(kMaxPointRadius, by_mentions) / (1 + 0.55f * crowd));
}

float point_radius(std::uint32_t mentions, std::uint32_t most, float largest) {
  if (mentions == 0 || most == 0) return kMinPointRadius;
  const float share = std::min(1.0f, static_cast<float>(mentions) / static_cast<float>(most));
  constexpr float kLow = kMinPointRadius * kMinPointRadius;
  return std::sqrt(kLow + (largest * largest - kLow) * share);
}

namespace {

std::uint32_t round_down_nicely(std::uint32_t n) {
  if (n < 10) return n;
  const double power = std::pow(10.0, std::floor(std::log10(n)));
  const double lead = n / power;
  const double nice = lead >= 5 ? 5 : lead >= 2 ? 2 : 1;
  return static_cast<std::uint32_t>(nice * power);
}

}  // namespace

float cluster_radius(std::uint32_t amount, std::uint32_t most) {
  if (most == 0) return kMinClusterRadius;
  const float share = std::min(1.0f, static_cast<float>(amount) / static_cast<float>(most));
  int digits = 1;
  for (std::uint32_t left = amount; left >= 10; left /= 10)
    ++digits;
  const auto commas = static_cast<float>((digits - 1) / 3);
  const float room_for_words = 3.4f * static_cast<float>(digits) + 1.6f * commas + 4.5f;
  return std::max(room_for_words,
                  kMinClusterRadius + (kMaxClusterRadius - kMinClusterRadius) * std::sqrt(share));
}

std::vector<std::uint32_t> legend_sizes(std::uint32_t most) {
  if (most == 0) return {};
  std::vector<std::uint32_t> sizes{1, round_down_nicely(std::max(1u, most / 4)), round_down_nicely(most)};
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  return sizes;
}

float ramp(double value, double from, double to) {
  return static_cast<float>(std::clamp((value - from) / (to - from), 0.0, 1.0));
}

double smooth_ramp(double value, double from, double to) {
  const double t = std::clamp((value - from) / (to - from), 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

ScaleBar scale_bar(double km_per_px, double max_px) {
  const double longest = std::max(km_per_px * max_px, 1e-9);
  const double power = std::pow(10.0, std::floor(std::log10(longest) + 1e-12));
  double km = power;
  for (const double step : {2.0, 5.0}) {
    if (step * power <= longest * (1 + 1e-12)) km = step * power;
  }
  return {km, km / km_per_px};
}

double km_per_px(double lat_deg, double world_px) {
  constexpr double kEquatorKm = 2 * std::numbers::pi * 6378.137;
  return kEquatorKm * std::cos(lat_deg * std::numbers::pi / 180.0) / world_px;
}

}  // namespace kharita::app::map
