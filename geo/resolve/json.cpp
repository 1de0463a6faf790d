#include "geo/resolve/json.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

#include "geo/text/utf8.h"

namespace kharita::geo {
namespace {

// Whether a byte of a JSON string must be escaped.
bool is_special(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void append_number(std::uint32_t number, std::string& out) {
  std::array<char, 10> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void append_span(std::uint32_t start, std::uint32_t end, std::string& out) {
  out += "{\"start\":";
  append_number(start, out);
  out += ",\"end\":";
  append_number(end, out);
  out += ",\"text\":";
}

void append_escape(char c, std::string& out) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}",
                     static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
}

// The fields that a mention's place and an alternative share.
void append_names(const Place& place, std::string& out) {
  out += "{\"id\":";
  append_json_string(place.stable_id, out);
  out += ",\"name\":";
  append_json_string(place.name, out);
}

void append_position(const Place& place, std::string& out) {
  fmt::format_to(std::back_inserter(out), FMT_COMPILE(",\"lat\":{:.5f},\"lon\":{:.5f}"),
                 place.location.lat_deg(), place.location.lon_deg());
}

constexpr std::size_t kPlaceSlots = 1U << 12;

}  // namespace

void append_confidence(float confidence, std::string& out) {
  // A float times 1,000 is exact as a double, so the rounding is that of its decimals.
  const double thousandths = std::nearbyint(static_cast<double>(confidence) * 1000);
  const unsigned n = thousandths >= 0 && thousandths <= 1000 ? static_cast<unsigned>(thousandths) : 0;
  const auto digit = [](unsigned d) { return static_cast<char>('0' + d % 10); };
  out.append({digit(n / 1000), '.', digit(n / 100), digit(n / 10), digit(n)});
}

void append_json_string(std::string_view utf8, std::string& out) {
  out += '"';
  const bool valid = text::is_valid_utf8(utf8);
  while (!utf8.empty()) {
    const auto special = std::find_if(utf8.begin(), utf8.end(), is_special);
    const auto plain = utf8.substr(0, static_cast<std::size_t>(special - utf8.begin()));
    if (valid) {
      out.append(plain);
    } else {
      text::append_repaired(plain, out);
    }
    utf8.remove_prefix(plain.size());
    if (utf8.empty()) break;
    append_escape(utf8.front(), out);
    utf8.remove_prefix(1);
  }
  out += '"';
}

JsonWriter::JsonWriter(const Gazetteer& gazetteer) : gazetteer_(gazetteer), places_(kPlaceSlots) {}

const JsonWriter::WrittenPlace& JsonWriter::written(PlaceId id) {
  WrittenPlace& slot = places_[(id.value * 0x9e3779b9U) >> 20U];
  static_assert(kPlaceSlots == 1U << (32U - 20U));
  if (slot.place == id && id.valid()) return slot;
  const Place place = gazetteer_.place(id);
  slot.place = id;
  slot.brief.clear();
  append_names(place, slot.brief);
  slot.whole = slot.brief;
  append_position(place, slot.brief);
  slot.whole += ",\"name_ar\":";
  append_json_string(place.name_ar, slot.whole);
  slot.whole += ",\"kind\":";
  append_json_string(to_string(place.kind), slot.whole);
  append_position(place, slot.whole);
  slot.whole += ",\"country\":";
  append_json_string(place.country_iso, slot.whole);
  slot.whole += '}';
  return slot;
}

void JsonWriter::append_mention(const Mention& mention, text::SpanCutter& cutter, std::string& out) {
  append_span(mention.start, mention.end, out);
  append_json_string(cutter.cut(mention.start, mention.end), out);
  out += ",\"confidence\":";
  append_confidence(mention.confidence, out);
  if (mention.role == MentionRole::associative) out += ",\"role\":\"associative\"";
  out += ",\"evidence\":";
  append_json_string(to_string(mention.evidence), out);
  out += ",\"place\":";
  out += written(mention.place).whole;
  out += ",\"alternatives\":[";
  for (std::size_t i = 0; i < mention.alternatives.size(); ++i) {
    if (i > 0) out += ',';
    out += written(mention.alternatives[i].place).brief;
    out += ",\"confidence\":";
    append_confidence(mention.alternatives[i].confidence, out);
    out += '}';
  }
  out += "]}";
}

void JsonWriter::append(const ResolvedArticle& article, const Resolution& resolution, std::string& out) {
  out += "{\"id\":";
  append_json_string(article.id, out);
  out += ",\"published\":";
  if (article.published) {
    append_json_string(text::to_iso(*article.published), out);
  } else {
    out += "null";
  }
  out += ",\"published_from\":";
  append_json_string(to_string(article.published_from), out);
  if (!article.folder_source.empty()) {
    out += ",\"source\":";
    append_json_string(article.folder_source, out);
    out += ",\"source_from\":\"folder\"";
  }
  if (article.text_is_written) {
    out += ",\"text\":";
    append_json_string(article.text, out);
  }
  out += ",\"mentions\":[";
  text::SpanCutter cutter(article.text, article.text_is_valid);
  for (std::size_t i = 0; i < resolution.mentions.size(); ++i) {
    if (i > 0) out += ',';
    append_mention(resolution.mentions[i], cutter, out);
  }
  out += "],\"dates\":[";
  text::SpanCutter date_cutter(article.text, article.text_is_valid);
  for (std::size_t i = 0; i < resolution.dates.size(); ++i) {
    if (i > 0) out += ',';
    const text::DateMention& date = resolution.dates[i];
    append_span(date.start, date.end, out);
    append_json_string(date_cutter.cut(date.start, date.end), out);
    out += ",\"value\":";
    append_json_string(text::to_iso(date.value, date.precision), out);
    if (date.last) {
      out += ",\"last\":";
      append_json_string(text::to_iso(*date.last), out);
    }
    if (date.year_inferred) out += ",\"year_inferred\":true";
    if (date.relative) out += ",\"relative\":true";
    out += '}';
  }
  out += "]}\n";
}

void append_error_json(std::string_view id, std::string_view error, std::string& out) {
  out += "{\"id\":";
  append_json_string(id, out);
  out += ",\"error\":";
  append_json_string(error, out);
  out += "}\n";
}

}  // namespace kharita::geo
