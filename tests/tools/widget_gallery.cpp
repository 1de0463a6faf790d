// Shows every widget in one window, for looking at: widget_gallery [ar|en] [dark|light] [SCALE]. With SECONDS
// in the environment's KHARITA_GALLERY_SECONDS it closes by itself.
#include <glad/gl.h>
// clang-format off
#include <GLFW/glfw3.h>
// clang-format on
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "app/typeset/text_engine.h"
#include "app/ui/widgets.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::app::ui;

namespace {

struct Words {
  std::string_view filters, search, count, clear, dates, from, to, country, confidence, only, list, run, open,
      cancel, importing, clear_all, title, body, close, save, source;
  std::array<std::string_view, 3> languages;
};

constexpr Words kArabic{"المرشحات",
                        "ابحث في النص",
                        "12 من 60 مقالة",
                        "مسح",
                        "التاريخ",
                        "من",
                        "إلى",
                        "البلد",
                        "الثقة",
                        "المؤكدة فقط",
                        "المقالات",
                        "تشغيل",
                        "فتح مجلد",
                        "إلغاء",
                        "استيراد 120 من 400 مقالة",
                        "مسح الكل",
                        "لم تُحفظ الصورة",
                        "المجلد /home/user/Pictures للقراءة فقط: اختر مجلدًا آخر.",
                        "إغلاق",
                        "حفظ",
                        "المصدر",
                        {"عربي", "إنجليزي", "كلاهما"}};
constexpr Words kEnglish{"Filters",
                         "Search the text",
                         "12 of 60 articles",
                         "Clear",
                         "Date",
                         "From",
                         "To",
                         "Country",
                         "Confidence",
                         "Certain ones only",
                         "Articles",
                         "Play",
                         "Open a folder",
                         "Cancel",
                         "Importing 120 of 400 articles",
                         "Clear all",
                         "The picture was not saved",
                         "The folder /home/user/Pictures is read-only: choose another one.",
                         "Close",
                         "Save",
                         "Source",
                         {"Arabic", "English", "Both"}};

struct State {
  std::string search = "زلزال في Kabul";
  std::string empty;
  std::optional<Date> from = Date{std::chrono::year{2024}, std::chrono::month{1}, std::chrono::day{16}};
  std::optional<Date> to;
  bool check_a = true, check_b = false, toggle = true, section = true, modal = false, toast = true;
  std::size_t language = 0, country = 0;
  std::optional<std::size_t> row = 1;
  std::optional<BucketRange> range = BucketRange{8, 15};
  float confidence = 0.5f;
  std::vector<HistogramBar> bars;
};

constexpr std::string_view kArticle =
    "وصل وفد من الأمم المتحدة إلى كابول صباح الثلاثاء، ثم توجه إلى ولاية ننجرهار لتفقد القرى المتضررة من "
    "السيول.\n"
    "وقال المتحدث إن المساعدات (نحو 3.5 أطنان) ستصل عبر معبر تورخم من باكستان قبل يوم 16 يناير 2024.\n"
    "The mission, led by UNICEF, continues to Jalalabad. وستعود البعثة بعد ذلك إلى إسلام آباد.";

std::vector<TextSpan> spans_of(std::string_view text) {
  std::vector<TextSpan> spans;
  const auto add = [&](std::string_view word, bool doubtful, bool dimmed, bool selected) {
    const auto at = static_cast<std::uint32_t>(text.find(word));
    spans.push_back({at, at + static_cast<std::uint32_t>(word.size()), doubtful, dimmed, selected});
  };
  add("كابول", false, false, false);
  add("ننجرهار", false, false, true);
  add("تورخم", true, false, false);
  add("باكستان", false, true, false);
  add("Jalalabad", false, false, false);
  add("إسلام آباد", false, false, false);
  return spans;
}

void draw_filters(Ui& ui, const Words& w, State& s) {
  ui.begin_panel("filters", {0, 0, 340 * ui.scale(), 800 * ui.scale()});
  ui.begin_row({share(1), points(30), points(30), points(30)});
  ui.heading(w.filters);
  ui.icon_button("undo", Icon::undo, w.clear, true);
  ui.icon_button("redo", Icon::redo, w.clear, false);
  ui.icon_button("f", Icon::filter, w.filters, true, true);
  ui.end_row();
  ui.text_field("search", s.search, w.search, Icon::search);
  ui.text_field("empty", s.empty, w.search);
  const std::array<std::string_view, 3> chips{"16/1/2024 – 30/1/2024", "باكستان", "Reuters"};
  (void)ui.chips("chips", chips, w.clear_all);
  ui.begin_row({share(1), share(1)});
  (void)ui.date_field("from", s.from, w.from, std::chrono::year(2024) / 5 / 15);
  (void)ui.date_field("to", s.to, w.to, std::chrono::year(2024) / 5 / 15);
  ui.end_row();
  const std::array<HistogramLabel, 3> labels{{{0, "2024-01"}, {10, "2024-02"}, {20, "2024-03"}}};
  const auto h = ui.histogram("time", s.bars, s.range, labels);
  s.range = h.range;
  if (ui.section("country", w.country, s.section, "2")) {
    ui.checkbox("a", "باكستان", s.check_a, "31");
    ui.checkbox("b", "Iran (Islamic Republic of)", s.check_b, "1,204");
    const std::array<std::string_view, 3> countries{"أفغانستان", "Pakistan", "إيران"};
    ui.select("select", countries, s.country);
  }
  ui.separator();
  ui.slider("confidence", w.confidence, "≥ 50%", s.confidence);
  ui.toggle("toggle", w.only, s.toggle);
  ui.segmented("language", w.languages, s.language);
  ui.begin_row({points(ui.button_width_points(w.open, Icon::folder)), share(1)});
  ui.button("open", w.open, Icon::folder, ButtonStyle::primary);
  if (ui.button("modal", w.save)) s.modal = true;
  ui.end_row();
  ui.begin_row({share(1), share(1)});
  ui.button("off", w.run, Icon::play, ButtonStyle::normal, false);
  ui.button("quiet", w.clear, Icon::close, ButtonStyle::quiet);
  ui.end_row();
  ui.progress("progress", w.importing, 0.3f, w.cancel);
  ui.muted(w.body);
  ui.end_panel();
}

void draw_list(Ui& ui, const Words& w, State& s) {
  ui.begin_panel("list", {342 * ui.scale(), 0, 360 * ui.scale(), 800 * ui.scale()}, false);
  ui.begin_row({share(1), share(1)});
  ui.heading(w.list);
  ui.text(w.count, {.tone = Tone::muted});
  ui.end_row();
  const std::array<std::string_view, 3> titles{
      "الأمم المتحدة ترسل مساعدات إلى ولاية ننجرهار بعد السيول التي ضربت عشرات القرى",
      "زلزال بقوة 5.2 درجات يضرب كرمان", "Kabul: talks on border trade resume"};
  const auto r = ui.list("articles", 5000, s.row, [&](std::size_t i) {
    return ListRow{titles[i % 3], w.source, i % 3 == 0 ? "12" : i % 3 == 1 ? "1,204" : "", i == 4};
  });
  if (r.clicked) s.row = r.clicked;
  ui.end_panel();
}

void draw_reader(Ui& ui, const Words& w, State&) {
  ui.begin_panel("reader", {704 * ui.scale(), 0, 576 * ui.scale(), 500 * ui.scale()});
  ui.text("الأمم المتحدة ترسل مساعدات إلى ولاية ننجرهار بعد السيول",
          {.size = TextSize::title, .flow = Flow::content, .max_lines = 0});
  ui.muted("وكالة الأنباء · 2024-01-29 · 6 أماكن");
  const auto spans = spans_of(kArticle);
  const auto r = ui.reader("text", kArticle, spans, {.key = 1}, 300);
  if (r.hovered) {
    constexpr std::array<std::uint32_t, 8> kBars{1, 0, 3, 5, 2, 0, 1, 4};
    const std::array<std::string_view, 2> lines{"ولاية · أفغانستان", w.count};
    const std::array<CardItem, 1> items{{{"السيول في ننجرهار", "وكالة الأنباء · 29 يناير 2024"}}};
    ui.card({ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y},
            {"ننجرهار", lines, kBars, "يناير", "مارس", items});
  }
  ui.end_panel();
}

void draw_icons(Ui& ui, const Words& w) {
  ui.begin_panel("icons", {704 * ui.scale(), 502 * ui.scale(), 576 * ui.scale(), 298 * ui.scale()});
  for (int line = 0; line < 2; ++line) {
    ui.push_id(static_cast<std::size_t>(line));
    ui.begin_row(
        {share(), share(), share(), share(), share(), share(), share(), share(), share(), share(), share()},
        4);
    for (int i = 1; i <= 11; ++i) {
      const auto icon = static_cast<Icon>(line * 11 + i);
      ui.push_id(static_cast<std::size_t>(i));
      ui.icon_button("icon", icon, w.filters);
      ui.pop_id();
    }
    ui.end_row();
    ui.pop_id();
  }
  for (const TextSize size :
       {TextSize::small, TextSize::body, TextSize::strong, TextSize::heading, TextSize::title}) {
    ui.text("خريطة الأخبار Kharita 2024 — من 1 إلى 5", {.size = size, .flow = Flow::content});
  }
  ui.begin_row({share(), share(), share(), share(), share()});
  for (const Tone tone : {Tone::muted, Tone::accent, Tone::warning, Tone::error, Tone::success})
    ui.text(w.filters, {.tone = tone});
  ui.end_row();
  ui.end_panel();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view language = argc > 1 ? argv[1] : "ar";
  const std::string_view theme = argc > 2 ? argv[2] : "dark";
  const float scale = argc > 3 ? std::strtof(argv[3], nullptr) : 1;
  if (glfwInit() == 0) return 1;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  GLFWwindow* window = glfwCreateWindow(static_cast<int>(1280 * scale), static_cast<int>(800 * scale),
                                        "widgets", nullptr, nullptr);
  if (window == nullptr) return 1;
  glfwMakeContextCurrent(window);
  if (gladLoadGL(glfwGetProcAddress) == 0) return 1;
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplGlfw_InitForOpenGL(window, true);
  ImGui_ImplOpenGL3_Init("#version 330 core");
  {
    auto engine = typeset::TextEngine::create();
    if (!engine) {
      std::fprintf(stderr, "%s\n", engine.error().message.c_str());
      return 1;
    }
    Ui ui(*engine);
    State state;
    for (std::uint32_t i = 0; i < 30; ++i) {
      const std::uint32_t all = 2 + (i * 7919) % 23;
      state.bars.push_back({all, i >= 8 && i <= 15 ? all * 2 / 3 : 0});
    }
    const Words& words = language == "ar" ? kArabic : kEnglish;
    const char* seconds = std::getenv("KHARITA_GALLERY_SECONDS");
    const double until = seconds != nullptr ? std::strtod(seconds, nullptr) : 1e9;
    while (glfwWindowShouldClose(window) == 0 && glfwGetTime() < until) {
      glfwPollEvents();
      ImGui_ImplOpenGL3_NewFrame();
      ImGui_ImplGlfw_NewFrame();
      ImGui::NewFrame();
      ui.begin_frame({.theme = theme == "dark" ? Theme::dark : Theme::light,
                      .right_to_left = language == "ar",
                      .scale = scale});
      draw_filters(ui, words, state);
      draw_list(ui, words, state);
      draw_reader(ui, words, state);
      draw_icons(ui, words);
      if (state.toast && ui.toast("toast", words.body, Tone::error, {0, 0, 1280, 800}).closed)
        state.toast = false;
      if (state.modal) {
        const std::array<std::string_view, 2> buttons{words.save, words.cancel};
        if (ui.modal("modal message", words.title, words.body, buttons)) state.modal = false;
      }
      ui.end_frame();
      ImGui::Render();
      int width = 0;
      int height = 0;
      glfwGetFramebufferSize(window, &width, &height);
      glViewport(0, 0, width, height);
      const Color back = ui.colors().window;
      glClearColor(static_cast<float>(back.r) / 255, static_cast<float>(back.g) / 255,
                   static_cast<float>(back.b) / 255, 1);
      glClear(GL_COLOR_BUFFER_BIT);
      ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
      glfwSwapBuffers(window);
    }
  }
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(window);
  glfwTerminate();
}
