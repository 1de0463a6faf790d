// What a store's articles are without their texts, in a file of its own beside the store, so that a large one
// is opened at once: reading the same from the tables takes ten times as long. It is only ever a copy: where
// it is missing, damaged, or the store was changed behind its back, it is made anew, and never wrong.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/articles/article_batch.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"
#include "geo/written_file.h"

namespace kharita::app {

// What the store is known by: differs after each change of articles and mentions. At most kLongestStamp
// bytes.
using StoreStamp = std::string;
inline constexpr std::size_t kLongestStamp = 400;

[[nodiscard]] std::filesystem::path head_file_of(const std::string& store);

// Finds a place by its stable id.
using FindHeadPlace = std::function<std::optional<geo::PlaceId>(std::string_view stable_id)>;
using StableIdOf = std::function<std::string(geo::PlaceId)>;

// Reads one from its beginning to its end.
class HeadFileReader {
 public:
  // None where there is no file of this stamp that can be read.
  [[nodiscard]] static std::optional<HeadFileReader> open(const std::filesystem::path& file,
                                                          const StoreStamp& stamp);
  HeadFileReader(HeadFileReader&& other) noexcept;
  HeadFileReader& operator=(HeadFileReader&& other) noexcept;
  ~HeadFileReader();

  // The same for as long as articles were only added to the store since the file was made.
  [[nodiscard]] const std::string& generation() const noexcept { return generation_; }
  // Articles in order of import, without texts and alternatives; mentions of places that are not found are
  // counted in `lost` and left out. An empty batch at the end; an error where the file is damaged.
  [[nodiscard]] Result<ArticleBatch> next(const FindHeadPlace& find, std::uint64_t& lost);

 private:
  HeadFileReader() = default;
  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t at_ = 0;   // where the next block begins
  std::uint64_t end_ = 0;  // behind the last
  std::string generation_;
};

// Makes one anew.
class HeadFileWriter {
 public:
  HeadFileWriter();
  ~HeadFileWriter();
  HeadFileWriter(const HeadFileWriter&) = delete;
  HeadFileWriter& operator=(const HeadFileWriter&) = delete;
  [[nodiscard]] Result<void> start(const std::filesystem::path& file);
  [[nodiscard]] Result<void> add(const ArticleBatch& batch, const StableIdOf& stable_id);
  [[nodiscard]] Result<void> finish(const StoreStamp& stamp);

 private:
  geo::WrittenFile file_;
  std::FILE* open_ = nullptr;
  std::uint64_t length_ = 0;
};

// Those of a batch that were added to a store, by their indices: where the file has the stamp of before, they
// are added to it, and it gets the stamp of now. Else it is left as it is. Within the store's transaction, so
// that one program does it at a time.
void append_heads(const std::filesystem::path& file, const StoreStamp& before, const StoreStamp& now,
                  const ArticleBatch& batch, std::span<const std::uint32_t> added,
                  const StableIdOf& stable_id);

}  // namespace kharita::app
