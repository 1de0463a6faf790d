#include "app/ui/panels/articles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "app/model/message.h"

namespace kharita::app::ui {
namespace {

class Articles : Panel {
 public:
  Articles(const Context& context, ReaderPanelState& reader, FindState& find)
      : Panel(context), context_(context), reader_(reader), find_(find) {}

  void draw(const Box& box) {
    ui_.begin_panel("articles", box, false);
    if (state_.corpus.articles.empty()) {
      draw_nothing_open();
    } else {
      draw_list_head();
      draw_list(box);
      if (views_.reader.article) draw_reader(context_, reader_, find_);
    }
    ui_.end_panel();
    if (list_height_ > 0) draw_edge(box);
  }

 private:
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
    ui_.begin_row({share(1), points(132)});
    if (state_.incomplete) {
      ui_.text(views_.articles.counts, {.tone = Tone::muted});  // of a part, which needs the room
    } else {
      ui_.heading(fmt::format("{}: {}", say(Word::articles), views_.articles.counts));
    }
    const std::array<std::string_view, 3> orders{say(Word::newest_first), say(Word::oldest_first),
                                                 say(Word::most_places)};
    auto order = static_cast<std::size_t>(state_.view.order);
    if (ui_.select("order", orders, order)) ask(action::SetOrder{static_cast<ArticleOrder>(order)});
    ui_.end_row();
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
    if (views_.reader.article) {
      room_ = ui_.available_height_px();
      list_height_ = std::round(room_ * state_.layout.list_share);
      edge_y_ = box.y + box.height - ui_.px(metric::kPadding) - room_ + list_height_;
    }
    const float height = list_height_ / ui_.scale();
    const bool searched = !views_.articles.hits.empty();
    ArticleRow row;
    std::vector<Mark> title_marks;
    std::vector<Mark> snippet_marks;
    const ListResult result = ui_.list(
        "articles", articles.size(), selected,
        [&](std::size_t i) {
          row = build_article_row(state_, views_.articles, articles[i]);
          title_marks = marks_of(row.title_hits);
          snippet_marks = marks_of(row.snippet_hits);
          return ListRow{.title = row.title,
                         .detail = row.detail,
                         .snippet = row.snippet,
                         .title_marks = title_marks,
                         .snippet_marks = snippet_marks};
        },
        searched ? 3 : 2, height);
    if (result.clicked) ask(action::OpenArticle{articles[*result.clicked]});
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

  float room_ = 0;         // pixels, of list and article together
  float list_height_ = 0;  // pixels, where an article is open
  float edge_y_ = 0;
  const Context& context_;
  ReaderPanelState& reader_;
  FindState& find_;
};

}  // namespace

void draw_articles(const Context& context, ReaderPanelState& reader, FindState& find, const Box& box) {
  Articles(context, reader, find).draw(box);
}

}  // namespace kharita::app::ui
