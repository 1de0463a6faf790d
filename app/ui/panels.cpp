#include "app/ui/panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <type_traits>
#include <utility>

#include "app/model/words.h"
#include "app/ui/export_dialog.h"
#include "geo/text/normalise.h"

namespace kharita::app::ui {
namespace {

// Points.
constexpr float kTopBar = 50;
constexpr float kFiltersWidth = 264;
constexpr float kArticlesWidth = 376;
constexpr float kTimelineHeight = 148;
constexpr float kNarrowest = 320;  // of the map: the side panels give way below it
constexpr float kOverlayMargin = 12;
constexpr float kViewsWidth = 300;
constexpr float kFindWidth = 380;  // of the search for places on the map
constexpr float kChoicesHeight = 172;
constexpr float kCompactShare = 0.3f;  // of the article panel that the list keeps while an article is open
constexpr float kMentionHead = 84;     // of the mention's card
constexpr float kMentionReading = 38;  // of each rival below it
constexpr std::size_t kRivalsInSight = 2;  // the others scroll
constexpr float kStyleOptionsWidth = 250;
constexpr std::size_t kTimelineLabels = 7;

// Where every part of the window stands, in pixels.
struct Places {
  Box top, filters, articles, timeline, map;
};

Places lay_out(float width, float height, float scale, bool right_to_left) {
  const float top = kTopBar * scale;
  float filters = kFiltersWidth * scale;
  float articles = kArticlesWidth * scale;
  const float room = std::max(0.0f, width - kNarrowest * scale);
  if (filters + articles > room) {
    const float share = room / (filters + articles);
    filters *= share;
    articles *= share;
  }
  const float body = std::max(0.0f, height - top);
  const float timeline = std::min(kTimelineHeight * scale, body / 3);
  const float start_width = right_to_left ? articles : filters;  // what stands at the left
  const float middle = width - filters - articles;
  Places places;
  places.top = {0, 0, width, top};
  places.map = {start_width, top, middle, body - timeline};
  places.timeline = {start_width, top + body - timeline, middle, timeline};
  const Box left{0, top, start_width, body};
  const Box right{start_width + middle, top, width - start_width - middle, body};
  places.filters = right_to_left ? right : left;
  places.articles = right_to_left ? left : right;
  return places;
}

// Draws one frame's panels; what the user asks for gathers in requests_.
class Panels {
 public:
  Panels(Ui& ui, const AppState& state, const ViewCache& views, const Status& status, PanelState& panel)
      : ui_(ui), state_(state), views_(views), status_(status), panel_(panel) {}

  Requests draw(const Places& places) {
    draw_top_bar(places.top);
    draw_filters(places.filters);
    draw_articles(places.articles);
    draw_timeline(places.timeline);
    ui_.outline(status_.outline, places.map);
    draw_map_controls(places.map);
    draw_style_chooser(places.map);
    draw_find(places.map);
    draw_progress(places.map);
    draw_hover_card();
    draw_notice(places.map);
    draw_export_dialog(ui_, state_, status_, panel_, requests_);
    return std::move(requests_);
  }

 private:
  [[nodiscard]] std::string_view say(Word w) const { return word(w, state_.language); }
  void ask(Action action) { requests_.actions.push_back(std::move(action)); }

  void draw_top_bar(const Box& box) {
    ui_.begin_panel("top", box, false);
    const std::string_view name = state_.language == Language::english ? "Kharita" : "خريطة";
    ui_.begin_row({points(96), share(1), points(30), points(30), points(30), points(112), points(30),
                   points(ui_.button_width_points(say(Word::screenshot), Icon::camera)), points(30)});
    ui_.text(name, {.size = TextSize::title, .tone = Tone::accent});
    panel_.search = state_.view.filter.text;  // undo and the chips change it, too
    if (ui_.text_field("search", panel_.search, say(Word::search_text), Icon::search))
      ask(action::SetText{panel_.search});
    if (ui_.icon_button("undo", Icon::undo, say(Word::undo), !state_.undo.empty())) ask(action::Undo{});
    if (ui_.icon_button("redo", Icon::redo, say(Word::redo), !state_.redo.empty())) ask(action::Redo{});
    const bool dark = state_.theme == Theme::dark;
    if (ui_.icon_button("theme", dark ? Icon::sun : Icon::moon, say(Word::theme))) {
      ask(action::SetTheme{dark ? Theme::light : Theme::dark});
    }
    if (ui_.button("language", say(Word::language), Icon::language, ButtonStyle::quiet)) {
      ask(action::SetLanguage{state_.language == Language::english ? Language::arabic : Language::english});
    }
    if (ui_.icon_button("all", Icon::fit_world, say(Word::zoom_all))) ask(action::FlyToScene{});
    if (ui_.button("screenshot", say(Word::screenshot), Icon::camera, ButtonStyle::primary))
      requests_.screenshot = true;
    if (ui_.icon_button("export", Icon::options, say(Word::export_title))) requests_.open_export = true;
    ui_.end_row();
    ui_.end_panel();
  }

  void draw_filters(const Box& box) {
    ui_.begin_panel("filters", box);
    ui_.begin_row({share(1), points(170)});
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
    if (!ui_.section("countries", say(Word::countries), panel_.countries_open,
                     number(views_.filters.countries.size())))
      return;
    draw_choices("country-list", views_.filters.countries, {},
                 [&](const Choice& c) { ask(action::ToggleCountry{c.place}); });
  }
  void draw_places() {
    if (!ui_.section("places", say(Word::places), panel_.places_open, number(views_.filters.places.size())))
      return;
    ui_.text_field("place-search", panel_.place_search, say(Word::search_places), Icon::search);
    draw_choices("place-list", views_.filters.places, panel_.place_search,
                 [&](const Choice& c) { ask(action::TogglePlace{c.place}); });
  }
  void draw_sources() {
    if (!ui_.section("sources", say(Word::sources), panel_.sources_open,
                     number(views_.filters.sources.size())))
      return;
    draw_choices("source-list", views_.filters.sources, {},
                 [&](const Choice& c) { ask(action::ToggleSource{c.label}); });
  }

  void draw_articles(const Box& box) {
    ui_.begin_panel("articles", box, false);
    if (state_.corpus.articles.empty()) {
      draw_nothing_open();
    } else {
      draw_list_head();
      draw_list();
      if (views_.reader.article) draw_reader();
    }
    ui_.end_panel();
  }

  void draw_nothing_open() {
    ui_.gap(40);
    if (status_.job) {
      ui_.text(say(status_.job->kind == Library::Job::Kind::import ? Word::importing : Word::loading),
               {.size = TextSize::heading, .tone = Tone::muted, .centered = true});
      return;
    }
    ui_.text(say(Word::no_articles), {.size = TextSize::title, .centered = true});
    ui_.text(say(Word::no_articles_hint), {.tone = Tone::muted, .max_lines = 0, .centered = true});
    ui_.gap(16);
    if (ui_.button("samples", say(Word::open_samples), Icon::folder, ButtonStyle::primary))
      requests_.open_samples = true;
  }

  void draw_list_head() {
    ui_.begin_row({share(1), points(132)});
    ui_.heading(fmt::format("{}: {}", say(Word::articles), views_.articles.counts));
    const std::array<std::string_view, 3> orders{say(Word::newest_first), say(Word::oldest_first),
                                                 say(Word::most_places)};
    auto order = static_cast<std::size_t>(state_.view.order);
    if (ui_.select("order", orders, order)) ask(action::SetOrder{static_cast<ArticleOrder>(order)});
    ui_.end_row();
    if (status_.temporary) {
      ui_.begin_row({share(1), points(ui_.button_width_points(say(Word::keep), Icon::folder))});
      ui_.text(say(Word::temporary_store), {.size = TextSize::small, .tone = Tone::muted});
      if (ui_.button("keep", say(Word::keep), Icon::folder, ButtonStyle::quiet)) requests_.keep = true;
      ui_.end_row();
    }
    if (views_.selected) {
      ui_.text(views_.selected->title, {.size = TextSize::heading, .tone = Tone::accent});
      ui_.text(fmt::format("{} · {}", views_.selected->subtitle, views_.selected->counts),
               {.size = TextSize::small, .tone = Tone::muted, .max_lines = 2});
      if (!views_.selected->own.empty())
        ui_.text(views_.selected->own, {.size = TextSize::small, .tone = Tone::muted});
    }
  }

  void draw_list() {
    if (views_.articles.articles.empty()) {
      ui_.gap(24);
      ui_.text(say(Word::nothing_passes), {.size = TextSize::heading, .centered = true});
      ui_.text(say(Word::nothing_passes_hint), {.tone = Tone::muted, .max_lines = 0, .centered = true});
      if (ui_.button("clear", say(Word::clear_all), Icon::close)) ask(action::ClearFilter{});
      return;
    }
    const auto& articles = views_.articles.articles;
    std::optional<std::size_t> selected;
    if (state_.view.selection.article) {
      const auto at = std::find(articles.begin(), articles.end(), *state_.view.selection.article);
      if (at != articles.end()) selected = static_cast<std::size_t>(at - articles.begin());
    }
    const float height =
        views_.reader.article ? ui_.available_height_px() / ui_.scale() * kCompactShare : 0.0f;
    ArticleRow row;
    const ListResult result = ui_.list(
        "articles", articles.size(), selected,
        [&](std::size_t i) {
          row = build_article_row(state_, articles[i]);
          return ListRow{row.title, row.detail, {}, false};
        },
        true, height);
    if (result.clicked) ask(action::OpenArticle{articles[*result.clicked]});
  }

  void draw_reader() {
    const ReaderView& reader = views_.reader;
    ui_.separator();
    ui_.begin_row({share(1), points(30)});
    ui_.text(reader.title, {.size = TextSize::strong, .flow = Flow::content, .max_lines = 2});
    if (ui_.icon_button("close-article", Icon::close, say(Word::close))) ask(action::OpenArticle{});
    ui_.end_row();
    draw_article_date(reader);
    const float card = mention_card_height();
    const float left = ui_.available_height_px() / ui_.scale() - card - metric::kGap;

    std::vector<TextSpan> spans;
    spans.reserve(reader.highlights.size());
    const auto selected = state_.view.selection.mention;
    for (const auto& h : reader.highlights) {
      spans.push_back({h.byte_start, h.byte_end, h.doubtful, !h.passes, selected == h.mention});
    }
    ReaderOptions options;
    options.key = *reader.article + 1;
    if (selected && panel_.shown_mention != selected) options.scroll_to_byte = first_byte(*selected);
    panel_.shown_mention = selected;
    const ReaderResult result = ui_.reader("reader", reader.text, spans, options, std::max(60.0f, left));
    if (result.clicked) {
      panel_.shown_mention = reader.highlights[*result.clicked].mention;  // it is in sight already
      ask(action::OpenMention{reader.highlights[*result.clicked].mention});
    }
    if (views_.mention) draw_mention_card();
  }

  // Where the article is from, and its date, which the user may set right.
  void draw_article_date(const ReaderView& reader) {
    ui_.begin_row({share(1), points(136)});
    ui_.text(reader.detail, {.size = TextSize::small, .tone = Tone::muted});
    std::optional<Date> published = state_.corpus.articles[*reader.article].published;
    ui_.push_id(*reader.article);
    if (ui_.date_field("published", published, "YYYY-MM-DD") && published)
      ask(action::SetPublished{*reader.article, *published});
    if (ui_.last_hovered()) ui_.tooltip(say(Word::set_published));
    ui_.pop_id();
    ui_.end_row();
  }

  [[nodiscard]] float mention_card_height() const {
    if (!views_.mention) return 0;
    const std::size_t rivals = std::min(kRivalsInSight, views_.mention->alternatives.size());
    return kMentionHead + (rivals > 0 ? 24.0f + kMentionReading * static_cast<float>(rivals) : 0.0f);
  }

  [[nodiscard]] std::optional<std::uint32_t> first_byte(std::uint32_t mention) const {
    for (const auto& h : views_.reader.highlights) {
      if (h.mention == mention) return h.byte_start;
    }
    return std::nullopt;
  }

  // The evidence behind a dot: the place chosen, its rivals, and the means to correct it.
  void draw_mention_card() {
    const MentionView& mention = *views_.mention;
    ui_.separator();
    ui_.begin_scroll("mention", 0);
    ui_.begin_row({share(1), points(ui_.button_width_points(say(Word::not_a_place)))});
    ui_.text(fmt::format("«{}»", mention.words), {.size = TextSize::strong, .flow = Flow::content});
    if (mention.chosen.place.valid()) {
      if (ui_.button("none", say(Word::not_a_place), Icon::none, ButtonStyle::quiet)) {
        ask(action::CorrectMention{mention.mention, {}});
      }
    }
    ui_.end_row();
    draw_reading(mention.chosen, mention.corrected ? say(Word::corrected_by_you)
                                                   : std::string_view(mention.chosen.confidence));
    if (!mention.alternatives.empty())
      ui_.text(say(Word::alternatives), {.size = TextSize::small, .tone = Tone::muted});
    for (std::size_t i = 0; i < mention.alternatives.size(); ++i) {
      ui_.push_id(i);
      const MentionView::Reading& rival = mention.alternatives[i];
      ui_.begin_row({share(1), points(44), points(ui_.button_width_points(say(Word::choose_this)))});
      ui_.text(rival.label);
      ui_.text(rival.confidence, {.size = TextSize::small, .tone = Tone::muted});
      if (ui_.button("choose", say(Word::choose_this), Icon::none, ButtonStyle::quiet)) {
        ask(action::CorrectMention{mention.mention, rival.place});
      }
      ui_.end_row();
      ui_.pop_id();
    }
    ui_.end_scroll();
  }

  void draw_reading(const MentionView::Reading& reading, std::string_view confidence) {
    ui_.begin_row({share(1), points(110)});
    ui_.text(reading.label, {.tone = Tone::accent});
    ui_.text(confidence, {.size = TextSize::small, .tone = Tone::muted});
    ui_.end_row();
  }

  void draw_timeline(const Box& box) {
    ui_.begin_panel("timeline", box, false);
    const TimelineView& view = views_.timeline;
    std::optional<Date> from = state_.view.filter.from;
    std::optional<Date> to = state_.view.filter.to;
    const auto wide = [&](Word w) { return points(ui_.text_width_px(say(w)) / ui_.scale() + 4); };
    ui_.begin_row({share(1), wide(Word::date_from), points(136), wide(Word::date_to), points(136)});
    ui_.text(timeline_title(), {.size = TextSize::strong});
    ui_.text(say(Word::date_from), {.tone = Tone::muted});
    if (ui_.date_field("from", from, "YYYY-MM-DD")) ask(action::SetDates{from, to});
    ui_.text(say(Word::date_to), {.tone = Tone::muted});
    if (ui_.date_field("to", to, "YYYY-MM-DD")) ask(action::SetDates{from, to});
    ui_.end_row();
    draw_histogram(view);
    ui_.end_panel();
  }

  [[nodiscard]] std::string timeline_title() const {
    std::string title(say(Word::timeline));
    if (views_.timeline.undated > 0) {
      title += fmt::format(" · {}: {}", say(Word::undated), number(views_.timeline.undated));
    }
    return title;
  }

  // The buckets that the filter's dates touch; none where no dates are set.
  [[nodiscard]] static std::optional<BucketRange> chosen_range(const TimelineView& view) {
    if ((!view.from && !view.to) || view.buckets.empty()) return std::nullopt;
    BucketRange range{0, view.buckets.size() - 1};
    if (view.from) {
      const auto at = std::find_if(view.buckets.begin(), view.buckets.end(),
                                   [&](const TimelineView::Bucket& b) { return b.to >= *view.from; });
      range.first =
          std::min<std::size_t>(static_cast<std::size_t>(at - view.buckets.begin()), view.buckets.size() - 1);
    }
    if (view.to) {
      const auto at = std::find_if(view.buckets.rbegin(), view.buckets.rend(),
                                   [&](const TimelineView::Bucket& b) { return b.from <= *view.to; });
      range.last = at == view.buckets.rend()
                       ? 0
                       : view.buckets.size() - 1 - static_cast<std::size_t>(at - view.buckets.rbegin());
    }
    range.last = std::max(range.first, range.last);
    return range;
  }

  void draw_histogram(const TimelineView& view) {
    std::vector<HistogramBar> bars;
    bars.reserve(view.buckets.size());
    for (const auto& b : view.buckets)
      bars.push_back({b.others, b.passing});
    std::vector<std::string> words;
    std::vector<HistogramLabel> labels;
    const std::size_t step =
        std::max<std::size_t>(1, (view.buckets.size() + kTimelineLabels - 1) / kTimelineLabels);
    words.reserve(kTimelineLabels + 1);
    for (std::size_t i = 0; i < view.buckets.size(); i += step) {
      words.push_back(month_words(view.buckets[i].from, state_.language));
      labels.push_back({i, words.back()});
    }
    const float height = ui_.available_height_px() / ui_.scale();
    const HistogramResult result = ui_.histogram("histogram", bars, chosen_range(view), labels, height);
    if (result.changed) {
      if (result.range) {
        ask(action::SetDates{view.buckets[result.range->first].from, view.buckets[result.range->last].to});
      } else {
        ask(action::SetDates{});
      }
    }
    if (result.hovered) {
      const auto& bucket = view.buckets[*result.hovered];
      std::string words_of_bucket = date_words(bucket.from, state_.language);
      if (bucket.to != bucket.from)
        words_of_bucket += fmt::format(" – {}", date_words(bucket.to, state_.language));
      ui_.tooltip(
          fmt::format("{}: {}", words_of_bucket, count_of(bucket.passing, bucket.others, state_.language)));
    }
  }

  // A panel over the map.
  void begin_overlay(std::string_view id, const Box& box) {
    requests_.over_map.push_back(box);
    ui_.begin_panel(id, box, false);
  }

  // The height of a panel that holds so many controls below each other.
  [[nodiscard]] float stack_height(std::size_t controls) const {
    const auto n = static_cast<float>(controls);
    return n * ui_.px(metric::kControlHeight) + (n - 1) * ui_.px(metric::kGap) + 2 * ui_.px(metric::kPadding);
  }

  void draw_map_controls(const Box& map) {
    const float margin = ui_.px(kOverlayMargin);
    const float width = ui_.px(metric::kControlHeight) + 2 * ui_.px(metric::kPadding);
    const float x = ui_.right_to_left() ? map.x + margin : map.x + map.width - margin - width;
    const std::size_t controls = 7;
    if (map.width < 4 * width || map.height < stack_height(controls) + 2 * margin) return;
    begin_overlay("zoom", {x, map.y + margin, width, stack_height(controls)});
    if (ui_.icon_button("find", Icon::search, say(Word::find_on_map), true, panel_.find_open)) toggle_find();
    if (ui_.icon_button("in", Icon::zoom_in, say(Word::zoom_in))) requests_.zoom_in = true;
    if (ui_.icon_button("out", Icon::zoom_out, say(Word::zoom_out))) requests_.zoom_out = true;
    const bool is_globe = status_.is_globe;
    if (ui_.icon_button("projection", is_globe ? Icon::flat_map : Icon::globe,
                        say(is_globe ? Word::show_flat_map : Word::show_globe)))
      requests_.change_projection = true;
    draw_tool("rectangle", MapTool::rectangle, Icon::rectangle, Word::select_rectangle);
    draw_tool("lasso", MapTool::lasso, Icon::lasso, Word::select_lasso);
    draw_saved_views();
    ui_.end_panel();
  }

  void draw_saved_views() {
    if (ui_.icon_button("views", Icon::bookmark, say(Word::saved_views))) {
      ui_.open_popup("views");
      ui_.focus_next_field();
    }
    if (!ui_.begin_popup("views", kViewsWidth)) return;
    ui_.text(say(Word::saved_views), {.size = TextSize::strong});
    ui_.begin_row({share(1), points(ui_.button_width_points(say(Word::save_view)))});
    ui_.text_field("name", panel_.view_name, say(Word::view_name));
    const bool entered = ui_.submitted();
    if (ui_.button("save", say(Word::save_view), Icon::none, ButtonStyle::primary) || entered)
      requests_.save_view = std::exchange(panel_.view_name, {});
    ui_.end_row();
    for (std::size_t i = 0; i < status_.views.size(); ++i) {
      ui_.push_id(i);
      ui_.begin_row({share(1), points(metric::kControlHeight)});
      if (ui_.button("open", status_.views[i].name, Icon::none, ButtonStyle::quiet)) {
        requests_.open_view = i;
        ui_.close_popup();
      }
      if (ui_.icon_button("delete", Icon::trash, say(Word::delete_view))) requests_.delete_view = i;
      ui_.end_row();
      ui_.pop_id();
    }
    ui_.end_popup();
  }

  void toggle_find() {
    panel_.find_open = panel_.find_focus = !panel_.find_open;
    panel_.find.clear();
    panel_.find_chosen = 0;
  }

  void draw_find(const Box& map) {
    if (!panel_.find_open) return;
    const float margin = ui_.px(kOverlayMargin);
    const float controls = ui_.px(metric::kControlHeight) + 2 * ui_.px(metric::kPadding) + margin;
    const float width = std::min(ui_.px(kFindWidth),
                                 map.width - 2 * margin - 2 * controls);  // between both stacks of buttons
    if (width < ui_.px(140)) return;
    const float row = ui_.list_row_height_px();
    const bool none = views_.found.empty() && !panel_.find.empty();
    const auto rows = static_cast<float>(none ? 1 : panel_.find.empty() ? 0 : views_.found.size());
    const float list = rows > 0 ? ui_.px(metric::kGap) + rows * row : 0;
    const float room = map.height - 2 * margin;
    const float height = std::min(room, ui_.px(metric::kControlHeight) + 2 * ui_.px(metric::kPadding) + list);
    const float x =
        ui_.right_to_left() ? map.x + map.width - margin - controls - width : map.x + margin + controls;
    begin_overlay("find", {x, map.y + margin, width, height});
    if (std::exchange(panel_.find_focus, false)) ui_.focus_next_field();
    const bool changed = ui_.text_field("find", panel_.find, say(Word::search_places), Icon::search);
    if (changed) panel_.find_chosen = 0;
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
    if (submitted && !changed && panel_.find_chosen < views_.found.size()) taken = panel_.find_chosen;
    if (taken) ask(action::FlyToPlace{views_.found[*taken].place});
    if (taken || cancelled) toggle_find();
  }

  void choose_found(int steps) {
    if (steps > 0 && panel_.find_chosen + 1 < views_.found.size()) ++panel_.find_chosen;
    if (steps < 0 && panel_.find_chosen > 0) --panel_.find_chosen;
  }

  std::optional<std::size_t> draw_found() {
    const auto row = [&](std::size_t i) {
      const FoundPlace& place = views_.found[i];
      return ListRow{place.title, place.detail, place.articles, false};
    };
    return ui_.list("found", views_.found.size(), panel_.find_chosen, row).clicked;
  }

  // How the mentions are drawn, at the other side: a button a style, and its options.
  void draw_style_chooser(const Box& map) {
    constexpr std::array kStyles{std::tuple{MapStyle::points, Icon::style_points, Word::style_points},
                                 std::tuple{MapStyle::clusters, Icon::style_clusters, Word::style_clusters},
                                 std::tuple{MapStyle::areas, Icon::style_areas, Word::style_areas},
                                 std::tuple{MapStyle::heat, Icon::style_heat, Word::style_heat},
                                 std::tuple{MapStyle::arcs, Icon::style_arcs, Word::style_arcs}};
    const float margin = ui_.px(kOverlayMargin);
    const float width = ui_.px(metric::kControlHeight) + 2 * ui_.px(metric::kPadding);
    const float height = stack_height(kStyles.size() + 1);
    const float x = ui_.right_to_left() ? map.x + map.width - margin - width : map.x + margin;
    if (map.width < 4 * width || map.height < height + 2 * margin) return;
    begin_overlay("style", {x, map.y + margin, width, height});
    for (std::size_t i = 0; i < kStyles.size(); ++i) {
      const auto& [style, icon, words] = kStyles[i];
      ui_.push_id(i);
      const std::string tip = fmt::format("{} ({})", say(words), isolated(number(i + 1)));
      if (ui_.icon_button("style", icon, tip, true, state_.style.style == style)) {
        StyleOptions next = state_.style;
        next.style = style;
        ask(action::SetStyle{next});
      }
      ui_.pop_id();
    }
    if (ui_.icon_button("options", Icon::options, say(Word::style_options))) ui_.open_popup("style-options");
    draw_style_options();
    ui_.end_panel();
  }

  void draw_style_options() {
    if (!ui_.begin_popup("style-options", kStyleOptionsWidth)) return;
    StyleOptions next = state_.style;
    const auto choose = [&](std::string_view id, Word first, Word second, auto& value) {
      using Value = std::remove_reference_t<decltype(value)>;
      const std::array<std::string_view, 2> words{say(first), say(second)};
      auto chosen = static_cast<std::size_t>(value);
      if (ui_.segmented(id, words, chosen)) value = static_cast<Value>(chosen);
    };
    choose("measure", Word::mentions, Word::articles, next.measure);
    if (next.style == MapStyle::areas) {
      choose("level", Word::countries, Word::provinces, next.area_level);
      choose("classes", Word::quantiles_short, Word::natural_breaks, next.classing);
      ui_.toggle("share", say(Word::share_of_all), next.share);
    }
    ui_.toggle("both-names", say(Word::both_names), next.both_names);
    ui_.end_popup();
    if (next != state_.style) ask(action::SetStyle{next});
  }

  // Pressed once more it gives the map back to the hand.
  void draw_tool(std::string_view id, MapTool tool, Icon icon, Word words) {
    const bool active = status_.tool == tool;
    if (ui_.icon_button(id, icon, say(words), true, active)) requests_.tool = active ? MapTool::move : tool;
  }

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

  void draw_hover_card() {
    if (!status_.map_card.title.empty() && !ui_.wants_mouse() && status_.outline.empty()) {
      const std::vector<std::string_view> lines(status_.map_card.lines.begin(), status_.map_card.lines.end());
      const ImVec2 mouse = ImGui::GetIO().MousePos;
      ui_.card({mouse.x, mouse.y}, {status_.map_card.title, lines});
      return;
    }
    if (!views_.hovered || ui_.wants_mouse() || !status_.outline.empty()) return;
    const HoverView& view = *views_.hovered;
    std::vector<std::string_view> lines{view.place.subtitle, view.place.counts};
    if (!view.place.own.empty()) lines.emplace_back(view.place.own);
    std::vector<CardItem> newest;
    for (const HoverView::Line& line : view.newest)
      newest.push_back({line.title, line.detail});
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    ui_.card({mouse.x, mouse.y},
             {view.place.title, lines, view.articles, view.first_date, view.last_date, newest});
  }

  void draw_notice(const Box& map) {
    if (panel_.notices.empty() || status_.job) return;  // progress stands at the same place
    const Notice& notice = panel_.notices.front();
    if (ui_.toast("notice", notice.text, notice.is_error ? Tone::error : Tone::success, map)) {
      panel_.notices.erase(panel_.notices.begin());
    }
  }

  Ui& ui_;
  const AppState& state_;
  const ViewCache& views_;
  const Status& status_;
  PanelState& panel_;
  Requests requests_;
};

}  // namespace

Box map_area(float width_px, float height_px, float scale, bool right_to_left) {
  return lay_out(width_px, height_px, scale, right_to_left).map;
}

Requests draw_panels(Ui& ui, float width_px, float height_px, const AppState& state, const ViewCache& views,
                     const Status& status, PanelState& panel) {
  return Panels(ui, state, views, status, panel)
      .draw(lay_out(width_px, height_px, ui.scale(), ui.right_to_left()));
}

}  // namespace kharita::app::ui
