// What the user set right.
#pragma once

#include <cstdint>
#include <string>

namespace kharita::app {

// What the user chose for one mention, or for a name in all articles. Of several that fit a mention, one for
// that very mention goes before one for its name, and a later before an earlier.
struct Correction {
  std::string article_id;  // empty: in all articles
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::string text;      // the mention's words
  std::string place_id;  // Place::stable_id; empty: no place
  std::string made_at;   // ISO 8601, UTC
};

}  // namespace kharita::app
