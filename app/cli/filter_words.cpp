#include "app/cli/filter_words.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>

namespace kharita::app::cli {
namespace {

Result<std::optional<Date>> parse_date(const char* option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto date = geo::text::parse_timestamp(text);
  if (!date || !date->ok())
    return fail(ErrorCode::usage, "{} {}: give a date such as 2024-01-29", option, text);
  return date;
}

std::string upper_case(std::string ascii) {
  for (char& c : ascii) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return ascii;
}

struct ListOption {
  const char* name;
  FilterWords::List FilterWords::*words;
  const char* value;
  const char* help;
};
constexpr std::array kListOptions{
    ListOption{"--country", &FilterWords::countries, "CODE",
               "Only mentions in this country, such as IR; may be repeated, as all that follow"},
    ListOption{"--not-country", &FilterWords::not_countries, "CODE",
               "No article that mentions this country, or a place in it"},
    ListOption{"--place", &FilterWords::places, "ID",
               "Only mentions of this place, or in it, such as gn:1159301"},
    ListOption{"--not-place", &FilterWords::not_places, "ID",
               "No article that mentions this place, or one in it"},
    ListOption{"--kind", &FilterWords::kinds, "KIND",
               "Only mentions of places of this kind: country, admin1, city, region, water, other"},
    ListOption{"--not-kind", &FilterWords::not_kinds, "KIND", "No mentions of places of this kind"},
    ListOption{"--source", &FilterWords::sources, "NAME", "Only articles of this source"},
    ListOption{"--not-source", &FilterWords::not_sources, "NAME", "No articles of this source"},
    ListOption{"--article-language", &FilterWords::languages, "CODE",
               "Only articles in this language, such as ar"},
    ListOption{"--not-article-language", &FilterWords::not_languages, "CODE", "No articles in this language"},
};

// Reads each of an option's words into `values`.
template <typename T, typename Read>
Result<void> read_all(const FilterWords::List& words, std::vector<T>& values, Read read) {
  for (const std::string& given : words) {
    auto value = read(given);
    if (!value) return tl::unexpected(value.error());
    values.push_back(*value);
  }
  return {};
}

}  // namespace

void add_filter_options(CLI::App& command, FilterWords& words) {
  command.add_option("--from", words.from, "First day of publication, such as 2024-01-29")
      ->option_text("DATE");
  command.add_option("--to", words.to, "Last day of publication")->option_text("DATE");
  command.add_option("--text", words.text, "Only articles with all these words; \"…\" is a phrase")
      ->option_text("WORDS");
  for (const ListOption& option : kListOptions)
    command.add_option(option.name, words.*option.words, option.help)
        ->option_text(option.value)
        ->allow_extra_args(false);
  command.add_flag("--all-countries", words.all_countries,
                   "Only articles that mention each --country, not one of them");
  command.add_flag("--all-places", words.all_places,
                   "Only articles that mention each --place, not one of them");
}

Result<Filter> make_filter(const FilterWords& words, const geo::Gazetteer& gazetteer) {
  Filter filter;
  auto from = parse_date("--from", words.from);
  if (!from) return tl::unexpected(from.error());
  auto to = parse_date("--to", words.to);
  if (!to) return tl::unexpected(to.error());
  if (*from && *to && **to < **from) {
    return fail(ErrorCode::usage, "--from {} is after --to {}: exchange them", words.from, words.to);
  }
  filter.from = *from;
  filter.to = *to;
  filter.text = words.text;
  filter.sources = words.sources;
  filter.not_sources = words.not_sources;
  filter.languages = words.languages;
  filter.not_languages = words.not_languages;
  filter.all_countries = words.all_countries && !words.countries.empty();
  filter.all_places = words.all_places && !words.places.empty();
  const auto country = [&](const char* option) {
    return [&gazetteer, option](const std::string& code) -> Result<geo::PlaceId> {
      if (const auto found = gazetteer.country(upper_case(code))) return *found;
      return fail(ErrorCode::usage, "{} {}: give an ISO 3166-1 code of two letters, such as IR", option,
                  code);
    };
  };
  const auto place = [&](const char* option) {
    return [&gazetteer, option](const std::string& id) -> Result<geo::PlaceId> {
      if (const auto found = gazetteer.find(id)) return *found;
      return fail(ErrorCode::usage,
                  "{} {}: no place has this id; kharita gazetteer lookup NAME tells ids such as gn:1159301",
                  option, id);
    };
  };
  const auto kind = [](const char* option) {
    return [option](const std::string& word) -> Result<geo::PlaceKind> {
      if (const auto found = geo::place_kind(word)) return *found;
      return fail(ErrorCode::usage, "{} {}: give country, admin1, city, region, water or other", option,
                  word);
    };
  };
  for (const Result<void>& read :
       {read_all(words.countries, filter.countries, country("--country")),
        read_all(words.not_countries, filter.not_countries, country("--not-country")),
        read_all(words.places, filter.places, place("--place")),
        read_all(words.not_places, filter.not_places, place("--not-place")),
        read_all(words.kinds, filter.kinds, kind("--kind")),
        read_all(words.not_kinds, filter.not_kinds, kind("--not-kind"))}) {
    if (!read) return tl::unexpected(read.error());
  }
  return filter;
}

}  // namespace kharita::app::cli
