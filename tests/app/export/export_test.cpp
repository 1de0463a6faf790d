#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "app/export/data_file.h"
#include "app/export/report.h"
#include "app/model/paths.h"
#include "geo/gazetteer/gazetteer.h"
#include "geo/text/utf8.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::app::exports;
using namespace kharita::test;

namespace {

const geo::Gazetteer& gazetteer() {
  static const geo::Gazetteer opened = geo::Gazetteer::open(gazetteer_file({})).value();
  return opened;
}

ArticleMention mention(std::uint32_t start, std::uint32_t end, std::string_view place,
                       float confidence = 0.9f) {
  ArticleMention m;
  m.start = start;
  m.end = end;
  m.place = gazetteer().find(place).value();
  m.confidence = confidence;
  return m;
}

Article article(const std::string& id, const std::string& title, const std::string& text) {
  Article a;
  a.id = id;
  a.title = title;
  a.text = text;
  a.source = "عينة";
  return a;
}

// Two articles about Iran, one of Pakistan; the second fails the filter.
struct Three {
  ArticleBatch whole;
  Corpus corpus;
  FilterResult passing;

  Three() {
    Article first = article("a", "=1+1", "في زاهدان وإيران وزاهدان");
    first.published = Date(std::chrono::year(2024), std::chrono::month(1), std::chrono::day(29));
    first.url = "https://example.org/?a=1&b=2";
    whole.add(first,
              {mention(3, 9, "gn:1159301"), mention(11, 16, "ne:IR"), mention(18, 24, "gn:1159301", 0.1f)});
    whole.add(article("b", "غيره", "في إيران"), {mention(3, 8, "ne:IR")});
    Article third = article("c", "<script>alert(1)</script>", "إلى\nروالبندي");
    third.published = Date(std::chrono::year(2023), std::chrono::month(5), std::chrono::day(2));
    third.url = "javascript:alert(1)";
    whole.add(third, {mention(4, 12, "gn:1166993"), mention(4, 12, "ne:PK")});
    corpus.add(whole);
    passing.article_passes = {1, 0, 1};
    passing.mention_passes = {1, 1, 0, 0, 1, 1};
    passing.articles = 2;
    passing.mentions = 4;
  }
  [[nodiscard]] Selection selection(bool with_text = false) const {
    const auto each_page = [this](const TakePage& take) -> Result<void> {
      take(ArticleBatch(whole));
      return {};
    };
    return {corpus, passing, gazetteer(), each_page, with_text};
  }
};

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool holds(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

// Fields of a CSV file by RFC 4180: a plain reader to compare with.
std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\r') {
      ++i;
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

struct Layers {
  explicit Layers(const std::filesystem::path& file)
      : dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR)) {
    REQUIRE(dataset);
  }
  OGRLayer& operator[](const char* name) const {
    OGRLayer* layer = dataset->GetLayerByName(name);
    REQUIRE(layer != nullptr);
    return *layer;
  }
  GDALDatasetUniquePtr dataset;
};

}  // namespace

TEST_CASE(
    "export: CSV holds what passes, with a byte order mark, and nothing that a spreadsheet would calculate") {
  const TempFolder folder;
  const Three three;
  Progress progress;
  const auto file = folder.path() / "a.csv";
  REQUIRE(write_data(three.selection(), What::articles, file, progress));
  CHECK(content(file) ==
        "\xEF\xBB\xBFid,title,source,published,published_from,language,url,mentions\r\n"
        "a,\"'=1+1\",عينة,2024-01-29,unknown,,https://example.org/?a=1&b=2,2\r\n"
        "c,<script>alert(1)</script>,عينة,2023-05-02,unknown,,javascript:alert(1),2\r\n");
  CHECK(progress.done == 2);
  CHECK(progress.total == 2);
  REQUIRE(write_data(three.selection(), std::nullopt, file, progress));
  const auto rows = parse_csv(content(file).substr(3));
  REQUIRE(rows.size() == 5);
  CHECK(rows[1][0] == "a");
  CHECK(rows[1][5] == "زاهدان");
  CHECK(rows[1][9] == "gn:1159301");
  CHECK(rows[1][13] == "Sistan and Baluchestan");
  CHECK(rows[1][14] == "IR");
  CHECK(rows[2][10] == "Iran");
  CHECK(rows[3][8] == "إلى روالبندي");
}

TEST_CASE(
    "export: any text comes back from a CSV field, but for the apostrophe before what would be a formula") {
  std::mt19937 random(7);
  const std::string letters = "=+-@\t\r\n\",; aب";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto i = random() % 6; i > 0; --i)
      text += letters[random() % letters.size()];
    const auto rows = parse_csv(csv_field(text) + ",x\r\n");
    REQUIRE(rows.size() == 1);
    const std::string& field = rows[0][0];
    const bool formula = !text.empty() && std::string("=+-@\t\r").find(text[0]) != std::string::npos;
    CHECK(field == (formula ? "'" : "") + text);
  }
}

TEST_CASE("export: places are summed by mentions and articles that pass") {
  const TempFolder folder;
  const Three three;
  Progress progress;
  const auto file = folder.path() / "p.csv";
  REQUIRE(write_data(three.selection(), What::places, file, progress));
  const auto rows = parse_csv(content(file).substr(3));
  REQUIRE(rows.size() == 5);
  std::int64_t mentions = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    mentions += std::stoll(rows[i][8]);
    CHECK(rows[i][9] == "1");
  }
  CHECK(mentions == three.passing.mentions);
}

TEST_CASE("export: GDAL reads the same rows from GeoJSON, a GeoPackage and a spreadsheet") {
  const TempFolder folder;
  const Three three;
  for (const char* name : {"a.gpkg", "a.xlsx"}) {
    CAPTURE(name);
    Progress progress;
    REQUIRE(write_data(three.selection(true), std::nullopt, folder.path() / name, progress));
    CHECK(progress.done == progress.total);
    const Layers layers(folder.path() / name);
    CHECK(layers["articles"].GetFeatureCount() == 2);
    CHECK(layers["mentions"].GetFeatureCount() == 4);
    CHECK(layers["places"].GetFeatureCount() == 4);
    const OGRFeatureUniquePtr row(layers["articles"].GetNextFeature());
    CHECK(row->GetFieldAsString("title") == std::string("=1+1"));
    CHECK(row->GetFieldAsString("text") == three.whole.articles[0].text);
  }
  Progress progress;
  REQUIRE(write_data(three.selection(), What::mentions, folder.path() / "a.geojson", progress));
  const Layers layers(folder.path() / "a.geojson");
  const OGRFeatureUniquePtr row(layers.dataset->GetLayer(0)->GetNextFeature());
  REQUIRE(row->GetGeometryRef() != nullptr);
  const geo::Place zahedan = gazetteer().place(gazetteer().find("gn:1159301").value());
  CHECK(row->GetGeometryRef()->toPoint()->getX() ==
        doctest::Approx(zahedan.location.lon_deg()).epsilon(1e-5));
  CHECK(row->GetGeometryRef()->toPoint()->getY() ==
        doctest::Approx(zahedan.location.lat_deg()).epsilon(1e-5));
  CHECK(row->GetFieldAsString("words") == std::string("زاهدان"));
}

TEST_CASE("export: a cell of a spreadsheet is cut at Excel's limit, between letters") {
  const TempFolder folder;
  Three three;
  for (int i = 0; i < 20'000; ++i)
    three.whole.articles[0].text += "😀";
  Progress progress;
  REQUIRE(write_data(three.selection(true), What::articles, folder.path() / "a.xlsx", progress));
  const Layers layers(folder.path() / "a.xlsx");
  const OGRFeatureUniquePtr row(layers["articles"].GetNextFeature());
  const std::string cell = row->GetFieldAsString("text");
  CHECK(three.whole.articles[0].text.starts_with(cell));
  CHECK(cell.size() > 60'000);
  CHECK(cell.ends_with("😀"));
  CHECK(geo::text::count_code_points(cell) < 32'767);
}

TEST_CASE(
    "export: a report is one page without a fetch, right to left, with words escaped and only links of the "
    "web") {
  const TempFolder folder;
  const Three three;
  const std::vector<std::uint8_t> picture{'P', 'N', 'G', 0, 255};
  Report report;
  report.title = "إيران & \"باكستان\"";
  report.filter_words = "<b>";
  report.picture = picture;
  Progress progress;
  const auto file = folder.path() / "r.html";
  REQUIRE(write_report(three.selection(), report, file, progress));
  const std::string html = content(file);
  CHECK(holds(html, "<html lang=\"ar\" dir=\"rtl\">"));
  CHECK(holds(html, "<h1><bdi>إيران &amp; &quot;باكستان&quot;</bdi></h1>"));
  CHECK(holds(html, "&lt;b&gt;"));
  CHECK(holds(html, "data:image/png;base64,UE5HAP8="));
  CHECK(holds(html, "href=\"https://example.org/?a=1&amp;b=2\""));
  CHECK_FALSE(holds(html, "<script"));
  CHECK_FALSE(holds(html, "href=\"javascript"));
  CHECK(holds(html, "زاهدان، إيران"));
  CHECK_FALSE(holds(html, "غيره"));
  report.language = Language::english;
  REQUIRE(write_report(three.selection(), report, file, progress));
  CHECK(holds(content(file), "<html lang=\"en\" dir=\"ltr\">"));
  CHECK(holds(content(file), "Zahedan, Iran"));
}

TEST_CASE("export: a cancelled one leaves what was there, and nothing beside it") {
  const TempFolder folder;
  const Three three;
  for (const char* name : {"a.csv", "a.geojson", "a.gpkg", "a.xlsx", "a.html"}) {
    CAPTURE(name);
    const auto file = folder.write(name, "before");
    Progress progress;
    progress.cancelled = true;
    const auto written = std::string_view(name).ends_with("html")
                             ? write_report(three.selection(), {}, file, progress)
                             : write_data(three.selection(), What::mentions, file, progress);
    REQUIRE_FALSE(written);
    CHECK(holds(written.error().message, "cancelled"));
    CHECK(content(file) == "before");
  }
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 5);
}

TEST_CASE("export: a full disk, and a name that tells no format, are errors that name the file") {
  const TempFolder folder;
  const Three three;
  for (const char* name : {"a.csv", "a.html"}) {
    const auto file = folder.path() / name;
    std::filesystem::create_symlink("/dev/full", file);
    Progress progress;
    const auto written = std::string_view(name).ends_with("html")
                             ? write_report(three.selection(), {}, file, progress)
                             : write_data(three.selection(), What::mentions, file, progress);
    REQUIRE_FALSE(written);
    CHECK(holds(written.error().message, name));
    CHECK(holds(written.error().message, "is the disk full?"));
  }
  Progress progress;
  const auto unknown = write_data(three.selection(), What::mentions, "map.doc", progress);
  REQUIRE_FALSE(unknown);
  CHECK(holds(unknown.error().message, "map.doc: what a name ends in"));
}
