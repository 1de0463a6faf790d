#include "app/articles/store.h"

#include <fcntl.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <unordered_map>

#include "app/articles/corrector.h"
#include "app/articles/readers/reader.h"
#include "geo/text/normalise.h"
#include "geo/text/span_cutter.h"

namespace kharita::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kArticles = "articles";
constexpr const char* kMentions = "mentions";
constexpr const char* kCorrections = "corrections";
constexpr const char* kMemory = ":memory:";

// Keeps GDAL's messages off the terminal while it lives; the last one is in what().
class QuietGdal {
 public:
  QuietGdal() {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
  }
  ~QuietGdal() { CPLPopErrorHandler(); }
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;

  [[nodiscard]] static std::string what() {
    std::string message = CPLGetLastErrorMsg();
    std::replace(message.begin(), message.end(), '\n', ' ');
    return message.empty() ? std::string("the database gave no reason") : message;
  }
};

void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] {
    GDALAllRegister();
    // Ours are known to be right; to compare them GDAL reads every coordinate system that it has tiles for.
    CPLSetConfigOption("GDAL_VALIDATE_CREATION_OPTIONS", "NO");
  });
}

struct FieldSpec {
  const char* name;
  OGRFieldType type;
  bool unique = false;
};

constexpr std::array kArticleFields{
    FieldSpec{"id", OFTString, true},       FieldSpec{"title", OFTString},
    FieldSpec{"source", OFTString},         FieldSpec{"url", OFTString},
    FieldSpec{"language", OFTString},       FieldSpec{"published", OFTDate},
    FieldSpec{"published_from", OFTString}, FieldSpec{"content", OFTString},
    FieldSpec{"text", OFTString},
};
enum ArticleField { kId, kTitle, kSource, kUrl, kLanguage, kPublished, kPublishedFrom, kContent, kText };

// What a program that shows the layer alone wants beside the mention, such as the article's date for its time
// slider, is written, too.
constexpr std::array kMentionFields{
    FieldSpec{"article", OFTInteger64}, FieldSpec{"article_id", OFTString},
    FieldSpec{"published", OFTDate},    FieldSpec{"start", OFTInteger},
    FieldSpec{"end", OFTInteger},       FieldSpec{"text", OFTString},
    FieldSpec{"place_id", OFTString},   FieldSpec{"name", OFTString},
    FieldSpec{"name_ar", OFTString},    FieldSpec{"kind", OFTString},
    FieldSpec{"country", OFTString},    FieldSpec{"confidence", OFTReal},
    FieldSpec{"role", OFTString},       FieldSpec{"alternatives", OFTString},
};
enum MentionField {
  kMArticle,
  kMArticleId,
  kMPublished,
  kMStart,
  kMEnd,
  kMText,
  kMPlaceId,
  kMName,
  kMNameAr,
  kMKind,
  kMCountry,
  kMConfidence,
  kMRole,
  kMAlternatives
};

constexpr std::array kCorrectionFields{
    FieldSpec{"article_id", OFTString}, FieldSpec{"start", OFTInteger},   FieldSpec{"end", OFTInteger},
    FieldSpec{"text", OFTString},       FieldSpec{"place_id", OFTString}, FieldSpec{"made_at", OFTString},
};
enum CorrectionField { kCArticleId, kCStart, kCEnd, kCText, kCPlaceId, kCMadeAt };

std::string sql_text(std::string_view value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'') out.push_back('\'');
    out.push_back(c);
  }
  return out + "'";
}

// The columns of a SELECT, in the order of the field enums.
template <std::size_t N>
std::string columns(const std::array<FieldSpec, N>& fields) {
  std::string list;
  for (const auto& field : fields)
    list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", field.name);
  return list;
}

void set_text(OGRFeature& feature, int field, std::string_view value) {
  if (value.empty()) {
    feature.SetFieldNull(field);
  } else {
    feature.SetField(field, std::string(value).c_str());
  }
}

void set_date(OGRFeature& feature, int field, const std::optional<Date>& date) {
  if (!date) {
    feature.SetFieldNull(field);
    return;
  }
  feature.SetField(field, static_cast<int>(date->year()),
                   static_cast<int>(static_cast<unsigned>(date->month())),
                   static_cast<int>(static_cast<unsigned>(date->day())), 0, 0, 0.0f, 0);
}

std::optional<Date> get_date(const OGRFeature& feature, int field) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0;
  if (!feature.IsFieldSetAndNotNull(field)) return std::nullopt;
  if (feature.GetFieldDefnRef(field)->GetType() == OFTString)
    return geo::text::parse_timestamp(feature.GetFieldAsString(field));
  if (feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone) == 0)
    return std::nullopt;
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

PublishedFrom published_from(std::string_view word) {
  for (const auto from : {PublishedFrom::metadata, PublishedFrom::html, PublishedFrom::byline,
                          PublishedFrom::file_name, PublishedFrom::text, PublishedFrom::user}) {
    if (geo::text::to_string(from) == word) return from;
  }
  return PublishedFrom::unknown;
}

// Sixty-four bits of the content's id, to tell a re-import from another article under the same id.
std::uint64_t content_bits(std::string_view content) {
  std::uint64_t bits = 0;
  std::from_chars(content.data(), content.data() + std::min<std::size_t>(content.size(), 16), bits, 16);
  return bits;
}

// [{"id":"gn:1159301","confidence":0.02}]; nothing where there are none.
std::string alternatives_json(const std::vector<geo::Alternative>& alternatives, const PlaceSource& places) {
  if (alternatives.empty()) return {};
  std::string json = "[";
  for (const auto& alternative : alternatives) {
    if (!alternative.place.valid()) continue;
    if (json.size() > 1) json.push_back(',');
    json += fmt::format(R"({{"id":"{}","confidence":{:.4g}}})", places.place(alternative.place).stable_id,
                        alternative.confidence);
  }
  return json + "]";
}

// Reads back what alternatives_json wrote. Stable ids hold neither quotes nor backslashes, so a scan does,
// which is ten times as fast as a JSON parser; what somebody else changed beyond recognition is left out.
template <typename Find>
std::vector<geo::Alternative> read_alternatives(std::string_view json, Find&& find) {
  constexpr std::string_view kIdKey = "\"id\":\"";
  constexpr std::string_view kConfidenceKey = "\"confidence\":";
  std::vector<geo::Alternative> alternatives;
  for (std::size_t at = json.find(kIdKey); at != std::string_view::npos; at = json.find(kIdKey, at)) {
    at += kIdKey.size();
    const std::size_t end = json.find('"', at);
    if (end == std::string_view::npos) break;
    const auto place = find(json.substr(at, end - at));
    at = json.find(kConfidenceKey, end);
    if (at == std::string_view::npos) break;
    at += kConfidenceKey.size();
    float confidence = 0;
    std::from_chars(json.data() + at, json.data() + json.size(), confidence);
    if (place) alternatives.push_back({*place, confidence});
  }
  return alternatives;
}

bool is_geopackage(const fs::path& file) {
  std::array<char, 72> header{};
  std::ifstream in(file, std::ios::binary);
  in.read(header.data(), header.size());
  const std::string_view bytes(header.data(),
                               static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes.size() == header.size() && bytes.starts_with("SQLite format 3") &&
         bytes.substr(68).starts_with("GP");
}

template <std::size_t N>
OGRLayer* create_layer(GDALDataset& dataset, const char* name, OGRwkbGeometryType type,
                       const std::array<FieldSpec, N>& fields) {
  OGRSpatialReference wgs84;
  wgs84.SetWellKnownGeogCS("WGS84");
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  CPLStringList options;
  options.SetNameValue("FID", "fid");
  options.SetNameValue("GEOMETRY_NAME", "geom");
  // An R-tree makes storing more than twice as slow, and nothing here asks by place; QGIS makes one at a
  // click.
  options.SetNameValue("SPATIAL_INDEX", "NO");
  OGRLayer* layer = dataset.CreateLayer(name, type == wkbNone ? nullptr : &wgs84, type, options.List());
  for (const auto& spec : fields) {
    if (layer == nullptr) return nullptr;
    OGRFieldDefn field(spec.name, spec.type);
    field.SetUnique(spec.unique ? TRUE : FALSE);
    if (spec.unique) field.SetNullable(FALSE);
    if (layer->CreateField(&field) != OGRERR_NONE) return nullptr;
  }
  return layer;
}

bool create_layers(GDALDataset& dataset) {
  return create_layer(dataset, kArticles, wkbNone, kArticleFields) != nullptr &&
         create_layer(dataset, kMentions, wkbPoint, kMentionFields) != nullptr &&
         create_layer(dataset, kCorrections, wkbNone, kCorrectionFields) != nullptr;
}

// A file appears under its name only when it is whole: made under another name, then linked, which never
// replaces.
Result<void> create_file(const std::string& location) {
  const fs::path target(location);
  std::error_code error;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  const fs::path draft = target.parent_path() / fmt::format(".{}.{}.gpkg", target.filename().string(),
                                                            static_cast<long>(::getpid()));
  const auto cannot = [&](const std::string& why) {
    return fail(ErrorCode::io, "{}: the store cannot be created: {}; choose a folder that you may write to",
                location, why);
  };
  const int probe = ::open(draft.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0666);
  if (probe < 0) return cannot(std::generic_category().message(errno));
  ::close(probe);
  fs::remove(draft, error);
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (driver == nullptr) return cannot("GDAL has no GeoPackage driver");
  GDALDatasetUniquePtr dataset(driver->Create(draft.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  const bool made = dataset && create_layers(*dataset);
  const std::string why = made ? std::string() : QuietGdal::what();
  dataset.reset();
  if (!made) {
    fs::remove(draft, error);
    return cannot(why);
  }
  fs::create_hard_link(draft, target, error);
  if (error && error != std::errc::file_exists) fs::rename(draft, target, error);
  const bool failed = error && error != std::errc::file_exists;
  const std::string reason = error.message();
  fs::remove(draft, error);
  if (failed) return cannot(reason);
  return {};
}

// A copy of a store that is removed with this object.
class StoreCopy {
 public:
  StoreCopy() = default;
  ~StoreCopy() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  StoreCopy(StoreCopy&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
  StoreCopy& operator=(StoreCopy&& other) noexcept {
    std::swap(folder_, other.folder_);
    return *this;
  }

  // Of the file and the log beside it; returns the copy's file.
  Result<std::string> make(const fs::path& file, const fs::path& log) {
    std::error_code error;
    std::string folder = (fs::temp_directory_path(error) / "kharita-XXXXXX").string();
    if (error || ::mkdtemp(folder.data()) == nullptr)
      return fail(ErrorCode::io, "{}: there is no folder for a copy to read: {}", file.string(),
                  std::generic_category().message(errno));
    folder_ = folder;
    for (const fs::path& from : {file, log}) {
      if (!fs::copy_file(from, folder_ / from.filename(), error))
        return fail(ErrorCode::io, "{}: cannot be copied to {} to be read: {}", from.string(), folder,
                    error.message());
    }
    return (folder_ / file.filename()).string();
  }

 private:
  fs::path folder_;
};

// SQLite's write-ahead log of a store, where it holds changes that can only be read where the folder may be
// written to: elsewhere GDAL would read the store without them.
std::optional<fs::path> unreadable_log(const fs::path& file) {
  std::error_code error;
  const fs::path log = file.string() + "-wal";
  const auto size = fs::file_size(log, error);
  if (error || size == 0 || fs::exists(file.string() + "-shm", error)) return std::nullopt;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (::faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) == 0) return std::nullopt;
  return log;
}

// A location as errors show it: a database's password is nobody's business.
std::string shown(const std::string& location) {
  constexpr std::string_view kKey = "password=";
  const std::size_t at = location.find(kKey);
  if (!location.starts_with("PG:") || at == std::string::npos) return location;
  const std::size_t begin = at + kKey.size();
  const bool in_quotes = begin < location.size() && location[begin] == '\'';
  const std::size_t end = location.find(in_quotes ? '\'' : ' ', begin + (in_quotes ? 1 : 0));
  return location.substr(0, begin) + "…" +
         (end == std::string::npos ? "" : location.substr(end + (in_quotes ? 1 : 0)));
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
  std::int64_t last_row = 0;       // the highest article row that contents knows

  [[nodiscard]] tl::unexpected<Error> failure(std::string_view doing) const {
    return fail(ErrorCode::io, "{}: {} failed: {}", shown(location), doing, QuietGdal::what());
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

  // Runs work() in a transaction: all of it is kept, or nothing.
  template <typename Work>
  Result<void> in_transaction(std::string_view doing, Work&& work) {
    CPLErrorReset();
    if (dataset->StartTransaction() != OGRERR_NONE) return failure(doing);
    if (Result<void> done = work(); !done) {
      dataset->RollbackTransaction();
      return done;
    }
    // GDAL's own tables, such as the layers' extents, go into the same transaction.
    dataset->FlushCache(false);
    if (dataset->CommitTransaction() != OGRERR_NONE) {
      auto error = failure(doing);
      dataset->RollbackTransaction();
      return error;
    }
    return {};
  }

  Result<std::int64_t> write_article(const Article& article, const std::string& content) {
    OGRFeature feature(articles->GetLayerDefn());
    feature.SetField(kId, article.id.c_str());
    set_text(feature, kTitle, article.title);
    set_text(feature, kSource, article.source);
    set_text(feature, kUrl, article.url);
    set_text(feature, kLanguage, article.language);
    set_date(feature, kPublished, article.published);
    set_text(feature, kPublishedFrom, geo::text::to_string(article.published_from));
    set_text(feature, kContent, content);
    feature.SetField(kText, article.text.c_str());
    if (articles->CreateFeature(&feature) != OGRERR_NONE) return failure("storing an article");
    return feature.GetFID();
  }

  Result<void> write_mention(OGRFeature& feature, const CorpusMention& mention, std::string_view words) {
    const geo::Place place = places.place(mention.place);
    feature.SetFID(OGRNullFID);
    feature.SetField(kMStart, static_cast<int>(mention.start));
    feature.SetField(kMEnd, static_cast<int>(mention.end));
    set_text(feature, kMText, words);
    set_text(feature, kMPlaceId, place.stable_id);
    set_text(feature, kMName, place.name);
    set_text(feature, kMNameAr, place.name_ar);
    set_text(feature, kMKind, geo::to_string(place.kind));
    set_text(feature, kMCountry, place.country_iso);
    feature.SetField(kMConfidence, static_cast<double>(mention.confidence));
    set_text(feature, kMRole, mention.role == geo::MentionRole::literal ? "literal" : "associative");
    set_text(feature, kMAlternatives, alternatives_json(mention.alternatives, places));
    OGRPoint point(place.location.lon_deg(), place.location.lat_deg());
    feature.SetGeometry(&point);
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
  register_drivers();
  const QuietGdal quiet;
  const bool database = location.starts_with("PG:");
  const bool memory = location == kMemory;
  std::error_code error;
  if (!database && !memory) {
    if (fs::is_directory(location, error))
      return fail(ErrorCode::usage, "{}: is a folder; name a .gpkg file", location);
    if (!fs::exists(location, error)) {
      if (access == Access::read)
        return fail(ErrorCode::io, "{}: there is no such store: import articles into it first", location);
      if (auto created = create_file(location); !created) return tl::unexpected(std::move(created.error()));
    }
    if (!std::ifstream(location))
      return fail(ErrorCode::io, "{}: cannot be opened; may you read it?", location);
    if (!is_geopackage(location)) {
      return fail(ErrorCode::parse,
                  "{}: is no GeoPackage, and was left as it is; choose another file for the store", location);
    }
  }
  auto impl = std::make_unique<Impl>();
  impl->location = location;
  impl->places = std::move(places);
  if (memory) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (driver != nullptr) impl->dataset.reset(driver->Create(kMemory, 0, 0, 0, GDT_Unknown, nullptr));
    if (!impl->dataset || !create_layers(*impl->dataset)) return impl->failure("making a store in memory");
  } else {
    const std::array<const char*, 2> drivers{database ? "PostgreSQL" : "GPKG", nullptr};
    const bool reads = access == Access::read;
    std::string from = location;
    if (const auto log = reads && !database ? unreadable_log(location) : std::nullopt) {
      auto copied = impl->copy.make(location, *log);
      if (!copied) return tl::unexpected(std::move(copied.error()));
      from = std::move(*copied);
    }
    impl->dataset.reset(GDALDataset::Open(from.c_str(),
                                          GDAL_OF_VECTOR | (reads ? GDAL_OF_READONLY : GDAL_OF_UPDATE),
                                          drivers.data(), nullptr, nullptr));
    if (!impl->dataset) {
      return fail(ErrorCode::io, "{}: the store cannot be opened for {}: {}", shown(location),
                  reads ? "reading" : "writing", QuietGdal::what());
    }
  }
  const bool empty_database = database && impl->dataset->GetLayerByName(kArticles) == nullptr;
  if (empty_database && access == Access::write && !create_layers(*impl->dataset))
    return impl->failure("creating the layers");
  impl->articles = impl->dataset->GetLayerByName(kArticles);
  impl->mentions = impl->dataset->GetLayerByName(kMentions);
  impl->corrections = impl->dataset->GetLayerByName(kCorrections);
  const auto fits = [](OGRLayer* layer, const auto& fields) {
    if (layer == nullptr) return false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (layer->GetLayerDefn()->GetFieldIndex(fields[i].name) != static_cast<int>(i)) return false;
    }
    return true;
  };
  if (!fits(impl->articles, kArticleFields) || !fits(impl->mentions, kMentionFields) ||
      !fits(impl->corrections, kCorrectionFields)) {
    return fail(ErrorCode::usage,
                "{}: was not made by Kharita: it lacks the layers articles, mentions and corrections; it was "
                "left as it is, "
                "choose another file for the store",
                shown(location));
  }
  if (auto read = impl->refresh(); !read) return tl::unexpected(std::move(read.error()));
  return Store(std::move(impl));
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

namespace {

Article article_of(const OGRFeature& row) {
  Article article;
  article.id = row.GetFieldAsString(kId);
  article.title = row.GetFieldAsString(kTitle);
  article.source = row.GetFieldAsString(kSource);
  article.url = row.GetFieldAsString(kUrl);
  article.language = row.GetFieldAsString(kLanguage);
  article.published = get_date(row, kPublished);
  const std::string_view from = row.GetFieldAsString(kPublishedFrom);
  article.published_from = published_from(from);
  // Stores of earlier versions took a file's time for its article's date.
  if (from == "file time") article.not_after = std::exchange(article.published, std::nullopt);
  article.text = row.GetFieldAsString(kText);
  return article;
}

}  // namespace

Result<std::optional<Article>> Store::find(std::string_view article_id) const {
  const QuietGdal quiet;
  std::optional<Article> found;
  const auto sql = fmt::format("SELECT {} FROM {} WHERE id = {}", columns(kArticleFields), kArticles,
                               sql_text(article_id));
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
  const auto sql = fmt::format("SELECT {} FROM {} ORDER BY fid", columns(kCorrectionFields), kCorrections);
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
    return fail(ErrorCode::usage, "{}: holds no article {}", shown(impl_->location), article_id);
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
                                       columns(kArticleFields), kArticles);
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
