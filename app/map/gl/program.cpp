#include "app/map/gl/program.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <regex>
#include <sstream>
#include <vector>

namespace kharita::app::map::gl {
namespace fs = std::filesystem;
namespace {

constexpr const char* kVersion = "#version 330 core\n";

// Where a line given to the compiler was written. (Drivers do not all keep the file's number of a #line
// directive.)
struct Origin {
  fs::path file;
  int line = 0;
};

struct Source {
  std::string text;
  std::vector<Origin> lines;  // one a line of `text`
};

Result<std::string> read_text(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) {
    return fail(ErrorCode::graphics, "{}: the shader cannot be read: install Kharita again", file.string());
  }
  return text.str();
}

// The name in `#include "name"`, or empty.
std::string included_name(std::string_view line) {
  constexpr std::string_view kInclude = "#include \"";
  if (!line.starts_with(kInclude)) return {};
  line.remove_prefix(kInclude.size());
  return std::string(line.substr(0, line.find('"')));
}

Result<void> append_lines(Source& source, const fs::path& file, bool may_include) {
  const auto text = read_text(file);
  if (!text) return tl::unexpected(text.error());
  std::istringstream lines(*text);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (const std::string name = may_include ? included_name(line) : std::string(); !name.empty()) {
      if (auto included = append_lines(source, file.parent_path() / name, false); !included) return included;
      continue;
    }
    source.text.append(line).push_back('\n');
    source.lines.push_back({file, number});
  }
  return {};
}

Result<Source> load_source(const fs::path& file) {
  Source source{kVersion, {{file, 0}}};
  if (auto lines = append_lines(source, file, true); !lines) return tl::unexpected(lines.error());
  return source;
}

std::string shader_log(GLuint shader) {
  GLint length = 0;
  glGetShaderiv(shader, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
  glGetShaderInfoLog(shader, length, &length, log.data());
  log.resize(static_cast<std::size_t>(std::max(length, 0)));
  return log;
}

tl::unexpected<Error> compile_error(const Source& source, const std::string& log) {
  const CompilerMessage message = parse_compiler_log(log);
  const auto index =
      static_cast<std::size_t>(std::clamp(message.line - 1, 0, static_cast<int>(source.lines.size()) - 1));
  const Origin& origin = source.lines[index];
  return fail(ErrorCode::graphics, "{}:{}: the shader does not compile: {}", origin.file.string(),
              origin.line, message.text);
}

Result<void> compile(GLuint shader, const fs::path& file) {
  const auto source = load_source(file);
  if (!source) return tl::unexpected(source.error());
  const char* text = source->text.c_str();
  glShaderSource(shader, 1, &text, nullptr);
  glCompileShader(shader);
  GLint ok = GL_FALSE;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &ok);
  if (ok != GL_TRUE) return compile_error(*source, shader_log(shader));
  return {};
}

std::string program_log(GLuint program) {
  GLint length = 0;
  glGetProgramiv(program, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
  glGetProgramInfoLog(program, length, &length, log.data());
  log.resize(static_cast<std::size_t>(std::max(length, 0)));
  return parse_compiler_log(log).text;
}

}  // namespace

Result<Program> Program::load(const fs::path& folder, std::string_view name) {
  const fs::path vertex_file = folder / fmt::format("{}.vert", name);
  const fs::path fragment_file = folder / fmt::format("{}.frag", name);
  const auto vertex = VertexShader::make();
  const auto fragment = FragmentShader::make();
  if (auto ok = compile(vertex.get(), vertex_file); !ok) return tl::unexpected(ok.error());
  if (auto ok = compile(fragment.get(), fragment_file); !ok) return tl::unexpected(ok.error());
  auto program = ProgramHandle::make();
  glAttachShader(program.get(), vertex.get());
  glAttachShader(program.get(), fragment.get());
  glLinkProgram(program.get());
  GLint ok = GL_FALSE;
  glGetProgramiv(program.get(), GL_LINK_STATUS, &ok);
  if (ok != GL_TRUE) {
    return fail(ErrorCode::graphics, "{} and {}: the shaders do not link: {}", vertex_file.string(),
                fragment_file.filename().string(), program_log(program.get()));
  }
  return Program(std::move(program));
}

CompilerMessage parse_compiler_log(std::string_view log) {
  static const std::regex place(R"(^\s*(?:ERROR:\s*)?(\d+)(?::(\d+)(?:\(\d+\))?|\((\d+)\))\s*:?\s*(.*))");
  std::istringstream lines{std::string(log)};
  CompilerMessage first;
  for (std::string line; std::getline(lines, line);) {
    while (!line.empty() && (line.back() == '\0' || line.back() == '\r' || line.back() == ' '))
      line.pop_back();
    if (line.empty()) continue;
    std::smatch match;
    if (std::regex_match(line, match, place)) {
      const std::string number = match[2].matched ? match[2].str() : match[3].str();
      int at = -1;  // stays so where the number fits no int
      std::from_chars(number.data(), number.data() + number.size(), at);
      return {at, match[4].str()};
    }
    if (first.text.empty()) first.text = line;
  }
  if (first.text.empty()) first.text = "no reason was given";
  return first;
}

}  // namespace kharita::app::map::gl
