#include "app/articles/readers/references.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace kharita::app {
namespace {

struct NamedCharacter {
  std::string_view name;
  char32_t character;
};

// What HTML 5 added to HTML 4's names, as far as news have it; by name.
constexpr std::array kNewNames{
    NamedCharacter{"AMP", '&'},       NamedCharacter{"COPY", 0xA9},     NamedCharacter{"GT", '>'},
    NamedCharacter{"Gbreve", 0x11E},  NamedCharacter{"Idot", 0x130},    NamedCharacter{"LT", '<'},
    NamedCharacter{"NewLine", '\n'},  NamedCharacter{"QUOT", '"'},      NamedCharacter{"REG", 0xAE},
    NamedCharacter{"Scedil", 0x15E},  NamedCharacter{"Tab", '\t'},      NamedCharacter{"abreve", 0x103},
    NamedCharacter{"amacr", 0x101},   NamedCharacter{"aogon", 0x105},   NamedCharacter{"apos", '\''},
    NamedCharacter{"ast", '*'},       NamedCharacter{"bsol", '\\'},     NamedCharacter{"bullet", 0x2022},
    NamedCharacter{"cacute", 0x107},  NamedCharacter{"ccaron", 0x10D},  NamedCharacter{"check", 0x2713},
    NamedCharacter{"colon", ':'},     NamedCharacter{"comma", ','},     NamedCharacter{"commat", '@'},
    NamedCharacter{"dash", 0x2010},   NamedCharacter{"dollar", '$'},    NamedCharacter{"dstrok", 0x111},
    NamedCharacter{"ecaron", 0x11B},  NamedCharacter{"emacr", 0x113},   NamedCharacter{"eogon", 0x119},
    NamedCharacter{"equals", '='},    NamedCharacter{"excl", '!'},      NamedCharacter{"gbreve", 0x11F},
    NamedCharacter{"grave", '`'},     NamedCharacter{"hairsp", 0x200A}, NamedCharacter{"hyphen", 0x2010},
    NamedCharacter{"imacr", 0x12B},   NamedCharacter{"imath", 0x131},   NamedCharacter{"inodot", 0x131},
    NamedCharacter{"lbrack", '['},    NamedCharacter{"lcub", '{'},      NamedCharacter{"ldquor", 0x201E},
    NamedCharacter{"lowbar", '_'},    NamedCharacter{"lpar", '('},      NamedCharacter{"lsqb", '['},
    NamedCharacter{"lstrok", 0x142},  NamedCharacter{"nacute", 0x144},  NamedCharacter{"num", '#'},
    NamedCharacter{"numsp", 0x2007},  NamedCharacter{"odblac", 0x151},  NamedCharacter{"omacr", 0x14D},
    NamedCharacter{"percnt", '%'},    NamedCharacter{"period", '.'},    NamedCharacter{"plus", '+'},
    NamedCharacter{"puncsp", 0x2008}, NamedCharacter{"quest", '?'},     NamedCharacter{"rbrack", ']'},
    NamedCharacter{"rcaron", 0x159},  NamedCharacter{"rcub", '}'},      NamedCharacter{"rdquor", 0x201D},
    NamedCharacter{"rpar", ')'},      NamedCharacter{"rsqb", ']'},      NamedCharacter{"rsquor", 0x2019},
    NamedCharacter{"sacute", 0x15B},  NamedCharacter{"scedil", 0x15F},  NamedCharacter{"semi", ';'},
    NamedCharacter{"sol", '/'},       NamedCharacter{"star", 0x2606},   NamedCharacter{"tcedil", 0x163},
    NamedCharacter{"udblac", 0x171},  NamedCharacter{"umacr", 0x16B},   NamedCharacter{"verbar", '|'},
    NamedCharacter{"vert", '|'},      NamedCharacter{"zacute", 0x17A},  NamedCharacter{"zcaron", 0x17E},
    NamedCharacter{"zdot", 0x17C}};
static_assert(std::ranges::is_sorted(kNewNames, {}, &NamedCharacter::name));

// 0x80 to 0x9F of Windows-1252; 0 where it has none.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char32_t named_character(std::string_view name) {
  const auto found = std::ranges::lower_bound(kNewNames, name, {}, &NamedCharacter::name);
  if (found != kNewNames.end() && found->name == name) return found->character;
  const std::string terminated(name);
  const auto* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(terminated.c_str()));
  return entity == nullptr ? 0 : entity->value;
}

char32_t numbered_character(std::uint32_t number) {
  constexpr char32_t kNone = 0xFFFD;
  if (number >= 0x80 && number < 0xA0 && kWindows1252[number - 0x80] != 0) return kWindows1252[number - 0x80];
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000)) return kNone;
  return number;
}

// HTML 4's first names and the marks of markup itself end without a semicolon,
// too.
bool may_lack_semicolon(char32_t character) {
  return character == '<' || character == '>' || character == '&' || character == '"' ||
         (character >= 0xA0 && character < 0x100);
}

}  // namespace

CharacterReference reference_at(std::string_view text) {
  constexpr std::size_t kLongest = 32;
  const bool numbered = text.size() > 1 && text[1] == '#';
  const bool hexadecimal = numbered && text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const std::size_t begin = hexadecimal ? 3 : numbered ? 2 : 1;
  std::size_t end = begin;
  while (end < text.size() && end < kLongest && is_alphanumeric(text[end]))
    ++end;
  const std::string_view name = text.substr(begin, end - begin);
  if (name.empty()) return {};
  const bool closed = end < text.size() && text[end] == ';';
  const bool could_go_on = end < text.size() && text[end] == '=';
  if (!closed && could_go_on) return {};
  const std::size_t length = end + (closed ? 1 : 0);
  if (!numbered) {
    const char32_t character = named_character(name);
    return character != 0 && (closed || may_lack_semicolon(character)) ? CharacterReference{length, character}
                                                                       : CharacterReference{};
  }
  std::uint32_t number = 0;
  const auto [stop, error] =
      std::from_chars(name.data(), name.data() + name.size(), number, hexadecimal ? 16 : 10);
  if (stop != name.data() + name.size()) return {};
  if (error == std::errc::result_out_of_range) number = UINT32_MAX;
  return {length, numbered_character(number)};
}

}  // namespace kharita::app
