#include "app/ui/panels/messages.h"

#include <algorithm>

namespace kharita::app::ui {
namespace {

class Messages : Panel {
 public:
  explicit Messages(const Context& context) : Panel(context) {}

  void draw_progress(const Box& map) {
    if (!status_.job || status_.job->kind == Library::Job::Kind::other) return;
    const float width = std::min(map.width - 2 * ui_.px(kOverlayMargin), ui_.px(360));
    const Box box{map.x + (map.width - width) / 2, map.y + ui_.px(kOverlayMargin), width, ui_.px(66)};
    if (width < ui_.px(120)) return;
    begin_overlay("progress", box);
    const Library::Job::Kind kind = status_.job->kind;
    const bool loading = kind == Library::Job::Kind::load || kind == Library::Job::Kind::index;
    const Word what = loading                              ? Word::loading
                      : kind == Library::Job::Kind::import ? Word::importing
                                                           : Word::exporting_data;
    const double share_done = status_.job->share_done;
    if (ui_.progress("job", say(what), share_done > 0 ? static_cast<float>(share_done) : -1.0f,
                     loading ? std::string_view() : say(Word::cancel))) {
      requests_.cancel = true;
    }
    ui_.end_panel();
  }

  void draw_notice(const Box& map) {
    if (status_.notice == nullptr || status_.job) return;  // progress stands at the same place
    const Notice& notice = *status_.notice;
    const ToastResult pressed =
        ui_.toast("notice", kharita::app::say(notice.text, state_.language),
                  notice.is_error ? Tone::error : Tone::success, map,
                  notice.folder.empty() ? std::string_view() : say(Word::show_folder));
    if (pressed.acted) requests_.show_folder = notice.folder;
    if (pressed.closed) requests_.close_notice = true;
  }
};

}  // namespace

void draw_messages(const Context& context, const Box& map) {
  Messages messages(context);
  messages.draw_progress(map);
  messages.draw_notice(map);
}

}  // namespace kharita::app::ui
