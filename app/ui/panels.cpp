#include "app/ui/panels.h"

#include "app/ui/panels/articles.h"
#include "app/ui/panels/context_menu.h"
#include "app/ui/panels/edges.h"
#include "app/ui/panels/hover_card.h"
#include "app/ui/panels/map_corners.h"
#include "app/ui/panels/messages.h"

namespace kharita::app::ui {

Drawn draw_panels(Ui& ui, const Layout& layout, const AppState& state, const ViewCache& views,
                  const Status& status, PanelState& panel) {
  Drawn drawn;
  geo::PlaceId pointed;
  const Context context{
      ui, state, views, status, drawn.requests, drawn.over_map, pointed, &panel.menu_target};
  draw_top_bar(context, panel.top_bar, layout.top);
  if (layout.filters.width > 0) draw_filters(context, panel.filters, layout.filters);
  if (layout.articles.width > 0)
    draw_articles(context, panel.reader, panel.find, layout.articles, layout.reader);
  if (layout.timeline.height > 0) draw_timeline(context, panel.timeline, layout.timeline);
  draw_edges(context, layout);
  ui.outline(status.outline, layout.map);
  draw_map_corners(context, layout.map);
  draw_map_tools(context, panel.map_tools, layout.map);
  draw_find(context, panel.find, layout.map);
  draw_hover_card(context);
  draw_messages(context, layout.map);
  draw_export_dialog(context, panel.export_dialog);
  draw_data_dialog(context, panel.data_dialog);
  draw_open_dialog(context, panel.open_dialog);
  draw_palette(context, panel.palette);
  draw_help(context, panel.help);
  draw_context_menu(context, layout.map);
  draw_closing(context, panel.closing);
  if (pointed != state.pointed) drawn.requests.actions.emplace_back(action::Point{pointed});
  return drawn;
}

}  // namespace kharita::app::ui
