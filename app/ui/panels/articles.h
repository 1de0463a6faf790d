// The list of articles.
#pragma once

#include "app/ui/panels/context.h"
#include "app/ui/panels/find.h"
#include "app/ui/panels/reader.h"

namespace kharita::app::ui {

// The list of articles, and below it the open one; beside it where `beside` is no empty box.
void draw_articles(const Context& context, ReaderPanelState& reader, FindState& find, const Box& box,
                   const Box& beside);

}  // namespace kharita::app::ui
