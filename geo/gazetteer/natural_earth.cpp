#include "geo/gazetteer/natural_earth.h"

#include <ogrsf_frmts.h>

#include <memory>

namespace kharita::geo {
namespace {

LatLon point_inside(OGRGeometry* geometry) {
  if (geometry == nullptr) return {};
  OGRPoint inside;
  const std::unique_ptr<OGRGeometry> point(
      OGRGeometry::FromHandle(OGR_G_PointOnSurface(OGRGeometry::ToHandle(geometry))));
  if (point == nullptr || wkbFlatten(point->getGeometryType()) != wkbPoint) return {};
  return LatLon::from_degrees(point->toPoint()->getY(), point->toPoint()->getX());
}

}  // namespace

Result<NaturalEarth> read_natural_earth(const std::filesystem::path& world_map) {
  GDALAllRegister();
  const auto file = GDALDatasetUniquePtr(
      GDALDataset::Open(world_map.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
  OGRLayer* countries = file ? file->GetLayerByName("countries") : nullptr;
  OGRLayer* provinces = file ? file->GetLayerByName("states_provinces") : nullptr;
  if (countries == nullptr || provinces == nullptr) {
    return fail(ErrorCode::io, "{}: cannot be read as Natural Earth's map. Run data/fetch.sh.",
                world_map.string());
  }
  NaturalEarth earth;
  for (const auto& feature : *countries) {
    const AreaId area{static_cast<std::uint32_t>(earth.label_points.size())};
    earth.countries.push_back(
        {area, feature->GetFieldAsString("iso_a2"), feature->GetFieldAsString("NAME"), "", "", "", ""});
    earth.label_points.push_back(point_inside(feature->GetGeometryRef()));
  }
  for (const auto& feature : *provinces) {
    ProvinceSource province;
    province.area = {static_cast<std::uint32_t>(earth.label_points.size())};
    province.iso_a2 = feature->GetFieldAsString("iso_a2");
    province.name = feature->GetFieldAsString("name");
    province.fips = feature->GetFieldAsString("fips");
    province.woe_name = feature->GetFieldAsString("woe_name");
    province.admin = feature->GetFieldAsString("admin");
    province.gn_name = feature->GetFieldAsString("gn_name");
    earth.provinces.push_back(std::move(province));
    earth.label_points.push_back(point_inside(feature->GetGeometryRef()));
  }
  return earth;
}

}  // namespace kharita::geo
