#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <map>
#include <numbers>

#include "app/model/markup_text.h"
#include "app/picture/cairo_handles.h"
#include "app/picture/output_file.h"
#include "app/typeset/text_runs.h"

namespace kharita::app::picture {
namespace fs = std::filesystem;
using map::Box;
using map::Color;
using map::GlowStop;
using map::Path;
using map::PixelPos;
using map::PixelSize;
using map::Raster;
using map::RoundedBox;
using map::Stroke;
namespace {

constexpr double kUnits = 100;  // a pixel: to what coordinates are rounded

// What XML takes as text and in quotes.
std::string escaped(std::string_view text) {
  return escape_markup(plain_text(text));
}

// Hundredths as a number, as short as can be.
void append_units(std::int64_t units, std::string& out) {
  const std::int64_t whole = std::abs(units) / 100;
  const std::int64_t part = std::abs(units) % 100;
  if (units < 0) out += '-';
  if (part == 0) {
    fmt::format_to(std::back_inserter(out), "{}", whole);
  } else if (part % 10 == 0) {
    fmt::format_to(std::back_inserter(out), "{}.{}", whole, part / 10);
  } else {
    fmt::format_to(std::back_inserter(out), "{}.{:02}", whole, part);
  }
}

std::string number(double value) {
  std::string out;
  append_units(std::llround(value * kUnits), out);
  return out;
}

// Relative steps are shorter; they are differences of rounded positions, so that nothing adds up.
void append_path(const Path& path, bool closed, std::string& out) {
  std::int64_t x = 0;
  std::int64_t y = 0;
  bool first = true;
  for (const PixelPos& p : path.points) {
    const std::int64_t to_x = std::llround(p.x * kUnits);
    const std::int64_t to_y = std::llround(p.y * kUnits);
    out += first ? "M" : " ";
    append_units(first ? to_x : to_x - x, out);
    out += ' ';
    append_units(first ? to_y : to_y - y, out);
    if (first && path.points.size() > 1) out += 'l';
    first = false;
    x = to_x;
    y = to_y;
  }
  if (closed) out += 'z';
}

std::string hex(const Color& color) {
  const map::Rgba8 c = map::to_rgba8(color);
  return fmt::format("#{:02x}{:02x}{:02x}", c[0], c[1], c[2]);
}

// fill="#rrggbb" fill-opacity="0.5"
std::string paint(std::string_view attribute, const Color& color) {
  if (color.a <= 0) return fmt::format(" {}=\"none\"", attribute);
  std::string out = fmt::format(" {}=\"{}\"", attribute, hex(color));
  if (color.a < 1)
    fmt::format_to(std::back_inserter(out), " {}-opacity=\"{:.3g}\"", attribute,
                   static_cast<double>(color.a));
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t at) {
      return at < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) : 0U;
    };
    const unsigned group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    out += kLetters[group >> 18];
    out += kLetters[group >> 12 & 63];
    out += i + 1 < bytes.size() ? kLetters[group >> 6 & 63] : '=';
    out += i + 2 < bytes.size() ? kLetters[group & 63] : '=';
  }
  return out;
}

class SvgFile final : public VectorFile {
 public:
  SvgFile(PixelSize size, const typeset::TextEngine& engine) : size_(size), engine_(&engine) {}

  Result<void> open(const fs::path& file, const PictureText& text) {
    if (auto started = out_.start(file); !started) return started;
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put(
        fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                    "width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n",
                    size_.width, size_.height));
    std::string notes;
    for (const auto& [key, value] : text) {
      if (key == "Title") {
        put(fmt::format("<title>{}</title>\n", escaped(value)));
      } else {
        notes += fmt::format("{}: {}\n", key, escaped(value));
      }
    }
    put(fmt::format("<desc>{}</desc>\n", notes));
    return {};
  }

  Result<void> finish() override {
    end_layer();
    put("</svg>\n");
    return out_.finish();
  }

  void begin_layer(std::string_view name) override {
    end_layer();
    put(fmt::format("<g id=\"{}\">\n", name));
    in_layer_ = true;
  }

  void fill_all(const Color& color) override {
    put(fmt::format("<rect width=\"{}\" height=\"{}\"{}/>\n", size_.width, size_.height,
                    paint("fill", color)));
  }

  void fill(std::span<const Path> rings, const Color& color) override {
    if (rings.empty()) return;
    std::string d;
    for (const Path& ring : rings)
      append_path(ring, true, d);
    put(fmt::format("<path{} d=\"{}\"/>\n", paint("fill", color), d));
  }

  void stroke(std::span<const Path> lines, const Stroke& stroke) override {
    if (lines.empty()) return;
    std::string style = fmt::format("fill=\"none\"{} stroke-width=\"{}\" stroke-linejoin=\"round\"",
                                    paint("stroke", stroke.color), number(stroke.width));
    if (stroke.round_ends) style += " stroke-linecap=\"round\"";
    std::string d;
    if (stroke.gap <= 0) {
      for (const Path& line : lines)
        append_path(line, false, d);
      return put(fmt::format("<path {} d=\"{}\"/>\n", style, d));
    }
    style += fmt::format(" stroke-dasharray=\"{} {}\"", number(stroke.dash), number(stroke.gap));
    put(fmt::format("<g {}>\n", style));
    for (const Path& line : lines) {
      d.clear();
      append_path(line, false, d);
      const double begun = std::fmod(line.along, stroke.dash + stroke.gap);
      put(fmt::format("<path stroke-dashoffset=\"{}\" d=\"{}\"/>\n", number(begun), d));
    }
    put("</g>\n");
  }

  void add(const RoundedBox& box) override {
    const double inset = box.border.a > 0 ? box.border_px / 2 : 0;
    const double half_x = box.half.x - inset;
    const double half_y = box.half.y - inset;
    std::string style = paint("fill", box.fill);
    if (inset > 0)
      style += fmt::format("{} stroke-width=\"{}\"", paint("stroke", box.border), number(box.border_px));
    if (box.corner >= std::max(box.half.x, box.half.y)) {
      return put(fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>\n", number(box.center.x),
                             number(box.center.y), number(half_x), style));
    }
    std::string place =
        fmt::format("x=\"{}\" y=\"{}\"", number(box.center.x - half_x), number(box.center.y - half_y));
    if (box.axis.y != 0) {
      place += fmt::format(" transform=\"rotate({:.4g} {} {})\"",
                           std::atan2(box.axis.y, box.axis.x) * 180 / std::numbers::pi, number(box.center.x),
                           number(box.center.y));
    }
    const double corner = std::max(0.0, box.corner - inset);
    if (corner > 0) place += fmt::format(" rx=\"{}\"", number(corner));
    put(fmt::format("<rect {} width=\"{}\" height=\"{}\"{}/>\n", place, number(2 * half_x),
                    number(2 * half_y), style));
  }

  void glow(PixelPos center, double radius, std::span<const GlowStop> stops) override {
    std::string inner;
    for (const GlowStop& stop : stops) {
      fmt::format_to(std::back_inserter(inner),
                     "<stop offset=\"{:.5g}\" stop-color=\"{}\" stop-opacity=\"{:.3g}\"/>", stop.at,
                     hex(stop.color), static_cast<double>(stop.color.a));
    }
    const auto [known, is_new] = glows_.try_emplace(inner, glows_.size());
    if (is_new) put(fmt::format("<radialGradient id=\"glow{}\">{}</radialGradient>\n", known->second, inner));
    put(fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"url(#glow{})\"/>\n", number(center.x),
                    number(center.y), number(radius), known->second));
  }

  void image(const Box& box, const Raster& raster) override {
    const CairoSurface surface = raster_surface(raster);
    std::string png;
    const auto append = [](void* to, const unsigned char* bytes, unsigned count) {
      static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
      return CAIRO_STATUS_SUCCESS;
    };
    if (cairo_surface_write_to_png_stream(surface.get(), append, &png) != CAIRO_STATUS_SUCCESS)
      return out_.fail("its heat map is too large for the memory");
    put(
        fmt::format("<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" "
                    "xlink:href=\"data:image/png;base64,{}\"/>\n",
                    number(box.x0), number(box.y0), number(box.width()), number(box.height()), base64(png)));
  }

  void text(const typeset::Layout& layout, PixelPos top_left, const Color& color,
            const Color& halo) override {
    const typeset::Style style = layout.style();
    std::string painted = paint("fill", color);
    if (style.halo_px > 0 && halo.a > 0) {
      painted += fmt::format("{} stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                             paint("stroke", halo), number(2 * static_cast<double>(style.halo_px)));
    }
    const std::vector<typeset::TextLine> lines = typeset::text_lines(layout);
    for (const typeset::TextLine& line : lines) {
      if (line.runs.empty()) continue;
      // Where the viewer's font is wider or narrower, a line alone keeps its middle, several keep their
      // start.
      const bool alone = lines.size() == 1;
      const float share = alone ? 0.5f : line.box.right_to_left ? 1.0f : 0.0f;
      const double x = top_left.x + static_cast<double>(line.box.left + share * line.box.width);
      const double y = top_left.y + static_cast<double>(line.box.baseline);
      std::string words;
      for (const typeset::TextRun* run : typeset::reading_order(line))
        words += fmt::format("<tspan{}>{}</tspan>", font_of(*run, style), escaped(run->text));
      put(fmt::format(
          "<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" direction=\"{}\" xml:space=\"preserve\"{}>{}"
          "</text>\n",
          number(x), number(y), alone ? "middle" : "start", line.box.right_to_left ? "rtl" : "ltr", painted,
          words));
    }
  }

 private:
  std::string font_of(const typeset::TextRun& run, const typeset::Style& style) const {
    const typeset::FontFile font = engine_->font_file(run.font);
    return fmt::format(" font-family=\"'{}', sans-serif\" font-size=\"{}\"{}", escaped(font.family),
                       number(static_cast<double>(style.size_px * font.scale)),
                       font.bold ? " font-weight=\"bold\"" : "");
  }
  void put(std::string_view text) { out_.write(text); }
  void end_layer() {
    if (in_layer_) put("</g>\n");
    in_layer_ = false;
  }

  OutputFile out_;
  PixelSize size_;
  const typeset::TextEngine* engine_;
  std::map<std::string, std::size_t> glows_;  // stops to ids
  bool in_layer_ = false;
};

}  // namespace

Result<VectorFilePtr> create_svg(const fs::path& file, PixelSize size, const PictureText& text,
                                 const typeset::TextEngine& engine) {
  auto svg = std::make_unique<SvgFile>(size, engine);
  if (auto opened = svg->open(file, text); !opened) return tl::unexpected(opened.error());
  return svg;
}

}  // namespace kharita::app::picture
