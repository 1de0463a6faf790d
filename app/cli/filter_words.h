// The filters as options of a command line: the same words for every command that has them.
#pragma once

#include <string>
#include <vector>

#include "app/articles/filter.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"

namespace CLI {
class App;
}

namespace kharita::app::cli {

// As given; empty parts hold for all.
struct FilterWords {
  using List = std::vector<std::string>;
  std::string from;
  std::string to;
  std::string text;
  List countries, not_countries;
  List places, not_places;
  List sources, not_sources;
  List languages, not_languages;
  List kinds, not_kinds;
  bool all_countries = false;
  bool all_places = false;
};

void add_filter_options(CLI::App& command, FilterWords& words);
// An error names the option and what it should be.
[[nodiscard]] Result<Filter> make_filter(const FilterWords& words, const geo::Gazetteer& gazetteer);

}  // namespace kharita::app::cli
