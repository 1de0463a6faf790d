#include "app/articles/store_words.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "app/articles/text_base/text_base.h"

namespace kharita::app {
namespace {

constexpr std::uint64_t kShareAdded = 4;  // a quarter more articles than the file has, and it is made anew

// All articles' texts behind a row, one after another.
class Texts {
 public:
  Texts(const Store& store, std::int64_t row, const std::function<bool()>& between)
      : store_(store), between_(between), row_(row) {}

  Result<bool> next(TextOfArticle& to) {
    if (at_ == page_.size()) {
      if (!between_()) return fail(ErrorCode::io, "it was cancelled");
      auto page = store_.texts_after(row_);
      if (!page) return tl::unexpected(std::move(page.error()));
      page_ = std::move(*page);
      at_ = 0;
    }
    if (page_.empty()) return false;
    to.title = std::move(page_[at_].title);
    to.text = std::move(page_[at_++].text);
    return true;
  }

 private:
  const Store& store_;
  const std::function<bool()>& between_;
  std::int64_t row_;
  std::vector<Article> page_;
  std::size_t at_ = 0;
};

std::filesystem::path file_of_words(const Store& store) {
  return store.location() + ".words";
}

// The file, made where need be; none where it cannot be.
std::shared_ptr<const TextBase> base_of(const Store& store, std::uint64_t articles, std::uint64_t few,
                                        Progress& progress, const std::function<bool()>& between) {
  const std::string generation = store.generation();
  if (generation.empty()) return nullptr;
  const std::filesystem::path file = file_of_words(store);
  auto base = TextBase::open(file, generation);
  if (base && (*base)->size() <= articles &&
      articles - (*base)->size() <= std::max<std::uint64_t>(few, (*base)->size() / kShareAdded))
    return *base;
  Texts texts(store, *store.row_behind(0), between);
  const auto built =
      TextBase::build([&](TextOfArticle& to) { return texts.next(to); }, file, generation, progress);
  if (!built) return nullptr;
  base = TextBase::open(file, generation);
  return base ? *base : nullptr;
}

}  // namespace

Result<TextIndex> words_of(const Store& store, Progress& progress, const std::function<bool()>& between,
                           std::uint64_t few) {
  TextIndex words;
  const std::uint64_t articles = store.size();
  if (articles > few) {
    if (auto base = base_of(store, articles, few, progress, between)) words.set_base(std::move(base));
  }
  progress.done = words.size();
  progress.total = articles;
  const auto row = store.row_behind(words.size());
  if (!row) return tl::unexpected(row.error());
  Texts texts(store, *row, between);
  TextOfArticle one;
  for (;;) {
    const auto more = texts.next(one);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return words;
    words.add(one.title, one.text);
    ++progress.done;
  }
}

void remove_words(const Store& store) {
  std::error_code ignored;
  std::filesystem::remove(file_of_words(store), ignored);
}

}  // namespace kharita::app
