#include "app/articles/store/database.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <memory>

namespace kharita::app {
namespace {

constexpr std::string_view kPrefix = "PG:";
constexpr std::array<std::string_view, 7> kShown{"service", "host", "hostaddr", "port",
                                                 "dbname",  "user", "sslmode"};

struct Free {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, Free>;

// Null where libpq cannot read it.
Options options_of(const std::string& location) {
  char* message = nullptr;
  Options options(PQconninfoParse(location.substr(kPrefix.size()).c_str(), &message));
  PQfreemem(message);
  return options;
}

}  // namespace

bool is_database(std::string_view location) {
  return location.starts_with(kPrefix);
}

std::string shown_location(const std::string& location) {
  if (!is_database(location)) return location;
  const Options options = options_of(location);
  if (!options) return "PG:…";
  std::string shown(kPrefix);
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr || std::ranges::find(kShown, option->keyword) == kShown.end()) continue;
    shown += fmt::format("{}{}={}", shown.size() == kPrefix.size() ? "" : " ", option->keyword, option->val);
  }
  return shown;
}

bool is_readable_database(const std::string& location) {
  return is_database(location) && options_of(location) != nullptr;
}

}  // namespace kharita::app
