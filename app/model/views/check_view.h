// What there is to look through: mentions that are doubtful, and those that were set right.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/model/app_state.h"

namespace kharita::app {

// Indices into the corpus's mentions. Rows are made when they are drawn.
struct CheckView {
  std::vector<std::uint32_t> doubtful;   // that pass: the names with most of them first, each by article
  std::vector<std::uint32_t> corrected;  // the last one first

  [[nodiscard]] const std::vector<std::uint32_t>& of(Check check) const {
    return check == Check::corrected ? corrected : doubtful;
  }
};
// O(mentions); reads no text.
[[nodiscard]] CheckView build_check_view(const AppState& state);

// Whether a mention waits to be looked at: it passes, is doubtful, and the user has not said anything of it.
[[nodiscard]] bool is_doubtful(const AppState& state, std::uint32_t mention);

struct CheckRow {
  std::string title;                  // "Tripoli · city · Libya · 31% · «طرابلس»"
  std::string snippet;                // the words around it; empty while its article is being read
  std::vector<TextHit> snippet_hits;  // the mention in them
  std::string detail;  // its rivals; of a corrected one what was read, and when it was corrected
};
[[nodiscard]] CheckRow build_check_row(const AppState& state, std::uint32_t mention);

}  // namespace kharita::app
