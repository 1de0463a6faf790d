// The name index's view of an opened file: spans into the mapping. For the gazetteer's own sources.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "gazetteer_generated.h"
#include "geo/gazetteer/gazetteer.h"
#include "geo/gazetteer/image.h"

namespace kharita::geo {

// A stretch of `all` from begin to end, cut to what is there: a file that lies about its ranges reads short,
// not outside.
template <typename T>
[[nodiscard]] std::span<const T> slice(std::span<const T> all, std::size_t begin, std::size_t end) noexcept {
  if (end > all.size()) end = all.size();
  return begin < end ? all.subspan(begin, end - begin) : std::span<const T>();
}

// The strings of an opened file by index; an index or range that does not exist reads as the empty string.
struct StringTable {
  std::string_view pool;
  std::span<const fb::StringRef> refs;

  [[nodiscard]] std::string_view at(const fb::StringRef& ref) const noexcept {
    return ref.offset() <= pool.size() ? pool.substr(ref.offset(), ref.size()) : std::string_view();
  }
  [[nodiscard]] std::string_view operator[](std::uint32_t index) const noexcept {
    return index < refs.size() ? at(refs[index]) : std::string_view();
  }
};

struct NameIndex::Impl {
  StringTable strings;
  std::span<const fb::StringRef> tokens;
  std::span<const fb::TokenSlot> arabic_tokens;
  std::span<const fb::TokenSlot> other_tokens;
  std::vector<std::uint64_t> arabic_filter;  // a bit by fingerprint: most words that are no token end here
  std::span<const std::uint32_t> first_nodes;
  std::span<const fb::EdgeSlot> edges;
  std::span<const fb::NodeRecord> nodes;
  std::span<const NameEntry> names;
  std::span<const LexiconEntry> lexicon;
  std::span<const fb::RangeSlot> joined;
  std::span<const fb::RangeSlot> skeletons;

  void make_filter();
  [[nodiscard]] bool may_have(std::uint32_t fingerprint) const noexcept {
    const std::size_t bit = fingerprint & (arabic_filter.size() * 64 - 1);
    return (arabic_filter[bit / 64] >> (bit % 64) & 1U) != 0;
  }

  [[nodiscard]] std::span<const NameEntry> find_range(std::span<const fb::RangeSlot> slots,
                                                      std::string_view key) const noexcept;
};

}  // namespace kharita::geo
