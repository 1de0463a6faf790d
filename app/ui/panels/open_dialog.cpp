#include "app/ui/panels/open_dialog.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/model/message.h"
#include "app/model/paths.h"

namespace kharita::app::ui {
namespace {

constexpr std::string_view kId = "open";
constexpr float kWidth = 600;  // points
constexpr float kListHeight = 330;
constexpr float kLeastListHeight = 120;
constexpr float kAllButTheList = 270;

// A path runs from left to right, whatever its first letters are.
std::string path_words(const std::filesystem::path& path) {
  return "\u200E" + isolated(path.string());
}

class OpenDialog : Panel {
 public:
  OpenDialog(const Context& context, OpenState& kept) : Panel(context), kept_(kept) {}

  void draw() {
    if (!ui_.begin_dialog(kId, kWidth)) return;
    ui_.text(say(of_folder() ? Word::open_folder : Word::open_files), {.size = TextSize::heading});
    draw_folder();
    draw_field();
    draw_list();
    draw_recent();
    draw_buttons();
    ui_.end_dialog(!kept_.open);
  }

 private:
  [[nodiscard]] bool of_folder() const { return kept_.chooser.what() == FileChooser::What::folder; }

  void draw_folder() {
    ui_.begin_row({points(metric::kControlHeight), points(metric::kControlHeight), share(1)});
    if (ui_.icon_button("up", Icon::chevron_up, say(Word::folder_up), chooser().folder().has_relative_path()))
      go([&] { chooser().go_up(); });
    if (ui_.icon_button("home", Icon::home, say(Word::home_folder)))
      go([&] { chooser().go_to(home_folder()); });
    ui_.text(path_words(chooser().folder()), {.tone = Tone::muted, .flow = Flow::content});
    ui_.end_row();
  }

  void draw_field() {
    if (std::exchange(kept_.focus, false)) ui_.focus_next_field();
    if (ui_.text_field("name", kept_.typed, say(Word::name_or_path), Icon::search)) {
      chooser().type(kept_.typed);
      kept_.typed = chooser().typed();  // without the folder that was gone to
    }
    const bool submitted = ui_.submitted();
    if (ui_.cancelled() || ui_.escape_pressed()) kept_.open = false;
    chooser().move(ui_.arrow_steps());
    if (!submitted) return;
    kept_.focus = true;  // Enter gave the keyboard back
    const auto taken = chooser().enter();
    kept_.typed = chooser().typed();
    if (taken) take(*taken);
  }

  void draw_list() {
    const float room = ui_.screen_height_points() - kAllButTheList;
    const float height = std::clamp(room, kLeastListHeight, kListHeight);
    if (chooser().shown_count() == 0) {
      ui_.begin_scroll("nothing", height);
      ui_.text(why_nothing(), {.tone = Tone::muted, .max_lines = 3});
      ui_.end_scroll();
      return;
    }
    const auto row = [&](std::size_t i) {
      const FolderEntry& entry = chooser().shown(i);
      return ListRow{.title = entry.name,
                     .dimmed = of_folder() && !entry.is_folder,
                     .icon = entry.is_folder ? Icon::folder : Icon::none,
                     .picked = chooser().is_chosen(i)};
    };
    const auto pressed =
        ui_.list("files", chooser().shown_count(), chooser().cursor(), row, 1, height).clicked;
    if (pressed) go([&] { chooser().press(*pressed); });
  }

  [[nodiscard]] std::string why_nothing() const {
    if (!kept_.chooser.error().empty())
      return kharita::app::say({Word::folder_unreadable, {kept_.chooser.error()}}, state_.language);
    return std::string(say(kept_.chooser.typed().empty() ? Word::empty_folder : Word::no_such_file));
  }

  void draw_recent() {
    if (status_.recent.empty()) return;
    std::vector<std::string> words;
    words.reserve(status_.recent.size());
    for (const std::string& path : status_.recent)
      words.push_back(path_words(path));
    std::vector<std::string_view> choices{say(Word::recently_opened)};
    choices.insert(choices.end(), words.begin(), words.end());
    std::size_t chosen = 0;
    if (!ui_.select("recent", choices, chosen) || chosen == 0) return;
    requests_.open_recent = chosen - 1;
    kept_.open = false;
  }

  void draw_buttons() {
    const std::string_view cancel = say(Word::cancel);
    const std::string_view open = say(of_folder() ? Word::open_this_folder : Word::open_chosen);
    const auto taken = chooser().take();
    ui_.begin_row({share(1), points(std::max(90.0f, ui_.button_width_points(cancel))),
                   points(std::max(90.0f, ui_.button_width_points(open)))});
    ui_.text(of_folder()
                 ? std::string()
                 : kharita::app::say({Word::files_chosen, {std::uint64_t{taken.size()}}}, state_.language),
             {.size = TextSize::small, .tone = Tone::muted});
    if (ui_.button("cancel", cancel)) kept_.open = false;
    if (ui_.button("take", open, Icon::none, ButtonStyle::primary, !taken.empty())) take(taken);
    ui_.end_row();
  }

  // Into another folder: what was typed is gone, and typing goes on.
  template <typename Way>
  void go(const Way& way) {
    way();
    kept_.typed = chooser().typed();
    kept_.focus = true;
  }

  void take(const std::vector<std::string>& paths) {
    requests_.open_paths = paths;
    kept_.open = false;
  }

  [[nodiscard]] FileChooser& chooser() { return kept_.chooser; }

  OpenState& kept_;
};

}  // namespace

void open(OpenState& dialog, FileChooser::What what, const std::filesystem::path& folder) {
  if (dialog.open) return;
  dialog = {
      .open = true, .shown = dialog.shown, .focus = true, .chooser = FileChooser(what, folder), .typed = {}};
}

void draw_open_dialog(const Context& context, OpenState& kept) {
  if (kept.open) {
    kept.shown = true;
    OpenDialog(context, kept).draw();
  } else if (std::exchange(kept.shown, false) && context.ui.begin_dialog(kId, kWidth)) {
    context.ui.end_dialog(true);
  }
}

}  // namespace kharita::app::ui
