#include "app/articles/text_base/builder.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <future>
#include <new>
#include <optional>
#include <queue>

#include "app/articles/text_base/article_table.h"
#include "app/articles/text_base/bit_code.h"
#include "app/articles/text_base/checked_file.h"
#include "app/articles/text_base/layout.h"
#include "app/articles/text_base/letter_table.h"
#include "app/articles/text_base/run.h"
#include "app/articles/text_base/word_table.h"
#include "geo/written_file.h"

namespace kharita::app {
namespace {

std::size_t bytes_of(const TextOfArticle& article) {
  return article.title.size() + article.text.size();
}

// All runs of a stream, in its order.
class RunMaker {
 public:
  RunMaker(ScratchFile& scratch, const BuildSizes& sizes, Progress& progress)
      : scratch_(&scratch), sizes_(sizes), progress_(&progress) {}

  Result<void> take_all(const ArticleStream& next);
  [[nodiscard]] const std::deque<Run>& runs() const noexcept { return runs_; }
  [[nodiscard]] std::uint64_t articles() const noexcept { return articles_; }
  [[nodiscard]] int reason() const noexcept { return reason_; }

 private:
  void start(std::vector<TextOfArticle>&& batch);
  void collect(std::size_t most_left);

  ScratchFile* scratch_;
  BuildSizes sizes_;
  Progress* progress_;
  std::deque<std::future<Run>> working_;
  std::deque<Run> runs_;
  std::uint64_t articles_ = 0;
  int reason_ = 0;
};

void RunMaker::start(std::vector<TextOfArticle>&& batch) {
  collect(sizes_.workers - 1);
  articles_ += batch.size();
  auto work = [batch = std::move(batch), this] { return make_run(batch, *scratch_); };
  try {
    working_.push_back(std::async(std::launch::async, std::move(work)));
  } catch (const std::system_error&) {  // no thread is to be had
    working_.push_back(std::async(std::launch::deferred, std::move(work)));
  }
}

void RunMaker::collect(std::size_t most_left) {
  for (; working_.size() > most_left; working_.pop_front()) {
    runs_.push_back(working_.front().get());
    if (reason_ == 0) reason_ = runs_.back().reason;
  }
}

Result<void> RunMaker::take_all(const ArticleStream& next) {
  std::vector<TextOfArticle> batch;
  std::size_t size = 0;
  for (TextOfArticle article; !progress_->cancelled && reason_ == 0;) {
    const Result<bool> more = next(article);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    size += bytes_of(article);
    progress_->done += bytes_of(article);
    batch.push_back(std::exchange(article, {}));
    if (size < sizes_.batch) continue;
    start(std::exchange(batch, {}));
    size = 0;
  }
  if (!batch.empty()) start(std::move(batch));
  collect(0);
  return {};
}

// Takes the runs' words together, ascending, and writes the list of each.
class Merger {
 public:
  Merger(const ScratchFile& scratch, const std::deque<Run>& runs, std::size_t buffers);
  [[nodiscard]] std::uint64_t positions() const noexcept { return positions_; }
  // Returns errno of what could not be read, or 0; stops where it is cancelled or nothing can be written.
  int write(CheckedWriter& file, WordTableWriter& words, LetterTableWriter& letters, Progress& progress);

 private:
  struct Later {
    const std::vector<RunCursor>* cursors;
    // The lowest word comes first, of one word the first run.
    bool operator()(std::uint32_t a, std::uint32_t b) const {
      const int order = (*cursors)[a].word().compare((*cursors)[b].word());
      return order != 0 ? order > 0 : a > b;
    }
  };
  void take_word();
  std::uint64_t next_position();
  void advance(std::uint32_t run);

  static constexpr std::size_t kLeastBuffer = 4096;
  static constexpr std::size_t kMostBuffer = 65536;
  static constexpr std::size_t kSample = 4096;  // gaps that tell how a list is best written

  std::vector<RunCursor> cursors_;
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, Later> queue_{Later{&cursors_}};
  std::vector<std::uint32_t> holders_;  // runs that hold the word, ascending
  std::size_t holder_ = 0;              // of holders_: the one whose positions are read
  std::uint64_t left_ = 0;              // positions of it
  std::uint64_t positions_ = 0;
  int reason_ = 0;
};

Merger::Merger(const ScratchFile& scratch, const std::deque<Run>& runs, std::size_t buffers) {
  const std::size_t buffer =
      std::clamp(buffers / std::max<std::size_t>(runs.size(), 1), kLeastBuffer, kMostBuffer);
  cursors_.reserve(runs.size());
  for (const Run& run : runs) {
    cursors_.emplace_back(scratch, run, positions_, buffer);
    positions_ += run.positions;
  }
  for (std::uint32_t run = 0; run < cursors_.size(); ++run)
    advance(run);
}

void Merger::advance(std::uint32_t run) {
  if (cursors_[run].next_word()) queue_.push(run);
  if (reason_ == 0) reason_ = cursors_[run].reason();
}

void Merger::take_word() {
  holders_.clear();
  do {
    holders_.push_back(queue_.top());
    queue_.pop();
  } while (!queue_.empty() && cursors_[queue_.top()].word() == cursors_[holders_.front()].word());
  holder_ = 0;
  left_ = cursors_[holders_.front()].count();
}

std::uint64_t Merger::next_position() {
  if (left_ == 0) left_ = cursors_[holders_[++holder_]].count();
  --left_;
  return cursors_[holders_[holder_]].next_position();
}

int Merger::write(CheckedWriter& file, WordTableWriter& words, LetterTableWriter& letters,
                  Progress& progress) {
  std::vector<std::uint64_t> gaps;
  std::vector<std::uint8_t> bytes;
  while (!queue_.empty() && !progress.cancelled && !file.failed() && reason_ == 0) {
    take_word();
    WordList list;
    list.at = file.size();
    for (const std::uint32_t run : holders_)
      list.count += cursors_[run].count();
    letters.start(cursors_[holders_.front()].word(), list.count);
    std::uint64_t least = 0;
    const auto next_gap = [&] {
      const std::uint64_t position = next_position();
      letters.take(position);
      return position - std::exchange(least, position + 1);
    };
    gaps.resize(std::min<std::uint64_t>(list.count, kSample));
    std::generate(gaps.begin(), gaps.end(), next_gap);
    list.k = static_cast<std::uint8_t>(bits::best_k(gaps));
    bytes.clear();
    bits::Writer writer(bytes);
    for (const std::uint64_t gap : gaps)
      writer.put_gap(gap, list.k);
    for (std::uint64_t i = gaps.size(); i < list.count; ++i) {
      writer.put_gap(next_gap(), list.k);
      if (bytes.size() < kMostBuffer) continue;
      file.write(bytes);
      bytes.clear();
    }
    writer.finish();
    file.write(bytes);
    list.size = static_cast<std::uint32_t>(file.size() - list.at);
    words.add(cursors_[holders_.front()].word(), list);
    for (const std::uint32_t run : holders_)
      advance(run);
  }
  return reason_;
}

}  // namespace

Result<void> build_text_base(const ArticleStream& next, const std::filesystem::path& file,
                             std::string_view stamp, Progress& progress, const BuildSizes& sizes) {
  if (stamp.size() > TextBase::kLongestStamp)
    return fail(ErrorCode::usage, "{}: the stamp of an index of words is longer than {} bytes", file.string(),
                TextBase::kLongestStamp);
  geo::WrittenFile written("the index of words cannot be written", ": is there room on the disk?");
  if (auto started = written.start(file); !started) return started;
  const auto reason_of = [&](int reason) { return written.error(std::strerror(reason)); };
  const auto cancelled = [&] {
    return fail(ErrorCode::cancelled, "{}: the index of words was not built: stopped", file.string());
  };
  ScratchFile scratch;
  if (const int reason = scratch.open(written.path())) return reason_of(reason);
  RunMaker runs(scratch, sizes, progress);
  if (auto taken = runs.take_all(next); !taken) return taken;
  if (runs.reason() != 0) return reason_of(runs.reason());
  if (progress.cancelled) return cancelled();

  std::vector<std::uint8_t> records;
  for (const Run& run : runs.runs())
    records.insert(records.end(), run.articles.begin(), run.articles.end());
  Merger merger(scratch, runs.runs(), sizes.merge);
  ArticleTable articles;
  if (!articles.read(records, runs.articles(), merger.positions()))
    return fail(ErrorCode::unsupported,
                "{}: the index of words cannot be built: too many articles, or words in one", file.string());
  CheckedWriter out(written.path());
  WordTableWriter words;
  LetterTableWriter letters(articles);
  if (const int reason = merger.write(out, words, letters, progress)) return reason_of(reason);
  if (progress.cancelled) return cancelled();
  Layout layout;
  layout.articles = runs.articles();
  layout.positions = merger.positions();
  const auto put = [&](const std::vector<std::uint8_t>& bytes, std::uint64_t& at, std::uint64_t& size) {
    at = out.size();
    size = bytes.size();
    out.write(bytes);
  };
  put(words.words(), layout.words_at, layout.words_size);
  put(words.index(), layout.index_at, layout.index_size);
  put(letters.bytes(), layout.letters_at, layout.letters_size);
  put(records, layout.articles_at, layout.articles_size);
  std::string head(sizeof(layout), '\0');
  std::memcpy(head.data(), &layout, sizeof(layout));
  if (const int reason = out.finish(head.append(stamp))) return reason_of(reason);
  return written.finish();
}

Result<void> TextBase::build(const ArticleStream& next, const std::filesystem::path& file,
                             std::string_view stamp, Progress& progress) {
  try {
    return build_text_base(next, file, stamp, progress);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::io, "{}: there is not enough memory for an index of words", file.string());
  }
}

}  // namespace kharita::app
