#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/articles/readers/flat_json.h"
#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

using nlohmann::json;

constexpr std::string_view kBlank = " \t\r\n";

// Tables give whole numbers as 17.0; 1.5 and 1.6 are two ids.
std::string float_text(double number) {
  constexpr double kMostExact = 9007199254740992;  // 2^53
  return std::abs(number) <= kMostExact && number == std::trunc(number) ? fmt::format("{:.0f}", number)
                                                                        : fmt::format("{}", number);
}

// A JSON value as the text of a field: NewsAPI's {"source": {"name": …}} is its name, a list of paragraphs a
// text.
std::string field_text(const json& value) {
  switch (value.type()) {
    case json::value_t::string:
      return value.get_ref<const std::string&>();
    case json::value_t::number_integer:
      return std::to_string(value.get<std::int64_t>());
    case json::value_t::number_unsigned:
      return std::to_string(value.get<std::uint64_t>());
    case json::value_t::number_float:
      return float_text(value.get<double>());
    case json::value_t::object:
      for (const char* key : {"name", "title", "@value", "value"}) {
        const auto found = value.find(key);
        if (found != value.end() && found->is_string()) return found->get_ref<const std::string&>();
      }
      return {};
    case json::value_t::array: {
      std::string joined;
      for (const auto& part : value) {
        if (!part.is_string()) continue;
        if (!joined.empty()) joined.push_back('\n');
        joined += part.get_ref<const std::string&>();
      }
      return joined;
    }
    default:
      return {};
  }
}

Record record_of(const json& object) {
  RecordBuilder builder;
  for (const auto& [key, value] : object.items())
    builder.set(key, field_text(value));
  return builder.take();
}

// The articles of {"articles": […]} and its like; null where the object is an article itself.
const json* list_in(const json& object) {
  for (const char* key : {"articles", "items", "results", "docs", "data", "entries"}) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_array() && (found->empty() || found->front().is_object()))
      return &*found;
  }
  return nullptr;
}

// Replaces \uD800 to \uDFFF that are no pair, which tweets cut in half have, with �. Returns whether there
// were any.
bool repair_surrogates(std::string& text) {
  const auto surrogate_at = [&](std::size_t at) -> int {  // 0 none, 1 lead, 2 trail
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return 0;
    if (text[at + 2] != 'd' && text[at + 2] != 'D') return 0;
    const char c = text[at + 3];
    if (c == '8' || c == '9' || c == 'a' || c == 'A' || c == 'b' || c == 'B') return 1;
    return (c >= 'c' && c <= 'f') || (c >= 'C' && c <= 'F') ? 2 : 0;
  };
  bool any = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\') {
      ++i;
      continue;
    }
    const int kind = surrogate_at(i);
    if (kind == 1 && surrogate_at(i + 6) == 2) {
      i += 12;
    } else if (kind != 0) {
      text.replace(i, 6, "\\ufffd");
      any = true;
      i += 6;
    } else {
      i += 2;
    }
  }
  return any;
}

struct Parsed {
  json value;
  std::uint64_t repaired = 0;
};

constexpr std::size_t kMostNested = 1000;

// Whether brackets are nested deeper than any article's: the parser would take a hundred times the text's
// memory for them.
bool nested_too_deep(std::string_view text) {
  if (text.size() <= kMostNested) return false;
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      in_string = !in_string;
    } else if (in_string) {
      if (c == '\\') ++i;
    } else if (c == '[' || c == '{') {
      if (++depth > kMostNested) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

// Takes broken UTF-8 and lone surrogates as U+FFFD. The error's message says where and why, without the file.
Result<Parsed> parse_json(std::string_view text) {
  if (nested_too_deep(text))
    return fail(ErrorCode::parse, "the JSON is nested deeper than {} levels", kMostNested);
  Parsed parsed;
  std::string repaired;
  if (json value = json::parse(text, nullptr, false); !value.is_discarded()) {
    parsed.value = std::move(value);
    return parsed;
  }
  repaired = text;
  parsed.repaired = repair_utf8(repaired) + (repair_surrogates(repaired) ? 1 : 0);
  try {
    parsed.value = json::parse(repaired);
    return parsed;
  } catch (const json::parse_error& error) {
    if (error.byte > repaired.size())
      return fail(ErrorCode::parse, "the JSON is cut short after {} bytes", repaired.size());
    return fail(ErrorCode::parse, "no valid JSON at byte {}", error.byte);
  } catch (const json::exception&) {
    return fail(ErrorCode::parse, "a number in the JSON is too large");
  }
}

// The "id" of an object that could not be parsed, where it can still be seen.
std::string visible_id(std::string_view text) {
  constexpr std::string_view kKey = "\"id\"";
  std::size_t at = text.find(kKey);
  if (at == std::string_view::npos) return {};
  at = text.find_first_not_of(kBlank, at + kKey.size());
  if (at == std::string_view::npos || text[at] != ':') return {};
  at = text.find_first_not_of(kBlank, at + 1);
  if (at == std::string_view::npos) return {};
  if (text[at] == '"') {
    const std::size_t end = text.find_first_of("\"\\", at + 1);
    return end == std::string_view::npos || text[end] == '\\'
               ? std::string()
               : std::string(text.substr(at + 1, end - at - 1));
  }
  const std::size_t end = text.find_first_not_of("0123456789", at);
  return end == std::string_view::npos ? std::string() : std::string(text.substr(at, end - at));
}

ReadItem item_of(const json& value, const Origin& origin, std::uint64_t repaired, std::uint64_t bytes_read) {
  if (!value.is_object()) {
    return make_error(
        {ErrorCode::parse, fmt::format("{}: not a JSON object with a \"text\"; skipped", to_string(origin))},
        {}, bytes_read);
  }
  ReadItem item = make_item(record_of(value), origin, bytes_read);
  if (item.article && item.note.empty() && repaired > 0) {
    item.note = fmt::format("{}: broken characters replaced with U+FFFD", to_string(origin));
  }
  return item;
}

// Returns false where the sink wants no more.
bool send_list(const json& list, const ReadContext& context, std::uint64_t repaired,
               std::uint64_t bytes_read) {
  std::uint64_t number = 0;
  for (const auto& value : list) {
    const Origin origin{context.name, fmt::format("record {}", ++number), nullptr};
    if (!context.sink(item_of(value, origin, repaired, bytes_read))) return false;
  }
  return true;
}

bool send_line(const LineReader::Line& line, const ReadContext& context, std::uint64_t bytes_read,
               std::vector<FlatField>& fields) {
  const Origin origin{context.name, fmt::format("line {}", line.number), nullptr,
                      context.limits.infer_published};
  const auto broken = [&](std::string_view why, std::string id) {
    return context.sink(make_error({ErrorCode::parse, fmt::format("{}: {}; skipped", to_string(origin), why)},
                                   std::move(id), bytes_read));
  };
  if (line.too_long) {
    return broken(fmt::format("longer than {} MB, which is the limit for one article",
                              context.limits.max_article_bytes >> 20),
                  {});
  }
  if (parse_flat_object(line.text, fields)) {
    RecordBuilder builder;
    for (FlatField& field : fields)
      builder.set(field.key, std::move(field.value));
    return context.sink(make_item(builder.take(), origin, bytes_read, true));
  }
  auto parsed = parse_json(line.text);
  if (!parsed) return broken(parsed.error().message, visible_id(line.text));
  if (parsed->value.is_object()) {
    if (const json* list = list_in(parsed->value))
      return send_list(*list, context, parsed->repaired, bytes_read);
  }
  return context.sink(item_of(parsed->value, origin, parsed->repaired, bytes_read));
}

// {"key": or {}: what prose never begins with.
bool begins_object(std::string_view text) {
  if (!text.starts_with('{')) return false;
  std::size_t at = text.find_first_not_of(kBlank, 1);
  if (at == std::string_view::npos) return true;
  if (text[at] == '}') return true;
  if (text[at] != '"') return false;
  at = text.find('"', at + 1);
  if (at == std::string_view::npos) return true;
  at = text.find_first_not_of(kBlank, at + 1);
  return at == std::string_view::npos || text[at] == ':';
}

bool begins_list(std::string_view text) {
  if (!text.starts_with('[')) return false;
  const std::size_t at = text.find_first_not_of(kBlank, 1);
  return at == std::string_view::npos || text[at] == ']' || begins_object(text.substr(at));
}

// Calls `take` for each line that is not blank until it returns false, and `before_wait` where the next one
// has yet to come.
template <typename Take>
Result<void> for_each_line(TextSource& source, const ReadContext& context, Take take,
                           std::function<void()> before_wait = {}) {
  LineReader lines(source, context.limits.max_article_bytes, std::move(before_wait));
  LineReader::Line line;
  bool any = false;
  while (lines.next(line)) {
    if (!line.too_long && line.text.find_first_not_of(kBlank) == std::string_view::npos) continue;
    any = true;
    if (!take(line)) return {};
  }
  if (!any) return fail(ErrorCode::parse, "{}: the file is empty", context.name);
  return {};
}

bool is_object_line(std::string_view line) {
  const json value = json::parse(line, nullptr, false);
  return value.is_object();
}

}  // namespace

JsonShape json_shape(std::string_view head) {
  const std::size_t begin = head.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return JsonShape::none;
  head.remove_prefix(begin);
  if (begins_list(head)) return JsonShape::document;
  // Lines, where any whole line of the head is an object; the first may be broken.
  bool lines = false;
  std::size_t at = 0;
  bool first = true;
  for (int tries = 0; at < head.size() && tries < 64 && !lines; ++tries) {
    const std::size_t end = head.find('\n', at);
    const std::string_view line =
        head.substr(at, end == std::string_view::npos ? std::string_view::npos : end - at);
    if (end == std::string_view::npos && first && begins_object(line)) return JsonShape::lines;
    lines = begins_object(line) && is_object_line(line);
    if (end == std::string_view::npos) break;
    at = end + 1;
    first = false;
  }
  if (lines) return JsonShape::lines;
  return begins_object(head) ? JsonShape::document : JsonShape::none;
}

bool shows_lines(std::string_view head) {
  const std::size_t end = head.rfind('\n');
  return end != std::string_view::npos && json_shape(head.substr(0, end + 1)) == JsonShape::lines;
}

Result<void> read_ndjson(TextSource& source, const ReadContext& context, const LineBatchSink& batches) {
  constexpr std::size_t kFull = std::size_t{1} << 15;  // bytes of a batch
  LineBatch batch;
  const auto clear = [&] {
    batch = {std::string(context.name), context.limits, {}, {}, 0};
    batch.bytes.reserve(2 * kFull);
  };
  clear();
  bool goes_on = true;
  const auto hand_on = [&] {
    if (!goes_on || batch.lines.empty()) return;
    goes_on = batches(std::move(batch));
    clear();
  };
  const auto take = [&](const LineReader::Line& line) {
    batch.lines.push_back({batch.bytes.size(), line.text.size(), line.number, line.too_long});
    batch.bytes += line.text;
    batch.bytes_read = source.bytes_read();
    if (batch.bytes.size() >= kFull) hand_on();
    return goes_on;
  };
  const auto read = for_each_line(source, context, take, hand_on);
  if (read) hand_on();
  return read;
}

void read_lines(const LineBatch& batch, const ArticleSink& sink) {
  const ReadContext context{batch.name, nullptr, sink, batch.limits};
  std::vector<FlatField> fields;
  for (const LineBatch::Line& line : batch.lines) {
    LineReader::Line read;
    read.text = std::string_view(batch.bytes).substr(line.begin, line.size);
    read.number = line.number;
    read.too_long = line.too_long;
    if (!send_line(read, context, batch.bytes_read, fields)) return;
  }
}

Result<void> read_ndjson(TextSource& source, const ReadContext& context) {
  std::vector<FlatField> fields;
  return for_each_line(source, context, [&](const LineReader::Line& line) {
    return send_line(line, context, source.bytes_read(), fields);
  });
}

Result<void> read_json(TextSource& source, const ReadContext& context) {
  constexpr std::uint64_t kMaxDocumentBytes = 1ull << 30;  // it is held in memory whole
  auto text = source.read_all(context.name, kMaxDocumentBytes);
  if (!text) return tl::unexpected(std::move(text.error()));
  if (text->find_first_not_of(kBlank) == std::string::npos)
    return fail(ErrorCode::parse, "{}: the file is empty", context.name);
  auto parsed = parse_json(*text);
  if (!parsed) return fail(ErrorCode::parse, "{}: {}", context.name, parsed.error().message);
  text->clear();
  text->shrink_to_fit();
  const std::uint64_t bytes = source.bytes_read();
  const json& value = parsed->value;
  const json* list = value.is_array() ? &value : value.is_object() ? list_in(value) : nullptr;
  if (list == nullptr) {
    context.sink(item_of(value, {context.name, {}, context.path}, parsed->repaired, bytes));
    return {};
  }
  if (list->empty()) return fail(ErrorCode::parse, "{}: there are no articles in it", context.name);
  send_list(*list, context, parsed->repaired, bytes);
  return {};
}

}  // namespace kharita::app
