#include <doctest/doctest.h>

#include <random>

#include "app/articles/readers/record.h"
#include "tests/app/articles/readers/read_items.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

TEST_CASE("csv reader: columns are matched by name, whatever their order and case") {
  const auto all =
      read_all_of("Body,Headline,ID,Link,PubDate,Source\nخبر,عنوان,7,https://example.org,29/01/2024,صحيفة\n");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "خبر");
  CHECK(all.article(0).title == "عنوان");
  CHECK(all.article(0).id == "7");
  CHECK(all.article(0).url == "https://example.org");
  CHECK(all.article(0).source == "صحيفة");
  CHECK(day_of(all.article(0)) == "2024-01-29");
}

TEST_CASE("csv reader: quoted fields hold separators, line ends and quotes") {
  const auto all = read_all_of("id,text\r\n1,\"سطر أول،, \"\"قول\"\"\nسطر ثان\"\r\n\r\n2,b \"c\" d\r\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "سطر أول،, \"قول\"\nسطر ثان");
  CHECK(all.article(1).text == "b \"c\" d");
}

TEST_CASE("csv reader: semicolons, tabs, a byte order mark and UTF-16") {
  CHECK(read_all_of("id;text\n1;خبر, آخر\n").article(0).text == "خبر, آخر");
  CHECK(read_all_of("\xEF\xBB\xBFtext\tid\nخبر\t1\n").article(0).id == "1");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("id,text\n1,news\n"))
    wide += std::string({c, '\0'});
  CHECK(read_all_of(wide).article(0).text == "news");
}

TEST_CASE("csv reader: a header without a text column is an error that says what to do") {
  const TempFolder folder;
  const auto all = read_all(folder.write("a.csv", "id,title\n1,x\n"));
  REQUIRE_FALSE(all.result);
  CHECK(all.result.error().message.find("a.csv: no column holds the text") != std::string::npos);
  CHECK_FALSE(read_all(folder.write("b.csv", "")).result);
  CHECK_FALSE(read_all(folder.write("c.csv", "\n\n")).result);
}

TEST_CASE("csv reader: one text column alone is enough where the file is called csv") {
  const TempFolder folder;
  const auto all = read_all(folder.write("a.csv", "text\nخبر\n\"خبر، آخر\"\n"));
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(1).text == "خبر، آخر");
}

TEST_CASE("csv reader: short rows, long rows and rows without text do not end it") {
  const auto all = read_all_of("id,title,text\n1\n2,t,x,extra,more\n3,,\n4,t,y\n");
  REQUIRE(all.items.size() == 4);
  CHECK(all.items[0].article.error().message.find("line 2") != std::string::npos);
  CHECK(all.items[0].id == "1");
  CHECK(all.article(1).text == "x");
  CHECK_FALSE(all.items[2].article);
  CHECK(all.article(3).id == "4");
}

TEST_CASE("csv reader: a quotation mark that is never closed is an error with its line") {
  const auto all = read_all_of("id,text\n1,a\n2,\"b\n3,c\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).id == "1");
  CHECK(all.items[1].article.error().message.find("line 3: a quotation mark") != std::string::npos);
}

TEST_CASE("csv reader: a row beyond the limit is an error of its own") {
  ReadLimits limits;
  limits.max_article_bytes = 1 << 20;
  const auto all = read_all_of("id,text\n1,a\n2,\"" + std::string(2 << 20, 'x') + "\"\n3,c\n", limits);
  REQUIRE(all.items.size() == 3);
  CHECK_FALSE(all.items[1].article);
  CHECK(all.article(2).id == "3");
}

TEST_CASE("csv reader: whatever is written by the rules is read back") {
  std::mt19937 random(3);
  static const std::vector<std::string> kPieces{"a", "\"", ",", "\n", "\r\n", ";", " ", "خبر", "\t"};
  std::string content = "id,text\n";
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i) {
    std::string text = "x";
    for (auto left = random() % 200; left > 0; --left)
      text += kPieces[random() % kPieces.size()];
    texts.push_back(text);
    std::string quoted = "\"";
    for (const char c : text)
      quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    content += std::to_string(i) + "," + quoted + "\"\n";
  }
  const auto all = read_all_of(content);
  REQUIRE(all.items.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    REQUIRE(all.article(i).text == texts[i]);
}

TEST_CASE("csv reader: a line of prose is no header") {
  CHECK(csv_separator("خبر عاجل، من مسقط\n") == 0);
  CHECK(csv_separator("The text, in short\n") == 0);
  CHECK(csv_separator("id,text\n") == ',');
  CHECK(csv_separator("\"Title\"; \"Body\"\r\n") == ';');
}

TEST_CASE("csv: a row with thousands of fields too many is cut; the rows after it are read") {
  const std::string many(100'000, ',');
  const auto all = read_all_of("text,id\nأول,1" + many + "\"خارج\nالأعمدة" + many + "\nثان,2\n");
  REQUIRE(all.items.size() >= 2);
  CHECK(all.article(0).text == "أول");
  CHECK(all.article(all.items.size() - 1).id == "2");
}
