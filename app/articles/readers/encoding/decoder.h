// Bytes of one encoding, or of two, as UTF-8, piece by piece.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace kharita::app {

class Decoder {
 public:
  virtual ~Decoder() = default;
  // Appends what the next bytes are; with `flush`, they are the last.
  virtual void decode(std::string_view bytes, bool flush, std::string& out) = 0;
  [[nodiscard]] virtual const std::string& charset() const = 0;
};

// ICU's converter for any encoding; what is broken becomes U+FFFD.
[[nodiscard]] std::unique_ptr<Decoder> make_icu_decoder(const std::string& charset);

// For what is neither UTF-16 nor UTF-32. UTF-8 passes through as it is, broken sequences too; lines that are
// not UTF-8 are read in an 8-bit encoding, which is decided when the first of them comes, however late, and
// again while few have come. A line in a file that is UTF-8 otherwise must read as Arabic for that.
[[nodiscard]] std::unique_ptr<Decoder> make_line_decoder();

}  // namespace kharita::app
