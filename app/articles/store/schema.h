// The layers of the store and their columns.
#pragma once

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <array>
#include <string>
#include <string_view>

#include "app/articles/store/gdal.h"

namespace kharita::app {

inline constexpr const char* kArticles = "articles";
inline constexpr const char* kMentions = "mentions";
inline constexpr const char* kCorrections = "corrections";

struct FieldSpec {
  const char* name;
  OGRFieldType type;
  bool unique = false;
};

inline constexpr std::array kArticleFields{
    FieldSpec{"id", OFTString, true},       FieldSpec{"title", OFTString},
    FieldSpec{"source", OFTString},         FieldSpec{"url", OFTString},
    FieldSpec{"language", OFTString},       FieldSpec{"published", OFTDate},
    FieldSpec{"published_from", OFTString}, FieldSpec{"content", OFTString},
    FieldSpec{"text", OFTString},
};
enum ArticleField { kId, kTitle, kSource, kUrl, kLanguage, kPublished, kPublishedFrom, kContent, kText };

// What a program that shows the layer alone wants beside the mention, such as the article's date for its time
// slider, is written, too.
inline constexpr std::array kMentionFields{
    FieldSpec{"article", OFTInteger64}, FieldSpec{"article_id", OFTString},
    FieldSpec{"published", OFTDate},    FieldSpec{"start", OFTInteger},
    FieldSpec{"end", OFTInteger},       FieldSpec{"text", OFTString},
    FieldSpec{"place_id", OFTString},   FieldSpec{"name", OFTString},
    FieldSpec{"name_ar", OFTString},    FieldSpec{"kind", OFTString},
    FieldSpec{"country", OFTString},    FieldSpec{"confidence", OFTReal},
    FieldSpec{"role", OFTString},       FieldSpec{"alternatives", OFTString},
};
enum MentionField {
  kMArticle,
  kMArticleId,
  kMPublished,
  kMStart,
  kMEnd,
  kMText,
  kMPlaceId,
  kMName,
  kMNameAr,
  kMKind,
  kMCountry,
  kMConfidence,
  kMRole,
  kMAlternatives
};

inline constexpr std::array kCorrectionFields{
    FieldSpec{"article_id", OFTString}, FieldSpec{"start", OFTInteger},   FieldSpec{"end", OFTInteger},
    FieldSpec{"text", OFTString},       FieldSpec{"place_id", OFTString}, FieldSpec{"made_at", OFTString},
};
enum CorrectionField { kCArticleId, kCStart, kCEnd, kCText, kCPlaceId, kCMadeAt };

// The columns of a SELECT, in the order of the field enums.
template <std::size_t N>
std::string columns(const std::array<FieldSpec, N>& fields) {
  std::string list;
  for (const auto& field : fields)
    list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", field.name);
  return list;
}

// Creates the three layers in an empty dataset; false where GDAL could not, which says why.
[[nodiscard]] bool create_layers(GDALDataset& dataset);

}  // namespace kharita::app
