// From files to the picture: reader, import, store, filter, scene and map together; and the contract of
// `kharita resolve`.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "app/articles/filter.h"
#include "app/articles/import.h"
#include "app/articles/readers/reader.h"
#include "app/articles/store/store.h"
#include "app/map/palette.h"
#include "app/map/picture.h"
#include "app/model/scene_builder.h"
#include "app/picture/picture_file.h"
#include "geo/gazetteer/gazetteer.h"
#include "tests/app/articles/temp_folder.h"
#include "tests/app/map/gl_fixture.h"

using namespace kharita;
using namespace kharita::app;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

const fs::path kSamples = fs::path(KHARITA_SOURCE_DIR) / "data" / "samples";

const geo::Gazetteer& world() {
  static const auto gazetteer = geo::Gazetteer::open(KHARITA_SHARE_DIR "/world.gazetteer");
  REQUIRE_MESSAGE(gazetteer.has_value(), gazetteer.error().message);
  return *gazetteer;
}

geo::PlaceId place(std::string_view stable_id) {
  const auto found = world().find(stable_id);
  REQUIRE_MESSAGE(found.has_value(), stable_id);
  return *found;
}

Date day(int year, unsigned month, unsigned day_of_month) {
  return Date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day_of_month)};
}

// Imports the articles into a store in a file of their own, as `kharita --store` does.
struct Imported {
  test::TempFolder folder;
  ArticleBatch corpus;  // as told while it was imported
  std::string location = (folder.path() / "news.gpkg").string();

  explicit Imported(const fs::path& articles) {
    auto store = Store::open(location, world());
    REQUIRE_MESSAGE(store.has_value(), store.error().message);
    Progress progress;
    const auto report =
        import_articles({articles}, world(), *store, progress, [&](const ArticleBatch& batch) {
          for (std::uint32_t i = 0; i < batch.articles.size(); ++i) {
            const auto mentions = batch.mentions_of(i);
            corpus.add(batch.articles[i], {mentions.begin(), mentions.end()});
          }
        });
    REQUIRE_MESSAGE(report.has_value(), report.error().message);
    CHECK(report->error_count == 0);
    CHECK(report->added == corpus.articles.size());
  }
  [[nodiscard]] ArticleBatch reload() const {
    auto store = Store::open(location, world());
    REQUIRE_MESSAGE(store.has_value(), store.error().message);
    auto loaded = store->load();
    REQUIRE_MESSAGE(loaded.has_value(), loaded.error().message);
    return std::move(*loaded);
  }
};

FilterResult passing(const Corpus& corpus, const Filter& filter) {
  FilterEngine engine(corpus, world());
  engine.update();
  FilterResult result;
  engine.apply(filter, result);
  return result;
}

std::uint64_t next_revision() {
  static std::uint64_t revision = 0;
  return ++revision;
}

MapScene scene_of(const ArticleBatch& articles, const Filter& filter = {}) {
  const Corpus corpus(articles);
  MapScene scene = build_map_scene(corpus, passing(corpus, filter), world(), Theme::dark, Language::arabic);
  scene.revision = next_revision();
  return scene;
}

// The map around the border of Iran and Pakistan, drawn bare.
class Drawing {
 public:
  Drawing() {
    auto text = typeset::TextEngine::create();
    REQUIRE_MESSAGE(text.has_value(), text.error().message);
    text_ = std::make_unique<typeset::TextEngine>(std::move(*text));
    auto view = map::MapView::create(world(), *text_, test::shader_folder());
    REQUIRE_MESSAGE(view.has_value(), view.error().message);
    view_ = std::make_unique<map::MapView>(std::move(*view));
    camera_.set_viewport({1000, 700});
    camera_.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(31.0, 66.5)), 5.5);
  }

  map::Picture draw(const MapScene& scene) {
    auto picture = map::render_picture(*view_, scene, camera_, {false, false, false, ""}, 1);
    REQUIRE_MESSAGE(picture.has_value(), picture.error().message);
    return std::move(*picture);
  }
  [[nodiscard]] std::size_t index_of(double lat_deg, double lon_deg) const {
    const auto at = camera_.to_pixel(geo::WebMercator::from(geo::LatLon::from_degrees(lat_deg, lon_deg)));
    return (static_cast<std::size_t>(at.y) * 1000 + static_cast<std::size_t>(at.x)) * 4;
  }
  // The largest difference of a channel, 0 to 255, where a position is drawn.
  [[nodiscard]] int difference(const map::Picture& a, const map::Picture& b, double lat_deg,
                               double lon_deg) const {
    const std::size_t i = index_of(lat_deg, lon_deg);
    int most = 0;
    for (std::size_t k = 0; k < 3; ++k)
      most = std::max(most, std::abs(a.rgba[i + k] - b.rgba[i + k]));
    return most;
  }
  [[nodiscard]] bool is_point(const map::Picture& picture, double lat_deg, double lon_deg) const {
    const map::Color color = map::palette(Theme::dark).point;
    const std::size_t i = index_of(lat_deg, lon_deg);
    const std::array<float, 3> expected{color.r, color.g, color.b};
    for (std::size_t k = 0; k < 3; ++k) {
      if (std::abs(static_cast<float>(picture.rgba[i + k]) / 255.0f - expected[k]) > 0.06f) return false;
    }
    return true;
  }

 private:
  std::unique_ptr<typeset::TextEngine> text_;
  std::unique_ptr<map::MapView> view_;
  map::Camera camera_;
};

// Leaves the picture in the build folder where `fine` is false.
void check(bool fine, const map::Picture& picture, const std::string& name) {
  if (!fine) {
    const fs::path file = test::picture_folder() / ("pipeline-" + name + ".png");
    (void)picture::write_png(picture, file);
    MESSAGE("the picture is in " << file.string());
  }
  CHECK_MESSAGE(fine, name);
}

// The store writes a rival's confidence with four significant digits.
bool same_as_stored(float a, float b) {
  return std::abs(a - b) <= 5.001e-4f * std::max(a, b);
}

bool same(const ArticleBatch& a, const ArticleBatch& b) {
  const auto same_article = [](const Article& x, const Article& y) {
    return x.id == y.id && x.title == y.title && x.source == y.source && x.url == y.url && x.text == y.text &&
           x.language == y.language && x.published == y.published && x.published_from == y.published_from;
  };
  const auto same_rival = [](const geo::Alternative& x, const geo::Alternative& y) {
    return x.place == y.place && same_as_stored(x.confidence, y.confidence);
  };
  const auto same_mention = [&](const ArticleMention& x, const ArticleMention& y) {
    return x.article == y.article && x.start == y.start && x.end == y.end && x.place == y.place &&
           x.role == y.role && std::abs(x.confidence - y.confidence) < 1e-6f &&
           std::equal(x.alternatives.begin(), x.alternatives.end(), y.alternatives.begin(),
                      y.alternatives.end(), same_rival);
  };
  return a.first_mention == b.first_mention &&
         std::equal(a.articles.begin(), a.articles.end(), b.articles.begin(), b.articles.end(),
                    same_article) &&
         std::equal(a.mentions.begin(), a.mentions.end(), b.mentions.begin(), b.mentions.end(), same_mention);
}

std::vector<std::string> run_resolve(const fs::path& articles) {
  const std::string command = "'" KHARITA_PROGRAM "' resolve '" + articles.string() + "' 2>/dev/null";
  FILE* pipe = ::popen(command.c_str(), "r");  // NOLINT(cert-env33-c): our own program
  REQUIRE(pipe != nullptr);
  std::string all;
  std::array<char, 65536> buffer{};
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    all.append(buffer.data(), n);
  CHECK(::pclose(pipe) == 0);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = all.find('\n', at);
    REQUIRE(end != std::string::npos);
    lines.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// [start, end) by code points, counted the plain way: every byte that continues none begins one.
std::string cut(const std::string& utf8, std::size_t start, std::size_t end) {
  std::string out;
  std::size_t count = 0;
  for (const char c : utf8) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++count;
    if (count > start && count <= end) out.push_back(c);
  }
  return out;
}

bool is_day(const std::string& text) {
  static const std::regex form("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
  return std::regex_match(text, form);
}

void check_fields(const json& object, const std::set<std::string>& needed,
                  const std::set<std::string>& possible) {
  for (const std::string& field : needed)
    CHECK_MESSAGE(object.contains(field), field);
  for (const auto& [field, value] : object.items())
    CHECK_MESSAGE((needed.count(field) > 0 || possible.count(field) > 0), field);
}

void check_confidence(const json& object) {
  REQUIRE(object["confidence"].is_number());
  CHECK(object["confidence"].get<double>() >= 0);
  CHECK(object["confidence"].get<double>() <= 1);
}

void check_position(const json& object) {
  REQUIRE(object["lat"].is_number());
  REQUIRE(object["lon"].is_number());
  CHECK(std::abs(object["lat"].get<double>()) <= 90);
  CHECK(std::abs(object["lon"].get<double>()) <= 180);
}

// Offsets that ascend without overlap and cut the words out of the text.
void check_span(const json& object, const std::string& text, std::size_t& last_end) {
  REQUIRE(object["start"].is_number_unsigned());
  REQUIRE(object["end"].is_number_unsigned());
  const auto start = object["start"].get<std::size_t>();
  const auto end = object["end"].get<std::size_t>();
  CHECK(start >= last_end);
  CHECK(start < end);
  last_end = end;
  CHECK(object["text"] == cut(text, start, end));
}

void check_mention(const json& mention) {
  static const std::set<std::string> kinds{"country", "admin1", "city", "region", "water", "other"};
  check_fields(mention, {"start", "end", "text", "confidence", "evidence", "place", "alternatives"}, {});
  check_confidence(mention);
  const json& at = mention["place"];
  check_fields(at, {"id", "name", "name_ar", "kind", "lat", "lon", "country"}, {});
  CHECK(kinds.count(at["kind"].get<std::string>()) == 1);
  CHECK(world().find(at["id"].get<std::string>()).has_value());
  CHECK_FALSE(at["name"].get<std::string>().empty());
  CHECK(at["name_ar"].is_string());
  const auto country = at["country"].get<std::string>();
  CHECK((country.empty() || country.size() == 2));
  check_position(at);
  CHECK(mention["alternatives"].size() <= 4);
  for (const json& rival : mention["alternatives"]) {
    check_fields(rival, {"id", "name", "lat", "lon", "confidence"}, {});
    CHECK(rival["id"] != at["id"]);
    check_position(rival);
    check_confidence(rival);
  }
}

}  // namespace

TEST_CASE("pipeline: a reopened store gives what was imported") {
  const Imported imported(kSamples);
  REQUIRE(imported.corpus.articles.size() >= 5);
  CHECK(imported.corpus.mentions.size() >= 5 * imported.corpus.articles.size());
  CHECK(same(imported.reload(), imported.corpus));
}

TEST_CASE("pipeline: the articles' places are points and areas of the scene") {
  const Imported imported(kSamples);
  const MapScene scene = scene_of(imported.reload());
  const auto has_point = [&](std::string_view id) {
    return std::any_of(scene.points.begin(), scene.points.end(),
                       [at = place(id)](const ScenePoint& p) { return p.place == at; });
  };
  const auto has_area = [&](std::string_view id) {
    return std::any_of(scene.areas.begin(), scene.areas.end(),
                       [at = place(id)](const SceneArea& a) { return a.place == at; });
  };
  CHECK(has_point("gn:1166993"));  // Rawalpindi
  CHECK(has_point("gn:1159301"));  // Zahedan
  CHECK(has_area("ne:IR04"));      // Sistan and Baluchestan
  CHECK(has_area("ne:IR"));
  CHECK(has_area("ne:PK"));
}

TEST_CASE("pipeline: a filter by date leaves out what was published outside it") {
  const Imported imported(kSamples);
  const ArticleBatch corpus = imported.reload();
  Filter filter;
  filter.from = day(2024, 1, 1);
  filter.to = day(2024, 1, 31);
  const FilterResult result = passing(Corpus(corpus), filter);
  CHECK(result.articles > 0);
  CHECK(result.articles < corpus.articles.size());
  std::uint32_t expected = 0;
  for (std::size_t i = 0; i < corpus.articles.size(); ++i) {
    const auto& published = corpus.articles[i].published;
    const bool inside = published && *published >= *filter.from && *published <= *filter.to;
    CHECK((result.article_passes[i] == 1) == inside);
    expected += inside ? 1 : 0;
  }
  CHECK(result.articles == expected);
  filter.from = filter.to = day(1999, 1, 1);
  const MapScene none = scene_of(corpus, filter);
  CHECK(none.points.empty());
  CHECK(none.areas.empty());
}

TEST_CASE("pipeline: the map shows Rawalpindi and Zahedan and tints Sistan and Baluchestan") {
  if (!test::has_gl()) return;
  const Imported imported(kSamples);
  const MapScene scene = scene_of(imported.reload());
  Drawing drawing;
  const map::Picture picture = drawing.draw(scene);
  check(drawing.is_point(picture, 33.60, 73.05), picture, "rawalpindi");
  check(drawing.is_point(picture, 29.50, 60.86), picture, "zahedan");

  MapScene without = scene;
  without.revision = next_revision();
  const auto is_the_province = [id = place("ne:IR04")](const SceneArea& a) { return a.place == id; };
  without.areas.erase(std::remove_if(without.areas.begin(), without.areas.end(), is_the_province),
                      without.areas.end());
  const map::Picture plain = drawing.draw(without);
  // In the province, away from labels and borders; and across the border, in Pakistan.
  // Its edge shows even where its class is its country's.
  int changed = 0;
  for (double lat = 25; lat < 31.5; lat += 0.05) {
    for (double lon = 58; lon < 63.5; lon += 0.05)
      changed += drawing.difference(picture, plain, lat, lon) > 3 ? 1 : 0;
  }
  check(changed > 60, picture, "tinted");
  check(drawing.difference(picture, plain, 28.6, 64.2) <= 3, picture, "balochistan");

  Filter nothing;
  nothing.from = nothing.to = day(1999, 1, 1);
  const map::Picture empty = drawing.draw(scene_of(imported.corpus, nothing));
  check(!drawing.is_point(empty, 33.60, 73.05), empty, "rawalpindi-filtered");
  check(!drawing.is_point(empty, 29.50, 60.86), empty, "zahedan-filtered");
}

TEST_CASE("pipeline: what kharita resolve writes is as the contract says, field by field") {
  static const std::set<std::string> origins{"metadata", "html", "byline", "file name", "text"};
  const auto lines = run_resolve(kSamples);
  std::vector<Article> articles;
  const auto files = list_articles(kSamples);
  REQUIRE(files.has_value());
  for (const auto& file : files->files) {
    REQUIRE(read_file(file, [&](ReadItem&& item) {
      REQUIRE(item.article.has_value());
      articles.push_back(std::move(*item.article));
      return true;
    }));
  }
  REQUIRE(lines.size() == articles.size());
  std::size_t mentions = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CAPTURE(articles[i].id);
    const json line = json::parse(lines[i]);
    check_fields(line, {"id", "published", "published_from", "mentions", "dates"}, {"source", "source_from"});
    CHECK(line["id"] == articles[i].id);
    REQUIRE(line["published"].is_string() == articles[i].published.has_value());
    if (articles[i].published) {
      CHECK(is_day(line["published"]));
      CHECK(origins.count(line["published_from"].get<std::string>()) == 1);
    } else {
      CHECK(line["published"].is_null());
      CHECK(line["published_from"] == "unknown");
    }
    std::size_t last_end = 0;
    for (const json& mention : line["mentions"]) {
      check_mention(mention);
      check_span(mention, articles[i].text, last_end);
      ++mentions;
    }
    last_end = 0;
    for (const json& date : line["dates"]) {
      check_fields(date, {"start", "end", "text", "value"}, {"last", "year_inferred", "relative"});
      check_span(date, articles[i].text, last_end);
      CHECK(date["value"].get<std::string>().substr(0, 4).find_first_not_of("0123456789") ==
            std::string::npos);
    }
  }
  CHECK(mentions > 3 * articles.size());
}
