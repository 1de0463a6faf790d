#include <png.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "app/picture/picture_file.h"
#include "geo/written_file.h"

namespace kharita::app::picture {
namespace fs = std::filesystem;
using map::PixelSize;
namespace {

struct FileCloser {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

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

// libpng leaves by longjmp: what it calls into has no objects with destructors.
class PngFile final : public PictureFile {
 public:
  explicit PngFile(PixelSize size) : size_(size) {}
  ~PngFile() override {
    png_destroy_write_struct(&png_, &info_);
    out_.reset();  // which may still write into bytes_
    std::free(bytes_);
  }
  PngFile(const PngFile&) = delete;
  PngFile& operator=(const PngFile&) = delete;
  PngFile(PngFile&&) = delete;
  PngFile& operator=(PngFile&&) = delete;

  Result<void> open(const fs::path& file, const PictureText& text) {
    if (auto made = target_.start(file); !made) return made;
    out_.reset(std::fopen(target_.path().c_str(), "wb"));
    return begin(text);
  }

  Result<void> open_in_memory() {
    out_.reset(::open_memstream(&bytes_, &byte_count_));
    return begin({});
  }
  // After all rows.
  Result<std::vector<std::uint8_t>> encoded() {
    if (!end()) return target_.error(error_);
    if (std::fflush(out_.get()) != 0) return target_.error(std::generic_category().message(errno));
    return std::vector<std::uint8_t>(bytes_, bytes_ + byte_count_);
  }

  Result<void> add_rows(std::span<const std::uint8_t> rows) override {
    const auto row_bytes = static_cast<std::size_t>(size_.width) * 4;
    if (!write(rows.data(), row_bytes, rows.size() / row_bytes)) return target_.error(error_);
    return {};
  }

  Result<void> finish() override {
    if (!end()) return target_.error(error_);
    if (std::fflush(out_.get()) != 0) return target_.error(std::generic_category().message(errno));
    out_.reset();
    return target_.finish();
  }

 private:
  Result<void> begin(const PictureText& text) {
    if (!out_) return target_.error(std::generic_category().message(errno));
    png_ = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    if (png_ != nullptr) info_ = png_create_info_struct(png_);
    if (info_ == nullptr) return target_.error("no memory");
    auto fields = text_fields(text);
    if (!start(fields)) return target_.error(error_);
    return {};
  }

  static void on_error(png_structp png, png_const_charp message) {
    static_cast<PngFile*>(png_get_error_ptr(png))->error_ = message;
    png_longjmp(png, 1);
  }
  static void on_warning(png_structp, png_const_charp) {}

  bool start(std::vector<png_text>& fields) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    png_init_io(png_, out_.get());
    png_set_IHDR(png_, info_, static_cast<png_uint_32>(size_.width), static_cast<png_uint_32>(size_.height),
                 8, PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png_, info_, PNG_sRGB_INTENT_PERCEPTUAL);
    if (!fields.empty()) png_set_text(png_, info_, fields.data(), static_cast<int>(fields.size()));
    // A map is plain colours with lines and words on them: rows as they are give files a sixth smaller than
    // filtered ones, in half the time.
    png_set_filter(png_, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(png_, 6);
    png_write_info(png_, info_);
    return true;
  }

  bool write(const std::uint8_t* rows, std::size_t row_bytes, std::size_t count) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    for (std::size_t row = 0; row < count; ++row)
      png_write_row(png_, rows + row * row_bytes);
    return true;
  }

  bool end() {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    png_write_end(png_, info_);
    return true;
  }

  geo::WrittenFile target_{kComplaint, kAdvice};  // outlives out_
  char* bytes_ = nullptr;                         // where it is no file
  std::size_t byte_count_ = 0;
  File out_;
  PixelSize size_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  std::string error_;
};

}  // namespace

Result<PictureFilePtr> create_png(const fs::path& file, PixelSize size, const PictureText& text) {
  auto png = std::make_unique<PngFile>(size);
  if (auto opened = png->open(file, text); !opened) return tl::unexpected(opened.error());
  return png;
}

Result<std::vector<std::uint8_t>> encode_png(const map::Picture& picture) {
  PngFile png({picture.width, picture.height});
  if (auto opened = png.open_in_memory(); !opened) return tl::unexpected(opened.error());
  if (auto added = png.add_rows(picture.rgba); !added) return tl::unexpected(added.error());
  return png.encoded();
}

}  // namespace kharita::app::picture
