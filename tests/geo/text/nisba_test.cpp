#include "geo/text/nisba.h"

#include <doctest/doctest.h>

#include <algorithm>

using kharita::geo::text::nisba_forms;

TEST_CASE("a nisba has feminine, plural, dual and accusative forms") {
  const auto forms = nisba_forms("ايراني");
  for (const char* form : {"ايراني", "ايرانيه", "ايرانيون", "ايرانيين", "ايرانيات", "ايرانيان", "ايرانيا"}) {
    CAPTURE(form);
    CHECK(std::find(forms.begin(), forms.end(), form) != forms.end());
  }
}

TEST_CASE("an irregular plural stands for itself alone") {
  CHECK(nisba_forms("اتراك").size() == 1);
}
