// The store: one GeoPackage (or PostGIS through GDAL) with the layers articles, mentions and corrections.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/article_batch.h"
#include "app/articles/store/correction.h"
#include "app/articles/store/places.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

// Whether the store has an article: not at all, with this very title and text, or with others under the same
// id.
enum class Presence : std::uint8_t { absent, same, different };

// What is said of places that were left out as the gazetteer does not have them.
[[nodiscard]] std::string lost_places_words(const std::string& location, std::uint64_t lost);

// Move-only. One thread at a time. A method's error leaves what was stored before as it was. Several programs
// may have one store open: who reads never waits for who writes, unless the file lies on a network's disk,
// and who writes waits for others' transactions, each of which takes up what was stored before it.
class Store {
 public:
  // Opens `location` (a .gpkg path or "PG:…"), creating it and its folder where they are missing. A file that
  // is no GeoPackage, or one of another program without our layers, is an error that says so and is not
  // touched.
  [[nodiscard]] static Result<Store> open(const std::string& location, const geo::Gazetteer& gazetteer) {
    return open(location, PlaceSource::of(gazetteer));
  }
  [[nodiscard]] static Result<Store> open(const std::string& location, PlaceSource places);
  // Opens a store that is there to read it alone: nothing is written to it, so that its file and folder need
  // not be the user's. Whatever would change it is an error.
  [[nodiscard]] static Result<Store> open_for_reading(const std::string& location,
                                                      const geo::Gazetteer& gazetteer) {
    return open_for_reading(location, PlaceSource::of(gazetteer));
  }
  [[nodiscard]] static Result<Store> open_for_reading(const std::string& location, PlaceSource places);
  // A store in memory only.
  [[nodiscard]] static Result<Store> temporary(const geo::Gazetteer& gazetteer) {
    return temporary(PlaceSource::of(gazetteer));
  }
  [[nodiscard]] static Result<Store> temporary(PlaceSource places);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // How long a method that changes something waits for another program that does (unless set, 30 s), before
  // it is an error that names who has the store open.
  void set_lock_wait(std::chrono::milliseconds longest);

  // O(log articles), and so is presence of each. False also where the store cannot be read.
  [[nodiscard]] bool contains(std::string_view article_id) const;
  [[nodiscard]] Result<Presence> presence(const Article& article) const;
  [[nodiscard]] Result<std::vector<Presence>> presence(std::span<const Article> articles) const;
  // The stored article of this id, without its mentions; none where there is none.
  [[nodiscard]] Result<std::optional<Article>> find(std::string_view article_id) const;
  // The stored articles of these ids with their mentions as they were found, in order of import; those that
  // are not stored are left out.
  [[nodiscard]] Result<ArticleBatch> read(std::span<const std::string> article_ids) const;
  // Stores articles with their mentions in one transaction; what is returned as stored survives a kill.
  // Articles whose id is there already are left alone. Returns how many were new.
  [[nodiscard]] Result<std::uint64_t> add(const ArticleBatch& batch);
  [[nodiscard]] Result<void> add(const Correction& correction) { return add(std::span(&correction, 1)); }
  [[nodiscard]] Result<void> add(std::span<const Correction> corrections);  // in one transaction
  // Forgets the corrections of this very mention: it is again as it was found, or as its name says.
  [[nodiscard]] Result<void> withdraw(std::string_view article_id, std::uint32_t start, std::uint32_t end);
  [[nodiscard]] Result<std::vector<Correction>> corrections() const;  // in the order made
  // The user's date of publication; with another `from` what stood before it again. An id that is not stored
  // is an error.
  [[nodiscard]] Result<void> set_published(std::string_view article_id, std::optional<Date> published,
                                           PublishedFrom from = PublishedFrom::user);
  // Finds the mentions of a page of articles anew, one list an article; none: the work was cancelled.
  using ResolvePage =
      std::function<std::optional<std::vector<std::vector<ArticleMention>>>(std::vector<Article>&)>;
  // Replaces the mentions of all articles with those that are found anew, in one transaction: where it fails
  // or is cancelled the store is as it was. Corrections stay. Other programs wait meanwhile. Returns how many
  // mentions there were and are. Memory is bounded by a page.
  struct Replaced {
    std::uint64_t articles = 0;
    std::uint64_t mentions_before = 0;
    std::uint64_t mentions_now = 0;
  };
  [[nodiscard]] Result<Replaced> replace_mentions(const ResolvePage& resolve);
  // How many articles there are; 0 where the store cannot be read.
  [[nodiscard]] std::uint64_t size() const;
  // Applies the corrections to articles that were stored just now, as load does.
  [[nodiscard]] Result<void> correct(ArticleBatch& batch) const;
  // Everything, in order of import, some thousand articles at a time; where `take` says false it ends.
  // Corrections are applied: a mention corrected to no place has none, one that the user marked where none
  // was found is there. Places that the gazetteer no longer has are left out, and their number is returned.
  // Between two pages the store may be changed.
  struct Pages {
    // Without them the alternatives are left out, too, and of an article without a title the text is its
    // beginning.
    bool texts = true;
    bool corrected = true;  // else as it was found: for a copy that takes the corrections, too
  };
  [[nodiscard]] Result<std::uint64_t> each_page(Pages pages, const TakePage& take) const;
  // The next articles behind the `row`-th row of the store, in order of import, without mentions; none at the
  // end. Sets `row` to that of the last.
  [[nodiscard]] Result<std::vector<Article>> texts_after(std::int64_t& row) const;
  // The row of the article that stands behind so many others; that of the last where there are not so many.
  [[nodiscard]] Result<std::int64_t> row_behind(std::uint64_t articles) const;
  // The same for as long as articles were only added; empty where it cannot be told, as of a small store.
  [[nodiscard]] std::string generation() const;
  // All of it at once: for a small store.
  [[nodiscard]] Result<ArticleBatch> load() const;
  [[nodiscard]] const std::string& location() const noexcept;  // ":memory:" for a temporary one

 private:
  struct Impl;
  enum class Access : std::uint8_t { write, read };
  [[nodiscard]] static Result<Store> open(const std::string& location, PlaceSource places, Access access);
  explicit Store(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kharita::app
