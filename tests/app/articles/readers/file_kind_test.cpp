#include "app/articles/readers/file_kind.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "tests/app/articles/readers/read_items.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;
using namespace std::string_view_literals;

namespace {

// The first bytes of a file, filled up with what such files go on with.
std::string file_of(std::string_view start) {
  std::string bytes(start);
  bytes.resize(400, '\x90');
  return bytes;
}

std::string tar_of(std::string_view name) {
  std::string bytes(512, '\0');
  bytes.replace(0, name.size(), name);
  bytes.replace(257, 5, "ustar");
  return bytes;
}

struct Sample {
  std::string bytes;
  std::string_view kind;
};

std::vector<Sample> samples() {
  const std::string zip = "PK\3\4" + std::string(26, '\1');
  return {{file_of("%PDF-1.7\n%\xE2\xE3\n"), "PDF"},
          {file_of("\xEF\xBB\xBF\r\n%PDF-1.4"), "PDF"},
          {file_of("%!PS-Adobe-3.0\n"), "PDF"},
          {file_of("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv), "picture"},
          {file_of("\xFF\xD8\xFF\xE0\0\x10JFIF"sv), "picture"},
          {file_of("GIF89a"), "picture"},
          {file_of("RIFF\1\2\3\4WEBPVP8 "), "picture"},
          {file_of("II*\0\x08\0\0\0"sv), "picture"},
          {file_of("MM\0*\0\0\0\x08"sv), "picture"},
          {file_of("\0\0\0\x18"
                   "ftypheic"sv),
           "picture"},
          {file_of("\0\0\0\x1C"
                   "ftypavif"sv),
           "picture"},
          {file_of("\0\0\1\0\1\0\x10\x10"sv), "picture"},
          {file_of("8BPS\0\1"sv), "picture"},
          {file_of("BM\x36\x10\0\0\0\0\0\0\x36"sv), "picture"},
          {file_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "office document"},
          {file_of("{\\rtf1\\ansi\\ansicpg1256 "), "office document"},
          {zip + "[Content_Types].xml", "office document"},
          {zip + "word/document.xml", "office document"},
          {zip + "mimetypeapplication/vnd.oasis.opendocument.text", "office document"},
          {zip + "mimetypeapplication/epub+zip", "office document"},
          {zip + "news/1.txt", "archive"},
          {file_of("7z\xBC\xAF\x27\x1C\0\4"sv), "archive"},
          {file_of("Rar!\x1A\7\1\0"sv), "archive"},
          {file_of("\xFD"
                   "7zXZ\0"sv),
           "archive"},
          {file_of("BZh91AY&SY"), "archive"},
          {file_of("\x28\xB5\x2F\xFD\x04"), "archive"},
          {tar_of("news/1.txt"), "archive"},
          {file_of("ID3\3\0"sv), "sound or film"},
          {file_of("OggS\0\2"sv), "sound or film"},
          {file_of("RIFF\1\2\3\4WAVEfmt "), "sound or film"},
          {file_of("\0\0\0\x20"
                   "ftypisom"sv),
           "sound or film"},
          {file_of("\x1A\x45\xDF\xA3\x01"), "sound or film"},
          {file_of("SQLite format 3\0\x10\0"sv), "database"},
          {file_of("\0\1\0\0Standard Jet DB\0"sv), "database"},
          {file_of("PAR1\x15\4"), "table of binary columns"},
          {file_of("ARROW1\0\0"sv), "table of binary columns"},
          {file_of("\x7F"
                   "ELF\2\1\1\0"sv),
           "program"},
          {"MZ\x90" + std::string(60, '\0'), "program"},
          {file_of("wOF2\0\1\0\0"sv), "font"},
          {file_of("\0\1\0\0\0\x0D"sv), "font"},
          {file_of("bplist00\xDF"), "binary file"}};
}

}  // namespace

TEST_CASE("file kind: a file that is no text is known by its first bytes") {
  for (const auto& [bytes, kind] : samples()) {
    CAPTURE(bytes.substr(0, 40));
    const FileKind* found = kind_of_binary(bytes);
    REQUIRE(found != nullptr);
    CHECK(found->one == kind);
  }
}

TEST_CASE("file kind: text of any encoding and format is none of them") {
  for (const std::string_view text : {"وصل الوفد إلى القاهرة"sv,
                                      "\xEF\xBB\xBFوصل"sv,
                                      "\xE6\xD5\xE1 \xC7\xE1\xE6\xDD\xCF"sv,
                                      "\xFF\xFEH\x06"sv,
                                      "\xFE\xFF\x06H"sv,
                                      "H\x06\x35\x06"sv,
                                      "\x06H\x06\x35"sv,
                                      "BMW تفتح مصنعا في الجزائر"sv,
                                      "MZ"sv,
                                      "ID3 هو"sv,
                                      "PK"sv,
                                      "RIFF"sv,
                                      "OTTO"sv,
                                      "%"sv,
                                      "{\"text\":\"%PDF-\"}"sv,
                                      "<html>"sv,
                                      ""sv,
                                      "\0"sv,
                                      "GIF صورة"sv,
                                      "From: <editor>"sv,
                                      "MIME-Version: 1.0"sv}) {
    CAPTURE(text);
    CHECK(kind_of_binary(text) == nullptr);
  }
}

TEST_CASE("file kind: the line on a file names it, what it is, and what to do") {
  const TempFolder folder;
  for (const auto& [bytes, kind] : samples()) {
    const auto all = read_all(folder.write("news.txt", bytes));
    REQUIRE_FALSE(all.result);
    CHECK(all.items.empty());
    const std::string& line = all.result.error().message;
    CHECK(line.find("news.txt: is a") != std::string::npos);
    CHECK(line.find(kind) != std::string::npos);
    CHECK(line.find('\n') == std::string::npos);
  }
  CHECK_FALSE(read_all_of(samples().front().bytes).result);  // standard input alike
}

TEST_CASE("file kind: bytes of no known kind are refused, whatever the file's name says") {
  std::mt19937 random(7);
  std::string noise(20000, '\0');
  for (char& c : noise)
    c = static_cast<char>(random() & 0xFF);
  noise[0] = 'x';
  const std::string padded = "وصل الوفد" + std::string(4000, '\0');
  std::string broken;
  for (int i = 0; i < 400; ++i)
    broken += "وصل\xFF\xFF";
  const TempFolder folder;
  for (const char* name : {"a.txt", "a.html", "a.json", "a.ndjson", "a.csv", "a.rss", "a"}) {
    for (const std::string& bytes : {noise, padded, broken}) {
      const auto all = read_all(folder.write(name, bytes));
      CAPTURE(name);
      REQUIRE_FALSE(all.result);
      CHECK(all.items.empty());
      CHECK(all.result.error().message.find("is no text") != std::string::npos);
    }
  }
}

TEST_CASE("file kind: text with some control and broken characters is read") {
  std::string text = "وصل الوفد إلى القاهرة\x0C\x0B\x1E ثم إلى بغداد في العراق\x1A";
  CHECK(read_all_of(text + "\xD9").items.size() == 1);
  CHECK(read_all_of("\x01\x02 نص").items.size() == 1);
  std::string sequence;  // RFC 7464
  for (int i = 0; i < 20; ++i)
    sequence += "\x1E{\"text\":1}\n";
  CHECK_FALSE(is_mostly_unreadable(sequence));
}
