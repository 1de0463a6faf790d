#include "app/model/library.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "app/articles/store/corrections_table.h"
#include "app/articles/store_words.h"
#include "app/articles/text_base/text_base.h"
#include "geo/threads.h"

namespace kharita::app {
namespace {

constexpr std::size_t kArticlesAnEvent = 100;  // what the main thread takes up in a few milliseconds
constexpr std::size_t kHeadsAnEvent = 4096;

}  // namespace

struct Library::Impl {
  using Task = std::function<void()>;
  struct Waiting {
    Job::Kind kind;
    Task task;
  };

  const geo::Gazetteer& gazetteer;
  std::function<void()> wake;
  std::optional<Store> store;  // the worker's alone

  mutable std::mutex mutex;  // guards what follows
  std::condition_variable changed;
  std::deque<Waiting> queue;
  std::deque<Task> urgent;  // done first, and between the parts of a job
  std::vector<LibraryEvent> events;
  std::optional<Job::Kind> under_way;
  bool in_memory = true;
  bool stopping = false;

  Progress progress;
  std::thread worker;

  Impl(const geo::Gazetteer& places, std::function<void()> wake_up)
      : gazetteer(places), wake(std::move(wake_up)) {}

  void tell(LibraryEvent event) {
    {
      const std::scoped_lock lock(mutex);
      events.push_back(std::move(event));
    }
    if (wake) wake();
  }

  void set_in_memory(bool now) {
    const std::scoped_lock lock(mutex);
    in_memory = now;
  }

  void enqueue(Job::Kind kind, Task task) {
    {
      const std::scoped_lock lock(mutex);
      queue.push_back({kind, std::move(task)});
    }
    changed.notify_one();
  }

  // Before what waits: articles that are imported meanwhile come after those that the store held.
  void enqueue_first(Job::Kind kind, Task task) {
    {
      const std::scoped_lock lock(mutex);
      queue.push_front({kind, std::move(task)});
    }
    changed.notify_one();
  }

  void enqueue_urgent(Task task) {
    {
      const std::scoped_lock lock(mutex);
      urgent.push_back(std::move(task));
    }
    changed.notify_one();
  }

  // Between the parts of a job, when nothing of the store is under way.
  void do_what_is_urgent() {
    std::unique_lock lock(mutex);
    while (!urgent.empty()) {
      const Task task = std::move(urgent.front());
      urgent.pop_front();
      lock.unlock();
      task();
      lock.lock();
    }
  }

  void work() {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return stopping || !queue.empty() || !urgent.empty(); });
      if (!urgent.empty() && store) {
        lock.unlock();
        do_what_is_urgent();
        lock.lock();
        continue;
      }
      if (queue.empty()) return;
      Waiting next = std::move(queue.front());
      queue.pop_front();
      under_way = next.kind;
      progress.done = 0;
      progress.total = 0;
      progress.cancelled = false;
      lock.unlock();
      next.task();
      lock.lock();
      under_way = std::nullopt;
    }
  }

  // What may only be read is shown all the same.
  Result<Store> open_or_read(const std::string& location) {
    auto opened = location.empty() ? Store::temporary(gazetteer) : Store::open(location, gazetteer);
    if (opened || location.empty()) return opened;
    auto read = Store::open_for_reading(location, gazetteer);
    if (!read) return opened;
    tell(library_event::Failed{
        {ErrorCode::io,
         fmt::format("{}: may not be written to: what it holds is shown, but no change to it is kept",
                     location)}});
    return read;
  }

  // Opens the store; where that fails, says so and goes on in memory, so that the window can still be used.
  void open(const std::string& location) {
    auto opened = open_or_read(location);
    if (!opened) {
      tell(library_event::Failed{std::move(opened.error())});
      set_in_memory(true);
      opened = Store::temporary(gazetteer);
      if (!opened) return tell(library_event::Failed{std::move(opened.error())});
    }
    store.emplace(std::move(*opened));
    load();
  }

  // The heads of all articles; the words of their texts are a job of their own.
  void load() {
    progress.total = store->size();
    std::uint64_t count = 0;
    auto read = store->each_page({.texts = false}, [&](ArticleBatch&& page) {
      tell_heads(page);
      count += page.articles.size();
      return go_on(page.articles.size());
    });
    if (!read) return tell(library_event::Failed{std::move(read.error())});
    tell_lost(*read);
    if (auto made = store->corrections(); made && !made->empty())
      tell(library_event::Corrections{std::move(*made)});
    if (count > 0) enqueue_first(Job::Kind::index, [this, count] { index_words(count); });
  }

  // Whether the job goes on after a part of it.
  bool go_on(std::uint64_t done) {
    progress.done += done;
    do_what_is_urgent();
    return !progress.cancelled;
  }

  void tell_heads(const ArticleBatch& page) {
    Corpus part;
    for (std::uint32_t i = 0; i < page.articles.size(); ++i) {
      part.add(page.articles[i], page.mentions_of(i));
      if (part.articles.size() == kHeadsAnEvent) tell(library_event::Heads{std::exchange(part, {})});
    }
    if (!part.articles.empty()) tell(library_event::Heads{std::move(part)});
  }

  void tell_lost(std::uint64_t lost) {
    if (lost == 0) return;
    tell(library_event::Failed{{ErrorCode::usage, lost_places_words(store->location(), lost)}});
  }

  void index_words(std::size_t articles) {
    const auto base = tell_words(articles);
    if (base == nullptr || base->check([this] { return go_on(0); })) return;
    remove_words(*store);
    (void)tell_words(articles);
  }

  // Returns what of them is in a file.
  std::shared_ptr<const TextBase> tell_words(std::size_t articles) {
    auto words = words_of(*store, progress, [this] { return go_on(0); });
    if (!words) {
      if (!progress.cancelled) tell(library_event::Failed{std::move(words.error())});
      return nullptr;
    }
    auto base = words->base();
    tell(library_event::Words{std::move(*words), articles});
    return base;
  }

  void tell_loaded(const ArticleBatch& batch) {
    ArticleBatch part;
    for (std::uint32_t i = 0; i < batch.articles.size(); ++i) {
      const auto mentions = batch.mentions_of(i);
      part.add(batch.articles[i], {mentions.begin(), mentions.end()});
      if (part.articles.size() == kArticlesAnEvent) tell(library_event::Loaded{std::exchange(part, {})});
    }
    if (!part.articles.empty()) tell(library_event::Loaded{std::move(part)});
  }

  void read(const std::vector<std::string>& ids) {
    auto found = store->read(ids);
    if (!found) {
      tell(library_event::Failed{std::move(found.error())});
      found = ArticleBatch();
    }
    for (const std::string& id : ids) {
      const auto same = [&](const Article& article) { return article.id == id; };
      if (std::ranges::any_of(found->articles, same)) continue;
      Article empty;
      empty.id = id;
      found->add(std::move(empty), {});
    }
    tell(library_event::Read{std::move(*found)});
  }

  void import(const std::vector<std::filesystem::path>& inputs) {
    if (!store) return;
    auto report = import_articles(inputs, gazetteer, *store, progress, [this](const ArticleBatch& batch) {
      tell_loaded(batch);
      do_what_is_urgent();
    });
    if (!report) return tell(library_event::Failed{std::move(report.error())});
    tell(library_event::Imported{std::move(*report)});
  }

  void export_corrections(const std::filesystem::path& file) {
    if (!store) return;
    Result<void> result;
    if (auto written = write_corrections(*store, PlaceSource::of(gazetteer), file); !written)
      result = tl::unexpected(std::move(written.error()));
    tell(library_event::Exported{file, std::move(result), false});
  }

  void export_data(const std::filesystem::path& file,
                   const std::function<Result<void>(const EachPage&, Progress&)>& write) {
    if (!store) return;
    const auto each_page = [this](const TakePage& take) -> Result<void> {
      auto read = store->each_page({}, [&](ArticleBatch&& page) {
        const bool goes_on = take(std::move(page));
        do_what_is_urgent();
        return goes_on;
      });
      if (!read) return tl::unexpected(std::move(read.error()));
      return {};
    };
    auto result = write(each_page, progress);
    const bool stopped = !result && progress.cancelled;
    tell(library_event::Exported{file, std::move(result), stopped});
  }

  void correct(const Correction& correction) {
    if (!store) return;
    if (auto stored = store->add(correction); !stored) tell(library_event::Failed{std::move(stored.error())});
  }

  void withdraw(const std::string& article_id, std::uint32_t start, std::uint32_t end) {
    if (!store) return;
    if (auto done = store->withdraw(article_id, start, end); !done)
      tell(library_event::Failed{std::move(done.error())});
  }

  void set_published(const std::string& article_id, std::optional<Date> published, PublishedFrom from) {
    if (!store) return;
    if (auto stored = store->set_published(article_id, published, from); !stored)
      tell(library_event::Failed{std::move(stored.error())});
  }

  void keep(const std::string& location) {
    if (!store) return;
    auto target = Store::open(location, gazetteer);
    if (!target) return tell(library_event::Failed{std::move(target.error())});
    std::optional<Error> failed;
    auto copied = store->each_page({.corrected = false}, [&](ArticleBatch&& page) {
      const auto added = target->add(page);
      if (!added) failed = added.error();
      return !failed;
    });
    if (!copied) return tell(library_event::Failed{std::move(copied.error())});
    if (failed) return tell(library_event::Failed{std::move(*failed)});
    auto corrections = store->corrections();
    if (!corrections) return tell(library_event::Failed{std::move(corrections.error())});
    for (const Correction& c : *corrections) {
      if (auto added = target->add(c); !added) return tell(library_event::Failed{std::move(added.error())});
    }
    store.emplace(std::move(*target));
    set_in_memory(false);
    tell(library_event::Kept{location});
    load();
  }
};

Library::Library(const geo::Gazetteer& gazetteer, std::string location, std::function<void()> wake)
    : impl_(std::make_unique<Impl>(gazetteer, std::move(wake))) {
  Impl& impl = *impl_;
  impl.in_memory = location.empty();
  impl.enqueue(Job::Kind::load, [&impl, where = std::move(location)] { impl.open(where); });
  impl.worker = start_thread([&impl] { impl.work(); });
  if (!impl.worker.joinable()) {
    impl.tell(library_event::Failed{
        {ErrorCode::io, "no thread can be started for the library: end other programs"}});
  }
}

Library::~Library() {
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->stopping = true;
    impl_->progress.cancelled = true;
    std::erase_if(impl_->queue, [](const Impl::Waiting& job) { return job.kind != Job::Kind::other; });
  }
  impl_->changed.notify_all();
  if (impl_->worker.joinable()) impl_->worker.join();
}

void Library::import(std::vector<std::filesystem::path> inputs) {
  impl_->enqueue(Job::Kind::import, [impl = impl_.get(), paths = std::move(inputs)] { impl->import(paths); });
}

void Library::export_corrections(std::filesystem::path file) {
  impl_->enqueue(Job::Kind::other,
                 [impl = impl_.get(), to = std::move(file)] { impl->export_corrections(to); });
}

void Library::export_data(std::filesystem::path file,
                          std::function<Result<void>(const EachPage&, Progress&)> write) {
  impl_->enqueue(Job::Kind::export_data, [impl = impl_.get(), to = std::move(file), work = std::move(write)] {
    impl->export_data(to, work);
  });
}

void Library::set_published(std::string article_id, std::optional<Date> published, PublishedFrom from) {
  impl_->enqueue_urgent([impl = impl_.get(), id = std::move(article_id), published, from] {
    impl->set_published(id, published, from);
  });
}

void Library::correct(Correction correction) {
  impl_->enqueue_urgent([impl = impl_.get(), c = std::move(correction)] { impl->correct(c); });
}

void Library::withdraw(std::string article_id, std::uint32_t start, std::uint32_t end) {
  impl_->enqueue_urgent(
      [impl = impl_.get(), id = std::move(article_id), start, end] { impl->withdraw(id, start, end); });
}

void Library::read(std::vector<std::string> article_ids) {
  impl_->enqueue_urgent([impl = impl_.get(), ids = std::move(article_ids)] { impl->read(ids); });
}

void Library::keep(std::string location) {
  impl_->enqueue(Job::Kind::other, [impl = impl_.get(), where = std::move(location)] { impl->keep(where); });
}

std::vector<LibraryEvent> Library::take_events() {
  const std::scoped_lock lock(impl_->mutex);
  return std::exchange(impl_->events, {});
}

// What was under way tells itself how far it came.
void Library::cancel() {
  const std::scoped_lock lock(impl_->mutex);
  const auto drop = [&](Job::Kind kind) {
    if (impl_->under_way == kind) impl_->progress.cancelled = true;
    const auto is_kind = [kind](const Impl::Waiting& job) { return job.kind == kind; };
    return std::erase_if(impl_->queue, is_kind) > 0 && impl_->under_way != kind;
  };
  if (drop(Job::Kind::import)) {
    ImportReport none;
    none.cancelled = true;
    impl_->events.emplace_back(library_event::Imported{std::move(none)});
  }
  if (drop(Job::Kind::export_data)) impl_->events.emplace_back(library_event::Exported{.cancelled = true});
}

std::optional<Library::Job> Library::running() const {
  const std::scoped_lock lock(impl_->mutex);
  if (!impl_->under_way) return std::nullopt;
  const std::uint64_t total = impl_->progress.total;
  const double share =
      total == 0 ? 0.0 : static_cast<double>(impl_->progress.done) / static_cast<double>(total);
  return Job{*impl_->under_way, share > 1 ? 1 : share};
}

bool Library::temporary() const {
  const std::scoped_lock lock(impl_->mutex);
  return impl_->in_memory;
}

}  // namespace kharita::app
