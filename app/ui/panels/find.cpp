#include "app/ui/panels/find.h"

#include <algorithm>
#include <utility>

#include "app/model/message.h"

namespace kharita::app::ui {
namespace {

constexpr float kFindWidth = 380;  // points

class Find : Panel {
 public:
  Find(const Context& context, FindState& kept) : Panel(context), kept_(kept) {}

  void draw(const Box& map) {
    if (!kept_.open) return;
    const float margin = ui_.px(kOverlayMargin);
    const float controls = ui_.px(metric::kControlHeight) + 2 * ui_.px(metric::kPadding) + margin;
    const float width = std::min(ui_.px(kFindWidth),
                                 map.width - 2 * margin - 2 * controls);  // between both stacks of buttons
    if (width < ui_.px(140)) return;
    const float row = ui_.list_row_height_px();
    const bool none = views_.found.empty() && !kept_.typed.empty();
    const auto rows = static_cast<float>(none ? 1 : kept_.typed.empty() ? 0 : views_.found.size());
    const float list = rows > 0 ? ui_.px(metric::kGap) + rows * row : 0;
    const float room = map.height - 2 * margin;
    const float height = std::min(room, ui_.px(metric::kControlHeight) + 2 * ui_.px(metric::kPadding) + list);
    const float x =
        ui_.right_to_left() ? map.x + map.width - margin - controls - width : map.x + margin + controls;
    begin_overlay("find", {x, map.y + margin, width, height});
    if (std::exchange(kept_.focus, false)) ui_.focus_next_field();
    const std::string wanted =
        kept_.mention || kept_.words
            ? kharita::app::say({Word::choose_place_for, {kept_.name}}, state_.language)
            : std::string(say(Word::search_places));
    const bool changed = ui_.text_field("find", kept_.typed, wanted, Icon::search);
    if (changed) kept_.chosen = 0;
    const bool submitted = ui_.submitted();
    const bool cancelled = ui_.cancelled();
    choose_found(ui_.arrow_steps());
    std::optional<std::size_t> taken;
    if (none) {
      ui_.text(say(status_.can_find ? Word::no_such_place : Word::preparing_names), {.tone = Tone::muted});
    } else if (rows > 0) {
      taken = draw_found();
    }
    ui_.end_panel();
    if (submitted && !changed && kept_.chosen < views_.found.size()) taken = kept_.chosen;
    if (taken) take(views_.found[*taken].place);
    if (taken || cancelled) toggle(kept_);
  }

 private:
  void take(geo::PlaceId place) {
    if (kept_.mention) ask(action::CorrectMention{*kept_.mention, place, kept_.scope});
    if (kept_.words) {
      kept_.words->place = place;
      ask(*kept_.words);
    }
    ask(action::FlyToPlace{place});
  }

  void choose_found(int steps) {
    if (steps > 0 && kept_.chosen + 1 < views_.found.size()) ++kept_.chosen;
    if (steps < 0 && kept_.chosen > 0) --kept_.chosen;
  }

  std::optional<std::size_t> draw_found() {
    const auto row = [&](std::size_t i) {
      const FoundPlace& place = views_.found[i];
      return ListRow{place.title, place.detail, place.articles, false};
    };
    const ListResult result = ui_.list("found", views_.found.size(), kept_.chosen, row);
    if (result.menu) {
      const geo::PlaceId place = views_.found[*result.menu].place;
      const bool country = state_.gazetteer.kind(place) == geo::PlaceKind::country;
      offer_menu({.of = MenuTarget::Of::value,
                  .part = country ? FilterPart::country : FilterPart::place,
                  .value = place});
    }
    return result.clicked;
  }

  FindState& kept_;
};

}  // namespace

void toggle(FindState& find) {
  find.open = find.focus = !find.open;
  find.typed.clear();
  find.chosen = 0;
  find.mention.reset();
  find.words.reset();
}

void look_for(FindState& find, std::uint32_t mention, CorrectionScope scope, std::string name) {
  find = {.open = true,
          .focus = true,
          .typed = {},
          .chosen = 0,
          .mention = mention,
          .scope = scope,
          .words = {},
          .name = std::move(name)};
}

void look_for(FindState& find, action::MarkPlace words) {
  find = {};
  find.open = find.focus = true;
  find.name = words.words;
  find.words = std::move(words);
}

void draw_find(const Context& context, FindState& kept, const Box& map) {
  Find(context, kept).draw(map);
}

}  // namespace kharita::app::ui
