// SVG and PDF beside the same picture as pixels.
#include <doctest/doctest.h>
#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

#include "app/model/words.h"
#include "app/picture/picture_file.h"
#include "tests/app/articles/temp_folder.h"
#include "tests/app/map/gl_fixture.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::app::map;
using geo::LatLon;
using geo::WebMercator;
using geo::test::built_gazetteer;
namespace fs = std::filesystem;

namespace {

constexpr PixelSize kSize{720, 480};
constexpr int kTile = 8;

bool has_tools() {
  const bool found =
      std::system("command -v pdftoppm pdftotext pdfinfo rsvg-convert >/dev/null") == 0;  // NOLINT
  if (!found) MESSAGE("skipped: install poppler-utils and librsvg2-bin");
  return found;
}

void run(const std::string& command) {
  CAPTURE(command);
  REQUIRE(std::system(command.c_str()) == 0);  // NOLINT(concurrency-mt-unsafe)
}

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Picture read_png(const fs::path& file) {
  GDALAllRegister();
  struct Closer {
    void operator()(GDALDataset* dataset) const noexcept { GDALClose(dataset); }
  };
  const std::unique_ptr<GDALDataset, Closer> read(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER));
  REQUIRE(read);
  Picture picture{read->GetRasterXSize(), read->GetRasterYSize(), {}};
  picture.rgba.assign(4 * static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height),
                      255);
  const int channels = read->GetRasterCount();
  REQUIRE(channels >= 3);
  REQUIRE(read->RasterIO(GF_Read, 0, 0, picture.width, picture.height, picture.rgba.data(), picture.width,
                         picture.height, GDT_Byte, channels, nullptr, 4, GSpacing{4} * picture.width, 1,
                         nullptr) == CE_None);
  return picture;
}

// The share of tiles whose mean colour is another by more than 10 of 255: shapes drawn by another program
// differ along their edges, which means little to a tile; one that is missing or elsewhere does.
double unlike(const Picture& a, const Picture& b) {
  REQUIRE(a.width == b.width);
  REQUIRE(a.height == b.height);
  int tiles = 0;
  int differ = 0;
  for (int y = 0; y + kTile <= a.height; y += kTile) {
    for (int x = 0; x + kTile <= a.width; x += kTile) {
      int worst = 0;
      for (int channel = 0; channel < 4; ++channel) {
        int sum = 0;
        for (int i = 0; i < kTile * kTile; ++i) {
          const auto at = static_cast<std::size_t>(4 * ((y + i / kTile) * a.width + x + i % kTile) + channel);
          sum += int{a.rgba[at]} - int{b.rgba[at]};
        }
        worst = std::max(worst, std::abs(sum));
      }
      ++tiles;
      differ += worst > 10 * kTile * kTile ? 1 : 0;
    }
  }
  return static_cast<double>(differ) / tiles;
}
constexpr double kAlike = 0.015;

MapScene scene_of(MapStyle style, Language language) {
  static std::uint64_t revision = 5000;
  const geo::Gazetteer& gazetteer = *built_gazetteer();
  MapScene scene;
  scene.revision = ++revision;
  scene.style.style = style;
  scene.language = language;
  scene.theme = language == Language::english ? Theme::light : Theme::dark;
  std::uint32_t mentions = 1;
  for (const char* code : {"JO", "EG", "IQ", "SA", "TR"}) {
    const auto country = gazetteer.country(code);
    REQUIRE(country);
    const geo::Place place = gazetteer.place(*country);
    scene.areas.push_back({*country, place.area, 3 * mentions, mentions});
    ++mentions;
  }
  for (std::uint32_t i = 0; i < gazetteer.place_count() && scene.points.size() < 40; ++i) {
    const geo::Place place = gazetteer.place(geo::PlaceId{i});
    const bool near =
        std::abs(place.location.lat_deg() - 31) < 8 && std::abs(place.location.lon_deg() - 38) < 12;
    if (place.kind != geo::PlaceKind::city || !near) continue;
    const auto beside = [&](const ScenePoint& other) {
      return std::abs(other.location.lat_deg() - place.location.lat_deg()) < 1 &&
             std::abs(other.location.lon_deg() - place.location.lon_deg()) < 1.5;
    };
    if (std::ranges::any_of(scene.points, beside)) continue;
    scene.points.push_back({geo::PlaceId{i}, place.location, 1 + i % 30, 1, i % 3 == 0 ? 0.2f : 0.9f});
  }
  REQUIRE(scene.points.size() >= 2);
  scene.arcs.push_back({scene.points[0].place, scene.points[1].place, scene.points[0].location,
                        LatLon::from_degrees(30, 31), 4});
  return scene;
}

Camera camera_of(bool globe) {
  Camera camera;
  camera.set_viewport(kSize);
  if (globe) camera.set_projection(Projection::globe);
  camera.look_at(WebMercator::from(LatLon::from_degrees(31, 38)), globe ? 1.4 : 4.2);
  return camera;
}

Decorations decorated() {
  Decorations decorations;
  decorations.title = "خريطة الأخبار والأماكن";
  decorations.north_arrow = true;
  return decorations;
}

// A picture's file drawn by another program, at the same size.
Picture drawn(const fs::path& file) {
  const std::string name = file.string();
  if (file.extension() == ".svg") {
    run("rsvg-convert '" + name + "' -o '" + name + ".png'");
  } else {
    run("pdftoppm -r 96 -png -singlefile '" + name + "' '" + name + "'");
  }
  return read_png(name + ".png");
}

void keep_for_looking(const fs::path& file) {
  std::error_code ignored;
  fs::create_directories(test::picture_folder(), ignored);
  fs::copy_file(file, test::picture_folder() / file.filename(), fs::copy_options::overwrite_existing,
                ignored);
}

std::string words_of_pdf(const fs::path& file) {
  run("pdftotext -enc UTF-8 '" + file.string() + "' '" + file.string() + ".txt'");
  std::string words = content(file.string() + ".txt");
  for (const std::string mark : {"\u202a", "\u202b", "\u202c"}) {
    for (std::size_t at = words.find(mark); at != std::string::npos; at = words.find(mark))
      words.erase(at, mark.size());
  }
  return words;
}

// The content of an SVG without one of its groups.
std::string without_layer(std::string svg, const std::string& name) {
  const std::size_t begin = svg.find("<g id=\"" + name + "\">");
  REQUIRE(begin != std::string::npos);
  std::size_t end = svg.find("\n<g id=\"", begin);
  if (end == std::string::npos) end = svg.rfind("</g>") + 5;
  return svg.erase(begin, end - begin);
}

}  // namespace

TEST_CASE("vector files: SVG and PDF look like the PNG in every style and both projections") {
  if (!test::has_gl() || !has_tools()) return;
  const test::TempFolder folder;
  MapView view = test::make_view();
  for (const MapStyle style :
       {MapStyle::points, MapStyle::clusters, MapStyle::areas, MapStyle::heat, MapStyle::arcs}) {
    for (const bool globe : {false, true}) {
      const Language language = globe ? Language::english : Language::arabic;
      const MapScene scene = scene_of(style, language);
      const Camera camera = camera_of(globe);
      const auto pixels = render_picture(view, scene, camera, decorated(), 1);
      REQUIRE(pixels);
      for (const std::string kind : {"svg", "pdf"}) {
        const fs::path file =
            folder.path() / fmt::format("vector-{}-{}.{}", static_cast<int>(style), globe, kind);
        REQUIRE(picture::export_picture(view, scene, camera, decorated(), 1, file, {}));
        CAPTURE(file);
        const double difference = unlike(*pixels, drawn(file));
        CHECK(difference < kAlike);
        if (difference >= kAlike) keep_for_looking(file);
      }
    }
  }
}

TEST_CASE("vector files: a picture without one of its layers is found to be another") {
  if (!test::has_gl() || !has_tools()) return;
  const test::TempFolder folder;
  MapView view = test::make_view();
  const MapScene scene = scene_of(MapStyle::points, Language::arabic);
  const auto pixels = render_picture(view, scene, camera_of(false), decorated(), 1);
  REQUIRE(pixels);
  const fs::path file = folder.path() / "map.svg";
  REQUIRE(picture::export_picture(view, scene, camera_of(false), decorated(), 1, file, {}));
  const std::string svg = content(file);
  for (const char* layer : {"background", "land", "areas", "borders", "mentions", "labels", "decorations"}) {
    CAPTURE(layer);
    CHECK(unlike(*pixels, drawn(folder.write("less.svg", without_layer(svg, layer)))) > 0.02);
  }
}

TEST_CASE("vector files: a transparent picture has nothing where there is sea") {
  if (!test::has_gl() || !has_tools()) return;
  const test::TempFolder folder;
  MapView view = test::make_view();
  Decorations decorations{false, false, false, ""};
  decorations.transparent = true;
  const MapScene scene = scene_of(MapStyle::areas, Language::english);
  const auto pixels = render_picture(view, scene, camera_of(true), decorations, 1);
  REQUIRE(pixels);
  const fs::path file = folder.path() / "map.svg";
  REQUIRE(picture::export_picture(view, scene, camera_of(true), decorations, 1, file, {}));
  const Picture shown = drawn(file);
  CHECK(shown.rgba[3] == 0);
  CHECK(unlike(*pixels, shown) < 0.03);  // colours of half transparent edges differ
}

TEST_CASE("vector files: the words of a PDF are found in reading order, Arabic joined letters among them") {
  if (!test::has_gl() || !has_tools()) return;
  const test::TempFolder folder;
  MapView view = test::make_view();
  const picture::PictureText text{{"Title", "خريطة الأخبار"}, {"Software", "Kharita"}, {"Source", "made up"}};
  for (const Language language : {Language::arabic, Language::english}) {
    const fs::path file = folder.path() / "map.pdf";
    const MapScene scene = scene_of(MapStyle::areas, language);
    REQUIRE(picture::export_picture(view, scene, camera_of(false), decorated(), 1, file, text));
    const std::string words = words_of_pdf(file);
    CAPTURE(words);
    CHECK(words.find("خريطة الأخبار والأماكن") != std::string::npos);
    CHECK(words.find(language == Language::arabic ? "الأردن" : "Jordan") != std::string::npos);
    CHECK(words.find(word(Word::legend_disputed, language)) != std::string::npos);
    run("pdfinfo '" + file.string() + "' > '" + file.string() + ".info'");
    const std::string info = content(file.string() + ".info");
    CHECK(info.find("خريطة الأخبار") != std::string::npos);
    CHECK(info.find("made up") != std::string::npos);
  }
}

TEST_CASE("vector files: an SVG holds its words as text, whatever a title holds") {
  if (!test::has_gl()) return;
  const test::TempFolder folder;
  MapView view = test::make_view();
  const fs::path file = folder.path() / "map.svg";
  Decorations decorations = decorated();
  decorations.title = "<A & \"B\"> \xff\x02";
  REQUIRE(picture::export_picture(view, scene_of(MapStyle::points, Language::arabic), camera_of(false),
                                  decorations, 1, file, {{"Title", decorations.title}}));
  const std::string svg = content(file);
  CHECK(svg.find("الأردن</tspan>") != std::string::npos);
  CHECK(svg.find("&lt;A &amp; &quot;B&quot;&gt;") != std::string::npos);
  CHECK(svg.find("<title>&lt;A &amp;") != std::string::npos);
  CHECK(svg.size() < 2'000'000);
}

TEST_CASE("vector files: characters that XML and cairo refuse spoil neither SVG nor PDF") {
  if (!test::has_gl() || !has_tools()) return;
  const test::TempFolder folder;
  MapView view = test::make_view();
  Decorations decorations = decorated();
  decorations.title = "Ports\tand\nroads";
  for (const char* refused :
       {"\uFFFE", "\uFFFF", "\uFDD0", "\U0001FFFE", "\U0010FFFF", "\x01", "\x7F", "\xed\xa0\x80"})
    decorations.title += refused;
  decorations.title += " of Yemen";
  const picture::PictureText text{{"Title", decorations.title}, {"Comment", decorations.title}};
  MapScene scene = scene_of(MapStyle::points, Language::english);
  scene.filter_words = decorations.title;
  const auto pixels = render_picture(view, scene, camera_of(false), decorations, 1);
  REQUIRE(pixels);
  for (const std::string name : {"map.svg", "map.pdf"}) {
    const fs::path file = folder.path() / name;
    REQUIRE(picture::export_picture(view, scene, camera_of(false), decorations, 1, file, text));
    CHECK(unlike(*pixels, drawn(file)) < 2 * kAlike);  // boxes stand in the title for what is no letter
  }
  CHECK(content(folder.path() / "map.svg").find("<title>Ports and roads") != std::string::npos);
  CHECK(words_of_pdf(folder.path() / "map.pdf").find("of Yemen") != std::string::npos);
}

TEST_CASE("vector files: errors name the file and say what to do") {
  if (!test::has_gl()) return;
  const test::TempFolder folder;
  folder.write("taken", "a file");
  MapView view = test::make_view();
  const MapScene scene = scene_of(MapStyle::points, Language::arabic);
  const auto message_of = [&](const fs::path& file) {
    const auto result = picture::export_picture(view, scene, camera_of(false), {}, 1, file, {});
    REQUIRE_FALSE(result);
    return result.error().message;
  };
  for (const char* name : {"taken/map.svg", "taken/map.pdf"}) {
    const std::string message = message_of(folder.path() / name);
    CHECK(message.find(name) != std::string::npos);
    CHECK(message.find("choose another folder") != std::string::npos);
  }
  const std::string unknown = message_of(folder.path() / "map.jpg");
  CHECK(unknown.find("map.jpg") != std::string::npos);
  CHECK(unknown.find(".png, .tif, .svg or .pdf") != std::string::npos);
  CHECK_FALSE(fs::exists(folder.path() / "map.jpg"));
  const fs::path link = folder.path() / "link.pdf";
  fs::create_symlink("/dev/full", link);  // takes nothing
  CHECK(message_of(link).find("link.pdf") != std::string::npos);
}
