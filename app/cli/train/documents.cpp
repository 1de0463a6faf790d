#include "app/cli/train/documents.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "geo/text/code_points.h"
#include "geo/text/normalise.h"
#include "geo/text/span_cutter.h"

namespace kharita::app::train {
namespace {

bool overlap(std::uint32_t a_start, std::uint32_t a_end, const Label& b) {
  return a_start < b.end && b.start < a_end;
}

// A document's letters by their place, for looking at what stands around a label.
class Letters {
 public:
  explicit Letters(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();)
      letters_.push_back(geo::text::next_code_point(utf8.data(), utf8.size(), at));
  }

  [[nodiscard]] bool is_letter(std::uint32_t at) const {
    if (at >= letters_.size() || letters_[at] >= geo::text::CharTable::kSize) return false;
    const auto kind = geo::text::char_table().forms[letters_[at]].char_class;
    return kind == geo::text::CharClass::arabic || kind == geo::text::CharClass::latin;
  }
  [[nodiscard]] bool is_joint(std::uint32_t at) const { return at < letters_.size() && letters_[at] == U'_'; }
  [[nodiscard]] bool ends_in_word(const Label& label) const { return is_letter(label.end); }
  // Whether other words of a hashtag stand beside the label.
  [[nodiscard]] bool is_part_of_hashtag(const Label& label) const {
    return is_joint(label.end) || (label.start > 0 && is_joint(label.start - 1));
  }

 private:
  std::vector<char32_t> letters_;
};

void open_searched_labels(std::vector<Document>& documents, std::size_t first,
                          const std::vector<std::vector<std::string>>& texts) {
  std::vector<Letters> letters;
  bool searched = false;
  for (std::size_t i = first; i < documents.size(); ++i) {
    letters.emplace_back(documents[i].text);
    searched |= std::ranges::any_of(documents[i].labels,
                                    [&](const Label& l) { return letters.back().ends_in_word(l); });
  }
  if (!searched) return;
  for (std::size_t i = first; i < documents.size(); ++i) {
    Document& document = documents[i];
    for (std::size_t j = 0; j < document.labels.size(); ++j) {
      Label& label = document.labels[j];
      if (label.is_place) document.names.push_back(letters_of(texts[i - first][j]));
      const Letters& around = letters[i - first];
      if (around.ends_in_word(label) || around.is_part_of_hashtag(label)) label.is_place = false;
    }
  }
}

}  // namespace

std::string letters_of(std::string_view utf8) {
  std::string letters = geo::text::normalise(utf8);
  std::erase_if(letters, [](char c) { return c == '#' || c == '_' || c == ' '; });
  return letters;
}

Result<void> read_documents(const std::string& file, unsigned set, std::vector<Document>& out) {
  std::ifstream in(file);
  if (!in) return fail(ErrorCode::io, "{}: cannot be read", file);
  const std::size_t first = out.size();
  unsigned number = 0;
  std::vector<std::vector<std::string>> texts;  // of the labels, by document
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded() || !json.is_object() || !json.contains("text") || !json.contains("mentions")) {
      return fail(ErrorCode::parse, "{}:{}: not a labelled document", file, number);
    }
    Document document;
    document.id = json.value("id", std::to_string(number));
    document.text = json.value("text", "");
    document.set = set;
    document.fold = number - 1;
    texts.emplace_back();
    for (const auto& m : json["mentions"]) {
      texts.back().push_back(m.value("text", ""));
      document.labels.push_back({m.value("start", 0U), m.value("end", 0U), m.value("score", true)});
    }
    out.push_back(std::move(document));
  }
  open_searched_labels(out, first, texts);
  return {};
}

std::optional<bool> label_of(const Document& document, const Stretch& stretch) {
  bool open = false;
  for (const Label& label : document.labels) {
    if (!overlap(stretch.start, stretch.end, label)) continue;
    if (label.is_place && label.end == stretch.end && label.start <= stretch.start) {
      if (stretch.start - label.start <= 1 || stretch.kind_before) return true;
    }
    if (!label.is_place) open = true;
  }
  if (open) return std::nullopt;
  if (document.names.empty() || stretch.part_of_hashtag) return false;
  const std::string name = letters_of(stretch.written);
  if (std::ranges::find(document.names, name) != document.names.end()) return true;
  const bool near = std::ranges::any_of(document.names, [&](const std::string& label) {
    return name.find(label) != std::string::npos || label.find(name) != std::string::npos;
  });
  return near ? std::nullopt : std::optional(false);
}

}  // namespace kharita::app::train
