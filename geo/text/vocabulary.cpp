#include "geo/text/vocabulary.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace kharita::geo::text {
namespace {

constexpr std::size_t kFewestSlots = std::size_t{1} << 12;
// Words at a time: their slots, then their keys are on the way from memory while the others' hashes are made.
constexpr std::size_t kBatch = 64;

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
  keys_.reserve(kMostWords + 1);  // address space: memory as it fills
  forget();
}

void Vocabulary::forget() {
  slots_.assign(kFewestSlots, Slot{});
  keys_.assign(1, Key{});  // of kNone
  date_word_of_.assign(1, 0);
  date_words_.assign(1, DateWordMatch{});
  ++generation_;
}

void Vocabulary::look_at(const Tokens& tokens, const Token& token, Pending& word) noexcept {
  const std::size_t size = token.norm_end - token.norm_start;
  word.hash = 0;
  if (size > kLongest || size == 0) return;
  auto& parts = word.key.parts;
  std::memcpy(parts.data(), tokens.normal.data() + token.norm_start, sizeof word.key);
  for (std::size_t i = 0; i < parts.size(); ++i)
    parts[i] &= kMasks[size][i];
  const auto tag = static_cast<std::uint64_t>(size | static_cast<std::size_t>(token.kind) << 5U);
  parts[3] |= std::endian::native == std::endian::little ? tag << 56U : tag;
  word.hash = hash_of(parts) | 1U;
}

void Vocabulary::number(Tokens& tokens) {
  static_assert(kLongest < Tokens::kPadding);
  if (keys_.size() > kMostWords) forget();
  const std::size_t count = tokens.tokens.size();
  tokens.numbers.resize(count);
  tokens.of_dates.clear();
  std::array<Pending, kBatch> batch;
  for (std::size_t begin = 0; begin < count; begin += kBatch) {
    const std::size_t size = std::min(kBatch, count - begin);
    const Slot* const slots = slots_.data();
    const Key* const keys = keys_.data();
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < size; ++i) {
      look_at(tokens, tokens.tokens[begin + i], batch[i]);
      __builtin_prefetch(slots + (batch[i].hash >> 1U & mask));
    }
    for (std::size_t i = 0; i < size; ++i)
      __builtin_prefetch(keys + slots[batch[i].hash >> 1U & mask].number);
    for (std::size_t i = 0; i < size; ++i) {
      const Slot word = find(batch[i], tokens, tokens.tokens[begin + i]);
      tokens.numbers[begin + i] = word.number;
      if (word.is_of_dates != 0 || word.number == kNone)
        tokens.of_dates.push_back(static_cast<std::uint32_t>(begin + i));
    }
  }
  tokens.vocabulary = this;
}

Vocabulary::Slot Vocabulary::find(const Pending& word, const Tokens& tokens, const Token& token) {
  if (word.hash == 0) return {};
  const auto upper = static_cast<std::uint32_t>(word.hash >> 32U);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = slot_of(word.hash);; at = (at + 1) & mask) {
    const Slot slot = slots_[at];
    if (slot.number == kNone) return add(word, tokens.norm(token), token.kind, at);
    if (slot.hash == upper && keys_[slot.number] == word.key) return slot;
  }
}

Vocabulary::Slot Vocabulary::add(const Pending& word, std::string_view norm, Token::Kind kind,
                                 std::size_t at) {
  if (keys_.size() > kMostWords) return {};
  const bool letters = kind == Token::Kind::arabic || kind == Token::Kind::latin;
  const DateWordMatch date = letters ? text::date_word(norm) : DateWordMatch{};
  Slot slot;
  slot.hash = static_cast<std::uint32_t>(word.hash >> 32U);
  slot.number = static_cast<std::uint32_t>(keys_.size()) & ((1U << 31U) - 1);
  slot.is_of_dates = date.word != nullptr || kind == Token::Kind::number;
  slots_[at] = slot;
  keys_.push_back(word.key);
  static_assert(kMostWords <= std::size_t{1} << 16);
  date_word_of_.push_back(date.word != nullptr ? static_cast<std::uint16_t>(date_words_.size()) : 0);
  if (date.word != nullptr) date_words_.push_back(date);
  if (keys_.size() * 2 > slots_.size()) grow();
  return slot;
}

void Vocabulary::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.number == kNone) continue;
    std::size_t at = slot_of(hash_of(keys_[slot.number].parts));
    while (slots_[at].number != kNone)
      at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

void tokenise(std::string_view utf8, Vocabulary& vocabulary, Tokens& out) {
  tokenise(utf8, out);
  vocabulary.number(out);
}

}  // namespace kharita::geo::text
