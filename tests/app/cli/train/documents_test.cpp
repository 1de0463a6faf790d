#include "app/cli/train/documents.h"

#include <doctest/doctest.h>

#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app;
using train::Document;
using train::label_of;
using train::Stretch;

namespace {

std::vector<Document> documents_of(std::string_view lines, unsigned set = 0) {
  const test::TempFolder folder;
  const auto file = folder.write("labels.ndjson", lines);
  std::vector<Document> documents;
  REQUIRE(train::read_documents(file.string(), set, documents).has_value());
  return documents;
}

Stretch stretch(std::uint32_t start, std::uint32_t end, std::string_view written) {
  Stretch stretch;
  stretch.start = start;
  stretch.end = end;
  stretch.written = written;
  return stretch;
}

}  // namespace

TEST_CASE("train: a file that is not of labelled documents is named with the line") {
  const test::TempFolder folder;
  const auto file = folder.write("labels.ndjson", "{\"text\": \"a\", \"mentions\": []}\n[1]\n");
  std::vector<Document> documents;
  const auto read = train::read_documents(file.string(), 0, documents);
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().message.find("labels.ndjson:2") != std::string::npos);
  CHECK_FALSE(train::read_documents((folder.path() / "none").string(), 0, documents).has_value());
}

TEST_CASE("train: a stretch is a place where a label ends with it and begins with it or a '#' before") {
  const auto document =
      documents_of(
          R"({"text": "في #تعز ثم عدن", "mentions": [{"start": 3, "end": 7, "text": "#تعز"}, {"start": 11, "end": 14, "text": "عدن", "score": false}]})"
          "\n",
          3)
          .front();
  CHECK(document.set == 3);
  CHECK(label_of(document, stretch(4, 7, "تعز")) == true);
  CHECK(label_of(document, stretch(0, 2, "في")) == false);
  CHECK(label_of(document, stretch(11, 14, "عدن")) == std::nullopt);
}

TEST_CASE("train: a label may hold the word for the place's kind") {
  const auto document =
      documents_of(
          R"({"text": "مدينة الكويت", "mentions": [{"start": 0, "end": 12, "text": "مدينة الكويت"}]})"
          "\n")
          .front();
  Stretch name = stretch(6, 12, "الكويت");
  CHECK(label_of(document, name) == false);
  name.kind_before = true;
  CHECK(label_of(document, name) == true);
}

TEST_CASE(
    "train: of labels whose offsets were found by search, those inside words say nothing, and names go on") {
  // The label of the hashtag stands in the adjective before it.
  const auto document =
      documents_of(
          R"({"text": "الشعب اليمني يرفض #اليمن #عاجل_اليمن", "mentions": [{"start": 6, "end": 11, "text": "اليمن"}]})"
          "\n")
          .front();
  CHECK(label_of(document, stretch(6, 11, "اليمن")) == std::nullopt);
  CHECK(label_of(document, stretch(19, 24, "اليمن")) == true);
  Stretch part = stretch(31, 36, "اليمن");
  part.part_of_hashtag = true;
  CHECK(label_of(document, part) == false);
  CHECK(label_of(document, stretch(19, 24, "عدن")) == false);
  CHECK(label_of(document, stretch(0, 5, "جنوب اليمن")) == std::nullopt);
}

TEST_CASE("train: where all labels are whole words, one place says nothing of another") {
  const auto document =
      documents_of(R"({"text": "تعز وجامعة تعز", "mentions": [{"start": 0, "end": 3, "text": "تعز"}]})"
                   "\n")
          .front();
  CHECK(label_of(document, stretch(11, 14, "تعز")) == false);
}
