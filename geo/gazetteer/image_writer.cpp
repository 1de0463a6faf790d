#include "geo/gazetteer/image_writer.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <system_error>
#include <tuple>
#include <unordered_map>

#include "gazetteer_generated.h"
#include "geo/boundary/boundary_builder.h"
#include "geo/boundary/waters_builder.h"
#include "geo/gazetteer/image.h"
#include "geo/gazetteer/name_rank.h"
#include "geo/text/normalise.h"
#include "geo/written_file.h"

namespace kharita::geo {
namespace {

constexpr std::uint32_t kRoot = 1;

// Equal strings once. String 0 is the empty one.
class StringPool {
 public:
  StringPool() { (void)intern(""); }
  std::uint32_t intern(std::string_view text) {
    const auto [found, added] =
        by_text_.try_emplace(std::string(text), static_cast<std::uint32_t>(refs_.size()));
    if (added) {
      refs_.emplace_back(static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size()));
      bytes_ += text;
    }
    return found->second;
  }
  fb::StringRef ref(std::uint32_t index) const { return refs_[index]; }
  const std::vector<fb::StringRef>& refs() const { return refs_; }
  const std::string& bytes() const { return bytes_; }

 private:
  std::unordered_map<std::string, std::uint32_t> by_text_;
  std::vector<fb::StringRef> refs_;
  std::string bytes_;
};

// One name on its way into the index.
struct Name {
  std::uint32_t node = 0;
  std::uint32_t place = 0;
  std::uint16_t flags = 0;
  std::uint32_t spelling = 0;
};

auto rank(const Name& name, const GazetteerDraft& draft) {
  const PlaceDraft& place = draft.places[name.place];
  const bool preferred = (name.flags & kNamePreferred) != 0;
  return std::make_tuple(name_rank(name.flags, place.kind, place.is_capital, place.population), !preferred,
                         name.place, name.spelling);
}

struct Word {
  std::uint32_t node = 0;
  LexiconEntry entry;
};

// The token trie while it grows. Node 0 is none, node 1 the root.
class TrieDraft {
 public:
  explicit TrieDraft(StringPool& pool) : pool_(pool), token_strings_(1, 0) {}

  std::uint32_t insert(const std::vector<std::string>& tokens) {
    std::uint32_t node = kRoot;
    for (const std::string& token : tokens)
      node = child_of(node, token_of(token));
    return node;
  }

  // Gives the tokens in Arabic script the low numbers, so that what Arabic text touches lies together.
  void sort_tokens() {
    std::vector<std::uint32_t> order(token_strings_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::stable_partition(order.begin() + 1, order.end(),
                          [&](std::uint32_t token) { return image::is_arabic_token(text_of(token)); });
    std::vector<std::uint32_t> renumbered(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
      renumbered[order[i]] = i;
    std::vector<std::uint32_t> strings(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
      strings[i] = token_strings_[order[i]];
    token_strings_ = std::move(strings);
    for (Edge& edge : edges_)
      edge.token = renumbered[edge.token];
  }

  struct Edge {
    std::uint32_t node = 0;
    std::uint32_t token = 0;
    std::uint32_t child = 0;
  };
  [[nodiscard]] const std::vector<Edge>& edges() const { return edges_; }
  [[nodiscard]] std::uint32_t node_count() const { return node_count_; }
  [[nodiscard]] const std::vector<std::uint32_t>& token_strings() const { return token_strings_; }
  [[nodiscard]] std::string_view text_of(std::uint32_t token) const {
    const fb::StringRef ref = pool_.ref(token_strings_[token]);
    return std::string_view(pool_.bytes()).substr(ref.offset(), ref.size());
  }

 private:
  std::uint32_t token_of(const std::string& token) {
    const auto [found, added] = tokens_.try_emplace(token, static_cast<std::uint32_t>(token_strings_.size()));
    if (added) token_strings_.push_back(pool_.intern(token));
    return found->second;
  }
  std::uint32_t child_of(std::uint32_t node, std::uint32_t token) {
    const std::uint64_t key = (std::uint64_t{node} << 32) | token;
    const auto [found, added] = by_edge_.try_emplace(key, node_count_);
    if (added) {
      edges_.push_back({node, token, found->second});
      ++node_count_;
    }
    return found->second;
  }

  StringPool& pool_;
  std::unordered_map<std::string, std::uint32_t> tokens_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_edge_;
  std::vector<std::uint32_t> token_strings_;  // by token
  std::vector<Edge> edges_;
  std::uint32_t node_count_ = 2;
};

// Puts an entry into the first free slot from its hash on.
template <typename Slot, typename IsFree>
void put(std::vector<Slot>& slots, std::uint64_t hash, const Slot& entry, IsFree is_free) {
  const std::size_t mask = slots.size() - 1;
  std::size_t at = hash & mask;
  while (!is_free(slots[at]))
    at = (at + 1) & mask;
  slots[at] = entry;
}

// A name under a key that is no path of the trie: without spaces, or its skeleton.
struct Keyed {
  std::uint64_t hash = 0;
  Name name;
};

class ImageWriter {
 public:
  explicit ImageWriter(const GazetteerDraft& draft) : draft_(draft), trie_(pool_) {}

  void lay_out() {
    collect_names();
    trie_.sort_tokens();
    sort_names();
    lay_out_nodes();
    lay_out_keyed(joined_, joined_slots_);
    lay_out_keyed(skeletons_, skeleton_slots_);
    lay_out_tokens();
    lay_out_edges();
    lay_out_places();
  }

  flatbuffers::DetachedBuffer finish(const ImageFacts& facts);
  // Of the large tables; what is left out is small beside them.
  [[nodiscard]] std::size_t estimated_bytes() const {
    const auto bytes_of = [](const auto& table) { return table.size() * sizeof(table.front()); };
    return pool_.bytes().size() + bytes_of(pool_.refs()) + bytes_of(places_) + bytes_of(ids_) +
           bytes_of(place_names_) + bytes_of(arabic_tokens_) + bytes_of(other_tokens_) + bytes_of(edges_) +
           bytes_of(nodes_) + bytes_of(names_) + bytes_of(joined_slots_) + bytes_of(skeleton_slots_);
  }
  [[nodiscard]] ImageCounts counts() const { return {sorted_names_.size(), words_.size(), 0}; }

 private:
  void collect_names();
  void collect_name(std::uint32_t place, const NameDraft& name);
  void collect_lexicon();
  void sort_names();
  void lay_out_nodes();
  void lay_out_keyed(std::vector<Keyed>& keyed, std::vector<fb::RangeSlot>& slots);
  void lay_out_tokens();
  void lay_out_edges();
  void lay_out_places();
  fb::PlaceRecord record_of(const PlaceDraft& place);
  void lay_out_countries();

  const GazetteerDraft& draft_;
  StringPool pool_;
  TrieDraft trie_;
  std::vector<Name> sorted_names_;
  std::vector<Keyed> joined_;
  std::vector<Keyed> skeletons_;
  std::vector<Word> words_;

  std::vector<fb::NameRecord> names_;
  std::vector<fb::LexiconRecord> lexicon_;
  std::vector<fb::NodeRecord> nodes_;
  std::vector<fb::RangeSlot> joined_slots_;
  std::vector<fb::RangeSlot> skeleton_slots_;
  std::vector<fb::StringRef> tokens_;
  std::vector<fb::TokenSlot> arabic_tokens_;
  std::vector<fb::TokenSlot> other_tokens_;
  std::vector<std::uint32_t> first_nodes_;
  std::vector<fb::EdgeSlot> edges_;
  std::vector<fb::PlaceRecord> places_;
  std::vector<std::uint32_t> ids_;
  std::vector<std::uint32_t> place_name_ranges_;
  std::vector<std::uint32_t> place_names_;
  std::vector<std::uint32_t> countries_;
  std::vector<std::uint32_t> neighbour_ranges_;
  std::vector<std::uint32_t> neighbours_;
};

std::size_t letters_of(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }));
}

void ImageWriter::collect_name(std::uint32_t place, const NameDraft& name) {
  constexpr std::size_t kShortestSkeletonName = 5;
  std::vector<std::string> tokens = text::name_tokens(name.text);
  if (tokens.empty()) return;
  const bool one_language = !name.language.empty();
  if (one_language) tokens.insert(tokens.begin(), name.language);
  Name entry{trie_.insert(tokens), place, name.flags, pool_.intern(name.text)};
  sorted_names_.push_back(entry);
  if (one_language) return;
  std::string joined;
  for (const std::string& token : tokens)
    joined += token;
  const bool arabic = (name.flags & kNameArabicScript) != 0;
  // A Latin name of one word is found by the trie; an Arabic one, too, but a text may write it in two.
  if (arabic || tokens.size() > 1) joined_.push_back({image::hash(joined), entry});
  if (!arabic || letters_of(joined) < kShortestSkeletonName) return;
  if (const std::string skeleton = text::skeleton(joined); !skeleton.empty()) {
    skeletons_.push_back({image::hash(skeleton), entry});
  }
}

// Names in Arabic script and the lexicon come first, so that the nodes that Arabic text walks lie together.
void ImageWriter::collect_names() {
  for (const std::uint16_t script : {kNameArabicScript, kNameLatin}) {
    for (std::uint32_t i = 0; i < draft_.places.size(); ++i) {
      for (const NameDraft& name : draft_.places[i].names) {
        if ((name.flags & script) != 0) collect_name(i, name);
      }
    }
    if (script == kNameArabicScript) collect_lexicon();
  }
}

void ImageWriter::collect_lexicon() {
  for (const LexiconDraft& word : draft_.lexicon) {
    const auto tokens = text::name_tokens(word.phrase);
    if (!tokens.empty()) words_.push_back({trie_.insert(tokens), word.entry});
  }
  std::ranges::stable_sort(words_, {}, &Word::node);
}

void ImageWriter::sort_names() {
  const auto before = [&](const Name& a, const Name& b) {
    if (a.node != b.node) return a.node < b.node;
    return rank(a, draft_) < rank(b, draft_);
  };
  std::ranges::sort(sorted_names_, before);
  // Spellings that the normal form makes one stay one entry a place: the best, with the flags of all.
  std::vector<Name> unique;
  std::size_t node_begin = 0;
  for (const Name& name : sorted_names_) {
    if (unique.empty() || unique.back().node != name.node) node_begin = unique.size();
    const auto same = std::find_if(unique.begin() + static_cast<std::ptrdiff_t>(node_begin), unique.end(),
                                   [&](const Name& other) { return other.place == name.place; });
    if (same == unique.end()) {
      unique.push_back(name);
    } else {
      const bool trusted = (same->flags & kNameFromWords) == 0 || (name.flags & kNameFromWords) == 0;
      same->flags = static_cast<std::uint16_t>(same->flags | name.flags);
      if (trusted) same->flags = static_cast<std::uint16_t>(same->flags & ~kNameFromWords);
    }
  }
  sorted_names_ = std::move(unique);
}

void ImageWriter::lay_out_nodes() {
  std::vector<NameIndex::TokenSet> onward(trie_.node_count());
  for (const auto& edge : trie_.edges())
    onward[edge.node].add(NameIndex::Token{edge.token});
  std::size_t name = 0;
  std::size_t word = 0;
  nodes_.reserve(onward.size() + 1);
  for (std::uint32_t node = 0; node < onward.size(); ++node) {
    nodes_.emplace_back(static_cast<std::uint32_t>(name), static_cast<std::uint32_t>(word),
                        onward[node].bits());
    while (name < sorted_names_.size() && sorted_names_[name].node == node)
      ++name;
    while (word < words_.size() && words_[word].node == node)
      ++word;
  }
  nodes_.emplace_back(static_cast<std::uint32_t>(name), static_cast<std::uint32_t>(word), std::uint64_t{0});
  for (const Name& n : sorted_names_)
    names_.emplace_back(n.place, n.flags, n.spelling);
  for (const Word& w : words_) {
    lexicon_.emplace_back(static_cast<std::uint8_t>(w.entry.word_class), w.entry.value, w.entry.weight);
  }
}

void ImageWriter::lay_out_keyed(std::vector<Keyed>& keyed, std::vector<fb::RangeSlot>& slots) {
  std::ranges::sort(keyed, [&](const Keyed& a, const Keyed& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    return rank(a.name, draft_) < rank(b.name, draft_);
  });
  std::size_t keys = 0;
  for (std::size_t i = 0; i < keyed.size(); ++i)
    keys += i == 0 || keyed[i].hash != keyed[i - 1].hash ? 1 : 0;
  slots.resize(image::slots_for(keys));
  for (std::size_t begin = 0; begin < keyed.size();) {
    const std::uint64_t hash = keyed[begin].hash;
    const std::size_t first = names_.size();
    std::size_t end = begin;
    for (; end < keyed.size() && keyed[end].hash == hash; ++end) {
      const Name& n = keyed[end].name;
      const bool again = std::any_of(names_.begin() + static_cast<std::ptrdiff_t>(first), names_.end(),
                                     [&](const fb::NameRecord& other) { return other.place() == n.place; });
      if (!again) names_.emplace_back(n.place, n.flags, n.spelling);
    }
    const fb::RangeSlot slot(hash, static_cast<std::uint32_t>(first),
                             static_cast<std::uint32_t>(names_.size() - first));
    put(slots, hash, slot, [](const fb::RangeSlot& s) { return s.count() == 0; });
    begin = end;
  }
}

void ImageWriter::lay_out_tokens() {
  const auto& strings = trie_.token_strings();
  std::size_t arabic = 0;
  for (std::uint32_t token = 0; token < strings.size(); ++token) {
    tokens_.push_back(pool_.ref(strings[token]));
    if (token != 0 && image::is_arabic_token(trie_.text_of(token))) ++arabic;
  }
  arabic_tokens_.resize(image::slots_for(arabic));
  other_tokens_.resize(image::slots_for(strings.size() - 1 - arabic));
  for (std::uint32_t token = 1; token < strings.size(); ++token) {
    const std::string_view text = trie_.text_of(token);
    const std::uint64_t hash = image::hash(text);
    put(image::is_arabic_token(text) ? arabic_tokens_ : other_tokens_, hash,
        fb::TokenSlot(image::fingerprint(hash), token),
        [](const fb::TokenSlot& s) { return s.token() == 0; });
  }
}

void ImageWriter::lay_out_edges() {
  first_nodes_.resize(tokens_.size());
  std::size_t inner = 0;
  for (const auto& edge : trie_.edges())
    inner += edge.node != kRoot ? 1 : 0;
  edges_.resize(image::slots_for(inner));
  for (const auto& edge : trie_.edges()) {
    if (edge.node == kRoot) {
      first_nodes_[edge.token] = edge.child;
    } else {
      put(edges_, image::edge_hash(edge.node, edge.token), fb::EdgeSlot(edge.node, edge.token, edge.child),
          [](const fb::EdgeSlot& s) { return s.node() == 0; });
    }
  }
}

std::int32_t to_e7(double degrees) {
  return static_cast<std::int32_t>(std::lround(degrees * 1e7));
}

fb::PlaceRecord ImageWriter::record_of(const PlaceDraft& place) {
  const auto flags = static_cast<std::uint8_t>((place.is_capital ? image::kCapital : 0) |
                                               (place.is_admin1_seat ? image::kAdmin1Seat : 0));
  const bool has_iso = place.iso_a2.size() == 2;
  return {place.population,
          to_e7(place.location.lat_deg()),
          to_e7(place.location.lon_deg()),
          pool_.intern(place.stable_id),
          pool_.intern(place.name),
          pool_.intern(place.name_ar),
          place.country.value,
          place.admin1.value,
          place.area.value,
          static_cast<float>(place.radius_km),
          static_cast<std::uint8_t>(place.kind),
          flags,
          static_cast<std::uint8_t>(has_iso ? place.iso_a2[0] : 0),
          static_cast<std::uint8_t>(has_iso ? place.iso_a2[1] : 0)};
}

void ImageWriter::lay_out_places() {
  place_name_ranges_.push_back(0);
  ids_.assign(image::slots_for(draft_.places.size()), image::kNone);
  places_.reserve(draft_.places.size());
  for (std::uint32_t i = 0; i < draft_.places.size(); ++i) {
    const PlaceDraft& place = draft_.places[i];
    places_.push_back(record_of(place));
    put(ids_, image::hash(place.stable_id), i, [](std::uint32_t slot) { return slot == image::kNone; });
    if (place.kind == PlaceKind::country && !place.iso_a2.empty()) countries_.push_back(i);
    for (const NameDraft& name : place.names)
      place_names_.push_back(pool_.intern(name.text));
    place_name_ranges_.push_back(static_cast<std::uint32_t>(place_names_.size()));
  }
  lay_out_countries();
}

void ImageWriter::lay_out_countries() {
  std::ranges::sort(countries_, {},
                    [&](std::uint32_t i) -> const std::string& { return draft_.places[i].iso_a2; });
  neighbour_ranges_.push_back(0);
  for (const std::uint32_t country : countries_) {
    if (const auto found = draft_.neighbours.find(country); found != draft_.neighbours.end()) {
      for (const PlaceId other : found->second)
        neighbours_.push_back(other.value);
    }
    neighbour_ranges_.push_back(static_cast<std::uint32_t>(neighbours_.size()));
  }
}

flatbuffers::DetachedBuffer ImageWriter::finish(const ImageFacts& facts) {
  std::vector<std::uint32_t> area_places(facts.area_count, image::kNone);
  for (std::uint32_t i = 0; i < draft_.places.size(); ++i) {
    const AreaId area = draft_.places[i].area;
    if (area.value < area_places.size() && area_places[area.value] == image::kNone)
      area_places[area.value] = i;
  }
  flatbuffers::FlatBufferBuilder builder(std::size_t{96} << 20);
  const auto pool =
      builder.CreateVector(reinterpret_cast<const std::uint8_t*>(pool_.bytes().data()), pool_.bytes().size());
  const auto strings = builder.CreateVectorOfStructs(pool_.refs());
  const auto places = builder.CreateVectorOfStructs(places_);
  const auto ids = builder.CreateVector(ids_);
  const auto countries = builder.CreateVector(countries_);
  const auto neighbour_ranges = builder.CreateVector(neighbour_ranges_);
  const auto neighbours = builder.CreateVector(neighbours_);
  const auto areas = builder.CreateVector(area_places);
  const auto place_name_ranges = builder.CreateVector(place_name_ranges_);
  const auto place_names = builder.CreateVector(place_names_);
  const auto tokens = builder.CreateVectorOfStructs(tokens_);
  const auto arabic_tokens = builder.CreateVectorOfStructs(arabic_tokens_);
  const auto other_tokens = builder.CreateVectorOfStructs(other_tokens_);
  const auto first_nodes = builder.CreateVector(first_nodes_);
  const auto edges = builder.CreateVectorOfStructs(edges_);
  const auto nodes = builder.CreateVectorOfStructs(nodes_);
  const auto names = builder.CreateVectorOfStructs(names_);
  const auto lexicon = builder.CreateVectorOfStructs(lexicon_);
  const auto joined = builder.CreateVectorOfStructs(joined_slots_);
  const auto skeletons = builder.CreateVectorOfStructs(skeleton_slots_);
  const auto credits = builder.CreateString(facts.credits);
  const auto version = builder.CreateString(facts.data_version);
  flatbuffers::Offset<fb::Boundaries> boundaries;
  if (facts.boundaries != nullptr) boundaries = facts.boundaries->write(builder);
  flatbuffers::Offset<fb::Waters> waters;
  if (facts.waters != nullptr) waters = facts.waters->write(builder);
  builder.Finish(fb::CreateGazetteer(builder, credits, version, pool, strings, places, ids, countries,
                                     neighbour_ranges, neighbours, areas, place_name_ranges, place_names,
                                     tokens, arabic_tokens, other_tokens, first_nodes, edges, nodes, names,
                                     lexicon, joined, skeletons, boundaries, waters),
                 fb::GazetteerIdentifier());
  return builder.Release();
}

Result<void> write_file(const std::filesystem::path& file, std::span<const std::uint8_t> payload) {
  image::Header header;
  std::memcpy(header.magic, image::kMagic.data(), sizeof(header.magic));
  header.version = image::kVersion;
  header.payload_size = payload.size();
  header.payload_checksum = image::checksum(payload.data(), payload.size());
  std::error_code error;
  const auto there = std::filesystem::symlink_status(file, error);
  if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there))
    return fail(ErrorCode::usage, "{}: is no regular file; name another.", file.string());
  WrittenFile target("cannot be written", ". Choose a folder that can be written to, with 200 MB free.");
  if (auto started = target.start(file); !started) return started;
  std::ofstream out(target.path(), std::ios::binary);
  out.write(reinterpret_cast<const char*>(&header), sizeof(header));
  out.write(reinterpret_cast<const char*>(payload.data()), static_cast<std::streamsize>(payload.size()));
  out.close();
  if (!out) return target.error(std::generic_category().message(errno));
  return target.finish();
}

}  // namespace

Result<ImageCounts> write_image(const GazetteerDraft& draft, const ImageFacts& facts,
                                const std::filesystem::path& file) {
  ImageWriter writer(draft);
  writer.lay_out();
  constexpr std::size_t kMostBytes = std::size_t{1800} << 20;  // FlatBuffers ends at 2 GiB
  if (writer.estimated_bytes() > kMostBytes) {
    return fail(ErrorCode::unsupported,
                "{}: the sources hold more than one gazetteer can take ({} MB). Use GeoNames' tables of "
                "single countries.",
                file.string(), writer.estimated_bytes() >> 20);
  }
  const auto buffer = writer.finish(facts);
  if (auto written = write_file(file, {buffer.data(), buffer.size()}); !written)
    return tl::unexpected(written.error());
  ImageCounts counts = writer.counts();
  counts.bytes = buffer.size();
  return counts;
}

}  // namespace kharita::geo
