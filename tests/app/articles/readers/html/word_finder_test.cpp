#include "app/articles/readers/html/word_finder.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using kharita::app::WordFinder;

TEST_CASE("word finder: words inside others, and behind the beginnings of others, are found") {
  const WordFinder finder({{"she", 1}, {"he", 2}, {"hers", 4}, {"أخبار", 8}, {"بار", 16}});
  CHECK(finder.kinds_in("ushers") == (1 | 2 | 4));
  CHECK(finder.kinds_in("shhe") == 2);
  CHECK(finder.kinds_in("آخر الأخبار") == (8 | 16));
  CHECK(finder.kinds_in("her shed") == (1 | 2));
  CHECK(finder.kinds_in("") == 0);
  CHECK(WordFinder({}).kinds_in("words") == 0);
}

TEST_CASE("word finder: any words are found where a search for each of them finds them") {
  std::mt19937 random(11);
  const auto letters = [&](std::size_t most) {
    std::string text(random() % most, 'a');
    for (char& c : text)
      c = "abc\xD8\xA7"[random() % 5];
    return text;
  };
  for (int i = 0; i < 300; ++i) {
    std::vector<std::string> words(1 + random() % 12);
    std::vector<WordFinder::Word> known;
    for (std::size_t w = 0; w < words.size(); ++w) {
      words[w] = letters(6) + "a";
      known.push_back({words[w], 1U << w});
    }
    const WordFinder finder(known);
    for (int t = 0; t < 20; ++t) {
      const std::string text = letters(40);
      std::uint32_t found = 0;
      for (std::size_t w = 0; w < words.size(); ++w)
        found |= text.find(words[w]) == std::string::npos ? 0U : 1U << w;
      CAPTURE(text);
      CHECK(finder.kinds_in(text) == found);
    }
  }
}
