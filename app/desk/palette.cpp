#include "app/desk/palette.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "geo/text/normalise.h"

namespace kharita::app {
namespace {

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// 0 the best; none where something typed is not in the label.
std::optional<int> rank(std::string_view typed, std::string_view label) {
  if (label.starts_with(typed)) return 0;
  int worst = 1;
  const auto label_words = words_in(label);
  for (const std::string_view word : words_in(typed)) {
    const bool begins =
        std::ranges::any_of(label_words, [&](std::string_view w) { return w.starts_with(word); });
    if (begins) continue;
    if (label.find(word) == std::string_view::npos) return std::nullopt;
    worst = 2;
  }
  return worst;
}

std::optional<int> rank(std::string_view typed, const Command& command) {
  std::optional<int> best;
  for (const std::string& label : {geo::text::normalise(word(command.word, Language::arabic)),
                                   geo::text::normalise(word(command.word, Language::english)),
                                   geo::text::normalise(keys_of(command))}) {
    const auto found = rank(typed, label);
    if (found && (!best || *found < *best)) best = found;
  }
  return best;
}

}  // namespace

std::vector<CommandId> matching_commands(std::string_view typed, const Situation& now) {
  const std::string folded = geo::text::normalise(typed);
  std::vector<std::tuple<bool, int, CommandId>> found;  // cannot be run, rank
  for (const Command& command : commands()) {
    if (command.id == CommandId::palette) continue;
    const auto how = words_in(folded).empty() ? std::optional(0) : rank(folded, command);
    if (how) found.emplace_back(!is_enabled(command, now), *how, command.id);
  }
  std::sort(found.begin(), found.end());
  std::vector<CommandId> ids;
  for (const auto& entry : found)
    ids.push_back(std::get<CommandId>(entry));
  return ids;
}

std::vector<HelpLine> help_lines(Language language) {
  const auto say = [&](Word w) { return std::string(word(w, language)); };
  std::vector<HelpLine> lines;
  for (std::size_t g = 0; g < static_cast<std::size_t>(CommandGroup::count_); ++g) {
    const auto group = static_cast<CommandGroup>(g);
    lines.push_back({{}, say(word_of(group)), true});
    for (const Command& command : commands()) {
      if (command.group == group && command.keys[0].key != Key::none)
        lines.push_back({keys_of(command), say(command.word)});
    }
    if (lines.back().heading) lines.pop_back();
  }
  lines.push_back({{}, say(Word::with_the_mouse), true});
  for (const auto& [gesture, does] : {std::pair{Word::mouse_drag, Word::mouse_drag_does},
                                      std::pair{Word::mouse_wheel, Word::mouse_wheel_does},
                                      std::pair{Word::mouse_double, Word::mouse_double_does},
                                      std::pair{Word::mouse_box, Word::mouse_box_does},
                                      std::pair{Word::mouse_click, Word::mouse_click_does}})
    lines.push_back({say(gesture), say(does)});
  return lines;
}

}  // namespace kharita::app
