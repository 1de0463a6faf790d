#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/articles/filter.h"
#include "app/cli/articles_in.h"
#include "app/cli/cli.h"
#include "app/cli/filter_words.h"
#include "app/cli/interruption.h"
#include "app/cli/output.h"
#include "app/cli/progress_line.h"
#include "app/cli/studio.h"
#include "app/export/data_file.h"
#include "app/export/report.h"
#include "app/map/picture.h"
#include "app/model/paths.h"
#include "app/model/scene_builder.h"
#include "app/picture/picture_file.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  ArticlesIn articles;
  FilterWords filter;
  std::string what;
  std::string output;
  std::string title;
  std::string language = "ar";
  bool with_text = false;
};

constexpr int kReportWidthPx = 1600;
constexpr int kReportHeightPx = 900;

std::optional<exports::What> what_of(const std::string& word) {
  for (const auto what : {exports::What::articles, exports::What::mentions, exports::What::places})
    if (exports::to_string(what) == word) return what;
  return std::nullopt;
}

bool is_report(const fs::path& file) {
  return file.extension() == ".html" || file.extension() == ".htm";
}

// The map of what passes as a PNG.
Result<std::vector<std::uint8_t>> draw(const exports::Selection& selection, Language language) {
  auto studio = open_studio(selection.gazetteer);
  if (!studio) return tl::unexpected(studio.error());
  const MapScene scene =
      build_map_scene(selection.corpus, selection.passing, selection.gazetteer, Theme::light, language, {});
  map::Camera camera;
  camera.set_viewport({kReportWidthPx, kReportHeightPx});
  camera.fit(scene_bounds(scene, selection.gazetteer), 0.08 * kReportHeightPx, 8);
  const auto picture = map::render_picture(studio->view, scene, camera, {}, 1);
  if (!picture) return tl::unexpected(picture.error());
  return picture::encode_png(*picture);
}

Result<void> write_report(const exports::Selection& selection, const Options& options, const Filter& filter,
                          Progress& progress) {
  const Language language = options.language == "en" ? Language::english : Language::arabic;
  exports::Report report;
  report.title = options.title;
  report.language = language;
  report.filter_words = filter_words(filter, selection.gazetteer, language);
  auto picture = draw(selection, language);
  if (!picture) complain(fmt::format("the report has no map: {}", picture.error().message));
  if (picture) report.picture = *picture;
  return exports::write_report(selection, report, options.output, progress);
}

Result<void> write(const Options& options, const Common& common, Progress& progress) {
  const fs::path output = options.output;
  if (!is_report(output)) {
    if (const auto kind = exports::kind_of(output); !kind) return tl::unexpected(kind.error());
  }
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  const auto filter = make_filter(options.filter, *gazetteer);
  if (!filter) return tl::unexpected(filter.error());
  const auto articles = open_articles(options.articles, *gazetteer);
  if (!articles) return tl::unexpected(articles.error());
  const auto passing = filter_articles(*articles, *filter, *gazetteer);
  if (!passing) return tl::unexpected(passing.error());
  const auto each_page = [&](const TakePage& take) -> Result<void> {
    const auto read = articles->store.each_page({}, take);
    if (!read) return tl::unexpected(read.error());
    return {};
  };
  const exports::Selection selection{articles->corpus, *passing, *gazetteer, each_page, options.with_text};
  const ProgressLine line("exporting", progress);
  return is_report(output) ? write_report(selection, options, *filter, progress)
                           : exports::write_data(selection, what_of(options.what), output, progress);
}

int run_export(const Options& options, const Common& common) {
  Progress progress;
  const Interruption interruption(progress);
  const auto written = write(options, common, progress);
  if (written) return kExitOk;
  const int code = fail_with(written.error());
  return progress.cancelled ? kExitInterrupted : code;
}

}  // namespace

void add_export_command(CLI::App& app, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "export",
      "Writes what passes the filters as data (CSV, GeoJSON, GeoPackage, XLSX) or as a report (HTML)");
  add_articles_options(*command, options->articles, "export");
  add_filter_options(*command, options->filter);
  command->add_option("-o,--output", options->output, "The file: .csv, .geojson, .gpkg, .xlsx or .html")
      ->required()
      ->option_text("FILE");
  command
      ->add_option("--what", options->what,
                   "articles, mentions or places (default: mentions; in .gpkg and .xlsx all three)")
      ->check(CLI::IsMember({"articles", "mentions", "places"}))
      ->option_text("WHAT");
  command->add_flag("--with-text", options->with_text, "Articles with their whole text");
  command->add_option("--title", options->title, "Of the report")->option_text("WORDS");
  command->add_option("--language", options->language, "Of the report: ar or en (default: ar)")
      ->check(CLI::IsMember({"ar", "en"}))
      ->option_text("LANGUAGE");
  command->footer(
      "The file is whole or not there; Ctrl-C ends it with exit code 130.\n"
      "A CSV text that a spreadsheet would take for a formula has an apostrophe before it.");
  command->callback([options, &common, &exit_code] { exit_code = run_export(*options, common); });
}

}  // namespace kharita::app::cli
