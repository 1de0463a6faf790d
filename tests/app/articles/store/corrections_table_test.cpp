#include "app/articles/store/corrections_table.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "tests/app/articles/made_up_places.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kHeader = "article_id\tstart\tend\twords\tplace_id\tplace_name\tmade_at\n";

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

ArticleMention mention(std::uint32_t start, std::uint32_t end, std::uint32_t place) {
  ArticleMention m;
  m.start = start;
  m.end = end;
  m.place = geo::PlaceId{place};
  m.confidence = 0.75f;
  return m;
}

// A store with one article, "في بغداد وبغداد", whose two mentions are read as place 42.
Store small_store(const std::string& id = "a") {
  auto store = Store::temporary(made_up_places());
  REQUIRE(store);
  Article article;
  article.id = id;
  article.title = "عنوان";
  article.text = "في بغداد وبغداد";
  ArticleBatch corpus;
  corpus.add(article, {mention(3, 8, 42), mention(10, 15, 42)});
  REQUIRE(store->add(corpus));
  return std::move(*store);
}

Correction correction(std::string article, std::uint32_t start, std::uint32_t end, std::string words,
                      std::string place, std::string made_at = "2024-02-01T10:00:00Z") {
  return {std::move(article), start, end, std::move(words), std::move(place), std::move(made_at)};
}

struct Taken {
  TempFolder folder;
  Store store = small_store();
  Result<CorrectionsTaken> take(std::string_view table) {
    return take_corrections(folder.write("c.tsv", table), made_up_places(), store);
  }
  Result<CorrectionsTaken> take_lines(std::string_view lines) {
    return take(std::string(kHeader) + std::string(lines));
  }
};

}  // namespace

TEST_CASE("corrections: a table names its columns and holds what stands of them, one a mention") {
  const TempFolder folder;
  Store store = small_store();
  REQUIRE(store.add(correction("a", 3, 8, "بغداد", "t:60")));
  REQUIRE(store.add(correction("", 0, 0, "دمشق", "")));
  REQUIRE(store.add(correction("a", 3, 8, "بغداد", "t:61", "2024-02-02T10:00:00Z")));
  const fs::path file = folder.path() / "out" / "c.tsv";
  CHECK(write_corrections(store, made_up_places(), file).value() == 2);
  CHECK(content(file) == std::string(kHeader) +
                             "\t0\t0\tدمشق\t\t\t2024-02-01T10:00:00Z\n"
                             "a\t3\t8\tبغداد\tt:61\tPlace\t2024-02-02T10:00:00Z\n");
}

TEST_CASE("corrections: what is written is taken by another store, holds there, and is taken once") {
  const TempFolder folder;
  Store store = small_store("a\tb\\n\n\r");
  REQUIRE(store.add(correction("a\tb\\n\n\r", 3, 8, "بغداد", "t:60")));
  REQUIRE(store.add(correction("a\tb\\n\n\r", 10, 15, "بغداد", "")));
  REQUIRE(store.add(correction("", 0, 0, "حلب\tالشهباء", "t:7")));
  const fs::path file = folder.path() / "c.tsv";
  REQUIRE(write_corrections(store, made_up_places(), file));
  Store other = small_store("a\tb\\n\n\r");
  const auto taken = take_corrections(file, made_up_places(), other);
  REQUIRE(taken);
  CHECK(taken->added == 3);
  CHECK(taken->waiting == 0);
  CHECK(taken->refused.empty());
  CHECK(other.load()->mentions[0].place == geo::PlaceId{60});
  const auto again = take_corrections(file, made_up_places(), other);
  REQUIRE(again);
  CHECK(again->added == 0);
  CHECK(again->known == 3);
  CHECK(other.corrections()->size() == 3);
  const fs::path copy = folder.path() / "copy.tsv";
  REQUIRE(write_corrections(other, made_up_places(), copy));
  CHECK(content(copy) == content(file));
}

TEST_CASE("corrections: columns stand in any order, others are passed over, lines may end as on Windows") {
  Taken t;
  const auto taken = t.take(
      "\xEF\xBB\xBFmade_at\tnote\tplace_id\twords\tend\tstart\tarticle_id\r\n"
      "2024-02-01T10:00:00Z\tmine\tt:61\tبغداد\t8\t3\ta\r\n\r\n");
  REQUIRE(taken);
  CHECK(taken->refused.empty());
  CHECK(taken->added == 1);
  CHECK(t.store.load()->mentions[0].place == geo::PlaceId{61});
}

TEST_CASE("corrections: a bad line is refused by its number and reason, and the rest is taken") {
  Taken t;
  const auto taken = t.take_lines(
      "a\t3\t8\tبغداد\tt:61\tPlace\t2024-02-01T10:00:00Z\n"
      "a\t3\t8\tبغداد\tt:99999\tPlace\t2024-02-01T10:00:00Z\n"
      "a\t3\t8\tبغداد\n"
      "a\tthree\t8\tبغداد\tt:61\tPlace\t2024-02-01T10:00:00Z\n"
      "a\t8\t3\tبغداد\tt:61\tPlace\t2024-02-01T10:00:00Z\n"
      "a\t-3\t99999999999\tبغداد\tt:61\tPlace\t2024-02-01T10:00:00Z\n"
      "a\t10\t15\tدمشق\tt:61\tPlace\t2024-02-01T10:00:00Z\n"
      "a\t10\t900\tبغداد\tt:61\tPlace\t2024-02-01T10:00:00Z\n"
      "a\t10\t15\tبغداد\tt:61\tPlace\tyesterday\n"
      "\t0\t0\t\tt:61\tPlace\t2024-02-01T10:00:00Z\n"
      "a\t10\t15\t\xFF\xFE\tt:61\tPlace\t2024-02-01T10:00:00Z\n"
      "a\t10\t15\tبغداد\tt:62\tPlace\t2024-02-01T10:00:00Z");
  REQUIRE(taken);
  CHECK(taken->added == 2);
  const std::string file = (t.folder.path() / "c.tsv").string();
  const std::vector<std::pair<int, std::string>> reasons{
      {3, "t:99999"},         {4, "4 columns instead of 7"},
      {5, "three to 8"},      {6, "8 to 3"},
      {7, "-3 to"},           {8, "«بغداد» there, not «دمشق»"},
      {9, "ends before 900"}, {10, "yesterday"},
      {11, "neither"},        {12, "UTF-8"}};
  REQUIRE(taken->refused.size() == reasons.size());
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    CAPTURE(taken->refused[i]);
    CHECK(taken->refused[i].starts_with(file + ": line " + std::to_string(reasons[i].first) + ": "));
    CHECK(taken->refused[i].find(reasons[i].second) != std::string::npos);
  }
  CHECK(t.store.load()->mentions[1].place == geo::PlaceId{62});
}

TEST_CASE("corrections: another program's file is an error that names what it lacks, and takes nothing") {
  Taken t;
  const std::string binary(1 << 20, '\x07');
  for (const std::string_view table :
       {std::string_view(""), std::string_view("\n"), std::string_view("id,start,end\n1,2,3\n"),
        std::string_view("article_id\tstart\tend\twords\tmade_at\na\t3\t8\tx\ty\n"),
        std::string_view(binary)}) {
    const auto taken = t.take(table);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().message.find("line 1: this is no table of corrections") != std::string::npos);
    CHECK(taken.error().message.find("place_id") != std::string::npos);
  }
  CHECK_FALSE(take_corrections(t.folder.path(), made_up_places(), t.store));
  CHECK_FALSE(take_corrections(t.folder.path() / "none.tsv", made_up_places(), t.store));
  CHECK(t.store.corrections()->empty());
}

TEST_CASE("corrections: those for articles that come later wait for them; a later one is not taken back") {
  Taken t;
  auto taken = t.take_lines(
      "b\t3\t8\tبغداد\tt:61\t\t2024-02-01T10:00:00Z\n"
      "a\t3\t8\tبغداد\tt:62\t\t2024-02-03T10:00:00Z\n"
      "a\t3\t8\tبغداد\tt:63\t\t2024-02-02T10:00:00Z\n");
  REQUIRE(taken);
  CHECK(taken->added == 2);
  CHECK(taken->waiting == 1);
  CHECK(taken->known == 1);
  CHECK(t.store.load()->mentions[0].place == geo::PlaceId{62});
  Article later;
  later.id = "b";
  later.title = "ب";
  later.text = "في بغداد";
  ArticleBatch corpus;
  corpus.add(later, {mention(3, 8, 42)});
  REQUIRE(t.store.add(corpus));
  CHECK(t.store.load()->mentions[2].place == geo::PlaceId{61});
}

TEST_CASE("corrections: whatever the bytes are, reading ends and what is taken can be written") {
  Taken t;
  std::mt19937 random(7);
  const std::string good = "a\t3\t8\tبغداد\tt:61\tPlace\t2024-02-01T10:00:00Z\n";
  for (int round = 0; round < 300; ++round) {
    std::string table = std::string(kHeader) + good + good;
    for (int i = 0; i < 6; ++i)
      table[random() % table.size()] = "\t\n\\\r9a\0\xFFZ"[random() % 9];
    (void)t.take(table);
  }
  const fs::path file = t.folder.path() / "after.tsv";
  const auto written = write_corrections(t.store, made_up_places(), file);
  REQUIRE(written);
  Store other = small_store();
  const auto again = take_corrections(file, made_up_places(), other);
  REQUIRE(again);
  CHECK(again->refused.empty());
  CHECK(again->added == *written);
}

TEST_CASE("corrections: a folder without rights, or a full disk, is an error that names the file") {
  Store store = small_store();
  REQUIRE(store.add(correction("a", 3, 8, "بغداد", "t:60")));
  const auto written = write_corrections(store, made_up_places(), "/dev/full");
  REQUIRE_FALSE(written);
  CHECK(written.error().message.find("/dev/full") != std::string::npos);
}
