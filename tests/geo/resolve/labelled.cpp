#include "tests/geo/resolve/labelled.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <vector>

#include "geo/text/span_cutter.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

namespace kharita::geo::testing {
namespace {

using nlohmann::json;

constexpr double kDefaultToleranceKm = 161;  // a hundred miles, as geoparsers are measured

double share(std::size_t part, std::size_t of) {
  return of == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(of);
}

// What a label and a finding have in common to be compared. [start, end) in code points.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

bool overlap(const Span& a, const Span& b) {
  return a.start < b.end && b.start < a.end;
}

struct Label {
  Span span;
  const json* document = nullptr;
};

struct Labels {
  std::vector<Label> wanted;
  std::vector<Label> optional;
};

// The labels of dates, or those of places.
Labels labels_of(const json& document, bool dates, std::string_view text) {
  Labels labels;
  text::SpanCutter cutter(text);
  for (const json& label : document["mentions"]) {
    if (label.contains("value") != dates) continue;
    const Span span{label["start"], label["end"]};
    CHECK(cutter.cut(span.start, span.end) == label["text"].get<std::string>());
    (label.value("score", true) ? labels.wanted : labels.optional).push_back({span, &label});
  }
  return labels;
}

template <typename Finding>
Span span_of(const Finding& finding) {
  return {finding.start, finding.end};
}

// Without the findings that touch optional labels alone.
template <typename Finding>
std::vector<Finding> that_count(const std::vector<Finding>& found, const Labels& labels) {
  std::vector<Finding> kept;
  std::copy_if(found.begin(), found.end(), std::back_inserter(kept), [&](const Finding& finding) {
    const auto touches = [&](const Label& label) { return overlap(label.span, span_of(finding)); };
    return std::any_of(labels.wanted.begin(), labels.wanted.end(), touches) ||
           std::none_of(labels.optional.begin(), labels.optional.end(), touches);
  });
  return kept;
}

// For each label the first finding that overlaps it and answers no label before; null where none does.
template <typename Finding>
std::vector<const Finding*> answers(const std::vector<Label>& labels, const std::vector<Finding>& found) {
  std::vector<const Finding*> answers;
  for (const Label& label : labels) {
    const auto answer = std::find_if(found.begin(), found.end(), [&](const Finding& finding) {
      return overlap(label.span, span_of(finding)) &&
             std::find(answers.begin(), answers.end(), &finding) == answers.end();
    });
    answers.push_back(answer == found.end() ? nullptr : &*answer);
  }
  return answers;
}

// What no label is answered by.
template <typename Finding>
std::vector<const Finding*> unasked(const std::vector<Finding>& found,
                                    const std::vector<const Finding*>& answers) {
  std::vector<const Finding*> unasked;
  for (const Finding& finding : found) {
    if (std::find(answers.begin(), answers.end(), &finding) == answers.end()) unasked.push_back(&finding);
  }
  return unasked;
}

void count(Counts& counts, std::size_t right, std::size_t found, std::size_t wanted) {
  counts.right += right;
  counts.wrong += found - right;
  counts.missed += wanted - right;
}

bool is_place(const json& label, const Place& place) {
  if (label.contains("place_id")) return place.stable_id == label["place_id"].get<std::string>();
  if (label.value("kind", "") == "country" || label.value("label", "") == "Country")
    return place.kind == PlaceKind::country && place.country_iso == label.value("country", "");
  const auto there = LatLon::from_degrees(label.value("lat", 0.0), label.value("lon", 0.0));
  return distance_km(there, place.location) <= label.value("tolerance_km", kDefaultToleranceKm);
}

// Where no date of publication is told, a year counts only where it is written.
bool is_date(const json& label, bool published, const text::DateMention& date) {
  const auto value = label["value"].get<std::string>();
  const auto words = label["text"].get<std::string>();
  const auto digits = std::count_if(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
  const std::size_t from = published || digits >= 4 ? 0 : 4;
  return text::to_iso(date.value, date.precision).substr(from) == value.substr(from);
}

}  // namespace

double Counts::f1() const {
  return share(2 * right, 2 * right + wrong + missed);
}

double Counts::recall() const {
  return share(right, right + missed);
}

double Scores::accuracy() const {
  return share(placed_right, placed);
}

Scorer::Scorer(const Gazetteer& gazetteer) : gazetteer_(gazetteer), resolver_(gazetteer) {}

void Scorer::add(std::string_view text, const json& document) {
  CAPTURE(document["id"].get<std::string>());
  std::optional<text::Date> published;
  if (document.contains("published"))
    published = text::parse_timestamp(document["published"].get<std::string>());
  const Resolution resolution = resolver_.resolve({text, published, {}, {}});
  add_mentions(text, document, resolution.mentions);
  add_dates(text, document, resolution.dates);
}

void Scorer::add_mentions(std::string_view text, const json& document, const std::vector<Mention>& mentions) {
  const Labels labels = labels_of(document, false, text);
  const std::vector<Mention> found = that_count(mentions, labels);
  const auto exact = std::count_if(found.begin(), found.end(), [&](const Mention& mention) {
    return std::any_of(labels.wanted.begin(), labels.wanted.end(),
                       [&](const Label& label) { return label.span == span_of(mention); });
  });
  count(scores_.strict, static_cast<std::size_t>(exact), found.size(), labels.wanted.size());

  const auto answered = answers(labels.wanted, found);
  std::size_t recognised = 0;
  for (std::size_t i = 0; i < answered.size(); ++i) {
    const json& label = *labels.wanted[i].document;
    const Mention* const mention = answered[i];
    if (mention == nullptr) {
      tell(document, "missed", label["text"]);
      continue;
    }
    ++recognised;
    if (labels.wanted[i].span != span_of(*mention)) tell(document, "with other ends", label["text"]);
    if (!label.contains("place_id") && !label.contains("lat")) continue;
    const Place place = gazetteer_.place(mention->place);
    const bool right = is_place(label, place);
    ++scores_.placed;
    scores_.placed_right += right ? 1 : 0;
    if (!right) tell(document, fmt::format("taken for {}", place.stable_id), label["text"]);
  }
  count(scores_.overlap, recognised, found.size(), labels.wanted.size());
  text::SpanCutter cutter(text);
  for (const Mention* mention : unasked(found, answered))
    tell(document, "no place", std::string(cutter.cut(mention->start, mention->end)));
}

void Scorer::add_dates(std::string_view text, const json& document,
                       const std::vector<text::DateMention>& dates) {
  const Labels labels = labels_of(document, true, text);
  const std::vector<text::DateMention> found = that_count(dates, labels);
  const auto answered = answers(labels.wanted, found);
  std::size_t right = 0;
  for (std::size_t i = 0; i < answered.size(); ++i) {
    const json& label = *labels.wanted[i].document;
    const bool same = answered[i] != nullptr && is_date(label, document.contains("published"), *answered[i]);
    right += same ? 1 : 0;
    if (!same) tell(document, "date missed or of another day", label["text"]);
  }
  count(scores_.dates, right, found.size(), labels.wanted.size());
  text::SpanCutter cutter(text);
  for (const text::DateMention* date : unasked(found, answered))
    tell(document, "no date", std::string(cutter.cut(date->start, date->end)));
}

void Scorer::tell(const json& document, std::string_view what, const std::string& words) {
  scores_.errors += fmt::format("{}: {}: {}\n", document["id"].get<std::string>(), what, words);
}

Scores score(const std::filesystem::path& file) {
  const Gazetteer* const gazetteer = test::built_gazetteer();
  std::ifstream in(file);
  REQUIRE_MESSAGE(in, file.string());
  REQUIRE(gazetteer != nullptr);
  Scorer scorer(*gazetteer);
  for (std::string line; std::getline(in, line);) {
    const auto document = json::parse(line);
    scorer.add(document["text"].get<std::string>(), document);
  }
  return scorer.scores();
}

std::string to_string(const Scores& scores) {
  return fmt::format("strict F1 {:.3f}, overlap F1 {:.3f}, accuracy {:.3f}, dates F1 {:.3f}",
                     scores.strict.f1(), scores.overlap.f1(), scores.accuracy(), scores.dates.f1());
}

}  // namespace kharita::geo::testing
