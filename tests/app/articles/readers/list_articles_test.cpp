#include <doctest/doctest.h>

#include "app/articles/readers/reader.h"
#include "tests/app/articles/readers/gzip.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

namespace {

std::vector<std::filesystem::path> paths_of(const std::vector<ArticleFile>& files) {
  std::vector<std::filesystem::path> paths;
  for (const ArticleFile& file : files)
    paths.push_back(file.path);
  return paths;
}

}  // namespace

TEST_CASE("list articles: what a folder holds beside articles is counted by kind and named") {
  const TempFolder folder;
  folder.write("a.txt", "نص");
  folder.write("report.pdf", "%PDF-1.4");
  folder.write("sub/renamed.txt", "%PDF-1.5");
  folder.write("map.png", "\x89PNG\r\n\x1A\n");
  folder.write("notes.log", "سطر");
  folder.write("README", "سطر");
  const auto found = list_articles(folder.path());
  REQUIRE(found);
  CHECK(paths_of(found->files) == std::vector{folder.path() / "a.txt"});
  CHECK(found->left_out == folder.path().string() +
                               ": 5 files left out: 2 PDF, 1 picture, 2 of unknown kind (README, notes.log)");
}

TEST_CASE("list articles: of many files of unknown kind the first are named") {
  const TempFolder folder;
  folder.write("a.txt", "نص");
  for (int i = 0; i < 9; ++i)
    folder.write("x" + std::to_string(i) + ".bin", "سطر");
  CHECK(list_articles(folder.path())
            ->left_out.ends_with(
                ": 9 files left out: 9 of unknown kind (x0.bin, x1.bin, x2.bin, x3.bin, x4.bin, …)"));
}

TEST_CASE("list articles: a folder of articles alone leaves nothing out") {
  const TempFolder folder;
  folder.write("a.txt", "نص");
  folder.write(".hidden", "سطر");
  CHECK(list_articles(folder.path())->left_out.empty());
}

TEST_CASE("list articles: gzip of a known extension is an article, other gzip is left out") {
  const TempFolder folder;
  folder.write("a.ndjson.gz", gzip("{\"text\":\"نص\"}"));
  folder.write("b.JSON.GZ", gzip("{\"text\":\"نص\"}"));
  folder.write("c.txt.gz", gzip("\x89PNG\r\n\x1A\n"));
  folder.write("d.gz", gzip("نص"));
  const auto found = list_articles(folder.path());
  REQUIRE(found);
  CHECK(paths_of(found->files) == std::vector{folder.path() / "a.ndjson.gz", folder.path() / "b.JSON.GZ"});
  CHECK(found->left_out.ends_with(": 2 files left out: 1 picture, 1 of unknown kind (d.gz)"));
}

TEST_CASE("list articles: a folder of pictures alone says what it holds") {
  const TempFolder folder;
  folder.write("map.png", "\x89PNG\r\n\x1A\n");
  const auto none = list_articles(folder.path());
  REQUIRE_FALSE(none);
  CHECK(none.error().message.ends_with("1 file left out: 1 picture"));
}
