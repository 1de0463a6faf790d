// Opens what a store is kept in, and makes it where it is missing.
#pragma once

#include <gdal_priv.h>

#include <chrono>
#include <string>

#include "app/articles/store/store_file.h"
#include "geo/error.h"

namespace kharita::app {

// How long whoever writes waits for another program's transaction, unless told otherwise.
inline constexpr std::chrono::seconds kLockWait{30};

// Has the three layers with their columns.
struct OpenedStore {
  StoreCopy copy;  // that is read in the store's place; outlives the dataset
  GDALDatasetUniquePtr dataset;
};

// As Store::open and open_for_reading say. Whoever calls keeps GDAL quiet.
[[nodiscard]] Result<OpenedStore> open_dataset(const std::string& location, bool to_write);
[[nodiscard]] Result<OpenedStore> open_in_memory();

}  // namespace kharita::app
