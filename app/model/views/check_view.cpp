#include "app/model/views/check_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "app/model/message.h"
#include "app/model/texts.h"
#include "app/model/views/article_list_view.h"
#include "app/model/views/reader_view.h"
#include "geo/text/dates.h"
#include "geo/text/span_cutter.h"

namespace kharita::app {
namespace {

constexpr std::size_t kMostRivals = 3;  // of a row

std::string_view made_at(const AppState& state, std::uint32_t index) {
  const CorpusMention& mention = state.corpus.mentions[index];
  const auto found =
      state.made_at.find(correction_key(state.corpus.articles[mention.article].id, mention.start));
  return found != state.made_at.end() ? std::string_view(found->second) : std::string_view();
}

// "1 February 2024, 10:00" of "2024-02-01T10:00:00Z"; else as it is.
std::string time_words(std::string_view iso, Language language) {
  const auto day = geo::text::parse_timestamp(iso);
  if (!day || iso.size() != std::string_view("2024-02-01T10:00:00Z").size()) return std::string(iso);
  return fmt::format("{} {} UTC", isolated(date_words(*day, language)), iso.substr(11, 5));
}

std::string rivals_in_words(const AppState& state, std::uint32_t mention) {
  std::string words;
  std::size_t n = 0;
  for (const geo::Alternative& rival : rivals_of(state, mention)) {
    if (n++ == kMostRivals) break;
    words += words.empty()            ? fmt::format("{}: ", word(Word::alternatives, state.language))
             : is_rtl(state.language) ? "، "
                                      : ", ";
    words += isolated(reading_label(state, rival.place));
  }
  return words;
}

std::string correction_in_words(const AppState& state, std::uint32_t index) {
  const CorpusMention& mention = state.corpus.mentions[index];
  std::string words;
  if (const auto time = made_at(state, index); !time.empty())
    words = fmt::format("{} · ", isolated(time_words(time, state.language)));
  return words + say({Word::was_read_as, {reading_label(state, mention.read_as)}}, state.language);
}

}  // namespace

bool is_doubtful(const AppState& state, std::uint32_t index) {
  const CorpusMention& mention = state.corpus.mentions[index];
  return state.result.mention_passes[index] != 0 && !mention.corrected && mention.confidence < kDoubtful;
}

CheckView build_check_view(const AppState& state) {
  const Corpus& corpus = state.corpus;
  CheckView view;
  // How many that are doubtful, or were, bear it: so that none moves while they are gone through.
  std::vector<std::uint32_t> of_name;
  for (std::uint32_t i = 0; i < corpus.mentions.size(); ++i) {
    const CorpusMention& mention = corpus.mentions[i];
    if (mention.corrected) view.corrected.push_back(i);
    const bool doubtful = is_doubtful(state, i);
    if (!doubtful && !(mention.corrected && mention.read_confidence < kDoubtful)) continue;
    if (doubtful) view.doubtful.push_back(i);
    const std::uint32_t name = corpus.name_of(mention);
    if (name >= of_name.size()) of_name.resize(name + 1, 0);
    ++of_name[name];
  }
  std::ranges::sort(view.doubtful, [&](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t first = corpus.name_of(corpus.mentions[a]);
    const std::uint32_t second = corpus.name_of(corpus.mentions[b]);
    if (of_name[first] != of_name[second]) return of_name[first] > of_name[second];
    return first != second ? first < second : a < b;
  });
  std::ranges::stable_sort(view.corrected, [&](std::uint32_t a, std::uint32_t b) {
    return made_at(state, a) > made_at(state, b);
  });
  return view;
}

CheckRow build_check_row(const AppState& state, std::uint32_t index) {
  const CorpusMention& mention = state.corpus.mentions[index];
  CheckRow row;
  // The place goes first: in the window's language, so that the line runs as the window does.
  row.title = reading_label(state, mention.place);
  if (!mention.corrected) row.title += fmt::format(" · {}", isolated(percent(mention.confidence)));
  row.title += fmt::format(" · {}", isolated(fmt::format("«{}»", mention_words(state, index))));
  row.detail = mention.corrected ? correction_in_words(state, index) : rivals_in_words(state, index);
  if (row.detail.empty()) row.detail = state.corpus.articles[mention.article].title;
  const Article* article = whole_article(state, mention.article);
  if (article == nullptr) return row;
  const std::string_view text = article->text;
  const std::string_view words = geo::text::SpanCutter(text).cut(mention.start, mention.end);
  const auto start = static_cast<std::uint32_t>(words.data() - text.data());
  Snippet snippet = snippet_of(text, {{start, start + static_cast<std::uint32_t>(words.size())}});
  row.snippet = std::move(snippet.text);
  row.snippet_hits = std::move(snippet.hits);
  return row;
}

}  // namespace kharita::app
