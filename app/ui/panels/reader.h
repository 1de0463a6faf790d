// The open article with its mentions, and the evidence behind the one that is chosen.
#pragma once

#include <cstdint>
#include <optional>

#include "app/ui/panels/context.h"
#include "app/ui/panels/find.h"

namespace kharita::app::ui {

struct ReaderPanelState {
  std::optional<action::MarkPlace> marked;         // words that are selected in the text
  std::optional<std::uint32_t> shown_mention;      // it has scrolled to it
  std::optional<std::uint32_t> shown_hit;          // the first byte of the one that it has scrolled to
  std::optional<std::uint32_t> shown_article;      // of that hit
  std::optional<action::SetPublished> typed_date;  // taken once its field is left
  Date month = std::chrono::year(2024) / 1 / 1;    // that its calendar shows
};
// In the panel that is open: an article must be.
void draw_reader(const Context& context, ReaderPanelState& kept, FindState& find);

}  // namespace kharita::app::ui
