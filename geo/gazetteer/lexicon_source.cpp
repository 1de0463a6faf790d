#include <array>
#include <charconv>
#include <optional>
#include <system_error>
#include <unordered_set>

#include "geo/gazetteer/sources.h"
#include "geo/gazetteer/text_file.h"
#include "geo/text/nisba.h"
#include "geo/text/normalise.h"

namespace kharita::geo {
namespace {

constexpr std::array<std::pair<WordClass, std::string_view>, 11> kFiles = {{
    {WordClass::common, "common"},
    {WordClass::first_name, "first_name"},
    {WordClass::surname, "surname"},
    {WordClass::person_title, "person_title"},
    {WordClass::organisation, "organisation"},
    {WordClass::kind_trigger, "kind_trigger"},
    {WordClass::locative, "locative"},
    {WordClass::nisba, "nisba"},
    {WordClass::phrase, "phrase"},
    {WordClass::source, "source"},
    {WordClass::sport, "sport"},
}};

constexpr std::array<std::string_view, 12> kSenses = {"",       "org",   "facility", "event", "media", "team",
                                                      "person", "idiom", "seat",     "link",  "kunya", "say"};

// What the column `value` means to a word of this class; none where it means nothing known.
std::optional<std::uint32_t> value_of(WordClass word_class, std::string_view value) {
  if (word_class == WordClass::kind_trigger) {
    const auto kind = place_kind(value);
    return kind ? std::optional(static_cast<std::uint32_t>(*kind)) : std::nullopt;
  }
  for (std::uint32_t i = 0; i < kSenses.size(); ++i) {
    if (kSenses[i] == value) return i;
  }
  return std::nullopt;
}

// A word of one language alone, from a folder of its name, is keyed by that name and the word.
Result<void> add_line(WordClass word_class, std::string_view language,
                      const std::vector<std::string_view>& fields, GazetteerDraft& draft) {
  LexiconDraft word;
  word.phrase = trimmed(fields[0]);
  word.entry.word_class = word_class;
  const std::string_view value = fields.size() > 1 ? trimmed(fields[1]) : std::string_view();
  const std::string_view weight = fields.size() > 2 ? trimmed(fields[2]) : std::string_view();
  if (word.phrase.empty() || fields.size() > 3) {
    return fail(ErrorCode::parse, "not a word, a value and a weight separated by tabs");
  }
  if (!weight.empty()) {
    const auto [end, error] =
        std::from_chars(weight.data(), weight.data() + weight.size(), word.entry.weight);
    if (error != std::errc() || end != weight.data() + weight.size()) {
      return fail(ErrorCode::parse, "the weight '{}' is no number", weight);
    }
  }
  if (word_class == WordClass::nisba || word_class == WordClass::source) {
    const auto place = draft.find(value);
    if (!place) {
      draft.disagreements.push_back(fmt::format("lexicon: no source has {} ({})", value, word.phrase));
      return {};
    }
    word.entry.value = place->value;
  } else if (const auto known = value_of(word_class, value)) {
    word.entry.value = *known;
  } else {
    return fail(ErrorCode::parse, "the value '{}' has no meaning here", value);
  }
  if (word_class == WordClass::nisba) {
    for (std::string& form : text::nisba_forms(text::normalise(word.phrase))) {
      draft.lexicon.push_back({std::move(form), word.entry});
    }
    return {};
  }
  if (!language.empty()) word.phrase = fmt::format("{} {}", language, word.phrase);
  draft.lexicon.push_back(std::move(word));
  return {};
}

Result<void> add_file(WordClass word_class, std::string_view language, const std::filesystem::path& file,
                      GazetteerDraft& draft) {
  const auto content = read_file(file);
  if (!content) return tl::unexpected(content.error());
  std::vector<std::string_view> fields;
  return for_each_line(*content, [&](std::string_view line, std::size_t number) -> Result<void> {
    if (trimmed(line).empty() || line.starts_with('#')) return {};
    split(line, '\t', fields);
    const auto added = add_line(word_class, language, fields, draft);
    if (!added) return fail(ErrorCode::parse, "{}:{}: {}.", file.string(), number, added.error().message);
    return {};
  });
}

// The names of one word, by their normal form.
std::unordered_set<std::string> single_words(const GazetteerDraft& draft) {
  std::unordered_set<std::string> words;
  for (const PlaceDraft& place : draft.places) {
    for (const NameDraft& name : place.names) {
      if ((name.flags & kNameArabicScript) == 0) continue;
      auto tokens = text::name_tokens(name.text);
      if (tokens.size() == 1) words.insert(std::move(tokens.front()));
    }
  }
  return words;
}

// Whether a name is left when the letters that may be proclitics are taken off: بنوك would be ب and نوك.
bool leads_to_name(std::string_view word, const std::unordered_set<std::string>& names) {
  std::array<text::Reading, 24> readings;
  std::string scratch;
  const std::size_t count = text::proclitic_readings(word, readings, scratch);
  for (std::size_t i = 1; i < count; ++i) {
    if (readings[i].skip_code_points > 0 && names.contains(std::string(readings[i].rest))) return true;
  }
  return false;
}

Result<void> add_files(std::string_view language, const std::filesystem::path& folder,
                       GazetteerDraft& draft) {
  for (const auto& [word_class, name] : kFiles) {
    const auto file = folder / fmt::format("{}.tsv", name);
    std::error_code error;
    if (!std::filesystem::exists(file, error)) continue;
    if (auto added = add_file(word_class, language, file, draft); !added) return added;
  }
  return {};
}

}  // namespace

Result<void> add_lexicon(const std::filesystem::path& folder, GazetteerDraft& draft) {
  if (auto added = add_files("", folder, draft); !added) return added;
  for (const std::string_view language : kOwnLanguages) {
    if (auto added = add_files(language, folder / language, draft); !added) return added;
  }
  return {};
}

Result<void> add_dictionary(const std::filesystem::path& dictionary, GazetteerDraft& draft) {
  const auto content = read_file(dictionary);
  if (!content) return tl::unexpected(content.error());
  const std::unordered_set<std::string> names = single_words(draft);
  std::unordered_set<std::string> added;
  return for_each_line(*content, [&](std::string_view line, std::size_t) -> Result<void> {
    const std::string_view word = line.substr(0, line.find('/'));  // what follows are the dictionary's rules
    std::string normal = text::normalise(word);
    const auto add = [&](std::string form) {
      if (!added.insert(form).second) return;
      draft.lexicon.push_back(
          {std::move(form), {WordClass::common, static_cast<std::uint32_t>(WordSense::dictionary), 0.0F}});
    };
    // فتاكا, the accusative, is no ف and تاك, either.
    if (std::string accusative = normal + "ا"; leads_to_name(accusative, names)) add(std::move(accusative));
    if (names.contains(normal) || leads_to_name(normal, names)) add(std::move(normal));
    return {};
  });
}

Result<void> add_persian_dictionary(const std::filesystem::path& dictionary, GazetteerDraft& draft) {
  const auto content = read_file(dictionary);
  if (!content) return tl::unexpected(content.error());
  constexpr std::array<std::string_view, 5> kEndings = {"", "ها", "هاي", "هايي", "ترين"};
  const std::unordered_set<std::string> names = single_words(draft);
  std::unordered_set<std::string> added;
  return for_each_line(*content, [&](std::string_view line, std::size_t) -> Result<void> {
    const std::string normal = text::normalise(line.substr(0, line.find('/')));
    for (const std::string_view ending : kEndings) {
      std::string form = normal + std::string(ending);
      if (!names.contains(form) || !added.insert(form).second) continue;
      draft.lexicon.push_back({"fa " + form,
                               {WordClass::common, static_cast<std::uint32_t>(WordSense::dictionary), 0.0F}});
    }
    return {};
  });
}

}  // namespace kharita::geo
