#include "app/export/table.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

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

void count_article(const ArticleHead& article, PlaceSum& sum) {
  ++sum.articles;
  if (!article.published) return;
  sum.first = std::min(sum.first.value_or(*article.published), *article.published);
  sum.last = std::max(sum.last.value_or(*article.published), *article.published);
}

class Rows {
 public:
  Rows(const Selection& selection, const TakeRow& take) : selection_(selection), take_(take) {}

  Result<void> articles() {
    Row row;
    return each_passing(selection_, [&](const Article& article, std::uint32_t index) {
      row.values = {Value(article.id),
                    text_or_none(article.title),
                    text_or_none(article.source),
                    day_or_none(corpus().articles[index].published),
                    Value(std::string(geo::text::to_string(corpus().articles[index].published_from))),
                    text_or_none(article.language),
                    text_or_none(article.url),
                    Value(passing_mentions(index))};
      if (selection_.with_text) row.values.emplace_back(article.text);
      return take_(row);
    });
  }

  Result<void> mentions() {
    return each_passing(selection_, [&](const Article& article, std::uint32_t index) {
      geo::text::SpanCutter contexts(article.text);
      return std::ranges::all_of(corpus().mentions_of(index), [&](const CorpusMention& mention) {
        return !passes(selection_, mention) || take_(row_of(article, mention, contexts));
      });
    });
  }

  Result<void> places() {
    Row row;
    for (const PlaceSum& sum : sum_places(selection_)) {
      const geo::Place place = selection_.gazetteer.place(sum.place);
      row.location = place.location;
      row.values = {Value(std::string(place.stable_id))};
      add_place(place, selection_.gazetteer, row.values);
      row.values.emplace_back(sum.mentions);
      row.values.emplace_back(sum.articles);
      row.values.push_back(day_or_none(sum.first));
      row.values.push_back(day_or_none(sum.last));
      if (!take_(row)) break;
    }
    return {};
  }

 private:
  [[nodiscard]] const Corpus& corpus() const { return selection_.corpus; }
  [[nodiscard]] std::int64_t passing_mentions(std::uint32_t article) const {
    return std::ranges::count_if(corpus().mentions_of(article), [this](const CorpusMention& mention) {
      return passes(selection_, mention);
    });
  }

  [[nodiscard]] Row row_of(const Article& article, const CorpusMention& mention,
                           geo::text::SpanCutter& contexts) const {
    const geo::Place place = selection_.gazetteer.place(mention.place);
    Row row;
    row.location = place.location;
    row.values = {Value(article.id),
                  text_or_none(article.title),
                  text_or_none(article.source),
                  day_or_none(corpus().articles[mention.article].published),
                  text_or_none(article.url),
                  Value(std::string(corpus().words_of(mention))),
                  Value(std::int64_t{mention.start}),
                  Value(std::int64_t{mention.end}),
                  Value(context_of(contexts, mention)),
                  Value(std::string(place.stable_id))};
    add_place(place, selection_.gazetteer, row.values);
    row.values.emplace_back(static_cast<double>(mention.confidence));
    row.values.emplace_back(
        std::string(mention.role == geo::MentionRole::literal ? "literal" : "associative"));
    row.values.emplace_back(std::int64_t{mention.corrected});
    return row;
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
  return what == What::mentions ? selection.passing.mentions : sum_places(selection).size();
}

bool passes(const Selection& selection, const CorpusMention& mention) {
  return selection.passing
             .mention_passes[static_cast<std::size_t>(&mention - selection.corpus.mentions.data())] != 0;
}

std::vector<PlaceSum> sum_places(const Selection& selection) {
  std::unordered_map<std::uint32_t, PlaceSum> sums;
  for (std::uint32_t i = 0; i < selection.corpus.articles.size(); ++i) {
    std::unordered_set<std::uint32_t> seen;
    for (const CorpusMention& mention : selection.corpus.mentions_of(i)) {
      if (!passes(selection, mention)) continue;
      PlaceSum& sum = sums[mention.place.value];
      sum.place = mention.place;
      ++sum.mentions;
      if (seen.insert(mention.place.value).second) count_article(selection.corpus.articles[i], sum);
    }
  }
  std::vector<PlaceSum> sorted;
  sorted.reserve(sums.size());
  for (const auto& [place, sum] : sums)
    sorted.push_back(sum);
  std::ranges::sort(sorted, [](const PlaceSum& a, const PlaceSum& b) {
    return a.mentions != b.mentions ? a.mentions > b.mentions : a.place < b.place;
  });
  return sorted;
}

Result<void> each_passing(const Selection& selection, const TakeArticle& take) {
  std::uint32_t index = 0;
  const auto take_page = [&](const ArticleBatch& page) {
    for (const Article& article : page.articles) {
      if (index == selection.corpus.articles.size()) return false;
      if (selection.corpus.articles[index].id != article.id) continue;  // it came into the store since
      const std::uint32_t at = index++;
      if (selection.passing.article_passes[at] != 0 && !take(article, at)) return false;
    }
    return true;
  };
  return selection.each_page(take_page);
}

Result<void> each_row(const Selection& selection, What what, const TakeRow& take) {
  Rows rows(selection, take);
  if (what == What::articles) return rows.articles();
  return what == What::mentions ? rows.mentions() : rows.places();
}

}  // namespace kharita::app::exports
