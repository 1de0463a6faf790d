#include "app/articles/article.h"

namespace kharita::app {

std::string_view to_string(SourceFrom from) noexcept {
  switch (from) {
    case SourceFrom::unknown:
      return "unknown";
    case SourceFrom::metadata:
      return "metadata";
    case SourceFrom::folder:
      return "folder";
  }
  return "unknown";
}

}  // namespace kharita::app
