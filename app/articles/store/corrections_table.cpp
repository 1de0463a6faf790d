#include "app/articles/store/corrections_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "geo/text/normalise.h"
#include "geo/text/span_cutter.h"
#include "geo/text/utf8.h"
#include "geo/written_file.h"

namespace kharita::app {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kColumns{"article_id", "start",      "end",    "words",
                                                   "place_id",   "place_name", "made_at"};
enum Column : std::size_t { kArticle, kStart, kEnd, kWords, kPlace, kPlaceName, kMade };
constexpr std::size_t kMostHeader = 4096;  // bytes of a line that names columns

using Cells = std::vector<std::string>;

void append_cell(std::string& line, std::string_view cell) {
  for (const char c : cell) {
    switch (c) {
      case '\t':
        line += "\\t";
        break;
      case '\n':
        line += "\\n";
        break;
      case '\r':
        line += "\\r";
        break;
      case '\\':
        line += "\\\\";
        break;
      default:
        line += c;
    }
  }
}

std::string cell_of(std::string_view written) {
  std::string cell;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] != '\\' || i + 1 == written.size()) {
      cell += written[i];
      continue;
    }
    const char next = written[++i];
    cell += next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next;
  }
  return cell;
}

Cells cells_of(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  Cells cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.push_back(cell_of(line.substr(0, tab)));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

// What a correction is for: a mention, or a name in all articles.
using Target = std::tuple<std::string, std::uint32_t, std::uint32_t>;
Target target_of(const Correction& c) {
  if (c.article_id.empty()) return {"\n" + geo::text::normalise(c.text), 0, 0};
  return {c.article_id, c.start, c.end};
}

std::optional<std::uint32_t> offset_of(const std::string& cell) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool whole = error == std::errc() && end == cell.data() + cell.size();
  constexpr std::uint32_t kMost = std::numeric_limits<std::int32_t>::max();
  return whole && value <= kMost ? std::optional(value) : std::nullopt;
}

// As "2024-02-01T10:00:00Z".
bool is_time(std::string_view text) {
  constexpr std::string_view kPattern = "0000-00-00T00:00:00Z";
  return std::equal(text.begin(), text.end(), kPattern.begin(), kPattern.end(), [](char c, char pattern) {
    return pattern == '0' ? c >= '0' && c <= '9' : c == pattern;
  });
}

// A table as it is read, line by line.
class Table {
 public:
  Table(const fs::path& file, const PlaceSource& places, Store& store)
      : file_(file), places_(places), store_(store) {}

  Result<CorrectionsTaken> take() {
    std::error_code unknown;
    if (fs::is_directory(file_, unknown)) return fail(ErrorCode::io, "{}: is a folder", file_.string());
    std::ifstream in(file_, std::ios::binary);
    if (!in) return fail(ErrorCode::io, "{}: cannot be read: is it there?", file_.string());
    if (auto known = read_known(); !known) return tl::unexpected(known.error());
    std::array<char, kMostHeader> header{};
    const bool has_line = !in.getline(header.data(), header.size()).fail();
    if (auto columns = take_header(has_line ? header.data() : ""); !columns)
      return tl::unexpected(columns.error());
    std::string line;
    for (std::uint64_t number = 2; std::getline(in, line); ++number) {
      if (line.empty() || line == "\r") continue;
      if (auto taken = take_line(line); !taken)
        taken_.refused.push_back(
            fmt::format("{}: line {}: {}", file_.string(), number, taken.error().message));
    }
    if (in.bad()) return fail(ErrorCode::io, "{}: cannot be read to its end", file_.string());
    if (auto stored = store_.add(std::span<const Correction>(added_)); !stored)
      return tl::unexpected(stored.error());
    taken_.added = added_.size();
    return std::move(taken_);
  }

 private:
  Result<void> read_known() {
    const auto made = store_.corrections();
    if (!made) return tl::unexpected(made.error());
    for (const Correction& c : *made)
      known_.insert_or_assign(target_of(c), std::pair(c.place_id, c.made_at));
    return {};
  }

  Result<void> take_header(std::string_view line) {
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    const Cells names = cells_of(line);
    columns_ = names.size();
    std::string missing;
    for (std::size_t column = 0; column < kColumns.size(); ++column) {
      const auto at = std::ranges::find(names, kColumns[column]);
      column_[column] = static_cast<std::size_t>(at - names.begin());
      if (at == names.end() && column != kPlaceName)
        missing += fmt::format("{}{}", missing.empty() ? "" : ", ", kColumns[column]);
    }
    if (missing.empty()) return {};
    return fail(ErrorCode::parse,
                "{}: line 1: this is no table of corrections: the columns {} are missing (tabs part them)",
                file_.string(), missing);
  }

  Result<void> take_line(std::string_view line) {
    if (!geo::text::is_valid_utf8(line)) return fail(ErrorCode::parse, "is no UTF-8");
    const Cells cells = cells_of(line);
    if (cells.size() != columns_)
      return fail(ErrorCode::parse, "{} columns instead of {}", cells.size(), columns_);
    auto correction = read(cells);
    if (!correction) return tl::unexpected(correction.error());
    const auto known = known_.find(target_of(*correction));
    if (known != known_.end() &&
        (known->second.first == correction->place_id || known->second.second > correction->made_at)) {
      ++taken_.known;
      return {};
    }
    if (auto fits = check_words(*correction); !fits) return fits;
    known_.insert_or_assign(target_of(*correction), std::pair(correction->place_id, correction->made_at));
    added_.push_back(*correction);
    return {};
  }

  Result<Correction> read(const Cells& cells) const {
    const auto cell = [&](Column column) -> const std::string& { return cells[column_[column]]; };
    Correction c;
    c.article_id = cell(kArticle);
    c.text = cell(kWords);
    c.place_id = cell(kPlace);
    c.made_at = cell(kMade);
    if (c.article_id.empty() && c.text.empty())
      return fail(ErrorCode::parse, "names neither an article nor words");
    if (!c.article_id.empty()) {
      const auto start = offset_of(cell(kStart));
      const auto end = offset_of(cell(kEnd));
      if (!start || !end || *start >= *end)
        return fail(ErrorCode::parse, "{} to {} is no part of a text", cell(kStart), cell(kEnd));
      c.start = *start;
      c.end = *end;
    }
    if (!c.place_id.empty() && !places_.find(c.place_id))
      return fail(ErrorCode::parse, "there is no place {} in the gazetteer", c.place_id);
    if (!is_time(c.made_at))
      return fail(ErrorCode::parse, "made_at is {}, not a time as 2024-02-01T10:00:00Z", c.made_at);
    return c;
  }

  // An article under the same id may have another text elsewhere: its words tell.
  Result<void> check_words(Correction& c) {
    if (c.article_id.empty()) return {};
    const auto found = store_.find(c.article_id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) {
      ++taken_.waiting;
      return {};
    }
    const std::string& text = (*found)->text;
    const std::string words(geo::text::SpanCutter(text).cut(c.start, c.end));
    if (c.text.empty()) c.text = words;
    if (geo::text::count_code_points(words) != c.end - c.start)
      return fail(ErrorCode::parse, "the article {} ends before {}", c.article_id, c.end);
    if (words != c.text)
      return fail(ErrorCode::parse, "the article {} has «{}» there, not «{}»", c.article_id, words, c.text);
    return {};
  }

  const fs::path& file_;
  const PlaceSource& places_;
  Store& store_;
  std::array<std::size_t, kColumns.size()> column_{};            // where each stands in the file
  std::size_t columns_ = 0;                                      // that the file has
  std::map<Target, std::pair<std::string, std::string>> known_;  // the place and the time
  std::vector<Correction> added_;
  CorrectionsTaken taken_;
};

std::string line_of(const Correction& c, const PlaceSource& places) {
  const auto place = c.place_id.empty() ? std::nullopt : places.find(c.place_id);
  const std::string name(place ? places.place(*place).name : std::string_view());
  std::string line;
  append_cell(line, c.article_id);
  line += fmt::format("\t{}\t{}", c.start, c.end);
  for (const std::string* cell : {&c.text, &c.place_id, &name, &c.made_at}) {
    line += '\t';
    append_cell(line, *cell);
  }
  return line + '\n';
}

}  // namespace

std::vector<Correction> that_hold(std::vector<Correction> corrections) {
  std::map<Target, std::size_t> last;
  for (std::size_t i = 0; i < corrections.size(); ++i)
    last.insert_or_assign(target_of(corrections[i]), i);
  std::vector<Correction> holding;
  for (std::size_t i = 0; i < corrections.size(); ++i) {
    if (last.at(target_of(corrections[i])) == i) holding.push_back(std::move(corrections[i]));
  }
  return holding;
}

Result<std::uint64_t> write_corrections(const Store& store, const PlaceSource& places, const fs::path& file) {
  auto made = store.corrections();
  if (!made) return tl::unexpected(made.error());
  const std::vector<Correction> holding = that_hold(std::move(*made));
  geo::WrittenFile written("the corrections cannot be written", ": choose another folder");
  if (auto started = written.start(file); !started) return tl::unexpected(started.error());
  std::ofstream out(written.path(), std::ios::binary);
  out << fmt::format("{}\n", fmt::join(kColumns, "\t"));
  for (const Correction& c : holding)
    out << line_of(c, places);
  out.close();
  if (!out) return written.error("is the disk full, or may you not write there?");
  if (auto finished = written.finish(); !finished) return tl::unexpected(finished.error());
  return holding.size();
}

Result<CorrectionsTaken> take_corrections(const fs::path& file, const PlaceSource& places, Store& store) {
  return Table(file, places, store).take();
}

}  // namespace kharita::app
