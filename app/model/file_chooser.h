// A walk through folders to choose files, or a folder: what a dialog shows and what typing and Enter do to
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kharita::app {

// What lies in a folder and may be chosen.
struct FolderEntry {
  std::filesystem::path path;
  std::string name;    // as it is shown: valid UTF-8, whatever the file system holds
  std::string folded;  // as what is typed is compared with it
  bool is_folder = false;
};

struct FolderListing {
  std::vector<FolderEntry> entries;  // folders first, by name as Arabic and English sort, 2 before 10
  std::string error;                 // why nothing could be read; empty: all was
};
// Regular files and folders, and links to them; hidden ones are left out.
[[nodiscard]] FolderListing list_folder(const std::filesystem::path& folder);

// Knows no screen. What is typed is a part of a name, which narrows what is shown, or a path, which goes
// there.
class FileChooser {
 public:
  enum class What : std::uint8_t { files, folder };

  FileChooser() = default;
  // Starts in `folder`, or in the nearest one above it that is there.
  FileChooser(What what, const std::filesystem::path& folder);

  [[nodiscard]] What what() const noexcept { return what_; }
  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }
  [[nodiscard]] const std::string& error() const noexcept { return error_; }
  [[nodiscard]] const std::string& typed() const noexcept { return typed_; }
  // Of these the cursor is on one; none where nothing fits.
  [[nodiscard]] std::size_t shown_count() const noexcept { return shown_.size(); }
  [[nodiscard]] const FolderEntry& shown(std::size_t i) const { return entries_[shown_[i]]; }
  [[nodiscard]] std::optional<std::size_t> cursor() const noexcept { return cursor_; }
  [[nodiscard]] bool is_chosen(std::size_t i) const;
  [[nodiscard]] const std::vector<std::filesystem::path>& chosen() const noexcept { return chosen_; }

  // "al" narrows to what begins with it, else holds it; "/home/x/al", "~/al" and "../al" go to the folder
  // first.
  void type(std::string_view typed);
  void go_to(const std::filesystem::path& folder);  // nothing is typed or chosen then
  void go_up();
  void move(int steps);       // the cursor
  void press(std::size_t i);  // goes into a folder; chooses a file, or leaves it again

  // Enter: into the folder at the cursor, else done. Nothing typed and files chosen: done with these.
  [[nodiscard]] std::optional<std::vector<std::string>> enter();
  // Its button: the files chosen, else the one at the cursor; of a folder, the one that is shown.
  [[nodiscard]] std::vector<std::string> take() const;

 private:
  void narrow();

  What what_ = What::files;
  std::filesystem::path folder_;
  std::string error_;
  std::string typed_;
  std::vector<FolderEntry> entries_;
  std::vector<std::size_t> shown_;  // indices of entries_
  std::optional<std::size_t> cursor_;
  std::vector<std::filesystem::path> chosen_;  // in the order in which they were
};

}  // namespace kharita::app
