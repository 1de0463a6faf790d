#include "app/ui/panels/filters.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/text/normalise.h"

namespace kharita::app::ui {
namespace {

constexpr float kChoicesHeight = 172;  // points

class Filters : Panel {
 public:
  Filters(const Context& context, FiltersState& kept) : Panel(context), kept_(kept) {}

  void draw(const Box& box) {
    ui_.begin_panel("filters", box);
    ui_.begin_row({share(1), points(ui_.text_width_px(views_.filters.counts) / ui_.scale() + 1)});
    ui_.heading(say(Word::filters));
    ui_.text(views_.filters.counts, {.tone = Tone::muted});
    ui_.end_row();
    draw_chips();
    float confidence = state_.view.filter.min_confidence;
    if (ui_.slider("confidence", say(Word::confidence), fmt::format("{:.0f}%", confidence * 100),
                   confidence)) {
      ask(action::SetConfidence{confidence});
    }
    ui_.separator();
    draw_countries();
    draw_places();
    draw_sources();
    ui_.end_panel();
  }

 private:
  void draw_chips() {
    if (views_.filters.chips.empty()) return;
    std::vector<std::string_view> labels;
    for (const Chip& chip : views_.filters.chips)
      labels.push_back(chip.label);
    const ChipResult result =
        ui_.chips("chips", labels, labels.size() > 1 ? say(Word::clear_all) : std::string_view());
    if (result.removed) ask(views_.filters.chips[*result.removed].remove);
    if (result.cleared) ask(action::ClearFilter{});
  }

  // The choices as ticked lines with counts; `pressed` gets the one that was used.
  template <typename Pressed>
  void draw_choices(std::string_view id, const std::vector<Choice>& choices, std::string_view search,
                    Pressed pressed) {
    const float lines = static_cast<float>(choices.size()) * (metric::kControlHeight + metric::kSmallGap);
    const std::string folded = geo::text::normalise(search);
    ui_.begin_scroll(id,
                     std::min(kChoicesHeight, std::max(metric::kControlHeight + metric::kSmallGap, lines)));
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const Choice& choice = choices[i];
      if (!folded.empty() && geo::text::normalise(choice.label).find(folded) == std::string::npos) continue;
      ui_.push_id(i);
      bool chosen = choice.chosen;
      const std::string_view label =
          choice.label.empty() ? say(Word::unknown_source) : std::string_view(choice.label);
      if (ui_.checkbox("choice", label, chosen, number(choice.articles))) pressed(choice);
      ui_.pop_id();
    }
    ui_.end_scroll();
  }

  void draw_countries() {
    if (!ui_.section("countries", say(Word::countries), kept_.countries_open,
                     number(views_.filters.countries.size())))
      return;
    draw_choices("country-list", views_.filters.countries, {},
                 [&](const Choice& c) { ask(action::ToggleCountry{c.place}); });
  }
  void draw_places() {
    if (!ui_.section("places", say(Word::places), kept_.places_open, number(views_.filters.places.size())))
      return;
    ui_.text_field("place-search", kept_.place_search, say(Word::search_places), Icon::search);
    draw_choices("place-list", views_.filters.places, kept_.place_search,
                 [&](const Choice& c) { ask(action::TogglePlace{c.place}); });
  }
  void draw_sources() {
    if (!ui_.section("sources", say(Word::sources), kept_.sources_open,
                     number(views_.filters.sources.size())))
      return;
    draw_choices("source-list", views_.filters.sources, {},
                 [&](const Choice& c) { ask(action::ToggleSource{c.label}); });
  }

  FiltersState& kept_;
};

}  // namespace

void draw_filters(const Context& context, FiltersState& kept, const Box& box) {
  Filters(context, kept).draw(box);
}

}  // namespace kharita::app::ui
