#include "app/ui/widgets.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "tests/app/ui/imgui_harness.h"

using namespace kharita::app;
using namespace kharita::app::ui;
using test::Harness;

namespace {

// The extent of what is drawn with a texture: words with the engine's (0 here), shapes with ImGui's own.
struct Extent {
  float left = 1e9f;
  float right = -1e9f;
  float bottom = -1e9f;
};

Extent words_extent() {
  Extent extent;
  const ImDrawData* data = ImGui::GetDrawData();
  for (int i = 0; i < data->CmdListsCount; ++i) {
    const ImDrawList* list = data->CmdLists[i];
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.GetTexID() == Harness::font_texture()) continue;
      for (unsigned e = 0; e < command.ElemCount; ++e) {
        const ImDrawVert& v = list->VtxBuffer[static_cast<int>(command.VtxOffset) +
                                              list->IdxBuffer[static_cast<int>(command.IdxOffset + e)]];
        extent.left = std::min(extent.left, v.pos.x);
        extent.right = std::max(extent.right, v.pos.x);
        extent.bottom = std::max(extent.bottom, v.pos.y);
      }
    }
  }
  return extent;
}

// Whether some vertex takes its colour from a letter of ImGui's own font.
bool draws_imgui_text() {
  const ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  std::set<std::pair<float, float>> letters;
  for (const ImFontGlyph& glyph : atlas->Fonts[0]->Glyphs) {
    if (glyph.Visible != 0) letters.insert({glyph.U0, glyph.V0});
  }
  const ImDrawData* data = ImGui::GetDrawData();
  for (int i = 0; i < data->CmdListsCount; ++i) {
    const ImDrawList* list = data->CmdLists[i];
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.GetTexID() != Harness::font_texture()) continue;
      for (unsigned e = 0; e < command.ElemCount; ++e) {
        const ImDrawVert& v = list->VtxBuffer[static_cast<int>(command.VtxOffset) +
                                              list->IdxBuffer[static_cast<int>(command.IdxOffset + e)]];
        if (letters.contains({v.uv.x, v.uv.y})) return true;
      }
    }
  }
  return false;
}

}  // namespace

TEST_CASE("widgets: words stand at the left in English and at the right in Arabic") {
  Harness h;
  const auto content = [](Ui& ui) { ui.text("Kabul"); };
  h.draw(content);
  h.draw(content);
  CHECK(words_extent().left < 40);
  CHECK(words_extent().right < 200);
  h.frame.right_to_left = true;
  h.draw(content);
  CHECK(words_extent().left > 200);
  CHECK(words_extent().right > 360);
}

TEST_CASE("widgets: a row's first cell is at the right in Arabic") {
  Harness h;
  Box first;
  const auto content = [&](Ui& ui) {
    ui.begin_row({points(60), share(1)});
    ui.button("a", "A");
    first = ui.last_box();
    ui.button("b", "B");
    ui.end_row();
  };
  h.draw(content);
  CHECK(first.x == 12);
  CHECK(first.width == 60);
  h.frame.right_to_left = true;
  h.draw(content);
  CHECK(first.x + first.width == 388);
}

TEST_CASE("widgets: a button is pressed by the mouse, and by Space once Tab has reached it") {
  Harness h;
  int presses = 0;
  Box box;
  const auto content = [&](Ui& ui) {
    presses += ui.button("go", "خريطة") ? 1 : 0;
    box = ui.last_box();
  };
  h.draw(content);
  h.click(box, content);
  CHECK(presses == 1);
  h.press(ImGuiKey_Space, content);
  CHECK(presses == 1);
  h.press(ImGuiKey_Tab, content);
  h.press(ImGuiKey_Space, content);
  CHECK(presses == 2);
}

TEST_CASE("widgets: a button that is off takes no click") {
  Harness h;
  bool pressed = false;
  Box box;
  const auto content = [&](Ui& ui) {
    pressed = pressed || ui.button("go", "خريطة", Icon::none, ButtonStyle::normal, false);
    box = ui.last_box();
  };
  h.draw(content);
  h.click(box, content);
  CHECK_FALSE(pressed);
}

TEST_CASE("widgets: what is typed goes into the field that was clicked") {
  Harness h;
  std::string first;
  std::string second;
  Box box;
  const auto content = [&](Ui& ui) {
    ui.text_field("first", first, "ابحث");
    box = ui.last_box();
    ui.text_field("second", second, "ابحث");
  };
  h.draw(content);
  h.type("lost", content);
  h.click(box, content);
  CHECK(h.ui().wants_keyboard());
  h.type("كابول", content);
  h.press(ImGuiKey_Backspace, content);
  CHECK(first == "كابو");
  CHECK(second.empty());
  h.press(ImGuiKey_Tab, content);
  h.type("x", content);
  CHECK(second == "x");
  h.press(ImGuiKey_Escape, content);
  CHECK_FALSE(h.ui().wants_keyboard());
}

TEST_CASE("widgets: arrows move on screen, so Left goes forward in Arabic") {
  Harness h;
  std::string value = "ab";
  Box box;
  const auto content = [&](Ui& ui) {
    ui.text_field("field", value, "");
    box = ui.last_box();
  };
  h.draw(content);
  h.click(box, content);
  h.press(ImGuiKey_Home, content);
  h.press(ImGuiKey_RightArrow, content);
  h.type("-", content);
  CHECK(value == "a-b");
  value = "اب";
  h.draw(content);
  h.press(ImGuiKey_Home, content);
  h.press(ImGuiKey_LeftArrow, content);
  h.type("-", content);
  CHECK(value == "ا-ب");
}

TEST_CASE("widgets: copy, cut and paste go through the clipboard") {
  Harness h;
  std::string value = "كابول";
  Box box;
  const auto content = [&](Ui& ui) {
    ui.text_field("field", value, "");
    box = ui.last_box();
  };
  h.draw(content);
  h.click(box, content);
  h.press(ImGuiKey_A, content, false, true);
  h.press(ImGuiKey_X, content, false, true);
  CHECK(value.empty());
  CHECK(Harness::clipboard() == "كابول");
  h.press(ImGuiKey_V, content, false, true);
  h.press(ImGuiKey_V, content, false, true);
  CHECK(value == "كابولكابول");
}

TEST_CASE("widgets: a click in a field puts the caret where it was") {
  Harness h;
  std::string value = "abcdef";
  Box box;
  const auto content = [&](Ui& ui) {
    ui.text_field("field", value, "");
    box = ui.last_box();
  };
  h.draw(content);
  h.click(box.x + 9, box.y + 10, content);
  h.type("^", content);
  CHECK(value == "^abcdef");
}

TEST_CASE("widgets: a click beside the text goes to its start or end as it is read") {
  Harness h;
  std::string value = "زلزال في Kabul";
  Box box;
  const auto content = [&](Ui& ui) {
    ui.text_field("field", value, "");
    box = ui.last_box();
  };
  h.draw(content);
  h.click(box.x + 20, box.y + 10, content);
  h.type("!", content);
  CHECK(value == "زلزال في Kabul!");
}

TEST_CASE("widgets: a date is taken once it is whole, and emptied with the field") {
  Harness h;
  std::optional<Date> date;
  Box box;
  int changes = 0;
  const auto content = [&](Ui& ui) {
    const DateEntry entry = ui.date_field("date", date, "", std::chrono::year(2024) / 5 / 15);
    if (entry.changed) {
      ++changes;
      date = entry.period ? std::optional(entry.period->from) : std::nullopt;
    }
    box = ui.last_box();
  };
  h.draw(content);
  h.click(box, content);
  h.type("2024-02-3", content);
  CHECK(changes == 1);
  h.type("0", content);
  CHECK(changes == 1);
  CHECK(date == Date{std::chrono::year{2024}, std::chrono::month{2}, std::chrono::day{3}});
  h.press(ImGuiKey_Backspace, content);
  h.press(ImGuiKey_A, content, false, true);
  h.press(ImGuiKey_Backspace, content);
  CHECK_FALSE(date.has_value());
}

TEST_CASE("widgets: a list asks for the rows in sight only, and arrows move through it") {
  Harness h;
  std::set<std::size_t> asked;
  std::optional<std::size_t> selected;
  const auto content = [&](Ui& ui) {
    const auto result = ui.list("list", 100000, selected, [&](std::size_t i) {
      asked.insert(i);
      return ListRow{.title = "كابول", .detail = "2024"};
    });
    if (result.clicked) selected = result.clicked;
  };
  h.draw(content);
  h.draw(content);
  CHECK(asked.size() > 5);
  CHECK(asked.size() < 30);
  h.click(100, 30, content);
  CHECK(selected == 0);
  h.press(ImGuiKey_DownArrow, content);
  CHECK(selected == 1);
  h.press(ImGuiKey_End, content);
  CHECK(selected == 99999);
  asked.clear();
  h.draw(content);
  h.draw(content);
  CHECK(asked.contains(99999));
}

TEST_CASE("widgets: a click on a marked word of an article names it") {
  Harness h;
  const std::string text = "Kabul and Herat are cities.";
  const std::array<TextSpan, 2> spans{{{.byte_start = 0, .byte_end = 5}, {.byte_start = 10, .byte_end = 15}}};
  std::optional<std::size_t> clicked;
  const auto content = [&](Ui& ui) {
    if (const auto result = ui.reader("reader", text, spans, {.key = 1}); result.clicked)
      clicked = result.clicked;
  };
  h.draw(content);
  h.click(25, 30, content);
  CHECK(clicked == 0);
  clicked.reset();
  h.click(75, 30, content);  // "and"
  CHECK_FALSE(clicked.has_value());
  h.click(120, 30, content);
  CHECK(clicked == 1);
}

TEST_CASE("widgets: an article of a megabyte is drawn by its visible part") {
  Harness h;
  std::string text;
  while (text.size() < 1'000'000)
    text += "أفادت مصادر محلية في ولاية ننجرهار بأن فرق الإغاثة وصلت إلى القرى المتضررة.\n";
  const auto last = static_cast<std::uint32_t>(text.size() - 40);
  std::optional<std::uint32_t> jump;
  const auto content = [&](Ui& ui) {
    (void)ui.reader("reader", text, {}, {.key = 2, .scroll_to_byte = jump});
  };
  h.draw(content);
  h.draw(content);
  CHECK(ImGui::GetDrawData()->TotalVtxCount < 40000);
  jump = last;
  h.draw(content);
  jump.reset();
  for (int i = 0; i < 4; ++i)
    h.draw(content);
  CHECK(ImGui::GetDrawData()->TotalVtxCount > 500);
}

TEST_CASE("widgets: an article of one endless paragraph is drawn by its visible part") {
  Harness h;
  std::string text;
  while (text.size() < 1'000'000)
    text += "أفادت مصادر محلية في ولاية ننجرهار بأن فرق الإغاثة وصلت إلى القرى. ";
  const auto content = [&](Ui& ui) { (void)ui.reader("reader", text, {}, {.key = 3}); };
  h.draw(content);
  h.click(200, 100, content);
  h.press(ImGuiKey_PageDown, content);
  CHECK(ImGui::GetDrawData()->TotalVtxCount > 500);
  CHECK(ImGui::GetDrawData()->TotalVtxCount < 40000);
}

TEST_CASE("widgets: an article ends with its last words, however many empty lines part its paragraphs") {
  Harness h;
  std::string text;
  for (int i = 0; i < 200; ++i)
    text += "Kabul\n\n\n\n";
  text += "Herat";
  const auto content = [&](Ui& ui) { (void)ui.reader("reader", text, {}, {.key = 5}); };
  h.draw(content);
  h.click(200, 100, content);
  h.press(ImGuiKey_End, content);
  h.press(ImGuiKey_End, content);
  const float line = metric::kTextReader * 1.58f * metric::kReaderLineHeight;
  CHECK(words_extent().bottom > 600 - 2 * line);
}

TEST_CASE("widgets: what is selected in an article is copied") {
  Harness h;
  const auto content = [&](Ui& ui) { (void)ui.reader("reader", "Kabul and Herat", {}, {.key = 4}); };
  h.draw(content);
  h.move_to(13, 30, content);
  h.hold(true, content);
  h.move_to(390, 30, content);
  h.hold(false, content);
  h.press(ImGuiKey_C, content, false, true);
  CHECK(Harness::clipboard() == "Kabul and Herat");
}

TEST_CASE("widgets: dragging over a histogram chooses a range, a double click clears it") {
  Harness h;
  const std::vector<HistogramBar> bars(10, HistogramBar{4, 2});
  std::optional<BucketRange> range;
  Box box;
  const auto content = [&](Ui& ui) {
    const auto result = ui.histogram("time", bars, range, {});
    if (result.changed) range = result.range;
    box = ui.last_box();
  };
  h.draw(content);
  const float bucket = box.width / 10;
  h.move_to(box.x + 2.5f * bucket, box.y + 20, content);
  h.hold(true, content);
  h.move_to(box.x + 6.5f * bucket, box.y + 20, content);
  h.hold(false, content);
  CHECK(range == BucketRange{2, 6});
  for (int i = 0; i < 40; ++i)
    h.draw(content);
  for (const bool down : {true, false, true, false})
    h.hold(down, content);
  CHECK_FALSE(range.has_value());
}

TEST_CASE("widgets: a message is answered by its button, by Escape with the last one") {
  Harness h;
  const std::array<std::string_view, 2> buttons{"حفظ", "إلغاء"};
  std::optional<std::size_t> answer;
  bool open = true;
  const auto content = [&](Ui& ui) {
    if (!open) return;
    answer = ui.modal("message", "لم تُحفظ", "اختر مجلدًا آخر.", buttons);
    open = !answer.has_value();
  };
  h.draw(content);
  h.draw(content);
  CHECK(open);
  CHECK(h.ui().wants_keyboard());
  h.press(ImGuiKey_Escape, content);
  CHECK_FALSE(open);
}

TEST_CASE("widgets: none of ImGui's own letters are drawn") {
  Harness h;
  std::string text = "نص";
  std::optional<Date> date;
  bool on = true;
  float value = 0.5f;
  std::size_t chosen = 0;
  const std::array<std::string_view, 2> words{"عربي", "English"};
  const std::vector<HistogramBar> bars(10, HistogramBar{4, 2});
  const auto content = [&](Ui& ui) {
    ui.heading("خريطة");
    ui.text_field("field", text, "ابحث", Icon::search);
    (void)ui.date_field("date", date, "من", std::chrono::year(2024) / 5 / 15);
    ui.checkbox("check", "كابول", on, "12");
    ui.toggle("toggle", "كابول", on);
    ui.slider("slider", "الثقة", "50%", value);
    ui.segmented("segmented", words, chosen);
    ui.select("select", words, chosen);
    (void)ui.chips("chips", words, "مسح");
    (void)ui.section("section", "القسم", on, "2");
    (void)ui.progress("progress", "استيراد", 0.5f, "إلغاء");
    (void)ui.histogram("time", bars, BucketRange{1, 3}, {});
    ui.icon_button("icon", Icon::camera, "صورة");
    (void)ui.list("list", 10, 1, [](std::size_t) { return ListRow{.title = "مقال", .badge = "3"}; });
    (void)ui.toast("toast", "تم الحفظ", Tone::normal, {0, 0, 800, 600});
  };
  for (int i = 0; i < 3; ++i)
    h.draw(content);
  CHECK(ImGui::GetDrawData()->TotalVtxCount > 500);
  CHECK_FALSE(draws_imgui_text());
}
