#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <span>
#include <utility>

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

constexpr double kPointsAPixel = 0.75;  // 96 px an inch

struct FaceDeleter {
  void operator()(FT_Face face) const noexcept { FT_Done_Face(face); }
};
using Face = std::unique_ptr<FT_FaceRec_, FaceDeleter>;

struct LibraryDeleter {
  void operator()(FT_Library library) const noexcept { FT_Done_FreeType(library); }
};

// Fonts as cairo takes them. cairo may hold a face longer than its caller: it frees what the face lives on.
class FontBook {
 public:
  explicit FontBook(const typeset::TextEngine& engine) : engine_(&engine) {}

  struct Entry {
    CairoFontFace face;
    double scale = 1;
    unsigned long blank = 0;  // the glyph of a space
  };
  // Null where the file cannot be opened any more.
  [[nodiscard]] const Entry* find(std::uint16_t font) {
    const auto [entry, is_new] = entries_.try_emplace(font);
    if (is_new) load(engine_->font_file(font), entry->second);
    return entry->second.face ? &entry->second : nullptr;
  }

 private:
  struct Loaded {
    std::shared_ptr<FT_LibraryRec_> library;
    Face face;  // goes first
  };

  void load(const typeset::FontFile& file, Entry& entry) {
    if (library_ == nullptr) {
      FT_Library library = nullptr;
      if (FT_Init_FreeType(&library) != 0) return;
      library_ = std::shared_ptr<FT_LibraryRec_>(library, LibraryDeleter{});
    }
    FT_Face face = nullptr;
    if (FT_New_Face(library_.get(), file.path.c_str(), file.index, &face) != 0) return;
    auto loaded = std::make_unique<Loaded>(Loaded{library_, Face(face)});
    CairoFontFace made(cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP));
    static const cairo_user_data_key_t key{};
    const auto destroy = [](void* owned) { delete static_cast<Loaded*>(owned); };
    if (cairo_font_face_set_user_data(made.get(), &key, loaded.get(), destroy) != CAIRO_STATUS_SUCCESS)
      return;
    (void)loaded.release();
    entry = {std::move(made), static_cast<double>(file.scale), FT_Get_Char_Index(face, ' ')};
  }

  const typeset::TextEngine* engine_;
  std::shared_ptr<FT_LibraryRec_> library_;
  std::map<std::uint16_t, Entry> entries_;
};

class PdfFile final : public VectorFile {
 public:
  PdfFile(PixelSize size, const typeset::TextEngine& engine) : size_(size), fonts_(engine) {}

  Result<void> open(const fs::path& file, const PictureText& text) {
    if (auto started = out_.start(file); !started) return started;
    const auto write = [](void* to, const unsigned char* bytes, unsigned count) {
      const bool written = static_cast<OutputFile*>(to)->write({reinterpret_cast<const char*>(bytes), count});
      return written ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
    };
    surface_.reset(cairo_pdf_surface_create_for_stream(write, &out_, size_.width * kPointsAPixel,
                                                       size_.height * kPointsAPixel));
    describe(text);
    cairo_.reset(cairo_create(surface_.get()));
    cairo_scale(cairo_.get(), kPointsAPixel, kPointsAPixel);
    cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(cairo_.get(), options);
    cairo_font_options_destroy(options);
    return {};
  }

  Result<void> finish() override {
    const cairo_status_t drawn = cairo_status(cairo_.get());
    cairo_.reset();
    cairo_surface_finish(surface_.get());
    const cairo_status_t written = cairo_surface_status(surface_.get());
    const cairo_status_t status = drawn != CAIRO_STATUS_SUCCESS ? drawn : written;
    if (status != CAIRO_STATUS_SUCCESS) out_.fail(cairo_status_to_string(status));
    return out_.finish();
  }

  void begin_layer(std::string_view) override {}

  void fill_all(const Color& color) override {
    set(color);
    cairo_paint(cairo_.get());
  }

  void fill(std::span<const Path> rings, const Color& color) override {
    for (const Path& ring : rings)
      append(ring, true);
    set(color);
    cairo_fill(cairo_.get());
  }

  void stroke(std::span<const Path> lines, const Stroke& stroke) override {
    cairo_t* cr = cairo_.get();
    set(stroke.color);
    cairo_set_line_width(cr, stroke.width);
    cairo_set_line_cap(cr, stroke.round_ends ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    const std::array dashes{stroke.dash, stroke.gap};
    for (const Path& line : lines) {
      append(line, false);
      if (stroke.gap <= 0) continue;
      cairo_set_dash(cr, dashes.data(), 2, line.along);
      cairo_stroke(cr);
    }
    cairo_stroke(cr);
    cairo_set_dash(cr, nullptr, 0, 0);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
  }

  void add(const RoundedBox& box) override {
    cairo_t* cr = cairo_.get();
    const double inset = box.border.a > 0 ? box.border_px / 2 : 0;
    append(box, inset);
    if (box.fill.a > 0) {
      set(box.fill);
      cairo_fill_preserve(cr);
    }
    if (inset > 0) {
      set(box.border);
      cairo_set_line_width(cr, box.border_px);
      cairo_stroke_preserve(cr);
    }
    cairo_new_path(cr);
  }

  void glow(PixelPos center, double radius, std::span<const GlowStop> stops) override {
    const CairoPattern glow(cairo_pattern_create_radial(center.x, center.y, 0, center.x, center.y, radius));
    for (const GlowStop& stop : stops) {
      const Color& c = stop.color;
      cairo_pattern_add_color_stop_rgba(glow.get(), stop.at, c.r, c.g, c.b, c.a);
    }
    cairo_set_source(cairo_.get(), glow.get());
    cairo_new_path(cairo_.get());
    cairo_arc(cairo_.get(), center.x, center.y, radius, 0, 2 * std::numbers::pi);
    cairo_fill(cairo_.get());
  }

  void image(const Box& box, const Raster& raster) override {
    cairo_t* cr = cairo_.get();
    const CairoSurface surface = raster_surface(raster);
    cairo_save(cr);
    cairo_translate(cr, static_cast<double>(box.x0), static_cast<double>(box.y0));
    cairo_scale(cr, static_cast<double>(box.width()) / raster.width,
                static_cast<double>(box.height()) / raster.height);
    cairo_set_source_surface(cr, surface.get(), 0, 0);
    cairo_paint(cr);
    cairo_restore(cr);
  }

  void text(const typeset::Layout& layout, PixelPos top_left, const Color& color,
            const Color& halo) override {
    const typeset::Style style = layout.style();
    const std::vector<typeset::TextLine> lines = typeset::text_lines(layout);
    if (style.halo_px > 0 && halo.a > 0) {
      for (const typeset::TextLine& line : lines) {
        for (const typeset::TextRun& run : line.runs)
          add_outlines(run, top_left, style);
      }
      set(halo);
      cairo_set_line_width(cairo_.get(), 2 * static_cast<double>(style.halo_px));
      cairo_stroke(cairo_.get());
    }
    set(color);
    for (const typeset::TextLine& line : lines) {
      for (const typeset::TextRun& run : line.runs)
        show(run, top_left, style);
    }
  }

 private:
  // What a reader of PDFs shows about the document.
  void describe(const PictureText& text) {
    const auto set_field = [&](cairo_pdf_metadata_t field, const std::string& value) {
      cairo_pdf_surface_set_metadata(surface_.get(), field, plain_text(value).c_str());
    };
    std::string subject;
    for (const auto& [key, value] : text) {
      if (key == "Title") {
        set_field(CAIRO_PDF_METADATA_TITLE, value);
      } else if (key == "Software") {
        set_field(CAIRO_PDF_METADATA_CREATOR, value);
      } else {
        subject += fmt::format("{}{}: {}", subject.empty() ? "" : "; ", key, value);
      }
    }
    set_field(CAIRO_PDF_METADATA_SUBJECT, subject);
  }

  void set(const Color& c) { cairo_set_source_rgba(cairo_.get(), c.r, c.g, c.b, c.a); }

  void append(const Path& path, bool closed) {
    cairo_new_sub_path(cairo_.get());
    for (const PixelPos& p : path.points)
      cairo_line_to(cairo_.get(), p.x, p.y);
    if (closed) cairo_close_path(cairo_.get());
  }

  void append(const RoundedBox& box, double inset) {
    cairo_t* cr = cairo_.get();
    const double x = box.half.x - inset;
    const double y = box.half.y - inset;
    const double corner = std::max(0.0, box.corner - inset);
    constexpr double kRight = std::numbers::pi / 2;
    cairo_save(cr);
    cairo_translate(cr, box.center.x, box.center.y);
    cairo_rotate(cr, std::atan2(box.axis.y, box.axis.x));
    if (corner <= 0) {
      cairo_rectangle(cr, -x, -y, 2 * x, 2 * y);
    } else {
      cairo_new_sub_path(cr);
      cairo_arc(cr, x - corner, corner - y, corner, -kRight, 0);
      cairo_arc(cr, x - corner, y - corner, corner, 0, kRight);
      cairo_arc(cr, corner - x, y - corner, corner, kRight, 2 * kRight);
      cairo_arc(cr, corner - x, corner - y, corner, 2 * kRight, 3 * kRight);
      cairo_close_path(cr);
    }
    cairo_restore(cr);
  }

  // The run's glyphs in the picture, with its font set.
  std::vector<cairo_glyph_t> glyphs_of(const typeset::TextRun& run, PixelPos top_left,
                                       const typeset::Style& style) {
    std::vector<cairo_glyph_t> glyphs;
    const FontBook::Entry* font = fonts_.find(run.font);
    if (font == nullptr) return glyphs;
    cairo_set_font_face(cairo_.get(), font->face.get());
    cairo_set_font_size(cairo_.get(), static_cast<double>(style.size_px) * font->scale);
    for (const typeset::PlacedGlyph& g : run.glyphs)
      glyphs.push_back(
          {g.glyph, top_left.x + static_cast<double>(g.x), top_left.y + static_cast<double>(g.y)});
    return glyphs;
  }

  void add_outlines(const typeset::TextRun& run, PixelPos top_left, const typeset::Style& style) {
    const std::vector<cairo_glyph_t> glyphs = glyphs_of(run, top_left, style);
    cairo_glyph_path(cairo_.get(), glyphs.data(), static_cast<int>(glyphs.size()));
  }

  // A cluster of a run from left to right.
  struct Letters {
    std::size_t byte = 0;
    std::size_t bytes = 0;
    std::size_t glyph = 0;
    std::size_t glyphs = 0;
  };
  static std::vector<Letters> letters_of(const typeset::TextRun& run) {
    std::vector<Letters> letters;
    std::size_t byte = 0;
    for (const typeset::TextCluster& c : run.clusters) {
      letters.push_back({byte, c.bytes, 0, c.glyphs});
      byte += c.bytes;
    }
    if (run.right_to_left) std::reverse(letters.begin(), letters.end());
    std::size_t glyph = 0;
    for (Letters& l : letters)
      glyph += (l.glyph = glyph, l.glyphs);
    return letters;
  }

  // Fonts draw lam-alef by two glyphs at one spot. Programs that search a PDF take letters that lie over each
  // other for none of one word, and several letters of one glyph for ones that read from left to right. So
  // the two are filled as outlines, and beside each other stand two blanks, each with one of the letters.
  void show(const typeset::TextRun& run, PixelPos top_left, const typeset::Style& style) {
    std::vector<cairo_glyph_t> glyphs = glyphs_of(run, top_left, style);
    if (glyphs.empty()) return;
    const std::vector<Letters> letters = letters_of(run);
    std::size_t shown = 0;
    for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
      const std::size_t at = letters[i].glyph;
      const bool overlaid = run.right_to_left && letters[i].glyphs == 1 && letters[i + 1].glyphs == 1 &&
                            std::abs(glyphs[at + 1].x - glyphs[at].x) < 0.01;
      if (!overlaid) continue;
      show_letters(run, glyphs, std::span(letters).subspan(shown, i - shown));
      show_overlaid(run, glyphs, std::span(letters).subspan(i, 2), style);
      shown = i + 2;
      ++i;
    }
    show_letters(run, glyphs, std::span(letters).subspan(shown));
  }

  void show_letters(const typeset::TextRun& run, const std::vector<cairo_glyph_t>& glyphs,
                    std::span<const Letters> letters) {
    if (letters.empty()) return;
    std::vector<cairo_text_cluster_t> clusters;
    for (const Letters& l : letters)
      clusters.push_back({static_cast<int>(l.bytes), static_cast<int>(l.glyphs)});
    if (run.right_to_left) std::reverse(clusters.begin(), clusters.end());
    const std::size_t first_byte = std::min(letters.front().byte, letters.back().byte);
    const std::size_t end_byte =
        std::max(letters.front().byte + letters.front().bytes, letters.back().byte + letters.back().bytes);
    const std::size_t first = letters.front().glyph;
    const std::size_t end = letters.back().glyph + letters.back().glyphs;
    cairo_show_text_glyphs(
        cairo_.get(), run.text.data() + first_byte, static_cast<int>(end_byte - first_byte),
        glyphs.data() + first, static_cast<int>(end - first), clusters.data(),
        static_cast<int>(clusters.size()),
        run.right_to_left ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : static_cast<cairo_text_cluster_flags_t>(0));
  }

  void show_overlaid(const typeset::TextRun& run, std::vector<cairo_glyph_t>& glyphs,
                     std::span<const Letters> letters, const typeset::Style& style) {
    cairo_t* cr = cairo_.get();
    const FontBook::Entry& font = *fonts_.find(run.font);
    const std::size_t at = letters.front().glyph;
    cairo_new_path(cr);
    cairo_glyph_path(cr, &glyphs[at], 2);
    cairo_fill(cr);
    // The width of both, which the letter that reads first, the right one, has.
    cairo_text_extents_t both{};
    cairo_glyph_extents(cr, &glyphs[at], 2, &both);
    glyphs[at].index = glyphs[at + 1].index = font.blank;
    cairo_text_extents_t blank{};
    cairo_glyph_extents(cr, &glyphs[at], 1, &blank);
    if (blank.x_advance <= 0) return;
    const double em = static_cast<double>(style.size_px) * font.scale;
    cairo_matrix_t matrix{};
    cairo_matrix_init_scale(&matrix, em * both.x_advance / 2 / blank.x_advance, em);
    cairo_set_font_matrix(cr, &matrix);
    glyphs[at + 1].x = glyphs[at].x + both.x_advance / 2;
    for (std::size_t i = at; i < at + 2; ++i)
      glyphs[i].y += 0.1;  // cairo leaves out blanks that lie on whole points: they cover nothing
    show_letters(run, glyphs, letters);
    cairo_set_font_size(cr, em);
  }

  OutputFile out_;  // outlives surface_
  PixelSize size_;
  FontBook fonts_;
  CairoSurface surface_;
  CairoContext cairo_;
};

}  // namespace

Result<VectorFilePtr> create_pdf(const fs::path& file, PixelSize size, const PictureText& text,
                                 const typeset::TextEngine& engine) {
  auto pdf = std::make_unique<PdfFile>(size, engine);
  if (auto opened = pdf->open(file, text); !opened) return tl::unexpected(opened.error());
  return pdf;
}

}  // namespace kharita::app::picture
