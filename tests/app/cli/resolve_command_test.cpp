// The command `kharita resolve`, run as a user runs it.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

// A fresh folder, removed at the end.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (fs::temp_directory_path() / "kharita-resolve-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TempFolder() { fs::remove_all(path_); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] fs::path write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name) << content;
    return path_ / name;
  }

 private:
  fs::path path_;
};

struct Run {
  int exit_code = -1;
  std::vector<std::string> lines;
};

Run resolve(const std::string& arguments) {
  Run run;
  const std::string command = std::string(KHARITA_PROGRAM) + " resolve " + arguments + " 2>/dev/null";
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string all;
  std::array<char, 65536> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe))
    all.append(buffer.data(), n);
  const int status = ::pclose(pipe);
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = all.find('\n', at);
    run.lines.push_back(all.substr(at, end - at));
    at = end == std::string::npos ? all.size() : end + 1;
  }
  return run;
}

bool no_gazetteer() {
  if (fs::exists(KHARITA_SHARE_DIR "/world.gazetteer")) return false;
  MESSAGE("skipped: no gazetteer");
  return true;
}

}  // namespace

TEST_CASE("resolve command: a line cut in half is an error of its own, and the run goes on") {
  if (no_gazetteer()) return;
  const TempFolder folder;
  const auto file =
      folder.write("a.ndjson",
                   "{\"id\":\"1\",\"text\":\"وصل إلى بغداد.\"}\n{\"id\":\"2\",\"text\":\"وصل إلى\n"
                   "{\"id\":\"3\",\"text\":\"وصل إلى دمشق.\"}\n");
  const Run run = resolve(file.string());
  CHECK(run.exit_code == 0);
  REQUIRE(run.lines.size() == 3);
  CHECK(nlohmann::json::parse(run.lines[0])["mentions"].size() == 1);
  CHECK(nlohmann::json::parse(run.lines[1]).contains("error"));
  CHECK(nlohmann::json::parse(run.lines[2])["id"] == "3");
}

TEST_CASE("resolve command: where a text held markup, its line gives the text that offsets count in") {
  if (no_gazetteer()) return;
  const TempFolder folder;
  const auto file = folder.write("a.ndjson",
                                 "{\"id\":\"1\",\"text\":\"<p>وصل &amp; عاد إلى <b>بغداد</b>.</p>\"}\n"
                                 "{\"id\":\"2\",\"text\":\"وصل إلى بغداد.\"}\n");
  const Run run = resolve(file.string());
  REQUIRE(run.lines.size() == 2);
  const auto marked = nlohmann::json::parse(run.lines[0]);
  CHECK(marked["text"] == "وصل & عاد إلى بغداد.");
  REQUIRE(marked["mentions"].size() == 1);
  CHECK(marked["mentions"][0]["start"] == 14);
  CHECK_FALSE(nlohmann::json::parse(run.lines[1]).contains("text"));
}

TEST_CASE("resolve command: more threads change neither lines nor their order") {
  if (no_gazetteer()) return;
  const TempFolder folder;
  std::string text;
  for (int i = 0; i < 400; ++i) {
    const char* place = i % 3 == 0 ? "طرابلس في ليبيا" : i % 3 == 1 ? "طرابلس في لبنان" : "عمان في الأردن";
    text += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"وصل الوفد إلى " + place + ".\"}\n";
  }
  const auto file = folder.write("a.ndjson", text);
  const Run one = resolve("--threads 1 " + file.string());
  const Run four = resolve("--threads 4 " + file.string());
  CHECK(one.lines.size() == 400);
  CHECK(one.lines == four.lines);
}

TEST_CASE("resolve command: unusable input ends with exit code 2") {
  CHECK(resolve("/no/such/file.ndjson").exit_code == 2);
  CHECK(resolve("--no-such-option").exit_code == 2);
  CHECK(resolve("--threads 0 x").exit_code == 2);
}

TEST_CASE("resolve command: a line of 50 MB without a stop is read") {
  if (no_gazetteer()) return;
  const TempFolder folder;
  std::string text = "{\"id\":\"long\",\"text\":\"";
  while (text.size() < 50'000'000)
    text += "كلام طويل بلا نهاية ";
  const auto file = folder.write("long.ndjson", text + "\"}\n");
  const Run run = resolve(file.string());
  CHECK(run.exit_code == 0);
  REQUIRE(run.lines.size() == 1);
  CHECK(run.lines[0].starts_with("{\"id\":\"long\""));
}
