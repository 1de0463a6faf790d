// The gazetteer: places, their names and boundaries in one file that is mapped into memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "geo/error.h"
#include "geo/gazetteer/place.h"

namespace kharita::geo {

class Boundaries;

// How a name came to a place; flags of NameEntry.
enum NameFlag : std::uint16_t {
  kNamePreferred = 1 << 0,  // the name that the place is shown by, in some language
  kNameCurated = 1 << 1,    // written by hand in data/names.tsv
  kNameArabicScript = 1 << 2,
  kNameFromWords = 1 << 3,  // from a translation of weaker trust (kgeography)
  kNameArabic = 1 << 4,     // known to be Arabic, not Persian, Urdu, Pashto, Kurdish …
  kNameLatin = 1 << 5,
};

// One name of one place.
struct NameEntry {
  PlaceId place;
  std::uint16_t flags = 0;     // NameFlag bits
  std::uint32_t spelling = 0;  // index for NameIndex::spelling: the name as the source writes it

  [[nodiscard]] constexpr bool is_by_hand() const noexcept { return (flags & kNameCurated) != 0; }
  // Whether a source vouches for it: not some other language's name, nor one from weak translations.
  [[nodiscard]] constexpr bool is_vouched_for() const noexcept {
    return (flags & (kNameCurated | kNamePreferred | kNameArabic)) != 0;
  }
};

// What an ordinary word or phrase of the lexicon files (data/lexicon/*.tsv) is; see data/SOURCES.md.
enum class WordClass : std::uint8_t {
  common,        // an ordinary word that is also some village's name: ان, كان, مدينة
  first_name,    // محمد, جون
  surname,       // رئيسي, باقري
  person_title,  // الرئيس, الشيخ, الجنرال: a person follows
  organisation,  // جامعة, حركة, قناة: heads an organisation's name
  kind_trigger,  // محافظة, مدينة, دولة, نهر, بحر: a place of `value` (a PlaceKind) follows
  locative,      // في, إلى, من, قرب, شمال: a place may follow
  nisba,         // إيراني: adjective of the place `value` (a PlaceId's value)
  phrase,  // a fixed phrase that holds a place's name but names none: ريال مدريد, عمان اليوم
  source,  // a newspaper or agency, or a word of its address: its home is the country `value`
  sport,   // a word of reports on matches: تغلب, مرمى
};

// What the column `value` of a lexicon file says in the classes other than kind_trigger and nisba. The words
// of the files are these names, but none is an empty column.
enum class WordSense : std::uint32_t {
  none,
  org,
  facility,
  event,
  media,
  team,  // organisation, phrase
  person,
  idiom,
  seat,  // phrase; seat: a building that stands for a government
  link,
  kunya,
  say,         // person_title: بن; أبو; a verb of speaking
  dictionary,  // common: not in a file of ours, but a word of the Arabic dictionary
};

struct LexiconEntry {
  WordClass word_class = WordClass::common;
  std::uint32_t value = 0;  // a PlaceKind (kind_trigger), a PlaceId (nisba), else a WordSense
  float weight = 0;         // the file's own figure, such as a log frequency; 0 where none is given
};

// A token trie over normalised tokens (geo/text/normalise.h): names and lexicon phrases share it.
// All queries are const, allocate nothing and may run on any number of threads. A step costs one hash
// look-up.
class NameIndex {
 public:
  struct Node {
    std::uint32_t value = 0;  // 0 is "no such node": it has no children and no entries
    [[nodiscard]] explicit operator bool() const noexcept { return value != 0; }
  };

  // A token's number. 0 is "in no name and no phrase": it leads nowhere, so that a text's ordinary word costs
  // one look-up.
  struct Token {
    std::uint32_t value = 0;
    [[nodiscard]] explicit operator bool() const noexcept { return value != 0; }
  };

  // Some tokens, in one number, such as those that lead on from a node: it holds all of them and, by chance,
  // a few others. Most steps that lead nowhere end here, without a look into the table of steps.
  class TokenSet {
   public:
    constexpr TokenSet() = default;
    explicit constexpr TokenSet(std::uint64_t bits) noexcept : bits_(bits) {}
    constexpr void add(Token token) noexcept { bits_ |= std::uint64_t{1} << bit_of(token); }
    constexpr void add(TokenSet others) noexcept { bits_ |= others.bits_; }
    [[nodiscard]] constexpr bool may_hold(Token token) const noexcept {
      return (bits_ >> bit_of(token) & std::uint64_t{token.value != 0}) != 0;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    [[nodiscard]] constexpr std::uint64_t bits() const noexcept { return bits_; }

   private:
    static constexpr unsigned bit_of(Token token) noexcept {
      return (token.value * 0x9e3779b9U) >> 26U;  // Fibonacci hashing: six bits
    }
    std::uint64_t bits_ = 0;
  };

  [[nodiscard]] Node root() const noexcept;
  // The two halves of child(node, token): a text's tokens are looked up once, then walked from many nodes.
  [[nodiscard]] Token find_token(std::string_view token) const noexcept;
  [[nodiscard]] Node child(Node node, Token token) const noexcept;
  // Brings near what child(node, token) will look at, where it will soon.
  void prefetch_child(Node node, Token token) const noexcept;
  // The node one token further; `token` is a normalised token's UTF-8 bytes.
  [[nodiscard]] Node child(Node node, std::string_view token) const noexcept;
  // The tokens of the node's children; empty where it has none.
  [[nodiscard]] TokenSet onward(Node node) const noexcept;
  [[nodiscard]] std::span<const NameEntry> names(
      Node node) const noexcept;  // best first: curated, then by population
  [[nodiscard]] std::span<const LexiconEntry> lexicon(Node node) const noexcept;

  // Names by their normal form without spaces: نيودلهي finds نيو دلهي.
  [[nodiscard]] std::span<const NameEntry> joined(std::string_view normalised_without_spaces) const noexcept;
  // Names by consonant skeleton (text::skeleton); only names of five letters and more are in it.
  [[nodiscard]] std::span<const NameEntry> by_skeleton(std::string_view skeleton) const noexcept;

  [[nodiscard]] std::string_view spelling(
      const NameEntry& entry) const noexcept;  // UTF-8, as the source writes it

 private:
  friend class Gazetteer;
  struct Impl;
  const Impl* impl_ = nullptr;
};

// An opened gazetteer. Move-only; const queries may run on any number of threads.
class Gazetteer {
 public:
  // Maps `file` and verifies it: a file that is cut short, changed or of another version is an error that
  // names it and says to build it again. O(size of file) once, for its checksum; under 50 ms.
  [[nodiscard]] static Result<Gazetteer> open(const std::filesystem::path& file);

  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;
  Gazetteer(const Gazetteer&) = delete;
  Gazetteer& operator=(const Gazetteer&) = delete;
  ~Gazetteer();

  [[nodiscard]] std::size_t place_count() const noexcept;
  [[nodiscard]] Place place(PlaceId id) const noexcept;  // `id` must be valid and of this gazetteer
  // Two of its fields alone, without decoding the rest.
  [[nodiscard]] PlaceKind kind(PlaceId id) const noexcept;
  [[nodiscard]] PlaceId country_of(PlaceId id) const noexcept;
  [[nodiscard]] std::optional<PlaceId> find(std::string_view stable_id) const noexcept;
  [[nodiscard]] std::optional<PlaceId> country(std::string_view iso_alpha2) const noexcept;
  [[nodiscard]] std::span<const PlaceId> countries() const noexcept;  // by ISO code
  [[nodiscard]] std::span<const PlaceId> neighbours(
      PlaceId country) const noexcept;  // countries that share a land border
  [[nodiscard]] std::optional<PlaceId> place_of(AreaId area) const noexcept;

  [[nodiscard]] const NameIndex& names() const noexcept;
  [[nodiscard]] const Boundaries& boundaries() const noexcept;

  // All names of a place, as the sources write them.
  [[nodiscard]] std::vector<std::string_view> names_of(PlaceId id) const;

  // The places that bear a name: by its normal form, else without spaces, else by skeleton within an edit
  // distance of one in five letters. Best first: curated and preferred names, then population. Empty where
  // nothing fits.
  [[nodiscard]] std::vector<NameEntry> lookup(std::string_view name) const;

  // The source packages and their versions, for the data credits: "Natural Earth …, GeoNames …".
  [[nodiscard]] std::string_view credits() const noexcept;
  [[nodiscard]] std::string_view data_version()
      const noexcept;  // changes when any source's or own data's content does

 private:
  struct Impl;
  explicit Gazetteer(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kharita::geo
