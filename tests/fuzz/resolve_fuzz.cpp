// Feeds arbitrary bytes to normalisation, tokens, dates and the resolver, and checks what their headers
// promise. KHARITA_GAZETTEER names the gazetteer; without it the resolver is left out.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "geo/gazetteer/gazetteer.h"
#include "geo/resolve/resolver.h"
#include "geo/text/dates.h"
#include "geo/text/normalise.h"

using namespace kharita;
using namespace kharita::geo;

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

struct Fixture {
  std::optional<Gazetteer> gazetteer;
  std::unique_ptr<Resolver> resolver;

  Fixture() {
    const char* file = std::getenv("KHARITA_GAZETTEER");
    if (file == nullptr) return;
    auto opened = Gazetteer::open(file);
    if (!opened) {
      std::fprintf(stderr, "%s\n", opened.error().message.c_str());
      std::exit(2);
    }
    gazetteer.emplace(std::move(*opened));
    resolver = std::make_unique<Resolver>(*gazetteer);
  }
};

std::uint32_t check_tokens(std::string_view text) {
  text::Tokens tokens;
  text::tokenise(text, tokens);
  std::uint32_t end = 0;
  std::uint32_t byte_end = 0;
  for (const auto& token : tokens.tokens) {
    require(token.start >= end && token.end > token.start, "tokens are in order and not empty");
    require(token.byte_start >= byte_end && token.byte_end <= text.size(),
            "tokens' bytes lie within the text");
    end = token.end;
    byte_end = token.byte_end;
    text::Reading readings[8];
    std::string scratch;
    (void)text::proclitic_readings(tokens.norm(token), readings, scratch);
  }
  return end;
}

void check_dates(std::string_view text, std::optional<text::Date> published, std::uint32_t length) {
  std::uint32_t end = 0;
  for (const auto& date : text::find_dates(text, published)) {
    require(date.start >= end && date.end > date.start, "dates are in order and not empty");
    require(date.value.ok(), "a date is a day of the calendar");
    require(!date.last || *date.last >= date.value, "a range does not end before it begins");
    require(published || !date.relative, "nothing is relative to no day");
    require(!text::to_iso(date.value, date.precision).empty(), "a date can be written");
    end = date.end;
  }
  require(end <= length, "dates lie within the text");
}

void check_places(const Resolution& resolution, std::uint32_t length) {
  std::uint32_t end = 0;
  for (const auto& mention : resolution.mentions) {
    require(mention.start >= end && mention.end > mention.start, "mentions are in order and not empty");
    require(mention.place.valid(), "a mention has a place");
    require(mention.confidence >= 0 && mention.confidence <= 1, "confidence lies within [0, 1]");
    require(mention.alternatives.size() <= 4, "at most four alternatives");
    end = mention.end;
  }
  require(end <= length, "mentions lie within the text");
}

bool same(const Resolution& a, const Resolution& b) {
  return a.language == b.language && std::equal(a.mentions.begin(), a.mentions.end(), b.mentions.begin(),
                                                b.mentions.end(), [](const Mention& x, const Mention& y) {
                                                  return x.start == y.start && x.end == y.end &&
                                                         x.place == y.place && x.confidence == y.confidence &&
                                                         x.role == y.role;
                                                });
}

void check_resolver(const Fixture& fixture, std::string_view text, std::uint32_t length) {
  const auto resolution = fixture.resolver->resolve({text, std::nullopt, {}, {}});
  check_places(resolution, length);
  ResolveOptions all;
  all.associative = all.explain = all.infer_published = true;
  check_places(fixture.resolver->resolve({text, std::nullopt, {}, {}}, all), length);
  if (text.size() % 8 != 0) return;
  Resolver fresh(*fixture.gazetteer);
  require(same(fresh.resolve({text, std::nullopt, {}, {}}), resolution),
          "a result does not depend on the articles before");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Fixture fixture;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto normal = text::normalise(text);
  require(text::normalise(normal) == normal, "a normal form is its own normal form");
  const auto length = check_tokens(text);
  using namespace std::chrono_literals;
  check_dates(text, text::Date{2024y / 5 / 15}, length);
  check_dates(text, std::nullopt, length);
  (void)text::infer_publication(text);
  (void)text::parse_timestamp(text);
  (void)text::date_in_file_name(text);
  if (fixture.resolver) check_resolver(fixture, text, length);
  return 0;
}
