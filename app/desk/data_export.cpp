#include "app/desk/data_export.h"

#include <optional>
#include <utility>

#include "app/export/data_file.h"
#include "app/export/report.h"

namespace kharita::app {
namespace {

// None: all tables, where the format holds them.
std::optional<exports::What> what_of(DataContent content) {
  switch (content) {
    case DataContent::mentions:
      return exports::What::mentions;
    case DataContent::articles:
      return exports::What::articles;
    case DataContent::places:
      return exports::What::places;
    case DataContent::all:
      break;
  }
  return std::nullopt;
}

}  // namespace

DataExport::DataExport(const geo::Gazetteer& gazetteer, const Corpus& corpus, const FilterResult& passing,
                       DataOrder order)
    : gazetteer_(gazetteer), order_(std::move(order)) {
  const bool all = order_.options.format == DataFormat::report;  // says of how many they are
  for (std::uint32_t i = 0; i < corpus.articles.size(); ++i) {
    if (!all && passing.article_passes[i] == 0) continue;
    corpus_.add(corpus, i);
    passing_.article_passes.push_back(passing.article_passes[i]);
    const auto at = passing.mention_passes.begin();
    passing_.mention_passes.insert(passing_.mention_passes.end(), at + corpus.first_mention[i],
                                   at + corpus.first_mention[i + 1]);
  }
  passing_.articles = passing.articles;
  passing_.mentions = passing.mentions;
}

void DataExport::make_report(std::string filter_words, Language language, std::vector<std::uint8_t> picture) {
  filter_words_ = std::move(filter_words);
  language_ = language;
  picture_ = std::move(picture);
}

Result<void> DataExport::write(const EachPage& each_page, Progress& progress) const {
  const exports::Selection selection{corpus_, passing_, gazetteer_, each_page, order_.options.with_text};
  if (order_.options.format != DataFormat::report)
    return exports::write_data(selection, what_of(order_.options.content), order_.file, progress);
  exports::Report report;
  report.filter_words = filter_words_;
  report.language = language_;
  report.picture = picture_;
  return exports::write_report(selection, report, order_.file, progress);
}

}  // namespace kharita::app
