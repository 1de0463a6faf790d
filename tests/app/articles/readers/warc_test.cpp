#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "app/articles/readers/reader.h"
#include "app/articles/readers/warc/warc_reader.h"
#include "tests/app/articles/readers/gzip.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;

namespace {

std::string record(const std::string& type, const std::string& url, const std::string& media,
                   const std::string& content) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2024-01-29T10:00:00Z\r\nContent-Type: " + media +
         "\r\nContent-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content + "\r\n\r\n";
}

std::string answer(const std::string& fields, const std::string& body, const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\n" + fields + "\r\n\r\n" + body;
}

std::string page(const std::string& text, const std::string& head = "") {
  std::string paragraphs;
  for (int i = 0; i < 4; ++i)
    paragraphs +=
        "<p>" + text + " وقال المتحدث إن الزيارة تستمر يومين وتشمل لقاءات مع مسؤولين في المدينة.</p>";
  return "<html><head>" + head + "<title>خبر اليوم</title></head><body><article>" + paragraphs +
         "</article></body></html>";
}

struct Read {
  std::vector<Article> articles;
  std::vector<std::string> errors;
  Result<void> result;

  explicit Read(const std::string& bytes, std::size_t most = 1000) {
    std::istringstream in(bytes);
    result = read_stream(in, "news.warc", [&](ReadItem&& item) {
      if (item.article) {
        articles.push_back(std::move(*item.article));
      } else {
        errors.push_back(item.article.error().message);
      }
      return articles.size() + errors.size() < most;
    });
  }
};

const std::string kHtml = "Content-Type: text/html; charset=utf-8";

}  // namespace

TEST_CASE("warc: pages that were fetched are articles; what is none is passed over") {
  const std::string archive =
      record("warcinfo", "", "application/warc-fields", "software: a crawler\r\n") +
      record("request", "https://a.example/1", "application/http", "GET /1 HTTP/1.1\r\n\r\n") +
      record("response", "https://a.example/1", "application/http",
             answer(kHtml, page("وصل الوفد إلى روالبندي."))) +
      record("response", "https://a.example/2", "application/http",
             answer("Content-Type: image/png", "\x89PNG")) +
      record("response", "https://a.example/3", "application/http",
             answer("Location: /4\r\n" + kHtml, page("انتقلت الصفحة."), "301 Moved")) +
      record("response", "https://a.example/5", "application/http",
             answer(kHtml, page("وصل الوفد إلى زاهدان."))) +
      record("conversion", "https://a.example/6", "text/plain", "افتتح المعرض في القاهرة");
  const Read read(archive);
  REQUIRE(read.result);
  CHECK(read.errors.empty());
  REQUIRE(read.articles.size() == 3);
  CHECK(read.articles[0].url == "https://a.example/1");
  CHECK(read.articles[0].title == "خبر اليوم");
  CHECK(read.articles[0].text.find("روالبندي") != std::string::npos);
  CHECK(read.articles[0].not_after == Date(std::chrono::year(2024) / 1 / 29));
  CHECK_FALSE(read.articles[0].published);
  CHECK(read.articles[1].url == "https://a.example/5");
  CHECK(read.articles[2].text == "افتتح المعرض في القاهرة");
}

TEST_CASE(
    "warc: each record in a gzip member of its own, as archives are, chunks and gzip of the server undone") {
  const std::string body = page("وصل الوفد إلى روالبندي.");
  std::ostringstream chunked;
  chunked << std::hex << 10 << "\r\n"
          << body.substr(0, 10) << "\r\n"
          << body.size() - 10 << "\r\n"
          << body.substr(10) << "\r\n0\r\n\r\n";
  const std::string archive =
      test::gzip(
          record("response", "https://a.example/1", "application/http", answer(kHtml, test::gzip(body)))) +
      test::gzip(record("response", "https://a.example/2", "application/http",
                        answer(kHtml + "\r\nTransfer-Encoding: chunked", chunked.str())));
  const Read read(archive);
  REQUIRE(read.result);
  CHECK(read.errors.empty());
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].text == read.articles[1].text);
  CHECK(read.articles[0].text.find("روالبندي") != std::string::npos);
}

TEST_CASE("warc: the server's charset holds where the page tells none, and each page has its own") {
  const std::string cairo = "\xC7\xE1\xDE\xC7\xE5\xD1\xC9";  // القاهرة in windows-1256
  std::string words;
  for (int i = 0; i < 60; ++i)
    words += cairo + " ";
  const std::string archive =
      record("response", "https://a.example/1", "application/http",
             answer("Content-Type: text/html; charset=windows-1256",
                    "<html><body><article><p>" + words + "</p></article></body></html>")) +
      record("response", "https://a.example/2", "application/http",
             answer(kHtml, page("وصل الوفد إلى زاهدان.")));
  const Read read(archive);
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].text.find("القاهرة") != std::string::npos);
  CHECK(read.articles[1].text.find("زاهدان") != std::string::npos);
}

TEST_CASE("warc: a page without text and a record cut short are errors that name them; the rest is kept") {
  const std::string good = record("response", "https://a.example/1", "application/http",
                                  answer(kHtml, page("وصل الوفد إلى روالبندي.")));
  const std::string empty = record("response", "https://a.example/2", "application/http",
                                   answer(kHtml, "<html><body></body></html>"));
  SUBCASE("no text") {
    const Read read(empty + good);
    REQUIRE(read.articles.size() == 1);
    REQUIRE(read.errors.size() == 1);
    CHECK(read.errors[0].find("news.warc: record 1 (https://a.example/2)") != std::string::npos);
  }
  SUBCASE("cut short, anywhere") {
    for (std::size_t length = good.size() + 10; length < 2 * good.size() - 4; length += 7) {
      const Read read((good + good).substr(0, length));
      CAPTURE(length);
      CHECK(read.articles.size() == 1);
      CHECK((read.errors.size() == 1 || !read.result || length < good.size() + 200));
    }
  }
  SUBCASE("no archive behind it") {
    const Read read(good + "<html>");
    CHECK(read.articles.size() == 1);
    CHECK(read.errors.size() == 1);
    CHECK(read.result);
  }
}

TEST_CASE(
    "warc: a record of any length that its header tells is no more than there is, and reading can be ended") {
  const Read huge(
      "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: "
      "99999999999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
  CHECK(huge.articles.empty());
  CHECK(huge.errors.size() == 1);
  const std::string good = record("response", "https://a.example/1", "application/http",
                                  answer(kHtml, page("وصل الوفد إلى روالبندي.")));
  CHECK(Read(good + good + good, 2).articles.size() == 2);
}

TEST_CASE("warc: in a folder an archive is an input by its name, packed or not") {
  const test::TempFolder folder;
  const std::string good = record("response", "https://a.example/1", "application/http",
                                  answer(kHtml, page("وصل الوفد إلى روالبندي.")));
  folder.write("a.warc", good);
  folder.write("b.warc.gz", test::gzip(good));
  const auto files = list_articles(folder.path());
  REQUIRE(files);
  CHECK(files->files.size() == 2);
}
