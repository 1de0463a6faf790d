// The page or text in a message of many parts: MHTML, as browsers save a page with its pictures in one file,
// and mail.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace kharita::app {

// Whether a file that begins with `bytes` is a message of many parts.
[[nodiscard]] bool is_message(std::string_view bytes);

// The bytes of the first part that is HTML, else of the first that is plain text, out of base64 or
// quoted-printable; none where there is neither. A page is preceded by a comment that notes its address as
// browsers do. Of a part, `max_bytes` are read, and one more where there are more. Reads as far as the part
// that it gives.
[[nodiscard]] std::optional<std::string> text_of_message(std::istream& in, std::uint64_t max_bytes);

}  // namespace kharita::app
