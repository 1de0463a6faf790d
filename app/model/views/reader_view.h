// The open article with its mentions marked, and the evidence behind the one that is chosen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/app_state.h"

namespace kharita::app {

// Mentions under this confidence are drawn as doubtful everywhere.
inline constexpr float kDoubtful = 0.5f;

// The open article. Byte offsets are of `text`, which is empty while it is being read.
struct ReaderView {
  struct Highlight {
    std::uint32_t byte_start = 0;
    std::uint32_t byte_end = 0;
    std::uint32_t mention = 0;  // index into the corpus
    bool doubtful = false;      // confidence under kDoubtful
    bool passes = true;         // the filters
    bool gone = false;          // the user said that it is no place: none of these where another one stands
  };
  std::optional<std::uint32_t> article;
  std::string title;
  std::uint32_t title_bytes = 0;  // of `text`, which begins with the title; 0: it does not
  bool passes = true;             // the filters
  std::string detail;
  std::string text;
  std::vector<Highlight> highlights;
  std::vector<TextHit> hits;       // what the search found in `text`
  std::optional<std::size_t> hit;  // of these, the one that is shown
};
[[nodiscard]] ReaderView build_reader_view(const AppState& state);

// Why a mention is where it is: the evidence behind a dot. None where no mention's card is open.
struct MentionView {
  struct Reading {
    geo::PlaceId place;
    std::string label;       // "Hyderabad · city · Sindh · Pakistan"
    std::string confidence;  // "97%"
  };
  std::uint32_t mention = 0;
  std::string words;  // as the article writes it
  Reading chosen;
  std::vector<Reading> alternatives;
  bool corrected = false;
  std::optional<Reading> read_as;  // where corrected: what was read; its place may be not valid
  std::uint32_t in_article = 1;    // mentions of this name, this one among them
  std::uint32_t everywhere = 1;
};
[[nodiscard]] std::optional<MentionView> build_mention_view(const AppState& state);
// "Hyderabad · city · Sindh · Pakistan"; of none, that it is not a place.
[[nodiscard]] std::string reading_label(const AppState& state, geo::PlaceId place);
[[nodiscard]] std::string percent(float confidence);  // "97%"

}  // namespace kharita::app
