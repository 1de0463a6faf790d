#include "app/desk/desk.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <memory>
#include <utility>
#include <variant>

#include "app/articles/store/database.h"
#include "app/desk/data_export.h"
#include "app/desk/programs.h"
#include "app/desk/web_page.h"
#include "app/model/paths.h"
#include "app/model/scene_builder.h"
#include "app/model/store_edits.h"
#include "app/model/words.h"
#include "geo/text/utf8.h"

namespace kharita::app {
namespace {

namespace fs = std::filesystem;

constexpr double kRebuildSeconds = 0.25;  // between two rebuilds of the views while articles come in
constexpr double kRebuildRest = 3;        // but at least so many times as long as one takes
constexpr double kFirstLatDeg = 28;       // where the map stands before anything is open
constexpr double kFirstLonDeg = 50;
constexpr double kFirstZoom = 3.2;
constexpr std::uint32_t kNoMention = 0xFFFFFFFF;

// A name is read by itself: what keeps its parts apart in a line is not the user's to see in a file.
std::string without_isolates(std::string words) {
  for (const std::string_view mark : {"\u2068", "\u2069"}) {
    for (std::size_t at = words.find(mark); at != std::string::npos; at = words.find(mark, at))
      words.erase(at, mark.size());
  }
  return words;
}

map::MapController::Key key_of(MapStep step) {
  using Key = map::MapController::Key;
  constexpr std::array kKeys{Key::left, Key::right, Key::up, Key::down, Key::zoom_in, Key::zoom_out};
  return kKeys[static_cast<std::size_t>(step)];
}

}  // namespace

Desk::Desk(const geo::Gazetteer& places, Library& articles, map::MapView& view, DeskFolders where,
           const std::function<void()>& wake)
    : gazetteer(places),
      library(articles),
      map_view(view),
      folders(std::move(where)),
      state(places),
      keeper(folders.settings, places),
      pointer(places, view, state, views.scene, place),
      pictures(places, view, wake),
      finder(places, wake) {}

void Desk::open(const Opening& opening, double now_s) {
  if (!keeper.read()) notify({Word::settings_damaged, {folders.settings.string()}}, true, now_s);
  Settings& settings = keeper.settings;
  apply(state, action::SetLanguage{opening.language.value_or(settings.language.value_or(Language::arabic))});
  apply(state, action::SetTheme{opening.theme.value_or(settings.theme.value_or(Theme::dark))});
  apply(state, action::SetStyle{settings.style});
  apply(state, action::SetLayout{settings.layout});
  library_ = opening.library.empty() ? std::string() : shown_location(opening.library);
  if (opening.articles_named) settings.map.reset();
  if (const Sitting* left = library_.empty() ? nullptr : sitting_of(settings, library_)) {
    settings.map = left->map;
    if (opening.library_missing) {
      notify({Word::library_gone, {library_}}, true, now_s);
    } else {
      sit_down(*left);
    }
  }
  place.stand_at(
      settings.map.value_or(MapPosition{geo::LatLon::from_degrees(kFirstLatDeg, kFirstLonDeg), kFirstZoom}));
  if (settings.map) place.user_moves();
}

// No step of undo: it is how the window starts.
void Desk::sit_down(const Sitting& sitting) {
  apply(state, action::SetFilter{sitting.filter});
  apply(state, action::SetOrder{sitting.order});
  if (sitting.together && sitting.places.size() == 2) {
    apply(state, action::SelectArc{sitting.places[0], sitting.places[1]});
  } else {
    apply(state, action::SelectPlaces{sitting.places});
  }
  article_left_ = sitting.article;
  state.undo.clear();
}

// Once it has come in, unless the user has opened another one meanwhile.
void Desk::open_article_left() {
  if (article_left_.empty()) return;
  const auto found = state.index_of.find(article_left_);
  if (found == state.index_of.end()) return;
  article_left_.clear();
  if (state.view.selection.article) return;
  const std::size_t steps = state.undo.size();
  apply(state, action::OpenArticle{found->second});
  state.undo.resize(std::min(steps, state.undo.size()));
}

// None where there is nothing to be kept of it: what is in memory only, or a library that did not come in.
std::optional<Sitting> Desk::sitting_now() const {
  if (library_.empty() || library.temporary() || state.corpus.articles.empty()) return std::nullopt;
  const View& view = state.view;
  Sitting now{.library = library_,
              .map = place.position(),
              .filter = view.filter,
              .order = view.order,
              .places = view.selection.places,
              .together = view.selection.together,
              .article = article_left_};
  if (view.selection.article) now.article = state.corpus.articles[*view.selection.article].id;
  return now;
}

void Desk::notify(Message text, bool is_error, double now_s) {
  notices.add(std::move(text), is_error, now_s);
  stirred_ = true;
}

void Desk::advance(double now_s, const std::function<bool()>& may_load,
                   const std::function<bool()>& may_draw) {
  const Notice* before = notices.first();
  if (intake.take(library, state, notices, now_s, may_load)) {
    fit_pending_ = true;
    open_article_left();
  }
  if (const auto copied = pictures.take_copied()) tell_copied(*copied, now_s);
  if (const auto saved = pictures.take_saved()) tell(*saved, now_s);
  stirred_ |= pictures.drawing();
  pictures.draw_on(may_draw);
  if (const auto exported = pictures.take_exported()) {
    export_ended_ = true;  // the dialog goes: a message cannot be read, or closed, behind it
    tell(*exported, now_s);
  }
  notices.expire(now_s);
  stirred_ |= notices.first() != before;
  play(now_s);
  place.follow(state.fly_to, now_s);
  place.advance(now_s);
}

std::optional<Period> Desk::chosen_dates() const {
  const Filter& filter = state.view.filter;
  return filter.from && filter.to ? std::optional(Period{*filter.from, *filter.to}) : std::nullopt;
}

// Time goes on where it is played, and not before what was shown last is on the screen.
void Desk::play(double now_s) {
  if (!playback.playing() || !views.timeline.all || drawn_revision_ != views.scene.revision) return;
  if (const auto next = playback.advance(*views.timeline.all, chosen_dates(), now_s))
    run(action::SetDates{next->from, next->to});
}

void Desk::take_play_requests(const Requests& requests, double now_s) {
  if (requests.playback) playback.set_options(*requests.playback);
  if (requests.play && playback.playing()) {
    playback.stop();
  } else if (requests.play && views.timeline.all) {
    playback.start(now_s);
  }
  if (!(requests.play_on || requests.play_back) || !views.timeline.all) return;
  playback.stop();
  if (const auto next = playback.step(*views.timeline.all, chosen_dates(), requests.play_back))
    run(action::SetDates{next->from, next->to});
}

// The next or previous hit of the search: in the open article, then in those of the list, round and round.
void Desk::open_hit(bool back) {
  const auto& articles = views.articles.articles;
  if (articles.empty() || state.view.filter.text.empty()) return;
  const ReaderView& reader = views.reader;
  const auto at =
      reader.article ? std::find(articles.begin(), articles.end(), *reader.article) : articles.end();
  if (at == articles.end()) return run(action::OpenHit{back ? articles.back() : articles.front(), 0});
  const std::size_t hit = reader.hit.value_or(0);
  if (!back && hit + 1 < reader.hits.size())
    return run(action::OpenHit{*at, static_cast<std::uint32_t>(hit + 1)});
  if (back && hit > 0) return run(action::OpenHit{*at, static_cast<std::uint32_t>(hit - 1)});
  const auto index = static_cast<std::size_t>(at - articles.begin());
  const std::size_t next =
      back ? (index + articles.size() - 1) % articles.size() : (index + 1) % articles.size();
  run(action::OpenHit{articles[next], back ? std::numeric_limits<std::uint32_t>::max() : 0});
}

// The next or previous mention of the open article, round and round.
void Desk::step_mention(bool back) {
  if (state.check != Check::none) return step_check(back);
  const auto& highlights = views.reader.highlights;
  if (highlights.empty()) return;
  const Selection& selection = state.view.selection;
  const auto at = std::ranges::find(highlights, selection.mention, &ReaderView::Highlight::mention);
  const auto index = static_cast<std::size_t>(at - highlights.begin());  // one past the last: none is chosen
  const std::size_t n = highlights.size();
  const std::size_t next = back ? (index + n - 1) % n : index == n ? 0 : (index + 1) % n;
  const std::uint32_t mention = highlights[next].mention;
  if (selection.card) return run(action::OpenMention{mention});
  run(action::StepToMention{mention});
}

// The same of what is looked through. What was set right just now is passed over: the list does not know yet.
void Desk::step_check(bool back) {
  const auto& mentions = views.check.of(state.check);
  const std::size_t n = mentions.size();
  const auto at = std::ranges::find(mentions, state.view.selection.mention.value_or(kNoMention));
  auto index = static_cast<std::size_t>(at - mentions.begin());  // one past the last: none is chosen
  for (std::size_t i = 0; i < n; ++i) {
    index = back ? (index == 0 ? n : index) - 1 : (index + 1 >= n ? 0 : index + 1);
    const std::uint32_t mention = mentions[index];
    if (state.check == Check::corrected || is_doubtful(state, mention))
      return run(action::OpenMention{mention});
  }
  run(action::CloseMention{});
}

void Desk::open_page(const std::string& address, double now_s) {
  // Nothing of ours changes the environment.
  const auto opened = open_in_browser(address, std::getenv("PATH"));  // NOLINT(concurrency-mt-unsafe)
  if (!opened) notify({Word::page_not_opened, {opened.error().message}}, true, now_s);
}

void Desk::tell(const SavedPicture& saved, double now_s) {
  const Word how = saved.result ? Word::screenshot_saved : Word::screenshot_failed;
  const std::string folder = saved.result ? saved.file.parent_path().string() : std::string();
  notices.add({how, {saved.result ? saved.file.string() : saved.result.error().message}}, !saved.result,
              now_s, folder);
  stirred_ = true;
}

void Desk::tell_copied(const Result<void>& copied, double now_s) {
  if (copied) return notify({Word::picture_copied}, false, now_s);
  notify({Word::picture_not_copied, {copied.error().message}}, true, now_s);
}

// While articles come in, views are made anew a few times a second, or when the user asks for something.
void Desk::refresh(const Clock& clock) {
  const double begun_s = clock();
  const std::uint64_t before = views.scene.revision;
  const bool held = state.incomplete && begun_s < next_rebuild_s_;
  views.refresh(state, held ? Arrivals::held : Arrivals::shown);
  if (views.scene.revision != before) {
    const double done_s = clock();
    next_rebuild_s_ = done_s + std::max(kRebuildSeconds, kRebuildRest * (done_s - begun_s));
  }
  if (views.scene.revision != drawn_revision_ && std::exchange(fit_pending_, false))
    place.fit(scene_bounds(views.scene, gazetteer));
}

void Desk::find(std::string_view typed) {
  if (const PlaceSearch* search = finder.get()) views.find(state, *search, typed);
}

void Desk::drawn() {
  if (std::exchange(drawn_revision_, views.scene.revision) != views.scene.revision) stirred_ = true;
}

bool Desk::unsaved() const {
  return library.temporary() && !state.corpus.articles.empty();
}

bool Desk::take_stir() {
  return std::exchange(stirred_, false);
}

bool Desk::take_export_end() {
  return std::exchange(export_ended_, false);
}

void Desk::run(Action action) {
  if (std::holds_alternative<action::OpenMention>(action) ||
      std::holds_alternative<action::FlyToArticle>(action) ||
      std::holds_alternative<action::FlyToPlace>(action))
    place.user_moves();  // a part that loads later does not tear it away
  apply(state, std::move(action));
  next_rebuild_s_ = 0;
  stirred_ = true;
}

void Desk::carry_out(Requests requests, double now_s) {
  for (Action& action : requests.actions)
    run(std::move(action));
  store_edits(state, library);
  take_play_requests(requests, now_s);
  if (requests.next_hit || requests.previous_hit) open_hit(requests.previous_hit);
  if (requests.next_mention || requests.previous_mention) step_mention(requests.previous_mention);
  if (requests.open_page) open_page(*requests.open_page, now_s);
  if (requests.copy_text) notify({Word::copied}, false, now_s);
  if (requests.screenshot) save_picture(now_s);
  if (requests.save_picture_as) save_picture_as(*requests.save_picture_as, now_s);
  if (requests.cancel_picture) pictures.cancel();
  if (requests.cancel) library.cancel();
  if (requests.keep) keep_articles(now_s);
  if (requests.open_samples) library.import({folders.samples});
  if (!requests.open_paths.empty()) open_paths(requests.open_paths, now_s);
  if (requests.open_recent && *requests.open_recent < keeper.settings.recent.size())
    open_paths({std::string(keeper.settings.recent[*requests.open_recent])}, now_s);
  if (requests.show_folder) show_folder(*requests.show_folder, now_s);
  if (requests.copy_picture) copy_picture(now_s);
  if (requests.export_data) export_data(*requests.export_data, now_s);
  if (requests.export_corrections) export_corrections();
  if (requests.open_view) open_view(*requests.open_view);
  if (requests.delete_view) {
    keeper.delete_view(*requests.delete_view);
    keep_settings(now_s);
  }
  if (requests.save_view) save_view(std::move(*requests.save_view), now_s);
  if (requests.tool) pointer.hand().set_tool(*requests.tool);
  if (requests.step) {
    place.press(key_of(*requests.step), now_s);
    stirred_ = true;
  }
  if (requests.drop) drop();
  if (requests.change_projection) {
    place.change_projection(now_s);
    stirred_ = true;
  }
  if (requests.close_notice) notices.close_first();
  read_what_is_wanted();
}

// The texts that views asked for.
void Desk::read_what_is_wanted() {
  if (!state.whole.wanted()) return;
  std::vector<std::string> ids;
  for (const std::uint32_t article : state.whole.take_wanted())
    ids.emplace_back(state.corpus.articles[article].id);
  library.read(std::move(ids));
}

void Desk::drop() {
  if (pointer.escape()) return;
  if (state.view.selection.mention) return apply(state, action::CloseMention{});
  apply(state, action::SelectPlaces{});
}

void Desk::keep_settings(double now_s) {
  Settings& settings = keeper.settings;
  settings.theme = state.theme;
  settings.language = state.language;
  settings.map = place.position();
  settings.style = state.style;
  settings.layout = state.layout;
  settings.layout.map_alone = false;
  if (auto now = sitting_now()) keep_sitting(settings, std::move(*now));
  if (const auto kept = keeper.write(); !kept) notify(as_it_is(kept.error().message), true, now_s);
}

// Files and folders are imported, stores open in windows of their own; what is not there is said and
// forgotten.
void Desk::open_paths(const std::vector<std::string>& paths, double now_s) {
  std::vector<fs::path> articles;
  for (const std::string& path : paths) {
    std::error_code gone;
    const fs::path file = fs::absolute(path, gone).lexically_normal();
    auto& recent = keeper.settings.recent;
    if (!fs::exists(file, gone)) {
      std::erase(recent, file.string());
      notify({Word::file_gone, {file.string()}}, true, now_s);
      continue;
    }
    if (geo::text::is_valid_utf8(file.string())) remember_recent(recent, file.string());
    if (file.extension() == ".gpkg" && !fs::is_directory(file, gone)) {
      open_store(file.string(), now_s);
    } else {
      articles.push_back(file);
    }
  }
  if (!articles.empty()) library.import(std::move(articles));
  keep_settings(now_s);
}

void Desk::open_store(const std::string& file, double now_s) {
  if (const auto started = start_program(folders.program, {"--store", file}); !started)
    notify(as_it_is(started.error().message), true, now_s);
}

fs::path Desk::last_folder() const {
  for (const fs::path path : keeper.settings.recent) {
    std::error_code gone;
    if (fs::exists(path, gone)) return path.parent_path();
  }
  return home_folder();
}

void Desk::show_folder(const std::string& folder, double now_s) {
  const auto opener = find_program("xdg-open");
  if (!opener) return notify({Word::no_folder_opener, {"xdg-utils"}}, true, now_s);
  if (const auto started = start_program(*opener, {folder}); !started)
    notify(as_it_is(started.error().message), true, now_s);
}

// One without a name bears its filter in words, or where it stands.
void Desk::save_view(std::string name, double now_s) {
  SavedView view{std::move(name), place.position(), state.view.filter, state.style, state.theme};
  if (view.name.empty()) view.name = without_isolates(views.scene.filter_words);
  if (view.name.empty()) view.name = position_in_name(view.map);
  keeper.save_view(std::move(view));
  keep_settings(now_s);
}

void Desk::open_view(std::size_t index) {
  if (index >= keeper.settings.views.size()) return;
  const SavedView& view = keeper.settings.views[index];
  apply(state, action::SetFilter{view.filter});
  if (view.style) apply(state, action::SetStyle{*view.style});
  if (view.theme) apply(state, action::SetTheme{*view.theme});
  apply(state, action::SetMap{view.map});
  stirred_ = true;
}

void Desk::keep_articles(double now_s) {
  const auto where = user_library();
  if (!where) return notify(as_it_is(where.error().message), true, now_s);
  library.keep(where->string());
  library_ = where->string();
}

void Desk::save_picture(double now_s) {
  const auto saved =
      pictures.save(views.scene, place.camera(), place.scale(), folders.pictures / next_picture_name());
  if (!saved) notify(as_it_is(saved.error().message), true, now_s);
}

void Desk::copy_picture(double now_s) {
  const auto tool = find_clipboard_tool();
  if (!tool) return notify({Word::no_clipboard_tool, {std::string(clipboard_package())}}, true, now_s);
  if (const auto copied = pictures.copy(views.scene, place.camera(), place.scale(), *tool); !copied)
    tell_copied(copied, now_s);
}

// "kharita-2026-11-22-143005.csv"
std::string Desk::next_data_name() const {
  return fmt::format("kharita-{:%Y-%m-%d-%H%M%S}.csv", fmt::localtime(std::time(nullptr)));
}

void Desk::export_corrections() {
  const auto name = fmt::format("corrections-{:%F-%H%M%S}.tsv", fmt::gmtime(std::time(nullptr)));
  library.export_corrections(folders.pictures / name);
}

// Of copies of what passes now, so that the window goes on meanwhile.
void Desk::export_data(const DataOrder& order, double now_s) {
  auto data = std::make_shared<DataExport>(gazetteer, state.corpus, state.result, order);
  if (order.options.format == DataFormat::report) {
    auto picture = pictures.png(views.scene, place.camera(), place.scale());
    if (!picture) notify(as_it_is(picture.error().message), true, now_s);
    data->make_report(views.scene.filter_words, state.language,
                      std::move(picture).value_or(std::vector<std::uint8_t>()));
  }
  library.export_data(order.file, [data](const EachPage& each_page, Progress& progress) {
    return data->write(each_page, progress);
  });
}

void Desk::save_picture_as(const std::string& file, double now_s) {
  const auto started = pictures.start(state.picture, views.scene, place.camera(), place.scale(), file);
  stirred_ = true;
  if (started) return;
  export_ended_ = true;
  tell({file, tl::unexpected(started.error())}, now_s);
}

}  // namespace kharita::app
