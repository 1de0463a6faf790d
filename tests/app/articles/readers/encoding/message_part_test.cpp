#include "app/articles/readers/encoding/message_part.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sstream>
#include <string>

#include "tests/app/articles/readers/read_items.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita::app;
using namespace kharita::test;

namespace {

// As browsers write it.
std::string saved_page(const std::string& encoding, const std::string& body,
                       const std::string& line_end = "\r\n") {
  std::string file = fmt::format(
      "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/news/2024/01/17/1\n"
      "Subject: =?utf-8?Q?x?=\nDate: Mon, 5 May 2025 10:00:00 -0000\nMIME-Version: 1.0\n"
      "Content-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"----Multipart--abc----\"\n\n\n"
      "------Multipart--abc----\nContent-Type: text/html\nContent-Transfer-Encoding: {}\n"
      "Content-Location: https://x.example/news/2024/01/17/1\n\n{}\n------Multipart--abc----\nContent-Type: "
      "image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n------Multipart--abc------\n",
      encoding, body);
  for (std::size_t at = 0; line_end != "\n" && (at = file.find('\n', at)) != std::string::npos; at += 2)
    file.replace(at, 1, line_end);
  return file;
}

std::string text_of(const std::string& message, std::uint64_t max_bytes = 1000) {
  std::istringstream in(message);
  return text_of_message(in, max_bytes).value_or("none");
}

}  // namespace

TEST_CASE("message part: a page saved with its pictures in one file is read, however it is encoded") {
  const TempFolder folder;
  const auto check = [&](const std::string& file) {
    const auto all = read_all(folder.write("a.mhtml", file));
    REQUIRE(all.items.size() == 1);
    CHECK(all.article(0).text == "خبر عن المدينة");
    CHECK(all.article(0).title == "عنوان");
    CHECK(all.article(0).url == "https://x.example/news/2024/01/17/1");
    CHECK(day_of(all.article(0)) == "2024-01-17");
  };
  const std::string page = "<html><head><title>عنوان</title></head><body><p>خبر عن المدينة</p></body></html>";
  check(saved_page("binary", page));
  check(saved_page("8bit", page, "\n"));
  std::string quoted;
  for (const char c : page)
    quoted += fmt::format("={:02X}{}", static_cast<unsigned char>(c), quoted.size() % 76 == 72 ? "=\n" : "");
  check(saved_page("quoted-printable", quoted));
  check(
      saved_page("base64",
                 "PGh0bWw+PGhlYWQ+"
                 "PHRpdGxlPti52YbZiNin2YY8L3RpdGxlPjwvaGVhZD48Ym9keT48cD7Y\nrtio2LEg2LnZhiDYp9mE2YXYr9mK2YbY"
                 "qTwvcD48L2JvZHk+PC9odG1sPg==\n"));
}

TEST_CASE("message part: of mail the page goes before the plain text, which does where there is none") {
  const std::string head = "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n";
  const std::string inner =
      "--a\nContent-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nplain\n";
  CHECK(text_of(head + inner + "--b\nContent-Type: text/html\n\n<p>page\n--b--\n--a--\n") == "<p>page\n");
  CHECK(text_of(head + inner + "--b--\n--a\nContent-Type: image/png\n\nx\n--a--\n") == "plain\n");
  CHECK(text_of(head + "--a\nContent-Type: image/png\n\nx\n--a--\n") == "none");
  CHECK(text_of(head) == "none");
  CHECK(text_of(head + inner) == "plain\n");
}

TEST_CASE("message part: a message without text is refused, a text about messages is none") {
  const TempFolder folder;
  const auto pictures = read_all(folder.write("a.mht",
                                              "MIME-Version: 1.0\nContent-Type: multipart/related; "
                                              "boundary=a\n\n--a\nContent-Type: image/png\n\nx\n--a--\n"));
  REQUIRE_FALSE(pictures.result);
  CHECK(pictures.result.error().message.find("none of them a page or text") != std::string::npos);
  CHECK_FALSE(is_message("يبدأ البريد بـ MIME-Version: 1.0 ثم Content-Type: multipart/mixed"));
  CHECK_FALSE(is_message("{\"text\":\"MIME-Version: 1.0 Content-Type: multipart/mixed\"}"));
}

TEST_CASE("message part: no more is held than the limit, and a page that is longer is an error") {
  const std::string long_line(5000, 'x');
  CHECK(text_of(saved_page("8bit", long_line + "\n" + long_line, "\n"), 100).size() < 5200);
  const TempFolder folder;
  ReadLimits limits;
  limits.max_article_bytes = 1000;
  CHECK_FALSE(read_all(folder.write("a.mht", saved_page("8bit", "<p>" + long_line)), limits).result);
}
