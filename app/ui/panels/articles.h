// The list of articles.
#pragma once

#include "app/ui/panels/context.h"
#include "app/ui/panels/find.h"
#include "app/ui/panels/reader.h"

namespace kharita::app::ui {

// The list of articles, and below it the open one.
void draw_articles(const Context& context, ReaderPanelState& reader, FindState& find, const Box& box);

}  // namespace kharita::app::ui
