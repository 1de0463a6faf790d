#include "app/desk/commands.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "app/desk/palette.h"
#include "tests/app/model/fixture.h"

using namespace kharita::app;

namespace {

KeyChord chord(char capital, bool control = false, bool shift = false) {
  return {letter_key(capital), control, shift, false};
}

CommandId id_for(const KeyChord& pressed, const AppState& state, KeyboardUse use = {},
                 bool is_repeat = false) {
  const Command* found = command_for(pressed, is_repeat, use, {state});
  return found != nullptr ? found->id : CommandId::count_;
}

}  // namespace

TEST_CASE("commands: no key runs two commands, and every command has words in both languages") {
  std::set<std::string> keys;
  std::set<std::string> of_mention;  // these go before all others
  for (const Command& command : commands()) {
    auto& taken = command.reach == KeyReach::mention ? of_mention : keys;
    for (const KeyChord& key : command.keys) {
      if (key.key != Key::none) CHECK_MESSAGE(taken.insert(chord_name(key)).second, chord_name(key));
    }
    CHECK((command.run != nullptr));
    CHECK_FALSE(word(command.word, Language::arabic).empty());
    CHECK_FALSE(word(command.word, Language::english).empty());
  }
}

TEST_CASE("commands: what a key does depends on who holds the keyboard") {
  AppState state(test_gazetteer());
  CHECK(id_for(chord('G'), state) == CommandId::globe);
  CHECK(id_for(chord('G', false, true), state) == CommandId::globe);  // Shift alone parts no key from it
  CHECK(id_for(chord('G', true), state) == CommandId::count_);
  CHECK(id_for(chord('S', true), state) == CommandId::save_picture);
  CHECK(id_for(chord('S', true, true), state) == CommandId::save_picture_as);
  const KeyboardUse typing{true, true};
  CHECK(id_for(chord('G'), state, typing) == CommandId::count_);
  CHECK(id_for(chord('S', true), state, typing) == CommandId::save_picture);
  const KeyboardUse in_list{false, true};
  CHECK(id_for(chord('G'), state, in_list) == CommandId::globe);
  CHECK(id_for({Key::down}, state, in_list) == CommandId::count_);
  CHECK(id_for({Key::down}, state) == CommandId::move_down);
}

TEST_CASE("commands: what cannot be done now is not run, and a held key repeats only where it may") {
  AppState state(test_gazetteer());
  CHECK(id_for(chord('Z', true), state) == CommandId::count_);
  apply(state, action::AddArticles{small_corpus()});
  apply(state, action::SetText{"باكستان"});
  CHECK(id_for(chord('Z', true), state) == CommandId::undo);
  CHECK(id_for(chord('Z', true), state, {}, true) == CommandId::undo);
  CHECK(id_for(chord('G'), state, {}, true) == CommandId::count_);
  CHECK(id_for({Key::plus}, state, {}, true) == CommandId::zoom_in);
}

TEST_CASE("commands: each asks for something, and a tool's key lays it down again") {
  AppState state(test_gazetteer());
  apply(state, action::AddArticles{small_corpus()});
  Requests up;
  command(CommandId::lasso).run({state}, up);
  CHECK(up.tool == MapTool::lasso);
  Requests down;
  command(CommandId::lasso).run({state, MapTool::lasso}, down);
  CHECK(down.tool == MapTool::move);
  Requests style;
  command(CommandId::style_heat).run({state}, style);
  for (Action& action : style.actions)
    apply(state, std::move(action));
  CHECK(state.style.style == MapStyle::heat);
  CHECK(is_active(command(CommandId::style_heat), {state}));
  CHECK_FALSE(is_active(command(CommandId::style_points), {state}));
}

TEST_CASE("commands: a mention's keys go before all others where its card is open, and only there") {
  AppState state(test_gazetteer());
  ArticleBatch corpus = small_corpus();
  corpus.mentions[0].alternatives = {{place_id("gn:360630"), 0.1f}};
  apply(state, action::AddArticles{std::move(corpus)});
  const auto press = [&](const KeyChord& pressed, KeyboardUse use = {}) {
    Situation now{state};
    now.digit = digit_of(pressed);
    const Command* does = command_for(pressed, false, use, now);
    Requests asked;
    if (does != nullptr) does->run(now, asked);
    for (Action& action : asked.actions)
      apply(state, std::move(action));
    return does != nullptr ? does->id : CommandId::count_;
  };
  const KeyChord down{Key::down, false, false, true};
  CHECK(press(down) == CommandId::count_);  // no article is open
  apply(state, action::OpenArticle{0});
  CHECK(press(down) == CommandId::next_mention);
  CHECK(press(down, {false, true}) == CommandId::next_mention);  // a list's arrows are without Alt
  CHECK(press(down, {true, true}) == CommandId::count_);
  CHECK(press({Key::enter}) == CommandId::count_);
  apply(state, action::StepToMention{0});
  CHECK(press(chord('1')) == CommandId::style_points);
  CHECK(press({Key::remove}) == CommandId::count_);
  CHECK(press({Key::enter}) == CommandId::open_mention);
  CHECK(state.view.selection.card);
  CHECK(press({Key::enter}) == CommandId::count_);  // a button's again
  CHECK(press(chord('2')) == CommandId::choose_reading);
  CHECK(state.corpus.mentions[0].place == place_id("gn:360630"));
  CHECK(press(chord('1')) == CommandId::choose_reading);
  CHECK(state.corpus.mentions[0].place == place_id("gn:1166993"));
  CHECK(press(chord('3')) == CommandId::style_areas);  // there is no such reading
  CHECK(press(chord('2', true)) == CommandId::count_);
  CHECK(press({Key::remove}, {true, true}) == CommandId::count_);
  CHECK(press({Key::remove}) == CommandId::no_place);
  CHECK_FALSE(state.corpus.mentions[0].place.valid());
  CHECK(press({Key::remove}) == CommandId::count_);
  CHECK(press(chord('2'), {true, true}) == CommandId::count_);
  apply(state, action::CloseMention{});
  CHECK(press(chord('2')) == CommandId::style_clusters);
}

TEST_CASE("commands: the open article is cited, its address copied, its page opened where it is of the web") {
  AppState state(test_gazetteer());
  ArticleBatch corpus = small_corpus();
  corpus.articles[0].url = "https://example.org/a";
  corpus.articles[1].url = "file:///tmp/a";
  apply(state, action::AddArticles{std::move(corpus)});
  const auto enabled = [&](CommandId id) { return is_enabled(command(id), {state}); };
  for (const CommandId id : {CommandId::open_page, CommandId::copy_address, CommandId::copy_citation,
                             CommandId::zoom_article, CommandId::next_mention})
    CHECK_FALSE(enabled(id));
  apply(state, action::OpenArticle{0});
  Requests asked;
  for (const CommandId id : {CommandId::open_page, CommandId::copy_address}) {
    REQUIRE(enabled(id));
    command(id).run({state}, asked);
  }
  CHECK(asked.open_page == "https://example.org/a");
  CHECK(asked.copy_text == "https://example.org/a");
  command(CommandId::copy_citation).run({state}, asked);
  CHECK(asked.copy_text->find("عنوان a") != std::string::npos);
  apply(state, action::OpenArticle{1});
  CHECK_FALSE(enabled(CommandId::open_page));
  CHECK(enabled(CommandId::copy_address));
  apply(state, action::OpenArticle{2});
  CHECK_FALSE(enabled(CommandId::copy_address));
  CHECK(enabled(CommandId::zoom_article));
}

TEST_CASE("commands: the README's table of keys is the table's") {
  std::ifstream in(KHARITA_SOURCE_DIR "/README.md");
  const std::string readme((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const std::string table = keys_table(Language::english);
  CHECK_MESSAGE(readme.find(table) != std::string::npos, table);
}

TEST_CASE("palette: what is typed in either language finds commands, best first") {
  AppState state(test_gazetteer());
  const Situation now{state};
  CHECK(matching_commands("", now).size() == commands().size() - 1);
  for (const char* typed : {"zoom", "Zoom in", "تكبير"}) {
    CAPTURE(typed);
    const auto found = matching_commands(typed, now);
    REQUIRE_FALSE(found.empty());
    CHECK(found.front() == CommandId::zoom_in);
  }
  const auto lasso = matching_commands("lasso sel", now);
  REQUIRE(lasso.size() == 1);
  CHECK(lasso.front() == CommandId::lasso);
  CHECK(matching_commands("ققزظ", now).empty());
  CHECK(matching_commands(std::string(10'000, 'x'), now).empty());
}

TEST_CASE("palette: what cannot be done now stands last") {
  AppState state(test_gazetteer());
  const auto found = matching_commands("", {state});
  const auto first_disabled =
      std::ranges::find_if(found, [&](CommandId id) { return !is_enabled(command(id), {state}); });
  CHECK(first_disabled != found.end());
  CHECK(std::all_of(first_disabled, found.end(),
                    [&](CommandId id) { return !is_enabled(command(id), {state}); }));
}

TEST_CASE("help: every key is told once, under its group, in both languages") {
  for (const Language language : {Language::arabic, Language::english}) {
    const auto lines = help_lines(language);
    for (const Command& command : commands()) {
      if (command.keys[0].key == Key::none) continue;
      CHECK(std::ranges::count(lines, keys_of(command), &HelpLine::keys) == 1);
    }
    CHECK(lines.front().heading);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
      CHECK_FALSE((lines[i].heading && lines[i + 1].heading));
  }
}
