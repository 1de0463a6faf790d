// What is open, selected and filtered; the actions that change it, with undo. No ImGui, no OpenGL.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "app/articles/corpus.h"
#include "app/articles/filter.h"
#include "app/articles/store/correction.h"
#include "app/articles/text_index.h"
#include "app/model/layout_state.h"
#include "app/model/map_scene.h"
#include "app/model/picture_options.h"
#include "app/model/same_name.h"
#include "app/model/whole_articles.h"
#include "app/model/words.h"
#include "geo/gazetteer/gazetteer.h"
#include "geo/text/period.h"

namespace kharita::app {

// By relevance: what the search found most often in the text first, where something is searched for.
enum class ArticleOrder : std::uint8_t { newest_first, oldest_first, most_places, source, relevance };

// Indices into the corpus. The places are those chosen on the map: the article list and the timeline then
// show the articles that mention any of them, or all where they are chosen together.
struct Selection {
  std::optional<std::uint32_t> article;
  std::vector<std::uint32_t> articles;  // several that are chosen in the list, ascending; else none
  std::optional<std::uint32_t> mention;
  bool card = false;                 // of the mention, with its readings, is open
  std::vector<geo::PlaceId> places;  // ascending, each once
  bool together = false;             // the two ends of an arc
  std::optional<std::uint32_t>
      hit;  // of the search in the open article's text, in its order; beyond: the last

  friend bool operator==(const Selection&, const Selection&) = default;
};

// What is shown of what is open.
struct View {
  Filter filter;
  Selection selection;
  ArticleOrder order = ArticleOrder::newest_first;

  friend bool operator==(const View&, const View&) = default;
};

// What the user may correct of what was read, as it stood at one time.
struct MentionReading {
  std::uint32_t mention = 0;
  geo::PlaceId place;
  float confidence = 0;
  bool corrected = false;
};
struct ArticleDate {
  std::uint32_t article = 0;
  std::optional<Date> published;
  PublishedFrom from = PublishedFrom::unknown;
};
using Edit = std::variant<MentionReading, ArticleDate>;

// What undo brings back: the view and, of a correction, what stood there before. `what` names it to the user.
struct Step {
  View view;
  std::vector<Edit> edits;
  Word what = Word::step_filter;
};

// How articles over time are drawn.
enum class TimelineStack : std::uint8_t { none, source, kind };  // kind: of the place that is named most
struct TimelineOptions {
  std::optional<geo::text::Period> shown;  // of time; none: from the first to the last article
  TimelineStack stack = TimelineStack::none;
  bool square_root = false;  // heights as the roots of counts, so that small ones are seen beside tall ones

  friend bool operator==(const TimelineOptions&, const TimelineOptions&) = default;
};

// Where the map stands, whatever the window's size and scale.
struct MapPosition {
  geo::LatLon center;
  double zoom = 1;  // as Camera::zoom, of a window of one pixel a point
  bool globe = false;

  friend bool operator==(const MapPosition&, const MapPosition&) = default;
};

// Where the map is asked to go: taken up by the window once per `serial`.
struct FlyTo {
  std::uint64_t serial = 0;
  std::variant<geo::LatLonBox, MapPosition> target;
};

// What is looked through in the place of the list of articles.
enum class Check : std::uint8_t { none, doubtful, corrected };

// Under which AppState::made_at has the corrections of a mention.
[[nodiscard]] std::string correction_key(std::string_view article_id, std::uint32_t start);

// Revisions grow by one with each change of what they name, so that views are rebuilt only then.
struct Revisions {
  std::uint64_t corpus = 1;
  std::uint64_t filter = 1;     // and the order
  std::uint64_t selection = 1;  // of places
  std::uint64_t open = 1;      // which article, mention and hit, which several, and whether its text is there
  std::uint64_t result = 1;    // which bits are set
  std::uint64_t timeline = 1;  // how it is drawn
  std::uint64_t check = 1;     // what is looked through, and when corrections were made
  std::uint64_t display = 1;   // theme, language, style, whether more is coming in
};

// Main thread only. Not movable: the filter engine refers to the corpus.
struct AppState {
  explicit AppState(const geo::Gazetteer& places) : gazetteer(places), engine(corpus, places) {
    engine.apply({}, result);
  }
  AppState(const AppState&) = delete;
  AppState& operator=(const AppState&) = delete;

  const geo::Gazetteer& gazetteer;
  Corpus corpus;
  std::unordered_map<std::string_view, std::uint32_t> index_of;  // of the corpus's articles, by id
  WholeArticles whole;
  bool incomplete = false;  // more articles are coming in: counts are of a part
  FilterEngine engine;
  FilterResult result;
  View view;
  geo::PlaceId hovered;
  geo::PlaceId pointed;  // at which something beside the map points: a mention under the mouse, a reading
  geo::PlaceId marked;   // found by its name: marked on the map until something is selected
  CorrectionScope scope = CorrectionScope::mention;  // of the next correction of the mention that is chosen
  Check check = Check::none;
  std::unordered_map<std::string, std::string> made_at;  // by correction_key: when, as Correction::made_at
  Theme theme = Theme::dark;
  Language language = Language::arabic;
  StyleOptions style;
  TimelineOptions timeline;
  LayoutState layout;
  PictureOptions picture;  // of the next one that is saved
  FlyTo fly_to;
  Revisions revisions;
  std::vector<Step> undo;
  std::vector<Step> redo;
  std::vector<Edit> edits;  // made, undone and redone since the owner last took them: as things stand now, to
                            // be stored
};

namespace action {
struct AddArticles {
  ArticleBatch batch;
};  // ids that are open already are left out
struct AddHeads {
  std::shared_ptr<Corpus> heads;
};  // the same, of articles whose texts stay in the store
struct SetWords {
  std::shared_ptr<TextIndex> words;
  std::size_t articles = 0;
};  // of the first articles of the corpus, which came in as heads
struct TakeWhole {
  ArticleBatch articles;
};  // that were wanted; those that are not open are passed over
struct SetIncomplete {
  bool incomplete = false;
};
struct SetDates {
  std::optional<Date> from, to;
  bool undated = false;
};
struct SetText {
  std::string text;
};
// One of a list's values: a source, a country …
struct Choose {
  FilterPart part = FilterPart::source;
  PartValue value;
  Pick pick = Pick::only;
};
struct SetAllOf {
  FilterPart part = FilterPart::place;
  bool all = false;
};  // each of the part's values is to be mentioned, else one of them
struct SetConfidence {
  float lowest = 0;
};
struct ClearFilter {
  std::optional<FilterPart> part;
};  // none: all parts
struct SetFilter {
  Filter filter;
};  // all of it, and nothing selected: a saved view
struct SetOrder {
  ArticleOrder order = ArticleOrder::newest_first;
};
struct OpenArticle {
  std::optional<std::uint32_t> article;
};  // none: close it
struct OpenMention {
  std::uint32_t mention = 0;
};  // opens its article and its card, flies to its place
struct StepToMention {
  std::uint32_t mention = 0;
};                       // opens its article at it; a card that is open goes along
struct CloseMention {};  // none is chosen any more
struct OpenHit {
  std::uint32_t article = 0;
  std::uint32_t hit = 0;
};  // opens the article at what the search found in it
struct ChooseArticles {
  std::vector<std::uint32_t> articles;
};  // in any order; fewer than two: none
enum class SelectMode : std::uint8_t { replace, add, toggle };
struct SelectPlaces {
  std::vector<geo::PlaceId> places;  // in any order; those not valid are passed over
  SelectMode mode = SelectMode::replace;
};  // replaced by none: nothing is selected
struct SelectArc {
  geo::PlaceId a, b;
};  // the articles that name both
struct Hover {
  geo::PlaceId place;
};
struct Point {
  geo::PlaceId place;
};  // not valid: at none
struct SetScope {
  CorrectionScope scope = CorrectionScope::mention;
};
struct CorrectMention {
  std::uint32_t mention = 0;
  geo::PlaceId place;
  CorrectionScope scope = CorrectionScope::mention;
};  // not valid: no place; one step of undo whatever its scope
struct MarkPlace {
  std::uint32_t article = 0;
  std::uint32_t start = 0;  // code points of its text
  std::uint32_t end = 0;
  std::string words;  // that stand there
  geo::PlaceId place;
};  // a place that was missed; what was found in the same words is none any more. One step of undo
struct TakeCorrections {
  std::vector<Correction> made;
};  // those of the store: when they were made
struct SetCheck {
  Check check = Check::none;
};
struct WithdrawCorrection {
  std::uint32_t mention = 0;
  CorrectionScope scope = CorrectionScope::mention;
};  // as it was read
struct SetPublished {
  std::uint32_t article = 0;
  Date published;
};  // the user's date
struct SetTheme {
  Theme theme = Theme::dark;
};
struct SetLanguage {
  Language language = Language::arabic;
};
struct SetStyle {
  StyleOptions style;
};
struct SetTimeline {
  TimelineOptions timeline;
};
struct SetLayout {
  LayoutState layout;
};  // taken within its bounds
struct SetPicture {
  PictureOptions picture;
};
struct FlyToScene {};    // all that passes
struct FlyToArticle {};  // all places of the open one
struct FlyToPlace {
  geo::PlaceId place;
};  // and marks it
struct SetMap {
  MapPosition camera;
};
struct Undo {};
struct Redo {};
}  // namespace action

using Action =
    std::variant<action::AddArticles, action::AddHeads, action::SetWords, action::TakeWhole,
                 action::SetIncomplete, action::SetDates, action::SetText, action::Choose, action::SetAllOf,
                 action::SetConfidence, action::ClearFilter, action::SetFilter, action::SetOrder,
                 action::OpenArticle, action::OpenMention, action::StepToMention, action::CloseMention,
                 action::OpenHit, action::ChooseArticles, action::SelectPlaces, action::SelectArc,
                 action::Hover, action::Point, action::SetScope, action::CorrectMention, action::MarkPlace,
                 action::TakeCorrections, action::SetCheck, action::WithdrawCorrection, action::SetPublished,
                 action::SetTheme, action::SetLanguage, action::SetStyle, action::SetTimeline,
                 action::SetLayout, action::SetPicture, action::FlyToScene, action::FlyToArticle,
                 action::FlyToPlace, action::SetMap, action::Undo, action::Redo>;

// The one way to change the state. Indices out of range are ignored. Filter changes, selection, order and
// corrections can be undone (successive SetText, SetDates or SetConfidence count as one step, and so do steps
// within one article); theme, language, style, layout and where the map stands cannot.
// An open article that the filters leave out stays; it closes with the next choice that leaves it out, too.
void apply(AppState& state, Action action);

}  // namespace kharita::app
