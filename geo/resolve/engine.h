// The resolver's inside, open to the tool that learns its weights: text to lattice, features, choice.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/resolve/features.h"
#include "geo/resolve/language.h"
#include "geo/resolve/lattice.h"
#include "geo/resolve/ranking.h"
#include "geo/resolve/recogniser.h"
#include "geo/resolve/resolver.h"
#include "geo/resolve/words.h"
#include "geo/text/normalise.h"

namespace kharita::geo {

class Engine {
 public:
  Engine(const Gazetteer& gazetteer, const Weights& weights);

  [[nodiscard]] Resolution resolve(const ArticleText& article, const ResolveOptions& options);

  // Of the last resolve, whose text must still be there: the spans, the log-odds and features of each, and
  // whether it was taken.
  [[nodiscard]] std::span<const Span> spans() const noexcept { return lattice_.spans(); }
  [[nodiscard]] const Words& words() const noexcept { return words_; }
  [[nodiscard]] float score(std::size_t span) const noexcept { return scores_[span]; }
  [[nodiscard]] bool taken(std::size_t span) const noexcept { return taken_[span] != 0; }
  void features(std::size_t span, FeatureList& out) const;
  void set_weights(const Weights& weights) { weights_ = weights; }
  // A block of lines for each span taken or nearly so.
  [[nodiscard]] std::string explain() const;

 private:
  void recognise();
  [[nodiscard]] float score_of(const Recogniser::Article& article, std::size_t span);
  [[nodiscard]] bool by_hand_elsewhere(std::size_t span) const;
  void raise_longer();
  [[nodiscard]] float most_held(std::size_t span) const;
  void choose();
  void note_home_countries();
  void take_from_hashtag();
  void add_adjectives();
  void add_home(std::string_view source);
  [[nodiscard]] MentionEvidence evidence_of(std::size_t span) const;
  [[nodiscard]] float believed() const noexcept;
  [[nodiscard]] Mention mention(std::size_t span) const;
  [[nodiscard]] float name_score(std::size_t span) const;
  void add_associative(std::vector<Mention>& mentions) const;
  [[nodiscard]] Recogniser::Article article() const noexcept;

  const Gazetteer& gazetteer_;
  Weights weights_;
  text::Vocabulary vocabulary_;
  text::Tokens tokens_;
  Words words_;
  Lattice lattice_;
  Ranking ranking_;
  Recogniser recogniser_;
  std::string_view text_;
  Languages languages_;
  std::vector<PlaceId> home_countries_;  // of the text's language, where that is not Arabic
  std::string source_;                   // of the last article that had one
  PlaceId home_;                         // … and its home country, where one is known
  FeatureList features_;
  struct Own {  // of a span: what its own features add up to, while `best` is its best candidate
    PlaceId best;
    Fame fame = Fame::plain;
    float score = 0;
  };
  std::vector<Own> own_;
  std::vector<float> scores_;          // log-odds, by span
  std::vector<float> probabilities_;   // by span
  std::vector<float> previous_;        // … of the sweep before, which the last features saw
  std::vector<char> taken_;            // by span
  std::vector<float> best_;            // by word: the best sum of what ends up to there
  std::vector<std::int32_t> choice_;   // by word: the last span in it, or -1
  std::vector<std::uint32_t> by_end_;  // spans by their last word
};

}  // namespace kharita::geo
