#include "app/ui/panels/hover_card.h"

#include <vector>

namespace kharita::app::ui {
namespace {

class HoverCard : Panel {
 public:
  explicit HoverCard(const Context& context) : Panel(context) {}

  void draw() {
    if (!status_.map_card.title.empty() && !ui_.wants_mouse() && status_.outline.empty()) {
      const std::vector<std::string_view> lines(status_.map_card.lines.begin(), status_.map_card.lines.end());
      const ImVec2 mouse = ImGui::GetIO().MousePos;
      ui_.card({mouse.x, mouse.y}, {status_.map_card.title, lines});
      return;
    }
    if (!views_.hovered || ui_.wants_mouse() || !status_.outline.empty()) return;
    const HoverView& view = *views_.hovered;
    std::vector<std::string_view> lines{view.place.subtitle, view.place.counts};
    if (!view.place.own.empty()) lines.emplace_back(view.place.own);
    std::vector<CardItem> newest;
    for (const HoverView::Line& line : view.newest)
      newest.push_back({line.title, line.detail});
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    ui_.card({mouse.x, mouse.y},
             {view.place.title, lines, view.articles, view.first_date, view.last_date, newest});
  }
};

}  // namespace

void draw_hover_card(const Context& context) {
  HoverCard(context).draw();
}

}  // namespace kharita::app::ui
