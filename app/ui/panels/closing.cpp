#include "app/ui/panels/closing.h"

#include <array>

#include "app/model/message.h"

namespace kharita::app::ui {

void draw_closing(const Context& context, ClosingState& kept) {
  if (!kept.open) return;
  const Language language = context.state.language;
  const std::array<std::string_view, 3> buttons{word(Word::keep_and_quit, language),
                                                word(Word::discard_and_quit, language),
                                                word(Word::stay, language)};
  const std::string question =
      say({Word::unsaved_text, {std::uint64_t{context.state.corpus.articles.size()}}}, language);
  const auto pressed = context.ui.modal("closing", word(Word::unsaved_title, language), question, buttons);
  if (!pressed) return;
  kept.open = false;
  if (*pressed == 0) context.requests.keep_and_quit = true;
  if (*pressed == 1) context.requests.discard_and_quit = true;
}

}  // namespace kharita::app::ui
