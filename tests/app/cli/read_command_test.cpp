// The command `kharita read`, run as a user runs it.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/app/articles/readers/gzip.h"
#include "tests/app/articles/temp_folder.h"

using kharita::test::gzip;
using kharita::test::TempFolder;
namespace fs = std::filesystem;

namespace {

struct Run {
  int exit_code = -1;
  std::vector<std::string> lines;
  std::vector<std::string> complaints;
};

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

Run read(const TempFolder& folder, const std::string& arguments) {
  const std::string out = (folder.path() / ".out").string();
  const std::string err = (folder.path() / ".err").string();
  const int status = std::system(
      (std::string(KHARITA_PROGRAM) + " read " + arguments + " >" + out + " 2>" + err + " </dev/null")
          .c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, lines_of(out), lines_of(err)};
}

// The article of a line, without what the date was taken from: read again, it is metadata.
nlohmann::json article(const std::string& line) {
  nlohmann::json object = nlohmann::json::parse(line);
  object.erase("published_from");
  object.erase("not_after");  // of the file that was read
  return object;
}

}  // namespace

TEST_CASE("read command: what it writes, read again, is the same articles, whatever the format was") {
  const TempFolder folder;
  folder.write("a.txt", "وصول الوفد إلى مسقط\n\nوصل الوفد إلى مسقط في 29 يناير 2024 & ٥ < ٧ \x01.\n");
  folder.write(
      "b.html",
      "<html lang='ar'><head><title>خبر</title><meta property='article:published_time' "
      "content='2024-01-29'></head><body><p>وصل الوفد &amp; من معه &lt; إلى بغداد.</p></body></html>");
  folder.write("c.json",
               "[{\"title\":\"ت\",\"text\":\"نص \\ud83d\\ude00 \\u0007 \\\"\\\\\",\"date\":1706500000}]");
  folder.write("d.ndjson", "{\"id\":7,\"text\":\"نص &amp;lt;b&amp;gt; آخر\"}\n{\"id\":8}\n");
  folder.write("e.csv", "title,text,date\nت,\"سطر\nآخر, &nbsp;x\",29/01/2024\n");
  folder.write("f.rss",
               "<rss><channel><title>س</title><item><link>https://example.org/1</link>"
               "<description>&lt;p&gt;نص&lt;/p&gt;</description></item></channel></rss>");
  folder.write("g.ndjson.gz", gzip("{\"text\":\"نص\"}\n"));
  const TempFolder written;
  const std::string once = (written.path() / "once.jsonl").string();
  const std::string twice = (written.path() / "twice.jsonl").string();
  CHECK(read(folder, "-o " + once + " " + folder.path().string()).exit_code == 0);
  CHECK(read(folder, once + " -o " + twice).exit_code == 0);
  const auto first = lines_of(once);
  const auto second = lines_of(twice);
  REQUIRE(first.size() == 8);
  REQUIRE(second.size() == first.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    CAPTURE(first[i]);
    if (nlohmann::json::parse(first[i]).contains("error")) {
      CHECK(article(second[i]).contains("error"));
      CHECK(article(second[i])["id"] == "8");
    } else {
      CHECK(article(second[i]) == article(first[i]));
      CHECK_FALSE(article(first[i])["id"].get<std::string>().empty());
    }
  }
}

TEST_CASE("read command: an undated article says so") {
  const TempFolder folder;
  const auto file = folder.write("a.ndjson", "{\"id\":\"1\",\"text\":\"نص\"}");
  std::filesystem::last_write_time(file, std::chrono::file_clock::from_sys(std::chrono::sys_seconds{
                                             std::chrono::sys_days{std::chrono::year(2022) / 5 / 6}}));
  const Run run = read(folder, file.string());
  REQUIRE(run.lines.size() == 1);
  CHECK(run.lines[0] ==
        "{\"id\": \"1\", \"published\": null, \"published_from\": \"unknown\", \"not_after\": \"2022-05-06\", "
        "\"text\": \"نص\"}");
}

TEST_CASE("read command: what is no text is one line and exit code 2, beside articles that are read") {
  const TempFolder folder;
  const auto pdf = folder.write("map.pdf", "%PDF-1.4\n").string();
  const auto good = folder.write("a.ndjson", "{\"text\":\"نص\"}").string();
  const Run run = read(folder, pdf + " " + good);
  CHECK(run.exit_code == 2);
  CHECK(run.lines.size() == 1);
  REQUIRE(run.complaints.size() == 1);
  CHECK(run.complaints[0].find("map.pdf: is a PDF, not text") != std::string::npos);
}

TEST_CASE("read command: a folder's other files are counted on one line, and are no failure") {
  const TempFolder folder;
  folder.write("news/map.pdf", "%PDF-1.4\n");
  folder.write("news/a.ndjson", "{\"text\":\"نص\"}");
  const Run run = read(folder, (folder.path() / "news").string());
  CHECK(run.exit_code == 0);
  CHECK(run.lines.size() == 1);
  REQUIRE(run.complaints.size() == 1);
  CHECK(run.complaints[0].ends_with("news: 1 file left out: 1 PDF"));
}

TEST_CASE("read command: broken records are told in one line, and have a line each") {
  const TempFolder folder;
  const Run run =
      read(folder, folder.write("a.ndjson", "{\"id\":\"1\"}\n{\"text\":\"نص\"}\n{\"id\":\"3\"}\n").string());
  CHECK(run.exit_code == 0);
  CHECK(run.lines.size() == 3);
  REQUIRE(run.complaints.size() == 1);
  CHECK(run.complaints[0].find("and 1 more") != std::string::npos);
}
