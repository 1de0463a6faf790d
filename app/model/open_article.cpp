#include "app/model/open_article.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/texts.h"

namespace kharita::app {
namespace {

void append(std::string& line, std::string_view part, Language language) {
  if (part.empty()) return;
  if (!line.empty()) line += is_rtl(language) ? "، " : ", ";
  line += part;
}

bool begins_with(std::string_view address, std::string_view scheme) {
  return address.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), address.begin(),
                                                      [](char small, char c) { return small == (c | 0x20); });
}

}  // namespace

const Article* open_article(const AppState& state) {
  const auto open = state.view.selection.article;
  return open ? whole_article(state, *open) : nullptr;
}

std::vector<geo::PlaceId> places_of_open_article(const AppState& state) {
  std::vector<geo::PlaceId> places;
  std::vector<std::uint32_t> articles = state.view.selection.articles;
  if (const auto open = state.view.selection.article; open && articles.empty()) articles.push_back(*open);
  for (const std::uint32_t article : articles) {
    for (const CorpusMention& mention : state.corpus.mentions_of(article)) {
      if (mention.place.valid()) places.push_back(mention.place);
    }
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

geo::PlaceId reading_at(const AppState& state, std::uint32_t mention, unsigned number) {
  const CorpusMention& one = state.corpus.mentions[mention];
  if (number == 0) return {};
  if (number == 1) return one.corrected ? one.read_as : one.place;
  const auto rivals = rivals_of(state, mention);
  return number - 2 < rivals.size() ? rivals[number - 2].place : geo::PlaceId{};
}

bool is_web_address(std::string_view address) {
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; };
  return (begins_with(address, "http://") || begins_with(address, "https://")) &&
         std::all_of(address.begin(), address.end(), is_plain);
}

std::string citation(const Article& article, Language language) {
  std::string line;
  const std::string_view title = title_of(article);
  if (!title.empty()) line = is_rtl(language) ? fmt::format("«{}»", title) : fmt::format("“{}”", title);
  append(line, article.source, language);
  if (article.published) append(line, date_words(*article.published, language), language);
  append(line, article.url, language);
  return line;
}

}  // namespace kharita::app
