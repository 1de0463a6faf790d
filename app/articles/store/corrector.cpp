#include "app/articles/store/corrector.h"

#include <algorithm>

#include "geo/text/normalise.h"

namespace kharita::app {
namespace {

void choose(ArticleMention& mention, geo::PlaceId place) {
  if (!mention.corrected) {
    mention.read_as = mention.place;
    mention.read_confidence = mention.confidence;
  }
  mention.place = place;
  mention.confidence = place.valid() ? 1.0f : 0.0f;
  mention.corrected = true;
}

}  // namespace

Corrector::Corrector(const std::vector<Correction>& corrections, const PlaceSource& places) {
  for (const auto& correction : corrections) {
    geo::PlaceId place;
    if (!correction.place_id.empty()) {
      const auto found = places.find(correction.place_id);
      if (!found) {
        ++lost_places_;
        continue;
      }
      place = *found;
    }
    if (correction.article_id.empty()) {
      by_name_.insert_or_assign(geo::text::normalise(correction.text), place);
      continue;
    }
    auto& choices = by_article_[correction.article_id];
    const auto same = std::find_if(choices.begin(), choices.end(), [&](const Choice& c) {
      return c.start == correction.start && c.end == correction.end;
    });
    if (same == choices.end()) {
      choices.push_back({correction.start, correction.end, place, correction.text});
    } else {
      same->place = place;
    }
  }
}

void Corrector::apply(const Article& article, std::vector<ArticleMention>& mentions) const {
  if (!by_name_.empty()) {
    for (auto& mention : mentions) {
      const auto found = by_name_.find(geo::text::normalise(mention.words));
      if (found != by_name_.end()) choose(mention, found->second);
    }
  }
  if (const auto found = by_article_.find(article.id); found != by_article_.end()) {
    for (const Choice& choice : found->second) {
      const auto mention = std::find_if(mentions.begin(), mentions.end(), [&](const ArticleMention& m) {
        return m.start == choice.start && m.end == choice.end;
      });
      if (mention != mentions.end()) {
        choose(*mention, choice.place);
      } else if (choice.place.valid() && choice.start < choice.end) {
        ArticleMention marked;
        marked.start = choice.start;
        marked.end = choice.end;
        marked.words = choice.words;
        choose(marked, choice.place);
        mentions.push_back(std::move(marked));
      }
    }
  }
}

ArticleBatch Corrector::corrected(ArticleBatch&& batch) const {
  ArticleBatch corrected;
  for (std::uint32_t i = 0; i < batch.articles.size(); ++i) {
    const auto found = batch.mentions_of(i);
    std::vector<ArticleMention> mentions(found.begin(), found.end());
    apply(batch.articles[i], mentions);
    corrected.add(std::move(batch.articles[i]), std::move(mentions));
  }
  return corrected;
}

}  // namespace kharita::app
