// Our own labelled sentences, a file a language: floors a little below what is reached, so that a change that
// harms one language shows.
#include <doctest/doctest.h>

#include <filesystem>

#include "tests/geo/resolve/labelled.h"

using namespace kharita::geo;

namespace {

const std::filesystem::path kData = KHARITA_SOURCE_DIR "/tests/data";

void check_floor(const std::filesystem::path& file, double strict_f1, double accuracy) {
  const auto scores = testing::score(file);
  MESSAGE(file.filename() << ": " << testing::to_string(scores));
  INFO(scores.errors);
  CHECK(scores.strict.f1() >= strict_f1);
  CHECK(scores.accuracy() >= accuracy);
}

}  // namespace

TEST_CASE("languages: floors on our own labelled sentences") {
  check_floor(kData / "arabic.ndjson", 0.91, 0.97);
  check_floor(kData / "languages/fa.ndjson", 0.90, 0.95);
  check_floor(kData / "languages/ur.ndjson", 0.95, 0.95);
  check_floor(kData / "languages/ckb.ndjson", 0.92, 0.95);
  check_floor(kData / "languages/en.ndjson", 0.93, 0.95);
}

TEST_CASE("articles: floors on news with persons, clubs and organisations that are named like places") {
  const auto scores = testing::score(kData / "articles.ndjson");
  MESSAGE("articles: " << testing::to_string(scores));
  INFO(scores.errors);
  CHECK(scores.strict.f1() >= 0.935);
  CHECK(scores.overlap.f1() >= 0.945);
  CHECK(scores.accuracy() >= 0.955);
  CHECK(scores.dates.f1() >= 0.80);
}
