// Articles in XML that is no feed: NewsML-G2, NewsML 1 and NITF of news agencies, dumps of databases, and
// whatever has elements that are called as fields of articles are (fields.h).
#pragma once

#include <string_view>

#include "app/articles/readers/record.h"

namespace kharita::app {

// Whether the head of a document shows XML that no feed stands in.
[[nodiscard]] bool is_other_xml(std::string_view head);
// Reads the document whole; beyond the limit for one article it is an error, and so is one without articles.
[[nodiscard]] Result<void> read_xml_records(TextSource& source, const ReadContext& context);

}  // namespace kharita::app
