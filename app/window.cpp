#include "app/window.h"

#include <glad/gl.h>
// glad stands before GLFW, which else brings the system's OpenGL header.
#include <GLFW/glfw3.h>

#include <filesystem>
#include <string>
#include <utility>

#include "app/articles/store/database.h"
#include "app/cli/output.h"
#include "app/desk/desk.h"
#include "app/model/paths.h"
#include "app/typeset/text_engine.h"
#include "app/window_loop.h"
#include "app/window_session.h"

namespace kharita::app {
namespace {

// What --store says; else, with articles given, none: they stay in memory until the user keeps them; else the
// library.
Result<std::string> store_location(const cli::WindowRequest& request) {
  if (!request.store.empty() || !request.inputs.empty()) return request.store;
  auto library = user_library();
  if (!library) return tl::unexpected(std::move(library.error()));
  return library->string();
}

// One that was there before may be gone; opening it makes another.
bool is_missing(const std::string& store) {
  std::error_code unknown;
  return !store.empty() && !is_database(store) && !std::filesystem::exists(store, unknown);
}

// One library has one name, from wherever the program is started.
std::string absolute_location(const std::string& store) {
  if (store.empty() || is_database(store)) return store;
  std::error_code unknown;
  return std::filesystem::absolute(store, unknown).lexically_normal().string();
}

Result<void> run(const cli::WindowRequest& request) {
  const auto wake = [] { glfwPostEmptyEvent(); };
  auto gazetteer = geo::Gazetteer::open(gazetteer_file(request.common.gazetteer));
  if (!gazetteer) return tl::unexpected(std::move(gazetteer.error()));
  auto glfw = GlfwSession::start();
  if (!glfw) return tl::unexpected(std::move(glfw.error()));
  // Reads and resolves while the window opens.
  auto store = store_location(request);
  if (!store) return tl::unexpected(std::move(store.error()));
  const bool missing = is_missing(*store);
  Library library(*gazetteer, *store, wake);
  if (!request.inputs.empty()) library.import({request.inputs.begin(), request.inputs.end()});
  auto window = open_glfw_window();
  if (!window) return tl::unexpected(std::move(window.error()));
  auto text = typeset::TextEngine::create();
  if (!text) return tl::unexpected(std::move(text.error()));
  auto map_view = map::MapView::create(*gazetteer, *text, share_folder() / "shaders");
  if (!map_view) return tl::unexpected(std::move(map_view.error()));
  Desk desk(*gazetteer, library, *map_view,
            {settings_file(), pictures_folder(), share_folder() / "samples", program_file()}, wake);
  run_loop(window->get(), desk, *text,
           {request.language, request.theme, !request.inputs.empty(), absolute_location(*store), missing});
  return {};
}

}  // namespace

int run_window(const cli::WindowRequest& request) {
  if (const auto result = run(request); !result) return cli::fail_with(result.error());
  return cli::kExitOk;
}

}  // namespace kharita::app
