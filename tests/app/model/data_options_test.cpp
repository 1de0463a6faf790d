#include "app/model/data_options.h"

#include <doctest/doctest.h>

using namespace kharita::app;

TEST_CASE("data options: a file's name ends as its format does, and another format's ending goes") {
  CHECK(with_ending("a.csv", DataFormat::xlsx) == "a.xlsx");
  CHECK(with_ending("a.geojson", DataFormat::report) == "a.html");
  CHECK(with_ending("a.2024", DataFormat::csv) == "a.2024.csv");
  CHECK(with_ending("a.csv", DataFormat::csv) == "a.csv");
}

TEST_CASE("data options: all three tables are there where the format holds them, else mentions") {
  CHECK(as_format_can({DataFormat::xlsx, DataContent::all}).content == DataContent::all);
  CHECK(as_format_can({DataFormat::geopackage, DataContent::all}).content == DataContent::all);
  CHECK(as_format_can({DataFormat::csv, DataContent::all}).content == DataContent::mentions);
  CHECK(as_format_can({DataFormat::csv, DataContent::places}).content == DataContent::places);
  CHECK_FALSE(holds_tables(DataFormat::report));
}
