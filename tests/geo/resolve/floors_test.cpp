// The floors on the labelled documents, where they are present beside the project.
#include "tests/geo/resolve/labelled.h"

using namespace kharita::geo;

namespace {

std::optional<testing::Scores> score(const std::string& name) {
  return testing::score(std::filesystem::path(KHARITA_SHARED_DIR) / "eval" / name);
}

}  // namespace

TEST_CASE("floors: the seeds' articles") {
  const auto scores = score("seeds-dev.ndjson");
  if (!scores) return;
  CHECK(scores->strict_f1 >= 0.98);
  CHECK(scores->accuracy >= 0.99);
}

TEST_CASE("floors: news") {
  const auto scores = score("news-dev.ndjson");
  if (!scores) return;
  CHECK(scores->strict_f1 >= 0.90);
}

TEST_CASE("floors: tweets") {
  const auto scores = score("tweets-dev.ndjson");
  if (!scores) return;
  CHECK(scores->accuracy >= 0.96);
}
