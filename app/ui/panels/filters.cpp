#include "app/ui/panels/filters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/layout.h"
#include "geo/text/normalise.h"

namespace kharita::app::ui {
namespace {

// Points.
constexpr float kRow = metric::kControlHeight - 2;              // a checkbox
constexpr float kHead = metric::kControlHeight + metric::kGap;  // of a section, and of its search field
constexpr float kLeastRows = 3;
constexpr std::size_t kSections = 3;

class Filters : Panel {
 public:
  Filters(const Context& context, FiltersState& kept) : Panel(context), kept_(kept) {}

  void draw(const Box& box) {
    ui_.begin_panel("filters", box);
    draw_head();
    draw_chips();
    float confidence = state_.view.filter.min_confidence;
    if (ui_.slider("confidence", say(Word::confidence), fmt::format("{:.0f}%", confidence * 100),
                   confidence)) {
      ask(action::SetConfidence{confidence});
    }
    ui_.separator();
    share_height();
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

  // What the heads leave goes to the lists by what they hold.
  void share_height() {
    const LayoutState& open = state_.layout;
    const auto rows = [](bool is_open, const std::vector<Choice>& choices) {
      return is_open ? kRow * static_cast<float>(std::max<std::size_t>(1, choices.size())) : 0.0f;
    };
    const std::array<float, kSections> wants{rows(open.countries_open, views_.filters.countries),
                                             rows(open.places_open, views_.filters.places),
                                             rows(open.sources_open, views_.filters.sources)};
    float room = ui_.available_height_px() / ui_.scale() - kSections * kHead - metric::kGap;
    if (open.places_open) room -= kHead;
    for (const float want : wants)
      room -= want > 0 ? metric::kGap : 0;
    const std::vector<float> given = share_out(room, wants, kLeastRows * kRow);
    std::ranges::copy(given, heights_.begin());
  }

  // A section's head; true where it is open.
  bool section(std::string_view id, Word title, bool LayoutState::*open, std::size_t count) {
    bool is_open = state_.layout.*open;
    const bool shown = ui_.section(id, say(title), is_open, number(count));
    if (is_open != state_.layout.*open) {
      LayoutState next = state_.layout;
      next.*open = is_open;
      ask(action::SetLayout{next});
    }
    return shown;
  }

  // While articles come in, the counts are of a part and say so: that needs the whole line.
  void draw_head() {
    const std::string& counts = views_.filters.counts;
    if (state_.incomplete) return ui_.text(counts, {.tone = Tone::muted});
    ui_.begin_row({share(1), points(ui_.text_width_px(counts) / ui_.scale() + 1)});
    ui_.heading(say(Word::filters));
    ui_.text(counts, {.tone = Tone::muted});
    ui_.end_row();
  }

  // The choices as ticked lines with counts; `pressed` gets the one that was used.
  template <typename Pressed>
  void draw_choices(std::string_view id, const std::vector<Choice>& choices, float height,
                    std::string_view search, Pressed pressed) {
    const std::string folded = geo::text::normalise(search);
    ui_.begin_scroll(id, std::max(kRow, height), 0);
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
    const auto& countries = views_.filters.countries;
    if (!section("countries", Word::countries, &LayoutState::countries_open, countries.size())) return;
    draw_choices("country-list", countries, heights_[0], {},
                 [&](const Choice& c) { ask(action::ToggleCountry{c.place}); });
  }
  void draw_places() {
    const auto& places = views_.filters.places;
    if (!section("places", Word::places, &LayoutState::places_open, places.size())) return;
    ui_.text_field("place-search", kept_.place_search, say(Word::search_places), Icon::search);
    draw_choices("place-list", places, heights_[1], kept_.place_search,
                 [&](const Choice& c) { ask(action::TogglePlace{c.place}); });
  }
  void draw_sources() {
    const auto& sources = views_.filters.sources;
    if (!section("sources", Word::sources, &LayoutState::sources_open, sources.size())) return;
    draw_choices("source-list", sources, heights_[2], {},
                 [&](const Choice& c) { ask(action::ToggleSource{c.label}); });
  }

  std::array<float, kSections> heights_{};  // points, of the lists
  FiltersState& kept_;
};

}  // namespace

void draw_filters(const Context& context, FiltersState& kept, const Box& box) {
  Filters(context, kept).draw(box);
}

}  // namespace kharita::app::ui
