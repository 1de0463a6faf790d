#include "app/articles/readers/publication.h"

#include <chrono>

namespace kharita::app {
namespace {

bool take(Article& article, const std::optional<Date>& date, PublishedFrom from) {
  if (!date) return false;
  article.published = date;
  article.published_from = from;
  article.not_after.reset();
  return true;
}

// A date in words, such as 29 يناير 2024, where it names a day.
std::optional<Date> day_in(std::string_view text) {
  constexpr std::size_t kLongest = 200;
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  if (const auto date = geo::text::parse_timestamp(text)) return date;
  for (const auto& mention : geo::text::find_dates(text, std::nullopt)) {
    if (mention.precision == geo::text::DatePrecision::day && !mention.last &&
        mention.value.year() != geo::text::kUnknownYear)
      return mention.value;
  }
  return std::nullopt;
}

PublishedFrom from_of(std::string_view word) {
  for (const PublishedFrom from : {PublishedFrom::html, PublishedFrom::byline, PublishedFrom::file_name,
                                   PublishedFrom::text, PublishedFrom::user}) {
    if (word == to_string(from)) return from;
  }
  return PublishedFrom::metadata;
}

}  // namespace

void set_publication(Article& article, const PublicationClues& clues) {
  if (take(article, day_in(clues.metadata), from_of(clues.metadata_from))) return;
  if (take(article, day_in(clues.html), PublishedFrom::html)) return;
  if (take(article, geo::text::date_in_address(article.url), PublishedFrom::html)) return;
  auto not_after = geo::text::parse_timestamp(clues.not_after);
  if (!not_after && clues.infer && clues.file != nullptr) not_after = file_day(*clues.file);
  article.not_after = not_after;
  if (!clues.infer) return;
  const geo::text::Publication inferred = geo::text::infer_publication(article.text, not_after);
  if (inferred.from == PublishedFrom::byline && take(article, inferred.date, inferred.from)) return;
  if (clues.file != nullptr && take(article, geo::text::date_in_file_name(clues.file->filename().string()),
                                    PublishedFrom::file_name)) {
    return;
  }
  take(article, inferred.date, inferred.from);
}

std::optional<Date> file_day(const std::filesystem::path& file) {
  constexpr std::chrono::year kFirstYear{1991};
  std::error_code error;
  const auto written = std::filesystem::last_write_time(file, error);
  if (error) return std::nullopt;
  const Date day(std::chrono::floor<std::chrono::days>(std::chrono::file_clock::to_sys(written)));
  return day.ok() && day.year() >= kFirstYear ? std::optional(day) : std::nullopt;
}

}  // namespace kharita::app
