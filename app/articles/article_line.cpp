#include "app/articles/article_line.h"

#include <string_view>

#include "geo/resolve/json.h"

namespace kharita::app {
namespace {

// Appends `"name": "value", ` where there is a value.
void append_field(std::string_view name, std::string_view value, std::string& out) {
  if (value.empty()) return;
  out.append("\"").append(name).append("\": ");
  geo::append_json_string(value, out);
  out += ", ";
}

}  // namespace

void append_line(const Article& article, std::string& out) {
  out += "{";
  append_field("id", article.id, out);
  append_field("title", article.title, out);
  append_field("source", article.source, out);
  if (article.source_from == SourceFrom::folder)
    append_field("source_from", to_string(article.source_from), out);
  append_field("url", article.url, out);
  if (article.published) {
    append_field("published", geo::text::to_iso(*article.published), out);
    append_field("published_from", to_string(article.published_from), out);
  } else {
    out += "\"published\": null, \"published_from\": \"unknown\", ";
  }
  if (article.not_after) append_field("not_after", geo::text::to_iso(*article.not_after), out);
  append_field("language", article.language, out);
  out += "\"text\": ";
  geo::append_json_string(article.text, out);
  out += "}\n";
}

}  // namespace kharita::app
