#include "app/ui/panels/filters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/layout.h"

namespace kharita::app::ui {
namespace {

// Points.
constexpr float kGap = metric::kSmallGap;               // between two lines of the sections
constexpr float kLine = metric::kControlHeight + kGap;  // a section's head, its search field
constexpr float kLeastRows = 3;

// What the panel says of each list, in the order of kFacetParts.
struct Section {
  const char* id;
  Word title;
  Word search;
  bool LayoutState::*open;
};
constexpr std::array<Section, kFacets> kSections{
    {{"countries", Word::countries, Word::search_countries, &LayoutState::countries_open},
     {"places", Word::places, Word::search_places, &LayoutState::places_open},
     {"sources", Word::sources, Word::search_sources, &LayoutState::sources_open},
     {"languages", Word::languages, Word::search_languages, &LayoutState::languages_open},
     {"kinds", Word::kinds, Word::search_kinds, &LayoutState::kinds_open}}};

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
    ui_.begin_scroll("sections", std::max(ui_.available_height_px() / ui_.scale(), kLeastRoom), kGap);
    share_height();
    for (std::size_t i = 0; i < kFacets; ++i)
      draw_section(i);
    ui_.end_scroll();
    ui_.end_panel();
  }

 private:
  static constexpr float kLeastRoom = 3 * kLine;

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

  [[nodiscard]] bool is_open(std::size_t i) const { return state_.layout.*kSections[i].open; }
  // Whether one of its values or all of them are asked for.
  [[nodiscard]] bool asks_all(const Facet& facet) const {
    return all_of(facet.part) != nullptr && facet.chosen > 1;
  }

  // What heads and fields leave goes to the lists by what they hold.
  void share_height() {
    float room = ui_.available_height_px() / ui_.scale() - static_cast<float>(kFacets) * kLine;
    std::array<float, kFacets> wants{};
    for (std::size_t i = 0; i < kFacets; ++i) {
      const Facet& facet = views_.filters.facets[i];
      if (!is_open(i)) continue;
      wants[i] = metric::kChoiceHeight * static_cast<float>(std::max<std::size_t>(1, facet.choices.size()));
      room -= kLine + kGap + (asks_all(facet) ? kLine : 0);
    }
    const std::vector<float> given = share_out(room, wants, kLeastRows * metric::kChoiceHeight);
    std::ranges::copy(given, heights_.begin());
  }

  // How many values there are, and of these how many rows where it is not all.
  [[nodiscard]] std::string count_words(const Facet& facet) const {
    return facet.choices.size() < facet.all ? count_of(facet.choices.size(), facet.all, state_.language)
                                            : number(facet.all);
  }

  void draw_section(std::size_t i) {
    const Section& section = kSections[i];
    const Facet& facet = views_.filters.facets[i];
    bool open = is_open(i);
    const bool shown = ui_.section(section.id, say(section.title), open, count_words(facet));
    if (open != is_open(i)) {
      LayoutState next = state_.layout;
      next.*section.open = open;
      ask(action::SetLayout{next});
    }
    if (!shown) return;
    ui_.push_id(i);
    ui_.text_field("search", kept_.searches[i], say(section.search), Icon::search);
    if (asks_all(facet)) draw_all_of(facet.part);
    draw_choices(facet, heights_[i]);
    ui_.pop_id();
  }

  void draw_all_of(FilterPart part) {
    const std::array<std::string_view, 2> words{say(Word::any_of_them), say(Word::each_of_them)};
    const bool all = state_.view.filter.*all_of(part);
    std::size_t chosen = all ? 1 : 0;
    if (ui_.segmented("all", words, chosen)) ask(action::SetAllOf{part, chosen == 1});
  }

  void draw_choices(const Facet& facet, float height) {
    std::uint32_t most = 1;
    for (const Choice& choice : facet.choices)
      most = std::max(most, choice.articles);
    std::string count;
    const auto row = [&](std::size_t i) {
      const Choice& choice = facet.choices[i];
      count = number(choice.articles);
      const Tick tick = choice.pick == Pick::off    ? Tick::off
                        : choice.pick == Pick::only ? Tick::on
                                                    : Tick::without;
      return ChoiceRow{choice.label, count, static_cast<float>(choice.articles) / static_cast<float>(most),
                       tick};
    };
    const ChoiceResult result = ui_.choices("choices", facet.choices.size(), row, say(Word::not_this),
                                            std::max(metric::kChoiceHeight, height));
    if (result.pressed) choose(facet, *result.pressed, Pick::only);
    if (result.without) choose(facet, *result.without, Pick::without);
    if (result.menu)
      offer_menu(
          {.of = MenuTarget::Of::value, .part = facet.part, .value = facet.choices[*result.menu].value});
  }

  // What is so already is off again.
  void choose(const Facet& facet, std::size_t i, Pick pick) {
    if (i >= facet.choices.size()) return;
    const Choice& choice = facet.choices[i];
    ask(action::Choose{facet.part, choice.value, choice.pick == pick ? Pick::off : pick});
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

  std::array<float, kFacets> heights_{};  // points, of the lists
  FiltersState& kept_;
};

}  // namespace

void draw_filters(const Context& context, FiltersState& kept, const Box& box) {
  Filters(context, kept).draw(box);
}

}  // namespace kharita::app::ui
