#include "app/articles/store/store.h"

#include <gdal_priv.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <unordered_map>

#include "app/articles/readers/reader.h"
#include "app/articles/store/corrector.h"
#include "app/articles/store/database.h"
#include "app/articles/gdal.h"
#include "app/articles/store/opening.h"
#include "app/articles/store/rows.h"
#include "app/articles/store/schema.h"
#include "app/articles/store/store_file.h"
#include "geo/text/span_cutter.h"

namespace kharita::app {
namespace {

constexpr const char* kMemory = ":memory:";

std::string sql_text(std::string_view value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'') out.push_back('\'');
    out.push_back(c);
  }
  return out + "'";
}

// Sixty-four bits of the content's id, to tell a re-import from another article under the same id.
std::uint64_t content_bits(std::string_view content) {
  std::uint64_t bits = 0;
  std::from_chars(content.data(), content.data() + std::min<std::size_t>(content.size(), 16), bits, 16);
  return bits;
}

std::string shown_time(std::chrono::milliseconds time) {
  return fmt::format("{:.3g} seconds", static_cast<double>(time.count()) / 1000);
}

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const noexcept { return std::hash<std::string_view>()(s); }
};
template <typename T>
using ByText = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

}  // namespace

struct Store::Impl {
  std::string location;
  PlaceSource places;
  StoreCopy copy;  // that is read in the store's place; outlives the dataset
  GDALDatasetUniquePtr dataset;
  OGRLayer* articles = nullptr;
  OGRLayer* mentions = nullptr;
  OGRLayer* corrections = nullptr;
  ByText<std::uint64_t> contents;  // of each stored id
  std::chrono::milliseconds lock_wait = kLockWait;
  std::int64_t last_row = 0;  // the highest article row that contents knows

  [[nodiscard]] tl::unexpected<Error> failure(std::string_view doing) const {
    return fail(ErrorCode::io, "{}: {} failed: {}", shown_location(location), doing, QuietGdal::what());
  }

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
  Result<void> execute(const std::string& sql, std::string_view doing) {
    CPLErrorReset();
    dataset->ReleaseResultSet(dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr));
    if (CPLGetLastErrorType() >= CE_Failure) return failure(doing);
    return {};
  }

  // Takes up the ids that were stored since, by this process or another.
  Result<void> refresh() {
    const auto sql =
        fmt::format("SELECT fid + 0 AS row_number, id, content FROM {} WHERE fid > {}", kArticles, last_row);
    return select(sql, [&](const OGRFeature& row) {
      last_row = std::max<std::int64_t>(last_row, row.GetFieldAsInteger64(0));
      contents.insert_or_assign(row.GetFieldAsString(1), content_bits(row.GetFieldAsString(2)));
    });
  }

  // Within a transaction: keeps other programs from writing until it ends, so that what is read in it holds.
  // Waits for one that does, but not for ever.
  Result<void> lock_for_writing(std::string_view doing) {
    if (location == kMemory) return {};
    // In SQLite any statement that could change something takes the lock, and waits for it.
    const std::string sql = is_database(location)
                                ? fmt::format("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", kArticles)
                                : fmt::format("DELETE FROM {} WHERE 0", kCorrections);
    auto locked = execute(sql, doing);
    if (locked || QuietGdal::what().find("locked") == std::string::npos) return locked;
    return fail(
        ErrorCode::io,
        "{}: {} failed: another program has been writing to it for {}{}; wait until it is done, or end it",
        shown_location(location), doing, shown_time(lock_wait), holders_of(location));
  }

  // Some articles in order of import, behind a row; none at the end.
  struct Page {
    std::vector<Article> articles;
    std::vector<std::int64_t> rows;  // of each
  };
  Result<Page> page_after(std::int64_t row_before) const {
    constexpr int kPage = 512;
    Page page;
    const auto sql =
        fmt::format("SELECT {}, fid + 0 AS row_number FROM {} WHERE fid > {} ORDER BY fid LIMIT {}",
                    columns(*articles, kArticleFields), kArticles, row_before, kPage);
    auto read = select(sql, [&](const OGRFeature& row) {
      page.rows.push_back(row.GetFieldAsInteger64(static_cast<int>(kArticleFields.size())));
      page.articles.push_back(article_of(row));
    });
    if (!read) return tl::unexpected(std::move(read.error()));
    return page;
  }

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

  Result<std::int64_t> write_article(const Article& article, const std::string& content) {
    OGRFeature feature(articles->GetLayerDefn());
    set_article(feature, article, content);
    if (articles->CreateFeature(&feature) != OGRERR_NONE) return failure("storing an article");
    return feature.GetFID();
  }

  Result<void> write_mention(OGRFeature& feature, const CorpusMention& mention, std::string_view words) {
    feature.SetFID(OGRNullFID);
    set_mention(feature, mention, words, places);
    if (mentions->CreateFeature(&feature) != OGRERR_NONE) return failure("storing a mention");
    return {};
  }

  Result<void> write_mentions(const Corpus& batch, std::uint32_t index, std::int64_t row) {
    const Article& article = batch.articles[index];
    OGRFeature feature(mentions->GetLayerDefn());
    feature.SetField(kMArticle, static_cast<GIntBig>(row));
    feature.SetField(kMArticleId, article.id.c_str());
    set_date(feature, kMPublished, article.published);
    geo::text::SpanCutter cutter(article.text);
    for (const CorpusMention& mention : batch.mentions_of(index)) {
      if (!mention.place.valid()) continue;
      if (auto written = write_mention(feature, mention, cutter.cut(mention.start, mention.end)); !written)
        return written;
    }
    return {};
  }
};

Store::Store(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() {
  const QuietGdal quiet;
  impl_.reset();
}

const std::string& Store::location() const noexcept {
  return impl_->location;
}

Result<Store> Store::temporary(PlaceSource places) {
  return open(kMemory, std::move(places));
}

Result<Store> Store::open(const std::string& location, PlaceSource places) {
  return open(location, std::move(places), Access::write);
}

Result<Store> Store::open_for_reading(const std::string& location, PlaceSource places) {
  return open(location, std::move(places), Access::read);
}

Result<Store> Store::open(const std::string& location, PlaceSource places, Access access) {
  const QuietGdal quiet;
  auto opened = location == kMemory ? open_in_memory() : open_dataset(location, access == Access::write);
  if (!opened) return tl::unexpected(std::move(opened.error()));
  auto impl = std::make_unique<Impl>();
  impl->location = location;
  impl->places = std::move(places);
  impl->copy = std::move(opened->copy);
  impl->dataset = std::move(opened->dataset);
  impl->articles = impl->dataset->GetLayerByName(kArticles);
  impl->mentions = impl->dataset->GetLayerByName(kMentions);
  impl->corrections = impl->dataset->GetLayerByName(kCorrections);
  if (auto read = impl->refresh(); !read) return tl::unexpected(std::move(read.error()));
  return Store(std::move(impl));
}

void Store::set_lock_wait(std::chrono::milliseconds longest) {
  const QuietGdal quiet;
  const auto sql = is_database(impl_->location) ? fmt::format("SET lock_timeout = {}", longest.count())
                                                : fmt::format("PRAGMA busy_timeout = {}", longest.count());
  impl_->dataset->ReleaseResultSet(impl_->dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr));
  impl_->lock_wait = longest;
}

bool Store::contains(std::string_view article_id) const {
  return impl_->contents.find(article_id) != impl_->contents.end();
}

Presence Store::presence(const Article& article) const {
  const auto found = impl_->contents.find(article.id);
  if (found == impl_->contents.end()) return Presence::absent;
  return found->second == content_bits(content_id(article.title, article.text)) ? Presence::same
                                                                                : Presence::different;
}

Result<std::optional<Article>> Store::find(std::string_view article_id) const {
  const QuietGdal quiet;
  std::optional<Article> found;
  const auto sql = fmt::format("SELECT {} FROM {} WHERE id = {}", columns(*impl_->articles, kArticleFields),
                               kArticles, sql_text(article_id));
  if (auto read = impl_->select(sql, [&](const OGRFeature& row) { found = article_of(row); }); !read) {
    return tl::unexpected(std::move(read.error()));
  }
  return found;
}

Result<std::uint64_t> Store::add(const Corpus& batch) {
  const QuietGdal quiet;
  std::vector<std::pair<std::uint32_t, std::string>> added;  // index in the batch, content
  std::int64_t last_row = 0;
  const auto done = impl_->in_transaction("storing", [&]() -> Result<void> {
    if (auto read = impl_->refresh(); !read) return read;
    ByText<bool> seen;
    for (std::uint32_t i = 0; i < batch.articles.size(); ++i) {
      const Article& article = batch.articles[i];
      if (contains(article.id) || !seen.emplace(article.id, true).second) continue;
      std::string content = content_id(article.title, article.text);
      const auto row = impl_->write_article(article, content);
      if (!row) return tl::unexpected(row.error());
      last_row = std::max(last_row, *row);
      if (auto written = impl_->write_mentions(batch, i, *row); !written) return written;
      added.emplace_back(i, std::move(content));
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  for (const auto& [index, content] : added) {
    impl_->contents.insert_or_assign(batch.articles[index].id, content_bits(content));
  }
  impl_->last_row = std::max(impl_->last_row, last_row);
  return added.size();
}

std::uint64_t Store::size() const noexcept {
  return impl_->contents.size();
}

Result<Store::Replaced> Store::replace_mentions(const ResolvePage& resolve) {
  const QuietGdal quiet;
  Replaced replaced;
  const auto done = impl_->in_transaction("resolving again", [&]() -> Result<void> {
    const auto count = fmt::format("SELECT COUNT(*) FROM {}", kMentions);
    auto read = impl_->select(count, [&](const OGRFeature& row) {
      replaced.mentions_before = static_cast<std::uint64_t>(row.GetFieldAsInteger64(0));
    });
    if (!read) return read;
    if (auto removed = impl_->execute(fmt::format("DELETE FROM {}", kMentions), "resolving again"); !removed)
      return removed;
    for (std::int64_t last_row = -1;;) {
      auto page = impl_->page_after(last_row);
      if (!page) return tl::unexpected(page.error());
      if (page->articles.empty()) return {};
      last_row = page->rows.back();
      replaced.articles += page->articles.size();
      auto mentions = resolve(page->articles);
      if (!mentions)
        return fail(ErrorCode::io, "{}: resolving again was cancelled; the store is as it was",
                    shown_location(impl_->location));
      Corpus found;
      for (std::size_t i = 0; i < page->articles.size(); ++i)
        found.add(std::move(page->articles[i]), std::move((*mentions)[i]));
      for (std::uint32_t i = 0; i < page->rows.size(); ++i)
        if (auto written = impl_->write_mentions(found, i, page->rows[i]); !written) return written;
      replaced.mentions_now += found.mentions.size();
    }
  });
  if (!done) return tl::unexpected(done.error());
  return replaced;
}

Result<void> Store::add(const Correction& correction) {
  const QuietGdal quiet;
  return impl_->in_transaction("storing a correction", [&]() -> Result<void> {
    OGRFeature feature(impl_->corrections->GetLayerDefn());
    set_text(feature, kCArticleId, correction.article_id);
    feature.SetField(kCStart, static_cast<int>(correction.start));
    feature.SetField(kCEnd, static_cast<int>(correction.end));
    set_text(feature, kCText, correction.text);
    set_text(feature, kCPlaceId, correction.place_id);
    set_text(feature, kCMadeAt, correction.made_at);
    if (impl_->corrections->CreateFeature(&feature) != OGRERR_NONE)
      return impl_->failure("storing a correction");
    return {};
  });
}

Result<void> Store::withdraw(std::string_view article_id, std::uint32_t start, std::uint32_t end) {
  const QuietGdal quiet;
  return impl_->in_transaction("withdrawing a correction", [&]() -> Result<void> {
    const auto sql = fmt::format("DELETE FROM {} WHERE article_id = {} AND start = {} AND \"end\" = {}",
                                 kCorrections, sql_text(article_id), start, end);
    return impl_->execute(sql, "withdrawing a correction");
  });
}

Result<std::vector<Correction>> Store::corrections() const {
  const QuietGdal quiet;
  std::vector<Correction> corrections;
  const auto sql = fmt::format("SELECT {} FROM {} ORDER BY fid",
                               columns(*impl_->corrections, kCorrectionFields), kCorrections);
  const auto read = impl_->select(sql, [&](const OGRFeature& row) {
    corrections.push_back(
        {row.GetFieldAsString(kCArticleId), static_cast<std::uint32_t>(row.GetFieldAsInteger(kCStart)),
         static_cast<std::uint32_t>(row.GetFieldAsInteger(kCEnd)), row.GetFieldAsString(kCText),
         row.GetFieldAsString(kCPlaceId), row.GetFieldAsString(kCMadeAt)});
  });
  if (!read) return tl::unexpected(read.error());
  return corrections;
}

Result<void> Store::set_published(std::string_view article_id, std::optional<Date> published,
                                  PublishedFrom from) {
  const QuietGdal quiet;
  if (published && !published->ok()) return fail(ErrorCode::usage, "this is no date of the calendar");
  if (!contains(article_id))
    return fail(ErrorCode::usage, "{}: holds no article {}", shown_location(impl_->location), article_id);
  const std::string day = published ? sql_text(geo::text::to_iso(*published)) : "NULL";
  return impl_->in_transaction("storing a date", [&]() -> Result<void> {
    for (const auto& sql :
         {fmt::format("UPDATE {} SET published = {}, published_from = {} WHERE id = {}", kArticles, day,
                      sql_text(geo::text::to_string(from)), sql_text(article_id)),
          fmt::format("UPDATE {} SET published = {} WHERE article_id = {}", kMentions, day,
                      sql_text(article_id))}) {
      if (auto done = impl_->execute(sql, "storing a date"); !done) return done;
    }
    return {};
  });
}

Result<void> Store::correct(Corpus& batch) const {
  const auto made = corrections();
  if (!made) return tl::unexpected(made.error());
  const Corrector corrector(*made, impl_->places);
  if (corrector.empty()) return {};
  Corpus corrected;
  for (std::uint32_t i = 0; i < batch.articles.size(); ++i) {
    const auto found = batch.mentions_of(i);
    std::vector<CorpusMention> mentions(found.begin(), found.end());
    corrector.apply(batch.articles[i], mentions);
    corrected.add(std::move(batch.articles[i]), std::move(mentions));
  }
  batch = std::move(corrected);
  return {};
}

Result<Corpus> Store::load(std::uint64_t* lost_places) const {
  const auto made = corrections();
  if (!made) return tl::unexpected(made.error());
  return load(*made, lost_places);
}

Result<Corpus> Store::load_uncorrected() const {
  return load({}, nullptr);
}

Result<Corpus> Store::load(const std::vector<Correction>& made, std::uint64_t* lost_places) const {
  const QuietGdal quiet;
  const Corrector corrector(made, impl_->places);
  std::uint64_t lost = corrector.lost_places();
  std::vector<Article> articles;
  std::unordered_map<std::int64_t, std::size_t> index_of_row;
  const auto article_sql = fmt::format("SELECT {}, fid + 0 AS row_number FROM {} ORDER BY fid",
                                       columns(*impl_->articles, kArticleFields), kArticles);
  auto read = impl_->select(article_sql, [&](const OGRFeature& row) {
    index_of_row.emplace(row.GetFieldAsInteger64(static_cast<int>(kArticleFields.size())), articles.size());
    articles.push_back(article_of(row));
  });
  if (!read) return tl::unexpected(read.error());
  ByText<std::optional<geo::PlaceId>> known;
  const auto find = [&](std::string_view stable_id) {
    const auto found = known.find(stable_id);
    if (found != known.end()) return found->second;
    return known.emplace(std::string(stable_id), impl_->places.find(stable_id)).first->second;
  };
  std::vector<std::vector<CorpusMention>> mentions(articles.size());
  const auto mention_sql = fmt::format(
      "SELECT article, start, \"end\", place_id, confidence, role, alternatives FROM {} ORDER BY fid",
      kMentions);
  read = impl_->select(mention_sql, [&](const OGRFeature& row) {
    const auto article = index_of_row.find(row.GetFieldAsInteger64(0));
    if (article == index_of_row.end()) return;
    const auto place = find(row.GetFieldAsString(3));
    if (!place) {
      ++lost;
      return;
    }
    CorpusMention mention;
    mention.start = static_cast<std::uint32_t>(row.GetFieldAsInteger(1));
    mention.end = static_cast<std::uint32_t>(row.GetFieldAsInteger(2));
    mention.place = *place;
    mention.confidence = static_cast<float>(row.GetFieldAsDouble(4));
    const std::string_view role = row.GetFieldAsString(5);
    mention.role = role == "associative" ? geo::MentionRole::associative : geo::MentionRole::literal;
    mention.alternatives = read_alternatives(row.GetFieldAsString(6), find);
    mentions[article->second].push_back(std::move(mention));
  });
  if (!read) return tl::unexpected(read.error());
  Corpus corpus;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    if (!corrector.empty()) corrector.apply(articles[i], mentions[i]);
    corpus.add(std::move(articles[i]), std::move(mentions[i]));
  }
  if (lost_places != nullptr) *lost_places = lost;
  return corpus;
}

}  // namespace kharita::app
