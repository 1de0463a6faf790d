// A desk that tests drive without a window.
#pragma once

#include <chrono>
#include <semaphore>
#include <utility>

#include "app/desk/desk.h"
#include "tests/app/articles/temp_folder.h"
#include "tests/app/map/gl_fixture.h"
#include "tests/app/model/fixture.h"

namespace kharita::app {

inline map::MapView& view() {
  static auto shared = kharita::test::make_view();
  return shared;
}

inline bool always() {
  return true;
}

// A desk with the small corpus on an offscreen map, driven without a window.
struct Driven {
  kharita::test::TempFolder folder;
  std::counting_semaphore<> woken{0};
  Library library{test_gazetteer(), "", [this] { woken.release(); }};
  Desk desk{test_gazetteer(),
            library,
            view(),
            {folder.path() / "settings.json", folder.path() / "pictures", folder.path() / "samples"},
            [this] { woken.release(); }};
  double now = 100;

  explicit Driven(const Opening& opening = {}) {
    desk.place.resize({640, 480}, 1);
    desk.open(opening, now);
    apply(desk.state, action::AddArticles{small_corpus()});
    frame();
  }
  void frame(Requests requests = {}) {
    now += 0.016;
    desk.advance(now, always, always);
    desk.refresh([this] { return now; });
    desk.pointer.take({320, 240}, false, desk.drawn_revision());
    view().draw(desk.views.scene, desk.place.camera(), {}, 1);
    desk.drawn();
    desk.carry_out(std::move(requests), now);
  }
  void drop() {
    Requests requests;
    requests.drop = true;
    frame(std::move(requests));
  }
  // Frames until it is so; a picture or the library may take their time.
  template <typename Holds>
  [[nodiscard]] bool await(Holds holds) {
    for (int i = 0; i < 200; ++i) {
      frame();
      if (holds()) return true;
      (void)woken.try_acquire_for(std::chrono::milliseconds(100));
    }
    return false;
  }
  void mouse(MouseEvent::Kind kind, map::PixelPos at, double notches = 0) {
    desk.pointer.push({.kind = kind, .notches = notches, .at = at, .at_s = now});
  }
};

}  // namespace kharita::app
