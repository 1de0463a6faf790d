#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sstream>
#include <string>
#include <string_view>

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

TEST_CASE("feed reader: a feed cut short gives its whole items and one error that says so") {
  const auto cut =
      read_all_of("<rss><channel><item><description>أول</description></item><item><description>ثان</desc");
  REQUIRE(cut.result);
  REQUIRE(cut.items.size() == 2);
  CHECK(cut.article(0).text == "أول");
  REQUIRE_FALSE(cut.items[1].article);
  CHECK(cut.items[1].article.error().message.find("cut short after item 1") != std::string::npos);
  const auto atom = read_all_of("<feed><entry><content>أول</content></entry>");
  REQUIRE(atom.items.size() == 2);
  CHECK_FALSE(atom.items[1].article);
}

TEST_CASE("feed reader: cut at any byte, a feed gives no half article and always says that it is cut") {
  const std::string feed =
      "<rss><channel><title>س</title><item><title>ت</title><description>نص الخبر الأول</description></item>"
      "<item><description><![CDATA[<p>نص الخبر &amp; "
      "الثاني</p>]]></description><guid>2</guid></item></channel></rss>";
  for (std::size_t size = 1; size < feed.size(); ++size) {
    CAPTURE(size);
    const TempFolder folder;
    const auto all = read_all(folder.write("a.rss", feed.substr(0, size)));
    std::size_t errors = all.result ? 0 : 1;
    for (const auto& item : all.items) {
      if (!item.article) {
        ++errors;
      } else {
        CHECK((item.article->text == "نص الخبر الأول" || item.article->text == "نص الخبر & الثاني"));
      }
    }
    CHECK(errors == 1);
  }
}

TEST_CASE("feed reader: what is no feed is refused with what it is") {
  const TempFolder folder;
  const auto refuses = [&](const std::string& name, const std::string& content, std::string_view words) {
    const auto other = read_all(folder.write(name, content));
    REQUIRE_FALSE(other.result);
    CHECK(other.result.error().message.find(name) != std::string::npos);
    CHECK(other.result.error().message.find(words) != std::string::npos);
  };
  refuses("a.xml", "<note><to>x</to></note>", "<note>");
  refuses("b.xml", "", "empty");
  refuses("c.rss", "<rss>", "cut short");
  refuses("d.rss", "<rss><channel></channel></rss>", "no articles");
  refuses("e.xml", "<?xml version=\"1.0\"?><urlset><url><loc>https://example.org/1</loc></url></urlset>",
          "sitemap");
  refuses("f", "<?xml version=\"1.0\"?><sitemapindex><sitemap/></sitemapindex>", "sitemap");
  refuses("g.xml", "<opml><body><outline text=\"x\"/></body></opml>", "OPML");
  refuses("i.rss", "<\xD9" + std::string(1000, 'x') + ">", "(<Ùxxx");
  refuses("h.xml", "<?xml version=\"1.0\"?><kml><Placemark/></kml>", "<kml>");
}

TEST_CASE(
    "feed reader: the article comes before its summary, and that before a picture's caption, in any order") {
  const std::string content = "<content:encoded><![CDATA[<p>النص كله</p>]]></content:encoded>";
  const std::string summary = "<description>موجز</description>";
  const std::string caption =
      "<media:group><media:content url='p.jpg'><media:title>عنوان الصورة</media:title>"
      "<media:description>لقطة</media:description></media:content></media:group>";
  const auto text_of = [](const std::string& fields) {
    return read_all_of("<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><item><title>ت</title>" +
                       fields + "</item></channel></rss>")
        .article(0)
        .text;
  };
  CHECK(text_of(caption + summary + content) == "النص كله");
  CHECK(text_of(content + summary + caption) == "النص كله");
  CHECK(text_of(caption + summary) == "موجز");
  CHECK(text_of(caption) == "لقطة");
  CHECK(text_of("<content:encoded> <img src='x'/> </content:encoded>" + summary) == "موجز");
  CHECK(text_of("<itunes:summary>عن الحلقة</itunes:summary>" + caption) == "عن الحلقة");
}

TEST_CASE("feed reader: namespaces count by address or usual prefix, whatever the prefix is") {
  const auto all = read_all_of(
      "<ns0:feed xmlns:ns0='http://www.w3.org/2005/Atom' xmlns:m='http://search.yahoo.com/mrss/'>"
      "<ns0:title>وكالة</ns0:title><ns0:entry><ns0:title>عنوان</ns0:title><m:title>صورة</m:title>"
      "<m:description>لقطة</m:description><ns0:content>النص</ns0:content></ns0:entry></ns0:feed>");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).source == "وكالة");
  CHECK(all.article(0).title == "عنوان");
  CHECK(all.article(0).text == "النص");
  const auto other = read_all_of(
      "<rss xmlns:x='urn:x'><channel><item><x:title>غير</x:title><x:content>غير</x:content>"
      "<excerpt:encoded>موجز</excerpt:encoded><c:encoded "
      "xmlns:c='http://purl.org/rss/1.0/modules/content/'>نص"
      "</c:encoded></item></channel></rss>");
  CHECK(other.article(0).text == "نص");
  CHECK(other.article(0).title.empty());
}

TEST_CASE("feed reader: RSS 0.9x, Atom 0.3 with its modes, and several contents") {
  const auto old = read_all_of(
      "<?xml version='1.0'?><!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
      "'http://my.netscape.com/publish/formats/rss-0.91.dtd' [<!-- don't --><!ENTITY x \"]>\">]>"
      "<rss version='0.91'><channel><title>س</title><item><title>ت</title>"
      "<description>نص&nbsp;قديم</description></item></channel></rss>");
  CHECK(old.article(0).text == "نص قديم");
  const auto atom = read_all_of(
      "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>س</title>"
      "<entry><id>1</id><issued>2024-01-29T10:00:00Z</issued><modified>2024-02-02T10:00:00Z</modified>"
      "<content type='text/html' mode='escaped'>&lt;p>نص&lt;/p></content></entry>"
      "<entry><id>2</id><content type='application/xhtml+xml' mode='xml'><div><p>نص &lt; "
      "٥</p></div></content></entry>"
      "<entry><id>3</id><content type='image/png' mode='base64'>AAAA</content><summary>موجز</summary></entry>"
      "<entry><id>3b</id><content type='text/plain' "
      "mode='base64'>2YbYtQ==</content><summary>موجز</summary></entry>"
      "<entry><id>4</id><content type='multipart/alternative'><content type='text/plain'>نص</content>"
      "<content type='text/html' "
      "mode='escaped'>&lt;p>نص&lt;/p>&lt;p>آخر&lt;/p></content></content></entry></feed>");
  REQUIRE(atom.items.size() == 5);
  CHECK(atom.article(0).text == "نص");
  CHECK(day_of(atom.article(0)) == "2024-01-29");
  CHECK(atom.article(1).text == "نص < ٥");
  CHECK(atom.article(2).text == "موجز");
  CHECK(atom.article(3).text == "موجز");
  CHECK(atom.article(4).text == "نص\nآخر");
}

TEST_CASE("feed reader: an element inside a text that bears the text's own name does not end it") {
  const auto all = read_all_of(
      "<feed xmlns='http://www.w3.org/2005/Atom'><title>س</title><entry><id>1</id><content type='xhtml'><div>"
      "<p>أول</p><content>داخل</content><content/><p>آخر</p></div></content></entry></feed>");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text.ends_with("آخر"));
}

TEST_CASE("feed reader: entities of HTML become their characters, and no words fuse at the others") {
  const auto text = [](const std::string& field) {
    return read_all_of("<rss><channel><item><description>" + field + "</description></item></channel></rss>")
        .article(0)
        .text;
  };
  CHECK(text("بغداد&nbsp;والبصرة&ndash;أم قصر") == "بغداد والبصرة–أم قصر");
  CHECK(text("&laquo;دمشق&raquo; caf&eacute; &#1593;&#x631;") == "«دمشق» café عر");
  CHECK(text("تونس & الجزائر &&; AT&T &unknown; ?a=1&b=2") == "تونس & الجزائر &&; AT&T &unknown; ?a=1&b=2");
  CHECK(text("&#0;&#xD800;&#99999999;x") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDx");
  CHECK(text("٣ < ٥ <٧ و a<b") == "٣ < ٥ <٧ و a<b");
  CHECK(text("&amp;lt;p&amp;gt;في &amp;amp; دمشق&amp;lt;/p&amp;gt;") == "في & دمشق");
  CHECK(text("سطر<br>آخر<br/>ثالث") == "سطر\nآخر\nثالث");
}

TEST_CASE("feed reader: a reference is whole wherever the source was cut into pieces") {
  std::string padding(300'000, 'x');
  for (std::size_t shift = 0; shift < 12; ++shift) {
    const std::string start = "<rss><channel><item><description>";
    const std::string field = padding.substr(0, 65536 - start.size() - shift) + "&#1593;" +
                              padding.substr(0, 262144 - 8) + "&amp;<b>ب</b>";
    const auto all = read_all_of(start + field + "</description></item></channel></rss>");
    REQUIRE(all.items.size() == 1);
    const std::string& text = all.article(0).text;
    CHECK(text.find("xعx") != std::string::npos);
    CHECK(text.ends_with("x&ب"));
  }
}

TEST_CASE("feed reader: a reference in an id, which is no markup, is whole wherever the source was cut") {
  constexpr std::size_t kCut = 65536 + 4 * 262144;  // so much is looked through for the next tag
  const std::string start = "<rss><channel><item><description>نص</description><guid isPermaLink='false'>";
  for (std::size_t shift = 0; shift < 6; ++shift) {
    const std::string id(kCut - start.size() - shift, 'x');
    const auto all = read_all_of(start + id + "&amp;b</guid></item></channel></rss>");
    REQUIRE(all.items.size() == 1);
    CHECK(all.article(0).id.ends_with("x&b"));
  }
}

TEST_CASE("feed reader: a feed's elements count in a namespace of its own, too") {
  const auto all = read_all_of(
      "<rss xmlns='https://example.org/our-own'><channel><title>س</title><item><title>ت</title>"
      "<description>نص</description></item></channel></rss>");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).title == "ت");
  CHECK(all.article(0).source == "س");
}

TEST_CASE("feed reader: a tag whose end is missing costs no other item and no other field") {
  const auto all = read_all_of(
      "<rss><channel><title>س</title>"
      "<item><title>أول<description>نص أول</description></item>"
      "<item><title>ثان</title><description>نص <b>ثان<p></description><guid>2</guid></item>"
      "<item><title>ثالث</title><description>نص ثالث<pubDate>2024-01-29</pubDate>"
      "<item><title>رابع</title><author>س<description>نص رابع</description></author></item>"
      "<item><title>خامس</title><media:thumbnail url='x'><description>نص خامس</description></item>"
      "</channel></rss>");
  REQUIRE(all.items.size() == 5);
  CHECK(all.article(0).title == "أول");
  CHECK(all.article(0).text == "نص أول");
  CHECK(all.article(1).text == "نص ثان");
  CHECK(all.article(1).id == "2");
  CHECK(all.article(2).text == "نص ثالث");
  CHECK(day_of(all.article(2)) == "2024-01-29");
  CHECK(all.article(3).title == "رابع");
  CHECK(all.article(4).text == "نص خامس");
}

TEST_CASE("feed reader: what stands before and behind the feed, and several feeds in a file") {
  const auto all = [](const std::string& content) {
    const TempFolder folder;
    return read_all(folder.write("a.xml", content));
  };
  const auto feed = [](const std::string& source) {
    return "<?xml version='1.0'>\n<rss><channel><title>" + source +
           "</title><item><description>نص</description></item></channel></rss>";
  };
  CHECK(all("\xEF\xBB\xBF\r\n\n" + feed("س")).article(0).source == "س");
  CHECK(all("<br />\n<b>Warning</b>: x in y\n" + feed("س")).article(0).source == "س");
  CHECK(all("<!-- \n -->" + feed("س") + "\n<!-- 0.1 s --><script>x</script>").items.size() == 1);
  const auto two = all(feed("أ") + feed("ب"));
  REQUIRE(two.items.size() == 2);
  CHECK(two.article(0).source == "أ");
  CHECK(two.article(1).source == "ب");
}

TEST_CASE("feed reader: a feed in UTF-8 that declares another encoding, and control characters in it") {
  const auto all = read_all_of(
      "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><item><title>خبر\x08</title>"
      "<description>وصل\x0Bالوفد\x01 إلى مسقط</description></item>"
      "<item><description>ثان</description></item></channel></rss>");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text.find("إلى مسقط") != std::string::npos);
}

TEST_CASE("feed reader: a WordPress export gives its published posts, and notes what else is in it") {
  const auto entry = [](std::string_view type, std::string_view status, std::string_view text,
                        std::string_view dates) {
    return fmt::format(
        "<item><title>ت</title><guid isPermaLink=\"false\">https://example.org/?p={0}</guid>"
        "<pubDate>Wed, 31 Jan 2024 20:00:00 +0000</pubDate><description></description>"
        "<excerpt:encoded><![CDATA[موجز]]></excerpt:encoded><content:encoded><![CDATA[{0}]]></"
        "content:encoded>{3}"
        "<wp:comment><wp:comment_date>2023-01-01</wp:comment_date><title>x</title></wp:comment>"
        "<wp:status>{2}</wp:status><wp:post_type>{1}</wp:post_type></item>",
        text, type, status, dates);
  };
  const auto all = read_all_of(
      "<rss xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" "
      "xmlns:wp=\"http://wordpress.org/export/1.2/\">"
      "<channel><title>موقع</title><wp:author><title>كاتب</title></wp:author>" +
      entry("attachment", "inherit", "صورة", "") +
      entry("post", "publish", "أول",
            "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_date>2024-02-01 "
            "00:30:00</wp:post_date>") +
      entry("post", "draft", "مسودة", "") + entry("nav_menu_item", "publish", "قائمة", "") +
      entry("page", "publish", "عنا", "") +
      entry("post", "publish", "ثان",
            "<wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 "
            "00:00:00</wp:post_date_gmt>") +
      "</channel></rss>");
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).text == "أول");
  CHECK(all.article(0).source == "موقع");
  CHECK(day_of(all.article(0)) == "2024-02-01");
  CHECK(all.article(1).text == "ثان");
  CHECK(day_of(all.article(1)) == "2024-01-31");
  CHECK(all.items[1].note ==
        "-: left out what is no published post: 1 attachment, 1 draft, 1 nav_menu_item, 1 page");
  const auto none = read_all_of("<rss><channel>" + entry("page", "publish", "عنا", "") + "</channel></rss>");
  REQUIRE_FALSE(none.result);
  CHECK(none.result.error().message.find("1 page") != std::string::npos);
}

TEST_CASE("feed reader: a Blogger export gives its posts") {
  const std::string kind =
      "<category scheme='http://schemas.google.com/g/2005#kind' "
      "term='http://schemas.google.com/blogger/2008/kind#";
  const auto all = read_all_of(
      "<feed xmlns='http://www.w3.org/2005/Atom' "
      "xmlns:app='http://purl.org/atom/app#'><title>مدونة</title><entry>" +
      kind + "settings'/><content>x</content></entry><entry>" + kind +
      "post'/><category term='سياسة'/><content type='html'>نص</content></entry><entry>" + kind +
      "post'/><app:control><app:draft>yes</app:draft></app:control><content>مسودة</content></entry></feed>");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "نص");
  CHECK(all.items[0].note.find("1 draft, 1 settings") != std::string::npos);
}

TEST_CASE("feed reader: a Blogger export by types and states gives its live posts") {
  const auto entry = [](std::string_view type, std::string_view status, std::string_view text) {
    return fmt::format(
        "<entry><blogger:type>{}</blogger:type><blogger:status>{}</blogger:status><content>{}</content></"
        "entry>",
        type, status, text);
  };
  const auto all = read_all_of(
      "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>"
      "<title>مدونة</title>" +
      entry("POST", "LIVE", "نص") + entry("POST", "DRAFT", "مسودة") + entry("COMMENT", "LIVE", "تعليق") +
      "</feed>");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "نص");
  CHECK(all.items[0].note.find("1 comment, 1 draft") != std::string::npos);
}

TEST_CASE(
    "feed reader: first published comes before last changed, and a date that names no day does not count") {
  const auto day = [](const std::string& dates) {
    return day_of(
        read_all_of("<rss><channel><item><description>نص</description>" + dates + "</item></channel></rss>")
            .article(0));
  };
  CHECK(day("<updated>2024-02-02</updated><published>2024-01-29</published>") == "2024-01-29");
  CHECK(day("<dcterms:modified>2024-02-02</dcterms:modified><dc:date>2024-01-29</dc:date>") == "2024-01-29");
  CHECK(day("<updated>2024-02-02</updated>") == "2024-02-02");
  CHECK(day("<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate><dc:date>2024-01-29</dc:date>") ==
        "2024-01-29");
  CHECK(day("<pubDate>قريبا</pubDate><dc:date>2024-01-29</dc:date>") == "2024-01-29");
}

TEST_CASE("feed reader: addresses are whole: a link before a permanent guid, relative ones from their base") {
  const auto url = [](const std::string& root, const std::string& fields) {
    return read_all_of(root + "<item><description>نص</description>" + fields + "</item></channel></rss>")
        .article(0)
        .url;
  };
  const std::string rss = "<rss><channel><link>https://example.org/ar/</link>";
  CHECK(url(rss, "<guid>https://example.org/g</guid><link>https://example.org/1</link>") ==
        "https://example.org/1");
  CHECK(url(rss, "<guid>https://example.org/g</guid>") == "https://example.org/g");
  CHECK(url(rss, "<guid isPermaLink='false'>https://example.org/g</guid>").empty());
  CHECK(url(rss, "<link>news/1?a=1&amp;b=2</link>") == "https://example.org/ar/news/1?a=1&b=2");
  CHECK(url(rss, "<link>/news/1</link>") == "https://example.org/news/1");
  CHECK(url("<rss xml:base='https://other.org/x/'><channel>", "<link>1</link>") == "https://other.org/x/1");
  CHECK(url(rss,
            "<link>https://feeds.org/1</link><feedburner:origLink>https://example.org/1</"
            "feedburner:origLink>") == "https://example.org/1");
  const auto entry = read_all_of(
      "<feed xml:base='https://example.org/'><entry xml:base='2024/' xml:lang='fa'><link rel='enclosure' "
      "href='a.mp3'/>"
      "<link href='1.html'/><content>نص</content></entry></feed>");
  CHECK(entry.article(0).url == "https://example.org/2024/1.html");
  CHECK(entry.article(0).language == "fa");
}

TEST_CASE("feed reader: the source is the item's own, else the channel's title") {
  const auto all = read_all_of(
      "<rss><channel><image><title>شعار</title></image><title>مجمع</title>"
      "<item><description>أ</description><source url='x'>صحيفة</source></item>"
      "<item><description>ب</description></item></channel></rss>");
  CHECK(all.article(0).source == "صحيفة");
  CHECK(all.article(1).source == "مجمع");
  const auto atom = read_all_of(
      "<feed><title>مجمع</title><entry><source><id>x</id><title>وكالة</title><updated>2020-01-01</updated></"
      "source>"
      "<author><name>كاتب</name></author><content>نص</content></entry></feed>");
  CHECK(atom.article(0).source == "وكالة");
  CHECK(day_of(atom.article(0)) == "none");
}

TEST_CASE("feed reader: a news sitemap is a feed of headlines") {
  const auto all = read_all_of(
      "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
      "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://example.org/1</loc><n:news>"
      "<n:publication><n:name>صحيفة</n:name><n:language>ar</n:language></n:publication>"
      "<n:publication_date>2024-01-29</n:publication_date><n:title>وفد في مسقط</n:title></n:news></url>"
      "<url><loc>https://example.org/about</loc></url></urlset>");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).text == "وفد في مسقط");
  CHECK(all.article(0).url == "https://example.org/1");
  CHECK(all.article(0).source == "صحيفة");
  CHECK(day_of(all.article(0)) == "2024-01-29");
}

TEST_CASE("feed reader: an item beyond the limit is an error of its own, the others are read") {
  ReadLimits limits;
  limits.max_article_bytes = 1 << 20;
  const std::string long_text(3 << 20, 'x');
  const auto all = read_all_of(
      "<rss><channel><item><description>أول</description></item><item><title>ط</title><description>" +
          long_text + "</description></item><item><description><![CDATA[" + long_text +
          "]]></description></item><item><description>رابع</description></item></channel></rss>",
      limits);
  REQUIRE(all.items.size() == 4);
  CHECK(all.article(0).text == "أول");
  CHECK(all.items[1].article.error().message.find("item 2: longer than 1 MB") != std::string::npos);
  CHECK_FALSE(all.items[2].article);
  CHECK(all.article(3).text == "رابع");
}

TEST_CASE("feed reader: stops where the sink wants no more") {
  std::istringstream in(
      "<rss><channel><item><description>1</description></item><item><description>2</description></item>"
      "<item><description>3</description></item></channel></rss>");
  int count = 0;
  REQUIRE(read_stream(in, "-", [&](ReadItem&&) { return ++count < 2; }));
  CHECK(count == 2);
}

TEST_CASE("feed reader: deep nesting does no harm") {
  std::string deep = "<rss><channel><item><description>";
  for (int i = 0; i < 100000; ++i)
    deep += "<a>";
  CHECK_NOTHROW(read_all_of(deep));
}

namespace {

void check_agency_item(const std::string& xml) {
  CAPTURE(xml);
  const TempFolder folder;
  const auto all =
      read_all(folder.write("a.xml", "<?xml version=\"1.0\" encoding=\"windows-1252\"?>\n" + xml));
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).title == "وفد في المدينة");
  CHECK(all.article(0).text == "وصل <الوفد> صباحا.\nوأضاف الوزير أن المحادثات طويلة.");
  CHECK(day_of(all.article(0)) == "2024-01-17");
  CHECK(all.article(0).id == "urn:x:1");
  CHECK(all.article(0).source == "وكالة");
}

}  // namespace

TEST_CASE("feed reader: items of news agencies in NewsML-G2, NewsML 1 and NITF") {
  const std::string body =
      "<p>وصل &lt;الوفد&gt; <em>صباحا</em>.</p>\n<p>وأضاف الوزير أن المحادثات طويلة.</p>";
  check_agency_item(
      "<newsMessage "
      "xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header><sent>2025-01-01T00:00:00Z</sent></"
      "header><itemSet>"
      "<newsItem "
      "guid=\"urn:x:2\"><itemMeta><versionCreated>2024-01-17T22:00:00Z</versionCreated></"
      "itemMeta><contentMeta>"
      "<headline>صورة</headline></contentMeta><contentSet><remoteContent "
      "href=\"x.jpg\"/></contentSet></newsItem>"
      "<newsItem guid=\"urn:x:1\" xml:lang=\"ar\"><itemMeta><provider><name>وكالة</name></provider>"
      "<versionCreated>2024-01-19T22:00:00Z</versionCreated><firstCreated>2024-01-17T20:00:00Z</"
      "firstCreated><title>slug</title>"
      "</itemMeta><contentMeta><headline>وفد في المدينة</headline></contentMeta><contentSet><inlineXML>"
      "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>" +
      body +
      "</body></html></inlineXML></contentSet></newsItem>"
      "</itemSet></newsMessage>");
  check_agency_item(
      "<NewsML "
      "Version=\"1.2\"><NewsEnvelope><DateAndTime>20250117T223000Z</DateAndTime></"
      "NewsEnvelope><NewsItem><Identification>"
      "<NewsIdentifier><PublicIdentifier>urn:x:1</PublicIdentifier></NewsIdentifier></"
      "Identification><NewsManagement>"
      "<FirstCreated>20240117T223000Z</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>وفد "
      "في المدينة</HeadLine>"
      "</NewsLines><AdministrativeMetadata><Provider><Party "
      "FormalName=\"وكالة\"/></Provider></AdministrativeMetadata><ContentItem>"
      "<DataContent>" +
      body + "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>");
  check_agency_item(
      "<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf><head><title>slug</title><docdata><doc-id "
      "id-string=\"urn:x:1\"/>"
      "<date.issue norm=\"20240117T223000+0300\"/></docdata><pubdata "
      "name=\"وكالة\"/></head><body><body.head><hedline><hl1>وفد في "
      "المدينة</hl1></hedline></body.head><body.content>" +
      body + "</body.content></body></nitf>");
}

TEST_CASE("feed reader: XML of any kind whose elements have the names of fields") {
  const TempFolder folder;
  for (const char* xml : {
           "<articles><site>x</site><article><title>أ</title><body>خبر &amp; "
           "آخر</body><date>2024-01-17</date></article>"
           "<article><title>ب</title><body><p>خبر</p><p>ثان</p></body><date>2024-02-03</date></article></"
           "articles>",
           "<mysqldump><database name=\"n\"><table_data name=\"posts\"><row><field "
           "name=\"title\">أ</field><field "
           "name=\"body\">خبر &amp; آخر</field><field name=\"published_at\">2024-01-17 "
           "10:00:00</field></row><row><field "
           "name=\"title\">ب</field><field "
           "name=\"body\">&lt;p&gt;خبر&lt;/p&gt;&lt;p&gt;ثان&lt;/p&gt;</field><field "
           "name=\"published_at\">2024-02-03</field></row></table_data></database></mysqldump>",
           "<posts><row Id=\"1\" Title=\"أ\" Body=\"خبر &amp;amp; آخر\" "
           "CreationDate=\"2024-01-17T10:00:00\"/><row Id=\"2\" "
           "Title=\"ب\" Body=\"&lt;p&gt;خبر&lt;/p&gt;&lt;p&gt;ثان&lt;/p&gt;\" "
           "CreationDate=\"2024-02-03T10:00:00\"/></posts>",
       }) {
    CAPTURE(xml);
    const auto all = read_all(folder.write("a.xml", xml));
    REQUIRE(all.items.size() == 2);
    CHECK(all.article(0).title == "أ");
    CHECK(all.article(0).text == "خبر & آخر");
    CHECK(day_of(all.article(0)) == "2024-01-17");
    CHECK(all.article(1).text == "خبر\nثان");
    CHECK(day_of(all.article(1)) == "2024-02-03");
  }
  const auto none =
      read_all(folder.write("b.xml", "<Workbook><Worksheet><Cell>x</Cell></Worksheet></Workbook>"));
  REQUIRE_FALSE(none.result);
  CHECK(none.result.error().message.find("<Workbook>") != std::string::npos);
}

TEST_CASE("feed reader: what is left of a CDATA section at a field's ends is no text") {
  for (const char* field : {"&lt;![CDATA[خبر]]&gt;", "![CDATA[&lt;p&gt;خبر&lt;/p&gt;]]",
                            "<![CDATA[<p>خبر</p> ]]>]]&gt;", "<![CDATA[<![CDATA[خبر]]]]><![CDATA[>]]>"}) {
    CAPTURE(field);
    const auto all = read_all_of("<rss><channel><item><title>أ</title><description>" + std::string(field) +
                                 "</description></item></channel></rss>");
    CHECK(all.article(0).text == "خبر");
  }
  CHECK(read_all_of(R"({"text":"إذا كان x[y[1]]>2 فهو خبر"})").article(0).text ==
        "إذا كان x[y[1]]>2 فهو خبر");
}
