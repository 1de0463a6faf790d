// The formats that GDAL writes.
#pragma once

#include <span>

#include "app/export/data_file.h"
#include "geo/written_file.h"

namespace kharita::app::exports {

// Writes the tables as layers of one file to written.path().
[[nodiscard]] Result<void> write_layers(const Selection& selection, std::span<const What> tables,
                                        FileKind kind, const geo::WrittenFile& written, Progress& progress);

}  // namespace kharita::app::exports
