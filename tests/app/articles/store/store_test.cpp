#include "app/articles/store/store.h"

#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "tests/app/articles/made_up_places.h"
#include "tests/app/articles/read_only.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;
using geo::PlaceId;

namespace {

const Date kDay{std::chrono::year(2024), std::chrono::month(1), std::chrono::day(29)};

Article article(const std::string& id, const std::string& text = "في بغداد وبغداد") {
  Article a;
  a.id = id;
  a.title = "عنوان " + id;
  a.source = "صحيفة";
  a.url = "https://example.org/" + id;
  a.language = "ar";
  a.text = text;
  a.published = kDay;
  a.published_from = PublishedFrom::metadata;
  return a;
}

ArticleMention mention(std::uint32_t start, std::uint32_t end, std::uint32_t place) {
  ArticleMention m;
  m.start = start;
  m.end = end;
  m.place = PlaceId{place};
  m.confidence = 0.75f;
  m.alternatives = {{PlaceId{50}, 0.125f}, {PlaceId{51}, 0.0625f}};
  return m;
}

ArticleBatch one(const std::string& id) {
  ArticleBatch corpus;
  auto second = mention(10, 15, 43);
  second.role = geo::MentionRole::associative;
  corpus.add(article(id), {mention(3, 8, 42), second});
  return corpus;
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

void run_sql(const std::filesystem::path& file, const std::string& sql) {
  GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
  REQUIRE(dataset);
  dataset->ReleaseResultSet(dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr));
}

Store open_at(const std::filesystem::path& file) {
  return Store::open(file.string(), made_up_places()).value();
}

Correction correction(const std::string& article_id, std::uint32_t start, std::uint32_t end,
                      const std::string& text, const std::string& place) {
  return {article_id, start, end, text, place, "2024-02-01T10:00:00Z"};
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What another reader of GeoPackages sees.
int features_of(const std::filesystem::path& file, const char* layer) {
  GDALAllRegister();
  GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
  REQUIRE(dataset);
  REQUIRE(dataset->GetLayerByName(layer) != nullptr);
  return static_cast<int>(dataset->GetLayerByName(layer)->GetFeatureCount());
}

void change(const std::filesystem::path& file, const char* sql) {
  GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
  REQUIRE(dataset);
  CPLErrorReset();
  dataset->ReleaseResultSet(dataset->ExecuteSQL(sql, nullptr, nullptr));
  REQUIRE(CPLGetLastErrorType() < CE_Failure);
}

std::string ask(const std::filesystem::path& file, const char* sql) {
  GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
  REQUIRE(dataset);
  OGRLayer* rows = dataset->ExecuteSQL(sql, nullptr, nullptr);
  REQUIRE(rows != nullptr);
  const OGRFeatureUniquePtr row(rows->GetNextFeature());
  std::string answer = row ? row->GetFieldAsString(0) : "none";
  dataset->ReleaseResultSet(rows);
  return answer;
}

}  // namespace

TEST_CASE("store: what was stored is loaded again, after closing too") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  CHECK(open_at(file).add(one("a")).value() == 1);
  const Store store = open_at(file);
  CHECK(store.location() == file.string());
  const ArticleBatch corpus = store.load().value();
  REQUIRE(corpus.articles.size() == 1);
  const Article& a = corpus.articles[0];
  const Article expected = article("a");
  CHECK(a.id == expected.id);
  CHECK(a.title == expected.title);
  CHECK(a.source == expected.source);
  CHECK(a.url == expected.url);
  CHECK(a.language == expected.language);
  CHECK(a.text == expected.text);
  CHECK(a.published == expected.published);
  CHECK(a.published_from == PublishedFrom::metadata);
  REQUIRE(corpus.mentions.size() == 2);
  const ArticleMention& m = corpus.mentions[0];
  CHECK(m.start == 3);
  CHECK(m.end == 8);
  CHECK(m.place == PlaceId{42});
  CHECK(m.confidence == 0.75f);
  CHECK(m.role == geo::MentionRole::literal);
  CHECK_FALSE(m.corrected);
  REQUIRE(m.alternatives.size() == 2);
  CHECK(m.alternatives[0].place == PlaceId{50});
  CHECK(m.alternatives[0].confidence == 0.125f);
  CHECK(m.alternatives[1].place == PlaceId{51});
  CHECK(corpus.mentions[1].role == geo::MentionRole::associative);
}

TEST_CASE("store: odd texts and missing fields survive") {
  Store store = Store::temporary(made_up_places()).value();
  ArticleBatch batch;
  Article odd;
  odd.id = "it's; DROP TABLE articles --\"";
  odd.text = "a'b\"c\\d\r\n\t\x01 😀 ﷺ % ?";
  batch.add(odd, {});
  CHECK(store.add(batch).value() == 1);
  CHECK(store.find(odd.id).value()->text == odd.text);
  CHECK_FALSE(store.find("nobody").value().has_value());
  const ArticleBatch corpus = store.load().value();
  REQUIRE(corpus.articles.size() == 1);
  CHECK(corpus.articles[0].id == odd.id);
  CHECK(corpus.articles[0].text == odd.text);
  CHECK(corpus.articles[0].title.empty());
  CHECK_FALSE(corpus.articles[0].published);
  CHECK(corpus.articles[0].published_from == PublishedFrom::unknown);
}

TEST_CASE("store: the same id is stored once, in one batch and in two") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  Store store = open_at(file);
  ArticleBatch batch = one("a");
  batch.add(article("a", "نص آخر"), {});
  batch.add(article("b"), {});
  CHECK(store.add(batch).value() == 2);
  CHECK(store.add(batch).value() == 0);
  CHECK(store.contains("a"));
  CHECK_FALSE(store.contains("c"));
  CHECK(open_at(file).contains("b"));
  CHECK(store.load()->articles.size() == 2);
}

TEST_CASE("store: a re-import is told from another article under the same id") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  Store store = open_at(file);
  REQUIRE(store.add(one("a")));
  for (int round = 0; round < 2; ++round) {
    CHECK(store.presence(article("a")) == Presence::same);
    CHECK(store.presence(article("a", "نص آخر")) == Presence::different);
    CHECK(store.presence(article("b")) == Presence::absent);
    store = open_at(file);
  }
}

TEST_CASE("store: what another process stores meanwhile is not stored twice") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  Store first = open_at(file);
  Store second = open_at(file);
  CHECK(first.add(one("a")).value() == 1);
  CHECK(second.add(one("a")).value() == 0);
  CHECK(second.add(one("b")).value() == 1);
  CHECK(first.load()->articles.size() == 2);
}

TEST_CASE("store: several write at once, and nothing is lost or doubled") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  constexpr int kWriters = 3;
  constexpr int kBatches = 12;
  std::vector<std::thread> writers;
  std::atomic<std::uint64_t> added{0};
  std::atomic<int> failures{0};
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&] {
      auto store = Store::open(file.string(), made_up_places());
      if (!store) return void(++failures);
      for (int batch = 0; batch < kBatches; ++batch) {
        const auto stored = store->add(one(std::to_string(batch)));
        if (stored) {
          added += *stored;
        } else {
          ++failures;
        }
      }
    });
  }
  for (auto& writer : writers)
    writer.join();
  CHECK(failures == 0);
  CHECK(added == kBatches);
  CHECK(open_at(file).load()->articles.size() == kBatches);
  CHECK(features_of(file, "mentions") == 2 * kBatches);
}

TEST_CASE(
    "store: one that is read does not hold up who writes, and a reading sees what was there when it began") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  Store store = open_at(file);
  REQUIRE(store.add(one("a")));
  store.set_lock_wait(std::chrono::milliseconds(50));
  GDALDatasetUniquePtr other(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
  REQUIRE(other);
  OGRLayer* rows =
      other->ExecuteSQL("SELECT id FROM articles UNION ALL SELECT id FROM articles", nullptr, nullptr);
  REQUIRE(OGRFeatureUniquePtr(rows->GetNextFeature()) != nullptr);
  CHECK(store.add(one("b")));
  CHECK(OGRFeatureUniquePtr(rows->GetNextFeature()) != nullptr);
  CHECK(OGRFeatureUniquePtr(rows->GetNextFeature()) == nullptr);
  other->ReleaseResultSet(rows);
}

TEST_CASE("store: where another program goes on writing, an error says so and names it") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  REQUIRE(open_at(file).add(one("a")));
  std::array<int, 2> ready{};
  std::array<int, 2> done{};
  REQUIRE(::pipe(ready.data()) == 0);
  REQUIRE(::pipe(done.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    GDALDatasetUniquePtr other(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    other->StartTransaction();
    other->ReleaseResultSet(other->ExecuteSQL("DELETE FROM corrections WHERE 0", nullptr, nullptr));
    char byte = 1;
    const bool told = ::write(ready[1], &byte, 1) == 1 && ::read(done[0], &byte, 1) == 1;
    ::_exit(told ? 0 : 1);
  }
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  {
    Store store = open_at(file);
    store.set_lock_wait(std::chrono::milliseconds(50));
    const auto stored = store.add(one("b"));
    REQUIRE_FALSE(stored);
    CHECK(stored.error().message.find("another program has been writing to it for 0.05 seconds") !=
          std::string::npos);
    CHECK(stored.error().message.find(fmt::format("(process {}) has it open", child)) != std::string::npos);
    REQUIRE(::write(done[1], &byte, 1) == 1);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(store.add(one("b")));
  }
  for (const int end : {ready[0], ready[1], done[0], done[1]})
    ::close(end);
}

TEST_CASE("store: mentions are replaced by those found anew, all or none, and corrections stay") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  Store store = open_at(file);
  constexpr int kArticles = 1200;  // more than two pages
  ArticleBatch batch;
  for (int i = 0; i < kArticles; ++i)
    batch.add(article(std::to_string(i)), {mention(3, 8, 42)});
  REQUIRE(store.add(batch));
  REQUIRE(store.add(correction("7", 3, 8, "بغداد", "t:60")));
  CHECK(store.size() == kArticles);
  std::vector<std::string> seen;
  const auto anew =
      [&](std::vector<Article>& page) -> std::optional<std::vector<std::vector<ArticleMention>>> {
    std::vector<std::vector<ArticleMention>> found;
    for (const Article& a : page) {
      seen.push_back(a.id);
      found.push_back({mention(3, 8, 43), mention(10, 15, 44)});
    }
    if (seen.size() > kArticles) return std::nullopt;
    return found;
  };
  const auto replaced = store.replace_mentions(anew);
  REQUIRE(replaced);
  CHECK(replaced->articles == kArticles);
  CHECK(replaced->mentions_before == kArticles);
  CHECK(replaced->mentions_now == 2 * kArticles);
  for (int i = 0; i < kArticles; ++i)
    REQUIRE(seen[static_cast<std::size_t>(i)] == std::to_string(i));
  const auto check = [&] {
    const ArticleBatch corpus = open_at(file).load().value();
    REQUIRE(corpus.mentions.size() == 2 * kArticles);
    CHECK(corpus.mentions_of(0)[0].place == PlaceId{43});
    CHECK(corpus.mentions_of(7)[0].place == PlaceId{60});
    CHECK(corpus.mentions_of(7)[1].place == PlaceId{44});
  };
  check();
  const auto cancelled = store.replace_mentions(anew);
  REQUIRE_FALSE(cancelled);
  CHECK(cancelled.error().message.find("the store is as it was") != std::string::npos);
  check();
}

TEST_CASE("store: corrections hold for one mention, or for a name in all articles") {
  Store store = Store::temporary(made_up_places()).value();
  REQUIRE(store.add(one("a")));
  REQUIRE(store.add(one("b")));
  REQUIRE(store.add(correction("", 0, 0, "بَغداد", "t:60")));
  REQUIRE(store.add(correction("a", 3, 8, "بغداد", "t:61")));
  const ArticleBatch corpus = store.load().value();
  REQUIRE(corpus.mentions.size() == 4);
  CHECK(corpus.mentions[0].place == PlaceId{61});
  CHECK(corpus.mentions[0].corrected);
  CHECK(corpus.mentions[0].confidence == 1);
  CHECK(corpus.mentions[1].place == PlaceId{60});
  CHECK(corpus.mentions[2].place == PlaceId{60});
  CHECK(store.corrections()->size() == 2);
  CHECK(store.corrections()->at(1).made_at == "2024-02-01T10:00:00Z");
}

TEST_CASE("store: the latest correction of a mention holds, and it may say that there is no place") {
  Store store = Store::temporary(made_up_places()).value();
  REQUIRE(store.add(one("a")));
  REQUIRE(store.add(correction("a", 3, 8, "بغداد", "t:61")));
  REQUIRE(store.add(correction("a", 3, 8, "بغداد", "")));
  ArticleBatch corpus = store.load().value();
  REQUIRE(corpus.mentions.size() == 2);
  CHECK_FALSE(corpus.mentions[0].place.valid());  // a mark, to be taken back
  CHECK(corpus.mentions[0].corrected);
  CHECK(corpus.mentions[0].confidence == 0);
  CHECK(corpus.mentions[0].read_as == PlaceId{42});
  CHECK(corpus.mentions[1].place == PlaceId{43});
  REQUIRE(store.add(correction("a", 3, 8, "بغداد", "t:62")));
  corpus = store.load().value();
  REQUIRE(corpus.mentions.size() == 2);
  CHECK(corpus.mentions[0].place == PlaceId{62});
}

TEST_CASE("store: a mention whose correction was withdrawn is as it was found, or as its name says") {
  Store store = Store::temporary(made_up_places()).value();
  REQUIRE(store.add(one("it's a")));
  const ArticleMention found = store.load().value().mentions[0];
  REQUIRE(store.add(correction("it's a", 3, 8, "بغداد", "t:61")));
  REQUIRE(store.add(correction("it's a", 10, 15, "بغداد", "t:62")));
  REQUIRE(store.add(correction("it's a", 3, 8, "بغداد", "")));
  CHECK_FALSE(store.load().value().mentions[0].place.valid());
  REQUIRE(store.each_page({.corrected = false}, [&](const ArticleBatch& page) {
    CHECK(page.mentions[0].place == found.place);
    return true;
  }));
  REQUIRE(store.withdraw("it's a", 3, 8));
  REQUIRE(store.withdraw("b", 10, 15));
  ArticleBatch corpus = store.load().value();
  REQUIRE(corpus.mentions.size() == 2);
  CHECK(corpus.mentions[0].place == found.place);
  CHECK(corpus.mentions[0].confidence == found.confidence);
  CHECK_FALSE(corpus.mentions[0].corrected);
  CHECK(corpus.mentions[1].place == PlaceId{62});
  REQUIRE(store.add(correction("", 0, 0, "بَغداد", "t:60")));
  REQUIRE(store.withdraw("it's a", 10, 15));
  corpus = store.load().value();
  CHECK(corpus.mentions[1].place == PlaceId{60});
  CHECK(corpus.mentions[1].corrected);
}

TEST_CASE("store: a mention that the user marked where none was found is there") {
  Store store = Store::temporary(made_up_places()).value();
  REQUIRE(store.add(one("a")));
  REQUIRE(store.add(correction("a", 0, 2, "في", "t:63")));
  const ArticleBatch corpus = store.load().value();
  REQUIRE(corpus.mentions.size() == 3);
  CHECK(corpus.mentions[0].start == 0);
  CHECK(corpus.mentions[0].place == PlaceId{63});
}

TEST_CASE("store: places that the gazetteer no longer has are left out and counted") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  {
    Store store = open_at(file);
    REQUIRE(store.add(one("a")));
    REQUIRE(store.add(correction("a", 10, 15, "بغداد", "t:999999")));
  }
  PlaceSource poorer = made_up_places();
  poorer.find = [](std::string_view id) { return id == "t:42" ? std::nullopt : find_made_up_place(id); };
  const Store store = Store::open(file.string(), poorer).value();
  const auto lost = store.each_page({}, [](const ArticleBatch& page) {
    REQUIRE(page.mentions.size() == 1);
    CHECK(page.mentions[0].place == PlaceId{43});
    return true;
  });
  CHECK(lost == 2);
}

TEST_CASE("store: the user's date goes before what was found") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  Store store = open_at(file);
  REQUIRE(store.add(one("a")));
  const Date day{std::chrono::year(2023), std::chrono::month(12), std::chrono::day(31)};
  REQUIRE(store.set_published("a", day));
  CHECK_FALSE(store.set_published("nobody", day));
  CHECK_FALSE(
      store.set_published("a", Date(std::chrono::year(2023), std::chrono::month(2), std::chrono::day(30))));
  const ArticleBatch corpus = open_at(file).load().value();
  CHECK(corpus.articles[0].published == day);
  CHECK(corpus.articles[0].published_from == PublishedFrom::user);
  CHECK(ask(file, "SELECT CAST(published AS TEXT) FROM mentions") == "2023-12-31");
  // Taken back.
  REQUIRE(store.set_published("a", std::nullopt, PublishedFrom::unknown));
  const ArticleBatch before = open_at(file).load().value();
  CHECK_FALSE(before.articles[0].published);
  CHECK(before.articles[0].published_from == PublishedFrom::unknown);
}

TEST_CASE("store: a file's time that an earlier version took for a date is no date of publication") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  REQUIRE(open_at(file).add(one("a")));
  change(file, "UPDATE articles SET published_from = 'file time'");
  const ArticleBatch corpus = open_at(file).load().value();
  CHECK_FALSE(corpus.articles[0].published);
  CHECK(corpus.articles[0].published_from == PublishedFrom::unknown);
  CHECK(corpus.articles[0].not_after == kDay);
}

TEST_CASE("store: what tells a source, and the day before which an undated article was written, are kept") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  Article undated = article("a");
  undated.published.reset();
  undated.published_from = PublishedFrom::unknown;
  undated.not_after = kDay;
  undated.source_from = SourceFrom::folder;
  ArticleBatch batch;
  batch.add(undated, {});
  REQUIRE(open_at(file).add(batch));
  const ArticleBatch corpus = open_at(file).load().value();
  CHECK_FALSE(corpus.articles[0].published);
  CHECK(corpus.articles[0].not_after == kDay);
  CHECK(corpus.articles[0].source_from == SourceFrom::folder);
}

TEST_CASE(
    "store: one of an earlier version is read as it is, and gets the columns that it lacks when written to") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  REQUIRE(open_at(file).add(one("a")));
  change(file, "ALTER TABLE articles DROP COLUMN source_from");
  change(file, "ALTER TABLE articles DROP COLUMN not_after");
  const std::string before = content_of(file);
  const ArticleBatch read = Store::open_for_reading(file.string(), made_up_places()).value().load().value();
  CHECK(read.articles[0].text == article("a").text);
  CHECK(read.articles[0].source_from == SourceFrom::unknown);
  CHECK(content_of(file) == before);
  Article later = article("b");
  later.source_from = SourceFrom::metadata;
  ArticleBatch batch;
  batch.add(later, {});
  REQUIRE(open_at(file).add(batch));
  const ArticleBatch both = open_at(file).load().value();
  REQUIRE(both.articles.size() == 2);
  CHECK(both.articles[0].text == article("a").text);
  CHECK(both.articles[0].source_from == SourceFrom::unknown);
  CHECK(both.articles[1].source_from == SourceFrom::metadata);
}

TEST_CASE("store: other programs see a GeoPackage with points in longitude and latitude") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  {
    Store store = open_at(file);
    REQUIRE(store.add(one("a")));
  }
  CHECK(features_of(file, "articles") == 1);
  CHECK(features_of(file, "mentions") == 2);
  CHECK(ask(file, "SELECT text FROM mentions WHERE place_id = 't:43'") == "بغداد");
  CHECK(ask(file, "SELECT alternatives FROM mentions") ==
        R"([{"id":"t:50","confidence":0.125},{"id":"t:51","confidence":0.0625}])");
  CHECK(ask(file, "PRAGMA integrity_check") == "ok");
  GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
  OGRLayer* layer = dataset->GetLayerByName("mentions");
  CHECK(layer->GetSpatialRef()->IsGeographic());
  CHECK(std::string(layer->GetSpatialRef()->GetAuthorityCode(nullptr)) == "4326");
  const OGRFeatureUniquePtr feature(layer->GetNextFeature());
  const auto place = made_up_place(PlaceId{42});
  CHECK(feature->GetGeometryRef()->toPoint()->getX() == place.location.lon_deg());
  CHECK(feature->GetGeometryRef()->toPoint()->getY() == place.location.lat_deg());
  OGREnvelope extent;
  REQUIRE(layer->GetExtent(&extent) == OGRERR_NONE);
  CHECK(extent.MinX <= place.location.lon_deg());
  CHECK(extent.MaxX >= place.location.lon_deg());
}

TEST_CASE("store: a file that is no GeoPackage is an error and stays as it is") {
  const TempFolder folder;
  for (const std::string& content :
       {std::string("خبر"), std::string(), std::string("SQLite format 3\0", 16) + std::string(500, '\0')}) {
    const auto file = folder.write("other.gpkg", content);
    const auto store = Store::open(file.string(), made_up_places());
    REQUIRE_FALSE(store);
    CHECK(store.error().message.find("other.gpkg: is no GeoPackage") != std::string::npos);
    CHECK(content_of(file) == content);
  }
}

TEST_CASE("store: another program's GeoPackage is an error and stays as it is") {
  const TempFolder folder;
  const auto file = folder.path() / "map.gpkg";
  GDALAllRegister();
  {
    GDALDatasetUniquePtr dataset(
        GetGDALDriverManager()->GetDriverByName("GPKG")->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    dataset->CreateLayer("articles", nullptr, wkbNone);
  }
  const std::string before = content_of(file);
  const auto store = Store::open(file.string(), made_up_places());
  REQUIRE_FALSE(store);
  CHECK(store.error().message.find("was not made by Kharita") != std::string::npos);
  CHECK(content_of(file) == before);
}

TEST_CASE("store: a GeoPackage cut short is an error, not a crash") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  {
    Store store = open_at(file);
    for (int i = 0; i < 50; ++i)
      REQUIRE(store.add(one(std::to_string(i))));
  }
  const std::string whole = content_of(file);
  for (const std::size_t size :
       {std::size_t{50}, std::size_t{100}, std::size_t{4096}, whole.size() / 2, whole.size() - 4096}) {
    const auto cut = folder.write("cut.gpkg", std::string_view(whole).substr(0, size));
    const auto store = Store::open(cut.string(), made_up_places());
    if (store) CHECK_FALSE(store->load());
  }
}

TEST_CASE("store: a folder that cannot be written to, and a folder in the file's place, are errors") {
  const TempFolder folder;
  CHECK(Store::open(folder.path().string(), made_up_places()).error().message.find("is a folder") !=
        std::string::npos);
  const auto blocker = folder.write("file", "x");
  const auto below_file = Store::open((blocker / "news.gpkg").string(), made_up_places());
  REQUIRE_FALSE(below_file);
  CHECK(below_file.error().message.find("cannot be created") != std::string::npos);
  if (::geteuid() == 0) return;  // root may write anywhere
  std::filesystem::permissions(folder.path(),
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  CHECK_FALSE(Store::open((folder.path() / "news.gpkg").string(), made_up_places()));
}

TEST_CASE("store: one is read where neither its file nor its folder may be written to") {
  for (const char* journal : {"DELETE", "WAL"}) {
    CAPTURE(journal);
    const TempFolder folder;
    const auto file = folder.path() / "shared/news.gpkg";
    {
      Store store = open_at(file);
      REQUIRE(store.add(one("a")));
      REQUIRE(store.add(correction("a", 3, 8, "بغداد", "t:60")));
    }
    run_sql(file, fmt::format("PRAGMA journal_mode = {}", journal));
    const std::string before = content(file);
    const ReadOnly locked(file.parent_path());
    auto opened = Store::open_for_reading(file.string(), made_up_places());
    REQUIRE_MESSAGE(opened, opened.error().message);
    const ArticleBatch corpus = opened->load().value();
    REQUIRE(corpus.articles.size() == 1);
    CHECK(corpus.mentions.at(0).place == PlaceId{60});
    CHECK(opened->find("a").value().has_value());
    const auto stored = opened->add(one("b"));
    REQUIRE_FALSE(stored);
    CHECK(stored.error().message.find("news.gpkg") != std::string::npos);
    CHECK(content(file) == before);
    CHECK(names_in(file.parent_path()) == std::set<std::string>{"news.gpkg"});
  }
}

TEST_CASE("store: what another program has written but not yet put into the file is read, too") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  {
    Store store = open_at(file);
    REQUIRE(store.add(one("a")));
  }
  run_sql(file, "PRAGMA journal_mode = WAL");
  const auto copy = folder.path() / "shared/news.gpkg";
  std::filesystem::create_directory(copy.parent_path());
  {
    // Copied while it is open, as from a colleague's disk: the article is in the log alone.
    GDALDatasetUniquePtr other(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    REQUIRE(other);
    other->ReleaseResultSet(
        other->ExecuteSQL("INSERT INTO articles (id, text) VALUES ('late', 'نص')", nullptr, nullptr));
    std::filesystem::copy_file(file, copy);
    std::filesystem::copy_file(file.string() + "-wal", copy.string() + "-wal");
  }
  const ReadOnly locked(copy.parent_path());
  const auto opened = Store::open_for_reading(copy.string(), made_up_places());
  REQUIRE_MESSAGE(opened, opened.error().message);
  CHECK(opened->contains("a"));
  CHECK(opened->contains("late"));
}

TEST_CASE("store: reading makes no store where there is none, and reads none of another program") {
  const TempFolder folder;
  const auto missing = Store::open_for_reading((folder.path() / "none.gpkg").string(), made_up_places());
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message.find("there is no such store") != std::string::npos);
  CHECK(names_in(folder.path()).empty());
  const auto letter = folder.write("letter.gpkg", "a letter");
  CHECK_FALSE(Store::open_for_reading(letter.string(), made_up_places()));
}

TEST_CASE("store: the folder of a new store is made, and nothing but the store is left in it") {
  const TempFolder folder;
  const auto file = folder.path() / "data/kharita/news.gpkg";
  { const Store store = open_at(file); }
  CHECK(names_in(file.parent_path()) == std::set<std::string>{"news.gpkg"});
}

TEST_CASE("store: a database's password is not in its errors, in whichever form it was given") {
  for (const char* words :
       {"host=/nowhere dbname=x password=secret user=y", "host=/nowhere password='se cret' dbname=x user=y",
        "host=/nowhere password = 'a\\' secret' dbname=x user=y",
        "host=/nowhere dbname=x user=y sslpassword=secret", "postgresql://y:secret@127.0.0.1:1/x",
        "postgresql://y@127.0.0.1:1/x?password=secret"}) {
    CAPTURE(words);
    const auto store = Store::open(fmt::format("PG:{}", words), made_up_places());
    REQUIRE_FALSE(store);
    CHECK(store.error().message.find("cret") == std::string::npos);
    CHECK(store.error().message.find("user=y dbname=x") != std::string::npos);
  }
  for (const char* words :
       {"host=/nowhere password='se''cret' dbname=x", "password=se cret", "postgresql://y:secret@[/x"}) {
    CAPTURE(words);
    const auto store = Store::open(fmt::format("PG:{}", words), made_up_places());
    REQUIRE_FALSE(store);
    CHECK(store.error().message ==
          "PG:…: what names the database cannot be read: give PG:host=… dbname=… user=…");
  }
}

TEST_CASE("store: the same through PostgreSQL") {
  const char* location = std::getenv("KHARITA_TEST_DATABASE");
  if (location == nullptr) {
    MESSAGE("skipped: KHARITA_TEST_DATABASE is not set");
    return;
  }
  Store store = Store::open(location, made_up_places()).value();
  CHECK(store.add(one("a")).value() == 1);
  Store other = Store::open(location, made_up_places()).value();
  CHECK(other.add(one("a")).value() == 0);
  CHECK(other.add(one("it's b")).value() == 1);
  CHECK(store.add(one("it's b")).value() == 0);
  REQUIRE(store.add(correction("a", 3, 8, "بغداد", "t:61")));
  REQUIRE(store.set_published("it's b",
                              Date(std::chrono::year(2023), std::chrono::month(12), std::chrono::day(31))));
  const ArticleBatch corpus = store.load().value();
  REQUIRE(corpus.articles.size() == 2);
  REQUIRE(corpus.mentions.size() == 4);
  CHECK(corpus.articles[0].published == kDay);
  CHECK(corpus.articles[1].published_from == PublishedFrom::user);
  CHECK(corpus.mentions[0].place == PlaceId{61});
  CHECK(corpus.mentions[0].alternatives.size() == 2);
  CHECK(store.find("it's b").value()->text == article("x").text);
}

TEST_CASE("store: killed at any moment, it keeps whatever it reported as stored and stays sound") {
  const TempFolder folder;
  const auto file = folder.path() / "news.gpkg";
  { const Store store = open_at(file); }
  std::mt19937 random(31);
  std::set<int> reported;
  int next = 0;
  for (int round = 0; round < 12; ++round) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const int first = next;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      auto store = Store::open(file.string(), made_up_places());
      for (int id = first; store; id += 3) {
        ArticleBatch batch;
        for (int i = id; i < id + 3; ++i)
          batch.add(article(std::to_string(i)), {mention(3, 8, 42), mention(10, 15, 43)});
        if (!store->add(batch)) ::_exit(1);
        const int stored[3] = {id, id + 1, id + 2};
        if (::write(ends[1], stored, sizeof stored) != sizeof stored) ::_exit(2);
      }
      ::_exit(3);
    }
    ::close(ends[1]);
    int ids[3];
    // The child is killed while it goes on, after a random number of its reports.
    int wanted = 1 + static_cast<int>(random() % 12);
    while (wanted-- > 0 && ::read(ends[0], ids, sizeof ids) == sizeof ids)
      reported.insert(std::begin(ids), std::end(ids));
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 4000));
    ::kill(child, SIGKILL);
    while (::read(ends[0], ids, sizeof ids) == sizeof ids)
      reported.insert(std::begin(ids), std::end(ids));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    const Store store = open_at(file);
    for (const int id : reported)
      REQUIRE(store.contains(std::to_string(id)));
    const ArticleBatch corpus = store.load().value();
    REQUIRE(corpus.articles.size() % 3 == 0);
    REQUIRE(corpus.mentions.size() == 2 * corpus.articles.size());
    next = static_cast<int>(corpus.articles.size());
    REQUIRE(features_of(file, "mentions") == 2 * next);
    REQUIRE(ask(file, "PRAGMA integrity_check") == "ok");
  }
  CHECK(reported.size() > 30);
}
