#include "app/model/map_card.h"

#include <fmt/format.h>

#include "app/model/words.h"

namespace kharita::app {

MapCard card_of(const ClusterSummary& cluster, const geo::Gazetteer& gazetteer, const StyleOptions& style,
                Language language) {
  const Word measure = style.measure == Measure::mentions ? Word::mentions : Word::articles;
  MapCard card;
  card.title = fmt::format("{}: {} · {}: {}", word(measure, language), isolated(number(cluster.amount)),
                           word(Word::places, language), isolated(number(cluster.places)));
  for (const geo::PlaceId place : cluster.heaviest)
    card.lines.push_back(isolated(place_name(gazetteer.place(place), language)));
  if (cluster.places > cluster.heaviest.size()) card.lines.emplace_back(word(Word::more_places, language));
  card.lines.emplace_back(word(Word::click_to_split, language));
  return card;
}

MapCard card_of(const SceneArc& arc, const geo::Gazetteer& gazetteer, Language language) {
  MapCard card;
  card.title = fmt::format("{} – {}", isolated(place_name(gazetteer.place(arc.a), language)),
                           isolated(place_name(gazetteer.place(arc.b), language)));
  card.lines.push_back(
      fmt::format("{}: {}", word(Word::legend_arcs, language), isolated(number(arc.articles))));
  card.lines.emplace_back(word(Word::click_for_articles, language));
  return card;
}

}  // namespace kharita::app
