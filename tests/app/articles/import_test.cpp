#include "app/articles/import.h"

#include <doctest/doctest.h>
#include <gdal_priv.h>

#include <atomic>
#include <new>

#include "app/articles/import_pipeline.h"
#include "app/articles/readers/reader.h"
#include "tests/app/articles/made_up_places.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

namespace {

// One mention at the start, of a place that depends on the text alone; long texts take longer.
std::vector<ArticleMention> pretend(Article& article) {
  std::uint32_t sum = 0;
  for (int round = 0; round < 20; ++round) {
    for (const char c : article.text)
      sum = sum * 31 + static_cast<unsigned char>(c);
  }
  ArticleMention mention;
  mention.end = 2;
  mention.place = geo::PlaceId{sum % kMadeUpPlaces};
  mention.confidence = 0.5f;
  return {mention};
}

ImportPlan plan_for(std::vector<std::filesystem::path> inputs, unsigned threads = 3) {
  ImportPlan plan;
  plan.inputs = std::move(inputs);
  plan.make_resolver = [] { return ResolveArticle(pretend); };
  plan.threads = threads;
  return plan;
}

Store in_memory() {
  return Store::temporary(made_up_places()).value();
}

ImportReport import_into(Store& store, std::vector<std::filesystem::path> inputs) {
  Progress progress;
  return run_import(plan_for(std::move(inputs)), store, progress).value();
}

std::string line(int id, const std::string& text) {
  return fmt::format("{{\"id\":\"{}\",\"text\":\"{}\"}}\n", id, text);
}

std::string many_lines(int from, int to) {
  std::string lines;
  for (int i = from; i < to; ++i)
    lines += line(i, std::string(static_cast<std::size_t>(i * 37 % 900 + 2), 'x') + std::to_string(i));
  return lines;
}

}  // namespace

TEST_CASE(
    "import: all files of a folder are stored in the order of their paths, whatever the number of threads") {
  const TempFolder folder;
  folder.write("b.ndjson", many_lines(300, 900));
  folder.write("a.ndjson", many_lines(0, 300));
  folder.write("c/d.txt", "خبر من عمان");
  for (const unsigned threads : {1u, 2u, 5u}) {
    Store store = in_memory();
    Progress progress;
    const auto report = run_import(plan_for({folder.path()}, threads), store, progress);
    REQUIRE(report);
    CHECK(report->read == 901);
    CHECK(report->added == 901);
    CHECK(report->error_count == 0);
    CHECK_FALSE(report->cancelled);
    CHECK(progress.done == progress.total);
    CHECK(progress.total > 0);
    const ArticleBatch corpus = store.load().value();
    REQUIRE(corpus.articles.size() == 901);
    for (std::uint32_t i = 0; i < 900; ++i) {
      REQUIRE(corpus.articles[i].id == std::to_string(i));
      Article copy = corpus.articles[i];
      REQUIRE(corpus.mentions_of(i).size() == 1);
      REQUIRE(corpus.mentions_of(i)[0].place == pretend(copy)[0].place);
    }
    CHECK(corpus.articles[900].text == "خبر من عمان");
  }
}

TEST_CASE("import: each batch is told after it was stored, and together they are everything") {
  const TempFolder folder;
  Store store = in_memory();
  Progress progress;
  ImportPlan plan = plan_for({folder.write("a.ndjson", many_lines(0, 500))});
  int next = 0;
  plan.on_batch = [&](const ArticleBatch& batch) {
    for (const Article& article : batch.articles) {
      REQUIRE(article.id == std::to_string(next++));
      REQUIRE(store.contains(article.id));
    }
  };
  REQUIRE(run_import(plan, store, progress));
  CHECK(next == 500);
}

TEST_CASE("import: a second time adds nothing, and only what is new is resolved") {
  const TempFolder folder;
  const auto file = folder.write("a.ndjson", many_lines(0, 200));
  Store store = in_memory();
  CHECK(import_into(store, {file}).added == 200);
  folder.write("a.ndjson", many_lines(0, 210));
  std::atomic<int> resolved = 0;
  ImportPlan plan = plan_for({file, file});
  plan.make_resolver = [&]() -> ResolveArticle {
    return [&](Article& article) {
      ++resolved;
      return pretend(article);
    };
  };
  Progress progress;
  const auto report = run_import(plan, store, progress);
  CHECK(report->read == 420);
  CHECK(report->added == 10);
  CHECK(report->notes.empty());
  CHECK(resolved == 10);
}

TEST_CASE(
    "import: broken files, missing inputs and folders without articles are reported, and the rest goes on") {
  const TempFolder folder;
  const auto good = folder.write("good.ndjson", line(1, "خبر"));
  const auto broken = folder.write("broken.ndjson", "{\"id\":\"2\",\n" + line(3, "خبر آخر"));
  const auto empty = folder.write("empty.txt", "");
  std::filesystem::create_directory(folder.path() / "none");
  Store store = in_memory();
  const auto report =
      import_into(store, {folder.path() / "missing", broken, empty, folder.path() / "none", good});
  CHECK(report.read == 2);
  CHECK(report.added == 2);
  CHECK(report.error_count == 4);
  REQUIRE(report.errors.size() == 4);
  for (const auto& error : report.errors)
    CHECK(error.message.find(folder.path().string()) == 0);
}

TEST_CASE("import: more errors than a thousand are counted, not kept") {
  const TempFolder folder;
  std::string lines = line(1, "خبر");
  for (int i = 0; i < 1500; ++i)
    lines += "{\"id\":\n";
  Store store = in_memory();
  const auto report = import_into(store, {folder.write("a.ndjson", lines)});
  CHECK(report.error_count == 1500);
  CHECK(report.errors.size() == 1000);
  CHECK(report.added == 1);
}

TEST_CASE("import: what was repaired is noted") {
  const TempFolder folder;
  Store store = in_memory();
  const auto report = import_into(store, {folder.write("a.ndjson", line(1, "خبر") + line(2, "خبر\xFF"))});
  CHECK(report.added == 2);
  REQUIRE(report.notes.size() == 1);
  CHECK(report.notes[0].find("a.ndjson: line 2") != std::string::npos);
}

TEST_CASE("import: articles of two files that are numbered alike are all kept, once each") {
  const TempFolder folder;
  const auto first = folder.write("first.ndjson", line(1, "خبر عن مسقط") + line(2, "خبر عن صنعاء"));
  const auto second = folder.write("second.ndjson", line(1, "خبر عن تونس") + line(2, "خبر عن صنعاء"));
  Store store = in_memory();
  const auto report = import_into(store, {first, second});
  CHECK(report.added == 3);
  REQUIRE(report.notes.size() == 1);
  CHECK(store.contains("1"));
  CHECK(store.contains("1~" + content_id("", "خبر عن تونس").substr(0, 8)));
  CHECK(import_into(store, {second, first}).added == 0);
}

TEST_CASE("import: a later version of a stored article does not replace it and is noted") {
  const TempFolder folder;
  const auto version = [](const std::string& text) {
    return "{\"id\":\"1\",\"url\":\"https://example.org/1\",\"text\":\"" + text + "\"}\n";
  };
  Store store = in_memory();
  const auto file = folder.write("a.ndjson", version("خبر") + version("خبر محدث"));
  const auto report = import_into(store, {file});
  CHECK(report.added == 1);
  CHECK(report.notes.size() == 1);
  folder.write("a.ndjson", version("خبر محدث ثانية"));
  const auto again = import_into(store, {file});
  CHECK(again.added == 0);
  CHECK(again.notes.size() == 1);
  CHECK(store.find("1").value()->text == "خبر");
}

TEST_CASE("import: files without ids never collide") {
  const TempFolder folder;
  for (int i = 0; i < 50; ++i)
    folder.write(std::to_string(i) + ".txt", "خبر " + std::to_string(i % 40));
  Store store = in_memory();
  CHECK(import_into(store, {folder.path()}).added == 40);
}

TEST_CASE("import: cancelled, it ends without an error and keeps what it told") {
  const TempFolder folder;
  Store store = in_memory();
  Progress progress;
  ImportPlan plan = plan_for({folder.write("a.ndjson", many_lines(0, 20000))});
  std::uint64_t told = 0;
  plan.on_batch = [&](const ArticleBatch& batch) {
    told += batch.articles.size();
    progress.cancelled = true;
  };
  const auto report = run_import(plan, store, progress);
  REQUIRE(report);
  CHECK(report->cancelled);
  CHECK(report->added == told);
  CHECK(told > 0);
  CHECK(told < 20000);
  CHECK(store.load()->articles.size() == told);
}

TEST_CASE("import: cancelled, it resolves no more than the article at hand and stores nothing after") {
  const TempFolder folder;
  Store store = in_memory();
  Progress progress;
  ImportPlan plan = plan_for({folder.write("a.ndjson", many_lines(0, 2000))}, 1);
  int resolved = 0;
  plan.make_resolver = [&]() -> ResolveArticle {
    return [&](Article& article) {
      ++resolved;
      progress.cancelled = true;
      return pretend(article);
    };
  };
  plan.on_batch = [](const ArticleBatch&) { FAIL("a batch was told after the import was cancelled"); };
  const auto report = run_import(plan, store, progress);
  REQUIRE(report);
  CHECK(report->cancelled);
  CHECK(report->added == 0);
  CHECK(resolved == 1);
  CHECK(store.load()->articles.empty());
}

TEST_CASE("import: cancelled before it began, it does nothing") {
  const TempFolder folder;
  Store store = in_memory();
  Progress progress;
  progress.cancelled = true;
  const auto report = run_import(plan_for({folder.write("a.ndjson", many_lines(0, 2000))}), store, progress);
  REQUIRE(report);
  CHECK(report->added == 0);
}

TEST_CASE("import: a store that fails ends it with an error") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  Store store = Store::open(file.string(), made_up_places()).value();
  {
    GDALDatasetUniquePtr other(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    other->ReleaseResultSet(other->ExecuteSQL("DROP TABLE mentions", nullptr, nullptr));
  }
  Progress progress;
  const auto report = run_import(plan_for({folder.write("a.ndjson", many_lines(0, 2000))}), store, progress);
  REQUIRE_FALSE(report);
  CHECK(report.error().message.find("news.gpkg") != std::string::npos);
}

TEST_CASE(
    "import: without memory, in a thread or while storing, it ends with an error and what it told is kept") {
  const TempFolder folder;
  const auto file = folder.write("a.ndjson", many_lines(0, 2000));
  for (const bool while_storing : {false, true}) {
    CAPTURE(while_storing);
    const auto location = (folder.path() / (while_storing ? "b.gpkg" : "a.gpkg")).string();
    std::uint64_t told = 0;
    {
      Store store = Store::open(location, made_up_places()).value();
      ImportPlan plan = plan_for({file}, 1);
      int resolved = 0;
      plan.make_resolver = [&]() -> ResolveArticle {
        return [&](Article& article) {
          if (!while_storing && ++resolved > 500) throw std::bad_alloc();
          return pretend(article);
        };
      };
      plan.on_batch = [&](const ArticleBatch& batch) {
        told += batch.articles.size();
        if (while_storing) throw std::bad_alloc();
      };
      Progress progress;
      const auto report = run_import(plan, store, progress);
      REQUIRE_FALSE(report);
      CHECK(report.error().message.find("not enough memory") != std::string::npos);
    }
    CHECK(told > 0);
    CHECK(Store::open(location, made_up_places()).value().load()->articles.size() == told);
    Store store = Store::open(location, made_up_places()).value();
    import_into(store, {file});
    CHECK(store.load()->articles.size() == 2000);
  }
}

TEST_CASE("import: what the user corrected for a name holds for new articles, too") {
  const TempFolder folder;
  Store store = in_memory();
  REQUIRE(store.add(Correction{"", 0, 0, "خب", "t:77", "2024-01-01T00:00:00Z"}));
  Progress progress;
  ImportPlan plan = plan_for({folder.write("a.ndjson", line(1, "خب ر"))});
  geo::PlaceId told;
  plan.on_batch = [&](const ArticleBatch& batch) { told = batch.mentions.at(0).place; };
  REQUIRE(run_import(plan, store, progress));
  CHECK(told == geo::PlaceId{77});
  CHECK(store.load()->mentions.at(0).place == geo::PlaceId{77});
}
