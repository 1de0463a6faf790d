// What speaks for and against a stretch of text naming a place: the features of the recognition model and
// their weights.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/error.h"

namespace kharita::geo {

// Each with the way that it may speak, for a place, against it or either, and the weight that it is expected
// to have before any document is seen. A weight of the other sign would only say which words the labelled
// documents happen to hold; the expected one is for what they have too little of to tell.
// A feature's value is 1 where it holds unless its comment says otherwise. "Before" and "after" mean the
// neighbouring word of the same line; quotes and brackets are looked through.
// clang-format off
#define KHARITA_FEATURES(X) \
  X(bias, either, 0.0) \
  /* the best candidate */ \
  X(country, either, 0.0) \
  X(capital, either, 0.0) \
  X(admin1, either, 0.0) \
  X(seat, either, 0.0) \
  X(city, either, 0.0) \
  X(region, either, 0.0) \
  X(water, either, 0.0) \
  X(other_kind, either, 0.0) \
  X(population, for_it, 0.0) /* of a city: log10 of its inhabitants less 4, from -2 to 3 */ \
  X(small_area, either, 0.0) /* a province below 300,000 */ \
  X(obscure, against, 0.0) /* not by hand, no country, capital nor city of 100,000 */ \
  X(obscure_variant, against, 0.0) /* … and only by a name that is neither preferred nor known to be Arabic */ \
  X(obscure_short, against, 0.0) /* … and four letters or fewer */ \
  X(obscure_placed, for_it, 0.0) /* … but a kind of place or a locative stands before it */ \
  X(curated, for_it, 0.0) /* the name was written by hand */ \
  X(preferred, for_it, 0.0) /* the place is shown by this name */ \
  X(foreign_name, against, 0.0) /* the name is not known to be Arabic, the text is */ \
  X(lone_variant, against, 0.0) /* neither curated nor preferred nor known to be Arabic */ \
  /* the name's form */ \
  X(two_words, either, 0.0) \
  X(three_words, either, 0.0) \
  X(short_name, against, 0.0) /* three letters or fewer */ \
  X(four_letters, either, 0.0) \
  X(article, either, 0.0) /* the text writes ال */ \
  X(article_dropped, against, -1.0) /* the text writes ال, the gazetteer's name does not */ \
  X(article_on_word, against, -2.0) /* … and without it is an ordinary word, too: البورصة */ \
  X(unit_inside, either, 0.0) /* begins with مدينة, محافظة and the like, and is called without it, too */ \
  X(state_inside, for_it, 0.0) /* … with جمهورية, مملكة … */ \
  X(nature_inside, for_it, 0.0) /* … with نهر, بحيرة, قطاع … */ \
  X(curated_long, for_it, 0.0) /* by hand, of several words, and nothing of the kind */ \
  X(nisba_after_definite, against, 0.0) /* also an adjective, and the word before it has ال */ \
  X(definite_after_definite, against, -1.0) /* it has ال, and so has the word before it: the Arabic noun's adjective */ \
  X(definite_after_kind, held, -1.0) /* … that is a word for a kind of place */ \
  X(adjective_of_noun, against, -2.0) /* also an adjective, behind a noun without ال: دعم مالي; 2: of its gender */ \
  X(direction_inside, either, 0.0) /* begins with شمال and the like */ \
  X(part_and_nisba, against, 0.0) /* الجنوب اللبناني: a part of a land by its adjective */ \
  X(joined, either, 0.0) /* the text joins or splits what the gazetteer does not */ \
  X(skeleton, against, 0.0) /* only the consonant skeleton fits */ \
  X(clitic_b, for_it, 0.0) \
  X(clitic_l, either, 0.0) \
  X(clitic_w, either, 0.0) \
  X(clitic_f, either, 0.0) \
  X(clitic_k, against, 0.0) \
  X(article_missing, against, -2.0) /* the place's name begins with ال, and is written without it: قاهرة */ \
  X(kind_word, held, -2.0) /* a country, by the word for its kind alone: المملكة */ \
  X(kind_word_placed, held, 3.5) /* … its share of the article's places */ \
  X(common, against, -0.4) /* an ordinary word: the lexicon's weight, 1 to 3 */ \
  X(common_big, either, 0.0) /* an ordinary word that also names a country, capital or city of 300,000 */ \
  X(written_his, held, -3.0) /* an ordinary word that ends with ه where the place has ة: جده */ \
  X(first_name, against, -0.4) /* also a person's first name */ \
  X(surname, against, -0.4) \
  X(is_cue, against, 0.0) /* also a title, kind of place, organisation … */ \
  X(is_nisba, either, 0.0) /* also an adjective of a place */ \
  X(nisba_variant, against, 0.0) /* … and no name written by hand */ \
  X(in_phrase, against, -2.0) /* inside a fixed phrase that names no place */ \
  X(dictionary, against, 0.0) /* an ordinary dictionary's word */ \
  X(lower_case, either, -4.0) /* Latin script: written without a capital, where names of the text have them */ \
  /* before it */ \
  X(locative_1, for_it, 0.0) /* a word that takes a place, by the lexicon's weight */ \
  X(locative_2, for_it, 0.0) \
  X(locative_3, for_it, 0.0) \
  X(trigger_fits, for_it, 0.0) /* محافظة, مدينة …: the candidate is of that kind */ \
  X(trigger_other, either, 0.0) /* … is of another kind */ \
  X(title_1, against, 0.0) /* a person's title, by the lexicon's weight */ \
  X(title_2, against, -0.4) \
  X(title_3, against, -0.7) \
  X(title_two_before, against, 0.0) /* … with an adjective between: الرئيس الأمريكي بوش */ \
  X(link_before, against, -1.0) /* بن, آل, أبو */ \
  X(first_name_before, against, -0.7) \
  X(person_said, against, -0.7) /* also a first name or surname, behind a verb of saying */ \
  X(say_before, either, 0.0) /* a verb that a person's name often follows */ \
  X(org_before, against, 0.0) /* جامعة, حزب: weight / 3 */ \
  X(facility_before, either, 0.0) \
  X(event_before, either, 0.0) \
  X(event_of_continent, for_it, 0.5) /* … and a continent: كأس أمم أفريقيا */ \
  X(media_before, either, 0.0) \
  X(team_before, either, 0.0) \
  X(org_two_before, either, 0.0) /* an organisation's head two words before */ \
  X(nisba_before, either, 0.0) \
  X(w_links, against, -2.0) /* a place, and its own و may link the rest of it to that: الرياض وجدة */ \
  X(place_before, for_it, 0.0) /* the chance of a place, with و or a comma between: a list */ \
  X(common_before, either, 0.0) /* an ordinary word */ \
  X(unknown_before, either, 0.0) /* a word that is in no list */ \
  X(line_start, either, 0.0) \
  X(quote_before, either, 0.0) \
  X(paren_before, either, 0.0) \
  X(number_before, either, 0.0) \
  X(sport_city, held, -1.3) /* in a report on a match, without a locative; 2: deep in one; 3: beside a result */ \
  X(sport_country, against, -0.4) \
  /* after it */ \
  X(nisba_fits, for_it, 0.0) /* الليبية after طرابلس: the adjective of where the candidate lies */ \
  X(nisba_other, either, 0.0) \
  X(person_after, either, 0.0) /* a first name or surname */ \
  X(first_name_goes_on, against, -2.5) /* also a first name; a name, or a word in no list, follows */ \
  X(link_after, either, 0.0) /* بن, آل, أبو */ \
  X(say_after, either, 0.0) \
  X(place_after, for_it, 0.0) /* … behind it */ \
  X(common_after, either, 0.0) \
  X(unknown_after, either, 0.0) \
  X(punctuation_after, either, 0.0) /* or the end of the line, as a headline has it */ \
  X(quote_after, either, 0.0) \
  X(number_after, either, 0.0) \
  X(dateline, for_it, 0.0) /* opens a line, and - : or a bracket follows within a few words */ \
  X(part_of_hashtag, against, 0.0) /* a hashtag of several words, of which it is one */ \
  X(whole_hashtag, for_it, 0.0) \
  /* the article */ \
  X(supported, for_it, 0.0) /* elsewhere in the article a locative or kind stands before it */ \
  X(contradicted, against, 0.0) /* elsewhere in the article it is part of a person or organisation */ \
  X(mate_near, held, 1.5) /* how near its neighbour in a list lies, or 1 for a sister province, times the chance of that */ \
  X(country_share, for_it, 0.0) /* its country's share of the article's places */ \
  X(country_absent, against, 0.0) /* nothing else in the article is of its country */ \
  X(small_and_far, against, 0.0) /* a city below 50,000 whose country is absent */ \
  X(nested_in_unit, either, 0.0) /* a longer name covers it that only adds مدينة and the like before it */ \
  X(nested_in_state, either, 0.0) \
  X(nested_in_nature, either, 0.0) \
  X(nested_in_direction, either, 0.0) \
  X(nested, against, 0.0) /* another longer name covers it */ \
  X(covered, against, 0.0) /* the chance that a longer one that covers it is a place */ \
  X(crossed, against, 0.0) /* the chance that one that overlaps it in part is a place */
// clang-format on

enum class Feature : std::uint8_t {
#define KHARITA_NAME(name, sign, prior) name,
  KHARITA_FEATURES(KHARITA_NAME)
#undef KHARITA_NAME
};

#define KHARITA_COUNT(name, sign, prior) +1
inline constexpr std::size_t kFeatureCount = 0 KHARITA_FEATURES(KHARITA_COUNT);
#undef KHARITA_COUNT

// What the table says of a feature to those who learn its weight.
struct FeatureRule {
  int sign = 0;       // 1: speaks for a place; -1: against it; 0: either way
  bool held = false;  // it keeps the expected weight: the sets label it each after its own rule
  float prior = 0;    // the expected weight
};
[[nodiscard]] FeatureRule rule_of(Feature feature) noexcept;
[[nodiscard]] std::string_view to_string(Feature feature) noexcept;
[[nodiscard]] std::optional<Feature> feature_named(std::string_view name) noexcept;

// How well known the name is: every feature has a weight for each, since a preposition says more of an
// obscure name than of a country's.
enum class Fame : std::uint8_t {
  known,     // a country, a capital, a city of a million, a region or water by hand
  plain,     // the rest
  doubtful,  // no large place, and an ordinary word, a person's name, short, or only a variant spelling
};
inline constexpr std::size_t kFameCount = 3;

// The features that hold of one stretch of text, with their values. Each is added once at most, so that all
// there are fit.
class FeatureList {
 public:
  struct Item {
    Feature feature = Feature::bias;
    float value = 0;
  };

  void clear() noexcept { size_ = 0; }
  void add(Feature feature, float value = 1) noexcept {
    assert(size_ < items_.size());
    items_[size_++] = {feature, value};
  }
  void add_if(bool holds, Feature feature) noexcept {
    if (holds) add(feature);
  }
  void set_fame(Fame fame) noexcept { fame_ = fame; }
  [[nodiscard]] Fame fame() const noexcept { return fame_; }
  [[nodiscard]] const Item* begin() const noexcept { return items_.data(); }
  [[nodiscard]] const Item* end() const noexcept { return items_.data() + size_; }

 private:
  std::array<Item, kFeatureCount> items_;
  std::size_t size_ = 0;
  Fame fame_ = Fame::plain;
};

// The weights of the log-linear model. The text form is a line each: name, then the weight for known, plain
// and doubtful names, separated by tabs; '#' begins a comment.
struct Weights {
  std::array<std::array<float, kFeatureCount>, kFameCount> of{};

  // The weights that the program was built with: data/resolver_weights.tsv.
  [[nodiscard]] static const Weights& built_in();
  // Errors name the line. A feature that is not named has weight 0.
  [[nodiscard]] static Result<Weights> parse(std::string_view tsv, std::string_view name);
  [[nodiscard]] std::string to_tsv() const;

  [[nodiscard]] float weight(Feature feature, Fame fame) const noexcept {
    return of[static_cast<std::size_t>(fame)][static_cast<std::size_t>(feature)];
  }
  // The log-odds that a stretch with these features names a place.
  // `sum` is what others add up to.
  [[nodiscard]] float score(const FeatureList& features, float sum = 0) const noexcept {
    const auto& weights = of[static_cast<std::size_t>(features.fame())];
    for (const auto& [feature, value] : features)
      sum += weights[static_cast<std::size_t>(feature)] * value;
    return sum;
  }
};

}  // namespace kharita::geo
