// Reads the #includes of all sources and checks that dependencies point one way: see docs/architecture.md.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

// What a layer may include beside the standard library.
struct Layer {
  std::string_view folder;                 // relative to the root; the longest that fits a file is its layer
  std::vector<std::string_view> may_use;   // folders or headers of the project
  std::vector<std::string_view> must_not;  // beginnings of other headers' names
};

const std::vector<std::string_view> kImGui{"imgui"};
const std::vector<std::string_view> kGraphics{"glad", "GL/", "GLES", "GLFW/", "EGL/"};
const std::vector<std::string_view> kGdal{"gdal", "ogr", "cpl_"};
// Types of these stay out of headers that other layers see.
const std::vector<std::string_view> kInner{"gdal",         "ogr",     "cpl_", "geos",    "unicode/",
                                           "flatbuffers/", "libxml/", "hb",   "ft2build"};

std::vector<std::string_view> all(std::initializer_list<std::vector<std::string_view>> lists) {
  std::vector<std::string_view> out;
  for (const auto& list : lists)
    out.insert(out.end(), list.begin(), list.end());
  return out;
}

const std::vector<Layer>& layers() {
  static const std::vector<Layer> kLayers{
      {"geo", {"geo"}, all({kImGui, kGraphics})},
      {"app/typeset", {"app/typeset", "geo/error.h"}, all({kImGui, kGdal})},
      {"app/articles", {"app/articles", "geo"}, all({kImGui, kGraphics})},
      {"app/model", {"app/model", "app/articles", "geo"}, all({kImGui, kGraphics, kGdal})},
      {"app/export", {"app/export", "app/model", "app/articles", "geo"}, all({kImGui, kGraphics})},
      {"app/desk",
       {"app/desk", "app/export", "app/picture", "app/map", "app/model", "app/articles", "app/typeset",
        "geo"},
       all({kImGui, kGraphics, kGdal})},
      // Of the desk the panels see the commands and what is told and asked, and nothing of the map.
      {"app/ui",
       {"app/ui", "app/desk/commands.h", "app/desk/keys.h", "app/desk/notices.h", "app/desk/palette.h",
        "app/desk/requests.h", "app/model", "app/articles", "app/typeset", "geo"},
       all({kGraphics, kGdal})},
      {"app/map", {"app/map", "app/model", "app/articles", "app/typeset", "geo"}, all({kImGui, kGdal})},
      {"app/picture",
       {"app/picture", "app/map", "app/model", "app/articles", "app/typeset", "geo"},
       all({kImGui, kGraphics})},
      {"app/cli",
       {"app/cli", "app/export", "app/picture", "app/map", "app/model", "app/articles", "app/typeset", "geo"},
       all({kImGui, kGraphics})},
      {"app", {"app", "geo"}, {}},  // main and the window: all of it comes together here
  };
  return kLayers;
}

bool is_within(std::string_view path, std::string_view folder) {
  return path == folder ||
         (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

const Layer* layer_of(std::string_view file) {
  const Layer* best = nullptr;
  for (const auto& layer : layers()) {
    if (is_within(file, layer.folder) && (best == nullptr || layer.folder.size() > best->folder.size()))
      best = &layer;
  }
  return best;
}

bool starts_with_any(std::string_view name, const std::vector<std::string_view>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](auto b) { return name.starts_with(b); });
}

// A schema's header is for the folder that holds the schema.
bool is_own_schema(std::string_view file, std::string_view include) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSchemas{
      {{"gazetteer_generated.h", "geo/"},
       {"boundary_generated.h", "geo/"},
       {"heads_generated.h", "app/articles/store/"}}};
  return std::any_of(kSchemas.begin(), kSchemas.end(), [&](const auto& schema) {
    return include == schema.first && file.starts_with(schema.second);
  });
}

bool is_generated(std::string_view include) {
  return include.ends_with("_generated.h");
}

bool is_allowed(std::string_view file, std::string_view include) {
  const auto* layer = layer_of(file);
  if (layer == nullptr) return true;
  if (layer_of(include) != nullptr) {
    return std::any_of(layer->may_use.begin(), layer->may_use.end(),
                       [&](auto f) { return is_within(include, f); });
  }
  return !starts_with_any(include, layer->must_not) &&
         (!is_generated(include) || is_own_schema(file, include));
}

using Includes = std::map<std::string, std::vector<std::string>>;  // by file, relative to the root

std::vector<std::string> includes_of(const fs::path& file) {
  std::vector<std::string> found;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("#include ")) continue;
    const auto open = line.find_first_of("<\"");
    const auto close = line.find_first_of(">\"", open + 1);
    if (open != std::string::npos && close != std::string::npos)
      found.push_back(line.substr(open + 1, close - open - 1));
  }
  return found;
}

Includes read_sources() {
  Includes sources;
  const fs::path root = KHARITA_SOURCE_DIR;
  for (const char* folder : {"geo", "app"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp" && extension != ".inc") continue;
      sources[fs::relative(entry.path(), root).generic_string()] = includes_of(entry.path());
    }
  }
  return sources;
}

// The headers that a file sees, itself left out.
std::set<std::string> reach(const Includes& sources, const std::string& file) {
  std::set<std::string> seen;
  std::vector<std::string> open{file};
  while (!open.empty()) {
    const auto at = sources.find(open.back());
    open.pop_back();
    if (at == sources.end()) continue;
    for (const auto& include : at->second) {
      if (seen.insert(include).second) open.push_back(include);
    }
  }
  return seen;
}

}  // namespace

TEST_CASE("layers: the rules tell a forbidden include from an allowed one") {
  CHECK(is_allowed("geo/text/dates.cpp", "geo/text/dates.h"));
  CHECK(is_allowed("geo/text/dates.cpp", "vector"));
  CHECK(is_allowed("geo/boundary/boundary_builder.cpp", "ogrsf_frmts.h"));
  CHECK_FALSE(is_allowed("geo/text/dates.cpp", "app/articles/article.h"));
  CHECK_FALSE(is_allowed("app/articles/store.cpp", "app/model/app_state.h"));
  CHECK_FALSE(is_allowed("app/model/views/place_view.cpp", "app/ui/panels.h"));
  CHECK_FALSE(is_allowed("app/ui/panels/find.cpp", "glad/gl.h"));
  CHECK_FALSE(is_allowed("app/ui/panels/find.cpp", "app/map/map_view.h"));
  CHECK_FALSE(is_allowed("app/ui/panels/find.cpp", "app/desk/desk.h"));
  CHECK(is_allowed("app/ui/panels/find.cpp", "app/desk/requests.h"));
  CHECK_FALSE(is_allowed("app/desk/desk.cpp", "imgui.h"));
  CHECK_FALSE(is_allowed("app/desk/desk.cpp", "GLFW/glfw3.h"));
  CHECK_FALSE(is_allowed("app/desk/desk.cpp", "app/ui/panels.h"));
  CHECK_FALSE(is_allowed("app/map/map_view.cpp", "imgui.h"));
  CHECK_FALSE(is_allowed("app/typeset/layout.cpp", "geo/latlon.h"));
  CHECK(is_allowed("app/typeset/layout.cpp", "geo/error.h"));
  CHECK(is_allowed("app/main.cpp", "app/ui/panels.h"));
  CHECK_FALSE(is_allowed("app/articles/filter.cpp", "gazetteer_generated.h"));
  CHECK_FALSE(is_allowed("app/articles/filter.cpp", "heads_generated.h"));
  CHECK(is_allowed("app/articles/store/head_file.cpp", "heads_generated.h"));
}

TEST_CASE("layers: no source includes what lies above it, and drawing stays where it belongs") {
  const auto sources = read_sources();
  REQUIRE(sources.size() > 50);
  std::vector<std::string> wrong;
  for (const auto& [file, includes] : sources) {
    for (const auto& include : includes) {
      if (!is_allowed(file, include)) wrong.push_back(file + " includes " + include);
    }
  }
  for (const auto& line : wrong)
    FAIL_CHECK(line);
}

TEST_CASE(
    "layers: a header that another layer sees shows no type of GDAL, GEOS, ICU, FlatBuffers or libxml") {
  const auto sources = read_sources();
  std::set<std::string> wrong;
  for (const auto& [file, unused] : sources) {
    const auto* own = layer_of(file);
    for (const auto& header : reach(sources, file)) {
      const auto* other = layer_of(header);
      if (other == nullptr || other == own) continue;
      const auto at = sources.find(header);
      if (at == sources.end()) continue;
      for (const auto& include : at->second) {
        if (starts_with_any(include, kInner) || is_generated(include)) {
          wrong.insert(header + " includes " + include + " and is seen by " + std::string(own->folder));
        }
      }
    }
  }
  for (const auto& line : wrong)
    FAIL_CHECK(line);
}

TEST_CASE("layers: every project header that is included exists") {
  const auto sources = read_sources();
  for (const auto& [file, includes] : sources) {
    for (const auto& include : includes) {
      if (layer_of(include) == nullptr) continue;
      CAPTURE(file);
      CAPTURE(include);
      CHECK(sources.contains(include));
    }
  }
}
