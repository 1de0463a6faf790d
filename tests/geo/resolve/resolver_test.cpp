#include "geo/resolve/resolver.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <thread>
#include <vector>

#include "geo/text/span_cutter.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita::geo;
using kharita::geo::test::built_gazetteer;

namespace {

std::string cut(std::string_view text, std::uint32_t start, std::uint32_t end) {
  std::string out;
  std::uint32_t code_point = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80;
    if (begins && i > 0) ++code_point;
    if (code_point >= start && code_point < end) out += text[i];
  }
  return out;
}

using Found = std::vector<std::string>;

Found describe(std::string_view text, const Resolution& resolution) {
  Found out;
  for (const Mention& m : resolution.mentions) {
    const Place place = built_gazetteer()->place(m.place);
    out.push_back(cut(text, m.start, m.end) + (m.role == MentionRole::associative ? "~" : "=") +
                  std::string(to_string(place.kind)) + ":" + std::string(place.country_iso));
  }
  return out;
}

// "text=kind:country" of each mention, "~" for associative ones.
Found places(std::string_view text, bool associative = false, std::string_view source = {}) {
  Resolver resolver(*built_gazetteer());
  ResolveOptions options;
  options.associative = associative;
  return describe(text, resolver.resolve({text, {}, source, {}}, options));
}

bool has(const Found& all, const std::string& one) {
  const bool found = std::find(all.begin(), all.end(), one) != all.end();
  if (!found) {
    std::string joined;
    for (const auto& s : all)
      joined += s + " ";
    MESSAGE("only: " << joined);
  }
  return found;
}

}  // namespace

TEST_CASE("resolver: proclitics stay out of the span") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("عادت الطائرة من إيران وباكستان مساء أمس."), "باكستان=country:PK"));
  CHECK(has(places("سلم السفير رسالة للولايات المتحدة أمس."), "لولايات المتحدة=country:US"));
  CHECK(has(places("افتتح المعرض بالقاهرة اليوم."), "القاهرة=city:EG"));
}

TEST_CASE("resolver: a name that begins like a proclitic stays whole") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("هطلت الأمطار على لبنان."), "لبنان=country:LB"));
  CHECK(has(places("افتتح المتحف في برلين."), "برلين=city:DE"));
  CHECK(has(places("وصل القطار إلى بغداد."), "بغداد=city:IQ"));
}

TEST_CASE("resolver: an adjective is no mention, but associative on request") {
  if (built_gazetteer() == nullptr) return;
  const std::string text = "التقى الوزير الإيراني نظيره التركي.";
  CHECK(places(text).empty());
  const Found all = places(text, true);
  CHECK(has(all, "الإيراني~country:IR"));
  CHECK(has(all, "التركي~country:TR"));
}

TEST_CASE("resolver: the adjective beside a name says where it lies") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("وصل الوفد إلى طرابلس اللبنانية."), "طرابلس=city:LB"));
  CHECK(has(places("وصل الوفد إلى طرابلس الليبية."), "طرابلس=city:LY"));
  CHECK(has(places("جرت الانتخابات في البنجاب الهندية."), "البنجاب=admin1:IN"));
}

TEST_CASE("resolver: the article's country decides between namesakes") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("قال سكان في ليبيا إن الكهرباء عادت إلى طرابلس ومصراتة."), "طرابلس=city:LY"));
  CHECK(has(places("سافر من بيروت إلى طرابلس ثم صيدا في لبنان."), "طرابلس=city:LB"));
  CHECK(has(places("أعلن إقليم البنجاب في باكستان عطلة المدارس."), "البنجاب=admin1:PK"));
  CHECK(has(places("خرج مزارعو البنجاب نحو نيودلهي في الهند."), "البنجاب=admin1:IN"));
  CHECK(has(places("وقع زلزال قرب جلال آباد شرق أفغانستان."), "جلال آباد=city:AF"));
  CHECK(has(places("افتتح سوق في مدينة جلال آباد بقرغيزستان."), "جلال آباد=city:KG"));
}

TEST_CASE("resolver: Oman and Amman") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("عقدت القمة في عمان بحضور ملك الأردن."), "عمان=city:JO"));
  CHECK(has(places("قالت سلطنة عمان إن مسقط تستضيف المحادثات."), "سلطنة عمان=country:OM"));
  CHECK(has(places("وصل الوفد إلى عُمان."), "عُمان=country:OM"));
}

TEST_CASE("resolver: a province of two names is one mention, with و or a hyphen") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("وقع الهجوم في محافظة سيستان وبلوشستان الإيرانية."), "سيستان وبلوشستان=admin1:IR"));
  CHECK(has(places("وقع الهجوم في محافظة سيستان-بلوشستان الإيرانية."), "سيستان-بلوشستان=admin1:IR"));
}

TEST_CASE("resolver: a place may end a headline, which has no stop") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("قتل ثلاثة في سيستان وبلوشستان"), "سيستان وبلوشستان=admin1:IR"));
  CHECK(has(places("قتل ثلاثة في سيستان وبلوشستان."), "سيستان وبلوشستان=admin1:IR"));
}

TEST_CASE("resolver: ordinary words that are villages somewhere are no places") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("كان بيان لجنة نادي المدينة الجديد عن سنة كرة القدم.").empty());
}

TEST_CASE("resolver: persons, newspapers and teams are no places") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("قال الرئيس إبراهيم رئيسي للجنرال محمد باقري إن الاجتماع انتهى.").empty());
  CHECK(places("كتبت صحيفة عمان اليوم عن فوز ريال مدريد.").empty());
}

TEST_CASE("resolver: an adjective and a place inside a longer name are not both given for the same words") {
  if (built_gazetteer() == nullptr) return;
  Resolver resolver(*built_gazetteer());
  ResolveOptions options;
  options.associative = true;
  const auto found = resolver.resolve({"تعادل الفريق في دوري أبطال أفريقيا.", {}, {}, {}}, options).mentions;
  for (std::size_t i = 1; i < found.size(); ++i)
    CHECK(found[i - 1].end <= found[i].start);
}

TEST_CASE("resolver: a place inside an organisation's name is associative") {
  if (built_gazetteer() == nullptr) return;
  const std::string text = "فاز ريال مدريد أمس.";
  CHECK(places(text).empty());
  CHECK(has(places(text, true), "مدريد~city:ES"));
}

TEST_CASE("resolver: what a country is stays outside its name, what it is called does not") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("وقعت دولة قطر الاتفاق أمس.") == Found{"قطر=country:QA"});
  CHECK(places("وقعت جمهورية جيبوتي الاتفاق أمس.") == Found{"جمهورية جيبوتي=country:DJ"});
}

TEST_CASE("resolver: a part of a land by its adjective is no name, a cup's continent is") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("انتشرت القوات في الجنوب اللبناني أمس.").empty());
  CHECK(has(places("تأهل المنتخب إلى نهائي كأس أمم أفريقيا."), "أفريقيا=region:"));
}

TEST_CASE("resolver: an adjective of a noun with or without ال is no place") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("قدمت الحكومة دعما ماليا ثم وصل دعم مالي جديد.").empty());
  CHECK(places("درس نشأة المدينة الحديثة وتخطيطها.").empty());
  CHECK(places("قال عالم الأحياء البردية أمس.").empty());
  CHECK(has(places("عقد الاجتماع في العاصمة الرياض."), "الرياض=city:SA"));
  CHECK(has(places("وصلت القوات إلى حدود مالي أمس."), "مالي=country:ML"));
}

TEST_CASE("resolver: a first name before another name, or a word that no list has, is a person's") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("وصل الرئيس إلى مقر فلاديمير بوتين.").empty());
  CHECK(places("قالت الباحثة نانسي غرينفالد إن الدراسة انتهت.").empty());
  CHECK(has(places("عاد القطار من نانسي إلى باريس."), "نانسي=city:FR"));
}

TEST_CASE("resolver: an ordinary word with ال is not the place of its name without") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("ارتفع مؤشر الشركات المدرجة بالبورصة أمس.").empty());
  CHECK(has(places("وصل القطار إلى بورصة قادما من إسطنبول في تركيا."), "إسطنبول=city:TR"));
}

TEST_CASE("resolver: two ordinary words are not the halves of a name") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("قال إن دور الشركات مهم.").empty());
}

TEST_CASE("resolver: the capital of a country is not a town of the country's name") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("اجتمع الوزراء في مكسيكو سيتي عاصمة المكسيك."), "المكسيك=country:MX"));
}

TEST_CASE("resolver: الال stands for الل in a name's later words, too") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("وصل الوفد إلى أمريكا الالاتينية أمس."), "أمريكا الالاتينية=region:"));
}

TEST_CASE("resolver: the quarters of large cities are known") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("انفجرت سيارة في الزعفرانية ببغداد."), "الزعفرانية=city:IQ"));
  CHECK(has(places("انتشلت فرق الإنقاذ ضحايا من حي الأمل في خان يونس."), "حي الأمل=city:PS"));
  CHECK(has(places("غرقت سيارات في المهبولة جنوب الكويت."), "المهبولة=city:KW"));
}

TEST_CASE("resolver: a message's mentions are a little less sure than an article's") {
  if (built_gazetteer() == nullptr) return;
  Resolver resolver(*built_gazetteer());
  const std::string message = "وصل الوفد إلى بغداد. ";
  std::string article = message;
  for (int i = 0; i < 30; ++i)
    article += "وتابع أنه يتطلع إلى العمل معهم. ";
  const auto confidence = [&](const std::string& text) {
    const auto mentions = resolver.resolve({text, {}, {}, {}}).mentions;
    return mentions.size() == 1 ? mentions[0].confidence : 0;
  };
  CHECK(confidence(message) > 0.8F);
  CHECK(confidence(article) > confidence(message) * 1.02F);
}

TEST_CASE("resolver: an English word without a capital is no place, unless the whole text has none") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("It was nice to eat turkey from china plates beside a split rock.").empty());
  CHECK(has(places("Crowds gathered in Nice and Split."), "Nice=city:FR"));
  CHECK(has(places("the president of china met leaders from india"), "china=country:CN"));
}

TEST_CASE("resolver: a town by hand without a count of inhabitants is no hamlet") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("Explosion hits Quetta as Iran and Pakistan trade strikes near Saravan"),
            "Saravan=city:IR"));
}

TEST_CASE("resolver: English organisations and persons are no places") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("The Washington Post wrote that he left Cairo University.").empty());
  CHECK(places("A degree from the University of Amsterdam was found.").empty());
  CHECK(places("They said George Washington met nobody there.").empty());
  CHECK(has(places("He said that Cairo police arrested two men."), "Cairo=city:EG"));
}

TEST_CASE("resolver: على before a place is not the name علي") {
  if (built_gazetteer() == nullptr) return;
  Resolver resolver(*built_gazetteer());
  ResolveOptions options;
  options.explain = true;
  (void)resolver.resolve({"فرضت عقوبات على إيران.", {}, {}, {}}, options);
  CHECK(resolver.explanation().find("first_name_before") == std::string_view::npos);
  (void)resolver.resolve({"تحدث فيصل إيران.", {}, {}, {}}, options);
  CHECK(resolver.explanation().find("first_name_before") != std::string_view::npos);
}

TEST_CASE("resolver: a word of a longer hashtag is no mention, a whole hashtag is") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("انقطعت الكهرباء في #بيروت أمس #بيروت_منكوبة") == Found{"بيروت=city:LB"});
}

TEST_CASE("resolver: Persian, Urdu, Kurdish and English have no Arabic proclitics") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("رئیس جمهور ایران از تهران گفت که پروژه پایان یافت."), "تهران=city:IR"));
  CHECK(has(places("وزیر اعظم لاہور سے اسلام آباد پہنچ گئے۔"), "لاہور=city:PK"));
  CHECK(has(places("وەزیر لە هەولێر گەیشتە بەغدا."), "بەغدا=city:IQ"));
  CHECK(has(places("The minister flew to Paris and met officials in Alabama."), "Paris=city:FR"));
}

TEST_CASE("resolver: empty and broken text does no harm") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("").empty());
  CHECK(places("\xFF\xFE\xD8 \xD9").empty());
  CHECK(has(places("\xFF وصل إلى بغداد \xD8"), "بغداد=city:IQ"));
}

TEST_CASE("resolver: a long line without a stop is read whole") {
  if (built_gazetteer() == nullptr) return;
  std::string text;
  for (int i = 0; i < 60'000; ++i)
    text += "وصل الوفد إلى بغداد ";
  Resolver resolver(*built_gazetteer());
  CHECK(resolver.resolve({text, {}, {}, {}}).mentions.size() == 60'000);
}

TEST_CASE("resolver: an article's result depends neither on its neighbours nor on the thread") {
  if (built_gazetteer() == nullptr) return;
  const std::array<std::string, 4> texts = {
      "وصل الوفد إلى طرابلس اللبنانية.", "القتال في ليبيا بلغ طرابلس ومصراتة.",
      "عقدت القمة في عمان بحضور ملك الأردن.", "زار مسقط وصلالة في سلطنة عمان."};
  std::array<Found, 4> alone;
  for (std::size_t i = 0; i < texts.size(); ++i)
    alone[i] = places(texts[i]);
  std::array<bool, 3> same{};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < same.size(); ++t) {
    threads.emplace_back([&, t] {
      Resolver resolver(*built_gazetteer());
      same[t] = true;
      for (std::size_t round = 0; round < 40; ++round) {
        const std::size_t i = (round * (t + 1)) % texts.size();
        same[t] = same[t] && describe(texts[i], resolver.resolve({texts[i], {}, {}, {}})) == alone[i];
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  for (const bool s : same)
    CHECK(s);
}

TEST_CASE("resolver: in a language that no weights were learned from nothing is sure") {
  if (built_gazetteer() == nullptr) return;
  Resolver resolver(*built_gazetteer());
  std::string persian = "نمایشگاه در تهران و شیراز و اصفهان و تبریز برپا شد.";
  std::string arabic = "أقيم المعرض في طهران وشيراز وأصفهان وتبريز.";
  for (int i = 0; i < 5; ++i) {  // long enough to be no message
    persian +=
        " هنرمندان گفتند که این کارها را در چند سال ساخته‌اند و از دیدن مردم شاد "
        "شدند.";
    arabic += " قال الفنانون إنهم أنجزوا هذه الأعمال خلال سنوات وإنهم سعداء بلقاء الجمهور في كل يوم.";
  }
  const auto surest = [&](const std::string& text) {
    float most = 0;
    for (const Mention& mention : resolver.resolve({text, {}, {}, {}}).mentions)
      most = std::max(most, mention.confidence);
    return most;
  };
  CHECK(surest(arabic) > 0.9F);
  CHECK(surest(persian) > 0.8F);
  CHECK(surest(persian) <= 0.9F);
}

TEST_CASE("resolver: confidence is within 0 and 1, rivals come best first") {
  if (built_gazetteer() == nullptr) return;
  Resolver resolver(*built_gazetteer());
  const auto mentions = resolver.resolve({"وصل الوفد إلى طرابلس.", {}, {}, {}}).mentions;
  REQUIRE(mentions.size() == 1);
  CHECK(mentions[0].confidence > 0);
  CHECK(mentions[0].confidence <= 1);
  REQUIRE_FALSE(mentions[0].alternatives.empty());
  CHECK(mentions[0].alternatives.size() <= 4);
  for (std::size_t i = 1; i < mentions[0].alternatives.size(); ++i) {
    CHECK(mentions[0].alternatives[i - 1].confidence >= mentions[0].alternatives[i].confidence);
  }
}

TEST_CASE("resolver: explain names the features of what was taken") {
  if (built_gazetteer() == nullptr) return;
  Resolver resolver(*built_gazetteer());
  ResolveOptions options;
  options.explain = true;
  (void)resolver.resolve({"وصل الوفد إلى بغداد.", {}, {}, {}}, options);
  CHECK(resolver.explanation().find("taken") != std::string_view::npos);
  CHECK(resolver.explanation().find("capital") != std::string_view::npos);
}

TEST_CASE("resolver: a Kurdish name is found without its endings") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("شاندەکە لە تارانەوە چوو بۆ مۆسکۆ.") == Found{"تاران=city:IR", "مۆسکۆ=city:RU"});
  CHECK(places("کۆبوونەوەکە لە هەولێردا بەڕێوە چوو.") == Found{"هەولێر=city:IQ"});
  CHECK(places("لە سنەوە گەڕانەوە بۆ سلێمانی.") == Found{"سنە=city:IR", "سلێمانی=city:IQ"});
  // The same ending is part of an Arabic or Persian word.
  CHECK_FALSE(has(places("قال مصري إن الفيلم طويل"), "مصر=country:EG"));
  CHECK_FALSE(
      has(places("کارگردان ایرانی فیلم تازه‌ای ساخت"), "ایران=country:IR"));
}

TEST_CASE("resolver: what a word is depends on the article's language") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("ترکی کے صدر نے انقرہ میں خطاب کیا۔") == Found{"ترکی=country:TR", "انقرہ=city:TR"});
  CHECK(places("قال مسؤول تركي إن القرار نهائي").empty());
  CHECK(places("نخست‌وزیر مراکش وارد تهران شد.") ==
        Found{"مراکش=country:MA", "تهران=city:IR"});
  CHECK(has(places("تساقط الثلج في مدينة مراكش"), "مراكش=city:MA"));
  CHECK(places("جلسه بعدی روز دوشنبه برگزار می‌شود.").empty());
  CHECK(places("لە شاری کەرکووک باران باری.") == Found{"کەرکووک=city:IQ"});
  CHECK(places("سنة جديدة وعام سعيد").empty());
}

TEST_CASE("resolver: a text longer than a megabyte is resolved in slices, and offsets count from its start") {
  if (built_gazetteer() == nullptr) return;
  const std::string paragraph = "وصل الوفد إلى بغداد في 16 يناير 2024 😀 قادما من مدينة الموصل";
  for (const char* const between : {"\n", " "}) {
    std::string text;
    std::size_t count = 0;
    for (; text.size() < (std::size_t{3} << 20U) / 2; ++count)
      text += paragraph + between;
    Resolver resolver(*built_gazetteer());
    const Resolution resolution = resolver.resolve({text, {}, {}, {}});
    CHECK(resolution.language == "ar");
    CHECK(resolution.mentions.size() == 2 * count);
    CHECK(resolution.dates.size() >= count);  // one may be cut in two
    text::SpanCutter cutter(text);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < resolution.mentions.size(); ++i) {
      const Mention& m = resolution.mentions[i];
      wrong += cutter.cut(m.start, m.end) == (i % 2 == 0 ? "بغداد" : "مدينة الموصل") ||
                       cutter.cut(m.start, m.end) == "الموصل"
                   ? 0
                   : 1;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("resolver: a long text without a space, and a long broken one, end") {
  if (built_gazetteer() == nullptr) return;
  Resolver resolver(*built_gazetteer());
  for (const char* const piece : {"ب", "\x80", "a", "😀", "\xD8"}) {
    std::string text;
    while (text.size() < 1'200'000)
      text += piece;
    CHECK(resolver.resolve({text, {}, {}, {}}).mentions.empty());
  }
}

TEST_CASE("resolver: a word or a person's name is not taken apart into proclitic and place") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("وصل العمال باكرا إلى المصنع.").empty());
  CHECK(places("كان الفيروس فتاكا، وهو مرض فتاك.").empty());
  CHECK(places("قال بايدن وأن الاجتماع كان مثمرا.").empty());
  CHECK(places("انتقل باراك إلى بيت جديد.").empty());
  CHECK(places("بليز ساعدوني يا جماعة.").empty());
}

TEST_CASE("resolver: a name that begins with و may be و and the next place of a list") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("سافر الوزير إلى الرياض وجدة والدمام."), "جدة=city:SA"));
  CHECK(has(places("وصل القطار إلى وجدة شرق المغرب."), "وجدة=city:MA"));
}

TEST_CASE("resolver: القاهرة without its ال is an adjective") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("غاب المدرب لظروف قاهرة.").empty());
  CHECK(has(places("عاد المدرب إلى القاهرة."), "القاهرة=city:EG"));
}

TEST_CASE("resolver: the Arabic noun's adjective is no place") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("التقى الباحث في الشؤون السورية زملاءه.").empty());
  CHECK(has(places("تعرضت إدلب السورية للقصف."), "إدلب=city:SY"));
  CHECK(places("نقلت مصادر دبلوماسية تركية الخبر.").empty());
}

TEST_CASE("resolver: المملكة is the kingdom that the article speaks of") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("أعلنت المملكة عن مشاريع في الرياض وجدة، وقالت السعودية إنها كبيرة."),
            "المملكة=country:SA"));
  CHECK(has(places("أعلنت المملكة عن مشاريع في الرباط والدار البيضاء، وقال المغرب إنها كبيرة."),
            "المملكة=country:MA"));
  CHECK(places("كانت المملكة واسعة.").empty());
}

TEST_CASE("resolver: a hashtag that is a place's name as a whole is a mention, also before a mark") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("إصابتان في #المدينة_المنورة."), "المدينة_المنورة=city:SA"));
  CHECK(has(places("عاجل: أمطار على #حفرالباطن الآن"), "حفرالباطن=city:SA"));
  CHECK(has(places("محافظ #بيروت: الخسائر كبيرة"), "بيروت=city:LB"));
}

TEST_CASE("resolver: no name goes on into a hashtag") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("حريق في المرفأ #بيروت"), "بيروت=city:LB"));
}

TEST_CASE("resolver: words in Arabic script are read in a mostly English text, too") {
  if (built_gazetteer() == nullptr) return;
  const std::string text =
      "Daily report of the press office, translated for the editors in full.\nوصل الوفد إلى بغداد.";
  CHECK(has(places(text), "بغداد=city:IQ"));
}

TEST_CASE("resolver: what contains a place is told after it") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("افتتح سوق في طرابلس، لبنان."), "طرابلس=city:LB"));
  CHECK(has(places("افتتح سوق في طرابلس بلبنان."), "طرابلس=city:LB"));
  CHECK(has(places("افتتح سوق في الحديدة غرب اليمن."), "الحديدة=city:YE"));
  CHECK(has(places("خرج أهالي السويداء جنوب سوريا."), "السويداء=city:SY"));
  CHECK(has(places("وقع هجوم في إقليم بلوشستان جنوب غرب باكستان."), "بلوشستان=admin1:PK"));
  CHECK(has(places("قالت محافظة كركوك إن الطريق مفتوح."), "كركوك=admin1:IQ"));
  CHECK(has(places("وقع انفجار في مدينة كركوك."), "كركوك=city:IQ"));
}

TEST_CASE("resolver: the source's home country decides where the text does not") {
  if (built_gazetteer() == nullptr) return;
  const std::string text = "انقطعت المياه عن أحياء طرابلس مساء أمس.";
  CHECK(has(places(text, false, "الوكالة الوطنية للإعلام"), "طرابلس=city:LB"));
  CHECK(has(places(text, false, "وكالة الأنباء الليبية"), "طرابلس=city:LY"));
  CHECK(has(places(text, false, "https://www.example.org.lb/news"), "طرابلس=city:LB"));
  const std::string stated = "انقطعت المياه عن أحياء طرابلس الليبية مساء أمس.";
  CHECK(has(places(stated, false, "الوكالة الوطنية للإعلام"), "طرابلس=city:LY"));
}

TEST_CASE("resolver: clubs, movements and newspapers are associative") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("فاز مانشستر سيتي أمس.").empty());
  CHECK(has(places("فاز مانشستر سيتي أمس.", true), "مانشستر~city:GB"));
  CHECK(places("قالت طالبان باكستان إنها نفذت الهجوم.").empty());
  CHECK(has(places("قالت طالبان باكستان إنها نفذت الهجوم.", true), "باكستان~country:PK"));
  CHECK(has(places("كتبت صحيفة عمان اليوم عن اللقاء.", true), "عمان~country:OM"));
}

TEST_CASE("resolver: مراكش is Marrakesh in Arabic, not Morocco by its Persian name") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("زار السياح مراكش ثم فاس في المغرب."), "مراكش=city:MA"));
}

TEST_CASE("resolver: a city that its source calls مدينة is known without it") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("وقع زلزال قرب راسك في إيران."), "راسك=city:IR"));
}

TEST_CASE("resolver: a name by hand that holds several others is taken for all of them") {
  if (built_gazetteer() == nullptr) return;
  const auto region = places("ترأس الوالي اجتماع لجهة الرباط سلا القنيطرة اليوم.");
  CHECK(has(region, "جهة الرباط سلا القنيطرة=admin1:MA"));
  CHECK(region.size() == 1);
  CHECK(has(places("انعقد المؤتمر بجهة فاس-مكناس أمس."), "جهة فاس-مكناس=admin1:MA"));
}

TEST_CASE("resolver: a news agency keeps its name behind any word") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("قال الخبير لوكالة فرانس برس إن الأسعار سترتفع.").empty());
  CHECK(places("ونقلت نيويورك تايمز عن مسؤول قوله إن الأمر انتهى.").empty());
  CHECK(has(places("تشهد سلطنة عمان اليوم أمطارا."), "سلطنة عمان=country:OM"));
}

TEST_CASE("resolver: a quoted name behind an organisation's head is part of its name") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("ذكرت وكالة \"الأناضول\" أن الاجتماع تأجل.").empty());
  CHECK(has(places("ذكرت وكالة \"الأناضول\" أن الاجتماع تأجل.", true), "الأناضول~region:TR"));
}

TEST_CASE("resolver: a word with the sign of the indefinite accusative is no place") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("عرفت مدينة قيوداً جديدة على السفر.").empty());
  CHECK(places("أشعل المحتجون نارا في الإطارات.").empty());
}

TEST_CASE("resolver: in a list of countries a comma says nothing of what contains what") {
  if (built_gazetteer() == nullptr) return;
  const auto list = places(
      "تتشدد الولايات المتحدة على الحدود، وفي تكساس وكاليفورنيا وأريزونا جدران (إسرائيل / فلسطين، الولايات "
      "المتحدة / "
      "المكسيك).");
  CHECK(has(list, "فلسطين=country:PS"));
}

TEST_CASE("resolver: a kingdom by its adjective is that country") {
  if (built_gazetteer() == nullptr) return;
  const std::string text = "شكرت الرباط المملكة الإسبانية على دعمها للمغرب.";
  CHECK(has(places(text), "المملكة الإسبانية=country:ES"));
}

TEST_CASE("resolver: an adjective of a feminine noun is no country") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("ذكرت دوائر حكومية تركية، الأحد، ذلك.").empty());
}

TEST_CASE("resolver: words that only sound like towns") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("هبطت الأسهم بالبورصة، وفي إسطنبول.") == Found{"إسطنبول=city:TR"});
  CHECK(places("يعتبر نفسه جزءا من الحدث والمشهد، دون أن يقول ذلك.").empty());
  CHECK(places("ولد محمد عبد الجليل عام 1950.").empty());
  CHECK(has(places("استذكر المتحدثون خطاب أجدير في المغرب."), "أجدير=city:MA"));
}

TEST_CASE("resolver: where a land lies is no website") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("تزداد الصادرات بفضل موقع تركيا الجغرافي."), "تركيا=country:TR"));
}

TEST_CASE("resolver: a word with ال that has its own line is not judged by the line without") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("كنا نود تنظيم الملتقى بمدينة الداخلة بالصحراء المغربية."), "الداخلة=city:EH"));
  CHECK(has(places("زار الوزير مدينة الخرج."), "الخرج=city:SA"));
}

TEST_CASE("resolver: a place's name inside a person's of several words is none") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("قال عبد الجليل في تصريح إن ذلك صعب.").empty());
  CHECK(has(places("وصل الوفد إلى محافظة صلاح الدين شمال بغداد."), "صلاح الدين=admin1:IQ"));
}

TEST_CASE("resolver: South Africa and South Sudan are countries, not parts of another") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("عقدت القمة بمشاركة الهند والصين والبرازيل وجنوب أفريقيا."), "جنوب أفريقيا=country:ZA"));
  CHECK(has(places("بدأت المفاوضات في كينيا وجنوب السودان أمس."), "جنوب السودان=country:SS"));
  CHECK(has(places("قتل جندي في جنوب لبنان أمس."), "لبنان=country:LB"));
}

TEST_CASE("resolver: a verb that a town is spelled as") {
  if (built_gazetteer() == nullptr) return;
  const auto river = places("نهر الأمازون ثاني أطول أنهار العالم بعد النيل، وينبع من جبال الأنديز في بيرو.");
  CHECK(std::ranges::find(river, "ينبع=city:SA") == river.end());
  CHECK(has(places("وصلت السفينة إلى ميناء ينبع السعودي."), "ينبع=city:SA"));
}

TEST_CASE("resolver: a name that begins with و is و and another only behind a place") {
  if (built_gazetteer() == nullptr) return;
  CHECK(has(places("وهو من مواليد وجدة، وعاش في المغرب."), "وجدة=city:MA"));
}

TEST_CASE("resolver: ه where the name has ة is a pronoun in a text that knows ة") {
  if (built_gazetteer() == nullptr) return;
  CHECK(places("تبناه جده بعد وفاة أمه في قرية بعيدة.").empty());
}

namespace {

MentionEvidence evidence_of(std::string_view text, std::string_view name) {
  Resolver resolver(*built_gazetteer());
  for (const Mention& m : resolver.resolve({text, {}, {}, {}}).mentions) {
    if (cut(text, m.start, m.end) == name) return m.evidence;
  }
  FAIL("not found: " << name);
  return {};
}

}  // namespace

TEST_CASE("resolver: a mention says what decided which place it is") {
  CHECK(evidence_of("وصل الوفد إلى طرابلس الليبية.", "طرابلس") == MentionEvidence::stated);
  CHECK(evidence_of("زار الوزير بيروت وصيدا ثم طرابلس قبل عودته إلى لبنان.", "طرابلس") ==
        MentionEvidence::context);
  CHECK(evidence_of("وصل الوفد إلى باريس.", "باريس") == MentionEvidence::population);
  CHECK(evidence_of("وصل الوفد إلى إيران.", "إيران") == MentionEvidence::only);
  CHECK(to_string(MentionEvidence::stated) == "stated");
  CHECK(to_string(MentionEvidence::context) == "context");
  CHECK(to_string(MentionEvidence::population) == "population");
  CHECK(to_string(MentionEvidence::only) == "only");
}

TEST_CASE("resolver: --explain names the evidence") {
  Resolver resolver(*built_gazetteer());
  ResolveOptions options;
  options.explain = true;
  (void)resolver.resolve({"وصل الوفد إلى إيران.", {}, {}, {}}, options);
  CHECK(resolver.explanation().find("evidence only") != std::string_view::npos);
}

TEST_CASE("resolver: a club in a report on a match is associative, a city where it is played is a place") {
  CHECK(has(places("سافر الفريق إلى فالنسيا لخوض مباراة الدوري.", true), "فالنسيا=city:ES"));
  const auto found = places("فاز فالنسيا على ضيفه في مباراة الدوري وسجل المهاجم هدفين.");
  CHECK(std::ranges::none_of(found, [](const std::string& one) { return one.starts_with("فالنسيا"); }));
}
