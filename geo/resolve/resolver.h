// Finds the places that an article mentions and resolves each to one place of the gazetteer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/gazetteer/gazetteer.h"
#include "geo/text/dates.h"

namespace kharita::geo {

enum class MentionRole : std::uint8_t {
  literal,      // names the place
  associative,  // an adjective (الإيرانية) or a place inside an organisation's name
};

// What decided that a mention is this place and none of its rivals.
enum class MentionEvidence : std::uint8_t {
  stated,  // the text says it: "محافظة كركوك", "طرابلس الليبية", "صور، لبنان"
  context,     // the other places of the article
  population,  // nothing but that it is the best known of its name
  only,        // no other place has the name
};
[[nodiscard]] std::string_view to_string(MentionEvidence evidence) noexcept;

struct Alternative {
  PlaceId place;
  float confidence = 0;
};

// A mention of a place. Offsets count Unicode code points of the article's text as given; proclitics are left
// out.
struct Mention {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  PlaceId place;
  // Within [0, 1]: that it is a place, and this one, or the city or province of the same name around it.
  float confidence = 0;
  MentionRole role = MentionRole::literal;
  MentionEvidence evidence = MentionEvidence::only;
  std::vector<Alternative> alternatives;  // the rivals, best first; at most four
};

struct ArticleText {
  std::string_view text;                // UTF-8, untrusted
  std::optional<text::Date> published;  // resolves relative dates
  std::string_view source;              // the newspaper's or agency's name; may tell the home country
  std::string_view language;            // a tag (ar, ar-EG) where known, as detect_languages takes it
  // Without `published`: it was written by then, as its file tells.
  std::optional<text::Date> not_after = {};
};

struct Resolution {
  std::vector<Mention> mentions;         // by start, not overlapping
  std::vector<text::DateMention> dates;  // by start, not overlapping
  std::string language;                  // ISO 639-1 of what the text was read as
  text::Publication publication;         // with ResolveOptions::infer_published, where none was given
};

struct ResolveOptions {
  bool associative = false;      // also MentionRole::associative
  bool explain = false;          // fill Resolver::explain's text
  bool infer_published = false;  // where ArticleText::published is not given, take what the text tells
};

// Stateless but for scratch memory: an article's result depends on nothing but the article. One Resolver a
// thread; the gazetteer must outlive it.
class Resolver {
 public:
  explicit Resolver(const Gazetteer& gazetteer);
  Resolver(Resolver&&) noexcept;
  Resolver& operator=(Resolver&&) noexcept;
  ~Resolver();

  // O(length). Never fails. More than a megabyte of text is read in slices of whole lines: memory is bounded.
  [[nodiscard]] Resolution resolve(const ArticleText& article, const ResolveOptions& options = {});
  // The features and weights of every mention taken and every near miss of the last resolve with
  // options.explain. UTF-8 lines.
  [[nodiscard]] std::string_view explanation() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kharita::geo
