#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <random>
#include <vector>

#include "app/map/cluster_index.h"
#include "bench/benchmarks.h"
#include "bench/measure.h"

namespace kharita::bench {
namespace {

constexpr std::size_t kPoints = 1'000'000;
constexpr std::size_t kTowns = 50'000;
constexpr double kTownDeg = 0.4;  // standard deviation of a town's points

// Points around towns all over the inhabited latitudes, all different, the same each time.
std::vector<geo::LatLon> make_up_points() {
  std::mt19937 random(1);
  const auto unit = [&] { return static_cast<double>(random()) / 4294967296.0; };
  std::vector<geo::LatLon> towns;
  for (std::size_t i = 0; i < kTowns; ++i)
    towns.push_back(geo::LatLon::from_degrees(-55 + 125 * unit(), -180 + 360 * unit()));
  std::vector<geo::LatLon> points;
  points.reserve(kPoints);
  for (std::size_t i = 0; i < kPoints; ++i) {
    const geo::LatLon& town = towns[i % kTowns];
    const double away = kTownDeg * std::sqrt(-2 * std::log(1 - unit()));
    const double turn = 2 * 3.14159265358979 * unit();
    points.push_back(geo::LatLon::from_degrees(town.lat_deg() + away * std::sin(turn),
                                               town.lon_deg() + away * std::cos(turn)));
  }
  return points;
}

bool write(const std::vector<geo::LatLon>& points, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  for (const geo::LatLon& p : points) {
    const double pair[2]{p.lon_deg(), p.lat_deg()};
    out.write(reinterpret_cast<const char*>(pair), sizeof pair);
  }
  return static_cast<bool>(out.flush());
}

}  // namespace

int measure_clusters(const std::filesystem::path& file) {
  const std::vector<geo::LatLon> points = make_up_points();
  if (!write(points, file)) {
    fmt::print(stderr, "kharita_bench: {}: the points cannot be written: choose another folder\n",
               file.string());
    return 2;
  }
  // From degrees on, as the peer is measured, with its settings.
  const double seconds = best_cpu_seconds(3, [&] {
    std::vector<app::map::ClusterPoint> projected;
    projected.reserve(points.size());
    for (const geo::LatLon& p : points)
      projected.push_back({geo::WebMercator::from(p), 1, false});
    const app::map::ClusterIndex index(projected, {40, 512, 16});
  });
  print_figure("cluster index, 1,000,000 points", seconds * 1000, "ms");
  return 0;
}

}  // namespace kharita::bench
