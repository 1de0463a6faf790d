#include "app/ui/panels/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/model/message.h"
#include "geo/text/utf8.h"

namespace kharita::app::ui {
namespace {

constexpr float kMarkedHeight = 52;        // of what is drawn for selected words
constexpr float kMentionHead = 56;         // of the mention's card
constexpr float kMentionReading = 38;      // of each rival below it
constexpr float kNumber = 14;              // before a reading
constexpr std::size_t kRivalsInSight = 2;  // the others scroll

// Without the spaces, line ends and stops at its ends.
std::string_view without_edges(std::string_view words) {
  const auto is_edge = [](std::string_view letter) {
    constexpr std::array<std::string_view, 16> kEdges{" ", "\t", "\n", "\r", ".", ",", ":", ";",
                                                      "،", "؛",  "؟",  "!",  "(", ")", "«", "»"};
    return std::ranges::find(kEdges, letter) != kEdges.end();
  };
  const auto letter_at = [&](std::size_t at) {
    std::size_t end = at + 1;
    while (end < words.size() && geo::text::is_continuation(words[end]))
      ++end;
    return words.substr(at, end - at);
  };
  while (!words.empty() && is_edge(letter_at(0)))
    words.remove_prefix(letter_at(0).size());
  while (!words.empty()) {
    std::size_t last = words.size() - 1;
    while (last > 0 && geo::text::is_continuation(words[last]))
      --last;
    if (!is_edge(letter_at(last))) break;
    words.remove_suffix(words.size() - last);
  }
  return words;
}

class Reader : Panel {
 public:
  Reader(const Context& context, ReaderPanelState& kept, FindState& find)
      : Panel(context), kept_(kept), find_(find) {}

  void draw() {
    const ReaderView& reader = views_.reader;
    ui_.separator();
    draw_head(reader);
    draw_article_date(reader);
    if (!reader.passes) ui_.text(say(Word::left_out), {.size = TextSize::small, .tone = Tone::warning});
    const float card = kept_.marked ? kMarkedHeight : mention_card_height();
    const float left = ui_.available_height_px() / ui_.scale() - card - metric::kGap;

    std::vector<TextSpan> spans;
    spans.reserve(reader.highlights.size());
    const auto selected = state_.view.selection.mention;
    for (const auto& h : reader.highlights) {
      const geo::PlaceId place = state_.corpus.mentions[h.mention].place;
      const bool hovered_on_map = place.valid() && place == state_.hovered;
      spans.push_back({h.byte_start, h.byte_end, h.doubtful || h.gone, !h.passes || h.gone,
                       selected == h.mention || hovered_on_map});
    }
    ReaderOptions options;
    options.key = *reader.article + 1;
    if (selected && kept_.shown_mention != selected) options.scroll_to_byte = first_byte(*selected);
    options.drop_selection = selected && kept_.shown_mention != selected;
    kept_.shown_mention = selected;
    const std::vector<Mark> marks = marks_of(reader.hits);
    options.marks = marks;
    options.shown_mark = reader.hit;
    options.title_bytes = reader.title_bytes;
    scroll_to_hit(reader, options);
    const ReaderResult result = ui_.reader("reader", reader.text, spans, options, std::max(60.0f, left));
    if (result.hovered) pointed_ = state_.corpus.mentions[reader.highlights[*result.hovered].mention].place;
    if (result.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right))
      offer_mention(reader.highlights[*result.hovered].mention);
    if (result.clicked) {
      kept_.shown_mention = reader.highlights[*result.clicked].mention;  // it is in sight already
      ask(action::OpenMention{reader.highlights[*result.clicked].mention});
    }
    if (kept_.marked) {
      draw_marked();
    } else if (views_.mention) {
      draw_mention_card();
    }
    kept_.marked = marked_words(reader, result);
  }

 private:
  // The title, unless the text begins with it, and what can be done with the article.
  void draw_head(const ReaderView& reader) {
    const bool searched = !reader.hits.empty();
    const Cell step = points(searched ? 26 : 0);
    ui_.begin_row({share(1), points(searched ? 48 : 0), step, step, points(30), points(30), points(30)},
                  metric::kSmallGap);
    if (reader.title_bytes == 0) {
      ui_.text(reader.title, {.size = TextSize::strong, .flow = Flow::content, .max_lines = 2});
    } else {
      draw_detail(reader);
    }
    if (searched) {
      draw_hit_steps(reader);
    } else {
      for (int i = 0; i < 3; ++i)
        ui_.skip_cell();
    }
    icon_button(CommandId::zoom_article);
    if (ui_.icon_button("article-menu", Icon::options, say(Word::article_menu)))
      ui_.open_popup("article-menu");
    draw_menu();
    icon_button(CommandId::close_article);
    ui_.end_row();
  }
  void draw_menu() {
    constexpr std::array kCommands{CommandId::next_mention, CommandId::previous_mention, CommandId::open_page,
                                   CommandId::copy_address, CommandId::copy_citation};
    float width = 0;
    for (const CommandId id : kCommands)
      width = std::max(width, button_width(id));
    if (!ui_.begin_popup("article-menu", width + 2 * metric::kPadding)) return;
    for (const CommandId id : kCommands)
      button(id, ButtonStyle::quiet);
    ui_.end_popup();
  }
  void draw_detail(const ReaderView& reader) {
    ui_.text(reader.detail, {.size = TextSize::small, .tone = Tone::muted});
  }

  // The words that are selected, without spaces and stops around them; none: it is none, or more than a name.
  [[nodiscard]] std::optional<action::MarkPlace> marked_words(const ReaderView& reader,
                                                              const ReaderResult& result) const {
    constexpr std::size_t kMostBytes = 200;
    const std::string_view text = reader.text;
    const std::string_view selected = text.substr(std::min<std::size_t>(result.selected_from, text.size()),
                                                  result.selected_to - result.selected_from);
    const std::string_view words = without_edges(selected);
    if (words.empty() || words.size() > kMostBytes) return std::nullopt;
    const auto start = static_cast<std::uint32_t>(
        geo::text::count_code_points(text.substr(0, static_cast<std::size_t>(words.data() - text.data()))));
    const auto length = static_cast<std::uint32_t>(geo::text::count_code_points(words));
    return action::MarkPlace{*reader.article, start, start + length, std::string(words), {}};
  }
  void draw_marked() {
    ui_.separator();
    ui_.begin_row({share(1), points(ui_.button_width_points(say(Word::place_here), Icon::pin))});
    ui_.text(fmt::format("«{}»", kept_.marked->words), {.size = TextSize::strong, .flow = Flow::content});
    if (ui_.button("place-here", say(Word::place_here), Icon::pin, ButtonStyle::quiet))
      look_for(find_, *kept_.marked);
    ui_.end_row();
  }

  // Where the article is from, and its date, which the user may set right.
  void draw_article_date(const ReaderView& reader) {
    ui_.begin_row({share(1), points(136)});
    if (reader.title_bytes == 0) {
      draw_detail(reader);
    } else {
      ui_.skip_cell();
    }
    const auto& published = state_.corpus.articles[*reader.article].published;
    ui_.push_id(*reader.article);
    const DateEntry entry = ui_.date_field("published", published, say(Word::date_example), status_.today);
    if (ui_.last_hovered()) ui_.tooltip(say(Word::set_published));
    take_typed_date(*reader.article, entry);
    if (entry.calendar_pressed) {
      const Date day = published.value_or(status_.today);
      kept_.month = day.year() / day.month() / 1;
      ui_.open_popup("published-calendar");
    }
    ui_.end_row();
    if (const auto day = calendar_popup("published-calendar", kept_.month, published))
      ask(action::SetPublished{*reader.article, *day});
    ui_.pop_id();
  }

  // A day is half typed on its way: 17/1 is one, too.
  void take_typed_date(std::uint32_t article, const DateEntry& entry) {
    if (entry.state != DateInput::State::whole) kept_.typed_date.reset();
    if (entry.changed && entry.period) {
      const bool one_day = entry.period->from == entry.period->to;
      kept_.typed_date =
          one_day ? std::optional(action::SetPublished{article, entry.period->from}) : std::nullopt;
    }
    if (entry.typing && !ui_.submitted()) return;
    if (const auto typed = std::exchange(kept_.typed_date, std::nullopt)) ask(*typed);
  }

  // Where another one is shown than before: no word that is typed tears the text away from what is read.
  void scroll_to_hit(const ReaderView& reader, ReaderOptions& options) {
    std::optional<std::uint32_t> hit;
    if (reader.hit) hit = reader.hits[*reader.hit].byte_start;
    const bool moved = kept_.shown_hit != hit || kept_.shown_article != reader.article;
    if (moved && hit && !options.scroll_to_byte) options.scroll_to_byte = hit;
    kept_.shown_hit = hit;
    kept_.shown_article = reader.article;
  }

  // "2 / 7" with the ways to the next and the one before.
  void draw_hit_steps(const ReaderView& reader) {
    ui_.text(fmt::format("{} / {}", reader.hit ? *reader.hit + 1 : 0, reader.hits.size()),
             {.size = TextSize::small, .tone = Tone::muted, .centered = true});
    icon_button(CommandId::previous_hit);
    icon_button(CommandId::next_hit);
  }

  [[nodiscard]] float mention_card_height() const {
    if (!views_.mention) return 0;
    const std::size_t rivals = std::min(kRivalsInSight, views_.mention->alternatives.size());
    return kMentionHead + kMentionReading * static_cast<float>(views_.mention->read_as ? 2 : 1) +
           (views_.mention->everywhere > 1 ? kMentionReading : 0.0f) +
           (rivals > 0 ? 24.0f + kMentionReading * static_cast<float>(rivals) : 0.0f);
  }

  [[nodiscard]] std::optional<std::uint32_t> first_byte(std::uint32_t mention) const {
    for (const auto& h : views_.reader.highlights) {
      if (h.mention == mention) return h.byte_start;
    }
    return std::nullopt;
  }

  // The evidence behind a dot: the place chosen, its rivals, and the means to correct it.
  void draw_mention_card() {
    const MentionView& mention = *views_.mention;
    ui_.separator();
    ui_.begin_scroll("mention", 0);
    draw_mention_head(mention);
    draw_reading(
        mention.chosen,
        mention.corrected ? say(Word::corrected_by_you) : std::string_view(mention.chosen.confidence),
        mention.corrected ? 0U : 1U);
    if (mention.read_as) draw_as_found(mention);
    if (mention.everywhere > 1) draw_scopes(mention);
    if (!mention.alternatives.empty())
      ui_.text(say(Word::alternatives), {.size = TextSize::small, .tone = Tone::muted});
    for (std::size_t i = 0; i < mention.alternatives.size(); ++i) {
      ui_.push_id(i);
      const MentionView::Reading& rival = mention.alternatives[i];
      ui_.begin_row(
          {points(kNumber), share(1), points(44), points(ui_.button_width_points(say(Word::choose_this)))});
      draw_number(i + 2);
      ui_.text(rival.label);
      point_at(rival.place);
      ui_.text(rival.confidence, {.size = TextSize::small, .tone = Tone::muted});
      if (ui_.button("choose", say(Word::choose_this), Icon::none, ButtonStyle::quiet)) correct(rival.place);
      ui_.end_row();
      ui_.pop_id();
    }
    ui_.end_scroll();
  }

  void draw_mention_head(const MentionView& mention) {
    ui_.begin_row({share(1), points(ui_.button_width_points(say(Word::another_place), Icon::search)),
                   points(ui_.button_width_points(say(Word::not_a_place)))});
    ui_.text(fmt::format("«{}»", mention.words), {.size = TextSize::strong, .flow = Flow::content});
    if (ui_.button("another", say(Word::another_place), Icon::search, ButtonStyle::quiet))
      look_for(find_, mention.mention, state_.scope, mention.words);
    if (ui_.button("none", say(Word::not_a_place), Icon::none, ButtonStyle::quiet,
                   mention.chosen.place.valid()))
      correct({});
    ui_.end_row();
  }

  // The key that chooses a reading.
  void draw_number(std::size_t number) {
    ui_.text(number <= 9 ? std::to_string(number) : std::string(),
             {.size = TextSize::small, .tone = Tone::muted, .centered = true});
  }
  void point_at(geo::PlaceId place) {
    if (ui_.last_hovered()) pointed_ = place;
  }

  void offer_mention(std::uint32_t mention) {
    kept_.shown_mention = mention;
    ask(action::StepToMention{mention});
    offer_menu({.of = MenuTarget::Of::mention, .value = state_.corpus.mentions[mention].place});
  }

  // What the machine read stays in sight, and comes back.
  void draw_as_found(const MentionView& mention) {
    ui_.begin_row(
        {points(kNumber), share(1), points(ui_.button_width_points(say(Word::as_found), Icon::undo))});
    draw_number(1);
    const Message read{Word::was_read_as, {mention.read_as->label}};
    ui_.text(kharita::app::say(read, state_.language), {.size = TextSize::small, .tone = Tone::muted});
    if (ui_.button("as-found", say(Word::as_found), Icon::undo, ButtonStyle::quiet)) {
      ask(action::WithdrawCorrection{mention.mention, state_.scope});
      ask(action::OpenMention{mention.mention});
    }
    ui_.end_row();
  }

  void draw_scopes(const MentionView& mention) {
    const std::string in_article =
        fmt::format("{} ({})", say(Word::scope_article), number(mention.in_article));
    const std::string everywhere =
        fmt::format("{} ({})", say(Word::scope_everywhere), number(mention.everywhere));
    const std::array<std::string_view, 3> scopes{say(Word::scope_mention), in_article, everywhere};
    ui_.begin_row(
        {points(ui_.text_width_px(say(Word::applies_to), TextSize::small) / ui_.scale() + 4), share(1)});
    ui_.text(say(Word::applies_to), {.size = TextSize::small, .tone = Tone::muted});
    auto chosen = static_cast<std::size_t>(state_.scope);
    if (ui_.select("scope", scopes, chosen)) ask(action::SetScope{static_cast<CorrectionScope>(chosen)});
    ui_.end_row();
  }

  void correct(geo::PlaceId place) { ask_correction(state_, place, requests_); }

  void draw_reading(const MentionView::Reading& reading, std::string_view confidence, std::size_t number) {
    ui_.begin_row({points(number > 0 ? kNumber : 0), share(1), points(110)});
    if (number > 0) {
      draw_number(number);
    } else {
      ui_.skip_cell();
    }
    ui_.text(reading.label, {.tone = Tone::accent});
    point_at(reading.place);
    ui_.text(confidence, {.size = TextSize::small, .tone = Tone::muted});
    ui_.end_row();
  }

  ReaderPanelState& kept_;
  FindState& find_;
};

}  // namespace

void draw_reader(const Context& context, ReaderPanelState& kept, FindState& find) {
  Reader(context, kept, find).draw();
}

}  // namespace kharita::app::ui
