#include "app/desk/notices.h"

#include <doctest/doctest.h>

using namespace kharita::app;

TEST_CASE("notices: what was done fades, what went wrong stays until it is closed, the oldest is first") {
  Notices notices;
  CHECK(notices.first() == nullptr);
  notices.add(as_it_is("saved"), false, 10);
  notices.add(as_it_is("failed"), true, 11);
  REQUIRE(notices.first() != nullptr);
  CHECK(notices.first()->text == as_it_is("saved"));
  notices.expire(10 + Notices::kSeconds - 0.1);
  CHECK(notices.first()->text == as_it_is("saved"));
  notices.expire(10 + Notices::kSeconds + 0.1);
  REQUIRE(notices.first() != nullptr);
  CHECK(notices.first()->text == as_it_is("failed"));
  notices.expire(1000);
  REQUIRE(notices.first() != nullptr);
  notices.close_first();
  CHECK(notices.first() == nullptr);
  notices.close_first();  // none: nothing
}
