#include "app/articles/readers/publication.h"

#include <chrono>

namespace kharita::app {
namespace {

bool take(Article& article, const std::optional<Date>& date, PublishedFrom from) {
  if (!date) return false;
  article.published = date;
  article.published_from = from;
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

}  // namespace

void set_publication(Article& article, const PublicationClues& clues) {
  if (take(article, day_in(clues.metadata), PublishedFrom::metadata)) return;
  if (take(article, day_in(clues.html), PublishedFrom::html)) return;
  if (take(article, geo::text::date_in_address(article.url), PublishedFrom::html)) return;
  if (!clues.infer) return;
  const auto not_after = clues.file == nullptr ? std::nullopt : file_day(*clues.file);
  const geo::text::Publication inferred = geo::text::infer_publication(article.text, not_after);
  if (inferred.from == PublishedFrom::byline && take(article, inferred.date, inferred.from)) return;
  if (clues.file != nullptr && take(article, geo::text::date_in_file_name(clues.file->filename().string()),
                                    PublishedFrom::file_name)) {
    return;
  }
  if (take(article, inferred.date, inferred.from)) return;
  article.not_after = not_after;
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
