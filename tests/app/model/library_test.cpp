#include "app/model/library.h"

#include <filesystem>

#include "tests/app/articles/read_only.h"
#include "tests/app/articles/temp_folder.h"
#include "tests/app/model/fixture.h"
#include "tests/app/model/listener.h"

using namespace kharita::app;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kTwoArticles =
    R"({"id":"one","published":"2024-01-10","text":"وصل الوفد إلى القاهرة"})"
    "\n"
    R"({"id":"two","published":"2024-01-11","text":"عاد الوفد إلى بغداد"})";

}  // namespace

TEST_CASE("library: what was imported is told at once and is there when the store is opened again") {
  const kharita::test::TempFolder folder;
  const fs::path articles = folder.write("articles.ndjson", kTwoArticles);
  const std::string store = (folder.path() / "store.gpkg").string();
  {
    Listener first(store);
    first.library.import({articles});
    CHECK(first.await<library_event::Imported>().report.added == 2);
    CHECK(first.loaded_ids() == std::vector<std::string>{"one", "two"});
    CHECK_FALSE(first.library.temporary());
  }
  Listener second(store);
  CHECK(second.await<library_event::Heads>().heads.articles.size() == 2);
}

TEST_CASE("library: a correction outlives the window") {
  const kharita::test::TempFolder folder;
  const fs::path articles = folder.write("articles.ndjson", kTwoArticles);
  const std::string store = (folder.path() / "store.gpkg").string();
  const auto place_of_one = [](const auto& opened) { return opened.mentions_of(0).front(); };
  {
    Listener first(store);
    first.library.import({articles});
    const ArticleMention mention = place_of_one(first.await<library_event::Loaded>().batch);
    REQUIRE(mention.place == place_id("gn:360630"));
    first.await<library_event::Imported>();
    Correction correction;
    correction.article_id = "one";
    correction.start = mention.start;
    correction.end = mention.end;
    correction.text = "القاهرة";
    correction.place_id = "gn:98182";  // Baghdad
    first.library.correct(correction);
    first.library.keep(
        (folder.path() / "copy.gpkg").string());  // told when it is done, and so the correction before it
    first.await<library_event::Kept>();
  }
  for (const std::string& location : {store, (folder.path() / "copy.gpkg").string()}) {
    Listener again(location);
    const CorpusMention mention = place_of_one(again.await<library_event::Heads>().heads);
    CHECK(mention.place == place_id("gn:98182"));
    CHECK(mention.corrected);
  }
}

TEST_CASE("library: corrections made just before the window closes are stored, imports are not begun") {
  const kharita::test::TempFolder folder;
  const fs::path articles = folder.write("articles.ndjson", kTwoArticles);
  const std::string store = (folder.path() / "store.gpkg").string();
  constexpr std::uint32_t kCorrections = 50;
  {
    Listener first(store);
    first.library.keep(store + ".copy");
    first.await<library_event::Kept>();
    for (std::uint32_t i = 0; i < kCorrections; ++i)
      first.library.correct({"one", i, i + 1, "القاهرة", "gn:98182", ""});
    first.library.import({articles});
  }
  const auto closed = Store::open(store + ".copy", test_gazetteer());
  REQUIRE(closed.has_value());
  CHECK(closed->corrections().value().size() == kCorrections);
  CHECK_FALSE(closed->contains("one"));
}

TEST_CASE("library: a cancelled import tells how many articles were kept, and no more come after it") {
  const kharita::test::TempFolder folder;
  std::string many;
  for (int i = 0; i < 20000; ++i)
    many += fmt::format("{{\"id\":\"{}\",\"text\":\"وصل الوفد إلى القاهرة ثم عاد إلى بغداد\"}}\n", i);
  const fs::path articles = folder.write("articles.ndjson", many);
  const std::string store = (folder.path() / "store.gpkg").string();
  std::size_t kept = 0;
  {
    Listener first(store);
    first.library.import({articles});
    first.library.import({articles});
    first.await<library_event::Loaded>();
    first.library.cancel();
    const ImportReport report = first.await<library_event::Imported>().report;
    CHECK(report.cancelled);
    kept = report.added;
    CHECK(kept < 20000);
    CHECK(first.loaded_ids().size() == kept);
    // Whatever was still to come would come before this.
    first.library.keep(store + ".copy");
    first.await<library_event::Kept>();
    std::size_t imports = 0;
    for (const LibraryEvent& event : first.events)
      imports += std::holds_alternative<library_event::Imported>(event) ? 1 : 0;
    CHECK(imports == 1);
  }
  CHECK(Store::open(store, test_gazetteer()).value().load().value().articles.size() == kept);
}

TEST_CASE("library: an import that is cancelled before it began says so") {
  Listener listener("");
  listener.library.import({"/nowhere"});
  listener.library.import({"/nowhere"});
  listener.library.cancel();
  const ImportReport report = listener.await<library_event::Imported>().report;
  CHECK(report.added == 0);
}

TEST_CASE("library: what the user waits for or corrected goes before an import that is under way") {
  const kharita::test::TempFolder folder;
  std::string lines;
  for (int i = 0; i < 30'000; ++i)
    lines += "{\"id\": \"" + std::to_string(i) + "\", \"text\": \"زار القاهرة " + std::to_string(i) + "\"}\n";
  const fs::path articles = folder.write("many.ndjson", lines);
  const std::string store = (folder.path() / "store.gpkg").string();
  Listener listener(store);
  listener.library.import({articles});
  (void)listener.await<library_event::Loaded>();  // it is under way
  listener.library.correct({"0", 4, 11, "القاهرة", "gn:98182", ""});
  listener.library.read({"0", "nobody"});
  const ArticleBatch& read = listener.await<library_event::Read>().articles;
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].text == "زار القاهرة 0");
  REQUIRE(read.mentions_of(0).size() == 1);
  CHECK(read.articles[1].text.empty());
  const auto is_end = [](const LibraryEvent& e) {
    return std::holds_alternative<library_event::Imported>(e);
  };
  CHECK(std::none_of(listener.events.begin(), listener.events.end(), is_end));
  CHECK(Store::open(store, test_gazetteer()).value().corrections().value().size() == 1);
  CHECK(listener.await<library_event::Imported>().report.added == 30'000);
}

TEST_CASE("library: a large store is told in parts, in order and whole") {
  const kharita::test::TempFolder folder;
  const std::string store = (folder.path() / "store.gpkg").string();
  std::vector<std::string> ids;
  {
    ArticleBatch corpus;
    for (int i = 0; i < 5001; ++i) {
      ids.push_back("article-" + std::to_string(i));
      add_article(corpus, ids.back(), "", day(2024, 1, 1), "زار القاهرة", {{"القاهرة", "gn:360630"}});
    }
    auto opened = Store::open(store, test_gazetteer());
    REQUIRE(opened.has_value());
    REQUIRE(opened->add(corpus).has_value());
  }
  Listener listener(store);
  while (listener.loaded_ids().size() < ids.size()) {
    const auto& part = listener.await<library_event::Heads>().heads;
    CHECK(part.articles.size() <= 4096);
    CHECK(part.mentions.size() == part.articles.size());
  }
  CHECK(listener.loaded_ids() == ids);
}

TEST_CASE("library: a store that may not be written to is shown, and it is said that changes are not kept") {
  const kharita::test::TempFolder folder;
  const fs::path store = folder.path() / "shared/store.gpkg";
  REQUIRE(Store::open(store.string(), test_gazetteer()).value().add(small_corpus()));
  const kharita::test::ReadOnly locked(store.parent_path());
  Listener listener(store.string());
  CHECK(listener.await<library_event::Failed>().error.message.find("may not be written to") !=
        std::string::npos);
  CHECK(listener.await<library_event::Heads>().heads.articles.size() == 4);
  CHECK_FALSE(listener.library.temporary());
  listener.library.correct({"a", 0, 1, "x", "gn:98182", ""});
  CHECK(listener.await<library_event::Failed>().error.message.find("storing a correction") !=
        std::string::npos);
}

TEST_CASE("library: a store that is none is said so, and the window can still be used") {
  const kharita::test::TempFolder folder;
  const fs::path letter = folder.write("store.gpkg", "this is a letter, not a GeoPackage");
  const fs::path articles = folder.write("articles.ndjson", kTwoArticles);
  Listener listener(letter.string());
  CHECK(listener.await<library_event::Failed>().error.message.find("store.gpkg") != std::string::npos);
  listener.library.import({articles});
  CHECK(listener.await<library_event::Imported>().report.added == 2);
  CHECK(listener.library.temporary());
}
