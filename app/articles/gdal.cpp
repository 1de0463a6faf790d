#include "app/articles/gdal.h"

#include <gdal_priv.h>

#include <algorithm>
#include <mutex>

namespace kharita::app {

QuietGdal::QuietGdal() {
  CPLPushErrorHandler(CPLQuietErrorHandler);
  CPLErrorReset();
}

QuietGdal::~QuietGdal() {
  CPLPopErrorHandler();
}

std::string QuietGdal::what() {
  std::string message = CPLGetLastErrorMsg();
  std::replace(message.begin(), message.end(), '\n', ' ');
  return message.empty() ? std::string("the database gave no reason") : message;
}

void register_gdal_drivers() {
  static std::once_flag once;
  std::call_once(once, [] {
    GDALAllRegister();
    // Ours are known to be right; to compare them GDAL reads every coordinate system that it has tiles for.
    CPLSetConfigOption("GDAL_VALIDATE_CREATION_OPTIONS", "NO");
  });
}

}  // namespace kharita::app
