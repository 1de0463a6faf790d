#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <utility>

#include "app/articles/article_line.h"
#include "tests/app/articles/readers/read_items.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

TEST_CASE("json reader: one object, a list, and a list inside an object") {
  CHECK(read_all_of("{\n \"id\": \"a\",\n \"text\": \"خبر\"\n}\n").article(0).id == "a");
  const auto list = read_all_of("[{\"id\":\"a\",\"text\":\"x\"},\n {\"id\":\"b\",\"text\":\"y\"}]");
  REQUIRE(list.items.size() == 2);
  CHECK(list.article(1).id == "b");
  for (const char* content :
       {"{\"status\":\"ok\",\n\"articles\":[{\"id\":\"a\",\"text\":\"x\"},\n{\"id\":\"b\",\"text\":\"y\"}]}",
        "{\"articles\":[{\"id\":\"a\",\"text\":\"x\"},{\"id\":\"b\",\"text\":\"y\"}]}"}) {
    const auto inside = read_all_of(content);
    REQUIRE(inside.items.size() == 2);
    CHECK(inside.article(1).id == "b");
  }
}

TEST_CASE("json reader: a broken record does not end the list") {
  const auto all =
      read_all_of("[{\"id\":\"a\",\"text\":\"x\"},\n 5, {\"id\":\"b\"}, {\"id\":\"c\",\"text\":\"y\"}]");
  REQUIRE(all.items.size() == 4);
  CHECK(all.items[1].article.error().message.find("record 2") != std::string::npos);
  CHECK(all.items[2].id == "b");
  CHECK(all.article(3).id == "c");
}

TEST_CASE("json reader: of a file cut short, what is whole is kept, and the error says where it ends") {
  const TempFolder folder;
  const auto in_a_record =
      read_all(folder.write("a.json", "[{\"id\":\"a\",\n\"text\":\"x\"},\n {\"id\":\"b\",\"te"));
  REQUIRE(in_a_record.items.size() == 2);
  CHECK(in_a_record.article(0).id == "a");
  CHECK(in_a_record.items[1].id == "b");
  CHECK(in_a_record.items[1].article.error().message.find(
            "a.json: record 2, line 3: the JSON is cut short") != std::string::npos);
  const auto between = read_all(folder.write("b.json", "{\"items\":[{\"id\":\"a\",\n\"text\":\"x\"},"));
  REQUIRE(between.items.size() == 2);
  CHECK(between.article(0).id == "a");
  CHECK(between.items[1].article.error().message.find("b.json: the JSON is cut short behind record 1") !=
        std::string::npos);
}

TEST_CASE("json reader: a list without articles is an error") {
  CHECK_FALSE(read_all_of("[]").result);
}

TEST_CASE("json reader: a file of one article takes the date from its name") {
  const TempFolder folder;
  const auto all = read_all(folder.write("2024-01-29.json", "{\n\"text\":\"خبر\"\n}"));
  CHECK(day_of(all.article(0)) == "2024-01-29");
  CHECK(all.article(0).published_from == PublishedFrom::file_name);
}

TEST_CASE("json reader: 100,000 levels of nesting are no danger") {
  const TempFolder folder;
  CHECK_FALSE(read_all(folder.write("deep.json", std::string(100000, '[') + "{}")).result);
  CHECK_FALSE(read_all_of("[{\"a\":" + std::string(100000, '[')).items.at(0).article);
}

namespace {

// The articles as "id|title|source|day|text", errors as "!id", one a line.
std::string told(const ReadAll& all) {
  std::string out;
  for (const ReadItem& item : all.items) {
    if (!item.article) {
      out += "!" + item.id + "\n";
      continue;
    }
    const Article& a = *item.article;
    out += fmt::format("{}|{}|{}|{}|{}\n", a.id, a.title, a.source, day_of(a), a.text);
  }
  return out;
}

std::string told(const std::string& content) {
  return told(read_all_of(content));
}

}  // namespace

TEST_CASE("json reader: many values one after another, with or without something between") {
  const std::string a = "{\n \"id\": \"a\",\n \"text\": \"x\"\n}";
  const std::string b = "{\"id\":\"b\",\n\"text\":\"y\"}";
  for (const char* between : {"", "\n", ",\n", " , ", ";\n", "\n\x1E"}) {
    CAPTURE(between);
    const std::string expected = "a|||none|x\nb|||none|y\n";
    CHECK(told(a + between + b) == expected);
    CHECK(told("\x1E" + a + between + b + between) == expected);
    CHECK(told("[" + a + "," + b + "]" + between) == expected);
  }
}

TEST_CASE("json reader: objects on one line, and sequences of RFC 7464, a line each") {
  CHECK(told("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"y\"}{\"id\":\"c\",\"text\":\"z\"}\n") ==
        "a|||none|x\nb|||none|y\nc|||none|z\n");
  CHECK(told("\x1E{\"id\":\"a\",\"text\":\"x\"}\n\x1E{\"id\":\"b\",\"text\":\"y\"}\n") ==
        "a|||none|x\nb|||none|y\n");
}

TEST_CASE("json reader: scripts around the value, comments, trailing commas, NaN and a byte order mark") {
  const std::string list = "[\n{\"id\":\"a\",\"score\":NaN,\"text\":\"x\",}, // b\n{id:'b','text':'y'},\n]";
  for (const auto& [before, behind] : {std::pair("", ""),
                                       {"window.YTD.tweets.part0 = ", ""},
                                       {"var x=", ";"},
                                       {"callback(", ");"},
                                       {"window[\"x\"] = ", ";\n"},
                                       {"\xEF\xBB\xBF", ""},
                                       {"/* JSONP */ cb(", ")"}}) {
    CAPTURE(before);
    CHECK(told(before + list + behind) == "a|||none|x\nb|||none|y\n");
  }
}

TEST_CASE("json reader: a list is found wherever it stands, by its name or by what is in it") {
  const std::string list =
      "[{\"id\":\"a\",\"title\":\"t\",\"text\":\"x\"},{\"id\":\"b\",\"title\":\"u\",\"text\":\"y\"}]";
  for (const char* format : {"items", "posts", "messages", "data", "results", "entries", "statuses",
                             "records", "value", "whatever"}) {
    CAPTURE(format);
    CHECK(told(fmt::format("{{\"ok\":true,\n\"{}\":{},\"n\":2}}", format, list)) ==
          "a|t||none|x\nb|u||none|y\n");
    CHECK(told(fmt::format("{{\"outer\":\n{{\"n\":1,\"{}\":{}}}}}", format, list)) ==
          "a|t||none|x\nb|u||none|y\n");
  }
  CHECK(told("{\"message\":\"ok\",\n\"data\":" + list + "}") == "a|t||none|x\nb|u||none|y\n");
  CHECK(told("{\"content\":" + list + ",\n\"totalPages\":3}") == "a|t||none|x\nb|u||none|y\n");
  // The list's own name goes before what only looks like one.
  CHECK(told("{\"categories\":[{\"id\":1,\"title\":\"c\",\"url\":\"u\"}],\n\"articles\":" + list + "}") ==
        "a|t||none|x\nb|u||none|y\n");
  CHECK(told("{\n\"-Na\":{\"title\":\"t\",\"text\":\"x\"},\"-Nb\":{\"title\":\"u\",\"text\":\"y\"}}") ==
        "-Na|t||none|x\n-Nb|u||none|y\n");
}

TEST_CASE("json reader: an article's own lists are no articles") {
  CHECK(
      told("[{\"id\":\"a\",\"title\":\"t\",\"comments\":[{\"id\":1,\"text\":\"no\",\"date\":\"2024-01-01\"}],"
           "\"items\":[{\"title\":\"n\",\"url\":\"u\"}],\"body\":\"x\"}]") == "a|t||none|x\n");
  CHECK(told("[{\"title\":\"t\",\"date\":\"2024-02-05\",\"related_posts\":[{\"title\":\"n\",\"url\":\"u\"}],"
             "\"summary\":\"s\",\"id\":1}]") == "1|t||2024-02-05|s\n");
  CHECK(
      told(R"([{"id":1,"title":"t","date":"2024-02-05","summary":"s","more":[{"title":"n","url":"u"}]}])") ==
      "1|t||2024-02-05|s\n");
  CHECK(told(R"([{"id":"a","text":"own","note":{"id":"n","text":"inner"}}])") == "a|||none|own\n");
  CHECK(told("[{\"id\":1,\"date\":\"2024-02-05\",\"paragraphs\":[{\"text\":\"x\"},{\"text\":\"y\"}]}]") ==
        "1|||2024-02-05|x\ny\n");
}

TEST_CASE("json reader: Telegram's export of a channel, and of all chats") {
  const std::string messages =
      R"("messages":[{"id":1,"type":"service","date":"2024-02-04T08:00:00","action":"create_channel","text":""},
{"id":2,"type":"message","date":"2024-02-05T10:30:00","date_unixtime":"1707125400","text":"خبر","text_entities":[{"type":"plain","text":"خبر"}]},
{"id":3,"type":"message","date":"2024-02-06T12:00:00","photo":"p.jpg","text":"","text_entities":[]},
{"id":4,"type":"message","date":"2024-02-06T12:00:00","text":["في ",{"type":"bold","text":"بيروت"}," و",{"type":"link","text":"صور"},""]}])";
  const std::string expected = "2||قناة|2024-02-05|خبر\n4||قناة|2024-02-06|في بيروت وصور\n";
  CHECK(told("{\n\"name\":\"قناة\",\"type\":\"public_channel\",\"id\":9," + messages + "}") == expected);
  CHECK(told("{\n\"about\":\"x\",\"contacts\":{\"list\":[{\"first_name\":\"a\",\"date\":\"2024-01-01\"}]},"
             "\"chats\":{\"about\":\"y\",\"list\":[{\"name\":\"قناة\",\"type\":\"c\",\"id\":9," +
             messages + "}]}}") == expected);
}

TEST_CASE("json reader: exports of X, Mastodon, Facebook and Instagram") {
  CHECK(told("window.YTD.tweets.part0 = [ {\n\"tweet\" : {\"id_str\":\"12\",\"id\":12,\"truncated\":false,"
             "\"created_at\":\"Mon Feb 05 10:30:00 +0000 "
             "2024\",\"entities\":{\"urls\":[]},\"full_text\":\"خبر &amp; آخر\"}}]") ==
        "12|||2024-02-05|خبر & آخر\n");
  CHECK(
      told(
          R"({"data":[{"id":"1","text":"short","created_at":"2024-02-05T10:30:00Z","note_tweet":{"text":"the long one"}}],
"includes":{"tweets":[{"id":"2","text":"other"}]}})") == "1|||2024-02-05|the long one\n");
  CHECK(
      told(
          R"({"orderedItems":[{"id":"o","type":"Create","published":"2024-02-05T10:30:00Z","object":{"id":"n",
"type":"Note","content":"<p>خبر</p>"}},{"id":"p","type":"Announce","published":"2024-02-05T10:30:00Z","object":"https://x"}]})") ==
      "n|||2024-02-05|خبر\n");
  CHECK(
      told(
          R"([{"timestamp":1707129000,"data":[{"post":"\u00d8\u00a8\u00d8\u00ba\u00d8\u00af\u00d8\u00a7\u00d8\u00af"},
{"update_timestamp":1707129000}],"title":"A posted"}])")
          .ends_with("|A posted||2024-02-05|بغداد\n"));
  CHECK(
      told(
          R"([{"media":[{"uri":"m.jpg","creation_timestamp":1707129000,"title":"\u00d8\u00a8 \u00c3\u00a9"}]}])")
          .ends_with("|2024-02-05|ب é\n"));
}

TEST_CASE("json reader: what stands around a record has no NUL either") {
  CHECK(told(R"({"a\u0000b":{"title":"t","text":"x"},"c":{"title":"u","text":"y"}})") ==
        "a�b|t||none|x\nc|u||none|y\n");
  CHECK(
      told(
          R"({"name":"ق\u0000","type":"public_channel","id":1,"messages":[{"id":1,"type":"message","text":"x"}]})") ==
      "1||ق�|none|x\n");
}

TEST_CASE("json reader: letters that are no bytes of UTF-8 stay") {
  CHECK(told(R"([{"id":"a","text":"caf\u00e9 \u00d7"}])") == "a|||none|café ×\n");
  CHECK(told(R"([{"id":"a","text":"ب \u00d8\u00a8"}])") == "a|||none|ب Ø¨\n");
}

TEST_CASE("json reader: dumps of Elasticsearch, MongoDB, CouchDB and Solr, JSON:API, GraphQL and GeoJSON") {
  CHECK(
      told(
          R"({"took":1,"hits":{"total":{"value":1},"hits":[{"_index":"n","_id":"e","_source":{"title":"t","body":"x",
"published_at":"2024-02-05"}}]}})") == "e|t||2024-02-05|x\n");
  CHECK(told("{\"index\":{\"_id\":\"1\"}}\n{\"id\":\"a\",\"text\":\"x\"}\n") == "a|||none|x\n");
  CHECK(told(R"({"_id":{"$oid":"5f"},"at":1,"date":{"$date":{"$numberLong":"1707129000000"}},"text":"x"})"
             "\n"
             R"({"_id":{"$oid":"60"},"date":{"$date":"2024-02-06T10:00:00Z"},"text":"y"})"
             "\n") == "5f|||2024-02-05|x\n60|||2024-02-06|y\n");
  CHECK(
      told(
          R"({"total_rows":1,"rows":[{"id":"c","key":"c","value":{"rev":"1"},"doc":{"_id":"c","title":"t","text":"x"}}]})") ==
      "c|t||none|x\n");
  CHECK(told(R"({"response":{"numFound":1,"docs":[{"id":"s","title":["t"],"content":["x","y"]}]}})") ==
        "s|t||none|x\ny\n");
  CHECK(
      told(
          R"({"data":[{"id":"1","type":"articles","attributes":{"title":"t","body":{"value":"<p>x</p>"},"created":"2024-02-05"}}]})") ==
      "1|t||2024-02-05|x\n");
  CHECK(
      told(R"({"data":{"posts":{"edges":[{"cursor":"z","node":{"id":"g","title":"t","content":"x"}}]}}})") ==
      "g|t||none|x\n");
  CHECK(told(R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point"},
"properties":{"id":"f","title":"t","text":"x"}}]})") == "f|t||none|x\n");
}

TEST_CASE("json reader: answers of WordPress, NewsAPI, the New York Times, GDELT and JSON Feed") {
  CHECK(
      told(
          R"([{"id":4,"date":"2024-02-05T10:30:00","modified":"2024-03-01T10:00:00","title":{"rendered":"t &#8211; u"},
"content":{"rendered":"<p>x</p>\n<p>y</p>","protected":false},"excerpt":{"rendered":"<p>e</p>"}}])") ==
      "4|t – u||2024-02-05|x\ny\n");
  CHECK(
      told(
          R"({"status":"ok","articles":[{"source":{"id":null,"name":"S"},"title":"t","description":"d","url":"u",
"publishedAt":"2024-02-05T10:00:00Z","content":null}]})")
          .ends_with("|t|S|2024-02-05|d\n"));
  CHECK(
      told(
          R"({"response":{"docs":[{"_id":"n","headline":{"main":"t","kicker":null},"abstract":"a","lead_paragraph":"l",
"pub_date":"2024-02-05T10:00:00+0000","source":"NYT"}]}})") == "n|t|NYT|2024-02-05|l\n");
  CHECK(
      told(
          R"({"articles":[{"url":"u","title":"خبر","seendate":"20240205T103000Z","domain":"d.example","language":"Arabic"}]})")
          .find("|خبر|d.example|2024-02-05|خبر\n") != std::string::npos);
  CHECK(
      told(
          R"({"version":"https://jsonfeed.org/version/1.1","title":"نشرة","description":"d","items":[{"id":"f",
"content_html":"<p>x</p>","date_published":"2024-02-05T10:30:00+01:00","date_modified":"2024-02-07"},{"id":"g","content_text":"y"}]})") ==
      "f||نشرة|2024-02-05|x\ng||نشرة|none|y\n");
}

TEST_CASE("json reader: a record that cannot be read costs itself alone") {
  const std::string good = "{\"id\":\"c\",\"text\":\"z\"}";
  for (const char* bad :
       {"{\"id\":\"b\",\"text\":\"never closed}", "{\"id\":\"b\",\"text\":", "{\"id\":\"b\",\"x\":[1,2",
        "{\"id\":\"b\" \"text\" 5}", "{\"id\":\"b\",\"text\":nul}"}) {
    CAPTURE(bad);
    const auto all =
        read_all_of("[\n{\"id\":\"a\",\"text\":\"x\"},\n" + std::string(bad) + ",\n" + good + "\n]");
    CHECK(told(all) == "a|||none|x\n!b\nc|||none|z\n");
    REQUIRE(all.items.size() == 3);
    CHECK(all.items[1].article.error().message.find("record 2, line 3") != std::string::npos);
  }
  CHECK(told("[{\"id\":\"a\",\"text\":\"x\"}},\n" + good + "]") == "a|||none|x\nc|||none|z\n");
}

TEST_CASE("json reader: a record beyond the limit is skipped, and the rest goes on in bounded memory") {
  ReadLimits limits;
  limits.max_article_bytes = 1 << 20;
  const std::string filler = "\"x\":[{\"text\":\"inner\"},\"" + std::string(3 << 20, 'x') + "\"]";
  for (const char* behind : {"", "\n"}) {
    const auto all = read_all_of("{\"items\":[{\"id\":\"a\",\"text\":\"a\"},{\"id\":\"b\",\"title\":\"t\"," +
                                     filler + "}," + behind + "{\"id\":\"c\",\"text\":\"c\"}]}",
                                 limits);
    CHECK(told(all) == "a|||none|a\n!b\nc|||none|c\n");
    CHECK(all.items.at(1).article.error().message.find("longer than 1 MB") != std::string::npos);
  }
}

TEST_CASE("json reader: 10,000 keys, and a list of 20,000 records across the chunks of the stream") {
  std::string keys = "[{\"id\":\"a\"";
  for (int i = 0; i < 10000; ++i)
    keys += fmt::format(",\"key{}\":[{}]", i, i);
  CHECK(told(keys + ",\"text\":\"x\"}]") == "a|||none|x\n");
  std::string list = "{\"status\":\"ok\",\"articles\":[";
  for (int i = 0; i < 20000; ++i)
    list += fmt::format("{}\n{{\"id\":\"{}\",\"text\":\"خبر [{{ {}\",\"source\":{{\"name\":\"s\"}}}}",
                        i == 0 ? "" : ",", i, i);
  const auto all = read_all_of(list + "]}");
  REQUIRE(all.items.size() == 20000);
  for (std::size_t i = 0; i < all.items.size(); ++i) {
    REQUIRE(all.article(i).id == std::to_string(i));
    REQUIRE(all.article(i).text == fmt::format("خبر [{{ {}", i));
  }
}

TEST_CASE("json reader: whatever is changed in a document, it is read to its end") {
  const std::string text =
      "{\"name\":\"s\",\"ok\":true,\n\"items\":[\n{\"id\":\"a\",\"text\":[\"x\",{\"b\":\"<p>y</"
      "p>\"}],\"n\":1.5},\n"
      "{\"id\":\"b\",\"_source\":{\"title\":\"t\",\"body\":\"\\u00d8\\u00a8 "
      "&amp;\"}},\n{\"id\":'c',text:\"z\"} // end\n]}";
  constexpr std::string_view kBytes = "\"\\{}[]:,0-.eu tn/*'`<&;=(\n\xD8";
  std::mt19937 random(5);
  int kept = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string changed = text;
    for (int n = static_cast<int>(random() % 4); n >= 0; --n) {
      const std::size_t at = random() % changed.size();
      if (random() % 3 == 0) {
        changed.erase(at, 1 + random() % 5);
      } else {
        changed[at] = kBytes[random() % kBytes.size()];
      }
    }
    CAPTURE(changed);
    const auto all = read_all_of(changed);
    REQUIRE((!all.result || !all.items.empty()));
    for (const ReadItem& item : all.items)
      kept += item.article ? 1 : 0;
  }
  CHECK(kept > 8000);
}

TEST_CASE("json reader: a quote that is never closed does not take the rest of a long document with it") {
  ReadLimits limits;
  limits.max_article_bytes = 1 << 12;
  std::string list = "{\"items\":[{\"id\":\"b\",\"text\":\"never closed}";
  for (int i = 0; i < 20000; ++i)
    list += fmt::format(",\n{{\"id\":\"{}\",\"text\":\"x\"}}", i);
  const auto all = read_all_of(list + "]}", limits);
  REQUIRE(all.items.size() == 20001);
  CHECK(all.items[0].id == "b");
  CHECK_FALSE(all.items[0].article);
  CHECK(all.article(20000).id == "19999");
}

namespace {

// What a table of two articles must give, however it is written.
void check_table(const char* json) {
  CAPTURE(json);
  const auto all = read_all_of(json);
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).title == "جسر \"الشط\"");
  CHECK(all.article(0).text == "افتتح الجسر،\nثم أغلق");
  CHECK(day_of(all.article(0)) == "2024-01-17");
  CHECK(all.article(1).text == "هطلت أمطار");
  CHECK(day_of(all.article(1)) == "2024-02-03");
}

}  // namespace

TEST_CASE("json reader: tables of rows and of columns, as pandas and spreadsheets' services write them") {
  for (
      const char* json : {
          R"({"columns":["title","text","date"],"index":[0,1],"data":[["جسر \"الشط\"","افتتح الجسر،\nثم أغلق","2024-01-17"],["مطر","هطلت أمطار","2024-02-03"]]})",
          R"({"range":"A1:C3","values":[["title","text","date"],["جسر \"الشط\"","افتتح الجسر،\nثم أغلق","2024-01-17"],["مطر","هطلت أمطار","2024-02-03"]]})",
          R"({"results":[{"columns":[{"name":"title"},{"name":"text"},{"name":"date"}],"rows":[["جسر \"الشط\"","افتتح الجسر،\nثم أغلق","2024-01-17"],["مطر","هطلت أمطار","2024-02-03"]]}]})",
          R"([["title","text","date"],["جسر \"الشط\"","افتتح الجسر،\nثم أغلق","2024-01-17"],["مطر","هطلت أمطار","2024-02-03"]])",
          R"({"title":{"0":"جسر \"الشط\"","1":"مطر"},"text":{"0":"افتتح الجسر،\nثم أغلق","1":"هطلت أمطار"},"date":{"0":1705449600000,"1":1706918400000}})",
          R"({"title":["جسر \"الشط\"","مطر"],"text":["افتتح الجسر،\nثم أغلق","هطلت أمطار"],"date":["2024-01-17","2024-02-03"]})",
      })
    check_table(json);
}

TEST_CASE("json reader: rows of columns keep the order of their numbers") {
  std::string json = "{\"text\":{";
  for (int i = 0; i < 12; ++i)
    json += fmt::format("{}\"{}\":\"خبر {}\"", i == 0 ? "" : ",", i, i);
  const auto all = read_all_of(json + "}}");
  REQUIRE(all.items.size() == 12);
  CHECK(all.article(2).text == "خبر 2");
  CHECK(all.article(11).text == "خبر 11");
}

TEST_CASE("json reader: lists inside an article are no table") {
  const auto all = read_all_of(
      R"([{"text":"خبر","coordinates":[[1,2],[3,4]]},{"paragraphs":["أ","ب"],"title":"عنوان","rows":[["a","b"]]}])");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(1).text == "أ\nب");
}

TEST_CASE("json reader: rows without anything like a text are an error of their own") {
  const auto all = read_all_of("[{\"text\":\"خبر\"}]\n[[1,2],[3,4]]");
  REQUIRE(all.items.size() == 2);
  CHECK_FALSE(all.items[1].article);
}

TEST_CASE("json reader: notices with a title, and files sent without words, are no articles") {
  const auto all = read_all_of(
      R"({"name":"قناة","messages":[{"id":1,"type":"service","action":"create_channel","title":"قناة","date":"2024-01-01","text":""},
          {"id":2,"type":"message","title":"أغنية","date":"2024-01-01","text":""},{"id":3,"type":"message","date":"2024-01-02","text":"خبر"}]})");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "خبر");
}

TEST_CASE("json reader: the feed's title is the source, be it beside the entries or wrapped itself") {
  for (
      const char* json :
      {R"({"status":"ok","feed":{"title":"قناة","link":"x"},"items":[{"title":"أ","content":"خبر"}]})",
       R"({"feed":{"title":{"type":"text","$t":"قناة"},"entry":[{"title":{"$t":"أ"},"content":{"$t":"خبر"}}]}})"}) {
    const auto all = read_all_of(json);
    REQUIRE(all.items.size() == 1);
    CHECK(all.article(0).source == "قناة");
  }
}

TEST_CASE("json reader: articles in YouTube's snippets, DynamoDB's items and Wikipedia's pages") {
  const auto video = read_all_of(
      R"({"items":[{"id":{"videoId":"v"},"snippet":{"publishedAt":"2024-01-17T10:00:00Z","title":"أ","description":"خبر","channelTitle":"قناة"}}]})");
  REQUIRE(video.items.size() == 1);
  CHECK(video.article(0).text == "خبر");
  CHECK(video.article(0).source == "قناة");
  CHECK(day_of(video.article(0)) == "2024-01-17");
  CHECK(read_all_of(R"({"Item":{"id":{"S":"7"},"text":{"S":"خبر"}}})").article(0).text == "خبر");
  const auto pages = read_all_of(
      R"({"query":{"pages":{"12":{"pageid":12,"title":"أ","extract":"خبر"},"13":{"pageid":13,"title":"ب","extract":"خبر ثان"}}}})");
  REQUIRE(pages.items.size() == 2);
  CHECK(pages.article(1).text == "خبر ثان");
}

TEST_CASE("json reader: what kharita read writes is taken back") {
  const auto all = read_all_of(
      "{\"id\":\"a\",\"published\":\"2024-01-17\",\"published_from\":\"byline\",\"source\":\"s\",\"source_"
      "from\":\"folder\",\"text\":\"خبر\"}\n"
      "{\"id\":\"b\",\"published\":null,\"published_from\":\"unknown\",\"not_after\":\"2023-05-05\",\"text\":"
      "\"خبر\"}\n"
      "{\"id\":\"c\",\"published\":\"2024-01-17\",\"published_from\":\"nonsense\",\"not_after\":\"2023-05-"
      "05\",\"text\":\"خبر\"}\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(0).published_from == PublishedFrom::byline);
  CHECK(all.article(0).source_from == SourceFrom::folder);
  CHECK(all.article(1).published_from == PublishedFrom::unknown);
  REQUIRE(all.article(1).not_after);
  CHECK(geo::text::to_iso(*all.article(1).not_after) == "2023-05-05");
  CHECK(all.article(2).published_from == PublishedFrom::metadata);
  CHECK_FALSE(all.article(2).not_after);
}

TEST_CASE("json reader: what kharita read wrote of a text that speaks of tags keeps them") {
  const TempFolder folder;
  const auto first = read_all(folder.write("a.txt", "الوسم <b>غليظ</b> &amp; &lt;i&gt; في اللغة"));
  std::string line;
  append_line(first.article(0), line);
  const auto again = read_all_of(line);
  REQUIRE(again.items.size() == 1);
  CHECK(again.article(0).text == first.article(0).text);
  CHECK(again.items[0].text_as_given);
}

TEST_CASE("json reader: a record without its bracket ends where another begins as far in, not before") {
  const auto all = read_all_of(
      "[\n  {\"text\": \"النص الأول هنا\"},\n  {\"text\": \"النص الثاني هنا\"\n  {\"text\": \"النص الثالث "
      "هنا\"}\n]\n");
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(0).text == "النص الأول هنا");
  CHECK_FALSE(all.items[1].article);
  CHECK(all.article(2).text == "النص الثالث هنا");
}

TEST_CASE("json reader: values in the shapes of editors, databases and languages") {
  for (
      const char* json : {
          R"([{"title":"أ","date":"2024-01-17","content":{"time":1,"blocks":[{"type":"paragraph","data":{"text":"خبر"}},{"type":"paragraph","data":{"text":"ثان"}}]}}])",
          R"({"content_elements":[{"headlines":{"basic":"أ"},"publish_date":"2024-01-17","content_elements":[{"type":"text","content":"خبر"},{"type":"text","content":"ثان"}]}]})",
          R"({"documents":[{"name":"x","fields":{"title":{"stringValue":"أ"},"text":{"stringValue":"خبر\nثان"},"date":{"timestampValue":"2024-01-17T10:00:00Z"}}}]})",
          R"({"rows":[{"row_idx":0,"row":{"title":"أ","text":"خبر\nثان","date":{"date":"2024-01-17 10:00:00.000000","timezone":"UTC"}}}]})",
          R"([{"title":{"_text":"أ"},"description":{"_cdata":"خبر\nثان"},"pubDate":{"year":2024,"month":1,"day":17}}])",
          R"([{"title":"أ","text":"خبر\nثان","date":{"_seconds":1705449600,"_nanoseconds":0}}])",
          R"([{"title":"أ","text":"خبر\nثان","taken_at_timestamp":1705449600}])",
          R"([{"node":{"title":"أ","edge_media_to_caption":{"edges":[{"node":{"text":"خبر\nثان"}}]},"taken_at_timestamp":1705449600}}])",
      }) {
    CAPTURE(json);
    const auto all = read_all_of(json);
    REQUIRE(all.items.size() == 1);
    CHECK(all.article(0).title == "أ");
    CHECK(all.article(0).text == "خبر\nثان");
    CHECK(day_of(all.article(0)) == "2024-01-17");
  }
}

TEST_CASE("json reader: a list of strings is a list of texts") {
  const TempFolder folder;
  const auto all = read_all(folder.write("a.json", "[\"خبر عن المدينة\", \"خبر\\nثان عنها\", 5]"));
  REQUIRE(all.items.size() == 3);
  CHECK(all.article(0).text == "خبر عن المدينة");
  CHECK(all.article(1).text == "خبر\nثان عنها");
  CHECK_FALSE(all.items[2].article);
  const auto notes = read_all_of("[{\"text\":\"خبر\"}, \"نهاية القائمة هنا\"]");
  REQUIRE(notes.items.size() == 2);
  CHECK_FALSE(notes.items[1].article);
}
