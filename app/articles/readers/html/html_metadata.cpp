#include "app/articles/readers/html/html_metadata.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/html/html_content.h"
#include "app/articles/readers/html/json_ld.h"
#include "app/articles/readers/html/page_dates.h"
#include "app/articles/readers/json/loose_json.h"
#include "geo/text/dates.h"

namespace kharita::app {
namespace {

using nlohmann::json;

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

// Names of meta elements, most telling first.
constexpr std::array<std::string_view, 3> kTitleNames{"og:title", "twitter:title", "dc.title"};
constexpr std::array<std::string_view, 3> kSourceNames{"og:site_name", "dc.publisher", "application-name"};
constexpr std::array<std::string_view, 37> kDateNames{"article:published_time",
                                                      "og:published_time",
                                                      "og:article:published_time",
                                                      "article:published",
                                                      "article.published",
                                                      "shareaholic:article_published_time",
                                                      "published_time",
                                                      "datepublished",
                                                      "rnews:datepublished",
                                                      "date_published",
                                                      "publish-date",
                                                      "publish_date",
                                                      "publishdate",
                                                      "published_date",
                                                      "published-date",
                                                      "publication_date",
                                                      "publication-date",
                                                      "pubdate",
                                                      "pub_date",
                                                      "parsely-pub-date",
                                                      "sailthru.date",
                                                      "cxenseparse:recs:publishtime",
                                                      "citation_online_date",
                                                      "citation_publication_date",
                                                      "citation_date",
                                                      "dc.date.issued",
                                                      "dcterms.issued",
                                                      "dcterms.created",
                                                      "dcterms.available",
                                                      "dc.date.created",
                                                      "dc.date",
                                                      "dcterms.date",
                                                      "article.created",
                                                      "article_date_original",
                                                      "datecreated",
                                                      "creation_date",
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
  std::vector<json> json_ld;
  std::string canonical;
  std::string page_title;
  std::string heading;  // the first h1
  std::string language;
};

void look_at(const HtmlDocument& page, std::uint32_t index, bool beside, Found& found) {
  const HtmlElement& element = page.elements()[index];
  const auto attribute = [&](const char* name) { return HtmlDocument::attribute(element.node, name); };
  if (element.name == "meta") {
    std::string name = attribute("property");
    if (name.empty()) name = attribute("name");
    if (name.empty() && !beside) name = attribute("itemprop");
    if (!name.empty()) found.metas.push_back({lower_ascii(std::move(name)), attribute("content")});
  } else if (element.name == "script") {
    if (is_json_ld(attribute("type"))) found.json_ld.push_back(parse_loose_json(page.text_of(index)).value);
  } else if (element.name == "link") {
    if (found.canonical.empty() && lower_ascii(attribute("rel")) == "canonical")
      found.canonical = attribute("href");
  } else if (element.name == "title") {
    keep_first(found.page_title, page.text_of(index));
  } else if (element.name == "h1") {
    if (!beside) keep_first(found.heading, page.text_of(index));
  } else if (element.name == "html") {
    found.language = attribute("lang");
  }
}

// All addresses and titles that the page gives itself outside JSON-LD.
PageIdentity identity_of(const Found& found) {
  PageIdentity page;
  const auto add = [](std::vector<std::string>& to, std::string value) {
    if (value = collapse_space(value); !value.empty()) to.push_back(std::move(value));
  };
  add(page.urls, found.canonical);
  add(page.titles, found.heading);
  for (const Meta& meta : found.metas) {
    if (meta.name == "og:url") add(page.urls, meta.content);
    if (meta.name == "og:title" || meta.name == "twitter:title") add(page.titles, meta.content);
  }
  add(page.titles, found.page_title);
  return page;
}

}  // namespace

HtmlMetadata html_metadata(const HtmlDocument& page) {
  Found found;
  const std::vector<bool> beside = beside_article(page);
  for (std::uint32_t i = 0; i < page.elements().size(); ++i)
    look_at(page, i, beside[i], found);
  JsonLdArticle told = article_of(found.json_ld, identity_of(found));
  HtmlMetadata data{std::move(told.title),    std::move(told.source),    std::move(told.url),
                    std::move(told.language), std::move(told.published), std::move(told.body)};
  take_metas(found.metas, data);
  keep_first(data.url, found.canonical);
  keep_first(data.title, found.heading);
  keep_first(data.title, without_site(found.page_title, data.source));
  if (!data.source.empty()) data.title = without_site(data.title, data.source);
  keep_first(data.source, host_of(data.url));
  keep_first(data.language, found.language);
  if (data.published.empty()) data.published = date_in_page(page, beside);
  return data;
}

}  // namespace kharita::app
