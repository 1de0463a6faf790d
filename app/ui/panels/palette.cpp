#include "app/ui/panels/palette.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/desk/palette.h"

namespace kharita::app::ui {
namespace {

constexpr std::string_view kId = "palette";
constexpr float kWidth = 460;  // points
constexpr float kListHeight = 340;

class CommandPalette : Panel {
 public:
  CommandPalette(const Context& context, PaletteState& kept) : Panel(context), kept_(kept) {}

  void draw() {
    if (!ui_.begin_dialog(kId, kWidth)) return;
    const bool opened = std::exchange(kept_.focus, false);
    if (opened) ui_.focus_next_field();
    const bool changed = ui_.text_field("typed", kept_.typed, say(Word::type_a_command), Icon::search);
    const bool submitted = ui_.submitted();
    if (ui_.cancelled() || ui_.escape_pressed()) kept_.open = false;
    const int steps = ui_.arrow_steps();
    if (changed || opened) find();
    if (steps > 0 && kept_.chosen + 1 < kept_.found.size()) ++kept_.chosen;
    if (steps < 0 && kept_.chosen > 0) --kept_.chosen;
    std::optional<std::size_t> taken = draw_found();
    if (submitted && kept_.chosen < kept_.found.size()) taken = kept_.chosen;
    if (taken) run(kept_.found[*taken]);
    ui_.end_dialog(!kept_.open);
  }

 private:
  void find() {
    kept_.found = matching_commands(kept_.typed, situation(state_, status_));
    kept_.chosen = 0;
  }

  [[nodiscard]] std::optional<std::size_t> draw_found() {
    if (kept_.found.empty()) {
      ui_.text(say(Word::no_such_command), {.tone = Tone::muted});
      return std::nullopt;
    }
    const Situation now = situation(state_, status_);
    std::string keys;
    const auto row = [&](std::size_t i) {
      const Command& does = command(kept_.found[i]);
      keys = keys_of(does);
      return ListRow{say(does.word), {}, keys, !is_enabled(does, now)};
    };
    return ui_.list("found", kept_.found.size(), kept_.chosen, row, 1, kListHeight).clicked;
  }

  void run(CommandId id) {
    const Command& does = command(id);
    const Situation now = situation(state_, status_);
    if (!is_enabled(does, now)) return;
    kept_.open = false;
    does.run(now, requests_);
  }

  PaletteState& kept_;
};

}  // namespace

void open(PaletteState& palette) {
  palette.open = palette.focus = true;
  palette.typed.clear();
}

void draw_palette(const Context& context, PaletteState& kept) {
  if (kept.open) {
    kept.shown = true;
    CommandPalette(context, kept).draw();
  } else if (std::exchange(kept.shown, false) && context.ui.begin_dialog(kId, kWidth)) {
    context.ui.end_dialog(true);
  }
}

}  // namespace kharita::app::ui
