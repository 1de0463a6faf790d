#include "app/articles/text_base/text_base.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <new>
#include <numeric>
#include <random>

#include "app/articles/text_base/bit_code.h"
#include "app/articles/text_base/builder.h"
#include "app/articles/text_index.h"
#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using test::TempFolder;

namespace {

namespace fs = std::filesystem;

using Random = std::mt19937;

std::vector<TextOfArticle> random_articles(Random& random, std::size_t count) {
  static const std::vector<std::string> kWords{
      "بغداد", "وببغداد", "للكويت",     "كويت", "القاهرة", "مأرب",  "سد",       "news",    "بالبصرة",
      "2024",  "مسؤول",   "فللمسئولين", "لبن",  "ولبنان",  "والله", "الخارجية", "بالخارج", "في"};
  const auto text_of = [&](std::size_t words) {
    std::string text;
    for (std::size_t w = 0; w < words; ++w) {
      text += random() % 8 == 0 ? "كلمة" + std::to_string(random() % 5000) : kWords[random() % kWords.size()];
      text += random() % 4 == 0 ? "، " : " ";
    }
    return text;
  };
  std::vector<TextOfArticle> articles(count);
  for (TextOfArticle& article : articles) {
    article.title = text_of(random() % 4);
    article.text = text_of(random() % 12);
  }
  return articles;
}

// Words, parts of words, marks, in any order: most of it means something.
std::string random_query(Random& random) {
  static const std::vector<std::string> kParts{
      "بغداد", "سد",    "مارب", "الكويت", "قاهره", "news", "2024", "مسوول", "الخارج", "لبنان",
      "الله",  "و",     "بغ",   "قاه",    "ال",    "ا",    "الخ",  "مسؤ",   "ل",      "في",
      "ك",     "كلمه1", " ",    " ",      " ",     " ",    " ",    " -",    " OR ",   " أو ",
      "|",     "\"",    "\"",   "«",      "»",     "، ",   "-",    "zzz"};
  std::string query;
  for (std::size_t i = 1 + random() % 7; i > 0; --i)
    query += kParts[random() % kParts.size()];
  return query;
}

ArticleStream stream_of(const std::vector<TextOfArticle>& articles) {
  return [&articles, next = std::size_t{0}](TextOfArticle& article) mutable -> Result<bool> {
    if (next == articles.size()) return false;
    article = articles[next++];
    return true;
  };
}

fs::path built(const TempFolder& folder, const std::vector<TextOfArticle>& articles,
               const BuildSizes& sizes = {}) {
  const fs::path file = folder.path() / "news.words";
  Progress progress;
  const auto done = build_text_base(stream_of(articles), file, "stamp", progress, sizes);
  REQUIRE_MESSAGE(done, done.error().message);
  return file;
}

std::shared_ptr<const TextBase> opened(const fs::path& file) {
  auto base = TextBase::open(file, "stamp");
  REQUIRE_MESSAGE(base, base.error().message);
  return *base;
}

TextIndex in_memory(const std::vector<TextOfArticle>& articles) {
  TextIndex index;
  for (const TextOfArticle& article : articles)
    index.add(article.title, article.text);
  return index;
}

std::vector<std::uint8_t> matches(const TextIndex& index, std::string_view query) {
  std::vector<std::uint8_t> passes;
  index.match(query, passes);
  return passes;
}

std::vector<std::uint32_t> all_hits(const TextIndex& index, std::string_view query) {
  return index.hits(query, std::vector<std::uint8_t>(index.size(), 1));
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("text base: with what is added behind it, it answers as an index in memory does") {
  Random random(1);
  for (int round = 0; round < 60; ++round) {
    const std::vector<TextOfArticle> articles = random_articles(random, random() % 120);
    const TempFolder folder;
    const auto split = static_cast<std::ptrdiff_t>(random() % (articles.size() + 1));
    const fs::path file = built(folder, {articles.begin(), articles.begin() + split});
    const TextIndex whole = in_memory(articles);
    TextIndex index;
    index.set_base(opened(file));
    for (auto article = articles.begin() + split; article != articles.end(); ++article)
      index.add(article->title, article->text);
    REQUIRE(index.size() == articles.size());
    for (int i = 0; i < 60; ++i) {
      const std::string query = random_query(random);
      CAPTURE(query);
      REQUIRE(matches(index, query) == matches(whole, query));
      REQUIRE(all_hits(index, query) == all_hits(whole, query));
      std::vector<std::uint8_t> some(random() % (articles.size() + 1));
      for (auto& asked : some)
        asked = random() % 2;
      REQUIRE(index.hits(query, some) == whole.hits(query, some));
    }
  }
}

TEST_CASE("text base: hits are those that are found in the texts one by one") {
  Random random(2);
  const std::vector<TextOfArticle> articles = random_articles(random, 200);
  const TempFolder folder;
  TextIndex index;
  index.set_base(opened(built(folder, articles)));
  for (int i = 0; i < 300; ++i) {
    const std::string query = random_query(random);
    const HitFinder finder(query);
    const std::vector<std::uint32_t> hits = all_hits(index, query);
    CAPTURE(query);
    for (std::size_t a = 0; a < articles.size(); ++a)
      REQUIRE(hits[a] == finder.find(articles[a].text).size());
  }
}

TEST_CASE("text base: the file is the same built at once and in small runs by many threads") {
  Random random(3);
  const std::vector<TextOfArticle> articles = random_articles(random, 3000);
  const TempFolder at_once;
  const TempFolder in_runs;
  const std::string file = bytes_of(built(at_once, articles));
  CHECK(file == bytes_of(built(in_runs, articles, {5000, 3, 1})));
  CHECK(file == bytes_of(built(in_runs, articles, {1, 1, 1})));
  CHECK(files_in(in_runs.path()) == 1);
}

TEST_CASE("text base: words further apart than a stretch of bits are found, and phrases across its edge") {
  std::vector<TextOfArticle> articles(3);
  for (int i = 0; i < 300'000; ++i)
    articles[0].text += "x y z \n";
  articles[0].text += "أول ";
  for (int i = 0; i < 200'000; ++i)
    articles[1].text += "x z y \n";
  articles[2].text = "ثان x y";
  const TempFolder folder;
  TextIndex index;
  index.set_base(opened(built(folder, articles)));
  const TextIndex whole = in_memory(articles);
  for (const std::string query :
       {"\"x y\"", "\"z x\"", "\"y x z\"", "أول", "ثان ", "\"z أول\"", "x", "x OR \"x y\"",
        "\"x y z x y z x y z x y z x y z x y z x y z x y z x y z x y z x y z x y z x y z x "
        "y z x y z x y z x y z x y z x y z x y z x y z x y z x y z x y z x y z\""}) {
    CAPTURE(query);
    CHECK(matches(index, query) == matches(whole, query));
    CHECK(all_hits(index, query) == all_hits(whole, query));
  }
}

TEST_CASE("text base: no phrase reaches from a title into its text, or into the next article") {
  const std::vector<TextOfArticle> articles{{"سد", "مأرب"}, {"سد مأرب", "سد"}, {"", "مأرب"}};
  const TempFolder folder;
  TextIndex index;
  index.set_base(opened(built(folder, articles)));
  CHECK(matches(index, "\"سد مأرب\"") == std::vector<std::uint8_t>{0, 1, 0});
  CHECK(all_hits(index, "\"سد مأرب\"") == std::vector<std::uint32_t>{0, 0, 0});
}

TEST_CASE("text base: a file of other articles, another kind or none is an error that says so") {
  const TempFolder folder;
  const fs::path file = built(folder, {{"a", "b"}});
  const auto code = [](const Result<std::shared_ptr<const TextBase>>& base) {
    REQUIRE_FALSE(base);
    return base.error().code;
  };
  CHECK(code(TextBase::open(file, "stamp2")) == ErrorCode::damaged);
  CHECK(code(TextBase::open(file, "")) == ErrorCode::damaged);
  CHECK(code(TextBase::open(folder.path() / "none", "stamp")) == ErrorCode::io);
  CHECK(code(TextBase::open(folder.path(), "stamp")) == ErrorCode::io);
  CHECK(code(TextBase::open(folder.write("empty", ""), "stamp")) == ErrorCode::damaged);
  CHECK(code(TextBase::open(folder.write("other", std::string(100'000, 'x')), "stamp")) ==
        ErrorCode::damaged);
}

TEST_CASE("text base: whatever byte of its file is changed, it says so or answers the same") {
  Random random(5);
  const std::vector<TextOfArticle> articles = random_articles(random, 12);
  const TempFolder folder;
  const std::string whole = bytes_of(built(folder, articles));
  const TextIndex expected = in_memory(articles);
  const std::vector<std::string> queries{"بغداد ", "\"سد مأرب\"", "مسؤ", "-الكويت", "ك"};
  std::vector<std::vector<std::uint8_t>> answers;
  for (const std::string& query : queries)
    answers.push_back(matches(expected, query));
  const auto check = [&](const std::string& bytes) {
    const auto base = TextBase::open(folder.write("changed", bytes), "stamp");
    if (!base) return;
    TextIndex index;
    index.set_base(*base);
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const bool same = matches(index, queries[i]) == answers[i];
      (void)all_hits(index, queries[i]);
      REQUIRE((same || !(*base)->is_sound()));
    }
  };
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ (1 << at % 8));
    CAPTURE(at);
    check(changed);
  }
  for (std::size_t size = 0; size < whole.size(); ++size)
    REQUIRE_FALSE(TextBase::open(folder.write("changed", whole.substr(0, size)), "stamp"));
}

TEST_CASE("text base: a file that is cut short in place while it is open is found out, not fatal") {
  Random random(6);
  const std::vector<TextOfArticle> articles = random_articles(random, 500);
  const TempFolder folder;
  const fs::path file = built(folder, articles);
  const auto base = opened(file);
  TextIndex index;
  index.set_base(base);
  CHECK_FALSE(matches(index, "بغداد").empty());
  CHECK(base->is_sound());
  CHECK(base->check([] { return true; }));
  fs::resize_file(file, 4096);
  for (const char* query : {"بغداد ", "\"سد مأرب\"", "مسؤ"}) {
    CHECK(matches(index, query).size() == 500);
    CHECK(all_hits(index, query).size() == 500);
  }
  CHECK_FALSE(base->is_sound());
  CHECK_FALSE(base->check([] { return true; }));
}

TEST_CASE("text base: a build that is stopped or fails leaves nothing, and the file from before") {
  Random random(7);
  const std::vector<TextOfArticle> articles = random_articles(random, 300);
  const TempFolder folder;
  const std::string before = bytes_of(built(folder, articles));
  const fs::path file = folder.path() / "news.words";
  for (const std::size_t stop : {0, 1, 150, 299, 300}) {
    Progress progress;
    std::size_t given = 0;
    const auto next = [&](TextOfArticle& article) -> Result<bool> {
      if (given == stop) progress.cancelled = true;
      if (given == articles.size()) return false;
      article = articles[given++];
      return true;
    };
    const auto done = build_text_base(next, file, "stamp2", progress, {1000, 2, 1000});
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::cancelled);
  }
  Progress progress;
  const auto broken = [&](TextOfArticle&) -> Result<bool> { return fail(ErrorCode::parse, "no more"); };
  const auto done = TextBase::build(broken, file, "stamp2", progress);
  REQUIRE_FALSE(done);
  CHECK(done.error().message == "no more");
  CHECK_FALSE(TextBase::build(stream_of(articles), file, std::string(2000, 's'), progress));
  const auto greedy = [](TextOfArticle&) -> Result<bool> { throw std::bad_alloc(); };
  CHECK_FALSE(TextBase::build(greedy, file, "stamp2", progress));
  CHECK(files_in(folder.path()) == 1);
  CHECK(bytes_of(file) == before);
  CHECK_FALSE(TextBase::build(stream_of(articles), "/dev/null/x", "stamp", progress));
}

TEST_CASE("text base: progress counts the bytes of titles and texts") {
  const TempFolder folder;
  const std::vector<TextOfArticle> articles{{"ab", "cde"}, {"", "fgh"}};
  Progress progress;
  REQUIRE(TextBase::build(stream_of(articles), folder.path() / "x", "", progress));
  CHECK(progress.done == 8);
}

TEST_CASE("bit code: gaps of any size come back, and a list ends where it ends") {
  Random random(8);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::uint64_t> gaps(random() % 50);
    const auto widest = static_cast<unsigned>(random() % 55);
    for (std::uint64_t& gap : gaps)
      gap = ((std::uint64_t{random()} << 32) | random()) &
            ((std::uint64_t{1} << (random() % (widest + 1))) - 1);
    const unsigned k = round % 2 == 0 ? bits::best_k(gaps) : static_cast<unsigned>(random() % 41);
    std::vector<std::uint8_t> bytes;
    bits::Writer writer(bytes);
    for (const std::uint64_t gap : gaps)
      writer.put_gap(gap, k);
    writer.finish();
    const std::size_t size = bytes.size();
    for (std::size_t i = 0; i < bits::kPadding; ++i)
      bytes.push_back(static_cast<std::uint8_t>(random()));
    bits::Reader reader(bytes.data(), size, k);
    for (const std::uint64_t gap : gaps) {
      std::uint64_t read = 0;
      REQUIRE(reader.next(read));
      REQUIRE(read == gap);
    }
    std::uint64_t none = 0;
    REQUIRE_FALSE(reader.next(none));
  }
}
