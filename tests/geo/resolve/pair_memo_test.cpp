#include "geo/resolve/pair_memo.h"

#include <doctest/doctest.h>

#include <random>

using kharita::geo::PairMemo;

TEST_CASE("pair memo: gives what was worked out, and works it out seldom where pairs come again") {
  std::mt19937 random(31);
  PairMemo memo;
  const auto value = [](std::uint32_t a, std::uint32_t b) { return (a * 31 + b * 17) % 5'000'000; };
  int worked_out = 0;
  for (int i = 0; i < 200'000; ++i) {
    const bool large = i % 10 == 0;  // some do not fit
    const auto a = static_cast<std::uint32_t>(1 + random() % (large ? 4'000'000 : 100));
    const auto b = static_cast<std::uint32_t>(random() % (large ? 4'000'000 : 50));
    const auto found = memo.find(a, b, [&] {
      ++worked_out;
      return value(a, b);
    });
    REQUIRE(found == value(a, b));
  }
  CHECK(worked_out < 150'000);  // large ones, and those that they push out
}
