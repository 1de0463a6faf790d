#include "app/articles/text_query.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace kharita::app;

namespace {

// "بغداد|البصرة -سد «سد مأرب» بغد…" of what was parsed.
std::string shown(std::string_view text) {
  std::string words;
  for (const auto& clause : parse_query(text).clauses) {
    if (!words.empty()) words += ' ';
    for (const auto& phrase : clause) {
      if (&phrase != &clause.front()) words += '|';
      if (phrase.excluded) words += '-';
      for (const auto& word : phrase.words)
        words += (&word == &phrase.words.front() ? "" : "+") + word;
      if (phrase.unfinished) words += "…";
    }
  }
  return words;
}

std::vector<std::string> found(std::string_view query, std::string_view text) {
  std::vector<std::string> words;
  for (const TextHit& hit : HitFinder(query).find(text))
    words.emplace_back(text.substr(hit.byte_start, hit.byte_end - hit.byte_start));
  return words;
}

}  // namespace

TEST_CASE("text query: words, phrases, exclusion and OR") {
  CHECK(shown("").empty());
  CHECK(shown("بغداد البصرة ") == "بغداد بصره");
  CHECK(shown("\"سد مأرب\" x ") == "سد+مارب x");
  CHECK(shown("«سد مأرب") == "سد+مارب…");
  CHECK(shown("a -b ") == "a -b");
  CHECK(shown("a -\"b c\"") == "a -b+c");
  CHECK(shown("a b OR c d ") == "a b|c d");
  CHECK(shown("a | b أو c ") == "a|b|c");
  CHECK(shown("a or b ") == "a or b");
  CHECK(shown("OR a ") == "or a");
  CHECK(shown("a OR ") == "a");
  CHECK(shown("a OR -b ") == "a|-b");
  CHECK(shown("al-qaida 2023-2024 ") == "al qaida 2023 2024");
  CHECK(shown("x OR al-qaida ") == "x|al+qaida");
  CHECK(shown("- -- \"\" -\"\" ") == "");
}

TEST_CASE("text query: the last word is unfinished where nothing follows it") {
  CHECK(shown("بغد") == "بغد…");
  CHECK(shown("بغد ") == "بغد");
  CHECK(shown("بغد.") == "بغد");
  CHECK(shown("\"سد مأ") == "سد+ما…");
  CHECK(shown("\"سد مأ\"") == "سد+ما");
  CHECK(shown("a -b") == "a -b");
  CHECK(shown("a OR b") == "a|b…");
  CHECK(shown("الخ") == "خ…");
  CHECK(shown("الخ ") == "الخ");
  CHECK(shown("الله") == "الله…");
  CHECK(shown("x ال") == "x");
  CHECK(shown("\"سد ال") == "سد");
}

TEST_CASE("text query: what was searched for is found where it stands, with its proclitics and signs") {
  CHECK(found("بغداد ", "في بَغداد، وببغداد لا بغدادي") == std::vector<std::string>{"بَغداد", "وببغداد"});
  CHECK(found("بغد", "بغدادي البغداديون") == std::vector<std::string>{"بغدادي", "البغداديون"});
  CHECK(found("\"سد مأرب\" سد", "سد، مأرب سدود مأرب") == std::vector<std::string>{"سد، مأرب", "سدود"});
  CHECK(found("الكويت ", "وللكويت") == std::vector<std::string>{"وللكويت"});
  CHECK(found("a -b OR c ", "c b a") == std::vector<std::string>{"c", "a"});
  CHECK(found("-b", "b").empty());
  CHECK(found("", "b").empty());
  CHECK(HitFinder("a ").find("a a a", 2).size() == 2);
}

TEST_CASE("text query: a text has hits where it holds one of the phrases, and each hit holds one itself") {
  std::mt19937 random(9);
  const std::vector<std::string> words{"بغداد",  "وبغداد", "سد",    "مأرب",
                                       "للكويت", "الكويت", "مسؤول", "بغدادي"};
  const std::vector<std::string> marks{" ", "، ", ".\n", " «", "» "};
  const auto text_of = [&](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
      text += words[random() % words.size()] + marks[random() % marks.size()];
    return text;
  };
  // Each phrase by itself, at the text's start only: hit by hit, without looking ahead.
  const auto holds = [](const std::string& phrase, std::string_view text) {
    return !HitFinder(phrase).find(text, 1).empty();
  };
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> phrases;
    std::string query;
    for (std::size_t i = 1 + random() % 3; i > 0; --i) {
      std::string phrase = "\"" + words[random() % words.size()];
      if (random() % 2 == 0) phrase += " " + words[random() % words.size()];
      phrases.push_back(phrase + "\"");
      query += phrases.back() + (i > 1 ? " OR " : "");
    }
    const std::string text = text_of(random() % 12);
    const auto hits = HitFinder(query).find(text);
    const bool any =
        std::any_of(phrases.begin(), phrases.end(), [&](const auto& p) { return holds(p, text); });
    REQUIRE(hits.empty() == !any);
    std::uint32_t end = 0;
    for (const TextHit& hit : hits) {
      REQUIRE((hit.byte_start >= end && hit.byte_end > hit.byte_start && hit.byte_end <= text.size()));
      end = hit.byte_end;
      const std::string_view words_of_hit =
          std::string_view(text).substr(hit.byte_start, hit.byte_end - hit.byte_start);
      REQUIRE(
          std::any_of(phrases.begin(), phrases.end(), [&](const auto& p) { return holds(p, words_of_hit); }));
    }
  }
}
