// The lattice against a plain matcher: a map of names by their words, asked for every stretch of a text and
// every way to read its first word.
#include "geo/resolve/lattice.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "geo/text/code_points.h"
#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;
using namespace kharita::geo::testing;

namespace {

using Kind = text::Token::Kind;
using Key = std::vector<std::string>;
using Places = std::set<std::uint32_t>;

// What is compared of a span; the places that `bare_names` adds come last.
struct Stretch {
  std::uint32_t first, last, start, end, skip;
  bool joined, article_dropped;
  Places places, bare;
  auto operator<=>(const Stretch&) const = default;
};

struct World {
  TempFolder folder;
  GazetteerDraft draft;
  std::map<Key, Places> names;
  std::set<Key> by_hand;
  std::set<Key> well_known;  // by hand, preferred or known to be Arabic
  std::optional<Gazetteer> gazetteer;
  std::vector<std::string> spellings;

  World() {
    const PlaceId country = add_country(draft, "IQ", "Iraq");
    add({"برلين",  "بغداد",   "بنغازي",  "لندن",   "لبنان", "كندا",   "كابل",
         "كركوك",  "فاس",     "باكستان", "واشنطن", "وهران", "البصرة", "القاهرة",
         "الكويت", "الأحمدي", "الليط",   "لد",     "الد",   "بل",     "وان"},
        country, kNameArabic);
    add({"سيستان وبلوشستان",
         "سيستان",
         "بلوشستان",
         "البوسنة والهرسك",
         "البوسنة",
         "رأس الخيمة",
         "رأس العين",
         "العين",
         "خان يونس",
         "خان",
         "تل أبيب",
         "تل",
         "نيو دلهي",
         "دلهي",
         "جلال آباد",
         "آباد",
         "الدار البيضاء",
         "البيضاء",
         "مدينة الكويت",
         "عين التمر",
         "عين",
         "وادي حلفا",
         "وادي",
         "بندر عباس",
         "باب المندب",
         "بير 7 بيضا"},
        country, 0);
    add({"سيستان وبلوچستان", "لبنان", "المندب", "أفريقيا", "القدس الشرقية"}, country, kNameCurated);
    add({"New Delhi", "Delhi", "Port Said", "Said", "San José", "Bagdad", "Wan"}, country, 0);
    gazetteer.emplace(write_and_open(draft, folder.path() / "lattice.gazetteer"));
  }

  void add(const std::vector<std::string>& all, PlaceId country, std::uint16_t flags) {
    for (const std::string& name : all) {
      const PlaceId place = add_city(draft, static_cast<int>(draft.places.size()), "Z", country, 1000);
      draft.at(place).names.clear();
      add_name(draft.at(place), name, flags);
      spellings.push_back(name);
      const Key key = text::name_tokens(name);
      names[key].insert(place.value);
      if ((flags & kNameCurated) != 0) by_hand.insert(key);
      if ((flags & (kNameCurated | kNamePreferred | kNameArabic)) != 0) well_known.insert(key);
    }
  }
};

const World& world() {
  static const World world;
  return world;
}

std::string describe(const std::vector<Stretch>& all) {
  std::string out;
  for (const Stretch& s : all) {
    out += fmt::format("words {}-{}, letters {}-{}, skip {}{}{}, places {} | {}\n", s.first, s.last, s.start,
                       s.end, s.skip, s.joined ? ", joined" : "",
                       s.article_dropped ? ", without its article" : "", fmt::join(s.places, " "),
                       fmt::join(s.bare, " "));
  }
  return out;
}

// The plain matcher.
class Reference {
 public:
  Reference(std::string_view utf8, Script script) : text_(utf8), script_(script) {
    text::tokenise(utf8, tokens_);
    bool stop = true;
    for (const text::Token& token : tokens_.tokens) {
      breaks_.push_back(stop || token.line_start);
      const std::string word(tokens_.norm(token));
      static const std::set<std::string> kStops = {".", "!", "?", "؟", "؛", ";", "۔", "…"};
      stop = token.kind == Kind::punctuation && kStops.contains(word);
      words_.push_back(word);
    }
  }

  std::vector<Stretch> run() {
    for (std::size_t first = 0; first < words_.size(); ++first) {
      if (!is_text(first)) continue;
      for (const Reading& reading : readings(words_[first]))
        extend(first, first + 1, {reading.rest}, reading);
      join(first);
      split(first);
    }
    drop_crossed();
    return found_;
  }

 private:
  struct Reading {
    std::string rest;
    std::uint32_t skip;
    bool bare;
  };

  bool is_text(std::size_t i) const {
    const Kind kind = tokens_.tokens[i].kind;
    if (kind == Kind::number) return true;
    if (kind == Kind::punctuation) return false;
    return kind == Kind::arabic || script_ == Script::latin_with_clitics || script_ == Script::latin_plain;
  }
  bool is_hyphen(std::size_t i) const {
    static const std::set<std::string> kHyphens = {"-", "–", "‐", "‑"};
    return kHyphens.contains(words_[i]);
  }

  static std::size_t letters(std::string_view word) { return word.size() / 2; }

  std::vector<Reading> readings(const std::string& word) const {
    std::vector<Reading> all = {{word, 0, false}};
    if (script_ != Script::arabic_with_clitics && script_ != Script::latin_with_clitics) return all;
    const auto add = [&](const std::string& rest, std::uint32_t skip, bool bare) {
      if (letters(rest) >= 2) all.push_back({rest, skip, bare});
    };
    for (const std::string conjunction : {"", "و", "ف"}) {
      for (const std::string preposition : {"", "ب", "ك", "ل"}) {
        const std::string before = conjunction + preposition;
        if (!word.starts_with(before)) continue;
        const std::string rest = word.substr(before.size());
        const auto skip = static_cast<std::uint32_t>(letters(before));
        if (preposition == "ل" && rest.starts_with("ل")) {
          add("ا" + rest, skip, false);
          add(rest.substr(2), skip, true);
          add(rest, skip, false);
          continue;
        }
        if (skip > 0) add(rest, skip, false);
        if (rest.starts_with("ال")) add(rest.substr(4), skip, true);
      }
    }
    // What a name by hand fits as it stands has no proclitics.
    const bool whole = world().by_hand.contains({word}) ||
                       (word.starts_with("ال") && world().by_hand.contains({word.substr(4)}));
    const auto joins = [&](const Reading& r) {  // وجدة may be و and جدة
      return r.skip == 1 && word.starts_with("و") && world().by_hand.contains({r.rest});
    };
    if (whole) std::erase_if(all, [&](const Reading& r) { return r.skip > 0 && !joins(r); });
    return all;
  }

  void extend(std::size_t first, std::size_t last, Key key, const Reading& reading) {
    if (const auto name = world().names.find(key); name != world().names.end())
      add(first, last, reading, name->second, false);
    if (key.size() > 4 || last >= words_.size() || breaks_[last]) return;
    const text::Token& token = tokens_.tokens[last];
    if (tokens_.tokens[last - 1].in_hashtag != token.in_hashtag)
      return;  // no name goes into a hashtag or out
    if (token.in_hashtag && token.space_before) return;
    const auto with = [&](std::size_t next, const std::string& word) {
      Key longer = key;
      longer.push_back(word);
      extend(first, next, longer, reading);
    };
    if (is_text(last)) with(last + 1, words_[last]);
    const bool more = last + 1 < words_.size() && !breaks_[last + 1];
    if (more && is_hyphen(last) && is_text(last + 1)) with(last + 2, words_[last + 1]);
    if (more && (is_hyphen(last) || words_[last] == "و")) with(last + 2, "و" + words_[last + 1]);
  }

  void join(std::size_t first) {
    if (first + 1 >= words_.size() || breaks_[first + 1]) return;
    if (tokens_.tokens[first].kind != Kind::arabic || tokens_.tokens[first + 1].kind != Kind::arabic) return;
    const std::size_t left = letters(words_[first]);
    const std::size_t right = letters(words_[first + 1]);
    if (std::min(left, right) > 3 || left + right < 5) return;
    const Key key = {words_[first] + words_[first + 1]};
    if (world().well_known.contains(key))
      add(first, first + 2, {key[0], 0, false}, world().names.at(key), true);
  }

  // A word of a hashtag that begins no name: the name of several words that it is without spaces.
  void split(std::size_t first) {
    const std::string& word = words_[first];
    if (!tokens_.tokens[first].in_hashtag || tokens_.tokens[first].kind != Kind::arabic) return;
    if (letters(word) < 5) return;
    for (const Reading& reading : readings(word)) {
      for (const auto& [key, places] : world().names)
        if (key.front() == reading.rest) return;
    }
    for (const auto& [key, places] : world().names) {
      std::string whole;
      for (const std::string& part : key)
        whole += part;
      if (whole == word && world().well_known.contains(key))
        add(first, first + 1, {word, 0, false}, places, true);
    }
  }

  // Whether a word stands behind the one before with neither space nor mark between, but for a letter that
  // none sees.
  [[nodiscard]] bool is_joined(std::size_t word) const {
    if (word == 0 || word >= words_.size()) return false;
    const text::Token& before = tokens_.tokens[word - 1];
    const text::Token& token = tokens_.tokens[word];
    return before.kind == Kind::arabic && token.kind == Kind::arabic && !token.space_before &&
           !token.in_hashtag && token.start == before.end + 1;
  }

  // In a language without proclitics, a part of a compound word is no name; an ending is no part.
  [[nodiscard]] bool is_in_compound(std::size_t first, std::size_t last) const {
    if (script_ != Script::arabic_plain) return false;
    if (is_joined(first)) return true;
    return is_joined(last) && words_[last] != "ي" && words_[last] != "ها";
  }

  void add(std::size_t first, std::size_t last, const Reading& reading, const Places& places, bool joined) {
    if (is_in_compound(first, last)) return;
    const text::Token& begin = tokens_.tokens[first];
    Stretch s;
    s.first = static_cast<std::uint32_t>(first);
    s.last = static_cast<std::uint32_t>(last);
    s.skip = reading.skip;
    s.start = begin.start;
    // What the proclitics take and the signs on them: all that comes before the first letter of the rest.
    for (std::uint32_t seen = 0, at = begin.byte_start;;) {
      std::size_t next = at;
      (void)text::next_code_point(text_.data(), text_.size(), next);
      const auto letter = text::normalise(text_.substr(at, next - at));
      if (!letter.empty() && seen++ == reading.skip) break;
      at = static_cast<std::uint32_t>(next);
      if (reading.skip == 0) break;
      ++s.start;
    }
    s.end = tokens_.tokens[last - 1].end;
    s.joined = joined;
    s.article_dropped = reading.bare;
    s.places = places;
    if (reading.bare) {  // goes with the same stretch with its article
      const auto same = std::find_if(found_.rbegin(), found_.rend(), [&](const Stretch& other) {
        return other.first == s.first && other.last == s.last && other.skip == s.skip;
      });
      if (same != found_.rend()) {
        same->bare = places;
        return;
      }
    }
    found_.push_back(s);
  }

  // Of two names that overlap in part, the first one stays if it is by hand and of several words.
  void drop_crossed() {
    std::uint32_t begin = 0, end = 0;
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Stretch& a, const Stretch& b) { return a.first < b.first; });
    std::erase_if(found_, [&](const Stretch& s) {
      if (s.first > begin && s.first < end && s.last > end) return true;
      const bool hand = std::any_of(world().by_hand.begin(), world().by_hand.end(), [&](const Key& key) {
        return key.size() > 1 && world().names.at(key) == s.places;
      });
      if (hand && s.last > end) {
        begin = s.first;
        end = s.last;
      }
      return false;
    });
  }

  std::string_view text_;
  Script script_;
  text::Tokens tokens_;
  std::vector<std::string> words_;
  std::vector<bool> breaks_;
  std::vector<Stretch> found_;
};

std::vector<Stretch> fast(std::string_view utf8, Script script, Words& words, Lattice& lattice) {
  text::Tokens tokens;
  text::tokenise(utf8, tokens);
  words.analyse(tokens, world().gazetteer->names(), script);
  lattice.build(utf8, tokens, world().gazetteer->names(), words);
  const auto places = [](std::span<const NameEntry> entries) {
    Places out;
    for (const NameEntry& entry : entries)
      out.insert(entry.place.value);
    return out;
  };
  std::vector<Stretch> out;
  for (const Span& span : lattice.spans()) {
    out.push_back({span.first, span.last, span.start, span.end, span.skip, span.joined, span.article_dropped,
                   places(span.names), places(span.bare_names)});
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Text of names whole and in pieces, proclitics, ordinary words, other spellings and signs, and junk.
class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::string next() {
    std::string text;
    const std::size_t words = 1 + random_() % 14;
    for (std::size_t i = 0; i < words; ++i) {
      text += between();
      text += word();
    }
    return text;
  }

 private:
  bool one_in(unsigned n) { return random_() % n == 0; }
  template <std::size_t N>
  std::string pick(const std::array<const char*, N>& all) {
    return all[random_() % N];
  }

  std::string between() {
    static constexpr std::array<const char*, 20> kOdd = {
        "",       "-",      " - ", "–",  " و ", "\n", ". ",      "، ", "؛ ", "؟ ",
        "\u200F", "\u200C", "_",   " #", " (",  "» ", "\u202B ", "\t", "…",  "\xD9 "};
    return one_in(3) ? pick(kOdd) : " ";
  }

  std::string word() {
    static constexpr std::array<const char*, 16> kOrdinary = {
        "في", "و", "قال", "الرئيس", "ب", "بلد", "كان", "ا", "ال", "7", "٧", "the", "€", "💥", "ل", "\xFF\xC3"};
    if (one_in(4)) return pick(kOrdinary);
    const auto& names = world().spellings;
    std::string name = names[random_() % names.size()];
    if (one_in(5)) name = name.substr(0, name.find(' '));
    if (one_in(8)) name.erase(random_() % name.size(), 1);
    return respell(proclitics() + name);
  }

  std::string proclitics() {
    static constexpr std::array<const char*, 4> kConjunction = {"", "", "و", "ف"};
    static constexpr std::array<const char*, 6> kPreposition = {"", "", "ب", "ل", "ك", "لل"};
    static constexpr std::array<const char*, 4> kArticle = {"", "", "", "ال"};
    return pick(kConjunction) + pick(kPreposition) + pick(kArticle);
  }

  // Exchanges letters of one normal form, adds signs and marks, and breaks words.
  std::string respell(const std::string& word) {
    static constexpr std::array<std::array<const char*, 4>, 6> kAlike = {{{"ا", "أ", "إ", "آ"},
                                                                          {"ه", "ة", "ہ", "ە"},
                                                                          {"ي", "ى", "ی", "ے"},
                                                                          {"ك", "ک", "ك", "ڪ"},
                                                                          {"ر", "ڕ", "ر", "ڑ"},
                                                                          {"د", "ڈ", "د", "د"}}};
    static constexpr std::array<const char*, 8> kSigns = {"َ",       "ّ",       "ـ", "\u200F",
                                                          "\u200E", "\u202A", "ْ",  "\uFEFF"};
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
      std::size_t next = at;
      (void)text::next_code_point(word.data(), word.size(), next);
      std::string letter = word.substr(at, next - at);
      at = next;
      for (const auto& alike : kAlike) {
        if (!one_in(4) || std::find(alike.begin(), alike.end(), letter) == alike.end()) continue;
        letter = pick(alike);
        break;
      }
      out += letter;
      if (one_in(12)) out += pick(kSigns);
      if (one_in(30)) out += ' ';
    }
    return out;
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("lattice: finds in random text what a plain matcher over a map of names finds") {
  Words words;  // kept, as what it remembers of one text must be right for the next
  Lattice lattice;
  RandomText random(20);
  std::array<std::size_t, 4> spans{};
  for (int i = 0; i < 6000; ++i) {
    const std::string text = random.next();
    const auto script = static_cast<Script>(i / 100 % 4);
    auto expected = Reference(text, script).run();
    std::sort(expected.begin(), expected.end());
    const auto found = fast(text, script, words, lattice);
    spans[static_cast<std::size_t>(script)] += found.size();
    REQUIRE_MESSAGE(found == expected, text << '\n' << describe(found) << "is not\n" << describe(expected));
  }
  for (const std::size_t count : spans)
    CHECK(count > 500);  // the text is not so broken that nothing is compared
}
