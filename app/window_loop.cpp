#include "app/window_loop.h"

#include <glad/gl.h>
// glad stands before GLFW, which else brings the system's OpenGL header.
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/output.h"
#include "app/desk/desk.h"
#include "app/typeset/text_engine.h"
#include "app/ui/key_queue.h"
#include "app/ui/panels.h"
#include "app/ui/widgets.h"
#include "app/window_keys.h"
#include "app/window_session.h"

namespace kharita::app {
namespace {

namespace fs = std::filesystem;
using map::PixelPos;

constexpr double kCaretSeconds = 0.25;    // between two frames while a caret blinks
constexpr double kSettleSeconds = 2;      // after input, for tooltips to come
constexpr double kProgressSeconds = 0.1;  // between two frames that show how far a job is
constexpr double kPlaybackFrameSeconds = 1.0 / 60;
constexpr double kTakeSeconds = 0.006;        // of a frame, for articles that came in
constexpr double kTakeAloneSeconds = 0.1;     // the same while the user does nothing
constexpr double kActiveSeconds = 0.5;        // after which the user is thought to do nothing
constexpr double kExportSliceSeconds = 0.05;  // of a frame, for the picture that is being saved
constexpr int kFramesAfterInput = 3;          // ImGui settles hover and focus over a few frames

bool file_exists(const fs::path& file) {
  std::error_code unknown;
  return fs::is_regular_file(file, unknown);
}

bool folder_exists(const fs::path& folder) {
  std::error_code unknown;
  return fs::is_directory(folder, unknown);
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return value != nullptr ? value : "";
}

// GLFW's window, ImGui's frame and the loop; all else is the desk's. Callbacks from GLFW come through `of`.
class Window {
 public:
  Window(GLFWwindow* window, Desk& desk, typeset::TextEngine& text, const Opening& opening)
      : window_(window), desk_(desk), ui_(text) {
    resize();
    desk_.open(opening, glfwGetTime());
    ui_.record_widgets(!widgets_file_.empty());
    install_callbacks();
  }

  void run() {
    while (!may_close()) {
      wait_for_events();
      advance();
      if (!hidden()) draw_frame();
    }
    desk_.keep_settings(glfwGetTime());
  }

 private:
  static Window& of(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }

  // ImGui's backend is told of what happened from here: of keys when their frame comes.
  void install_callbacks() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
      of(w).on_key(key, scancode, action, mods);
    });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned letter) { of(w).on_letter(letter); });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double dx, double dy) {
      of(w).on_mouse({.kind = MouseEvent::Kind::scroll, .notches = dy});
      ImGui_ImplGlfw_ScrollCallback(w, dx, dy);
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int mods) {
      of(w).on_mouse_button(button, action, mods);
      ImGui_ImplGlfw_MouseButtonCallback(w, button, action, mods);
    });
    glfwSetCursorPosCallback(
        window_, [](GLFWwindow* w, double, double) { of(w).on_mouse({.kind = MouseEvent::Kind::move}); });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
      of(w).on_cursor_enter(entered == GLFW_TRUE);
      ImGui_ImplGlfw_CursorEnterCallback(w, entered);
    });
    glfwSetWindowFocusCallback(window_, ImGui_ImplGlfw_WindowFocusCallback);
    glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
      Requests requests;
      requests.open_paths.assign(paths, paths + count);
      of(w).carry_out(std::move(requests));
      of(w).wake();
    });
    glfwSetWindowIconifyCallback(window_, [](GLFWwindow* w, int) { of(w).wake(); });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { of(w).wake(); });
    glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { of(w).wake(); });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { of(w).wake(); });
  }

  void wake() { frames_to_draw_ = kFramesAfterInput; }
  void on_input() {
    wake();
    input_at_s_ = glfwGetTime();
  }

  // What is not kept is asked about first. What is being kept is waited for, unless it failed.
  bool may_close() {
    if (keeping_) {
      if (!desk_.unsaved()) return true;
      keeping_ = desk_.library.running().has_value() || desk_.intake.waiting();
    }
    if (glfwWindowShouldClose(window_) == GLFW_FALSE) return false;
    if (discarded_ || !desk_.unsaved()) return true;
    glfwSetWindowShouldClose(window_, GLFW_FALSE);
    panel_.closing.open = true;
    wake();
    return false;
  }

  // How long a window where nothing moves may sleep; none: until something happens.
  [[nodiscard]] std::optional<double> sleep_seconds() const {
    if (desk_.intake.job() || keeping_) return kProgressSeconds;
    const double now_s = glfwGetTime();
    if (now_s - input_at_s_ < kSettleSeconds || ui_.wants_letters()) return kCaretSeconds;
    const Notice* notice = desk_.notices.first();
    if (notice == nullptr || notice->is_error) return std::nullopt;
    return std::max(kCaretSeconds, notice->since_s + Notices::kSeconds - now_s);
  }

  void wait_for_events() {
    if (frames_to_draw_ > 0 || desk_.place.moving() || desk_.intake.waiting()) {
      glfwPollEvents();
      frames_to_draw_ = std::max(0, frames_to_draw_ - 1);
    } else if (desk_.playback.playing()) {
      glfwWaitEventsTimeout(kPlaybackFrameSeconds);
    } else if (const auto seconds = sleep_seconds()) {
      glfwWaitEventsTimeout(*seconds);
    } else {
      glfwWaitEvents();
    }
  }

  // As many articles as fit into a frame are taken up, and more while the user does nothing.
  void advance() {
    const double begun_s = glfwGetTime();
    const auto may_load = [&] {
      const double now = glfwGetTime();
      if (now - begun_s < kTakeSeconds) return true;
      glfwPollEvents();
      const bool is_alone = !desk_.place.moving() && now - input_at_s_ > kActiveSeconds;
      return is_alone && now - begun_s < kTakeAloneSeconds;
    };
    std::optional<double> drawing_since_s;
    const auto may_draw = [&] {
      if (!drawing_since_s) drawing_since_s = glfwGetTime();
      return glfwGetTime() - *drawing_since_s < kExportSliceSeconds;
    };
    desk_.advance(begun_s, may_load, may_draw);
    if (desk_.take_export_end()) panel_.export_dialog.open = false;
  }

  // A window that is not seen draws nothing; what comes in is taken up all the same.
  [[nodiscard]] bool hidden() const { return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_TRUE; }

  void resize() {
    glfwGetFramebufferSize(window_, &framebuffer_.width, &framebuffer_.height);
    int window_width = 0;
    int window_height = 0;
    glfwGetWindowSize(window_, &window_width, &window_height);
    float content_scale = 1;
    glfwGetWindowContentScale(window_, &content_scale, nullptr);
    scale_ = std::clamp(content_scale, 0.75f, 4.0f);
    pixel_ratio_ = window_width > 0 ? static_cast<double>(framebuffer_.width) / window_width : 1.0;
    ui_scale_ = scale_ * static_cast<float>(desk_.state.layout.text_percent) / 100;
    layout_ = ui::lay_out(static_cast<float>(framebuffer_.width), static_cast<float>(framebuffer_.height),
                          ui_scale_, is_rtl(desk_.state.language), desk_.state.layout);
    desk_.place.resize({static_cast<int>(layout_.map.width), static_cast<int>(layout_.map.height)}, scale_);
  }

  // The window bears the open article's title, as a reader's does.
  void name_window() {
    if (desk_.state.view.selection.article == named_article_) return;
    named_article_ = desk_.state.view.selection.article;
    const std::string title = named_article_ ? fmt::format("{} — Kharita", desk_.views.reader.title)
                                             : std::string("Kharita · خريطة");
    glfwSetWindowTitle(window_, title.c_str());
  }

  void draw_frame() {
    resize();
    desk_.refresh(glfwGetTime);
    desk_.views.search_facets(desk_.state, panel_.filters.searches);
    if (panel_.find.open) desk_.find(panel_.find.typed);
    name_window();
    take_keys();
    begin_imgui_frame();
    if (desk_.pointer.take(cursor_on_map(), ImGui::GetIO().WantCaptureMouse, desk_.drawn_revision())) wake();
    Requests requests = draw_ui();
    ImGui::Render();
    draw_map();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(window_);
    if (glfwGetWindowAttrib(window_, GLFW_VISIBLE) == GLFW_FALSE) glfwShowWindow(window_);
    log_first_frame();
    carry_out(std::move(requests));
    if (desk_.take_stir()) wake();
    tell_widgets();
  }

  // For tests and the guide's pictures, which press widgets by their names: a line each, with left, top,
  // width and height. The file is there whole.
  void tell_widgets() {
    if (widgets_file_.empty()) return;
    std::string lines;
    const auto add = [&](std::string_view name, const ui::Box& box) {
      lines += fmt::format("{:.0f} {:.0f} {:.0f} {:.0f} {}\n", box.x, box.y, box.width, box.height, name);
    };
    add("map", layout_.map);
    for (const ui::NamedBox& widget : ui_.widgets())
      add(widget.name, widget.box);
    if (lines == widgets_told_) return;
    widgets_told_ = std::move(lines);
    const fs::path part = widgets_file_.string() + ".part";
    std::ofstream(part) << widgets_told_;
    std::error_code ignored;
    fs::rename(part, widgets_file_, ignored);
  }

  void carry_out(Requests requests) {
    if (requests.open_export) open_export();
    if (requests.open_export_data) open_export_data();
    if (requests.open_files || requests.open_folder) {
      using What = FileChooser::What;
      open(panel_.open_dialog, requests.open_folder ? What::folder : What::files, desk_.last_folder());
    }
    if (requests.find_place) toggle(panel_.find);
    if (requests.copy_text) glfwSetClipboardString(window_, requests.copy_text->c_str());
    if (requests.search_texts) panel_.top_bar.focus = true;
    if (requests.open_menu) panel_.top_bar.menu = true;
    if (requests.open_palette) open(panel_.palette);
    if (requests.open_help) panel_.help.open = !panel_.help.open;
    keeping_ |= requests.keep_and_quit;
    requests.keep |= requests.keep_and_quit;
    discarded_ |= requests.discard_and_quit;
    if (requests.quit || discarded_) glfwSetWindowShouldClose(window_, GLFW_TRUE);
    desk_.carry_out(std::move(requests), glfwGetTime());
  }

  // For bench/run.sh: says when all that was to be loaded is on the screen.
  void log_first_frame() {
    if (!log_first_frame_ || desk_.state.corpus.articles.empty() || desk_.state.incomplete) return;
    glFinish();
    cli::complain("first whole frame");
    log_first_frame_ = false;
  }

  // ImGui is run in framebuffer pixels, so that one unit holds from the panels to the map.
  void begin_imgui_frame() {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(framebuffer_.width), static_cast<float>(framebuffer_.height)};
    io.DisplayFramebufferScale = {1, 1};
    io.MousePos.x *= static_cast<float>(pixel_ratio_);
    io.MousePos.y *= static_cast<float>(pixel_ratio_);
    if (!cursor_inside_) io.MousePos = {-FLT_MAX, -FLT_MAX};
    ImGui::NewFrame();
  }

  // By the clock on the wall.
  [[nodiscard]] static Date today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    if (localtime_r(&now, &local) == nullptr)
      return Date(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    return std::chrono::year(local.tm_year + 1900) / (local.tm_mon + 1) / local.tm_mday;
  }

  [[nodiscard]] ui::Status status() const {
    const map::Camera& camera = desk_.place.camera();
    const map::PanelRects panels = desk_.map_view.panel_rects();
    return {
        desk_.intake.job(),
        desk_.library.temporary(),
        glfwGetTime(),
        desk_.pointer.hand().tool(),
        outline_,
        desk_.finder.ready(),
        desk_.keeper.settings.views,
        desk_.keeper.settings.recent,
        desk_.pointer.card(),
        camera.projection() == map::Projection::globe,
        desk_.pictures.share(),
        {camera.viewport().width, camera.viewport().height},
        panel_.export_dialog.open &&
            file_exists(fs::path(panel_.export_dialog.folder) / panel_.export_dialog.name),
        panel_.export_dialog.open && folder_exists(panel_.export_dialog.folder),
        panel_.data_dialog.open && file_exists(fs::path(panel_.data_dialog.folder) / panel_.data_dialog.name),
        panel_.data_dialog.open && folder_exists(panel_.data_dialog.folder),
        desk_.notices.first(),
        panel_.find.open,
        today(),
        desk_.playback.playing(),
        desk_.playback.options(),
        desk_.views.timeline.all ? desk_.playback.interval(*desk_.views.timeline.all) : TimeUnit::day,
        on_window(panels.legend),
        on_window(panels.credits)};
  }

  // What the map has drawn last, in the window's pixels.
  [[nodiscard]] ui::Box on_window(const std::optional<map::PixelRect>& rect) const {
    if (!rect || layout_.map.width < 1) return {};
    return {layout_.map.x + static_cast<float>(rect->x), layout_.map.y + static_cast<float>(rect->y),
            static_cast<float>(rect->width), static_cast<float>(rect->height)};
  }

  Requests draw_ui() {
    ui_.begin_frame({desk_.state.theme, is_rtl(desk_.state.language), ui_scale_});
    outline_.clear();
    for (const PixelPos corner : desk_.pointer.hand().outline()) {
      outline_.push_back(
          {static_cast<float>(corner.x) + layout_.map.x, static_cast<float>(corner.y) + layout_.map.y});
    }
    ui::Drawn drawn = ui::draw_panels(ui_, layout_, desk_.state, desk_.views, status(), panel_);
    ui_.end_frame();
    keep_labels_off(drawn.over_map);
    return std::move(drawn.requests);
  }

  // Of the map's viewport, whole pixels around what lies over it.
  void keep_labels_off(const std::vector<ui::Box>& tools) {
    decorations_.covered.clear();
    for (const ui::Box& box : tools) {
      const int left = static_cast<int>(std::floor(box.x - layout_.map.x));
      const int top = static_cast<int>(std::floor(box.y - layout_.map.y));
      decorations_.covered.push_back({left, top,
                                      static_cast<int>(std::ceil(box.x + box.width - layout_.map.x)) - left,
                                      static_cast<int>(std::ceil(box.y + box.height - layout_.map.y)) - top});
    }
  }

  void draw_map() {
    glViewport(0, 0, framebuffer_.width, framebuffer_.height);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    const ui::Box& area = layout_.map;
    if (area.width < 1 || area.height < 1) return;
    const map::Camera& camera = desk_.place.camera();
    const int bottom = framebuffer_.height - static_cast<int>(area.y) - camera.viewport().height;
    const LayoutState& layout = desk_.state.layout;
    decorations_.window = map::WindowPanels{
        layout.legend_folded,
        layout.legend_moved ? std::optional(map::WindowPanels::Spot{layout.legend_along, layout.legend_down})
                            : std::nullopt};
    const bool settled = desk_.map_view.draw(desk_.views.scene, camera, decorations_, scale_,
                                             static_cast<int>(area.x), bottom);
    desk_.drawn();
    if (!settled) wake();
    glViewport(0, 0, framebuffer_.width, framebuffer_.height);
  }

  void open_export() {
    ui::ExportState& dialog = panel_.export_dialog;
    if (dialog.open) return;
    dialog.open = dialog.fresh = true;
    dialog.folder = desk_.folders.pictures.string();
    dialog.name = with_ending(desk_.next_picture_name(), desk_.state.picture.format);
    dialog.width.clear();
    dialog.height.clear();
    wake();
  }

  void open_export_data() {
    ui::DataState& dialog = panel_.data_dialog;
    if (dialog.open) return;
    dialog.open = true;
    if (dialog.folder.empty()) dialog.folder = desk_.last_folder().string();
    dialog.name = with_ending(desk_.next_data_name(), dialog.wanted.format);
    wake();
  }

  [[nodiscard]] PixelPos cursor_on_map() const {
    if (!cursor_inside_) return {-1, -1};
    double x = 0;
    double y = 0;
    glfwGetCursorPos(window_, &x, &y);
    return {x * pixel_ratio_ - layout_.map.x, y * pixel_ratio_ - layout_.map.y};
  }

  // What was under a pointer that has left is not under it any more; while something is dragged it comes
  // back.
  void on_cursor_enter(bool entered) {
    cursor_inside_ = entered || glfwGetMouseButton(window_, GLFW_MOUSE_BUTTON_LEFT) == GLFW_PRESS;
    on_mouse({.kind = MouseEvent::Kind::move});
  }
  void on_mouse_button(int button, int action, int mods) {
    if (button != GLFW_MOUSE_BUTTON_LEFT) return on_input();
    on_mouse({.kind = action == GLFW_PRESS ? MouseEvent::Kind::press : MouseEvent::Kind::release,
              .modifiers = {(mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_CONTROL) != 0}});
  }
  void on_mouse(MouseEvent event) {
    on_input();
    event.at = cursor_on_map();
    event.at_s = glfwGetTime();
    desk_.pointer.push(event);
  }

  // What a letter's key does itself it does with Control or Alt; Space does, too, but where it is typed.
  [[nodiscard]] bool types_letter(int key, int mods) const {
    if ((mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) != 0) return false;
    if (key == GLFW_KEY_SPACE) return ui_.wants_letters();
    return (key > GLFW_KEY_SPACE && key <= GLFW_KEY_WORLD_2) ||
           (key >= GLFW_KEY_KP_0 && key < GLFW_KEY_KP_ENTER);
  }

  // Keys, too, wait for their frame.
  void on_key(int key, int scancode, int action, int mods) {
    using Kind = ui::KeyEvent::Kind;
    on_input();
    const Kind kind = action == GLFW_PRESS    ? Kind::press
                      : action == GLFW_REPEAT ? Kind::repeat
                                              : Kind::release;
    keys_.push({.kind = kind,
                .key = key,
                .scancode = scancode,
                .modifiers = mods,
                .steers = !is_modifier(key) && !types_letter(key, mods)});
  }
  void on_letter(unsigned letter) {
    on_input();
    keys_.push({.kind = ui::KeyEvent::Kind::letter, .letter = letter});
  }
  void take_keys() {
    for (const ui::KeyEvent& event : keys_.take_frame()) {
      switch (event.kind) {
        case ui::KeyEvent::Kind::letter:
          ImGui_ImplGlfw_CharCallback(window_, event.letter);
          break;
        case ui::KeyEvent::Kind::release:
          ImGui_ImplGlfw_KeyCallback(window_, event.key, event.scancode, GLFW_RELEASE, event.modifiers);
          break;
        case ui::KeyEvent::Kind::press:
        case ui::KeyEvent::Kind::repeat:
          if (!press_key(event.key, event.modifiers, event.kind == ui::KeyEvent::Kind::repeat))
            ImGui_ImplGlfw_KeyCallback(window_, event.key, event.scancode, GLFW_PRESS, event.modifiers);
          break;
      }
    }
    if (!keys_.empty()) wake();
  }

  // Whether it is no widget's: it was the open article's before all others.
  bool press_key(int key, int mods, bool is_repeat) {
    const KeyChord chord{key_of(key), (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_SHIFT) != 0,
                         (mods & GLFW_MOD_ALT) != 0};
    Situation now = ui::situation(desk_.state, status());
    now.digit = digit_of(chord);
    const KeyboardUse use{ui_.wants_letters(), ui_.wants_keyboard()};
    const Command* does = command_for(chord, is_repeat, use, now);
    if (does == nullptr) return false;
    const bool of_mention = does->reach == KeyReach::mention;
    // A menu's own keys are the same.
    if (of_mention && ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel))
      return false;
    Requests requests;
    does->run(now, requests);
    if (std::exchange(requests.find_place, false)) panel_.find.open = panel_.find.focus = true;
    carry_out(std::move(requests));
    return of_mention;
  }

  GLFWwindow* window_;
  Desk& desk_;
  ui::Ui ui_;
  ui::PanelState panel_;
  ui::KeyQueue keys_;
  map::Decorations decorations_;  // of the screen: a saved picture has no tools to keep off
  ui::Layout layout_;
  std::vector<ui::Point> outline_;  // of what is being drawn on the map
  map::PixelSize framebuffer_;
  double pixel_ratio_ = 1;  // framebuffer pixels a window unit
  float scale_ = 1;         // framebuffer pixels a point
  float ui_scale_ = 1;      // the same of panels, whose size the user chooses
  double input_at_s_ = -kActiveSeconds;
  std::optional<std::uint32_t> named_article_;  // the one in the window's title
  bool cursor_inside_ = true;                   // the window
  bool keeping_ = false;                        // before it closes
  bool discarded_ = false;                      // what is not kept may go
  int frames_to_draw_ = kFramesAfterInput;
  fs::path widgets_file_ = environment("KHARITA_WIDGETS");
  std::string widgets_told_;                                      // what it holds
  bool log_first_frame_ = std::getenv("KHARITA_LOG") != nullptr;  // NOLINT(concurrency-mt-unsafe)
};

}  // namespace

void run_loop(GLFWwindow* window, Desk& desk, typeset::TextEngine& text, const Opening& opening) {
  Window kharita(window, desk, text, opening);
  const ImGuiSession imgui(window);
  kharita.run();
}

}  // namespace kharita::app
