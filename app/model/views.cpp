#include "app/model/views.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <unordered_map>

#include "app/model/scene_builder.h"
#include "app/model/words.h"
#include "geo/text/span_cutter.h"

namespace kharita::app {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

enum class BucketUnit : std::uint8_t { day, week, month, quarter, year };

sys_days floor_to(BucketUnit unit, const Date& date) {
  using namespace std::chrono;
  switch (unit) {
    case BucketUnit::day:
      return sys_days(date);
    case BucketUnit::week:
      return sys_days(date) - (weekday(sys_days(date)) - Monday);
    case BucketUnit::month:
      return sys_days(date.year() / date.month() / 1);
    case BucketUnit::quarter: {
      const unsigned first = (static_cast<unsigned>(date.month()) - 1) / 3 * 3 + 1;
      return sys_days(date.year() / month(first) / 1);
    }
    case BucketUnit::year:
      return sys_days(date.year() / January / 1);
  }
  return sys_days(date);
}

sys_days next_bucket(BucketUnit unit, sys_days start) {
  using namespace std::chrono;
  const Date date(start);
  switch (unit) {
    case BucketUnit::day:
      return start + days(1);
    case BucketUnit::week:
      return start + days(7);
    case BucketUnit::month:
      return sys_days(date + months(1));
    case BucketUnit::quarter:
      return sys_days(date + months(3));
    case BucketUnit::year:
      return sys_days(date + years(1));
  }
  return start + days(1);
}

BucketUnit finest_unit(sys_days first, sys_days last) {
  const auto span = static_cast<std::size_t>((last - first).count()) + 1;
  if (span <= TimelineView::kMaxBuckets) return BucketUnit::day;
  if (span / 7 + 2 <= TimelineView::kMaxBuckets) return BucketUnit::week;
  if (span / 28 + 2 <= TimelineView::kMaxBuckets) return BucketUnit::month;
  if (span / 90 + 2 <= TimelineView::kMaxBuckets) return BucketUnit::quarter;
  return BucketUnit::year;
}

// The places whose mentions count for those given: they themselves and, in MapStyle::areas, all that lies in
// a country or province of the level shown, which its colour counts, too. Each once. O(places), in
// MapStyle::areas O(mentions).
std::vector<geo::PlaceId> counted_for(const AppState& state, std::span<const geo::PlaceId> places) {
  std::vector<geo::PlaceId> counted(places.begin(), places.end());
  if (state.style.style != MapStyle::areas || places.empty()) return counted;
  std::vector<bool> seen(state.gazetteer.place_count());
  for (const geo::PlaceId place : places) {
    if (place.value < seen.size()) seen[place.value] = true;
  }
  for (const CorpusMention& mention : state.corpus.mentions) {
    if (mention.place.value >= seen.size() || seen[mention.place.value]) continue;
    seen[mention.place.value] = true;
    const geo::PlaceId around =
        area_around(state.gazetteer.place(mention.place), state.style.area_level, state.gazetteer);
    if (around.valid() && std::ranges::find(places, around) != places.end()) counted.push_back(mention.place);
  }
  return counted;
}

// One an article: 1 where one of its mentions of a selected place, or of each of two selected together,
// passes the mention parts of the filter. Empty where nothing is selected: then all count.
std::vector<std::uint8_t> mentions_selected(const AppState& state) {
  if (state.view.selection.places.empty()) return {};
  std::vector<std::uint8_t> selected(state.gazetteer.place_count(), 0);
  const Selection& selection = state.view.selection;
  for (const geo::PlaceId id : selection.together ? selection.places : counted_for(state, selection.places)) {
    const bool second = selection.together && id != selection.places.front();
    if (id.value < selected.size()) selected[id.value] = second ? 2 : 1;
  }
  std::vector<std::uint8_t> bits(state.corpus.articles.size(), 0);
  for (std::size_t i = 0; i < state.corpus.mentions.size(); ++i) {
    const CorpusMention& mention = state.corpus.mentions[i];
    if (state.result.mention_holds[i] == 0 || mention.place.value >= selected.size()) continue;
    std::uint8_t& bit = bits[mention.article];
    bit = static_cast<std::uint8_t>(bit | selected[mention.place.value]);
  }
  const std::uint8_t wanted = selection.together ? 3 : 1;
  for (std::uint8_t& bit : bits)
    bit = bit == wanted ? 1 : 0;
  return bits;
}

// The bucket that holds a date; null where none does.
const TimelineView::Bucket* bucket_of(const TimelineView& view, const Date& date) {
  auto after = std::upper_bound(view.buckets.begin(), view.buckets.end(), date,
                                [](const Date& d, const TimelineView::Bucket& b) { return d < b.from; });
  if (after == view.buckets.begin()) return nullptr;
  --after;
  return date <= after->to ? &*after : nullptr;
}

void count_into_buckets(const AppState& state, const std::vector<std::uint8_t>& selected,
                        TimelineView& view) {
  for (std::size_t i = 0; i < state.corpus.articles.size(); ++i) {
    const auto& date = state.corpus.articles[i].published;
    if (!date || state.result.passes_without_date[i] == 0) continue;
    if (!selected.empty() && selected[i] == 0) continue;
    const auto* found = bucket_of(view, *date);
    if (found == nullptr) continue;
    auto* bucket = &view.buckets[static_cast<std::size_t>(found - view.buckets.data())];
    ++bucket->others;
    bucket->passing += state.result.article_passes[i];
  }
}

// How many of all articles that are open.
std::string count_of_all(const AppState& state, std::size_t articles) {
  std::string count = count_of(articles, state.corpus.articles.size(), state.language);
  return state.incomplete ? so_far(count, state.language) : count;
}

std::string percent(float confidence) {
  return fmt::format("{:.0f}%", confidence * 100);
}

Choice place_choice(const AppState& state, geo::PlaceId id, std::uint32_t articles,
                    const std::vector<geo::PlaceId>& chosen) {
  const bool is_chosen = std::find(chosen.begin(), chosen.end(), id) != chosen.end();
  return {std::string(place_name(state.gazetteer.place(id), state.language)), articles, is_chosen, id};
}

void most_articles_first(std::vector<Choice>& choices) {
  std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) {
    if (a.chosen != b.chosen) return a.chosen;
    return a.articles != b.articles ? a.articles > b.articles : a.label < b.label;
  });
}

std::vector<Choice> source_choices(const AppState& state) {
  std::map<std::string_view, std::uint32_t> counts;
  for (std::size_t i = 0; i < state.corpus.articles.size(); ++i) {
    counts[state.corpus.articles[i].source] += state.result.passes_without_source[i];
  }
  std::vector<Choice> choices;
  const auto& chosen = state.view.filter.sources;
  for (const auto& [source, articles] : counts) {
    const bool is_chosen = std::find(chosen.begin(), chosen.end(), source) != chosen.end();
    if (articles > 0 || is_chosen) choices.push_back({std::string(source), articles, is_chosen, {}});
  }
  most_articles_first(choices);
  return choices;
}

// Distinct articles a place, counting only articles where `counts(article)` and mentions where `of(mention)`
// is a valid place.
template <typename Counts, typename Of>
std::unordered_map<std::uint32_t, std::uint32_t> articles_by_place(const AppState& state, Counts counts,
                                                                   Of of) {
  std::unordered_map<std::uint32_t, std::uint32_t> articles;
  std::unordered_map<std::uint32_t, std::uint32_t> last;
  for (std::uint32_t i = 0; i < state.corpus.mentions.size(); ++i) {
    const CorpusMention& mention = state.corpus.mentions[i];
    if (!mention.place.valid() || !counts(i, mention)) continue;
    const geo::PlaceId place = of(mention);
    if (!place.valid()) continue;
    const auto [at, is_new] = last.try_emplace(place.value, mention.article);
    if (is_new || at->second != mention.article) ++articles[place.value];
    at->second = mention.article;
  }
  return articles;
}

std::vector<Choice> country_choices(const AppState& state) {
  const auto articles = articles_by_place(
      state,
      [&](std::uint32_t, const CorpusMention& m) {
        return state.result.passes_without_country[m.article] != 0 &&
               m.confidence >= state.view.filter.min_confidence;
      },
      [&](const CorpusMention& m) { return state.gazetteer.place(m.place).country; });
  std::vector<Choice> choices;
  for (const auto& [id, n] : articles)
    choices.push_back(place_choice(state, geo::PlaceId{id}, n, state.view.filter.countries));
  for (const geo::PlaceId id : state.view.filter.countries) {
    if (!articles.contains(id.value))
      choices.push_back(place_choice(state, id, 0, state.view.filter.countries));
  }
  most_articles_first(choices);
  return choices;
}

std::vector<Choice> place_choices(const AppState& state) {
  const auto articles = articles_by_place(
      state, [&](std::uint32_t i, const CorpusMention&) { return state.result.mention_passes[i] != 0; },
      [&](const CorpusMention& m) {
        return state.gazetteer.place(m.place).kind == geo::PlaceKind::country ? geo::PlaceId{} : m.place;
      });
  std::vector<Choice> choices;
  for (const auto& [id, n] : articles)
    choices.push_back(place_choice(state, geo::PlaceId{id}, n, state.view.filter.places));
  for (const geo::PlaceId id : state.view.filter.places) {
    if (!articles.contains(id.value)) choices.push_back(place_choice(state, id, 0, state.view.filter.places));
  }
  most_articles_first(choices);
  if (choices.size() > FiltersView::kMaxPlaces) choices.resize(FiltersView::kMaxPlaces);
  return choices;
}

// The name of one place; of several how many they are.
std::string selection_title(const AppState& state, std::span<const geo::PlaceId> places) {
  if (places.size() == 1)
    return std::string(place_name(state.gazetteer.place(places.front()), state.language));
  if (state.view.selection.together && places.size() == 2) {
    return fmt::format("{} + {}", isolated(place_name(state.gazetteer.place(places[0]), state.language)),
                       isolated(place_name(state.gazetteer.place(places[1]), state.language)));
  }
  return fmt::format("{}: {}", word(Word::places_selected, state.language), number(places.size()));
}

std::vector<Chip> filter_chips(const AppState& state) {
  std::vector<Chip> chips;
  const Filter& filter = state.view.filter;
  const auto part_chip = [&](const Filter& part, FilterPart which) {
    chips.push_back({filter_words(part, state.gazetteer, state.language), action::ClearFilter{which}});
  };
  if (filter.from || filter.to) {
    Filter part;
    part.from = filter.from;
    part.to = filter.to;
    part_chip(part, FilterPart::date);
  }
  if (!filter.text.empty())
    chips.push_back({fmt::format("«{}»", filter.text), action::ClearFilter{FilterPart::text}});
  for (const auto& id : filter.countries) {
    chips.push_back(
        {std::string(place_name(state.gazetteer.place(id), state.language)), action::ToggleCountry{id}});
  }
  for (const auto& id : filter.places) {
    chips.push_back(
        {std::string(place_name(state.gazetteer.place(id), state.language)), action::TogglePlace{id}});
  }
  for (const auto& source : filter.sources) {
    chips.push_back({source.empty() ? std::string(word(Word::unknown_source, state.language)) : source,
                     action::ToggleSource{source}});
  }
  if (filter.box) {
    Filter part;
    part.box = filter.box;
    part_chip(part, FilterPart::box);
  }
  if (filter.min_confidence > 0) {
    Filter part;
    part.min_confidence = filter.min_confidence;
    part_chip(part, FilterPart::confidence);
  }
  if (!state.view.selection.places.empty())
    chips.push_back({selection_title(state, state.view.selection.places), action::SelectPlaces{}});
  return chips;
}

// Sorts by what the order names; articles without a date stand last either way.
void sort_articles(const AppState& state, std::vector<std::uint32_t>& articles) {
  const Corpus& corpus = state.corpus;
  const auto by_date = [&](std::uint32_t a, std::uint32_t b, bool newest) {
    const auto& da = corpus.articles[a].published;
    const auto& db = corpus.articles[b].published;
    if (da.has_value() != db.has_value()) return da.has_value();
    if (da && *da != *db) return newest ? *db < *da : *da < *db;
    return a < b;
  };
  const auto mention_count = [&](std::uint32_t a) {
    return corpus.first_mention[a + 1] - corpus.first_mention[a];
  };
  std::sort(articles.begin(), articles.end(), [&](std::uint32_t a, std::uint32_t b) {
    switch (state.view.order) {
      case ArticleOrder::newest_first:
        return by_date(a, b, true);
      case ArticleOrder::oldest_first:
        return by_date(a, b, false);
      case ArticleOrder::most_places:
        return mention_count(a) != mention_count(b) ? mention_count(a) > mention_count(b) : a < b;
    }
    return a < b;
  });
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

std::string article_detail(const AppState& state, const Article& article) {
  std::string detail = article.source.empty() ? std::string(word(Word::unknown_source, state.language))
                                              : isolated(article.source);
  detail += " · ";
  detail += article.published ? isolated(date_words(*article.published, state.language))
                              : std::string(word(Word::undated, state.language));
  if (const auto from = inferred_from(article.published_from); from && article.published)
    detail += fmt::format(" ({})", word(*from, state.language));
  return detail;
}

MentionView::Reading reading(const AppState& state, geo::PlaceId id, float confidence) {
  if (!id.valid()) return {id, std::string(word(Word::not_a_place, state.language)), {}};
  const geo::Place place = state.gazetteer.place(id);
  std::string label = isolated(place_name(place, state.language));
  label += fmt::format(" · {}", kind_word(place.kind, state.language));
  if (place.country.valid() && place.country != id) {
    label += fmt::format(" · {}", isolated(place_name(state.gazetteer.place(place.country), state.language)));
  }
  return {id, std::move(label), percent(confidence)};
}

// Its title, else its first line.
std::string article_title(const Article& article) {
  if (!article.title.empty()) return article.title;
  return article.text.substr(0, std::min<std::size_t>(article.text.find('\n'), 200));
}

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

// "Rawalpindi · city · Punjab · Pakistan", the name in the other language.
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

TimelineView build_timeline_view(const AppState& state) {
  TimelineView view;
  view.from = state.view.filter.from;
  view.to = state.view.filter.to;
  const std::vector<std::uint8_t> selected = mentions_selected(state);
  std::optional<Date> first;
  std::optional<Date> last;
  for (std::size_t i = 0; i < state.corpus.articles.size(); ++i) {
    const auto& date = state.corpus.articles[i].published;
    if (!date) {
      if (selected.empty() || selected[i] != 0) view.undated += state.result.passes_without_date[i];
      continue;
    }
    if (!first || *date < *first) first = date;
    if (!last || *last < *date) last = date;
  }
  if (!first) return view;
  const BucketUnit unit = finest_unit(sys_days(*first), sys_days(*last));
  for (sys_days start = floor_to(unit, *first); start <= sys_days(*last); start = next_bucket(unit, start)) {
    view.buckets.push_back({Date(start), Date(next_bucket(unit, start) - days(1)), 0, 0});
  }
  count_into_buckets(state, selected, view);
  for (const auto& bucket : view.buckets)
    view.highest = std::max(view.highest, bucket.others);
  return view;
}

FiltersView build_filters_view(const AppState& state) {
  FiltersView view;
  view.passing = state.result.articles;
  view.counts = count_of_all(state, state.result.articles);
  view.sources = source_choices(state);
  view.countries = country_choices(state);
  view.places = place_choices(state);
  view.chips = filter_chips(state);
  return view;
}

ArticleListView build_article_list_view(const AppState& state) {
  ArticleListView view;
  const std::vector<std::uint8_t> selected = mentions_selected(state);
  for (std::uint32_t i = 0; i < state.corpus.articles.size(); ++i) {
    if (state.result.article_passes[i] == 0) continue;
    if (!selected.empty() && selected[i] == 0) continue;
    view.articles.push_back(i);
  }
  sort_articles(state, view.articles);
  view.counts = count_of_all(state, view.articles.size());
  return view;
}

ArticleRow build_article_row(const AppState& state, std::uint32_t article) {
  const Article& a = state.corpus.articles[article];
  ArticleRow row;
  row.title = article_title(a);
  row.detail = fmt::format("{} · {}: {}", article_detail(state, a), word(Word::places, state.language),
                           state.corpus.mentions_of(article).size());
  return row;
}

ReaderView build_reader_view(const AppState& state) {
  ReaderView view;
  view.article = state.view.selection.article;
  if (!view.article) return view;
  const Article& article = state.corpus.articles[*view.article];
  view.title = article.title;
  view.detail = article_detail(state, article);
  view.text = article.text;
  const std::uint32_t first = state.corpus.first_mention[*view.article];
  const auto mentions = state.corpus.mentions_of(*view.article);
  geo::text::SpanCutter cutter(view.text);
  for (std::uint32_t i = 0; i < mentions.size(); ++i) {
    if (!mentions[i].place.valid()) continue;
    const std::string_view words = cutter.cut(mentions[i].start, mentions[i].end);
    const auto byte = static_cast<std::uint32_t>(words.data() - view.text.data());
    view.highlights.push_back({byte, byte + static_cast<std::uint32_t>(words.size()), first + i,
                               mentions[i].confidence < kDoubtful,
                               state.result.mention_passes[first + i] != 0});
  }
  return view;
}

std::string mention_words(const AppState& state, std::uint32_t index) {
  const CorpusMention& mention = state.corpus.mentions[index];
  geo::text::SpanCutter cutter(state.corpus.articles[mention.article].text);
  return std::string(cutter.cut(mention.start, mention.end));
}

std::optional<MentionView> build_mention_view(const AppState& state) {
  if (!state.view.selection.mention) return std::nullopt;
  const CorpusMention& mention = state.corpus.mentions[*state.view.selection.mention];
  MentionView view;
  view.mention = *state.view.selection.mention;
  view.words = mention_words(state, view.mention);
  view.chosen = reading(state, mention.place, mention.confidence);
  for (const geo::Alternative& rival : mention.alternatives) {
    view.alternatives.push_back(reading(state, rival.place, rival.confidence));
  }
  view.corrected = mention.corrected;
  return view;
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

std::vector<FoundPlace> build_found_view(const AppState& state, const PlaceIndex& index,
                                         const PlaceSearch& search, std::string_view typed) {
  const auto is_mentioned = [&](geo::PlaceId id) { return !index.mentions_of(id).empty(); };
  std::vector<FoundPlace> found;
  for (const PlaceSearch::Hit& hit : search.find(typed, FoundPlace::kMost, is_mentioned)) {
    std::uint32_t articles = 0;
    std::optional<std::uint32_t> last;
    for (const std::uint32_t i : index.mentions_of(hit.place)) {
      const std::uint32_t article = state.corpus.mentions[i].article;
      if (last != article) ++articles;
      last = article;
    }
    found.push_back({hit.place, std::string(place_name(state.gazetteer.place(hit.place), state.language)),
                     place_in_words(state, hit.place), articles > 0 ? number(articles) : std::string()});
  }
  return found;
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
    view.newest.push_back({article_title(state.corpus.articles[article]),
                           article_detail(state, state.corpus.articles[article])});
  return view;
}

}  // namespace kharita::app
