// Pages cut into blocks, and what their elements say of these.
#include "app/articles/readers/html/html_features.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace kharita::app;

namespace {

// A paragraph of some 80 letters.
const std::string kProse =
    "<p>بدأت صباح اليوم أعمال الطريق الجديد بين المدينتين، ويتوقع أن تنتهي في نهاية العام القادم.</p>";

std::string times(int count, const std::string& html) {
  std::string all;
  for (int i = 0; i < count; ++i)
    all += html;
  return all;
}

std::vector<std::string> texts_of(const std::string& body) {
  std::vector<std::string> texts;
  for (const HtmlBlock& block : cut_blocks(HtmlDocument("<html><body>" + body + "</body></html>")))
    texts.push_back(block.text);
  return texts;
}

// What `ask` says of the layout of a page with this body, its title being "عنوان الخبر الأول".
template <typename Ask>
std::string layout_of(const std::string& body, Ask ask) {
  const HtmlDocument page("<html><body>" + body + "</body></html>");
  const auto blocks = cut_blocks(page);
  const std::uint32_t element = ask(HtmlLayout(page, blocks, "عنوان الخبر الأول"));
  return element == 0 ? "none" : HtmlDocument::attribute(page.elements()[element].node, "id");
}

}  // namespace

TEST_CASE("html blocks: one line end stays in a block, two end it") {
  CHECK(texts_of("أول<br>ثان") == std::vector<std::string>{"أول\nثان"});
  CHECK(texts_of("أول<br><br>ثان") == std::vector<std::string>{"أول", "ثان"});
}

TEST_CASE("html blocks: white space and no-break spaces are one space each run, none at the ends") {
  CHECK(collapse_space(" \t أول \xC2\xA0\n ثان\xC2\xAB ثالث\f\v") == "أول ثان\xC2\xAB ثالث");
  CHECK(collapse_space("\xC2\xA0 ").empty());
  CHECK(is_all_space(" \t\xC2\xA0\r\n"));
  CHECK(is_all_space(""));
  CHECK_FALSE(is_all_space(" \xC2\xAB"));
  CHECK_FALSE(is_all_space("\xC2"));
}

TEST_CASE("html layout: an article of the title alone is not the title's article") {
  const auto title_article = [](const HtmlLayout& layout) { return layout.title_article; };
  const std::string title = "<h1>عنوان الخبر الأول</h1>";
  CHECK(layout_of("<article id=a>" + title + times(4, kProse) + "</article>", title_article) == "a");
  CHECK(layout_of("<article id=a>" + title + "</article><div>" + times(4, kProse) + "</div>",
                  title_article) == "none");
}

TEST_CASE("html layout: the body is not widened to an article that is a list of others") {
  const auto body = [](const HtmlLayout& layout) { return layout.body; };
  const std::string story = "<div id=story>" + times(3, kProse) + "</div>";
  const std::string teasers = "<ul>" + times(8, "<li><div>" + kProse + "</div></li>") + "</ul>";
  CHECK(layout_of("<article id=a>" + story + times(1, "<section><div>" + kProse + "</div></section>") +
                      "</article>",
                  body) == "a");
  CHECK(layout_of("<article id=a>" + story + "<section>" + teasers + "</section></article>", body) ==
        "story");
}

TEST_CASE("html features: what stands in an element behind a heading over other stories is known by it") {
  const HtmlDocument page("<html><body><div>" + kProse + "<h3>اقرأ أيضا</h3>" + kProse + "</div><div>" +
                          kProse + "</div></body></html>");
  const auto blocks = cut_blocks(page);
  std::vector<BlockShape> shapes;
  for (const HtmlBlock& block : blocks)
    shapes.push_back(shape_of(block));
  std::vector<float> behind;
  for (const HtmlFeatures& features :
       html_features(page, blocks, shapes, HtmlLayout(page, blocks, "عنوان الخبر الأول")))
    behind.push_back(features[static_cast<std::size_t>(HtmlFeature::behind_related)]);
  CHECK(behind == std::vector<float>{0, 0, 1, 0});
}

TEST_CASE("html features: the marks of a block are counted") {
  HtmlBlock block;
  block.text = "نعم، قال. هل، حقا؟ لا, انتهى! 3.5 متر。تم۔";
  block.letters = 40;
  const BlockShape shape = shape_of(block);
  CHECK(shape.commas == 3);
  CHECK(shape.stops == 6);  // . ؟ ! 。 ۔, which ends it, too
  CHECK(shape.ends);
}
