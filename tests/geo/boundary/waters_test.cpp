#include "geo/boundary/waters.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "geo/boundary/net.h"
#include "geo/boundary/waters_builder.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::geo;

namespace {

// A lake of 4 by 3 degrees with an island, a pond, and a river of two pieces with a tributary.
constexpr const char* kTopology = R"({"type":"Topology","arcs":[
  [[30,0],[34,0],[34,-3],[30,-3],[30,0]],
  [[31,-1],[31,-2],[32,-2],[32,-1],[31,-1]],
  [[10,10],[10.1,10],[10.1,10.1],[10,10.1],[10,10]],
  [[20,20],[20.5,18],[20,15]],
  [[20,15],[21,12],[20,5]],
  [[24,17],[22,16],[20,15]]],
 "objects":{
  "lakes":{"type":"GeometryCollection","geometries":[
    {"type":"Polygon","arcs":[[2]]},{"type":"Polygon","arcs":[[0],[1]]}]},
  "rivers":{"type":"GeometryCollection","geometries":[
    {"type":"LineString","arcs":[5]},{"type":"LineString","arcs":[3]},{"type":"LineString","arcs":[4]}]}}})";

std::filesystem::path write(const test::TempFolder& folder, const std::string& text) {
  const auto file = folder.path() / "waters.json";
  std::ofstream(file) << text;
  return file;
}

double area_of(const AreaMesh& mesh) {
  double sum = 0;
  for (std::size_t i = 0; i + 2 < mesh.triangles.size(); i += 3) {
    const MercatorGrid corners[] = {mesh.vertices[mesh.triangles[i]], mesh.vertices[mesh.triangles[i + 1]],
                                    mesh.vertices[mesh.triangles[i + 2]]};
    sum += std::abs(twice_signed_area(corners));
  }
  return sum;
}

}  // namespace

TEST_CASE("waters: a lake's triangles make up what its shores enclose, at every level; ponds go first") {
  const test::TempFolder folder;
  const auto build = WatersBuild::read(write(folder, kTopology));
  REQUIRE_MESSAGE(build.has_value(), (build ? std::string() : build.error().message));
  const Waters& waters = build->waters();
  REQUIRE(waters.lake_count() == 2);
  CHECK(waters.lake_km2(0) > 120000);  // less what the corners lose
  CHECK(waters.lake_km2(1) < 130);
  const LatLon label = waters.lake_label(0);
  CHECK(label.lon_deg() > 32);  // beside the island
  CHECK(label.lon_deg() < 34);
  for (int level = 0; level < kDetailLevels; ++level) {
    double shores = 0;
    for (std::size_t i = 0; i < waters.line_count(level); ++i) {
      const WaterLine line = waters.line(level, i);
      if (line.is_river) continue;
      CHECK(line.points.front() == line.points.back());
      const double area = std::abs(twice_signed_area(line.points));
      const bool is_island = line.points.size() > 3 && area < 0.2 * area_of(waters.lake_mesh(0, level));
      const bool is_pond = line.points.front().x < MercatorGrid::kSize * 0.54;
      if (!is_pond) shores += is_island ? -area : area;
    }
    CHECK(area_of(waters.lake_mesh(0, level)) == doctest::Approx(shores));
  }
  CHECK(waters.lake_mesh(1, 0).triangles.empty());
  CHECK_FALSE(waters.lake_mesh(1, kDetailLevels - 1).triangles.empty());
}

TEST_CASE("waters: the pieces of a river are one line, its tributary another, the longest first") {
  const test::TempFolder folder;
  const auto build = WatersBuild::read(write(folder, kTopology));
  REQUIRE(build);
  std::vector<WaterLine> rivers;
  const int exact = kDetailLevels - 1;
  for (std::size_t i = 0; i < build->waters().line_count(exact); ++i) {
    if (build->waters().line(exact, i).is_river) rivers.push_back(build->waters().line(exact, i));
  }
  REQUIRE(rivers.size() == 2);
  CHECK(rivers[0].length_km > 1600);
  CHECK(rivers[0].length_km < 1800);
  CHECK(rivers[1].length_km > 400);
  CHECK(rivers[1].length_km < 600);
}

TEST_CASE("waters: a file without rivers, or that is none, is an error that names it") {
  const test::TempFolder folder;
  const auto none = WatersBuild::read(write(
      folder,
      R"({"type":"Topology","arcs":[[[0,0],[1,0],[1,1],[0,0]]],"objects":{"lakes":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]]}]}}})"));
  REQUIRE_FALSE(none);
  CHECK(none.error().message.find("waters.json") != std::string::npos);
  CHECK(none.error().message.find("rivers") != std::string::npos);
  const auto broken = WatersBuild::read(write(folder, "no map"));
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message.find("data/fetch.sh") != std::string::npos);
}

TEST_CASE("waters: rounded corners keep a line's ends and a ring closed, and stay within the old line") {
  const std::vector<MercatorGrid> line{{0, 0}, {800, 0}, {800, 800}, {1600, 800}};
  const auto round = round_corners(line, 2);
  CHECK(round.front() == line.front());
  CHECK(round.back() == line.back());
  CHECK(round.size() > 8);
  for (const auto& p : round) {
    CHECK(p.x >= 0);
    CHECK(p.y <= 800);
    CHECK(std::find(line.begin() + 1, line.end() - 1, p) == line.end() - 1);
  }
  const std::vector<MercatorGrid> ring{{0, 0}, {800, 0}, {800, 800}, {0, 800}, {0, 0}};
  const auto disc = round_corners(ring, 2);
  CHECK(disc.front() == disc.back());
  CHECK(std::abs(twice_signed_area(disc)) < std::abs(twice_signed_area(ring)));
  CHECK(std::abs(twice_signed_area(disc)) > 0.8 * std::abs(twice_signed_area(ring)));
}
