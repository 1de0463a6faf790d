#include "app/cli/progress_line.h"

#include <doctest/doctest.h>

using kharita::app::cli::progress_words;
using std::chrono::seconds;

TEST_CASE("progress: the share in per cent, and the time left once it can be told") {
  CHECK(progress_words(0, 0, seconds(60)) == "…");
  CHECK(progress_words(0, 200, seconds(0)) == "0 %");
  CHECK(progress_words(100, 200, seconds(4)) == "50 %");
  CHECK(progress_words(1, 200, seconds(60)) == "0 %");
  CHECK(progress_words(50, 200, seconds(30)) == "25 % (1:30 left)");
  CHECK(progress_words(199, 200, seconds(199)) == "99 % (0:01 left)");
  CHECK(progress_words(300, 200, seconds(30)) == "100 % (0:00 left)");
}
