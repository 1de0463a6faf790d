#include "app/model/views/article_list_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <numeric>

#include "app/model/texts.h"
#include "app/model/views/selected.h"
#include "app/model/words.h"

namespace kharita::app {

namespace {

// Of places: what the user said is none does not count.
std::size_t mention_count(const Corpus& corpus, std::uint32_t article) {
  return static_cast<std::size_t>(std::ranges::count_if(
      corpus.mentions_of(article), [](const CorpusMention& mention) { return mention.place.valid(); }));
}

// The place of each name in the order of the alphabet; articles without a source come last.
std::vector<std::uint32_t> ranks_of(std::span<const std::string> names) {
  std::vector<std::uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    if (names[a].empty() != names[b].empty()) return names[b].empty();
    return names[a] < names[b];
  });
  std::vector<std::uint32_t> ranks(names.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank)
    ranks[order[rank]] = rank;
  return ranks;
}

// Of each article a number that it is sorted by before its date, the least first.
std::vector<std::uint32_t> first_keys(const AppState& state, const std::vector<std::uint32_t>& hits) {
  const Corpus& corpus = state.corpus;
  std::vector<std::uint32_t> keys(corpus.articles.size(), 0);
  const auto set = [&](auto key_of) {
    for (std::uint32_t i = 0; i < keys.size(); ++i)
      keys[i] = static_cast<std::uint32_t>(key_of(i));
  };
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  switch (state.view.order) {
    case ArticleOrder::newest_first:
    case ArticleOrder::oldest_first:
      break;
    case ArticleOrder::most_places:
      set([&](std::uint32_t i) { return kMost - mention_count(corpus, i); });
      break;
    case ArticleOrder::source: {
      const std::vector<std::uint32_t> ranks = ranks_of(state.engine.sources().names());
      set([&](std::uint32_t i) { return ranks[state.engine.sources().of(i)]; });
      break;
    }
    case ArticleOrder::relevance:
      if (!hits.empty()) set([&](std::uint32_t i) { return kMost - hits[i]; });
      break;
  }
  return keys;
}

// The newest or the oldest first; articles without a date stand last.
std::uint32_t date_key(const std::optional<Date>& published, bool oldest) {
  if (!published) return std::numeric_limits<std::uint32_t>::max();
  const std::int32_t day =
      static_cast<std::int32_t>(std::chrono::sys_days(*published).time_since_epoch().count());
  constexpr std::uint32_t kMiddle = 1U << 30U;  // further from any day than the calendar reaches
  return kMiddle + static_cast<std::uint32_t>(oldest ? day : -day);
}

struct Keyed {
  std::uint64_t key = 0;
  std::uint32_t article = 0;
};

// Stable. By digits of 16 bits, of which those that all have alike are passed over: O(articles), where
// comparing would take a million articles half a second.
void sort_by_key(std::vector<Keyed>& items) {
  constexpr unsigned kDigitBits = 16;
  constexpr std::uint64_t kDigit = (1U << kDigitBits) - 1;
  std::vector<Keyed> sorted(items.size());
  for (unsigned shift = 0; shift < 64; shift += kDigitBits) {
    std::vector<std::uint32_t> next(kDigit + 2, 0);
    for (const Keyed& item : items)
      ++next[(item.key >> shift & kDigit) + 1];
    if (std::ranges::find(next, items.size()) != next.end()) continue;
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (const Keyed& item : items)
      sorted[next[item.key >> shift & kDigit]++] = item;
    items.swap(sorted);
  }
}

// Sorts by what the order names, then by date; `articles` are ascending.
void sort_articles(const AppState& state, const std::vector<std::uint32_t>& hits,
                   std::vector<std::uint32_t>& articles) {
  const std::vector<std::uint32_t> first = first_keys(state, hits);
  const bool oldest = state.view.order == ArticleOrder::oldest_first;
  std::vector<Keyed> items;
  items.reserve(articles.size());
  for (const std::uint32_t i : articles) {
    const std::uint64_t key = std::uint64_t{first[i]} << 32U;
    items.push_back({key | date_key(state.corpus.articles[i].published, oldest), i});
  }
  sort_by_key(items);
  std::ranges::transform(items, articles.begin(), &Keyed::article);
}

// What says that the date of publication was read off something that was not made to tell it; none where it
// was.
std::optional<Word> inferred_from(PublishedFrom from) {
  switch (from) {
    case PublishedFrom::byline:
      return Word::published_from_byline;
    case PublishedFrom::file_name:
      return Word::published_from_file_name;
    case PublishedFrom::text:
      return Word::published_from_text;
    case PublishedFrom::unknown:
    case PublishedFrom::metadata:
    case PublishedFrom::html:
    case PublishedFrom::user:
      break;
  }
  return std::nullopt;
}

// Whether hits are counted: what begins with one letter stands so often in very many articles that it would
// hold up who types the next.
bool are_counted(const AppState& state) {
  constexpr std::size_t kVeryMany = 50'000;
  constexpr std::size_t kLetter = 2;  // bytes
  if (state.corpus.articles.size() < kVeryMany) return true;
  const TextQuery query = parse_query(state.view.filter.text);
  return std::ranges::none_of(query.clauses, [](const TextQuery::Clause& clause) {
    return std::ranges::any_of(clause, [](const TextQuery::Phrase& phrase) {
      return phrase.unfinished && phrase.words.back().size() <= kLetter;
    });
  });
}

}  // namespace

std::string article_detail(const AppState& state, const ArticleHead& article) {
  std::string detail = article.source.empty() ? std::string(word(Word::unknown_source, state.language))
                                              : isolated(article.source);
  detail += " · ";
  detail += article.published ? isolated(date_words(*article.published, state.language))
                              : std::string(word(Word::undated, state.language));
  if (const auto from = inferred_from(article.published_from); from && article.published)
    detail += fmt::format(" ({})", word(*from, state.language));
  return detail;
}

ArticleListView build_article_list_view(const AppState& state) {
  ArticleListView view;
  const std::vector<std::uint8_t> selected = mentions_selected(state);
  for (std::uint32_t i = 0; i < state.corpus.articles.size(); ++i) {
    if (state.result.article_passes[i] == 0) continue;
    if (!selected.empty() && selected[i] == 0) continue;
    view.articles.push_back(i);
  }
  view.hits = HitFinder(state.view.filter.text);
  std::vector<std::uint32_t> hits;
  if (!are_counted(state)) {
    view.hit_count = std::nullopt;
  } else if (!view.hits.empty()) {
    std::vector<std::uint8_t> listed(state.corpus.articles.size(), 0);
    for (const std::uint32_t article : view.articles)
      listed[article] = 1;
    hits = state.engine.hits_of_each(state.view.filter.text, listed);
    view.hit_count = std::accumulate(hits.begin(), hits.end(), std::uint64_t{0});
  }
  sort_articles(state, hits, view.articles);
  view.counts = count_of_all(state, view.articles.size());
  return view;
}

Snippet snippet_of(std::string_view text, const std::vector<TextHit>& hits) {
  constexpr std::size_t kBefore = 48;   // bytes that may stand before the hit
  constexpr std::size_t kLength = 360;  // and in all
  Snippet snippet;
  std::size_t from = hits.front().byte_start;
  if (from > kBefore) {
    const std::size_t space = text.find_first_of(" \n", from - kBefore);
    from = std::min<std::size_t>(space + 1, from);
    snippet.text = "…";
  } else {
    from = 0;
  }
  std::size_t to = std::min(text.size(), from + kLength);
  if (to < text.size()) to = std::max<std::size_t>(text.find_last_of(" \n", to), hits.front().byte_end);
  const auto shift = static_cast<std::ptrdiff_t>(snippet.text.size()) - static_cast<std::ptrdiff_t>(from);
  for (const char c : text.substr(from, to - from))
    snippet.text += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  for (const TextHit& hit : hits) {
    if (hit.byte_end > to) break;
    snippet.hits.push_back({static_cast<std::uint32_t>(hit.byte_start + shift),
                            static_cast<std::uint32_t>(hit.byte_end + shift)});
  }
  return snippet;
}

ArticleRow build_article_row(const AppState& state, const ArticleListView& view, std::uint32_t article) {
  const ArticleHead& head = state.corpus.articles[article];
  ArticleRow row;
  row.title = head.title;
  row.source = head.source.empty() ? std::string(word(Word::unknown_source, state.language))
                                   : std::string(head.source);
  row.date =
      head.published ? geo::text::to_iso(*head.published) : std::string(word(Word::undated, state.language));
  row.places = number(mention_count(state.corpus, article));
  row.detail =
      fmt::format("{} · {}: {}", article_detail(state, head), word(Word::places, state.language), row.places);
  if (view.hits.empty()) return row;
  constexpr std::size_t kMostHits = 20;  // of a line
  row.title_hits = view.hits.find(row.title, kMostHits);
  const Article* whole = whole_article(state, article);
  if (whole == nullptr) return row;
  if (const auto hits = view.hits.find(whole->text, kMostHits); !hits.empty()) {
    Snippet snippet = snippet_of(whole->text, hits);
    row.snippet = std::move(snippet.text);
    row.snippet_hits = std::move(snippet.hits);
  }
  return row;
}

}  // namespace kharita::app
