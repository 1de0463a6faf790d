#include "geo/resolve/resolver.h"

#include <algorithm>

#include "geo/resolve/engine.h"
#include "geo/text/utf8.h"

namespace kharita::geo {
namespace {

// An article longer than this, which is a book or an attack, is resolved in slices, so that the working
// memory stays bounded.
constexpr std::size_t kReadWhole = std::size_t{1} << 20;  // bytes
constexpr std::size_t kSlice = kReadWhole / 2;

// Where the first slice of a text ends that is longer than one: after the last line end in its second half,
// else after the last space, else between two code points.
std::size_t slice_end(std::string_view text) noexcept {
  const std::string_view slice = text.substr(0, kSlice);
  for (const char mark : {'\n', ' '}) {
    const std::size_t at = slice.rfind(mark);
    if (at != std::string_view::npos && at >= kSlice / 2) return at + 1;
  }
  constexpr std::size_t kMostContinuations = 3;
  for (std::size_t end = kSlice; end + kMostContinuations >= kSlice; --end) {
    if (!text::is_continuation(text[end])) return end;
  }
  return kSlice;  // broken text: no sequence has so many
}

// Moves what was found in a slice to where it stands in the article.
template <typename Found>
void append_shifted(std::vector<Found>&& found, std::uint32_t code_points, std::vector<Found>& all) {
  for (Found& one : found) {
    one.start += code_points;
    one.end += code_points;
    all.push_back(std::move(one));
  }
}

}  // namespace

std::string_view to_string(MentionEvidence evidence) noexcept {
  switch (evidence) {
    case MentionEvidence::stated:
      return "stated";
    case MentionEvidence::context:
      return "context";
    case MentionEvidence::population:
      return "population";
    case MentionEvidence::only:
      break;
  }
  return "only";
}

struct Resolver::Impl {
  explicit Impl(const Gazetteer& gazetteer) : engine(gazetteer, Weights::built_in()) {}

  [[nodiscard]] Resolution resolve(const ArticleText& article, const ResolveOptions& options) {
    Resolution resolution = engine.resolve(article, options);
    if (options.explain) explanation += engine.explain();
    return resolution;
  }

  [[nodiscard]] Resolution resolve_slices(const ArticleText& article, const ResolveOptions& options) {
    Resolution all;
    ArticleText slice = article;
    std::uint32_t before = 0;  // code points
    for (std::string_view rest = article.text; !rest.empty(); rest.remove_prefix(slice.text.size())) {
      slice.text = rest.size() <= kSlice ? rest : rest.substr(0, slice_end(rest));
      Resolution found = resolve(slice, options);
      if (before == 0) all.language = found.language;
      if (found.publication.date) {  // the later ones are read with what the first one tells
        all.publication = found.publication;
        slice.published = found.publication.date;
      }
      append_shifted(std::move(found.mentions), before, all.mentions);
      append_shifted(std::move(found.dates), before, all.dates);
      before += static_cast<std::uint32_t>(text::count_code_points(slice.text));
    }
    return all;
  }

  Engine engine;
  std::string explanation;
};

Resolver::Resolver(const Gazetteer& gazetteer) : impl_(std::make_unique<Impl>(gazetteer)) {}
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

Resolution Resolver::resolve(const ArticleText& article, const ResolveOptions& options) {
  impl_->explanation.clear();
  return article.text.size() <= kReadWhole ? impl_->resolve(article, options)
                                           : impl_->resolve_slices(article, options);
}

std::string_view Resolver::explanation() const noexcept {
  return impl_->explanation;
}

}  // namespace kharita::geo
