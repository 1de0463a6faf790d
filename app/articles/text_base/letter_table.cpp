#include "app/articles/text_base/letter_table.h"

#include <algorithm>
#include <array>

#include "app/articles/text_base/varint.h"
#include "geo/text/normalise.h"

namespace kharita::app {
namespace {

std::size_t bytes_for(std::size_t articles) {
  return (articles + 7) / 8;
}

// Empty where it is of another script.
std::string_view first_letter(std::string_view word) {
  const auto lead = word.empty() ? 0U : static_cast<unsigned>(static_cast<unsigned char>(word.front()));
  if (lead < 0x80) return word.substr(0, 1);
  return lead >= 0xD8 && lead <= 0xDB ? word.substr(0, 2) : std::string_view();  // U+0600 to U+06FF
}

}  // namespace

void LetterTableWriter::start(std::string_view word, std::uint64_t count) {
  std::array<geo::text::Reading, 32> readings;
  std::string scratch;
  of_word_.clear();
  end_ = 0;
  for (std::size_t i = geo::text::proclitic_readings(word, readings, scratch); i > 0; --i) {
    const std::string_view letter = first_letter(readings[i - 1].rest);
    if (letter.empty()) continue;
    Letter& found = letters_[std::string(letter)];
    found.bits.resize(bytes_for(articles_->size()));
    if (std::find(of_word_.begin(), of_word_.end(), &found.bits) != of_word_.end()) continue;
    found.count += count;
    of_word_.push_back(&found.bits);
  }
}

std::vector<std::uint8_t> LetterTableWriter::bytes() const {
  std::vector<std::uint8_t> out;
  for (const auto& [letter, found] : letters_) {
    if (found.count < articles_->positions() / kOften) continue;
    put_text(letter, out);
    out.insert(out.end(), found.bits.begin(), found.bits.end());
  }
  return out;
}

bool LetterTable::read(CheckedReader& reader, std::uint64_t at, std::uint64_t size, std::size_t articles) {
  const std::uint64_t end = at + size;
  while (at < end) {
    constexpr std::uint64_t kLongest = 3;  // a letter behind its length
    ByteCursor cursor(reader.bytes(at, std::min(kLongest, end - at)));
    const std::string_view letter = cursor.text();
    at += 1 + letter.size();
    if (!cursor.is_good() || letter.empty() || bytes_for(articles) > end - std::min(at, end)) return false;
    bits_at_.emplace(letter, at);
    at += bytes_for(articles);
  }
  return true;
}

bool LetterTable::find(std::string_view letter, CheckedReader& reader, std::span<std::uint8_t> holds) const {
  const auto found = bits_at_.find(letter);
  if (found == bits_at_.end()) return false;
  const auto bits = reader.bytes(found->second, bytes_for(holds.size()));
  for (std::size_t i = 0; i < holds.size() && !bits.empty(); ++i)
    holds[i] = bits[i / 8] >> i % 8 & 1U;
  return true;
}

}  // namespace kharita::app
