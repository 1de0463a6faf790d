#include "app/desk/place_finder.h"

#include <chrono>
#include <system_error>

namespace kharita::app {

const PlaceSearch* PlaceFinder::get() {
  if (search_ == nullptr && !making_.valid()) {
    try {
      making_ = std::async(std::launch::async, [this] {
        auto search = std::make_unique<PlaceSearch>(gazetteer_);
        wake_();
        return search;
      });
    } catch (const std::system_error&) {  // no thread is to be had: here, then
      search_ = std::make_unique<PlaceSearch>(gazetteer_);
    }
  }
  if (making_.valid() && making_.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    search_ = making_.get();
  return search_.get();
}

}  // namespace kharita::app
