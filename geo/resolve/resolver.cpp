#include "geo/resolve/resolver.h"

#include <algorithm>
#include <cmath>

#include "geo/resolve/engine.h"

namespace kharita::geo {

struct Resolver::Impl {
  explicit Impl(const Gazetteer& gazetteer) : engine(gazetteer, Weights::built_in()) {}
  Engine engine;
  std::string explanation;
};

Resolver::Resolver(const Gazetteer& gazetteer) : impl_(std::make_unique<Impl>(gazetteer)) {}
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

Resolution Resolver::resolve(const ArticleText& article, const ResolveOptions& options) {
  impl_->explanation.clear();
  Resolution resolution = impl_->engine.resolve(article, options);
  if (options.explain) impl_->explanation = impl_->engine.explain();
  return resolution;
}

std::string_view Resolver::explanation() const noexcept {
  return impl_->explanation;
}

}  // namespace kharita::geo
