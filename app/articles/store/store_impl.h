// What lies behind a Store: the open dataset, and pages of articles and mentions as its tables have them.
#pragma once

#include <gdal_priv.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/articles/gdal.h"
#include "app/articles/store/database.h"
#include "app/articles/store/head_file.h"
#include "app/articles/store/opening.h"
#include "app/articles/store/schema.h"
#include "app/articles/store/store.h"
#include "app/articles/store/store_file.h"

namespace kharita::app {

inline constexpr const char* kMemory = ":memory:";
inline constexpr int kWholePage = 512;  // articles with their texts

[[nodiscard]] std::string sql_text(std::string_view value);  // quoted

// "'a', 'b'"
template <typename Items, typename Text>
std::string sql_list(const Items& items, Text&& text) {
  std::string list;
  for (const auto& item : items)
    list += (list.empty() ? "" : ", ") + sql_text(text(item));
  return list;
}

// Sixty-four bits of the content's id, to tell a re-import from another article under the same id.
[[nodiscard]] std::uint64_t content_bits(std::string_view content);

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>()(s); }
};
template <typename T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

// Finds places by their stable ids, each once.
class KnownPlaces {
 public:
  explicit KnownPlaces(const PlaceSource& places) : places_(places) {}
  std::optional<geo::PlaceId> operator()(std::string_view stable_id) {
    const auto found = known_.find(stable_id);
    if (found != known_.end()) return found->second;
    return known_.emplace(std::string(stable_id), places_.find(stable_id)).first->second;
  }

 private:
  const PlaceSource& places_;
  ByText<std::optional<geo::PlaceId>> known_;
};

struct Store::Impl {
  std::string location;
  PlaceSource places;
  StoreCopy copy;  // that is read in the store's place; outlives the dataset
  GDALDatasetUniquePtr dataset;
  OGRLayer* articles = nullptr;
  OGRLayer* mentions = nullptr;
  OGRLayer* corrections = nullptr;
  std::chrono::milliseconds lock_wait = kLockWait;

  [[nodiscard]] tl::unexpected<Error> failure(std::string_view doing) const;

  // Calls take(feature) for each row.
  template <typename Take>
  Result<void> select(const std::string& sql, Take&& take) const {
    CPLErrorReset();
    OGRLayer* rows = dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr);
    if (rows == nullptr) return failure("reading");
    for (auto feature = OGRFeatureUniquePtr(rows->GetNextFeature()); feature;
         feature.reset(rows->GetNextFeature())) {
      take(*feature);
    }
    dataset->ReleaseResultSet(rows);
    if (CPLGetLastErrorType() >= CE_Failure) return failure("reading");
    return {};
  }

  // Runs a statement that changes rows.
  Result<void> execute(const std::string& sql, std::string_view doing);

  // What content_bits says of those of these articles whose id is stored, by id.
  Result<ByText<std::uint64_t>> stored_contents(std::span<const Article> asked) const;

  // Within a transaction: keeps other programs from writing until it ends, so that what is read in it holds.
  // Waits for one that does, but not for ever.
  Result<void> lock_for_writing(std::string_view doing);

  // Some articles in order of import.
  struct Page {
    std::vector<Article> articles;
    std::vector<std::int64_t> rows;  // of each, ascending
  };
  // Those that `where` names. Without texts: of an article without a title its beginning.
  Result<Page> read_page(std::string_view where, bool texts) const;
  // Those behind a row; none at the end.
  Result<Page> page_after(std::int64_t row_before, bool texts, int most) const;

  using Mentions = std::vector<std::vector<ArticleMention>>;  // of each article of a page
  // `lost`: how many are of places that are not known, and are left out.
  Result<Mentions> mentions_of(const Page& page, bool alternatives, KnownPlaces& find,
                               std::uint64_t& lost) const;

  // Pages as they stand in the tables; returns how many mentions are of places that are not known.
  Result<std::uint64_t> read_pages(bool texts, const TakePage& take) const;

  // The same without texts: from the file beside the store where it can be had, which else is made for the
  // next time.
  Result<std::uint64_t> read_heads(const TakePage& take) const;

  // None where the file is damaged and nothing was taken.
  std::optional<Result<std::uint64_t>> read_head_file(HeadFileReader& reader, const TakePage& take) const;

  Result<std::uint64_t> copy_heads(const std::filesystem::path& file, const StoreStamp& now,
                                   const TakePage& take) const;

  // What the articles and mentions are known by; empty where there is no file to have another beside it.
  [[nodiscard]] StoreStamp stamp() const;

  // Within a transaction that changes articles or mentions, as its last act: from now on the stamp is
  // another.
  Result<void> touch(std::string_view doing);

  [[nodiscard]] StableIdOf stable_ids() const;

  // Runs work() in a transaction: all of it is kept, or nothing.
  template <typename Work>
  Result<void> in_transaction(std::string_view doing, Work&& work) {
    CPLErrorReset();
    if (dataset->StartTransaction() != OGRERR_NONE) return failure(doing);
    const auto roll_back = [](GDALDataset* open) { open->RollbackTransaction(); };
    std::unique_ptr<GDALDataset, decltype(roll_back)> transaction(dataset.get(), roll_back);
    if (auto locked = lock_for_writing(doing); !locked) return locked;
    if (Result<void> done = work(); !done) return done;
    // GDAL's own tables, such as the layers' extents, go into the same transaction.
    dataset->FlushCache(false);
    if (dataset->CommitTransaction() != OGRERR_NONE) return failure(doing);
    static_cast<void>(transaction.release());
    return {};
  }

  Result<std::int64_t> write_article(const Article& article, const std::string& content);

  Result<void> write_mention(OGRFeature& feature, const ArticleMention& mention);

  Result<void> write_mentions(const ArticleBatch& batch, std::uint32_t index, std::int64_t row);
};

}  // namespace kharita::app
