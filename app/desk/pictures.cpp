#include "app/desk/pictures.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <system_error>
#include <utility>

#include "app/map/picture.h"
#include "app/model/settings.h"

namespace kharita::app {
namespace {

namespace fs = std::filesystem;

map::Decorations decorations_of(const PictureOptions& wanted) {
  map::Decorations decorations;
  decorations.title = wanted.title;
  decorations.filters = wanted.filters;
  decorations.legend = wanted.legend;
  decorations.scale_bar = wanted.scale_bar;
  decorations.north_arrow = wanted.north_arrow;
  decorations.credits = wanted.credits;
  decorations.transparent = wanted.transparent;
  return decorations;
}

template <typename Value, typename Work>
Result<void> on_thread(std::future<Value>& future, Work work) {
  try {
    future = std::async(std::launch::async, std::move(work));
  } catch (const std::system_error& error) {
    return fail(ErrorCode::io, "no thread is to be had: {}", error.what());
  }
  return {};
}

// A folder that nobody else may look into, gone with the object.
class OwnFolder {
 public:
  OwnFolder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "kharita-XXXXXX").string();
    if (!error && ::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~OwnFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  [[nodiscard]] const fs::path& path() const noexcept { return path_; }

 private:
  fs::path path_;  // empty: it could not be made
};

Result<void> hand_over(const map::Picture& picture, const picture::PictureText& fields,
                       const ClipboardTool& tool) {
  const OwnFolder folder;
  if (folder.path().empty()) return fail(ErrorCode::io, "there is no folder for temporary files");
  const fs::path file = folder.path() / "map.png";
  if (auto written = picture::write_png(picture, file, fields); !written) return written;
  return run_program(tool.program, tool.arguments, file);
}

template <typename Value>
std::optional<Value> take(std::future<Value>& future) {
  if (!future.valid() || future.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    return std::nullopt;
  return future.get();
}

}  // namespace

std::string picture_name(const MapPosition& position) {
  return fmt::format("kharita-{:%Y-%m-%d-%H%M%S}-{}.png", fmt::localtime(std::time(nullptr)),
                     position_in_name(position));
}

Result<void> Pictures::save(const MapScene& scene, const map::Camera& camera, double scale,
                            const fs::path& file) {
  if (saving_.valid()) return {};
  auto picture = map::render_picture(view_, scene, camera, {}, scale);
  if (!picture) return tl::unexpected(std::move(picture.error()));
  picture::PictureText fields = picture::picture_text(scene, camera, scale, gazetteer_, {});
  return on_thread(saving_, [file, wake = wake_, fields = std::move(fields), picture = std::move(*picture)] {
    auto result = picture::write_png(picture, file, fields);
    wake();
    return SavedPicture{file, std::move(result)};
  });
}

Result<void> Pictures::copy(const MapScene& scene, const map::Camera& camera, double scale,
                            const ClipboardTool& tool) {
  if (copying_.valid()) return {};
  auto picture = map::render_picture(view_, scene, camera, {}, scale);
  if (!picture) return tl::unexpected(std::move(picture.error()));
  picture::PictureText fields = picture::picture_text(scene, camera, scale, gazetteer_, {});
  return on_thread(copying_, [tool, wake = wake_, fields = std::move(fields), picture = std::move(*picture)] {
    auto result = hand_over(picture, fields, tool);
    wake();
    return result;
  });
}

Result<std::vector<std::uint8_t>> Pictures::png(const MapScene& scene, const map::Camera& camera,
                                                double scale) {
  const auto picture = map::render_picture(view_, scene, camera, {}, scale);
  if (!picture) return tl::unexpected(picture.error());
  return picture::encode_png(*picture);
}

Result<void> Pictures::start(const PictureOptions& wanted, const MapScene& scene, const map::Camera& camera,
                             double scale, const fs::path& file) {
  const map::PixelSize window = camera.viewport();
  const PictureSides sides = sides_of(wanted, {window.width, window.height});
  const double larger = std::min(static_cast<double>(sides.width) / window.width,
                                 static_cast<double>(sides.height) / window.height);
  map::Camera there = camera;
  there.set_viewport({sides.width, sides.height});
  there.look_at(camera.center(), camera.zoom() + std::log2(larger));
  const double larger_scale = wanted.scale == 0 ? std::clamp(scale * larger, 0.5, 8.0) : wanted.scale;
  auto fields = picture::picture_text(scene, there, larger_scale, gazetteer_, wanted.title);
  auto started = picture::Export::start(
      view_, {scene, there, decorations_of(wanted), larger_scale, file, std::move(fields)});
  if (!started) return tl::unexpected(std::move(started.error()));
  export_ = std::make_unique<picture::Export>(std::move(*started));
  export_shown_ = false;
  return {};
}

void Pictures::draw_on(const std::function<bool()>& may_go_on) {
  if (export_ == nullptr || !std::exchange(export_shown_, true)) return;
  while (export_ != nullptr && may_go_on()) {
    auto done = export_->step();
    if (done && !*done) continue;
    exported_ = SavedPicture{export_->file(), {}};
    if (!done) exported_->result = tl::unexpected(std::move(done.error()));
    export_.reset();
  }
}

std::optional<float> Pictures::share() const {
  return export_ ? std::optional(static_cast<float>(export_->share())) : std::nullopt;
}

std::optional<SavedPicture> Pictures::take_saved() {
  return take(saving_);
}

std::optional<Result<void>> Pictures::take_copied() {
  return take(copying_);
}

std::optional<SavedPicture> Pictures::take_exported() {
  return std::exchange(exported_, std::nullopt);
}

}  // namespace kharita::app
