#include "app/model/views/reader_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/texts.h"
#include "app/model/views/article_list_view.h"
#include "app/model/words.h"
#include "geo/text/span_cutter.h"

namespace kharita::app {

namespace {

MentionView::Reading reading(const AppState& state, geo::PlaceId id, float confidence) {
  return {id, reading_label(state, id), id.valid() ? percent(confidence) : std::string()};
}

// Whether a mention that is a place stands in some of the same words.
bool is_overlaid(std::span<const CorpusMention> mentions, const CorpusMention& one) {
  return std::ranges::any_of(mentions, [&](const CorpusMention& other) {
    return other.place.valid() && other.start < one.end && other.end > one.start;
  });
}

// How many bytes of the text its title is, where it begins with a line that is.
std::uint32_t title_bytes(const Article& article) {
  const std::string_view text = article.text;
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const std::size_t end = begin + article.title.size();
  if (article.title.empty() || !text.substr(begin).starts_with(article.title)) return 0;
  const bool alone = end == text.size() || text[end] == '\n' || text[end] == '\r';
  return alone ? static_cast<std::uint32_t>(end) : 0;
}

}  // namespace

ReaderView build_reader_view(const AppState& state) {
  ReaderView view;
  view.article = state.view.selection.article;
  if (!view.article) return view;
  const ArticleHead& head = state.corpus.articles[*view.article];
  view.title = head.title;
  view.detail = article_detail(state, head);
  view.passes = state.result.article_passes[*view.article] != 0;
  const Article* article = whole_article(state, *view.article);
  if (article == nullptr) return view;
  view.title = article->title;
  view.text = article->text;
  view.title_bytes = title_bytes(*article);
  const std::uint32_t first = state.corpus.first_mention[*view.article];
  const auto mentions = state.corpus.mentions_of(*view.article);
  geo::text::SpanCutter cutter(view.text);
  for (std::uint32_t i = 0; i < mentions.size(); ++i) {
    const bool gone = !mentions[i].place.valid();
    if (gone && (!mentions[i].corrected || is_overlaid(mentions, mentions[i]))) continue;
    const std::string_view words = cutter.cut(mentions[i].start, mentions[i].end);
    const auto byte = static_cast<std::uint32_t>(words.data() - view.text.data());
    view.highlights.push_back({byte, byte + static_cast<std::uint32_t>(words.size()), first + i,
                               mentions[i].confidence < kDoubtful,
                               state.result.mention_passes[first + i] != 0, gone});
  }
  view.hits = HitFinder(state.view.filter.text).find(view.text);
  const std::uint32_t hit = state.view.selection.hit.value_or(0);
  if (!view.hits.empty()) view.hit = std::min<std::size_t>(hit, view.hits.size() - 1);
  return view;
}

std::string percent(float confidence) {
  return fmt::format("{:.0f}%", confidence * 100);
}

std::string reading_label(const AppState& state, geo::PlaceId id) {
  if (!id.valid()) return std::string(word(Word::not_a_place, state.language));
  const geo::Place place = state.gazetteer.place(id);
  std::string label = isolated(place_name(place, state.language));
  label += fmt::format(" · {}", kind_word(place.kind, state.language));
  for (const geo::PlaceId part : {place.admin1, place.country}) {
    if (part.valid() && part != id)
      label += fmt::format(" · {}", isolated(place_name(state.gazetteer.place(part), state.language)));
  }
  return label;
}

std::optional<MentionView> build_mention_view(const AppState& state) {
  if (!state.view.selection.mention || !state.view.selection.card) return std::nullopt;
  const CorpusMention& mention = state.corpus.mentions[*state.view.selection.mention];
  MentionView view;
  view.mention = *state.view.selection.mention;
  view.words = mention_words(state, view.mention);
  view.chosen = reading(state, mention.place, mention.confidence);
  const auto rivals = rivals_of(state, view.mention);
  for (const geo::Alternative& rival : rivals) {
    view.alternatives.push_back(reading(state, rival.place, rival.confidence));
  }
  view.corrected = mention.corrected;
  if (mention.corrected) view.read_as = reading(state, mention.read_as, mention.read_confidence);
  const auto bearers = [&](CorrectionScope scope) {
    return static_cast<std::uint32_t>(
        mentions_of_same_name(state.corpus, view.mention, rivals, scope).size());
  };
  view.in_article = bearers(CorrectionScope::article);
  view.everywhere = bearers(CorrectionScope::everywhere);
  return view;
}

}  // namespace kharita::app
