#include <doctest/doctest.h>

#include <map>

#include "app/articles/readers/line_batch.h"
#include "tests/app/articles/readers/read_items.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

TEST_CASE("text reader: a short first line is the title and stays in the text") {
  const auto all = read_all_of("\nعاصفة في مسقط\n\nوصلت العاصفة اليوم.\n");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).title == "عاصفة في مسقط");
  CHECK(all.article(0).text == "\nعاصفة في مسقط\n\nوصلت العاصفة اليوم.\n");
}

TEST_CASE("text reader: a long first line, or the only one, is no title") {
  std::string paragraph;
  for (int i = 0; i < 60; ++i)
    paragraph += "كلمة طويلة ";
  CHECK(read_all_of(paragraph + "\nثم").article(0).title.empty());
  CHECK(read_all_of("سطر واحد\n").article(0).title.empty());
}

TEST_CASE("text reader: a section's name and a dateline over the title are no title") {
  CHECK(read_all_of("أخبار\n\nعاصفة قوية في مسقط\nمسقط - وكالات\nوصلت العاصفة اليوم.\n").article(0).title ==
        "عاصفة قوية في مسقط");
  CHECK(read_all_of("مسقط – وكالة الأنباء\nعاصفة قوية في مسقط\nوصلت.\n").article(0).title ==
        "عاصفة قوية في مسقط");
  CHECK(read_all_of("عاصفة\nوصلت.\n").article(0).title == "عاصفة");
}

TEST_CASE("text reader: prose that begins with a bracket is text") {
  for (const char* content : {"[وكالات] خبر من مسقط", "{خبر}", "<خبر> عاجل", "\"خبر\""}) {
    const auto all = read_all_of(content);
    REQUIRE(all.items.size() == 1);
    CHECK(all.article(0).text == content);
  }
}

TEST_CASE("text reader: an empty file is an error") {
  const TempFolder folder;
  for (const char* content : {"", " \r\n\n", "\xEF\xBB\xBF"}) {
    const auto all = read_all(folder.write("empty.txt", content));
    REQUIRE_FALSE(all.result);
    CHECK(all.result.error().message.find("empty.txt: the file is empty") != std::string::npos);
  }
}

TEST_CASE("text reader: a missing file and a folder are errors that name it") {
  const TempFolder folder;
  CHECK(read_all(folder.path() / "none.txt").result.error().message.find("none.txt") != std::string::npos);
  CHECK(read_all(folder.path()).result.error().message.find("is a folder") != std::string::npos);
}

TEST_CASE("text reader: the file's name gives the date, the file's time only that it is no later") {
  const TempFolder folder;
  const auto named = read_all(folder.write("2024-01-29.txt", "خبر"));
  CHECK(day_of(named.article(0)) == "2024-01-29");
  CHECK(named.article(0).published_from == PublishedFrom::file_name);
  const auto file = folder.write("news.txt", "خبر");
  std::filesystem::last_write_time(
      file, std::chrono::file_clock::from_sys(std::chrono::sys_days{std::chrono::year(2022) / 5 / 6} +
                                              std::chrono::seconds(3 * 3600)));
  const auto timed = read_all(file);
  CHECK_FALSE(timed.article(0).published);
  CHECK(timed.article(0).published_from == PublishedFrom::unknown);
  REQUIRE(timed.article(0).not_after);
  CHECK(geo::text::to_iso(*timed.article(0).not_after) == "2022-05-06");
  // An archive without times unpacks to the year 1970 or 1980.
  std::filesystem::last_write_time(file, std::chrono::file_clock::from_sys(std::chrono::sys_seconds{
                                             std::chrono::sys_days{std::chrono::year(1980) / 1 / 1}}));
  CHECK_FALSE(read_all(file).article(0).not_after);
}

TEST_CASE("read file: records that share a file are no later than it, where they are undated") {
  const TempFolder folder;
  const std::string dated = R"({"text": "في بغداد", "published": "2022-05-01"})";
  const std::string undated = R"({"text": "في دمشق"})";
  for (const auto& file : {folder.write("a.ndjson", dated + "\n" + undated + "\n"),
                           folder.write("a.json", "[" + dated + "," + undated + "]")}) {
    CAPTURE(file);
    std::filesystem::last_write_time(file, std::chrono::file_clock::from_sys(std::chrono::sys_seconds{
                                               std::chrono::sys_days{std::chrono::year(2022) / 5 / 6}}));
    const auto all = read_all(file);
    REQUIRE(all.items.size() == 2);
    CHECK_FALSE(all.article(0).not_after);
    CHECK_FALSE(all.article(1).published);
    REQUIRE(all.article(1).not_after);
    CHECK(geo::text::to_iso(*all.article(1).not_after) == "2022-05-06");
  }
}

TEST_CASE("list articles: the folder below the named one is the source of what lies in it") {
  const TempFolder folder;
  for (const char* name :
       {"a.txt", "jazeera/politics/b.txt", "jazeera/c.txt", "2024-01/d.txt", "هسبريس/e.txt"})
    folder.write(name, "x");
  const auto sources_of = [](const std::filesystem::path& root) {
    std::map<std::string, std::string> sources;
    const auto files = list_articles(root);
    REQUIRE(files);
    for (const auto& file : files->files)
      sources[file.path.filename().string()] = file.folder_source;
    return sources;
  };
  const std::map<std::string, std::string> expected{
      {"a.txt", ""}, {"b.txt", "jazeera"}, {"c.txt", "jazeera"}, {"d.txt", ""}, {"e.txt", "هسبريس"}};
  CHECK(sources_of(folder.path()) == expected);
  CHECK(sources_of(folder.path() / "") == expected);
}

TEST_CASE("read file: a source that nothing tells is the folder's name, in every format and by lines") {
  const TempFolder folder;
  const std::string told = R"({"text": "في بغداد", "source": "واع"})";
  const std::string untold = R"({"text": "في دمشق"})";
  folder.write("sana/a.ndjson", told + "\n" + untold + "\n");
  folder.write("sana/b.json", "[" + told + "," + untold + "]");
  const auto files = list_articles(folder.path());
  REQUIRE(files);
  std::vector<Article> articles;
  const ArticleSink sink = [&](ReadItem&& item) {
    articles.push_back(item.article.value());
    return true;
  };
  const LineBatchSink batches = [&](LineBatch&& batch) {
    read_lines(batch, sink);
    return true;
  };
  for (const auto& file : files->files) {
    REQUIRE(read_file(file, sink));
    REQUIRE(read_file(file, sink, batches, {}));
  }
  REQUIRE(articles.size() == 8);
  for (std::size_t i = 0; i < articles.size(); i += 2) {
    CHECK(articles[i].source == "واع");
    CHECK(articles[i].source_from == SourceFrom::metadata);
    CHECK(articles[i + 1].source == "sana");
    CHECK(articles[i + 1].source_from == SourceFrom::folder);
  }
}

TEST_CASE("text reader: a single line of 50 MB is one article, one beyond the limit an error") {
  const std::string line(50 << 20, 'x');
  const auto all = read_all_of(line);
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text.size() == line.size());
  ReadLimits limits;
  limits.max_article_bytes = 1 << 20;
  CHECK_FALSE(read_all_of(line, limits).result);
}

TEST_CASE(
    "list articles: a folder is read recursively, sorted by path, without hidden files and other kinds") {
  const TempFolder folder;
  for (const char* name : {"b.txt", "a/z.html", "a/.hidden.txt", ".git/c.txt", "c.png", "a/b/c.NDJSON"})
    folder.write(name, "x");
  const auto found = list_articles(folder.path());
  REQUIRE(found);
  REQUIRE(found->files.size() == 3);
  CHECK(found->files[0].path == folder.path() / "a/b/c.NDJSON");
  CHECK(found->files[1].path == folder.path() / "a/z.html");
  CHECK(found->files[2].path == folder.path() / "b.txt");
}

TEST_CASE("list articles: a loop of links ends") {
  const TempFolder folder;
  folder.write("a/x.txt", "x");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "a/up");
  const auto found = list_articles(folder.path());
  REQUIRE(found);
  CHECK(found->files.size() == 1);
}

TEST_CASE("list articles: a folder without articles and a missing one are errors that name it") {
  const TempFolder folder;
  folder.write("sub/picture.png", "x");
  const auto none = list_articles(folder.path());
  REQUIRE_FALSE(none);
  CHECK(none.error().message.find("no articles in this folder") != std::string::npos);
  CHECK_FALSE(list_articles(folder.path() / "missing"));
}

TEST_CASE("list articles: a file is itself, whatever its name") {
  const TempFolder folder;
  const auto file = folder.write(".x.dat", "x");
  CHECK(list_articles(file).value().files == std::vector{ArticleFile(file)});
}
