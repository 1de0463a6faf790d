#include <algorithm>

#include "geo/gazetteer/name_index_impl.h"

namespace kharita::geo {
namespace {

constexpr std::uint32_t kRoot = 1;

// Linear probing over a power of two of slots. `probe` says of a slot: found, free or neither. The loop is
// bounded, so a table without a free slot, which no writer of ours makes, ends it, too.
template <typename Slot, typename Probe>
const Slot* search(std::span<const Slot> slots, std::uint64_t start, Probe probe) noexcept {
  const std::size_t mask = slots.size() - 1;
  for (std::size_t step = 0; step < slots.size(); ++step) {
    const Slot& slot = slots[(start + step) & mask];
    if (const int verdict = probe(slot); verdict != 0) return verdict > 0 ? &slot : nullptr;
  }
  return nullptr;
}

}  // namespace

NameIndex::Node NameIndex::root() const noexcept {
  return {kRoot};
}

// Four bits a slot, of which half at most hold a token: one word in eight at most passes by chance. Small
// enough to stay in the processor's cache, where the table does not.
void NameIndex::Impl::make_filter() {
  arabic_filter.assign(std::max<std::size_t>(1, arabic_tokens.size() * 4 / 64), 0);
  for (const fb::TokenSlot& slot : arabic_tokens) {
    const std::size_t bit = slot.fingerprint() & (arabic_filter.size() * 64 - 1);
    if (slot.token() != 0) arabic_filter[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
}

NameIndex::Token NameIndex::find_token(std::string_view token) const noexcept {
  const std::uint64_t hash = image::hash(token);
  const std::uint32_t fingerprint = image::fingerprint(hash);
  const bool arabic = image::is_arabic_token(token);
  if (arabic && !impl_->may_have(fingerprint)) return {};
  const auto slots = arabic ? impl_->arabic_tokens : impl_->other_tokens;
  const auto* slot = search(slots, hash, [&](const fb::TokenSlot& s) noexcept {
    if (s.token() == 0) return -1;
    if (s.fingerprint() != fingerprint || s.token() >= impl_->tokens.size()) return 0;
    return impl_->strings.at(impl_->tokens[s.token()]) == token ? 1 : 0;
  });
  return {slot != nullptr ? slot->token() : 0};
}

NameIndex::Node NameIndex::child(Node node, Token token) const noexcept {
  if (!token || !node) return {};
  if (node.value == kRoot)
    return {token.value < impl_->first_nodes.size() ? impl_->first_nodes[token.value] : 0};
  const auto* slot =
      search(impl_->edges, image::edge_hash(node.value, token.value), [&](const fb::EdgeSlot& s) noexcept {
        if (s.node() == 0) return -1;
        return s.node() == node.value && s.token() == token.value ? 1 : 0;
      });
  return {slot != nullptr ? slot->child() : 0};
}

void NameIndex::prefetch_child(Node node, Token token) const noexcept {
  __builtin_prefetch(impl_->edges.data() +
                     (image::edge_hash(node.value, token.value) & (impl_->edges.size() - 1)));
}

NameIndex::Node NameIndex::child(Node node, std::string_view token) const noexcept {
  const TokenSet children = onward(node);
  if (children.empty()) return {};
  const Token found = find_token(token);
  return children.may_hold(found) ? child(node, found) : Node{};
}

NameIndex::TokenSet NameIndex::onward(Node node) const noexcept {
  return TokenSet{node.value < impl_->nodes.size() ? impl_->nodes[node.value].onward() : 0};
}

std::span<const NameEntry> NameIndex::names(Node node) const noexcept {
  if (!node || std::size_t{node.value} + 1 >= impl_->nodes.size()) return {};
  return slice(impl_->names, impl_->nodes[node.value].names(), impl_->nodes[node.value + 1].names());
}

std::span<const LexiconEntry> NameIndex::lexicon(Node node) const noexcept {
  if (!node || std::size_t{node.value} + 1 >= impl_->nodes.size()) return {};
  return slice(impl_->lexicon, impl_->nodes[node.value].lexicon(), impl_->nodes[node.value + 1].lexicon());
}

std::span<const NameEntry> NameIndex::Impl::find_range(std::span<const fb::RangeSlot> slots,
                                                       std::string_view key) const noexcept {
  const std::uint64_t hash = image::hash(key);
  // The key itself is not kept: that two of them share all 64 bits of the hash is a chance of one in 10^13 a
  // look-up.
  const auto* slot = search(slots, hash, [&](const fb::RangeSlot& s) noexcept {
    if (s.count() == 0) return -1;
    return s.hash() == hash ? 1 : 0;
  });
  if (slot == nullptr) return {};
  return slice(names, slot->begin(), std::size_t{slot->begin()} + slot->count());
}

std::span<const NameEntry> NameIndex::joined(std::string_view normalised_without_spaces) const noexcept {
  return impl_->find_range(impl_->joined, normalised_without_spaces);
}

std::span<const NameEntry> NameIndex::by_skeleton(std::string_view skeleton) const noexcept {
  return impl_->find_range(impl_->skeletons, skeleton);
}

std::string_view NameIndex::spelling(const NameEntry& entry) const noexcept {
  return impl_->strings[entry.spelling];
}

}  // namespace kharita::geo
