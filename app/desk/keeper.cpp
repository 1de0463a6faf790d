#include "app/desk/keeper.h"

#include <utility>
#include <vector>

namespace kharita::app {

Result<void> Keeper::read() {
  auto read = read_settings(file_, gazetteer_);
  if (!read) {
    put_settings_aside(file_);
    return tl::unexpected(std::move(read.error()));
  }
  settings = saved_ = std::move(*read);
  return {};
}

Result<void> Keeper::write() {
  auto kept = save_settings(saved_, settings, file_, gazetteer_);
  if (!kept) return tl::unexpected(std::move(kept.error()));
  settings.views = std::move(kept->views);
  saved_ = settings;
  return {};
}

void Keeper::save_view(SavedView view) {
  std::erase_if(settings.views, [&](const SavedView& v) { return v.name == view.name; });
  settings.views.push_back(std::move(view));
}

void Keeper::delete_view(std::size_t index) {
  if (index < settings.views.size())
    settings.views.erase(settings.views.begin() + static_cast<std::ptrdiff_t>(index));
}

}  // namespace kharita::app
