#include "app/ui/panels/data_dialog.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <utility>

#include "app/model/message.h"

namespace kharita::app::ui {
namespace {

constexpr std::string_view kId = "data";
constexpr float kWidth = 700;  // points
constexpr float kLabel = 128;

class DataDialog : Panel {
 public:
  DataDialog(const Context& context, DataState& kept) : Panel(context), kept_(kept) {}

  void draw() {
    if (!ui_.begin_dialog(kId, kWidth)) return;
    ui_.text(say(Word::export_data_title), {.size = TextSize::heading});
    ui_.text(views_.filters.counts, {.tone = Tone::muted});
    ui_.gap(metric::kSmallGap);
    draw_format();
    draw_content();
    draw_file();
    ui_.gap(metric::kSmallGap);
    draw_buttons();
    if (ui_.escape_pressed()) kept_.open = false;
    ui_.end_dialog(!kept_.open);
  }

 private:
  void begin_line(Word label) {
    ui_.begin_row({points(kLabel), share(1)});
    ui_.text(say(label), {.tone = Tone::muted});
  }

  void draw_format() {
    const std::array<std::string_view, 5> formats{"CSV", "GeoJSON", "GeoPackage", "XLSX",
                                                  say(Word::data_report)};
    begin_line(Word::export_format);
    auto chosen = static_cast<std::size_t>(kept_.wanted.format);
    if (ui_.segmented("format", formats, chosen)) {
      kept_.wanted.format = static_cast<DataFormat>(chosen);
      kept_.wanted = as_format_can(kept_.wanted);
      kept_.name = with_ending(std::move(kept_.name), kept_.wanted.format);
    }
    ui_.end_row();
  }

  void draw_content() {
    if (!holds_tables(kept_.wanted.format)) {
      ui_.text(say(Word::data_report_holds), {.tone = Tone::muted, .max_lines = 2});
      return;
    }
    const std::array<std::string_view, 4> tables{say(Word::mentions), say(Word::articles), say(Word::places),
                                                 say(Word::data_all)};
    begin_line(Word::data_content);
    auto chosen = static_cast<std::size_t>(kept_.wanted.content);
    const std::size_t count = holds_all(kept_.wanted.format) ? 4 : 3;
    if (ui_.segmented("content", std::span(tables).first(count), chosen))
      kept_.wanted.content = static_cast<DataContent>(chosen);
    ui_.end_row();
    const bool articles =
        kept_.wanted.content == DataContent::articles || kept_.wanted.content == DataContent::all;
    if (articles) ui_.checkbox("with-text", say(Word::data_with_text), kept_.wanted.with_text);
  }

  void draw_file() {
    ui_.begin_row({points(kLabel), share(1), points(metric::kControlHeight)});
    ui_.text(say(Word::export_folder), {.tone = Tone::muted});
    ui_.text_field("folder", kept_.folder, say(Word::export_folder));
    if (ui_.icon_button("show-folder", Icon::folder, say(Word::show_folder), status_.data_folder_exists))
      requests_.show_folder = kept_.folder;
    ui_.end_row();
    begin_line(Word::export_file);
    ui_.text_field("file", kept_.name, say(Word::export_file));
    ui_.end_row();
    if (status_.data_exists) ui_.text(say(Word::export_replaces), {.tone = Tone::warning, .max_lines = 2});
  }

  void draw_buttons() {
    const std::string_view save = say(Word::data_export);
    const std::string_view cancel = say(Word::cancel);
    ui_.begin_row({share(1), points(std::max(90.0f, ui_.button_width_points(cancel))),
                   points(std::max(90.0f, ui_.button_width_points(save)))});
    ui_.text("");
    if (ui_.button("cancel", cancel)) kept_.open = false;
    if (ui_.button("export", save, Icon::none, ButtonStyle::primary, !kept_.name.empty())) {
      const std::string name = with_ending(kept_.name, kept_.wanted.format);
      requests_.export_data = {kept_.wanted, (std::filesystem::path(kept_.folder) / name).string()};
      kept_.open = false;
    }
    ui_.end_row();
  }

  DataState& kept_;
};

}  // namespace

void draw_data_dialog(const Context& context, DataState& kept) {
  if (kept.open) {
    kept.shown = true;
    DataDialog(context, kept).draw();
  } else if (std::exchange(kept.shown, false) && context.ui.begin_dialog(kId, kWidth)) {
    context.ui.end_dialog(true);
  }
}

}  // namespace kharita::app::ui
