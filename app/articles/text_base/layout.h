// What stands where in the file of a TextBase.
#pragma once

#include <cstdint>

namespace kharita::app {

// Raise it with every change of what the file holds, of the tokens and their normal form
// (geo/text/normalise.h) or of fold_for_search.
inline constexpr std::uint64_t kLayoutVersion = 2;

// The first bytes of a CheckedFile's head; the caller's stamp follows. Places are in its content, which
// begins with the lists of all words.
struct Layout {
  std::uint64_t version = kLayoutVersion;
  std::uint64_t articles = 0;
  std::uint64_t positions = 0;                       // of ArticleTable
  std::uint64_t words_at = 0, words_size = 0;        // of WordTableWriter
  std::uint64_t index_at = 0, index_size = 0;        // the same
  std::uint64_t letters_at = 0, letters_size = 0;    // of LetterTable
  std::uint64_t articles_at = 0, articles_size = 0;  // of ArticleTable
};

}  // namespace kharita::app
