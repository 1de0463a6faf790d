#include "app/desk/intake.h"

#include <memory>
#include <utility>
#include <variant>

#include "app/model/message.h"

namespace kharita::app {
namespace {

struct Taker {
  AppState& state;
  Notices& notices;
  double now_s;
  bool came_in = false;

  void operator()(library_event::Heads& e) {
    apply(state, action::AddHeads{std::make_shared<Corpus>(std::move(e.heads))});
    came_in = true;
  }
  void operator()(library_event::Words& e) {
    apply(state, action::SetWords{std::make_shared<TextIndex>(std::move(e.words)), e.articles});
  }
  void operator()(library_event::Loaded& e) {
    apply(state, action::AddArticles{std::move(e.batch)});
    came_in = true;
  }
  void operator()(library_event::Read& e) { apply(state, action::TakeWhole{std::move(e.articles)}); }
  void operator()(library_event::Corrections& e) { apply(state, action::TakeCorrections{std::move(e.made)}); }
  void operator()(library_event::Imported& e) {
    tell({e.report.cancelled ? Word::import_cancelled : Word::import_done, {std::uint64_t{e.report.added}}},
         false);
    if (e.report.error_count == 0) return;
    std::string first = e.report.errors.empty() ? std::string() : e.report.errors.front().message;
    if (e.report.error_count == 1) return tell(as_it_is(std::move(first)), true);
    tell({Word::errors, {std::move(first), std::uint64_t{e.report.error_count}}}, true);
  }
  void operator()(library_event::Kept& e) { tell({Word::kept, {e.location}}, false); }
  void operator()(library_event::Exported& e) {
    if (e.cancelled) return tell({Word::data_cancelled}, false);
    if (!e.result) return tell({Word::data_not_exported, {e.result.error().message}}, true);
    notices.add({Word::data_exported, {e.file.string()}}, false, now_s, e.file.parent_path().string());
  }
  void operator()(library_event::Failed& e) { tell(as_it_is(std::move(e.error.message)), true); }
  void tell(Message text, bool is_error) { notices.add(std::move(text), is_error, now_s); }
};

}  // namespace

bool Intake::take(Library& library, AppState& state, Notices& notices, double now_s,
                  const std::function<bool()>& may_go_on) {
  job_ = library.running();  // asked first: what it told before it ended is among the events then
  for (LibraryEvent& event : library.take_events())
    events_.push_back(std::move(event));
  Taker taker{state, notices, now_s};
  for (; !events_.empty() && may_go_on(); events_.pop_front(), ++taken_)
    std::visit(taker, events_.front());
  const bool past = !job_ || job_->kind == Library::Job::Kind::index;  // told all of it
  if (past && !events_.empty()) job_ = Library::Job{Library::Job::Kind::load, 0};
  if (job_ && job_->kind == Library::Job::Kind::load) {
    const double all = static_cast<double>(taken_ + events_.size());
    job_->share_done = all > 0 ? static_cast<double>(taken_) / all : 0;
  }
  if (!job_) taken_ = 0;
  const bool indexing = job_ && job_->kind == Library::Job::Kind::index;
  const bool searched = is_set(state.view.filter, FilterPart::text);
  const bool coming =
      job_ && (job_->kind == Library::Job::Kind::load || job_->kind == Library::Job::Kind::import);
  apply(state, action::SetIncomplete{coming || (indexing && searched)});
  return taker.came_in;
}

}  // namespace kharita::app
