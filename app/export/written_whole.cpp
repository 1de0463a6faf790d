#include "app/export/written_whole.h"

namespace kharita::app::exports {

Result<void> write_whole(const geo::WrittenFile& written, const Progress& progress,
                         const std::function<Result<bool>(std::FILE*)>& write) {
  std::FILE* file = std::fopen(written.path().c_str(), "wb");
  if (file == nullptr) return written.error("it cannot be opened; may you write there?");
  const Result<bool> whole = write(file);
  const bool closed = std::fclose(file) == 0;
  if (progress.cancelled) return written.error("it was cancelled");
  if (!whole) return tl::unexpected(whole.error());
  if (!*whole || !closed) return written.error("is the disk full?");
  return {};
}

}  // namespace kharita::app::exports
