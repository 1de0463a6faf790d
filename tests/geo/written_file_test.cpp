#include "geo/written_file.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <set>
#include <string>

#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::test;

namespace {

namespace fs = std::filesystem;

// The number of a process that is gone.
pid_t gone() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  return child;
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

void write_long_ago(const TempFolder& folder, const std::string& name) {
  fs::last_write_time(folder.write(name, "x"), fs::file_time_type::clock::now() - std::chrono::hours(2));
}

}  // namespace

TEST_CASE("written file: it is whole or not there, and what was there stays until then") {
  const TempFolder folder;
  const auto file = folder.write("a.csv", "before");
  {
    geo::WrittenFile written("the data cannot be written");
    REQUIRE(written.start(file));
    CHECK(written.path().extension() == ".csv");
    std::ofstream(written.path()) << "half";
  }
  CHECK(names_in(folder.path()) == std::set<std::string>{"a.csv"});
  CHECK(fs::file_size(file) == 6);
  geo::WrittenFile written("the data cannot be written");
  REQUIRE(written.start(file));
  std::ofstream(written.path()) << "the whole";
  REQUIRE(written.finish());
  CHECK(names_in(folder.path()) == std::set<std::string>{"a.csv"});
  CHECK(fs::file_size(file) == 9);
}

TEST_CASE("written file: what a killed program left long ago goes, and nothing else") {
  const TempFolder folder;
  const auto dead = std::to_string(gone());
  const std::string alive = std::to_string(::getppid());
  write_long_ago(folder, "a.part" + dead + ".csv");
  write_long_ago(folder, "a.part" + dead + "-7.csv");
  const std::set<std::string> kept{"a.part" + alive + ".csv", "b.part" + dead + ".csv",
                                   "a.part" + dead + ".png",  "a.part.csv",
                                   "a.part" + dead + "x.csv", "a.party.csv"};
  for (const std::string& name : kept)
    write_long_ago(folder, name);
  folder.write("a.part" + dead + "-8.csv", "just written, by another machine perhaps");
  geo::WrittenFile written("the data cannot be written");
  REQUIRE(written.start(folder.path() / "a.csv"));
  std::set<std::string> expected = kept;
  expected.insert("a.part" + dead + "-8.csv");
  CHECK(names_in(folder.path()) == expected);
}
