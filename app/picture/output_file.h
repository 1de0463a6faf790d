// Bytes on their way to a picture's file. Inside app/picture only.
#pragma once

#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

#include "app/picture/picture_file.h"
#include "geo/written_file.h"

namespace kharita::app::picture {

// Whole or not there, as geo::WrittenFile. The first failure is kept: finish() tells it.
class OutputFile {
 public:
  [[nodiscard]] Result<void> start(const std::filesystem::path& file) {
    if (auto made = target_.start(file); !made) return made;
    out_.reset(std::fopen(target_.path().c_str(), "wb"));
    if (!out_) return target_.error(std::generic_category().message(errno));
    return {};
  }
  bool write(std::string_view bytes) {
    if (reason_.empty() && std::fwrite(bytes.data(), 1, bytes.size(), out_.get()) != bytes.size())
      fail(std::generic_category().message(errno != 0 ? errno : EIO));
    return reason_.empty();
  }
  void fail(std::string reason) {
    if (reason_.empty()) reason_ = std::move(reason);
  }
  [[nodiscard]] Result<void> finish() {
    if (std::fclose(out_.release()) != 0) fail(std::generic_category().message(errno));
    if (!reason_.empty()) return target_.error(reason_);
    return target_.finish();
  }

 private:
  struct Closer {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };
  geo::WrittenFile target_{kComplaint, kAdvice};
  std::unique_ptr<std::FILE, Closer> out_;
  std::string reason_;  // of the first failure
};

}  // namespace kharita::app::picture
