#include "app/ui/panels/edges.h"

#include <array>
#include <tuple>

namespace kharita::app::ui {
namespace {

LayoutState as_usual(LayoutState state, Edge edge) {
  if (edge == Edge::filters) state.filters_width = LayoutState{}.filters_width;
  if (edge == Edge::articles) state.articles_width = LayoutState{}.articles_width;
  if (edge == Edge::reader) state.reader_width = LayoutState{}.reader_width;
  if (edge == Edge::timeline) state.timeline_height = LayoutState{}.timeline_height;
  return state;
}

}  // namespace

void draw_edges(const Context& context, const Layout& layout) {
  Ui& ui = context.ui;
  const LayoutState& state = context.state.layout;
  const std::array<std::tuple<Edge, Box, const char*>, 4> edges{
      std::tuple{Edge::filters, layout.filters_edge, "filters-edge"},
      std::tuple{Edge::articles, layout.articles_edge, "articles-edge"},
      std::tuple{Edge::reader, layout.reader_edge, "reader-edge"},
      std::tuple{Edge::timeline, layout.timeline_edge, "timeline-edge"}};
  for (const auto& [edge, box, id] : edges) {
    bool reset = false;
    const float by = ui.splitter(id, box, edge != Edge::timeline, reset);
    if (reset) {
      context.requests.actions.emplace_back(action::SetLayout{as_usual(state, edge)});
    } else if (by != 0) {
      context.requests.actions.emplace_back(
          action::SetLayout{dragged(layout, state, edge, by, ui.scale(), ui.right_to_left())});
    }
  }
}

}  // namespace kharita::app::ui
