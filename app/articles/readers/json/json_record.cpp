#include "app/articles/readers/json/json_record.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/articles/readers/fields.h"
#include "app/articles/readers/json/json_look.h"
#include "app/articles/readers/json/loose_json.h"

namespace kharita::app {
namespace {

using nlohmann::json;

constexpr int kMostWrappings = 6;  // of a value in objects

// What an object that stands for a value keeps the value under, the most telling first: WordPress's rendered,
// MongoDB's $date, XML turned into JSON, names of languages, nested blocks of an editor's text, the types of
// DynamoDB and Firestore, dates of PHP and JavaScript.
constexpr std::array<std::string_view, 39> kValueNames{"rendered",
                                                       "main",
                                                       "processed",
                                                       "text",
                                                       "value",
                                                       "@value",
                                                       "$date",
                                                       "$oid",
                                                       "$numberLong",
                                                       "$numberInt",
                                                       "$numberDouble",
                                                       "__cdata",
                                                       "#text",
                                                       "_",
                                                       "$t",
                                                       "name",
                                                       "title",
                                                       "html",
                                                       "content",
                                                       "children",
                                                       "note_tweet_results",
                                                       "result",
                                                       "ar",
                                                       "en",
                                                       "S",
                                                       "N",
                                                       "blocks",
                                                       "data",
                                                       "basic",
                                                       "iso",
                                                       "date",
                                                       "_seconds",
                                                       "stringValue",
                                                       "timestampValue",
                                                       "integerValue",
                                                       "_text",
                                                       "_cdata",
                                                       "edges",
                                                       "node"};

// Tables give whole numbers as 17.0; 1.5 and 1.6 are two ids.
std::string float_text(double number) {
  constexpr double kMostExact = 9007199254740992;  // 2^53
  return std::abs(number) <= kMostExact && number == std::trunc(number) ? fmt::format("{:.0f}", number)
                                                                        : fmt::format("{}", number);
}

// The text of a field.
struct FieldText {
  std::string text;
  bool joined = false;  // it is that of several strings
};

FieldText field_text(const json& value, int wrappings);

// A list of strings are paragraphs, a list of strings and objects the runs of one text (Telegram's bold and
// links).
FieldText list_text(const json& list, int wrappings) {
  const bool runs = std::ranges::any_of(list, [](const json& part) { return part.is_string(); }) &&
                    std::ranges::any_of(list, [](const json& part) { return part.is_object(); });
  FieldText joined;
  joined.joined = list.size() > 1;
  for (const json& part : list) {
    const std::string text = field_text(part, wrappings).text;
    if (!runs && !joined.text.empty() && !text.empty()) joined.text.push_back('\n');
    joined.text += text;
  }
  return joined;
}

// {"year": 2024, "month": 1, "day": 17} as 2024-1-17; empty for any other.
std::string day_text(const json& object) {
  std::string day;
  for (const char* part : {"year", "month", "day"}) {
    const auto found = object.find(part);
    if (found == object.end() || !found->is_number_integer()) return {};
    day += fmt::format("{}{}", day.empty() ? "" : "-", found->get<std::int64_t>());
  }
  return day;
}

FieldText field_text(const json& value, int wrappings) {
  if (wrappings == 0) return {};
  switch (value.type()) {
    case json::value_t::string:
      return {value.get_ref<const std::string&>()};
    case json::value_t::number_integer:
      return {std::to_string(value.get<std::int64_t>())};
    case json::value_t::number_unsigned:
      return {std::to_string(value.get<std::uint64_t>())};
    case json::value_t::number_float:
      return {float_text(value.get<double>())};
    case json::value_t::array:
      return list_text(value, wrappings - 1);
    case json::value_t::object:
      if (std::string day = day_text(value); !day.empty()) return {std::move(day)};
      for (const std::string_view key : kValueNames) {
        const auto found = value.find(key);
        if (found == value.end()) continue;
        if (FieldText text = field_text(*found, wrappings - 1); !text.text.empty()) return text;
      }
      return {};
    default:
      return {};
  }
}

// Fills what `record` lacks.
void complete(Record& record, Record&& other) {
  if (record.text.empty()) record.reshaped = other.reshaped;
  for (const auto field :
       {&Record::id, &Record::title, &Record::source, &Record::url, &Record::language, &Record::text,
        &Record::published, &Record::published_from, &Record::source_from, &Record::not_after}) {
    if ((record.*field).empty()) record.*field = std::move(other.*field);
  }
}

Record record_of(const json& object, int wrappings);

// The record inside a value that wraps one; where that is a list, its texts one after another.
Record wrapped_record(const json& value, int wrappings) {
  if (value.is_object()) return record_of(value, wrappings);
  Record whole;
  for (const json& part : value) {
    if (!part.is_object()) continue;
    Record record = record_of(part, wrappings);
    if (!whole.text.empty() && !record.text.empty()) {
      whole.text += '\n' + record.text;
      whole.reshaped = true;
    }
    complete(whole, std::move(record));
  }
  return whole;
}

// An object's own fields, and those of the record that it wraps: whichever has a text goes first.
Record record_of(const json& object, int wrappings) {
  RecordBuilder builder;
  Record inner;
  for (const auto& [key, value] : object.items()) {
    if (value.is_structured() && wraps_record(key) && wrappings > 0) {
      Record record = wrapped_record(value, wrappings - 1);
      if (!record.text.empty() || !record.title.empty()) {
        complete(inner, std::move(record));
        continue;
      }
    }
    FieldText text = field_text(value, kMostWrappings);
    builder.set(key, std::move(text.text), text.joined);
  }
  Record own = builder.take();
  if (own.text.empty()) std::swap(own, inner);
  complete(own, std::move(inner));
  return own;
}

// Whether a record without a text is what exports hold beside articles, title or not.
bool names_no_article(std::string_view type) {
  return type == "service" || type == "message" || type == "Announce";
}

bool is_no_article(const json& object) {
  constexpr std::array<std::string_view, 4> kOrders{"index", "create", "update", "delete"};
  const auto type = object.find("type");
  if (type != object.end() && type->is_string()) return names_no_article(type->get_ref<const std::string&>());
  return object.size() == 1 && object.begin()->is_object() &&
         std::ranges::find(kOrders, object.begin().key()) != kOrders.end();
}

bool is_no_article(const std::vector<FlatField>& fields) {
  const auto type = std::ranges::find(fields, "type", &FlatField::key);
  return type != fields.end() && names_no_article(type->value);
}

std::string_view words_of(LooseJson::Fault fault) {
  switch (fault) {
    case LooseJson::Fault::cut_short:
      return "the JSON is cut short";
    case LooseJson::Fault::too_deep:
      return "the JSON is nested deeper than 1000 levels";
    case LooseJson::Fault::invalid:
    case LooseJson::Fault::none:
      break;
  }
  return "no valid JSON";
}

// The "id" of an object that could not be parsed, where it can still be seen.
std::string visible_id(std::string_view text) {
  if (!text.starts_with('{')) return {};
  JsonItems members(text);
  JsonMember member;
  while (members.next(member)) {
    const auto known = find_field(member.key);
    const bool plain = member.value[0] != '{' && member.value[0] != '[';
    if (known && known->field == Field::id && plain) return string_value(member.value);
  }
  return {};
}

// Nothing where it is no article.
std::optional<Record> record_of(std::vector<FlatField>& fields) {
  const bool no_article = is_no_article(fields);
  RecordBuilder builder;
  for (FlatField& field : fields)
    builder.set(field.key, std::move(field.value));
  Record record = builder.take();
  if (no_article && record.text.empty()) return std::nullopt;
  return record;
}

// What stands around a record may be broken where the record is clean.
void take_around(std::string& field, const std::string& around) {
  if (!field.empty()) return;
  field = around;
  repair_utf8(field);
}

ReadItem finish(Record&& record, const JsonPiece& piece, const Origin& origin, std::uint64_t bytes_read,
                bool clean) {
  take_around(record.id, piece.key);
  take_around(record.source, piece.around.source);
  take_around(record.language, piece.around.language);
  return make_item(std::move(record), origin, bytes_read, clean);
}

}  // namespace

Record record_in(const json& object) {
  return record_of(object, kMostWrappings);
}

std::string field_text(const json& value) {
  return field_text(value, kMostWrappings).text;
}

std::optional<ReadItem> item_of(std::vector<FlatField>& fields, const Origin& origin,
                                std::uint64_t bytes_read) {
  auto record = record_of(fields);
  if (!record) return std::nullopt;
  return make_item(std::move(*record), origin, bytes_read, true);
}

std::optional<ReadItem> item_of(const JsonPiece& piece, const Origin& origin, const ReadContext& context,
                                std::uint64_t bytes_read) {
  using Fault = JsonPiece::Fault;
  const auto broken = [&](std::string_view why) {
    return make_error({ErrorCode::parse, fmt::format("{}: {}; skipped", to_string(origin), why)},
                      visible_id(piece.text), bytes_read);
  };
  if (piece.fault == Fault::no_object) return broken("not a JSON object with a \"text\"");
  if (piece.fault == Fault::cut_short) return broken(words_of(LooseJson::Fault::cut_short));
  if (piece.fault == Fault::too_long) {
    return broken(fmt::format("longer than {} MB, which is the limit for one article",
                              context.limits.max_article_bytes >> 20));
  }
  std::vector<FlatField> fields;
  if (parse_flat_object(piece.text, fields)) {
    auto record = record_of(fields);
    if (!record) return std::nullopt;
    return finish(std::move(*record), piece, origin, bytes_read, true);
  }
  const LooseJson read = parse_loose_json(piece.text);
  if (read.value.is_string()) {
    Record record;
    record.text = read.value.get<std::string>();
    return finish(std::move(record), piece, origin, bytes_read, false);
  }
  if (!read.value.is_object()) return broken(words_of(read.fault));
  Record record = record_of(read.value, kMostWrappings);
  if (record.text.empty() && is_no_article(read.value)) return std::nullopt;
  ReadItem item = finish(std::move(record), piece, origin, bytes_read, false);
  if (item.article && item.note.empty() && read.replaced > 0) item.note = repair_note(origin, read.replaced);
  return item;
}

}  // namespace kharita::app
