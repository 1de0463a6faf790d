// UTF-8 as it comes, turned into UTF-16 for ICU and HarfBuzz, with the way back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kharita::app::typeset {

// One paragraph. Invariant: byte_of has units.size() + 1 entries, ascending; the last is the paragraph's end
// in the whole text.
struct ParagraphText {
  std::u16string units;
  std::vector<std::uint32_t> byte_of;  // of the whole text: where the character of each unit starts
};

// Decodes [byte_start, byte_end) of `utf8`. Broken sequences become U+FFFD; control characters but the tab
// become an invisible U+2060; bidi overrides (U+202D, U+202E) become embeddings, so that no text is shown
// backwards.
void decode(std::string_view utf8, std::uint32_t byte_start, std::uint32_t byte_end,
            ParagraphText& paragraph);

// A paragraph's bytes without the line end behind it.
struct ByteRange {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

// Splits at LF, CR, CR LF, VT, FF, NEL, U+2028 and U+2029. At least one paragraph: an empty text has an empty
// one.
[[nodiscard]] std::vector<ByteRange> split_paragraphs(std::string_view utf8);

}  // namespace kharita::app::typeset
