#include "app/model/message.h"

#include <doctest/doctest.h>
#include <unicode/msgfmt.h>
#include <unicode/unistr.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

using namespace kharita::app;
namespace fs = std::filesystem;

namespace {

std::string bare(std::string words) {  // without isolates
  for (const std::string mark : {"\u2068", "\u2069"}) {
    for (std::size_t at = 0; (at = words.find(mark)) != std::string::npos;)
      words.erase(at, mark.size());
  }
  return words;
}

bool has_arabic(std::string_view utf8) {
  for (std::size_t i = 0; i + 1 < utf8.size(); ++i) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead >= 0xD8 && lead <= 0xDB) return true;  // U+0600 to U+06FF
  }
  return false;
}

bool has_latin_word(std::string_view utf8) {
  return std::regex_search(std::string(utf8), std::regex("[A-Za-z]{4,}"));
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("message: a number takes the plural of its language") {
  const auto added = [](std::uint64_t n, Language language) {
    return say({Word::import_done, {n}}, language);
  };
  CHECK(added(1, Language::english) == "1 new article added");
  CHECK(added(1234, Language::english) == "1,234 new articles added");
  CHECK(added(0, Language::arabic) == "لم يضف مقال جديد");
  CHECK(added(1, Language::arabic) == "أضيف مقال جديد");
  CHECK(added(2, Language::arabic) == "أضيف مقالان جديدان");
  CHECK(added(3, Language::arabic) == "أضيفت 3 مقالات جديدة");
  CHECK(added(11, Language::arabic) == "أضيف 11 مقالا جديدا");
  CHECK(added(100, Language::arabic) == "أضيف 100 مقال جديد");
}

TEST_CASE("message: a text keeps its own direction within the line, and is taken as it is") {
  const Message saved{Word::screenshot_saved, {std::string("/home/{0}/it's.png")}};
  CHECK(say(saved, Language::arabic) == "حفظت الصورة: \u2068/home/{0}/it's.png\u2069");
  CHECK(bare(say(saved, Language::english)) == "Picture saved: /home/{0}/it's.png");
  CHECK(say(as_it_is("x {0} y"), Language::arabic) == "x {0} y");
}

TEST_CASE("words: each has a translation, and patterns take the same arguments in both languages") {
  for (std::size_t i = 0; i < static_cast<std::size_t>(Word::count_); ++i) {
    const auto w = static_cast<Word>(i);
    const std::string_view arabic = word(w, Language::arabic);
    const std::string_view english = word(w, Language::english);
    CAPTURE(english);
    CHECK_FALSE(arabic.empty());
    CHECK_FALSE(english.empty());
    if (w == Word::language) continue;  // it names the other language in itself
    CHECK_FALSE(has_arabic(english));
    CHECK(has_arabic(arabic));
    std::array<std::int32_t, 2> formats{};
    for (const bool is_english : {false, true}) {
      const std::string_view pattern = is_english ? english : arabic;
      if (pattern.find('{') == std::string_view::npos) continue;
      UErrorCode error = U_ZERO_ERROR;
      const icu::MessageFormat format(
          icu::UnicodeString::fromUTF8({pattern.data(), static_cast<std::int32_t>(pattern.size())}),
          icu::Locale(is_english ? "en" : "ar"), error);
      CHECK(U_SUCCESS(error));
      std::int32_t count = 0;
      (void)format.getFormats(count);
      formats[is_english ? 1 : 0] = count;
    }
    CHECK(formats[0] == formats[1]);
  }
}

TEST_CASE("words: none is kept that nothing says") {
  const fs::path app = fs::path(KHARITA_SOURCE_DIR) / "app";
  std::string sources;
  for (const auto& entry : fs::recursive_directory_iterator(app)) {
    if (entry.is_regular_file() && entry.path().filename() != "words.h") sources += text_of(entry.path());
  }
  sources = std::regex_replace(sources, std::regex("Entry\\{Word::"), "");  // what it says is no use of it
  std::string table = text_of(app / "model" / "words.h");
  const std::size_t begin = table.find("enum class Word");
  REQUIRE(begin != std::string::npos);
  table = table.substr(begin, table.find("count_", begin) - begin);
  const std::regex name("\n  ([a-z][a-z_0-9]*),");
  int names = 0;
  for (std::sregex_iterator at(table.begin(), table.end(), name), end; at != end; ++at, ++names) {
    const std::string used = "Word::" + at->str(1);
    CAPTURE(used);
    CHECK(std::regex_search(sources, std::regex(used + "\\b")));
  }
  CHECK(names > 200);
}

// Errors' reasons are told in English, as logs and the commands tell them.
TEST_CASE("words: no panel and no part of the desk holds a sentence of its own") {
  const std::regex literal(R"re("(?:[^"\\]|\\.)*")re");
  const fs::path app = fs::path(KHARITA_SOURCE_DIR) / "app";
  for (const fs::path& folder : {app / "ui" / "panels", app / "desk"}) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      std::string text = text_of(entry.path());
      // Not comments, and not what is given in both languages beside each other.
      for (const char* passed :
           {"//[^\n]*", "#include[^\n]*", "static_assert[^\n]*", "fail\\(ErrorCode[^\n]*", "failed\\([^\n]*",
            "english\\s*\\?\\s*\"([^\"\\\\]|\\\\.)*\"\\s*:\\s*\"([^\"\\\\]|\\\\.)*\""})
        text = std::regex_replace(text, std::regex(passed), "");
      for (std::sregex_iterator at(text.begin(), text.end(), literal), end; at != end; ++at) {
        const std::string words = at->str();
        CAPTURE(entry.path().string());
        CAPTURE(words);
        const bool is_mark = words == "\"، \"" || words == "\"،\"" || words == "\"؛\"" || words == "\"؟\"";
        CHECK((!has_arabic(words) || words == "\"خريطة\"" || is_mark));
        const bool is_key = words.starts_with("\"Page ");
        CHECK_FALSE((!is_key && words.find(' ') != std::string::npos && has_latin_word(words)));
      }
    }
  }
}
