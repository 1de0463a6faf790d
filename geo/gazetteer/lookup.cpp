// Gazetteer::lookup: the places that bear a name that a user typed.
#include <algorithm>
#include <array>
#include <string>

#include "geo/gazetteer/gazetteer.h"
#include "geo/gazetteer/name_rank.h"
#include "geo/text/code_points.h"
#include "geo/text/normalise.h"

namespace kharita::geo {
namespace {

constexpr std::string_view kArticle = "ال";

std::string join(const std::vector<std::string>& tokens) {
  std::string joined;
  for (const std::string& token : tokens)
    joined += token;
  return joined;
}

// The name as it is, and with the article taken off or put before it.
std::array<std::vector<std::string>, 2> with_and_without_article(std::vector<std::string> tokens) {
  std::vector<std::string> other = tokens;
  if (other.front().starts_with(kArticle) && other.front().size() > kArticle.size()) {
    other.front().erase(0, kArticle.size());
  } else {
    other.front() = std::string(kArticle).append(other.front());
  }
  return {std::move(tokens), std::move(other)};
}

NameIndex::Node walk(const NameIndex& index, const std::vector<std::string>& tokens) {
  NameIndex::Node node = index.root();
  for (const std::string& token : tokens)
    node = index.child(node, token);
  return node;
}

std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();)
    out += text::next_code_point(utf8.data(), utf8.size(), i);
  return out;
}

std::string utf8_of(char32_t c) {  // of the letters of normal forms: below U+0800
  if (c < 0x80) return {static_cast<char>(c)};
  return {static_cast<char>(0xc0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3fU))};
}

// Letters that foreign names exchange: a long vowel, or two of one skeleton letter.
bool is_long_vowel(char32_t c) {
  return c == U'ا' || c == U'و' || c == U'ي' || c == U'ه';
}
bool exchanged(char32_t a, char32_t b) {
  if (a >= 0x800 || b >= 0x800) return false;
  if ((a == U'و' && b == U'ف') || (a == U'ف' && b == U'و')) return true;
  const std::string other = text::skeleton("ب" + utf8_of(b));
  return other.size() > 2 && text::skeleton("ب" + utf8_of(a)) == other;
}

// Edit distance in halves: 1 for a long vowel more or less or an exchanged letter, 2 for any other change.
// O(|a| |b|).
std::size_t half_edits(std::u32string_view a, std::u32string_view b) {
  const auto weight = [](char32_t c) -> std::size_t { return is_long_vowel(c) ? 1 : 2; };
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (std::size_t j = 1; j <= b.size(); ++j)
    row[j] = row[j - 1] + weight(b[j - 1]);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] += weight(a[i - 1]);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : (exchanged(a[i - 1], b[j - 1]) ? 1 : 2);
      const std::size_t best =
          std::min({diagonal + change, row[j] + weight(a[i - 1]), row[j - 1] + weight(b[j - 1])});
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row[b.size()];
}

}  // namespace

std::vector<NameEntry> Gazetteer::lookup(std::string_view name) const {
  const NameIndex& index = names();
  std::vector<std::string> tokens = text::name_tokens(name);
  std::vector<NameEntry> found;
  if (tokens.empty()) return found;
  const auto take = [&](std::span<const NameEntry> entries) {
    for (const NameEntry& entry : entries) {
      if (std::ranges::find(found, entry.place, &NameEntry::place) == found.end()) found.push_back(entry);
    }
  };
  const auto forms = with_and_without_article(std::move(tokens));
  for (const auto& form : forms)
    take(index.names(walk(index, form)));
  const std::string joined = join(forms[0]);
  if (found.empty()) {
    for (const auto& form : forms)
      take(index.joined(join(form)));
  }
  if (found.empty()) {
    const std::u32string wanted = code_points(joined);
    std::vector<NameEntry> near;
    for (const NameEntry& entry : index.by_skeleton(text::skeleton(joined))) {
      const std::u32string letters = code_points(join(text::name_tokens(index.spelling(entry))));
      if (half_edits(wanted, letters) * 5 <= std::max(wanted.size(), letters.size()) * 2)
        near.push_back(entry);
    }
    take(near);
  }
  std::ranges::stable_sort(found, {}, [&](const NameEntry& entry) {
    const Place p = place(entry.place);
    return name_rank(entry.flags, p.kind, p.is_capital, p.population);
  });
  return found;
}

}  // namespace kharita::geo
