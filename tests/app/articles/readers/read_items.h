// Reads into a list, for tests.
#pragma once

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "app/articles/readers/reader.h"

namespace kharita::test {

struct ReadAll {
  std::vector<app::ReadItem> items;
  Result<void> result;

  [[nodiscard]] const app::Article& article(std::size_t i) const { return items.at(i).article.value(); }
};

inline ReadAll read_all(const std::filesystem::path& file, const app::ReadLimits& limits = {}) {
  ReadAll all;
  all.result = app::read_file(
      file,
      [&](app::ReadItem&& item) {
        all.items.push_back(std::move(item));
        return true;
      },
      limits);
  return all;
}

inline ReadAll read_all_of(const std::string& content, const app::ReadLimits& limits = {}) {
  ReadAll all;
  std::istringstream in(content);
  all.result = app::read_stream(
      in, "-",
      [&](app::ReadItem&& item) {
        all.items.push_back(std::move(item));
        return true;
      },
      limits);
  return all;
}

inline std::string day_of(const app::Article& article) {
  return article.published ? geo::text::to_iso(*article.published) : "none";
}

}  // namespace kharita::test
