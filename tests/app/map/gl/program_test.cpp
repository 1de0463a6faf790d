#include "app/map/gl/program.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

#include "tests/app/map/gl_fixture.h"

using namespace kharita::app::map;
namespace fs = std::filesystem;

namespace {

struct TempFolder {
  fs::path path = fs::temp_directory_path() / ("kharita-shaders-" + std::to_string(::getpid()));
  TempFolder() { fs::create_directories(path); }
  ~TempFolder() { fs::remove_all(path); }
  void write(const char* name, const char* text) const { std::ofstream(path / name) << text; }
};

}  // namespace

TEST_CASE("program: the place of an error is read from each driver's way of writing it") {
  const auto mesa = gl::parse_compiler_log("1:12(7): error: `foo' undeclared\n1:13(1): error: more\n");
  CHECK(mesa.line == 12);
  CHECK(mesa.text == "error: `foo' undeclared");
  CHECK(gl::parse_compiler_log("0(9) : error C1008: undefined variable").line == 9);
  CHECK(gl::parse_compiler_log("ERROR: 0:5: 'x' : undeclared").line == 5);
  CHECK(gl::parse_compiler_log("something else").line == -1);
  CHECK(gl::parse_compiler_log("").text == "no reason was given");
}

TEST_CASE("program: a shader that does not compile names its file and line, an included one too") {
  if (!kharita::test::has_gl()) return;
  const TempFolder folder;
  folder.write("common.glsl", "float two() {\n  return wrong;\n}\n");
  folder.write("broken.vert",
               "// first\n#include \"common.glsl\"\nvoid main() { gl_Position = vec4(two()); }\n");
  folder.write("broken.frag", "out vec4 color;\nvoid main() {\n  color = vec4(1.0)\n}\n");
  const auto included = gl::Program::load(folder.path, "broken");
  REQUIRE_FALSE(included);
  CHECK_MESSAGE(included.error().message.find("common.glsl:2:") != std::string::npos,
                included.error().message);
  folder.write("common.glsl", "float two() { return 2.0; }\n");
  const auto own = gl::Program::load(folder.path, "broken");
  REQUIRE_FALSE(own);
  CHECK(own.error().message.find("broken.frag:") != std::string::npos);
}

TEST_CASE("program: a missing file is an error that names it") {
  if (!kharita::test::has_gl()) return;
  const auto program = gl::Program::load("/nowhere", "area");
  REQUIRE_FALSE(program);
  CHECK(program.error().message.find("/nowhere/area.vert") != std::string::npos);
}

TEST_CASE("program: all of the map's shaders compile and link") {
  if (!kharita::test::has_gl()) return;
  for (const char* name : {"area", "line", "point", "shape", "text"}) {
    const auto program = gl::Program::load(kharita::test::shader_folder(), name);
    CHECK_MESSAGE(program.has_value(), (program ? std::string() : program.error().message));
  }
}
