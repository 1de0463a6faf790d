// A store in PostgreSQL: what its location says.
#pragma once

#include <string>
#include <string_view>

namespace kharita::app {

// "PG:…", with what libpq takes behind it: "host=… dbname=…" or "postgresql://…".
[[nodiscard]] bool is_database(std::string_view location);

// A location as messages show it. Of a database's the keys that say where it is and for whom, without those
// that are nobody's business, in whichever of libpq's forms they were given; "PG:…" where libpq cannot read
// it.
[[nodiscard]] std::string shown_location(const std::string& location);
// Whether libpq can read it; what its own message quotes of words that it cannot read may be a password.
[[nodiscard]] bool is_readable_database(const std::string& location);

}  // namespace kharita::app
