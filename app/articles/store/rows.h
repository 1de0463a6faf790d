// Articles and mentions as rows of the store hold them.
#pragma once

#include <ogrsf_frmts.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/article.h"
#include "app/articles/article_batch.h"
#include "app/articles/store/places.h"

namespace kharita::app {

// Sets a column; to none where there is no value.
void set_text(OGRFeature& feature, int field, std::string_view value);
void set_date(OGRFeature& feature, int field, const std::optional<Date>& date);

// `content` is what content_id says of the article.
void set_article(OGRFeature& row, const Article& article, const std::string& content);
// Of a row that has the columns of kArticleFields.
[[nodiscard]] Article article_of(const OGRFeature& row);

// All but the columns that mentions of one article share.
void set_mention(OGRFeature& row, const ArticleMention& mention, const PlaceSource& places);

using FindPlace = std::function<std::optional<geo::PlaceId>(std::string_view stable_id)>;
// What set_mention wrote into the column alternatives. What somebody else changed beyond recognition is left
// out.
[[nodiscard]] std::vector<geo::Alternative> read_alternatives(std::string_view json, const FindPlace& find);

}  // namespace kharita::app
