#include "geo/text/date_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "geo/text/normalise.h"

namespace kharita::geo::text {
namespace {

struct Spelling {
  std::string_view words;  // separated by spaces
  DateWord word;
};

DateWord month(int number, std::uint32_t more = 0, Calendar calendar = Calendar::gregorian) {
  DateWord w;
  w.roles = kMonth | more;
  w.month = static_cast<std::uint8_t>(number);
  w.calendar = calendar;
  return w;
}
DateWord hijri(int number, std::uint32_t more = 0) {
  return month(number, more, Calendar::hijri);
}
DateWord persian(int number, std::uint32_t more = 0) {
  return month(number, more, Calendar::persian);
}
DateWord head(MonthHead which) {
  DateWord w;
  w.roles = kMonthHead;
  w.month = which;
  return w;
}
DateWord second(MonthSecond which) {
  DateWord w;
  w.roles = kMonthSecond;
  w.month = which;
  return w;
}
DateWord ordinal(int value) {
  DateWord w;
  w.roles = kOrdinal | kNotToday;
  w.ordinal = static_cast<std::uint8_t>(value);
  return w;
}
DateWord weekday(int day) {
  DateWord w;
  w.roles = kWeekday;
  w.weekday = static_cast<std::uint8_t>(day);
  return w;
}
DateWord relative(int offset) {
  DateWord w;
  w.roles = kRelativeDay;
  w.day_offset = static_cast<std::int8_t>(offset);
  return w;
}
DateWord tense(Tense t) {
  DateWord w;
  w.roles = kTense;
  w.tense = t;
  return w;
}
DateWord role(std::uint32_t roles) {
  DateWord w;
  w.roles = roles;
  return w;
}

// As newspapers write them; the table holds their normal forms.
const std::vector<Spelling>& spellings() {
  static const std::vector<Spelling> kSpellings{
      // Gregorian months: Egypt and the Gulf, the Levant and Iraq, Morocco, Algeria and Tunisia
      {"يناير جانفي ینایر", month(1)},
      {"فبراير شباط فيفري فبرایر", month(2)},
      {"مارس", month(3, kAmbiguous)},
      {"آذار", month(3)},
      {"أبريل إبريل ابريل أفريل افريل", month(4)},
      {"نيسان", month(4, kAmbiguous)},
      {"مايو أيار مايس", month(5)},
      {"ماي", month(5, kAmbiguous)},
      {"يونيو يونيه حزيران", month(6)},
      {"جوان", month(6, kAmbiguous)},
      {"يوليو يوليه تموز جويلية يوليوز", month(7)},
      {"أغسطس أوت غشت أغشت", month(8)},
      {"آب", month(8, kAmbiguous)},
      {"سبتمبر أيلول شتنبر", month(9)},
      {"أكتوبر اكتوبر", month(10)},
      {"نوفمبر نونبر", month(11)},
      {"ديسمبر دجنبر", month(12)},
      {"كانون", head(kKanun)},
      {"تشرين", head(kTishrin)},
      // Persian
      {"ژانویه", month(1)},
      {"فوریه", month(2)},
      {"آوریل", month(4)},
      {"مه", month(5, kRare)},
      {"ژوئن", month(6)},
      {"ژوئیه جولای", month(7)},
      {"اوت", month(8, kAmbiguous)},
      {"سپتامبر", month(9)},
      {"اکتبر", month(10)},
      {"نوامبر", month(11)},
      {"دسامبر", month(12)},
      // Urdu
      {"جنوری", month(1)},
      {"فروری", month(2)},
      {"مارچ", month(3)},
      {"اپریل", month(4)},
      {"مئی", month(5)},
      {"جون", month(6, kAmbiguous)},
      {"جولائی", month(7)},
      {"اگست", month(8)},
      {"ستمبر", month(9)},
      {"نومبر", month(11)},
      {"دسمبر", month(12)},
      // Kurdish (Sorani), with and without the ending that binds a year to it
      {"شوبات شوباتی", month(2)},
      {"ئازار ئازاری", month(3, kAmbiguous)},
      {"نیسانی", month(4)},
      {"ئایار ئایاری", month(5)},
      {"حوزەیران حوزەیرانی", month(6)},
      {"تەمموز تەممووز تەمموزی تەممووزی", month(7)},
      {"ئاب ئابی", month(8, kAmbiguous)},
      {"ئەیلول ئەیلوول ئەیلولی ئەیلوولی", month(9)},
      {"تشرینی", head(kTishrin)},
      {"کانوونی کانونی", head(kKanun)},
      {"یەکەم یەکەمی", ordinal(1)},
      {"دووەم دووەمی", ordinal(2)},
      // English
      {"january jan", month(1)},
      {"february feb", month(2)},
      {"march", month(3, kAmbiguous)},
      {"mar", month(3, kRare)},
      {"april apr", month(4)},
      {"may", month(5, kAmbiguous)},
      {"june", month(6, kAmbiguous)},
      {"jun", month(6, kAmbiguous)},
      {"july jul", month(7)},
      {"august", month(8, kAmbiguous)},
      {"aug", month(8)},
      {"september sept sep", month(9)},
      {"october oct", month(10)},
      {"november nov", month(11)},
      {"december dec", month(12)},
      // Hijri
      {"محرم المحرم", hijri(1, kAmbiguous)},
      {"صفر", hijri(2, kRare)},  // zero
      {"ربيع", head(kRabi)},
      {"جمادى", head(kJumada)},
      {"رجب", hijri(7, kAmbiguous)},
      {"شعبان", hijri(8, kAmbiguous)},
      {"رمضان", hijri(9, kAmbiguous)},
      {"شوال", hijri(10, kAmbiguous)},
      {"ذو ذي ذى", head(kDhu)},
      {"القعدة قعدة", second(kQada)},
      {"الحجة حجة", second(kHijja)},
      {"ذوالقعدة ذيالقعدة ذيقعده ذوالقعده", hijri(11)},
      {"ذوالحجة ذيالحجة ذیحجه ذیالحجه", hijri(12)},
      // Iranian, and the same months' names in Afghanistan
      {"فروردین", persian(1)},
      {"اردیبهشت أرديبهشت", persian(2)},
      {"خرداد", persian(3)},
      {"تیر", persian(4, kRare)},
      {"مرداد امرداد", persian(5)},
      {"شهریور", persian(6)},
      {"مهر", persian(7, kRare)},
      {"آبان", persian(8, kRare)},
      {"آذر", persian(9, kRare)},
      {"دی", persian(10, kRare)},
      {"بهمن", persian(11, kAmbiguous)},
      {"اسفند إسفند", persian(12)},
      {"حمل", persian(1, kRare)},
      {"ثور", persian(2, kRare)},
      {"جوزا", persian(3, kRare)},
      {"سرطان", persian(4, kRare)},
      {"اسد", persian(5, kRare)},
      {"سنبله", persian(6, kRare)},
      {"میزان", persian(7, kRare)},
      {"عقرب", persian(8, kRare)},
      {"قوس", persian(9, kRare)},
      {"جدی", persian(10, kRare)},
      {"دلو", persian(11, kRare)},
      {"حوت", persian(12, kRare)},
      // Ordinals
      {"الأول أول الأولى اول غرة الفاتح فاتح", ordinal(1)},
      {"الثاني ثاني ثان الثانية", ordinal(2)},
      {"الآخر الآخرة", ordinal(kLastOrdinal)},
      {"الثالث", ordinal(3)},
      {"الرابع", ordinal(4)},
      {"الخامس", ordinal(5)},
      {"السادس", ordinal(6)},
      {"السابع", ordinal(7)},
      {"الثامن", ordinal(8)},
      {"التاسع", ordinal(9)},
      {"العاشر", ordinal(10)},
      {"الحادي", ordinal(1)},
      {"عشر", role(kOrdinal)},  // with a unit before it
      {"العشرون العشرين", ordinal(20)},
      {"الثلاثون الثلاثين", ordinal(30)},
      // Days of the week
      {"الأحد", weekday(0)},
      {"الاثنين الإثنين الأثنين", weekday(1)},
      {"الثلاثاء الثلثاء", weekday(2)},
      {"الأربعاء", weekday(3)},
      {"الخميس", weekday(4)},
      {"الجمعة", weekday(5)},
      {"السبت", weekday(6)},
      {"شنبه", weekday(6)},  // after يك, دو, سه …: another day
      {"یکشنبه", weekday(0)},
      {"دوشنبه", weekday(1)},
      {"چهارشنبه", weekday(3)},
      {"پنجشنبه پنج‌شنبه", weekday(4)},
      {"اتوار", weekday(0)},
      {"منگل", weekday(2)},
      {"بدھ", weekday(3)},
      {"جمعرات", weekday(4)},
      {"یەکشەممە", weekday(0)},
      {"دووشەممە", weekday(1)},
      {"سێشەممە", weekday(2)},
      {"چوارشەممە", weekday(3)},
      {"پێنجشەممە", weekday(4)},
      {"sunday", weekday(0)},
      {"monday", weekday(1)},
      {"tuesday", weekday(2)},
      {"wednesday", weekday(3)},
      {"thursday", weekday(4)},
      {"friday", weekday(5)},
      {"saturday", weekday(6)},
      // Relative days
      {"اليوم امروز ئەمڕۆ today", relative(0)},
      {"أمس الأمس البارحة دیروز دوێنێ yesterday", relative(-1)},
      {"غدا الغد غد فردا سبەی tomorrow", relative(1)},
      {"پریروز", relative(-2)},
      {"أول اول بعد", role(kBefore)},
      // Which way
      {"الماضي الماضية الفائت الفائتة المنصرم المنصرمة المنقضي الأخير السابق last گذشته", tense(Tense::past)},
      {"الجاري الجارية الحالي الحالية current جاری", tense(Tense::present)},
      {"المقبل المقبلة القادم القادمة التالي الآتي next آینده", tense(Tense::future)},
      {"هذا هذه", role(kThis)},
      {"هذا هذه امسال this", tense(Tense::present)},
      // Nouns
      {"يوم روز ڕۆژی day", role(kDayNoun)},
      {"مساء صباح فجر ليلة ظهر ليل", role(kDayNoun)},
      {"شهر الشهر شهري ماه ماہ مانگی month", role(kMonthNoun)},
      {"عام العام سنة السنة عامي العامين أعوام الأعوام سال ساڵی ساڵ year", role(kYearNoun)},
      // Joints
      {"من of کی کے ی", role(kOf)},
      {"إلى حتى to until till تا through لغاية ولغاية", role(kUntil)},
      {"و and", role(kAnd)},
      {"بين between", role(kBetween)},
      {"الموافق المصادف موافق مصادف برابر", role(kCorresponding)},
      {"م ميلادي ميلادية الميلادي للميلاد میلادی ad ce ء", role(kEraChristian)},
      {"ه هجري هجرية الهجري للهجرة ھ هـ", role(kEraHijri)},
      {"ق bc bce", role(kYearEnding)},
      {"ش شمسي شمسی خورشیدی", role(kEraPersian)},
      {"في منذ حتى خلال مطلع مطالع أوائل أواخر نهاية بداية منتصف أواسط قبل بعد حوالي صيف شتاء ربيع خريف موسم "
       "لغاية طوال in since by during until before after در حرب ثورة نكسة نكبة "
       "انتخابات دستور انقلاب أحداث هجمات أزمة زلزال حدود مونديال أولمبياد الموسم",
       role(kTimeCue)},
      {"النصف الثلث الربع الأسبوع الدورة المرحلة الجولة الدور القسم الجزء العقد المركز اللقاء",
       role(kSpanNoun)},
      {"متر مترا أمتار كيلومتر كيلومترا كم كلم كيلو سنتيمتر ميل طن طنا برميل دولار دولارا دولارات ريال يورو "
       "جنيه "
       "درهم دينار ليرة مليون مليونا مليار ألف الف آلاف شخص شخصا أشخاص جندي جنديا قتيل قتيلا جريح جريحا "
       "مقاتل "
       "مواطن عامل طالب طالبا عائلة أسرة وحدة نسمة نقطة صفحة ساعة دقيقة يوما سيارة منزل منزلا بالمئة بالمائة "
       "في‌المئة "
       "dollars people meters metres points euros",
       role(kMeasure)},
      {"مدينة شارع ميدان ساحة جسر كوبري حي جامعة استاد ملعب مستشفى مطار محور قوى تحالف تيار ائتلاف",
       role(kNamedAfter)},
      {"نشر نشرت تاريخ التاريخ بتاريخ تحديث التحديث كتب كتبت published posted updated date انتشار تاریخ",
       role(kByline)},
      {"که را این است های", role(kPersianText)},
      {"في على التي الذي هذا", role(kArabicText)},
      {"التالي الوطني العالمي الدولي السابق نفسه ذاته الأخير الذي التي الموعود الواحد الدراسي المفتوح "
       "الختامي "
       "الافتتاحي",
       role(kNotToday)},
  };
  return kSpellings;
}

class Table {
 public:
  Table() {
    for (const auto& [words, word] : spellings()) {
      for (std::size_t at = 0; at < words.size();) {
        const auto end = std::min(words.find(' ', at), words.size());
        if (end > at) add_with_noun(words.substr(at, end - at), word);
        at = end + 1;
      }
    }
    find("عشر").ordinal = 10;
    for (const auto& [key, word] : words_) {
      entries_.push_back({key, word, slots_[slot(key)]});
      slots_[slot(key)] = static_cast<std::uint16_t>(entries_.size());
      longest_ = std::max(longest_, key.size());
    }
  }

  [[nodiscard]] const DateWord* look_up(std::string_view normal) const noexcept {
    if (normal.empty() || normal.size() > longest_) return nullptr;
    for (auto at = slots_[slot(normal)]; at != 0; at = entries_[at - 1U].next) {
      const auto& entry = entries_[at - 1U];
      if (entry.key == normal) return &entry.word;
    }
    return nullptr;
  }

 private:
  DateWord& find(std::string_view spelling) { return words_[normalise(spelling)]; }

  // دی‌ماه is دی, and no other word.
  void add_with_noun(std::string_view spelling, const DateWord& word) {
    add(normalise(spelling), word);
    if (word.is(kMonth) && word.calendar == Calendar::persian)
      add(normalise(std::string(spelling) + "ماه"), persian(word.month));
  }

  // A word with several roles is given in several places.
  void add(const std::string& key, const DateWord& word) {
    auto& known = words_[key];
    if (known.roles == 0) {
      known = word;
      return;
    }
    known.roles |= word.roles;
    if (word.is(kMonth | kMonthHead | kMonthSecond) && known.month == 0) {
      known.month = word.month;
      known.calendar = word.calendar;
    }
    if (known.ordinal == 0) known.ordinal = word.ordinal;
    if (word.is(kWeekday)) known.weekday = word.weekday;
    if (word.is(kRelativeDay)) known.day_offset = word.day_offset;
    if (known.tense == Tense::none) known.tense = word.tense;
  }

  // Of a few bytes and the length: most words of a text meet an empty slot.
  static std::size_t slot(std::string_view s) noexcept {
    const auto byte = [&](std::size_t i) {
      return static_cast<std::size_t>(static_cast<unsigned char>(s[i]));
    };
    const auto second = s.size() > 1 ? byte(1) : 0;
    const auto fourth = s.size() > 3 ? byte(3) : 0;
    return (second * 31 + fourth * 131 + byte(s.size() - 1) * 8191 + s.size() * 127) % kSlots;
  }

  struct Entry {
    std::string key;
    DateWord word;
    std::uint16_t next = 0;  // 1 and more: the next entry of the slot
  };
  static constexpr std::size_t kSlots = 1 << 13;
  std::unordered_map<std::string, DateWord> words_;
  std::vector<Entry> entries_;
  std::array<std::uint16_t, kSlots> slots_{};
  std::size_t longest_ = 0;
};

const Table& table() {
  static const Table kTable;
  return kTable;
}

}  // namespace

int month_of_pair(const DateWord& head, const DateWord& second) noexcept {
  const int nth = second.is(kOrdinal) ? second.ordinal : 0;
  const bool latter = nth == 2 || nth == kLastOrdinal;
  switch (head.month) {
    case kKanun:
      return nth == 1 ? 12 : nth == 2 ? 1 : 0;
    case kTishrin:
      return nth == 1 ? 10 : nth == 2 ? 11 : 0;
    case kRabi:
      return nth == 1 ? 3 : latter ? 4 : 0;
    case kJumada:
      return nth == 1 ? 5 : latter ? 6 : 0;
    case kDhu:
      return second.is(kMonthSecond) ? second.month : 0;
    default:
      return 0;
  }
}

Calendar calendar_of_head(const DateWord& head) noexcept {
  return head.month >= kRabi ? Calendar::hijri : Calendar::gregorian;
}

DateWordMatch date_word(std::string_view normal) noexcept {
  const auto& words = table();
  if (const auto* word = words.look_up(normal)) return {word, 0};
  constexpr std::size_t kLetter = 2;  // bytes of an Arabic letter
  if (normal.size() <= 2 * kLetter || static_cast<unsigned char>(normal[0]) < 0x80) return {};
  const auto first = [](std::string_view s) { return s.substr(0, kLetter); };
  std::uint8_t skip = 0;
  auto rest = normal;
  if (first(rest) == "و" || first(rest) == "ف") {
    rest.remove_prefix(kLetter);
    ++skip;
    if (const auto* word = words.look_up(rest)) return {word, skip};
  }
  const auto letter = first(rest);
  if (letter != "ب" && letter != "ل" && letter != "ك") return {};
  // لل is ل and ال: للعام, للهجره.
  if (letter == "ل" && rest.substr(kLetter).starts_with("ل") && rest.size() > 3 * kLetter) {
    std::string with_article = "ا";
    with_article += rest.substr(kLetter);
    if (const auto* word = words.look_up(with_article)) return {word, static_cast<std::uint8_t>(skip + 1)};
  }
  rest.remove_prefix(kLetter);
  if (const auto* word = words.look_up(rest)) return {word, static_cast<std::uint8_t>(skip + 1)};
  return {};
}

}  // namespace kharita::geo::text
