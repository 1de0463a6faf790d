#include "app/model/place_search.h"

#include <algorithm>
#include <cmath>

#include "geo/text/normalise.h"

namespace kharita::app {
namespace {

constexpr std::string_view kArticle = "ال";
constexpr float kShownName = 1;     // what a name weighs that the place is shown by
constexpr float kMentioned = 1000;  // above every importance
constexpr float kExact = 2 * kMentioned;

// The best few of many, each place once, without a sort of all.
class Best {
 public:
  explicit Best(std::size_t most) : most_(most) { scored_.reserve(most + 1); }

  void offer(geo::PlaceId place, float score, bool exact) {
    if (scored_.size() == most_ && (most_ == 0 || score <= scored_.back().score)) return;
    const auto same =
        std::find_if(scored_.begin(), scored_.end(), [&](const Scored& s) { return s.hit.place == place; });
    if (same != scored_.end()) {
      if (same->score >= score) return;
      scored_.erase(same);
    }
    const auto at = std::find_if(scored_.begin(), scored_.end(), [&](const Scored& s) {
      return s.score != score ? s.score < score : place < s.hit.place;
    });
    scored_.insert(at, {{place, exact}, score});
    if (scored_.size() > most_) scored_.pop_back();
  }
  [[nodiscard]] std::vector<PlaceSearch::Hit> hits() const {
    std::vector<PlaceSearch::Hit> found;
    for (const Scored& s : scored_)
      found.push_back(s.hit);
    return found;
  }

 private:
  struct Scored {
    PlaceSearch::Hit hit;
    float score = 0;
  };
  std::size_t most_;
  std::vector<Scored> scored_;  // best first
};

}  // namespace

std::string PlaceSearch::fold(std::string_view name) {
  std::string folded;
  for (const std::string& token : geo::text::name_tokens(name))
    folded += token;
  return folded;
}

float PlaceSearch::importance(const geo::Place& place) noexcept {
  const float inhabitants = std::log10(static_cast<float>(place.population) + 1);  // up to 10
  switch (place.kind) {
    case geo::PlaceKind::country:
      return 10 + inhabitants;
    case geo::PlaceKind::admin1:
      return 2 + 0.5f * inhabitants;
    case geo::PlaceKind::city:
      return inhabitants + (place.is_capital ? 3.0f : 0.0f) + (place.is_admin1_seat ? 1.0f : 0.0f);
    case geo::PlaceKind::region:
    case geo::PlaceKind::water:
      return 5;
    case geo::PlaceKind::other:
      break;
  }
  return 3;
}

PlaceSearch::PlaceSearch(const geo::Gazetteer& gazetteer) : gazetteer_(&gazetteer) {
  for (std::uint32_t i = 0; i < gazetteer.place_count(); ++i) {
    const geo::Place place = gazetteer.place(geo::PlaceId{i});
    const float weight = importance(place);
    for (const std::string_view spelling : gazetteer.names_of(place.id)) {
      const bool shown = spelling == place.name || spelling == place.name_ar;
      const std::string folded = fold(spelling);
      add(folded, place, weight + (shown ? kShownName : 0));
      if (folded.starts_with(kArticle)) add(std::string_view(folded).substr(kArticle.size()), place, weight);
    }
  }
  std::sort(names_.begin(), names_.end(), [this](const Name& a, const Name& b) {
    const int order = text(a).compare(text(b));
    if (order != 0) return order < 0;
    return a.importance != b.importance ? a.importance > b.importance : a.place < b.place;
  });
  const auto same = [this](const Name& a, const Name& b) { return a.place == b.place && text(a) == text(b); };
  names_.erase(std::unique(names_.begin(), names_.end(), same), names_.end());
  names_.shrink_to_fit();
}

void PlaceSearch::add(std::string_view folded, const geo::Place& place, float importance) {
  if (folded.empty()) return;
  names_.push_back({static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(folded.size()),
                    place.id, importance});
  pool_ += folded;
}

std::vector<PlaceSearch::Hit> PlaceSearch::find(std::string_view typed, std::size_t most,
                                                const IsMentioned& is_mentioned) const {
  const std::string query = fold(typed);
  if (query.empty() || most == 0) return {};
  const auto first = std::partition_point(names_.begin(), names_.end(),
                                          [&](const Name& name) { return text(name) < query; });
  const auto last = std::partition_point(first, names_.end(),
                                         [&](const Name& name) { return text(name).starts_with(query); });
  Best best(most);
  for (auto name = first; name != last; ++name) {
    const bool exact = name->size == query.size();
    const float mentioned = is_mentioned(name->place) ? kMentioned : 0;
    best.offer(name->place, name->importance + mentioned + (exact ? kExact : 0), exact);
  }
  if (first == last) {
    float rank = 0;  // they come best first
    for (const geo::NameEntry& near : gazetteer_->lookup(typed))
      best.offer(near.place, rank -= 1, false);
  }
  return best.hits();
}

}  // namespace kharita::app
