// The names by which the fields of an article are known in JSON, CSV and other
// files of records.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kharita::app {

enum class Field : std::uint8_t {
  id,
  title,
  source,
  url,
  language,
  text,
  summary,    // the text where there is no other
  published,  // when it was first published, or made
  modified,   // the date of publication where there is no other
  // as kharita read writes them:
  published_from,  // what told the date of publication
  source_from,     // what told the source
  not_after,       // the day by which an undated article had been written
};
inline constexpr std::size_t kFields = 12;

struct FieldName {
  std::string_view name;
  Field field;
};
// All names, those of a field together, the most telling first. docs/formats.md
// prints them.
[[nodiscard]] std::span<const FieldName> field_names();

// What a name means.
struct KnownField {
  Field field = Field::text;
  std::size_t rank = 0;  // the lower, the more telling, within a field
};
// Case, spaces, punctuation and accents of a name do not count, nor do Arabic's
// ال, hamza and vowel signs. Words before a name that say of what it is, and
// behind it in which form, may be there, and make it a little less telling:
// post_title, newsDate, content.rendered, "عنوان_الخبر". Nothing for an unknown
// name.
[[nodiscard]] std::optional<KnownField> find_field(std::string_view name);

}  // namespace kharita::app
