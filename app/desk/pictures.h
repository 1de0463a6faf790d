// Pictures of the map on their way into files: at once, or as the dialog asks. Knows no window.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/desk/programs.h"
#include "app/map/camera.h"
#include "app/map/map_view.h"
#include "app/model/app_state.h"
#include "app/picture/picture_file.h"

namespace kharita::app {

// A picture that was being saved.
struct SavedPicture {
  std::filesystem::path file;
  Result<void> result;
};

// "kharita-2026-11-22-143005-33.6N-73.1E-z6.png": when, and where the map stood.
[[nodiscard]] std::string picture_name(const MapPosition& position);

// Main thread, with the view's OpenGL context current. `wake` is called from another thread when a picture
// has been written.
class Pictures {
 public:
  Pictures(const geo::Gazetteer& gazetteer, map::MapView& view, std::function<void()> wake)
      : gazetteer_(gazetteer), view_(view), wake_(std::move(wake)) {}

  // What the window shows, drawn here and written on a thread of its own. Nothing while one is being written.
  [[nodiscard]] Result<void> save(const MapScene& scene, const map::Camera& camera, double scale,
                                  const std::filesystem::path& file);
  // What the window shows, handed to the tool as a PNG. Nothing while one is being saved or copied.
  [[nodiscard]] Result<void> copy(const MapScene& scene, const map::Camera& camera, double scale,
                                  const ClipboardTool& tool);
  // What the window shows as a PNG.
  [[nodiscard]] Result<std::vector<std::uint8_t>> png(const MapScene& scene, const map::Camera& camera,
                                                      double scale);
  // The same, as large and as the user wants it: where the sides' ratio is another, more of the map.
  [[nodiscard]] Result<void> start(const PictureOptions& wanted, const MapScene& scene,
                                   const map::Camera& camera, double scale,
                                   const std::filesystem::path& file);
  // Draws on while it may; the first call after start() lets a frame go by, which says that it goes on.
  void draw_on(const std::function<bool()>& may_go_on);
  void cancel() { export_.reset(); }
  [[nodiscard]] bool drawing() const noexcept { return export_ != nullptr; }
  [[nodiscard]] std::optional<float> share() const;  // of what is being drawn, within [0, 1]

  // What was saved, or was not, since it was last asked: by save() first.
  [[nodiscard]] std::optional<SavedPicture> take_saved();
  [[nodiscard]] std::optional<SavedPicture> take_exported();
  [[nodiscard]] std::optional<Result<void>> take_copied();

 private:
  const geo::Gazetteer& gazetteer_;
  map::MapView& view_;
  std::function<void()> wake_;
  std::future<SavedPicture> saving_;
  std::future<Result<void>> copying_;
  std::unique_ptr<picture::Export> export_;
  bool export_shown_ = false;  // a frame has been drawn since it began
  std::optional<SavedPicture> exported_;
};

}  // namespace kharita::app
