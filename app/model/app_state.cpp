#include "app/model/app_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/model/open_article.h"
#include "app/model/scene_builder.h"
#include "app/model/texts.h"

namespace kharita::app {
namespace {

constexpr std::size_t kUndoSteps = 200;
constexpr double kCityHalfWidthDeg = 0.6;

// Changes a selection, which is ascending with each place once, as the action says.
void select(std::vector<geo::PlaceId>& selected, const action::SelectPlaces& a) {
  std::vector<geo::PlaceId> chosen = a.places;
  std::erase_if(chosen, [](geo::PlaceId id) { return !id.valid(); });
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  if (a.mode == action::SelectMode::replace) {
    selected = std::move(chosen);
    return;
  }
  std::vector<geo::PlaceId> next;
  const auto into = std::back_inserter(next);
  if (a.mode == action::SelectMode::add) {
    std::set_union(selected.begin(), selected.end(), chosen.begin(), chosen.end(), into);
  } else {
    std::set_symmetric_difference(selected.begin(), selected.end(), chosen.begin(), chosen.end(), into);
  }
  selected = std::move(next);
}

geo::LatLonBox box_around(const geo::Place& place) {
  geo::LatLonBox box = place.bounds;
  if (box.west_deg == box.east_deg && box.south_deg == box.north_deg) {
    box.west_deg -= kCityHalfWidthDeg;
    box.east_deg += kCityHalfWidthDeg;
    box.south_deg -= kCityHalfWidthDeg;
    box.north_deg += kCityHalfWidthDeg;
  }
  return box;
}

// What a step from one view to another is called.
Word what_differs(const View& from, const View& to) {
  if (from.filter != to.filter) return Word::step_filter;
  if (from.selection.places != to.selection.places || from.selection.articles != to.selection.articles)
    return Word::step_selection;
  if (from.order != to.order) return Word::step_order;
  return Word::step_open;
}

// Applies one action to the state; the visitor's overloads are the actions.
class Applier {
 public:
  explicit Applier(AppState& state) : s_(state) {}

  void operator()(action::AddArticles& a) {
    for (std::uint32_t i = 0; i < a.batch.articles.size(); ++i) {
      Article& article = a.batch.articles[i];
      if (s_.index_of.contains(article.id)) continue;
      const std::uint32_t index = next_article();
      const auto mentions = a.batch.mentions_of(i);
      s_.corpus.add(article, mentions);
      s_.engine.add_text(index, article.title, article.text);
      open(index);
      s_.whole.put(index, {std::move(article), {mentions.begin(), mentions.end()}});
    }
    took_up();
  }
  void operator()(action::AddHeads& a) {
    const std::uint32_t first = next_article();
    const auto is_open = [this](const ArticleHead& head) { return s_.index_of.contains(head.id); };
    if (std::none_of(a.heads->articles.begin(), a.heads->articles.end(), is_open)) {
      s_.corpus.add(std::move(*a.heads));
    } else {
      for (std::uint32_t i = 0; i < a.heads->articles.size(); ++i)
        if (!is_open(a.heads->articles[i])) s_.corpus.add(*a.heads, i);
    }
    for (std::uint32_t i = first; i < next_article(); ++i)
      open(i);
    took_up();
  }
  void operator()(action::SetWords& a) {
    s_.engine.set_words(std::move(*a.words), a.articles);
    if (is_set(s_.view.filter, FilterPart::text)) refilter();
  }
  void operator()(action::TakeWhole& a) {
    for (std::uint32_t i = 0; i < a.articles.articles.size(); ++i) {
      const auto found = s_.index_of.find(a.articles.articles[i].id);
      if (found == s_.index_of.end()) continue;
      const auto mentions = a.articles.mentions_of(i);
      s_.whole.put(found->second, {std::move(a.articles.articles[i]), {mentions.begin(), mentions.end()}});
      if (found->second == s_.view.selection.article) ++s_.revisions.open;
    }
  }
  void operator()(const action::SetIncomplete& a) {
    if (a.incomplete == s_.incomplete) return;
    s_.incomplete = a.incomplete;
    ++s_.revisions.display;
  }
  void operator()(const action::SetDates& a) {
    View next = s_.view;
    next.filter.from = a.from;
    next.filter.to = a.to;
    next.filter.undated = a.undated;
    go_to(std::move(next), FilterPart::date);
  }
  void operator()(action::SetText& a) {
    View next = s_.view;
    next.filter.text = std::move(a.text);
    next.selection.hit = std::nullopt;
    go_to(std::move(next), FilterPart::text);
  }
  void operator()(const action::Choose& a) {
    View next = s_.view;
    set_pick(next.filter, a.part, a.value, a.pick);
    go_to(std::move(next));
  }
  void operator()(const action::SetAllOf& a) {
    const auto flag = all_of(a.part);
    if (flag == nullptr) return;
    View next = s_.view;
    next.filter.*flag = a.all;
    go_to(std::move(next));
  }
  void operator()(const action::SetConfidence& a) {
    View next = s_.view;
    next.filter.min_confidence = std::clamp(a.lowest, 0.0f, 1.0f);
    go_to(std::move(next), FilterPart::confidence);
  }
  void operator()(const action::ClearFilter& a) {
    View next = s_.view;
    if (a.part) {
      clear_part(next.filter, *a.part);
    } else {
      next.filter = {};
      next.selection.places.clear();
    }
    go_to(std::move(next));
  }
  void operator()(action::SetFilter& a) {
    View next = s_.view;
    next.filter = std::move(a.filter);
    next.selection.places.clear();
    go_to(std::move(next));
  }
  void operator()(const action::SetOrder& a) {
    View next = s_.view;
    next.order = a.order;
    go_to(std::move(next));
  }
  void operator()(const action::OpenArticle& a) {
    if (a.article && *a.article >= s_.corpus.articles.size()) return;
    View next = s_.view;
    next.selection.article = a.article;
    next.selection.articles.clear();
    choose_mention(next.selection, std::nullopt, false);
    next.selection.hit = std::nullopt;
    go_to(std::move(next));
  }
  void operator()(action::ChooseArticles& a) {
    View next = s_.view;
    auto& chosen = next.selection.articles = std::move(a.articles);
    std::erase_if(chosen, [&](std::uint32_t article) { return article >= s_.corpus.articles.size(); });
    std::ranges::sort(chosen);
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    if (chosen.size() < 2) chosen.clear();
    go_to(std::move(next));
  }
  // Steps from hit to hit of one article are one step of undo.
  void operator()(const action::OpenHit& a) {
    if (a.article >= s_.corpus.articles.size()) return;
    View next = s_.view;
    const bool same = next.selection.article == a.article;
    next.selection.article = a.article;
    choose_mention(next.selection, std::nullopt, false);
    next.selection.hit = a.hit;
    step_to(std::move(next), same);
  }
  void operator()(const action::OpenMention& a) {
    if (!choose(a.mention, true)) return;
    const geo::PlaceId place = s_.corpus.mentions[a.mention].place;
    if (place.valid()) fly(box_around(s_.gazetteer.place(place)));
  }
  void operator()(const action::StepToMention& a) { choose(a.mention, s_.view.selection.card); }
  void operator()(const action::CloseMention&) {
    View next = s_.view;
    choose_mention(next.selection, std::nullopt, false);
    step_to(std::move(next), true);
  }
  void operator()(const action::SelectPlaces& a) {
    s_.marked = {};
    View next = s_.view;
    select(next.selection.places, a);
    next.selection.together = false;
    go_to(std::move(next));
  }
  void operator()(const action::SelectArc& a) {
    View next = s_.view;
    select(next.selection.places, {{a.a, a.b}, action::SelectMode::replace});
    next.selection.together = true;
    go_to(std::move(next));
  }
  void operator()(const action::Hover& a) { s_.hovered = a.place; }
  void operator()(const action::Point& a) { s_.pointed = a.place; }
  void operator()(const action::SetScope& a) { s_.scope = a.scope; }
  void operator()(const action::CorrectMention& a) {
    if (a.mention >= s_.corpus.mentions.size()) return;
    std::vector<Edit> edits;
    for (const std::uint32_t mention :
         mentions_of_same_name(s_.corpus, a.mention, rivals_of(s_, a.mention), a.scope))
      edits.emplace_back(MentionReading{mention, a.place, a.place.valid() ? 1.0f : 0.0f, true});
    edit(edits, Word::step_correction);
  }
  void operator()(const action::MarkPlace& a) {
    if (a.article >= s_.corpus.articles.size() || a.start >= a.end || !a.place.valid()) return;
    const std::uint32_t marked = mention_at(a);
    std::vector<Edit> edits;
    for (std::uint32_t i = s_.corpus.first_mention[a.article]; i < s_.corpus.first_mention[a.article + 1];
         ++i) {
      const CorpusMention& other = s_.corpus.mentions[i];
      if (i != marked && other.place.valid() && other.start < a.end && other.end > a.start)
        edits.emplace_back(MentionReading{i, {}, 0, true});
    }
    edits.emplace_back(MentionReading{marked, a.place, 1, true});
    edit(edits, Word::step_correction);
    View next = s_.view;
    next.selection.article = a.article;
    choose_mention(next.selection, marked, true);
    show(std::move(next));
  }
  void operator()(action::TakeCorrections& a) {
    for (Correction& c : a.made)
      s_.made_at.insert_or_assign(correction_key(c.article_id, c.start), std::move(c.made_at));
    ++s_.revisions.check;
  }
  void operator()(const action::SetCheck& a) {
    if (a.check == s_.check) return;
    s_.check = a.check;
    ++s_.revisions.check;
  }
  void operator()(const action::WithdrawCorrection& a) {
    if (a.mention >= s_.corpus.mentions.size()) return;
    std::vector<Edit> edits;
    for (const std::uint32_t at :
         mentions_of_same_name(s_.corpus, a.mention, rivals_of(s_, a.mention), a.scope)) {
      const CorpusMention& mention = s_.corpus.mentions[at];
      if (mention.corrected)
        edits.emplace_back(MentionReading{at, mention.read_as, mention.read_confidence, false});
    }
    if (edits.empty()) return;
    edit(edits, Word::step_correction);
    if (const auto chosen = s_.view.selection.mention; chosen && is_forgotten(*chosen))
      (*this)(action::CloseMention{});
  }
  void operator()(const action::SetPublished& a) {
    if (a.article >= s_.corpus.articles.size() || !a.published.ok()) return;
    edit({ArticleDate{a.article, a.published, PublishedFrom::user}}, Word::step_date);
  }
  void operator()(const action::SetTheme& a) {
    s_.theme = a.theme;
    ++s_.revisions.display;
  }
  void operator()(const action::SetLanguage& a) {
    s_.language = a.language;
    ++s_.revisions.display;
  }
  void operator()(const action::SetStyle& a) {
    if (a.style == s_.style) return;
    s_.style = a.style;
    ++s_.revisions.display;
  }
  void operator()(const action::SetTimeline& a) {
    if (a.timeline == s_.timeline) return;
    s_.timeline = a.timeline;
    ++s_.revisions.timeline;
  }
  void operator()(const action::SetLayout& a) { s_.layout = within_bounds(a.layout); }
  void operator()(action::SetPicture& a) { s_.picture = std::move(a.picture); }
  void operator()(const action::FlyToScene&) {
    const MapScene scene = build_map_scene(s_.corpus, s_.result, s_.gazetteer, s_.theme, s_.language);
    fly(scene_bounds(scene, s_.gazetteer));
  }
  void operator()(const action::FlyToArticle&) {
    const auto places = places_of_open_article(s_);
    if (places.empty()) return;
    const bool one = places.size() == 1;
    fly(one ? box_around(s_.gazetteer.place(places.front())) : bounds_of(places, s_.gazetteer));
  }
  void operator()(const action::FlyToPlace& a) {
    if (a.place.value >= s_.gazetteer.place_count()) return;
    s_.marked = a.place;
    fly(box_around(s_.gazetteer.place(a.place)));
  }
  void operator()(const action::SetMap& a) { fly(a.camera); }
  void operator()(const action::Undo&) { step(s_.undo, s_.redo); }
  void operator()(const action::Redo&) { step(s_.redo, s_.undo); }

 private:
  [[nodiscard]] std::uint32_t next_article() const {
    return static_cast<std::uint32_t>(s_.corpus.articles.size());
  }
  void open(std::uint32_t article) { s_.index_of.emplace(s_.corpus.articles[article].id, article); }
  void took_up() {
    s_.engine.update();
    s_.engine.apply_to_added(s_.view.filter, s_.result);
    ++s_.revisions.corpus;
    ++s_.revisions.result;
  }
  void refilter() {
    s_.engine.apply(s_.view.filter, s_.result);
    ++s_.revisions.result;
  }
  static void choose_mention(Selection& selection, std::optional<std::uint32_t> mention, bool card) {
    selection.mention = mention;
    selection.card = card;
  }
  // The user marked it where none was found, and took that back.
  [[nodiscard]] bool is_forgotten(std::uint32_t index) const {
    const CorpusMention& mention = s_.corpus.mentions[index];
    return !mention.place.valid() && !mention.corrected;
  }
  // The mention of these words; where there is none, a new one that says nothing yet. Undo leaves it there.
  std::uint32_t mention_at(const action::MarkPlace& a) {
    const std::uint32_t first = s_.corpus.first_mention[a.article];
    const std::uint32_t last = s_.corpus.first_mention[a.article + 1];
    for (std::uint32_t i = first; i < last; ++i) {
      const CorpusMention& mention = s_.corpus.mentions[i];
      if (mention.start == a.start && mention.end == a.end) return i;
    }
    const std::uint32_t index = s_.corpus.insert(a.article, a.start, a.end, a.words);
    s_.engine.mention_inserted(index);
    move_on(s_.view, index);
    for (std::vector<Step>* steps : {&s_.undo, &s_.redo}) {
      for (Step& step : *steps) {
        move_on(step.view, index);
        move_on(step.edits, index);
      }
    }
    move_on(s_.edits, index);
    return index;
  }
  // Mentions from `index` on stand one further on.
  static void move_on(View& view, std::uint32_t index) {
    auto& mention = view.selection.mention;
    if (mention && *mention >= index) ++*mention;
  }
  static void move_on(std::vector<Edit>& edits, std::uint32_t index) {
    for (Edit& edit : edits) {
      auto* reading = std::get_if<MentionReading>(&edit);
      if (reading != nullptr && reading->mention >= index) ++reading->mention;
    }
  }
  // False where there is no such mention.
  bool choose(std::uint32_t index, bool card) {
    if (index >= s_.corpus.mentions.size() || is_forgotten(index)) return false;
    s_.marked = {};
    View next = s_.view;
    next.selection.article = s_.corpus.mentions[index].article;
    choose_mention(next.selection, index, card);
    const bool same_article = s_.view.selection.article == next.selection.article;
    step_to(std::move(next), same_article);
    return true;
  }
  // Within one article steps are no steps of undo.
  void step_to(View next, bool same_article) {
    if (!same_article) return go_to(std::move(next));
    if (next != s_.view) show(std::move(next));
  }
  void show(View next) {
    const View before = std::exchange(s_.view, std::move(next));
    const Selection& was = before.selection;
    const Selection& now = s_.view.selection;
    const bool same_filter = before.filter == s_.view.filter;
    if (!same_filter || before.order != s_.view.order) ++s_.revisions.filter;
    if (was.places != now.places || was.together != now.together) ++s_.revisions.selection;
    if (was.article != now.article || was.articles != now.articles || was.mention != now.mention ||
        was.card != now.card || was.hit != now.hit)
      ++s_.revisions.open;
    if (was.mention != now.mention) s_.scope = CorrectionScope::mention;
    if (!same_filter) refilter();
  }
  // `typed`: a part that changes many times in a row (a slider, a field), which undo takes as one step.
  void go_to(View next, std::optional<FilterPart> typed = std::nullopt) {
    if (next == s_.view) return;
    const bool goes_on = typed && continues(*typed);
    if (!goes_on) remember({s_.view, {}, what_differs(s_.view, next)});
    s_.redo.clear();
    const bool chooses = next.filter != s_.view.filter || next.selection.places != s_.view.selection.places;
    const bool was_left_out = !goes_on && chooses && is_left_out(s_.view.selection.article);
    show(std::move(next));
    if (was_left_out && is_left_out(s_.view.selection.article)) close_article();
  }
  [[nodiscard]] bool is_left_out(std::optional<std::uint32_t> article) const {
    return article && s_.result.article_passes[*article] == 0;
  }
  void close_article() {
    View next = s_.view;
    next.selection.article = next.selection.hit = std::nullopt;
    choose_mention(next.selection, std::nullopt, false);
    show(std::move(next));
  }
  void remember(Step step) {
    s_.undo.push_back(std::move(step));
    if (s_.undo.size() > kUndoSteps) s_.undo.erase(s_.undo.begin());
  }
  void edit(const std::vector<Edit>& to, Word what) {
    remember({s_.view, put(to), what});
    s_.redo.clear();
  }
  // Sets what the edits say; returns what they replaced.
  std::vector<Edit> put(const std::vector<Edit>& to) {
    std::vector<Edit> before;
    for (const Edit& one : to) {
      before.push_back(std::visit([this](const auto& e) { return put(e); }, one));
      s_.edits.push_back(one);
    }
    if (to.empty()) return before;
    ++s_.revisions.corpus;
    refilter();
    return before;
  }
  Edit put(const MentionReading& to) {
    CorpusMention& mention = s_.corpus.mentions[to.mention];
    const MentionReading before{to.mention, mention.place, mention.confidence, mention.corrected};
    if (to.corrected && !mention.corrected) {
      mention.read_as = mention.place;
      mention.read_confidence = mention.confidence;
    }
    mention.place = to.place;
    mention.confidence = to.confidence;
    mention.corrected = to.corrected;
    s_.engine.mention_changed(to.mention);
    return before;
  }
  Edit put(const ArticleDate& to) {
    ArticleHead& article = s_.corpus.articles[to.article];
    const ArticleDate before{to.article, article.published, article.published_from};
    article.published = to.published;
    article.published_from = to.from;
    s_.engine.article_changed(to.article);
    return before;
  }
  // Whether the last undo step and the present view differ in this part alone.
  [[nodiscard]] bool continues(FilterPart part) const {
    if (s_.undo.empty()) return false;
    View before = s_.undo.back().view;
    View now = s_.view;
    if (before.filter == now.filter) return false;
    clear_part(before.filter, part);
    clear_part(now.filter, part);
    return before == now;
  }
  void step(std::vector<Step>& from, std::vector<Step>& to) {
    if (from.empty()) return;
    Step next = std::move(from.back());
    from.pop_back();
    to.push_back({s_.view, put(next.edits), next.what});
    if (next.view != s_.view) show(std::move(next.view));
  }
  void fly(const std::variant<geo::LatLonBox, MapPosition>& target) {
    ++s_.fly_to.serial;
    s_.fly_to.target = target;
  }

  AppState& s_;
};

}  // namespace

std::string correction_key(std::string_view article_id, std::uint32_t start) {
  return fmt::format("{}\n{}", article_id, start);
}

void apply(AppState& state, Action action) {
  std::visit(Applier(state), action);
}

}  // namespace kharita::app
