// The benchmarks of kharita_bench. Each prints its figures and returns the program's exit code.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kharita::bench {

// Writes the articles of a folder again and again until their texts are `megabytes` (1,000,000 bytes)
// together: `stem`.ndjson for Kharita, `stem`.txt with the same texts for its peers.
int write_text(const std::filesystem::path& corpus, std::uint64_t megabytes,
               const std::filesystem::path& stem);

// Writes the articles of a folder again and again in each format that is read, `megabytes` (1,000,000 bytes)
// of each: news.ndjson, news.json, news.csv, news.rss and pages/*.html.
int write_inputs(const std::filesystem::path& corpus, std::uint64_t megabytes,
                 const std::filesystem::path& folder);

// The MB/s of CPU time, the best of three, with which a file or the files of a folder are read: into articles
// with ids and dates, as all commands do; and with which a library parses them and no more: libxml2 RSS and
// HTML, nlohmann JSON. simdjson is there where the program was built with it.
int measure_reading(const std::filesystem::path& input);
int measure_bare_parse(const std::filesystem::path& input);
int measure_simdjson(const std::filesystem::path& input);

// Runs a command with its output thrown away through a pipe, and prints its CPU time, wall time and peak
// memory. The pipe matters: grep stops at the first match where its output is /dev/null.
int run_command(const std::vector<std::string>& command, const std::string& input);

// The same of a command that runs on, such as the window: until it writes `words` on standard error; then it
// is ended.
int run_until(const std::vector<std::string>& command, const std::string& words);

// Opening the gazetteer.
int measure_opening(const std::filesystem::path& gazetteer);

// Frames of the map while it is panned, in a window of 1280 x 800 drawn off screen: figures as
// "name<TAB>value<TAB>unit".
int measure_map(const std::filesystem::path& gazetteer, const std::filesystem::path& shaders,
                const std::filesystem::path& points = {});

// The window's search for places: sorting all names once, and what a key costs. Figures as above.
int measure_search(const std::filesystem::path& gazetteer);

// A key in the window's search for texts, with 17,639 made-up articles, to all views anew. Figures as above.
int measure_desk(const std::filesystem::path& gazetteer);

// Ten changes of the filter with 50,000 made-up articles and 500,000 mentions, whose columns, and the steps, go into
// `peer_folder` for their peer. Figures as above.
int measure_filters(const std::filesystem::path& gazetteer, const std::filesystem::path& peer_folder);

// The index of clusters of 1,000,000 different points, which it writes to `file` for its peer: longitude and
// latitude as 64-bit floats.
int measure_clusters(const std::filesystem::path& file);

// Filters over 1,000,000 made-up mentions, and a store of their 50,000 articles in `folder`: figures as
// above.
int measure_store_and_filter(const std::filesystem::path& gazetteer, const std::filesystem::path& folder);

// Writes so many made-up articles as NDJSON that every command reads, with the words of the samples: see
// archive.h.
int write_archive(const std::filesystem::path& gazetteer, const std::filesystem::path& samples,
                  std::uint64_t count, const std::filesystem::path& to);

// The index of words of such an archive: building, size, queries. Writes it, and the queries for SQLite's
// FTS5, into `folder`. Figures as above.
int measure_search_index(const std::filesystem::path& archive, const std::filesystem::path& folder);

}  // namespace kharita::bench
