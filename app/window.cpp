#include "app/window.h"

#include <glad/gl.h>
// glad stands before GLFW, which else brings the system's OpenGL header.
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "app/cli/output.h"
#include "app/cli/paths.h"
#include "app/map/map_controller.h"
#include "app/map/map_hand.h"
#include "app/map/map_view.h"
#include "app/map/picture.h"
#include "app/map/projection_turn.h"
#include "app/model/app_state.h"
#include "app/model/library.h"
#include "app/model/place_search.h"
#include "app/model/scene_builder.h"
#include "app/model/settings.h"
#include "app/model/store_edits.h"
#include "app/model/view_cache.h"
#include "app/model/words.h"
#include "app/picture/picture_file.h"
#include "app/typeset/text_engine.h"
#include "app/ui/key_queue.h"
#include "app/ui/panels.h"
#include "app/ui/widgets.h"

namespace kharita::app {
namespace {

namespace fs = std::filesystem;
using map::Camera;
using map::MapController;
using map::PixelPos;

constexpr int kFirstWidth = 1280;
constexpr int kFirstHeight = 800;
constexpr double kFitMarginPx = 48;
constexpr double kIdleFrameSeconds = 0.25;  // how long a still window sleeps when nothing wakes it
constexpr double kNoticeSeconds = 8;
constexpr double kProgressFrameSeconds = 0.1;  // how long one sleeps that shows how far a job is
constexpr double kTakeSeconds = 0.006;         // of a frame, for articles that came in
constexpr double kTakeAloneSeconds = 0.1;      // the same while the user does nothing
constexpr double kActiveSeconds = 0.5;         // after which the user is thought to do nothing
constexpr double kRebuildSeconds = 0.25;       // between two rebuilds of the views while articles come in
constexpr double kRebuildRest = 3;             // but at least so many times as long as one takes
constexpr double kFirstLatDeg = 28;            // where the map stands before anything is open
constexpr double kFirstLonDeg = 50;
constexpr double kFirstZoom = 3.2;
constexpr double kExportSliceSeconds = 0.05;  // of a frame, for the picture that is being saved
constexpr int kFramesAfterInput = 3;          // ImGui settles hover and focus over a few frames

std::string last_glfw_error() {
  const char* description = nullptr;
  glfwGetError(&description);
  return description != nullptr ? description : "no reason given";
}

// GLFW itself, for as long as the window lives.
class GlfwSession {
 public:
  [[nodiscard]] static Result<std::unique_ptr<GlfwSession>> start() {
    if (glfwInit() == GLFW_FALSE) {
      return fail(ErrorCode::graphics,
                  "no window can be opened here: {}. Without a display, use: kharita render",
                  last_glfw_error());
    }
    return std::unique_ptr<GlfwSession>(new GlfwSession);
  }
  ~GlfwSession() { glfwTerminate(); }
  GlfwSession(const GlfwSession&) = delete;
  GlfwSession& operator=(const GlfwSession&) = delete;

 private:
  GlfwSession() = default;
};

struct DestroyWindow {
  void operator()(GLFWwindow* window) const noexcept { glfwDestroyWindow(window); }
};
using WindowPtr = std::unique_ptr<GLFWwindow, DestroyWindow>;

Result<WindowPtr> open_glfw_window() {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  int width = kFirstWidth;
  int height = kFirstHeight;
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
    int x = 0;
    int y = 0;
    int work_width = 0;
    int work_height = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &work_width, &work_height);
    if (work_width > 0 && work_height > 0) {
      // In the monitor's own pixels: GLFW is not asked to scale them once more.
      float scale = 1;
      glfwGetMonitorContentScale(monitor, &scale, nullptr);
      scale = std::clamp(scale, 1.0f, 4.0f);
      width = std::clamp(work_width, 640, static_cast<int>(2560 * scale));
      height = std::clamp(work_height, 480, static_cast<int>(1440 * scale));
    }
  }
  WindowPtr window(glfwCreateWindow(width, height, "Kharita · خريطة", nullptr, nullptr));
  if (window == nullptr) {
    return fail(ErrorCode::graphics,
                "OpenGL 3.3 is not to be had here: {}. Install a graphics driver (on Debian: "
                "libgl1-mesa-dri), or use: kharita render",
                last_glfw_error());
  }
  glfwMakeContextCurrent(window.get());
  if (gladLoadGL(glfwGetProcAddress) == 0) {
    return fail(ErrorCode::graphics,
                "the OpenGL functions could not be loaded; install a graphics driver (on Debian: "
                "libgl1-mesa-dri)");
  }
  glfwSwapInterval(1);
  return window;
}

// ImGui with its GLFW and OpenGL backends.
class ImGuiSession {
 public:
  explicit ImGuiSession(GLFWwindow* window) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;         // panels stand where the language puts them
    ImGui_ImplGlfw_InitForOpenGL(window, false);  // the window tells it what happened
    ImGui_ImplOpenGL3_Init("#version 330 core");
  }
  ~ImGuiSession() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  ImGuiSession(const ImGuiSession&) = delete;
  ImGuiSession& operator=(const ImGuiSession&) = delete;
};

// "kharita-2026-11-22-143005-33.6N-73.1E-z6.png": when, and where the map stood.
std::string picture_name(const MapPosition& position) {
  return fmt::format("kharita-{:%Y-%m-%d-%H%M%S}-{}.png", fmt::localtime(std::time(nullptr)),
                     position_in_name(position));
}

bool file_exists(const fs::path& file) {
  std::error_code unknown;
  return fs::is_regular_file(file, unknown);
}

struct SavedPicture {
  fs::path file;
  Result<void> result;
};

// Where the library is; its folder is made.
Result<fs::path> user_library() {
  const fs::path folder = cli::user_data_folder();
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return fail(ErrorCode::io,
                "{}: the folder for your library cannot be made: {}. Name another store with --store",
                folder.string(), error.message());
  }
  return folder / "library.gpkg";
}

// What --store says; else, with articles given, none: they stay in memory until the user keeps them; else the
// library.
Result<std::string> store_location(const cli::WindowRequest& request) {
  if (!request.store.empty() || !request.inputs.empty()) return request.store;
  auto library = user_library();
  if (!library) return tl::unexpected(std::move(library.error()));
  return library->string();
}

// What the mouse did, on the map's viewport.
struct MouseEvent {
  enum class Kind : std::uint8_t { press, release, move, scroll } kind = Kind::move;
  map::Modifiers modifiers = {};
  double notches = 0;
  PixelPos at = {};
  double at_s = 0;
};

// Everything of the running window. Callbacks from GLFW come through `window_of`.
class Window {
 public:
  Window(GLFWwindow* window, const geo::Gazetteer& gazetteer, Library& library, typeset::TextEngine& text,
         map::MapView& map_view, const cli::WindowRequest& request)
      : window_(window),
        gazetteer_(gazetteer),
        ui_(text),
        map_view_(map_view),
        state_(gazetteer),
        library_(library) {
    if (auto read = read_settings(cli::settings_file(), gazetteer)) {
      settings_ = saved_ = std::move(*read);
    } else {
      put_settings_aside(cli::settings_file());
      notify(read.error().message, true);
    }
    apply(state_,
          action::SetLanguage{request.language.value_or(settings_.language.value_or(Language::arabic))});
    apply(state_, action::SetTheme{request.theme.value_or(settings_.theme.value_or(Theme::dark))});
    apply(state_, action::SetStyle{settings_.style});
    panel_.filters.countries_open = settings_.countries_open;
    panel_.filters.places_open = settings_.places_open;
    panel_.filters.sources_open = settings_.sources_open;
    // Articles that were named are shown, wherever the map stood before.
    if (!request.inputs.empty()) settings_.map.reset();
    install_callbacks();
  }

  void import(std::vector<fs::path> inputs) {
    if (!inputs.empty()) library_.import(std::move(inputs));
  }

  void run() {
    resize();
    go_to(settings_.map.value_or(
        MapPosition{geo::LatLon::from_degrees(kFirstLatDeg, kFirstLonDeg), kFirstZoom}));
    user_moved_ = settings_.map.has_value();
    while (glfwWindowShouldClose(window_) == GLFW_FALSE) {
      wait_for_events();
      take_library_events();
      take_saved_picture();
      draw_picture_on();
      fly_where_asked();
      moving_ = turn_.advance(camera_, glfwGetTime());
      moving_ = controller_.advance(camera_, glfwGetTime()) || moving_;
      draw_frame();
    }
    keep_settings();
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
    glfwSetCursorEnterCallback(window_, ImGui_ImplGlfw_CursorEnterCallback);
    glfwSetWindowFocusCallback(window_, ImGui_ImplGlfw_WindowFocusCallback);
    glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
      of(w).import({paths, paths + count});
      of(w).wake();
    });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { of(w).wake(); });
    glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { of(w).wake(); });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { of(w).wake(); });
  }

  void wake() { frames_to_draw_ = kFramesAfterInput; }
  void on_input() {
    wake();
    input_at_s_ = glfwGetTime();
  }

  // A window where nothing moves sleeps until something happens.
  void wait_for_events() {
    if (frames_to_draw_ > 0 || moving_ || !events_.empty()) {
      glfwPollEvents();
      frames_to_draw_ = std::max(0, frames_to_draw_ - 1);
    } else {
      glfwWaitEventsTimeout(job_ ? kProgressFrameSeconds : kIdleFrameSeconds);
    }
  }

  // Articles come in by small parts: as many are taken up as fit into a frame, and more while the user does
  // nothing.
  void take_library_events() {
    job_ = library_.running();  // asked first: what it told before it ended is among the events then
    for (LibraryEvent& event : library_.take_events())
      events_.push_back(std::move(event));
    const double begun_s = glfwGetTime();
    const auto may_go_on = [&] {
      const double now = glfwGetTime();
      if (now - begun_s < kTakeSeconds) return true;
      glfwPollEvents();
      const bool is_alone = !moving_ && now - input_at_s_ > kActiveSeconds;
      return is_alone && now - begun_s < kTakeAloneSeconds;
    };
    for (; !events_.empty() && may_go_on(); events_.pop_front(), ++events_taken_)
      std::visit([this](auto& e) { on_library(e); }, events_.front());
    if (!job_ && !events_.empty()) job_ = Library::Job{Library::Job::Kind::load, 0};
    if (job_ && job_->kind == Library::Job::Kind::load) {
      const double all = static_cast<double>(events_taken_ + events_.size());
      job_->share_done = all > 0 ? static_cast<double>(events_taken_) / all : 0;
    }
    if (!job_) events_taken_ = 0;
    apply(state_, action::SetIncomplete{job_ && job_->kind != Library::Job::Kind::other});
  }
  void on_library(library_event::Loaded& e) {
    apply(state_, action::AddArticles{std::move(e.corpus)});
    fit_pending_ = true;
  }
  void on_library(library_event::Imported& e) {
    const Word done = e.report.cancelled ? Word::import_cancelled : Word::import_done;
    notify(fmt::format("{}: {}", word(done, state_.language), number(e.report.added)), false);
    if (e.report.error_count == 0) return;
    std::string text = e.report.errors.empty() ? std::string() : e.report.errors.front().message;
    if (e.report.error_count > 1) {
      text =
          fmt::format("{} ({}: {})", text, word(Word::errors, state_.language), number(e.report.error_count));
    }
    notify(std::move(text), true);
  }
  void on_library(library_event::Kept& e) {
    notify(fmt::format("{} {}", word(Word::kept, state_.language), isolated(e.location)), false);
  }
  void on_library(library_event::Failed& e) { notify(std::move(e.error.message), true); }

  void notify(std::string text, bool is_error) {
    panel_.notices.push_back({std::move(text), is_error, glfwGetTime()});
    wake();
  }

  void resize() {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    int window_width = 0;
    int window_height = 0;
    glfwGetWindowSize(window_, &window_width, &window_height);
    float content_scale = 1;
    glfwGetWindowContentScale(window_, &content_scale, nullptr);
    scale_ = std::clamp(content_scale, 0.75f, 4.0f);
    framebuffer_ = {width, height};
    pixel_ratio_ = window_width > 0 ? static_cast<double>(width) / window_width : 1.0;
    layout_ = ui::lay_out(static_cast<float>(width), static_cast<float>(height), scale_,
                          state_.language != Language::english);
    area_ = layout_.map;
    camera_.set_viewport(
        {std::max(1, static_cast<int>(area_.width)), std::max(1, static_cast<int>(area_.height))});
  }

  [[nodiscard]] MapPosition position() const {
    return {camera_.center().to_latlon(), camera_.zoom() - std::log2(scale_),
            camera_.projection() == map::Projection::globe};
  }
  [[nodiscard]] Camera camera_of(const MapPosition& position) const {
    Camera there = camera_;
    there.set_projection(position.globe ? map::Projection::globe : map::Projection::mercator);
    there.look_at(geo::WebMercator::from(position.center), position.zoom + std::log2(scale_));
    return there;
  }
  void go_to(const MapPosition& position) { camera_ = camera_of(position); }

  void keep_settings() {
    settings_.theme = state_.theme;
    settings_.language = state_.language;
    settings_.map = position();
    settings_.style = state_.style;
    settings_.countries_open = panel_.filters.countries_open;
    settings_.places_open = panel_.filters.places_open;
    settings_.sources_open = panel_.filters.sources_open;
    auto kept = save_settings(saved_, settings_, cli::settings_file(), gazetteer_);
    if (!kept) return notify(std::move(kept.error().message), true);
    settings_.views = std::move(kept->views);
    saved_ = settings_;
  }

  // A view of the same name is replaced. One without a name bears its filter in words, or where it stands.
  void save_view(std::string name) {
    SavedView view{std::move(name), position(), state_.view.filter, state_.style, state_.theme};
    if (view.name.empty()) view.name = views_.scene.filter_words;
    if (view.name.empty()) view.name = position_in_name(view.map);
    std::erase_if(settings_.views, [&](const SavedView& v) { return v.name == view.name; });
    settings_.views.push_back(std::move(view));
    keep_settings();
  }
  void open_view(std::size_t index) {
    if (index >= settings_.views.size()) return;
    const SavedView& view = settings_.views[index];
    apply(state_, action::SetFilter{view.filter});
    if (view.style) apply(state_, action::SetStyle{*view.style});
    if (view.theme) apply(state_, action::SetTheme{*view.theme});
    apply(state_, action::SetMap{view.map});
    wake();
  }
  void delete_view(std::size_t index) {
    if (index >= settings_.views.size()) return;
    settings_.views.erase(settings_.views.begin() + static_cast<std::ptrdiff_t>(index));
    keep_settings();
  }

  void fly_where_asked() {
    if (state_.fly_to.serial == seen_flight_) return;
    seen_flight_ = state_.fly_to.serial;
    if (const auto* position = std::get_if<MapPosition>(&state_.fly_to.target)) {
      user_moved_ = true;
      const Camera there = camera_of(*position);
      const double now = glfwGetTime();
      if (there.projection() == camera_.projection()) return controller_.fly_to(camera_, there, now);
      // The last step of the flight finds the map turned.
      turn_.start(camera_, there.projection(), now, false);
      controller_.fly_to(camera_, there, now, map::ProjectionTurn::kSeconds);
      return;
    }
    const auto& box = std::get<geo::LatLonBox>(state_.fly_to.target);
    if (user_moved_) {
      controller_.fly_to(camera_, box, kFitMarginPx * scale_, glfwGetTime());
    } else {
      controller_.jump_to(camera_, box, kFitMarginPx * scale_);
    }
  }

  // The names are sorted on a thread of their own when they are first looked for.
  void find_places() {
    if (!panel_.find.open) return;
    if (place_search_ == nullptr && !making_search_.valid()) {
      try {
        making_search_ = std::async(std::launch::async, [this] {
          auto search = std::make_unique<PlaceSearch>(gazetteer_);
          glfwPostEmptyEvent();
          return search;
        });
      } catch (const std::system_error&) {  // no thread is to be had: here, then
        place_search_ = std::make_unique<PlaceSearch>(gazetteer_);
      }
    }
    if (making_search_.valid() &&
        making_search_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
      place_search_ = making_search_.get();
    if (place_search_ != nullptr) views_.find(state_, *place_search_, panel_.find.typed);
  }

  // While articles come in, views are made anew a few times a second, or when the user asks for something.
  void refresh_views() {
    const double begun_s = glfwGetTime();
    const std::uint64_t before = views_.scene.revision;
    const bool held = state_.incomplete && begun_s < next_rebuild_s_;
    views_.refresh(state_, held ? Arrivals::held : Arrivals::shown);
    if (views_.scene.revision == before) return;
    const double done_s = glfwGetTime();
    next_rebuild_s_ = done_s + std::max(kRebuildSeconds, kRebuildRest * (done_s - begun_s));
  }

  // Until the user moves the map, it shows all that is loaded.
  void fit_to_scene() {
    if (views_.scene.revision == drawn_revision_ || !std::exchange(fit_pending_, false) || user_moved_)
      return;
    controller_.jump_to(camera_, scene_bounds(views_.scene, gazetteer_), kFitMarginPx * scale_);
  }

  // The window bears the open article's title, as a reader's does.
  void name_window() {
    if (state_.view.selection.article == named_article_) return;
    named_article_ = state_.view.selection.article;
    const std::string title =
        named_article_ ? fmt::format("{} — Kharita", views_.reader.title) : std::string("Kharita · خريطة");
    glfwSetWindowTitle(window_, title.c_str());
  }

  void draw_frame() {
    resize();
    refresh_views();
    find_places();
    fit_to_scene();
    name_window();
    take_keys();
    begin_imgui_frame();
    take_mouse();
    ui::Requests requests = draw_ui();
    ImGui::Render();
    draw_map();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(window_);
    log_first_frame();
    carry_out(std::move(requests));
  }

  // For bench/run.sh: says when all that was to be loaded is on the screen.
  void log_first_frame() {
    if (!log_first_frame_ || state_.corpus.articles.empty() || state_.incomplete) return;
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
    ImGui::NewFrame();
  }

  ui::Requests draw_ui() {
    expire_notices();
    ui_.begin_frame({state_.theme, state_.language != Language::english, scale_});
    std::vector<ui::Point> outline;
    for (const PixelPos corner : hand_.outline())
      outline.push_back({static_cast<float>(corner.x) + area_.x, static_cast<float>(corner.y) + area_.y});
    const ui::Status status{job_,
                            library_.temporary(),
                            glfwGetTime(),
                            hand_.tool(),
                            outline,
                            place_search_ != nullptr,
                            settings_.views,
                            map_card_,
                            camera_.projection() == map::Projection::globe,
                            export_ ? std::optional(static_cast<float>(export_->share())) : std::nullopt,
                            {camera_.viewport().width, camera_.viewport().height},
                            panel_.export_dialog.open && file_exists(fs::path(panel_.export_dialog.folder) /
                                                                     panel_.export_dialog.name)};
    ui::Requests requests = ui::draw_panels(ui_, layout_, state_, views_, status, panel_);
    ui_.end_frame();
    keep_labels_off(requests.over_map);
    return requests;
  }

  // Of the map's viewport, whole pixels around what lies over it.
  void keep_labels_off(const std::vector<ui::Box>& tools) {
    decorations_.covered.clear();
    for (const ui::Box& box : tools) {
      const int left = static_cast<int>(std::floor(box.x - area_.x));
      const int top = static_cast<int>(std::floor(box.y - area_.y));
      decorations_.covered.push_back({left, top,
                                      static_cast<int>(std::ceil(box.x + box.width - area_.x)) - left,
                                      static_cast<int>(std::ceil(box.y + box.height - area_.y)) - top});
    }
  }

  void expire_notices() {
    const double now = glfwGetTime();
    std::erase_if(panel_.notices,
                  [now](const ui::Notice& n) { return !n.is_error && now - n.since_s > kNoticeSeconds; });
  }

  void draw_map() {
    glViewport(0, 0, framebuffer_.width, framebuffer_.height);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    if (area_.width < 1 || area_.height < 1) return;
    const int bottom = framebuffer_.height - static_cast<int>(area_.y) - camera_.viewport().height;
    const bool settled =
        map_view_.draw(views_.scene, camera_, decorations_, scale_, static_cast<int>(area_.x), bottom);
    if (std::exchange(drawn_revision_, views_.scene.revision) != views_.scene.revision || !settled) wake();
    glViewport(0, 0, framebuffer_.width, framebuffer_.height);
  }

  void carry_out(ui::Requests requests) {
    for (Action& request : requests.actions) {
      if (std::holds_alternative<action::OpenMention>(request) ||
          std::holds_alternative<action::FlyToPlace>(request))
        user_moved_ = true;  // a part that loads later does not tear it away
      apply(state_, std::move(request));
      next_rebuild_s_ = 0;
      wake();
    }
    store_edits(state_, library_);
    if (requests.screenshot) save_picture();
    if (requests.open_export) open_export();
    if (requests.save_picture_as) save_picture_as(*requests.save_picture_as);
    if (requests.cancel_picture) export_.reset();
    if (requests.cancel) library_.cancel();
    if (requests.keep) keep();
    if (requests.open_samples) import({cli::share_folder() / "samples"});
    if (requests.open_view) open_view(*requests.open_view);
    if (requests.delete_view) delete_view(*requests.delete_view);
    if (requests.save_view) save_view(std::move(*requests.save_view));
    if (requests.tool) hand_.set_tool(*requests.tool);
    if (requests.zoom_in) press_map_key(MapController::Key::zoom_in);
    if (requests.zoom_out) press_map_key(MapController::Key::zoom_out);
    if (requests.change_projection) change_projection();
  }

  void keep() {
    auto library = user_library();
    if (!library) return notify(library.error().message, true);
    library_.keep(library->string());
  }

  // The picture is drawn here, where the context is, and written elsewhere.
  void save_picture() {
    if (picture_.valid()) return;
    auto picture = map::render_picture(map_view_, views_.scene, camera_, {}, scale_);
    if (!picture) return notify(picture.error().message, true);
    const fs::path folder = cli::pictures_folder();
    const fs::path file = folder / picture_name(position());
    picture::PictureText fields = picture::picture_text(views_.scene, camera_, scale_, gazetteer_, {});
    auto write = [file, fields = std::move(fields), picture = std::move(*picture)] {
      auto result = picture::write_png(picture, file, fields);
      glfwPostEmptyEvent();
      return SavedPicture{file, std::move(result)};
    };
    try {
      picture_ = std::async(std::launch::async, std::move(write));
    } catch (const std::system_error&) {  // no thread is to be had
      notify(std::string(word(Word::screenshot_failed, state_.language)), true);
    }
  }

  void open_export() {
    if (panel_.export_dialog.open) return;
    panel_.export_dialog.open = panel_.export_dialog.fresh = true;
    panel_.export_dialog.folder = cli::pictures_folder().string();
    panel_.export_dialog.name = with_ending(picture_name(position()), state_.picture.format);
    panel_.export_dialog.width.clear();
    panel_.export_dialog.height.clear();
    wake();
  }

  // What the window shows, as large as the user wants it: where the sides' ratio is another, more of one.
  void save_picture_as(const std::string& file) {
    const PictureOptions& wanted = state_.picture;
    const map::PixelSize window = camera_.viewport();
    const PictureSides sides = sides_of(wanted, {window.width, window.height});
    const double larger = std::min(static_cast<double>(sides.width) / window.width,
                                   static_cast<double>(sides.height) / window.height);
    Camera camera = camera_;
    camera.set_viewport({sides.width, sides.height});
    camera.look_at(camera_.center(), camera_.zoom() + std::log2(larger));
    map::Decorations decorations;
    decorations.title = wanted.title;
    decorations.filters = wanted.filters;
    decorations.legend = wanted.legend;
    decorations.scale_bar = wanted.scale_bar;
    decorations.north_arrow = wanted.north_arrow;
    decorations.credits = wanted.credits;
    decorations.transparent = wanted.transparent;
    const double scale = wanted.scale == 0 ? std::clamp(scale_ * larger, 0.5, 8.0) : wanted.scale;
    auto fields = picture::picture_text(views_.scene, camera, scale, gazetteer_, wanted.title);
    auto started = picture::Export::start(
        map_view_, {views_.scene, camera, std::move(decorations), scale, file, std::move(fields)});
    if (!started) return tell_failed(started.error());
    export_ = std::make_unique<picture::Export>(std::move(*started));
    export_shown_ = false;
    wake();
  }

  // A frame's worth of parts of the picture under way.
  void draw_picture_on() {
    if (export_ == nullptr) return;
    if (!std::exchange(export_shown_, true)) return wake();  // first the dialog says that it goes on
    const double begun_s = glfwGetTime();
    while (export_ != nullptr && glfwGetTime() - begun_s < kExportSliceSeconds) {
      wake();
      const auto done = export_->step();
      if (done && !*done) continue;
      const fs::path file = export_->file();
      export_.reset();
      if (!done) return tell_failed(done.error());
      panel_.export_dialog.open = false;
      notify(fmt::format("{}: {}", word(Word::screenshot_saved, state_.language), isolated(file.string())),
             false);
    }
  }

  // The dialog goes: a message cannot be read, or closed, behind it.
  void tell_failed(const Error& error) {
    panel_.export_dialog.open = false;
    notify(fmt::format("{}: {}", word(Word::screenshot_failed, state_.language), error.message), true);
  }

  void take_saved_picture() {
    if (!picture_.valid() || picture_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    const SavedPicture saved = picture_.get();
    if (saved.result) {
      notify(
          fmt::format("{}: {}", word(Word::screenshot_saved, state_.language), isolated(saved.file.string())),
          false);
    } else {
      notify(
          fmt::format("{}: {}", word(Word::screenshot_failed, state_.language), saved.result.error().message),
          true);
    }
  }

  [[nodiscard]] PixelPos cursor_on_map() const {
    double x = 0;
    double y = 0;
    glfwGetCursorPos(window_, &x, &y);
    return {x * pixel_ratio_ - area_.x, y * pixel_ratio_ - area_.y};
  }
  [[nodiscard]] bool over_map(PixelPos p) const {
    return p.x >= 0 && p.y >= 0 && p.x < area_.width && p.y < area_.height &&
           !ImGui::GetIO().WantCaptureMouse;
  }

  // The mouse waits for the frame to begin, when it is known whether it is over a panel.
  void on_mouse_button(int button, int action, int mods) {
    if (button != GLFW_MOUSE_BUTTON_LEFT) return on_input();
    on_mouse({.kind = action == GLFW_PRESS ? MouseEvent::Kind::press : MouseEvent::Kind::release,
              .modifiers = {(mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_CONTROL) != 0}});
  }
  void on_mouse(MouseEvent event) {
    on_input();
    event.at = cursor_on_map();
    event.at_s = glfwGetTime();
    mouse_.push_back(event);
  }
  void take_mouse() {
    bool moved = false;
    for (const MouseEvent& event : mouse_) {
      moved = moved || event.kind == MouseEvent::Kind::move;
      take_mouse(event);
    }
    mouse_.clear();
    if (hand_.pressed()) return;
    const bool map_moved = camera_ != hovered_with_ || drawn_revision_ != hovered_revision_;
    if (moving_ && map_moved) {
      hover_nothing();  // until it rests: what was under the mouse goes with the map
    } else if (moved || map_moved) {
      hover(cursor_on_map());
    }
  }

  void take_mouse(const MouseEvent& event) {
    switch (event.kind) {
      case MouseEvent::Kind::press:
        if (over_map(event.at)) hand_.press(controller_, event.at, event.modifiers, scale_, event.at_s);
        return;
      case MouseEvent::Kind::move:
        hand_.move_to(controller_, camera_, event.at, event.at_s);
        return;
      case MouseEvent::Kind::release:
        std::visit([this](const auto& outcome) { on_hand(outcome); },
                   hand_.release(controller_, camera_, event.at, event.at_s));
        return;
      case MouseEvent::Kind::scroll:
        if (!over_map(event.at)) return;
        user_moved_ = true;
        controller_.wheel(camera_, event.at, event.notches, event.at_s);
        return;
    }
  }

  void hover(PixelPos at) {
    hovered_with_ = camera_;
    hovered_revision_ = drawn_revision_;
    geo::PlaceId place;
    clear_card();
    if (over_map(at) && !hover_cluster_or_arc(at))
      place = map_view_.pick(views_.scene, camera_, at, scale_).value_or(geo::PlaceId{});
    set_hovered(place);
  }
  void hover_nothing() {
    clear_card();
    set_hovered({});
  }
  void clear_card() {
    map_card_ = {};
    views_.scene.hovered_arc_a = views_.scene.hovered_arc_b = {};
    views_.scene.hovered_cluster = kNoCluster;
  }
  void set_hovered(geo::PlaceId place) {
    if (place == state_.hovered) return;
    apply(state_, action::Hover{place});
    wake();
  }

  void on_hand(std::monostate) {}
  void on_hand(map::MapHand::Moved) { user_moved_ = true; }
  void on_hand(map::MapHand::DoubleClick) { user_moved_ = true; }
  void on_hand(const map::MapHand::ZoomBox& box) {
    user_moved_ = true;
    controller_.fly_into(camera_, box.a, box.b, glfwGetTime());
  }
  void on_hand(const map::MapHand::Click& click) {
    if (!click.add && on_cluster_or_arc(click.at)) return;
    const auto place = map_view_.pick(views_.scene, camera_, click.at, scale_);
    if (click.add && !place) return;
    apply(state_, action::SelectPlaces{{place.value_or(geo::PlaceId{})},
                                       click.add ? action::SelectMode::toggle : action::SelectMode::replace});
  }
  // A click on a cluster flies to where it comes apart, one on an arc lists the articles that name both ends.
  bool on_cluster_or_arc(PixelPos at) {
    if (const auto cluster = map_view_.pick_cluster(camera_, at, scale_)) {
      Camera there = camera_;
      there.look_at(geo::WebMercator::from(cluster->at),
                    std::max(camera_.zoom(), cluster->split_zoom + std::log2(scale_)));
      controller_.fly_to(camera_, there, glfwGetTime());
      user_moved_ = true;
      return true;
    }
    if (const auto arc = map_view_.pick_arc(camera_, at, scale_)) {
      apply(state_, action::SelectArc{arc->a, arc->b});
      return true;
    }
    return false;
  }
  // What the mouse is over that is no place. True where there is such.
  bool hover_cluster_or_arc(PixelPos at) {
    MapScene& scene = views_.scene;
    if (const auto cluster = map_view_.pick_cluster(camera_, at, scale_)) {
      map_card_ = card_of(*cluster, gazetteer_, state_.style, state_.language);
      scene.hovered_cluster = cluster->id;
    } else if (const auto arc = map_view_.pick_arc(camera_, at, scale_)) {
      map_card_ = card_of(*arc, gazetteer_, state_.language);
      scene.hovered_arc_a = arc->a;
      scene.hovered_arc_b = arc->b;
    }
    return !map_card_.title.empty();
  }
  void on_hand(const map::MapHand::Shape& shape) {
    apply(state_, action::SelectPlaces{map_view_.pick_inside(views_.scene, camera_, shape.polygon, scale_),
                                       shape.add ? action::SelectMode::add : action::SelectMode::replace});
  }

  // The key that takes a tool up lays it down, too.
  void take_tool(MapTool tool) { hand_.set_tool(hand_.tool() == tool ? MapTool::move : tool); }

  // Drops what is being drawn, else the tool, else the selection.
  void escape() {
    if (hand_.cancel()) return;
    if (hand_.tool() != MapTool::move) return hand_.set_tool(MapTool::move);
    apply(state_, action::SelectPlaces{});
  }

  void change_projection() {
    const bool is_globe = camera_.projection() == map::Projection::globe;
    turn_.start(camera_, is_globe ? map::Projection::mercator : map::Projection::globe, glfwGetTime());
    wake();
  }

  void press_map_key(MapController::Key key) {
    user_moved_ = true;
    controller_.key(camera_, key, scale_, glfwGetTime());
    wake();
  }

  // What a letter's key does itself it does with Control or Alt; Space does, too, but where it is typed.
  [[nodiscard]] bool types_letter(int key, int mods) const {
    if ((mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) != 0) return false;
    if (key == GLFW_KEY_SPACE) return ui_.wants_letters();
    return (key > GLFW_KEY_SPACE && key <= GLFW_KEY_WORLD_2) ||
           (key >= GLFW_KEY_KP_0 && key < GLFW_KEY_KP_ENTER);
  }
  static bool is_modifier(int key) { return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER; }

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
          press_key(event.key, event.modifiers);
          ImGui_ImplGlfw_KeyCallback(window_, event.key, event.scancode, GLFW_PRESS, event.modifiers);
          break;
      }
    }
    if (!keys_.empty()) wake();
  }

  void press_key(int key, int mods) {
    const bool control = (mods & GLFW_MOD_CONTROL) != 0;
    if (control && key == GLFW_KEY_S) return (mods & GLFW_MOD_SHIFT) != 0 ? open_export() : save_picture();
    if (control && key == GLFW_KEY_Q) return glfwSetWindowShouldClose(window_, GLFW_TRUE);
    if (control && key == GLFW_KEY_F) {
      panel_.find.open = panel_.find.focus = true;
      return;
    }
    if (ui_.wants_letters()) return;
    if (control && key == GLFW_KEY_Z) {
      if ((mods & GLFW_MOD_SHIFT) != 0) return apply(state_, action::Redo{});
      return apply(state_, action::Undo{});
    }
    if (control && key == GLFW_KEY_Y) return apply(state_, action::Redo{});
    if (control) return;
    // A list in use has its own arrows, Home and Escape; what it has no use for stays the map's.
    const bool moves_in_list = key == GLFW_KEY_LEFT || key == GLFW_KEY_RIGHT || key == GLFW_KEY_UP ||
                               key == GLFW_KEY_DOWN || key == GLFW_KEY_HOME || key == GLFW_KEY_ESCAPE;
    if (moves_in_list && ui_.wants_keyboard()) return;
    switch (key) {
      case GLFW_KEY_LEFT:
        return press_map_key(MapController::Key::left);
      case GLFW_KEY_RIGHT:
        return press_map_key(MapController::Key::right);
      case GLFW_KEY_UP:
        return press_map_key(MapController::Key::up);
      case GLFW_KEY_DOWN:
        return press_map_key(MapController::Key::down);
      case GLFW_KEY_EQUAL:
      case GLFW_KEY_KP_ADD:
        return press_map_key(MapController::Key::zoom_in);
      case GLFW_KEY_MINUS:
      case GLFW_KEY_KP_SUBTRACT:
        return press_map_key(MapController::Key::zoom_out);
      case GLFW_KEY_G:
        return change_projection();
      case GLFW_KEY_HOME:
        return apply(state_, action::FlyToScene{});
      case GLFW_KEY_1:
      case GLFW_KEY_2:
      case GLFW_KEY_3:
      case GLFW_KEY_4:
      case GLFW_KEY_5: {
        StyleOptions style = state_.style;
        style.style = static_cast<MapStyle>(key - GLFW_KEY_1);
        return apply(state_, action::SetStyle{style});
      }
      case GLFW_KEY_R:
        return take_tool(MapTool::rectangle);
      case GLFW_KEY_L:
        return take_tool(MapTool::lasso);
      case GLFW_KEY_ESCAPE:
        return escape();
      default:
        return;
    }
  }

  GLFWwindow* window_;
  const geo::Gazetteer& gazetteer_;
  ui::Ui ui_;
  map::MapView& map_view_;
  AppState state_;
  Library& library_;
  std::deque<LibraryEvent> events_;  // not yet taken up
  std::size_t events_taken_ = 0;     // since there were none
  std::optional<Library::Job> job_;  // the library's, or taking up what it told
  double next_rebuild_s_ = 0;        // of the views, while articles come in
  double input_at_s_ = -kActiveSeconds;
  ViewCache views_;
  ui::PanelState panel_;
  MapCard map_card_;
  Camera camera_;
  Settings settings_;
  Settings saved_;  // as they were when the file was last read or written
  MapController controller_;
  map::MapHand hand_;
  ui::KeyQueue keys_;
  std::vector<MouseEvent> mouse_;     // since the last frame
  Camera hovered_with_;               // where the camera stood when it was last asked what is under the mouse
  std::uint64_t drawn_revision_ = 0;  // of the scene
  std::uint64_t hovered_revision_ = 0;  // what was drawn then
  map::ProjectionTurn turn_;
  map::Decorations decorations_;  // of the screen: a saved picture has no tools to keep off
  ui::Layout layout_;
  ui::Box area_;  // the map's
  map::PixelSize framebuffer_;
  double pixel_ratio_ = 1;                   // framebuffer pixels a window unit
  float scale_ = 1;                          // framebuffer pixels a point
  std::unique_ptr<picture::Export> export_;  // the picture that the dialog asked for
  bool export_shown_ = false;                // a frame has been drawn since
  std::future<SavedPicture> picture_;
  std::future<std::unique_ptr<PlaceSearch>> making_search_;
  std::unique_ptr<PlaceSearch> place_search_;
  std::optional<std::uint32_t> named_article_;  // the one in the window's title
  std::uint64_t seen_flight_ = 0;
  int frames_to_draw_ = kFramesAfterInput;
  bool moving_ = false;
  bool fit_pending_ = false;
  bool log_first_frame_ = std::getenv("KHARITA_LOG") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  bool user_moved_ = false;                                       // until then the map follows what is loaded
};

Result<void> run(const cli::WindowRequest& request) {
  const fs::path share = cli::share_folder();
  auto gazetteer = geo::Gazetteer::open(cli::gazetteer_file(request.common));
  if (!gazetteer) return tl::unexpected(std::move(gazetteer.error()));
  auto glfw = GlfwSession::start();
  if (!glfw) return tl::unexpected(std::move(glfw.error()));
  // Reads and resolves while the window opens.
  auto store = store_location(request);
  if (!store) return tl::unexpected(std::move(store.error()));
  Library library(*gazetteer, *store, [] { glfwPostEmptyEvent(); });
  if (!request.inputs.empty()) library.import({request.inputs.begin(), request.inputs.end()});
  auto window = open_glfw_window();
  if (!window) return tl::unexpected(std::move(window.error()));
  auto text = typeset::TextEngine::create();
  if (!text) return tl::unexpected(std::move(text.error()));
  auto map_view = map::MapView::create(*gazetteer, *text, share / "shaders");
  if (!map_view) return tl::unexpected(std::move(map_view.error()));
  Window kharita(window->get(), *gazetteer, library, *text, *map_view, request);
  const ImGuiSession imgui(window->get());
  kharita.run();
  return {};
}

}  // namespace

int run_window(const cli::WindowRequest& request) {
  if (const auto result = run(request); !result) return cli::fail_with(result.error());
  return cli::kExitOk;
}

}  // namespace kharita::app
