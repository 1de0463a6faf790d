#include "app/model/co_mentions.h"

#include <algorithm>
#include <utility>

namespace kharita::app {
namespace {

bool stronger(const PlacePair& a, const PlacePair& b) {
  if (a.groups != b.groups) return a.groups > b.groups;
  return a.a != b.a ? a.a < b.a : a.b < b.b;
}

// The strongest pairs so far.
class Strongest {
 public:
  explicit Strongest(std::size_t count) : count_(count) { pairs_.reserve(count); }

  // Whether a pair of so many groups could still be taken.
  [[nodiscard]] bool may_take(std::uint32_t groups) const {
    return groups > 0 && count_ > 0 && (pairs_.size() < count_ || groups >= pairs_.front().groups);
  }
  void take(const PlacePair& pair) {
    if (pairs_.size() == count_) {
      if (count_ == 0 || !stronger(pair, pairs_.front())) return;
      std::pop_heap(pairs_.begin(), pairs_.end(), stronger);
      pairs_.pop_back();
    }
    pairs_.push_back(pair);
    std::push_heap(pairs_.begin(), pairs_.end(), stronger);
  }
  std::vector<PlacePair> sorted() && {
    std::sort(pairs_.begin(), pairs_.end(), stronger);
    return std::move(pairs_);
  }

 private:
  std::size_t count_;
  std::vector<PlacePair> pairs_;  // a heap, the weakest in front
};

// Groups told in ranks: place 0 is the one in most groups.
struct Ranked {
  std::vector<std::uint32_t> place;   // of a rank
  std::vector<std::uint32_t> groups;  // how many hold it
  std::vector<std::uint32_t> first;   // of a rank's groups in `holders`, and the end
  std::vector<std::uint32_t> holders;
  std::vector<std::uint32_t> members;  // as PlaceGroups, ranks, ascending within a group
};

Ranked rank(const PlaceGroups& groups) {
  std::vector<std::uint32_t> frequency(groups.places, 0);
  for (const std::uint32_t place : groups.members)
    ++frequency[place];
  Ranked ranked;
  for (std::uint32_t place = 0; place < groups.places; ++place) {
    if (frequency[place] > 0) ranked.place.push_back(place);
  }
  std::sort(ranked.place.begin(), ranked.place.end(), [&](std::uint32_t a, std::uint32_t b) {
    return frequency[a] != frequency[b] ? frequency[a] > frequency[b] : a < b;
  });
  std::vector<std::uint32_t> rank_of(groups.places, 0);
  ranked.first.push_back(0);
  for (std::uint32_t r = 0; r < ranked.place.size(); ++r) {
    rank_of[ranked.place[r]] = r;
    ranked.groups.push_back(frequency[ranked.place[r]]);
    ranked.first.push_back(ranked.first.back() + ranked.groups.back());
  }
  ranked.members.reserve(groups.members.size());
  ranked.holders.resize(groups.members.size());
  std::vector<std::uint32_t> next(ranked.first.begin(), ranked.first.end() - 1);
  for (std::uint32_t g = 0; g + 1 < groups.first.size(); ++g) {
    const auto begin = static_cast<std::ptrdiff_t>(ranked.members.size());
    for (std::uint32_t i = groups.first[g]; i < groups.first[g + 1]; ++i) {
      const std::uint32_t r = rank_of[groups.members[i]];
      ranked.members.push_back(r);
      ranked.holders[next[r]++] = g;
    }
    std::sort(ranked.members.begin() + begin, ranked.members.end());
  }
  return ranked;
}

// The distinct places of every passing article, numbered by their ids.
PlaceGroups places_by_article(const Corpus& corpus, const FilterResult& result, std::uint32_t place_count) {
  PlaceGroups groups;
  groups.places = place_count;
  std::vector<std::uint32_t> last_article(place_count, geo::PlaceId::kNone);
  for (std::uint32_t article = 0; article < corpus.articles.size(); ++article) {
    std::size_t taken = 0;
    for (std::uint32_t i = corpus.first_mention[article]; i < corpus.first_mention[article + 1]; ++i) {
      const std::uint32_t place = corpus.mentions[i].place.value;
      if (result.mention_passes[i] == 0 || place >= place_count || last_article[place] == article) continue;
      if (taken++ == kMostPlacesAnArticle) break;
      last_article[place] = article;
      groups.members.push_back(place);
    }
    groups.first.push_back(static_cast<std::uint32_t>(groups.members.size()));
  }
  return groups;
}

bool holds(const geo::Place& outer, const geo::Place& inner) {
  return inner.country == outer.id || inner.admin1 == outer.id;
}

}  // namespace

std::vector<PlacePair> strongest_pairs(const PlaceGroups& groups, std::size_t count,
                                       const std::function<bool(std::uint32_t, std::uint32_t)>& joins) {
  const Ranked ranked = rank(groups);
  Strongest strongest(count);
  std::vector<std::uint32_t> together(ranked.place.size(), 0);  // groups with the present place, of a rank
  std::vector<std::uint32_t> met;
  for (std::uint32_t r = 0; r < ranked.place.size() && strongest.may_take(ranked.groups[r]); ++r) {
    met.clear();
    for (std::uint32_t h = ranked.first[r]; h < ranked.first[r + 1]; ++h) {
      // Ranks below have met this place already.
      const std::uint32_t group = ranked.holders[h];
      for (std::uint32_t i = groups.first[group + 1]; i-- > groups.first[group];) {
        const std::uint32_t other = ranked.members[i];
        if (other <= r) break;
        if (together[other]++ == 0) met.push_back(other);
      }
    }
    for (const std::uint32_t other : met) {
      const std::uint32_t held = std::exchange(together[other], 0);
      if (!strongest.may_take(held)) continue;
      const auto [a, b] = std::minmax(ranked.place[r], ranked.place[other]);
      if (joins(a, b)) strongest.take({a, b, held});
    }
  }
  return std::move(strongest).sorted();
}

std::vector<SceneArc> strongest_arcs(const Corpus& corpus, const FilterResult& result,
                                     const geo::Gazetteer& gazetteer, std::size_t count) {
  const auto place_count = static_cast<std::uint32_t>(gazetteer.place_count());
  const PlaceGroups groups = places_by_article(corpus, result, place_count);
  const auto joins = [&](std::uint32_t a, std::uint32_t b) {
    const geo::Place first = gazetteer.place({a});
    const geo::Place second = gazetteer.place({b});
    return !holds(first, second) && !holds(second, first) && first.location != second.location;
  };
  std::vector<SceneArc> arcs;
  for (const PlacePair& pair : strongest_pairs(groups, count, joins)) {
    arcs.push_back({{pair.a},
                    {pair.b},
                    gazetteer.place({pair.a}).location,
                    gazetteer.place({pair.b}).location,
                    pair.groups});
  }
  return arcs;
}

}  // namespace kharita::app
