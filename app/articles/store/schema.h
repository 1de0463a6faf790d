// The layers of the store and their columns.
#pragma once

#include <ogrsf_frmts.h>

#include <array>
#include <span>
#include <string>

namespace kharita::app {

inline constexpr const char* kArticles = "articles";
inline constexpr const char* kMentions = "mentions";
inline constexpr const char* kCorrections = "corrections";

// Columns keep their place: what a version adds comes last, so that earlier versions still find theirs.
struct FieldSpec {
  const char* name;
  OGRFieldType type;
  bool unique = false;
  bool later = false;  // stores of earlier versions lack it
};
using FieldSpecs = std::span<const FieldSpec>;

inline constexpr std::array kArticleFields{
    FieldSpec{"id", OFTString, true},
    FieldSpec{"title", OFTString},
    FieldSpec{"source", OFTString},
    FieldSpec{"url", OFTString},
    FieldSpec{"language", OFTString},
    FieldSpec{"published", OFTDate},
    FieldSpec{"published_from", OFTString},
    FieldSpec{"content", OFTString},
    FieldSpec{"text", OFTString},
    FieldSpec{"source_from", OFTString, false, true},
    FieldSpec{"not_after", OFTDate, false, true},
};
enum ArticleField {
  kId,
  kTitle,
  kSource,
  kUrl,
  kLanguage,
  kPublished,
  kPublishedFrom,
  kContent,
  kText,
  kSourceFrom,
  kNotAfter
};

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

// The columns of a SELECT from a layer, in the order of the field enums; NULL for one that it lacks.
[[nodiscard]] std::string columns(OGRLayer& layer, FieldSpecs fields);

// Whether a layer has the columns in their places, but for later ones. Null has none.
[[nodiscard]] bool has_columns(OGRLayer* layer, FieldSpecs fields);
// Adds what the layer of an earlier version lacks; false where GDAL could not, which says why.
[[nodiscard]] bool add_later_columns(OGRLayer& layer, FieldSpecs fields);

// Whether the mentions of some articles are found without a look at all others: stores of earlier versions
// that are opened for reading alone lack the index.
[[nodiscard]] bool has_mention_index(GDALDataset& dataset);
// Makes the index of mentions by article where it is missing and may be made, and, in a GeoPackage, triggers
// that set the time of the last change of a layer whose rows are changed or removed by whatever program;
// false where GDAL could not, which says why.
[[nodiscard]] bool add_index_and_triggers(GDALDataset& dataset);
// The trigger of removed mentions alone, which would slow the removal of all of them down.
[[nodiscard]] bool drop_removal_trigger(GDALDataset& dataset);

// Creates the three layers in an empty dataset, and the index; false where GDAL could not, which says why.
[[nodiscard]] bool create_layers(GDALDataset& dataset);

}  // namespace kharita::app
