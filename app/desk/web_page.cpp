#include "app/desk/web_page.h"

#include "app/desk/programs.h"
#include "app/model/open_article.h"

namespace kharita::app {

Result<void> open_in_browser(const std::string& address, const char* search_path) {
  if (!is_web_address(address)) return fail(ErrorCode::usage, "{}: is no address of the web", address);
  const auto program = find_program("xdg-open", search_path != nullptr ? search_path : "");
  if (!program) return fail(ErrorCode::io, "{}: xdg-open is missing: install xdg-utils", address);
  return start_program(*program, {address});
}

}  // namespace kharita::app
