#include "app/articles/readers/byte_search.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace kharita::app;

TEST_CASE("byte search: finds what find_first_of finds, wherever in a block it stands") {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string text(random() % 70, 'x');
    for (char& c : text) {
      const auto chance = random() % 40;
      c = chance == 0 ? '"' : chance == 1 ? '\n' : chance == 2 ? '\xD8' : static_cast<char>(random());
    }
    const std::size_t at = random() % 80;
    CAPTURE(text);
    CAPTURE(at);
    const auto oracle = [&](std::string_view bytes) {
      return std::min(text.find_first_of(bytes, at), text.size());
    };
    CHECK(find_any(text, std::array{'"'}, at) == oracle("\""));
    CHECK(find_any(text, std::array{'"', '\n', '\xD8'}, at) == oracle("\"\n\xD8"));
  }
}

TEST_CASE("byte search: a text holds what find finds, wherever it stands") {
  std::mt19937 random(9);
  for (int i = 0; i < 2000; ++i) {
    std::string text(random() % 70, 'x');
    for (char& c : text)
      c = " \xD8\xA9x"[random() % 4];
    CAPTURE(text);
    for (const std::string_view what : {"\xD8", "\xD8\xA9", " \xD8\xA9", "\xA9\xA9\xA9\xA9"})
      CHECK(holds(text, what) == (text.find(what) != std::string::npos));
  }
}
