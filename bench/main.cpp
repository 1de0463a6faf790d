// kharita_bench: what bench/run.sh measures with. See bench/README.md.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/benchmarks.h"

namespace {

constexpr std::string_view kUsage =
    "kharita_bench text FOLDER MEGABYTES STEM   write the articles repeated, as STEM.ndjson and STEM.txt\n"
    "kharita_bench inputs FOLDER MEGABYTES TO   write the articles in each format into the folder TO\n"
    "kharita_bench read INPUT                   MB/s of reading a file or folder into articles\n"
    "kharita_bench parse INPUT [simdjson]       MB/s of a bare parse of the same\n"
    "kharita_bench run INPUT COMMAND …          CPU seconds, wall seconds and peak MB of a command\n"
    "kharita_bench until WORDS COMMAND …        the same until it writes WORDS on standard error; ends it\n"
    "kharita_bench open GAZETTEER               milliseconds of CPU time to open it\n"
    "kharita_bench map GAZETTEER SHADERS [FILE]  frame times; writes the mentions' positions to FILE\n"
    "kharita_bench search GAZETTEER             the search for places\n"
    "kharita_bench desk GAZETTEER               a key in the search for texts, to all views anew\n"
    "kharita_bench filters GAZETTEER FOLDER     changes of the filter; what their peer reads goes into the folder\n"
    "kharita_bench clusters FILE               the index of clusters; writes its points\n"
    "kharita_bench store GAZETTEER FOLDER       filters, and a store in an empty folder\n"
    "kharita_bench archive GAZETTEER SAMPLES N TO  write N made-up articles as NDJSON\n"
    "kharita_bench words ARCHIVE FOLDER         the index of words of such an archive; writes its peer's "
    "queries\n";

// A number above 0; none where it is no such number.
std::optional<std::uint64_t> number(const std::string& digits) {
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return parsed.ec == std::errc() && value > 0 ? std::optional(value) : std::nullopt;
}

int run(const std::vector<std::string>& arguments) {
  using namespace kharita::bench;
  const std::string_view what = arguments.empty() ? std::string_view() : arguments.front();
  if ((what == "text" || what == "inputs") && arguments.size() == 4) {
    if (const auto megabytes = number(arguments[2]))
      return (what == "text" ? write_text : write_inputs)(arguments[1], *megabytes, arguments[3]);
  }
  if (what == "read" && arguments.size() == 2) return measure_reading(arguments[1]);
  if (what == "parse" && arguments.size() == 2) return measure_bare_parse(arguments[1]);
  if (what == "parse" && arguments.size() == 3 && arguments[2] == "simdjson")
    return measure_simdjson(arguments[1]);
  if (what == "run" && arguments.size() > 2) {
    return run_command({arguments.begin() + 2, arguments.end()}, arguments[1]);
  }
  if (what == "until" && arguments.size() > 2 && !arguments[1].empty()) {
    return run_until({arguments.begin() + 2, arguments.end()}, arguments[1]);
  }
  if (what == "open" && arguments.size() == 2) return measure_opening(arguments[1]);
  if (what == "map" && (arguments.size() == 3 || arguments.size() == 4))
    return measure_map(arguments[1], arguments[2], arguments.size() == 4 ? arguments[3] : "");
  if (what == "search" && arguments.size() == 2) return measure_search(arguments[1]);
  if (what == "desk" && arguments.size() == 2) return measure_desk(arguments[1]);
  if (what == "filters" && arguments.size() == 3) return measure_filters(arguments[1], arguments[2]);
  if (what == "clusters" && arguments.size() == 2) return measure_clusters(arguments[1]);
  if (what == "store" && arguments.size() == 3) return measure_store_and_filter(arguments[1], arguments[2]);
  if (what == "archive" && arguments.size() == 5) {
    if (const auto count = number(arguments[3]))
      return write_archive(arguments[1], arguments[2], *count, arguments[4]);
  }
  if (what == "words" && arguments.size() == 3) return measure_search_index(arguments[1], arguments[2]);
  fmt::print(stderr, "{}", kUsage);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  return run({argv + 1, argv + argc});
}
