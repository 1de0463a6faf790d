#include "app/export/layer_file.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>

#include "app/articles/gdal.h"
#include "geo/text/code_points.h"

namespace kharita::app::exports {
namespace {

constexpr std::uint64_t kMostXlsxRows = 1'048'575;  // below the header
constexpr std::size_t kMostXlsxLetters = 32'767;    // UTF-16 units a cell

const char* driver_name(FileKind kind) {
  switch (kind) {
    case FileKind::geojson:
      return "GeoJSON";
    case FileKind::geopackage:
      return "GPKG";
    case FileKind::xlsx:
      return "XLSX";
    case FileKind::csv:
      break;
  }
  return "CSV";
}

OGRFieldType field_type(ColumnType type) {
  switch (type) {
    case ColumnType::integer:
      return OFTInteger64;
    case ColumnType::real:
      return OFTReal;
    case ColumnType::date:
      return OFTDate;
    case ColumnType::text:
      break;
  }
  return OFTString;
}

// Cut to what a cell may hold. A letter beyond the first plane counts two.
std::string fit_cell(const std::string& text) {
  if (text.size() <= kMostXlsxLetters) return text;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    units += geo::text::next_code_point(text.data(), text.size(), at) > 0xFFFF ? 2 : 1;
    if (units > kMostXlsxLetters) return text.substr(0, begin);
  }
  return text;
}

class LayerWriter {
 public:
  LayerWriter(const Selection& selection, FileKind kind, GDALDataset& dataset, Progress& progress)
      : selection_(selection), kind_(kind), dataset_(dataset), progress_(progress) {}

  // False where GDAL could not, which says why, or the export was cancelled; an error is one of reading.
  Result<bool> write(What what) {
    OGRLayer* layer = create(what);
    if (layer == nullptr) return false;
    OGRFeature feature(layer->GetLayerDefn());
    bool written = true;
    const auto read = each_row(selection_, what, [&](const Row& row) {
      feature.SetFID(OGRNullFID);
      fill(feature, row);
      written = layer->CreateFeature(&feature) == OGRERR_NONE;
      ++progress_.done;
      return written && !progress_.cancelled;
    });
    if (!read) return tl::unexpected(read.error());
    return written && !progress_.cancelled;
  }

 private:
  OGRLayer* create(What what) {
    OGRSpatialReference wgs84;
    wgs84.SetWellKnownGeogCS("WGS84");
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const bool points = what != What::articles && kind_ != FileKind::xlsx;
    CPLStringList options;
    if (kind_ == FileKind::geojson) options.SetNameValue("RFC7946", "YES");
    OGRLayer* layer = dataset_.CreateLayer(std::string(to_string(what)).c_str(), points ? &wgs84 : nullptr,
                                           points ? wkbPoint : wkbNone, options.List());
    for (const Column& column : columns(what, selection_.with_text)) {
      OGRFieldDefn field(column.name, field_type(column.type));
      if (layer == nullptr || layer->CreateField(&field) != OGRERR_NONE) return nullptr;
    }
    return layer;
  }

  void fill(OGRFeature& feature, const Row& row) const {
    for (int i = 0; i < static_cast<int>(row.values.size()); ++i) {
      const Value& value = row.values[static_cast<std::size_t>(i)];
      if (const auto* text = std::get_if<std::string>(&value)) {
        feature.SetField(i, (kind_ == FileKind::xlsx ? fit_cell(*text) : *text).c_str());
      } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        feature.SetField(i, static_cast<GIntBig>(*integer));
      } else if (const auto* real = std::get_if<double>(&value)) {
        feature.SetField(i, *real);
      } else {
        feature.SetFieldNull(i);
      }
    }
    if (!row.location || kind_ == FileKind::xlsx) return;
    OGRPoint point(row.location->lon_deg(), row.location->lat_deg());
    feature.SetGeometry(&point);
  }

  const Selection& selection_;
  FileKind kind_;
  GDALDataset& dataset_;
  Progress& progress_;
};

tl::unexpected<Error> gdal_error(const geo::WrittenFile& written) {
  return written.error(QuietGdal::what());
}

}  // namespace

Result<void> write_layers(const Selection& selection, std::span<const What> tables, FileKind kind,
                          const geo::WrittenFile& written, Progress& progress) {
  for (const What table : tables) {
    if (kind == FileKind::xlsx && count_rows(selection, table) > kMostXlsxRows)
      return written.error(
          fmt::format("a sheet holds {} rows, and there are more {}; filter them, or write .csv",
                      kMostXlsxRows, to_string(table)));
  }
  register_gdal_drivers();
  const QuietGdal quiet;
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driver_name(kind));
  if (driver == nullptr) return written.error(fmt::format("GDAL has no {} driver", driver_name(kind)));
  GDALDatasetUniquePtr dataset(driver->Create(written.path().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!dataset) return gdal_error(written);
  LayerWriter writer(selection, kind, *dataset, progress);
  const bool in_transaction = kind == FileKind::geopackage && dataset->StartTransaction() == OGRERR_NONE;
  Result<bool> whole = true;
  for (std::size_t i = 0; whole && *whole && i < tables.size(); ++i)
    whole = writer.write(tables[i]);
  if (progress.cancelled) return written.error("it was cancelled");
  if (!whole) return tl::unexpected(whole.error());
  if (!*whole || (in_transaction && dataset->CommitTransaction() != OGRERR_NONE)) return gdal_error(written);
  // What is still in memory is written on closing, which tells its errors no other way.
  CPLErrorReset();
  dataset.reset();
  return CPLGetLastErrorType() >= CE_Failure ? Result<void>(gdal_error(written)) : Result<void>();
}

}  // namespace kharita::app::exports
