// What a page's JSON-LD tells of its article.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kharita::app {

// As written; empty where it is not told.
struct JsonLdArticle {
  std::string title;
  std::string source;
  std::string url;
  std::string language;
  std::string published;
  std::string body;
};

// What else the page says of itself, to know its own article among others.
struct PageIdentity {
  std::vector<std::string> urls;
  std::vector<std::string> titles;
};

// Whether a script element of this type holds JSON-LD: "application/ld+json", with a charset or without.
[[nodiscard]] bool is_json_ld(std::string_view script_type);

// Takes the articles, then the pages, then the videos of all scripts, @graph and what is nested; the page's
// own go first: those with its address or its title. Other stories (lists, mentions, comments, parts of a
// live blog) tell nothing. Of an article's dates the first publication counts, never the last change.
[[nodiscard]] JsonLdArticle article_of(const std::vector<nlohmann::json>& scripts, const PageIdentity& page);

}  // namespace kharita::app
