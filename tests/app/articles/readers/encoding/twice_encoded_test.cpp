#include "app/articles/readers/encoding/twice_encoded.h"

#include <doctest/doctest.h>

#include <array>

#include "tests/app/articles/readers/encode.h"
#include "tests/app/articles/readers/read_items.h"

using namespace kharita::app;
using namespace kharita::test;

namespace {

const std::string kText = "أعلنت الوزارة، أمس، افتتاح الطريق الجديد في شمال البلاد (12 كم) «بعد طول انتظار».";

std::string mended(std::string text) {
  mend_twice_encoded(std::array{&text});
  return text;
}

}  // namespace

TEST_CASE("twice encoded: UTF-8 read in another encoding and written again is put right") {
  for (const char* charset : {"windows-1252", "ISO-8859-1", "windows-1256", "macintosh"}) {
    CAPTURE(charset);
    CHECK(mended(misread(kText, charset)) == kText);
    CHECK(mended(misread("قطار", charset)) == "قطار");
  }
}

TEST_CASE("twice encoded: up to three times") {
  std::string text = kText;
  for (int times = 1; times <= 3; ++times) {
    text = misread(text, "windows-1252");
    CHECK(mended(text) == kText);
  }
}

TEST_CASE("twice encoded: Windows-1256 read as Windows-1252 is put right") {
  const std::string text = "أعلنت الوزارة أمس افتتاح الطريق الجديد";
  CHECK(mended(misread(encode(text, "windows-1256"), "windows-1252")) == text);
}

TEST_CASE("twice encoded: Latin letters and marks of print too") {
  CHECK(mended("dÃ©jÃ\u00A0 vu, Ã©tÃ©") == "déjà vu, été");
  CHECK(mended("the ministerâ€™s visit") == "the minister’s visit");
}

TEST_CASE("twice encoded: what is left of a right text in its middle stays") {
  CHECK(mended("قال: " + misread("وصل الوفد إلى المدينة", "windows-1252") + " — انتهى") ==
        "قال: وصل الوفد إلى المدينة — انتهى");
}

TEST_CASE("twice encoded: right text of any language stays as it is") {
  for (const std::string& text :
       {kText, std::string("déjà vu à été"), std::string("Ørsted og Ærø"),
        std::string("GROẞ, groß“ und Spaß–"), std::string("AMANHÔ NÃO"), std::string("AMANHÔ"),
        std::string("A MANHÔ E A LÔ SÃO NÃO, AÇÃO"), std::string("ضغط§ المادة ط§ 5"),
        std::string("Größe: 5 × 3 § 7"), std::string("حظ، نفط؟ «حفظ»"), std::string("São Paulo, Açores")}) {
    CAPTURE(text);
    CHECK(mended(text) == text);
  }
}

TEST_CASE("twice encoded: the article says that it was mended, from whichever file") {
  const auto csv = read_all_of("id,title,text\n1,x," + misread("وصل الوفد إلى المدينة", "ISO-8859-1") + "\n");
  REQUIRE(csv.items.size() == 1);
  CHECK(csv.article(0).text == "وصل الوفد إلى المدينة");
  CHECK(csv.items[0].note == "-: line 2: letters that were encoded twice are put right");
  const auto json = read_all_of("{\"text\":\"\\u00d9\\u0088\\u00d8\\u00b5\\u00d9\\u0084\"}\n");
  CHECK(json.article(0).text == "وصل");
}

TEST_CASE(
    "twice encoded: an article's fields tell together, so that what was read is read again as the same") {
  const std::string letter = misread("ت", "ISO-8859-1");
  CHECK(mended(letter) == letter);
  for (const std::string& file : {"<rss><channel><title>" + letter + "</title><item><title>" + letter +
                                      "</title></item></channel></rss>",
                                  "{\"title\":\"" + letter + "\",\"source\":\"" + letter + "\"}\n",
                                  "title,source,text\n" + letter + "," + letter + ",x\n"}) {
    CAPTURE(file);
    const auto all = read_all_of(file);
    REQUIRE(all.items.size() == 1);
    CHECK(all.article(0).title == "ت");
    CHECK(all.article(0).source == "ت");
  }
}

TEST_CASE("twice encoded: one letter alone is left as it is, in every format") {
  const std::string letter = misread("ت", "ISO-8859-1");
  for (const std::string& file : {"{\"text\":\"x " + letter + "\"}\n", "id,text\n1,x " + letter + "\n"}) {
    CAPTURE(file);
    const auto all = read_all_of(file);
    REQUIRE(all.items.size() == 1);
    CHECK(all.article(0).text == "x " + letter);
  }
}
