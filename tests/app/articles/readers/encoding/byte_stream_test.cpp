#include "app/articles/readers/encoding/byte_stream.h"

#include <doctest/doctest.h>

#include <istream>
#include <sstream>
#include <string>

#include "tests/app/articles/readers/gzip.h"
#include "tests/app/articles/readers/read_items.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::test;

namespace {

struct Unpacked {
  std::string bytes;
  std::string fault;
};

Unpacked unpack(const std::string& packed) {
  std::istringstream in(packed);
  ByteStream stream(*in.rdbuf());
  std::istream unpacked(&stream);
  std::string bytes(std::istreambuf_iterator<char>(unpacked), {});
  return {bytes, stream.fault()};
}

// Lines that do not pack to nearly nothing.
std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += "{\"id\":\"" + std::to_string(i * 7919) + "\",\"text\":\"وصل الوفد إلى القاهرة\"}\n";
  return text;
}

}  // namespace

TEST_CASE("byte stream: what is no gzip passes through as it is") {
  for (const std::string& bytes : {std::string(), std::string("x"), std::string("\x1F"), lines(5000)}) {
    CHECK(unpack(bytes).bytes == bytes);
    CHECK(unpack(bytes).fault.empty());
  }
}

TEST_CASE("byte stream: gzip is unpacked, its members one after another, zeros behind them passed over") {
  const std::string text = lines(20000);
  CHECK(unpack(gzip(text)).bytes == text);
  const auto two = unpack(gzip(text) + gzip("") + gzip("آخر") + std::string(700, '\0'));
  CHECK(two.bytes == text + "آخر");
  CHECK(two.fault.empty());
}

TEST_CASE("byte stream: gzip cut short at any byte gives what there is, and says so") {
  const std::string text = lines(50);
  const std::string packed = gzip(text);
  for (std::size_t size = 2; size < packed.size(); ++size) {
    const auto cut = unpack(packed.substr(0, size));
    CHECK(cut.fault.find("cut short") != std::string::npos);
    CHECK(text.starts_with(cut.bytes));
  }
}

TEST_CASE("byte stream: damaged gzip gives what stands before the damage, and says where") {
  const std::string text = lines(20000);
  std::string packed = gzip(text);
  packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
  CHECK(unpack(packed).fault.find("damaged") != std::string::npos);
  const auto behind = unpack(gzip(text) + "<html>");
  CHECK(behind.bytes == text);
  CHECK(behind.fault.find("damaged near byte") != std::string::npos);
}

TEST_CASE("byte stream: a gzip bomb ends at the limit on its expansion") {
  const std::uint64_t limit = ByteStream::kFreeBytes;
  const std::string bomb = gzip(std::string(limit + (8 << 20), ' '));
  REQUIRE(limit > bomb.size() * ByteStream::kMostExpansion);
  const auto unpacked = unpack(bomb);
  CHECK(unpacked.fault.find("bomb") != std::string::npos);
  CHECK(unpacked.bytes.size() <= limit + (1 << 20));
}

TEST_CASE("gzip: a file of any format is read, and its name's date and extension count without .gz") {
  const TempFolder folder;
  const auto page = read_all(folder.write("2024-01-17-news.html.gz", gzip("<p>وصل الوفد إلى القاهرة</p>")));
  REQUIRE(page.items.size() == 1);
  CHECK(page.article(0).text == "وصل الوفد إلى القاهرة");
  CHECK(day_of(page.article(0)) == "2024-01-17");
  CHECK(read_all(folder.write("a.ndjson.gz", gzip(lines(3)))).items.size() == 3);
  CHECK(read_all_of(gzip(lines(3))).items.size() == 3);
  const auto table = read_all(folder.write("t.csv.gz", gzip("foo;bar\n")));
  CHECK(table.result.error().message.find("column") != std::string::npos);  // by its name
}

TEST_CASE("gzip: articles before the cut are kept, and one error names the file") {
  const TempFolder folder;
  const std::string packed = gzip(lines(3000));
  const auto all = read_all(folder.write("a.ndjson.gz", packed.substr(0, packed.size() - 2000)));
  REQUIRE(all.result);
  REQUIRE(all.items.size() > 1000);
  const auto& last = all.items.back();
  REQUIRE_FALSE(last.article);
  CHECK(last.article.error().message.find("a.ndjson.gz: the gzip file is cut short") != std::string::npos);
  CHECK(last.bytes_read == packed.size() - 2000);
}

TEST_CASE("gzip: what holds no text inside is refused as it is outside") {
  const TempFolder folder;
  const auto pdf = read_all(folder.write("a.txt.gz", gzip("%PDF-1.4\n")));
  REQUIRE_FALSE(pdf.result);
  CHECK(pdf.result.error().message.find("PDF") != std::string::npos);
  CHECK(read_all(folder.write("b.txt.gz", gzip(gzip("نص")))).result.error().message.find("archive") !=
        std::string::npos);
  CHECK(read_all(folder.write("c.txt.gz", "\x1F\x8B")).result.error().message.find("cut short") !=
        std::string::npos);
}
