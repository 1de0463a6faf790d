// The floors on labelled documents that are no part of the project. Built where they lie beside it.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/geo/resolve/labelled.h"

using namespace kharita::geo;

namespace {

testing::Scores score(const std::string& name) {
  return testing::score(std::filesystem::path(KHARITA_SHARED_DIR) / "eval" / name);
}

}  // namespace

TEST_CASE("floors: the seeds' articles") {
  const auto scores = score("seeds-dev.ndjson");
  CHECK(scores.strict.f1() >= 0.98);
  CHECK(scores.accuracy() >= 0.99);
}

TEST_CASE("floors: news") {
  CHECK(score("news-dev.ndjson").strict.f1() >= 0.90);
}

TEST_CASE("floors: tweets") {
  CHECK(score("tweets-dev.ndjson").accuracy() >= 0.96);
}

TEST_CASE("floors: explicit dates") {
  CHECK(score("dates-dev.ndjson").dates.recall() >= 0.95);
}
