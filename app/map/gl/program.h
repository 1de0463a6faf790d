// Shader programs from files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/map/gl/handle.h"
#include "geo/error.h"

namespace kharita::app::map::gl {

// A linked program. Uniforms are looked up by name once, by whoever owns it.
class Program {
 public:
  // Compiles <folder>/<name>.vert and <name>.frag. A line `#include "file.glsl"` takes in a file of the same
  // folder, one level deep. Errors name the file, the line within it and what the compiler says.
  [[nodiscard]] static Result<Program> load(const std::filesystem::path& folder, std::string_view name);

  void use() const { glUseProgram(handle_.get()); }
  [[nodiscard]] GLint uniform(const char* name) const { return glGetUniformLocation(handle_.get(), name); }

 private:
  explicit Program(ProgramHandle handle) noexcept : handle_(std::move(handle)) {}
  ProgramHandle handle_;
};

// The first error of a compiler's log with its place, for drivers that write "0:12(3): error: …", "0(12) :
// error …" or "ERROR: 0:12: …": `line` counts from 1 and is -1 where the log names none.
struct CompilerMessage {
  int line = -1;
  std::string text;
};
[[nodiscard]] CompilerMessage parse_compiler_log(std::string_view log);

}  // namespace kharita::app::map::gl
