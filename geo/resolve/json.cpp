#include "geo/resolve/json.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <iterator>

#include "geo/text/code_points.h"
#include "geo/text/span_cutter.h"

namespace kharita::geo {
namespace {

bool is_plain(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
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

void append_confidence(float confidence, std::string& out) {
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("{:.3f}"), confidence);
}

// The fields that a mention's place and an alternative share.
void append_place(const Place& place, std::string& out) {
  out += "{\"id\":";
  append_json_string(place.stable_id, out);
  out += ",\"name\":";
  append_json_string(place.name, out);
}

void append_position(const Place& place, std::string& out) {
  fmt::format_to(std::back_inserter(out), FMT_COMPILE(",\"lat\":{:.5f},\"lon\":{:.5f}"),
                 place.location.lat_deg(), place.location.lon_deg());
}

void append_mention(const Mention& mention, const Gazetteer& gazetteer, text::SpanCutter& cutter,
                    std::string& out) {
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("{{\"start\":{},\"end\":{},\"text\":"), mention.start,
                 mention.end);
  append_json_string(cutter.cut(mention.start, mention.end), out);
  out += ",\"confidence\":";
  append_confidence(mention.confidence, out);
  if (mention.role == MentionRole::associative) out += ",\"role\":\"associative\"";
  const Place place = gazetteer.place(mention.place);
  out += ",\"place\":";
  append_place(place, out);
  out += ",\"name_ar\":";
  append_json_string(place.name_ar, out);
  out += ",\"kind\":";
  append_json_string(to_string(place.kind), out);
  append_position(place, out);
  out += ",\"country\":";
  append_json_string(place.country_iso, out);
  out += "},\"alternatives\":[";
  for (std::size_t i = 0; i < mention.alternatives.size(); ++i) {
    if (i > 0) out += ',';
    const Place other = gazetteer.place(mention.alternatives[i].place);
    append_place(other, out);
    append_position(other, out);
    out += ",\"confidence\":";
    append_confidence(mention.alternatives[i].confidence, out);
    out += '}';
  }
  out += "]}";
}

}  // namespace

void append_json_string(std::string_view utf8, std::string& out) {
  out += '"';
  for (std::size_t at = 0; at < utf8.size();) {
    std::size_t end = at;
    while (end < utf8.size() && is_plain(utf8[end]))
      ++end;
    out.append(utf8.substr(at, end - at));
    at = end;
    if (at >= utf8.size()) break;
    if (static_cast<unsigned char>(utf8[at]) < 0x80) {
      append_escape(utf8[at++], out);
      continue;
    }
    const std::size_t begin = at;
    const char32_t cp = text::next_code_point(utf8.data(), utf8.size(), at);
    out.append(cp == text::kReplacement ? std::string_view("\uFFFD") : utf8.substr(begin, at - begin));
  }
  out += '"';
}

void append_json(const ResolvedArticle& article, const Resolution& resolution, const Gazetteer& gazetteer,
                 std::string& out) {
  out += "{\"id\":";
  append_json_string(article.id, out);
  if (article.published) {
    out += ",\"published\":";
    append_json_string(text::to_iso(*article.published), out);
    if (!article.published_from.empty()) {
      out += ",\"published_from\":";
      append_json_string(article.published_from, out);
    }
  }
  out += ",\"mentions\":[";
  text::SpanCutter cutter(article.text);
  for (std::size_t i = 0; i < resolution.mentions.size(); ++i) {
    if (i > 0) out += ',';
    append_mention(resolution.mentions[i], gazetteer, cutter, out);
  }
  out += "],\"dates\":[";
  text::SpanCutter date_cutter(article.text);
  for (std::size_t i = 0; i < resolution.dates.size(); ++i) {
    if (i > 0) out += ',';
    const text::DateMention& date = resolution.dates[i];
    fmt::format_to(std::back_inserter(out), FMT_COMPILE("{{\"start\":{},\"end\":{},\"text\":"), date.start,
                   date.end);
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
