#include "app/articles/readers/csv/csv_rows.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "tests/app/articles/readers/read_items.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

namespace {

using Table = std::vector<std::vector<std::string>>;

std::string written(const Table& table, const CsvDialect& dialect, std::mt19937& random) {
  std::string out;
  for (const auto& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += dialect.separator;
      const bool must = row[i].find_first_of(std::string("\r\n\" ") + dialect.quote) != std::string::npos ||
                        row[i].find(dialect.separator) != std::string::npos;
      if (!must && random() % 2 == 0) {
        out += row[i];
        continue;
      }
      out += dialect.quote;
      for (const char c : row[i])
        out += c == dialect.quote ? std::string(2, c) : std::string(1, c);
      out += dialect.quote;
    }
    out += random() % 2 == 0 ? "\n" : "\r\n";
  }
  return out;
}

Table read_back(const std::string& text, const CsvDialect& dialect, const RowStart& start) {
  CsvRows rows(text, dialect);
  rows.set_row_start(start);
  Table table;
  for (CsvRow row; rows.next(row);) {
    table.emplace_back();
    for (const auto& cell : row.cells)
      table.back().push_back(rows.value(cell));
  }
  return table;
}

}  // namespace

TEST_CASE("csv rows: random tables written by the rules are read back as they were") {
  std::mt19937 random(17);
  static const std::vector<std::string> kPieces{"a",   "\"", ",", "\n", "\r\n", ";",    " ",
                                                "خبر", "\t", "'", "|",  "7",    "\"\"", "؛"};
  for (int round = 0; round < 600; ++round) {
    const CsvDialect dialect{std::vector<std::string>{",", ";", "\t", "|", "؛"}[random() % 5],
                             random() % 4 == 0 ? '\'' : '"', false, '\n'};
    const std::size_t columns = 2 + random() % 4;
    Table table(1 + random() % 20);
    std::size_t number = 0;
    for (auto& row : table) {
      row.push_back(std::to_string(++number));
      while (row.size() < columns) {
        row.emplace_back();
        for (auto left = random() % 12; left > 0; --left)
          row.back() += kPieces[random() % kPieces.size()];
      }
    }
    const std::string text = written(table, dialect, random);
    CAPTURE(text);
    REQUIRE(read_back(text, dialect, {columns, CellKind::number, false, true}) == table);
  }
}

TEST_CASE("csv rows: a quote that is never closed ends before the next row, wherever it stands") {
  const std::string rows = "3,2024-02-07,عنوان,\"وصل وفد,\nثم عاد\"\n4,2024-02-08,\"عنوان\",\"كلام\"\n";
  for (const std::string broken :
       {"2,2024-02-06,عنوان,\"هاتف في دبي\n", "2,2024-02-06,\"عنوان,هاتف في دبي\n",
        "2,2024-02-06,عنوان,\"هاتف في دبي\nوسطر آخر\n", "2,2024-02-06,عنوان,\"6 بوصات\" هاتف في دبي\n"}) {
    CAPTURE(broken);
    const auto all = read_all_of("id,date,title,text\n1,2024-02-05,عنوان,القاهرة\n" + broken + rows);
    REQUIRE(all.items.size() == 4);
    CHECK(day_of(all.article(1)) == "2024-02-06");
    CHECK(all.article(1).text.find("هاتف في دبي") != std::string::npos);
    CHECK(all.article(2).text == "وصل وفد,\nثم عاد");
    CHECK(all.article(3).text == "كلام");
  }
}

TEST_CASE("csv rows: a quote that is never closed costs its row nothing, and is noted") {
  const auto all = read_all_of("id,text\n1,a\n2,\"b\n3,c\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(1).text == "b");
  CHECK(all.items[1].note ==
        "-: line 3: a quotation mark is opened and never closed; read up to the next row");
  CHECK(all.article(2).text == "c");
  CHECK(all.items[2].note.empty());
}

TEST_CASE("csv rows: in a table whose rows all begin with quotes, a broken one ends before the next") {
  const auto all =
      read_all_of("\"title\",\"text\"\n\"أول\",\"كلام\n\"ثان\",\"كلام\nآخر\"\n\"ثالث\",\"كلام\"\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(0).text == "كلام");
  CHECK(all.article(1).text == "كلام\nآخر");
}

TEST_CASE("csv rows: rows that a stray quote and a mark of inches hold between them are rows") {
  std::string rows = "id,date,text\n1,2024-02-05,\"شاشة كبيرة\n";
  for (int i = 2; i < 50; ++i)
    rows += std::to_string(i) + ",2024-02-06,خبر من دمشق\n";
  const auto all = read_all_of(rows + "50,2024-02-07,شاشة 6\"\n");
  CHECK(all.items.size() == 50);
}

TEST_CASE("csv rows: a quoted text of several lines, some of which look like rows, stays one text") {
  const auto all = read_all_of("id,text\n1,\"الجدول:\n1,بغداد\n2,دمشق\nانتهى\"\n2,b\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "الجدول:\n1,بغداد\n2,دمشق\nانتهى");
}

TEST_CASE("csv rows: quotes inside quoted cells that are not doubled are letters") {
  const auto all = read_all_of(
      "id,date,text\n1,2024-02-05,\"افتتحت دار \"الأوبرا\" موسمها, ثم سافرت\"\n"
      "2,2024-02-06,\"قال \"نعم\", ثم مضى\"\n3,2024-02-07,\"قال \"نعم\"\"\n4,2024-02-08,كلام\n");
  REQUIRE(all.items.size() == 4);
  CHECK(all.article(0).text == "افتتحت دار \"الأوبرا\" موسمها, ثم سافرت");
  CHECK(all.article(1).text == "قال \"نعم\", ثم مضى");
  CHECK(all.article(2).text == "قال \"نعم\"");
  CHECK(all.items[2].note.empty());
  CHECK(all.article(3).text == "كلام");
}

TEST_CASE("csv rows: line ends in a text without quotes do not end its row") {
  const auto last = read_all_of("id,date,text\n1,2024-02-05,سطر أول\nسطر ثان\n2,2024-02-06,b\n");
  REQUIRE(last.items.size() == 2);
  CHECK(last.article(0).text == "سطر أول\nسطر ثان");
  const auto middle = read_all_of("id,text,source\n1,سطر أول\nسطر ثان,وكالة\n2,b,صحيفة\n");
  REQUIRE(middle.items.size() == 2);
  CHECK(middle.article(0).text == "سطر أول\nسطر ثان");
  CHECK(middle.article(0).source == "وكالة");
}

TEST_CASE("csv rows: short rows in a row stay rows") {
  const auto all = read_all_of("id,text,source,url\n1,a\n2,b\n3,c,صحيفة,https://example.org\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(0).text == "a");
  CHECK(all.article(1).text == "b");
}

TEST_CASE(
    "csv rows: separators in a text without quotes are joined into it where the columns behind it fit") {
  const auto last = read_all_of("id,date,text\n1,2024-02-05,بغداد, ثم الحلة, ثم البصرة\n2,2024-02-06,دمشق\n");
  REQUIRE(last.items.size() == 2);
  CHECK(last.article(0).text == "بغداد, ثم الحلة, ثم البصرة");
  CHECK(last.items[0].note == "-: line 2: 2 cells more than the header has columns; joined into \"text\"");
  CHECK(day_of(last.article(1)) == "2024-02-06");
  const auto middle = read_all_of("text,url,date\nبغداد, ثم الحلة,https://example.org/1,2024-02-05\n");
  CHECK(middle.article(0).text == "بغداد, ثم الحلة");
  CHECK(middle.article(0).url == "https://example.org/1");
  CHECK(day_of(middle.article(0)) == "2024-02-05");
  const auto title = read_all_of("title,date,text,id\nأمطار, ورياح,2024-02-05,كلام,9\n");
  CHECK(title.article(0).title == "أمطار, ورياح");
  CHECK(title.article(0).text == "كلام");
  CHECK(day_of(title.article(0)) == "2024-02-05");
}

TEST_CASE("csv rows: cells that fit nowhere are left out, and counted") {
  const auto all = read_all_of("id,date,text,url\n1,2024-02-05,كلام,https://example.org,آخر شيء\n");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "كلام");
  CHECK(all.items[0].note == "-: line 2: 1 cell more than the header has columns; those behind are left out");
}

TEST_CASE("csv rows: tables in which quotes quote nothing") {
  const auto all =
      read_all_of("id\tdate\ttext\n1\t2024-01-02\t\"نعم\n2\t2024-01-03\t\"لا, ثم\n3\t2024-01-04\tكلام\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(0).text == "\"نعم");
  CHECK(all.items[0].note.empty());
}

TEST_CASE("csv rows: short rows, rows without text and blank lines do not end the table") {
  const auto all = read_all_of("id,title,text\n1\n\n3,,\n4,t,y\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.items[0].article.error().message.find("line 2") != std::string::npos);
  CHECK(all.items[0].id == "1");
  CHECK_FALSE(all.items[1].article);
  CHECK(all.article(2).id == "4");
}

TEST_CASE("csv rows: notes of rows come to an end") {
  std::string rows = "id,text\n";
  for (int i = 0; i < 100; ++i)
    rows += std::to_string(i) + ",أول, ثان\n";
  const auto all = read_all_of(rows);
  const auto noted = std::count_if(all.items.begin(), all.items.end(),
                                   [](const ReadItem& item) { return !item.note.empty(); });
  CHECK(noted == 20);
  CHECK(all.items[19].note.ends_with("more such rows are not named"));
}

TEST_CASE("csv rows: a quoted cell beyond the limit costs itself alone, whatever lines it holds") {
  ReadLimits limits;
  limits.max_article_bytes = 1 << 20;
  std::string text;
  while (text.size() < (3u << 20))
    text += "سطر من نص طويل، لا نهاية له\n";
  const auto all =
      read_all_of("id,date,text\n1,2024-01-02,a\n2,2024-01-03,\"" + text + "\"\n3,2024-01-04,c\n", limits);
  REQUIRE(all.items.size() == 3);
  CHECK(all.items[1].article.error().message ==
        "-: line 3: longer than 1 MB, which is the limit for one article; skipped");
  CHECK(all.article(2).text == "c");
}

TEST_CASE("csv rows: whatever noise stands between rows, those apart from it are read") {
  std::mt19937 random(5);
  static const std::string kSigns = "\"\"\",,;\t\n\r\\'|0123456789abc ";
  for (int round = 0; round < 2000; ++round) {
    std::string noise;
    for (auto left = random() % 60; left > 0; --left)
      noise += random() % 8 == 0 ? static_cast<char>(random() & 0xFF) : kSigns[random() % kSigns.size()];
    const auto all = read_all_of("id,date,text\n1,2024-01-02,first\n" + noise +
                                 "\n2,2024-01-03,middle\n3,2024-01-04,last\n4,2024-01-05,end\n");
    CAPTURE(noise);
    REQUIRE(all.items.size() >= 2);
    const auto& last = all.items.back();
    REQUIRE(last.article);
    CHECK(last.article->text.ends_with("end"));
  }
}

TEST_CASE("csv rows: a column's kind is what nine of ten cells are") {
  std::vector<std::string> cells(9, "17");
  cells.emplace_back("سطر من نص");
  CHECK(kind_of(cells) == CellKind::number);
  cells.emplace_back("سطر آخر");
  CHECK(kind_of(cells) == CellKind::any);
  CHECK(kind_of({"2024-01-02", "2024-01-03"}) == CellKind::date);
  CHECK(kind_of({"https://example.org/1"}) == CellKind::address);
  CHECK(kind_of({"a7", "b8"}) == CellKind::word);
  CHECK(kind_of({}) == CellKind::any);
}

TEST_CASE("csv rows: a quote written with a backslash is one, far behind where tables are looked at") {
  std::string rows = "id,text\n";
  for (int i = 0; i < 10'000; ++i)
    rows += std::to_string(i) + ",\"خبر, آخر\"\n";
  const auto all = read_all_of(rows + "10000,\"قال \\\"نعم\\\", ثم مضى\"\n");
  REQUIRE(all.items.size() == 10'001);
  CHECK(all.article(10'000).text == "قال \"نعم\", ثم مضى");
  CHECK(all.items[10'000].note.empty());
}

TEST_CASE("csv rows: a line of a broken text is no row where rows begin with quotes and it does not") {
  std::string rows = "\"title\",\"text\"\n\"أول\",\"كلام\nسطر, فيه فاصلة\n";
  for (int i = 0; i < 20; ++i)
    rows += "\"عنوان آخر\",\"كلام آخر\"\n";
  const auto all = read_all_of(rows);
  REQUIRE(all.items.size() == 21);
  CHECK(all.article(0).text == "كلام\nسطر, فيه فاصلة");
  CHECK(all.article(1).text == "كلام آخر");
}

TEST_CASE("csv rows: a byte order mark before a row, where files were joined, is no part of it") {
  const auto all = read_all_of(
      "id,text\n1,a\n\xEF\xBB\xBF"
      "2,b\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(1).id == "2");
}

TEST_CASE("csv rows: in a text that is joined, doubled quotes are one") {
  const auto all =
      read_all_of("id,date,text\n1,2024-02-06,\"قال \"\"نعم\"\" ثم \"لا\", ثم مضى\"\n2,2024-02-07,b\n");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "قال \"نعم\" ثم \"لا\", ثم مضى");
}
