#include "app/articles/text_base/run.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "app/articles/file_bytes.h"
#include "app/articles/search_words.h"
#include "app/articles/text_base/article_table.h"
#include "app/articles/text_base/varint.h"
#include "app/articles/token_table.h"

namespace kharita::app {
namespace {

// The words of a batch in the order of their positions, as numbers; TokenTable::kNone where none stands.
struct Words {
  TokenTable table;
  std::vector<std::uint32_t> row;

  std::size_t add(std::string_view text, SearchWords& words) {
    const auto of_text = words.of(text);
    table.append_numbers(of_text, row);
    row.push_back(TokenTable::kNone);
    return of_text.size();
  }
};

// The positions of each word, ascending: those of number n from first[n] on.
struct Positions {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> of;
};
Positions positions_of(const Words& words) {
  Positions positions;
  positions.first.assign(words.table.size() + 1, 0);
  for (const std::uint32_t number : words.row)
    ++positions.first[number + 1];
  for (std::size_t i = 1; i < positions.first.size(); ++i)
    positions.first[i] += positions.first[i - 1];
  positions.of.resize(words.row.size());
  std::vector<std::uint32_t> next = positions.first;
  for (std::uint32_t position = 0; position < words.row.size(); ++position)
    positions.of[next[words.row[position]]++] = position;
  return positions;
}

// All numbers, by the bytes of their words.
std::vector<std::uint32_t> sorted(const TokenTable& table) {
  struct Entry {
    std::uint64_t beginning;  // eight bytes, so that most comparisons read no word
    std::uint32_t number;
  };
  std::vector<Entry> entries;
  entries.reserve(table.size());
  for (std::uint32_t number = 1; number < table.size(); ++number) {
    const std::string_view word = table.spelling(number);
    std::uint64_t beginning = 0;
    for (std::size_t i = 0; i < sizeof(beginning); ++i)
      beginning = beginning << 8 | (i < word.size() ? static_cast<unsigned char>(word[i]) : 0U);
    entries.push_back({beginning, number});
  }
  std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    return table.spelling(a.number) < table.spelling(b.number);
  });
  std::vector<std::uint32_t> numbers;
  numbers.reserve(entries.size());
  for (const Entry& entry : entries)
    numbers.push_back(entry.number);
  return numbers;
}

}  // namespace

ScratchFile::~ScratchFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

int ScratchFile::open(const std::filesystem::path& file) {
  std::string name = file.string() + ".XXXXXX";
  descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor_ < 0) return errno;
  ::unlink(name.c_str());
  return 0;
}

int ScratchFile::append(std::span<const std::uint8_t> bytes, std::uint64_t& at) {
  {
    const std::lock_guard lock(mutex_);
    at = size_;
    size_ += bytes.size();
  }
  return write_at(descriptor_, bytes.data(), bytes.size(), at);
}

int ScratchFile::read(std::uint64_t at, std::span<std::uint8_t> bytes) const {
  const int failed = read_at(descriptor_, bytes.data(), bytes.size(), at);
  return failed == kFileEnds ? EIO : failed;
}

Run make_run(std::span<const TextOfArticle> articles, ScratchFile& scratch) {
  Run run;
  Words words;
  SearchWords search_words;
  for (const TextOfArticle& article : articles) {
    const std::size_t title = words.add(article.title, search_words);
    const std::size_t text = words.add(article.text, search_words);
    ArticleTable::put(title, text, run.articles);
  }
  run.positions = words.row.size();
  const Positions positions = positions_of(words);
  std::vector<std::uint8_t> bytes;
  bytes.reserve(words.row.size() * 2 + words.row.size() / 4);
  for (const std::uint32_t number : sorted(words.table)) {
    put_text(words.table.spelling(number), bytes);
    put_varint(positions.first[number + 1] - positions.first[number], bytes);
    std::uint32_t least = 0;
    for (std::uint32_t i = positions.first[number]; i < positions.first[number + 1]; ++i) {
      put_varint(positions.of[i] - least, bytes);
      least = positions.of[i] + 1;
    }
  }
  run.size = bytes.size();
  run.reason = scratch.append(bytes, run.at);
  return run;
}

RunCursor::RunCursor(const ScratchFile& scratch, const Run& run, std::uint64_t first_position,
                     std::size_t buffer)
    : scratch_(&scratch),
      next_(run.at),
      end_(run.at + run.size),
      first_position_(first_position),
      most_(buffer) {}

void RunCursor::fill() {
  buffer_.resize(std::min<std::uint64_t>(most_, end_ - next_));
  at_ = 0;
  if (!buffer_.empty()) reason_ = scratch_->read(next_, buffer_);
  next_ += buffer_.size();
  if (buffer_.empty() || reason_ != 0) {  // zeros, so that what asks for a number gets one
    buffer_.assign(1, 0);
    next_ = end_;
  }
}

bool RunCursor::next_word() {
  if (reason_ != 0 || (next_ == end_ && at_ == buffer_.size())) return false;
  word_.resize(varint());
  for (char& letter : word_)
    letter = static_cast<char>(byte());
  count_ = varint();
  last_ = first_position_;
  return reason_ == 0;
}

}  // namespace kharita::app
