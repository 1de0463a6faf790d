#include "app/ui/panels/export_dialog.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>
#include <vector>

namespace kharita::app::ui {
namespace {

constexpr std::string_view kId = "export";
constexpr float kWidth = 570;  // points
constexpr float kLabel = 128;

class Dialog : Panel {
 public:
  Dialog(const Context& context, ExportState& kept)
      : Panel(context), kept_(kept), wanted_(context.state.picture) {}

  void draw() {
    if (!ui_.begin_dialog(kId, kWidth)) return;
    const bool drawing = status_.picture_share.has_value();
    ui_.text(say(Word::export_title), {.size = TextSize::heading});
    ui_.gap(metric::kSmallGap);
    draw_format();
    draw_size();
    draw_scale();
    draw_title();
    draw_decorations();
    draw_file();
    ui_.gap(metric::kSmallGap);
    if (drawing) {
      if (ui_.progress("drawing", say(Word::export_drawing), *status_.picture_share, say(Word::cancel)))
        requests_.cancel_picture = true;
    } else {
      draw_buttons();
    }
    if (ui_.escape_pressed()) (drawing ? requests_.cancel_picture : kept_.open) = drawing;
    ui_.end_dialog(!kept_.open);
    if (wanted_ != state_.picture) requests_.actions.emplace_back(action::SetPicture{wanted_});
  }

 private:
  void begin_line(Word label) {
    ui_.begin_row({points(kLabel), share(1)});
    ui_.text(say(label), {.tone = Tone::muted});
  }

  void draw_format() {
    constexpr std::array<std::string_view, 4> kFormats{"PNG", "SVG", "PDF", "GeoTIFF"};
    begin_line(Word::export_format);
    auto chosen = static_cast<std::size_t>(wanted_.format);
    if (ui_.segmented("format", kFormats, chosen)) {
      wanted_.format = static_cast<PictureFormat>(chosen);
      kept_.name = with_ending(std::move(kept_.name), wanted_.format);
    }
    ui_.end_row();
    if (needs_flat_map()) ui_.text(say(Word::export_flat_only), {.tone = Tone::error, .max_lines = 2});
  }

  void draw_size() {
    const PictureSides window = status_.picture_window;
    const std::string as_window = fmt::format("{} ({})", say(Word::export_window),
                                              isolated(fmt::format("{} × {}", window.width, window.height)));
    PictureOptions doubled = wanted_;
    doubled.size = PictureSize::window_twice;
    const PictureSides twice = sides_of(doubled, window);
    const std::string as_twice = fmt::format("{} ({})", say(Word::export_window_twice),
                                             isolated(fmt::format("{} × {}", twice.width, twice.height)));
    const std::array<std::string_view, 5> sizes{as_window, as_twice, "1920 × 1080", "3840 × 2160",
                                                say(Word::export_own_size)};
    begin_line(Word::export_size);
    auto chosen = static_cast<std::size_t>(wanted_.size);
    if (ui_.select("size", sizes, chosen)) wanted_.size = static_cast<PictureSize>(chosen);
    ui_.end_row();
    if (wanted_.size != PictureSize::own) return;
    ui_.begin_row({points(kLabel), share(1), share(1)});
    ui_.text(fmt::format("{} × {}", say(Word::export_width), say(Word::export_height)),
             {.tone = Tone::muted});
    side_field("width", kept_.width, wanted_.own_width);
    side_field("height", kept_.height, wanted_.own_height);
    ui_.end_row();
    if (!size_is_fine()) ui_.text(say(Word::export_size_error), {.tone = Tone::error, .max_lines = 2});
  }

  void side_field(std::string_view id, std::string& typed, int& side) {
    if (typed.empty() && kept_.fresh) typed = std::to_string(side);
    if (ui_.text_field(id, typed, say(Word::export_pixels))) {
      if (const auto parsed = parse_side(typed, kMaxPicturePx)) side = *parsed;
    }
  }
  [[nodiscard]] bool size_is_fine() const {
    if (wanted_.size != PictureSize::own) return true;
    return parse_side(kept_.width, kMaxPicturePx) && parse_side(kept_.height, kMaxPicturePx);
  }

  void draw_scale() {
    const std::array<std::string_view, 5> scales{say(Word::export_as_window), "1", "2", "3", "4"};
    begin_line(Word::export_scale);
    auto chosen = static_cast<std::size_t>(std::clamp(wanted_.scale, 0, 4));
    if (ui_.select("scale", scales, chosen)) wanted_.scale = static_cast<int>(chosen);
    ui_.end_row();
  }

  void draw_title() {
    begin_line(Word::export_picture_title);
    ui_.text_field("title", wanted_.title, say(Word::export_optional));
    ui_.end_row();
  }

  void draw_decorations() {
    const auto pair = [&](std::string_view a_id, Word a, bool& a_on, std::string_view b_id, Word b,
                          bool& b_on) {
      ui_.begin_row({share(1), share(1)});
      ui_.checkbox(a_id, say(a), a_on);
      ui_.checkbox(b_id, say(b), b_on);
      ui_.end_row();
    };
    pair("legend", Word::export_legend, wanted_.legend, "scale-bar", Word::export_scale_bar,
         wanted_.scale_bar);
    pair("north", Word::export_north, wanted_.north_arrow, "filters", Word::export_filters, wanted_.filters);
    pair("credits", Word::export_credits, wanted_.credits, "transparent", Word::export_transparent,
         wanted_.transparent);
  }

  void draw_file() {
    ui_.begin_row({points(kLabel), share(1), points(metric::kControlHeight)});
    ui_.text(say(Word::export_folder), {.tone = Tone::muted});
    ui_.text_field("folder", kept_.folder, say(Word::export_folder));
    if (ui_.icon_button("show-folder", Icon::folder, say(Word::show_folder), status_.picture_folder_exists))
      requests_.show_folder = kept_.folder;
    ui_.end_row();
    begin_line(Word::export_file);
    ui_.text_field("file", kept_.name, say(Word::export_file));
    ui_.end_row();
    if (status_.picture_exists) ui_.text(say(Word::export_replaces), {.tone = Tone::warning, .max_lines = 2});
  }

  void draw_buttons() {
    const std::string_view save = say(Word::export_save);
    const std::string_view cancel = say(Word::cancel);
    const bool can_save = size_is_fine() && !needs_flat_map() && !kept_.name.empty();
    ui_.begin_row({share(1), points(std::max(90.0f, ui_.button_width_points(cancel))),
                   points(std::max(90.0f, ui_.button_width_points(save)))});
    ui_.text("");
    if (ui_.button("cancel", cancel)) kept_.open = false;
    if (ui_.button("save", save, Icon::none, ButtonStyle::primary, can_save))
      requests_.save_picture_as =
          (std::filesystem::path(kept_.folder) / with_ending(kept_.name, wanted_.format)).string();
    ui_.end_row();
  }

  [[nodiscard]] bool needs_flat_map() const {
    return wanted_.format == PictureFormat::geotiff && status_.is_globe;
  }

  ExportState& kept_;
  PictureOptions wanted_;
};

}  // namespace

void draw_export_dialog(const Context& context, ExportState& kept) {
  if (kept.open) {
    kept.shown = true;
    Dialog(context, kept).draw();
    kept.fresh = false;
  } else if (std::exchange(kept.shown, false) && context.ui.begin_dialog(kId, kWidth)) {
    context.ui.end_dialog(true);
  }
}

}  // namespace kharita::app::ui
