#include "app/articles/store/rows.h"

#include <charconv>
#include <utility>

#include "app/articles/store/schema.h"
#include "geo/text/dates.h"

namespace kharita::app {
namespace {

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

SourceFrom source_from(std::string_view word) {
  for (const auto from : {SourceFrom::metadata, SourceFrom::folder})
    if (to_string(from) == word) return from;
  return SourceFrom::unknown;
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

}  // namespace

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

void set_article(OGRFeature& row, const Article& article, const std::string& content) {
  row.SetField(kId, article.id.c_str());
  set_text(row, kTitle, article.title);
  set_text(row, kSource, article.source);
  set_text(row, kUrl, article.url);
  set_text(row, kLanguage, article.language);
  set_date(row, kPublished, article.published);
  set_text(row, kPublishedFrom, geo::text::to_string(article.published_from));
  set_text(row, kContent, content);
  row.SetField(kText, article.text.c_str());
  if (article.source_from == SourceFrom::unknown) {
    row.SetFieldNull(kSourceFrom);
  } else {
    set_text(row, kSourceFrom, to_string(article.source_from));
  }
  set_date(row, kNotAfter, article.not_after);
}

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
  article.not_after = get_date(row, kNotAfter);
  // Stores of earlier versions took a file's time for its article's date.
  if (from == "file time") article.not_after = std::exchange(article.published, std::nullopt);
  article.text = row.GetFieldAsString(kText);
  article.source_from = source_from(row.GetFieldAsString(kSourceFrom));
  return article;
}

void set_mention(OGRFeature& row, const ArticleMention& mention, const PlaceSource& places) {
  const geo::Place place = places.place(mention.place);
  row.SetField(kMStart, static_cast<int>(mention.start));
  row.SetField(kMEnd, static_cast<int>(mention.end));
  set_text(row, kMText, mention.words);
  set_text(row, kMPlaceId, place.stable_id);
  set_text(row, kMName, place.name);
  set_text(row, kMNameAr, place.name_ar);
  set_text(row, kMKind, geo::to_string(place.kind));
  set_text(row, kMCountry, place.country_iso);
  row.SetField(kMConfidence, static_cast<double>(mention.confidence));
  set_text(row, kMRole, mention.role == geo::MentionRole::literal ? "literal" : "associative");
  set_text(row, kMAlternatives, alternatives_json(mention.alternatives, places));
  OGRPoint point(place.location.lon_deg(), place.location.lat_deg());
  row.SetGeometry(&point);
}

// Stable ids hold neither quotes nor backslashes, so a scan does, which is ten times as fast as a JSON
// parser.
std::vector<geo::Alternative> read_alternatives(std::string_view json, const FindPlace& find) {
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

}  // namespace kharita::app
