#include "app/cli/table.h"

#include <doctest/doctest.h>

using namespace kharita::app::cli;

TEST_CASE("table: columns are as wide as their widest cell, in letters, not bytes") {
  CHECK(format_table({{"name", "x"}, {"Zürich", "y"}, {"Y\u0301a", "z"}}, {}) ==
        "name    x\nZürich  y\nY\u0301a      z\n");
}

TEST_CASE("table: columns align to the right where they are told to") {
  CHECK(format_table({{"a", "population"}, {"b", "12"}}, {1}) == "a  population\nb          12\n");
}

TEST_CASE("table: a mark after an Arabic cell keeps the columns in order; vowel signs take no width") {
  CHECK(format_table({{"عَمّان", "1"}, {"x", "2"}}, {}) == "عَمّان\u200e  1\nx     2\n");
}

TEST_CASE("table: rows may be short, or none") {
  CHECK(format_table({{"a", "b", ""}, {"c"}}, {}) == "a  b\nc\n");
  CHECK(format_table({}, {}).empty());
}
