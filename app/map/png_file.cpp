#include <png.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "app/map/picture.h"

namespace kharita::app::map {
namespace fs = std::filesystem;
namespace {

struct FileCloser {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

tl::unexpected<Error> write_error(const fs::path& file, const std::string& reason) {
  return fail(ErrorCode::io, "{}: the picture cannot be written: {}: choose another folder", file.string(),
              reason);
}

std::vector<png_text> text_fields(const PictureText& text) {
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

// What a renamed file must not replace: devices and links, such as /dev/stdout.
bool is_written_in_place(const fs::path& file) {
  std::error_code error;
  const fs::file_status there = fs::status(file, error);
  const bool device = fs::exists(there) && !fs::is_regular_file(there) && !fs::is_directory(there);
  return device || fs::is_symlink(file, error);
}

}  // namespace

// libpng leaves by longjmp: what it calls into has no objects with destructors.
struct PngFile::Impl {
  fs::path file;
  fs::path temporary;  // empty where the file itself is written
  File out;
  PixelSize size;
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string error;

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  Impl(Impl&&) = delete;
  Impl& operator=(Impl&&) = delete;
  ~Impl() {
    png_destroy_write_struct(&png, &info);
    out.reset();
    std::error_code ignored;
    if (!temporary.empty()) fs::remove(temporary, ignored);
  }

  static void on_error(png_structp png, png_const_charp message) {
    static_cast<Impl*>(png_get_error_ptr(png))->error = message;
    png_longjmp(png, 1);
  }
  static void on_warning(png_structp, png_const_charp) {}

  bool start(std::vector<png_text>& fields) {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    png_init_io(png, out.get());
    png_set_IHDR(png, info, static_cast<png_uint_32>(size.width), static_cast<png_uint_32>(size.height), 8,
                 PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    if (!fields.empty()) png_set_text(png, info, fields.data(), static_cast<int>(fields.size()));
    png_set_compression_level(png, 6);
    png_write_info(png, info);
    return true;
  }

  bool write(const std::uint8_t* rows, std::size_t row_bytes, std::size_t count) {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    for (std::size_t row = 0; row < count; ++row)
      png_write_row(png, rows + row * row_bytes);
    return true;
  }

  bool end() {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    png_write_end(png, info);
    return true;
  }
};

PngFile::PngFile(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
PngFile::PngFile(PngFile&&) noexcept = default;
PngFile& PngFile::operator=(PngFile&&) noexcept = default;
PngFile::~PngFile() = default;

Result<PngFile> PngFile::create(const fs::path& file, PixelSize size, const PictureText& text) {
  auto impl = std::make_unique<Impl>();
  impl->file = file;
  impl->size = size;
  fs::path written = file;
  if (!is_written_in_place(file)) {
    std::error_code error;
    if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
    if (error) return write_error(file, error.message());
    written += fmt::format(".part{}", ::getpid());
  }
  impl->out.reset(std::fopen(written.c_str(), "wb"));
  if (!impl->out) return write_error(file, std::generic_category().message(errno));
  if (written != file) impl->temporary = written;
  impl->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, impl.get(), Impl::on_error, Impl::on_warning);
  if (impl->png != nullptr) impl->info = png_create_info_struct(impl->png);
  if (impl->info == nullptr) return write_error(file, "no memory");
  auto fields = text_fields(text);
  if (!impl->start(fields)) return write_error(file, impl->error);
  return PngFile(std::move(impl));
}

Result<void> PngFile::add_rows(std::span<const std::uint8_t> rows) {
  const auto row_bytes = static_cast<std::size_t>(impl_->size.width) * 4;
  if (!impl_->write(rows.data(), row_bytes, rows.size() / row_bytes))
    return write_error(impl_->file, impl_->error);
  return {};
}

Result<void> PngFile::finish() {
  if (!impl_->end()) return write_error(impl_->file, impl_->error);
  if (std::fflush(impl_->out.get()) != 0)
    return write_error(impl_->file, std::generic_category().message(errno));
  impl_->out.reset();
  if (impl_->temporary.empty()) return {};
  std::error_code error;
  fs::rename(impl_->temporary, impl_->file, error);
  if (error) return write_error(impl_->file, error.message());
  impl_->temporary.clear();
  return {};
}

Result<void> write_png(const Picture& picture, const fs::path& file, const PictureText& text) {
  auto png = PngFile::create(file, {picture.width, picture.height}, text);
  if (!png) return tl::unexpected(png.error());
  if (auto written = png->add_rows(picture.rgba); !written) return written;
  return png->finish();
}

}  // namespace kharita::app::map
