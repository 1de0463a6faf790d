#include "geo/text/vocabulary.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "geo/text/dates.h"

using namespace kharita::geo::text;

namespace {

std::string random_text(std::mt19937& random, std::size_t words) {
  static const std::vector<std::string> kWords = {
      "في",       "يوم",        "الاثنين", "16",  "يناير",   "وبالعام", "2024", "،",      ".",
      "المقبل",   "كانون",      "الثاني",  "هـ",  "1445",    "أمس",     "من",   "إلى",    "3",
      "رمضان",    "والأربعاء",  "Monday",  "May", "للهجرة",  "شهر",     "/",    "الماضي", "-",
      "الجاري",   "سنة",        "بين",     "و",   "1980",    "و1988",   "\n",   "هذا",    "صَفَر",
      "مدينـــة", "#هاشتاغ_من", "café",    "٣",   "فوالشهر", "(",       ")",    "ظهر",    "الأول"};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    if (random() % 8 == 0) {
      for (std::size_t letters = 1 + random() % 20; letters > 0; --letters)
        text += random() % 2 == 0 ? "ب" : random() % 2 == 0 ? "أ" : "x";
    } else {
      text += kWords[random() % kWords.size()];
    }
    if (random() % 12 != 0) text += ' ';
  }
  return text;
}

}  // namespace

TEST_CASE("vocabulary: the same normal form of the same kind has one number, in all texts") {
  std::mt19937 random(11);
  Vocabulary vocabulary;
  std::map<std::pair<std::string, Token::Kind>, std::uint32_t> numbers;
  std::map<std::uint32_t, std::string> words;
  Tokens tokens;
  std::size_t without = 0;
  for (int round = 0; round < 200; ++round) {
    tokenise(random_text(random, 300), vocabulary, tokens);
    REQUIRE(tokens.numbers.size() == tokens.tokens.size());
    for (std::size_t i = 0; i < tokens.tokens.size(); ++i) {
      const std::string norm(tokens.norm(tokens.tokens[i]));
      const std::uint32_t number = tokens.numbers[i];
      REQUIRE((number == Vocabulary::kNone) == (norm.size() > Vocabulary::kLongest));
      if (number == Vocabulary::kNone) {
        ++without;
        continue;
      }
      REQUIRE(number < vocabulary.size());
      const auto known = numbers.emplace(std::pair(norm, tokens.tokens[i].kind), number);
      REQUIRE(known.first->second == number);
      if (known.second) REQUIRE(words.emplace(number, norm).second);
    }
  }
  CHECK(without > 30);
  CHECK(vocabulary.generation() == 1);
}

TEST_CASE("vocabulary: a full one gives no more numbers, and forgets all before the next text") {
  Vocabulary vocabulary;
  Tokens tokens;
  std::string text = "أول ";
  for (std::size_t i = 0; i < Vocabulary::kMostWords; ++i)
    text += std::to_string(i) + " ";
  tokenise(text + "آخر أول", vocabulary, tokens);
  const std::uint32_t generation = vocabulary.generation();
  CHECK(tokens.numbers.front() == tokens.numbers.back());
  CHECK(tokens.numbers[tokens.numbers.size() - 2] == Vocabulary::kNone);
  CHECK(tokens.numbers[Vocabulary::kMostWords - 1] != Vocabulary::kNone);
  tokenise("آخر", vocabulary, tokens);
  CHECK(vocabulary.generation() != generation);
  CHECK(tokens.numbers.front() != Vocabulary::kNone);
}

TEST_CASE("vocabulary: dates are the same with it as without") {
  std::mt19937 random(12);
  Vocabulary vocabulary;
  Tokens plain;
  Tokens numbered;
  std::size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string text = random_text(random, 120);
    tokenise(text, plain);
    tokenise(text, vocabulary, numbered);
    const auto a = find_dates_and_publication(plain);
    const auto b = find_dates_and_publication(numbered);
    CHECK(a.publication.date == b.publication.date);
    REQUIRE(a.dates.size() == b.dates.size());
    found += a.dates.size();
    for (std::size_t i = 0; i < a.dates.size(); ++i) {
      CHECK(a.dates[i].start == b.dates[i].start);
      CHECK(a.dates[i].end == b.dates[i].end);
      CHECK(a.dates[i].value == b.dates[i].value);
    }
  }
  CHECK(found > 300);
}
