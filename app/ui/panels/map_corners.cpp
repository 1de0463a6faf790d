#include "app/ui/panels/map_corners.h"

#include <algorithm>

namespace kharita::app::ui {
namespace {

constexpr float kCreditsWidth = 360;  // points, of the credits that are open

class MapCorners : Panel {
 public:
  explicit MapCorners(const Context& context) : Panel(context) {}

  void draw(const Box& map) {
    if (status_.legend.width > 0) draw_legend(map, status_.legend);
    if (status_.credits.width > 0) draw_credits(status_.credits);
  }

 private:
  void draw_legend(const Box& map, const Box& box) {
    const bool folded = state_.layout.legend_folded;
    ui_.begin_handle("legend", box);
    const Grab grab = ui_.grab("legend", folded ? Icon::chevron_end : Icon::chevron_down);
    const Command& fold = command(CommandId::fold_legend);
    ui_.tooltip(tip_of(fold, situation(state_, status_)));
    ui_.end_handle();
    if (grab.clicked) fold.run(situation(state_, status_), requests_);
    if (grab.dx != 0 || grab.dy != 0) move_legend(map, box, grab);
  }

  void move_legend(const Box& map, const Box& box, const Grab& grab) {
    const float room_x = std::max(1.0f, map.width - box.width);
    const float room_y = std::max(1.0f, map.height - box.height);
    const float left = box.x + grab.dx - map.x;
    LayoutState next = state_.layout;
    next.legend_moved = true;
    next.legend_along = (ui_.right_to_left() ? room_x - left : left) / room_x;
    next.legend_down = (box.y + grab.dy - map.y) / room_y;
    ask(action::SetLayout{next});
  }

  void draw_credits(const Box& box) {
    ui_.begin_handle("credits", box);
    const Grab grab = ui_.grab("credits", Icon::none);
    ui_.tooltip(say(Word::data_sources));
    if (grab.clicked) ui_.open_popup("all-credits");
    if (ui_.begin_popup("all-credits", kCreditsWidth)) {
      ui_.text(say(Word::data_sources), {.size = TextSize::strong});
      draw_sources(state_.gazetteer.credits());
      ui_.end_popup();
    }
    ui_.end_handle();
  }

  // A line a source.
  void draw_sources(std::string_view credits) {
    while (!credits.empty()) {
      const std::size_t end = std::min(credits.find(';'), credits.size());
      const std::size_t from = std::min(credits.find_first_not_of(' '), end);
      ui_.text(credits.substr(from, end - from),
               {.size = TextSize::small, .tone = Tone::muted, .flow = Flow::content, .max_lines = 0});
      credits.remove_prefix(std::min(end + 1, credits.size()));
    }
  }
};

}  // namespace

void draw_map_corners(const Context& context, const Box& map) {
  MapCorners(context).draw(map);
}

}  // namespace kharita::app::ui
