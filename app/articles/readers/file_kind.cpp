#include "app/articles/readers/file_kind.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "geo/text/utf8.h"

namespace kharita::app {
namespace {

using namespace std::string_view_literals;

constexpr FileKind kPdf{"PDF", "PDF", "save it as text, as pdftotext does, and open that"};
constexpr FileKind kPicture{"picture", "pictures",
                            "if words are seen in it, have them recognised (OCR) and open that text"};
constexpr FileKind kOffice{"office document", "office documents",
                           "save it as text or HTML, a table as CSV, and open that"};
constexpr FileKind kMail{"store of mail", "stores of mail",
                         "save its messages as HTML or text, and open these"};
constexpr FileKind kArchive{"archive", "archives", "unpack it and open what is in it"};
constexpr FileKind kMedia{"sound or film", "sounds or films", "open what was said in it as text"};
constexpr FileKind kDatabase{"database", "databases", "export its tables as CSV or JSON, and open these"};
constexpr FileKind kTable{"table of binary columns", "tables of binary columns",
                          "export it as CSV or NDJSON, and open that"};
constexpr FileKind kProgram{"program", "programs", "there are no articles in it"};
constexpr FileKind kFont{"font", "fonts", "there are no articles in it"};
constexpr FileKind kData{"binary file", "binary files", "export what is in it as text, CSV or JSON"};

// The bytes that all files of a format have in one place, and, where these alone may be text, some more in
// another.
struct Signature {
  const FileKind* kind;
  std::string_view bytes;
  std::size_t at = 0;
  std::string_view also = {};
  std::size_t also_at = 0;
};

// Office documents are zip archives, too: they stand before these.
constexpr std::array kSignatures{
    Signature{&kPdf, "%PDF-"},
    Signature{&kPdf, "%!PS"},  // PostScript
    Signature{&kPicture, "\x89PNG\r\n\x1A\n"},
    Signature{&kPicture, "\xFF\xD8\xFF"},  // JPEG
    Signature{&kPicture, "GIF87a"},
    Signature{&kPicture, "GIF89a"},
    Signature{&kPicture, "RIFF", 0, "WEBP", 8},
    Signature{&kPicture, "II*\0"sv},
    Signature{&kPicture, "MM\0*"sv},
    Signature{&kPicture, "II+\0"sv},  // BigTIFF
    Signature{&kPicture, "MM\0+"sv},
    Signature{&kPicture, "ftyphei", 4},  // HEIC
    Signature{&kPicture, "ftyphev", 4},
    Signature{&kPicture, "ftypmif1", 4},
    Signature{&kPicture, "ftypmsf1", 4},
    Signature{&kPicture, "ftypavi", 4},              // AVIF
    Signature{&kPicture, "BM", 0, "\0\0\0\0"sv, 6},  // BMP: its reserved field
    Signature{&kPicture, "\0\0\1\0"sv},              // ICO
    Signature{&kPicture, "\0\0\2\0"sv},              // CUR
    Signature{&kPicture, "8BPS\0"sv},                // PSD
    Signature{&kPicture, "\0\0\0\x0CjP  "sv},        // JPEG 2000
    Signature{&kPicture, "\0\0\0\x0CJXL "sv},
    Signature{&kPicture, "\xFF\x0A\xFA"},  // JPEG XL without a container
    Signature{&kPicture, "AT&TFORM"},      // DjVu
    Signature{&kPicture, "gimp xcf"},
    Signature{&kPicture, "\xD7\xCD\xC6\x9A"},  // WMF
    Signature{&kPicture, "\1\0\0\0"sv, 0, " EMF", 40},
    Signature{&kPicture, "\xC5\xD0\xD3\xC6", 0, "\0\0"sv, 6},  // EPS with a preview
    Signature{&kOffice, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"},   // doc, xls, ppt, msg
    Signature{&kOffice, "{\\rtf"},
    Signature{&kOffice, "PK\3\4", 0, "[Content_Types].xml", 30},
    Signature{&kOffice, "PK\3\4", 0, "_rels/", 30},
    Signature{&kOffice, "PK\3\4", 0, "docProps/", 30},
    Signature{&kOffice, "PK\3\4", 0, "word/", 30},
    Signature{&kOffice, "PK\3\4", 0, "xl/", 30},
    Signature{&kOffice, "PK\3\4", 0, "ppt/", 30},
    Signature{&kOffice, "PK\3\4", 0, "mimetypeapplication/vnd.", 30},  // odt, ods, odp
    Signature{&kOffice, "PK\3\4", 0, "mimetypeapplication/epub", 30},  // a book, to be saved as text likewise
    Signature{&kMail, "!BDN"},                                         // Outlook's store
    Signature{&kArchive, "PK\3\4"},
    Signature{&kArchive, "PK\5\6"},
    Signature{&kArchive, "PK\7\x08"},
    Signature{&kArchive, "\x1F\x8B"},  // gzip: only where it lies in another gzip
    Signature{&kArchive, "\x1F\x9D"},  // compress
    Signature{&kArchive, "7z\xBC\xAF\x27\x1C"},
    Signature{&kArchive, "Rar!\x1A\7"},
    Signature{&kArchive,
              "\xFD"
              "7zXZ\0"sv},
    Signature{&kArchive, "BZh", 0, "1AY&SY", 4},
    Signature{&kArchive, "BZh", 0, "\x17\x72\x45\x38\x50\x90", 4},  // with nothing in it
    Signature{&kArchive, "\x28\xB5\x2F\xFD"},                       // zstd
    Signature{&kArchive, "\x04\x22\x4D\x18"},                       // lz4
    Signature{&kArchive, "LZIP\1"},
    Signature{&kArchive, "MSCF\0\0\0\0"sv},
    Signature{&kArchive, "ustar", 257},
    Signature{&kArchive, "!<arch>\n"},
    Signature{&kArchive, "070701"sv, 0, "000", 6},  // cpio
    Signature{&kMedia, "ID3\2"},
    Signature{&kMedia, "ID3\3"},
    Signature{&kMedia, "ID3\4"},
    Signature{&kMedia, "\xFF\xFB\x90"},  // MP3 without a tag
    Signature{&kMedia, "\xFF\xFB\xE0"},
    Signature{&kMedia, "OggS\0"sv},
    Signature{&kMedia, "fLaC\0"sv},
    Signature{&kMedia, "RIFF", 0, "WAVE", 8},
    Signature{&kMedia, "RIFF", 0, "AVI ", 8},
    Signature{&kMedia, "FORM", 0, "AIF", 8},
    Signature{&kMedia, "MThd\0"sv},
    Signature{&kMedia, "#!AMR"},
    Signature{&kMedia, "ftyp", 4},           // MP4, M4A, MOV
    Signature{&kMedia, "\x1A\x45\xDF\xA3"},  // WebM, Matroska
    Signature{&kMedia, "FLV\1"},
    Signature{&kMedia, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"},  // WMV, WMA
    Signature{&kMedia, "\0\0\1\xBA"sv},                      // MPEG
    Signature{&kMedia, "\0\0\1\xB3"sv},
    Signature{&kDatabase, "SQLite format 3\0"sv},  // GeoPackage, too
    Signature{&kDatabase, "\0\1\0\0Standard "sv},  // Access
    Signature{&kTable, "PAR1"},                    // Parquet
    Signature{&kTable, "ARROW1\0"sv},
    Signature{&kTable, "FEA1"},
    Signature{&kTable, "ORC\x08"},
    Signature{&kTable, "Obj\1"},  // Avro
    Signature{&kTable, "\x89HDF\r\n\x1A\n"},
    Signature{&kTable, "\x93NUMPY"},
    Signature{&kTable, "$FL2@(#)"},  // SPSS
    Signature{&kTable, "<stata_dta>"},
    Signature{&kTable, "\x80\4\x95"},  // Python's pickle
    Signature{&kTable, "\x80\5\x95"},
    Signature{&kProgram,
              "\x7F"
              "ELF"},
    Signature{&kProgram, "MZ", 0, "\0\0\0"sv, 5},
    Signature{&kProgram, "\xFE\xED\xFA\xCE"},  // macOS
    Signature{&kProgram, "\xFE\xED\xFA\xCF"},
    Signature{&kProgram, "\xCF\xFA\xED\xFE"},
    Signature{&kProgram, "\xCA\xFE\xBA\xBE"},
    Signature{&kProgram, "\0asm"sv},
    Signature{&kFont, "wOFF"},
    Signature{&kFont, "wOF2"},
    Signature{&kFont, "OTTO\0"sv},
    Signature{&kFont, "ttcf\0"sv},
    Signature{&kFont, "\0\1\0\0\0"sv},
    Signature{&kData, "bplist00"},  // an Apple property list, Safari's .webarchive among them
};

bool holds_at(std::string_view bytes, std::string_view wanted, std::size_t at) {
  return bytes.size() >= at + wanted.size() && bytes.substr(at, wanted.size()) == wanted;
}

bool begins_like(std::string_view bytes, const Signature& format) {
  return holds_at(bytes, format.bytes, format.at) && holds_at(bytes, format.also, format.also_at);
}

// What programs put before a PDF's or RTF's first byte without being refused by their readers.
std::string_view without_lead(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view() : bytes.substr(first);
}

constexpr std::uint64_t kFewestUnreadable = 8;  // so many may stand in the shortest text

bool is_control(UChar32 c) {
  const bool space = (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
  return (c < 0x20 && !space) || c == 0x7F;
}

// Whether hardly a control and nothing broken is in it, as in nearly all text: told faster than how many
// there are.
bool is_plainly_readable(std::string_view text) {
  std::uint32_t controls = 0;
  for (const char c : text)
    controls += is_control(static_cast<unsigned char>(c)) ? 1 : 0;
  return controls < kFewestUnreadable && geo::text::is_valid_utf8(text) &&
         text.find("\uFFFD") == std::string_view::npos;
}

}  // namespace

const FileKind* kind_of_binary(std::string_view bytes) {
  const auto known = std::find_if(kSignatures.begin(), kSignatures.end(),
                                  [&](const Signature& format) { return begins_like(bytes, format); });
  if (known != kSignatures.end()) return known->kind;
  const std::string_view text = without_lead(bytes);
  if (text.starts_with("%PDF-")) return &kPdf;
  if (text.starts_with("{\\rtf")) return &kOffice;
  return nullptr;
}

std::string refusal(const FileKind& kind) {
  const bool vowel = std::string_view("aeiou").find(kind.one.front()) != std::string_view::npos;
  return fmt::format("is {} {}, not text: {}", vowel ? "an" : "a", kind.one, kind.advice);
}

bool is_mostly_unreadable(std::string_view text) {
  if (is_plainly_readable(text)) return false;
  // Of compressed bytes read as any 8-bit encoding one in nine is a control; text has next to none.
  constexpr std::uint64_t kControlsOneIn = 16;
  constexpr std::uint64_t kBrokenOneIn = 3;
  std::uint64_t characters = 0;
  std::uint64_t controls = 0;
  std::uint64_t broken = 0;
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < length; ++characters) {
    UChar32 c = 0;
    U8_NEXT(data, i, length, c);
    if (c < 0 || c == 0xFFFD) {
      ++broken;
    } else if (is_control(c)) {
      ++controls;
    }
  }
  return (controls >= kFewestUnreadable && controls * kControlsOneIn > characters) ||
         (broken + controls >= kFewestUnreadable && (broken + controls) * kBrokenOneIn > characters);
}

}  // namespace kharita::app
