#include "app/map/gl/handle.h"

#include <doctest/doctest.h>

#include <map>
#include <type_traits>

namespace {

struct CountingTraits {
  static inline std::map<GLuint, int> destroyed;
  static inline GLuint next = 1;
  static GLuint create() { return next++; }
  static void destroy(GLuint name) noexcept { ++destroyed[name]; }
};
using Counted = kharita::app::map::gl::Handle<CountingTraits>;

}  // namespace

TEST_CASE("gl handle: it moves and does not copy") {
  CHECK_FALSE(std::is_copy_constructible_v<Counted>);
  CHECK_FALSE(std::is_copy_assignable_v<Counted>);
  CHECK(std::is_nothrow_move_constructible_v<Counted>);
  CHECK(std::is_nothrow_move_assignable_v<Counted>);
}

TEST_CASE("gl handle: move-assignment frees the old object, once, and keeps the new one") {
  CountingTraits::destroyed.clear();
  const GLuint first = CountingTraits::next;
  const GLuint second = first + 1;
  {
    auto a = Counted::make();
    auto b = Counted::make();
    a = std::move(b);
    CHECK(CountingTraits::destroyed[first] == 1);
    CHECK(CountingTraits::destroyed[second] == 0);
    CHECK(a.get() == second);
    CHECK(b.get() == 0);  // NOLINT(bugprone-use-after-move): what is left is what is tested
  }
  CHECK(CountingTraits::destroyed[first] == 1);
  CHECK(CountingTraits::destroyed[second] == 1);
}

TEST_CASE("gl handle: a move to itself frees nothing") {
  CountingTraits::destroyed.clear();
  auto a = Counted::make();
  auto& same = a;
  a = std::move(same);
  CHECK(a.get() != 0);
  CHECK(CountingTraits::destroyed.empty());
}

TEST_CASE("gl handle: an empty handle frees nothing") {
  CountingTraits::destroyed.clear();
  {
    Counted empty;
    Counted other = std::move(empty);
  }
  CHECK(CountingTraits::destroyed.empty());
}
