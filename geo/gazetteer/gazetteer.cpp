#include "geo/gazetteer/gazetteer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <string>

#include "geo/boundary/boundaries.h"
#include "geo/boundary/boundary_table.h"
#include "geo/gazetteer/image.h"
#include "geo/gazetteer/name_index_impl.h"

namespace kharita::geo {
namespace {

namespace fs = std::filesystem;

// The records are mapped as the structs of the public headers: same members in the same places.
static_assert(sizeof(fb::NameRecord) == sizeof(NameEntry) && offsetof(NameEntry, flags) == 4 &&
              offsetof(NameEntry, spelling) == 8);
static_assert(sizeof(fb::LexiconRecord) == sizeof(LexiconEntry) && offsetof(LexiconEntry, value) == 4 &&
              offsetof(LexiconEntry, weight) == 8);
static_assert(sizeof(PlaceId) == sizeof(std::uint32_t));

// A file mapped for reading. Move-only; the mapping ends with it.
class Mapping {
 public:
  static Result<Mapping> of(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
      return fail(ErrorCode::io,
                  "{}: the gazetteer cannot be opened: {}. Build it with 'kharita gazetteer build', or name "
                  "one with --gazetteer.",
                  file.string(), std::strerror(errno));
    }
    struct stat info {};
    Mapping mapping;
    if (::fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) {
      mapping.size_ = static_cast<std::size_t>(info.st_size);
      mapping.data_ = ::mmap(nullptr, mapping.size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
      if (mapping.data_ == MAP_FAILED) mapping.data_ = nullptr;
    }
    ::close(descriptor);
    if (mapping.data_ == nullptr) mapping.size_ = 0;  // an empty file, a folder: the header's check says so
    return mapping;
  }

  Mapping() = default;
  Mapping(Mapping&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Mapping& operator=(Mapping&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (data_ != nullptr) ::munmap(data_, size_);
  }

  [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept {
    return {static_cast<const std::uint8_t*>(data_), size_};
  }

  // Takes its pages out of this process's memory; those that are read again come back from the file's cache.
  void let_pages_go() const noexcept { (void)::madvise(data_, size_, MADV_DONTNEED); }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

tl::unexpected<Error> damaged(const fs::path& file, std::string_view what) {
  return fail(ErrorCode::damaged, "{}: {}. Build the gazetteer again with 'kharita gazetteer build'.",
              file.string(), what);
}

// The FlatBuffer behind a header that holds what it says.
Result<std::span<const std::uint8_t>> checked_payload(const fs::path& file,
                                                      std::span<const std::uint8_t> bytes) {
  image::Header header;
  if (bytes.size() < sizeof(header)) return damaged(file, "the file is cut short: it has no header");
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (std::string_view(header.magic, sizeof(header.magic)) != image::kMagic)
    return damaged(file, "this is no gazetteer");
  if (header.version != image::kVersion) {
    return damaged(file, fmt::format("the gazetteer is of version {}, this program reads version {}",
                                     header.version, image::kVersion));
  }
  const auto payload = bytes.subspan(sizeof(header));
  if (payload.size() != header.payload_size) {
    return damaged(
        file, fmt::format("the gazetteer has {} bytes where {} belong", payload.size(), header.payload_size));
  }
  if (image::checksum(payload.data(), payload.size()) != header.payload_checksum) {
    return damaged(file, "the gazetteer's content has changed: its checksum does not fit");
  }
  return payload;
}

template <typename T>
std::span<const T> span_of(const flatbuffers::Vector<const T*>* vector) noexcept {
  if (vector == nullptr) return {};
  return {reinterpret_cast<const T*>(vector->Data()), vector->size()};
}

template <typename T, typename Stored>
std::span<const T> span_as(const flatbuffers::Vector<Stored>* vector) noexcept {
  if (vector == nullptr) return {};
  return {reinterpret_cast<const T*>(vector->Data()), vector->size()};
}

std::string_view view_of(const flatbuffers::String* text) noexcept {
  return text != nullptr ? text->string_view() : std::string_view();
}

// The box around a circle on the Earth.
LatLonBox box_around(const LatLon& centre, double radius_km) noexcept {
  constexpr double kKmPerDegree = 111.195;
  const double lat_extent = radius_km / kKmPerDegree;
  const double shrink = std::max(0.01, std::cos(centre.lat_deg() * 3.14159265358979 / 180));
  const double lon_extent = lat_extent / shrink;
  LatLonBox box{-180, std::max(-90.0, centre.lat_deg() - lat_extent), 180,
                std::min(90.0, centre.lat_deg() + lat_extent)};
  if (lon_extent < 180) {
    box.west_deg = LatLon::from_degrees(0, centre.lon_deg() - lon_extent).lon_deg();
    box.east_deg = LatLon::from_degrees(0, centre.lon_deg() + lon_extent).lon_deg();
  }
  return box;
}

}  // namespace

struct Gazetteer::Impl {
  std::shared_ptr<const Mapping> mapping;
  NameIndex::Impl index;
  NameIndex names;
  Boundaries boundaries;
  std::string_view credits;
  std::string_view data_version;
  std::span<const fb::PlaceRecord> places;
  std::span<const std::uint32_t> ids;
  std::span<const PlaceId> countries;
  std::span<const std::uint32_t> neighbour_ranges;
  std::span<const PlaceId> neighbours;
  std::span<const std::uint32_t> area_places;
  std::span<const std::uint32_t> place_name_ranges;
  std::span<const std::uint32_t> place_names;

  void read(const fb::Gazetteer& file) noexcept;
  [[nodiscard]] bool consistent() const noexcept;
  [[nodiscard]] std::string_view iso_of(std::uint32_t country) const noexcept;
  [[nodiscard]] std::optional<PlaceId> valid(std::uint32_t place) const noexcept {
    return place < places.size() ? std::optional(PlaceId{place}) : std::nullopt;
  }
};

void Gazetteer::Impl::read(const fb::Gazetteer& file) noexcept {
  credits = view_of(file.credits());
  data_version = view_of(file.data_version());
  index.strings = {{}, span_of(file.strings())};
  if (const auto* pool = file.pool()) {
    index.strings.pool = {reinterpret_cast<const char*>(pool->Data()), pool->size()};
  }
  index.tokens = span_of(file.tokens());
  index.arabic_tokens = span_of(file.arabic_tokens());
  index.other_tokens = span_of(file.other_tokens());
  index.first_nodes = span_as<std::uint32_t>(file.first_nodes());
  index.edges = span_of(file.edges());
  index.nodes = span_of(file.nodes());
  index.names = span_as<NameEntry>(file.names());
  index.lexicon = span_as<LexiconEntry>(file.lexicon());
  index.joined = span_of(file.joined());
  index.skeletons = span_of(file.skeletons());
  places = span_of(file.places());
  ids = span_as<std::uint32_t>(file.ids());
  countries = span_as<PlaceId>(file.countries());
  neighbour_ranges = span_as<std::uint32_t>(file.neighbour_ranges());
  neighbours = span_as<PlaceId>(file.neighbours());
  area_places = span_as<std::uint32_t>(file.area_places());
  place_name_ranges = span_as<std::uint32_t>(file.place_name_ranges());
  place_names = span_as<std::uint32_t>(file.place_names());
}

// What queries rely on without asking again: hash tables have a power of two of slots, ids name places.
bool Gazetteer::Impl::consistent() const noexcept {
  const auto all_places = [&](std::span<const PlaceId> list) {
    return std::ranges::all_of(list, [&](PlaceId id) { return id.value < places.size(); });
  };
  return std::has_single_bit(index.arabic_tokens.size()) && std::has_single_bit(index.other_tokens.size()) &&
         std::has_single_bit(index.edges.size()) && std::has_single_bit(index.joined.size()) &&
         std::has_single_bit(index.skeletons.size()) && std::has_single_bit(ids.size()) &&
         std::ranges::all_of(index.names,
                             [&](const NameEntry& n) { return n.place.value < places.size(); }) &&
         all_places(countries) && all_places(neighbours) && place_name_ranges.size() == places.size() + 1 &&
         neighbour_ranges.size() == countries.size() + 1;
}

std::string_view Gazetteer::Impl::iso_of(std::uint32_t country) const noexcept {
  if (country >= places.size() || places[country].iso0() == 0) return {};
  constexpr std::string_view kPrefix = "ne:";
  const std::string_view id = index.strings[places[country].stable_id()];
  return id.starts_with(kPrefix) ? id.substr(kPrefix.size()) : std::string_view();
}

Gazetteer::Gazetteer(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

Result<Gazetteer> Gazetteer::open(const fs::path& file) {
  auto mapping = Mapping::of(file);
  if (!mapping) return tl::unexpected(mapping.error());
  const auto payload = checked_payload(file, mapping->bytes());
  if (!payload) return tl::unexpected(payload.error());
  flatbuffers::Verifier verifier(payload->data(), payload->size());
  if (!fb::VerifyGazetteerBuffer(verifier)) return damaged(file, "the gazetteer's structure is broken");
  auto impl = std::make_unique<Impl>();
  impl->mapping = std::make_shared<const Mapping>(std::move(*mapping));
  const fb::Gazetteer& content = *fb::GetGazetteer(payload->data());
  impl->read(content);
  if (!impl->consistent()) return damaged(file, "the gazetteer's tables contradict each other");
  if (content.boundaries() != nullptr) {
    auto boundaries = BoundaryTable::open(*content.boundaries(), impl->mapping, content.waters());
    if (!boundaries) return damaged(file, boundaries.error().message);
    impl->boundaries = std::move(*boundaries);
  }
  impl->index.make_filter();
  impl->mapping->let_pages_go();  // the checks have touched all of it; what follows needs a part
  impl->names.impl_ = &impl->index;
  return Gazetteer(std::move(impl));
}

std::size_t Gazetteer::place_count() const noexcept {
  return impl_->places.size();
}

Place Gazetteer::place(PlaceId id) const noexcept {
  Place place;
  if (id.value >= impl_->places.size()) return place;
  const fb::PlaceRecord& record = impl_->places[id.value];
  const StringTable& strings = impl_->index.strings;
  place.id = id;
  place.stable_id = strings[record.stable_id()];
  place.name = strings[record.name()];
  place.name_ar = strings[record.name_ar()];
  place.kind = static_cast<PlaceKind>(record.kind());
  place.location = LatLon::from_degrees(record.lat_e7() * 1e-7, record.lon_e7() * 1e-7);
  place.country_iso = impl_->iso_of(record.country());
  if (record.country() < impl_->places.size()) place.country = {record.country()};
  if (record.admin1() < impl_->places.size()) place.admin1 = {record.admin1()};
  place.population = record.population();
  place.is_capital = (record.flags() & image::kCapital) != 0;
  place.is_admin1_seat = (record.flags() & image::kAdmin1Seat) != 0;
  const bool has_area = record.area() < impl_->boundaries.area_count();
  if (has_area) place.area = {record.area()};
  place.bounds = has_area ? impl_->boundaries.bounds(place.area)
                          : box_around(place.location, static_cast<double>(record.radius_km()));
  return place;
}

PlaceKind Gazetteer::kind(PlaceId id) const noexcept {
  if (id.value >= impl_->places.size()) return PlaceKind::other;
  return static_cast<PlaceKind>(impl_->places[id.value].kind());
}

PlaceId Gazetteer::country_of(PlaceId id) const noexcept {
  if (id.value >= impl_->places.size()) return {};
  const std::uint32_t country = impl_->places[id.value].country();
  return country < impl_->places.size() ? PlaceId{country} : PlaceId{};
}

std::optional<PlaceId> Gazetteer::find(std::string_view stable_id) const noexcept {
  const std::size_t mask = impl_->ids.size() - 1;
  const std::uint64_t start = image::hash(stable_id);
  for (std::size_t step = 0; step < impl_->ids.size(); ++step) {
    const std::uint32_t place = impl_->ids[(start + step) & mask];
    if (place >= impl_->places.size()) return std::nullopt;
    if (impl_->index.strings[impl_->places[place].stable_id()] == stable_id) return PlaceId{place};
  }
  return std::nullopt;
}

std::optional<PlaceId> Gazetteer::country(std::string_view iso_alpha2) const noexcept {
  const auto iso = [&](PlaceId id) { return impl_->iso_of(id.value); };
  const auto found = std::ranges::lower_bound(impl_->countries, iso_alpha2, {}, iso);
  if (found == impl_->countries.end() || iso(*found) != iso_alpha2) return std::nullopt;
  return *found;
}

std::span<const PlaceId> Gazetteer::countries() const noexcept {
  return impl_->countries;
}

std::span<const PlaceId> Gazetteer::neighbours(PlaceId country) const noexcept {
  const auto iso = [&](PlaceId id) { return impl_->iso_of(id.value); };
  const auto found = std::ranges::lower_bound(impl_->countries, iso(country), {}, iso);
  if (found == impl_->countries.end() || *found != country) return {};
  const auto i = static_cast<std::size_t>(found - impl_->countries.begin());
  return slice(impl_->neighbours, impl_->neighbour_ranges[i], impl_->neighbour_ranges[i + 1]);
}

std::optional<PlaceId> Gazetteer::place_of(AreaId area) const noexcept {
  if (area.value >= impl_->area_places.size()) return std::nullopt;
  return impl_->valid(impl_->area_places[area.value]);
}

const NameIndex& Gazetteer::names() const noexcept {
  return impl_->names;
}
const Boundaries& Gazetteer::boundaries() const noexcept {
  return impl_->boundaries;
}

std::vector<std::string_view> Gazetteer::names_of(PlaceId id) const {
  std::vector<std::string_view> names;
  if (id.value >= impl_->places.size()) return names;
  for (const std::uint32_t name : slice(impl_->place_names, impl_->place_name_ranges[id.value],
                                        impl_->place_name_ranges[id.value + 1])) {
    names.push_back(impl_->index.strings[name]);
  }
  return names;
}

std::string_view Gazetteer::credits() const noexcept {
  return impl_->credits;
}
std::string_view Gazetteer::data_version() const noexcept {
  return impl_->data_version;
}

}  // namespace kharita::geo
