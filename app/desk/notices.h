// Lines that the user should see: where a picture was saved, what could not be read.
#pragma once

#include <deque>
#include <string>

#include "app/model/message.h"

namespace kharita::app {

struct Notice {
  Message text;
  bool is_error = false;
  double since_s = 0;
  std::string folder = {};  // that a button shows; empty: none
};

// The oldest is shown first. Times are seconds of a steady clock.
class Notices {
 public:
  static constexpr double kSeconds = 8;  // after which one fades; errors stay until they are closed

  void add(Message text, bool is_error, double now_s, std::string folder = {});
  void expire(double now_s);
  void close_first();
  [[nodiscard]] const Notice* first() const noexcept { return all_.empty() ? nullptr : &all_.front(); }

 private:
  std::deque<Notice> all_;
};

}  // namespace kharita::app
