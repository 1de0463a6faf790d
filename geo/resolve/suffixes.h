// The endings that Kurdish and Persian words carry and that are no part of a name.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kharita::geo {

// What is left of a word in normal form without its ending.
struct Stem {
  std::string_view rest;
  std::uint8_t trim = 0;  // letters that the ending takes
};

inline constexpr std::size_t kMostStems = 16;

// The stems of a word of `language`, the shortest ending first; none in languages whose names stand alone.
// Kurdish (ckb): the case ending ی, the postpositions ـدا and ـەوە, "is" ـە and ـیە, "too" ـیش, the articles
// ـەکە and ـەکان, alone and one after another. Persian (fa): the linking ی after a vowel. Writes at most
// out.size().
[[nodiscard]] std::size_t stems(std::string_view language, std::string_view norm,
                                std::span<Stem> out) noexcept;

}  // namespace kharita::geo
