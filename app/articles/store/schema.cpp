#include "app/articles/store/schema.h"

namespace kharita::app {
namespace {

template <std::size_t N>
OGRLayer* create_layer(GDALDataset& dataset, const char* name, OGRwkbGeometryType type,
                       const std::array<FieldSpec, N>& fields) {
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
    if (layer == nullptr) return nullptr;
    OGRFieldDefn field(spec.name, spec.type);
    field.SetUnique(spec.unique ? TRUE : FALSE);
    if (spec.unique) field.SetNullable(FALSE);
    if (layer->CreateField(&field) != OGRERR_NONE) return nullptr;
  }
  return layer;
}

}  // namespace

bool create_layers(GDALDataset& dataset) {
  return create_layer(dataset, kArticles, wkbNone, kArticleFields) != nullptr &&
         create_layer(dataset, kMentions, wkbPoint, kMentionFields) != nullptr &&
         create_layer(dataset, kCorrections, wkbNone, kCorrectionFields) != nullptr;
}

}  // namespace kharita::app
