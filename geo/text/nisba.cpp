#include "geo/text/nisba.h"

#include <array>

namespace kharita::geo::text {

std::vector<std::string> nisba_forms(std::string_view normal_nisba) {
  constexpr std::array<std::string_view, 8> kEndings = {"ه", "ون", "ين", "ات", "ان", "ا", "تين", "تان"};
  std::vector<std::string> forms = {std::string(normal_nisba)};
  if (!normal_nisba.ends_with("ي")) return forms;
  for (const std::string_view ending : kEndings)
    forms.push_back(std::string(normal_nisba).append(ending));
  return forms;
}

}  // namespace kharita::geo::text
