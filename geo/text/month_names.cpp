#include "geo/text/month_names.h"

#include <unicode/dtfmtsym.h>

#include <array>
#include <string>
#include <unordered_map>

#include "geo/text/normalise.h"
#include "geo/text/utf8.h"

namespace kharita::geo::text {
namespace {

// Where a word means two months, the earlier language has it.
constexpr std::array kLocales{"ar_EG", "ar_LB", "ar_MA", "ar_DZ", "en", "fr", "es", "de",
                              "tr",    "it",    "pt",    "nl",    "id", "fa", "ur"};
constexpr std::size_t kShortestCut = 3;  // letters
constexpr int kAmbiguous = -1;           // jui: juin or juillet

class MonthNames {
 public:
  MonthNames() {
    for (const char* locale : kLocales)
      add_language(locale);
  }

  [[nodiscard]] int find(std::string_view normal) const {
    const auto found = months_.find(std::string(normal));
    return found == months_.end() || found->second == kAmbiguous ? 0 : found->second;
  }

 private:
  using Months = std::unordered_map<std::string, int>;

  void add_language(const char* locale) {
    using icu::DateFormatSymbols;
    UErrorCode status = U_ZERO_ERROR;
    const DateFormatSymbols symbols(icu::Locale(locale), status);
    if (U_FAILURE(status)) return;
    Months names;
    Months cuts;
    for (const auto context : {DateFormatSymbols::FORMAT, DateFormatSymbols::STANDALONE}) {
      for (const auto width : {DateFormatSymbols::WIDE, DateFormatSymbols::ABBREVIATED}) {
        std::int32_t count = 0;
        const icu::UnicodeString* months = symbols.getMonths(count, context, width);
        for (std::int32_t i = 0; i < count && i < 12; ++i)
          add_name(months[i], i + 1, names, cuts);
      }
    }
    for (const Months* found : {&names, &cuts})
      months_.insert(found->begin(), found->end());
  }

  static void add_name(const icu::UnicodeString& written, int month, Months& names, Months& cuts) {
    std::string utf8;
    Tokens tokens;
    tokenise(written.toUTF8String(utf8), tokens);
    // A full stop may end it. In two words it is كانون الثاني, which date_word knows.
    if (tokens.tokens.empty() ||
        (tokens.tokens.size() > 1 && tokens.tokens[1].kind != Token::Kind::punctuation))
      return;
    const std::string name(tokens.norm(tokens.tokens[0]));
    names.emplace(name, month);
    std::size_t letters = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (!is_continuation(name[i]) && letters++ >= kShortestCut) {
        const auto [cut, is_new] = cuts.emplace(name.substr(0, i), month);
        if (!is_new && cut->second != month) cut->second = kAmbiguous;
      }
    }
  }

  Months months_;
};

}  // namespace

int month_by_name(std::string_view normal) {
  static const MonthNames kNames;
  return kNames.find(normal);
}

}  // namespace kharita::geo::text
