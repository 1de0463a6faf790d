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
    const bool importing = status_.job->kind == Library::Job::Kind::import;
    const double share_done = status_.job->share_done;
    if (ui_.progress("job", say(importing ? Word::importing : Word::loading),
                     share_done > 0 ? static_cast<float>(share_done) : -1.0f,
                     importing ? say(Word::cancel) : std::string_view())) {
      requests_.cancel = true;
    }
    ui_.end_panel();
  }

  void draw_notice(const Box& map) {
    if (status_.notice == nullptr || status_.job) return;  // progress stands at the same place
    const Notice& notice = *status_.notice;
    if (ui_.toast("notice", kharita::app::say(notice.text, state_.language),
                  notice.is_error ? Tone::error : Tone::success, map))
      requests_.close_notice = true;
  }
};

}  // namespace

void draw_messages(const Context& context, const Box& map) {
  Messages messages(context);
  messages.draw_progress(map);
  messages.draw_notice(map);
}

}  // namespace kharita::app::ui
