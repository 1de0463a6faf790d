#include "geo/resolve/engine.h"

#include <doctest/doctest.h>

#include <string>

using namespace kharita::geo;

namespace {

const Gazetteer* world() {
  static const auto gazetteer = Gazetteer::open(KHARITA_SHARE_DIR "/world.gazetteer");
  if (!gazetteer) MESSAGE("skipped: no gazetteer: " << gazetteer.error().message);
  return gazetteer ? &*gazetteer : nullptr;
}

constexpr std::string_view kText =
    "بغداد - وكالات: وصل وزير الخارجية المصري إلى مدينة طرابلس الليبية بعد زيارة بيروت ودمشق وعمان.\n"
    "وأقلعت طائرات من الموصل وكركوك إلى السليمانية، وقالت جامعة القاهرة إن الجديدة والحديدة في المغرب "
    "واليمن، "
    "فيما زار محمد سعيد مدينة صور في جنوب لبنان ثم طرابلس وحلب بسوريا وقرية المدينة قرب الرياض.";

}  // namespace

TEST_CASE("engine: what a span's own features add up to once is what all its features give anew") {
  if (world() == nullptr) return;
  Engine engine(*world(), Weights::built_in());
  (void)engine.resolve({kText, {}, {}, {}}, {});
  REQUIRE(engine.spans().size() > 20);
  FeatureList list;
  std::size_t raised = 0;
  for (std::size_t i = 0; i < engine.spans().size(); ++i) {
    engine.features(i, list);
    const float plain = Weights::built_in().score(list);
    raised += engine.score(i) != plain ? 1 : 0;
    if (engine.spans()[i].name_words == 1) CHECK(engine.score(i) == plain);
  }
  CHECK(raised <= 3);  // longer names over shorter ones
}
