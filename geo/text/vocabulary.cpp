#include "geo/text/vocabulary.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace kharita::geo::text {
namespace {

constexpr std::size_t kFewestSlots = std::size_t{1} << 12;
// Words whose key is on its way from memory while this one is looked at; twice as far ahead their slot is.
constexpr std::size_t kAhead = 8;

// For each size the bytes that a key keeps, as masks of its four parts.
constexpr auto kMasks = [] {
  std::array<std::array<std::uint64_t, 4>, Vocabulary::kLongest + 1> masks{};
  for (std::size_t size = 0; size < masks.size(); ++size) {
    for (std::size_t byte = 0; byte < size; ++byte) {
      const std::size_t shift = 8 * (byte % 8);
      const std::size_t at = std::endian::native == std::endian::little ? shift : 56 - shift;
      masks[size][byte / 8] |= std::uint64_t{0xFF} << at;
    }
  }
  return masks;
}();

// The full product of two numbers, its halves folded into one.
std::uint64_t fold(std::uint64_t a, std::uint64_t b) noexcept {
  __extension__ typedef unsigned __int128 Wide;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

// As of wyhash, by Wang Yi (public domain): constants with as many ones as zeros.
std::uint64_t hash_of(const std::array<std::uint64_t, 4>& parts) noexcept {
  return fold(parts[0] ^ 0xa0761d6478bd642fULL, parts[1] ^ 0xe7037ed1a0b428dbULL) ^
         fold(parts[2] ^ 0x8ebc6af09c88c6e3ULL, parts[3] ^ 0x589965cc75374cc3ULL);
}

}  // namespace

Vocabulary::Vocabulary() {
  forget();
}

void Vocabulary::forget() {
  slots_.assign(kFewestSlots, Slot{});
  keys_.assign(1, Key{});  // of kNone
  date_word_of_.assign(1, 0);
  date_words_.assign(2, DateWordMatch{});
  ++generation_;
}

Vocabulary::Pending Vocabulary::look_at(const Tokens& tokens, const Token& token) noexcept {
  const std::size_t size = token.norm_end - token.norm_start;
  Pending word;
  if (size > kLongest || size == 0) return word;
  auto& parts = word.key.parts;
  std::memcpy(parts.data(), tokens.normal.data() + token.norm_start, sizeof word.key);
  for (std::size_t i = 0; i < parts.size(); ++i)
    parts[i] &= kMasks[size][i];
  const auto tag = static_cast<std::uint64_t>(size | static_cast<std::size_t>(token.kind) << 5U);
  parts[3] |= std::endian::native == std::endian::little ? tag << 56U : tag;
  word.hash = hash_of(parts) | 1U;
  return word;
}

void Vocabulary::number(Tokens& tokens) {
  static_assert(kLongest < Tokens::kPadding);
  if (keys_.size() > kMostWords) forget();
  const std::size_t count = tokens.tokens.size();
  pending_.resize(std::min(count, kAhead * 512));
  tokens.numbers.resize(count);
  for (std::size_t begin = 0; begin < count; begin += pending_.size()) {
    const std::size_t size = std::min(pending_.size(), count - begin);
    for (std::size_t i = 0; i < size; ++i)
      pending_[i] = look_at(tokens, tokens.tokens[begin + i]);
    for (std::size_t i = 0; i < size; ++i) {
      if (i + 2 * kAhead < size) __builtin_prefetch(&slots_[slot_of(pending_[i + 2 * kAhead].hash >> 1U)]);
      if (i + kAhead < size)
        __builtin_prefetch(&keys_[slots_[slot_of(pending_[i + kAhead].hash >> 1U)].number]);
      const Token& token = tokens.tokens[begin + i];
      tokens.numbers[begin + i] = number_of(pending_[i], tokens.norm(token), token.kind);
    }
  }
  tokens.vocabulary = this;
}

std::uint32_t Vocabulary::number_of(const Pending& word, std::string_view norm, Token::Kind kind) {
  if (word.hash == 0) return kNone;
  const auto upper = static_cast<std::uint32_t>(word.hash >> 32U);
  std::size_t slot = slot_of(word.hash >> 1U);
  for (; slots_[slot].number != kNone; slot = (slot + 1) & (slots_.size() - 1)) {
    if (slots_[slot].hash == upper && keys_[slots_[slot].number] == word.key) return slots_[slot].number;
  }
  if (keys_.size() > kMostWords) return kNone;
  const auto number = static_cast<std::uint32_t>(keys_.size());
  slots_[slot] = {upper, number};
  keys_.push_back(word.key);
  const bool letters = kind == Token::Kind::arabic || kind == Token::Kind::latin;
  const DateWordMatch date = letters ? text::date_word(norm) : DateWordMatch{};
  static_assert(kMostWords <= std::size_t{1} << 16);
  const std::uint16_t other = kind == Token::Kind::number ? 1 : 0;
  date_word_of_.push_back(date.word != nullptr ? static_cast<std::uint16_t>(date_words_.size()) : other);
  if (date.word != nullptr) date_words_.push_back(date);
  if (keys_.size() * 2 > slots_.size()) grow();
  return number;
}

void Vocabulary::grow() {
  slots_.assign(slots_.size() * 2, Slot{});
  for (std::size_t number = 1; number < keys_.size(); ++number) {
    const std::uint64_t hash = hash_of(keys_[number].parts) | 1U;
    std::size_t slot = slot_of(hash >> 1U);
    while (slots_[slot].number != kNone)
      slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = {static_cast<std::uint32_t>(hash >> 32U), static_cast<std::uint32_t>(number)};
  }
}

void tokenise(std::string_view utf8, Vocabulary& vocabulary, Tokens& out) {
  tokenise(utf8, out);
  vocabulary.number(out);
}

}  // namespace kharita::geo::text
