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

// A feature's value is 1 where it holds unless its comment says otherwise. "Before" and "after" mean the
// neighbouring word of the same line; quotes and brackets are looked through.
#define KHARITA_FEATURES(X)                                                                                   \
  X(bias)                                                                                                     \
  /* the best candidate */                                                                                    \
  X(country)                                                                                                  \
  X(capital)                                                                                                  \
  X(admin1)                                                                                                   \
  X(seat)                                                                                                     \
  X(city)                                                                                                     \
  X(region)                                                                                                   \
  X(water)                                                                                                    \
  X(other_kind)                                                                                               \
  X(population)      /* of a city: log10 of its inhabitants less 4, from -2 to 3 */                           \
  X(small_area)      /* a province below 300,000 */                                                           \
  X(obscure)         /* not by hand, no country, capital nor city of 100,000 */                               \
  X(obscure_variant) /* … and only by a name that is neither preferred nor known to be Arabic */            \
  X(obscure_short)   /* … and four letters or fewer */                                                      \
  X(obscure_placed)  /* … but a kind of place or a locative stands before it */                             \
  X(curated)         /* the name was written by hand */                                                       \
  X(preferred)       /* the place is shown by this name */                                                    \
  X(foreign_name)    /* the name is not known to be Arabic, the text is */                                    \
  X(lone_variant)    /* neither curated nor preferred nor known to be Arabic */                               \
  /* the name's form */                                                                                       \
  X(two_words)                                                                                                \
  X(three_words)                                                                                              \
  X(short_name) /* three letters or fewer */                                                                  \
  X(four_letters)                                                                                             \
  X(article)         /* the text writes ال */                                                               \
  X(article_dropped) /* the text writes ال, the gazetteer's name does not */                                \
  X(article_on_word) /* … and without it is an ordinary word, too: البورصة */                        \
  X(unit_inside)     /* begins with مدينة, محافظة and the like, and is called without it, too */   \
  X(state_inside)    /* … with جمهورية, مملكة … */                                            \
  X(nature_inside)   /* … with نهر, بحيرة, قطاع … */                                          \
  X(curated_long)    /* by hand, of several words, and nothing of the kind */                                 \
  X(nisba_after_definite)    /* also an adjective, and the word before it has ال */                         \
  X(definite_after_definite) /* it has ال, and so has the word before it: the Arabic noun's adjective */    \
  X(definite_after_kind)     /* … that is a word for a kind of place */                                     \
  X(adjective_of_noun) /* also an adjective, behind a noun without ال: دعم مالي; 2: of its gender */ \
  X(direction_inside)  /* begins with شمال and the like */                                                \
  X(part_and_nisba)    /* الجنوب اللبناني: a part of a land by its adjective */                 \
  X(joined)            /* the text joins or splits what the gazetteer does not */                             \
  X(skeleton)          /* only the consonant skeleton fits */                                                 \
  X(clitic_b)                                                                                                 \
  X(clitic_l)                                                                                                 \
  X(clitic_w)                                                                                                 \
  X(clitic_f)                                                                                                 \
  X(clitic_k)                                                                                                 \
  X(article_missing)  /* the place's name begins with ال, and is written without it: قاهرة */          \
  X(kind_word)        /* a country, by the word for its kind alone: المملكة */                         \
  X(kind_word_placed) /* … its share of the article's places */                                             \
  X(common)           /* an ordinary word: the lexicon's weight, 1 to 3 */                                    \
  X(common_big)       /* an ordinary word that also names a country, capital or city of 300,000 */            \
  X(written_his)      /* an ordinary word that ends with ه where the place has ة: جده */                 \
  X(first_name)       /* also a person's first name */                                                        \
  X(surname)                                                                                                  \
  X(is_cue)        /* also a title, kind of place, organisation … */                                        \
  X(is_nisba)      /* also an adjective of a place */                                                         \
  X(nisba_variant) /* … and no name written by hand */                                                      \
  X(in_phrase)     /* inside a fixed phrase that names no place */                                            \
  X(dictionary)    /* an ordinary dictionary's word */                                                        \
  X(lower_case)    /* Latin script: written without a capital, where names of the text have them */           \
  /* before it */                                                                                             \
  X(locative_1) /* a word that takes a place, by the lexicon's weight */                                      \
  X(locative_2)                                                                                               \
  X(locative_3)                                                                                               \
  X(trigger_fits)  /* محافظة, مدينة …: the candidate is of that kind */                          \
  X(trigger_other) /* … is of another kind */                                                               \
  X(title_1)       /* a person's title, by the lexicon's weight */                                            \
  X(title_2)                                                                                                  \
  X(title_3)                                                                                                  \
  X(title_two_before) /* … with an adjective between: الرئيس الأمريكي بوش */               \
  X(link_before)      /* بن, آل, أبو */                                                                \
  X(first_name_before)                                                                                        \
  X(person_said) /* also a first name or surname, behind a verb of saying */                                  \
  X(say_before)  /* a verb that a person's name often follows */                                              \
  X(org_before)  /* جامعة, حزب: weight / 3 */                                                         \
  X(facility_before)                                                                                          \
  X(event_before)                                                                                             \
  X(media_before)                                                                                             \
  X(team_before)                                                                                              \
  X(org_two_before) /* an organisation's head two words before */                                             \
  X(nisba_before)                                                                                             \
  X(w_links)        /* a place, and its own و may link the rest of it to that: الرياض وجدة */      \
  X(place_before)   /* a place, with و or a comma between: a list */                                         \
  X(common_before)  /* an ordinary word */                                                                    \
  X(unknown_before) /* a word that is in no list */                                                           \
  X(line_start)                                                                                               \
  X(quote_before)                                                                                             \
  X(paren_before)                                                                                             \
  X(number_before)                                                                                            \
  /* after it */                                                                                              \
  X(nisba_fits) /* الليبية after طرابلس: the adjective of where the candidate lies */            \
  X(nisba_other)                                                                                              \
  X(person_after)       /* a first name or surname */                                                         \
  X(first_name_goes_on) /* also a first name; a name, or a word in no list, follows */                        \
  X(link_after)         /* بن, آل, أبو */                                                              \
  X(say_after)                                                                                                \
  X(place_after) /* a place, with و or a comma between */                                                    \
  X(common_after)                                                                                             \
  X(unknown_after)                                                                                            \
  X(punctuation_after) /* or the end of the line, as a headline has it */                                     \
  X(quote_after)                                                                                              \
  X(number_after)                                                                                             \
  X(dateline)        /* opens a line, and - : or a bracket follows within a few words */                      \
  X(part_of_hashtag) /* a hashtag of several words, of which it is one */                                     \
  X(hashtag_run)     /* another hashtag stands right before its own */                                        \
  X(whole_hashtag)                                                                                            \
  /* the article */                                                                                           \
  X(supported)      /* elsewhere in the article a locative or kind stands before it */                        \
  X(contradicted)   /* elsewhere in the article it is part of a person or organisation */                     \
  X(country_share)  /* its country's share of the article's places */                                         \
  X(country_absent) /* nothing else in the article is of its country */                                       \
  X(small_and_far)  /* a city below 50,000 whose country is absent */                                         \
  X(nested_in_unit) /* a longer name covers it that only adds مدينة and the like before it */            \
  X(nested_in_state)                                                                                          \
  X(nested_in_nature)                                                                                         \
  X(nested_in_direction)                                                                                      \
  X(nested)  /* another longer name covers it */                                                              \
  X(covered) /* the chance that a longer one that covers it is a place */                                     \
  X(crossed) /* the chance that one that overlaps it in part is a place */

enum class Feature : std::uint8_t {
#define KHARITA_NAME(name) name,
  KHARITA_FEATURES(KHARITA_NAME)
#undef KHARITA_NAME
};

#define KHARITA_COUNT(name) +1
inline constexpr std::size_t kFeatureCount = 0 KHARITA_FEATURES(KHARITA_COUNT);
#undef KHARITA_COUNT

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
