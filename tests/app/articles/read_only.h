// A folder that may not be written to.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <utility>

namespace kharita::test {

// While it lives, nobody may write to the folder or its files: root, whom permissions do not bind, is
// somebody else for so long.
class ReadOnly {
 public:
  explicit ReadOnly(std::filesystem::path folder) : folder_(std::move(folder)) {
    using std::filesystem::perms;
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
      std::filesystem::permissions(entry, perms(0444));
    std::filesystem::permissions(folder_, perms(0555));
    std::filesystem::permissions(folder_.parent_path(), perms(0755));
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0) was_root_ = ::seteuid(kNobody) == 0;
  }
  ~ReadOnly() {
    if (was_root_ && ::seteuid(0) != 0) std::abort();
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  }
  ReadOnly(const ReadOnly&) = delete;
  ReadOnly& operator=(const ReadOnly&) = delete;

 private:
  std::filesystem::path folder_;
  bool was_root_ = false;
};

}  // namespace kharita::test
