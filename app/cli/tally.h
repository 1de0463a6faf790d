// What a command has met of the articles it reads, and what it says of them at the end.
#pragma once

#include <cstdint>
#include <string>

#include "app/articles/readers/reader.h"

namespace kharita::app::cli {

struct Tally {
  std::uint64_t articles = 0;
  std::uint64_t broken = 0;   // articles whose line holds an error
  std::string first_error;    // of these
  bool input_failed = false;  // an argument of which nothing could be read, or a file of its folder

  void take(const ReadItem& item);
  void take(Tally&& later);
};

// Says once what the broken lines of the output are about. Returns the exit code.
[[nodiscard]] int conclude(const Tally& tally);

}  // namespace kharita::app::cli
