// What all that reads or writes through GDAL shares.
#pragma once

#include <string>

namespace kharita::app {

// Keeps GDAL's messages off the terminal while it lives; the last one is in what().
class QuietGdal {
 public:
  QuietGdal();
  ~QuietGdal();
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;

  [[nodiscard]] static std::string what();
};

// Once is enough; any thread.
void register_gdal_drivers();

}  // namespace kharita::app
