// The store: one GeoPackage (or PostGIS through GDAL) with the layers articles, mentions and corrections.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/corpus.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

// What the user chose for one mention, or for a name in all articles.
struct Correction {
  std::string article_id;  // empty: in all articles
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::string text;      // the mention's words
  std::string place_id;  // Place::stable_id; empty: no place
  std::string made_at;   // ISO 8601, UTC
};

// Move-only. One thread at a time. A method's error leaves what was stored before as it was.
class Store {
 public:
  // Opens `location` (a .gpkg path or "PG:…"), creating it where it is missing. A file that is no GeoPackage,
  // or one of another program without our layers, is an error that says so and is not touched.
  [[nodiscard]] static Result<Store> open(const std::string& location, const geo::Gazetteer& gazetteer);
  // A store in memory only.
  [[nodiscard]] static Result<Store> temporary(const geo::Gazetteer& gazetteer);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  [[nodiscard]] bool contains(std::string_view article_id) const;
  // Stores articles with their mentions in one transaction; what is returned as stored survives a kill.
  // Articles whose id is there already are left alone. Returns how many were new.
  [[nodiscard]] Result<std::uint64_t> add(const Corpus& batch);
  [[nodiscard]] Result<void> add(const Correction& correction);
  [[nodiscard]] Result<std::vector<Correction>> corrections() const;
  [[nodiscard]] Result<void> set_published(std::string_view article_id,
                                           Date published);  // PublishedFrom::user
  // Everything, in order of import, corrections applied. Places that the gazetteer no longer has are left out
  // and counted.
  [[nodiscard]] Result<Corpus> load(std::uint64_t* lost_places = nullptr) const;
  [[nodiscard]] const std::string& location() const noexcept;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kharita::app
