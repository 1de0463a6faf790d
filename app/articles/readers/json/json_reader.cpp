#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "app/articles/readers/json/flat_json.h"
#include "app/articles/readers/json/json_pieces.h"
#include "app/articles/readers/json/json_record.h"
#include "app/articles/readers/json/json_scan.h"
#include "app/articles/readers/json/json_table.h"
#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

constexpr std::string_view kBlank = " \t\r\n\x1E";

// The rows of a table. Returns false where the sink wants no more.
bool send_table(const std::string& csv, const ReadContext& context, std::uint64_t bytes_read) {
  bool goes_on = true;
  const ArticleSink sink = [&](ReadItem&& item) {
    item.bytes_read = bytes_read;
    return goes_on = context.sink(std::move(item));
  };
  std::istringstream in(csv);
  TextSource source(in);
  const std::string name = fmt::format("{}: its table", context.name);
  auto read = read_csv(source, {name, nullptr, sink, context.limits});
  if (!read) sink(make_error(std::move(read.error()), {}, bytes_read));
  return goes_on;
}

// The article of a piece, or those of the table that it is. As above.
bool send_piece(const JsonPiece& piece, const Origin& origin, const ReadContext& context,
                std::uint64_t bytes_read) {
  if (piece.fault == JsonPiece::Fault::none) {
    if (const auto table = table_of_columns(piece.text)) return send_table(*table, context, bytes_read);
  }
  auto item = item_of(piece, origin, context, bytes_read);
  if (!item) return true;
  if (!item->article && piece.fault == JsonPiece::Fault::none) {
    if (const auto table = table_of_rows(piece.text)) return send_table(*table, context, bytes_read);
  }
  return context.sink(std::move(*item));
}

// A line that is no flat object: any JSON, as a rule one article. Returns false where the sink wants no more.
bool send_any_json(const LineReader::Line& line, const ReadContext& context, std::uint64_t bytes_read) {
  bool taken = false;
  const auto once = [&](std::string& text) {
    if (std::exchange(taken, true)) return false;
    text = line.text;
    return true;
  };
  JsonPieces pieces(once, context.limits.max_article_bytes);
  JsonPiece piece;
  const auto send = [&] {
    const std::string place = piece.number > 1 ? fmt::format("line {}, record {}", line.number, piece.number)
                                               : fmt::format("line {}", line.number);
    return send_piece(piece, {context.name, place, nullptr, context.limits.infer_published}, context,
                      bytes_read);
  };
  if (line.too_long) {
    piece.fault = JsonPiece::Fault::too_long;
    return send();
  }
  while (pieces.next(piece)) {
    if (!send()) return false;
  }
  const bool whole = pieces.end() == JsonPieces::End::whole;
  if (piece.number > 0 && (whole || piece.fault == JsonPiece::Fault::cut_short)) return true;
  piece.text = {};
  piece.fault = whole ? JsonPiece::Fault::no_object : JsonPiece::Fault::cut_short;
  return send();
}

// As above.
bool send_line(const LineReader::Line& line, const ReadContext& context, std::uint64_t bytes_read,
               std::vector<FlatField>& fields) {
  if (!parse_flat_object(line.text, fields)) return send_any_json(line, context, bytes_read);
  const Origin origin{context.name, fmt::format("line {}", line.number), nullptr,
                      context.limits.infer_published};
  auto item = item_of(fields, origin, bytes_read);
  return !item || context.sink(std::move(*item));
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
    if (line.text.starts_with('\x1E')) line.text.remove_prefix(1);
    any = true;
    if (!take(line)) return {};
  }
  if (!any) return fail(ErrorCode::parse, "{}: the file is empty", context.name);
  return {};
}

}  // namespace

Result<void> read_ndjson(TextSource& source, const ReadContext& context, const LineBatchSink& batches) {
  constexpr std::size_t kFull = std::size_t{1} << 15;  // bytes of a batch
  LineBatch batch;
  const auto clear = [&] {
    batch = {std::string(context.name), context.limits, {}, {}, 0, {}};
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
  const ArticleSink with_clues = completing(sink, batch.clues);
  const ReadContext context{batch.name, nullptr, with_clues, batch.limits};
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
  JsonPieces pieces([&](std::string& text) { return source.read(text); }, context.limits.max_article_bytes);
  JsonPiece piece;
  while (pieces.next(piece)) {
    const std::string place =
        piece.alone ? std::string() : fmt::format("record {}, line {}", piece.number, piece.line);
    const Origin origin{context.name, place, piece.alone ? context.path : nullptr};
    if (!send_piece(piece, origin, context, source.bytes_read())) return {};
  }
  std::string fault;
  if (pieces.end() == JsonPieces::End::too_deep) fault = "the JSON is nested deeper than 1000 levels";
  if (pieces.end() == JsonPieces::End::cut_short) fault = "the JSON is cut short";
  if (piece.number == 0)
    return fail(ErrorCode::parse, "{}: {}", context.name,
                fault.empty() ? "there are no articles in it" : fault);
  if (!fault.empty() && piece.fault != JsonPiece::Fault::cut_short) {
    context.sink(
        make_error({ErrorCode::parse, fmt::format("{}: {} behind record {}; what stands before is kept",
                                                  context.name, fault, piece.number)},
                   {}, source.bytes_read()));
  }
  return {};
}

}  // namespace kharita::app
