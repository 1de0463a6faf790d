#include "bench/archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <limits>
#include <map>
#include <numeric>
#include <unordered_set>

#include "app/articles/readers/reader.h"
#include "bench/benchmarks.h"
#include "geo/resolve/json.h"
#include "geo/text/normalise.h"

namespace kharita::bench {
namespace {

constexpr std::size_t kForms = 400'000;
constexpr std::size_t kPlaces = 50'000;
constexpr std::size_t kTextBytes = 2400;
constexpr int kDays = 3650;
constexpr std::uint32_t kSources = 40;

const std::vector<std::string>& function_words() {
  static const std::vector<std::string> kWords{
      "في",  "من",   "على", "أن",  "إلى", "التي", "عن",  "الذي", "مع",  "ما",  "هذا", "لا",
      "كان", "قال",  "هذه", "بعد", "إن",  "بين",  "كما", "لم",   "قد",  "ذلك", "كل",  "حيث",
      "أو",  "خلال", "منذ", "عام", "هو",  "هي",   "أي",  "حتى",  "غير", "عند", "يوم", "قبل"};
  return kWords;
}

// Words of three letters of a root in patterns, with endings: different ones, in any order.
std::vector<std::string> made_up_forms(std::mt19937_64& random) {
  static constexpr std::array<std::string_view, 26> kLetters{"ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر",
                                                             "ز", "س", "ش", "ص", "ض", "ط", "ع", "غ", "ف",
                                                             "ق", "ك", "ل", "م", "ن", "ه", "و", "ي"};
  static constexpr std::array<std::string_view, 12> kPatterns{// 1, 2, 3: the root's letters
                                                              "123",     "1ا23",   "م12و3", "ت12ي3",
                                                              "ا1ت2ا3",  "12ا3",   "12ي3",  "م123",
                                                              "است12ا3", "ان12ا3", "ت1ا23", "م1ا2"};
  static constexpr std::array<std::string_view, 10> kEndings{"",   "",   "",   "ة",  "ين",
                                                             "ون", "ات", "ها", "هم", "ية"};
  std::unordered_set<std::string> seen;
  std::vector<std::string> forms;
  while (forms.size() < kForms) {
    const std::array<std::string_view, 3> root{kLetters[random() % kLetters.size()],
                                               kLetters[random() % kLetters.size()],
                                               kLetters[random() % kLetters.size()]};
    std::string form;
    for (const char c : kPatterns[random() % kPatterns.size()]) {
      if (c >= '1' && c <= '3') {
        form += root[static_cast<std::size_t>(c - '1')];
      } else {
        form += c;
      }
    }
    form += kEndings[random() % kEndings.size()];
    if (seen.insert(form).second) forms.push_back(std::move(form));
  }
  return forms;
}

// The Arabic words of a text, the most frequent first.
std::vector<std::string> words_of(std::string_view text) {
  geo::text::Tokens tokens;
  geo::text::tokenise(text, tokens);
  std::map<std::string, std::size_t> counts;
  for (const auto& token : tokens.tokens) {
    if (token.kind == geo::text::Token::Kind::arabic)
      ++counts[std::string(text.substr(token.byte_start, token.byte_end - token.byte_start))];
  }
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater(), &std::pair<std::string, std::size_t>::second);
  std::vector<std::string> words;
  for (auto& [word, count] : sorted)
    words.push_back(word);
  return words;
}

std::vector<std::string> names_of_places(const geo::Gazetteer& gazetteer, std::mt19937_64& random) {
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < gazetteer.place_count(); ++i) {
    const geo::Place place = gazetteer.place({i});
    if (!place.name_ar.empty() && place.kind != geo::PlaceKind::other) names.emplace_back(place.name_ar);
  }
  std::ranges::shuffle(names, random);
  names.resize(std::min(names.size(), kPlaces));
  return names;
}

}  // namespace

// Walker's aliases: each cell is shared by its own number and one that is picked too seldom otherwise.
Archive::Picker::Picker(const std::vector<double>& weights) : cells_(weights.size()) {
  const double mean =
      std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(weights.size());
  std::vector<double> share;
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    share.push_back(weights[i] / mean);
    (share[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t low = small.back();
    const std::uint32_t high = large.back();
    small.pop_back();
    cells_[low] = {static_cast<std::uint32_t>(share[low] * 4294967295.0), high};
    share[high] -= 1 - share[low];
    if (share[high] >= 1) continue;
    large.pop_back();
    small.push_back(high);
  }
  for (const auto* rest : {&small, &large}) {
    for (const std::uint32_t i : *rest)
      cells_[i] = {std::numeric_limits<std::uint32_t>::max(), i};
  }
}

std::uint32_t Archive::Picker::operator()(std::mt19937_64& random) const {
  const std::uint64_t number = random();
  const auto cell = static_cast<std::uint32_t>((number >> 32) * cells_.size() >> 32);
  return static_cast<std::uint32_t>(number) <= cells_[cell].below ? cell : cells_[cell].other;
}

Archive::Picker Archive::zipf(std::size_t count) {
  std::vector<double> weights;
  for (std::size_t rank = 0; rank < std::max<std::size_t>(count, 1); ++rank)
    weights.push_back(1 / (static_cast<double>(rank) + 2.7));
  return Picker(weights);
}

Archive::Archive(const geo::Gazetteer& gazetteer, std::string_view samples)
    : words_(function_words()),
      function_words_(words_.size()),
      places_(names_of_places(gazetteer, random_)),
      word_({1}),
      place_(zipf(places_.size())) {
  for (auto& word : words_of(samples))
    if (std::ranges::find(function_words(), word) == function_words().end())
      words_.push_back(std::move(word));
  for (auto& form : made_up_forms(random_))
    words_.push_back(std::move(form));
  word_ = zipf(words_.size());
}

void Archive::add_word(std::string& out) {
  static constexpr std::array<std::string_view, 8> kProclitics{"و", "ال", "ب", "ل", "وال", "بال", "ف", "لل"};
  const std::uint32_t word = word_(random_);
  const std::uint64_t chance = random_() % 40;
  if (word >= function_words_ && chance < kProclitics.size() && !words_[word].starts_with("ال"))
    out += kProclitics[chance];
  out += words_[word];
}

void Archive::add_words(std::size_t count, std::string& out) {
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ' ';
    add_word(out);
  }
}

void Archive::next(ArchiveArticle& article) {
  static constexpr std::array<std::string_view, 4> kVerbs{"قال", "وصل", "زار", "أعلن"};
  const auto place = [&]() -> const std::string& { return places_[place_(random_)]; };
  article.id = fmt::format("archive-{}", made_);
  article.title.clear();
  add_words(3, article.title);
  article.title.append(" في ").append(place()).append(" ");
  add_words(2, article.title);
  article.text.clear();
  const std::size_t size = kTextBytes / 2 + random_() % kTextBytes;
  while (article.text.size() < size) {
    add_words(8 + random_() % 12, article.text);
    if (random_() % 4 == 0)
      article.text.append("، ").append(kVerbs[random_() % kVerbs.size()]).append(" في ").append(place());
    article.text += random_() % 5 == 0 ? ".\n" : ". ";
  }
  article.source = fmt::format("صحيفة {}", random_() % kSources);
  const auto day = std::chrono::sys_days(std::chrono::year(2016) / 1 / 1) +
                   std::chrono::days(static_cast<int>(random_() % kDays));
  const std::chrono::year_month_day date(day);
  article.date = fmt::format("{}-{:02}-{:02}", static_cast<int>(date.year()),
                             static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  ++made_;
}

int write_archive(const std::filesystem::path& file, const std::filesystem::path& samples,
                  std::uint64_t count, const std::filesystem::path& to) {
  const auto gazetteer = geo::Gazetteer::open(file);
  if (!gazetteer) {
    fmt::print(stderr, "kharita_bench: {}\n", gazetteer.error().message);
    return 2;
  }
  std::string text;
  const auto files = app::list_articles(samples);
  if (!files) {
    fmt::print(stderr, "kharita_bench: {}\n", files.error().message);
    return 2;
  }
  for (const auto& sample : files->files) {
    const auto read = app::read_file(sample, [&](app::ReadItem&& item) {
      if (item.article) text.append(item.article->text).append("\n");
      return true;
    });
    if (!read) fmt::print(stderr, "kharita_bench: {}\n", read.error().message);
  }
  Archive archive(*gazetteer, text);
  std::ofstream out(to, std::ios::binary);
  std::string line;
  ArchiveArticle article;
  for (std::uint64_t i = 0; i < count && out; ++i) {
    archive.next(article);
    line = fmt::format("{{\"id\":\"{}\",\"title\":", article.id);
    geo::append_json_string(article.title, line);
    line += ",\"text\":";
    geo::append_json_string(article.text, line);
    line += ",\"source\":";
    geo::append_json_string(article.source, line);
    line += fmt::format(",\"published\":\"{}\",\"language\":\"ar\"}}\n", article.date);
    out << line;
  }
  out.close();
  if (!out) {
    fmt::print(stderr, "kharita_bench: {}: cannot be written; is the disk full?\n", to.string());
    return 2;
  }
  return 0;
}

}  // namespace kharita::bench
