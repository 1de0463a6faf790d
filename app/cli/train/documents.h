// Labelled documents to learn the recognition weights from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/error.h"

namespace kharita::app::train {

// A labelled stretch, in code points.
struct Label {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  bool is_place = false;  // else: may be found or not
};

struct Document {
  std::string id;
  std::string text;  // UTF-8
  std::vector<Label> labels;
  std::vector<std::string> names;  // the labelled places' letters, where the offsets were found by search
  unsigned set = 0;                // the file that it comes from
  unsigned fold = 0;               // its number in that file
};

// Appends the documents of a file of NDJSON: text, mentions [{start, end, text, score}]. `set` numbers the
// file.
//
// Offsets that were found by search stand on the first letters that are alike: on [لبنان]ية for a hashtag
// #لبنان further on. A file shows it by a label that ends inside a word. Of its labels, those inside a word
// or a longer hashtag say nothing, and the names of each document are kept in `names`.
[[nodiscard]] Result<void> read_documents(const std::string& file, unsigned set, std::vector<Document>& out);

// A stretch that some name fits.
struct Stretch {
  std::uint32_t start = 0;  // code points, proclitics left out
  std::uint32_t end = 0;
  std::string_view written;      // as the text has it
  bool kind_before = false;      // the word for a kind of place stands before it: مدينة الكويت
  bool part_of_hashtag = false;  // #أمطار_الكويت
};

// What the labels say of a stretch: a place, none, or nothing at all. A label may be wider than the name by a
// '#', and by the word for its kind.
[[nodiscard]] std::optional<bool> label_of(const Document& document, const Stretch& stretch);

// A text's letters as labels are compared by: without '#', '_' and white space.
[[nodiscard]] std::string letters_of(std::string_view utf8);

}  // namespace kharita::app::train
