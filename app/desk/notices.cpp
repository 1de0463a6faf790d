#include "app/desk/notices.h"

#include <utility>

namespace kharita::app {

void Notices::add(Message text, bool is_error, double now_s, std::string folder) {
  all_.push_back({std::move(text), is_error, now_s, std::move(folder)});
}

void Notices::expire(double now_s) {
  std::erase_if(all_, [now_s](const Notice& n) { return !n.is_error && now_s - n.since_s > kSeconds; });
}

void Notices::close_first() {
  if (!all_.empty()) all_.pop_front();
}

}  // namespace kharita::app
