#include "app/ui/panels/articles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "app/model/message.h"
#include "app/ui/panels/check.h"

namespace kharita::app::ui {
namespace {

// Points, of the columns beside the title.
constexpr float kSourceWidth = 76;
constexpr float kDateWidth = 76;
constexpr float kPlacesWidth = 58;
constexpr float kSourceFrom = 470;  // a narrower list leaves the source out

class Articles : Panel {
 public:
  Articles(const Context& context, ReaderPanelState& reader, FindState& find)
      : Panel(context), context_(context), reader_(reader), find_(find) {}

  void draw(const Box& box, const Box& beside) {
    beside_ = beside.width > 0;
    ui_.begin_panel("articles", box, false);
    if (state_.corpus.articles.empty()) {
      draw_nothing_open();
    } else {
      draw_tabs();
      if (state_.check != Check::none) {
        draw_check_head(context_);
        draw_check_list(context_, list_height_points(box));
      } else {
        draw_list_head();
        draw_list(box);
      }
      if (shares_panel()) draw_reader(context_, reader_, find_);
    }
    ui_.end_panel();
    if (list_height_ > 0) draw_edge(box);
    if (beside_) draw_beside(beside);
  }

 private:
  // Whether the open article stands below the list.
  [[nodiscard]] bool shares_panel() const { return views_.reader.article && !beside_; }

  void draw_beside(const Box& box) {
    ui_.begin_panel("reader", box, false);
    if (views_.reader.article) {
      draw_reader(context_, reader_, find_);
    } else if (!state_.corpus.articles.empty()) {
      ui_.gap(40);
      ui_.text(say(Word::choose_article), {.tone = Tone::muted, .max_lines = 0, .centered = true});
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
    button(CommandId::open_files, ButtonStyle::primary);
    button(CommandId::open_folder);
    button(CommandId::open_samples);
    draw_recent();
  }

  // What was opened before, the last one first: a press opens it again.
  void draw_recent() {
    if (status_.recent.empty()) return;
    ui_.gap(16);
    ui_.heading(say(Word::recently_opened));
    std::string name;
    std::string folder;
    const auto row = [&](std::size_t i) {
      const std::filesystem::path path = status_.recent[i];
      name = path.filename().string();
      folder = isolated(path.parent_path().string());
      return ListRow{.title = name, .detail = folder};
    };
    requests_.open_recent = ui_.list("recent", status_.recent.size(), std::nullopt, row).clicked;
  }

  void draw_list_head() {
    ui_.begin_row({share(1), points(132), points(metric::kControlHeight)});
    if (state_.incomplete) {
      ui_.text(views_.articles.counts, {.tone = Tone::muted});  // of a part, which needs the room
    } else {
      ui_.heading(fmt::format("{}: {}", say(Word::articles), views_.articles.counts));
    }
    const std::array<std::string_view, 5> orders{say(Word::newest_first), say(Word::oldest_first),
                                                 say(Word::most_places), say(Word::by_source),
                                                 say(Word::by_relevance)};
    const bool searched = !views_.articles.hits.empty();
    auto order = static_cast<std::size_t>(state_.view.order);
    if (ui_.select("order", std::span(orders).first(searched || order == 4 ? 5 : 4), order))
      ask(action::SetOrder{static_cast<ArticleOrder>(order)});
    const bool columns = state_.layout.article_columns;
    if (ui_.icon_button("columns", Icon::list, say(columns ? Word::as_cards : Word::as_columns), true,
                        columns)) {
      LayoutState next = state_.layout;
      next.article_columns = !columns;
      ask(action::SetLayout{next});
    }
    ui_.end_row();
    draw_chosen();
    if (status_.temporary) {
      ui_.begin_row({share(1), points(button_width(CommandId::keep_articles))});
      ui_.text(say(Word::temporary_store), {.size = TextSize::small, .tone = Tone::muted});
      button(CommandId::keep_articles, ButtonStyle::quiet);
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

  // Several that are chosen.
  void draw_chosen() {
    const auto& chosen = state_.view.selection.articles;
    if (chosen.empty()) return;
    const std::string words =
        kharita::app::say({Word::articles_chosen, {std::uint64_t{chosen.size()}}}, state_.language);
    const std::array<std::string_view, 1> label{words};
    if (ui_.chips("chosen", label).removed) ask(action::ChooseArticles{});
  }

  [[nodiscard]] bool shows_source() const { return ui_.available_width_px() >= ui_.px(kSourceFrom); }

  // What columns are called; a click sorts by one.
  void draw_column_heads() {
    using Order = ArticleOrder;
    const bool arabic = ui_.right_to_left();
    const Cell bar = points(metric::kScrollbar);
    const Cell none = points(0);
    const bool sources = shows_source();
    ui_.begin_row({arabic ? bar : none, share(1), points(sources ? kSourceWidth : 0), points(kDateWidth),
                   points(kPlacesWidth), arabic ? none : bar});
    ui_.skip_cell();
    ui_.text(say(Word::column_title), {.size = TextSize::small, .tone = Tone::muted});
    const auto head = [&](const char* id, Word title, bool sorted, Order order) {
      if (ui_.button(id, say(title), Icon::none, sorted ? ButtonStyle::normal : ButtonStyle::quiet))
        ask(action::SetOrder{order});
    };
    const Order now = state_.view.order;
    if (sources) head("by-source", Word::column_source, now == Order::source, Order::source);
    if (!sources) ui_.skip_cell();
    head("by-date", Word::column_date, now == Order::newest_first || now == Order::oldest_first,
         now == Order::newest_first ? Order::oldest_first : Order::newest_first);
    head("by-places", Word::places, now == Order::most_places, Order::most_places);
    ui_.end_row();
  }

  void draw_list(const Box& box) {
    if (views_.articles.articles.empty()) {
      ui_.gap(24);
      ui_.text(say(Word::nothing_passes), {.size = TextSize::heading, .centered = true});
      ui_.text(say(Word::nothing_passes_hint), {.tone = Tone::muted, .max_lines = 0, .centered = true});
      button(CommandId::clear_filters);
      return;
    }
    const auto& articles = views_.articles.articles;
    std::optional<std::size_t> selected;
    if (state_.view.selection.article) {
      const auto at = std::find(articles.begin(), articles.end(), *state_.view.selection.article);
      if (at != articles.end()) selected = static_cast<std::size_t>(at - articles.begin());
    }
    const bool columns = state_.layout.article_columns;
    float height = list_height_points(box);
    const std::size_t left_out = shows_source() ? 0 : 1;
    if (columns) {
      const float before = ui_.available_height_px();
      draw_column_heads();
      if (height > 0) height -= (before - ui_.available_height_px()) / ui_.scale();
    }
    const bool searched = !views_.articles.hits.empty();
    ArticleRow row;
    std::vector<Mark> title_marks;
    std::vector<Mark> snippet_marks;
    std::array<ListCell, 3> cells;
    const auto& chosen = state_.view.selection.articles;
    const ListResult result = ui_.list(
        "articles", articles.size(), selected,
        [&](std::size_t i) {
          row = build_article_row(state_, views_.articles, articles[i]);
          title_marks = marks_of(row.title_hits);
          snippet_marks = marks_of(row.snippet_hits);
          cells = {{{row.source, kSourceWidth}, {row.date, kDateWidth}, {row.places, kPlacesWidth}}};
          return ListRow{.title = row.title,
                         .detail = row.detail,
                         .snippet = row.snippet,
                         .title_marks = title_marks,
                         .snippet_marks = snippet_marks,
                         .cells = columns ? std::span<const ListCell>(cells).subspan(left_out)
                                          : std::span<const ListCell>(),
                         .picked = std::ranges::binary_search(chosen, articles[i])};
        },
        columns    ? 1
        : searched ? 3
                   : 2,
        height);
    if (result.clicked) take_click(result, articles, selected);
    if (result.menu) offer_menu({.of = MenuTarget::Of::article, .article = articles[*result.menu]});
  }

  // A click opens an article; with Ctrl it joins those chosen or leaves them, with Shift all from the open
  // one to it are chosen.
  void take_click(const ListResult& result, const std::vector<std::uint32_t>& articles,
                  std::optional<std::size_t> opened) {
    const std::size_t at = *result.clicked;
    if (result.extends && opened) {
      const auto [first, last] = std::minmax(at, *opened);
      ask(action::ChooseArticles{{articles.begin() + static_cast<std::ptrdiff_t>(first),
                                  articles.begin() + static_cast<std::ptrdiff_t>(last) + 1}});
    } else if (result.adds) {
      std::vector<std::uint32_t> chosen = state_.view.selection.articles;
      if (chosen.empty() && state_.view.selection.article) chosen.push_back(*state_.view.selection.article);
      if (std::erase(chosen, articles[at]) == 0) chosen.push_back(articles[at]);
      if (chosen.size() == 1) return ask(action::OpenArticle{chosen.front()});
      ask(action::ChooseArticles{chosen});
    } else {
      ask(action::OpenArticle{articles[at]});
    }
  }

  // Articles, or what there is to look through.
  void draw_tabs() {
    const std::array<std::string_view, 2> tabs{say(Word::articles), say(Word::check)};
    std::size_t shown = state_.check == Check::none ? 0 : 1;
    if (ui_.segmented("tabs", tabs, shown)) ask(action::SetCheck{shown == 0 ? Check::none : Check::doubtful});
  }

  // 0: all that is left.
  [[nodiscard]] float list_height_points(const Box& box) {
    if (shares_panel()) {
      room_ = ui_.available_height_px();
      list_height_ = std::round(room_ * state_.layout.list_share);
      edge_y_ = box.y + box.height - ui_.px(metric::kPadding) - room_ + list_height_;
    }
    return list_height_ / ui_.scale();
  }

  // Between the list and the open article.
  void draw_edge(const Box& box) {
    const float grip = ui_.px(metric::kGap);
    bool reset = false;
    const float by = ui_.splitter("list-edge", {box.x, edge_y_, box.width, grip}, false, reset);
    if (by == 0 && !reset) return;
    LayoutState next = state_.layout;
    next.list_share = reset ? LayoutState{}.list_share : (list_height_ + by) / std::max(1.0f, room_);
    ask(action::SetLayout{next});
  }

  bool beside_ = false;    // the open article has a panel of its own
  float room_ = 0;         // pixels, of list and article together
  float list_height_ = 0;  // pixels, where an article is open
  float edge_y_ = 0;
  const Context& context_;
  ReaderPanelState& reader_;
  FindState& find_;
};

}  // namespace

void draw_articles(const Context& context, ReaderPanelState& reader, FindState& find, const Box& box,
                   const Box& beside) {
  Articles(context, reader, find).draw(box, beside);
}

}  // namespace kharita::app::ui
