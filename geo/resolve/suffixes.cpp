#include "geo/resolve/suffixes.h"

#include <array>

namespace kharita::geo {
namespace {

constexpr std::size_t kLetter = 2;  // bytes
constexpr std::size_t kShortestStem = 2 * kLetter;

// In normal form, where ە is ه and ێ is ي. وه is ـەوە behind a name that ends in ە.
constexpr std::array<std::string_view, 14> kKurdish = {"ي",   "ه",   "دا",  "يه",   "وه",  "يش",   "هكه",
                                                       "يدا", "هوه", "هدا", "يهوه", "يشي", "هكان", "وهدا"};

}  // namespace

std::size_t stems(std::string_view language, std::string_view norm, std::span<Stem> out) noexcept {
  std::size_t count = 0;
  const auto add = [&](std::string_view ending) {
    if (!norm.ends_with(ending) || norm.size() < ending.size() + kShortestStem || count >= out.size()) return;
    out[count++] = {norm.substr(0, norm.size() - ending.size()),
                    static_cast<std::uint8_t>(ending.size() / kLetter)};
  };
  if (language == "ckb") {
    for (const std::string_view ending : kKurdish)
      add(ending);
  } else if (language == "fa" && (norm.ends_with("اي") || norm.ends_with("وي"))) {
    add("ي");
  }
  return count;
}

}  // namespace kharita::geo
