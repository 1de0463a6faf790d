#include "app/articles/store/opening.h"

#include <cpl_conv.h>
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <optional>

#include "app/articles/gdal.h"
#include "app/articles/store/database.h"
#include "app/articles/store/schema.h"

namespace kharita::app {
namespace {

namespace fs = std::filesystem;

// A store's file that is there, made where it is missing and may be.
Result<void> find_file(const std::string& location, bool to_write) {
  std::error_code error;
  if (fs::is_directory(location, error))
    return fail(ErrorCode::usage, "{}: is a folder; name a .gpkg file", location);
  if (!fs::exists(location, error)) {
    if (!to_write)
      return fail(ErrorCode::io, "{}: there is no such store: import articles into it first", location);
    if (auto created = create_store_file(location); !created) return created;
  }
  if (!std::ifstream(location))
    return fail(ErrorCode::io, "{}: cannot be opened; may you read it?", location);
  if (!is_geopackage(location)) {
    return fail(ErrorCode::parse,
                "{}: is no GeoPackage, and was left as it is; choose another file for the store", location);
  }
  return {};
}

GDALDatasetUniquePtr open_with(const char* driver, const std::string& location, bool to_write) {
  const std::array<const char*, 2> drivers{driver, nullptr};
  const CPLConfigOptionSetter waits(
      "SQLITE_BUSY_TIMEOUT", std::to_string(std::chrono::milliseconds(kLockWait).count()).c_str(), true);
  return GDALDatasetUniquePtr(
      GDALDataset::Open(location.c_str(), GDAL_OF_VECTOR | (to_write ? GDAL_OF_UPDATE : GDAL_OF_READONLY),
                        drivers.data(), nullptr, nullptr));
}

tl::unexpected<Error> cannot_open(const std::string& location, bool to_write) {
  if (is_database(location) && !is_readable_database(location)) {
    return fail(ErrorCode::usage,
                "{}: what names the database cannot be read: give PG:host=… dbname=… user=…",
                shown_location(location));
  }
  return fail(ErrorCode::io, "{}: the store cannot be opened for {}: {}", shown_location(location),
              to_write ? "writing" : "reading", QuietGdal::what());
}

tl::unexpected<Error> cannot_make(const std::string& location, std::string_view what) {
  return fail(ErrorCode::io, "{}: {} failed: {}", shown_location(location), what, QuietGdal::what());
}

void execute(GDALDataset& dataset, const char* sql) {
  dataset.ReleaseResultSet(dataset.ExecuteSQL(sql, nullptr, nullptr));
}

// Makes the layers of an empty database, once, however many programs find it empty at the same moment.
Result<void> fill_database(GDALDatasetUniquePtr& dataset, const std::string& location) {
  constexpr const char* kLock =
      "SELECT pg_advisory_lock(6305419187)";  // a number that others will not choose
  constexpr const char* kUnlock = "SELECT pg_advisory_unlock(6305419187)";
  execute(*dataset, kLock);
  auto now = open_with("PostgreSQL", location, true);
  if (now && now->GetLayerByName(kArticles) != nullptr) {
    dataset = std::move(now);  // closing the one that has the lock gives it back
    return {};
  }
  CPLErrorReset();
  const bool made = create_layers(*dataset);
  if (made) dataset->FlushCache(false);
  if (!made || CPLGetLastErrorType() >= CE_Failure) return cannot_make(location, "creating the layers");
  execute(*dataset, kUnlock);
  return {};
}

// The layers as they must be, with the columns that this version has.
Result<void> check_layers(GDALDataset& dataset, const std::string& location, bool to_write) {
  OGRLayer* articles = dataset.GetLayerByName(kArticles);
  if (!has_columns(articles, kArticleFields) ||
      !has_columns(dataset.GetLayerByName(kMentions), kMentionFields) ||
      !has_columns(dataset.GetLayerByName(kCorrections), kCorrectionFields)) {
    return fail(ErrorCode::usage,
                "{}: was not made by Kharita: it lacks the layers articles, mentions and corrections; it was "
                "left as it is, choose another file for the store",
                shown_location(location));
  }
  if (to_write && !(add_later_columns(*articles, kArticleFields) && add_index_and_triggers(dataset)))
    return cannot_make(location, "adding the columns and the index of this version");
  return {};
}

}  // namespace

Result<OpenedStore> open_in_memory() {
  register_gdal_drivers();
  OpenedStore opened;
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (driver != nullptr) opened.dataset.reset(driver->Create(":memory:", 0, 0, 0, GDT_Unknown, nullptr));
  if (!opened.dataset || !create_layers(*opened.dataset)) return cannot_make(":memory:", "making a store");
  return opened;
}

Result<OpenedStore> open_dataset(const std::string& location, bool to_write) {
  register_gdal_drivers();
  OpenedStore opened;
  std::string from = location;
  const bool database = is_database(location);
  if (!database) {
    if (auto found = find_file(location, to_write); !found) return tl::unexpected(std::move(found.error()));
    if (const auto log = to_write ? std::nullopt : unreadable_log(location)) {
      auto copied = opened.copy.make(location, *log);
      if (!copied) return tl::unexpected(std::move(copied.error()));
      from = std::move(*copied);
    }
  }
  opened.dataset = open_with(database ? "PostgreSQL" : "GPKG", from, to_write);
  if (!opened.dataset) return cannot_open(location, to_write);
  if (database && to_write && opened.dataset->GetLayerByName(kArticles) == nullptr) {
    if (auto filled = fill_database(opened.dataset, location); !filled)
      return tl::unexpected(std::move(filled.error()));
  }
  if (auto fits = check_layers(*opened.dataset, location, to_write); !fits)
    return tl::unexpected(std::move(fits.error()));
  // Then who reads never waits for who writes. Kept as it is where another program has it open just now.
  if (to_write && !database && !is_on_network(location))
    execute(*opened.dataset, "PRAGMA journal_mode = WAL");
  return opened;
}

}  // namespace kharita::app
