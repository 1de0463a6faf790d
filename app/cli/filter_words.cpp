#include "app/cli/filter_words.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

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

}  // namespace

void add_filter_options(CLI::App& command, FilterWords& words) {
  command.add_option("--from", words.from, "First day of publication, such as 2024-01-29")
      ->option_text("DATE");
  command.add_option("--to", words.to, "Last day of publication")->option_text("DATE");
  command.add_option("--text", words.text, "Only articles with all these words; \"…\" is a phrase")
      ->option_text("WORDS");
  command
      .add_option("--country", words.countries, "Only mentions in this country, such as IR; may be repeated")
      ->option_text("CODE")
      ->allow_extra_args(false);
  command.add_option("--source", words.sources, "Only articles of this source; may be repeated")
      ->option_text("NAME")
      ->allow_extra_args(false);
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
  for (const std::string& code : words.countries) {
    const auto country = gazetteer.country(upper_case(code));
    if (!country)
      return fail(ErrorCode::usage, "--country {}: give an ISO 3166-1 code of two letters, such as IR", code);
    filter.countries.push_back(*country);
  }
  return filter;
}

}  // namespace kharita::app::cli
