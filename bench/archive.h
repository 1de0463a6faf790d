// Articles as a newspaper's archive has them, made up, the same each time.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "geo/gazetteer/gazetteer.h"

namespace kharita::bench {

struct ArchiveArticle {
  std::string id;
  std::string title;
  std::string text;  // some 2,400 bytes: sentences of Arabic words in paragraphs, with the names of places
  std::string source;
  std::string date;  // of ten years, as 2016-03-09
};

// Words come as often as their rank in a language says (Zipf): function words first, then the words of the
// samples, then some 400,000 forms made of roots, patterns and endings; one in five has proclitics. Of
// places the first are named most, too.
class Archive {
 public:
  // `samples`: a text whose words are used.
  Archive(const geo::Gazetteer& gazetteer, std::string_view samples);
  void next(ArchiveArticle& article);

 private:
  // Picks n with a probability that its weight gives, in O(1).
  class Picker {
   public:
    explicit Picker(const std::vector<double>& weights);
    std::uint32_t operator()(std::mt19937_64& random) const;

   private:
    struct Cell {
      std::uint32_t below;  // of 2^32: the share that is the cell's own number
      std::uint32_t other;
    };
    std::vector<Cell> cells_;
  };
  static Picker zipf(std::size_t count);
  void add_words(std::size_t count, std::string& out);
  void add_word(std::string& out);

  std::mt19937_64 random_{1};
  std::vector<std::string> words_;   // by rank
  std::size_t function_words_ = 0;   // the first: they stand without proclitics
  std::vector<std::string> places_;  // by rank
  Picker word_;
  Picker place_;
  std::uint64_t made_ = 0;
};

}  // namespace kharita::bench
