#include "app/articles/store/store.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include "app/articles/readers/reader.h"
#include "app/articles/store/corrector.h"
#include "app/articles/store/rows.h"
#include "app/articles/store/store_impl.h"

namespace kharita::app {
std::string lost_places_words(const std::string& location, std::uint64_t lost) {
  return fmt::format(
      "{}: {} mentions and corrections are of places that this gazetteer does not have; they stay in "
      "the store and are left out here",
      shown_location(location), lost);
}

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
  std::vector<std::uint32_t> added;  // indices
  const auto done = impl_->in_transaction("storing", [&]() -> Result<void> {
    auto stored = impl_->stored_contents(batch.articles);
    if (!stored) return tl::unexpected(std::move(stored.error()));
    const StoreStamp before = impl_->stamp();
    for (std::uint32_t i = 0; i < batch.articles.size(); ++i) {
      const Article& article = batch.articles[i];
      if (!stored->try_emplace(article.id).second) continue;
      const auto row = impl_->write_article(article, content_id(article.title, article.text));
      if (!row) return tl::unexpected(row.error());
      if (auto written = impl_->write_mentions(batch, i, *row); !written) return written;
      added.push_back(i);
    }
    if (added.empty()) return {};
    if (auto touched = impl_->touch("storing"); !touched) return touched;
    if (!before.empty())
      append_heads(head_file_of(impl_->location), before, impl_->stamp(), batch, added, impl_->stable_ids());
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return added.size();
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
