// How a TextBase's file is built, with the sizes that tests make small.
#pragma once

#include "app/articles/text_base/text_base.h"

namespace kharita::app {

struct BuildSizes {
  std::size_t batch = 24'000'000;  // bytes of text that are sorted at once: some 100 MB of memory each
  unsigned workers = 2;            // batches at once, at least 1
  std::size_t merge = 64'000'000;  // bytes that are read ahead of all runs together
};
// What TextBase::build does. The file is the same whatever the sizes.
Result<void> build_text_base(const ArticleStream& next, const std::filesystem::path& file,
                             std::string_view stamp, Progress& progress, const BuildSizes& sizes = {});

}  // namespace kharita::app
