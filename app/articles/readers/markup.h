// The one way from a field that may hold markup to its words: for JSON, tables and feeds.
#pragma once

#include <string>
#include <string_view>

namespace kharita::app {

// Whether a field holds HTML: a tag, comment or CDATA section, or a character reference; or a shortcode of
// WordPress or BBCode. What only looks like it, "5 < 9 & 9 > 5", <PERSON>, List<String>, "[1]", does not.
// O(length).
[[nodiscard]] bool holds_markup(std::string_view field);

// Whether a field is a whole page, as crawlers store it.
[[nodiscard]] bool is_page(std::string_view field);

// The words of a field: tags, comments, scripts, styles and shortcodes are left out, paragraphs stand on
// lines of their own, references become their characters; what was escaped twice is unwrapped. Words on
// either side of what was left out stay apart, but inside a word <b> and its kin leave it whole. A field
// without markup is given back as it is. Takes and gives valid UTF-8.
[[nodiscard]] std::string plain_text(std::string field);

// Takes off what is left at a field's ends of a CDATA section that was cut or closed twice: "![CDATA[" and
// "]]>". Returns whether there was any.
bool drop_section_marks(std::string& field);

}  // namespace kharita::app
