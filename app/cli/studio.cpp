#include "app/cli/studio.h"

#include "app/model/paths.h"

namespace kharita::app::cli {

Result<Studio> open_studio(const geo::Gazetteer& gazetteer) {
  auto context = map::OffscreenContext::create();
  if (!context) return tl::unexpected(context.error());
  auto engine = typeset::TextEngine::create();
  if (!engine) return tl::unexpected(engine.error());
  auto words = std::make_unique<typeset::TextEngine>(std::move(*engine));
  auto view = map::MapView::create(gazetteer, *words, share_folder() / "shaders");
  if (!view) return tl::unexpected(view.error());
  return Studio{std::move(*context), std::move(words), std::move(*view)};
}

}  // namespace kharita::app::cli
