// Our own labelled sentences, a file a language: floors a little below what is reached, so that a change that
// harms one language shows.
#include "geo/resolve/language.h"
#include "tests/geo/resolve/labelled.h"

using namespace kharita::geo;

namespace {

const std::filesystem::path kData = KHARITA_SOURCE_DIR "/tests/data";

void check_floor(const std::filesystem::path& file, double strict_f1, double accuracy) {
  CAPTURE(file);
  const auto scores = testing::score(file);
  if (!scores) return;
  MESSAGE(file.filename() << ": strict F1 " << scores->strict_f1 << ", accuracy " << scores->accuracy);
  CHECK(scores->strict_f1 >= strict_f1);
  CHECK(scores->accuracy >= accuracy);
}

}  // namespace

TEST_CASE("languages: floors on our own labelled sentences") {
  check_floor(kData / "arabic.ndjson", 0.87, 0.95);
  check_floor(kData / "languages/fa.ndjson", 0.90, 0.95);
  check_floor(kData / "languages/ur.ndjson", 0.91, 0.95);
  check_floor(kData / "languages/ckb.ndjson", 0.92, 0.95);
  check_floor(kData / "languages/en.ndjson", 0.93, 0.95);
}
