// The date of publication of an article and what it was taken from.
#pragma once

#include <filesystem>
#include <string_view>

#include "app/articles/article.h"

namespace kharita::app {

struct PublicationClues {
  std::string_view metadata;  // as written; empty where there is none
  std::string_view html;      // HTML meta or JSON-LD, as written
  const std::filesystem::path* file =
      nullptr;        // the article's own file; null where it shares one or came by a stream
  bool infer = true;  // false: the text is not looked at, nor what comes after it
  // Of an article that was read before: what told its date, in the words of to_string(PublishedFrom), and the
  // day by which it had been written. Empty where there are none.
  std::string_view metadata_from = {};
  std::string_view not_after = {};
};

// The first that holds: metadata; HTML; the article's address; a byline in the text; the file's name; dates
// in the text. Else the day on which the file was written is the article's not_after: a copy's time is no
// date of publication.
void set_publication(Article& article, const PublicationClues& clues);

// The UTC day on which the file was last written; none where it cannot be told, or lies before the web, as
// the times of archives without any do.
[[nodiscard]] std::optional<Date> file_day(const std::filesystem::path& file);

}  // namespace kharita::app
