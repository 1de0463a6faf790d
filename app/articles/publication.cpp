#include "app/articles/publication.h"

#include <chrono>

namespace kharita::app {
namespace {

bool take(Article& article, const std::optional<Date>& date, PublishedFrom from) {
  if (!date) return false;
  article.published = date;
  article.published_from = from;
  return true;
}

// The UTC day on which the file was last written.
std::optional<Date> file_day(const std::filesystem::path& file) {
  std::error_code error;
  const auto written = std::filesystem::last_write_time(file, error);
  if (error) return std::nullopt;
  return Date(std::chrono::floor<std::chrono::days>(std::chrono::file_clock::to_sys(written)));
}

}  // namespace

void set_publication(Article& article, const PublicationClues& clues) {
  if (take(article, geo::text::parse_timestamp(clues.metadata), PublishedFrom::metadata)) return;
  if (take(article, geo::text::parse_timestamp(clues.html), PublishedFrom::html)) return;
  const auto told = geo::text::infer_publication(article.text);
  if (told.from == PublishedFrom::byline && take(article, told.date, told.from)) return;
  if (clues.file != nullptr && take(article, geo::text::date_in_file_name(clues.file->filename().string()),
                                    PublishedFrom::file_name)) {
    return;
  }
  if (take(article, told.date, told.from)) return;
  if (clues.file != nullptr) take(article, file_day(*clues.file), PublishedFrom::file_time);
}

}  // namespace kharita::app
