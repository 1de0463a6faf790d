#include <algorithm>
#include <array>

#include "app/articles/readers/record.h"

namespace kharita::app {
namespace {

constexpr std::array kSeparators{',', ';', '\t', '|'};

// Rows of RFC 4180: quoted fields hold separators, line ends and doubled quotes. Beyond it: any separator, LF
// or CRLF, and a quote inside an unquoted field is a letter like any other.
class CsvRows {
 public:
  struct Row {
    std::vector<std::string> fields;
    std::uint64_t line = 0;  // on which it begins, from 1
    bool too_long = false;   // its fields are cut
    bool unclosed = false;   // the source ended inside quotes
  };

  CsvRows(TextSource& source, char separator, std::uint64_t max_bytes)
      : source_(source), separator_(separator), max_bytes_(max_bytes) {}

  bool next(Row& row) {
    row.fields.assign(1, {});
    row.line = line_;
    row.too_long = false;
    row.unclosed = false;
    std::uint64_t size = 0;
    bool quoted = false;
    bool beyond = false;  // what has no column any more is dropped
    bool any = false;
    while (const int c = take()) {
      any = true;
      if (++size > max_bytes_) {
        row.too_long = true;
        // Ends with the line, as a quote that is never closed would take in the rest of the file.
        quoted = false;
      }
      if (c == '\n') ++line_;
      if (quoted) {
        if (c != '"') {
          if (!beyond) put(row, static_cast<char>(c));
        } else if (peek() == '"') {
          const auto quote = static_cast<char>(take());
          if (!beyond) put(row, quote);
        } else {
          quoted = false;
        }
      } else if (c == '"' && row.fields.back().empty() && !beyond) {
        quoted = true;
      } else if (c == separator_) {
        beyond = beyond || row.fields.size() == kMostFields;
        if (!row.too_long && !beyond) row.fields.emplace_back();
      } else if (c == '\n') {
        break;
      } else if (c != '\r' || peek() != '\n') {
        if (!beyond) put(row, static_cast<char>(c));
      }
    }
    row.unclosed = quoted;
    return any;
  }

 private:
  static constexpr std::size_t kMostFields = 4096;  // a line of separators alone would take 30 times its size

  static void put(Row& row, char c) {
    if (!row.too_long) row.fields.back().push_back(c);
  }

  // 0 at the end; a NUL, which text has none of, counts as a space.
  int peek() {
    if (position_ == buffer_.size()) {
      buffer_.clear();
      position_ = 0;
      while (buffer_.empty() && source_.read(buffer_)) {
      }
      if (buffer_.empty()) return 0;
    }
    const auto c = static_cast<unsigned char>(buffer_[position_]);
    return c == 0 ? ' ' : c;
  }
  int take() {
    const int c = peek();
    if (c != 0) ++position_;
    return c;
  }

  TextSource& source_;
  char separator_;
  std::uint64_t max_bytes_;
  std::string buffer_;
  std::size_t position_ = 0;
  std::uint64_t line_ = 1;
};

std::string_view first_line(std::string_view head) {
  const std::size_t begin = head.find_first_not_of("\r\n");
  if (begin == std::string_view::npos) return {};
  head.remove_prefix(begin);
  return head.substr(0, head.find_first_of("\r\n"));
}

// A name without blanks and quotes around it.
std::string_view bare(std::string_view name) {
  constexpr std::string_view kAround = " \t\"\r";
  const std::size_t begin = name.find_first_not_of(kAround);
  if (begin == std::string_view::npos) return {};
  return name.substr(begin, name.find_last_not_of(kAround) - begin + 1);
}

// How many columns of the header have names that articles' fields have, where cut at `separator`.
int known_columns(std::string_view header, char separator) {
  int known = 0;
  while (true) {
    const std::size_t end = header.find(separator);
    if (RecordBuilder::knows(bare(header.substr(0, end)))) ++known;
    if (end == std::string_view::npos) return known;
    header.remove_prefix(end + 1);
  }
}

bool holds_text(const std::vector<std::string>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [](const std::string& name) { return RecordBuilder::is_text(name); });
}

}  // namespace

char csv_separator(std::string_view head) {
  const std::string_view header = first_line(head);
  char best = 0;
  int most = 1;  // one known word is a line of prose, or a list
  for (const char separator : kSeparators) {
    const int known = known_columns(header, separator);
    if (known > most) {
      most = known;
      best = separator;
    }
  }
  return best;
}

Result<void> read_csv(TextSource& source, const ReadContext& context) {
  const std::string_view header_line = first_line(source.head());
  char separator = csv_separator(source.head());
  if (separator == 0) separator = header_line.find('\t') != std::string_view::npos ? '\t' : ',';
  CsvRows rows(source, separator, context.limits.max_article_bytes);
  CsvRows::Row row;
  do {
    if (!rows.next(row)) return fail(ErrorCode::parse, "{}: the file is empty", context.name);
  } while (row.fields.size() == 1 && row.fields[0].empty());
  std::vector<std::string> columns;
  for (const auto& name : row.fields)
    columns.emplace_back(bare(name));
  if (!holds_text(columns)) {
    return fail(ErrorCode::parse,
                "{}: no column holds the text; name one of them text, body or content in the first line",
                context.name);
  }
  while (rows.next(row)) {
    if (row.fields.size() == 1 && row.fields[0].empty() && !row.too_long) continue;
    const Origin origin{context.name, fmt::format("line {}", row.line), nullptr};
    const auto broken = [&](std::string_view why) {
      return make_error({ErrorCode::parse, fmt::format("{}: {}; skipped", to_string(origin), why)}, {},
                        source.bytes_read());
    };
    RecordBuilder builder;
    for (std::size_t i = 0; i < std::min(columns.size(), row.fields.size()); ++i) {
      builder.set(columns[i], std::move(row.fields[i]));
    }
    ReadItem item = row.too_long ? broken(fmt::format("longer than {} MB, which is the limit for one article",
                                                      context.limits.max_article_bytes >> 20))
                    : row.unclosed ? broken("a quotation mark is opened and never closed")
                                   : make_item(builder.take(), origin, source.bytes_read());
    if (!context.sink(std::move(item))) return {};
  }
  return {};
}

}  // namespace kharita::app
