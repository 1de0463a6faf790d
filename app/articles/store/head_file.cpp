#include "app/articles/store/head_file.h"

#include <fcntl.h>
#include <flatbuffers/flatbuffers.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <limits>
#include <numeric>
#include <random>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "app/articles/corpus.h"
#include "app/articles/file_bytes.h"
#include "heads_generated.h"

namespace kharita::app {
namespace {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "the file is read as it is written: little-endian");

constexpr std::string_view kMagic = "KHARITAH";
constexpr std::uint32_t kVersion = 1;  // raise it with every change of heads.fbs
constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
constexpr std::uint64_t kMostBlockBytes = std::uint64_t{1} << 30U;

// The file's first bytes; blocks follow, `length` bytes of them. What stands behind is of an append that was
// not brought to its end.
struct Header {
  char magic[8] = {};
  std::uint32_t version = 0;
  std::uint32_t stamp_size = 0;
  std::uint64_t length = 0;
  std::uint64_t generation = 0;  // by chance; kept when articles are added
  char stamp[kLongestStamp] = {};
  std::uint64_t checksum = 0;  // of all before it
};
static_assert(sizeof(Header) == 440);

struct BlockHeader {
  std::uint64_t size = 0;
  std::uint64_t checksum = 0;
};

std::uint64_t checksum_of(const Header& header) {
  return XXH3_64bits(&header, offsetof(Header, checksum));
}

Header make_header(std::uint64_t length, std::uint64_t generation, const StoreStamp& stamp) {
  Header header;
  std::memcpy(header.magic, kMagic.data(), kMagic.size());
  header.version = kVersion;
  header.stamp_size = static_cast<std::uint32_t>(std::min(stamp.size(), kLongestStamp));
  header.length = length;
  header.generation = generation;
  std::memcpy(header.stamp, stamp.data(), header.stamp_size);
  header.checksum = checksum_of(header);
  return header;
}

// The header of a file that is whole and of this version.
std::optional<Header> read_header(int descriptor) {
  Header header;
  struct stat info {};
  if (read_at(descriptor, &header, sizeof(header), 0) != 0 || ::fstat(descriptor, &info) != 0)
    return std::nullopt;
  const bool sound = std::string_view(header.magic, sizeof(header.magic)) == kMagic &&
                     header.version == kVersion && header.stamp_size <= kLongestStamp &&
                     header.checksum == checksum_of(header) &&
                     header.length <= static_cast<std::uint64_t>(info.st_size) - sizeof(header);
  return sound ? std::optional(header) : std::nullopt;
}

bool has_stamp(const Header& header, const StoreStamp& stamp) {
  return std::string_view(header.stamp, header.stamp_size) == stamp;
}

// Different texts of a block, numbered as they come.
class Numbered {
 public:
  std::uint32_t operator()(std::string_view text) {
    const auto [at, is_new] =
        numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(texts_.size()));
    if (is_new) texts_.emplace_back(text);
    return at->second;
  }
  [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;
};

std::int32_t day_of(const std::optional<Date>& date) {
  return date ? static_cast<std::int32_t>(std::chrono::sys_days(*date).time_since_epoch().count()) : kNoDay;
}

std::optional<Date> date_of(std::int32_t day) {
  if (day == kNoDay) return std::nullopt;
  const Date date{std::chrono::sys_days(std::chrono::days(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// A block's header, then the block, of some of the batch's articles.
std::vector<std::uint8_t> block_of(const ArticleBatch& batch, std::span<const std::uint32_t> which,
                                   const StableIdOf& stable_id) {
  Numbered places, words, sources, languages;
  std::unordered_map<std::uint32_t, std::uint32_t> place_numbers;
  std::vector<std::string> ids, titles, beginnings;
  std::vector<std::uint32_t> source, language, mention_count;
  std::vector<std::int32_t> day;
  std::vector<std::uint8_t> published_from;
  std::vector<fb::HeadMention> mentions;
  for (const std::uint32_t i : which) {
    const Article& article = batch.articles[i];
    ids.push_back(article.id);
    titles.push_back(article.title);
    beginnings.emplace_back(article.title.empty() ? first_line(article.text) : std::string_view());
    source.push_back(sources(article.source));
    language.push_back(languages(article.language));
    day.push_back(day_of(article.published));
    published_from.push_back(static_cast<std::uint8_t>(article.published_from));
    mention_count.push_back(0);
    for (const ArticleMention& mention : batch.mentions_of(i)) {
      if (!mention.place.valid()) continue;
      ++mention_count.back();
      const auto known = place_numbers.find(mention.place.value);
      const std::uint32_t place =
          known != place_numbers.end()
              ? known->second
              : place_numbers.emplace(mention.place.value, places(stable_id(mention.place))).first->second;
      mentions.emplace_back(mention.start, mention.end, place, words(mention.words), mention.confidence,
                            mention.role == geo::MentionRole::associative ? 1U : 0U);
    }
  }
  flatbuffers::FlatBufferBuilder builder;
  const auto texts = [&](const std::vector<std::string>& list) {
    return builder.CreateVectorOfStrings(list);
  };
  const auto places_at = texts(places.texts()), words_at = texts(words.texts()),
             sources_at = texts(sources.texts()), languages_at = texts(languages.texts()),
             ids_at = texts(ids), titles_at = texts(titles), beginnings_at = texts(beginnings);
  const auto source_at = builder.CreateVector(source), language_at = builder.CreateVector(language);
  const auto day_at = builder.CreateVector(day);
  const auto from_at = builder.CreateVector(published_from);
  const auto count_at = builder.CreateVector(mention_count);
  const auto mentions_at = builder.CreateVectorOfStructs(mentions);
  builder.Finish(fb::CreateHeadBlock(builder, places_at, words_at, sources_at, languages_at, ids_at,
                                     titles_at, beginnings_at, source_at, language_at, day_at, from_at,
                                     count_at, mentions_at));
  const BlockHeader header{builder.GetSize(), XXH3_64bits(builder.GetBufferPointer(), builder.GetSize())};
  std::vector<std::uint8_t> bytes(sizeof(header) + builder.GetSize());
  std::memcpy(bytes.data(), &header, sizeof(header));
  std::memcpy(bytes.data() + sizeof(header), builder.GetBufferPointer(), builder.GetSize());
  return bytes;
}

// Whether all that a block names is in it. Its vectors are there: the file's checksum says who wrote it.
bool is_whole(const fb::HeadBlock& block) {
  const auto* ids = block.ids();
  const std::size_t lists =
      (block.places() && block.words() && block.sources() && block.languages() && ids && block.titles() &&
       block.beginnings() && block.source() && block.language() && block.day() && block.published_from() &&
       block.mention_count() && block.mentions())
          ? ids->size()
          : 0;
  if (lists == 0) return false;
  for (const std::size_t size :
       {std::size_t{block.titles()->size()}, std::size_t{block.beginnings()->size()},
        std::size_t{block.source()->size()}, std::size_t{block.language()->size()},
        std::size_t{block.day()->size()}, std::size_t{block.published_from()->size()},
        std::size_t{block.mention_count()->size()}})
    if (size != lists) return false;
  const auto below = [](const auto& numbers, std::size_t end) {
    return std::all_of(numbers.begin(), numbers.end(), [end](auto n) { return n < end; });
  };
  std::uint64_t mentions = 0;
  for (const std::uint32_t count : *block.mention_count())
    mentions += count;
  return mentions == block.mentions()->size() && below(*block.source(), block.sources()->size()) &&
         below(*block.language(), block.languages()->size()) &&
         std::all_of(block.mentions()->begin(), block.mentions()->end(), [&](const fb::HeadMention* m) {
           return m->place() < block.places()->size() && m->words() < block.words()->size();
         });
}

ArticleBatch batch_of(const fb::HeadBlock& block, const FindHeadPlace& find, std::uint64_t& lost) {
  std::vector<std::optional<geo::PlaceId>> places;
  for (const auto* id : *block.places())
    places.push_back(find(id->string_view()));
  ArticleBatch batch;
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < block.ids()->size(); ++i) {
    Article article;
    article.id = block.ids()->Get(i)->str();
    article.title = block.titles()->Get(i)->str();
    article.text = block.beginnings()->Get(i)->str();
    article.source = block.sources()->Get(block.source()->Get(i))->str();
    article.language = block.languages()->Get(block.language()->Get(i))->str();
    article.published = date_of(block.day()->Get(i));
    article.published_from = static_cast<PublishedFrom>(block.published_from()->Get(i));
    std::vector<ArticleMention> mentions;
    for (const std::uint32_t end = at + block.mention_count()->Get(i); at < end; ++at) {
      const fb::HeadMention& found = *block.mentions()->Get(at);
      const auto place = places[found.place()];
      if (!place) {
        ++lost;
        continue;
      }
      ArticleMention mention;
      mention.start = found.start();
      mention.end = found.end();
      mention.place = *place;
      mention.confidence = found.confidence();
      mention.role = found.associative() != 0 ? geo::MentionRole::associative : geo::MentionRole::literal;
      mention.words = block.words()->Get(found.words())->str();
      mentions.push_back(std::move(mention));
    }
    batch.add(std::move(article), std::move(mentions));
  }
  return batch;
}

}  // namespace

fs::path head_file_of(const std::string& store) {
  return store + ".heads";
}

std::optional<HeadFileReader> HeadFileReader::open(const fs::path& file, const StoreStamp& stamp) {
  HeadFileReader reader;
  reader.path_ = file;
  reader.descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (reader.descriptor_ < 0) return std::nullopt;
  const auto header = read_header(reader.descriptor_);
  if (!header || !has_stamp(*header, stamp)) return std::nullopt;
  reader.at_ = sizeof(Header);
  reader.end_ = sizeof(Header) + header->length;
  reader.generation_ = fmt::format("{:016x}", header->generation);
  return reader;
}

HeadFileReader::HeadFileReader(HeadFileReader&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      at_(other.at_),
      end_(other.end_),
      generation_(std::move(other.generation_)) {}

HeadFileReader& HeadFileReader::operator=(HeadFileReader&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(at_, other.at_);
  std::swap(end_, other.end_);
  std::swap(generation_, other.generation_);
  return *this;
}

HeadFileReader::~HeadFileReader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<ArticleBatch> HeadFileReader::next(const FindHeadPlace& find, std::uint64_t& lost) {
  const auto damaged = [&] { return fail(ErrorCode::parse, "{}: is damaged", path_.string()); };
  if (at_ == end_) return ArticleBatch();
  BlockHeader header;
  if (end_ - at_ < sizeof(header) || read_at(descriptor_, &header, sizeof(header), at_) != 0)
    return damaged();
  at_ += sizeof(header);
  if (header.size > end_ - at_ || header.size > kMostBlockBytes) return damaged();
  std::vector<std::uint8_t> bytes(header.size);
  if (read_at(descriptor_, bytes.data(), bytes.size(), at_) != 0 ||
      XXH3_64bits(bytes.data(), bytes.size()) != header.checksum)
    return damaged();
  at_ += header.size;
  flatbuffers::Verifier verifier(bytes.data(), bytes.size());
  if (!fb::VerifyHeadBlockBuffer(verifier)) return damaged();
  const fb::HeadBlock& block = *fb::GetHeadBlock(bytes.data());
  if (!is_whole(block)) return damaged();
  return batch_of(block, find, lost);
}

HeadFileWriter::HeadFileWriter() : file_("what a fast opening needs cannot be written") {}

HeadFileWriter::~HeadFileWriter() {
  if (open_ != nullptr) std::fclose(open_);
}

Result<void> HeadFileWriter::start(const fs::path& file) {
  if (auto started = file_.start(file); !started) return started;
  open_ = std::fopen(file_.path().c_str(), "wb");
  const Header none;
  if (open_ == nullptr || std::fwrite(&none, sizeof(none), 1, open_) != 1)
    return file_.error("it cannot be opened");
  return {};
}

Result<void> HeadFileWriter::add(const ArticleBatch& batch, const StableIdOf& stable_id) {
  std::vector<std::uint32_t> all(batch.articles.size());
  std::iota(all.begin(), all.end(), 0U);
  const auto bytes = block_of(batch, all, stable_id);
  length_ += bytes.size();
  if (std::fwrite(bytes.data(), 1, bytes.size(), open_) != bytes.size())
    return file_.error("is the disk full?");
  return {};
}

Result<void> HeadFileWriter::finish(const StoreStamp& stamp) {
  std::random_device chance;
  const Header header = make_header(length_, std::uint64_t{chance()} << 32U | chance(), stamp);
  const bool written =
      std::fseek(open_, 0, SEEK_SET) == 0 && std::fwrite(&header, sizeof(header), 1, open_) == 1;
  const bool closed = std::fclose(std::exchange(open_, nullptr)) == 0;
  if (!written || !closed) return file_.error("is the disk full?");
  return file_.finish();
}

void append_heads(const fs::path& file, const StoreStamp& before, const StoreStamp& now,
                  const ArticleBatch& batch, std::span<const std::uint32_t> added,
                  const StableIdOf& stable_id) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return;
  const auto header = read_header(descriptor);
  if (header && has_stamp(*header, before)) {
    const auto bytes = block_of(batch, added, stable_id);
    const Header next = make_header(header->length + bytes.size(), header->generation, now);
    // The block first: a header that is not written leaves a file of an older stamp.
    if (write_at(descriptor, bytes.data(), bytes.size(), sizeof(Header) + header->length) == 0)
      (void)write_at(descriptor, &next, sizeof(next), 0);
  }
  ::close(descriptor);
}

}  // namespace kharita::app
