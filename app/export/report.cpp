#include "app/export/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

#include "app/export/written_whole.h"
#include "app/model/markup_text.h"
#include "app/model/open_article.h"
#include "app/model/words.h"
#include "geo/written_file.h"

namespace kharita::app::exports {
namespace {

constexpr std::string_view kStyle = R"(
body{font:16px/1.6 "Noto Sans Arabic","Noto Naskh Arabic",system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b2430;background:#fff}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
.filters{color:#4a5663;margin:.2rem 0 1rem}img{width:100%;height:auto;border:1px solid #d4dae0}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.35rem .6rem;border-bottom:1px solid #e3e7eb;vertical-align:top}
th{color:#4a5663;font-weight:600}.n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
a{color:#0b6b8a}.small{color:#4a5663;font-size:.85rem}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
)";

std::string base64(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < count ? bytes[i + k] : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      out += k <= count ? kLetters[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

class Page {
 public:
  Page(const Selection& selection, const Report& report, std::FILE* file, Progress& progress)
      : selection_(selection), report_(report), file_(file), progress_(progress) {}

  // False where the file could not be written; an error is one of reading.
  Result<bool> write() {
    head();
    places();
    if (auto read = articles(); !read) return tl::unexpected(std::move(read.error()));
    put("</body></html>\n");
    return whole_;
  }

 private:
  [[nodiscard]] bool english() const { return report_.language == Language::english; }
  [[nodiscard]] std::string_view word_of(Word w) const { return word(w, report_.language); }

  void put(std::string_view html) {
    whole_ = whole_ && std::fwrite(html.data(), 1, html.size(), file_) == html.size();
  }
  bool next() {
    ++progress_.done;
    return whole_ && !progress_.cancelled;
  }

  void head() {
    const std::string title =
        escape_markup(report_.title.empty() ? (english() ? "Kharita" : "خريطة") : report_.title);
    put(fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
        "style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" "
        "content=\"width=device-width\"><title>{}</title><style>{}</style></head><body>\n"
        "<h1><bdi>{}</bdi></h1>\n",
        english() ? "en" : "ar", english() ? "ltr" : "rtl", title, kStyle, title));
    put(fmt::format(
        "<p class=\"filters\"><bdi>{}</bdi><br>{}: {} · {}: {}</p>\n", escape_markup(report_.filter_words),
        word_of(Word::articles),
        count_of(selection_.passing.articles, selection_.corpus.articles.size(), report_.language),
        word_of(Word::mentions),
        count_of(selection_.passing.mentions, selection_.corpus.mentions.size(), report_.language)));
    if (!report_.picture.empty())
      put(fmt::format("<img alt=\"{}\" src=\"data:image/png;base64,{}\">\n", title, base64(report_.picture)));
  }

  void places() {
    put(fmt::format(
        "<h2>{}</h2>\n<table><tr><th>{}</th><th>{}</th><th class=\"n\">{}</th><th class=\"n\">{}</th></tr>\n",
        word_of(Word::places), word_of(Word::places), word_of(Word::countries), word_of(Word::mentions),
        word_of(Word::articles)));
    for (const PlaceSum& sum : sum_places(selection_)) {
      const geo::PlaceId country = selection_.gazetteer.place(sum.place).country;
      put(
          fmt::format("<tr><td><bdi>{}</bdi></td><td><bdi>{}</bdi></td><td class=\"n\">{}</td><td "
                      "class=\"n\">{}</td></tr>\n",
                      name_of(sum.place), country.valid() ? name_of(country) : std::string(), sum.mentions,
                      sum.articles));
      if (!next()) return;
    }
    put("</table>\n");
  }

  Result<void> articles() {
    put(fmt::format("<h2>{}</h2>\n<table>\n", word_of(Word::articles)));
    auto read = each_passing(selection_, [this](const Article& one, std::uint32_t index) {
      article(one, index);
      return next();
    });
    put("</table>\n");
    return read;
  }

  void article(const Article& article, std::uint32_t index) {
    const auto& published = selection_.corpus.articles[index].published;
    const std::string title = escape_markup(title_of(article));
    // Addresses of the web alone become links: what else a file calls an address could be a script.
    const std::string linked = is_web_address(article.url)
                                   ? fmt::format("<a href=\"{}\" rel=\"noreferrer noopener\">{}</a>",
                                                 escape_markup(article.url), title)
                                   : title;
    put(
        fmt::format("<tr><td class=\"n\">{}</td><td><bdi>{}</bdi><div class=\"small\"><bdi>{}</bdi> · "
                    "<bdi>{}</bdi></div></td></tr>\n",
                    published ? geo::text::to_iso(*published) : std::string(word_of(Word::undated)), linked,
                    escape_markup(article.source.empty() ? word_of(Word::unknown_source)
                                                         : std::string_view(article.source)),
                    places_of(index)));
  }

  // The names of an article's places, each once, in the order of the text.
  [[nodiscard]] std::string places_of(std::uint32_t index) const {
    std::vector<geo::PlaceId> seen;
    std::string names;
    for (const CorpusMention& mention : selection_.corpus.mentions_of(index)) {
      if (!passes(selection_, mention) || std::ranges::find(seen, mention.place) != seen.end()) continue;
      seen.push_back(mention.place);
      names += (names.empty() ? "" : english() ? ", " : "، ") + name_of(mention.place);
    }
    return names;
  }

  [[nodiscard]] std::string name_of(geo::PlaceId id) const {
    const geo::Place place = selection_.gazetteer.place(id);
    return escape_markup(english() || place.name_ar.empty() ? place.name : place.name_ar);
  }

  const Selection& selection_;
  const Report& report_;
  std::FILE* file_;
  Progress& progress_;
  bool whole_ = true;
};

}  // namespace

Result<void> write_report(const Selection& selection, const Report& report, const std::filesystem::path& file,
                          Progress& progress) {
  progress.total = count_rows(selection, What::places) + count_rows(selection, What::articles);
  geo::WrittenFile written("the report cannot be written");
  if (auto started = written.start(file); !started) return started;
  auto done = write_whole(written, progress,
                          [&](std::FILE* open) { return Page(selection, report, open, progress).write(); });
  return done ? written.finish() : done;
}

}  // namespace kharita::app::exports
