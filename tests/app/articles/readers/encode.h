// UTF-8 in other encodings, for tests.
#pragma once

#include <doctest/doctest.h>
#include <unicode/ucnv.h>

#include <string>

namespace kharita::test {

inline std::string convert(const std::string& bytes, const char* to, const char* from) {
  std::string out(bytes.size() * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const auto length = ucnv_convert(to, from, out.data(), static_cast<std::int32_t>(out.size()), bytes.data(),
                                   static_cast<std::int32_t>(bytes.size()), &status);
  REQUIRE(U_SUCCESS(status));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

inline std::string encode(const std::string& utf8, const char* charset) {
  return convert(utf8, charset, "UTF-8");
}

// What a program makes of text that takes its bytes for another encoding.
inline std::string misread(const std::string& text, const char* charset) {
  return convert(text, "UTF-8", charset);
}

}  // namespace kharita::test
