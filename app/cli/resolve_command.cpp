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
#include <vector>

#include "app/articles/reader.h"
#include "app/cli/cli.h"
#include "app/cli/output.h"
#include "app/cli/paths.h"
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

// An article on its way, and its line of output.
struct Job {
  std::uint64_t number = 0;
  ReadItem item;
};

// Appends the article's line.
void resolve_article(geo::Resolver& resolver, const geo::Gazetteer& gazetteer, const Article& article,
                     const geo::ResolveOptions& options, std::string& line) {
  const geo::Resolution resolution =
      resolver.resolve({article.text, article.published, article.source, article.language}, options);
  const auto& published = article.published ? article.published : resolution.publication.date;
  const auto published_from = article.published ? article.published_from : resolution.publication.from;
  const std::string_view from = published ? to_string(published_from) : std::string_view();
  geo::append_json({article.id, published, from, article.text}, resolution, gazetteer, line);
}

std::string resolve_item(geo::Resolver& resolver, const geo::Gazetteer& gazetteer, const ReadItem& item,
                         const geo::ResolveOptions& options) {
  std::string line;
  if (!item.article) {
    geo::append_error_json(item.id, item.article.error().message, line);
    return line;
  }
  try {
    resolve_article(resolver, gazetteer, *item.article, options, line);
  } catch (const std::bad_alloc&) {  // a huge article; the others may fit
    line.clear();
    resolver = geo::Resolver(gazetteer);
    geo::append_error_json(item.article->id, "there is not enough memory for this article; divide it", line);
  }
  return line;
}

// Resolves articles on several threads and writes their lines in the order in which they came. What is read
// ahead and what waits to be written is bounded, so memory stays flat.
class Pipeline {
 public:
  Pipeline(const geo::Gazetteer& gazetteer, const Options& options)
      : gazetteer_(gazetteer), options_(options), resolver_(gazetteer) {
    for (unsigned i = 1; i < options.threads; ++i) {
      if (auto worker = start_thread([this] { work(); }); worker.joinable())
        workers_.push_back(std::move(worker));
    }
  }
  ~Pipeline() { finish(); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // Takes an article; where enough of them wait, works on one itself.
  void add(ReadItem&& item) {
    std::unique_lock lock(mutex_);
    queue_.push_back({next_number_++, std::move(item)});
    ready_.notify_one();
    while (queue_.size() > kMostWaiting || workers_.empty()) {
      if (queue_.empty()) return;
      work_on_one(lock, resolver_);
    }
  }

  // Works off what waits and ends the threads.
  void finish() {
    std::unique_lock lock(mutex_);
    while (!queue_.empty())
      work_on_one(lock, resolver_);
    done_ = true;
    ready_.notify_all();
    lock.unlock();
    for (std::thread& worker : workers_)
      worker.join();
    workers_.clear();
  }

  // Whether all lines could be written.
  [[nodiscard]] bool written() const noexcept { return !write_failed_; }

 private:
  static constexpr std::size_t kMostWaiting = 64;
  static constexpr std::size_t kMostUnwritten = 256;

  void work() {
    geo::Resolver resolver(gazetteer_);
    std::unique_lock lock(mutex_);
    while (true) {
      ready_.wait(lock, [this] { return done_ || !queue_.empty(); });
      if (queue_.empty()) return;
      work_on_one(lock, resolver);
    }
  }

  // Takes the first job, works on it without the lock, and writes what is next in order.
  void work_on_one(std::unique_lock<std::mutex>& lock, geo::Resolver& resolver) {
    written_up_.wait(
        lock, [this] { return queue_.empty() || queue_.front().number < next_written_ + kMostUnwritten; });
    if (queue_.empty()) return;
    Job job = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    std::string line = resolve_item(resolver, gazetteer_, job.item, options_.resolve);
    if (options_.resolve.explain) explain(job.item, resolver);
    lock.lock();
    lines_.emplace(job.number, std::move(line));
    write_ready_lines();
  }

  void write_ready_lines() {
    for (auto next = lines_.begin(); next != lines_.end() && next->first == next_written_;
         next = lines_.begin()) {
      const std::string& line = next->second;
      if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) write_failed_ = true;
      lines_.erase(next);
      ++next_written_;
    }
    written_up_.notify_all();
  }

  static void explain(const ReadItem& item, const geo::Resolver& resolver) {
    if (!item.article) return;
    const std::string_view text = resolver.explanation();
    std::fprintf(stderr, "== %s\n%.*s", item.article->id.c_str(), static_cast<int>(text.size()), text.data());
  }

  const geo::Gazetteer& gazetteer_;
  const Options& options_;
  geo::Resolver resolver_;  // the calling thread's
  std::vector<std::thread> workers_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::condition_variable written_up_;
  std::deque<Job> queue_;
  std::map<std::uint64_t, std::string> lines_;
  std::uint64_t next_number_ = 0;
  std::uint64_t next_written_ = 0;
  bool done_ = false;
  bool write_failed_ = false;
};

// What a run has met so far.
struct Tally {
  std::uint64_t articles = 0;
  std::uint64_t broken = 0;   // articles whose line holds an error
  std::string first_error;    // of these
  bool input_failed = false;  // an argument of which nothing could be read, or a file of its folder

  void take(const ReadItem& item) {
    if (item.article) {
      ++articles;
    } else if (broken++ == 0) {
      first_error = item.article.error().message;
    }
  }
};

// Reads one argument: '-', a file or a folder. A file of a folder that cannot be read does not end the run.
void read_input(const std::string& input, const ArticleSink& sink, Tally& tally) {
  const auto take = [&](const Result<void>& read) {
    if (read) return;
    complain(read.error().message);
    tally.input_failed = true;
  };
  ReadLimits limits;
  limits.infer_published = false;  // the resolver does, on its own threads
  if (input == "-") return take(read_stream(std::cin, "standard input", sink, limits));
  const auto files = list_articles(input);
  if (!files) return take(tl::unexpected(files.error()));
  for (const auto& file : *files)
    take(read_file(file, sink, limits));
}

// Says once what the broken lines of the output are about. Returns the exit code.
int conclude(const Tally& tally) {
  if (tally.broken > 1) {
    complain(
        fmt::format("{} (and {} more; each has a line with its error)", tally.first_error, tally.broken - 1));
  } else if (tally.broken == 1) {
    complain(tally.first_error);
  }
  return tally.input_failed || (tally.articles == 0 && tally.broken > 0) ? kExitFailure : kExitOk;
}

int run_resolve(const Common& common, Options options) {
  if (options.inputs.empty()) options.inputs.emplace_back("-");
  if (options.threads == 0) options.threads = std::max(1U, std::thread::hardware_concurrency());
  if (options.resolve.explain) options.threads = 1;
  options.resolve.infer_published = true;
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common));
  if (!gazetteer) return fail_with(gazetteer.error());
  std::ios::sync_with_stdio(false);
  Tally tally;
  Pipeline pipeline(*gazetteer, options);
  const ArticleSink sink = [&](ReadItem&& item) {
    if (!item.note.empty()) complain(item.note);
    tally.take(item);
    pipeline.add(std::move(item));
    return pipeline.written();
  };
  for (const std::string& input : options.inputs)
    read_input(input, sink, tally);
  pipeline.finish();
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
