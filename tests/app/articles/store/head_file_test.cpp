#include "app/articles/store/head_file.h"

#include <doctest/doctest.h>
#include <gdal_priv.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "app/articles/corpus.h"
#include "app/articles/store/store.h"
#include "tests/app/articles/made_up_places.h"
#include "tests/app/articles/read_only.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;
using geo::PlaceId;

namespace fs = std::filesystem;

namespace {

ArticleBatch archive(int from, int to) {
  std::mt19937 random(static_cast<std::mt19937::result_type>(from));
  ArticleBatch batch;
  for (int i = from; i < to; ++i) {
    Article article;
    article.id = "article-" + std::to_string(i);
    if (i % 7 != 0) article.title = "عنوان " + std::to_string(i);
    article.source = i % 3 == 0 ? "" : "صحيفة " + std::to_string(i % 5);
    article.language = i % 11 == 0 ? "fa" : "ar";
    if (i % 4 != 0)
      article.published =
          Date(std::chrono::year(1950 + i % 80), std::chrono::month(1 + i % 12), std::chrono::day(9));
    article.published_from = i % 2 == 0 ? PublishedFrom::text : PublishedFrom::metadata;
    article.text = "في بغداد وبغداد ثم البصرة " + std::to_string(i) + "\nوسطر آخر";
    std::vector<ArticleMention> mentions(random() % 4);
    for (auto& mention : mentions) {
      mention.start = 3 + static_cast<std::uint32_t>(random() % 9);
      mention.end = mention.start + 5;
      mention.place = PlaceId{40 + static_cast<std::uint32_t>(random() % 20)};
      mention.confidence = static_cast<float>(random() % 100) / 100;
      if (random() % 3 == 0) mention.role = geo::MentionRole::associative;
      mention.alternatives = {{PlaceId{50}, 0.125f}};
    }
    batch.add(std::move(article), std::move(mentions));
  }
  return batch;
}

// All that a head says, in words.
std::vector<std::string> heads_of(const Store& store) {
  std::vector<std::string> heads;
  const auto lost = store.each_page({.texts = false}, [&](const ArticleBatch& page) {
    const Corpus corpus(page);
    for (std::uint32_t i = 0; i < corpus.articles.size(); ++i) {
      const ArticleHead& a = corpus.articles[i];
      heads.push_back(fmt::format("{}|{}|{}|{}|{}|{}", a.id, a.title, a.source, a.language,
                                  a.published ? geo::text::to_iso(*a.published) : "none",
                                  static_cast<int>(a.published_from)));
      for (const CorpusMention& m : corpus.mentions_of(i))
        heads.back() += fmt::format("|{} {} {} {:.4f} {} {} {}", m.start, m.end, m.place.value, m.confidence,
                                    static_cast<int>(m.role), m.corrected, corpus.words_of(m));
    }
    return true;
  });
  REQUIRE(lost == 0);
  return heads;
}

struct Archive {
  TempFolder folder;
  fs::path file = folder.path() / "news.gpkg";
  fs::path heads = head_file_of(file.string());

  Archive() {
    REQUIRE(open().add(archive(0, 2500)));
    (void)heads_of(open());
    REQUIRE(fs::exists(heads));
  }
  [[nodiscard]] Store open() const { return Store::open(file.string(), made_up_places()).value(); }
  // What the tables say.
  [[nodiscard]] std::vector<std::string> from_tables() const {
    const TempFolder other;
    const fs::path copy = other.path() / "copy.gpkg";
    fs::copy_file(file, copy);
    return heads_of(Store::open(copy.string(), made_up_places()).value());
  }
  [[nodiscard]] std::string content() const {
    std::ifstream in(heads, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // Whether the next opening reads the file, and does not make it anew.
  [[nodiscard]] bool is_read() const {
    const auto before = fs::last_write_time(heads);
    (void)heads_of(open());
    return fs::exists(heads) && fs::last_write_time(heads) == before;
  }
};

void run_sql(const fs::path& file, const std::string& sql) {
  GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
  REQUIRE(dataset);
  CPLErrorReset();
  dataset->ReleaseResultSet(dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr));
  REQUIRE(CPLGetLastErrorType() < CE_Failure);
}

}  // namespace

TEST_CASE("head file: says what the tables say, and is read at the next opening") {
  const Archive a;
  CHECK(a.is_read());
  const auto heads = heads_of(a.open());
  CHECK(heads.size() == 2500);
  CHECK(heads == a.from_tables());
}

TEST_CASE("head file: a small store has none") {
  const TempFolder folder;
  const fs::path file = folder.path() / "news.gpkg";
  Store store = Store::open(file.string(), made_up_places()).value();
  REQUIRE(store.add(archive(0, 100)));
  CHECK(heads_of(store).size() == 100);
  CHECK_FALSE(fs::exists(head_file_of(file.string())));
}

TEST_CASE("head file: what is added to the store is added to it, by any number of programs") {
  const Archive a;
  {
    Store one = a.open();
    Store other = a.open();
    REQUIRE(one.add(archive(2500, 2600)));
    REQUIRE(other.add(archive(2550, 2610)));  // fifty of them are there already
    REQUIRE(one.add(archive(2610, 2611)));
  }
  CHECK(a.is_read());
  const auto heads = heads_of(a.open());
  CHECK(heads.size() == 2611);
  CHECK(heads == a.from_tables());
}

TEST_CASE("head file: corrections are applied to what it says") {
  const Archive a;
  REQUIRE(a.open().add(Correction{"article-7", 0, 2, "في", "t:61", "2024-02-01T10:00:00Z"}));
  REQUIRE(a.open().add(Correction{"", 0, 0, "بغداد", "t:62", "2024-02-01T10:00:00Z"}));
  CHECK(a.is_read());
  CHECK(heads_of(a.open()) == a.from_tables());
  CHECK(heads_of(a.open())[7].find("|0 2 61 1.0000") != std::string::npos);
}

TEST_CASE("head file: is made anew after any change of the store's rows") {
  const Archive a;
  SUBCASE("the user's date") {
    const Date day{std::chrono::year(1999), std::chrono::month(2), std::chrono::day(3)};
    REQUIRE(a.open().set_published("article-3", day));
    CHECK(heads_of(a.open())[3].find("1999-02-03") != std::string::npos);
  }
  SUBCASE("mentions found anew") {
    REQUIRE(a.open().replace_mentions([](std::vector<Article>& page) {
      return std::optional(std::vector<std::vector<ArticleMention>>(page.size()));
    }));
    CHECK(heads_of(a.open())[1].ends_with("|1"));
  }
  SUBCASE("another program's statements") {
    for (const char* sql : {"UPDATE articles SET title = 'anders' WHERE id = 'article-3'",
                            "DELETE FROM articles WHERE id = 'article-4'", "UPDATE mentions SET start = 4",
                            "DELETE FROM mentions WHERE article = 12"}) {
      CAPTURE(sql);
      run_sql(a.file, sql);
      CHECK_FALSE(a.is_read());
      CHECK(a.is_read());
    }
  }
  CHECK(heads_of(a.open()) == a.from_tables());
}

TEST_CASE("head file: a damaged one is not believed, wherever it is damaged") {
  const Archive a;
  const auto right = a.from_tables();
  const std::string whole = a.content();
  const auto write = [&](const std::string& bytes) {
    std::ofstream(a.heads, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  };
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    std::string bytes = whole;
    const std::size_t at = round < 20 ? random() % 440 : random() % bytes.size();
    if (round % 2 == 0) {
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
    } else {
      bytes.resize(at);
    }
    CAPTURE(at);
    write(bytes);
    REQUIRE(heads_of(a.open()) == right);
  }
  CHECK(a.is_read());
}

TEST_CASE("head file: where it cannot be written the store is read all the same") {
  const Archive a;
  const fs::path shared = a.folder.path() / "shared" / "news.gpkg";
  fs::create_directory(shared.parent_path());
  fs::copy_file(a.file, shared);
  const ReadOnly locked(shared.parent_path());
  CHECK(heads_of(Store::open_for_reading(shared.string(), made_up_places()).value()) == a.from_tables());
  CHECK_FALSE(fs::exists(head_file_of(shared.string())));
}
