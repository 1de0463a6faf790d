#include "app/articles/readers/html/html_metadata.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "geo/text/dates.h"

using namespace kharita::app;

namespace {

std::string head(const std::string& elements) {
  return "<!doctype html><html><head><meta charset=utf-8>" + elements +
         "</head><body><h1>عاصفة في مسقط</h1></body></html>";
}

std::string body(const std::string& elements) {
  return "<!doctype html><html><head><title>عاصفة</title></head><body>" + elements + "</body></html>";
}

std::string script(const std::string& json, const std::string& type = "application/ld+json") {
  return "<script type=\"" + type + "\">" + json + "</script>";
}

HtmlMetadata metadata(const std::string& html) {
  return html_metadata(HtmlDocument(html));
}

std::string day(const std::string& html) {
  const auto date = kharita::geo::text::parse_timestamp(metadata(html).published);
  return date ? kharita::geo::text::to_iso(*date) : "none";
}

const std::string kWordsAround = "<p>وصلت العاصفة إلى سواحل البلاد وقالت الهيئة إنها ستستمر يومين.</p>";

}  // namespace

TEST_CASE("html metadata: every type of article and of page tells its date, however its name is written") {
  for (const char* type : {"NewsArticle",
                           "ReportageNewsArticle",
                           "OpinionNewsArticle",
                           "AnalysisNewsArticle",
                           "Article",
                           "TechArticle",
                           "ScholarlyArticle",
                           "BlogPosting",
                           "LiveBlogPosting",
                           "SocialMediaPosting",
                           "Report",
                           "WebPage",
                           "ItemPage",
                           "AboutPage",
                           "MedicalWebPage",
                           "VideoObject",
                           "article",
                           "newsArticle",
                           "https://schema.org/NewsArticle",
                           "schema:NewsArticle"}) {
    CAPTURE(std::string(type));
    CHECK(day(head(script(R"({"@type": ")" + std::string(type) + R"(", "datePublished": "2024-01-29"})"))) ==
          "2024-01-29");
  }
  for (const char* type : {"JobPosting", "CollectionPage", "SearchResultsPage", "Event", "Person"}) {
    CAPTURE(std::string(type));
    CHECK(day(head(script(R"({"@type": ")" + std::string(type) + R"(", "datePublished": "2024-01-29"})"))) ==
          "none");
  }
}

TEST_CASE("html metadata: the script's type may have a charset, blanks and capitals") {
  const std::string json = R"({"@type": "NewsArticle", "datePublished": "2024-01-29"})";
  CHECK(day(head(script(json, "application/ld+json; charset=utf-8"))) == "2024-01-29");
  CHECK(day(head(script(json, " Application/LD+JSON "))) == "2024-01-29");
  CHECK(day(head(script(json, "application/json"))) == "none");
}

TEST_CASE("html metadata: JSON-LD as the web has it") {
  const std::string object = R"({"@type": "NewsArticle", "datePublished": "2024-01-29"})";
  for (const std::string& json : std::vector<std::string>{
           object + ";", "\n//<![CDATA[\n" + object + "\n//]]>\n", "<!--\n" + object + "\n-->",
           "/* now */ " + object + " // end", "[" + object + ",]",
           R"({"@type": "NewsArticle", "datePublished": "2024-01-29",})",
           "{\"@type\": \"NewsArticle\", \"description\": \"سطر\nسطر\tثالث\", \"datePublished\": "
           "\"2024-01-29\"}"}) {
    CAPTURE(json);
    CHECK(day(head(script(json))) == "2024-01-29");
  }
}

TEST_CASE("html metadata: the first publication counts, never the last change") {
  CHECK(
      day(head(script(
          R"({"@type": "NewsArticle", "dateModified": "2024-03-01", "dateCreated": "2024-01-28", "datePublished": "2024-01-29"})"))) ==
      "2024-01-29");
  CHECK(day(head(script(R"({"@type": "NewsArticle", "dateModified": "2024-03-01"})"))) == "none");
  CHECK(day(head("<meta property=article:modified_time content=2024-03-01><meta property=og:updated_time "
                 "content=2024-03-01>")) == "none");
}

TEST_CASE("html metadata: of several articles the one with the page's address or title is its own") {
  const std::string other =
      R"({"@type": "NewsArticle", "headline": "خبر آخر", "url": "https://example.org/2", "datePublished": "2020-02-02"})";
  const std::string own =
      R"({"@type": "NewsArticle", "headline": "عاصفة تصل", "url": "https://www.example.org/1/?a=b", "datePublished": "2024-01-29"})";
  const std::string titled =
      R"({"@type": "NewsArticle", "headline": "عاصفة في مسقط", "datePublished": "2024-01-29"})";
  const std::string canonical = "<link rel=canonical href=\"https://example.org/1\">";
  CHECK(day(head(canonical + script("[" + other + "," + own + "]"))) == "2024-01-29");
  CHECK(day(head(canonical + script(other) + script(own))) == "2024-01-29");
  CHECK(day(head(canonical + script("{\"@graph\": [" + other + "," + titled + "]}"))) == "2024-01-29");
  CHECK(day(head("<meta property=og:url content=\"https://example.org/1\">" +
                 script("[" + other + "," + own + "]"))) == "2024-01-29");
  CHECK(metadata(head(canonical + script("[" + other + "," + own + "]"))).title == "عاصفة تصل");
  // Two others and none of its own: nothing is told of this page.
  CHECK(day(head(canonical + script("[" + other + "," + other + "]"))) == "none");
  // One alone, whose address the site got wrong.
  CHECK(day(head(canonical + script(other))) == "2020-02-02");
}

TEST_CASE("html metadata: lists, comments and parts of a live blog are not the article") {
  const std::string story = R"({"@type": "NewsArticle", "datePublished": "2020-02-02"})";
  for (const char* key :
       {"itemListElement", "hasPart", "mentions", "citation", "comment", "liveBlogUpdate"}) {
    CAPTURE(std::string(key));
    CHECK(day(head(script(R"({"@type": "WebPage", ")" + std::string(key) + "\": [" + story + "]}"))) ==
          "none");
  }
  CHECK(day(head(script(R"({"@type": "WebPage", "mainEntity": )" + story + "}"))) == "2020-02-02");
  CHECK(
      day(head(script(
          R"({"@type": "NewsArticle", "datePublished": "2024-01-29", "video": {"@type": "VideoObject", "uploadDate": "2023-01-01"}})"))) ==
      "2024-01-29");
}

TEST_CASE("html metadata: a page in JSON-LD gives its date, not its title with the site's name behind") {
  const auto data = metadata(head(script(
      R"({"@type": "WebPage", "name": "عاصفة في مسقط - صحيفة", "datePublished": "2024-01-29", "inLanguage": "ar"})")));
  CHECK(data.title == "عاصفة في مسقط");
  CHECK(data.published == "2024-01-29");
  CHECK(data.language == "ar");
}

TEST_CASE(
    "html metadata: a date in a sidebar, a menu, comments or a link to another story is not the page's") {
  const std::string date = "<time datetime=2020-02-02>2 فبراير</time>";
  for (const std::string& around : std::vector<std::string>{
           "<aside>" + date + "</aside>", "<nav>" + date + "</nav>", "<footer>" + date + "</footer>",
           "<div class=\"related-posts\">" + date + "</div>", "<ul id=comments><li>" + date + "</li></ul>",
           "<div class=\"widget latest\">" + date + "</div>", "<a href=\"/2\">خبر آخر " + date + "</a>",
           "<div class=sidebar><span itemprop=datePublished content=2020-02-02></span></div>",
           "<aside><meta itemprop=datePublished content=2020-02-02></aside>"}) {
    CAPTURE(around);
    const std::string article =
        "<main><h1>عاصفة</h1><p>أ</p><p>ب</p><p>ج</p><p>د</p><p>ه</p>" + kWordsAround + "</main>";
    CHECK(day(body(around + article)) == "none");
    CHECK(day(body(around + "<main><h1>عاصفة</h1><time datetime=2024-01-29></time>" + kWordsAround +
                   "</main>")) == "2024-01-29");
  }
  // A wrapper of the whole page named after what it has room for.
  CHECK(day(body("<div class=\"with sidebar\"><h1>عاصفة</h1><time datetime=2024-01-29></time></div>")) ==
        "2024-01-29");
}

TEST_CASE("html metadata: the date of publication goes before that of a change, whichever comes first") {
  const std::string changed = "<time class=updated datetime=2024-03-01></time>";
  const std::string labelled = "<p>آخر تحديث: <time datetime=2024-03-01>1 مارس 2024</time></p>";
  const std::string published = "<time class=\"entry-date published\" datetime=2024-01-29></time>";
  const std::string plain = "<p>نشر في: <time datetime=2024-01-29>29 يناير 2024</time></p>";
  CHECK(day(body("<h1>عاصفة</h1>" + changed + published)) == "2024-01-29");
  CHECK(day(body("<h1>عاصفة</h1>" + labelled + plain)) == "2024-01-29");
  CHECK(day(body("<h1>عاصفة</h1>" + labelled)) == "none");
  CHECK(day(body("<h1>عاصفة</h1>" + changed)) == "none");
  CHECK(day(body("<h1>عاصفة</h1><time class=\"entry-date published updated\" datetime=2024-01-29></time>")) ==
        "2024-01-29");
  CHECK(day(body("<h1>عاصفة</h1><p><time datetime=2024-01-30></time></p>" + published)) == "2024-01-29");
}

TEST_CASE("html metadata: of several dates the one nearest behind the heading") {
  CHECK(day(body("<div><time datetime=2026-01-01></time></div><h1>عاصفة</h1><p>أ</p><time "
                 "datetime=2024-01-29></time>"
                 "<p>ب</p><time datetime=2020-02-02></time>")) == "2024-01-29");
}

TEST_CASE("html metadata: microdata, RDFa, data attributes and elements named after dates") {
  for (const char* element : {"<meta itemprop=datePublished content=2024-01-29>",
                              "<span property=\"schema:datePublished\">2024-01-29</span>",
                              "<span class=\"post-date\">الاثنين 29 يناير 2024</span>",
                              "<div class=newsdate>29/01/2024 - 10:30 ص</div>",
                              "<span class=date data-timestamp=1706486400>قبل يوم</span>",
                              "<abbr class=published title=\"2024-01-29T10:00\">أمس</abbr>",
                              "<time pubdate datetime=2024-01-29></time>", "<time>29 يناير 2024</time>"}) {
    CAPTURE(std::string(element));
    CHECK(day(body("<h1>عاصفة</h1>" + std::string(element) + kWordsAround)) == "2024-01-29");
  }
  for (const char* element : {"<div class=update>29/01/2024</div>", "<div class=candidate>29/01/2024</div>",
                              "<p>29/01/2024</p>", "<span class=date>قبل يوم</span>"}) {
    CAPTURE(std::string(element));
    CHECK(day(body("<h1>عاصفة</h1>" + std::string(element) + kWordsAround)) == "none");
  }
}

TEST_CASE(
    "html metadata: a byline and a line that says when it was published date the page, whatever was changed "
    "later") {
  for (const char* element :
       {"<div class=byline>نشر في 29 يناير 2024</div>", "<p>نُشر في: 29 يناير 2024</p>",
        "<p class=post-meta>كتبت سعاد الحارثي - 29 يناير 2024</p>",
        "<p class=info><time class=updated datetime=2025-03-02>آخر تحديث 2 مارس 2025</time> "
        "<time class=published datetime=2024-01-29>نشر 29 يناير 2024</time></p>",
        "<p class=info>آخر تحديث 2 مارس 2025، نشر في 29 يناير 2024</p>"}) {
    CAPTURE(std::string(element));
    CHECK(day(body("<h1>عاصفة</h1>" + std::string(element) + kWordsAround)) == "2024-01-29");
  }
  CHECK(day(body("<h1>عاصفة</h1><p>في 29 يناير 2024 نشر الوزير صورة</p>" + kWordsAround)) == "none");
  CHECK(day(body("<h1>عاصفة</h1><aside><p>نشر في 29 يناير 2024</p></aside>" + kWordsAround)) == "none");
}

TEST_CASE("html metadata: 100,000 dates nested in one another do no harm") {
  std::string deep;
  for (int i = 0; i < 100000; ++i)
    deep += "<b class=date datetime=2024-01-29>";
  CHECK(day(body("<aside>" + deep)) == "none");
  CHECK(day(body("<h1>عاصفة</h1>" + deep)) == "2024-01-29");
}

TEST_CASE("html metadata: a video beside the article lends it nothing, one alone is what the page is about") {
  const std::string video = R"({"@type": "VideoObject", "name": "تسجيل", "uploadDate": "2024-01-29"})";
  CHECK(day(body(script(R"([{"@type": "NewsArticle", "headline": "عاصفة"}, )" + video + "]"))) == "none");
  CHECK(day(body(script(video))) == "2024-01-29");
}

TEST_CASE("html metadata: what a page's title has last is the site's name where it is short or known") {
  const auto title = [](const std::string& of_page, const std::string& site = {}) {
    return metadata("<html><head><title>" + of_page + "</title>" +
                    (site.empty() ? "" : "<meta property=og:site_name content=\"" + site + "\">") +
                    "</head><body></body></html>")
        .title;
  };
  CHECK(title("وصول العاصفة إلى سواحل البلاد مساء اليوم - الساحل") ==
        "وصول العاصفة إلى سواحل البلاد مساء اليوم");
  CHECK(title("عاصفة - وصولها إلى سواحل البلاد مساء") == "عاصفة - وصولها إلى سواحل البلاد مساء");
  CHECK(title("عاصفة | صحيفة الساحل الجديدة", "صحيفة الساحل الجديدة") == "عاصفة");
}
