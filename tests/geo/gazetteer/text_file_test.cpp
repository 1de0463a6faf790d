#include "geo/gazetteer/text_file.h"

#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;
using namespace kharita::geo::testing;

namespace {

// A catalogue of one message in the layout of the GNU gettext manual, "The Format of GNU MO Files".
std::string catalogue(std::string_view original, std::string_view translation) {
  std::string out;
  const auto word = [&](std::size_t value) {
    for (int shift = 0; shift < 32; shift += 8)
      out += static_cast<char>((value >> shift) & 0xffU);
  };
  constexpr std::size_t kTexts = 44;
  for (const std::size_t value : {std::size_t{0x950412de}, std::size_t{0}, std::size_t{1}, std::size_t{28},
                                  std::size_t{36}, std::size_t{0}, std::size_t{0}}) {
    word(value);
  }
  word(original.size());
  word(kTexts);
  word(translation.size());
  word(kTexts + original.size() + 1);
  out.append(original).push_back('\0');
  out.append(translation).push_back('\0');
  return out;
}

}  // namespace

TEST_CASE("gazetteer sources: a message catalogue gives originals and translations") {
  const std::string content = catalogue("iran.kgm\x04Tehran", "طهران");
  const auto messages = parse_mo("x.mo", content);
  REQUIRE(messages.has_value());
  REQUIRE(messages->size() == 1);
  CHECK(messages->front().first == "iran.kgm\x04Tehran");
  CHECK(messages->front().second == "طهران");
}

TEST_CASE("gazetteer sources: a catalogue cut short at any byte is an error") {
  const std::string content = catalogue("100077", "أبو غريب");
  for (std::size_t size = 0; size + 1 < content.size(); ++size) {
    const auto messages = parse_mo("x.mo", std::string_view(content).substr(0, size));
    REQUIRE_FALSE(messages.has_value());
    CHECK(messages.error().message.find("x.mo") != std::string::npos);
  }
}

TEST_CASE("gazetteer sources: lines are counted from one, whatever ends them") {
  std::string seen;
  const auto all =
      for_each_line("a\r\n\nb", [&](std::string_view line, std::size_t number) -> kharita::Result<void> {
        seen += std::to_string(number) + "=" + std::string(line) + ";";
        return {};
      });
  CHECK(all.has_value());
  CHECK(seen == "1=a;2=;3=b;");
}

TEST_CASE("gazetteer sources: a split line has one field more than separators") {
  std::vector<std::string_view> fields;
  split("a\t\tb\t", '\t', fields);
  CHECK(fields == std::vector<std::string_view>{"a", "", "b", ""});
  split("", '\t', fields);
  CHECK(fields.size() == 1);
}

TEST_CASE("gazetteer sources: names in other scripts than Arabic and Latin are told apart") {
  CHECK(script_of("Zahedan") == NameScript::latin);
  CHECK(script_of("Saint-Étienne 2") == NameScript::latin);
  CHECK(script_of("زاهدان") == NameScript::arabic);
  CHECK(script_of("هەولێر") == NameScript::arabic);
  CHECK(script_of("Захедан") == NameScript::other);
  CHECK(script_of("扎黑丹") == NameScript::other);
  CHECK(script_of("Abc زاهدان") == NameScript::other);
  CHECK(script_of("12 - 5") == NameScript::none);
  CHECK(script_of("\xff\xfe") != NameScript::arabic);
}
