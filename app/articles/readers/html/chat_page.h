// The messages of a channel that Telegram exported as a page (messages.html): each is an article.
#pragma once

#include <string>
#include <vector>

#include "app/articles/readers/html/html_document.h"
#include "app/articles/readers/record.h"

namespace kharita::app {

// In order; notices and messages without words are left out. Empty where the page is no such export.
[[nodiscard]] std::vector<Record> messages_of(const HtmlDocument& page);

}  // namespace kharita::app
