// Lists of values that are ticked or left out, menus, and what is taken hold of on the map.
#include <doctest/doctest.h>

#include <optional>
#include <vector>

#include "tests/app/ui/imgui_harness.h"

using namespace kharita::app;
using namespace kharita::app::ui;
using kharita::app::ui::test::Harness;

namespace {

// Twenty values in a list of five rows, at the top of the harness's panel.
struct Choices {
  Harness harness;
  std::optional<std::size_t> pressed, without, menu;
  std::size_t asked_for = 0;  // rows that were made in the last frame

  void draw(Ui& ui) {
    asked_for = 0;
    const auto row = [&](std::size_t i) {
      ++asked_for;
      return ChoiceRow{"value", "7", 0.5f, i == 1 ? Tick::without : Tick::off};
    };
    const ChoiceResult result = ui.choices("list", 20, row, "not this", 5 * metric::kChoiceHeight);
    if (result.pressed) pressed = result.pressed;
    if (result.without) without = result.without;
    if (result.menu) menu = result.menu;
  }
  std::function<void(Ui&)> content() {
    return [this](Ui& ui) { draw(ui); };
  }
  [[nodiscard]] static float middle_of(std::size_t row) {
    return metric::kPadding + (static_cast<float>(row) + 0.5f) * metric::kChoiceHeight;
  }
};

}  // namespace

TEST_CASE("choices: a click chooses a row, with Alt or on its minus it is left out; mirrored in Arabic") {
  for (const bool rtl : {false, true}) {
    Choices c;
    c.harness.frame.right_to_left = rtl;
    c.harness.draw(c.content());
    c.harness.click(200, Choices::middle_of(2), c.content());
    CHECK(c.pressed == 2);
    CHECK_FALSE(c.without);
    ImGui::GetIO().KeyAlt = true;
    c.harness.click(200, Choices::middle_of(3), c.content());
    ImGui::GetIO().KeyAlt = false;
    CHECK(c.without == 3);
    CHECK(c.pressed == 2);
    // The minus stands before the count, at the row's end.
    const float from_end = 2 * metric::kSmallGap + 20 + c.harness.ui().text_width_px("7", TextSize::small);
    const float x = rtl ? 12 + from_end - 6 : 388 - from_end + 6 - 12;
    c.harness.click(x, Choices::middle_of(0), c.content());
    CHECK(c.without == 0);
    CHECK(c.pressed == 2);
  }
}

TEST_CASE("choices: keys go through the rows, choose and leave out; only rows in sight are made") {
  Choices c;
  c.harness.draw(c.content());
  CHECK(c.asked_for <= 6);
  c.harness.press(ImGuiKey_Tab, c.content());
  c.harness.press(ImGuiKey_DownArrow, c.content());
  c.harness.press(ImGuiKey_DownArrow, c.content());
  c.harness.press(ImGuiKey_Space, c.content());
  CHECK(c.pressed == 2);
  c.harness.press(ImGuiKey_End, c.content());
  c.harness.press(ImGuiKey_Delete, c.content());
  CHECK(c.without == 19);
  c.harness.press(ImGuiKey_Home, c.content());
  c.harness.press(ImGuiKey_Enter, c.content());
  CHECK(c.pressed == 0);
  CHECK(c.asked_for <= 6);
}

TEST_CASE("choices: the right button asks for a menu of the row below it") {
  Choices c;
  c.harness.draw(c.content());
  c.harness.move_to(200, Choices::middle_of(4), c.content());
  ImGui::GetIO().MouseDown[1] = true;
  c.harness.draw(c.content());
  ImGui::GetIO().MouseDown[1] = false;
  c.harness.draw(c.content());
  CHECK(c.menu == 4);
  CHECK_FALSE(c.pressed);
}

TEST_CASE("list: Ctrl and Shift are told with a click, and cells stand beside the title") {
  Harness harness;
  ListResult last;
  const std::vector<ListCell> cells{{"source", 60}, {"12", 30}};
  const std::function<void(Ui&)> content = [&](Ui& ui) {
    const auto row = [&](std::size_t) { return ListRow{.title = "title", .cells = cells}; };
    const ListResult result = ui.list("list", 50, std::nullopt, row, 1, 300);
    if (result.clicked || result.menu) last = result;
  };
  harness.draw(content);
  const float high = harness.ui().list_row_height_px(1);
  const auto middle = [&](int row) { return metric::kPadding + (static_cast<float>(row) + 0.5f) * high; };
  harness.click(100, middle(1), content);
  CHECK(last.clicked == 1);
  CHECK_FALSE(last.adds);
  CHECK_FALSE(last.extends);
  ImGui::GetIO().KeyCtrl = true;
  harness.click(100, middle(2), content);
  ImGui::GetIO().KeyCtrl = false;
  CHECK(last.clicked == 2);
  CHECK(last.adds);
  ImGui::GetIO().KeyShift = true;
  harness.click(100, middle(4), content);
  ImGui::GetIO().KeyShift = false;
  CHECK(last.clicked == 4);
  CHECK(last.extends);
}

TEST_CASE("menu: an item closes its menu, one that cannot be done does nothing, Escape leaves") {
  Harness harness;
  int done = 0;
  bool open = true;
  bool shown = false;
  const std::function<void(Ui&)> content = [&](Ui& ui) {
    ui.button("button", "open");
    if (std::exchange(open, false)) ui.open_popup("menu");
    shown = ui.begin_popup("menu", 200);
    if (!shown) return;
    if (ui.menu_item("no", "cannot", "Ctrl+X", Icon::close, false)) done = -1;
    if (ui.menu_item("yes", "can", "F2")) ++done;
    ui.end_popup();
  };
  harness.draw(content);
  harness.draw(content);
  REQUIRE(shown);
  const float first = metric::kPadding + metric::kControlHeight + 2 + 6 + 14;  // below the button
  harness.click(100, first, content);
  CHECK(done == 0);
  CHECK(shown);
  harness.click(100, first + metric::kControlHeight - 1, content);
  CHECK(done == 1);
  CHECK_FALSE(shown);
  open = true;
  harness.draw(content);
  harness.draw(content);
  CHECK(shown);
  harness.press(ImGuiKey_Escape, content);
  CHECK_FALSE(shown);
}

TEST_CASE("handle: a click is told, and a drag by how far it went and as no click") {
  Harness harness;
  Grab sum;
  const std::function<void(Ui&)> content = [&](Ui& ui) {
    ui.begin_handle("handle", {500, 100, 200, 80});
    const Grab grab = ui.grab("handle", Icon::chevron_down);
    ui.end_handle();
    sum.clicked = sum.clicked || grab.clicked;
    sum.dx += grab.dx;
    sum.dy += grab.dy;
  };
  harness.draw(content);
  harness.click(600, 140, content);
  CHECK(sum.clicked);
  CHECK(sum.dx == 0);
  sum = {};
  harness.move_to(600, 140, content);
  harness.hold(true, content);
  for (int step = 1; step <= 5; ++step)
    harness.move_to(600 + 10.0f * static_cast<float>(step), 140 - 5.0f * static_cast<float>(step), content);
  harness.hold(false, content);
  CHECK_FALSE(sum.clicked);
  CHECK(sum.dx == doctest::Approx(50));
  CHECK(sum.dy == doctest::Approx(-25));
}
