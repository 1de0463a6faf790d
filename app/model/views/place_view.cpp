#include "app/model/views/place_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/message.h"
#include "app/model/scene_builder.h"
#include "app/model/views/article_list_view.h"
#include "app/model/views/selected.h"
#include "app/model/words.h"

namespace kharita::app {

namespace {

struct PassingMentions {
  std::uint32_t mentions = 0;
  std::vector<std::uint32_t> articles;  // ascending, each once
};

PassingMentions passing_mentions(const AppState& state, const PlaceIndex& index,
                                 std::span<const geo::PlaceId> places) {
  PassingMentions passing;
  for (const geo::PlaceId place : places) {
    for (const std::uint32_t i : index.mentions_of(place)) {
      if (state.result.mention_passes[i] == 0) continue;
      ++passing.mentions;
      passing.articles.push_back(state.corpus.mentions[i].article);
    }
  }
  if (!std::is_sorted(passing.articles.begin(), passing.articles.end()))
    std::sort(passing.articles.begin(), passing.articles.end());
  passing.articles.erase(std::unique(passing.articles.begin(), passing.articles.end()),
                         passing.articles.end());
  return passing;
}

PlaceView describe(const AppState& state, std::span<const geo::PlaceId> places,
                   const PassingMentions& passing) {
  PlaceView view;
  if (places.size() == 1) {
    view.title = place_name(state.gazetteer.place(places.front()), state.language);
    view.subtitle = place_in_words(state, places.front());
  } else {
    for (std::size_t i = 0; i < std::min(places.size(), PlaceView::kMaxNames); ++i) {
      if (i > 0) view.title += state.language == Language::english ? ", " : "، ";
      view.title += isolated(place_name(state.gazetteer.place(places[i]), state.language));
    }
    if (places.size() > PlaceView::kMaxNames) view.title += " …";
    view.subtitle = selection_title(state, places);
  }
  view.counts =
      fmt::format("{}: {} · {}: {}", word(Word::mentions, state.language), isolated(number(passing.mentions)),
                  word(Word::articles, state.language), isolated(number(passing.articles.size())));
  return view;
}

// Adds what is told of a country or province whose colour counts all that is mentioned in it.
void describe_area(const AppState& state, const PlaceIndex& index, geo::PlaceId id,
                   const PassingMentions& passing, PlaceView& view) {
  const StyleOptions& style = state.style;
  if (style.style != MapStyle::areas) return;
  if (area_around(state.gazetteer.place(id), style.area_level, state.gazetteer) != id) return;
  if (style.share) {
    const bool mentions = style.measure == Measure::mentions;
    const std::string share = mentions ? share_words(passing.mentions, state.result.mentions)
                                       : share_words(passing.articles.size(), state.result.articles);
    view.counts += fmt::format(" · {} {}", isolated(share), word(Word::legend_of_all, state.language));
  }
  const PassingMentions own = passing_mentions(state, index, {&id, 1});
  const std::uint64_t amount = style.measure == Measure::mentions ? own.mentions : own.articles.size();
  view.own = fmt::format("{}: {}", word(Word::area_itself, state.language), isolated(number(amount)));
}

// The newest of `articles` first, at most HoverView::kNewest; those without a date come last.
std::vector<std::uint32_t> newest_of(const AppState& state, std::vector<std::uint32_t> articles) {
  const auto newer = [&](std::uint32_t a, std::uint32_t b) {
    const auto& da = state.corpus.articles[a].published;
    const auto& db = state.corpus.articles[b].published;
    if (da.has_value() != db.has_value()) return da.has_value();
    return da && *da != *db ? *db < *da : a < b;
  };
  const std::size_t n = std::min(articles.size(), HoverView::kNewest);
  std::partial_sort(articles.begin(), articles.begin() + static_cast<std::ptrdiff_t>(n), articles.end(),
                    newer);
  articles.resize(n);
  return articles;
}

}  // namespace

std::string selection_title(const AppState& state, std::span<const geo::PlaceId> places) {
  if (places.size() == 1)
    return std::string(place_name(state.gazetteer.place(places.front()), state.language));
  if (state.view.selection.together && places.size() == 2) {
    return fmt::format("{} + {}", isolated(place_name(state.gazetteer.place(places[0]), state.language)),
                       isolated(place_name(state.gazetteer.place(places[1]), state.language)));
  }
  return say({Word::places_selected, {places.size()}}, state.language);
}

std::string place_in_words(const AppState& state, geo::PlaceId id) {
  const geo::Place place = state.gazetteer.place(id);
  const Language other = state.language == Language::english ? Language::arabic : Language::english;
  std::string words =
      fmt::format("{} · {}", isolated(place_name(place, other)), kind_word(place.kind, state.language));
  for (const geo::PlaceId part : {place.admin1, place.country}) {
    if (part.valid() && part != id)
      words += fmt::format(" · {}", isolated(place_name(state.gazetteer.place(part), state.language)));
  }
  return words;
}

std::optional<PlaceView> build_place_view(const AppState& state, const PlaceIndex& index,
                                          std::span<const geo::PlaceId> places) {
  if (places.empty()) return std::nullopt;
  const bool together = state.view.selection.together;
  const PassingMentions passing = passing_mentions(
      state, index, together ? std::vector(places.begin(), places.end()) : counted_for(state, places));
  PlaceView view = describe(state, places, passing);
  if (places.size() == 1) describe_area(state, index, places.front(), passing, view);
  return view;
}

std::optional<HoverView> build_hover_view(const AppState& state, const PlaceIndex& index,
                                          const TimelineView& timeline, geo::PlaceId id) {
  if (!id.valid()) return std::nullopt;
  const PassingMentions passing = passing_mentions(state, index, counted_for(state, {&id, 1}));
  HoverView view;
  view.place = describe(state, {&id, 1}, passing);
  describe_area(state, index, id, passing, view.place);
  view.articles.assign(timeline.buckets.size(), 0);
  bool dated = false;
  for (const std::uint32_t article : passing.articles) {
    const auto& date = state.corpus.articles[article].published;
    const auto* bucket = date ? bucket_of(timeline, *date) : nullptr;
    if (bucket == nullptr) continue;
    ++view.articles[static_cast<std::size_t>(bucket - timeline.buckets.data())];
    dated = true;
  }
  if (!dated) view.articles.clear();
  if (dated) {
    view.first_date = date_words(timeline.buckets.front().from, state.language);
    view.last_date = date_words(timeline.buckets.back().to, state.language);
  }
  for (const std::uint32_t article : newest_of(state, passing.articles))
    view.newest.push_back({std::string(state.corpus.articles[article].title),
                           article_detail(state, state.corpus.articles[article])});
  return view;
}

}  // namespace kharita::app
