#include "app/cli/tally.h"

#include <fmt/format.h>

#include "app/cli/cli.h"
#include "app/cli/output.h"

namespace kharita::app::cli {

void Tally::take(const ReadItem& item) {
  if (item.article) {
    ++articles;
  } else if (broken++ == 0) {
    first_error = item.article.error().message;
  }
}

void Tally::take(Tally&& later) {
  if (broken == 0) first_error = std::move(later.first_error);
  articles += later.articles;
  broken += later.broken;
  input_failed |= later.input_failed;
}

int conclude(const Tally& tally) {
  if (tally.broken > 1) {
    complain(
        fmt::format("{} (and {} more; each has a line with its error)", tally.first_error, tally.broken - 1));
  } else if (tally.broken == 1) {
    complain(tally.first_error);
  }
  return tally.input_failed || (tally.articles == 0 && tally.broken > 0) ? kExitFailure : kExitOk;
}

}  // namespace kharita::app::cli
