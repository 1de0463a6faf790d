#include "app/articles/readers/html/page_dates.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/html/html_content.h"
#include "geo/text/dates.h"

namespace kharita::app {
namespace {

constexpr std::size_t kLongestDate = 80;          // bytes: a longer text is prose
constexpr std::uint32_t kMostElementsInside = 8;  // of an element that holds but a date

// Whether a word of the text, letters one after another, fits.
template <typename Fits>
bool any_word(std::string_view text, Fits&& fits) {
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end]))
      ++end;
    if (end > at && fits(text.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

bool begins_with_one(std::string_view word, const auto& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return word.starts_with(beginning); });
}

bool contains_one(std::string_view text, const auto& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

// Words in the names of elements: "datePublished", "post-date", "entry-date updated".
bool names_publication(std::string_view word) {
  static constexpr std::array<std::string_view, 6> kBeginnings{"publish", "posted",      "pubdate",
                                                               "created", "datepublish", "datecreated"};
  return begins_with_one(word, kBeginnings);
}

bool names_change(std::string_view word) {
  static constexpr std::array<std::string_view, 6> kBeginnings{"updat",   "modif",  "datemodif",
                                                               "lastmod", "edited", "changed"};
  return begins_with_one(word, kBeginnings);
}

bool names_date(std::string_view word) {
  static constexpr std::array<std::string_view, 4> kOther{"candidate", "mandate", "validate", "update"};
  if (word == "time" || word == "timestamp" || word.starts_with("date")) return true;
  return word.ends_with("date") && std::find(kOther.begin(), kOther.end(), word) == kOther.end();
}

// The line under a headline: who wrote it, and when.
bool names_byline(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kBeginnings{"byline", "dateline", "meta",  "info",
                                                               "credit", "author",   "writer"};
  return begins_with_one(word, kBeginnings);
}

bool names_what_stands_beside(std::string_view word) {
  static constexpr std::array<std::string_view, 13> kBeginnings{
      "related",   "comment", "sidebar", "widget",  "latest", "popular", "trending",
      "recommend", "ticker",  "teaser",  "similar", "recirc", "carousel"};
  return begins_with_one(word, kBeginnings) || word == "menu" || word == "footer" || word == "respond";
}

constexpr std::array<std::string_view, 3> kPublishedLabels{"نشر", "published", "posted"};
constexpr std::array<std::string_view, 6> kToldLabels{"نشر",      "نُشر",       "تاريخ النشر",
                                                      "تم النشر", "published", "posted"};
constexpr std::array<std::string_view, 5> kChangedLabels{"تحديث", "تعديل", "updated", "modified", "edited"};

// What follows the colon of a label, "تاريخ النشر : 5/2/2024 10:20": a colon behind a digit is a time's.
std::string without_label(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0) return text;
  const std::string_view label = without_blanks(std::string_view(text).substr(0, colon));
  return label.empty() || std::isdigit(static_cast<unsigned char>(label.back())) != 0
             ? text
             : text.substr(colon + 1);
}

struct DateFound {
  std::string text;
  bool is_publication = false;
  std::uint32_t element = 0;
};

class PageDates {
 public:
  PageDates(const HtmlDocument& page, const std::vector<bool>& beside) : page_(page) {
    const auto& elements = page.elements();
    inside_link_.resize(elements.size());
    for (std::uint32_t i = 0; i < elements.size(); ++i) {
      inside_link_[i] =
          beside[i] || inside_link_[elements[i].parent] ||
          (elements[i].name == "a" && !HtmlDocument::attribute(elements[i].node, "href").empty());
      if (heading_ == 0 && elements[i].name == "h1" && !beside[i]) heading_ = i;
    }
  }

  [[nodiscard]] std::string find() const {
    std::optional<DateFound> best;
    for (std::uint32_t i = 0; i < page_.elements().size(); ++i) {
      if (inside_link_[i]) continue;
      auto found = date_of(i);
      if (found && (!best || is_better(*found, *best))) best = std::move(found);
    }
    return best ? best->text : std::string();
  }

 private:
  [[nodiscard]] bool is_better(const DateFound& a, const DateFound& b) const {
    if (a.is_publication != b.is_publication) return a.is_publication;
    return distance(a.element) < distance(b.element);
  }

  // In elements from the heading; what stands before it is rather of the page's top.
  [[nodiscard]] std::uint32_t distance(std::uint32_t element) const {
    constexpr std::uint32_t kBefore = 3;
    return element >= heading_ ? element - heading_ : (heading_ - element) * kBefore;
  }

  [[nodiscard]] std::optional<DateFound> date_of(std::uint32_t index) const {
    const HtmlElement& element = page_.elements()[index];
    if (element.node->properties == nullptr && element.name != "time") return told_date_of(index);
    const std::string names = names_of(element);
    const bool published = any_word(names, names_publication);
    if (!published && any_word(names, names_change)) return std::nullopt;
    if (!published && element.name != "time" && !any_word(names, names_date) &&
        !any_word(names, names_byline))
      return told_date_of(index);
    DateFound found{value_of(index), published, index};
    if (found.text.empty()) return std::nullopt;
    if (published) return found;
    const std::string label = label_of(index);
    found.is_publication = contains_one(label, kPublishedLabels);
    if (!found.is_publication && contains_one(label, kChangedLabels)) return std::nullopt;
    return found;
  }

  // An element without a telling name, whose few words begin with a label: "نشر في 5 فبراير 2024".
  [[nodiscard]] std::optional<DateFound> told_date_of(std::uint32_t index) const {
    if (page_.elements()[index].last - index >= kMostElementsInside) return std::nullopt;
    const std::string text = collapse_space(page_.text_of(index));
    if (text.size() > kLongestDate) return std::nullopt;
    const auto label = std::find_if(kToldLabels.begin(), kToldLabels.end(),
                                    [&](std::string_view l) { return lower_ascii(text).starts_with(l); });
    if (label == kToldLabels.end()) return std::nullopt;
    std::string date = text.substr(label->size());
    constexpr std::string_view kIn = " في:";  // a colon before a number is a time's
    if (date.starts_with(kIn)) date.erase(0, kIn.size());
    if (!geo::text::parse_timestamp(date)) return std::nullopt;
    return DateFound{std::move(date), true, index};
  }

  static std::string names_of(const HtmlElement& element) {
    std::string names;
    for (const char* attribute : {"itemprop", "property", "class", "id"})
      names += HtmlDocument::attribute(element.node, attribute) + " ";
    if (xmlHasProp(element.node, reinterpret_cast<const xmlChar*>("pubdate")) != nullptr) names += "pubdate";
    return lower_ascii(std::move(names));
  }

  // The date in the attributes that hold one for machines, else in the words.
  [[nodiscard]] std::string value_of(std::uint32_t index) const {
    const HtmlElement& element = page_.elements()[index];
    for (const char* name :
         {"datetime", "content", "data-datetime", "data-date", "data-timestamp", "data-time", "title"}) {
      std::string value = collapse_space(HtmlDocument::attribute(element.node, name));
      if (!value.empty() && geo::text::parse_timestamp(value)) return value;
    }
    if (element.last - index >= kMostElementsInside) return {};
    std::string text = words_of(index);
    return text.size() <= kLongestDate && geo::text::parse_timestamp(text) ? text : std::string();
  }

  // From a label of publication on, where there is one: "آخر تحديث 2 مارس، نشر في 5 فبراير".
  [[nodiscard]] std::string words_of(std::uint32_t index) const {
    const std::string text = collapse_space(page_.text_of(index));
    std::size_t begin = text.size();
    for (const std::string_view label : kPublishedLabels)
      begin = std::min(begin, lower_ascii(text).find(label));
    return without_label(begin < text.size() ? text.substr(begin) : text);
  }

  // What stands right before the element, and its own words: "آخر تحديث:".
  [[nodiscard]] std::string label_of(std::uint32_t index) const {
    const HtmlElement& element = page_.elements()[index];
    std::string label;
    if (const xmlNode* before = element.node->prev; before != nullptr) {
      if (before->type == XML_TEXT_NODE) label = text_view(before->content);
      if (before->type == XML_ELEMENT_NODE) label = page_.text_of(HtmlDocument::index_of(before));
      if (label.size() > kLongestDate) label.clear();
    }
    if (element.last - index < kMostElementsInside) label += " " + page_.text_of(index);
    return lower_ascii(std::move(label));
  }

  const HtmlDocument& page_;
  std::vector<bool> inside_link_;  // or beside the article
  std::uint32_t heading_ = 0;
};

}  // namespace

std::vector<bool> beside_article(const HtmlDocument& page) {
  const auto& elements = page.elements();
  const auto heading = static_cast<std::uint32_t>(
      std::find_if(elements.begin(), elements.end(), [](const HtmlElement& e) { return e.name == "h1"; }) -
      elements.begin());
  std::vector<bool> beside(elements.size());
  for (std::uint32_t i = 1; i < elements.size(); ++i) {
    const HtmlElement& element = elements[i];
    beside[i] = beside[element.parent] || element.name == "aside" || element.name == "nav" ||
                element.name == "footer" || element.name == "noscript";
    // A wrapper of the article may be named after what it has room for: "with-sidebar".
    const bool wraps = (i < heading && heading <= element.last) || element.last - i > elements.size() / 2;
    if (beside[i] || wraps || element.name == "body" || element.node->properties == nullptr) continue;
    beside[i] = any_word(lower_ascii(HtmlDocument::attribute(element.node, "class") + " " +
                                     HtmlDocument::attribute(element.node, "id")),
                         names_what_stands_beside);
  }
  return beside;
}

std::string date_in_page(const HtmlDocument& page, const std::vector<bool>& beside) {
  return PageDates(page, beside).find();
}

}  // namespace kharita::app
