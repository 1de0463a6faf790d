#include "geo/boundary/waters_builder.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <numeric>
#include <unordered_map>

#include "boundary_generated.h"
#include "geo/boundary/net.h"
#include "geo/boundary/polygons.h"
#include "geo/boundary/simplify.h"
#include "geo/boundary/waters_table.h"

namespace kharita::geo {
namespace {

constexpr int kCornerTurns = 2;
constexpr std::size_t kExact = kDetailLevels - 1;
using Line = std::vector<MercatorGrid>;

Line to_grid(const OGRSimpleCurve& curve) {
  Line points;
  for (int i = 0; i < curve.getNumPoints(); ++i) {
    const auto p = MercatorGrid::from(
        WebMercator::from(LatLon::from_degrees(curve.getY(i), std::min(curve.getX(i), 179.999))));
    if (points.empty() || !(points.back() == p)) points.push_back(p);
  }
  return points;
}

struct Source {
  std::vector<NetRing> rings;  // area: the lake, as the file counts
  std::uint32_t lakes = 0;
  std::vector<Line> rivers;
};

void add_rings(const OGRGeometry& shape, Source& source) {
  const auto type = wkbFlatten(shape.getGeometryType());
  if (type == wkbMultiPolygon) {
    for (const auto* polygon : *shape.toMultiPolygon())
      add_rings(*polygon, source);
  } else if (type == wkbPolygon) {
    bool is_hole = false;
    for (const auto* ring : *shape.toPolygon()) {
      Line points = round_corners(to_grid(*ring), kCornerTurns);
      if (points.size() >= 4) source.rings.push_back({source.lakes, is_hole, std::move(points)});
      is_hole = true;
    }
    ++source.lakes;
  }
}

void add_lines(const OGRGeometry& shape, Source& source) {
  const auto type = wkbFlatten(shape.getGeometryType());
  if (type == wkbMultiLineString) {
    for (const auto* line : *shape.toMultiLineString())
      add_lines(*line, source);
  } else if (type == wkbLineString) {
    Line points = to_grid(*shape.toLineString());
    if (points.size() >= 2) source.rivers.push_back(std::move(points));
  }
}

Result<Source> read_source(const std::string& file) {
  struct Close {
    void operator()(GDALDataset* data) const { GDALClose(data); }
  };
  GDALAllRegister();
  const char* const drivers[] = {"TopoJSON", nullptr};
  const std::unique_ptr<GDALDataset, Close> data(
      GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers));
  if (!data)
    return fail(ErrorCode::io, "{}: cannot be opened as TopoJSON; run data/fetch.sh to get it again", file);
  Source source;
  const auto read = [&](const char* name, auto add) -> Result<void> {
    auto* layer = data->GetLayerByName(name);
    if (layer == nullptr || layer->GetFeatureCount() == 0) {
      return fail(ErrorCode::parse,
                  "{}: layer {} is missing or empty; run data/fetch.sh to get the file again", file, name);
    }
    for (const auto& row : *layer) {
      if (const OGRGeometry* shape = row->GetGeometryRef()) add(*shape, source);
    }
    return {};
  };
  if (auto ok = read("lakes", add_rings); !ok) return tl::unexpected(ok.error());
  if (auto ok = read("rivers", add_lines); !ok) return tl::unexpected(ok.error());
  return source;
}

double length_km(const Line& line) {
  double km = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i)
    km += distance_km(line[i].to_mercator().to_latlon(), line[i + 1].to_mercator().to_latlon());
  return km;
}

// The source cuts rivers at their confluences. Each stem is grown from the longest line that is left, by the
// longest that goes on at its ends; tributaries come after it. Longest first.
std::vector<Line> join_rivers(std::vector<Line> pieces) {
  const auto key = [](const MercatorGrid& p) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(p.x)) << 32) |
           static_cast<std::uint32_t>(p.y);
  };
  std::vector<double> km;
  for (const Line& piece : pieces)
    km.push_back(length_km(piece));
  std::vector<std::size_t> order(pieces.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](auto a, auto b) { return km[a] > km[b]; });
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> at_end;  // longest first
  for (const std::size_t i : order) {
    at_end[key(pieces[i].front())].push_back(i);
    at_end[key(pieces[i].back())].push_back(i);
  }
  std::vector<char> used(pieces.size(), 0);
  const auto grow_end = [&](Line& stem) {
    for (bool grown = true; grown;) {
      grown = false;
      for (const std::size_t i : at_end[key(stem.back())]) {
        if (used[i] != 0) continue;
        used[i] = 1;
        if (!(pieces[i].front() == stem.back())) std::ranges::reverse(pieces[i]);
        stem.insert(stem.end(), pieces[i].begin() + 1, pieces[i].end());
        grown = true;
        break;
      }
    }
  };
  std::vector<Line> stems;
  for (const std::size_t i : order) {
    if (used[i] != 0) continue;
    used[i] = 1;
    Line stem = std::move(pieces[i]);
    pieces[i].clear();
    grow_end(stem);
    std::ranges::reverse(stem);
    grow_end(stem);
    stems.push_back(std::move(stem));
  }
  std::ranges::stable_sort(stems, std::ranges::greater{}, length_km);
  return stems;
}

// One level as it goes into the table.
struct Level {
  std::vector<fb::GridPoint> points;
  std::vector<fb::WaterLineRange> lines;
  std::vector<fb::GridPoint> vertices;
  std::vector<std::uint32_t> indices;
  std::vector<fb::MeshRange> meshes;
};

class Assembly {
 public:
  explicit Assembly(Source source) : source_(std::move(source)) {
    net_ = build_net(source_.rings);
    std::vector<std::uint32_t> itself(source_.lakes);
    std::iota(itself.begin(), itself.end(), 0U);
    const std::vector<double> errors(kLevelErrorSteps.rbegin(), kLevelErrorSteps.rend());
    simplified_ = simplify(net_, errors, itself);
    std::ranges::reverse(simplified_);
    number_lakes();
    const std::vector<Line> stems = join_rivers(std::move(source_.rivers));
    for (std::size_t level = 0; level < kDetailLevels; ++level) {
      add_shores(level);
      add_rivers(level, stems);
      add_meshes(level);
    }
  }

  [[nodiscard]] flatbuffers::Offset<fb::Waters> write(flatbuffers::FlatBufferBuilder& builder) const {
    std::vector<flatbuffers::Offset<fb::WaterLevel>> levels;
    for (const Level& level : levels_) {
      levels.push_back(fb::CreateWaterLevel(
          builder, builder.CreateVectorOfStructs(level.points), builder.CreateVectorOfStructs(level.lines),
          builder.CreateVectorOfStructs(level.vertices), builder.CreateVector(level.indices),
          builder.CreateVectorOfStructs(level.meshes)));
    }
    const auto lakes = builder.CreateVectorOfStructs(facts_);
    return fb::CreateWaters(builder, lakes, builder.CreateVector(levels));
  }

 private:
  [[nodiscard]] std::vector<NetPolygon> polygons(std::uint32_t source_lake, std::size_t level) const {
    std::vector<DirectedArc> border;
    for (std::size_t a = 0; a < net_.arcs.size(); ++a) {
      const auto& vertices = simplified_[level].arcs[a];
      if (vertices.empty()) continue;
      if (net_.arcs[a].left == source_lake) border.push_back({vertices, false});
      if (net_.arcs[a].right == source_lake) border.push_back({vertices, true});
    }
    return assemble_polygons(border, net_.vertices);
  }

  // Sets the lakes' order, largest on the ground first, and their facts.
  void number_lakes() {
    struct Lake {
      std::uint32_t source = 0;
      fb::LakeFacts facts;
      std::int32_t extent = 0;  // steps
    };
    std::vector<Lake> lakes;
    for (std::uint32_t i = 0; i < source_.lakes; ++i) {
      const auto shape = polygons(i, kExact);
      if (shape.empty()) continue;
      std::vector<std::uint32_t> ring = shape.front().shell;
      ring.push_back(ring.front());
      const auto label = label_point(shape.front(), net_.vertices).value_or(net_.vertices[ring.front()]);
      lakes.push_back({i, fb::LakeFacts(area_share_km2({ring, false}, net_.vertices), label.x, label.y),
                       extent_of(ring)});
    }
    std::ranges::stable_sort(lakes, std::ranges::greater{}, [](const Lake& l) { return l.facts.area_km2(); });
    number_of_.assign(source_.lakes, AreaId::kNone);
    for (const Lake& lake : lakes) {
      number_of_[lake.source] = static_cast<std::uint32_t>(facts_.size());
      source_of_.push_back(lake.source);
      extents_.push_back(lake.extent);
      facts_.push_back(lake.facts);
    }
  }

  [[nodiscard]] std::int32_t extent_of(std::span<const std::uint32_t> ring) const {
    MercatorGrid low{MercatorGrid::kSize, MercatorGrid::kSize};
    MercatorGrid high{0, 0};
    for (const std::uint32_t v : ring) {
      const MercatorGrid& p = net_.vertices[v];
      low = {std::min(low.x, p.x), std::min(low.y, p.y)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return std::max(high.x - low.x, high.y - low.y);
  }

  [[nodiscard]] bool is_shown(std::uint32_t lake, std::size_t level) const {
    return lake != AreaId::kNone && extents_[lake] >= 2 * kLevelErrorSteps[level];
  }

  void add_line(Level& level, std::span<const MercatorGrid> points, std::uint32_t lake, double km) {
    level.lines.emplace_back(static_cast<std::uint32_t>(level.points.size()),
                             static_cast<std::uint32_t>(points.size()), lake, static_cast<float>(km));
    for (const MercatorGrid& p : points)
      level.points.emplace_back(p.x, p.y);
  }

  void add_shores(std::size_t level) {
    for (std::size_t a = 0; a < net_.arcs.size(); ++a) {
      const auto& vertices = simplified_[level].arcs[a];
      const std::uint32_t side = std::min(net_.arcs[a].left, net_.arcs[a].right);  // the sea comes last
      const std::uint32_t lake = side < number_of_.size() ? number_of_[side] : AreaId::kNone;
      if (vertices.size() < 2 || !is_shown(lake, level)) continue;
      Line points;
      for (const std::uint32_t v : vertices)
        points.push_back(net_.vertices[v]);
      add_line(levels_[level], points, lake, 0);
    }
  }

  void add_rivers(std::size_t level, std::span<const Line> stems) {
    for (const Line& stem : stems) {
      const Line smooth = round_corners(stem, kCornerTurns);
      add_line(levels_[level], simplify_line(smooth, kLevelErrorSteps[level]), AreaId::kNone,
               length_km(stem));
    }
  }

  void add_meshes(std::size_t index) {
    Level& level = levels_[index];
    for (std::uint32_t lake = 0; lake < source_of_.size(); ++lake) {
      const auto first_vertex = static_cast<std::uint32_t>(level.vertices.size());
      const auto first_index = static_cast<std::uint32_t>(level.indices.size());
      if (is_shown(lake, index)) {
        std::unordered_map<std::uint32_t, std::uint32_t> index_of;
        for (const std::uint32_t v : triangulate(polygons(source_of_[lake], index), net_.vertices).corners) {
          const auto [it, is_new] =
              index_of.try_emplace(v, static_cast<std::uint32_t>(level.vertices.size()) - first_vertex);
          if (is_new) level.vertices.emplace_back(net_.vertices[v].x, net_.vertices[v].y);
          level.indices.push_back(it->second);
        }
      }
      level.meshes.emplace_back(first_vertex,
                                static_cast<std::uint32_t>(level.vertices.size()) - first_vertex, first_index,
                                static_cast<std::uint32_t>(level.indices.size()) - first_index);
    }
  }

  Source source_;
  Net net_;
  std::vector<SimplifiedNet> simplified_;  // coarsest first
  std::vector<std::uint32_t> number_of_;   // of the source's lakes
  std::vector<std::uint32_t> source_of_;   // of the numbered lakes
  std::vector<std::int32_t> extents_;
  std::vector<fb::LakeFacts> facts_;
  std::array<Level, kDetailLevels> levels_;
};

}  // namespace

std::vector<MercatorGrid> round_corners(std::span<const MercatorGrid> points, int turns) {
  Line line(points.begin(), points.end());
  for (int turn = 0; turn < turns && line.size() >= 3; ++turn) {
    const bool closed = line.front() == line.back();
    const auto between = [](const MercatorGrid& a, const MercatorGrid& b) {
      const auto part = [](std::int64_t from, std::int64_t to) {
        return static_cast<std::int32_t>(from + (to - from) / 4);
      };
      return MercatorGrid{part(a.x, b.x), part(a.y, b.y)};
    };
    Line rounded;
    rounded.reserve(2 * line.size());
    if (!closed) rounded.push_back(line.front());
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      if (closed || i > 0) rounded.push_back(between(line[i], line[i + 1]));
      if (closed || i + 2 < line.size()) rounded.push_back(between(line[i + 1], line[i]));
    }
    rounded.push_back(closed ? rounded.front() : line.back());
    line = std::move(rounded);
  }
  return line;
}

struct WatersBuild::Impl {
  std::unique_ptr<Assembly> assembly;
  Waters waters;
};

WatersBuild::WatersBuild(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
WatersBuild::WatersBuild(WatersBuild&&) noexcept = default;
WatersBuild& WatersBuild::operator=(WatersBuild&&) noexcept = default;
WatersBuild::~WatersBuild() = default;

Result<WatersBuild> WatersBuild::read(const std::filesystem::path& file) {
  try {
    auto source = read_source(file.string());
    if (!source) return tl::unexpected(source.error());
    auto impl = std::make_unique<Impl>();
    impl->assembly = std::make_unique<Assembly>(std::move(*source));
    const auto memory = std::make_shared<flatbuffers::FlatBufferBuilder>(std::size_t{1} << 22);
    memory->Finish(impl->assembly->write(*memory));
    auto waters = WatersTable::open(*flatbuffers::GetRoot<fb::Waters>(memory->GetBufferPointer()), memory);
    if (!waters) return tl::unexpected(waters.error());
    impl->waters = std::move(*waters);
    return WatersBuild(std::move(impl));
  } catch (const std::exception& e) {
    return fail(ErrorCode::io, "{}: the lakes and rivers cannot be built: {}", file.string(), e.what());
  }
}

const Waters& WatersBuild::waters() const noexcept {
  return impl_->waters;
}

flatbuffers::Offset<fb::Waters> WatersBuild::write(flatbuffers::FlatBufferBuilder& builder) const {
  return impl_->assembly->write(builder);
}

}  // namespace kharita::geo
