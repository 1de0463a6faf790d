#include "app/articles/filter_parts.h"

#include <array>

namespace kharita::app {
namespace {

template <auto Filter::*member>
void take(Filter& to, const Filter& from) {
  to.*member = from.*member;
}
template <auto Filter::*member>
bool has(const Filter& filter) {
  return !(filter.*member).empty();
}

constexpr std::array kParts{
    FilterPartRow{FilterPart::date, false, [](const Filter& f) { return f.from || f.to || f.undated; },
                  [](Filter& to, const Filter& from) {
                    to.from = from.from;
                    to.to = from.to;
                    to.undated = from.undated;
                  }},
    FilterPartRow{FilterPart::text, false, has<&Filter::text>, take<&Filter::text>},
    FilterPartRow{FilterPart::source, false, has<&Filter::sources>, take<&Filter::sources>},
    FilterPartRow{FilterPart::country, true, has<&Filter::countries>, take<&Filter::countries>},
    FilterPartRow{FilterPart::place, true, has<&Filter::places>, take<&Filter::places>},
    FilterPartRow{FilterPart::box, true, [](const Filter& f) { return f.box.has_value(); },
                  take<&Filter::box>},
    FilterPartRow{FilterPart::confidence, true, [](const Filter& f) { return f.min_confidence > 0; },
                  take<&Filter::min_confidence>},
};
static_assert(kParts.size() == static_cast<std::size_t>(FilterPart::count_));

constexpr bool in_order() {
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    if (static_cast<std::size_t>(kParts[i].part) != i) return false;
  }
  return true;
}
static_assert(in_order(), "kParts follows the order of FilterPart");

const FilterPartRow& row_of(FilterPart part) {
  return kParts[static_cast<std::size_t>(part)];
}

}  // namespace

std::span<const FilterPartRow> filter_parts() noexcept {
  return kParts;
}

bool is_set(const Filter& filter, FilterPart part) {
  return row_of(part).is_set(filter);
}

void clear_part(Filter& filter, FilterPart part) {
  row_of(part).take(filter, Filter{});
}

Filter only(const Filter& filter, FilterPart part) {
  Filter alone;
  row_of(part).take(alone, filter);
  return alone;
}

PartMask mention_parts(const Filter& filter) {
  PartMask parts = 0;
  for (const FilterPartRow& row : kParts) {
    if (row.of_mentions && row.is_set(filter)) parts |= mask_of(row.part);
  }
  return parts;
}

}  // namespace kharita::app
