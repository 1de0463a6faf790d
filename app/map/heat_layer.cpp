#include "app/map/heat_layer.h"

#include <algorithm>
#include <cmath>

#include "app/map/canvas.h"

namespace kharita::app::map {

Result<HeatLayer> HeatLayer::create(const std::filesystem::path& shaders) {
  auto program = gl::Program::load(shaders, "heat");
  if (!program) return tl::unexpected(program.error());
  return HeatLayer(std::move(*program));
}

HeatLayer::HeatLayer(gl::Program program)
    : program_(std::move(program)),
      region_(program_),
      density_(program_.uniform("u_density")),
      first_(program_.uniform("u_first")),
      cell_(program_.uniform("u_cell")),
      cells_(program_.uniform("u_cells")),
      peak_(program_.uniform("u_peak")),
      ramp_(program_.uniform("u_ramp")) {
  peaks_.fill(std::numeric_limits<double>::quiet_NaN());
}

void HeatLayer::set_points(std::vector<WeightedPoint> points, double radius_pt) {
  radius_pt_ = radius_pt;
  points_ = std::move(points);
  peaks_.fill(std::numeric_limits<double>::quiet_NaN());
}

double HeatLayer::peak_at(int zoom) {
  double& peak = peaks_[static_cast<std::size_t>(std::clamp(zoom, 0, kZooms - 1))];
  if (std::isnan(peak)) peak = density_peak(points_, std::ldexp(kWorldPx, zoom), radius_pt_);
  return peak;
}

double HeatLayer::peak(const Frame& frame) {
  const double zoom = std::clamp(frame.style_zoom(), 0.0, kZooms - 1.0);
  const double whole = std::floor(zoom);
  const double coarse = std::max(peak_at(static_cast<int>(whole)), 1e-6);
  const double fine = std::max(peak_at(static_cast<int>(whole) + 1), 1e-6);
  return coarse * std::pow(fine / coarse, zoom - whole);
}

void HeatLayer::upload() {
  if (!texture_) {
    texture_ = gl::Texture::make();
    vertex_array_ = gl::VertexArray::make();
  }
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, texture_.get());
  if (grid_.columns() > texture_columns_ || grid_.rows() > texture_rows_) {
    texture_columns_ = std::max(texture_columns_, grid_.columns());
    texture_rows_ = std::max(texture_rows_, grid_.rows());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, texture_columns_, texture_rows_, 0, GL_RED, GL_FLOAT, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  }
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, grid_.columns(), grid_.rows(), GL_RED, GL_FLOAT,
                  grid_.values().data());
}

// Colours have no outlines: they go in as pixels, as shaders/heat.frag gives them, of two million at most.
void HeatLayer::record(const Frame& frame, const Palette& colors) {
  constexpr double kMostPixels = 2e6;
  const double width = frame.picture.width;
  const double height = frame.picture.height;
  const double step = std::max(1.0, std::sqrt(width * height / kMostPixels));
  Raster raster{static_cast<int>(std::ceil(width / step)), static_cast<int>(std::ceil(height / step)), {}};
  raster.rgba.reserve(4 * static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height));
  const double end = peak(frame);
  for (int y = 0; y < raster.height; ++y) {
    for (int x = 0; x < raster.width; ++x) {
      const double density = static_cast<double>(grid_.at({(x + 0.5) * step, (y + 0.5) * step}));
      const double at = std::sqrt(std::clamp(density / end, 0.0, 1.0)) * (kHeatStops - 1);
      const auto stop = std::min(static_cast<std::size_t>(at), kHeatStops - 2);
      const Rgba8 color = to_rgba8(
          mix(colors.heat[stop], colors.heat[stop + 1], static_cast<float>(at - static_cast<double>(stop))));
      raster.rgba.insert(raster.rgba.end(), color.begin(), color.end());
    }
  }
  frame.canvas->image(
      {0, 0, static_cast<float>(raster.width * step), static_cast<float>(raster.height * step)}, raster);
}

void HeatLayer::draw(const Frame& frame, const Palette& colors) {
  if (points_.empty()) return;
  grid_.compute(frame, points_, radius_pt_ * frame.scale);
  if (frame.canvas != nullptr) return record(frame, colors);
  program_.use();
  upload();
  region_.set(frame);
  glUniform1i(density_, 0);
  glUniform2f(first_, static_cast<float>(grid_.left_px()), static_cast<float>(grid_.top_px()));
  glUniform1f(cell_, static_cast<float>(grid_.cell_px()));
  glUniform2f(cells_, static_cast<float>(texture_columns_), static_cast<float>(texture_rows_));
  glUniform1f(peak_, static_cast<float>(peak(frame)));
  std::array<float, 4 * kHeatStops> ramp{};
  for (std::size_t i = 0; i < kHeatStops; ++i) {
    const Color& c = colors.heat[i];
    std::copy_n(std::array{c.r, c.g, c.b, c.a}.begin(), 4, ramp.begin() + static_cast<std::ptrdiff_t>(4 * i));
  }
  glUniform4fv(ramp_, static_cast<GLsizei>(kHeatStops), ramp.data());
  glBindVertexArray(vertex_array_.get());
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

}  // namespace kharita::app::map
