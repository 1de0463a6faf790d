#include "app/articles/import_pipeline.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <new>
#include <thread>
#include <unordered_map>

#include "app/articles/readers/reader.h"
#include "geo/threads.h"

namespace kharita::app {
namespace {

constexpr std::size_t kChunkArticles = 64;
constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr std::size_t kChunksRead = 4;        // wait between reader and resolvers
constexpr std::size_t kBatchArticles = 2048;  // at most in one transaction
constexpr std::size_t kMaxReported = 1000;
constexpr std::chrono::milliseconds kCancelCheck{
    20};  // how long one who waits may not see that it is cancelled

// A run of items in input order: what one thread resolves at a time.
struct Chunk {
  std::vector<Article> articles;
  std::vector<std::vector<ArticleMention>> mentions;  // of each article, once resolved
  std::vector<Error> errors;
  std::vector<std::string> notes;
  std::uint64_t read = 0;
  std::uint64_t bytes_done = 0;  // of all inputs, once this chunk is
  std::size_t text_bytes = 0;
  bool resolved = false;

  [[nodiscard]] bool full() const {
    return articles.size() + errors.size() >= kChunkArticles || text_bytes >= kChunkBytes;
  }
  [[nodiscard]] bool empty() const { return articles.empty() && errors.empty() && notes.empty(); }
};
using ChunkPtr = std::unique_ptr<Chunk>;

// What the threads share; all of it under the mutex.
struct Shared {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<ChunkPtr> read;       // from the reader, in order
  std::deque<Chunk*> to_resolve;   // for the resolvers
  std::deque<ChunkPtr> under_way;  // in order: being resolved or waiting to be stored
  bool reader_done = false;
  bool no_memory = false;  // a thread had none left and has ended
  bool stop = false;       // all threads end as soon as they can
};

// Reads all inputs and hands chunks over; runs on its own thread.
class Reader {
 public:
  Reader(const std::vector<std::filesystem::path>& inputs, Shared& shared, Progress& progress)
      : inputs_(inputs), shared_(shared), progress_(progress) {}

  void run() {
    const auto files = list_files();
    ReadLimits limits;
    limits.cancelled = &progress_.cancelled;
    for (const auto& [file, size] : files) {
      if (stopped()) break;
      const auto read = read_file(
          file, [&](ReadItem&& item) { return take(std::move(item)); }, limits);
      if (!read) chunk_->errors.push_back(read.error());
      bytes_before_ += size;
      chunk_->bytes_done = bytes_before_;
      if (chunk_->full()) hand_over();
    }
    chunk_->bytes_done = bytes_before_;
    hand_over();
    const std::lock_guard lock(shared_.mutex);
    shared_.reader_done = true;
    shared_.changed.notify_all();
  }

 private:
  using SizedFile = std::pair<ArticleFile, std::uint64_t>;

  std::vector<SizedFile> list_files() {
    std::vector<SizedFile> files;
    std::uint64_t total = 0;
    for (const auto& input : inputs_) {
      auto found = list_articles(input);
      if (!found) {
        chunk_->errors.push_back(std::move(found.error()));
        continue;
      }
      if (!found->left_out.empty()) chunk_->notes.push_back(std::move(found->left_out));
      for (auto& file : found->files) {
        if (stopped()) return files;
        std::error_code error;
        const auto size = std::filesystem::file_size(file.path, error);
        files.emplace_back(std::move(file), error ? 0 : size);
        total += files.back().second;
      }
    }
    progress_.total = total;
    return files;
  }

  bool take(ReadItem&& item) {
    chunk_->bytes_done = bytes_before_ + item.bytes_read;
    if (!item.note.empty()) chunk_->notes.push_back(std::move(item.note));
    if (item.article) {
      ++chunk_->read;
      chunk_->text_bytes += item.article->text.size();
      chunk_->articles.push_back(std::move(*item.article));
    } else {
      chunk_->errors.push_back(std::move(item.article.error()));
    }
    if (chunk_->full()) hand_over();
    return !stopped();
  }

  [[nodiscard]] bool stopped() const {
    if (progress_.cancelled) return true;
    const std::lock_guard lock(shared_.mutex);
    return shared_.stop;
  }

  // Waits while enough is on its way.
  void hand_over() {
    std::unique_lock lock(shared_.mutex);
    shared_.changed.wait(lock, [&] { return shared_.stop || shared_.read.size() < kChunksRead; });
    shared_.read.push_back(std::exchange(chunk_, std::make_unique<Chunk>()));
    shared_.changed.notify_all();
  }

  const std::vector<std::filesystem::path>& inputs_;
  Shared& shared_;
  Progress& progress_;
  ChunkPtr chunk_ = std::make_unique<Chunk>();
  std::uint64_t bytes_before_ = 0;  // of the files read to their end
};

void resolve_chunks(const ImportPlan& plan, const Progress& progress, Shared& shared) {
  const ResolveArticle resolve = plan.make_resolver();
  std::unique_lock lock(shared.mutex);
  for (;;) {
    shared.changed.wait(lock, [&] { return shared.stop || !shared.to_resolve.empty(); });
    if (shared.stop) return;
    Chunk& chunk = *shared.to_resolve.front();
    shared.to_resolve.pop_front();
    lock.unlock();
    for (Article& article : chunk.articles) {
      if (progress.cancelled) return;
      chunk.mentions.push_back(resolve(article));
    }
    lock.lock();
    chunk.resolved = true;
    shared.changed.notify_all();
  }
}

// Runs a thread's work; where memory ends, the calling thread is told.
template <typename Work>
void with_memory(Shared& shared, Work&& work) {
  try {
    work();
  } catch (const std::bad_alloc&) {
    const std::lock_guard lock(shared.mutex);
    shared.no_memory = true;
    shared.changed.notify_all();
  }
}

tl::unexpected<Error> no_memory() {
  return fail(
      ErrorCode::io,
      "there is not enough memory to go on: end other programs, and import again; what was stored is kept");
}

// Decides which articles are new, against the store and against what is under way. On the calling thread.
class Sieve {
 public:
  explicit Sieve(const Store& store) : store_(store) {}

  // Leaves only new articles in the chunk, with ids of their own.
  Result<void> keep_new(Chunk& chunk) {
    const auto stored = store_.presence(chunk.articles);
    if (!stored) return tl::unexpected(stored.error());
    std::vector<Article> kept;
    for (std::size_t i = 0; i < chunk.articles.size(); ++i) {
      Article& article = chunk.articles[i];
      const auto is_new = admit(article, (*stored)[i], chunk.notes);
      if (!is_new) return tl::unexpected(is_new.error());
      if (!*is_new) continue;
      under_way_.emplace(article.id, Key{content_id(article.title, article.text), article.title,
                                         article.source, article.url});
      kept.push_back(std::move(article));
    }
    chunk.articles = std::move(kept);
    return {};
  }

  void stored(const ArticleBatch& batch) {
    for (const Article& article : batch.articles)
      under_way_.erase(article.id);
  }

 private:
  struct Key {
    std::string content;
    std::string title;
    std::string source;
    std::string url;
  };

  // `stored`: what the store says of it.
  [[nodiscard]] Presence presence(const Article& article, Presence stored) const {
    const auto found = under_way_.find(article.id);
    if (found == under_way_.end()) return stored;
    return found->second.content == content_id(article.title, article.text) ? Presence::same
                                                                            : Presence::different;
  }

  [[nodiscard]] Result<bool> is_later_version(const Article& article) const {
    Key other;
    if (const auto found = under_way_.find(article.id); found != under_way_.end()) {
      other = found->second;
    } else {
      const auto stored = store_.find(article.id);
      if (!stored) return tl::unexpected(stored.error());
      if (*stored) other = {{}, (*stored)->title, (*stored)->source, (*stored)->url};
    }
    const bool same_address = !article.url.empty() && article.url == other.url;
    const bool same_title =
        !article.title.empty() && article.title == other.title && article.source == other.source;
    return same_address || same_title;
  }

  Result<bool> admit(Article& article, Presence stored, std::vector<std::string>& notes) {
    Presence known = presence(article, stored);
    if (known == Presence::different) {
      auto later = is_later_version(article);
      if (!later) return later;
      if (*later) {
        notes.push_back(
            fmt::format("{}: its text has changed since it was stored; the stored one is kept", article.id));
        return false;
      }
      const std::string own_id = article.id + "~" + content_id(article.title, article.text).substr(0, 8);
      notes.push_back(
          fmt::format("{}: two articles have this id; the later one is stored as {}", article.id, own_id));
      article.id = own_id;
      const auto under_own_id = store_.presence(article);
      if (!under_own_id) return tl::unexpected(under_own_id.error());
      known = presence(article, *under_own_id);
    }
    return known == Presence::absent;
  }

  const Store& store_;
  std::unordered_map<std::string, Key> under_way_;
};

// The calling thread's part: hands chunks to the resolvers and stores what is resolved, both in order.
class Coordinator {
 public:
  Coordinator(const ImportPlan& plan, Store& store, Progress& progress, Shared& shared,
              std::size_t most_under_way)
      : plan_(plan),
        store_(store),
        progress_(progress),
        shared_(shared),
        sieve_(store),
        most_under_way_(most_under_way) {}

  Result<ImportReport> run() {
    try {
      return run_to_end();
    } catch (const std::bad_alloc&) {
      return no_memory();
    }
  }

 private:
  Result<ImportReport> run_to_end() {
    while (!progress_.cancelled) {
      std::vector<ChunkPtr> ready;
      ChunkPtr fresh;
      {
        std::unique_lock lock(shared_.mutex);
        while (!progress_.cancelled && !shared_.no_memory && !can_store() && !can_dispatch() && !finished())
          shared_.changed.wait_for(lock, kCancelCheck);
        if (progress_.cancelled) break;
        if (shared_.no_memory) return no_memory();
        if (can_dispatch()) {
          fresh = std::move(shared_.read.front());
          shared_.read.pop_front();
          shared_.changed.notify_all();
        } else if (can_store()) {
          ready = take_resolved();
        } else {
          return std::move(report_);
        }
      }
      const Result<void> done = fresh ? dispatch(std::move(fresh)) : store(ready);
      if (!done) return tl::unexpected(done.error());
    }
    report_.cancelled = true;
    return std::move(report_);
  }

  [[nodiscard]] bool can_store() const {
    return !shared_.under_way.empty() && shared_.under_way.front()->resolved;
  }
  [[nodiscard]] bool can_dispatch() const {
    return !shared_.read.empty() && shared_.under_way.size() < most_under_way_;
  }
  [[nodiscard]] bool finished() const {
    return shared_.reader_done && shared_.read.empty() && shared_.under_way.empty();
  }

  // The resolved chunks at the front, as many as fit into one transaction.
  std::vector<ChunkPtr> take_resolved() {
    std::vector<ChunkPtr> ready;
    std::size_t articles = 0;
    while (can_store() && articles < kBatchArticles) {
      articles += shared_.under_way.front()->articles.size();
      ready.push_back(std::move(shared_.under_way.front()));
      shared_.under_way.pop_front();
    }
    return ready;
  }

  Result<void> dispatch(ChunkPtr chunk) {
    if (auto kept = sieve_.keep_new(*chunk); !kept) return kept;
    const std::lock_guard lock(shared_.mutex);
    chunk->resolved = chunk->articles.empty();
    if (!chunk->resolved) shared_.to_resolve.push_back(chunk.get());
    shared_.under_way.push_back(std::move(chunk));
    shared_.changed.notify_all();
    return {};
  }

  Result<void> store(const std::vector<ChunkPtr>& chunks) {
    ArticleBatch batch;
    for (const ChunkPtr& chunk : chunks) {
      for (std::size_t i = 0; i < chunk->articles.size(); ++i) {
        batch.add(std::move(chunk->articles[i]), std::move(chunk->mentions[i]));
      }
    }
    if (!batch.articles.empty()) {
      const auto added = store_.add(batch);
      if (!added) return tl::unexpected(added.error());
      report_.added += *added;
      sieve_.stored(batch);
      if (plan_.on_batch) {
        if (auto corrected = store_.correct(batch); !corrected) return corrected;
        plan_.on_batch(batch);
      }
    }
    for (const ChunkPtr& chunk : chunks)
      note(*chunk);
    return {};
  }

  void note(Chunk& chunk) {
    report_.read += chunk.read;
    report_.error_count += chunk.errors.size();
    for (auto& error : chunk.errors) {
      if (report_.errors.size() < kMaxReported) report_.errors.push_back(std::move(error));
    }
    for (auto& line : chunk.notes) {
      if (report_.notes.size() < kMaxReported) report_.notes.push_back(std::move(line));
    }
    progress_.done = std::max<std::uint64_t>(progress_.done, chunk.bytes_done);
  }

  const ImportPlan& plan_;
  Store& store_;
  Progress& progress_;
  Shared& shared_;
  Sieve sieve_;
  std::size_t most_under_way_;
  ImportReport report_;
};

}  // namespace

Result<ImportReport> run_import(const ImportPlan& plan, Store& store, Progress& progress) {
  const unsigned threads =
      plan.threads > 0 ? plan.threads : std::max(1u, std::thread::hardware_concurrency());
  Shared shared;
  Reader reader(plan.inputs, shared, progress);
  std::vector<std::thread> running;
  const auto start = [&running](auto work) {
    if (auto thread = start_thread(work); thread.joinable()) running.push_back(std::move(thread));
  };
  start([&] { with_memory(shared, [&] { reader.run(); }); });
  for (unsigned i = 0; i < threads; ++i)
    start([&] { with_memory(shared, [&] { resolve_chunks(plan, progress, shared); }); });
  Coordinator coordinator(plan, store, progress, shared, std::size_t{threads} * 4);
  // One reads and one resolves, at the least. Where one thread alone could be started it may be either.
  Result<ImportReport> report =
      running.size() >= 2 ? coordinator.run()
                          : fail(ErrorCode::io, "no threads can be started for reading: end other programs");
  {
    const std::lock_guard lock(shared.mutex);
    shared.stop = true;
    shared.changed.notify_all();
  }
  for (auto& thread : running)
    thread.join();
  return report;
}

}  // namespace kharita::app
