#include "app/desk/commands.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/open_article.h"

namespace kharita::app {
namespace {

using Enabled = bool (*)(const Situation&);

constexpr KeyChord kNone{};
constexpr KeyChord plain(Key key) {
  return {key, false, false, false};
}
constexpr KeyChord plain(char capital) {
  return plain(letter_key(capital));
}
constexpr KeyChord control(char capital) {
  return {letter_key(capital), true, false, false};
}
constexpr KeyChord alt(Key key) {
  return {key, false, false, true};
}
constexpr KeyChord control_shift(char capital) {
  return {letter_key(capital), true, true, false};
}

bool has_articles(const Situation& now) {
  return !now.state.corpus.articles.empty();
}

bool is_open(const Situation& now) {
  return now.state.view.selection.article.has_value();
}
bool has_mentions(const Situation& now) {
  if (now.state.check != Check::none) return true;
  return is_open(now) && !now.state.corpus.mentions_of(*now.state.view.selection.article).empty();
}
// The mention whose card is open.
std::optional<std::uint32_t> mention_on_card(const Situation& now) {
  const Selection& selection = now.state.view.selection;
  return selection.card ? selection.mention : std::nullopt;
}
bool is_stepped_to(const Situation& now) {
  return now.state.view.selection.mention && !now.state.view.selection.card;
}
void open_mention(const Situation& now, Requests& ask) {
  ask.actions.emplace_back(action::OpenMention{*now.state.view.selection.mention});
}
bool has_reading(const Situation& now) {
  const auto mention = mention_on_card(now);
  return mention && reading_at(now.state, *mention, now.digit).valid();
}
void choose_reading(const Situation& now, Requests& ask) {
  ask_correction(now.state, reading_at(now.state, *mention_on_card(now), now.digit), ask);
}
bool has_place(const Situation& now) {
  const auto mention = mention_on_card(now);
  return mention && now.state.corpus.mentions[*mention].place.valid();
}
bool names_places(const Situation& now) {
  return !places_of_open_article(now.state).empty();
}
bool has_page(const Situation& now) {
  const Article* article = open_article(now.state);
  return article != nullptr && is_web_address(article->url);
}
bool has_address(const Situation& now) {
  const Article* article = open_article(now.state);
  return article != nullptr && !article->url.empty();
}

bool is_searched(const Situation& now) {
  return !now.state.view.filter.text.empty();
}

template <MapStyle style>
bool is_style(const Situation& now) {
  return now.state.style.style == style;
}
template <MapStyle style>
void set_style(const Situation& now, Requests& ask) {
  StyleOptions next = now.state.style;
  next.style = style;
  ask.actions.emplace_back(action::SetStyle{next});
}

template <MapTool tool>
bool is_tool(const Situation& now) {
  return now.tool == tool;
}
// The key that takes a tool up lays it down, too.
template <MapTool tool>
void take_tool(const Situation& now, Requests& ask) {
  ask.tool = now.tool == tool ? MapTool::move : tool;
}

template <MapStep step>
void move(const Situation&, Requests& ask) {
  ask.step = step;
}
template <bool Requests::*wish>
void wish_for(const Situation&, Requests& ask) {
  ask.*wish = true;
}
template <typename Asked>
void ask_for(const Situation&, Requests& ask) {
  ask.actions.emplace_back(Asked{});
}

void change_theme(const Situation& now, Requests& ask) {
  const bool dark = now.state.theme == Theme::dark;
  ask.actions.emplace_back(action::SetTheme{dark ? Theme::light : Theme::dark});
}
void change_language(const Situation& now, Requests& ask) {
  const bool english = now.state.language == Language::english;
  ask.actions.emplace_back(action::SetLanguage{english ? Language::arabic : Language::english});
}

template <bool LayoutState::*folded>
bool is_shown(const Situation& now) {
  return !(now.state.layout.*folded) && !now.state.layout.map_alone;
}
// A panel that is hidden with all others comes alone.
template <bool LayoutState::*folded>
void fold(const Situation& now, Requests& ask) {
  LayoutState next = now.state.layout;
  if (next.map_alone) {
    next.map_alone = false;
    next.filters_folded = next.articles_folded = next.timeline_folded = true;
  }
  next.*folded = !(next.*folded);
  ask.actions.emplace_back(action::SetLayout{next});
}
void toggle_map_alone(const Situation& now, Requests& ask) {
  LayoutState next = now.state.layout;
  next.map_alone = !next.map_alone;
  ask.actions.emplace_back(action::SetLayout{next});
}
void fold_legend(const Situation& now, Requests& ask) {
  LayoutState next = now.state.layout;
  next.legend_folded = !next.legend_folded;
  ask.actions.emplace_back(action::SetLayout{next});
}
template <int by>
void scale_text(const Situation& now, Requests& ask) {
  LayoutState next = now.state.layout;
  next.text_percent = by == 0 ? 100 : next.text_percent + by;
  ask.actions.emplace_back(action::SetLayout{next});
}

std::optional<Message> step_in_words(Word pattern, const std::vector<Step>& steps, Language language) {
  if (steps.empty()) return std::nullopt;
  return Message{pattern, {std::string(word(steps.back().what, language))}};
}

constexpr auto kMention = KeyReach::mention;
constexpr auto kAnywhere = KeyReach::everywhere;
constexpr auto kNotTyping = KeyReach::not_typing;
constexpr auto kMap = KeyReach::map;

// clang-format off
constexpr std::array kCommands{
    Command{CommandId::open_files, CommandGroup::articles, Word::open_files, Icon::folder,
            {control('O'), kNone}, kAnywhere, false, nullptr, nullptr, wish_for<&Requests::open_files>},
    Command{CommandId::open_folder, CommandGroup::articles, Word::open_folder, Icon::folder,
            {control_shift('O'), kNone}, kAnywhere, false, nullptr, nullptr, wish_for<&Requests::open_folder>},
    Command{CommandId::open_samples, CommandGroup::articles, Word::open_samples, Icon::folder, {kNone, kNone},
            kAnywhere, false, nullptr, nullptr, wish_for<&Requests::open_samples>},
    Command{CommandId::keep_articles, CommandGroup::articles, Word::keep, Icon::folder, {kNone, kNone},
            kAnywhere, false, [](const Situation& s) { return s.temporary && has_articles(s); }, nullptr,
            wish_for<&Requests::keep>},
    Command{CommandId::close_article, CommandGroup::articles, Word::close_article, Icon::close, {kNone, kNone},
            kAnywhere, false, is_open, nullptr, ask_for<action::OpenArticle>},
    Command{CommandId::next_mention, CommandGroup::articles, Word::next_mention, Icon::chevron_end,
            {alt(Key::down), kNone}, kMention, true, has_mentions, nullptr, wish_for<&Requests::next_mention>},
    Command{CommandId::previous_mention, CommandGroup::articles, Word::previous_mention, Icon::chevron_start,
            {alt(Key::up), kNone}, kMention, true, has_mentions, nullptr,
            wish_for<&Requests::previous_mention>},
    Command{CommandId::open_mention, CommandGroup::articles, Word::open_mention, Icon::info,
            {plain(Key::enter), kNone}, kMention, false, is_stepped_to, nullptr, open_mention},
    Command{CommandId::choose_reading, CommandGroup::articles, Word::choose_reading, Icon::check,
            {plain(Key::digit), kNone}, kMention, false, has_reading, nullptr, choose_reading},
    Command{CommandId::no_place, CommandGroup::articles, Word::not_a_place, Icon::trash,
            {plain(Key::remove), kNone}, kMention, false, has_place, nullptr,
            [](const Situation& s, Requests& ask) { ask_correction(s.state, {}, ask); }},
    Command{CommandId::zoom_article, CommandGroup::articles, Word::zoom_article, Icon::fit_world,
            {plain('Z'), kNone}, kNotTyping, false, names_places, nullptr, ask_for<action::FlyToArticle>},
    Command{CommandId::open_page, CommandGroup::articles, Word::open_page, Icon::globe, {kNone, kNone},
            kAnywhere, false, has_page, nullptr,
            [](const Situation& s, Requests& ask) { ask.open_page = open_article(s.state)->url; }},
    Command{CommandId::copy_address, CommandGroup::articles, Word::copy_address, Icon::none, {kNone, kNone},
            kAnywhere, false, has_address, nullptr,
            [](const Situation& s, Requests& ask) { ask.copy_text = open_article(s.state)->url; }},
    Command{CommandId::copy_citation, CommandGroup::articles, Word::copy_citation, Icon::none, {kNone, kNone},
            kAnywhere, false, [](const Situation& s) { return open_article(s.state) != nullptr; }, nullptr,
            [](const Situation& s, Requests& ask) {
              ask.copy_text = citation(*open_article(s.state), s.state.language);
            }},
    Command{CommandId::check, CommandGroup::articles, Word::check, Icon::check, {plain(Key::f9), kNone},
            kAnywhere, false, has_articles, [](const Situation& s) { return s.state.check != Check::none; },
            [](const Situation& s, Requests& ask) {
              const bool checks = s.state.check != Check::none;
              ask.actions.emplace_back(action::SetCheck{checks ? Check::none : Check::doubtful});
            }},
    Command{CommandId::undo, CommandGroup::edit, Word::undo, Icon::undo, {control('Z'), kNone},
            kNotTyping, true, [](const Situation& s) { return !s.state.undo.empty(); }, nullptr,
            ask_for<action::Undo>,
            [](const Situation& s) { return step_in_words(Word::undo_what, s.state.undo, s.state.language); }},
    Command{CommandId::redo, CommandGroup::edit, Word::redo, Icon::redo, {control('Y'), control_shift('Z')},
            kNotTyping, true, [](const Situation& s) { return !s.state.redo.empty(); }, nullptr,
            ask_for<action::Redo>,
            [](const Situation& s) { return step_in_words(Word::redo_what, s.state.redo, s.state.language); }},
    Command{CommandId::clear_filters, CommandGroup::edit, Word::clear_all, Icon::close, {kNone, kNone},
            kAnywhere, false,
            [](const Situation& s) {
              return s.state.view.filter != Filter{} || !s.state.view.selection.places.empty();
            },
            nullptr, ask_for<action::ClearFilter>},
    Command{CommandId::search_texts, CommandGroup::edit, Word::search_text, Icon::search,
            {control_shift('F'), kNone}, kAnywhere, false, nullptr, nullptr,
            wish_for<&Requests::search_texts>},
    Command{CommandId::next_hit, CommandGroup::edit, Word::next_hit, Icon::chevron_end,
            {plain(Key::f3), kNone}, kAnywhere, true, is_searched, nullptr, wish_for<&Requests::next_hit>},
    Command{CommandId::previous_hit, CommandGroup::edit, Word::previous_hit, Icon::chevron_start,
            {KeyChord{Key::f3, false, true, false}, kNone}, kAnywhere, true, is_searched, nullptr,
            wish_for<&Requests::previous_hit>},
    Command{CommandId::play, CommandGroup::edit, Word::play, Icon::play, {plain('P'), kNone},
            kNotTyping, false, has_articles, nullptr, wish_for<&Requests::play>},
    Command{CommandId::play_on, CommandGroup::edit, Word::play_on, Icon::chevron_end, {plain(']'), kNone},
            kNotTyping, true, has_articles, nullptr, wish_for<&Requests::play_on>},
    Command{CommandId::play_back, CommandGroup::edit, Word::play_back, Icon::chevron_start, {plain('['), kNone},
            kNotTyping, true, has_articles, nullptr, wish_for<&Requests::play_back>},
    Command{CommandId::find_place, CommandGroup::map, Word::find_on_map, Icon::search, {control('F'), kNone},
            kAnywhere, false, nullptr, [](const Situation& s) { return s.find_open; },
            wish_for<&Requests::find_place>},
    Command{CommandId::zoom_in, CommandGroup::map, Word::zoom_in, Icon::zoom_in, {plain(Key::plus), kNone},
            kNotTyping, true, nullptr, nullptr, move<MapStep::zoom_in>},
    Command{CommandId::zoom_out, CommandGroup::map, Word::zoom_out, Icon::zoom_out, {plain(Key::minus), kNone},
            kNotTyping, true, nullptr, nullptr, move<MapStep::zoom_out>},
    Command{CommandId::zoom_all, CommandGroup::map, Word::zoom_all, Icon::fit_world, {plain(Key::home), kNone},
            kMap, false, nullptr, nullptr, ask_for<action::FlyToScene>},
    Command{CommandId::globe, CommandGroup::map, Word::globe_or_flat, Icon::globe, {plain('G'), kNone},
            kNotTyping, false, nullptr, nullptr,
            wish_for<&Requests::change_projection>},
    Command{CommandId::rectangle, CommandGroup::map, Word::select_rectangle, Icon::rectangle, {plain('R'), kNone},
            kNotTyping, false, nullptr, is_tool<MapTool::rectangle>, take_tool<MapTool::rectangle>},
    Command{CommandId::lasso, CommandGroup::map, Word::select_lasso, Icon::lasso, {plain('L'), kNone},
            kNotTyping, false, nullptr, is_tool<MapTool::lasso>, take_tool<MapTool::lasso>},
    Command{CommandId::drop, CommandGroup::map, Word::drop_selection, Icon::cancel, {plain(Key::escape), kNone},
            kMap, false, nullptr, nullptr, wish_for<&Requests::drop>},
    Command{CommandId::style_points, CommandGroup::map, Word::style_points, Icon::style_points,
            {plain('1'), kNone}, kNotTyping, false, nullptr, is_style<MapStyle::points>,
            set_style<MapStyle::points>},
    Command{CommandId::style_clusters, CommandGroup::map, Word::style_clusters, Icon::style_clusters,
            {plain('2'), kNone}, kNotTyping, false, nullptr, is_style<MapStyle::clusters>,
            set_style<MapStyle::clusters>},
    Command{CommandId::style_areas, CommandGroup::map, Word::style_areas, Icon::style_areas,
            {plain('3'), kNone}, kNotTyping, false, nullptr, is_style<MapStyle::areas>,
            set_style<MapStyle::areas>},
    Command{CommandId::style_heat, CommandGroup::map, Word::style_heat, Icon::style_heat,
            {plain('4'), kNone}, kNotTyping, false, nullptr, is_style<MapStyle::heat>,
            set_style<MapStyle::heat>},
    Command{CommandId::style_arcs, CommandGroup::map, Word::style_arcs, Icon::style_arcs,
            {plain('5'), kNone}, kNotTyping, false, nullptr, is_style<MapStyle::arcs>,
            set_style<MapStyle::arcs>},
    Command{CommandId::move_left, CommandGroup::map, Word::move_left, Icon::none, {plain(Key::left), kNone},
            kMap, true, nullptr, nullptr, move<MapStep::left>},
    Command{CommandId::move_right, CommandGroup::map, Word::move_right, Icon::none, {plain(Key::right), kNone},
            kMap, true, nullptr, nullptr, move<MapStep::right>},
    Command{CommandId::move_up, CommandGroup::map, Word::move_up, Icon::none, {plain(Key::up), kNone},
            kMap, true, nullptr, nullptr, move<MapStep::up>},
    Command{CommandId::move_down, CommandGroup::map, Word::move_down, Icon::none, {plain(Key::down), kNone},
            kMap, true, nullptr, nullptr, move<MapStep::down>},
    Command{CommandId::save_picture, CommandGroup::pictures, Word::screenshot, Icon::camera, {control('S'), kNone},
            kAnywhere, false, nullptr, nullptr, wish_for<&Requests::screenshot>},
    Command{CommandId::save_picture_as, CommandGroup::pictures, Word::export_title, Icon::options,
            {control_shift('S'), kNone}, kAnywhere, false, nullptr, nullptr, wish_for<&Requests::open_export>},
    Command{CommandId::copy_picture, CommandGroup::pictures, Word::copy_picture, Icon::camera,
            {control_shift('C'), kNone}, kAnywhere, false, nullptr, nullptr, wish_for<&Requests::copy_picture>},
    Command{CommandId::export_data, CommandGroup::pictures, Word::export_data, Icon::list,
            {control('E'), kNone}, kAnywhere, false, has_articles, nullptr,
            wish_for<&Requests::open_export_data>},
    Command{CommandId::export_corrections, CommandGroup::pictures, Word::export_corrections, Icon::list,
            {kNone, kNone}, kAnywhere, false, has_articles, nullptr, wish_for<&Requests::export_corrections>},
    Command{CommandId::theme, CommandGroup::window, Word::theme, Icon::sun, {kNone, kNone},
            kAnywhere, false, nullptr, nullptr, change_theme},
    Command{CommandId::language, CommandGroup::window, Word::in_other_language, Icon::language, {kNone, kNone},
            kAnywhere, false, nullptr, nullptr, change_language},
    Command{CommandId::fold_filters, CommandGroup::window, Word::panel_filters, Icon::filter,
            {plain(Key::f6), kNone}, kAnywhere, false, nullptr, is_shown<&LayoutState::filters_folded>,
            fold<&LayoutState::filters_folded>},
    Command{CommandId::fold_articles, CommandGroup::window, Word::panel_articles, Icon::list,
            {plain(Key::f7), kNone}, kAnywhere, false, nullptr, is_shown<&LayoutState::articles_folded>,
            fold<&LayoutState::articles_folded>},
    Command{CommandId::fold_timeline, CommandGroup::window, Word::panel_timeline, Icon::calendar,
            {plain(Key::f8), kNone}, kAnywhere, false, nullptr, is_shown<&LayoutState::timeline_folded>,
            fold<&LayoutState::timeline_folded>},
    Command{CommandId::map_alone, CommandGroup::window, Word::full_map, Icon::fit_world,
            {plain(Key::f11), kNone}, kAnywhere, false, nullptr,
            [](const Situation& s) { return s.state.layout.map_alone; }, toggle_map_alone},
    Command{CommandId::fold_legend, CommandGroup::window, Word::fold_legend, Icon::none, {kNone, kNone},
            kAnywhere, false, nullptr, [](const Situation& s) { return !s.state.layout.legend_folded; },
            fold_legend},
    Command{CommandId::larger_text, CommandGroup::window, Word::larger_text, Icon::none,
            {control(static_cast<char>(Key::plus)), kNone}, kAnywhere, true, nullptr, nullptr,
            scale_text<LayoutState::kTextStep>},
    Command{CommandId::smaller_text, CommandGroup::window, Word::smaller_text, Icon::none,
            {control(static_cast<char>(Key::minus)), kNone}, kAnywhere, true, nullptr, nullptr,
            scale_text<-LayoutState::kTextStep>},
    Command{CommandId::normal_text, CommandGroup::window, Word::normal_text, Icon::none,
            {control('0'), kNone}, kAnywhere, false, nullptr, nullptr, scale_text<0>},
    Command{CommandId::menu, CommandGroup::window, Word::menu, Icon::menu, {plain(Key::f10), kNone},
            kAnywhere, false, nullptr, nullptr, wish_for<&Requests::open_menu>},
    Command{CommandId::palette, CommandGroup::window, Word::all_commands, Icon::list, {control('K'), kNone},
            kAnywhere, false, nullptr, nullptr, wish_for<&Requests::open_palette>},
    Command{CommandId::keys_help, CommandGroup::window, Word::keys_help, Icon::info, {plain(Key::f1), kNone},
            kAnywhere, false, nullptr, nullptr, wish_for<&Requests::open_help>},
    Command{CommandId::quit, CommandGroup::window, Word::quit, Icon::close, {control('Q'), kNone},
            kAnywhere, false, nullptr, nullptr, wish_for<&Requests::quit>},
};
// clang-format on
static_assert(kCommands.size() == static_cast<std::size_t>(CommandId::count_));

constexpr bool in_order() {
  for (std::size_t i = 0; i < kCommands.size(); ++i) {
    if (static_cast<std::size_t>(kCommands[i].id) != i) return false;
  }
  return true;
}
static_assert(in_order(), "kCommands follows the order of CommandId");

bool may_reach(KeyReach reach, const KeyboardUse& use) {
  if (use.typing) return reach == KeyReach::everywhere;
  return !(use.in_list && reach == KeyReach::map);
}

bool has_key(const Command& command, const KeyChord& chord) {
  return std::ranges::any_of(command.keys, [&](const KeyChord& key) {
    if (key.key == Key::digit) return digit_of(chord) != 0;
    return key.key != Key::none && key == chord;
  });
}

// What is a mention's only where one waits for it: 1 chooses a reading there, else a style.
const Command* command_with(const KeyChord& chord, const Situation& now) {
  const Command* found = nullptr;
  for (const Command& command : kCommands) {
    if (!has_key(command, chord)) continue;
    if (command.reach == KeyReach::mention && is_enabled(command, now)) return &command;
    if (found == nullptr || found->reach == KeyReach::mention) found = &command;
  }
  return found;
}

}  // namespace

Word word_of(CommandGroup group) noexcept {
  switch (group) {
    case CommandGroup::articles:
      return Word::group_articles;
    case CommandGroup::edit:
      return Word::group_edit;
    case CommandGroup::map:
      return Word::group_map;
    case CommandGroup::pictures:
      return Word::group_pictures;
    case CommandGroup::window:
    case CommandGroup::count_:
      break;
  }
  return Word::group_window;
}

std::span<const Command> commands() noexcept {
  return kCommands;
}

const Command& command(CommandId id) noexcept {
  return kCommands[static_cast<std::size_t>(id)];
}

bool is_enabled(const Command& command, const Situation& now) {
  return command.enabled == nullptr || command.enabled(now);
}

bool is_active(const Command& command, const Situation& now) {
  return command.active != nullptr && command.active(now);
}

void ask_correction(const AppState& state, geo::PlaceId place, Requests& ask) {
  if (!state.view.selection.mention) return;
  const std::uint32_t mention = *state.view.selection.mention;
  ask.actions.emplace_back(action::CorrectMention{mention, place, state.scope});
  if (state.check == Check::doubtful) {
    ask.next_mention = true;
  } else if (place.valid()) {
    ask.actions.emplace_back(action::OpenMention{mention});
  }
}

const Command* command_for(const KeyChord& pressed, bool is_repeat, const KeyboardUse& use,
                           const Situation& now) {
  const Command* found = command_with(pressed, now);
  if (found == nullptr && pressed.shift)
    found = command_with({pressed.key, pressed.control, false, pressed.alt}, now);
  if (found == nullptr || (is_repeat && !found->repeats)) return nullptr;
  return may_reach(found->reach, use) && is_enabled(*found, now) ? found : nullptr;
}

std::string keys_of(const Command& command) {
  return chord_name(command.keys[0]);
}

std::string words_of(const Command& command, const Situation& now) {
  const auto detail = command.detail != nullptr ? command.detail(now) : std::nullopt;
  return say(detail.value_or(Message{command.word}), now.state.language);
}

std::string tip_of(const Command& command, const Situation& now) {
  const std::string words = words_of(command, now);
  const std::string keys = keys_of(command);
  return keys.empty() ? words : fmt::format("{} ({})", words, isolated(keys));
}

std::string keys_table(Language language) {
  std::string table = "| key | |\n|---|---|\n";
  for (const Command& command : kCommands) {
    const std::string first = chord_name(command.keys[0]);
    if (first.empty()) continue;
    const std::string second = chord_name(command.keys[1]);
    table += fmt::format("| `{}`{} | {} |\n", first, second.empty() ? "" : fmt::format(", `{}`", second),
                         word(command.word, language));
  }
  return table;
}

}  // namespace kharita::app
