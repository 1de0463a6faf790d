#include "app/articles/readers/record.h"

#define XXH_STATIC_LINKING_ONLY  // the state on the stack
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "app/articles/readers/markup.h"
#include "app/articles/readers/publication.h"

namespace kharita::app {
namespace {

struct Alias {
  std::string_view name;
  std::string Record::*field;
};

// In order of trust within a field.
constexpr std::array kAliases{
    Alias{"id", &Record::id},
    Alias{"idstr", &Record::id},
    Alias{"articleid", &Record::id},
    Alias{"docid", &Record::id},
    Alias{"guid", &Record::id},
    Alias{"uuid", &Record::id},
    Alias{"title", &Record::title},
    Alias{"headline", &Record::title},
    Alias{"heading", &Record::title},
    Alias{"source", &Record::source},
    Alias{"sourcename", &Record::source},
    Alias{"publisher", &Record::source},
    Alias{"newspaper", &Record::source},
    Alias{"outlet", &Record::source},
    Alias{"agency", &Record::source},
    Alias{"sitename", &Record::source},
    Alias{"url", &Record::url},
    Alias{"link", &Record::url},
    Alias{"permalink", &Record::url},
    Alias{"language", &Record::language},
    Alias{"lang", &Record::language},
    Alias{"text", &Record::text},
    Alias{"fulltext", &Record::text},
    Alias{"articlebody", &Record::text},
    Alias{"maintext", &Record::text},
    Alias{"body", &Record::text},
    Alias{"content", &Record::text},
    Alias{"article", &Record::text},
    Alias{"description", &Record::text},
    Alias{"summary", &Record::text},
    Alias{"published", &Record::published},
    Alias{"datepublished", &Record::published},
    Alias{"publisheddate", &Record::published},
    Alias{"publisheddatetime", &Record::published},
    Alias{"publishedat", &Record::published},
    Alias{"publishedon", &Record::published},
    Alias{"publicationdate", &Record::published},
    Alias{"publishdate", &Record::published},
    Alias{"pubdate", &Record::published},
    Alias{"date", &Record::published},
    Alias{"datetime", &Record::published},
    Alias{"timestamp", &Record::published},
    Alias{"createdat", &Record::published},
    Alias{"created", &Record::published},
};

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

// The place in kAliases, or its size.
std::size_t find_alias(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (c != ' ' && c != '-' && c != '_')
      key.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  std::size_t i = 0;
  while (i < kAliases.size() && kAliases[i].name != key)
    ++i;
  return i;
}

// "ar" of "ar-EG" and "ar_EG".
std::string language_code(std::string_view language) {
  std::string code;
  for (const char c : language.substr(0, language.find_first_of("-_"))) {
    code.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  return code.size() == 2 || code.size() == 3 ? code : std::string();
}

}  // namespace

bool RecordBuilder::knows(std::string_view name) {
  return find_alias(name) < kAliases.size();
}

bool RecordBuilder::is_text(std::string_view name) {
  const std::size_t rank = find_alias(name);
  return rank < kAliases.size() && kAliases[rank].field == &Record::text;
}

void RecordBuilder::set(std::string_view name, std::string value) {
  const std::size_t rank = find_alias(name);
  if (rank == kAliases.size() || is_blank(value)) return;
  const auto field = kAliases[rank].field;
  const auto known =
      std::find_if(ranks_.begin(), ranks_.end(), [&](const auto& entry) { return entry.first == field; });
  if (known == ranks_.end()) {
    ranks_.emplace_back(field, rank);
  } else if (rank < known->second) {
    known->second = rank;
  } else {
    return;
  }
  record_.*field = std::move(value);
}

std::string to_string(const Origin& origin) {
  return origin.place.empty() ? std::string(origin.file) : fmt::format("{}: {}", origin.file, origin.place);
}

std::string repair_note(const Origin& origin, std::uint64_t replaced) {
  return fmt::format("{}: {} broken character{} replaced with U+FFFD", to_string(origin), replaced,
                     replaced == 1 ? "" : "s");
}

ReadItem make_error(Error error, std::string id, std::uint64_t bytes_read) {
  repair_utf8(id);
  repair_utf8(error.message);
  return ReadItem{tl::unexpected<Error>(std::move(error)), std::move(id), {}, bytes_read};
}

ReadItem make_item(Record&& record, const Origin& origin, std::uint64_t bytes_read, bool clean) {
  std::uint64_t repaired = 0;
  for (std::string* field : {&record.id, &record.title, &record.source, &record.url, &record.language,
                             &record.text, &record.published, &record.html_published}) {
    if (!clean) repaired += repair_utf8(*field);
    if (origin.markup) *field = plain_text(std::move(*field));
    if (field != &record.text) trim(*field);
  }
  if (is_blank(record.text)) {
    return make_error({ErrorCode::parse, fmt::format("{}: no text in it; skipped", to_string(origin))},
                      record.id, bytes_read);
  }
  Article article;
  article.title = std::move(record.title);
  article.source = std::move(record.source);
  article.url = std::move(record.url);
  article.language = language_code(record.language);
  article.text = std::move(record.text);
  article.id = record.id.empty() ? content_id(article.title, article.text) : std::move(record.id);
  set_publication(article, {record.published, record.html_published, origin.path, origin.infer_published});
  ReadItem item{std::move(article), {}, {}, bytes_read};
  item.id = item.article->id;
  if (repaired > 0) item.note = repair_note(origin, repaired);
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
