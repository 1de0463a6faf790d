#include <png.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

#include "app/map/gl/target.h"
#include "app/map/map_view.h"

namespace kharita::app::map {
namespace fs = std::filesystem;
namespace {

constexpr int kTilePx = 4096;

// Reads the bound framebuffer's lower left `size` pixels into the picture at (x, y), top row first.
void read_tile(Picture& picture, int x, int y, PixelSize size, std::vector<std::uint8_t>& rows) {
  const auto row_bytes = static_cast<std::size_t>(size.width) * 4;
  rows.resize(row_bytes * static_cast<std::size_t>(size.height));
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, rows.data());
  for (int row = 0; row < size.height; ++row) {
    const auto from = row_bytes * static_cast<std::size_t>(size.height - 1 - row);
    const auto to = (static_cast<std::size_t>(y + row) * static_cast<std::size_t>(picture.width) +
                     static_cast<std::size_t>(x)) *
                    4;
    std::memcpy(picture.rgba.data() + to, rows.data() + from, row_bytes);
  }
}

struct FileCloser {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

// What libpng needs, freed whatever happens.
struct PngWriter {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string error;

  PngWriter() {
    png = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    if (png != nullptr) info = png_create_info_struct(png);
  }
  ~PngWriter() { png_destroy_write_struct(&png, &info); }
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;
  PngWriter(PngWriter&&) = delete;
  PngWriter& operator=(PngWriter&&) = delete;

  static void on_error(png_structp png, png_const_charp message) {
    static_cast<PngWriter*>(png_get_error_ptr(png))->error = message;
    png_longjmp(png, 1);
  }
  static void on_warning(png_structp, png_const_charp) {}
};

std::vector<png_text> text_fields(const std::vector<std::pair<std::string, std::string>>& text) {
  std::vector<png_text> fields;
  for (const auto& [key, value] : text) {
    png_text field{};
    field.compression = PNG_ITXT_COMPRESSION_NONE;  // UTF-8
    field.key = const_cast<char*>(
        key.c_str());  // NOLINT(cppcoreguidelines-pro-type-const-cast): libpng's C interface
    field.text = const_cast<char*>(value.c_str());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    field.itxt_length = value.size();
    fields.push_back(field);
  }
  return fields;
}

// Every object with a destructor is made by the caller: libpng leaves by longjmp.
bool encode(PngWriter& writer, std::FILE* file, const Picture& picture, std::vector<png_text>& fields,
            std::vector<png_bytep>& rows) {
  if (setjmp(png_jmpbuf(writer.png)) != 0) return false;
  png_init_io(writer.png, file);
  png_set_IHDR(writer.png, writer.info, static_cast<png_uint_32>(picture.width),
               static_cast<png_uint_32>(picture.height), 8, PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(writer.png, writer.info, PNG_sRGB_INTENT_PERCEPTUAL);
  if (!fields.empty()) png_set_text(writer.png, writer.info, fields.data(), static_cast<int>(fields.size()));
  png_set_compression_level(writer.png, 6);
  png_write_info(writer.png, writer.info);
  png_write_image(writer.png, rows.data());
  png_write_end(writer.png, writer.info);
  return true;
}

tl::unexpected<Error> write_error(const fs::path& file, const std::string& reason) {
  return fail(ErrorCode::io, "{}: the picture cannot be written: {}: choose another folder", file.string(),
              reason);
}

Result<void> write_to(const Picture& picture, const fs::path& file, const fs::path& shown,
                      const std::vector<std::pair<std::string, std::string>>& text) {
  const File out(std::fopen(file.c_str(), "wb"));
  if (!out) return write_error(shown, std::generic_category().message(errno));
  auto fields = text_fields(text);
  std::vector<png_bytep> rows;
  for (int y = 0; y < picture.height; ++y) {
    const auto offset = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) * 4;
    rows.push_back(const_cast<png_bytep>(picture.rgba.data() +
                                         offset));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  }
  PngWriter writer;
  if (writer.png == nullptr || writer.info == nullptr) return write_error(shown, "no memory");
  if (!encode(writer, out.get(), picture, fields, rows)) return write_error(shown, writer.error);
  if (std::fflush(out.get()) != 0) return write_error(shown, std::generic_category().message(errno));
  return {};
}

}  // namespace

Result<Picture> render_picture(MapView& view, const MapScene& scene, const Camera& camera,
                               const Decorations& decorations, double scale) {
  const PixelSize size = camera.viewport();
  if (size.width < 1 || size.height < 1 || size.width > kMaxPicturePx || size.height > kMaxPicturePx) {
    return fail(ErrorCode::usage,
                "a picture of {} x {} pixels cannot be drawn: both sides must be from 1 to {}", size.width,
                size.height, kMaxPicturePx);
  }
  GLint largest = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
  const int side = std::min(kTilePx, std::max(largest, 64));
  gl::Target target;
  if (auto made = target.resize({std::min(size.width, side), std::min(size.height, side)}); !made) {
    return tl::unexpected(made.error());
  }
  Picture picture{size.width, size.height, {}};
  picture.rgba.resize(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4);
  const gl::FramebufferScope scope(target.framebuffer());
  std::vector<std::uint8_t> rows;
  for (int y = 0; y < size.height; y += side) {
    for (int x = 0; x < size.width; x += side) {
      const PixelSize tile{std::min(side, size.width - x), std::min(side, size.height - y)};
      view.draw_part(scene, camera, decorations, scale, x, y, tile);
      glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer());
      read_tile(picture, x, y, tile, rows);
    }
  }
  return picture;
}

Result<void> write_png(const Picture& picture, const fs::path& file,
                       const std::vector<std::pair<std::string, std::string>>& text) {
  std::error_code error;
  const fs::file_status there = fs::status(file, error);
  const bool device = fs::exists(there) && !fs::is_regular_file(there) && !fs::is_directory(there);
  // What a renamed file must not replace: devices and links, such as /dev/stdout.
  if (device || fs::is_symlink(file, error)) return write_to(picture, file, file, text);
  if (file.has_parent_path()) {
    fs::create_directories(file.parent_path(), error);
    if (error) return write_error(file, error.message());
  }
  fs::path temporary = file;
  temporary += fmt::format(".part{}", ::getpid());
  if (auto written = write_to(picture, temporary, file, text); !written) {
    fs::remove(temporary, error);
    return written;
  }
  fs::rename(temporary, file, error);
  if (error) {
    const std::string reason = error.message();
    fs::remove(temporary, error);
    return write_error(file, reason);
  }
  return {};
}

}  // namespace kharita::app::map
