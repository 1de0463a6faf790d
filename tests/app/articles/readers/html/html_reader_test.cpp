#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/articles/readers/html/html_content.h"
#include "tests/app/articles/readers/read_items.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

namespace {

const std::string kFirst =
    "أعلنت هيئة الأرصاد أن المنخفض الجوي سيصل إلى سواحل ظفار مساء الخميس، ودعت السكان إلى الابتعاد عن مجاري "
    "الأودية حتى "
    "انتهاء الأمطار، وقالت إن الرياح ستكون قوية في صلالة ومرباط.";
const std::string kSecond =
    "وأضافت الهيئة في بيانها أن فرق الدفاع المدني انتشرت في المناطق المنخفضة، وأن المدارس ستغلق أبوابها "
    "يومين، على أن تستأنف "
    "الدراسة فيها بعد تحسن الأحوال الجوية في المحافظة.";

std::string page(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html lang=\"ar\"><head><meta charset=\"utf-8\">" + head + "</head><body>" + body +
         "</body></html>";
}

std::string paragraphs() {
  return "<p>" + kFirst + "</p><p>" + kSecond + "</p>";
}

Article read(const std::string& html) {
  const auto all = read_all_of(html);
  REQUIRE(all.result);
  REQUIRE(all.items.size() == 1);
  return all.article(0);
}

}  // namespace

TEST_CASE("html reader: the paragraphs are the text, one a line") {
  CHECK(read(page("", "<article><h1>منخفض</h1>" + paragraphs() + "</article>")).text ==
        kFirst + "\n" + kSecond);
}

TEST_CASE("html reader: what stands around the article is left out") {
  const std::string noise =
      "<script>var a = 'سكربت';</script><style>.x{}</style><noscript>بلا سكربت</noscript>"
      "<nav><a href=1>الرئيسية</a><a href=2>رياضة</a></nav><header class=site>اسم الموقع</header>"
      "<div class=\"breadcrumb\">أنت هنا</div><div id=\"cookie-consent\">نستخدم ملفات تعريف الارتباط لتحسين "
      "تجربتك في الموقع</div>"
      "<ul class=\"main-menu\"><li>سياسة<li>اقتصاد</ul>";
  const std::string after =
      "<div class=\"shareButtons\">شارك على فيسبوك</div>"
      "<div class=\"related-posts\"><p>خبر آخر له صلة بالموضوع، فيه كلام طويل عن شيء ليس من هذا المقال، ولا "
      "ينبغي أن يظهر في نصه.</p></div>"
      "<section id=comments><p>تعليق طويل كتبه قارئ لا علاقة له بما في المقال، ويجب ألا يعد من نص المقال بأي "
      "حال من الأحوال.</p>"
      "<form><textarea>اكتب تعليقك</textarea><button>أرسل</button></form></section>"
      "<aside><p>الأكثر قراءة: خبر وخبر وخبر وخبر وخبر وخبر وخبر وخبر وخبر وخبر وخبر وخبر وخبر "
      "وخبر</p></aside>"
      "<footer>جميع الحقوق محفوظة</footer>";
  CHECK(read(page("", noise + "<div class=\"entry-content\">" + paragraphs() + "</div>" + after)).text ==
        kFirst + "\n" + kSecond);
  CHECK(read(page("", noise + "<div class=x>" + paragraphs() + "</div>" + after)).text ==
        kFirst + "\n" + kSecond);
  CHECK(read(page("", noise + "<table><tr><td>" + paragraphs() + "</td></tr></table>" + after)).text ==
        kFirst + "\n" + kSecond);
}

TEST_CASE(
    "html reader: a wrapper of the whole page is not taken for a sidebar by its name, nor a form for a "
    "form") {
  CHECK(read(page("", "<div class=\"page-with-sidebar comments-open\">" + paragraphs() + "</div>")).text ==
        kFirst + "\n" + kSecond);
  CHECK(read(page("", "<form id=aspnetForm><div>" + paragraphs() + "</div></form>")).text ==
        kFirst + "\n" + kSecond);
  CHECK(read("<html><body class=\"no-sidebar ads\">" + paragraphs() + "</body></html>").text ==
        kFirst + "\n" + kSecond);
}

TEST_CASE("html reader: an article cut in parts by advertisements is whole") {
  const std::string html = page("", "<article><div class=part><p>" + kFirst +
                                        "</p></div><div class=ad>إعلان</div><div class=part><p>" + kSecond +
                                        "</p></div></article>");
  CHECK(read(html).text == kFirst + "\n" + kSecond);
}

TEST_CASE("html reader: text between line breaks, without paragraphs") {
  CHECK(read(page("", "<div id=story>" + kFirst + "<br><br/>" + kSecond + "</div>")).text ==
        kFirst + "\n" + kSecond);
}

TEST_CASE("html reader: short paragraphs inside the article stay, lists of links go") {
  const std::string html = page("", "<article><p>" + kFirst + "</p><p>وقال:</p><h2>استعداد</h2><p>" +
                                        kSecond + "</p><p><a href=1>اقرأ أيضا: خبر آخر</a></p></article>");
  CHECK(read(html).text == kFirst + "\nوقال:\nاستعداد\n" + kSecond);
}

TEST_CASE("html reader: a line that is but the known date is left out") {
  const std::string body =
      "<article><time datetime=2024-01-29>2024-01-29</time>" + paragraphs() + "</article>";
  CHECK(read(page("", body)).text == kFirst + "\n" + kSecond);
}

TEST_CASE("html reader: a page of a few words gives these") {
  CHECK(read("<html><body><p>خبر من نزوى</p></body></html>").text == "خبر من نزوى");
  CHECK(read("<p>خبر من نزوى").text == "خبر من نزوى");
}

TEST_CASE("html reader: entities, no-break spaces and inline elements") {
  CHECK(read("<p>قال&nbsp;&laquo;نعم&raquo;  في <b>مس</b>قط &amp; <a href=1>صحار</a></p>").text ==
        "قال «نعم» في مسقط & صحار");
}

TEST_CASE("html reader: what a line shows under the pointer alone, or reads out, is no text of it") {
  CHECK(read("<p>قال محافظ <a href=1>ظفار</a><span class=\"rollover-block\"><img src=x><a href=2>كل أخبار "
             "ظفار</a></span>"
             " أمس<span class=\"sr-only\">رابط خارجي</span><span hidden>x</span>.</p>")
            .text == "قال محافظ ظفار أمس.");
  CHECK(read("<p>زار <span class=tooltip>صلالة</span> أمس</p>").text == "زار صلالة أمس");
}

TEST_CASE("html reader: JSON-LD tells title, date, source, language and address") {
  const std::string json =
      R"(<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},)"
      R"({"@type":["NewsArticle"],"headline":"عنوان الخبر","datePublished":"2024-01-29T22:30:00+04:00",)"
      R"("publisher":{"@type":"Organization","name":"صحيفة"},"inLanguage":"ar-OM","mainEntityOfPage":{"@id":"https://example.org/1"}}]}</script>)";
  const Article a =
      read(page(json + "<title>غير هذا</title><meta property=og:title content=\"غيره\">", paragraphs()));
  CHECK(a.title == "عنوان الخبر");
  CHECK(day_of(a) == "2024-01-29");
  CHECK(a.published_from == PublishedFrom::html);
  CHECK(a.source == "صحيفة");
  CHECK(a.language == "ar");
  CHECK(a.url == "https://example.org/1");
}

TEST_CASE("html reader: JSON-LD's body is taken where it is whole, and broken JSON-LD is passed over") {
  const std::string body = kFirst + " " + kSecond;
  const auto json = [](const std::string& text) {
    return "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"" + text +
           "\"}</script>";
  };
  CHECK(read(page(json(body), "<div>" + paragraphs() + "</div>")).text == body);
  CHECK(read(page(json("أعلنت هيئة"), "<div>" + paragraphs() + "</div>")).text == kFirst + "\n" + kSecond);
  CHECK(read(page("<script type=\"application/ld+json\">{\"@type\":</script>", paragraphs())).text ==
        kFirst + "\n" + kSecond);
}

TEST_CASE("html reader: meta elements tell the date, whatever their name") {
  for (const char* meta :
       {"<meta property=\"article:published_time\" content=\"2024-01-29T10:00:00Z\">",
        "<meta itemprop=datePublished content=2024-01-29>", "<meta name=\"DC.date\" content=\"2024-01-29\">",
        "<meta name=pubdate content=\"Mon, 29 Jan 2024 10:00:00 GMT\">"}) {
    CAPTURE(meta);
    CHECK(day_of(read(page(meta, paragraphs()))) == "2024-01-29");
  }
  CHECK(day_of(read(page("", "<time datetime=\"2024-01-29T10:00\">أمس</time>" + paragraphs()))) ==
        "2024-01-29");
  CHECK(day_of(read(page("", "<span class=\"post-date\">29/01/2024</span>" + paragraphs()))) == "2024-01-29");
  CHECK(day_of(read(page("<meta name=date content=\"أمس\"><meta property=og:updated_time content=2024-02-02>",
                         paragraphs()))) == "none");
}

TEST_CASE(
    "html reader: the title comes from og:title, a heading or the page's title without the site's name") {
  const std::string site = "<meta property=\"og:site_name\" content=\"صحيفة\">";
  CHECK(read(page(site + "<meta property=\"og:title\" content=\"عنوان - صحيفة\">", paragraphs())).title ==
        "عنوان");
  CHECK(read(page("<title>الموقع</title>", "<h1> عنوان\n الخبر </h1>" + paragraphs())).title ==
        "عنوان الخبر");
  CHECK(read(page(site + "<title>عنوان الخبر | صحيفة</title>", paragraphs())).title == "عنوان الخبر");
  CHECK(read(page(site, paragraphs())).source == "صحيفة");
  CHECK(read(page("<link rel=canonical href=\"https://www.example.org/a/1\">", paragraphs())).source ==
        "example.org");
}

TEST_CASE("html reader: Windows-1256 as the page declares it") {
  const std::string html =
      "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1256\"></head>"
      "<body><p>\xE3\xD3\xDE\xD8 \xE6\xC8\xDB\xCF\xC7\xCF</p></body></html>";
  CHECK(read(html).text == "مسقط وبغداد");
}

TEST_CASE("html reader: a page without words is an error") {
  const TempFolder folder;
  for (const char* html : {"<html><head><title>x</title></head><body></body></html>", "<html></html>",
                           "<!-- -->", "<script>x</script>"}) {
    CAPTURE(html);
    const auto all = read_all(folder.write("page.html", html));
    REQUIRE_FALSE(all.result);
    CHECK(all.result.error().message.find("page.html") != std::string::npos);
  }
}

TEST_CASE("html reader: 100,000 levels of nesting, ten million angle brackets and torn tags do no harm") {
  std::string deep;
  for (int i = 0; i < 100000; ++i)
    deep += "<div>";
  CHECK_NOTHROW(read_all_of("<html><body>" + deep + "خبر"));
  std::string spans;
  for (int i = 0; i < 100000; ++i)
    spans += "<b><i>";
  CHECK_NOTHROW(read_all_of("<p>" + spans + "خبر"));
  CHECK_NOTHROW(read_all_of("<html>" + std::string(10 << 20, '<')));
  CHECK_NOTHROW(read_all_of("<html><p " + std::string(1 << 20, 'a') + "=\""));
  CHECK_NOTHROW(read_all_of(
      page("<script type=\"application/ld+json\">" + std::string(100000, '[') + "</script>", paragraphs())));
}

TEST_CASE("html fragments: all words, paragraphs apart") {
  CHECK(fragment_text("<p>أ</p><p>ب &amp; ج</p>") == "أ\nب & ج");
  CHECK(fragment_text("بلا وسوم") == "بلا وسوم");
  CHECK(fragment_text("أ<br/>ب<script>x</script>") == "أ\nب");
}

namespace {

// Long enough to be no menu.
const std::string kStateText =
    "أعلنت الوزارة أن الوفد وصل إلى المدينة صباح الأربعاء لإجراء محادثات حول حصص المياه في النهرين، وذلك بعد "
    "أشهر من "
    "الخلاف بين البلدين. وقال المتحدث إن المحادثات ستستمر ثلاثة أيام وستتناول ملفات السدود والتصحر ومشاريع "
    "الري المشتركة.";

std::string page_of_state(const std::string& body) {
  return "<html><head><meta charset=utf-8><title>وفد في المدينة لبحث ملف المياه | "
         "الصحيفة</title></head><body>" +
         body + "</body></html>";
}

}  // namespace

TEST_CASE("html reader: the text that a framework's script holds alone is read") {
  const TempFolder folder;
  const std::string article = "{\"title\":\"وفد في المدينة لبحث ملف المياه\",\"body\":\"<p>" + kStateText +
                              "</p>\",\"publishedAt\":\"2024-01-17T08:20:00Z\"}";
  const std::string others = "\"latest\":[{\"title\":\"خبر آخر\",\"body\":\"" + kStateText + kStateText +
                             " غيره\",\"date\":\"2025-01-01\"}]";
  const std::string quoted = nlohmann::json("{\"article\":" + article + "}").dump();
  for (const std::string& body : {
           "<div id=__next></div><script id=__NEXT_DATA__ "
           "type=\"application/json\">{\"props\":{\"pageProps\":{" +
               others + ",\"article\":" + article + "}}}</script>",
           "<div id=root>جاري التحميل...</div><script>window.__INITIAL_STATE__ = {\"post\":{\"data\":" +
               article + "}};</script>",
           "<div id=root></div><script>window.__STATE__ = JSON.parse(" + quoted + ");</script>",
       }) {
    CAPTURE(body);
    const auto all = read_all(folder.write("a.html", page_of_state(body)));
    REQUIRE(all.items.size() == 1);
    CHECK(all.article(0).text == kStateText);
    CHECK(all.article(0).title == "وفد في المدينة لبحث ملف المياه");
    CHECK(day_of(all.article(0)) == "2024-01-17");
  }
}

TEST_CASE("html reader: a page's own text goes before that of its scripts, which may tell its date") {
  const TempFolder folder;
  const auto all = read_all(folder.write(
      "a.html",
      page_of_state("<main><h1>وفد في المدينة لبحث ملف المياه</h1><p>" + kStateText +
                    "</p></main><script type=\"application/json\">[{\"title\":\"وفد في المدينة لبحث ملف "
                    "المياه\",\"body\":\"" +
                    kStateText + "\",\"date\":\"2024-01-17\"},{\"title\":\"آخر\",\"body\":\"" + kStateText +
                    kStateText + kStateText + "\",\"date\":\"2020-01-01\"}]</script>")));
  CHECK(all.article(0).text == kStateText);
  CHECK(day_of(all.article(0)) == "2024-01-17");
}

TEST_CASE("html reader: each message of a channel that Telegram exported is an article") {
  const TempFolder folder;
  const auto message = [](int id, const std::string& date, const std::string& text) {
    return fmt::format(
        "<div class=\"message default clearfix\" id=\"message{}\"><div class=\"body\"><div "
        "class=\"pull_right date "
        "details\" title=\"{} 10:20:00 UTC+03:00\">10:20</div><div "
        "class=\"from_name\">قناة</div>{}</div></div>",
        id, date, text);
  };
  const auto all = read_all(folder.write(
      "messages.html",
      "<html><body><div class=\"page_wrap\"><div class=\"page_header\"><div class=\"content\"><div "
      "class=\"text "
      "bold\">\nقناة الأخبار\n</div></div></div><div class=\"page_body chat_page\"><div "
      "class=\"history\"><div "
      "class=\"message service\" id=\"message-1\"><div class=\"body details\">17 January 2024</div></div>" +
          message(11, "17.01.2024",
                  "<div class=\"text\">\nعاجل: <strong>وصل</strong> الوفد<br><br>إلى المدينة\n</div><span "
                  "class=\"reactions\">12</span>") +
          message(12, "18.01.2024", "<div class=\"media_wrap\"></div>") +
          message(13, "03.02.2024", "<div class=\"text\">انتهت المحادثات</div>") +
          "</div></div></div></body></html>"));
  REQUIRE(all.items.size() == 2);
  CHECK(all.article(0).id == "message11");
  CHECK(all.article(0).text == "عاجل: وصل الوفد\n\nإلى المدينة");
  CHECK(all.article(0).source == "قناة الأخبار");
  CHECK(day_of(all.article(0)) == "2024-01-17");
  CHECK(day_of(all.article(1)) == "2024-02-03");
}

TEST_CASE("html reader: the address that a browser notes in a saved page counts where the page gives none") {
  const TempFolder folder;
  for (const char* note :
       {"<!-- saved from url=(0045)https://x.example/news/2024/01/17/1 -->\n",
        "<!--\n Page saved with SingleFile \n url: https://x.example/news/2024/01/17/1 \n saved date: "
        "Mon May 05 2025\n-->"}) {
    const auto all = read_all(
        folder.write("a.html", std::string("<!DOCTYPE html>") + note + page_of_state("<p>" + kStateText)));
    CHECK(all.article(0).url == "https://x.example/news/2024/01/17/1");
    CHECK(day_of(all.article(0)) == "2024-01-17");
  }
}

TEST_CASE("html reader: a label with a colon stands before the date in its own element") {
  const TempFolder folder;
  for (const char* date :
       {"تاريخ النشر : 17-01-2024 08:20 AM", "نشر: 17 يناير 2024", "Published: 17.01.2024 10:20"}) {
    CAPTURE(date);
    const auto all = read_all(folder.write(
        "a.html",
        std::string("<html><body><h1>عنوان</h1><div class=\"news-info\"><span class=\"news-date\">") + date +
            "</span><span>عدد المشاهدات : 455</span></div><p>خبر عن المدينة والنهر وما جرى فيها "
            "أمس.</p></body></html>"));
    CHECK(day_of(all.article(0)) == "2024-01-17");
    CHECK(all.article(0).published_from == PublishedFrom::html);
  }
}

TEST_CASE(
    "html reader: a body in JSON-LD that is but the beginning of the page's text does not take its place") {
  const std::string body =
      "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"" + kFirst +
      "\"}</script>";
  const std::string story =
      "<article><h1>منخفض</h1>" + paragraphs() + "<p>" + kSecond.substr(2) + "</p></article>";
  REQUIRE(kFirst.size() > 300);
  CHECK(read(page(body, story)).text.find("فرق الدفاع المدني") != std::string::npos);
}
