// Corrections as a table of tab-separated values, to be passed on, looked through and taken back.
//
// The first line names the columns: article_id, start, end, words, place_id, place_name, made_at. An article
// id that is empty stands for all articles, a place id that is empty for no place; place_name is for the
// reader alone. A tab, a line's end and a backslash within a cell are written \t, \n, \r and \\.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/articles/store/places.h"
#include "app/articles/store/store.h"
#include "geo/error.h"

namespace kharita::app {

// Writes what holds of a store's corrections, one a mention or name, in the order made. Returns how many. The
// file is whole or not there.
[[nodiscard]] Result<std::uint64_t> write_corrections(const Store& store, const PlaceSource& places,
                                                      const std::filesystem::path& file);

struct CorrectionsTaken {
  std::uint64_t added = 0;
  std::uint64_t known = 0;           // the store has the same, or a later one
  std::uint64_t waiting = 0;         // of those added: for articles that the store does not have yet
  std::vector<std::string> refused;  // "FILE: line 4: there is no place gn:1 …", one a line of the table
};
// Takes what is new of a table into a store, in one transaction. Columns stand in any order, others are
// passed over. What is no correction, names a place that `places` does not know, or words that the article
// does not have there, is refused, and the rest taken. A file that cannot be read, or has not these columns,
// is an error.
[[nodiscard]] Result<CorrectionsTaken> take_corrections(const std::filesystem::path& file,
                                                        const PlaceSource& places, Store& store);

// Of several for the same mention or name the last, in the order of these.
[[nodiscard]] std::vector<Correction> that_hold(std::vector<Correction> corrections);

}  // namespace kharita::app
