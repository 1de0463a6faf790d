#include "app/ui/text_edit.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using kharita::app::ui::TextEdit;

TEST_CASE("text edit: typing goes in at the caret") {
  TextEdit edit("كابول");
  edit.move_to_start(false);
  edit.insert("في ");
  CHECK(edit.value() == "في كابول");
  CHECK(edit.caret() == 5);
}

TEST_CASE("text edit: typing replaces the selection") {
  TextEdit edit("one two");
  edit.move_to(4, false);
  edit.move_to_end(true);
  edit.insert("2");
  CHECK(edit.value() == "one 2");
  CHECK_FALSE(edit.has_selection());
}

TEST_CASE("text edit: Backspace takes a mark off its letter, else a whole grapheme") {
  TextEdit edit("كَ");
  edit.erase_back();
  CHECK(edit.value() == "ك");
  edit.set_value("a👨‍👩‍👧");
  edit.erase_back();
  CHECK(edit.value() == "a");
}

TEST_CASE("text edit: Delete takes a whole grapheme") {
  TextEdit edit("كَب");
  edit.move_to_start(false);
  edit.erase_forward();
  CHECK(edit.value() == "ب");
}

TEST_CASE("text edit: word jumps stop at words, not at spaces and signs") {
  TextEdit edit("مدينة كابول، 2024");
  CHECK(edit.next_word(0) == 10);
  CHECK(edit.next_word(10) == 21);
  CHECK(edit.next_word(21) == edit.value().size());
  CHECK(edit.previous_word(edit.caret()) == 24);
  CHECK(edit.previous_word(24) == 11);
  CHECK(edit.previous_word(11) == 0);
  CHECK(edit.previous_word(0) == 0);
}

TEST_CASE("text edit: a word is erased at once") {
  TextEdit edit("one two");
  edit.erase_word_back();
  CHECK(edit.value() == "one ");
  edit.move_to_start(false);
  edit.erase_word_forward();
  CHECK(edit.value() == " ");
}

TEST_CASE("text edit: a double click selects the word under it") {
  TextEdit edit("alpha beta");
  edit.select_word(7);
  CHECK(edit.selected() == "beta");
}

TEST_CASE("text edit: what is pasted becomes one clean line") {
  TextEdit edit;
  edit.insert("a\nb\tc\x01\xFF\u202E!");
  CHECK(edit.value() == "a b c\uFFFD!");
}

TEST_CASE("text edit: a value has a largest size") {
  TextEdit edit;
  edit.insert(std::string(3 * TextEdit::kMaxBytes, 'x'));
  CHECK(edit.value().size() == TextEdit::kMaxBytes);
  edit.insert("y");
  CHECK(edit.value().size() == TextEdit::kMaxBytes);
}

TEST_CASE("text edit: undo takes back a stroke of typing, redo brings it again") {
  TextEdit edit;
  for (const char* letter : {"a", "b", "c"})
    edit.insert(letter);
  edit.insert(" ");
  edit.insert("d");
  CHECK(edit.undo());
  CHECK(edit.value() == "abc ");
  while (edit.undo()) {
  }
  CHECK(edit.value().empty());
  while (edit.redo()) {
  }
  CHECK(edit.value() == "abc d");
}

TEST_CASE("text edit: a value from outside puts the caret at its end and an equal one moves nothing") {
  TextEdit edit("abc");
  edit.move_to(1, false);
  edit.set_value("abc");
  CHECK(edit.caret() == 1);
  edit.set_value("abcd");
  CHECK(edit.caret() == 4);
}

TEST_CASE("text edit: any keys keep the caret on grapheme edges") {
  std::mt19937 random(7);
  const std::vector<std::string> typed = {"ا", "ل",      "\u064E", "a",    " ", "\u0301",
                                          "👩", "\u200D", "\n",     "\xFF", "🇮", "🇶"};
  TextEdit edit;
  for (int i = 0; i < 5000; ++i) {
    switch (random() % 12) {
      case 0:
        edit.erase_back();
        break;
      case 1:
        edit.erase_forward();
        break;
      case 2:
        edit.move_to(static_cast<std::uint32_t>(random() % (edit.value().size() + 4)), random() % 2 == 0);
        break;
      case 3:
        edit.erase_word_back();
        break;
      case 4:
        (void)edit.undo();
        break;
      case 5:
        (void)edit.redo();
        break;
      default:
        edit.insert(typed[random() % typed.size()]);
    }
    const auto on_edge = [&](std::uint32_t byte) {
      return byte == 0 || edit.next_grapheme(edit.previous_grapheme(byte)) == byte;
    };
    REQUIRE(edit.caret() <= edit.value().size());
    REQUIRE(on_edge(edit.caret()));
    REQUIRE(on_edge(edit.anchor()));
  }
}
