#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/articles/filter.h"
#include "app/cli/articles_in.h"
#include "app/cli/cli.h"
#include "app/cli/filter_words.h"
#include "app/cli/output.h"
#include "app/cli/studio.h"
#include "app/map/map_view.h"
#include "app/map/picture.h"
#include "app/model/paths.h"
#include "app/model/scene_builder.h"
#include "app/picture/picture_file.h"
#include "geo/gazetteer/gazetteer.h"
#include "geo/threads.h"

namespace kharita::app::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kWidestZoomToPoints = 8;  // one city alone is shown with the country around it

struct RenderArguments {
  ArticlesIn articles;
  FilterWords filter;
  std::string box;
  std::string size = "1280x800";
  std::string output = "kharita.png";
  std::string theme = "dark";
  std::string projection = "mercator";
  std::string language = "ar";
  std::string camera;
  std::string style = "points";
  std::string measure = "mentions";
  std::string level = "country";
  std::string classes = "quantiles";
  bool share = false;
  double scale = 1;
  map::Decorations decorations;
  bool world_file = false;
  int filters = 0;  // over 0: asked for, under it: not wanted; 0: where a title is
};

struct CameraPlace {
  geo::WebMercator center;
  double zoom = 0;
};

// The arguments as the map takes them.
struct Request {
  Filter filter;
  std::optional<geo::LatLonBox> box;
  std::optional<CameraPlace> camera;
  map::PixelSize size;
  map::Projection projection = map::Projection::mercator;
  Theme theme = Theme::dark;
  Language language = Language::arabic;
  StyleOptions style;
};

// Numbers between separators, all of `text`; none where it is anything else.
std::optional<std::vector<double>> parse_numbers(std::string_view text, char separator) {
  std::vector<double> numbers;
  while (true) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end == text.data()) return std::nullopt;
    numbers.push_back(number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) return numbers;
    if (text.front() != separator) return std::nullopt;
    text.remove_prefix(1);
  }
}

Result<map::PixelSize> parse_size(const std::string& text) {
  const auto numbers = parse_numbers(text, 'x');
  const auto side_is_fine = [](double n) { return n >= 1 && n <= kMaxPicturePx && n == static_cast<int>(n); };
  if (!numbers || numbers->size() != 2 || !side_is_fine((*numbers)[0]) || !side_is_fine((*numbers)[1])) {
    return fail(ErrorCode::usage,
                "--size {}: give width x height in pixels, each from 1 to {}, such as 1280x800", text,
                kMaxPicturePx);
  }
  return map::PixelSize{static_cast<int>((*numbers)[0]), static_cast<int>((*numbers)[1])};
}

Result<geo::LatLonBox> parse_box(const std::string& text) {
  const auto n = parse_numbers(text, ',');
  const bool fine = n && n->size() == 4 && std::abs((*n)[0]) <= 180 && std::abs((*n)[2]) <= 180 &&
                    (*n)[1] >= -90 && (*n)[3] <= 90 && (*n)[1] < (*n)[3] && (*n)[0] != (*n)[2];
  if (!fine) {
    return fail(ErrorCode::usage, "--bbox {}: give west,south,east,north in degrees, such as 44,25,64,40",
                text);
  }
  return geo::LatLonBox{(*n)[0], (*n)[1], (*n)[2], (*n)[3]};
}

Result<CameraPlace> parse_camera(const std::string& text) {
  const auto n = parse_numbers(text, ',');
  const bool fine = n && n->size() == 3 && std::abs((*n)[0]) <= 90 && std::abs((*n)[1]) <= 180 &&
                    (*n)[2] >= map::Camera::kMinZoom && (*n)[2] <= map::Camera::kMaxZoom;
  if (!fine) {
    return fail(
        ErrorCode::usage,
        "--camera {}: give the centre's latitude and longitude in degrees and the zoom from {} to {}, "
        "such as 29.5,60.9,6",
        text, map::Camera::kMinZoom, map::Camera::kMaxZoom);
  }
  return CameraPlace{geo::WebMercator::from(geo::LatLon::from_degrees((*n)[0], (*n)[1])), (*n)[2]};
}

StyleOptions make_style(const RenderArguments& arguments) {
  StyleOptions options;
  for (std::size_t i = 0; i < kStyleNames.size(); ++i) {
    if (arguments.style == kStyleNames[i]) options.style = static_cast<MapStyle>(i);
  }
  if (arguments.measure == "articles") options.measure = Measure::articles;
  if (arguments.level == "province") options.area_level = AreaLevel::admin1;
  if (arguments.classes == "natural") options.classing = Classing::natural_breaks;
  options.share = arguments.share;
  return options;
}

Result<Request> make_request(const RenderArguments& arguments, const geo::Gazetteer& gazetteer) {
  Request request;
  if (arguments.output.empty()) return fail(ErrorCode::usage, "--output: name the picture to write");
  auto filter = make_filter(arguments.filter, gazetteer);
  if (!filter) return tl::unexpected(filter.error());
  request.filter = std::move(*filter);
  auto size = parse_size(arguments.size);
  if (!size) return tl::unexpected(size.error());
  request.size = *size;
  if (!arguments.box.empty()) {
    auto box = parse_box(arguments.box);
    if (!box) return tl::unexpected(box.error());
    request.box = *box;
  }
  if (!arguments.camera.empty()) {
    auto camera = parse_camera(arguments.camera);
    if (!camera) return tl::unexpected(camera.error());
    request.camera = *camera;
  }
  if (arguments.projection == "globe") request.projection = map::Projection::globe;
  request.theme = arguments.theme == "light" ? Theme::light : Theme::dark;
  request.language = arguments.language == "en"     ? Language::english
                     : arguments.language == "both" ? Language::both
                                                    : Language::arabic;
  request.style = make_style(arguments);
  return request;
}

map::Camera make_camera(const Request& request, const MapScene& scene, const geo::Gazetteer& gazetteer,
                        double scale) {
  map::Camera camera;
  camera.set_viewport(request.size);
  camera.set_projection(request.projection);
  const double margin = 0.08 * std::min(request.size.width, request.size.height);
  if (request.camera) {
    camera.look_at(request.camera->center, request.camera->zoom);
  } else if (request.box) {
    camera.fit(*request.box, 0);
  } else {
    camera.fit(scene_bounds(scene, gazetteer), margin, kWidestZoomToPoints + std::log2(scale));
  }
  return camera;
}

Result<MapScene> make_scene(const RenderArguments& arguments, const Request& request,
                            const geo::Gazetteer& gazetteer) {
  const auto articles = open_articles(arguments.articles, gazetteer);
  if (!articles) return tl::unexpected(articles.error());
  const auto passing = filter_articles(*articles, request.filter, gazetteer);
  if (!passing) return tl::unexpected(passing.error());
  MapScene scene =
      build_map_scene(articles->corpus, *passing, gazetteer, request.theme, request.language, request.style);
  scene.filter_words = filter_words(request.filter, gazetteer, request.language);
  return scene;
}

Result<void> render(const RenderArguments& arguments, const Common& common) {
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  const auto request = make_request(arguments, *gazetteer);
  if (!request) return tl::unexpected(request.error());

  // The articles are read and resolved while OpenGL starts.
  auto making_scene = in_background([&] { return make_scene(arguments, *request, *gazetteer); });
  auto studio = open_studio(*gazetteer);
  const auto scene = making_scene.get();
  if (!scene) return tl::unexpected(scene.error());
  if (!studio) return tl::unexpected(studio.error());
  map::Decorations decorations = arguments.decorations;
  decorations.filters = arguments.filters == 0 ? !decorations.title.empty() : arguments.filters > 0;
  const map::Camera camera = make_camera(*request, *scene, *gazetteer, arguments.scale);
  return picture::export_picture(
      studio->view, *scene, camera, decorations, arguments.scale, arguments.output,
      picture::picture_text(*scene, camera, arguments.scale, *gazetteer, decorations.title),
      arguments.world_file);
}

void add_options(CLI::App& command, RenderArguments& arguments) {
  add_articles_options(command, arguments.articles, "show");
  add_filter_options(command, arguments.filter);
  command
      .add_option("--bbox", arguments.box,
                  "What the map shows: west,south,east,north in degrees (default: all mentions)")
      ->option_text("W,S,E,N");
  command
      .add_option("--camera,--view", arguments.camera,
                  "What the map shows: the centre's latitude and longitude, and the zoom")
      ->option_text("LAT,LON,ZOOM")
      ->excludes("--bbox");
  command.add_option("--size", arguments.size, "Width x height in pixels (default: 1280x800)")
      ->option_text("WxH");
  command
      .add_option("-o,--output", arguments.output,
                  "The picture to write: .png, .svg or .pdf with words as text and a heat map as pixels, or "
                  ".tif for a GeoTIFF (default: kharita.png)")
      ->option_text("FILE");
  command.add_option("--theme", arguments.theme, "dark or light (default: dark)")
      ->check(CLI::IsMember({"dark", "light"}))
      ->option_text("THEME");
  command.add_option("--projection", arguments.projection, "mercator or globe (default: mercator)")
      ->check(CLI::IsMember({"mercator", "globe"}))
      ->option_text("PROJECTION");
  command.add_option("--language", arguments.language, "Of the map's words: ar, en or both (default: ar)")
      ->check(CLI::IsMember({"ar", "en", "both"}))
      ->option_text("LANGUAGE");
  command
      .add_option("--style", arguments.style,
                  "How mentions are drawn: points, clusters, areas, heat or arcs (default: points)")
      ->check(CLI::IsMember({"points", "clusters", "areas", "heat", "arcs"}))
      ->option_text("STYLE");
  command
      .add_option("--measure", arguments.measure,
                  "What sizes and colours go by: mentions or articles (default: mentions)")
      ->check(CLI::IsMember({"mentions", "articles"}))
      ->option_text("WHAT");
  command.add_option("--level", arguments.level, "Of --style areas: country or province (default: country)")
      ->check(CLI::IsMember({"country", "province"}))
      ->option_text("LEVEL");
  command
      .add_option("--classes", arguments.classes,
                  "Of --style areas: quantiles or natural, for natural breaks (default: quantiles)")
      ->check(CLI::IsMember({"quantiles", "natural"}))
      ->option_text("KIND");
  command.add_flag("--share", arguments.share,
                   "With --style areas: per cent of all that passes instead of numbers");
  command
      .add_option("--scale", arguments.scale,
                  "Pixels a point, 0.5 to 8: 2 for a dense screen or print (default: 1)")
      ->check(CLI::Range(0.5, 8.0))
      ->check([](const std::string& number) {  // CLI11's range takes "nan"
        return number.find_first_of("nN") == std::string::npos ? std::string() : number + " is no number";
      })
      ->option_text("N");
  command
      .add_option("--title", arguments.decorations.title,
                  "A title on the picture; the filters in words stand below it")
      ->option_text("WORDS");
  command.add_flag("--filters,!--no-filters", arguments.filters,
                   "The filters in words and the counts (default: with a title)");
  command.add_flag("--legend,!--no-legend", arguments.decorations.legend, "The legend (default: on)");
  command.add_flag("--scale-bar,!--no-scale-bar", arguments.decorations.scale_bar,
                   "The scale bar (default: on)");
  command.add_flag("--credits,!--no-credits", arguments.decorations.credits,
                   "The sources of the data, which their licences ask for (default: on)");
  command.add_flag("--degrees,!--no-degrees", arguments.decorations.degrees,
                   "Degrees of parallels and meridians along the edges (default: on)");
  command.add_flag("--north-arrow", arguments.decorations.north_arrow, "An arrow to the north");
  command.add_flag("--transparent", arguments.decorations.transparent, "No sea and no background");
  command.add_flag("--world-file", arguments.world_file,
                   "Beside x.png also x.pgw and x.prj, which tell a GIS where it lies");
}

}  // namespace

void add_render_command(CLI::App& app, const Common& common, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("render", "Writes the map of articles as a picture, without a window");
  const auto arguments = std::make_shared<RenderArguments>();
  add_options(*command, *arguments);
  command->callback([arguments, &common, &exit_code] {
    if (const auto rendered = render(*arguments, common); !rendered) exit_code = fail_with(rendered.error());
  });
}

}  // namespace kharita::app::cli
