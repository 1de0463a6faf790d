#include "app/ui/panels/top_bar.h"

namespace kharita::app::ui {
namespace {

class TopBar : Panel {
 public:
  TopBar(const Context& context, TopBarState& kept) : Panel(context), kept_(kept) {}

  void draw(const Box& box) {
    ui_.begin_panel("top", box, false);
    const std::string_view name = state_.language == Language::english ? "Kharita" : "خريطة";
    ui_.begin_row({points(96), share(1), points(30), points(30), points(30), points(112), points(30),
                   points(ui_.button_width_points(say(Word::screenshot), Icon::camera)), points(30)});
    ui_.text(name, {.size = TextSize::title, .tone = Tone::accent});
    kept_.search = state_.view.filter.text;  // undo and the chips change it, too
    if (ui_.text_field("search", kept_.search, say(Word::search_text), Icon::search))
      ask(action::SetText{kept_.search});
    if (ui_.icon_button("undo", Icon::undo, say(Word::undo), !state_.undo.empty())) ask(action::Undo{});
    if (ui_.icon_button("redo", Icon::redo, say(Word::redo), !state_.redo.empty())) ask(action::Redo{});
    const bool dark = state_.theme == Theme::dark;
    if (ui_.icon_button("theme", dark ? Icon::sun : Icon::moon, say(Word::theme))) {
      ask(action::SetTheme{dark ? Theme::light : Theme::dark});
    }
    if (ui_.button("language", say(Word::language), Icon::language, ButtonStyle::quiet)) {
      ask(action::SetLanguage{state_.language == Language::english ? Language::arabic : Language::english});
    }
    if (ui_.icon_button("all", Icon::fit_world, say(Word::zoom_all))) ask(action::FlyToScene{});
    if (ui_.button("screenshot", say(Word::screenshot), Icon::camera, ButtonStyle::primary))
      requests_.screenshot = true;
    if (ui_.icon_button("export", Icon::options, say(Word::export_title))) requests_.open_export = true;
    ui_.end_row();
    ui_.end_panel();
  }

 private:
  TopBarState& kept_;
};

}  // namespace

void draw_top_bar(const Context& context, TopBarState& kept, const Box& box) {
  TopBar(context, kept).draw(box);
}

}  // namespace kharita::app::ui
