#include "app/articles/filter_parts.h"

#include <algorithm>
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

// Of a part with values that must not be, too.
template <auto Filter::*only, auto Filter::*without>
bool has_either(const Filter& filter) {
  return !(filter.*only).empty() || !(filter.*without).empty();
}
template <auto Filter::*only, auto Filter::*without>
void take_both(Filter& to, const Filter& from) {
  to.*only = from.*only;
  to.*without = from.*without;
}
template <auto Filter::*only, auto Filter::*without, auto Filter::*all>
void take_all(Filter& to, const Filter& from) {
  take_both<only, without>(to, from);
  to.*all = from.*all;
}

bool has_box(const Filter& filter) {
  return filter.box.has_value();
}
bool has_confidence(const Filter& filter) {
  return filter.min_confidence > 0;
}

constexpr std::array kParts{
    FilterPartRow{FilterPart::date, nullptr, [](const Filter& f) { return f.from || f.to || f.undated; },
                  [](Filter& to, const Filter& from) {
                    to.from = from.from;
                    to.to = from.to;
                    to.undated = from.undated;
                  }},
    FilterPartRow{FilterPart::text, nullptr, has<&Filter::text>, take<&Filter::text>},
    FilterPartRow{FilterPart::source, nullptr, has_either<&Filter::sources, &Filter::not_sources>,
                  take_both<&Filter::sources, &Filter::not_sources>},
    FilterPartRow{FilterPart::language, nullptr, has_either<&Filter::languages, &Filter::not_languages>,
                  take_both<&Filter::languages, &Filter::not_languages>},
    FilterPartRow{FilterPart::kind, has_either<&Filter::kinds, &Filter::not_kinds>,
                  has_either<&Filter::kinds, &Filter::not_kinds>,
                  take_both<&Filter::kinds, &Filter::not_kinds>},
    FilterPartRow{FilterPart::country, has<&Filter::countries>,
                  has_either<&Filter::countries, &Filter::not_countries>,
                  take_all<&Filter::countries, &Filter::not_countries, &Filter::all_countries>},
    FilterPartRow{FilterPart::place, has<&Filter::places>, has_either<&Filter::places, &Filter::not_places>,
                  take_all<&Filter::places, &Filter::not_places, &Filter::all_places>},
    FilterPartRow{FilterPart::box, has_box, has_box, take<&Filter::box>},
    FilterPartRow{FilterPart::confidence, has_confidence, has_confidence, take<&Filter::min_confidence>},
};
static_assert(kParts.size() == static_cast<std::size_t>(FilterPart::count_));

constexpr bool in_order() {
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    if (static_cast<std::size_t>(kParts[i].part) != i) return false;
  }
  return true;
}
static_assert(in_order(), "kParts follows the order of FilterPart");

// Calls visit with the values that may be and those that must not be, where the part is a list.
template <typename AnyFilter, typename Visit>
void with_lists(AnyFilter& filter, FilterPart part, Visit visit) {
  switch (part) {
    case FilterPart::source:
      return visit(filter.sources, filter.not_sources);
    case FilterPart::language:
      return visit(filter.languages, filter.not_languages);
    case FilterPart::kind:
      return visit(filter.kinds, filter.not_kinds);
    case FilterPart::country:
      return visit(filter.countries, filter.not_countries);
    case FilterPart::place:
      return visit(filter.places, filter.not_places);
    case FilterPart::date:
    case FilterPart::text:
    case FilterPart::box:
    case FilterPart::confidence:
    case FilterPart::count_:
      break;
  }
}

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
    if (row.asks != nullptr && row.asks(filter)) parts |= mask_of(row.part);
  }
  return parts;
}

Pick pick_of(const Filter& filter, FilterPart part, const PartValue& value) {
  Pick pick = Pick::off;
  with_lists(filter, part, [&]<typename T>(const std::vector<T>& only, const std::vector<T>& without) {
    const T* wanted = std::get_if<T>(&value);
    if (wanted == nullptr) return;
    if (std::ranges::find(only, *wanted) != only.end()) pick = Pick::only;
    if (std::ranges::find(without, *wanted) != without.end()) pick = Pick::without;
  });
  return pick;
}

void set_pick(Filter& filter, FilterPart part, const PartValue& value, Pick pick) {
  with_lists(filter, part, [&]<typename T>(std::vector<T>& only, std::vector<T>& without) {
    const T* wanted = std::get_if<T>(&value);
    if (wanted == nullptr) return;
    std::erase(only, *wanted);
    std::erase(without, *wanted);
    if (pick == Pick::only) only.push_back(*wanted);
    if (pick == Pick::without) without.push_back(*wanted);
    if (const auto all = all_of(part); all != nullptr && only.empty()) filter.*all = false;
  });
}

std::vector<PartValue> picked_values(const Filter& filter, FilterPart part) {
  std::vector<PartValue> values;
  with_lists(filter, part, [&](const auto& only, const auto& without) {
    values.insert(values.end(), only.begin(), only.end());
    values.insert(values.end(), without.begin(), without.end());
  });
  return values;
}

bool Filter::*all_of(FilterPart part) noexcept {
  if (part == FilterPart::country) return &Filter::all_countries;
  return part == FilterPart::place ? &Filter::all_places : nullptr;
}

}  // namespace kharita::app
