#include "geo/boundary/boundary_builder.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <mutex>
#include <numbers>
#include <thread>
#include <unordered_map>
#include <vector>

#include "boundary_generated.h"
#include "geo/boundary/boundary_table.h"
#include "geo/boundary/net.h"
#include "geo/boundary/polygons.h"
#include "geo/boundary/search_grid.h"
#include "geo/boundary/simplify.h"
#include "geo/threads.h"

namespace kharita::geo {
namespace {

constexpr std::uint32_t kSea = AreaId::kNone;
constexpr std::uint32_t kCutKind = 4;  // LineRange::kind of what is not drawn
constexpr std::size_t kExact = kDetailLevels - 1;

// Natural Earth's polygons stop short of the antimeridian and of the South Pole by a tenth of a degree. They
// are drawn out to both, so that no strip of sea cuts Chukotka, Fiji and Antarctica.
constexpr double kSourceLonEndDeg = 179.9;
constexpr double kSourceLatEndDeg = -89.9;
constexpr double kSourceToleranceDeg = 1e-5;

// Mercator's y in steps; the few miles of Antarctic coast past the map's lower edge (none past 86 S) are
// squeezed into the last steps before it, so that they neither cross nor coincide. The pole lies on the edge.
std::int32_t grid_y(double lat_deg) {
  constexpr double kSqueezed = 1 << 14;
  constexpr double kFrom = MercatorGrid::kSize - kSqueezed;
  if (lat_deg <= kSourceLatEndDeg + kSourceToleranceDeg) return MercatorGrid::kSize;
  const auto exact = [](double lat) {
    const double radians = lat * std::numbers::pi / 180.0;
    return (0.5 - std::asinh(std::tan(radians)) / (2 * std::numbers::pi)) * MercatorGrid::kSize;
  };
  const double y = exact(std::clamp(lat_deg, -86.0, kMercatorMaxLatDeg));
  const double squeezed = kFrom + (y - kFrom) / (exact(-86.0) - kFrom) * (kSqueezed - 1);
  return static_cast<std::int32_t>(std::llround(y > kFrom ? squeezed : y));
}

MercatorGrid to_grid(double lon_deg, double lat_deg) {
  if (lon_deg >= kSourceLonEndDeg - kSourceToleranceDeg) lon_deg = 180;
  if (lon_deg <= -kSourceLonEndDeg + kSourceToleranceDeg) lon_deg = -180;
  return {MercatorGrid::from({(lon_deg + 180.0) / 360.0, 0}).x, grid_y(lat_deg)};
}

std::vector<MercatorGrid> to_grid(const OGRSimpleCurve& curve) {
  std::vector<MercatorGrid> points;
  points.reserve(static_cast<std::size_t>(curve.getNumPoints()));
  for (int i = 0; i < curve.getNumPoints(); ++i)
    points.push_back(to_grid(curve.getX(i), curve.getY(i)));
  return points;
}

// Drops what lies between two other points of the ring on one side of the map's frame.
std::vector<MercatorGrid> without_points_along_frame(const std::vector<MercatorGrid>& ring) {
  std::vector<MercatorGrid> kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const bool is_end = i == 0 || i + 1 == ring.size();
    if (is_end || !on_frame(ring[i - 1], ring[i]) || !on_frame(ring[i], ring[i + 1]) ||
        !on_frame(ring[i - 1], ring[i + 1])) {
      kept.push_back(ring[i]);
    }
  }
  return kept;
}

// What the source's file says, before any cutting.
struct Source {
  std::vector<CountrySource> countries;
  std::vector<ProvinceSource> provinces;
  std::vector<NetRing> rings;  // of the provinces
  std::vector<std::vector<MercatorGrid>> disputed;
};

std::string field(const OGRFeature& feature, const char* name) {
  const int index = feature.GetFieldIndex(name);
  if (index < 0 || !feature.IsFieldSetAndNotNull(index)) return {};
  std::string value = feature.GetFieldAsString(index);
  return value == "-99" || value == "-9" || value == "-1" ? std::string() : value;
}

class SourceReader {
 public:
  explicit SourceReader(const std::filesystem::path& file) : file_(file.string()) {
    GDALAllRegister();
    const char* const drivers[] = {"GPKG", nullptr};
    data_.reset(GDALDataset::Open(file_.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers));
  }

  Result<Source> read() {
    if (!data_) {
      return fail(ErrorCode::io, "{}: cannot be opened as a GeoPackage; run data/fetch.sh to get it again",
                  file_);
    }
    Source source;
    if (auto ok = read_countries(source); !ok) return tl::unexpected(ok.error());
    if (auto ok = read_provinces(source); !ok) return tl::unexpected(ok.error());
    if (auto ok = read_disputed(source); !ok) return tl::unexpected(ok.error());
    return source;
  }

 private:
  Result<OGRLayer*> layer(const char* name) {
    auto* found = data_->GetLayerByName(name);
    if (found == nullptr || found->GetFeatureCount() == 0) {
      return fail(ErrorCode::parse,
                  "{}: layer {} is missing or empty; run data/fetch.sh to get the file again", file_, name);
    }
    return found;
  }

  Result<void> read_countries(Source& source) {
    auto rows = layer("countries");
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& row : *rows.value()) {
      CountrySource c;
      c.area = {static_cast<std::uint32_t>(source.countries.size())};
      c.iso_a2 = field(*row, "iso_a2");
      c.name = field(*row, "NAME");
      c.fips = field(*row, "FIPS_10_");
      c.iso_a3 = field(*row, "ISO_A3");
      c.wb_a2 = field(*row, "WB_A2");
      c.wb_a3 = field(*row, "WB_A3");
      if (!country_by_iso_.emplace(c.iso_a2, c.area).second) {
        return fail(ErrorCode::parse, "{}: layer countries: two countries have the code '{}'", file_,
                    c.iso_a2);
      }
      source.countries.push_back(std::move(c));
    }
    return {};
  }

  Result<void> read_provinces(Source& source) {
    auto rows = layer("states_provinces");
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& row : *rows.value()) {
      ProvinceSource p;
      p.area = {static_cast<std::uint32_t>(source.countries.size() + source.provinces.size())};
      p.iso_a2 = field(*row, "iso_a2");
      p.name = field(*row, "name");
      p.fips = field(*row, "fips");
      p.woe_label = field(*row, "woe_label");
      p.woe_name = field(*row, "woe_name");
      p.sov_a3 = field(*row, "sov_a3");
      p.adm0_a3 = field(*row, "adm0_a3");
      p.admin = field(*row, "admin");
      p.gu_a3 = field(*row, "gu_a3");
      p.gn_name = field(*row, "gn_name");
      const auto country = country_by_iso_.find(p.iso_a2);
      if (country == country_by_iso_.end()) {
        return fail(ErrorCode::parse,
                    "{}: layer states_provinces: feature {} ({}) has the code '{}' of no country", file_,
                    row->GetFID(), p.name, p.iso_a2);
      }
      p.country = country->second;
      add_rings(row->GetGeometryRef(), p.area.value, source.rings);
      source.provinces.push_back(std::move(p));
    }
    return {};
  }

  Result<void> read_disputed(Source& source) {
    auto rows = layer("disputed_borders");
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& row : *rows.value())
      add_lines(row->GetGeometryRef(), source.disputed);
    return {};
  }

  static void add_rings(const OGRGeometry* shape, std::uint32_t area, std::vector<NetRing>& rings) {
    if (shape == nullptr) return;
    const auto type = wkbFlatten(shape->getGeometryType());
    if (type == wkbMultiPolygon) {
      for (const auto* polygon : *shape->toMultiPolygon())
        add_rings(polygon, area, rings);
    } else if (type == wkbPolygon) {
      bool is_hole = false;
      for (const auto* ring : *shape->toPolygon()) {
        rings.push_back({area, is_hole, without_points_along_frame(to_grid(*ring))});
        is_hole = true;
      }
    }
  }

  static void add_lines(const OGRGeometry* shape, std::vector<std::vector<MercatorGrid>>& lines) {
    if (shape == nullptr) return;
    const auto type = wkbFlatten(shape->getGeometryType());
    if (type == wkbMultiLineString) {
      for (const auto* line : *shape->toMultiLineString())
        add_lines(line, lines);
    } else if (type == wkbLineString && shape->toLineString()->getNumPoints() >= 2) {
      lines.push_back(to_grid(*shape->toLineString()));
    }
  }

  struct Close {
    void operator()(GDALDataset* data) const { GDALClose(data); }
  };
  std::string file_;
  std::unique_ptr<GDALDataset, Close> data_;
  std::unordered_map<std::string, AreaId> country_by_iso_;
};

// One level as it goes into the table.
struct Level {
  std::vector<fb::GridPoint> points;
  std::vector<fb::LineRange> lines;
  std::uint32_t drawn_lines = 0;
  std::vector<fb::GridPoint> vertices;
  std::vector<std::uint32_t> indices;
  std::vector<fb::MeshRange> meshes;
};

struct Mesh {
  std::vector<std::uint32_t> vertices;  // of the net
  std::vector<std::uint32_t> indices;
  bool exact = true;
};

Mesh make_mesh(const Triangulation& triangles) {
  Mesh mesh;
  mesh.exact = triangles.exact;
  std::unordered_map<std::uint32_t, std::uint32_t> index_of;
  index_of.reserve(triangles.corners.size() / 3);
  mesh.indices.reserve(triangles.corners.size());
  for (const auto v : triangles.corners) {
    const auto [it, is_new] = index_of.try_emplace(v, static_cast<std::uint32_t>(mesh.vertices.size()));
    if (is_new) mesh.vertices.push_back(v);
    mesh.indices.push_back(it->second);
  }
  return mesh;
}

// Calls work(i) for i in [0, count) on all cores; stops early when cancelled.
template <typename Work>
void for_each_parallel(std::size_t count, const std::atomic<bool>& cancelled, const Work& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto run = [&] {
    try {
      for (auto i = next++; i < count && !cancelled; i = next++)
        work(i);
    } catch (...) {
      const std::lock_guard lock(failure_mutex);
      failure = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
    if (auto thread = start_thread(run); thread.joinable()) others.push_back(std::move(thread));
  run();
  for (auto& thread : others)
    thread.join();
  if (failure) std::rethrow_exception(failure);
}

// A stretch of longitude in grid steps, closed.
using Stretch = std::pair<std::int32_t, std::int32_t>;

// The shortest box around stretches of longitude on the circle: it leaves out the widest gap.
std::pair<double, double> west_and_east_deg(std::vector<Stretch> stretches) {
  std::sort(stretches.begin(), stretches.end());
  const auto to_deg = [](std::int32_t x) {
    return x / static_cast<double>(MercatorGrid::kSize) * 360.0 - 180.0;
  };
  std::int32_t reach = stretches.front().second;
  for (const auto& s : stretches)
    reach = std::max(reach, s.second);
  std::int32_t widest = stretches.front().first + (MercatorGrid::kSize - reach);  // around the antimeridian
  std::pair result{to_deg(stretches.front().first), to_deg(reach)};
  reach = stretches.front().second;
  for (const auto& s : stretches) {
    if (s.first - reach > widest) {
      widest = s.first - reach;
      result = {to_deg(s.first), to_deg(reach)};
    }
    reach = std::max(reach, s.second);
  }
  return result;
}

class Assembly {
 public:
  Assembly(const Source& source, Progress& progress) : source_(source), progress_(progress) {
    country_of_.resize(area_count());
    for (std::size_t c = 0; c < source.countries.size(); ++c)
      country_of_[c] = static_cast<std::uint32_t>(c);
    for (const auto& p : source.provinces)
      country_of_[p.area.value] = p.country.value;
  }

  void run(const std::function<void(std::string_view)>& say) {
    net_ = build_net(source_.rings);
    simplified_ = simplify_levels(net_, country_of_);
    find_borders();
    for (std::size_t level = 0; level < kDetailLevels; ++level)
      add_lines(level);
    make_meshes();
    make_facts();
    if (say) {
      say(fmt::format("boundaries: {} areas, {} lines, {} vertices; {} overlaps, {} meshes inexact",
                      area_count(), net_.arcs.size(), net_.vertices.size(), net_.conflicts, inexact_.load()));
    }
  }

  [[nodiscard]] flatbuffers::Offset<fb::Boundaries> write(flatbuffers::FlatBufferBuilder& builder) const {
    std::vector<flatbuffers::Offset<fb::BoundaryLevel>> levels;
    for (const auto& level : levels_) {
      levels.push_back(fb::CreateBoundaryLevel(
          builder, builder.CreateVectorOfStructs(level.points), builder.CreateVectorOfStructs(level.lines),
          level.drawn_lines, builder.CreateVectorOfStructs(level.vertices),
          builder.CreateVector(level.indices), builder.CreateVectorOfStructs(level.meshes)));
    }
    std::vector<flatbuffers::Offset<flatbuffers::String>> codes;
    for (const auto& c : source_.countries)
      codes.push_back(builder.CreateSharedString(c.iso_a2));
    for (const auto& p : source_.provinces)
      codes.push_back(builder.CreateSharedString(p.fips));
    const auto facts = builder.CreateVectorOfStructs(facts_);
    const auto code_vector = builder.CreateVector(codes);
    const auto level_vector = builder.CreateVector(levels);
    const auto rows = builder.CreateVector(grid_.row_cells);
    const auto cells = builder.CreateVectorOfStructs(grid_.cells);
    const auto edges = builder.CreateVector(grid_.edges);
    return fb::CreateBoundaries(builder, facts, code_vector, level_vector, grid_.cell_bits, rows, cells,
                                edges);
  }

 private:
  [[nodiscard]] std::size_t area_count() const { return source_.countries.size() + source_.provinces.size(); }
  [[nodiscard]] std::uint32_t country_of(std::uint32_t area) const {
    return area == kSea ? kSea : country_of_[area];
  }

  // Coarsest first.
  static std::vector<SimplifiedNet> simplify_levels(const Net& net,
                                                    std::span<const std::uint32_t> country_of) {
    std::vector<double> errors(kLevelErrorSteps.rbegin(), kLevelErrorSteps.rend());
    auto levels = simplify(net, errors, country_of);
    std::reverse(levels.begin(), levels.end());
    return levels;
  }

  // The lines around each area, walked with the area on the left; a country has those that divide it from
  // others.
  struct Border {
    std::uint32_t arc;
    bool reversed;
  };
  void find_borders() {
    borders_.resize(area_count());
    for (std::uint32_t a = 0; a < net_.arcs.size(); ++a) {
      const auto& arc = net_.arcs[a];
      if (arc.left != kSea) borders_[arc.left].push_back({a, false});
      if (arc.right != kSea) borders_[arc.right].push_back({a, true});
      const auto left = country_of(arc.left);
      const auto right = country_of(arc.right);
      if (left == right) continue;
      if (left != kSea) borders_[left].push_back({a, false});
      if (right != kSea) borders_[right].push_back({a, true});
    }
  }

  [[nodiscard]] std::vector<DirectedArc> border(std::size_t area, std::size_t level) const {
    std::vector<DirectedArc> result;
    for (const auto& b : borders_[area])
      result.push_back({simplified_[level].arcs[b.arc], b.reversed});
    return result;
  }

  [[nodiscard]] BorderKind kind_of(const NetArc& arc) const {
    if (arc.left == kSea || arc.right == kSea) return BorderKind::coast;
    return country_of(arc.left) == country_of(arc.right) ? BorderKind::admin1 : BorderKind::country;
  }

  void add_line(Level& level, std::span<const MercatorGrid> points, std::uint32_t left, std::uint32_t right,
                std::uint32_t kind) {
    level.lines.emplace_back(static_cast<std::uint32_t>(level.points.size()),
                             static_cast<std::uint32_t>(points.size()), left, right, kind);
    for (const auto& p : points)
      level.points.emplace_back(p.x, p.y);
  }

  void add_lines(std::size_t index) {
    auto& level = levels_[index];
    const auto add_arcs = [&](bool cuts) {
      for (std::uint32_t a = 0; a < net_.arcs.size(); ++a) {
        const auto& arc = net_.arcs[a];
        if (arc.is_cut != cuts || simplified_[index].arcs[a].empty()) continue;
        std::vector<MercatorGrid> points;
        for (const auto v : simplified_[index].arcs[a])
          points.push_back(net_.vertices[v]);
        add_line(level, points, arc.left, arc.right,
                 cuts ? kCutKind : static_cast<std::uint32_t>(kind_of(arc)));
      }
    };
    add_arcs(false);
    for (const auto& line : source_.disputed) {
      add_line(level, simplify_line(line, kLevelErrorSteps[index]), kSea, kSea,
               static_cast<std::uint32_t>(BorderKind::disputed));
    }
    level.drawn_lines = static_cast<std::uint32_t>(level.lines.size());
    add_arcs(true);
    if (index == kExact) grid_ = make_search_grid(level.points, level.lines);
  }

  void make_meshes() {
    const auto areas = area_count();
    std::vector<Mesh> meshes(areas * kDetailLevels);
    labels_.resize(areas);
    progress_.total += areas;
    // Countries come first, so the long pieces of work start early.
    for_each_parallel(areas, progress_.cancelled, [&](std::size_t area) {
      for (std::size_t level = 0; level < kDetailLevels; ++level) {
        const auto polygons = assemble_polygons(border(area, level), net_.vertices);
        auto& mesh = meshes[level * areas + area] = make_mesh(triangulate(polygons, net_.vertices));
        if (!mesh.exact) ++inexact_;
        if (level == kExact) labels_[area] = label_of(polygons);
      }
      ++progress_.done;
    });
    for (std::size_t level = 0; level < kDetailLevels; ++level) {
      for (std::size_t area = 0; area < areas; ++area)
        add_mesh(levels_[level], meshes[level * areas + area]);
    }
  }

  void add_mesh(Level& level, const Mesh& mesh) {
    level.meshes.emplace_back(
        static_cast<std::uint32_t>(level.vertices.size()), static_cast<std::uint32_t>(mesh.vertices.size()),
        static_cast<std::uint32_t>(level.indices.size()), static_cast<std::uint32_t>(mesh.indices.size()));
    for (const auto v : mesh.vertices)
      level.vertices.emplace_back(net_.vertices[v].x, net_.vertices[v].y);
    level.indices.insert(level.indices.end(), mesh.indices.begin(), mesh.indices.end());
  }

  // In the polygon that is largest on the ground, not on the map.
  [[nodiscard]] LatLon label_of(std::span<const NetPolygon> polygons) const {
    const NetPolygon* largest = nullptr;
    double largest_km2 = -1;
    for (const auto& polygon : polygons) {
      auto ring = polygon.shell;
      ring.push_back(ring.front());
      const double km2 = area_share_km2({ring, false}, net_.vertices);
      if (km2 > largest_km2) {
        largest_km2 = km2;
        largest = &polygon;
      }
    }
    if (largest == nullptr) return {};
    const auto point =
        geo::label_point(*largest, net_.vertices).value_or(net_.vertices[largest->shell.front()]);
    return point.to_mercator().to_latlon();
  }

  void make_facts() {
    for (std::uint32_t area = 0; area < area_count(); ++area) {
      const bool is_country = area < source_.countries.size();
      double km2 = 0;
      auto north = MercatorGrid::kSize;
      std::int32_t south = 0;
      std::vector<Stretch> stretches;
      for (const auto& arc : border(area, kExact)) {
        km2 += area_share_km2(arc, net_.vertices);
        Stretch x{MercatorGrid::kSize, 0};
        for (const auto v : arc.vertices) {
          const auto& p = net_.vertices[v];
          x = {std::min(x.first, p.x), std::max(x.second, p.x)};
          north = std::min(north, p.y);
          south = std::max(south, p.y);
        }
        stretches.push_back(x);
      }
      const auto [west, east] =
          stretches.empty() ? std::pair{0.0, 0.0} : west_and_east_deg(std::move(stretches));
      const auto lat = [](std::int32_t y) {
        if (y >= MercatorGrid::kSize) return -90.0;
        return MercatorGrid{0, y}.to_mercator().to_latlon().lat_deg();
      };
      facts_.emplace_back(west, lat(south), east, lat(north), labels_[area].lat_deg(),
                          labels_[area].lon_deg(), km2, country_of_[area],
                          static_cast<std::uint32_t>(is_country ? AreaKind::country : AreaKind::admin1));
    }
  }

  const Source& source_;
  Progress& progress_;
  std::vector<std::uint32_t> country_of_;
  Net net_;
  std::vector<SimplifiedNet> simplified_;
  std::vector<std::vector<Border>> borders_;
  std::vector<LatLon> labels_;
  std::atomic<std::size_t> inexact_{0};
  Level levels_[kDetailLevels];
  std::vector<fb::AreaFacts> facts_;
  SearchGrid grid_;
};

}  // namespace

struct BoundaryBuild::Impl {
  Source source;
  std::unique_ptr<Assembly> assembly;
  Boundaries boundaries;
};

BoundaryBuild::BoundaryBuild(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
BoundaryBuild::BoundaryBuild(BoundaryBuild&&) noexcept = default;
BoundaryBuild& BoundaryBuild::operator=(BoundaryBuild&&) noexcept = default;
BoundaryBuild::~BoundaryBuild() = default;

Result<BoundaryBuild> BoundaryBuild::read(const std::filesystem::path& file, Progress& progress,
                                          const std::function<void(std::string_view)>& say) {
  try {
    auto impl = std::make_unique<Impl>();
    auto source = SourceReader(file).read();
    if (!source) return tl::unexpected(source.error());
    impl->source = std::move(*source);
    impl->assembly = std::make_unique<Assembly>(impl->source, progress);
    impl->assembly->run(say);
    if (progress.cancelled) return fail(ErrorCode::cancelled, "building the boundaries was cancelled");
    const auto memory = std::make_shared<flatbuffers::FlatBufferBuilder>(std::size_t{1} << 24);
    memory->Finish(impl->assembly->write(*memory));
    auto boundaries =
        BoundaryTable::open(*flatbuffers::GetRoot<fb::Boundaries>(memory->GetBufferPointer()), memory);
    if (!boundaries) return tl::unexpected(boundaries.error());
    impl->boundaries = std::move(*boundaries);
    return BoundaryBuild(std::move(impl));
  } catch (const std::exception& e) {
    return fail(ErrorCode::io, "{}: the boundaries cannot be built: {}", file.string(), e.what());
  }
}

std::span<const CountrySource> BoundaryBuild::countries() const noexcept {
  return impl_->source.countries;
}
std::span<const ProvinceSource> BoundaryBuild::provinces() const noexcept {
  return impl_->source.provinces;
}
const Boundaries& BoundaryBuild::boundaries() const noexcept {
  return impl_->boundaries;
}

flatbuffers::Offset<fb::Boundaries> BoundaryBuild::write(flatbuffers::FlatBufferBuilder& builder) const {
  return impl_->assembly->write(builder);
}

}  // namespace kharita::geo
