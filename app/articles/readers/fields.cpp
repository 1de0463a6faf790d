#include "app/articles/readers/fields.h"

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "geo/text/normalise.h"

namespace kharita::app {
namespace {

constexpr std::array kNames{
    FieldName{"id_str", Field::id},
    FieldName{"id", Field::id},
    FieldName{"doc id", Field::id},
    FieldName{"document id", Field::id},
    FieldName{"guid", Field::id},
    FieldName{"uuid", Field::id},
    FieldName{"المعرف", Field::id},
    FieldName{"معرف الخبر", Field::id},
    FieldName{"رقم الخبر", Field::id},
    FieldName{"identifiant", Field::id},
    FieldName{"شناسه", Field::id},

    FieldName{"title", Field::title},
    FieldName{"headline", Field::title},
    FieldName{"headlines", Field::title},
    FieldName{"heading", Field::title},
    FieldName{"subject", Field::title},
    FieldName{"العنوان", Field::title},
    FieldName{"عنوان الخبر", Field::title},
    FieldName{"عنوان المقال", Field::title},
    FieldName{"titre", Field::title},
    FieldName{"تیتر", Field::title},
    FieldName{"سرخی", Field::title},
    FieldName{"başlık", Field::title},

    FieldName{"source name", Field::source},
    FieldName{"source hostname", Field::source},
    FieldName{"source title", Field::source},
    FieldName{"source", Field::source},
    FieldName{"publisher", Field::source},
    FieldName{"newspaper", Field::source},
    FieldName{"outlet", Field::source},
    FieldName{"agency", Field::source},
    FieldName{"site name", Field::source},
    FieldName{"channel", Field::source},
    FieldName{"media name", Field::source},
    FieldName{"channel title", Field::source},
    FieldName{"page name", Field::source},
    FieldName{"account name", Field::source},
    FieldName{"publication", Field::source},
    FieldName{"publication title", Field::source},
    FieldName{"publication name", Field::source},
    FieldName{"المصدر", Field::source},
    FieldName{"اسم المصدر", Field::source},
    FieldName{"الصحيفة", Field::source},
    FieldName{"الجريدة", Field::source},
    FieldName{"الوكالة", Field::source},
    FieldName{"القناة", Field::source},
    FieldName{"الناشر", Field::source},
    FieldName{"journal", Field::source},
    FieldName{"منبع", Field::source},
    FieldName{"خبرگزاری", Field::source},
    FieldName{"kaynak", Field::source},
    FieldName{"hostname", Field::source},
    FieldName{"domain", Field::source},
    FieldName{"source domain", Field::source},
    FieldName{"site", Field::source},
    FieldName{"website", Field::source},

    FieldName{"url", Field::url},
    FieldName{"link", Field::url},
    FieldName{"permalink", Field::url},
    FieldName{"permalink url", Field::url},
    FieldName{"canonical url", Field::url},
    FieldName{"web url", Field::url},
    FieldName{"source url", Field::url},
    FieldName{"external url", Field::url},
    FieldName{"href", Field::url},
    FieldName{"uri", Field::url},
    FieldName{"الرابط", Field::url},
    FieldName{"رابط الخبر", Field::url},
    FieldName{"lien", Field::url},
    FieldName{"لینک", Field::url},
    FieldName{"پیوند", Field::url},
    FieldName{"bağlantı", Field::url},

    FieldName{"language", Field::language},
    FieldName{"lang", Field::language},
    FieldName{"language code", Field::language},
    FieldName{"locale", Field::language},
    FieldName{"اللغة", Field::language},
    FieldName{"langue", Field::language},
    FieldName{"زبان", Field::language},
    FieldName{"dil", Field::language},

    FieldName{"note_tweet", Field::text},
    FieldName{"full text", Field::text},
    FieldName{"text", Field::text},
    FieldName{"article body", Field::text},
    FieldName{"main text", Field::text},
    FieldName{"body", Field::text},
    FieldName{"bodies", Field::text},
    FieldName{"body text", Field::text},
    FieldName{"content", Field::text},
    FieldName{"content encoded", Field::text},
    FieldName{"content text", Field::text},
    FieldName{"content elements", Field::text},
    FieldName{"edge_media_to_caption", Field::text},
    FieldName{"cleaned text", Field::text},
    FieldName{"plain text", Field::text},
    FieldName{"text content", Field::text},
    FieldName{"article", Field::text},
    FieldName{"paragraphs", Field::text},
    FieldName{"selftext", Field::text},
    FieldName{"tweet", Field::text},
    FieldName{"post", Field::text},
    FieldName{"message", Field::text},
    FieldName{"news", Field::text},
    FieldName{"story", Field::text},
    FieldName{"النص", Field::text},
    FieldName{"نص الخبر", Field::text},
    FieldName{"نص المقال", Field::text},
    FieldName{"نص التغريدة", Field::text},
    FieldName{"نص المنشور", Field::text},
    FieldName{"المحتوى", Field::text},
    FieldName{"محتوى الخبر", Field::text},
    FieldName{"المتن", Field::text},
    FieldName{"متن الخبر", Field::text},
    FieldName{"الخبر", Field::text},
    FieldName{"المقال", Field::text},
    FieldName{"المقالة", Field::text},
    FieldName{"التغريدة", Field::text},
    FieldName{"المنشور", Field::text},
    FieldName{"الرسالة", Field::text},
    FieldName{"تفاصيل الخبر", Field::text},
    FieldName{"التفاصيل", Field::text},
    FieldName{"texte", Field::text},
    FieldName{"contenu", Field::text},
    FieldName{"corps", Field::text},
    FieldName{"metin", Field::text},
    FieldName{"içerik", Field::text},
    FieldName{"haber", Field::text},
    FieldName{"raw content", Field::text},
    FieldName{"html", Field::text},

    FieldName{"lead paragraph", Field::summary},
    FieldName{"description", Field::summary},
    FieldName{"summary", Field::summary},
    FieldName{"abstract", Field::summary},
    FieldName{"excerpt", Field::summary},
    FieldName{"extract", Field::summary},
    FieldName{"lead", Field::summary},
    FieldName{"snippet", Field::summary},
    FieldName{"caption", Field::summary},
    FieldName{"الملخص", Field::summary},
    FieldName{"ملخص الخبر", Field::summary},
    FieldName{"الوصف", Field::summary},
    FieldName{"المقدمة", Field::summary},
    FieldName{"résumé", Field::summary},
    FieldName{"chapeau", Field::summary},
    FieldName{"خلاصه", Field::summary},
    FieldName{"چکیده", Field::summary},
    FieldName{"özet", Field::summary},

    FieldName{"published", Field::published},
    FieldName{"date published", Field::published},
    FieldName{"published date", Field::published},
    FieldName{"published datetime", Field::published},
    FieldName{"published at", Field::published},
    FieldName{"published on", Field::published},
    FieldName{"published time", Field::published},
    FieldName{"publication date", Field::published},
    FieldName{"web publication date", Field::published},
    FieldName{"first published at", Field::published},
    FieldName{"first publish date", Field::published},
    FieldName{"publish date", Field::published},
    FieldName{"date publish", Field::published},
    FieldName{"publish time", Field::published},
    FieldName{"pub date", Field::published},
    FieldName{"posted at", Field::published},
    FieldName{"posted on", Field::published},
    FieldName{"issued", Field::published},
    FieldName{"post created", Field::published},
    FieldName{"post created date", Field::published},
    FieldName{"first created", Field::published},
    FieldName{"تاريخ النشر", Field::published},
    FieldName{"وقت النشر", Field::published},
    FieldName{"تاريخ الخبر", Field::published},
    FieldName{"تاريخ المقال", Field::published},
    FieldName{"date de publication", Field::published},
    FieldName{"publié le", Field::published},
    FieldName{"تاریخ انتشار", Field::published},
    FieldName{"زمان انتشار", Field::published},
    FieldName{"yayın tarihi", Field::published},
    FieldName{"date", Field::published},
    FieldName{"iso date", Field::published},
    FieldName{"date time", Field::published},
    FieldName{"timestamp", Field::published},
    FieldName{"timestamp_ms", Field::published},
    FieldName{"date_unixtime", Field::published},
    FieldName{"date gmt", Field::published},
    FieldName{"التاريخ", Field::published},
    FieldName{"tarih", Field::published},
    FieldName{"created at", Field::published},
    FieldName{"created", Field::published},
    FieldName{"date created", Field::published},
    FieldName{"created date", Field::published},
    FieldName{"created time", Field::published},
    FieldName{"created utc", Field::published},
    FieldName{"create time", Field::published},
    FieldName{"taken at", Field::published},
    FieldName{"taken at timestamp", Field::published},
    FieldName{"creation date", Field::published},
    FieldName{"creation timestamp", Field::published},
    FieldName{"تاريخ الإنشاء", Field::published},
    FieldName{"تاريخ الإضافة", Field::published},
    FieldName{"time", Field::published},
    FieldName{"ts", Field::published},

    FieldName{"updated", Field::modified},
    FieldName{"updated at", Field::modified},
    FieldName{"date updated", Field::modified},
    FieldName{"last updated", Field::modified},
    FieldName{"modified", Field::modified},
    FieldName{"modified at", Field::modified},
    FieldName{"date modified", Field::modified},
    FieldName{"modified date", Field::modified},
    FieldName{"last modified", Field::modified},
    FieldName{"version created", Field::modified},
    FieldName{"تاريخ التحديث", Field::modified},
    FieldName{"تاريخ التعديل", Field::modified},

    FieldName{"published_from", Field::published_from},
    FieldName{"source_from", Field::source_from},
    FieldName{"not_after", Field::not_after},
    FieldName{"seen date", Field::modified},
};

// Of what a name may say first that it is.
constexpr std::array<std::string_view, 19> kBefore{
    "article", "post", "news", "entry", "item", "story",  "tweet", "message", "document",  "doc",
    "page",    "web",  "wp",   "dc",    "og",   "fields", "node",  "full",    "attributes"};
// In what form a name may say last that it is.
constexpr std::array<std::string_view, 12> kBehind{"rendered", "html",  "plain", "raw",   "clean",   "ar",
                                                   "arabic",   "value", "$date", "#text", "__cdata", "$oid"};

// A name's words, without what does not count, in one.
std::string key_of(std::string_view name) {
  constexpr std::string_view kArticle = "ال";
  constexpr std::size_t kShortestWithArticle = 8;  // bytes
  std::string key;
  std::string word;
  const auto flush = [&] {
    const bool article = word.starts_with(kArticle) && word.size() >= kShortestWithArticle;
    key += article ? std::string_view(word).substr(kArticle.size()) : std::string_view(word);
    word.clear();
  };
  for (const char c : geo::text::normalise(name)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    if (letter) {
      word.push_back(c);
    } else {
      flush();
    }
  }
  flush();
  return key;
}

class Names {
 public:
  Names() {
    for (std::size_t i = 0; i < kNames.size(); ++i)
      known_.insert({key_of(kNames[i].name), {kNames[i].field, 2 * i}});
    for (const std::string_view word : kBefore)
      before_.push_back(key_of(word));
    for (const std::string_view word : kBehind)
      behind_.push_back(key_of(word));
  }

  [[nodiscard]] std::optional<KnownField> find(std::string_view name) const {
    const std::string key = key_of(name);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    const std::string_view view(key);
    for (const std::string& word : before_) {
      if (!view.starts_with(word)) continue;
      if (const auto found = find_affixed(view.substr(word.size()))) return found;
    }
    for (const std::string& word : behind_) {
      if (!view.ends_with(word)) continue;
      if (const auto found = find_affixed(view.substr(0, view.size() - word.size()))) return found;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<KnownField> find_affixed(std::string_view key) const {
    const auto found = known_.find(std::string(key));
    if (found == known_.end()) return std::nullopt;
    return KnownField{found->second.field, found->second.rank + 1};
  }

  std::unordered_map<std::string, KnownField> known_;
  std::vector<std::string> before_;
  std::vector<std::string> behind_;
};

}  // namespace

std::span<const FieldName> field_names() {
  return kNames;
}

std::optional<KnownField> find_field(std::string_view name) {
  static const Names names;
  constexpr std::size_t kLongestName = 60;  // bytes: no name of a field is longer
  return name.empty() || name.size() > kLongestName ? std::nullopt : names.find(name);
}

}  // namespace kharita::app
