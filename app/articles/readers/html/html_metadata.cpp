#include "app/articles/readers/html/html_metadata.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

#include "app/articles/readers/html/html_content.h"
#include "geo/text/dates.h"

namespace kharita::app {
namespace {

using nlohmann::json;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  return text;
}

void keep_first(std::string& field, const std::string& value) {
  if (field.empty()) field = collapse_space(value);
}

bool is_date(const std::string& text) {
  return geo::text::parse_timestamp(text).has_value();
}

void keep_first_date(std::string& field, const std::string& value) {
  const std::string text = collapse_space(value);
  if (field.empty() && is_date(text)) field = text;
}

// A string, or the name or address of an object, or of a list's first.
std::string text_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array())
    return value.empty() || value.front().is_array() ? std::string() : text_of(value.front());
  if (!value.is_object()) return {};
  for (const char* key : {"name", "@id", "url", "@value"}) {
    const auto found = value.find(key);
    if (found != value.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? std::string() : text_of(*found);
}

// Article, NewsArticle, ReportageNewsArticle, BlogPosting …
bool is_article(const json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto fits = [](const json& name) {
    if (!name.is_string()) return false;
    const auto& word = name.get_ref<const std::string&>();
    return word.ends_with("Article") || word == "BlogPosting" || word == "Report";
  };
  return type->is_array() ? std::any_of(type->begin(), type->end(), fits) : fits(*type);
}

void take_article(const json& object, HtmlMetadata& data) {
  keep_first(data.title, text_of(object, "headline"));
  keep_first(data.title, text_of(object, "name"));
  keep_first_date(data.published, text_of(object, "datePublished"));
  keep_first_date(data.published, text_of(object, "dateCreated"));
  keep_first(data.source, text_of(object, "publisher"));
  keep_first(data.language, text_of(object, "inLanguage"));
  keep_first(data.url, text_of(object, "url"));
  keep_first(data.url, text_of(object, "mainEntityOfPage"));
  if (data.body.empty()) {
    const std::string body = text_of(object, "articleBody");
    const bool marked_up = body.find('<') != std::string::npos || body.find('&') != std::string::npos;
    data.body = marked_up ? fragment_text(body) : body;
  }
}

// Looks through a JSON-LD document, @graph and all that is nested, without recursion.
void take_json_ld(const std::string& script, HtmlMetadata& data) {
  const json root = json::parse(script, nullptr, false, true);
  constexpr std::size_t kMostNodes = 10000;
  std::vector<const json*> waiting{&root};
  for (std::size_t i = 0; i < waiting.size() && i < kMostNodes; ++i) {
    const json& value = *waiting[i];
    if (value.is_object() && is_article(value)) take_article(value, data);
    if (!value.is_structured()) continue;
    for (const auto& child : value) {
      if (child.is_structured()) waiting.push_back(&child);
    }
  }
}

// Names of meta elements, most telling first.
constexpr std::array<std::string_view, 3> kTitleNames{"og:title", "twitter:title", "dc.title"};
constexpr std::array<std::string_view, 3> kSourceNames{"og:site_name", "dc.publisher", "application-name"};
constexpr std::array<std::string_view, 22> kDateNames{"article:published_time",
                                                      "og:published_time",
                                                      "article:published",
                                                      "datepublished",
                                                      "date_published",
                                                      "publish-date",
                                                      "publish_date",
                                                      "publishdate",
                                                      "published_date",
                                                      "publication_date",
                                                      "pubdate",
                                                      "parsely-pub-date",
                                                      "sailthru.date",
                                                      "dc.date.issued",
                                                      "dcterms.issued",
                                                      "dcterms.created",
                                                      "dc.date.created",
                                                      "dc.date",
                                                      "dcterms.date",
                                                      "article.created",
                                                      "article_date_original",
                                                      "date"};

struct Meta {
  std::string name;
  std::string content;
};

template <std::size_t N>
const Meta* find_meta(const std::vector<Meta>& metas, const std::array<std::string_view, N>& names,
                      bool dates) {
  for (const std::string_view name : names) {
    for (const Meta& meta : metas) {
      if (meta.name == name && !meta.content.empty() && (!dates || is_date(meta.content))) return &meta;
    }
  }
  return nullptr;
}

void take_metas(const std::vector<Meta>& metas, HtmlMetadata& data) {
  if (const Meta* meta = find_meta(metas, kTitleNames, false)) keep_first(data.title, meta->content);
  if (const Meta* meta = find_meta(metas, kSourceNames, false)) keep_first(data.source, meta->content);
  if (const Meta* meta = find_meta(metas, kDateNames, true)) keep_first_date(data.published, meta->content);
  if (const Meta* meta = find_meta(metas, std::array<std::string_view, 1>{"og:url"}, false))
    keep_first(data.url, meta->content);
}

// "Title - Site" and "Title | Site" without the site.
std::string without_site(const std::string& title, const std::string& site) {
  for (const std::string_view separator : {" | ", " - ", " – ", " — ", " :: ", " « "}) {
    const std::size_t at = title.rfind(separator);
    if (at == std::string::npos || at == 0) continue;
    const std::string tail = title.substr(at + separator.size());
    if (tail == site || (site.empty() && tail.size() * 2 < at)) return title.substr(0, at);
  }
  return title;
}

// "example.org" of "https://www.example.org/a/b".
std::string host_of(std::string_view url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string_view::npos) return {};
  url.remove_prefix(begin + 3);
  url = url.substr(0, url.find_first_of("/?#:"));
  if (url.starts_with("www.")) url.remove_prefix(4);
  return std::string(url);
}

// The page's elements that tell something, each in a line of its own.
struct Found {
  std::vector<Meta> metas;
  std::string canonical;
  std::string page_title;
  std::string heading;      // the first h1
  std::string time;         // the first <time datetime> that is a date
  std::string marked_date;  // an element with itemprop or class of a date
  std::string language;
};

bool names_a_date(const std::string& names) {
  for (const std::string_view word :
       {"datepublished", "date", "published", "pubdate", "timestamp", "posted"}) {
    const std::size_t at = names.find(word);
    if (at == std::string::npos) continue;
    const bool begins = at == 0 || std::isalpha(static_cast<unsigned char>(names[at - 1])) == 0;
    const std::size_t end = at + word.size();
    if (begins && (end == names.size() || std::isalpha(static_cast<unsigned char>(names[end])) == 0))
      return true;
  }
  return false;
}

void look_at(const HtmlDocument& page, std::uint32_t index, HtmlMetadata& data, Found& found) {
  constexpr std::size_t kLongestDate = 60;
  const HtmlElement& element = page.elements()[index];
  const auto attribute = [&](const char* name) { return HtmlDocument::attribute(element.node, name); };
  if (element.name == "meta") {
    std::string name = attribute("property");
    if (name.empty()) name = attribute("name");
    if (name.empty()) name = attribute("itemprop");
    if (!name.empty()) found.metas.push_back({lower(std::move(name)), attribute("content")});
  } else if (element.name == "script") {
    if (lower(attribute("type")) == "application/ld+json") take_json_ld(page.text_of(index), data);
  } else if (element.name == "link") {
    if (found.canonical.empty() && lower(attribute("rel")) == "canonical")
      found.canonical = attribute("href");
  } else if (element.name == "title") {
    keep_first(found.page_title, page.text_of(index));
  } else if (element.name == "h1") {
    keep_first(found.heading, page.text_of(index));
  } else if (element.name == "html") {
    found.language = attribute("lang");
  } else if (element.name == "time") {
    keep_first_date(found.time, attribute("datetime"));
  } else if (found.marked_date.empty() && element.node->properties != nullptr && element.last - index < 8) {
    if (!names_a_date(lower(attribute("itemprop") + " " + attribute("class")))) return;
    keep_first_date(found.marked_date, attribute("content"));
    const std::string text = collapse_space(page.text_of(index));
    if (text.size() <= kLongestDate) keep_first_date(found.marked_date, text);
  }
}

}  // namespace

HtmlMetadata html_metadata(const HtmlDocument& page) {
  HtmlMetadata data;
  Found found;
  for (std::uint32_t i = 0; i < page.elements().size(); ++i)
    look_at(page, i, data, found);
  take_metas(found.metas, data);
  keep_first(data.url, found.canonical);
  keep_first(data.title, found.heading);
  keep_first(data.title, without_site(found.page_title, data.source));
  if (!data.source.empty()) data.title = without_site(data.title, data.source);
  keep_first(data.source, host_of(data.url));
  keep_first(data.language, found.language);
  keep_first_date(data.published, found.time);
  keep_first_date(data.published, found.marked_date);
  return data;
}

}  // namespace kharita::app
