// The list of articles and its rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/app_state.h"

namespace kharita::app {

// The articles that pass and, where places are selected, mention one of them. Rows are made when they are
// drawn.
struct ArticleListView {
  std::vector<std::uint32_t> articles;  // indices into the corpus, in the view's order
  std::string counts;
  HitFinder hits;  // of what is searched for
  // In the texts of these articles; none where they are too many to be counted for the first letter of a
  // word.
  std::optional<std::uint64_t> hit_count = 0;
};
[[nodiscard]] ArticleListView build_article_list_view(const AppState& state);

struct ArticleRow {
  std::string title;
  std::string detail;                // "source · date · n places"
  std::string source, date, places;  // the same apart, for columns
  std::string snippet;  // the words around the first hit of the search; empty where it found none,
                        // or the text is being read
  std::vector<TextHit> title_hits;  // bytes of `title`
  std::vector<TextHit> snippet_hits;
};
[[nodiscard]] ArticleRow build_article_row(const AppState& state, const ArticleListView& view,
                                           std::uint32_t article);

// A text's words around the first of `hits`, which is not empty, as one line; and where they stand in it.
struct Snippet {
  std::string text;
  std::vector<TextHit> hits;
};
[[nodiscard]] Snippet snippet_of(std::string_view text, const std::vector<TextHit>& hits);

// "source · date", and where the date was read off something that was not made to tell it, what it was.
[[nodiscard]] std::string article_detail(const AppState& state, const ArticleHead& article);

}  // namespace kharita::app
