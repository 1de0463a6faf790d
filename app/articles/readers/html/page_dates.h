// The date of publication as it stands in the page itself: time elements, microdata, elements named after
// dates.
#pragma once

#include <string>
#include <vector>

#include "app/articles/readers/html/html_document.h"

namespace kharita::app {

// Which elements stand beside the article: in a sidebar, a menu, a footer, comments or a list of other
// stories.
[[nodiscard]] std::vector<bool> beside_article(const HtmlDocument& page);

// As written; empty where there is none. What is marked as the publication goes before what is but a date,
// and of these what stands nearest to the page's heading. Dates of changes, those beside the article and
// those in links to other pages do not count. O(page).
[[nodiscard]] std::string date_in_page(const HtmlDocument& page, const std::vector<bool>& beside);

}  // namespace kharita::app
