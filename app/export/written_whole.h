// A file that is written with fwrite.
#pragma once

#include <cstdio>
#include <functional>

#include "geo/error.h"
#include "geo/progress.h"
#include "geo/written_file.h"

namespace kharita::app::exports {

// Opens written.path() and calls `write`, which returns whether all was written. An error where it was not,
// where `write` could not read what it writes, or where the work was cancelled meanwhile.
[[nodiscard]] Result<void> write_whole(const geo::WrittenFile& written, const Progress& progress,
                                       const std::function<Result<bool>(std::FILE*)>& write);

}  // namespace kharita::app::exports
