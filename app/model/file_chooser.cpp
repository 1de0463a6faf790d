#include "app/model/file_chooser.h"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <system_error>
#include <utility>

#include "app/model/paths.h"
#include "geo/text/normalise.h"

namespace kharita::app {
namespace fs = std::filesystem;
namespace {

// ICU puts U+FFFD where the bytes are no UTF-8.
std::string shown_name(const fs::path& file) {
  std::string name;
  icu::UnicodeString::fromUTF8(file.filename().string()).toUTF8String(name);
  return name;
}

// Numbers in names sort by their value. Null where ICU has no rules: then bytes decide.
std::unique_ptr<icu::Collator> collator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> rules(icu::Collator::createInstance(icu::Locale("ar"), status));
  if (U_FAILURE(status)) return nullptr;
  rules->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  return rules;
}

void sort_by_name(std::vector<FolderEntry>& entries) {
  const auto rules = collator();
  std::sort(entries.begin(), entries.end(), [&](const FolderEntry& a, const FolderEntry& b) {
    if (a.is_folder != b.is_folder) return a.is_folder;
    UErrorCode status = U_ZERO_ERROR;
    const auto order = rules ? rules->compareUTF8(a.name, b.name, status) : UCOL_EQUAL;
    return order != UCOL_EQUAL ? order == UCOL_LESS : a.path < b.path;
  });
}

std::optional<FolderEntry> entry_of(const fs::directory_entry& found) {
  std::error_code gone;
  const bool is_folder = found.is_directory(gone);
  if (!is_folder && !found.is_regular_file(gone)) return std::nullopt;
  std::string name = shown_name(found.path());
  if (name.starts_with('.')) return std::nullopt;
  std::string folded = geo::text::normalise(name);
  return FolderEntry{found.path(), std::move(name), std::move(folded), is_folder};
}

bool is_folder(const fs::path& path) {
  std::error_code gone;
  return fs::is_directory(path, gone);
}

// "~/x" lies in the user's folder.
fs::path resolved(const fs::path& folder, std::string_view typed) {
  if (typed == "~" || typed.starts_with("~/"))
    return (home_folder() / typed.substr(std::min<std::size_t>(2, typed.size()))).lexically_normal();
  return (folder / typed).lexically_normal();
}

}  // namespace

FolderListing list_folder(const fs::path& folder) {
  FolderListing listing;
  std::error_code error;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    if (auto entry = entry_of(*at)) listing.entries.push_back(std::move(*entry));
  }
  if (error) listing.error = error.message();
  sort_by_name(listing.entries);
  return listing;
}

FileChooser::FileChooser(What what, const fs::path& folder) : what_(what) {
  fs::path start = folder.lexically_normal();
  while (!is_folder(start) && start.has_relative_path())
    start = start.parent_path();
  go_to(is_folder(start) ? start : fs::path("/"));
}

bool FileChooser::is_chosen(std::size_t i) const {
  return std::ranges::find(chosen_, shown(i).path) != chosen_.end();
}

void FileChooser::go_to(const fs::path& folder) {
  fs::path there = folder.lexically_normal();
  if (!there.has_filename() && there.has_relative_path()) there = there.parent_path();  // "x/"
  FolderListing listing = list_folder(there);
  folder_ = std::move(there);
  entries_ = std::move(listing.entries);
  error_ = std::move(listing.error);
  typed_.clear();
  chosen_.clear();
  narrow();
}

void FileChooser::go_up() {
  if (folder_.has_relative_path()) go_to(folder_.parent_path());
}

void FileChooser::type(std::string_view typed) {
  const std::size_t slash = typed.rfind('/');
  const std::string_view parent = typed == "~" ? typed : typed.substr(0, slash + 1);  // npos + 1 is 0
  if (!parent.empty() && is_folder(resolved(folder_, parent))) {
    go_to(resolved(folder_, parent));
    typed.remove_prefix(parent.size());
  }
  typed_ = typed;
  narrow();
}

void FileChooser::narrow() {
  const std::string wanted = geo::text::normalise(typed_);
  shown_.clear();
  std::vector<std::size_t> inside;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const std::size_t at = entries_[i].folded.find(wanted);
    if (at == 0) shown_.push_back(i);
    if (at != 0 && at != std::string::npos) inside.push_back(i);
  }
  shown_.insert(shown_.end(), inside.begin(), inside.end());
  cursor_ = shown_.empty() || typed_.empty() ? std::nullopt : std::optional<std::size_t>(0);
}

void FileChooser::move(int steps) {
  if (shown_.empty() || steps == 0) return;
  if (!cursor_) {
    cursor_ = 0;
  } else if (steps > 0) {
    cursor_ = std::min(*cursor_ + 1, shown_.size() - 1);
  } else if (*cursor_ > 0) {
    --*cursor_;
  }
}

void FileChooser::press(std::size_t i) {
  const FolderEntry& entry = shown(i);
  if (entry.is_folder) return go_to(fs::path(entry.path));
  if (what_ == What::folder) return;
  cursor_ = i;
  const auto at = std::ranges::find(chosen_, entry.path);
  if (at != chosen_.end()) {
    chosen_.erase(at);
  } else {
    chosen_.push_back(entry.path);
  }
}

std::optional<std::vector<std::string>> FileChooser::enter() {
  if (typed_.empty() && !chosen_.empty()) return take();
  if (!cursor_ && what_ == What::folder && typed_.empty()) return take();
  if (!cursor_) return std::nullopt;
  const FolderEntry& entry = shown(*cursor_);
  if (entry.is_folder) {
    go_to(fs::path(entry.path));
    return std::nullopt;
  }
  if (what_ == What::folder) return std::nullopt;
  if (!is_chosen(*cursor_)) chosen_.push_back(entry.path);
  return take();
}

std::vector<std::string> FileChooser::take() const {
  if (what_ == What::folder) return {folder_.string()};
  std::vector<std::string> paths;
  for (const fs::path& file : chosen_)
    paths.push_back(file.string());
  if (paths.empty() && cursor_ && !shown(*cursor_).is_folder) paths.push_back(shown(*cursor_).path.string());
  return paths;
}

}  // namespace kharita::app
