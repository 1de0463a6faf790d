#include "app/articles/readers/markup.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "app/articles/readers/references.h"
#include "tests/app/articles/readers/read_items.h"

using namespace kharita::app;
using kharita::test::read_all_of;

TEST_CASE("markup: what only looks like it stays as it is") {
  for (const char* text : {"5 < 9 & 9 > 5",
                           "a & b; c",
                           "a &b; c",
                           "قال <PERSON> في <LOC>",
                           "List<String> و Map<Object>",
                           "x <b and c> y",
                           "الفصل [1] و[sic] و[كذا]",
                           "R&D وAT&T وQ&A",
                           "https://x.example/?a=1&copy=2&lang=ar&sect=3",
                           "a<b",
                           "<3",
                           "<>",
                           "</>",
                           "<TITLE> بلا نهاية",
                           "array<i>",
                           "&",
                           "&;",
                           "&#;",
                           "&#x;",
                           "&#12a;",
                           "[name] وحده",
                           "[a=b",
                           "]]>",
                           "  نص\n\n آخر "}) {
    CAPTURE(text);
    CHECK_FALSE(holds_markup(text));
    CHECK(plain_text(text) == text);
  }
}

TEST_CASE("markup: tags, attributes, scripts, styles and comments are no text") {
  for (const auto& [html, text] : {
           std::pair("<p>في <b>بيروت</b></p><p>وصور</p>", "في بيروت\nوصور"),
           {"خبر<br>آخر<br/>ثالث", "خبر\nآخر\nثالث"},
           {"<a href=\"/London/a>b.html\" title='Paris'>المزيد</a> هنا", "المزيد هنا"},
           {"قبل<script>var x = \"<p>روما</p>\";</script> "
            "بعد<style>p{}</style>",
            "قبل بعد"},
           {"قبل<!-- روما <b> -->بعد", "قبل بعد"},
           {"<P ALIGN=\"right\">خبر</P>", "خبر"},
           {"<p>5 < 9 و List<String> و <PERSON> و a & b</p>", "5 < 9 و List<String> و <PERSON> و a & b"},
           {"خبر طويل <a href=\"https://x.example/London", "خبر طويل"},
           {"<img src=\"/London.jpg\" alt=\"Paris\">", ""},
       }) {
    CAPTURE(html);
    CHECK(plain_text(html) == text);
  }
}

TEST_CASE(
    "markup: words stay apart where something stood between them, and "
    "whole where it stood in them") {
  for (const auto& [html, text] : {
           std::pair("<td>دمشق</td><td>حلب</td>", "دمشق\nحلب"),
           {"<span>دمشق</span><span>حلب</span>", "دمشق حلب"},
           {"<p><a href=\"a\">دمشق</a><a href=\"b\">حلب</a></p>", "دمشق حلب"},
           {"<p>و<b>بيروت</b>، وال<i>قاهرة</i></p>", "وبيروت، والقاهرة"},
           {"<p>دمشق&nbsp;حلب&ensp;حمص</p>", "دمشق حلب\u2002حمص"},
           {"<p>دمشق\nحلب</p>", "دمشق حلب"},
           {"<b>دمشق</b>\nحلب\n\nحمص", "دمشق\nحلب\nحمص"},
       }) {
    CAPTURE(html);
    CHECK(plain_text(html) == text);
  }
}

TEST_CASE(
    "markup: references become their characters, and leave the rest of a "
    "text as it is") {
  for (const auto& [html, text] : {
           std::pair("&#1576;&#x63A;&#X62F;اد", "بغداد"),
           {"a &amp; b\n\n  c &lt; d", "a & b\n\n  c < d"},
           {"&laquo;خبر&raquo; &hellip; &rlm;", "«خبر» … \u200F"},
           {"it&apos;s &lpar;x&rpar; &gbreve;", "it's (x) ğ"},
           {"&#146;&#150;", "’–"},
           {"&#0;&#xD800;&#x110000;&#99999999999;", "����"},
           {"دمشق&nbspحلب&copy 2024 &#1576", "دمشق حلب© 2024 ب"},
           {"&unknown; &hellip", "&unknown; &hellip"},
       }) {
    CAPTURE(html);
    CHECK(plain_text(html) == text);
  }
}

TEST_CASE("markup: what was escaped twice or is wrapped in CDATA is unwrapped") {
  for (const auto& [html, text] : {
           std::pair("&lt;p title=&quot;Paris&quot;&gt;خبر&lt;/p&gt;", "خبر"),
           {"&amp;lt;p&amp;gt;خبر&amp;lt;/p&amp;gt;", "خبر"},
           {"<![CDATA[<p>خبر</p>]]>", "خبر"},
           {"<p>&lt;p&gt;خبر&lt;/p&gt;</p>", "خبر"},
           {"<p>خبر&amp;nbsp;&amp;#1576;</p>", "خبر ب"},
           {"<p>اكتب &lt;br&gt; لسطر جديد</p>", "اكتب <br> لسطر جديد"},
       }) {
    CAPTURE(html);
    CHECK(plain_text(html) == text);
  }
}

TEST_CASE("markup: shortcodes of WordPress and BBCode go") {
  for (const auto& [field, text] : {
           std::pair("[caption id=\"a\" width=\"3\"]<img src=\"x\"/> "
                     "London[/caption]<p>خبر</p>",
                     "خبر"),
           {"<p>خبر</p>[gallery "
            "ids=\"1,2\"][embed]https://x.example/London[/embed]",
            "خبر"},
           {"[vc_row][vc_column width=\"1/2\"]<p>خبر</p>[/vc_column][/vc_row]", "خبر"},
           {"<p>[b]خبر[/b] [1] [كذا]</p>", "خبر [1] [كذا]"},
       }) {
    CAPTURE(field);
    CHECK(plain_text(field) == text);
  }
  CHECK(plain_text("خبر [gallery ids=\"1\"]").starts_with("خبر "));
  CHECK(plain_text("خبر [gallery ids=\"1\"]").find('[') == std::string::npos);
}

TEST_CASE("markup: long fields that mean ill are read in their length's time") {
  const auto repeated = [](std::string_view piece) {
    std::string text;
    while (text.size() < (std::size_t{1} << 20))
      text += piece;
    return text;
  };
  for (const char* piece : {"<", "<a ", "<a x=\"", "<a x='", "&", "&#", "[a", "[a]", "[caption]", "[/a]",
                            "<!--", "<?xml", "<b>", "</b", "<![CDATA[", "&amp;", "&lt;"}) {
    CAPTURE(piece);
    CHECK(plain_text(repeated(piece)).size() <= (std::size_t{1} << 20) + 20);
  }
}

TEST_CASE("markup: a field that is a whole page gives its article") {
  const std::string sentence =
      "افتتح في القاهرة معرض للكتاب شارك فيه ناشرون "
      "من بلدان عدة، ويستمر المعرض أسبوعين كاملين. ";
  const std::string page =
      "<!DOCTYPE html><html><body><nav><a "
      "href=\"/\">لندن</a></nav><article><p>" +
      sentence + sentence + "</p><p>" + sentence + sentence + "</p></article></body></html>";
  CHECK(plain_text(page).find("القاهرة") != std::string::npos);
  CHECK(plain_text(page).find("لندن") == std::string::npos);
}

TEST_CASE("markup: an article says whether its text is as its file has it") {
  CHECK(read_all_of(R"({"text":"a & b"})").items.at(0).text_as_given);
  CHECK(read_all_of(R"({"title":"a &amp; b","text":"x"})").items.at(0).text_as_given);
  CHECK_FALSE(read_all_of(R"({"text":"a &amp; b"})").items.at(0).text_as_given);
  CHECK_FALSE(read_all_of(R"({"text":["a","b"]})").items.at(0).text_as_given);
  CHECK_FALSE(read_all_of(R"({"title":"a"})").items.at(0).text_as_given);
  CHECK_FALSE(read_all_of("id,text\n1,<b>a</b>\n").items.at(0).text_as_given);
}

TEST_CASE("markup: a page that a crawler stored in a field tells its title and date, too") {
  const auto all = read_all_of(
      R"({"url":"https://x.example/a","html":"<html lang='ar'><head><title>عنوان الخبر | الموقع</title><meta property='article:published_time' content='2024-01-17'></head><body><nav><a href='x'>الرئيسية</a></nav><article><h1>عنوان الخبر</h1><p>أعلنت الوزارة أن الوفد وصل إلى المدينة صباح الأربعاء لإجراء محادثات حول حصص المياه في النهرين.</p></article></body></html>"})");
  REQUIRE(all.items.size() == 1);
  CHECK(all.article(0).title == "عنوان الخبر");
  CHECK(all.article(0).text ==
        "أعلنت الوزارة أن الوفد وصل إلى المدينة صباح الأربعاء لإجراء محادثات حول حصص المياه في النهرين.");
  CHECK(all.article(0).published);
  CHECK(all.article(0).language == "ar");
  CHECK(all.article(0).url == "https://x.example/a");
}
