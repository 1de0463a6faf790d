// What the window opens, keeps and hands on, without a window: see desk_test.cpp for the rest of the desk.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <thread>

#include "app/desk/data_export.h"
#include "app/export/data_file.h"
#include "tests/app/articles/read_only.h"
#include "tests/app/desk/driven.h"
#include "tests/app/desk/environment.h"

using namespace kharita::app;
using kharita::test::TempFolder;
namespace fs = std::filesystem;
namespace exports = kharita::app::exports;

namespace {

// A desk on a library in a file, as one run of the window after another has it.
struct Run {
  Library library;
  Desk desk;
  double now = 100;

  Run(const TempFolder& folder, const fs::path& store, bool missing = false, fs::path program = {})
      : library(test_gazetteer(), store.string(), [] {}),
        desk(test_gazetteer(), library, view(),
             {folder.path() / "settings.json", folder.path() / "pictures", folder.path() / "samples",
              std::move(program)},
             [] {}) {
    desk.place.resize({640, 480}, 1);
    desk.open({.language = Language::arabic, .library = store.string(), .library_missing = missing}, now);
  }
  void frame(Requests requests = {}) {
    now += 0.016;
    desk.advance(now, always, always);
    desk.refresh([this] { return now; });
    desk.carry_out(std::move(requests), now);
  }
  template <typename Holds>
  [[nodiscard]] bool await(Holds holds) {
    for (int i = 0; i < 2000; ++i) {
      frame();
      if (holds()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }
  [[nodiscard]] std::string id_of_open() const {
    const auto open = desk.state.view.selection.article;
    return open ? std::string(desk.state.corpus.articles[*open].id) : std::string();
  }
};

std::string words_of(const Notice* notice, Language language) {
  return notice != nullptr ? say(notice->text, language) : std::string();
}

}  // namespace

TEST_CASE("opening: a library comes back as it was left, and undo does not go behind that") {
  if (!kharita::test::has_gl()) return;
  const TempFolder folder;
  const fs::path samples = fs::path(KHARITA_SOURCE_DIR) / "data" / "samples";
  const fs::path store = folder.path() / "mine.gpkg";
  Filter filter;
  std::string article;
  std::vector<kharita::geo::PlaceId> places;
  {
    Run first(folder, store);
    Requests requests;
    requests.open_paths = {samples.string()};
    first.frame(std::move(requests));
    REQUIRE(
        first.await([&] { return first.desk.notices.first() != nullptr && !first.desk.state.incomplete; }));
    first.desk.run(action::SetText{"باكستان"});
    first.desk.run(action::SetConfidence{0.3f});
    places = {place_id("ne:PK")};
    first.desk.run(action::SelectPlaces{places});
    first.desk.run(action::SetOrder{ArticleOrder::oldest_first});
    first.frame();
    REQUIRE_FALSE(first.desk.views.articles.articles.empty());
    first.desk.run(action::OpenArticle{first.desk.views.articles.articles.back()});
    first.desk.place.stand_at({kharita::geo::LatLon::from_degrees(31, 70), 5.5, false});
    first.desk.place.user_moves();
    filter = first.desk.state.view.filter;
    article = first.id_of_open();
    first.desk.keep_settings(first.now);
    CHECK(first.desk.keeper.settings.recent == std::vector{samples.string()});
    CHECK(first.desk.last_folder() == samples.parent_path());
  }
  {
    Run again(folder, store);
    REQUIRE(again.await([&] { return !again.id_of_open().empty(); }));
    CHECK(again.id_of_open() == article);
    CHECK(again.desk.state.view.filter == filter);
    CHECK(again.desk.state.view.selection.places == places);
    CHECK(again.desk.state.view.order == ArticleOrder::oldest_first);
    CHECK(again.desk.place.position().zoom == doctest::Approx(5.5));
    CHECK(again.desk.state.undo.empty());
  }
  // Another library is not filtered by what this one was, and leaves what is kept of it.
  {
    Run other(folder, folder.path() / "other.gpkg");
    CHECK(other.desk.state.view.filter == Filter{});
    other.desk.keep_settings(other.now);
  }
  Run third(folder, store);
  CHECK(third.desk.state.view.filter == filter);
}

TEST_CASE("opening: a library that is gone is said in the window's language, and what was kept of it stays") {
  if (!kharita::test::has_gl()) return;
  const TempFolder folder;
  const fs::path store = folder.path() / "مكتبتي.gpkg";
  {
    Run first(folder, store);
    Sitting left{.library = store.string(), .map = {kharita::geo::LatLon::from_degrees(30, 31), 6, false}};
    left.filter.text = "القاهرة";
    keep_sitting(first.desk.keeper.settings, std::move(left));
    first.desk.keep_settings(first.now);
  }
  fs::remove(store);
  Run gone(folder, store, true);
  const std::string said = words_of(gone.desk.notices.first(), Language::arabic);
  CHECK(said.find("لم تعد المكتبة") != std::string::npos);
  CHECK(said.find("مكتبتي.gpkg") != std::string::npos);
  CHECK(gone.desk.notices.first()->is_error);
  CHECK(gone.desk.state.view.filter == Filter{});  // it would hide what is opened instead
  CHECK(gone.desk.place.position().zoom == doctest::Approx(6));
  gone.frame();
  gone.desk.keep_settings(gone.now);
  REQUIRE(sitting_of(gone.desk.keeper.settings, store.string()) != nullptr);
  CHECK(sitting_of(gone.desk.keeper.settings, store.string())->filter.text == "القاهرة");
  Run fresh(folder, folder.path() / "new.gpkg", true);  // one that never was is none that is gone
  CHECK(fresh.desk.notices.first() == nullptr);
}

TEST_CASE("opening: what is opened is remembered; what is gone is said and forgotten") {
  if (!kharita::test::has_gl()) return;
  Driven d({.language = Language::english});
  const std::string one = d.folder.write("one.txt", "زار الوزير القاهرة.").string();
  const std::string two = d.folder.write("two.txt", "وصل الوفد إلى دمشق.").string();
  Requests requests;
  requests.open_paths = {one, two, (d.folder.path() / "." / "one.txt").string()};
  d.frame(std::move(requests));
  CHECK(d.desk.keeper.settings.recent == std::vector{one, two});
  REQUIRE(d.await([&] { return d.desk.notices.first() != nullptr; }));
  d.desk.notices.close_first();
  fs::remove(two);
  Requests again;
  again.open_recent = 1;
  d.frame(std::move(again));
  CHECK(words_of(d.desk.notices.first(), Language::english).find("two.txt") != std::string::npos);
  CHECK(d.desk.notices.first()->is_error);
  CHECK(d.desk.keeper.settings.recent == std::vector{one});
  Requests beyond;
  beyond.open_recent = 7;
  d.frame(std::move(beyond));
}

TEST_CASE("opening: a store is opened by the program in a window of its own") {
  if (!kharita::test::has_gl()) return;
  const TempFolder folder;
  kharita::test::write_program(folder.path() / "kharita", "printf '%s ' \"$@\" > \"$2.asked\"");
  const fs::path store = folder.write("other.gpkg", "SQLite");
  Run run(folder, "", false, folder.path() / "kharita");
  Requests requests;
  requests.open_paths = {store.string()};
  run.frame(std::move(requests));
  const std::string asked = "--store " + store.string() + " ";
  const auto held = [&] {
    std::ifstream in(store.string() + ".asked");
    return std::string(std::istreambuf_iterator<char>(in), {}) == asked;
  };
  CHECK(run.await(held));
  CHECK(run.desk.state.corpus.articles.empty());
  CHECK(run.desk.notices.first() == nullptr);
}

TEST_CASE("opening: the picture is copied through the clipboard's tool, or what to install is said") {
  if (!kharita::test::has_gl()) return;
  const TempFolder tools;
  const kharita::test::SetEnvironment path("PATH", tools.path().string());
  const kharita::test::SetEnvironment screen("WAYLAND_DISPLAY", "");
  Driven d({.language = Language::english});
  const auto copy = [&] {
    Requests requests;
    requests.copy_picture = true;
    d.frame(std::move(requests));
    REQUIRE(d.await([&] { return d.desk.notices.first() != nullptr; }));
    const Notice said = *d.desk.notices.first();
    d.desk.notices.close_first();
    return std::pair{say(said.text, Language::english), said.is_error};
  };
  CHECK(copy() ==
        std::pair<std::string, bool>{say({Word::no_clipboard_tool, {"xclip"}}, Language::english), true});
  const fs::path copied = tools.path() / "copied.png";
  kharita::test::write_program(tools.path() / "xclip", "cat > '" + copied.string() + "'");
  CHECK(copy() == std::pair<std::string, bool>{say({Word::picture_copied}, Language::english), false});
  std::ifstream in(copied, std::ios::binary);
  const std::string png(std::istreambuf_iterator<char>(in), {});
  REQUIRE(png.size() > 24);
  CHECK(png.substr(1, 3) == "PNG");
  CHECK(png.substr(16, 8) == std::string("\0\0\x02\x80\0\0\x01\xe0", 8));  // 640 by 480, as the screen
  kharita::test::write_program(tools.path() / "xclip", "exit 1");
  CHECK(copy().second);
}

TEST_CASE("opening: a saved picture names its folder, and a button shows it") {
  if (!kharita::test::has_gl()) return;
  const TempFolder tools;
  const kharita::test::SetEnvironment path("PATH", tools.path().string());
  Driven d({.language = Language::english});
  Requests requests;
  requests.screenshot = true;
  d.frame(std::move(requests));
  REQUIRE(d.await([&] { return d.desk.notices.first() != nullptr; }));
  CHECK(d.desk.notices.first()->folder == d.desk.folders.pictures.string());
  const std::string folder = d.desk.notices.first()->folder;
  d.desk.notices.close_first();
  const auto show = [&] {
    Requests ask;
    ask.show_folder = folder;
    d.frame(std::move(ask));
  };
  show();
  CHECK(words_of(d.desk.notices.first(), Language::english).find("xdg-utils") != std::string::npos);
  d.desk.notices.close_first();
  kharita::test::write_program(tools.path() / "xdg-open",
                               "printf %s \"$1\" > '" + tools.path().string() + "/shown'");
  show();
  CHECK(d.desk.notices.first() == nullptr);
  CHECK(d.await([&] {
    std::ifstream in(tools.path() / "shown");
    return std::string(std::istreambuf_iterator<char>(in), {}) == folder;
  }));
}

TEST_CASE(
    "opening: damaged settings are said in the window's language and put aside, and the window goes on") {
  if (!kharita::test::has_gl()) return;
  const TempFolder folder;
  (void)folder.write("settings.json", "{ \"theme\": ");
  Run run(folder, "");
  CHECK(words_of(run.desk.notices.first(), Language::arabic).find("تالفة") != std::string::npos);
  CHECK(words_of(run.desk.notices.first(), Language::english).find("settings.json") != std::string::npos);
  run.desk.keep_settings(run.now);
  CHECK(fs::exists(folder.path() / "settings.json.broken"));
  CHECK(fs::exists(folder.path() / "settings.json"));
}

TEST_CASE(
    "opening: a picture into a full disk or a folder without rights is said, and nothing is left of it") {
  if (!kharita::test::has_gl()) return;
  Driven d({.language = Language::arabic});
  const fs::path full = d.folder.path() / "full.png";
  fs::create_symlink("/dev/full", full);
  const fs::path closed = d.folder.path() / "closed";
  fs::create_directories(closed);
  const kharita::test::ReadOnly guard(closed);
  for (const fs::path& file : {full, closed / "map.png"}) {
    Requests requests;
    requests.save_picture_as = file.string();
    d.frame(std::move(requests));
    REQUIRE(d.await([&] { return d.desk.take_export_end(); }));
    REQUIRE(d.desk.notices.first() != nullptr);
    CHECK(d.desk.notices.first()->is_error);
    const std::string said = words_of(d.desk.notices.first(), Language::arabic);
    CHECK(said.find("لم تحفظ الصورة") != std::string::npos);
    CHECK(said.find(file.stem().string()) != std::string::npos);
    CHECK(d.desk.notices.first()->folder.empty());
    d.desk.notices.close_first();
  }
  CHECK(fs::is_empty(closed));
  CHECK(fs::is_symlink(full));
  d.frame();
  CHECK(d.desk.views.articles.articles.size() == 4);
}

TEST_CASE(
    "desk: of a folder of pictures that is dropped it is said that they are no articles, and the rest goes "
    "on") {
  if (!kharita::test::has_gl()) return;
  Driven d({.language = Language::english});
  const fs::path photos = d.folder.path() / "photos";
  fs::create_directories(photos);
  for (const char* name : {"1.png", "2.png", "3.png"})
    fs::copy_file(fs::path(KHARITA_SOURCE_DIR) / "docs" / "images" / "window-ar.png", photos / name);
  Requests requests;
  requests.open_paths = {photos.string(), d.folder.write("one.txt", "زار الوزير القاهرة.").string()};
  d.frame(std::move(requests));
  REQUIRE(d.await([&] { return d.desk.notices.first() != nullptr && !d.desk.state.incomplete; }));
  CHECK(d.desk.state.corpus.articles.size() == 5);
  std::string said;
  for (; d.desk.notices.first() != nullptr; d.desk.notices.close_first())
    said += words_of(d.desk.notices.first(), Language::english) + "\n";
  CHECK(said.find("3 pictures") != std::string::npos);
  CHECK(said.find("1 new article") != std::string::npos);
}

TEST_CASE("opening: a search of 10,000 characters is answered like any other, and taken back") {
  if (!kharita::test::has_gl()) return;
  Driven d({.language = Language::arabic});
  for (const std::string_view word : {"زلزال ", "\"", "OR -", "ـ"}) {
    std::string text;
    while (text.size() < 10'000)
      text += word;
    d.desk.run(action::SetText{text});
    d.frame();
    CHECK(d.desk.state.view.filter.text == text);
    CHECK(d.desk.views.articles.articles.size() == d.desk.state.result.articles);
    CHECK(d.desk.views.filters.chips.size() == 1);
    d.desk.keep_settings(d.now);
    d.desk.run(action::ClearFilter{FilterPart::text});
    d.frame();
    CHECK(d.desk.views.articles.articles.size() == 4);
  }
}

namespace {

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A window on a store of the samples.
struct Opened {
  TempFolder folder;
  Run run{folder, folder.path() / "store.gpkg"};

  Opened() {
    Requests requests;
    requests.open_paths = {(fs::path(KHARITA_SOURCE_DIR) / "data" / "samples").string()};
    run.frame(std::move(requests));
    REQUIRE(run.await([&] { return run.desk.notices.first() != nullptr && is_idle(); }));
    run.desk.notices.close_first();
  }
  [[nodiscard]] bool is_idle() { return !run.library.running() && !run.desk.intake.job(); }
  // Exports and waits for what is said of it.
  Notice export_data(const DataOptions& options, const fs::path& file) {
    Requests requests;
    requests.export_data = {options, file.string()};
    run.frame(std::move(requests));
    REQUIRE(run.await([&] { return run.desk.notices.first() != nullptr && is_idle(); }));
    const Notice said = *run.desk.notices.first();
    run.desk.notices.close_first();
    return said;
  }
  // The same by the layer below, of what the store holds.
  [[nodiscard]] std::string plainly(exports::What what) {
    const fs::path file = folder.path() / "plain.csv";
    const auto store = Store::open_for_reading((folder.path() / "store.gpkg").string(), test_gazetteer());
    REQUIRE(store);
    const auto each_page = [&](const TakePage& take) -> kharita::Result<void> {
      if (auto read = store->each_page({}, take); !read) return tl::unexpected(read.error());
      return {};
    };
    const AppState& state = run.desk.state;
    kharita::Progress progress;
    REQUIRE(
        exports::write_data({state.corpus, state.result, test_gazetteer(), each_page}, what, file, progress));
    return content_of(file);
  }
};

}  // namespace

TEST_CASE("opening: what passes when it is asked for is exported in the background, as the command does") {
  if (!kharita::test::has_gl()) return;
  Opened d;
  AppState& state = d.run.desk.state;
  d.run.desk.run(action::SetText{"باكستان "});
  d.run.frame();
  REQUIRE(state.result.articles > 1);
  REQUIRE(state.result.articles < state.corpus.articles.size());
  for (const auto& [content, what] : {std::pair{DataContent::mentions, exports::What::mentions},
                                      {DataContent::articles, exports::What::articles},
                                      {DataContent::places, exports::What::places}}) {
    const fs::path file = d.folder.path() / "data" / "what passes.csv";
    const Notice said = d.export_data({DataFormat::csv, content, false}, file);
    CHECK_FALSE(said.is_error);
    CHECK(say(said.text, Language::english).find("what passes.csv") != std::string::npos);
    CHECK(said.folder == file.parent_path().string());
    const std::string written = content_of(file);
    CHECK(std::ranges::count(written, '\n') > 1);
    CHECK(written == d.plainly(what));
  }
  // What is filtered after it was asked for does not change it.
  const std::string wanted = d.plainly(exports::What::articles);
  const fs::path file = d.folder.path() / "early.csv";
  Requests requests;
  requests.export_data = {{DataFormat::csv, DataContent::articles, false}, file.string()};
  d.run.desk.carry_out(std::move(requests), d.run.now);
  d.run.desk.run(action::ClearFilter{});
  REQUIRE(d.run.await([&] { return fs::exists(file) && d.is_idle(); }));
  CHECK(content_of(file) == wanted);
}

TEST_CASE("opening: a report holds the map, the filters in words and the window's language") {
  if (!kharita::test::has_gl()) return;
  Opened d;
  const std::string source(d.run.desk.state.corpus.articles[0].source);
  d.run.desk.run(action::Choose{FilterPart::source, source, Pick::only});
  d.run.frame();
  const fs::path file = d.folder.path() / "report.html";
  CHECK_FALSE(d.export_data({DataFormat::report, DataContent::mentions, false}, file).is_error);
  const std::string page = content_of(file);
  CHECK(page.find("dir=\"rtl\"") != std::string::npos);
  CHECK(page.find("data:image/png;base64,") != std::string::npos);
  CHECK(page.find(source) != std::string::npos);
}

TEST_CASE("opening: an export into a full disk or a folder without rights is said and leaves nothing") {
  if (!kharita::test::has_gl()) return;
  Opened d;
  const fs::path full = d.folder.path() / "full.csv";
  fs::create_symlink("/dev/full", full);
  const fs::path closed = d.folder.path() / "closed";
  fs::create_directories(closed);
  const kharita::test::ReadOnly guard(closed);
  for (const fs::path& file : {full, closed / "data.csv"}) {
    const Notice said = d.export_data({}, file);
    CHECK(said.is_error);
    CHECK(say(said.text, Language::arabic).find(file.stem().string()) != std::string::npos);
    CHECK(said.folder.empty());
  }
  CHECK(fs::is_empty(closed));
}

TEST_CASE("opening: an export that is cancelled leaves nothing and says so") {
  if (!kharita::test::has_gl()) return;
  Driven d({.language = Language::english});
  const fs::path file = d.folder.path() / "data.csv";
  std::binary_semaphore go(0);
  d.desk.library.export_data(file, [&](const EachPage& each_page, kharita::Progress& progress) {
    go.acquire();
    const DataExport data(test_gazetteer(), d.desk.state.corpus, d.desk.state.result, {{}, file.string()});
    return data.write(each_page, progress);
  });
  REQUIRE(d.await([&] {
    const auto& job = d.desk.intake.job();
    return job && job->kind == Library::Job::Kind::export_data;
  }));
  CHECK_FALSE(d.desk.state.incomplete);  // counts are of all
  Requests requests;
  requests.cancel = true;
  d.frame(std::move(requests));
  go.release();
  REQUIRE(d.await([&] { return d.desk.notices.first() != nullptr; }));
  CHECK(words_of(d.desk.notices.first(), Language::english) ==
        say({Word::data_cancelled}, Language::english));
  CHECK_FALSE(fs::exists(file));
}
