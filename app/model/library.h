// The store and its work in the background: the window never waits for a file, a resolver or a database.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/articles/corpus.h"
#include "app/articles/import.h"
#include "app/articles/store/store.h"
#include "app/articles/text_index.h"
#include "geo/error.h"
#include "geo/progress.h"

namespace kharita::app {

namespace library_event {
struct Heads {
  Corpus heads;
};  // a part of what the store held
struct Words {
  TextIndex words;
  std::size_t articles = 0;
};  // of the articles that were told as heads; others may stand behind them
struct Loaded {
  ArticleBatch batch;
};  // one of an import
struct Read {
  ArticleBatch articles;
};  // that were asked for
struct Imported {
  ImportReport report;
};
struct Corrections {
  std::vector<Correction> made;
};  // that the store held when it was loaded, in the order made
struct Kept {
  std::string location;
};
struct Exported {
  std::filesystem::path file = {};
  Result<void> result = {};
  bool cancelled = false;
};
struct Failed {
  Error error;
};
}  // namespace library_event

using LibraryEvent = std::variant<library_event::Heads, library_event::Words, library_event::Loaded,
                                  library_event::Read, library_event::Corrections, library_event::Imported,
                                  library_event::Kept, library_event::Exported, library_event::Failed>;

// One worker thread that owns the store, with two lanes: what the user waits for or corrected goes before
// what takes long, and between the parts of it. All functions are for the main thread.
class Library {
 public:
  // `location` as Store::open takes it; empty: in memory only. Opening and loading are the first jobs. The
  // gazetteer must outlive the library. `wake` is called from the worker when an event waits and may be
  // empty.
  Library(const geo::Gazetteer& gazetteer, std::string location, std::function<void()> wake);
  ~Library();  // cancels imports, and waits until what the user corrected is stored
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  void import(std::vector<std::filesystem::path> inputs);
  // Tells these articles whole; those that are not stored, or cannot be read, without text.
  void read(std::vector<std::string> article_ids);
  void correct(Correction correction);
  void withdraw(std::string article_id, std::uint32_t start, std::uint32_t end);  // the mention's corrections
  void set_published(std::string article_id, std::optional<Date> published, PublishedFrom from);
  void keep(std::string location);  // copies everything to another store and goes on there

  // Runs `write` on the worker, with the store's articles whole, which makes the file and tells how far it
  // is.
  void export_data(std::filesystem::path file, std::function<Result<void>(const EachPage&, Progress&)> write);

  // Writes the store's corrections as a table (corrections_table.h); Exported tells of it, too.
  void export_corrections(std::filesystem::path file);

  [[nodiscard]] std::vector<LibraryEvent> take_events();
  // The export under way and those that wait: Exported says so. The import under way and those that wait:
  // Imported says what was kept, and no Loaded comes after it.
  void cancel();

  struct Job {
    // index: all articles are there, and what the search for words needs is being made
    enum class Kind : std::uint8_t { load, index, import, export_data, other } kind = Kind::other;
    double share_done = 0;  // within [0, 1]; 0 while unknown
  };
  [[nodiscard]] std::optional<Job> running() const;
  [[nodiscard]] bool temporary() const;  // in memory only

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kharita::app
