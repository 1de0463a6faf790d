#include <doctest/doctest.h>

#include <algorithm>
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

TEST_CASE("csv reader: a spreadsheet's numbers in the column of dates are days") {
  const auto all = read_all_of("date,text\n45308,في بغداد\n45308.5,في دمشق\n2024,في مسقط\n");
  REQUIRE(all.items.size() == 3);
  CHECK(day_of(all.article(0)) == "2024-01-17");
  CHECK(day_of(all.article(1)) == "2024-01-17");
  CHECK(day_of(all.article(2)) == "none");
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

TEST_CASE("csv reader: a note that quotes a broken column name is valid UTF-8") {
  const auto all = read_all_of(
      "id,title,نص الخبر\xDB,date\n1,عنوان,وصل الوفد إلى المدينة أمس,2024-01-01\n2,عنوان,عاد "
      "الوفد,2024-01-02\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.items[0].note == "-: \"نص الخبر�\" is read as text");
}

TEST_CASE("csv reader: a line of prose is no header") {
  CHECK_FALSE(shows_table("خبر عاجل، من مسقط\n"));
  CHECK_FALSE(shows_table("The text, in short\n"));
  CHECK_FALSE(shows_table("العنوان، ثم النص بعده\nكلام\n"));
  CHECK_FALSE(shows_table("خبر عن المطر\nكلام كثير.\nTitle, Link, Date\n"));
  CHECK_FALSE(shows_table("خبر عن المطر\nTitle, Text\nكلام كثير, وآخر\n"));
  CHECK(shows_table("id,text\n"));
  CHECK(shows_table("\"Title\"; \"Body\"\r\n"));
  CHECK(shows_table("sep=;\nid;text\n"));
  CHECK(shows_table("Report of today\n\nid,date,text\n1,2024-01-02,x\n"));
}

TEST_CASE("csv reader: the last of ten thousand columns is read") {
  std::string names;
  std::string cells;
  for (int i = 0; i < 9'999; ++i) {
    names += "c" + std::to_string(i) + ",";
    cells += "0,";
  }
  const auto all = read_all_of("id," + names + "text\n7," + cells + "خبر\n");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "خبر");
  CHECK(all.items[0].note.empty());
}

TEST_CASE("csv reader: a row with thousands of fields too many loses them alone, and says so") {
  const std::string many(100'000, ',');
  const auto all = read_all_of("text,id\nأول,1" + many + "\"خارج\nالأعمدة" + many + "\nثان,2\n");
  REQUIRE(all.items.size() >= 2);
  CHECK(all.article(0).text == "أول");
  CHECK(all.items[0].note.find("more than 16384 columns") != std::string::npos);
  CHECK(all.article(all.items.size() - 1).id == "2");
}

TEST_CASE("csv reader: separators at the ends of rows are no surplus") {
  const auto all = read_all_of("id;text\n1;أول;;;\n2;ثان;\n;;;\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(1).text == "ثان");
  CHECK(all.items[0].note.empty());
}

TEST_CASE("csv reader: a row that ends before a known column says so, and is read") {
  const auto all = read_all_of("id,text,date,size\n1,أول\n2,ثان,2024-01-02,5\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "أول");
  CHECK(all.items[0].note == "-: line 2: the row ends before \"date\"");
}

TEST_CASE("csv reader: Excel's line of the separator is no row") {
  for (const std::string line : {"sep=;\n", "\"sep=;\"\r\n", "SEP=;\r\n", "\xEF\xBB\xBFsep=;\n"}) {
    CAPTURE(line);
    const auto all = read_all_of(line + "id;text\n1;خبر, آخر\n");
    REQUIRE(all.items.size() == 1);
    CHECK(all.article(0).text == "خبر, آخر");
  }
  CHECK(read_all_of("sep=^\nid^text\n1^خبر\n").article(0).text == "خبر");
}

TEST_CASE("csv reader: a header that comes again is no article") {
  const auto all = read_all_of("id,text\n1,a\nid,text\n2,b\n\xEF\xBB\xBFid,text\n3,c\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(2).id == "3");
  CHECK(all.items[1].note.empty());
}

TEST_CASE("csv reader: a header in another order holds from there on") {
  const auto all = read_all_of("id,text\n1,a\ntext,date,id\nb,2024-01-02,2\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(1).text == "b");
  CHECK(all.article(1).id == "2");
  CHECK(day_of(all.article(1)) == "2024-01-02");
  CHECK(all.items[1].note.find("line 3: another header") != std::string::npos);
}

TEST_CASE("csv reader: lines before the header are passed over") {
  const auto all = read_all_of("تقرير الأخبار\nGenerated, by hand\n\nid,date,text\n1,2024-01-02,خبر\n");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "خبر");
  CHECK(day_of(all.article(0)) == "2024-01-02");
}

TEST_CASE("csv reader: without a header, columns are known by their cells") {
  const TempFolder folder;
  const auto all = read_all(folder.write("a.csv",
                                         "7,2024-01-05,أمطار في الشمال,\"وصلت الأمطار إلى شمال البلاد مساء "
                                         "أمس، وتوقفت الحركة.\",https://example.org/7\n"
                                         "8,2024-01-06,رياح في الجنوب,\"هبت الرياح على جنوب البلاد صباح "
                                         "اليوم، ثم هدأت بعد الظهر.\",https://example.org/8\n"));
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).id == "7");
  CHECK(day_of(all.article(0)) == "2024-01-05");
  CHECK(all.article(0).title == "أمطار في الشمال");
  CHECK(all.article(0).text.starts_with("وصلت الأمطار"));
  CHECK(all.article(1).url == "https://example.org/8");
  CHECK(all.items[0].note.find("no line names the columns: column 4 is read as text") != std::string::npos);
  CHECK(all.items[1].note.empty());
}

TEST_CASE("csv reader: without a header, a number that comes twice is no id") {
  const TempFolder folder;
  const auto all = read_all(folder.write("a.csv", "7,وصلت الأمطار إلى الشمال\n7,هبت الرياح على الجنوب\n"));
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).id != all.article(1).id);
}

TEST_CASE("csv reader: where no column is called the text, the one of the longest texts is") {
  const TempFolder folder;
  const auto all = read_all(
      folder.write("a.csv", "Date;Reach;Hit\n2024-01-05;17;وصلت الأمطار إلى شمال البلاد مساء أمس\n"));
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "وصلت الأمطار إلى شمال البلاد مساء أمس");
  CHECK(all.items[0].note.find("\"Hit\" is read as text") != std::string::npos);
}

TEST_CASE("csv reader: a table of headlines is read by its titles") {
  const TempFolder folder;
  const auto all = read_all(folder.write("a.csv", "date,title\n2024-01-05,وصلت الأمطار إلى الشمال\n"));
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "وصلت الأمطار إلى الشمال");
  CHECK(all.article(0).title == "وصلت الأمطار إلى الشمال");
}

TEST_CASE("csv reader: separators of all kinds") {
  CHECK(read_all_of("id|text\n1|خبر, آخر; ثم\n").article(0).text == "خبر, آخر; ثم");
  CHECK(read_all_of("text؛url\nخبر؛https://example.org\n").article(0).url == "https://example.org");
  CHECK(read_all_of("text،url\nخبر،https://example.org\n").article(0).url == "https://example.org");
}

TEST_CASE("csv reader: lines that end with CR alone") {
  const auto mac = read_all_of("id,text\r1,\"سطر\rآخر\"\r2,b\r");
  REQUIRE(mac.items.size() == 2);
  CHECK(mac.article(0).text == "سطر\rآخر");
  CHECK(read_all_of("id,text\r1,\"سطر\nآخر\"\r2,b\r").article(0).text == "سطر\nآخر");
}

TEST_CASE("csv reader: quotes written with a backslash") {
  const auto all = read_all_of("id,text\n1,\"قال \\\"نعم\\\", ثم مضى\"\n2,\"سطر\\nآخر\"\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "قال \"نعم\", ثم مضى");
  CHECK(all.article(1).text == "سطر\nآخر");
}

TEST_CASE("csv reader: single quotes around cells") {
  const auto all = read_all_of("id,text\n'1','خبر, آخر'\n'2','قال ''نعم'''\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "خبر, آخر");
  CHECK(all.article(1).text == "قال 'نعم'");
}

TEST_CASE("csv reader: tab tables with escapes, as databases dump them") {
  const auto all = read_all_of(
      "id\ttext\turl\n1\tسطر أول\\nسطر\\tثان\t\\N\n2\tسطر\\\nآخر\t\\N\n3\t\"قال\" "
      "ومضى\thttps://example.org\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(0).text == "سطر أول\nسطر\tثان");
  CHECK(all.article(0).url.empty());
  CHECK(all.article(1).text == "سطر\nآخر");
  CHECK(all.article(2).text == "\"قال\" ومضى");
}

TEST_CASE("csv reader: PostgreSQL's line behind the last row is none") {
  const auto all = read_all_of("id\ttext\n1\tسطر\\nآخر\n\\.\n");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "سطر\nآخر");
}

TEST_CASE("csv reader: a backslash that escapes nothing stays") {
  const auto all = read_all_of("id,text\n1,C:\\Users\\news\n2,سطر\n");
  CHECK(all.article(0).text == "C:\\Users\\news");
}

TEST_CASE("csv reader: what programs write for no value is none") {
  const auto all = read_all_of("id,url,text,date\n1,NA,خبر,NULL\n2,\"NA\",خبر,nan\n3,,NULL,\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(0).url.empty());
  CHECK(all.article(1).url == "NA");
  CHECK_FALSE(all.items[2].article);
}

TEST_CASE("csv reader: columns without a name and numbered rows shift nothing") {
  CHECK(read_all_of(",id,text\n0,7,خبر\n1,8,آخر\n").article(1).id == "8");
  CHECK(read_all_of("Unnamed: 0,id,text\n0,7,خبر\n").article(0).text == "خبر");
  const auto r = read_all_of("\"id\",\"text\"\n\"1\",7,\"خبر\"\n\"2\",8,\"آخر\"\n");
  CHECK(r.article(1).id == "8");
  CHECK(r.article(1).text == "آخر");
}

TEST_CASE("csv reader: of two columns with one name, the first that is filled counts, and a note says so") {
  const auto all = read_all_of("id,text,text\n1,أول,ثان\n2,,ثان\n");
  CHECK(all.article(0).text == "أول");
  CHECK(all.article(1).text == "ثان");
  CHECK(all.items[0].note == "-: two columns are called \"text\"; the first that is filled is read");
}

TEST_CASE("csv reader: tables drawn with signs") {
  const auto psql =
      read_all_of(" id | date       | text \n----+------------+------\n  1 | 2024-01-02 | خبر\n");
  REQUIRE(psql.items.size() == 1);
  CHECK(psql.article(0).id == "1");
  const auto mysql =
      read_all_of("+----+------+\n| id | text |\n+----+------+\n|  1 | خبر  |\n+----+------+\n");
  REQUIRE(mysql.items.size() == 1);
  CHECK(mysql.article(0).id == "1");
}

TEST_CASE("csv reader: NUL bytes and blanks around quotes are no part of a cell") {
  const auto all = read_all_of("id, text\n1, \"خبر, آخر\" \n2,a" + std::string(1, '\0') + "b\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "خبر, آخر");
  CHECK(all.article(1).text == "a b");
}

namespace {

void check_two_rows(const std::string& table) {
  CAPTURE(table);
  const TempFolder folder;
  const auto all = read_all(folder.write("a.csv", table));
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).id == "45308");
  CHECK(all.article(0).text == "افتتح الجسر، ثم أغلق, وقيل \"مؤقتا\"");
  CHECK(day_of(all.article(0)) == "2024-01-17");
  CHECK(all.article(1).title == "مطر");
  CHECK(day_of(all.article(1)) == "2024-02-03");
}

}  // namespace

TEST_CASE("csv reader: rows that stand in quotes as one cell each are unwrapped") {
  check_two_rows(
      "\"id,title,text,date\"\n"
      "\"45308,جسر,\"\"افتتح الجسر، ثم أغلق, وقيل \"\"\"\"مؤقتا\"\"\"\"\"\",2024-01-17\"\n"
      "\"45309,مطر,هطلت أمطار,2024-02-03\"\n");
  check_two_rows(
      "id,title,text,date\r\n"
      "\"45308,جسر,\"\"افتتح الجسر، ثم أغلق, وقيل \"\"\"\"مؤقتا\"\"\"\"\"\",2024-01-17\"\r\n"
      "\"45309,مطر,هطلت أمطار,2024-02-03\"");
  check_two_rows(
      "\"id,title,text,date\";;;\r\n"
      "\"45308,جسر,\"\"افتتح الجسر، ثم أغلق, وقيل \"\"\"\"مؤقتا\"\"\"\"\"\",2024-01-17\";;;\r\n"
      "\"45309,مطر,هطلت أمطار,2024-02-03\";;;\r\n");
}

TEST_CASE("csv reader: one column of texts in quotes is not wrapped") {
  const TempFolder folder;
  const auto all = read_all(folder.write("a.csv", "\"text\"\n\"أمطار, ورياح, وثلوج\"\n\"خبر, وآخر\"\n"));
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "أمطار, ورياح, وثلوج");
}

TEST_CASE("csv reader: carets and tildes may part known columns") {
  for (const std::string separator : {"^", "~"}) {
    std::string table =
        "id|title|text|date\n"
        "45308|جسر|افتتح الجسر، ثم أغلق, وقيل \"مؤقتا\"|2024-01-17\n"
        "45309|مطر|هطلت أمطار|2024-02-03\n";
    std::replace(table.begin(), table.end(), '|', separator[0]);
    check_two_rows(table);
  }
}

TEST_CASE("csv reader: a column of which one date has the month first has it in all") {
  const TempFolder folder;
  const auto all =
      read_all(folder.write("a.csv", "title,text,date\nأ,خبر أول,2/3/2024 10:20 PM\nب,خبر ثان,1/17/2024\n"));
  CHECK(day_of(all.article(0)) == "2024-02-03");
  CHECK(day_of(all.article(1)) == "2024-01-17");
  const auto mixed = read_all(folder.write(
      "b.csv", "title,text,date\nأ,خبر أول,2/3/2024\nب,خبر ثان,1/17/2024\nج,خبر ثالث,17/1/2024\n"));
  CHECK(day_of(mixed.article(0)) == "2024-03-02");
}

TEST_CASE("csv reader: a number is an id or a day by its column; an equals sign before quotes is not of it") {
  const TempFolder folder;
  const auto all =
      read_all(folder.write("a.csv", "id,title,text\n=\"45308\",عنوان,نص الخبر\n45309,عنوان,نص آخر\n"));
  CHECK(all.article(0).id == "45308");
  CHECK(day_of(all.article(0)) == "none");
  CHECK(day_of(all.article(1)) == "none");
  const auto unnamed = read_all(folder.write(
      "b.csv",
      "45308,جسر الشط,افتتح الجسر أمام السيارات اليوم\n45309,مطر غزير,هطلت أمطار على المدينة كلها\n"));
  CHECK(unnamed.article(0).id == "45308");
  CHECK(day_of(unnamed.article(0)) == "none");
}

TEST_CASE("csv reader: titles of two words do where a table has no texts") {
  const TempFolder folder;
  const auto all = read_all(folder.write(
      "a.csv",
      "url,date,title\nhttps://x.example/1,2024-01-17,جسر الشط\nhttps://x.example/2,2024-01-18,مطر غزير\n"));
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "جسر الشط");
}

TEST_CASE("csv reader: columns of monitoring services have their own names") {
  const TempFolder folder;
  const auto all = read_all(
      folder.write("a.csv",
                   "Page Name,Page Description,Page Created,Post Created,URL,Message\nقناة,صفحة إخبارية "
                   "رسمية,2012-01-01,2024-01-17 10:20:00 EST,https://x.example/1,نص الخبر\n"));
  CHECK(day_of(all.article(0)) == "2024-01-17");
  CHECK(all.article(0).source == "قناة");
  CHECK(read_all(folder.write("b.csv",
                              "Title,Publication,Published date,Full text\nجسر,الصباح,17/01/2024,نص الخبر\n"))
            .article(0)
            .source == "الصباح");
}
