// What passes the filters on its way into a file of data: copies, so that the window may change its own
// meanwhile.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/articles/corpus.h"
#include "app/articles/filter.h"
#include "app/desk/requests.h"
#include "app/model/library.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"
#include "geo/progress.h"

namespace kharita::app {

// Made on the main thread; write() may be called on another one, once. The gazetteer must outlive it.
class DataExport {
 public:
  DataExport(const geo::Gazetteer& gazetteer, const Corpus& corpus, const FilterResult& passing,
             DataOrder order);

  // What a report shows beside the data: the filters in words and the map, a PNG; empty: none.
  void make_report(std::string filter_words, Language language, std::vector<std::uint8_t> picture);

  // The file is whole or not there. A cancelled one is an error.
  [[nodiscard]] Result<void> write(const EachPage& each_page, Progress& progress) const;

 private:
  const geo::Gazetteer& gazetteer_;
  Corpus corpus_;         // of what passes, for a report of all
  FilterResult passing_;  // of it
  DataOrder order_;
  std::string filter_words_;
  Language language_ = Language::arabic;
  std::vector<std::uint8_t> picture_;
};

}  // namespace kharita::app
