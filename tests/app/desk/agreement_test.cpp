// Random filters, selections, corrections, undo and redo, without a window, against a plain model of them:
// after each the list, the timeline, the choices, the map and the export count the same.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "app/export/table.h"
#include "app/model/view_cache.h"
#include "app/model/words.h"
#include "tests/app/model/fixture.h"

using namespace kharita::app;
using kharita::geo::PlaceId;
using kharita::geo::PlaceKind;

namespace {

struct Random {
  std::mt19937 engine{20261201};
  std::uint32_t operator()(std::uint32_t below) { return static_cast<std::uint32_t>(engine() % below); }
};

// What is told of one article and its mentions, as plainly as can be.
struct PlainMention {
  std::string name;
  PlaceId place;
  float confidence = 0;
  bool corrected = false;
  PlaceId read_as;
  float read_confidence = 0;
  friend bool operator==(const PlainMention&, const PlainMention&) = default;
};
struct PlainArticle {
  std::string source;
  std::optional<Date> published;
  std::vector<std::string> words;
  std::vector<PlainMention> mentions;
  friend bool operator==(const PlainArticle&, const PlainArticle&) = default;
};

// All that undo brings back, copied whole for each step.
struct World {
  std::vector<PlainArticle> articles;
  Filter filter;
  std::vector<PlaceId> selected;
  ArticleOrder order = ArticleOrder::newest_first;
  std::optional<std::uint32_t> open;
  friend bool operator==(const World&, const World&) = default;
};

// The places that names in the made-up articles may mean: towns of three countries, two of the countries
// themselves.
struct Names {
  std::map<std::string, std::vector<PlaceId>> readings;
  std::vector<std::string> all;
  std::vector<PlaceId> places;

  Names() {
    const char* const kCountries[]{"ne:PK", "ne:IR", "ne:EG"};
    std::vector<std::vector<PlaceId>> towns;
    for (const char* id : kCountries) {
      towns.emplace_back();
      const PlaceId country = place_id(id);
      for (std::uint32_t i = 0; i < test_gazetteer().place_count() && towns.back().size() < 4; ++i) {
        const PlaceId town{i};
        if (test_gazetteer().kind(town) == PlaceKind::city && test_gazetteer().country_of(town) == country)
          towns.back().push_back(town);
      }
    }
    readings = {{"الف", {towns[0][0], towns[1][0]}},
                {"باء", {towns[0][1], towns[1][1], towns[2][1]}},
                {"جيم", {towns[2][2], place_id("ne:EG")}},
                {"دال", {place_id("ne:PK"), towns[1][3]}},
                {"راء", {towns[2][3]}}};
    std::set<PlaceId> seen;
    for (const auto& [name, of] : readings) {
      all.push_back(name);
      seen.insert(of.begin(), of.end());
    }
    places.assign(seen.begin(), seen.end());
  }
};

const std::vector<std::string>& fillers() {
  static const std::vector<std::string> kWords{"زلزال", "مطار", "قمح", "نهر", "معرض"};
  return kWords;
}

World made_up_world(Random& random, const Names& names) {
  World world;
  for (int i = 0; i < 60; ++i) {
    PlainArticle article;
    article.source = fmt::format("جريدة {}", random(4));
    if (random(6) != 0) article.published = day(2024, 1 + random(4), 1 + random(28));
    for (int w = 0; w < 4; ++w)
      article.words.push_back(fillers()[random(5)]);
    for (std::uint32_t m = random(5); m > 0; --m) {
      const std::string& name = names.all[random(5)];
      const auto& of = names.readings.at(name);
      article.mentions.push_back({name,
                                  of[random(static_cast<std::uint32_t>(of.size()))],
                                  static_cast<float>(1 + random(9)) / 10,
                                  false,
                                  {},
                                  0});
    }
    world.articles.push_back(std::move(article));
  }
  return world;
}

void add_to(ArticleBatch& batch, const World& world, const Names& names, std::size_t i) {
  const PlainArticle& plain = world.articles[i];
  Article article;
  article.id = fmt::format("{}", i);
  article.source = plain.source;
  article.published = plain.published;
  article.published_from = PublishedFrom::metadata;
  std::uint32_t at = 0;  // code points: every letter is one
  const auto append = [&](const std::string& word) {
    article.text += word + " ";
    at += static_cast<std::uint32_t>(word.size() / 2) + 1;
  };
  for (const std::string& word : plain.words)
    append(word);
  std::vector<ArticleMention> mentions;
  for (const PlainMention& m : plain.mentions) {
    ArticleMention mention;
    mention.start = at;
    append(m.name);
    mention.end = at - 1;
    mention.place = m.place;
    mention.confidence = m.confidence;
    for (const PlaceId rival : names.readings.at(m.name)) {
      kharita::geo::Alternative alternative;
      alternative.place = rival;
      mention.alternatives.push_back(alternative);
    }
    mentions.push_back(std::move(mention));
  }
  batch.add(std::move(article), std::move(mentions));
}

ArticleBatch batch_of(const World& world, const Names& names) {
  ArticleBatch batch;
  for (std::size_t i = 0; i < world.articles.size(); ++i)
    add_to(batch, world, names, i);
  return batch;
}

// --- what passes, by the words of the headers

PlaceId country_of(PlaceId place) {
  return test_gazetteer().country_of(place);
}

bool is_in(PlaceId place, const std::vector<PlaceId>& chosen) {
  return std::ranges::any_of(chosen, [&](PlaceId one) {
    return one == place || (test_gazetteer().kind(one) == PlaceKind::country && country_of(place) == one);
  });
}

template <typename Value>
bool has(const std::vector<Value>& list, const Value& value) {
  return std::ranges::find(list, value) != list.end();
}

bool holds(const PlainMention& mention, const Filter& filter) {
  if (!mention.place.valid() || mention.confidence < filter.min_confidence) return false;
  const PlaceKind kind = test_gazetteer().kind(mention.place);
  if (!filter.kinds.empty() && !has(filter.kinds, kind)) return false;
  if (!filter.countries.empty() && !has(filter.countries, country_of(mention.place))) return false;
  return filter.places.empty() || is_in(mention.place, filter.places);
}

bool has_mention_part(const Filter& filter) {
  return !filter.kinds.empty() || !filter.countries.empty() || !filter.places.empty() ||
         filter.min_confidence > 0;
}

// What an article must not name, as sure as is asked for.
bool is_left_out(const PlainMention& mention, const Filter& filter) {
  return mention.place.valid() && mention.confidence >= filter.min_confidence &&
         has(filter.not_countries, country_of(mention.place));
}

bool date_passes(const PlainArticle& article, const Filter& filter) {
  if (!filter.from && !filter.to) return !filter.undated || !article.published;
  if (!article.published) return filter.undated;
  return (!filter.from || *article.published >= *filter.from) &&
         (!filter.to || *article.published <= *filter.to);
}

bool passes(const PlainArticle& article, const Filter& filter) {
  if (!date_passes(article, filter)) return false;
  if (!filter.sources.empty() && !has(filter.sources, article.source)) return false;
  if (has(filter.not_sources, article.source)) return false;
  if (std::ranges::any_of(article.mentions, [&](const PlainMention& m) { return is_left_out(m, filter); }))
    return false;
  const std::string word = filter.text.substr(0, filter.text.find(' '));
  if (!word.empty() && std::ranges::find(article.words, word) == article.words.end()) return false;
  return !has_mention_part(filter) ||
         std::ranges::any_of(article.mentions, [&](const PlainMention& m) { return holds(m, filter); });
}

// Of what passes, what mentions a selected place in a mention that passes.
bool is_listed(const PlainArticle& article, const World& world) {
  if (world.selected.empty()) return true;
  return std::ranges::any_of(article.mentions, [&](const PlainMention& m) {
    return holds(m, world.filter) && std::ranges::find(world.selected, m.place) != world.selected.end();
  });
}

std::size_t count_passing(const World& world, const Filter& filter, bool listed) {
  return static_cast<std::size_t>(std::ranges::count_if(world.articles, [&](const PlainArticle& article) {
    return passes(article, filter) && (!listed || is_listed(article, world));
  }));
}

// --- both, moved by the same actions

class Both {
 public:
  Both() : now_(made_up_world(random_, names_)) {
    apply(state_, action::AddArticles{batch_of(now_, names_)});
    first_ = now_;
    number_mentions();
    check("at first");
  }

  void step() {
    const auto [name, action, next, typed] = choose();
    if (name == "undo" || name == "redo") {
      auto& from = name == "undo" ? undo_ : redo_;
      auto& to = name == "undo" ? redo_ : undo_;
      if (!from.empty()) {
        to.push_back(std::move(now_));
        now_ = std::move(from.back());
        from.pop_back();
      }
    } else if (next != now_ || name == "correct") {
      const bool goes_on = typed && !undo_.empty() && continues(*typed, undo_.back(), now_);
      const bool chooses = next.filter != now_.filter || next.selected != now_.selected;
      const bool was_left_out = !goes_on && chooses && is_open_left_out();
      if (!goes_on) undo_.push_back(now_);
      if (undo_.size() > 200) undo_.erase(undo_.begin());
      redo_.clear();
      now_ = next;
      if (was_left_out && is_open_left_out()) now_.open = std::nullopt;
    }
    apply(state_, action);
    check(name);
  }

 private:
  struct Choice {
    std::string name;
    Action action;
    World next;
    std::optional<FilterPart> typed = {};
  };

  // An open article that does not pass stays until the next choice, unless that lets it pass.
  [[nodiscard]] bool is_open_left_out() const {
    return now_.open && !passes(now_.articles[*now_.open], now_.filter);
  }

  // Typing on in one part is one step of undo.
  static bool continues(FilterPart part, const World& before, const World& now) {
    if (before.filter == now.filter) return false;
    World a = before;
    World b = now;
    clear_part(a.filter, part);
    clear_part(b.filter, part);
    return a == b;
  }

  PlaceId some_place() { return names_.places[random_(static_cast<std::uint32_t>(names_.places.size()))]; }
  PlaceId some_country() { return place_id(std::array{"ne:PK", "ne:IR", "ne:EG"}[random_(3)]); }

  Choice choose() {
    World next = now_;
    switch (random_(14)) {
      case 0: {
        next.filter.from = day(2024, 1 + random_(4), 1 + random_(28));
        next.filter.to = Date(std::chrono::sys_days(*next.filter.from) + std::chrono::days(random_(60)));
        next.filter.undated = random_(3) == 0;
        return {"dates", action::SetDates{next.filter.from, next.filter.to, next.filter.undated}, next,
                FilterPart::date};
      }
      case 1:
        next.filter.text = random_(3) == 0 ? std::string() : fillers()[random_(5)] + " ";
        return {"text", action::SetText{next.filter.text}, next, FilterPart::text};
      case 2:
        return pick(std::move(next), FilterPart::source, fmt::format("جريدة {}", random_(4)), random_(3));
      case 3:
        return pick(std::move(next), FilterPart::country, some_country(), random_(3));
      case 4:
        if (random_(2) == 0)
          return pick(std::move(next), FilterPart::kind,
                      random_(2) == 0 ? PlaceKind::city : PlaceKind::country, random_(2));
        return pick(std::move(next), FilterPart::place, some_place(), random_(2));
      case 5:
        next.filter.min_confidence = static_cast<float>(random_(8)) / 10;
        return {"confidence", action::SetConfidence{next.filter.min_confidence}, next,
                FilterPart::confidence};
      case 6:
        if (random_(2) == 0) {
          next.filter = {};
          next.selected.clear();
          return {"clear", action::ClearFilter{}, next};
        }
        clear_part(next.filter, FilterPart::source);
        return {"clear sources", action::ClearFilter{FilterPart::source}, next};
      case 7: {
        std::set<PlaceId> chosen;
        for (std::uint32_t n = random_(3); n > 0; --n)
          chosen.insert(some_place());
        next.selected.assign(chosen.begin(), chosen.end());
        return {"select", action::SelectPlaces{next.selected}, next};
      }
      case 8:
        next.order = static_cast<ArticleOrder>(random_(5));
        return {"order", action::SetOrder{next.order}, next};
      case 9:
        next.open = random_(60);
        return {"open", action::OpenArticle{next.open}, next};
      case 10:
      case 11:
        return correct(std::move(next));
      case 12:
        return {"undo", action::Undo{}, {}};
      default:
        return {"redo", action::Redo{}, {}};
    }
  }

  // Chosen, left out or neither.
  static Choice pick(World next, FilterPart part, const PartValue& value, std::uint32_t how) {
    const Pick pick = how == 0 ? Pick::off : how == 1 ? Pick::only : Pick::without;
    set_pick(next.filter, part, value, pick);
    return {"pick", action::Choose{part, value, pick}, std::move(next)};
  }

  Choice correct(World next) {
    const auto scope = static_cast<CorrectionScope>(random_(3));
    const auto at = random_(static_cast<std::uint32_t>(state_.corpus.mentions.size()));
    const std::uint32_t article = state_.corpus.mentions[at].article;
    const std::string name = mention_at(next, at).name;
    ArticleBatch whole;  // it is open, as it is for who corrects it: so its rivals are known
    add_to(whole, first_, names_, article);
    apply(state_, action::TakeWhole{std::move(whole)});
    const auto& of = names_.readings.at(name);
    const PlaceId place = random_(4) == 0 ? PlaceId{} : of[random_(static_cast<std::uint32_t>(of.size()))];
    for (std::uint32_t i = 0; i < state_.corpus.mentions.size(); ++i) {
      PlainMention& other = mention_at(next, i);
      if (i != at && (scope == CorrectionScope::mention || other.name != name)) continue;
      if (scope == CorrectionScope::article && article_of_[i] != article) continue;
      if (!other.corrected) {
        other.read_as = other.place;
        other.read_confidence = other.confidence;
      }
      other.place = place;
      other.confidence = place.valid() ? 1.0f : 0.0f;
      other.corrected = true;
    }
    return {"correct", action::CorrectMention{at, place, scope}, std::move(next)};
  }

  void number_mentions() {
    for (std::uint32_t a = 0; a < now_.articles.size(); ++a) {
      for (std::uint32_t m = 0; m < now_.articles[a].mentions.size(); ++m) {
        article_of_.push_back(a);
        index_in_.push_back(m);
      }
    }
  }
  PlainMention& mention_at(World& world, std::uint32_t i) const {
    return world.articles[article_of_[i]].mentions[index_in_[i]];
  }

  void check(const std::string& after) {
    INFO("after " << after);
    views_.refresh(state_);
    check_state();
    const std::size_t listed = count_passing(now_, now_.filter, true);
    check_list(listed);
    check_timeline(listed);
    check_choices();
    check_map();
    check_export();
  }

  void check_state() {
    CHECK(state_.view.filter == now_.filter);
    CHECK(state_.view.selection.places == now_.selected);
    CHECK(state_.view.selection.article == now_.open);
    CHECK(state_.view.order == now_.order);
    bool same = state_.corpus.mentions.size() == article_of_.size();
    for (std::uint32_t i = 0; i < article_of_.size() && same; ++i) {
      const PlainMention& plain = mention_at(now_, i);
      const CorpusMention& mention = state_.corpus.mentions[i];
      same = mention.place == plain.place && mention.confidence == plain.confidence &&
             mention.corrected == plain.corrected;
    }
    CHECK(same);
  }

  void check_list(std::size_t listed) {
    std::set<std::uint32_t> wanted;
    for (std::uint32_t i = 0; i < now_.articles.size(); ++i) {
      if (passes(now_.articles[i], now_.filter) && is_listed(now_.articles[i], now_)) wanted.insert(i);
    }
    const auto& list = views_.articles.articles;
    CHECK(std::set<std::uint32_t>(list.begin(), list.end()) == wanted);
    CHECK(list.size() == listed);
    CHECK(views_.articles.counts == count_of(listed, now_.articles.size(), state_.language));
  }

  void check_timeline(std::size_t listed) {
    Filter any_day = now_.filter;
    clear_part(any_day, FilterPart::date);
    std::size_t passing = views_.timeline.undated_passing;
    std::size_t others = views_.timeline.undated;
    for (const TimelineView::Bucket& bucket : views_.timeline.buckets) {
      passing += bucket.passing;
      others += bucket.others;
    }
    CHECK(passing == listed);
    CHECK(others == count_passing(now_, any_day, true));
  }

  // A choice's count is what would pass were it the only one of its list.
  void check_choices() {
    CHECK(views_.filters.passing == count_passing(now_, now_.filter, false));
    for (const Facet& facet : views_.filters.facets) {
      if (facet.part == FilterPart::language) continue;  // the articles tell none
      for (const kharita::app::Choice& choice : facet.choices) {
        Filter alone = now_.filter;
        clear_part(alone, facet.part);
        set_pick(alone, facet.part, choice.value, Pick::only);
        INFO("the choice " << choice.label);
        CHECK(choice.articles == count_passing(now_, alone, false));
      }
    }
  }

  struct Sum {
    std::size_t mentions = 0, articles = 0;
    friend bool operator==(const Sum&, const Sum&) = default;
  };
  [[nodiscard]] std::map<PlaceId, Sum> sums() const {
    std::map<PlaceId, Sum> sums;
    for (const PlainArticle& article : now_.articles) {
      if (!passes(article, now_.filter)) continue;
      std::set<PlaceId> seen;
      for (const PlainMention& m : article.mentions) {
        if (!holds(m, now_.filter)) continue;
        ++sums[m.place].mentions;
        sums[m.place].articles += seen.insert(m.place).second;
      }
    }
    return sums;
  }

  void check_map() {
    std::map<PlaceId, Sum> drawn;
    for (const ScenePoint& point : views_.scene.points)
      drawn[point.place] = {point.mentions, point.articles};
    for (const SceneArea& area : views_.scene.areas)
      drawn[area.place] = {area.mentions, area.articles};
    CHECK(drawn == sums());
  }

  void check_export() {
    namespace exports = kharita::app::exports;
    const exports::Selection selection{state_.corpus, state_.result, test_gazetteer(), {}};
    std::size_t mentions = 0;
    for (const auto& [place, sum] : sums())
      mentions += sum.mentions;
    CHECK(exports::count_rows(selection, exports::What::articles) == count_passing(now_, now_.filter, false));
    CHECK(exports::count_rows(selection, exports::What::mentions) == mentions);
    CHECK(exports::count_rows(selection, exports::What::places) == sums().size());
    std::map<PlaceId, Sum> written;
    for (const exports::PlaceSum& sum : exports::sum_places(selection))
      written[sum.place] = {static_cast<std::size_t>(sum.mentions), static_cast<std::size_t>(sum.articles)};
    CHECK(written == sums());
  }

  Random random_;
  Names names_;
  World now_;
  World first_;
  std::vector<World> undo_, redo_;
  std::vector<std::uint32_t> article_of_, index_in_;  // of each mention of the corpus
  AppState state_{test_gazetteer()};
  ViewCache views_;
};

}  // namespace

TEST_CASE("agreement: after any filter, selection, correction, undo and redo all counts are the same") {
  Both both;
  for (int i = 0; i < 1500; ++i)
    both.step();
}
