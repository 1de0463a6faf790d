#include "geo/resolve/home.h"

#include <algorithm>
#include <array>
#include <string>

#include "geo/text/normalise.h"

namespace kharita::geo {
namespace {

// Top-level domains of two letters that sites all over the world use.
constexpr std::array<std::string_view, 11> kWorldwide = {"ai", "cc", "co", "eu", "fm", "io",
                                                         "me", "to", "tv", "ws", "ly"};

bool is_small_letter(char c) noexcept {
  return c >= 'a' && c <= 'z';
}

// The country of the address's top-level domain: spa.gov.sa, https://www.petra.gov.jo/news.
PlaceId home_by_domain(std::string_view address, const Gazetteer& gazetteer) {
  if (const auto scheme = address.find("://"); scheme != std::string_view::npos)
    address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find_first_of("/:? "));
  const auto dot = address.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  const std::string domain = text::normalise(address.substr(dot + 1));
  if (domain.size() != 2 || !std::all_of(domain.begin(), domain.end(), is_small_letter)) return {};
  if (std::find(kWorldwide.begin(), kWorldwide.end(), domain) != kWorldwide.end()) return {};
  std::string iso = domain == "uk" ? "gb" : domain;
  for (char& letter : iso)
    letter = static_cast<char>(letter - 'a' + 'A');
  return gazetteer.country(iso).value_or(PlaceId{});
}

}  // namespace

PlaceId home_of(std::string_view source, const Gazetteer& gazetteer) {
  constexpr std::size_t kLongest = 300;  // bytes of a name or address that are looked at
  const NameIndex& index = gazetteer.names();
  text::Tokens tokens;
  text::tokenise(source.substr(0, kLongest), tokens);
  PlaceId home;
  std::size_t longest = 0;
  for (std::size_t first = 0; first < tokens.tokens.size(); ++first) {
    NameIndex::Node node = index.root();
    for (std::size_t last = first; last < tokens.tokens.size(); ++last) {
      node = index.child(node, tokens.norm(tokens.tokens[last]));
      if (!node) break;
      for (const LexiconEntry& entry : index.lexicon(node)) {
        if (entry.word_class != WordClass::source || last + 1 - first <= longest) continue;
        longest = last + 1 - first;
        home = PlaceId{entry.value};
      }
    }
  }
  return home.valid() ? home : home_by_domain(source, gazetteer);
}

}  // namespace kharita::geo
