#include "app/articles/store/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace kharita::app {
namespace {

constexpr const char* kMentionIndex = "mentions_by_article";  // on mentions: its column article

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

std::string trigger_name(const char* layer, std::string_view event) {
  return fmt::format("kharita_{}_{}", layer, event);
}

bool is_geopackage(GDALDataset& dataset) {
  return std::string_view(dataset.GetDriverName()) == "GPKG";
}

bool execute(GDALDataset& dataset, const std::string& sql) {
  CPLErrorReset();
  dataset.ReleaseResultSet(dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr));
  return CPLGetLastErrorType() < CE_Failure;
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

bool has_mention_index(GDALDataset& dataset) {
  const auto sql = fmt::format(
      fmt::runtime(is_geopackage(dataset) ? "SELECT name FROM sqlite_master WHERE name = '{}'"
                                          : "SELECT indexname FROM pg_indexes WHERE indexname = '{}'"),
      kMentionIndex);
  OGRLayer* rows = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
  if (rows == nullptr) return false;
  const bool found = OGRFeatureUniquePtr(rows->GetNextFeature()) != nullptr;
  dataset.ReleaseResultSet(rows);
  return found;
}

bool add_index_and_triggers(GDALDataset& dataset) {
  dataset.FlushCache(false);  // tables that wait to be made are made
  bool done = has_mention_index(dataset) ||
              execute(dataset,
                      fmt::format("CREATE INDEX IF NOT EXISTS {} ON {} (article)", kMentionIndex, kMentions));
  if (!is_geopackage(dataset)) return true;  // who does not own a database's tables goes on without
  for (const char* layer : {kArticles, kMentions}) {
    for (const std::string_view event : {"UPDATE", "DELETE"}) {
      done = done &&
             execute(dataset, fmt::format("CREATE TRIGGER IF NOT EXISTS {0} AFTER {1} ON {2} BEGIN UPDATE "
                                          "gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', "
                                          "'now') WHERE table_name = '{2}'; END",
                                          trigger_name(layer, event), event, layer));
    }
  }
  return done;
}

bool drop_removal_trigger(GDALDataset& dataset) {
  return execute(dataset, fmt::format("DROP TRIGGER IF EXISTS {}", trigger_name(kMentions, "DELETE")));
}

bool create_layers(GDALDataset& dataset) {
  return create_layer(dataset, kArticles, wkbNone, kArticleFields) != nullptr &&
         create_layer(dataset, kMentions, wkbPoint, kMentionFields) != nullptr &&
         create_layer(dataset, kCorrections, wkbNone, kCorrectionFields) != nullptr &&
         add_index_and_triggers(dataset);
}

}  // namespace kharita::app
