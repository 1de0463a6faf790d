// Text whose bytes were once read in the wrong encoding and then written as UTF-8.
#pragma once

#include <span>
#include <string>

namespace kharita::app {

// Gives back what was meant: UTF-8 read as Windows-1252, Latin-1, Windows-1256 or Mac Roman ("Ø§Ù„", "ط§ظ„",
// "ÿßŸÑ"), up to three times one after another, and Windows-1256 read as Windows-1252 ("ÇáÚÑÈíÉ"). The texts
// are those of one article and are judged together: two letters at least must tell. Returns whether anything
// was mended. Text that is right, of whatever language, stays as it is. Takes and gives valid UTF-8.
// O(length); right text is only searched for telltale bytes.
bool mend_twice_encoded(std::span<std::string* const> texts);

}  // namespace kharita::app
