// An index of the words of many articles in a file: what TextIndex holds in memory, for articles that stay.
//
//   TextBase::build(next_of_the_store, "news.words", stamp_of_the_store, progress);
//   auto base = TextBase::open("news.words", stamp_of_the_store);  // an error: stale, older, damaged
//   text_index.set_base(*base);                                    // answers for its articles from now on
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/text_query.h"
#include "geo/error.h"
#include "geo/progress.h"

namespace kharita::app {

struct TextOfArticle {
  std::string title;
  std::string text;
};
// Puts the next article into what it is given, which may hold one from before; false: there is none. Its
// error ends the building.
using ArticleStream = std::function<Result<bool>(TextOfArticle&)>;

// Articles are numbered from 0 in the order of the stream. Immutable; any number of threads may ask. Reads
// from its file what a question needs and keeps nothing of it, so that it takes some 20 bytes an article and
// half a byte a different word of memory.
class TextBase {
 public:
  // Writes the index of all articles that `next` gives to a file, whole or not at all. `stamp` is the
  // caller's own, at most kLongestStamp bytes: open wants the same. Calls `next` from this thread, while up
  // to two others work. Adds the bytes of titles and texts to progress.done as it takes them; to write the
  // file when all are taken adds a tenth of the time. Under 300 MB of memory however many there are; beside
  // the file some 0.4 times the texts' size of the disk until it is done.
  static Result<void> build(const ArticleStream& next, const std::filesystem::path& file,
                            std::string_view stamp, Progress& progress);
  // Some milliseconds for a million articles. ErrorCode::damaged where the file is not whole, of another
  // version or of another stamp: it is to be built anew; io where it cannot be read.
  static Result<std::shared_ptr<const TextBase>> open(const std::filesystem::path& file,
                                                      std::string_view stamp);
  static constexpr std::size_t kLongestStamp = 1024;

  TextBase(const TextBase&) = delete;
  TextBase& operator=(const TextBase&) = delete;
  ~TextBase();

  [[nodiscard]] std::size_t size() const noexcept;
  // False once the file was found cut short or changed, or could not be read: what was answered then may lack
  // articles, and the index is to be built anew.
  [[nodiscard]] bool is_sound() const noexcept;
  // Reads the whole file, a megabyte at a time, and asks before each whether to go on. Returns is_sound().
  bool check(const std::function<bool()>& go_on) const;
  // Sets holds[i] to 1 where article i holds the phrase, whether it is excluded or not, else 0; holds has
  // size() elements. O(how often its words stand in all texts).
  void match(const TextQuery::Phrase& phrase, std::span<std::uint8_t> holds) const;
  // Adds to hits[i] how often the phrases stand in the text, without its title, of article i, as HitFinder
  // finds them; of articles whose `asked` is set. Each has size() elements. O(how often their words stand in
  // all texts).
  void count_hits(std::span<const TextQuery::Phrase> phrases, std::span<const std::uint8_t> asked,
                  std::span<std::uint32_t> hits) const;

 private:
  struct Parts;
  explicit TextBase(std::unique_ptr<const Parts> parts);

  std::unique_ptr<const Parts> parts_;
};

}  // namespace kharita::app
