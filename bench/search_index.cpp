#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "app/articles/text_base/text_base.h"
#include "app/articles/text_index.h"
#include "bench/benchmarks.h"
#include "bench/measure.h"

namespace kharita::bench {
namespace {

constexpr int kRuns = 5;

struct Query {
  std::string_view name;
  std::string_view words;  // as they are typed
};
// What they find is in bench/archive.cpp.
constexpr Query kQueries[] = {
    {"a rare word", "استقبال "},
    {"a common word", "العالم "},
    {"two common words", "خلال عام "},
    {"a phrase of two common words", "\"هذا العام\""},
    {"a word without another", "العالم -عام"},
    {"an unfinished word", "استق"},
    {"one letter", "م"},
    {"the most common word", "في "},
};

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double peak_mb() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

// The articles of a file that write_archive wrote.
app::ArticleStream read_archive(const std::filesystem::path& file, std::uint64_t& bytes) {
  return [in = std::make_shared<std::ifstream>(file, std::ios::binary), line = std::string(),
          &bytes](app::TextOfArticle& article) mutable -> Result<bool> {
    if (!std::getline(*in, line)) return false;
    const auto record = nlohmann::json::parse(line, nullptr, false);
    if (record.is_discarded()) return fail(ErrorCode::parse, "a line is no JSON: {}", line);
    article.title = record.at("title").get<std::string>();
    article.text = record.at("text").get<std::string>();
    bytes += article.title.size() + article.text.size();
    return true;
  };
}

// FTS5's way to ask for the same: each word as it is written with all rows of proclitics.
std::string fts5(const app::TextQuery& query) {
  std::string expression;
  std::string excluded;
  for (const auto& clause : query.clauses) {
    const app::TextQuery::Phrase& phrase = clause.front();
    std::string one;
    if (phrase.words.size() > 1) {
      one = fmt::format("\"{}\"", fmt::join(phrase.words, " "));
    } else {
      for (const std::string& word : app::spellings_of(phrase.words.front()))
        one += fmt::format("{}\"{}\"{}", one.empty() ? "" : " OR ", word, phrase.unfinished ? "*" : "");
    }
    std::string& to = phrase.excluded ? excluded : expression;
    to += fmt::format("{}({})", to.empty() ? "" : " AND ", one);
  }
  return excluded.empty() ? expression : fmt::format("{} NOT {}", expression, excluded);
}

Result<void> measure(const std::filesystem::path& archive, const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "archive.words";
  std::uint64_t bytes = 0;
  app::TextOfArticle article;
  const double reading = best_cpu_seconds(1, [&] {
    const auto next = read_archive(archive, bytes);
    while (next(article).value_or(false)) {
    }
  });
  std::uint64_t again = 0;
  Progress progress;
  Result<void> built;
  const double start = wall_seconds();
  const double cpu = best_cpu_seconds(
      1, [&] { built = app::TextBase::build(read_archive(archive, again), file, "", progress); });
  const double wall = wall_seconds() - start;
  if (!built) return built;
  const auto text = static_cast<double>(bytes);
  print_figure("texts", text / 1e6, "MB");
  print_figure("building, CPU time", text / 1e6 / (cpu - reading), "MB/s");
  print_figure("building, wall time with reading", text / 1e6 / wall, "MB/s");
  print_figure("building, peak memory", peak_mb(), "MB");
  print_figure("size", static_cast<double>(std::filesystem::file_size(file)) / text, "");
  Result<std::shared_ptr<const app::TextBase>> base;
  print_figure("opening", best_cpu_seconds(kRuns, [&] { base = app::TextBase::open(file, ""); }) * 1e3, "ms");
  if (!base) return tl::unexpected(base.error());
  app::TextIndex index;
  index.set_base(*base);
  std::ofstream queries(folder / "queries");
  std::vector<std::uint8_t> passes;
  for (const Query& query : kQueries) {
    const double seconds = best_cpu_seconds(kRuns, [&] { index.match(query.words, passes); });
    print_figure(query.name, seconds * 1e3, "ms");
    fmt::print("{}, found\t{}\t\n", query.name, std::ranges::count(passes, 1));
    queries << query.name << '\t' << fts5(app::parse_query(query.words)) << '\n';
  }
  const std::vector<std::uint8_t> all(index.size(), 1);
  for (const Query& query : kQueries) {
    std::vector<std::uint32_t> hits;
    const double seconds = best_cpu_seconds(1, [&] { hits = index.hits(query.words, all); });
    const auto count = std::accumulate(hits.begin(), hits.end(), std::uint64_t{0});
    print_figure(fmt::format("{}, {} hits counted", query.name, count), seconds * 1e3, "ms");
  }
  return {};
}

}  // namespace

int measure_search_index(const std::filesystem::path& archive, const std::filesystem::path& folder) {
  if (const auto measured = measure(archive, folder); !measured) {
    fmt::print(stderr, "kharita_bench: {}\n", measured.error().message);
    return 2;
  }
  return 0;
}

}  // namespace kharita::bench
