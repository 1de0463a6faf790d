// Pages in the manner of what Arabic newspapers use, with the text that is to be found in them.
#include <doctest/doctest.h>

#include "app/articles/readers/html/html_content.h"
#include "app/articles/readers/html/html_words.h"
#include "tests/app/articles/readers/read_items.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

namespace {

const std::string kTitle = "افتتاح خط السكك الحديدية بين صحار وأبوظبي";
const std::string kOne =
    "افتتحت وزارة النقل صباح الأحد أول خط للسكك الحديدية يربط ميناء صحار بمدينة العين، بحضور ممثلين عن "
    "الشركات "
    "المنفذة وعدد من رجال الأعمال.";
const std::string kTwo =
    "وقال مدير المشروع إن طول الخط يبلغ ثلاثمئة كيلومتر، وإن القطارات ستنقل البضائع في عامها الأول قبل أن "
    "تبدأ "
    "رحلات الركاب في الصيف المقبل.";
const std::string kThree =
    "ويتوقع خبراء أن يخفض الخط كلفة الشحن بين الموانئ والأسواق بنحو الثلث، وأن يفتح الباب أمام مناطق صناعية "
    "جديدة "
    "على امتداد الساحل.";
const std::string kFour =
    "وكانت الأعمال قد بدأت قبل أربعة أعوام، وتأخرت عاما كاملا بسبب السيول التي جرفت أجزاء من الجسور في وادي "
    "حتا.";

std::string head(const std::string& more = {}) {
  return "<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>" + kTitle +
         " - صحيفة الساحل</title>" + more + "</head>";
}

std::string text_of(const std::string& html) {
  const auto all = read_all_of(html);
  REQUIRE(all.result);
  REQUIRE(all.items.size() == 1);
  return all.article(0).text;
}

std::string lines(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts)
    text += (text.empty() ? "" : "\n") + part;
  return text;
}

std::string p(const std::string& text) {
  return "<p>" + text + "</p>\n";
}

std::string link(const std::string& text) {
  return "<a href=\"/news/1\">" + text + "</a>";
}

std::string items(const std::vector<std::string>& parts) {
  std::string html;
  for (const auto& part : parts)
    html += "<li>" + link(part) + "</li>";
  return "<ul>" + html + "</ul>";
}

const std::vector<std::string> kSections{"الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "منوعات"};
const std::vector<std::string> kHeadlines{"هطول أمطار غزيرة على مرتفعات الحجر مساء اليوم",
                                          "ارتفاع صادرات المعادن خلال الربع الأخير من العام",
                                          "فوز منتخب الشباب بكأس الخليج للكرة الطائرة"};

}  // namespace

TEST_CASE("html text: a WordPress theme: share bar, tags, related posts, comments and their form go") {
  const std::string comment =
      "<li class=\"comment even\"><div class=\"comment-body\"><div class=\"comment-author "
      "vcard\"><cite>سالم</cite>"
      "</div><p>خبر طيب انتظرناه طويلا، ونرجو أن تصل القطارات إلى الداخل أيضا في الأعوام القادمة.</p>"
      "<div class=\"reply\">" +
      link("رد") + "</div></div></li>";
  const std::string html =
      head() +
      "<body class=\"single single-post\"><header id=\"masthead\" class=\"site-header\"><nav "
      "class=\"main-navigation\">" +
      items(kSections) +
      "</nav></header><div id=\"content\"><main id=\"main\"><article class=\"post hentry\">" +
      "<header class=\"entry-header\"><h1 class=\"entry-title\">" + kTitle +
      "</h1><div class=\"entry-meta\">بواسطة " + link("هيئة التحرير") +
      " - 4 يناير 2024</div></header><div class=\"entry-content\">" + p(kOne) + p(kTwo) +
      "<div class=\"sharedaddy\"><h3>شارك الموضوع:</h3>" + items({"تويتر", "فيسبوك", "واتساب"}) + "</div>" +
      p("<strong>اقرأ أيضا:</strong> " + link(kHeadlines[0])) + p(kThree) + p(kFour) +
      "</div><footer class=\"entry-footer\"><span class=\"tags-links\">الوسوم: " + link("قطارات") + " " +
      link("صحار") + "</span></footer></article><div class=\"related-posts\"><h3>مواضيع ذات صلة</h3>" +
      items(kHeadlines) +
      "</div><div id=\"comments\" class=\"comments-area\"><h2>التعليقات</h2><ol class=\"comment-list\">" +
      comment +
      "</ol><div id=\"respond\"><h3>اترك تعليقا</h3><form><p>لن يتم نشر عنوان بريدك الإلكتروني. الحقول "
      "الإلزامية "
      "مشار إليها بنجمة.</p><label>الاسم</label><input></form></div></div></main><aside id=\"secondary\">" +
      "<section class=\"widget\"><h2>الأكثر قراءة</h2>" + items(kHeadlines) +
      "</section></aside></div><footer class=\"site-footer\"><p>جميع الحقوق محفوظة © صحيفة الساحل "
      "2024</p></footer></body></html>";
  CHECK(text_of(html) == lines({kOne, kTwo, kThree, kFour}));
}

TEST_CASE("html text: a Drupal page: fields, a caption and the rules for comments go") {
  const std::string html =
      head() + "<body><div class=\"region region-header\"><div class=\"block-menu\">" + items(kSections) +
      "</div></div><div class=\"region region-content\"><div class=\"node node--type-article\"><h1 "
      "class=\"page-title\">" +
      kTitle +
      "</h1><div class=\"field field--name-field-image\"><figure><img src=x><figcaption>عمال يضعون القضبان "
      "قرب "
      "صحار (أرشيف)</figcaption></figure></div><div class=\"field field--name-body "
      "field--type-text-with-summary\">" +
      p(kOne) + p(kTwo) + "<h2>أثر اقتصادي</h2>" + p(kThree) + p(kFour) +
      "</div><div class=\"field--name-field-tags\"><div class=\"field__label\">كلمات دالة</div>" +
      items({"نقل", "موانئ", "استثمار"}) + "</div></div><div class=\"comment-terms\"><h3>شروط التعليق</h3>" +
      p("عدم الإساءة للكاتب أو للأشخاص أو للمقدسات، والابتعاد عن التحريض الطائفي والعنصري والشتائم.") +
      p("التعليقات المنشورة لا تعبر عن رأي الصحيفة، وإنما تعبر عن رأي أصحابها.") +
      "</div></div></body></html>";
  CHECK(text_of(html) == lines({kOne, kTwo, "أثر اقتصادي", kThree, kFour}));
}

TEST_CASE("html text: an old page laid out in tables, its text in line breaks") {
  const std::string html =
      head() + "<body><table width=100%><tr><td colspan=3>" + link("الرئيسية") + " | " + link("اتصل بنا") +
      "</td></tr><tr><td width=150>" + link("سياسة") + "<br>" + link("اقتصاد") + "<br>" + link("رياضة") +
      "</td><td><b>" + kTitle + "</b><br><br>" + kOne + "<br><br>" + kTwo + "<br />&nbsp;<br />" + kThree +
      "<br><br>" + kFour + "</td><td width=150>" + link(kHeadlines[0]) + "<br>" + link(kHeadlines[1]) +
      "</td></tr><tr><td colspan=3>جميع الحقوق محفوظة 2003</td></tr></table></body></html>";
  const std::string text = text_of(html);
  CHECK(text.ends_with(lines({kOne, kTwo, kThree, kFour})));
  CHECK(text.find("الرئيسية") == std::string::npos);
  CHECK(text.find(kHeadlines[0]) == std::string::npos);
}

TEST_CASE("html text: a form around the whole page, divisions for paragraphs") {
  const auto div = [](const std::string& text) { return "<div>" + text + "</div>"; };
  const std::string html =
      head() +
      "<body><form id=\"aspnetForm\" action=\"page.aspx\"><input type=hidden value=x><div id=\"topMenu\">" +
      items(kSections) + "</div><div id=\"ctl00_Content\"><h1>" + kTitle + "</h1><div class=\"newsText\">" +
      div(kOne) + div(kTwo) + div(kThree) + div(kFour) + "</div></div><div id=\"ctl00_footer\">" +
      div("جميع الحقوق محفوظة") + "</div></form></body></html>";
  CHECK(text_of(html) == lines({kOne, kTwo, kThree, kFour}));
}

TEST_CASE("html text: AMP's own elements") {
  const std::string html = head() + "<body><amp-sidebar id=\"menu\">" + items(kSections) +
                           "</amp-sidebar><article class=\"amp-wp-article\"><h1>" + kTitle +
                           "</h1><amp-img src=x></amp-img><div class=\"amp-wp-article-content\">" + p(kOne) +
                           p(kTwo) + "<amp-ad type=x></amp-ad>" + p(kThree) + p(kFour) +
                           "</div><amp-social-share type=\"twitter\">تويتر</amp-social-share>" +
                           "</article></body></html>";
  CHECK(text_of(html) == lines({kOne, kTwo, kThree, kFour}));
}

TEST_CASE(
    "html text: classes that say nothing, as scripts make them, in a shell that is hidden until one runs") {
  const std::string html = head() +
                           "<body><div id=\"__next\" style=\"display:none\"><div class=\"css-1a2b\"><nav>" +
                           items(kSections) + "</nav></div><div class=\"css-9x\"><h1>" + kTitle +
                           "</h1><div class=\"css-77\">" + p(kOne) + p(kTwo) + p(kThree) + p(kFour) +
                           "</div></div></div><script id=\"__NEXT_DATA__\" "
                           "type=\"application/json\">{\"a\":\"ليس من النص\"}</script>" +
                           "</body></html>";
  CHECK(text_of(html) == lines({kOne, kTwo, kThree, kFour}));
}

TEST_CASE("html text: another story below the article is not this one's") {
  const std::string other = "<article><h1>" + kHeadlines[0] + "</h1>" +
                            p("هطلت مساء السبت أمطار غزيرة على مرتفعات الحجر، وجرت على إثرها الأودية في "
                              "ولايات عدة، ولم تسجل إصابات.") +
                            "</article>";
  const std::string html = head() + "<body><main><article><h1>" + kTitle + "</h1>" + p(kOne) + p(kTwo) +
                           p(kThree) + p(kFour) + "</article>" + other + other + "</main></body></html>";
  CHECK(text_of(html) == lines({kOne, kTwo, kThree, kFour}));
}

TEST_CASE("html text: lists, quotes and a table of the article stay, a row a line") {
  const std::string html =
      head() + "<body><article><h1>" + kTitle + "</h1><div class=\"article-body\">" + p(kOne) +
      "<blockquote>" + p("«هذا يوم ننتظره منذ أعوام، ولن يكون الأخير»، قال المدير في كلمته أمام الحضور.") +
      "</blockquote>" + p(kTwo) +
      "<table><tr><th>المحطة</th><th>المسافة</th></tr><tr><td>صحار</td><td>0</td></tr><tr><td>العين</"
      "td><td>303"
      "</td></tr></table>" +
      p(kThree) + p(kFour) + "</div></article></body></html>";
  CHECK(text_of(html) ==
        lines({kOne, "«هذا يوم ننتظره منذ أعوام، ولن يكون الأخير»، قال المدير في كلمته أمام الحضور.", kTwo,
               "المحطة المسافة", "صحار 0", "العين 303", kThree, kFour}));
}

TEST_CASE("html text: a page that carries its text twice gives it once") {
  const std::string html = head() + "<body><div class=\"story\">" + p(kOne) + p(kTwo) + p(kThree) + p(kFour) +
                           "</div><div class=\"story-print\">" + p(kOne) + p(kTwo) + p(kThree) + p(kFour) +
                           "</div></body></html>";
  CHECK(text_of(html) == lines({kOne, kTwo, kThree, kFour}));
}

TEST_CASE("html text: a page whose text is there only without scripts") {
  CHECK(text_of(head() + "<body><div id=app></div><noscript>" + p(kOne) + p(kTwo) +
                "</noscript></body></html>") == lines({kOne, kTwo}));
}

TEST_CASE("html text: verbs that share words with buttons are no buttons") {
  CHECK(cues_in("شارك الوزير في الاجتماع") == 0);
  CHECK(cues_in("تعليق الرحلات الجوية إلى عدن") == 0);
  CHECK(cues_in("إعلان نتائج الانتخابات") == 0);
  CHECK(cues_in("شارك") == bit(Cue::share));
  CHECK(cues_in("شارك على فيسبوك") == bit(Cue::share));
  CHECK(cues_in("التعليقات المنشورة لا تعبر عن رأي الصحيفة") == bit(Cue::comment));
  CHECK(cues_in("Leave a Reply") == bit(Cue::comment));
}

TEST_CASE("html text: what the names of a page's parts mean") {
  CHECK(parts_named("post-meta shareButtons") ==
        (bit(PagePart::article) | bit(PagePart::meta) | bit(PagePart::share) | bit(PagePart::tool)));
  CHECK(parts_named("relatedposts") == bit(PagePart::related));
  CHECK(parts_named("shadow read") == 0);
  CHECK(parts_named("") == 0);
}

TEST_CASE("html fragments: unknown elements run on in the line, blocks and pictures part words") {
  CHECK(fragment_text("<p>مدي<x-mark>نة</x-mark> صور<img src=x>الساحلية</p><div>غد</div>") ==
        "مدينة صور الساحلية\nغد");
  CHECK(fragment_text("<table><tr><td>أ</td><td>ب</td></tr></table>") == "أ ب");
  CHECK(fragment_text("<table><tr><td><p>أ</p></td><td><p>ب</p></td></tr></table>") == "أ\nب");
}

TEST_CASE("html reader: any number of attributes on one tag is read in linear time") {
  std::string attributes;
  for (int i = 0; i < 200000; ++i)
    attributes += " data-a" + std::to_string(i) + "=\"x > y\"";
  CHECK(text_of("<html><body><article class=\"post\"" + attributes + " hidden>" + p(kOne) + p(kTwo) +
                "</article></body></html>") == lines({kOne, kTwo}));
}
