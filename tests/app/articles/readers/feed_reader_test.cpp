#include <doctest/doctest.h>

#include "tests/app/articles/readers/read_items.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

TEST_CASE("feed reader: RSS 2.0 with the whole text, a date and the channel's name and language") {
  const auto all = read_all_of(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" "
      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">"
      "<channel><title>صحيفة</title><link>https://example.org</link><language>ar-om</language>"
      "<item><title>عنوان &amp; آخر</title><link>https://example.org/1</link><guid>g1</guid>"
      "<pubDate>Mon, 29 Jan 2024 10:00:00 +0400</pubDate><description>موجز</description>"
      "<content:encoded><![CDATA[<p>فقرة أولى</p><p>فقرة ثانية</p>]]></content:encoded></item>"
      "<item><title>ثان</title><description>&lt;p&gt;موجز الثاني&lt;/p&gt;</description></item>"
      "<item><title>عنوان وحده في مسقط</title></item></channel></rss>");
  REQUIRE(all.result);
  REQUIRE(all.items.size() == 3);
  const Article& a = all.article(0);
  CHECK(a.id == "g1");
  CHECK(a.title == "عنوان & آخر");
  CHECK(a.url == "https://example.org/1");
  CHECK(a.source == "صحيفة");
  CHECK(a.language == "ar");
  CHECK(a.text == "فقرة أولى\nفقرة ثانية");
  CHECK(day_of(a) == "2024-01-29");
  CHECK(a.published_from == PublishedFrom::metadata);
  CHECK(all.article(1).text == "موجز الثاني");
  CHECK(all.article(2).text == "عنوان وحده في مسقط");
}

TEST_CASE("feed reader: Atom, with links by kind and XHTML content") {
  const auto all = read_all_of(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ar\"><title>وكالة</title>"
      "<entry><id>urn:1</id><title type=\"html\">عنوان &lt;b&gt;بارز&lt;/b&gt;</title><link rel=\"self\" "
      "href=\"https://example.org/self\"/>"
      "<link rel=\"alternate\" href=\"https://example.org/1\"/><updated>2024-02-02T00:00:00Z</updated>"
      "<published>2024-01-29T10:00:00Z</published><summary>موجز</summary>"
      "<content type=\"xhtml\"><div "
      "xmlns=\"http://www.w3.org/1999/xhtml\"><p>فقرة</p><p>أخرى</p></div></content></entry></feed>");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).id == "urn:1");
  CHECK(all.article(0).title == "عنوان بارز");
  CHECK(all.article(0).url == "https://example.org/1");
  CHECK(all.article(0).source == "وكالة");
  CHECK(all.article(0).language == "ar");
  CHECK(day_of(all.article(0)) == "2024-01-29");
  CHECK(all.article(0).text.find("فقرة") != std::string::npos);
  CHECK(all.article(0).text.find("موجز") == std::string::npos);
}

TEST_CASE("feed reader: RSS 1.0 with dc:date") {
  const auto all = read_all_of(
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>صحيفة</title></channel>"
      "<item><title>ت</title><dc:date>2024-01-29</dc:date><description>نص</description></item></rdf:RDF>");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).source == "صحيفة");
  CHECK(day_of(all.article(0)) == "2024-01-29");
}

TEST_CASE("feed reader: a feed in Windows-1256 as it declares") {
  const auto all = read_all_of(
      "<?xml version=\"1.0\" "
      "encoding=\"windows-1256\"?><rss><channel><item><description>\xE3\xD3\xDE\xD8</description></item></"
      "channel></rss>");
  CHECK(all.article(0).text == "مسقط");
}

TEST_CASE("feed reader: entities that grow are not expanded, and files are not fetched") {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 40; ++i) {
    bomb += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int j = 0; j < 10; ++j)
      bomb += "&a" + std::to_string(i - 1) + ";";
    bomb += "\">";
  }
  bomb +=
      "<!ENTITY file SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>t</title><description>قبل "
      "&a39; &file; بعد"
      "</description></item></channel></rss>";
  const auto all = read_all_of(bomb);
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text.size() < 100);
  CHECK(all.article(0).text.find("root") == std::string::npos);
}

TEST_CASE("feed reader: a feed cut short gives what is whole, other XML is an error") {
  const auto cut =
      read_all_of("<rss><channel><item><description>أول</description></item><item><description>ثان</desc");
  REQUIRE(cut.items.size() == 2);
  CHECK(cut.article(0).text == "أول");
  const TempFolder folder;
  const auto other = read_all(folder.write("a.xml", "<note><to>x</to></note>"));
  REQUIRE_FALSE(other.result);
  CHECK(other.result.error().message.find("a.xml") != std::string::npos);
  CHECK_FALSE(read_all(folder.write("b.xml", "")).result);
  CHECK_FALSE(read_all(folder.write("c.rss", "<rss>")).result);
}

TEST_CASE("feed reader: deep nesting does no harm") {
  std::string deep = "<rss><channel><item><description>";
  for (int i = 0; i < 100000; ++i)
    deep += "<a>";
  CHECK_NOTHROW(read_all_of(deep));
}
