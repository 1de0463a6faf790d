#include "geo/gazetteer/transliteration.h"

#include <doctest/doctest.h>

using namespace kharita::geo;

TEST_CASE("transliteration: an Arabic spelling sounds like the Latin name that it writes") {
  CHECK(sounds_like("ناتال", "Natal"));
  CHECK(sounds_like("كاليفورنيا", "California"));
  CHECK(sounds_like("تكساس", "Texas"));
  CHECK(sounds_like("البنجاب", "Punjab"));
  CHECK(sounds_like("الرياض", "Ar Riyad"));
  CHECK(sounds_like("شاندونغ", "Shandong"));
  CHECK(sounds_like("خوزستان", "Khuzestan"));
  CHECK(sounds_like("فلوريدا", "Florida"));
}

TEST_CASE("transliteration: a translation of the words does not sound like the name") {
  CHECK_FALSE(sounds_like("الغول", "Ogre"));
  CHECK_FALSE(sounds_like("الولادة", "Natal"));
  CHECK_FALSE(sounds_like("جزيرة الأمير إدوارد", "Prince Edward Island"));
  CHECK_FALSE(sounds_like("الحدود", "Frontier"));
}

TEST_CASE("transliteration: what has no consonant sounds like nothing") {
  CHECK_FALSE(sounds_like("", ""));
  CHECK_FALSE(sounds_like("", "Oa"));
  CHECK_FALSE(sounds_like("واي", "Yao"));
}

TEST_CASE("transliteration: Latin spellings of one name resemble each other, other names do not") {
  CHECK(resembles("Sistan and Baluchestan", "Sistan va Baluchestan"));
  CHECK(resembles("Nangarhar", "Nangrahar"));
  CHECK(resembles("Khuzestan", "Ostan-e Khuzestan"));
  CHECK(resembles("Tehran", "Tehrān"));
  CHECK_FALSE(resembles("Punjab", "Sindh"));
  CHECK_FALSE(resembles("Kerman", "Yazd"));
}
