#include "app/ui/panels/help.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/desk/palette.h"

namespace kharita::app::ui {
namespace {

constexpr std::string_view kId = "help";
constexpr float kWidth = 1120;  // points
constexpr float kKeys = 100;
constexpr std::size_t kColumns = 3;

class Help : Panel {
 public:
  Help(const Context& context, HelpState& kept) : Panel(context), kept_(kept) {}

  void draw() {
    if (!ui_.begin_dialog(kId, kWidth)) return;
    ui_.begin_row({share(1), points(metric::kControlHeight)});
    ui_.text(say(Word::keys_help), {.size = TextSize::heading});
    if (ui_.icon_button("close", Icon::close, say(Word::close))) kept_.open = false;
    ui_.end_row();
    const std::vector<HelpLine> lines = help_lines(state_.language);
    const std::size_t rows = (lines.size() + kColumns - 1) / kColumns;
    for (std::size_t row = 0; row < rows; ++row) {
      ui_.begin_row({points(kKeys), share(1), points(kKeys), share(1), points(kKeys), share(1)});
      for (std::size_t at = row; at < kColumns * rows; at += rows)
        draw_line(at < lines.size() ? lines[at] : HelpLine{});
      ui_.end_row();
    }
    if (ui_.escape_pressed()) kept_.open = false;
    ui_.end_dialog(!kept_.open);
  }

 private:
  void draw_line(const HelpLine& line) {
    ui_.text(line.heading ? line.words : isolated(line.keys),
             {.size = line.heading ? TextSize::strong : TextSize::small,
              .tone = line.heading ? Tone::normal : Tone::accent});
    ui_.text(line.heading ? std::string_view() : std::string_view(line.words), {.size = TextSize::small});
  }

  HelpState& kept_;
};

}  // namespace

void draw_help(const Context& context, HelpState& kept) {
  if (kept.open) {
    kept.shown = true;
    Help(context, kept).draw();
  } else if (std::exchange(kept.shown, false) && context.ui.begin_dialog(kId, kWidth)) {
    context.ui.end_dialog(true);
  }
}

}  // namespace kharita::app::ui
