#include "app/ui/panels/top_bar.h"

#include <fmt/format.h>

#include <utility>

namespace kharita::app::ui {
namespace {

class TopBar : Panel {
 public:
  TopBar(const Context& context, TopBarState& kept) : Panel(context), kept_(kept) {}

  void draw(const Box& box) {
    ui_.begin_panel("top", box, false);
    const std::string_view name = state_.language == Language::english ? "Kharita" : "خريطة";
    const bool searched = !state_.view.filter.text.empty();
    const bool roomy = box.width >= ui_.px(kRoomyFrom);
    const Cell step = points(searched ? 26 : 0);
    const Cell spare = points(roomy ? 30 : 0);  // of what a narrow window leaves to the menu
    ui_.begin_row({points(84), points(30), share(1), points(searched ? 90 : 0), step, step, points(30),
                   points(30), points(30), spare, points(roomy ? 108 : 0), spare,
                   points(roomy ? button_width(CommandId::save_picture) : 30), spare, points(30), points(30),
                   points(30)});
    ui_.text(name, {.size = TextSize::title, .tone = Tone::accent});
    icon_button(CommandId::fold_filters);
    if (std::exchange(kept_.focus, false)) ui_.focus_next_field();
    kept_.search = state_.view.filter.text;  // undo and the chips change it, too
    if (ui_.text_field("search", kept_.search, say(Word::search_text), Icon::search))
      ask(action::SetText{kept_.search});
    if (ui_.submitted()) requests_.next_hit = true;
    draw_hits(searched);
    if (ui_.icon_button("search-help", Icon::info, say(Word::search_help))) ui_.open_popup("search-help");
    icon_button(CommandId::undo);
    icon_button(CommandId::redo);
    draw_look(roomy);
    draw_pictures(roomy);
    draw_menu();
    icon_button(CommandId::fold_timeline);
    icon_button(CommandId::fold_articles);
    ui_.end_row();
    draw_search_help();
    ui_.end_panel();
  }

 private:
  static constexpr float kMenuWidth = 300;   // points
  static constexpr float kRoomyFrom = 1000;  // a narrower bar leaves some buttons to the menu

  void draw_look(bool roomy) {
    if (!roomy) {
      for (int i = 0; i < 3; ++i)
        ui_.skip_cell();
      return;
    }
    icon_button(CommandId::theme, state_.theme == Theme::dark ? Icon::sun : Icon::moon);
    if (ui_.button("language", say(Word::language), Icon::language, ButtonStyle::quiet))
      kharita::app::command(CommandId::language).run(situation(state_, status_), requests_);
    icon_button(CommandId::zoom_all);
  }

  void draw_pictures(bool roomy) {
    if (roomy) {
      button(CommandId::save_picture, ButtonStyle::primary);
      icon_button(CommandId::save_picture_as);
    } else {
      icon_button(CommandId::save_picture);
      ui_.skip_cell();
    }
  }

  // All commands by their groups, of which one is open.
  void draw_menu() {
    icon_button(CommandId::menu);
    if (std::exchange(kept_.menu, false)) ui_.open_popup("menu");
    if (!ui_.begin_popup("menu", kMenuWidth)) return;
    for (std::size_t i = 0; i < static_cast<std::size_t>(CommandGroup::count_); ++i) {
      const auto group = static_cast<CommandGroup>(i);
      bool open = kept_.menu_group == group;
      ui_.push_id(i);
      if (ui_.section("group", say(word_of(group)), open)) {
        kept_.menu_group = group;
        draw_group(group);
      } else if (kept_.menu_group == group) {
        kept_.menu_group.reset();
      }
      ui_.pop_id();
    }
    ui_.end_popup();
  }

  void draw_group(CommandGroup group) {
    for (const Command& does : commands()) {
      if (does.group == group && does.id != CommandId::menu) menu_item(does.id);
    }
  }

  // How often what is searched for stands in the articles listed, and the ways through it.
  void draw_hits(bool searched) {
    if (!searched) {
      for (int i = 0; i < 3; ++i)
        ui_.skip_cell();
      return;
    }
    const auto& count = views_.articles.hit_count;
    ui_.text(fmt::format("{}: {}", say(Word::hits), count ? number(*count) : "…"),
             {.size = TextSize::small, .tone = Tone::muted, .centered = true});
    icon_button(CommandId::previous_hit);
    icon_button(CommandId::next_hit);
  }

  void draw_search_help() {
    if (!ui_.begin_popup("search-help", 360)) return;
    const bool english = state_.language == Language::english;
    ui_.heading(say(Word::search_help));
    const auto line = [&](std::string_view example, Word meaning) {
      ui_.begin_row({share(2), share(3)});
      ui_.text(example, {.tone = Tone::accent});
      ui_.text(say(meaning), {.size = TextSize::small, .tone = Tone::muted});
      ui_.end_row();
    };
    line(english ? "dam marib" : "سد مأرب", Word::search_help_words);
    line(english ? "\"marib dam\"" : "\"سد مأرب\"", Word::search_help_phrase);
    line(english ? "marib -dam" : "مأرب -سد", Word::search_help_without);
    line(english ? "marib OR sanaa" : "مأرب OR صنعاء", Word::search_help_either);
    line(english ? "khar" : "خار", Word::search_help_typing);
    ui_.end_popup();
  }

  TopBarState& kept_;
};

}  // namespace

void draw_top_bar(const Context& context, TopBarState& kept, const Box& box) {
  TopBar(context, kept).draw(box);
}

}  // namespace kharita::app::ui
