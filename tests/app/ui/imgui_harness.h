// Dear ImGui without a window: tests press keys and the mouse and read what was drawn.
#pragma once

#include <imgui.h>

#include <functional>
#include <optional>

#include "app/typeset/text_engine.h"
#include "app/ui/widgets.h"

namespace kharita::app::ui::test {

class Harness {
 public:
  Harness() : engine_(make_engine()), context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1000, 800};
    io.DeltaTime = 1.0f / 60;
    for (int key = 0; key < ImGuiKey_COUNT; ++key)
      io.KeyMap[key] = key;
    io.SetClipboardTextFn = nullptr;
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    io.Fonts->SetTexID(font_texture());
    io.SetClipboardTextFn = [](void*, const char* text) { clipboard() = text; };
    io.GetClipboardTextFn = [](void*) { return clipboard().c_str(); };
    ui_.emplace(engine_);
  }
  ~Harness() {
    ui_.reset();
    ImGui::DestroyContext(context_);
  }
  Harness(const Harness&) = delete;
  Harness& operator=(const Harness&) = delete;

  static ImTextureID font_texture() { return reinterpret_cast<ImTextureID>(std::uintptr_t{77}); }
  static std::string& clipboard() {
    static std::string text;
    return text;
  }

  Frame frame;
  [[nodiscard]] Ui& ui() { return *ui_; }

  // One frame with `content` in a panel of 400 by 600 pixels at the origin.
  void draw(const std::function<void(Ui&)>& content) {
    ImGui::NewFrame();
    ui_->begin_frame(frame);
    ui_->begin_panel("panel", {0, 0, 400, 600});
    content(*ui_);
    ui_->end_panel();
    ui_->end_frame();
    ImGui::Render();
  }
  void press(ImGuiKey key, const std::function<void(Ui&)>& content, bool shift = false,
             bool control = false) {
    ImGuiIO& io = ImGui::GetIO();
    io.KeyShift = shift;
    io.KeyCtrl = control;
    io.KeyMods = (shift ? ImGuiKeyModFlags_Shift : 0) | (control ? ImGuiKeyModFlags_Ctrl : 0);
    io.KeysDown[key] = true;
    draw(content);
    io.KeysDown[key] = false;
    io.KeyShift = io.KeyCtrl = false;
    io.KeyMods = 0;
    draw(content);
  }
  void type(const char* utf8, const std::function<void(Ui&)>& content) {
    ImGui::GetIO().AddInputCharactersUTF8(utf8);
    draw(content);
  }
  void move_to(float x, float y, const std::function<void(Ui&)>& content) {
    ImGui::GetIO().MousePos = {x, y};
    draw(content);
  }
  void click(const Box& box, const std::function<void(Ui&)>& content) {
    click(box.x + box.width / 2, box.y + box.height / 2, content);
  }
  void click(float x, float y, const std::function<void(Ui&)>& content) {
    move_to(x, y, content);
    hold(true, content);
    hold(false, content);
    for (int i = 0; i < 30; ++i)
      draw(content);  // so that the next click is none of a double click
  }
  void hold(bool down, const std::function<void(Ui&)>& content) {
    ImGui::GetIO().MouseDown[0] = down;
    draw(content);
  }

 private:
  static typeset::TextEngine make_engine() {
    auto engine = typeset::TextEngine::create();
    if (!engine) throw std::runtime_error(engine.error().message);
    return std::move(*engine);
  }

  typeset::TextEngine engine_;
  ImGuiContext* context_;
  std::optional<Ui> ui_;
};

}  // namespace kharita::app::ui::test
