#include "app/articles/readers/html/html_words.h"

#include <algorithm>
#include <cctype>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/articles/readers/html/word_finder.h"

namespace kharita::app {
namespace {

// What stands anywhere in a word of class or id, or is such a word; separated by spaces.
struct PartWords {
  PagePart kind;
  std::string_view anywhere;
  std::string_view alone;
};

constexpr PartWords kPartWords[] = {
    {PagePart::comment, "comment disqus livefyre kommentar respond discussion guestbook pinglist trackback",
     ""},
    {PagePart::share,
     "share sharing social facebook twitter whatsapp addthis addtoany sharedaddy follow shariff", "like jp"},
    {PagePart::related,
     "related recommend readmore similar seealso morefrom latest trending popular outbrain taboola "
     "yarpp recent promoted",
     "more most next prev previous"},
    {PagePart::menu, "menu navbar navi breadcrumb crumb pagination toolbar topbar ticker sitemap",
     "nav pager skip toc tabs pages categories archive lang"},
    {PagePart::footer, "footer copyright bottom colophon imprint legal disclaimer", "foot"},
    {PagePart::sidebar, "sidebar widget aside marginal", "side rail secondary right left"},
    {PagePart::advert, "advert promo sponsor banner adsense anzeige affiliate teads", "ads ad dfp"},
    {PagePart::subscribe, "newsletter subscri signup paywall donat membership", "cta abo"},
    {PagePart::overlay, "cookie consent gdpr popup modal overlay lightbox tooltip dropdown offcanvas noprint",
     "hidden hide notice alert sr screen"},
    {PagePart::byline, "author byline autor contributor writer vcard", "bio"},
    {PagePart::tags, "taglist category keyword topic label", "tags tag cat"},
    {PagePart::caption,
     "caption gallery slider carousel slideshow image photo video figure credit picture player thumb",
     "img media bild"},
    {PagePart::teaser, "teaser excerpt summary intro standfirst description subtitle",
     "card lead dek box item items block tile"},
    {PagePart::header, "header masthead logo slogan", "head top hero"},
    {PagePart::tool,
     "search login form button btn rating vote cart basket price tool register contact calendar "
     "warenkorb",
     "print poll"},
    {PagePart::content, "content inhalt", ""},
    {PagePart::article, "article artikel articulo hentry postcontent blogpost noticia",
     "post entry story news single nota node"},
    {PagePart::text, "body text paragraph richtext bodytext", "copy rte"},
    {PagePart::wrapper, "main wrapper container", "page primary section wrap"},
    {PagePart::headline, "headline title heading titel", ""},
    {PagePart::user, "profile user avatar signature", "member"},
    {PagePart::list, "listing overview", "column list grid feed posts articles stories index row col"},
    {PagePart::meta, "published meta posted timestamp", "date time info infos data details"},
    {PagePart::reply, "reply replies", ""},
};

// What stands anywhere in a line, or is all of it; separated by bars, in lower case.
struct CueWords {
  Cue kind;
  std::string_view anywhere;
  std::string_view alone;
};

constexpr CueWords kCueWords[] = {
    {Cue::related,
     "اقرأ أيض|اقرا ايض|طالع أيضا|شاهد أيضا|مواضيع ذات صلة|أخبار ذات صلة|ذات صلة|الأكثر قراءة|"
     "قد يهمك|اخترنا لك|آخر الأخبار|مقالات مشابهة|المقال التالي|المقال السابق|read more|"
     "read also|see also|related|most read|more from|you may also|you might|recommended|"
     "latest|more:|lesen sie|mehr zum|mehr lesen|weiterlesen|auch interessant|ähnliche|"
     "lire aussi|à lire|sur le même|lea también|lee también|lea:|lea más|leer más|"
     "te puede interesar|vea también|mira:|leggi anche|leia também|ilgili haber|بیشتر بخوانید|"
     "مطالب مرتبط|مزید پڑھیں|watch:|next article|previous|siehe auch|nächster|vorheriger|"
     "ältere|zum thema|also read|موضوعات ذات|قصص مقترحة|مقترحة لك|شاهد:|تابع أيضا|إقرأ أيض|"
     "اقرأ ايض|إقرأ المزيد|اقرأ المزيد|للمزيد:|المزيد من الأخبار|نرشح لك|قد يعجبك|طالع المزيد",
     "المزيد|أخبار"},
    {Cue::share,
     "تابعنا|تابعونا|نسخ الرابط|واتساب|share|follow us|follow |facebook|twitter|whatsapp|"
     "teilen|partager|compartir|tweet|instagram|pinterest|folgen sie|شارك على|شارك الخبر|"
     "شارك المقال|شارك الموضوع|شارك هذا|شارك عبر|شاركنا|شاركها|انشر على|أرسل إلى صديق|تويتر|"
     "فيسبوك",
     "شارك|مشاركة|انشر"},
    {Cue::comment,
     "شروط التعليق|التعليقات|أضف تعليق|اترك تعليق|تعليقك|بريدك الإلكتروني|comment|kommentar|"
     "commentaire|comentario|leave a reply|email address will not|e-mail-adresse|discussion|"
     "antworten|reply|yorum|trackback|دیدگاه|نظر شما|تعليقات|لن يتم نشر|لا تعبر عن رأي|"
     "لا تعبر بالضرورة|لن يتم نشر عنوان|الحقول الإلزامية|نظر خود",
     "تعليق|ردود|رد"},
    {Cue::legal,
     "جميع الحقوق|حقوق النشر|سياسة الخصوصية|ملفات تعريف الارتباط|الكوكيز|copyright|©|"
     "all rights reserved|alle rechte|tous droits|derechos reservados|impressum|datenschutz|"
     "privacy|cookie|terms of|disclaimer|creative commons|haftung|agb|licen",
     ""},
    {Cue::subscribe,
     "النشرة البريدية|subscri|newsletter|sign up|abonn|suscri|download our|donate|spenden|"
     "abone|rss|حمل التطبيق|اشترك الآن|اشترك في النشرة|اشترك في قناة|اشترك في القناة|"
     "اشترك معنا|انضم إلى قناة|النشرة الإخبارية",
     "اشترك|متابعة"},
    {Cue::credit,
     "المصدر:|photo:|foto:|fotos:|image:|picture:|bild:|credit:|getty|photograph|quelle:|"
     "source:|(photo|(foto|تصوير:|عدسة:",
     "تصوير"},
    {Cue::tool,
     "كلمات دالة|كلمات مفتاحية|الوسوم|وسوم|العلامات|تسجيل الدخول|طباعة|login|log in|sign in|"
     "anmelden|registr|search|suche|print|drucken|click here|tags:|tags|schlagw|"
     "filed under|categor|kategori|menu|posted|published|updated|zurück|nach oben|back to|"
     "advertisement|anzeige|werbung|online seit|warenkorb|javascript|browser|contact|kontakt|"
     "الإشارات|كلمات البحث|إعلان مدفوع",
     "إعلان|طباعة"},
};

// Lower case for ASCII and for the accented capitals of Latin-1 (C3 80 to C3 9E, but for the sign of
// multiplication).
std::string lower(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    if (c >= 'A' && c <= 'Z') {
      out[i] = static_cast<char>(c | 0x20U);
    } else if (c == 0xC3 && i + 1 < out.size()) {
      const auto next = static_cast<unsigned char>(out[++i]);
      if (next >= 0x80 && next <= 0x9E && next != 0x97) out[i] = static_cast<char>(next + 0x20);
    }
  }
  return out;
}

std::vector<std::string_view> split(std::string_view list, char separator) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    if (end > 0) parts.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

// What a text holds of a table's words: those that may stand anywhere in it, and those that must be all of
// it.
class Words {
 public:
  template <typename Row>
  Words(std::span<const Row> rows, char separator) : anywhere_(words_of(rows, &Row::anywhere, separator)) {
    for (const auto& word : words_of(rows, &Row::alone, separator))
      alone_[word.letters] |= word.kinds;
  }
  [[nodiscard]] std::uint32_t kinds_in(std::string_view text) const {
    const auto found = alone_.find(text);
    return anywhere_.kinds_in(text) | (found == alone_.end() ? 0 : found->second);
  }

 private:
  template <typename Row>
  static std::vector<WordFinder::Word> words_of(std::span<const Row> rows, std::string_view Row::*column,
                                                char separator) {
    std::vector<WordFinder::Word> words;
    for (const Row& row : rows) {
      for (const auto letters : split(row.*column, separator))
        words.push_back({letters, bit(row.kind)});
    }
    return words;
  }

  WordFinder anywhere_;
  std::unordered_map<std::string_view, std::uint32_t> alone_;
};

PageParts parts_of_word(std::string_view word) {
  static const Words known(std::span<const PartWords>(kPartWords), ' ');
  return word.size() < 2 ? 0 : known.kinds_in(word);
}

}  // namespace

PageParts parts_named(std::string_view class_or_id) {
  PageParts parts = 0;
  std::string word;
  unsigned char before = 0;
  for (const char letter : class_or_id) {
    const auto c = static_cast<unsigned char>(letter);
    const bool hump = std::isupper(c) != 0 && std::islower(before) != 0;
    if (hump || std::isalpha(c) == 0) {
      parts |= parts_of_word(word);
      word.clear();
    }
    if (std::isalpha(c) != 0) word.push_back(static_cast<char>(std::tolower(c)));
    before = c;
  }
  return parts | parts_of_word(word);
}

Cues cues_in(std::string_view line) {
  static const Words known(std::span<const CueWords>(kCueWords), '|');
  return known.kinds_in(lower(line));
}

}  // namespace kharita::app
