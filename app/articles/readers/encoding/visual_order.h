// Arabic whose letters stand in the order in which they are seen, from left to right, as some programs copy
// it out of PDF files.
#pragma once

#include <string>

namespace kharita::app {

// Turns the lines of a text in visual order into logical order, numbers and words of the Latin script kept as
// they are. Returns whether it did: where the forms of the letters (final ones at the beginnings of words,
// initial ones at their ends) say so, or plain letters do: words that begin with ة or ى, that end with ال
// turned round, or are frequent words turned round, and hardly any of the opposite. Takes and gives valid
// UTF-8. O(length).
bool mend_visual_order(std::string& text);

}  // namespace kharita::app
