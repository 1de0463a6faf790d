#include "app/articles/readers/html/page_state.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/articles/readers/ascii.h"
#include "app/articles/readers/html/html_content.h"
#include "app/articles/readers/html/json_ld.h"
#include "app/articles/readers/json/json_record.h"
#include "app/articles/readers/json/json_scan.h"
#include "app/articles/readers/json/loose_json.h"
#include "app/articles/readers/markup.h"

namespace kharita::app {
namespace {

using nlohmann::json;

constexpr std::size_t kShortestText = 300;  // bytes: a shorter one is a menu's or a notice

// What is assigned in `window.name = …`; empty where the script does other things first.
std::string_view assigned(std::string_view script) {
  constexpr std::string_view kNameSigns = ".[]\"'_$ ";
  script.remove_prefix(std::min(script.find_first_not_of(" \t\r\n;"), script.size()));
  const std::size_t equals = script.find('=');
  const std::string_view name = script.substr(0, equals);
  const auto is_of_name = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kNameSigns.find(c) != std::string_view::npos;
  };
  if (equals == std::string_view::npos || !std::ranges::all_of(name, is_of_name)) return {};
  script.remove_prefix(equals + 1);
  script.remove_prefix(std::min(script.find_first_not_of(" \t\r\n"), script.size()));
  return script;
}

json state_of(std::string_view value) {
  constexpr std::string_view kParse = "JSON.parse(";
  if (value.starts_with('{') || value.starts_with('[')) return parse_loose_json(value).value;
  if (!value.starts_with(kParse)) return {};
  value.remove_prefix(kParse.size());
  return parse_loose_json(string_value(value.substr(0, end_of_value(value)))).value;
}

// Null where a script holds no state.
json state_in(const HtmlDocument& page, std::uint32_t script) {
  const std::string type = lower_ascii(HtmlDocument::attribute(page.elements()[script].node, "type"));
  if (is_json_ld(type)) return {};
  const std::string text = page.text_of(script);
  if (text.size() < kShortestText) return {};
  return type.find("json") != std::string::npos ? parse_loose_json(text).value : state_of(assigned(text));
}

bool is_same_title(std::string_view a, std::string_view b) {
  constexpr std::size_t kShortest = 12;  // bytes of a title that others may hold
  if (a.size() < kShortest || b.size() < kShortest) return !a.empty() && a == b;
  return a.find(b) != std::string_view::npos || b.find(a) != std::string_view::npos;
}

class Search {
 public:
  explicit Search(std::string_view title) : title_(title) {}

  void look_in(const json& state) {
    std::vector<const json*> open{&state};
    while (!open.empty()) {
      const json& value = *open.back();
      open.pop_back();
      if (value.is_object()) consider(record_in(value));
      for (const json& part : value) {
        if (part.is_structured()) open.push_back(&part);
      }
    }
  }

  [[nodiscard]] std::optional<StateArticle> take() { return std::move(best_); }

 private:
  void consider(Record record) {
    if (record.text.size() < kShortestText) return;
    if (holds_markup(record.text)) record.text = plain_text(std::move(record.text));
    if (holds_markup(record.title)) record.title = plain_text(std::move(record.title));
    const bool has_title = is_same_title(collapse_space(record.title), title_);
    if (record.text.size() < kShortestText) return;
    if (best_ &&
        std::pair(best_->has_title, best_->record.text.size()) >= std::pair(has_title, record.text.size()))
      return;
    best_ = StateArticle{std::move(record), has_title};
  }

  std::string title_;
  std::optional<StateArticle> best_;
};

}  // namespace

std::optional<StateArticle> article_in_state(const HtmlDocument& page, std::string_view title) {
  Search search(title);
  for (std::uint32_t i = 0; i < page.elements().size(); ++i) {
    if (page.elements()[i].name == "script") search.look_in(state_in(page, i));
  }
  return search.take();
}

}  // namespace kharita::app
