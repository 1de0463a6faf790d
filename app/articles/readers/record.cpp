#include "app/articles/readers/record.h"

#define XXH_STATIC_LINKING_ONLY  // the state on the stack
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "app/articles/readers/encoding/twice_encoded.h"
#include "app/articles/readers/encoding/visual_order.h"
#include "app/articles/readers/html/html_content.h"
#include "app/articles/readers/html/html_metadata.h"
#include "app/articles/readers/markup.h"
#include "app/articles/readers/publication.h"

namespace kharita::app {
namespace {

void trim(std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) {
    text.clear();
    return;
  }
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  text.erase(0, first);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

// "ar" of "ar-EG" and "ar_EG".
std::string language_code(std::string_view language) {
  std::string code;
  for (const char c : language.substr(0, language.find_first_of("-_"))) {
    code.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  return code.size() == 2 || code.size() == 3 ? code : std::string();
}

// Puts letters right that were encoded twice or stand in visual order. Returns what a note says of it.
std::string mend_words(Record& record, const Origin& origin) {
  const std::array words{&record.title, &record.source, &record.text};
  const bool twice = mend_twice_encoded(words);
  bool turned = false;
  for (std::string* field : words)
    turned = mend_visual_order(*field) || turned;
  std::string note;
  if (twice)
    add_note(note, fmt::format("{}: letters that were encoded twice are put right", to_string(origin)));
  if (turned)
    add_note(note, fmt::format("{}: Arabic in visual order is turned into the order of reading",
                               to_string(origin)));
  return note;
}

// What a message quotes from a file may be anything.
std::string one_line(std::string_view message) {
  std::string line(message);
  repair_utf8(line);
  std::ranges::replace_if(
      line, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return line;
}

// Of a page that a crawler stored: its article, and what it tells of it that the record does not. Returns how
// many characters were broken.
std::uint64_t take_page(Record& record) {
  const std::uint64_t repaired = repair_utf8(record.text);
  const HtmlDocument page(record.text);
  HtmlMetadata told = html_metadata(page);
  record.text = article_text(page, told.title, !told.published.empty());
  record.reshaped = true;
  record.html_published = std::move(told.published);
  if (record.title.empty()) record.title = std::move(told.title);
  if (record.source.empty()) record.source = std::move(told.source);
  if (record.url.empty()) record.url = std::move(told.url);
  if (record.language.empty()) record.language = std::move(told.language);
  return repaired;
}

}  // namespace

bool RecordBuilder::knows(std::string_view name) {
  return find_field(name).has_value();
}

bool RecordBuilder::is_text(std::string_view name) {
  const auto known = find_field(name);
  return known && (known->field == Field::text || known->field == Field::summary);
}

void RecordBuilder::set(std::string_view name, std::string value, bool reshaped) {
  if (const auto known = find_field(name)) set(*known, std::move(value), reshaped);
}

void RecordBuilder::set(const KnownField& known, std::string value, bool reshaped) {
  if (is_blank(value)) return;
  Slot& slot = slots_[static_cast<std::size_t>(known.field)];
  if (!slot.value.empty() && known.rank >= slot.rank) return;
  slot = {std::move(value), known.rank, reshaped};
}

Record RecordBuilder::take() {
  const auto slot = [this](Field field) -> Slot& { return slots_[static_cast<std::size_t>(field)]; };
  const auto first_filled = [&](Field field, Field else_field) -> Slot& {
    return slot(slot(field).value.empty() ? else_field : field);
  };
  Record record;
  record.id = std::move(slot(Field::id).value);
  record.title = std::move(slot(Field::title).value);
  record.source = std::move(slot(Field::source).value);
  record.url = std::move(slot(Field::url).value);
  record.language = std::move(slot(Field::language).value);
  record.published = std::move(first_filled(Field::published, Field::modified).value);
  record.published_from = std::move(slot(Field::published_from).value);
  record.source_from = std::move(slot(Field::source_from).value);
  record.not_after = std::move(slot(Field::not_after).value);
  Slot& text = first_filled(Field::text, Field::summary);
  record.text = std::move(text.value);
  record.reshaped = text.reshaped;
  return record;
}

std::string to_string(const Origin& origin) {
  return origin.place.empty() ? std::string(origin.file) : fmt::format("{}: {}", origin.file, origin.place);
}

std::string repair_note(const Origin& origin, std::uint64_t replaced) {
  return fmt::format("{}: {} broken character{} replaced with U+FFFD", to_string(origin), replaced,
                     replaced == 1 ? "" : "s");
}

void add_note(std::string& note, std::string_view more) {
  if (more.empty()) return;
  note.append(note.empty() ? "" : "; ").append(one_line(more));
}

ReadItem make_error(Error error, std::string id, std::uint64_t bytes_read) {
  repair_utf8(id);
  error.message = one_line(error.message);
  return ReadItem{tl::unexpected<Error>(std::move(error)), std::move(id), {}, bytes_read};
}

ReadItem make_item(Record&& record, const Origin& origin, std::uint64_t bytes_read, bool clean) {
  std::uint64_t repaired = 0;
  // What kharita read wrote is plain: a < in it was meant.
  const bool markup = origin.markup && record.published_from.empty();
  if (markup && is_page(record.text)) repaired += take_page(record);
  for (std::string* field : {&record.id, &record.title, &record.source, &record.url, &record.language,
                             &record.text, &record.published, &record.html_published}) {
    if (!clean) repaired += repair_utf8(*field);
    if (markup && holds_markup(*field)) {
      *field = plain_text(std::move(*field));
      record.reshaped |= field == &record.text;
    }
    if (markup && drop_section_marks(*field)) record.reshaped |= field == &record.text;
    if (field != &record.text) trim(*field);
  }
  if (is_blank(record.text) && origin.markup) {
    record.text = record.title;
    record.reshaped = true;
  }
  if (is_blank(record.text)) {
    return make_error({ErrorCode::parse, fmt::format("{}: no text in it; skipped", to_string(origin))},
                      record.id, bytes_read);
  }
  std::string note = mend_words(record, origin);
  record.reshaped |= !note.empty();
  Article article;
  article.title = std::move(record.title);
  article.source = std::move(record.source);
  if (!article.source.empty()) {
    const bool folder = record.source_from == to_string(SourceFrom::folder);
    article.source_from = folder ? SourceFrom::folder : SourceFrom::metadata;
  }
  article.url = std::move(record.url);
  article.language = language_code(record.language);
  article.text = std::move(record.text);
  article.id = record.id.empty() ? content_id(article.title, article.text) : std::move(record.id);
  set_publication(article, {record.published, record.html_published, origin.path, origin.infer_published,
                            record.published_from, record.not_after});
  ReadItem item{std::move(article), {}, std::move(note), bytes_read};
  item.id = item.article->id;
  item.text_as_given = !record.reshaped;
  if (repaired > 0) add_note(item.note, repair_note(origin, repaired));
  return item;
}

std::string content_id(std::string_view title, std::string_view text) {
  XXH3_state_t state;
  XXH3_128bits_reset(&state);
  XXH3_128bits_update(&state, title.data(), title.size());
  XXH3_128bits_update(&state, "", 1);  // the NUL between title and text
  XXH3_128bits_update(&state, text.data(), text.size());
  const XXH128_hash_t hash = XXH3_128bits_digest(&state);
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace kharita::app
