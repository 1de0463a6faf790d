#include "app/articles/readers/html/json_ld.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/html/html_content.h"
#include "geo/text/dates.h"
#include "geo/text/normalise.h"

namespace kharita::app {
namespace {

using nlohmann::json;

constexpr std::size_t kMostNodes = 10000;

// A string, or the name or address of an object, or of a list's first.
std::string text_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
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

enum class Kind { article, page, video, other };

// Of "NewsArticle", "newsarticle", "schema:NewsArticle" and "https://schema.org/NewsArticle".
Kind kind_of_type(std::string_view type) {
  const std::size_t prefix = type.find_last_of("/:#");
  const std::string name = lower_ascii(prefix == std::string_view::npos ? type : type.substr(prefix + 1));
  if (name.ends_with("article") || name == "report") return Kind::article;
  if (name.ends_with("posting") && name != "jobposting") return Kind::article;
  // Lists of other pages are no article's page.
  if (name.ends_with("page") && name != "collectionpage" && name != "searchresultspage") return Kind::page;
  return name == "videoobject" ? Kind::video : Kind::other;
}

Kind kind_of(const json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return Kind::other;
  if (type->is_string()) return kind_of_type(type->get_ref<const std::string&>());
  auto best = Kind::other;
  if (!type->is_array()) return best;
  for (const json& name : *type) {
    if (name.is_string()) best = std::min(best, kind_of_type(name.get_ref<const std::string&>()));
  }
  return best;
}

// What these name is another story, or no story.
bool leads_elsewhere(const std::string& key) {
  static constexpr std::array<std::string_view, 15> kKeys{
      "itemListElement", "hasPart",   "isPartOf",       "mentions",    "citation",
      "comment",         "isBasedOn", "subjectOf",      "relatedLink", "review",
      "about",           "author",    "liveBlogUpdate", "publisher",   "potentialAction"};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

// "example.org/a/b" of "https://www.example.org/a/b/?c#d"; "/a/b" stays.
std::string bare_address(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("?#"));
  if (url.starts_with("www.")) url.remove_prefix(4);
  while (url.ends_with('/'))
    url.remove_suffix(1);
  return std::string(url);
}

struct Candidate {
  const json* object = nullptr;
  Kind kind = Kind::other;
  enum class Match {
    own,
    open,
    other
  } match = Match::open;  // by address and title: the page's, cannot tell, another's
};

class Collector {
 public:
  explicit Collector(const PageIdentity& page) {
    for (const auto& url : page.urls)
      urls_.push_back(bare_address(url));
    for (const auto& title : page.titles)
      titles_.push_back(geo::text::normalise(title));
  }

  std::vector<Candidate> collect(const std::vector<json>& scripts) {
    std::vector<const json*> waiting;
    for (const json& script : scripts)
      waiting.push_back(&script);
    std::vector<Candidate> found;
    for (std::size_t i = 0; i < waiting.size() && i < kMostNodes; ++i) {
      const json& value = *waiting[i];
      if (value.is_object()) {
        if (const Kind kind = kind_of(value); kind != Kind::other)
          found.push_back({&value, kind, match_of(value)});
        for (const auto& [key, child] : value.items()) {
          if (child.is_structured() && !leads_elsewhere(key)) waiting.push_back(&child);
        }
      } else if (value.is_array()) {
        for (const json& child : value) {
          if (child.is_structured()) waiting.push_back(&child);
        }
      }
    }
    return found;
  }

 private:
  [[nodiscard]] Candidate::Match match_of(const json& object) const {
    bool differs = false;
    for (const char* key : {"url", "mainEntityOfPage", "@id"}) {
      const std::string url = bare_address(text_of(object, key));
      if (url.empty() || urls_.empty()) continue;
      if (std::find(urls_.begin(), urls_.end(), url) != urls_.end()) return Candidate::Match::own;
      differs = true;
    }
    for (const char* key : {"headline", "name"}) {
      const std::string title = geo::text::normalise(collapse_space(text_of(object, key)));
      if (title.empty() || titles_.empty()) continue;
      if (std::find(titles_.begin(), titles_.end(), title) != titles_.end()) return Candidate::Match::own;
      if (differs) return Candidate::Match::other;
    }
    return Candidate::Match::open;
  }

  std::vector<std::string> urls_;
  std::vector<std::string> titles_;
};

void keep_first(std::string& field, const std::string& value) {
  if (field.empty()) field = collapse_space(value);
}

void keep_first_date(std::string& field, const std::string& value) {
  if (field.empty() && geo::text::parse_timestamp(value)) field = collapse_space(value);
}

void take(const json& object, Kind kind, JsonLdArticle& article) {
  if (kind != Kind::page) {  // whose name has the site's behind it
    keep_first(article.title, text_of(object, "headline"));
    keep_first(article.title, text_of(object, "name"));
  }
  for (const char* key : {"datePublished", "dateCreated", "uploadDate"})
    keep_first_date(article.published, text_of(object, key));
  keep_first(article.source, text_of(object, "publisher"));
  keep_first(article.language, text_of(object, "inLanguage"));
  keep_first(article.url, text_of(object, "url"));
  keep_first(article.url, text_of(object, "mainEntityOfPage"));
  if (!article.body.empty() || kind != Kind::article) return;
  const std::string body = text_of(object, "articleBody");
  const bool marked_up = body.find('<') != std::string::npos || body.find('&') != std::string::npos;
  article.body = marked_up ? fragment_text(body) : body;
}

}  // namespace

bool is_json_ld(std::string_view script_type) {
  const std::string type = collapse_space(lower_ascii(script_type.substr(0, script_type.find(';'))));
  return type == "application/ld+json";
}

JsonLdArticle article_of(const std::vector<json>& scripts, const PageIdentity& page) {
  auto candidates = Collector(page).collect(scripts);
  const auto articles = std::count_if(candidates.begin(), candidates.end(), [](const Candidate& candidate) {
    return candidate.kind == Kind::article;
  });
  // One alone is the page's, even if the site got its address wrong.
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return candidate.match == Candidate::Match::other && (candidate.kind != Kind::article || articles > 1);
  });
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.match < b.match;
  });
  JsonLdArticle article;
  // Several articles of which none is known to be the page's: the first, as ever; the others add nothing.
  bool has_article = false;
  for (const auto& candidate : candidates) {
    if (candidate.kind == Kind::article && has_article && candidate.match != Candidate::Match::own) continue;
    if (candidate.kind == Kind::video && has_article) continue;
    take(*candidate.object, candidate.kind, article);
    has_article |= candidate.kind == Kind::article;
  }
  return article;
}

}  // namespace kharita::app
