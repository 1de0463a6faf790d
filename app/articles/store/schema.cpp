#include "app/articles/store/schema.h"

#include <fmt/format.h>

#include <algorithm>

namespace kharita::app {
namespace {

bool add_column(OGRLayer& layer, const FieldSpec& spec) {
  OGRFieldDefn field(spec.name, spec.type);
  field.SetUnique(spec.unique ? TRUE : FALSE);
  if (spec.unique) field.SetNullable(FALSE);
  return layer.CreateField(&field) == OGRERR_NONE;
}

bool has_column(OGRLayer& layer, const FieldSpec& spec) {
  return layer.GetLayerDefn()->GetFieldIndex(spec.name) >= 0;
}

OGRLayer* create_layer(GDALDataset& dataset, const char* name, OGRwkbGeometryType type, FieldSpecs fields) {
  OGRSpatialReference wgs84;
  wgs84.SetWellKnownGeogCS("WGS84");
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  CPLStringList options;
  options.SetNameValue("FID", "fid");
  options.SetNameValue("GEOMETRY_NAME", "geom");
  // An R-tree makes storing more than twice as slow, and nothing here asks by place; QGIS makes one at a
  // click.
  options.SetNameValue("SPATIAL_INDEX", "NO");
  OGRLayer* layer = dataset.CreateLayer(name, type == wkbNone ? nullptr : &wgs84, type, options.List());
  for (const auto& spec : fields) {
    if (layer == nullptr || !add_column(*layer, spec)) return nullptr;
  }
  return layer;
}

}  // namespace

std::string columns(OGRLayer& layer, FieldSpecs fields) {
  std::string list;
  for (const auto& field : fields)
    list += fmt::format("{}{}\"{}\"", list.empty() ? "" : ", ", has_column(layer, field) ? "" : "NULL AS ",
                        field.name);
  return list;
}

bool has_columns(OGRLayer* layer, FieldSpecs fields) {
  if (layer == nullptr) return false;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const int at = layer->GetLayerDefn()->GetFieldIndex(fields[i].name);
    if (at != static_cast<int>(i) && !(fields[i].later && at < 0)) return false;
  }
  return true;
}

bool add_later_columns(OGRLayer& layer, FieldSpecs fields) {
  return std::ranges::all_of(
      fields, [&](const FieldSpec& field) { return has_column(layer, field) || add_column(layer, field); });
}

bool add_mention_index(GDALDataset& dataset) {
  dataset.FlushCache(false);  // tables that wait to be made are made
  CPLErrorReset();
  const auto sql = fmt::format("CREATE INDEX IF NOT EXISTS {} ON {} (article)", kMentionIndex, kMentions);
  dataset.ReleaseResultSet(dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr));
  return CPLGetLastErrorType() < CE_Failure;
}

bool create_layers(GDALDataset& dataset) {
  return create_layer(dataset, kArticles, wkbNone, kArticleFields) != nullptr &&
         create_layer(dataset, kMentions, wkbPoint, kMentionFields) != nullptr &&
         create_layer(dataset, kCorrections, wkbNone, kCorrectionFields) != nullptr &&
         add_mention_index(dataset);
}

}  // namespace kharita::app
