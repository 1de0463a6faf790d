#include "geo/resolve/features.h"

#include <charconv>

namespace kharita::geo {
namespace {

constexpr std::array<std::string_view, kFeatureCount> kNames = {
#define KHARITA_STRING(name) #name,
    KHARITA_FEATURES(KHARITA_STRING)
#undef KHARITA_STRING
};

}  // namespace

std::string_view to_string(Feature feature) noexcept {
  return kNames[static_cast<std::size_t>(feature)];
}

std::optional<Feature> feature_named(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kFeatureCount; ++i) {
    if (kNames[i] == name) return static_cast<Feature>(i);
  }
  return std::nullopt;
}

Result<Weights> Weights::parse(std::string_view tsv, std::string_view name) {
  Weights weights;
  for (std::size_t line_number = 1; !tsv.empty(); ++line_number) {
    const std::size_t end = tsv.find('\n');
    const std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(end == std::string_view::npos ? tsv.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    const auto feature = feature_named(line.substr(0, tab));
    if (tab == std::string_view::npos || !feature) {
      return fail(ErrorCode::parse, "{}: line {}: expected a feature's name, a tab and its weight", name,
                  line_number);
    }
    float& weight = weights.of[static_cast<std::size_t>(*feature)];
    const std::string_view number = line.substr(tab + 1);
    const auto [rest, error] = std::from_chars(number.data(), number.data() + number.size(), weight);
    if (error != std::errc() || rest != number.data() + number.size()) {
      return fail(ErrorCode::parse, "{}: line {}: '{}' is no number", name, line_number, number);
    }
  }
  return weights;
}

std::string Weights::to_tsv() const {
  std::string tsv;
  for (std::size_t i = 0; i < kFeatureCount; ++i)
    tsv += fmt::format("{}\t{:.3f}\n", kNames[i], of[i]);
  return tsv;
}

}  // namespace kharita::geo
