#include "geo/gazetteer/text_file.h"

#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>

namespace kharita::geo {

Result<std::string> read_file(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  std::string content;
  if (!error) content.resize(size);
  if (error || !stream || !stream.read(content.data(), static_cast<std::streamsize>(size))) {
    return fail(ErrorCode::io,
                "{}: cannot be read: {}. If it belongs to the data packages, run data/fetch.sh.",
                file.string(), error ? error.message() : std::strerror(errno));
  }
  return content;
}

Result<void> for_each_line(
    std::string_view text,
    const std::function<Result<void>(std::string_view line, std::size_t number)>& take) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (auto taken = take(line, number); !taken) return taken;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return {};
}

void split(std::string_view line, char separator, std::vector<std::string_view>& out) {
  out.clear();
  for (;;) {
    const std::size_t end = line.find(separator);
    out.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return;
    line.remove_prefix(end + 1);
  }
}

Result<std::vector<std::pair<std::string_view, std::string_view>>> parse_mo(const std::filesystem::path& file,
                                                                            std::string_view content) {
  constexpr std::uint32_t kMagic = 0x950412deU;
  constexpr std::size_t kHeaderSize = 28;
  const auto broken = [&] {
    return fail(ErrorCode::damaged,
                "{}: this is no message catalogue, or it is cut short. Run data/fetch.sh.", file.string());
  };
  if (content.size() < kHeaderSize) return broken();
  bool swapped = false;
  const auto word = [&](std::size_t at) -> std::optional<std::size_t> {
    std::uint32_t value = 0;
    if (at > content.size() - sizeof(value)) return std::nullopt;
    std::memcpy(&value, content.data() + at, sizeof(value));
    return swapped ? __builtin_bswap32(value) : value;
  };
  swapped = *word(0) != kMagic;
  if (*word(0) != kMagic) return broken();
  const std::size_t count = *word(8);
  const auto text_at = [&](std::size_t table, std::size_t i) -> std::optional<std::string_view> {
    const auto length = word(table + i * 8);
    const auto offset = word(table + i * 8 + 4);
    if (!length || !offset || *offset > content.size() || *length > content.size() - *offset)
      return std::nullopt;
    return content.substr(*offset, *length);
  };
  std::vector<std::pair<std::string_view, std::string_view>> messages;
  for (std::size_t i = 0; i < count; ++i) {
    const auto original = text_at(*word(12), i);
    const auto translation = text_at(*word(16), i);
    if (!original || !translation) return broken();
    messages.emplace_back(*original, *translation);
  }
  return messages;
}

}  // namespace kharita::geo
