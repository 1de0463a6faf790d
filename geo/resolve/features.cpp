#include "geo/resolve/features.h"

#include <algorithm>
#include <charconv>

namespace kharita::geo {
namespace {

constexpr std::array<std::string_view, kFeatureCount> kNames = {
#define KHARITA_STRING(name, sign, prior) #name,
    KHARITA_FEATURES(KHARITA_STRING)
#undef KHARITA_STRING
};

constexpr FeatureRule against{-1};
constexpr FeatureRule either{};
constexpr FeatureRule for_it{1};
constexpr FeatureRule held{0, true};

constexpr FeatureRule with_prior(FeatureRule rule, float prior) noexcept {
  rule.prior = prior;
  return rule;
}

constexpr std::array<FeatureRule, kFeatureCount> kRules = {{
#define KHARITA_RULE(name, sign, prior) with_prior(sign, prior##F),
    KHARITA_FEATURES(KHARITA_RULE)
#undef KHARITA_RULE
}};

}  // namespace

FeatureRule rule_of(Feature feature) noexcept {
  return kRules[static_cast<std::size_t>(feature)];
}

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
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(end == std::string_view::npos ? tsv.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = std::min(line.find('\t'), line.size());
    const auto feature = feature_named(line.substr(0, tab));
    if (!feature)
      return fail(ErrorCode::parse, "{}: line {}: no feature is called '{}'", name, line_number,
                  line.substr(0, tab));
    line.remove_prefix(tab);
    for (auto& column : weights.of) {
      float& weight = column[static_cast<std::size_t>(*feature)];
      const char* const begin = line.data() + (line.empty() ? 0 : 1);
      const auto [rest, error] = std::from_chars(begin, line.data() + line.size(), weight);
      if (error != std::errc()) {
        return fail(ErrorCode::parse,
                    "{}: line {}: expected a feature's name and {} weights, separated by tabs", name,
                    line_number, kFameCount);
      }
      line.remove_prefix(static_cast<std::size_t>(rest - line.data()));
    }
  }
  return weights;
}

std::string Weights::to_tsv() const {
  std::string tsv;
  for (std::size_t i = 0; i < kFeatureCount; ++i) {
    tsv += kNames[i];
    for (const auto& column : of)
      tsv += fmt::format("\t{:.3f}", column[i]);
    tsv += '\n';
  }
  return tsv;
}

}  // namespace kharita::geo
