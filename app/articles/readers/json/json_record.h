// A piece of a JSON document as an article.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/readers/json/flat_json.h"
#include "app/articles/readers/json/json_pieces.h"
#include "app/articles/readers/record.h"

namespace kharita::app {

// The article of a piece of a document, or why it is none. Nothing for what exports hold beside articles:
// notices that someone joined a channel, messages that are a picture alone, an index's orders to store what
// comes next.
[[nodiscard]] std::optional<ReadItem> item_of(const JsonPiece& piece, const Origin& origin,
                                              const ReadContext& context, std::uint64_t bytes_read);
// What a value says as the text of a field: a string, a number, or what an object stands for, such as
// {"$date": …}; empty for others. Strings of a list are paragraphs.
[[nodiscard]] std::string field_text(const nlohmann::json& value);
// The fields of an object and of those that it wraps; empty where it has none.
[[nodiscard]] Record record_in(const nlohmann::json& object);
// The same for an object as parse_flat_object found it.
[[nodiscard]] std::optional<ReadItem> item_of(std::vector<FlatField>& fields, const Origin& origin,
                                              std::uint64_t bytes_read);

}  // namespace kharita::app
