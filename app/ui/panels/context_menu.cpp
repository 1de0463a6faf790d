#include "app/ui/panels/context_menu.h"

#include <array>
#include <utility>

namespace kharita::app::ui {
namespace {

constexpr std::string_view kId = "context-menu";
constexpr float kWidth = 270;  // points
constexpr std::array kOfArticles{CommandId::zoom_article, CommandId::open_page, CommandId::copy_address,
                                 CommandId::copy_citation, CommandId::close_article};
constexpr std::array kOfMentions{CommandId::open_mention, CommandId::no_place, CommandId::previous_mention,
                                 CommandId::next_mention};
constexpr std::array kOfMap{CommandId::find_place, CommandId::zoom_in,   CommandId::zoom_out,
                            CommandId::zoom_all,   CommandId::globe,     CommandId::rectangle,
                            CommandId::lasso,      CommandId::map_alone, CommandId::save_picture};

class ContextMenu : Panel {
 public:
  explicit ContextMenu(const Context& context) : Panel(context), target_(*context.menu) {}

  void draw(const Box& map) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool on_map = map.contains(mouse.x, mouse.y) && !ui_.wants_mouse();
    if (on_map && ImGui::IsMouseReleased(1)) offer_menu({.of = MenuTarget::Of::map, .value = state_.hovered});
    ui_.begin_handle("menus", {-9, -9, 1, 1});  // popups stand in a window: one that nobody sees
    if (std::exchange(target_.fresh, false)) ui_.open_popup_at_mouse(kId);
    if (ui_.begin_popup(kId, kWidth)) {
      draw_items();
      ui_.end_popup();
    }
    ui_.end_handle();
  }

 private:
  void draw_items() {
    switch (target_.of) {
      case MenuTarget::Of::nothing:
        break;
      case MenuTarget::Of::article:
        return draw_article();
      case MenuTarget::Of::mention:
        return draw_mention();
      case MenuTarget::Of::value:
        return draw_value();
      case MenuTarget::Of::map:
        return draw_map();
    }
  }

  void draw_article() {
    if (target_.article >= state_.corpus.articles.size()) return;
    const std::string source(state_.corpus.articles[target_.article].source);
    if (ui_.menu_item("open", say(Word::open_article))) ask(action::OpenArticle{target_.article});
    if (ui_.menu_item("only", say(Word::only_its_source)))
      ask(action::Choose{FilterPart::source, source, Pick::only});
    if (ui_.menu_item("without", say(Word::without_its_source)))
      ask(action::Choose{FilterPart::source, source, Pick::without});
    if (state_.view.selection.article != target_.article) return;  // commands are the open one's
    ui_.separator();
    for (const CommandId id : kOfArticles)
      menu_item(id);
  }

  // What may be, what must not be, neither.
  void draw_picks(FilterPart part, const PartValue& value) {
    const Pick now = pick_of(state_.view.filter, part, value);
    const auto pick = [&](std::string_view id, Word words, Pick wanted) {
      if (ui_.menu_item(id, say(words), {}, now == wanted ? Icon::check : Icon::none))
        ask(action::Choose{part, value, now == wanted ? Pick::off : wanted});
    };
    pick("only", Word::only_this, Pick::only);
    pick("without", Word::all_but_this, Pick::without);
  }

  void draw_place(geo::PlaceId place) {
    if (ui_.menu_item("show", say(Word::show_on_map))) ask(action::FlyToPlace{place});
    if (ui_.menu_item("list", say(Word::list_articles))) ask(action::SelectPlaces{{place}});
  }

  void draw_value() {
    draw_picks(target_.part, target_.value);
    const auto* place = std::get_if<geo::PlaceId>(&target_.value);
    if (place == nullptr) return;
    ui_.separator();
    draw_place(*place);
  }

  // The place that was clicked on, if there was one, then commands.
  void draw_named_place() {
    const auto* place = std::get_if<geo::PlaceId>(&target_.value);
    if (place == nullptr || !place->valid()) return;
    const bool country = state_.gazetteer.kind(*place) == geo::PlaceKind::country;
    ui_.text(place_name(state_.gazetteer.place(*place), state_.language), {.size = TextSize::strong});
    draw_picks(country ? FilterPart::country : FilterPart::place, *place);
    draw_place(*place);
    ui_.separator();
  }

  void draw_mention() {
    draw_named_place();
    for (const CommandId id : kOfMentions)
      menu_item(id);
  }

  void draw_map() {
    draw_named_place();
    for (const CommandId id : kOfMap)
      menu_item(id);
  }

  MenuTarget& target_;
};

}  // namespace

void draw_context_menu(const Context& context, const Box& map) {
  if (context.menu != nullptr) ContextMenu(context).draw(map);
}

}  // namespace kharita::app::ui
