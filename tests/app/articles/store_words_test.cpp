#include "app/articles/store_words.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "app/articles/text_base/text_base.h"
#include "tests/app/articles/made_up_places.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kFew = 1000;
constexpr std::uint64_t kAllInMemory = 1'000'000;

ArticleBatch articles(int from, int to) {
  static const std::vector<std::string> kWords{"بغداد", "وببغداد", "سد مأرب", "القاهرة", "للكويت", "news"};
  ArticleBatch batch;
  for (int i = from; i < to; ++i) {
    Article article;
    article.id = std::to_string(i);
    article.title = kWords[static_cast<std::size_t>(i) % kWords.size()];
    article.text =
        "خبر " + std::to_string(i % 97) + " " + kWords[static_cast<std::size_t>(i / 3) % kWords.size()];
    batch.add(std::move(article), {});
  }
  return batch;
}

struct Words {
  TempFolder folder;
  fs::path file = folder.path() / "news.gpkg";
  fs::path words = folder.path() / "news.gpkg.words";

  Words() {
    REQUIRE(open().add(articles(0, 2500)));
    REQUIRE(open().each_page({.texts = false},
                             [](const ArticleBatch&) { return true; }));  // what tells generations
  }
  [[nodiscard]] Store open() const { return Store::open(file.string(), made_up_places()).value(); }
  [[nodiscard]] static TextIndex of(const Store& store, std::uint64_t few) {
    Progress progress;
    return words_of(
               store, progress, [] { return true; }, few)
        .value();
  }
  // Both ways give the same.
  void check() const {
    const Store store = open();
    const TextIndex here = of(store, kAllInMemory);
    const TextIndex there = of(store, kFew);
    REQUIRE(there.base() != nullptr);
    REQUIRE(there.size() == here.size());
    for (const char* query : {"بغداد ", "سد مأرب", "\"سد مأرب\"", "كو", "خبر 7 ", "-بغداد خبر"}) {
      CAPTURE(query);
      std::vector<std::uint8_t> expected, found;
      here.match(query, expected);
      there.match(query, found);
      CHECK(found == expected);
    }
  }
};

}  // namespace

TEST_CASE("store words: of a large store they are in a file beside it, and say the same") {
  const Words w;
  w.check();
  REQUIRE(fs::exists(w.words));
  const auto made = fs::last_write_time(w.words);
  w.check();
  CHECK(fs::last_write_time(w.words) == made);
  CHECK(Words::of(w.open(), kAllInMemory).base() == nullptr);
}

TEST_CASE("store words: what was added since is in memory; the file is made anew where that is much") {
  const Words w;
  w.check();
  const auto made = fs::last_write_time(w.words);
  REQUIRE(w.open().add(articles(2500, 2700)));
  w.check();
  CHECK(fs::last_write_time(w.words) == made);
  CHECK(Words::of(w.open(), kFew).base()->size() == 2500);
  REQUIRE(w.open().add(articles(2700, 3600)));
  w.check();
  CHECK(Words::of(w.open(), kFew).base()->size() == 3600);
}

TEST_CASE("store words: a file of another store, or damaged, is made anew") {
  const Words w;
  w.check();
  SUBCASE("the store's rows were changed") {
    REQUIRE(w.open().set_published(
        "7", Date(std::chrono::year(2020), std::chrono::month(1), std::chrono::day(1))));
    REQUIRE(w.open().each_page({.texts = false}, [](const ArticleBatch&) { return true; }));
  }
  SUBCASE("damaged") {
    std::ofstream(w.words, std::ios::binary) << "KHARITA";
  }
  w.check();
}

TEST_CASE("store words: a word's list that is damaged is found out by reading it, and all is made anew") {
  const Words w;
  REQUIRE(
      w.open().add(articles(2500, 12'000)));  // so many that opening the file does not read the first lists
  w.check();
  {
    std::fstream bytes(w.words, std::ios::in | std::ios::out | std::ios::binary);
    constexpr std::streamoff kInLists = 4096 + 100;
    bytes.seekp(kInLists);
    bytes << "damaged";
  }
  const auto whole = [](const TextIndex& words) { return words.base()->check([] { return true; }); };
  CHECK_FALSE(whole(Words::of(w.open(), kFew)));
  remove_words(w.open());
  CHECK(whole(Words::of(w.open(), kFew)));
  w.check();
}

TEST_CASE("store words: cancelled between two pages it is an error, and no file is left") {
  const Words w;
  Progress progress;
  int pages = 0;
  CHECK_FALSE(words_of(
      w.open(), progress, [&] { return ++pages < 3; }, kFew));
  CHECK_FALSE(fs::exists(w.words));
}
