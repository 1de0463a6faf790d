#include "app/typeset/text_engine.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <list>
#include <unordered_map>

#include "app/typeset/atlas_texture.h"
#include "app/typeset/composer.h"

namespace kharita::app::typeset {
namespace {

constexpr float kMinSizePx = 4;
constexpr float kMaxSizePx = 256;
constexpr std::size_t kCacheBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxText = std::size_t{256} << 20;  // offsets are 32 bits; no article is near this

float to_quarters(float px) {
  return std::isfinite(px) ? std::round(px * 4) / 4 : 0;
}

Style tamed(Style style) {
  style.size_px = std::clamp(to_quarters(style.size_px), kMinSizePx, kMaxSizePx);
  style.halo_px = std::clamp(to_quarters(style.halo_px), 0.0f, kMaxHaloPx);
  return style;
}

LayoutOptions tamed(LayoutOptions options) {
  if (!std::isfinite(options.max_width_px) || options.max_width_px < 0) options.max_width_px = 0;
  if (!std::isfinite(options.line_height) || options.line_height <= 0) options.line_height = 1;
  options.max_lines = std::max(0, options.max_lines);
  return options;
}

struct CacheKey {
  std::string_view text;  // a stored key's points into its entry
  Style style;
  LayoutOptions options;
  friend bool operator==(const CacheKey&, const CacheKey&) = default;
};

struct CacheHash {
  std::size_t operator()(const CacheKey& key) const noexcept {
    std::size_t h = std::hash<std::string_view>{}(key.text);
    const auto mix = [&h](std::size_t v) { h ^= v + 0x9E3779B97F4A7C15ull + (h << 6) + (h >> 2); };
    mix(std::hash<float>{}(key.style.size_px));
    mix(std::hash<float>{}(key.style.halo_px));
    mix(std::hash<float>{}(key.options.max_width_px));
    mix(std::hash<float>{}(key.options.line_height));
    mix(static_cast<std::size_t>(key.style.weight) | static_cast<std::size_t>(key.options.direction) << 2 |
        static_cast<std::size_t>(key.options.align) << 4 |
        static_cast<std::size_t>(key.options.max_lines) << 6);
    return h;
  }
};

// Least recently used goes first, once more than kCacheBytes are held. A hit allocates nothing.
template <typename Value>
class Cache {
 public:
  [[nodiscard]] const Value* find(const CacheKey& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->value;
  }

  void add(const CacheKey& key, Value value, std::size_t bytes) {
    entries_.push_front(
        {std::string(key.text), key, std::move(value), bytes + key.text.size() + sizeof(Entry)});
    Entry& entry = entries_.front();
    entry.key.text = entry.text;
    by_key_.emplace(entry.key, entries_.begin());
    bytes_ += entry.bytes;
    while (bytes_ > kCacheBytes && entries_.size() > 1) {
      bytes_ -= entries_.back().bytes;
      by_key_.erase(entries_.back().key);
      entries_.pop_back();
    }
  }

  void clear() {
    by_key_.clear();
    entries_.clear();
    bytes_ = 0;
  }

 private:
  struct Entry {
    std::string text;
    CacheKey key;
    Value value;
    std::size_t bytes = 0;
  };
  std::list<Entry> entries_;
  std::unordered_map<CacheKey, typename std::list<Entry>::iterator, CacheHash> by_key_;
  std::size_t bytes_ = 0;
};

}  // namespace

bool operator==(const LayoutOptions& a, const LayoutOptions& b) noexcept {
  return a.max_width_px == b.max_width_px && a.max_lines == b.max_lines && a.direction == b.direction &&
         a.align == b.align && a.line_height == b.line_height;
}

struct TextEngine::Impl {
  explicit Impl(FontSet font_set) : fonts(std::move(font_set)), composer(fonts, atlas) {}

  FontSet fonts;
  Atlas atlas;
  AtlasTexture texture;
  Composer composer;
  Cache<Layout> cache;
  std::uint32_t generation = 1;
};

TextEngine::TextEngine(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
TextEngine::TextEngine(TextEngine&&) noexcept = default;
TextEngine& TextEngine::operator=(TextEngine&&) noexcept = default;
TextEngine::~TextEngine() = default;

Result<TextEngine> TextEngine::create() {
  auto fonts = FontSet::create();
  if (!fonts) return tl::unexpected<Error>(fonts.error());
  auto impl = std::make_unique<Impl>(std::move(*fonts));
  if (!impl->composer.ok())
    return fail(ErrorCode::graphics, "ICU's break rules cannot be loaded: reinstall the package libicu72.");
  return TextEngine(std::move(impl));
}

Layout TextEngine::layout(std::string_view utf8, const Style& style, const LayoutOptions& options) {
  const CacheKey key{utf8.substr(0, kMaxText), tamed(style), tamed(options)};
  if (const Layout* cached = impl_->cache.find(key)) return *cached;
  auto composed = std::make_shared<LayoutData>();
  bool complete = true;
  impl_->composer.compose(key.text, key.style, key.options, *composed, complete);
  const std::size_t bytes = composed->bytes_held();
  Layout layout;
  layout.data_ = std::move(composed);
  if (complete) impl_->cache.add(key, layout, bytes);
  return layout;
}

FontFile TextEngine::font_file(std::uint16_t font) const {
  return impl_->fonts.file_of(font);
}

void TextEngine::start_frame() {
  if (!impl_->atlas.is_full() && !impl_->atlas.nearly_full()) return;
  impl_->atlas.clear();
  impl_->cache.clear();
  ++impl_->generation;
}

std::uint32_t TextEngine::texture() {
  return impl_->texture.upload(impl_->atlas);
}
std::uint32_t TextEngine::generation() const noexcept {
  return impl_->generation;
}
float TextEngine::white_u() const noexcept {
  return static_cast<float>(Atlas::kWhite) / Atlas::kWidth;
}
float TextEngine::white_v() const noexcept {
  return static_cast<float>(Atlas::kWhite) / Atlas::kHeight;
}

}  // namespace kharita::app::typeset
