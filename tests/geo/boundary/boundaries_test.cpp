#include "geo/boundary/boundaries.h"

#include <doctest/doctest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "geo/boundary/boundary_builder.h"
#include "tests/geo/boundary/world.h"

using namespace kharita;
using namespace kharita::geo;

namespace {

// What lies at a point, by code; "-" for none.
std::string code_at(const Boundaries& b, AreaKind kind, double lat, double lon) {
  const auto area = b.find(kind, LatLon::from_degrees(lat, lon));
  return area ? std::string(b.code(*area)) : "-";
}

// The naive look-up: every polygon of the source, through GDAL.
class SourcePolygons {
 public:
  SourcePolygons() {
    GDALAllRegister();
    data_.reset(GDALDataset::Open(KHARITA_CACHE_DIR "/qgis-common/world_map.gpkg", GDAL_OF_VECTOR));
    for (const auto& feature : *data_->GetLayerByName("states_provinces"))
      shapes_.push_back(feature->StealGeometry());
    for (auto* shape : shapes_)
      boxes_.emplace_back().Merge(box_of(*shape));
  }
  ~SourcePolygons() {
    for (auto* shape : shapes_)
      OGRGeometryFactory::destroyGeometry(shape);
  }
  SourcePolygons(const SourcePolygons&) = delete;
  SourcePolygons& operator=(const SourcePolygons&) = delete;

  // The numbers of the provinces that hold the point.
  [[nodiscard]] std::set<std::size_t> at(double lat, double lon) const {
    OGRPoint point(lon, lat);
    std::set<std::size_t> found;
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      if (boxes_[i].Contains(box_of(point)) && shapes_[i]->Contains(&point)) found.insert(i);
    }
    return found;
  }
  [[nodiscard]] std::pair<double, double> vertex(std::mt19937& random) const {
    const auto& shape = *shapes_[random() % shapes_.size()]->toMultiPolygon();
    const auto& ring = *shape.getGeometryRef(0)->getExteriorRing();
    const int i = static_cast<int>(random() % static_cast<unsigned>(ring.getNumPoints()));
    return {ring.getY(i), ring.getX(i)};
  }

 private:
  static OGREnvelope box_of(const OGRGeometry& shape) {
    OGREnvelope box;
    shape.getEnvelope(&box);
    return box;
  }
  struct Close {
    void operator()(GDALDataset* data) const { GDALClose(data); }
  };
  std::unique_ptr<GDALDataset, Close> data_;
  std::vector<OGRGeometry*> shapes_;
  std::vector<OGREnvelope> boxes_;
};

using EdgeKey = std::pair<std::pair<int, int>, std::pair<int, int>>;
EdgeKey edge_key(const MercatorGrid& a, const MercatorGrid& b) {
  return std::minmax(std::pair{a.x, a.y}, std::pair{b.x, b.y});
}

// The edges of a mesh that belong to one triangle only.
std::set<EdgeKey> outline(const AreaMesh& mesh) {
  std::map<EdgeKey, int> uses;
  for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
    for (std::size_t side = 0; side < 3; ++side) {
      ++uses[edge_key(mesh.vertices[mesh.triangles[i + side]],
                      mesh.vertices[mesh.triangles[i + (side + 1) % 3]])];
    }
  }
  std::set<EdgeKey> edges;
  for (const auto& [edge, count] : uses) {
    if (count == 1) edges.insert(edge);
  }
  return edges;
}

double mesh_area(const AreaMesh& mesh) {
  double sum = 0;
  for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
    const auto& a = mesh.vertices[mesh.triangles[i]];
    const auto& b = mesh.vertices[mesh.triangles[i + 1]];
    const auto& c = mesh.vertices[mesh.triangles[i + 2]];
    sum += std::abs((static_cast<double>(b.x) - a.x) * (static_cast<double>(c.y) - a.y) -
                    (static_cast<double>(b.y) - a.y) * (static_cast<double>(c.x) - a.x));
  }
  return sum;
}

bool is_frame(const EdgeKey& edge) {
  const auto& [a, b] = edge;
  return (a.first == b.first && (a.first <= 0 || a.first >= MercatorGrid::kSize)) ||
         (a.second >= MercatorGrid::kSize && b.second >= MercatorGrid::kSize);
}

}  // namespace

TEST_CASE("boundaries: an empty object has no areas and finds nothing") {
  const Boundaries none;
  CHECK(none.area_count() == 0);
  CHECK_FALSE(none.find(AreaKind::country, LatLon::from_degrees(30, 31)));
  CHECK_FALSE(none.find_near(AreaKind::country, LatLon::from_degrees(30, 31), 100));
  CHECK(none.mesh({0}, 0).triangles.empty());
  CHECK(none.line_count(0) == 0);
  CHECK(none.line(0, 0).points.empty());
}

TEST_CASE("boundaries: the level for a scale stays under half a pixel") {
  int previous = kDetailLevels - 1;
  for (double steps_per_px = 1; steps_per_px < 1e8; steps_per_px *= 1.7) {
    const int level = Boundaries::level_for(steps_per_px);
    CHECK(kLevelErrorSteps[static_cast<std::size_t>(level)] <= steps_per_px / 2);
    CHECK(level <= previous);
    previous = level;
  }
  CHECK(previous == 0);
}

TEST_CASE("boundaries: a file that is no GeoPackage is an error that names it") {
  Progress progress;
  const auto result = BoundaryBuild::read("/nonexistent/world.gpkg", progress);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().message.find("/nonexistent/world.gpkg") != std::string::npos);
}

TEST_CASE("boundaries: known points lie in their provinces and countries, poles and antimeridian included") {
  const auto* world = test::world();
  if (world == nullptr) return;
  const auto& b = world->boundaries;
  REQUIRE(world->countries.size() == 240);
  REQUIRE(world->provinces.size() == 4556);
  REQUIRE(b.area_count() == 240 + 4556);

  CHECK(code_at(b, AreaKind::admin1, 33.6007, 73.0679) == "PK04");  // Rawalpindi
  CHECK(code_at(b, AreaKind::admin1, 29.4963, 60.8629) == "IR04");  // Zahedan
  CHECK(code_at(b, AreaKind::country, 48.8566, 2.3522) == "FR");
  CHECK(code_at(b, AreaKind::country, 30.0444, 31.2357) == "EG");
  CHECK(code_at(b, AreaKind::country, 30, -40) == "-");  // the Atlantic
  CHECK(code_at(b, AreaKind::country, 90, 0) == "-");
  CHECK(code_at(b, AreaKind::country, -90, 0) == "AQ");
  CHECK(code_at(b, AreaKind::country, -86, 120) == "AQ");
  CHECK(code_at(b, AreaKind::country, 67.5, 179.97) == "RU");  // Chukotka, both sides of the antimeridian
  CHECK(code_at(b, AreaKind::country, 67.5, -179.97) == "RU");
  CHECK(code_at(b, AreaKind::country, 67.5, 180) == "RU");
  CHECK(code_at(b, AreaKind::country, -29.32, 27.49) == "LS");  // Maseru, in an enclave

  for (const auto province : world->provinces) {
    const auto country = b.country_of(province);
    CHECK(b.kind(country) == AreaKind::country);
    CHECK(b.country_of(country) == country);
  }
}

TEST_CASE("boundaries: find agrees with every polygon of the source tried in turn") {
  const auto* world = test::world();
  if (world == nullptr) return;
  const SourcePolygons source;
  const auto first = world->provinces.front().value;
  std::mt19937 random(11);
  std::uniform_real_distribution<double> lat(-85, 84);
  std::uniform_real_distribution<double> lon(-179.8, 179.8);
  std::uniform_real_distribution<double> nearby(-0.3, 0.3);
  int compared = 0;
  int on_land = 0;
  for (int i = 0; i < 1500; ++i) {
    double y = lat(random);
    double x = lon(random);
    if (i % 3 != 0) {  // most of them near a border
      const auto [vertex_lat, vertex_lon] = source.vertex(random);
      y = std::clamp(vertex_lat + nearby(random), -84.9, 84.0);
      x = std::clamp(vertex_lon + nearby(random), -179.8, 179.8);
    }
    const auto expected = source.at(y, x);
    // Lines are straight on the map here and straight in degrees there: nearer than half a kilometre they may
    // differ.
    constexpr double kNear = 0.005;
    if (source.at(y + kNear, x) != expected || source.at(y - kNear, x) != expected ||
        source.at(y, x + kNear) != expected || source.at(y, x - kNear) != expected) {
      continue;
    }
    ++compared;
    const auto found = world->boundaries.find(AreaKind::admin1, LatLon::from_degrees(y, x));
    CAPTURE(y);
    CAPTURE(x);
    CHECK(found.has_value() == !expected.empty());
    if (found) CHECK(expected.contains(found->value - first));
    on_land += found.has_value();
  }
  CHECK(compared > 1000);
  CHECK(on_land > 500);
}

TEST_CASE(
    "boundaries: every level is without gaps: each line's edge bounds the meshes on both of its sides") {
  const auto* world = test::world();
  if (world == nullptr) return;
  const auto& b = world->boundaries;
  std::size_t previous_points = 0;
  for (int level = 0; level < kDetailLevels; ++level) {
    std::vector<std::set<EdgeKey>> outlines;
    std::size_t outline_edges = 0;
    for (const auto province : world->provinces) {
      auto edges = outline(b.mesh(province, level));
      REQUIRE_FALSE(edges.empty());  // no province vanishes
      for (auto it = edges.begin(); it != edges.end();)
        it = is_frame(*it) ? edges.erase(it) : std::next(it);
      outline_edges += edges.size();
      outlines.push_back(std::move(edges));
    }
    const auto first = world->provinces.front().value;
    std::size_t sides = 0;
    std::size_t missing = 0;
    std::size_t points = 0;
    for (std::size_t i = 0; i < b.line_count(level); ++i) {
      const auto line = b.line(level, i);
      points += line.points.size();
      if (line.kind == BorderKind::disputed) continue;
      CHECK((line.kind == BorderKind::coast) == (!line.left.valid() || !line.right.valid()));
      for (std::size_t j = 0; j + 1 < line.points.size(); ++j) {
        const auto edge = edge_key(line.points[j], line.points[j + 1]);
        for (const auto side : {line.left, line.right}) {
          if (!side.valid()) continue;
          ++sides;
          missing += !outlines[side.value - first].contains(edge);
        }
      }
    }
    CHECK(missing == 0);
    CHECK(sides == outline_edges);
    CHECK(points > previous_points);
    previous_points = points;
  }
}

TEST_CASE("boundaries: a country's triangles cover what its provinces' cover, at every level") {
  const auto* world = test::world();
  if (world == nullptr) return;
  const auto& b = world->boundaries;
  for (int level = 0; level < kDetailLevels; ++level) {
    std::vector<double> of_provinces(world->countries.size(), 0);
    for (const auto province : world->provinces) {
      of_provinces[b.country_of(province).value] += mesh_area(b.mesh(province, level));
    }
    for (const auto country : world->countries) {
      CAPTURE(b.code(country));
      CHECK(mesh_area(b.mesh(country, level)) == doctest::Approx(of_provinces[country.value]).epsilon(1e-9));
    }
  }
}

TEST_CASE("boundaries: areas, boxes and labels are what an atlas says") {
  const auto* world = test::world();
  if (world == nullptr) return;
  const auto& b = world->boundaries;
  const auto of = [&](const char* iso) { return world->country(iso); };
  CHECK(b.area_km2(of("EG")) == doctest::Approx(1'002'450).epsilon(0.02));
  CHECK(b.area_km2(of("IR")) == doctest::Approx(1'648'195).epsilon(0.03));
  CHECK(b.area_km2(of("LB")) == doctest::Approx(10'452).epsilon(0.05));

  for (const char* iso : {"RU", "US", "FJ"}) {
    CAPTURE(iso);
    CHECK(b.bounds(of(iso)).west_deg > b.bounds(of(iso)).east_deg);
  }
  CHECK(b.bounds(of("RU")).west_deg == doctest::Approx(19.6).epsilon(0.01));
  CHECK(b.bounds(of("RU")).contains(LatLon::from_degrees(66, -172)));
  CHECK_FALSE(b.bounds(of("US")).contains(LatLon::from_degrees(40, 30)));
  CHECK(b.bounds(of("AQ")).south_deg == -90);

  std::size_t outside = 0;
  for (std::uint32_t area = 0; area < b.area_count(); ++area) {
    const auto found = b.find(b.kind({area}), b.label_point({area}));
    if (!found || *found != AreaId{area}) ++outside;
    CHECK(b.bounds({area}).contains(b.label_point({area})));
  }
  CHECK(outside <= 1);  // Herceg Novi, which the source's Croatia overlaps
}

TEST_CASE(
    "boundaries: a point off the coast belongs to the nearest land within reach, across the antimeridian "
    "too") {
  const auto* world = test::world();
  if (world == nullptr) return;
  const auto& b = world->boundaries;
  const auto near = [&](double lat, double lon, double km) {
    const auto area = b.find_near(AreaKind::country, LatLon::from_degrees(lat, lon), km);
    return area ? std::string(b.code(*area)) : "-";
  };
  CHECK(code_at(b, AreaKind::country, 31.5, 29.9) == "-");
  CHECK(near(31.5, 29.9, 60) == "EG");  // off Alexandria
  CHECK(near(31.5, 29.9, 5) == "-");
  CHECK(near(31.5, 29.9, 0) == "-");
  CHECK(near(30, -40, 500) == "-");
  CHECK(near(30.0444, 31.2357, 1) == "EG");
  CHECK(near(89, 20, 10) == "-");
  // Sea west of the antimeridian, nearest land (Taveuni, Fiji) on or beyond it.
  CHECK(near(-16.6, 179.99, 60) == "FJ");
  CHECK(near(-16.6, -179.99, 60) == "FJ");
}
