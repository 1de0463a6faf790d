// The pages in a web archive: WARC (ISO 28500), as Common Crawl's news archives and crawlers write it.
#pragma once

#include <istream>
#include <string_view>

#include "app/articles/readers/record.h"
#include "geo/error.h"

namespace kharita::app {

// Whether bytes, out of gzip, begin like a web archive.
[[nodiscard]] bool is_warc(std::string_view bytes);

// Each page that was fetched (response, status 200, HTML) is an article, read by the HTML reader in the
// charset that its server told, where the page itself tells none; each text that another program took out of
// a page (conversion) is one, too. Requests, pictures and the like are passed over, a page without text is an
// error of its own, and the rest goes on. The day on which a page was fetched is not_after of an article
// without a date. One record is in memory at a time; `bytes_read` tells how far the archive is read.
[[nodiscard]] Result<void> read_warc(std::istream& in, const ReadContext& context);

}  // namespace kharita::app
