#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "app/articles/readers/line_batch.h"
#include "app/articles/readers/reader.h"
#include "app/cli/cli.h"
#include "app/cli/output.h"
#include "app/cli/tally.h"
#include "app/model/paths.h"
#include "geo/resolve/json.h"
#include "geo/resolve/resolver.h"
#include "geo/threads.h"

namespace kharita::app::cli {
namespace {

struct Options {
  std::vector<std::string> inputs;
  geo::ResolveOptions resolve;
  unsigned threads = 0;  // 0: all cores
};

// Articles on their way, read or still to be read.
struct Job {
  std::uint64_t number = 0;
  std::variant<ReadItem, LineBatch> articles;
};

// What came of a job.
struct Outcome {
  std::string lines;  // of output
  std::vector<std::string> notes;
  Tally tally;
};

std::size_t bytes_of(const Job& job) noexcept {
  if (const auto* batch = std::get_if<LineBatch>(&job.articles)) return batch->bytes.size();
  const auto& item = std::get<ReadItem>(job.articles);
  return item.article ? item.article->text.size() : 0;
}

// What one thread works with.
class Worker {
 public:
  Worker(const geo::Gazetteer& gazetteer, const geo::ResolveOptions& options)
      : gazetteer_(gazetteer), options_(options), resolver_(gazetteer), json_(gazetteer) {}

  [[nodiscard]] Outcome work_on(const Job& job) {
    Outcome outcome;
    const auto take = [&](const ReadItem& item) {
      if (!item.note.empty()) outcome.notes.push_back(item.note);
      outcome.tally.take(item);
      append(item, outcome.lines);
      return true;
    };
    if (const auto* batch = std::get_if<LineBatch>(&job.articles)) {
      read_lines(*batch, take);
    } else {
      take(std::get<ReadItem>(job.articles));
    }
    return outcome;
  }

 private:
  // Appends the article's line.
  void append(const ReadItem& item, std::string& lines) {
    if (!item.article) return geo::append_error_json(item.id, item.article.error().message, lines);
    const std::size_t before = lines.size();
    try {
      resolve(item, lines);
    } catch (const std::bad_alloc&) {  // a huge article; the others may fit
      lines.resize(before);
      resolver_ = geo::Resolver(gazetteer_);
      geo::append_error_json(item.article->id, "there is not enough memory for this article; divide it",
                             lines);
    }
    if (options_.explain) explain(*item.article);
  }

  void resolve(const ReadItem& item, std::string& lines) {
    const Article& article = *item.article;
    const geo::Resolution resolution = resolver_.resolve(
        {article.text, article.published, article.source, article.language, article.not_after}, options_);
    const auto& published = article.published ? article.published : resolution.publication.date;
    const auto published_from = article.published ? article.published_from : resolution.publication.from;
    const auto folder =
        article.source_from == SourceFrom::folder ? std::string_view(article.source) : std::string_view();
    json_.append({article.id, published, published_from, article.text, true, !item.text_as_given, folder},
                 resolution, lines);
  }

  void explain(const Article& article) const {
    const std::string_view text = resolver_.explanation();
    std::fprintf(stderr, "== %s\n%.*s", article.id.c_str(), static_cast<int>(text.size()), text.data());
  }

  const geo::Gazetteer& gazetteer_;
  const geo::ResolveOptions& options_;
  geo::Resolver resolver_;
  geo::JsonWriter json_;
};

// Resolves articles on several threads and writes their lines in the order in which they came. What is read
// ahead and what waits to be written is bounded, so memory stays flat.
class Pipeline {
 public:
  Pipeline(const geo::Gazetteer& gazetteer, const Options& options)
      : gazetteer_(gazetteer), options_(options), own_(gazetteer, options.resolve) {
    for (unsigned i = 1; i < options.threads; ++i) {
      if (auto thread = start_thread([this] { work(); }); thread.joinable())
        threads_.push_back(std::move(thread));
    }
  }
  ~Pipeline() { finish(); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // Takes articles; where enough of them wait, works on some itself. Returns whether all could be written.
  bool add(std::variant<ReadItem, LineBatch>&& articles) {
    std::unique_lock lock(mutex_);
    queue_.push_back({next_number_++, std::move(articles)});
    waiting_bytes_ += bytes_of(queue_.back());
    ready_.notify_one();
    while (!queue_.empty() &&
           (threads_.empty() || queue_.size() > kMostWaiting || waiting_bytes_ > kMostWaitingBytes)) {
      work_on_one(lock, own_);
    }
    return !write_failed_;
  }

  // Works off what waits and ends the threads.
  void finish() {
    std::unique_lock lock(mutex_);
    while (!queue_.empty())
      work_on_one(lock, own_);
    done_ = true;
    ready_.notify_all();
    lock.unlock();
    for (std::thread& thread : threads_)
      thread.join();
    threads_.clear();
  }

  // Of all articles, after finish.
  [[nodiscard]] Tally& tally() noexcept { return tally_; }

 private:
  static constexpr std::size_t kMostWaiting = 64;  // jobs
  static constexpr std::size_t kMostWaitingBytes = std::size_t{4} << 20;
  static constexpr std::size_t kMostUnwritten = 64;  // jobs

  void work() {
    Worker worker(gazetteer_, options_.resolve);
    std::unique_lock lock(mutex_);
    while (true) {
      ready_.wait(lock, [this] { return done_ || !queue_.empty(); });
      if (queue_.empty()) return;
      work_on_one(lock, worker);
    }
  }

  // Takes the first job, works on it without the lock, and writes what is next in order.
  void work_on_one(std::unique_lock<std::mutex>& lock, Worker& worker) {
    written_up_.wait(
        lock, [this] { return queue_.empty() || queue_.front().number < next_written_ + kMostUnwritten; });
    if (queue_.empty()) return;
    const Job job = std::move(queue_.front());
    queue_.pop_front();
    waiting_bytes_ -= bytes_of(job);
    lock.unlock();
    Outcome outcome = worker.work_on(job);
    lock.lock();
    outcomes_.emplace(job.number, std::move(outcome));
    write_ready();
  }

  void write_ready() {
    for (auto next = outcomes_.begin(); next != outcomes_.end() && next->first == next_written_;
         next = outcomes_.begin()) {
      Outcome& outcome = next->second;
      for (const std::string& note : outcome.notes)
        complain(note);
      const std::string& lines = outcome.lines;
      if (std::fwrite(lines.data(), 1, lines.size(), stdout) != lines.size()) write_failed_ = true;
      tally_.take(std::move(outcome.tally));
      outcomes_.erase(next);
      ++next_written_;
    }
    if (next_written_ == next_number_ && std::fflush(stdout) != 0)
      write_failed_ = true;  // more may be long in coming
    written_up_.notify_all();
  }

  const geo::Gazetteer& gazetteer_;
  const Options& options_;
  Worker own_;  // the calling thread's
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::condition_variable written_up_;
  std::deque<Job> queue_;
  std::size_t waiting_bytes_ = 0;
  std::map<std::uint64_t, Outcome> outcomes_;
  std::uint64_t next_number_ = 0;
  std::uint64_t next_written_ = 0;
  Tally tally_;
  bool done_ = false;
  bool write_failed_ = false;
};

// Reads one argument: '-', a file or a folder. A file of a folder that cannot be read does not end the run.
// Returns false where something could not be read.
bool read_input(const std::string& input, Pipeline& pipeline) {
  bool all_read = true;
  const auto take = [&](const Result<void>& read) {
    if (read) return;
    complain(read.error().message);
    all_read = false;
  };
  const ArticleSink sink = [&](ReadItem&& item) { return pipeline.add(std::move(item)); };
  const LineBatchSink batches = [&](LineBatch&& batch) { return pipeline.add(std::move(batch)); };
  ReadLimits limits;
  limits.infer_published = false;  // the resolver does, on its own threads
  if (input == "-") {
    take(read_stream(std::cin, "standard input", sink, batches, limits));
    return all_read;
  }
  const auto files = list_articles(input);
  if (!files) {
    take(tl::unexpected(files.error()));
    return all_read;
  }
  if (!files->left_out.empty()) complain(files->left_out);
  for (const auto& file : files->files)
    take(read_file(file, sink, batches, limits));
  return all_read;
}

int run_resolve(const Common& common, Options options) {
  if (options.inputs.empty()) options.inputs.emplace_back("-");
  if (options.threads == 0) options.threads = std::max(1U, std::thread::hardware_concurrency());
  if (options.resolve.explain) options.threads = 1;
  options.resolve.infer_published = true;
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return fail_with(gazetteer.error());
  std::ios::sync_with_stdio(false);
  Pipeline pipeline(*gazetteer, options);
  bool all_read = true;
  for (const std::string& input : options.inputs)
    all_read = read_input(input, pipeline) && all_read;
  pipeline.finish();
  Tally& tally = pipeline.tally();
  tally.input_failed = !all_read;
  return std::max(conclude(tally), flush_output());
}

}  // namespace

void add_resolve_command(CLI::App& app, const Common& common, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("resolve", "Writes the places and dates of articles, one JSON object a line");
  command
      ->add_option("files", options->inputs,
                   "Files or folders of articles; - or nothing: NDJSON on standard input")
      ->option_text(" ");
  command->add_flag("--associative", options->resolve.associative,
                    "Also adjectives (الإيرانية) and places inside organisations' names");
  command->add_flag("--explain", options->resolve.explain,
                    "Write each mention's features and weights to standard error");
  command->add_option("--threads", options->threads, "How many threads work, 1 to 1024 (default: all cores)")
      ->check(CLI::Range(1U, 1024U))
      ->option_text("N");
  command->footer(
      "An article that cannot be read gets a line {\"id\", \"error\"}, and the run goes on.\n"
      "Exit code: 0; 2 where a file or folder cannot be read, or no article at all.");
  command->callback([&common, &exit_code, options] { exit_code = run_resolve(common, *options); });
}

}  // namespace kharita::app::cli
