// The gazetteer's commands, run as a user runs them.
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;
using namespace kharita::geo::testing;

namespace {

struct Run {
  int exit_code = -1;
  std::string output;  // of both streams, but for what is redirected
};

Run run(const std::string& arguments, const std::string& redirection = "2>&1") {
  Run result;
  std::FILE* pipe =
      ::popen((std::string(KHARITA_PROGRAM) + " " + arguments + " " + redirection).c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe))
    result.output.append(buffer.data(), n);
  const int status = ::pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

void check_one_line_of_complaint(const Run& r, std::string_view part) {
  CHECK(r.exit_code == 2);
  CHECK_MESSAGE(r.output.starts_with("kharita: "), r.output);
  CHECK_MESSAGE(r.output.find(part) != std::string::npos, r.output);
  CHECK(std::ranges::count(r.output, '\n') == 1);
}

struct SmallWorld {
  TempFolder folder;
  std::string option;

  SmallWorld() {
    GazetteerDraft draft;
    const PlaceId iran = add_country(draft, "IR", "Iran");
    const PlaceId city = add_city(draft, 1159301, "Zahedan", iran, 551980);
    draft.at(city).location = LatLon::from_degrees(29.4963, 60.8629);
    draft.at(city).name_ar = "زاهدان";
    add_name(draft.at(city), "زاهدان", kNameArabic);
    const auto file = folder.path() / "small.gazetteer";
    (void)write_and_open(draft, file);
    option = "--gazetteer " + file.string() + " gazetteer ";
  }
};

}  // namespace

TEST_CASE("gazetteer command: lookup prints a table with all that is known of a place") {
  const SmallWorld world;
  const Run r = run(world.option + "lookup زاهدان");
  CHECK(r.exit_code == 0);
  for (const char* part :
       {"kind", "city", "Zahedan", "زاهدان", "Iran", "551980", "29.4963", "60.8629", "gn:1159301"}) {
    CHECK_MESSAGE(r.output.find(part) != std::string::npos, r.output);
  }
}

TEST_CASE("gazetteer command: lookup --json prints an object a line") {
  const SmallWorld world;
  const Run r = run(world.option + "lookup --json zahedan");
  CHECK(r.exit_code == 0);
  const auto place = nlohmann::json::parse(r.output, nullptr, false);
  REQUIRE(place.is_object());
  CHECK(place["id"] == "gn:1159301");
  CHECK(place["country"] == "IR");
  CHECK(place["population"] == 551980);
}

TEST_CASE("gazetteer command: a name that no place bears is one line and exit code 2") {
  const SmallWorld world;
  check_one_line_of_complaint(run(world.option + "lookup لاشيءهنا"), "لاشيءهنا");
}

TEST_CASE("gazetteer command: a position out of range or that is no number is one line and exit code 2") {
  const SmallWorld world;
  check_one_line_of_complaint(run(world.option + "at 100 5"), "100 5");
  check_one_line_of_complaint(run(world.option + "at 5 nan"), "nan");
  check_one_line_of_complaint(run(world.option + "at five 5"), "five");
  check_one_line_of_complaint(run(world.option + "at 5"), "lon");
}

TEST_CASE("gazetteer command: a position without an area is at sea; the nearest place is named") {
  const SmallWorld world;
  const Run r = run(world.option + "at -10.5 60");
  CHECK(r.exit_code == 0);
  CHECK_MESSAGE(r.output.find("at sea") != std::string::npos, r.output);
  CHECK(r.output.find("Zahedan") != std::string::npos);
}

TEST_CASE("gazetteer command: a gazetteer that is missing or cut short is one line and exit code 2") {
  const SmallWorld world;
  check_one_line_of_complaint(run("--gazetteer /nonexistent/x gazetteer lookup a"), "/nonexistent/x");
  const auto cut = world.folder.path() / "cut.gazetteer";
  write_content(cut, content_of(world.folder.path() / "small.gazetteer").substr(0, 500));
  check_one_line_of_complaint(run("--gazetteer " + cut.string() + " gazetteer lookup a"), cut.string());
}

TEST_CASE("gazetteer command: build without its packages names what is missing and leaves nothing behind") {
  const TempFolder folder;
  const Run r = run("gazetteer build --packages " + folder.path().string() + " --data " +
                    folder.path().string() + " -o " + (folder.path() / "out.gazetteer").string());
  CHECK(r.exit_code == 2);
  CHECK_MESSAGE(r.output.find("world_map.gpkg") != std::string::npos, r.output);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("gazetteer command: an unknown subcommand or option is one line and exit code 2") {
  check_one_line_of_complaint(run("gazetteer"), "subcommand");
  check_one_line_of_complaint(run("gazetteer lookup --colour x"), "colour");
}

TEST_CASE("gazetteer command: names lists each spelling of a script once") {
  const SmallWorld world;
  const Run arabic = run(world.option + "names --script arabic");
  CHECK(arabic.exit_code == 0);
  CHECK(arabic.output.find("زاهدان\n") != std::string::npos);
  CHECK(arabic.output.find("Zahedan") == std::string::npos);
  CHECK(arabic.output.find("زاهدان\n") == arabic.output.rfind("زاهدان\n"));
  const Run latin = run(world.option + "names --script latin");
  CHECK(latin.output.find("Zahedan\n") != std::string::npos);
  CHECK(latin.output.find("زاهدان") == std::string::npos);
}

TEST_CASE("gazetteer command: what cannot be written is a line of complaint, not a crash") {
  const SmallWorld world;
  if (!std::filesystem::exists("/dev/full")) {
    MESSAGE("skipped: there is no /dev/full");
    return;
  }
  check_one_line_of_complaint(run(world.option + "lookup Zahedan", "2>&1 >/dev/full"), "standard output");
  CHECK(run(world.option + "lookup nowhere", "2>/dev/full").exit_code == 2);
}
