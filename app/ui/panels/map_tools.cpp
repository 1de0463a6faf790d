#include "app/ui/panels/map_tools.h"

#include <array>
#include <cmath>
#include <type_traits>
#include <utility>

namespace kharita::app::ui {
namespace {

constexpr float kViewsWidth = 300;  // points
constexpr float kStyleOptionsWidth = 250;

class MapTools : Panel {
 public:
  MapTools(const Context& context, MapToolsState& kept) : Panel(context), kept_(kept) {}

  void draw_controls(const Box& map) {
    const float margin = ui_.px(kOverlayMargin);
    const float width = ui_.px(metric::kControlHeight) + 2 * ui_.px(metric::kPadding);
    const float x = ui_.right_to_left() ? map.x + margin : map.x + map.width - margin - width;
    const std::size_t controls = 7;
    if (map.width < 4 * width || map.height < stack_height(controls) + 2 * margin) return;
    begin_overlay("zoom", {x, map.y + margin, width, stack_height(controls)});
    icon_button(CommandId::find_place);
    icon_button(CommandId::zoom_in);
    icon_button(CommandId::zoom_out);
    icon_button(CommandId::globe, status_.is_globe ? Icon::flat_map : Icon::globe);
    icon_button(CommandId::rectangle);
    icon_button(CommandId::lasso);
    draw_saved_views();
    ui_.end_panel();
  }

  // How the mentions are drawn, at the other side: a button a style, and its options.
  void draw_style_chooser(const Box& map) {
    constexpr std::array kStyles{CommandId::style_points, CommandId::style_clusters, CommandId::style_areas,
                                 CommandId::style_heat, CommandId::style_arcs};
    const float margin = ui_.px(kOverlayMargin);
    const float width = ui_.px(metric::kControlHeight) + 2 * ui_.px(metric::kPadding);
    const float height = stack_height(kStyles.size() + 1);
    const float x = ui_.right_to_left() ? map.x + map.width - margin - width : map.x + margin;
    if (map.width < 4 * width || map.height < height + 2 * margin) return;
    begin_overlay("style", {x, map.y + margin, width, height});
    for (const CommandId style : kStyles)
      icon_button(style);
    if (ui_.icon_button("options", Icon::options, say(Word::style_options))) ui_.open_popup("style-options");
    draw_style_options();
    ui_.end_panel();
  }

 private:
  void draw_saved_views() {
    if (ui_.icon_button("views", Icon::bookmark, say(Word::saved_views))) {
      ui_.open_popup("views");
      ui_.focus_next_field();
    }
    if (!ui_.begin_popup("views", kViewsWidth)) return;
    ui_.text(say(Word::saved_views), {.size = TextSize::strong});
    ui_.begin_row({share(1), points(ui_.button_width_points(say(Word::save_view)))});
    ui_.text_field("name", kept_.view_name, say(Word::view_name));
    const bool entered = ui_.submitted();
    if (ui_.button("save", say(Word::save_view), Icon::none, ButtonStyle::primary) || entered)
      requests_.save_view = std::exchange(kept_.view_name, {});
    ui_.end_row();
    for (std::size_t i = 0; i < status_.views.size(); ++i) {
      ui_.push_id(i);
      ui_.begin_row({share(1), points(metric::kControlHeight)});
      if (ui_.button("open", status_.views[i].name, Icon::none, ButtonStyle::quiet)) {
        requests_.open_view = i;
        ui_.close_popup();
      }
      if (ui_.icon_button("delete", Icon::trash, say(Word::delete_view))) requests_.delete_view = i;
      ui_.end_row();
      ui_.pop_id();
    }
    ui_.end_popup();
  }

  void draw_style_options() {
    if (!ui_.begin_popup("style-options", kStyleOptionsWidth)) return;
    StyleOptions next = state_.style;
    const auto choose = [&](std::string_view id, Word first, Word second, auto& value) {
      using Value = std::remove_reference_t<decltype(value)>;
      const std::array<std::string_view, 2> words{say(first), say(second)};
      auto chosen = static_cast<std::size_t>(value);
      if (ui_.segmented(id, words, chosen)) value = static_cast<Value>(chosen);
    };
    choose("measure", Word::mentions, Word::articles, next.measure);
    if (next.style == MapStyle::areas) {
      choose("level", Word::countries, Word::provinces, next.area_level);
      choose("classes", Word::quantiles_short, Word::natural_breaks, next.classing);
      ui_.toggle("share", say(Word::share_of_all), next.share);
    }
    if (next.style == MapStyle::heat) {
      choose_number("radius", Word::heat_radius, StyleOptions::kLeastRadius, StyleOptions::kMostRadius,
                    next.heat_radius);
      ui_.toggle("heat-areas", say(Word::heat_areas), next.heat_areas);
    }
    if (next.style == MapStyle::arcs)
      choose_number("arcs", Word::most_links, StyleOptions::kLeastArcs, StyleOptions::kMostArcs, next.arcs);
    ui_.toggle("both-names", say(Word::both_names), next.both_names);
    ui_.end_popup();
    if (next != state_.style) ask(action::SetStyle{next});
  }

  // The slider's steps are finer where the number is small.
  void choose_number(std::string_view id, Word label, std::uint16_t least, std::uint16_t most,
                     std::uint16_t& value) {
    const double span = std::log(static_cast<double>(most) / least);
    auto at = static_cast<float>(std::log(static_cast<double>(value) / least) / span);
    if (!ui_.slider(id, say(label), number(value), at)) return;
    value = static_cast<std::uint16_t>(std::lround(least * std::exp(span * static_cast<double>(at))));
  }

  MapToolsState& kept_;
};

}  // namespace

void draw_map_tools(const Context& context, MapToolsState& kept, const Box& map) {
  MapTools tools(context, kept);
  tools.draw_controls(map);
  tools.draw_style_chooser(map);
}

}  // namespace kharita::app::ui
