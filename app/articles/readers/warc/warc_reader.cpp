#include "app/articles/readers/warc/warc_reader.h"

#include <charconv>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/encoding/byte_stream.h"
#include "app/articles/readers/encoding/media_type.h"
#include "app/articles/readers/encoding/text_source.h"

namespace kharita::app {
namespace {

constexpr std::size_t kMostHeaderBytes = 64 * 1024;
constexpr std::string_view kMark = "WARC/";

// The first line and what the fields that are asked for say, of a record and of an answer of HTTP.
class Header {
 public:
  explicit Header(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] std::string_view first_line() const {
    return without_blanks(std::string_view(text_).substr(0, text_.find('\n')));
  }
  // Empty where it has no such field. `name` is in small letters.
  [[nodiscard]] std::string_view field(std::string_view name) const {
    std::string_view rest = text_;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      const std::size_t colon = line.find(':');
      if (colon != std::string_view::npos && lower_ascii(without_blanks(line.substr(0, colon))) == name)
        return without_blanks(line.substr(colon + 1));
    }
    return {};
  }

 private:
  std::string text_;
};

std::uint64_t number(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// As a page may name it: nothing that would end the name there.
std::string charset_of(std::string_view field) {
  std::string name = parameter(field, "charset");
  std::erase_if(name, [](char c) { return c == '"' || c == '\'' || c == '<' || c == '>'; });
  return name;
}

// Lines up to an empty one, out of `bytes`, which then begins behind it; none where there is no empty one.
std::optional<Header> take_header(std::string& bytes) {
  for (const std::string_view end : {"\r\n\r\n", "\n\n"}) {
    const std::size_t at = bytes.find(end);
    if (at == std::string::npos || at > kMostHeaderBytes) continue;
    Header header(bytes.substr(0, at));
    bytes.erase(0, at + end.size());
    return header;
  }
  return std::nullopt;
}

// A body that was sent in chunks; as it is where its first line is not a chunk's length.
std::string joined_chunks(const std::string& body) {
  std::string joined;
  std::string_view rest = body;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::uint64_t size = 0;
    const auto parsed = std::from_chars(rest.data(), rest.data() + std::min(end, rest.size()), size, 16);
    if (end == std::string_view::npos || parsed.ec != std::errc() || parsed.ptr == rest.data())
      return joined.empty() ? body : joined;
    rest.remove_prefix(end + 1);
    if (size == 0) break;
    joined.append(rest.substr(0, size));
    rest.remove_prefix(std::min<std::size_t>(rest.size(), size));
    rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of("\r\n")));
  }
  return joined;
}

// Of a record: its kind, address, day and content.
struct Page {
  std::string place;  // "record 12 (https://…)"
  std::string url;
  std::optional<Date> fetched;
  std::string bytes;
  ArticleFormat format = ArticleFormat::html;
};

class Reader {
 public:
  Reader(std::istream& in, const ReadContext& context) : in_(in), context_(context) {}

  Result<void> read() {
    bool more = true;
    for (std::uint64_t number = 1; more && goes_on_; ++number) {
      const auto header = next_header();
      if (!header) {
        tell_error(
            {ErrorCode::parse, fmt::format("{}: record {} is no record of a web archive; what follows is not "
                                           "read",
                                           context_.name, number)});
        break;
      }
      more = !header->first_line().empty() && take(*header, number);
    }
    if (!told_) return fail(ErrorCode::parse, "{}: there is no page in this web archive", context_.name);
    return {};
  }

 private:
  // The lines before a record's content; empty at the end of the archive, none where it is no header.
  std::optional<Header> next_header() {
    std::string text;
    std::string line;
    while (std::getline(in_, line)) {
      const std::string_view words = without_blanks(line);
      if (words.empty() && text.empty()) continue;
      if (words.empty()) break;
      if (text.empty() && !words.starts_with(kMark)) return std::nullopt;
      text.append(words).push_back('\n');
      if (text.size() > kMostHeaderBytes) return std::nullopt;
    }
    return Header(std::move(text));
  }

  // False where the archive ends within the record.
  bool take(const Header& header, std::uint64_t record) {
    const std::uint64_t length = number(header.field("content-length"));
    const std::string kind = lower_ascii(header.field("warc-type"));
    const std::string type = media_type(header.field("content-type"));
    const bool fetched = kind == "response" && type == "application/http";
    const bool converted = kind == "conversion" && type == "text/plain";
    Page page;
    page.url = header.field("warc-target-uri");
    page.place = fmt::format("record {}{}", record, page.url.empty() ? "" : fmt::format(" ({})", page.url));
    if (!(fetched || converted)) return skip(length);
    if (length > context_.limits.max_article_bytes) {
      tell_error({ErrorCode::unsupported, fmt::format("{}: {}: longer than {} MB; skipped", context_.name,
                                                      page.place, context_.limits.max_article_bytes >> 20U)});
      return skip(length);
    }
    page.bytes.resize(length);
    in_.read(page.bytes.data(), static_cast<std::streamsize>(length));
    if (static_cast<std::uint64_t>(in_.gcount()) != length) {
      tell_error({ErrorCode::damaged,
                  fmt::format("{}: {}: the archive is cut short in it", context_.name, page.place)});
      return false;
    }
    page.fetched = geo::text::parse_timestamp(header.field("warc-date"));
    if (converted) page.format = ArticleFormat::text;
    if (converted || unwrap(page)) tell(std::move(page));
    return true;
  }

  bool skip(std::uint64_t length) {
    in_.ignore(static_cast<std::streamsize>(length));
    return static_cast<std::uint64_t>(in_.gcount()) == length;
  }

  // Leaves of an answer of HTTP its page; false where it is none.
  static bool unwrap(Page& page) {
    const auto http = take_header(page.bytes);
    if (!http) return false;
    const std::string_view status = http->first_line();
    const std::size_t code = status.find(' ');
    const std::string type = media_type(http->field("content-type"));
    if (code == std::string_view::npos || !status.substr(code + 1).starts_with("200") ||
        !(type == "text/html" || type == "application/xhtml+xml"))
      return false;
    if (lower_ascii(http->field("transfer-encoding")) == "chunked") page.bytes = joined_chunks(page.bytes);
    unpack(page.bytes);
    const std::string charset = charset_of(http->field("content-type"));
    if (!charset.empty() && lower_ascii(page.bytes.substr(0, 4096)).find("charset=") == std::string::npos)
      page.bytes.insert(0, fmt::format("<meta charset=\"{}\">", charset));
    return true;
  }

  static void unpack(std::string& bytes) {
    std::istringstream packed(std::move(bytes));
    ByteStream stream(*packed.rdbuf());
    bytes.assign(std::istreambuf_iterator<char>(&stream), {});
  }

  void tell(Page&& page) {
    std::istringstream bytes(std::move(page.bytes));
    TextSource source(bytes);
    const FileClues clues{{}, page.fetched};
    const ArticleSink sink = [&](ReadItem&& item) {
      if (item.article && item.article->url.empty()) item.article->url = page.url;
      return send(std::move(item));
    };
    const ArticleSink dated = completing(sink, clues);
    const std::string name = fmt::format("{}: {}", context_.name, page.place);
    const ReadContext context{name, nullptr, dated, context_.limits};
    const auto read =
        page.format == ArticleFormat::html ? read_html(source, context) : read_text(source, context);
    if (!read) tell_error(read.error());
  }

  void tell_error(Error error) { (void)send(make_error(std::move(error), {}, 0)); }

  bool send(ReadItem&& item) {
    told_ = true;
    return goes_on_ = context_.sink(std::move(item));
  }

  std::istream& in_;
  const ReadContext& context_;
  bool told_ = false;
  bool goes_on_ = true;
};

}  // namespace

bool is_warc(std::string_view bytes) {
  return bytes.starts_with(kMark);
}

Result<void> read_warc(std::istream& in, const ReadContext& context) {
  return Reader(in, context).read();
}

}  // namespace kharita::app
