#include "app/articles/readers/encoding/message_part.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/encoding/media_type.h"

namespace kharita::app {
namespace {

constexpr std::size_t kMostHeaderBytes = std::size_t{64} << 10;

// The fields of a header that count here, values without line ends.
struct Header {
  std::string type;  // lower case, without its parameters
  std::string boundary;
  std::string encoding;  // lower case
  std::string location;
};

// A line without its line end, and of a very long one the beginning; false at the end.
bool next_line(std::istream& in, std::string& line, std::uint64_t max_bytes = kMostHeaderBytes) {
  constexpr int kEnd = std::istream::traits_type::eof();
  line.clear();
  int c = in.rdbuf()->sbumpc();
  if (c == kEnd) in.setstate(std::ios::eofbit | std::ios::failbit);
  if (c == kEnd) return false;
  for (; c != kEnd && c != '\n'; c = in.rdbuf()->sbumpc()) {
    if (line.size() <= max_bytes) line.push_back(static_cast<char>(c));
  }
  if (line.ends_with('\r')) line.pop_back();
  return true;
}

void take_field(std::string_view line, Header& header) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string name = lower_ascii(line.substr(0, colon));
  const std::string_view value = without_blanks(line.substr(colon + 1));
  if (name == "content-type") {
    header.type = media_type(value);
    header.boundary = parameter(value, "boundary");
  } else if (name == "content-transfer-encoding") {
    header.encoding = lower_ascii(value);
  } else if (name == "content-location") {
    header.location = value;
  }
}

// Up to the empty line behind it. A line that begins with a blank continues the one before.
Header read_header(std::istream& in) {
  Header header;
  std::string field;
  std::string line;
  std::size_t bytes = 0;
  while (next_line(in, line) && !line.empty() && (bytes += line.size()) < kMostHeaderBytes) {
    if (!line.starts_with(' ') && !line.starts_with('\t')) take_field(std::exchange(field, {}), header);
    field += line;
  }
  take_field(field, header);
  return header;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// A line of quoted-printable; where it ends with = the next one goes on with it.
void append_quoted_printable(std::string_view line, std::string& out) {
  while (line.ends_with(' ') || line.ends_with('\t'))
    line.remove_suffix(1);
  const bool goes_on = line.ends_with('=');
  if (goes_on) line.remove_suffix(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const int high = line[i] == '=' && i + 2 < line.size() ? hex_digit(line[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(line[i + 2]) : -1;
    out.push_back(low >= 0 ? static_cast<char>(high * 16 + low) : line[i]);
    if (low >= 0) i += 2;
  }
  if (!goes_on) out.push_back('\n');
}

// Lines of base64, whose groups of four need not end with them.
class Base64 {
 public:
  void append(std::string_view line, std::string& out) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (const char c : line) {
      const std::size_t digit = kDigits.find(c);
      if (digit == std::string_view::npos) continue;
      bits_ = bits_ << 6U | static_cast<std::uint32_t>(digit);
      held_ += 6;
      if (held_ < 8) continue;
      held_ -= 8;
      out.push_back(static_cast<char>(bits_ >> held_ & 0xFFU));
    }
  }

 private:
  std::uint32_t bits_ = 0;
  std::uint32_t held_ = 0;  // bits
};

bool is_boundary(std::string_view line, const std::vector<std::string>& boundaries) {
  if (!line.starts_with("--")) return false;
  line.remove_prefix(2);
  return std::ranges::any_of(boundaries, [&](const std::string& boundary) {
    return line.starts_with(boundary) && without_blanks(line.substr(boundary.size())).size() <= 2;
  });
}

// A part's bytes, up to the next boundary or the end.
std::string read_body(std::istream& in, const Header& header, const std::vector<std::string>& boundaries,
                      std::uint64_t max_bytes) {
  std::string body;
  std::string line;
  Base64 base64;
  while (next_line(in, line, std::max<std::uint64_t>(max_bytes, kMostHeaderBytes)) &&
         !is_boundary(line, boundaries)) {
    if (body.size() > max_bytes) continue;
    if (header.encoding == "base64") {
      base64.append(line, body);
    } else if (header.encoding == "quoted-printable") {
      append_quoted_printable(line, body);
    } else {
      body.append(line).push_back('\n');
    }
  }
  return body;
}

}  // namespace

bool is_message(std::string_view bytes) {
  constexpr std::size_t kHead = 4096;  // a header may have many lines before
  const std::string header = lower_ascii(bytes.substr(0, kHead));
  const std::size_t name = header.find_first_not_of("abcdefghijklmnopqrstuvwxyz-");
  return name != std::string::npos && name > 0 && header[name] == ':' &&
         header.find("mime-version: 1.0") != std::string::npos &&
         header.find("content-type: multipart/") != std::string::npos;
}

std::optional<std::string> text_of_message(std::istream& in, std::uint64_t max_bytes) {
  std::vector<std::string> boundaries{read_header(in).boundary};
  std::optional<std::string> text;
  std::string line;
  while (next_line(in, line) && !is_boundary(line, boundaries)) {
  }
  while (in) {
    const Header header = read_header(in);
    if (!header.boundary.empty()) boundaries.push_back(header.boundary);
    const bool page = header.type == "text/html" || header.type == "application/xhtml+xml";
    std::string body = read_body(in, header, boundaries, page || header.type == "text/plain" ? max_bytes : 0);
    if (page && !header.location.empty())
      return fmt::format("<!-- saved from url=({:04}){} -->\n", header.location.size(), header.location) +
             body;
    if (page) return body;
    if (header.type == "text/plain" && !text) text = std::move(body);
  }
  return text;
}

}  // namespace kharita::app
