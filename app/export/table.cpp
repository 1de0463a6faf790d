#include "app/export/table.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "geo/text/span_cutter.h"

namespace kharita::app::exports {
namespace {

constexpr std::array kArticleColumns{
    Column{"id", ColumnType::text},
    Column{"title", ColumnType::text},
    Column{"source", ColumnType::text},
    Column{"published", ColumnType::date},
    Column{"published_from", ColumnType::text},
    Column{"language", ColumnType::text},
    Column{"url", ColumnType::text},
    Column{"mentions", ColumnType::integer},
    Column{"text", ColumnType::text},
};
constexpr std::array kMentionColumns{
    Column{"article_id", ColumnType::text}, Column{"title", ColumnType::text},
    Column{"source", ColumnType::text},     Column{"published", ColumnType::date},
    Column{"url", ColumnType::text},        Column{"words", ColumnType::text},
    Column{"start", ColumnType::integer},   Column{"end", ColumnType::integer},
    Column{"context", ColumnType::text},    Column{"place_id", ColumnType::text},
    Column{"name", ColumnType::text},       Column{"name_ar", ColumnType::text},
    Column{"kind", ColumnType::text},       Column{"province", ColumnType::text},
    Column{"country", ColumnType::text},    Column{"latitude", ColumnType::real},
    Column{"longitude", ColumnType::real},  Column{"confidence", ColumnType::real},
    Column{"role", ColumnType::text},       Column{"corrected", ColumnType::integer},
};
constexpr std::array kPlaceColumns{
    Column{"place_id", ColumnType::text},        Column{"name", ColumnType::text},
    Column{"name_ar", ColumnType::text},         Column{"kind", ColumnType::text},
    Column{"province", ColumnType::text},        Column{"country", ColumnType::text},
    Column{"latitude", ColumnType::real},        Column{"longitude", ColumnType::real},
    Column{"mentions", ColumnType::integer},     Column{"articles", ColumnType::integer},
    Column{"first_published", ColumnType::date}, Column{"last_published", ColumnType::date},
};

constexpr std::uint32_t kContext = 60;  // code points before and behind a mention

Value text_or_none(std::string_view text) {
  return text.empty() ? Value() : Value(std::string(text));
}

Value day_or_none(const std::optional<Date>& date) {
  return date ? Value(geo::text::to_iso(*date)) : Value();
}

// Places after one another in columns: name, name_ar, kind, province, country, latitude, longitude.
void add_place(const geo::Place& place, const geo::Gazetteer& gazetteer, std::vector<Value>& values) {
  const bool in_province = place.admin1.valid() && place.admin1 != place.id;
  values.push_back(text_or_none(place.name));
  values.push_back(text_or_none(place.name_ar));
  values.emplace_back(std::string(geo::to_string(place.kind)));
  values.push_back(in_province ? text_or_none(gazetteer.place(place.admin1).name) : Value());
  values.push_back(text_or_none(place.country_iso));
  values.emplace_back(place.location.lat_deg());
  values.emplace_back(place.location.lon_deg());
}

// One line of the article's text around a mention.
std::string context_of(geo::text::SpanCutter& cutter, const CorpusMention& mention) {
  std::string words(
      cutter.cut(mention.start > kContext ? mention.start - kContext : 0, mention.end + kContext));
  std::ranges::replace_if(
      words, [](unsigned char c) { return c < 0x20; }, ' ');
  return words;
}

class Rows {
 public:
  Rows(const Selection& selection, const TakeRow& take) : selection_(selection), take_(take) {}

  void articles() {
    Row row;
    for (std::uint32_t i = 0; i < corpus().articles.size(); ++i) {
      if (selection_.passing.article_passes[i] == 0) continue;
      const Article& article = corpus().articles[i];
      row.values = {Value(article.id),
                    text_or_none(article.title),
                    text_or_none(article.source),
                    day_or_none(article.published),
                    Value(std::string(geo::text::to_string(article.published_from))),
                    text_or_none(article.language),
                    text_or_none(article.url),
                    Value(passing_mentions(i))};
      if (selection_.with_text) row.values.emplace_back(article.text);
      if (!take_(row)) return;
    }
  }

  void mentions() {
    Row row;
    for (std::uint32_t i = 0; i < corpus().articles.size(); ++i) {
      if (selection_.passing.article_passes[i] == 0) continue;
      const Article& article = corpus().articles[i];
      geo::text::SpanCutter words(article.text);
      geo::text::SpanCutter contexts(article.text);
      for (const CorpusMention& mention : corpus().mentions_of(i)) {
        if (!passes(mention)) continue;
        const geo::Place place = selection_.gazetteer.place(mention.place);
        row.location = place.location;
        row.values = {Value(article.id),
                      text_or_none(article.title),
                      text_or_none(article.source),
                      day_or_none(article.published),
                      text_or_none(article.url),
                      Value(std::string(words.cut(mention.start, mention.end))),
                      Value(std::int64_t{mention.start}),
                      Value(std::int64_t{mention.end}),
                      Value(context_of(contexts, mention)),
                      Value(std::string(place.stable_id))};
        add_place(place, selection_.gazetteer, row.values);
        row.values.emplace_back(static_cast<double>(mention.confidence));
        row.values.emplace_back(
            std::string(mention.role == geo::MentionRole::literal ? "literal" : "associative"));
        row.values.emplace_back(std::int64_t{mention.corrected});
        if (!take_(row)) return;
      }
    }
  }

  void places() {
    Row row;
    for (const auto& [id, sum] : by_mentions()) {
      const geo::Place place = selection_.gazetteer.place(id);
      row.location = place.location;
      row.values = {Value(std::string(place.stable_id))};
      add_place(place, selection_.gazetteer, row.values);
      row.values.emplace_back(sum.mentions);
      row.values.emplace_back(sum.articles);
      row.values.push_back(day_or_none(sum.first));
      row.values.push_back(day_or_none(sum.last));
      if (!take_(row)) return;
    }
  }

 private:
  struct Sum {
    std::int64_t mentions = 0;
    std::int64_t articles = 0;
    std::uint32_t last_article = 0;  // that was counted, plus one
    std::optional<Date> first;
    std::optional<Date> last;
  };

  [[nodiscard]] const Corpus& corpus() const { return selection_.corpus; }
  [[nodiscard]] bool passes(const CorpusMention& mention) const {
    return selection_.passing.mention_passes[static_cast<std::size_t>(&mention - corpus().mentions.data())] !=
           0;
  }
  [[nodiscard]] std::int64_t passing_mentions(std::uint32_t article) const {
    return std::ranges::count_if(corpus().mentions_of(article),
                                 [this](const CorpusMention& mention) { return passes(mention); });
  }

  static void count(const Article& article, std::uint32_t index, Sum& sum) {
    ++sum.mentions;
    if (sum.last_article == index + 1) return;
    sum.last_article = index + 1;
    ++sum.articles;
    if (!article.published) return;
    sum.first = std::min(sum.first.value_or(*article.published), *article.published);
    sum.last = std::max(sum.last.value_or(*article.published), *article.published);
  }

  [[nodiscard]] std::vector<std::pair<geo::PlaceId, Sum>> by_mentions() const {
    std::unordered_map<std::uint32_t, Sum> sums;
    for (const CorpusMention& mention : corpus().mentions) {
      if (passes(mention))
        count(corpus().articles[mention.article], mention.article, sums[mention.place.value]);
    }
    std::vector<std::pair<geo::PlaceId, Sum>> sorted;
    sorted.reserve(sums.size());
    for (const auto& [place, sum] : sums)
      sorted.emplace_back(geo::PlaceId{place}, sum);
    std::ranges::sort(sorted, [](const auto& a, const auto& b) {
      return a.second.mentions != b.second.mentions ? a.second.mentions > b.second.mentions
                                                    : a.first < b.first;
    });
    return sorted;
  }

  const Selection& selection_;
  const TakeRow& take_;
};

}  // namespace

std::string_view to_string(What what) noexcept {
  switch (what) {
    case What::articles:
      return "articles";
    case What::mentions:
      return "mentions";
    case What::places:
      return "places";
  }
  return {};
}

std::span<const Column> columns(What what, bool with_text) noexcept {
  switch (what) {
    case What::articles:
      return std::span(kArticleColumns).first(kArticleColumns.size() - (with_text ? 0 : 1));
    case What::mentions:
      return kMentionColumns;
    case What::places:
      return kPlaceColumns;
  }
  return {};
}

std::uint64_t count_rows(const Selection& selection, What what) {
  if (what == What::articles) return selection.passing.articles;
  if (what == What::mentions) return selection.passing.mentions;
  std::uint64_t places = 0;
  each_row(selection, What::places, [&](const Row&) {
    ++places;
    return true;
  });
  return places;
}

void each_row(const Selection& selection, What what, const TakeRow& take) {
  Rows rows(selection, take);
  if (what == What::articles) return rows.articles();
  if (what == What::mentions) return rows.mentions();
  rows.places();
}

}  // namespace kharita::app::exports
