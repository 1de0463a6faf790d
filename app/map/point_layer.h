// Places with mentions as circles.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "app/map/frame.h"
#include "app/map/gl/growing_buffer.h"
#include "app/map/gl/program.h"
#include "app/map/palette.h"
#include "app/map/scales.h"
#include "app/model/map_scene.h"

namespace kharita::app::map {

// Below this confidence a place is drawn hollow.
inline constexpr float kDoubtful = 0.5f;

enum class PointStyle : std::uint8_t {
  full,
  hollow,  // doubtful
  soft,    // a region or water without borders in the data: its centre with a soft edge
  cluster,
  hollow_cluster,  // all that it holds is doubtful
};

// A circle as it is drawn and picked.
struct Circle {
  geo::PlaceId place;  // not valid for a cluster
  geo::WebMercator at;
  geo::MercatorGrid grid;
  float offset_x_pt = 0;  // places at one spot stand side by side; y down
  float offset_y_pt = 0;
  float radius_pt = 0;
  PointStyle style = PointStyle::full;
  std::uint32_t amount = 0;            // mentions or articles
  std::uint32_t cluster = kNoCluster;  // ClusterIndex::NodeId
  std::uint32_t parent = kNoCluster;   // the cluster that it is coming out of
  static constexpr std::uint32_t kNoCluster = app::kNoCluster;

  [[nodiscard]] bool is_cluster() const noexcept { return cluster != kNoCluster; }
};
// Its radius in the picture. Places shrink where the whole world shows; clusters, which bear numbers, don't.
[[nodiscard]] double radius_px(const Circle& circle, const Frame& frame) noexcept;

// The circles of a scene in the order of drawing: large ones first, so that small ones lie on top. Places at
// one spot (within about 100 m) are set on a spiral around it, the largest in the middle. Point i has
// styles[i]. Deterministic.
[[nodiscard]] std::vector<Circle> make_circles(std::span<const ScenePoint> points,
                                               std::span<const PointStyle> styles,
                                               Measure measure = Measure::mentions);
[[nodiscard]] Circle make_circle(const ScenePoint& point, PointStyle style, std::uint32_t amount,
                                 std::uint32_t most, float largest);
// The style of a place's circle.
[[nodiscard]] PointStyle style_of(const ScenePoint& point, const geo::Gazetteer& gazetteer);
// Puts circles into the order of drawing and sets those at one spot side by side, but for clusters.
void arrange(std::vector<Circle>& circles);

// The circle nearest to a position of the picture whose edge is within `tolerance_pt`, the topmost where
// several hold it. Null where there is none. O(circles).
[[nodiscard]] const Circle* pick_circle(std::span<const Circle> circles, const Frame& frame, PixelPos at,
                                        double tolerance_pt);
// A circle's centre in the picture, in a copy of the world.
[[nodiscard]] PixelPos center_of(const Circle& circle, const Frame& frame, int copy);

// The circles on the GPU and their shaders (shaders/point.*). Main thread.
//
// Where circles stand and what is drawn of them are apart: the positions of places are uploaded when a place
// is first seen; with another filter only the mask is, kMaskBytes a place seen so far, and with each frame
// the numbers of the circles that show.
class PointLayer {
 public:
  static constexpr std::size_t kMaskBytes = 24;
  enum class Positions : std::uint8_t {
    of_places,  // each place stays where it was
    anew,       // as given now: clusters
  };
  [[nodiscard]] static Result<PointLayer> create(const std::filesystem::path& shaders);
  void upload(std::span<const Circle> circles, Positions positions);
  void draw(const Frame& frame, const Palette& colors);
  // Gives the frame's canvas what draw() draws of the circles that were uploaded.
  void record(const Frame& frame, const Palette& colors, std::span<const Circle> circles);

 private:
  // One of the three corners of a circle's triangle: shaders/point.vert.
  struct Mark {
    std::int16_t offset_x, offset_y;  // in 1/64 pt
    std::uint16_t radius;             // in 1/64 pt
    std::uint16_t style;
  };
  static_assert(3 * sizeof(Mark) == kMaskBytes);
  using Corners = std::array<geo::MercatorGrid, 3>;

  explicit PointLayer(gl::Program program);
  // Which of the positions is the circle's; a new one where its place has none yet.
  [[nodiscard]] std::uint32_t site_of(const Circle& circle);
  void upload_sites(std::size_t known);
  // The circles that show in a copy of the world, in order of drawing, into visible_.
  void collect_visible(const Frame& frame, int copy);

  gl::Program program_;
  FrameUniforms frame_;
  GLint scale_;
  GLint circle_scale_;
  GLint fill_;
  GLint outline_;
  GLint soft_;
  gl::VertexArray vertex_array_;
  gl::GrowingBuffer site_buffer_{GL_ARRAY_BUFFER};
  gl::GrowingBuffer mask_{GL_ARRAY_BUFFER};
  gl::GrowingBuffer indices_{GL_ELEMENT_ARRAY_BUFFER};
  std::vector<Corners> sites_;
  std::vector<std::uint32_t> site_of_place_;  // by PlaceId; kNoSite; empty for Positions::anew
  std::vector<std::array<Mark, 3>> marks_;    // one a site, reused
  struct Spot {
    geo::WebMercator at;
    std::uint32_t site = 0;
    float reach_pt = 0;  // of its edge from its place
    float radius_pt = 0;
    bool plain = false;  // full, at its place
    bool fixed = false;  // its radius does not shrink with the zoom
  };
  std::vector<Spot> spots_;            // one a circle
  std::vector<Direction> directions_;  // of the spots; made when a globe first shows them
  // Reused from frame to frame:
  std::vector<std::uint32_t> visible_;
  std::vector<std::uint32_t> corners_;
  std::vector<float> covered_;  // a cell of the region: the radius of the circle drawn there
};

}  // namespace kharita::app::map
