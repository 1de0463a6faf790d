#include "app/articles/store/store.h"

#include <gdal_priv.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>
#include <limits>
#include <unordered_map>
#include <utility>

#include "app/articles/corpus.h"
#include "app/articles/gdal.h"
#include "app/articles/readers/reader.h"
#include "app/articles/store/corrector.h"
#include "app/articles/store/database.h"
#include "app/articles/store/head_file.h"
#include "app/articles/store/opening.h"
#include "app/articles/store/rows.h"
#include "app/articles/store/schema.h"
#include "app/articles/store/store_file.h"

namespace kharita::app {
namespace {

constexpr const char* kMemory = ":memory:";
constexpr int kWholePage = 512;                // articles with their texts
constexpr int kHeadPage = 4096;                // without
constexpr std::size_t kWorthAHeadFile = 2000;  // articles: fewer are read from the tables as fast

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

// Without its text, but what stands for a title where there is none.
Article head_of(const Article& article) {
  Article head = article;
  head.text = head.title.empty() ? std::string(first_line(article.text)) : std::string();
  return head;
}

std::vector<ArticleMention> mentions_without_rivals(std::span<const ArticleMention> mentions) {
  std::vector<ArticleMention> plain;
  for (const ArticleMention& mention : mentions) {
    plain.push_back({PlacedMention(mention), mention.words, {}});
  }
  return plain;
}

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

// "'a', 'b'"
template <typename Items, typename Text>
std::string sql_list(const Items& items, Text&& text) {
  std::string list;
  for (const auto& item : items)
    list += (list.empty() ? "" : ", ") + sql_text(text(item));
  return list;
}

}  // namespace

struct Store::Impl {
  std::string location;
  PlaceSource places;
  StoreCopy copy;  // that is read in the store's place; outlives the dataset
  GDALDatasetUniquePtr dataset;
  OGRLayer* articles = nullptr;
  OGRLayer* mentions = nullptr;
  OGRLayer* corrections = nullptr;
  std::chrono::milliseconds lock_wait = kLockWait;

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

  // What content_bits says of those of these articles whose id is stored, by id.
  Result<ByText<std::uint64_t>> stored_contents(std::span<const Article> asked) const {
    constexpr std::size_t kAtOnce = 500;
    ByText<std::uint64_t> contents;
    for (; !asked.empty(); asked = asked.subspan(std::min(kAtOnce, asked.size()))) {
      const auto ids = sql_list(asked.first(std::min(kAtOnce, asked.size())),
                                [](const Article& a) -> std::string_view { return a.id; });
      auto read =
          select(fmt::format("SELECT id, content FROM {} WHERE id IN ({})", kArticles, ids),
                 [&](const OGRFeature& row) {
                   contents.insert_or_assign(row.GetFieldAsString(0), content_bits(row.GetFieldAsString(1)));
                 });
      if (!read) return tl::unexpected(std::move(read.error()));
    }
    return contents;
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

  // Some articles in order of import.
  struct Page {
    std::vector<Article> articles;
    std::vector<std::int64_t> rows;  // of each, ascending
  };
  // Those that `where` names. Without texts: of an article without a title its beginning.
  Result<Page> read_page(std::string_view where, bool texts) const {
    std::string fields = columns(*articles, kArticleFields);
    constexpr std::string_view kWhole = "\"text\"";
    if (!texts) {
      fields.replace(fields.find(kWhole), kWhole.size(),
                     "CASE WHEN title IS NULL OR title = '' THEN substr(text, 1, 200) END AS \"text\"");
    }
    Page page;
    auto read =
        select(fmt::format("SELECT {}, fid + 0 AS row_number FROM {} WHERE {}", fields, kArticles, where),
               [&](const OGRFeature& row) {
                 page.rows.push_back(row.GetFieldAsInteger64(static_cast<int>(kArticleFields.size())));
                 page.articles.push_back(article_of(row));
               });
    if (!read) return tl::unexpected(std::move(read.error()));
    return page;
  }
  // Those behind a row; none at the end.
  Result<Page> page_after(std::int64_t row_before, bool texts, int most) const {
    return read_page(fmt::format("fid > {} ORDER BY fid LIMIT {}", row_before, most), texts);
  }

  using Mentions = std::vector<std::vector<ArticleMention>>;  // of each article of a page
  // `lost`: how many are of places that are not known, and are left out.
  Result<Mentions> mentions_of(const Page& page, bool alternatives, KnownPlaces& find,
                               std::uint64_t& lost) const {
    Mentions of_article(page.rows.size());
    if (page.rows.empty()) return of_article;
    const auto sql = fmt::format(
        "SELECT article, start, \"end\", place_id, confidence, role, \"text\", {} FROM {} WHERE article "
        "BETWEEN {} "
        "AND {} ORDER BY article, fid",
        alternatives ? "alternatives" : "NULL AS alternatives", kMentions, page.rows.front(),
        page.rows.back());
    std::size_t at = 0;
    auto read = select(sql, [&](const OGRFeature& row) {
      const std::int64_t article = row.GetFieldAsInteger64(0);
      while (at < page.rows.size() && page.rows[at] < article)
        ++at;
      if (at == page.rows.size() || page.rows[at] != article) return;
      const auto place = find(row.GetFieldAsString(3));
      if (!place) {
        ++lost;
        return;
      }
      ArticleMention mention;
      mention.start = static_cast<std::uint32_t>(row.GetFieldAsInteger(1));
      mention.end = static_cast<std::uint32_t>(row.GetFieldAsInteger(2));
      mention.place = *place;
      mention.confidence = static_cast<float>(row.GetFieldAsDouble(4));
      const std::string_view role = row.GetFieldAsString(5);
      mention.role = role == "associative" ? geo::MentionRole::associative : geo::MentionRole::literal;
      mention.words = row.GetFieldAsString(6);
      mention.alternatives = read_alternatives(row.GetFieldAsString(7), std::ref(find));
      of_article[at].push_back(std::move(mention));
    });
    if (!read) return tl::unexpected(std::move(read.error()));
    return of_article;
  }

  // Pages as they stand in the tables; returns how many mentions are of places that are not known.
  Result<std::uint64_t> read_pages(bool texts, const TakePage& take) const {
    const int most = !has_mention_index(*dataset) ? std::numeric_limits<int>::max()
                     : texts                      ? kWholePage
                                                  : kHeadPage;
    KnownPlaces find(places);
    std::uint64_t lost = 0;
    for (std::int64_t last_row = std::numeric_limits<std::int64_t>::min();;) {
      auto page = page_after(last_row, texts, most);
      if (!page) return tl::unexpected(std::move(page.error()));
      if (page->rows.empty()) return lost;
      last_row = page->rows.back();
      auto found = mentions_of(*page, texts, find, lost);
      if (!found) return tl::unexpected(std::move(found.error()));
      ArticleBatch batch;
      for (std::size_t i = 0; i < page->articles.size(); ++i)
        batch.add(std::move(page->articles[i]), std::move((*found)[i]));
      if (!take(std::move(batch))) return lost;
    }
  }

  // The same without texts: from the file beside the store where it can be had, which else is made for the
  // next time.
  Result<std::uint64_t> read_heads(const TakePage& take) const {
    const StoreStamp now = stamp();
    if (now.empty()) return read_pages(false, take);
    const std::filesystem::path file = head_file_of(location);
    if (auto reader = HeadFileReader::open(file, now)) {
      if (auto lost = read_head_file(*reader, take)) return *lost;
    }
    return copy_heads(file, now, take);
  }

  // None where the file is damaged and nothing was taken.
  std::optional<Result<std::uint64_t>> read_head_file(HeadFileReader& reader, const TakePage& take) const {
    KnownPlaces find(places);
    std::uint64_t lost = 0;
    for (bool first = true;; first = false) {
      auto page = reader.next(std::ref(find), lost);
      if (!page && first) return std::nullopt;
      if (!page) {
        std::error_code ignored;
        std::filesystem::remove(head_file_of(location), ignored);
        return fail(ErrorCode::io, "{}; it was removed, open the store again", page.error().message);
      }
      if (page->articles.empty() || !take(std::move(*page))) return lost;
    }
  }

  Result<std::uint64_t> copy_heads(const std::filesystem::path& file, const StoreStamp& now,
                                   const TakePage& take) const {
    HeadFileWriter writer;
    bool first = true;
    bool whole = false;  // so far: what cannot be written is done without
    auto lost = read_pages(false, [&](ArticleBatch&& page) {
      if (std::exchange(first, false) && page.articles.size() >= kWorthAHeadFile)
        whole = writer.start(file).has_value();
      whole = whole && writer.add(page, stable_ids());
      const bool more = take(std::move(page));
      whole = whole && more;
      return more;
    });
    // Lost places are not in it: they may be known to another gazetteer.
    if (lost && *lost == 0 && whole && stamp() == now) (void)writer.finish(now);
    return lost;
  }

  // What the articles and mentions are known by; empty where there is no file to have another beside it.
  [[nodiscard]] StoreStamp stamp() const {
    StoreStamp stamp;
    if (location == kMemory || is_database(location)) return stamp;
    const auto sql = fmt::format(
        "SELECT (SELECT group_concat(table_name || ' ' || last_change, ' ') FROM gpkg_contents WHERE "
        "table_name IN "
        "('{0}', '{1}')) || ' ' || (SELECT ifnull(max(fid), 0) FROM {0}) || ' ' || "
        "(SELECT ifnull(max(fid), 0) FROM {1})",
        kArticles, kMentions);
    const auto read = select(sql, [&](const OGRFeature& row) { stamp = row.GetFieldAsString(0); });
    return read && stamp.size() <= kLongestStamp ? stamp : StoreStamp();
  }

  // Within a transaction that changes articles or mentions, as its last act: from now on the stamp is
  // another.
  Result<void> touch(std::string_view doing) {
    if (location == kMemory || is_database(location)) return {};
    dataset->FlushCache(false);  // GDAL sets the time, too
    return execute(
        fmt::format("UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE "
                    "table_name IN ('{}', '{}')",
                    kArticles, kMentions),
        doing);
  }

  [[nodiscard]] StableIdOf stable_ids() const {
    return [this](geo::PlaceId id) { return std::string(places.place(id).stable_id); };
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

  Result<void> write_mention(OGRFeature& feature, const ArticleMention& mention) {
    feature.SetFID(OGRNullFID);
    set_mention(feature, mention, places);
    if (mentions->CreateFeature(&feature) != OGRERR_NONE) return failure("storing a mention");
    return {};
  }

  Result<void> write_mentions(const ArticleBatch& batch, std::uint32_t index, std::int64_t row) {
    const Article& article = batch.articles[index];
    OGRFeature feature(mentions->GetLayerDefn());
    feature.SetField(kMArticle, static_cast<GIntBig>(row));
    feature.SetField(kMArticleId, article.id.c_str());
    set_date(feature, kMPublished, article.published);
    for (const ArticleMention& mention : batch.mentions_of(index)) {
      if (!mention.place.valid()) continue;
      if (auto written = write_mention(feature, mention); !written) return written;
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
  const QuietGdal quiet;
  bool found = false;
  const auto sql = fmt::format("SELECT id FROM {} WHERE id = {}", kArticles, sql_text(article_id));
  return impl_->select(sql, [&](const OGRFeature&) { found = true; }) && found;
}

Result<std::vector<Presence>> Store::presence(std::span<const Article> articles) const {
  const QuietGdal quiet;
  const auto contents = impl_->stored_contents(articles);
  if (!contents) return tl::unexpected(contents.error());
  std::vector<Presence> presence;
  for (const Article& article : articles) {
    const auto found = contents->find(article.id);
    presence.push_back(found == contents->end() ? Presence::absent
                       : found->second == content_bits(content_id(article.title, article.text))
                           ? Presence::same
                           : Presence::different);
  }
  return presence;
}

Result<Presence> Store::presence(const Article& article) const {
  const auto found = presence(std::span(&article, 1));
  if (!found) return tl::unexpected(found.error());
  return found->front();
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

Result<ArticleBatch> Store::read(std::span<const std::string> article_ids) const {
  const QuietGdal quiet;
  const auto where =
      fmt::format("id IN ({}) ORDER BY fid", sql_list(article_ids, [](const std::string& id) { return id; }));
  ArticleBatch batch;
  if (article_ids.empty()) return batch;
  auto found = impl_->read_page(where, true);
  if (!found) return tl::unexpected(std::move(found.error()));
  KnownPlaces find(impl_->places);
  std::uint64_t lost = 0;
  for (std::size_t i = 0; i < found->articles.size(); ++i) {
    const Impl::Page one{{}, {found->rows[i]}};
    auto mentions = impl_->mentions_of(one, true, find, lost);
    if (!mentions) return tl::unexpected(std::move(mentions.error()));
    batch.add(std::move(found->articles[i]), std::move(mentions->front()));
  }
  return batch;
}

Result<std::uint64_t> Store::add(const ArticleBatch& batch) {
  const QuietGdal quiet;
  std::uint64_t added = 0;
  const auto done = impl_->in_transaction("storing", [&]() -> Result<void> {
    auto stored = impl_->stored_contents(batch.articles);
    if (!stored) return tl::unexpected(std::move(stored.error()));
    const StoreStamp before = impl_->stamp();
    ArticleBatch heads;
    for (std::uint32_t i = 0; i < batch.articles.size(); ++i) {
      const Article& article = batch.articles[i];
      if (!stored->try_emplace(article.id).second) continue;
      const auto row = impl_->write_article(article, content_id(article.title, article.text));
      if (!row) return tl::unexpected(row.error());
      if (auto written = impl_->write_mentions(batch, i, *row); !written) return written;
      if (!before.empty()) heads.add(head_of(article), mentions_without_rivals(batch.mentions_of(i)));
      ++added;
    }
    if (added == 0) return {};
    if (auto touched = impl_->touch("storing"); !touched) return touched;
    if (!before.empty())
      append_heads(head_file_of(impl_->location), before, impl_->stamp(), heads, impl_->stable_ids());
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return added;
}

std::uint64_t Store::size() const {
  const QuietGdal quiet;
  std::uint64_t count = 0;
  const auto read = impl_->select(
      fmt::format("SELECT COUNT(*) FROM {}", kArticles),
      [&](const OGRFeature& row) { count = static_cast<std::uint64_t>(row.GetFieldAsInteger64(0)); });
  return read ? count : 0;
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
    if (!is_database(impl_->location) && !drop_removal_trigger(*impl_->dataset))
      return impl_->failure("resolving again");
    if (auto removed = impl_->execute(fmt::format("DELETE FROM {}", kMentions), "resolving again"); !removed)
      return removed;
    for (std::int64_t last_row = -1;;) {
      auto page = impl_->page_after(last_row, true, kWholePage);
      if (!page) return tl::unexpected(page.error());
      if (page->articles.empty()) {
        if (!add_index_and_triggers(*impl_->dataset)) return impl_->failure("resolving again");
        return impl_->touch("resolving again");
      }
      last_row = page->rows.back();
      replaced.articles += page->articles.size();
      auto mentions = resolve(page->articles);
      if (!mentions)
        return fail(ErrorCode::io, "{}: resolving again was cancelled; the store is as it was",
                    shown_location(impl_->location));
      ArticleBatch found;
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

Result<void> Store::add(std::span<const Correction> corrections) {
  const QuietGdal quiet;
  return impl_->in_transaction("storing a correction", [&]() -> Result<void> {
    OGRFeature feature(impl_->corrections->GetLayerDefn());
    for (const Correction& correction : corrections) {
      feature.SetFID(OGRNullFID);
      set_text(feature, kCArticleId, correction.article_id);
      feature.SetField(kCStart, static_cast<int>(correction.start));
      feature.SetField(kCEnd, static_cast<int>(correction.end));
      set_text(feature, kCText, correction.text);
      set_text(feature, kCPlaceId, correction.place_id);
      set_text(feature, kCMadeAt, correction.made_at);
      if (impl_->corrections->CreateFeature(&feature) != OGRERR_NONE)
        return impl_->failure("storing a correction");
    }
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

Result<void> Store::correct(ArticleBatch& batch) const {
  const auto made = corrections();
  if (!made) return tl::unexpected(made.error());
  const Corrector corrector(*made, impl_->places);
  if (corrector.empty()) return {};
  batch = corrector.corrected(std::move(batch));
  return {};
}

Result<std::uint64_t> Store::each_page(Pages pages, const TakePage& take) const {
  const QuietGdal quiet;
  auto made = pages.corrected ? corrections() : std::vector<Correction>();
  if (!made) return tl::unexpected(std::move(made.error()));
  const Corrector corrector(*made, impl_->places);
  const auto take_corrected = [&](ArticleBatch&& page) {
    return take(corrector.empty() ? std::move(page) : corrector.corrected(std::move(page)));
  };
  auto lost = pages.texts ? impl_->read_pages(true, take_corrected) : impl_->read_heads(take_corrected);
  if (lost) *lost += corrector.lost_places();
  return lost;
}

Result<std::vector<Article>> Store::texts_after(std::int64_t& row) const {
  const QuietGdal quiet;
  auto page = impl_->page_after(row, true, kWholePage);
  if (!page) return tl::unexpected(std::move(page.error()));
  if (!page->rows.empty()) row = page->rows.back();
  return std::move(page->articles);
}

Result<std::int64_t> Store::row_behind(std::uint64_t articles) const {
  const QuietGdal quiet;
  std::int64_t row = std::numeric_limits<std::int64_t>::min();
  if (articles == 0) return row;
  const auto sql =
      fmt::format("SELECT max(fid) FROM (SELECT fid FROM {} ORDER BY fid LIMIT {})", kArticles, articles);
  auto read = impl_->select(sql, [&](const OGRFeature& found) { row = found.GetFieldAsInteger64(0); });
  if (!read) return tl::unexpected(std::move(read.error()));
  return row;
}

std::string Store::generation() const {
  const QuietGdal quiet;
  const StoreStamp now = impl_->stamp();
  if (now.empty()) return {};
  const auto reader = HeadFileReader::open(head_file_of(impl_->location), now);
  return reader ? reader->generation() : std::string();
}

Result<ArticleBatch> Store::load() const {
  ArticleBatch all;
  const auto read = each_page({}, [&](ArticleBatch&& page) {
    for (std::uint32_t i = 0; i < page.articles.size(); ++i) {
      const auto mentions = page.mentions_of(i);
      all.add(std::move(page.articles[i]), {mentions.begin(), mentions.end()});
    }
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

}  // namespace kharita::app
