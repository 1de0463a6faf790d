#include "app/articles/store/store_impl.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "app/articles/store/rows.h"

namespace kharita::app {
namespace {

constexpr int kHeadPage = 4096;                // articles without their texts
constexpr std::size_t kWorthAHeadFile = 2000;  // articles: fewer are read from the tables as fast

std::string shown_time(std::chrono::milliseconds time) {
  return fmt::format("{:.3g} seconds", static_cast<double>(time.count()) / 1000);
}

}  // namespace

std::string sql_text(std::string_view value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'') out.push_back('\'');
    out.push_back(c);
  }
  return out + "'";
}

std::uint64_t content_bits(std::string_view content) {
  std::uint64_t bits = 0;
  std::from_chars(content.data(), content.data() + std::min<std::size_t>(content.size(), 16), bits, 16);
  return bits;
}

tl::unexpected<Error> Store::Impl::failure(std::string_view doing) const {
  return fail(ErrorCode::io, "{}: {} failed: {}", shown_location(location), doing, QuietGdal::what());
}

Result<void> Store::Impl::execute(const std::string& sql, std::string_view doing) {
  CPLErrorReset();
  dataset->ReleaseResultSet(dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr));
  if (CPLGetLastErrorType() >= CE_Failure) return failure(doing);
  return {};
}

Result<ByText<std::uint64_t>> Store::Impl::stored_contents(std::span<const Article> asked) const {
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

Result<void> Store::Impl::lock_for_writing(std::string_view doing) {
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

Result<Store::Impl::Page> Store::Impl::read_page(std::string_view where, bool texts) const {
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

Result<Store::Impl::Page> Store::Impl::page_after(std::int64_t row_before, bool texts, int most) const {
  return read_page(fmt::format("fid > {} ORDER BY fid LIMIT {}", row_before, most), texts);
}

Result<Store::Impl::Mentions> Store::Impl::mentions_of(const Page& page, bool alternatives, KnownPlaces& find,
                                                       std::uint64_t& lost) const {
  Mentions of_article(page.rows.size());
  if (page.rows.empty()) return of_article;
  const auto sql = fmt::format(
      "SELECT article, start, \"end\", place_id, confidence, role, \"text\", {} FROM {} WHERE article "
      "BETWEEN {} "
      "AND {} ORDER BY article, fid",
      alternatives ? "alternatives" : "NULL AS alternatives", kMentions, page.rows.front(), page.rows.back());
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

Result<std::uint64_t> Store::Impl::read_pages(bool texts, const TakePage& take) const {
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

Result<std::uint64_t> Store::Impl::read_heads(const TakePage& take) const {
  const StoreStamp now = stamp();
  if (now.empty()) return read_pages(false, take);
  const std::filesystem::path file = head_file_of(location);
  if (auto reader = HeadFileReader::open(file, now)) {
    if (auto lost = read_head_file(*reader, take)) return *lost;
  }
  return copy_heads(file, now, take);
}

std::optional<Result<std::uint64_t>> Store::Impl::read_head_file(HeadFileReader& reader,
                                                                 const TakePage& take) const {
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

Result<std::uint64_t> Store::Impl::copy_heads(const std::filesystem::path& file, const StoreStamp& now,
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

StoreStamp Store::Impl::stamp() const {
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

Result<void> Store::Impl::touch(std::string_view doing) {
  if (location == kMemory || is_database(location)) return {};
  dataset->FlushCache(false);  // GDAL sets the time, too
  return execute(
      fmt::format("UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE "
                  "table_name IN ('{}', '{}')",
                  kArticles, kMentions),
      doing);
}

StableIdOf Store::Impl::stable_ids() const {
  return [this](geo::PlaceId id) { return std::string(places.place(id).stable_id); };
}

Result<std::int64_t> Store::Impl::write_article(const Article& article, const std::string& content) {
  OGRFeature feature(articles->GetLayerDefn());
  set_article(feature, article, content);
  if (articles->CreateFeature(&feature) != OGRERR_NONE) return failure("storing an article");
  return feature.GetFID();
}

Result<void> Store::Impl::write_mention(OGRFeature& feature, const ArticleMention& mention) {
  feature.SetFID(OGRNullFID);
  set_mention(feature, mention, places);
  if (mentions->CreateFeature(&feature) != OGRERR_NONE) return failure("storing a mention");
  return {};
}

Result<void> Store::Impl::write_mentions(const ArticleBatch& batch, std::uint32_t index, std::int64_t row) {
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

}  // namespace kharita::app
