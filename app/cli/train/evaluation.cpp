#include "app/cli/train/evaluation.h"

#include <algorithm>

#include "geo/text/span_cutter.h"

namespace kharita::app::train {
namespace {

bool overlap(std::uint32_t a_start, std::uint32_t a_end, const Label& b) {
  return a_start < b.end && b.start < a_end;
}

}  // namespace

std::string Counts::line(std::string_view name) const {
  const auto share = [](std::size_t n, std::size_t of) {
    return of == 0 ? 0.0 : static_cast<double>(n) / static_cast<double>(of);
  };
  const double p = share(right, right + wrong);
  const double r = share(right, right + missed);
  return fmt::format("{:24} P {:.3f}  R {:.3f}  F1 {:.3f}   ({} right, {} false, {} missed)", name, p, r,
                     p + r > 0 ? 2 * p * r / (p + r) : 0, right, wrong, missed);
}

void count(const Document& document, const std::vector<geo::Mention>& mentions, Counts& counts) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> gold;
  for (const Label& l : document.labels) {
    if (l.is_place) gold.emplace_back(l.start, l.end);
  }
  std::sort(gold.begin(), gold.end());
  gold.erase(std::unique(gold.begin(), gold.end()), gold.end());
  std::size_t hits = 0;
  for (const geo::Mention& m : mentions) {
    const auto touches = [&](bool place) {
      return std::any_of(document.labels.begin(), document.labels.end(),
                         [&](const Label& l) { return l.is_place == place && overlap(m.start, m.end, l); });
    };
    if (!touches(true) && touches(false)) continue;
    const bool hit = std::binary_search(gold.begin(), gold.end(), std::pair(m.start, m.end));
    hits += hit ? 1 : 0;
    counts.wrong += hit ? 0 : 1;
  }
  counts.right += hits;
  counts.missed += gold.size() - hits;
}

std::string errors_of(const Document& document, const geo::Engine& engine,
                      const std::vector<geo::Mention>& mentions) {
  std::string out;
  geo::text::SpanCutter cutter(document.text);
  const auto cut = [&](std::uint32_t start, std::uint32_t end) {
    std::string line(cutter.cut(start, end));
    std::replace(line.begin(), line.end(), '\n', '/');
    return line;
  };
  const auto context = [&](std::uint32_t start, std::uint32_t end) {
    return cut(start > 35 ? start - 35 : 0, start) + "[" + cut(start, end) + "]" + cut(end, end + 25);
  };
  const auto tell = [&](std::string_view kind, float figure, const auto& at) {
    out += fmt::format("{}\t{}\t{:.2f}\t{}\t{}\n", kind, cut(at.start, at.end), figure, document.id,
                       context(at.start, at.end));
  };
  for (const Label& label : document.labels) {
    if (!label.is_place) continue;
    const auto exact = [&](const auto& m) { return m.start == label.start && m.end == label.end; };
    if (std::any_of(mentions.begin(), mentions.end(), exact)) continue;
    const char* kind = std::any_of(mentions.begin(), mentions.end(),
                                   [&](const geo::Mention& m) { return overlap(m.start, m.end, label); })
                           ? "EDGE"
                           : "GAP";
    float odds = 0;
    for (std::size_t i = 0; i < engine.spans().size(); ++i) {
      if (!exact(engine.spans()[i])) continue;
      kind = "LOW";
      odds = engine.score(i);
    }
    tell(kind, odds, label);
  }
  for (const geo::Mention& m : mentions) {
    bool touches_place = false;
    bool touches_other = false;
    for (const Label& l : document.labels) {
      if (!overlap(m.start, m.end, l)) continue;
      (l.is_place ? touches_place : touches_other) = true;
    }
    if (touches_place || touches_other) continue;
    tell("FALSE", m.confidence, m);
  }
  return out;
}

}  // namespace kharita::app::train
