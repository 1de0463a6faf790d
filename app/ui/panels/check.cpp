#include "app/ui/panels/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "app/model/views/check_view.h"

namespace kharita::app::ui {
namespace {

class CheckPanel : Panel {
 public:
  explicit CheckPanel(const Context& context) : Panel(context) {}

  void draw_head() {
    const std::string doubtful = counted(Word::doubtful_mentions, views_.check.doubtful.size());
    const std::string corrected = counted(Word::corrections, views_.check.corrected.size());
    const std::array<std::string_view, 2> lists{doubtful, corrected};
    std::size_t shown = state_.check == Check::corrected ? 1 : 0;
    if (ui_.segmented("check-list", lists, shown))
      ask(action::SetCheck{shown == 1 ? Check::corrected : Check::doubtful});
  }

  void draw_list(float height_points) {
    const auto& mentions = views_.check.of(state_.check);
    if (mentions.empty()) {
      ui_.gap(24);
      ui_.text(say(state_.check == Check::corrected ? Word::no_corrections : Word::nothing_doubtful),
               {.size = TextSize::heading, .centered = true});
      return;
    }
    const auto at = std::ranges::find(mentions, state_.view.selection.mention.value_or(kNone));
    std::optional<std::size_t> selected;
    if (at != mentions.end()) selected = static_cast<std::size_t>(at - mentions.begin());
    CheckRow row;
    std::vector<Mark> marks;
    const ListResult result = ui_.list(
        "check", mentions.size(), selected,
        [&](std::size_t i) {
          row = build_check_row(state_, mentions[i]);
          marks = marks_of(row.snippet_hits);
          return ListRow{
              .title = row.title, .detail = row.detail, .snippet = row.snippet, .snippet_marks = marks};
        },
        3, height_points);
    if (result.clicked) ask(action::OpenMention{mentions[*result.clicked]});
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  [[nodiscard]] std::string counted(Word what, std::size_t n) const {
    return fmt::format("{} {}", say(what), isolated(number(n)));
  }
};

}  // namespace

void draw_check_head(const Context& context) {
  CheckPanel(context).draw_head();
}

void draw_check_list(const Context& context, float height_points) {
  CheckPanel(context).draw_list(height_points);
}

}  // namespace kharita::app::ui
