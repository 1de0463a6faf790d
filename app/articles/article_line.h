// An article as a line of the form that all commands read.
#pragma once

#include <string>

#include "app/articles/article.h"

namespace kharita::app {

// Appends {"id": …, "title": …, "source": …, "url": …, "published": …, "published_from": …, "language": …,
// "text": …} and a line end; what is empty is left out, but an article without a date says so. "source_from":
// "folder" follows a source that only its folder tells, "not_after" the date of an undated article in a file.
void append_line(const Article& article, std::string& out);

}  // namespace kharita::app
