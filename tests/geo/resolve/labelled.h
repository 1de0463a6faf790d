// Articles with labelled places and dates, scored as the scorer beside the shared ones counts.
//
// A label file holds one JSON document a line:
//   {"id", "text", "published"?, "mentions": [LABEL…]}
//   LABEL of a place: {"start", "end", "text", "score"?, "place_id"? | "lat"?, "lon"?, "country"?, "kind"?,
//                      "tolerance_km"?}
//   LABEL of a date:  {"start", "end", "text", "score"?, "value"}
// Offsets count Unicode code points of the text and leave proclitics out. Where "score" is false, finding it
// or not counts neither way. "place_id" is the very id in the gazetteer; the others are satisfied by a place
// near by.
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "geo/resolve/resolver.h"

namespace kharita::geo::testing {

struct Counts {
  std::size_t right = 0;
  std::size_t wrong = 0;   // found, not labelled
  std::size_t missed = 0;  // labelled, not found

  // Both within [0, 1].
  [[nodiscard]] double f1() const;
  [[nodiscard]] double recall() const;
};

struct Scores {
  Counts strict;                 // both ends equal
  Counts overlap;                // a character in common
  Counts dates;                  // overlapping, and of the labelled day, month or year
  std::size_t placed = 0;        // labels with a place that were recognised, by overlap
  std::size_t placed_right = 0;  // of these, resolved to that place
  std::string errors;            // a line each

  [[nodiscard]] double accuracy() const;  // within [0, 1]
};

class Scorer {
 public:
  // The gazetteer must outlive it.
  explicit Scorer(const Gazetteer& gazetteer);

  // Resolves the text and counts what differs from the document's labels. A label whose words do not stand at
  // its offsets fails the test.
  void add(std::string_view text, const nlohmann::json& document);
  [[nodiscard]] const Scores& scores() const noexcept { return scores_; }

 private:
  void add_mentions(std::string_view text, const nlohmann::json& document,
                    const std::vector<Mention>& mentions);
  void add_dates(std::string_view text, const nlohmann::json& document,
                 const std::vector<text::DateMention>& dates);
  void tell(const nlohmann::json& document, std::string_view what, const std::string& words);

  const Gazetteer& gazetteer_;
  Resolver resolver_;
  Scores scores_;
};

// Of a file of labelled documents that hold their texts. The file and the built gazetteer must be there.
[[nodiscard]] Scores score(const std::filesystem::path& file);

// "strict F1 0.953, overlap F1 0.971, accuracy 0.990, dates 0.960".
[[nodiscard]] std::string to_string(const Scores& scores);

}  // namespace kharita::geo::testing
