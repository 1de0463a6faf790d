// How well labelled documents are resolved: counts and a list of errors.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/train/documents.h"
#include "geo/resolve/engine.h"

namespace kharita::app::train {

struct Counts {
  std::size_t right = 0;
  std::size_t wrong = 0;
  std::size_t missed = 0;
  Counts& operator+=(const Counts& other) noexcept {
    right += other.right;
    wrong += other.wrong;
    missed += other.missed;
    return *this;
  }
  // "strict, unseen folds     P 0.910  R 0.905  F1 0.908   (…)".
  [[nodiscard]] std::string line(std::string_view name) const;
};

// Adds a document's mentions: right where both ends are a label's, no matter where they touch only labels
// that may be found or not.
void count(const Document& document, const std::vector<geo::Mention>& mentions, Counts& counts);

// A line for each error in the document that `engine` resolved last: its kind (EDGE: found with other ends;
// LOW: its name was there, with too few log-odds; GAP: no name fits; FALSE), what was written, its log-odds
// or confidence, the document, the words around.
[[nodiscard]] std::string errors_of(const Document& document, const geo::Engine& engine,
                                    const std::vector<geo::Mention>& mentions);

}  // namespace kharita::app::train
