#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "app/articles/readers/reader.h"
#include "bench/benchmarks.h"
#include "geo/resolve/json.h"

namespace kharita::bench {

int write_text(const std::filesystem::path& corpus, std::uint64_t megabytes,
               const std::filesystem::path& stem) {
  const auto files = app::list_articles(corpus);
  if (!files) {
    fmt::print(stderr, "kharita_bench: {}\n", files.error().message);
    return 2;
  }
  std::vector<std::string> texts;
  std::uint64_t bytes = 0;
  for (const auto& file : files->files) {
    const auto read = app::read_file(file, [&](app::ReadItem&& item) {
      if (item.article) bytes += texts.emplace_back(std::move(item.article->text)).size();
      return true;
    });
    if (!read) fmt::print(stderr, "kharita_bench: {}\n", read.error().message);
  }
  if (bytes == 0) {
    fmt::print(stderr, "kharita_bench: {}: there are no articles in it\n", corpus.string());
    return 2;
  }
  std::ofstream lines(stem.string() + ".ndjson", std::ios::binary);
  std::ofstream plain(stem.string() + ".txt", std::ios::binary);
  std::string line;
  std::uint64_t written = 0;
  for (std::size_t i = 0; written < megabytes * 1'000'000; ++i) {
    const std::string& text = texts[i % texts.size()];
    line = fmt::format("{{\"id\":\"{}\",\"text\":", i);
    geo::append_json_string(text, line);
    line += "}\n";
    lines << line;
    plain << text << '\n';
    written += text.size();
  }
  lines.close();
  plain.close();
  if (!lines || !plain) {
    fmt::print(stderr, "kharita_bench: {}.*: cannot be written; is the disk full?\n", stem.string());
    return 2;
  }
  fmt::print("{}\n", written);
  return 0;
}

}  // namespace kharita::bench
