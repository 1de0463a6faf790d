#include "app/ui/text_edit.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace kharita::app::ui {
namespace {

constexpr std::size_t kMaxUndo = 200;

struct CloseIterator {
  void operator()(UBreakIterator* iterator) const noexcept { ubrk_close(iterator); }
};
struct CloseText {
  void operator()(UText* text) const noexcept { utext_close(text); }
};

UBreakIterator* break_iterator(UBreakIteratorType type) {
  const auto open = [](UBreakIteratorType kind) {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<UBreakIterator, CloseIterator>(ubrk_open(kind, "", nullptr, 0, &status));
  };
  static const auto graphemes = open(UBRK_CHARACTER);
  static const auto words = open(UBRK_WORD);
  return type == UBRK_CHARACTER ? graphemes.get() : words.get();
}

// Calls visit(edge, whether a word ends there) for every edge of the text, 0 and its end among them.
template <typename Visit>
void for_each_edge(UBreakIteratorType type, const std::string& text, Visit visit) {
  UBreakIterator* iterator = break_iterator(type);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, CloseText> view(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
  if (iterator == nullptr || !view) return;
  ubrk_setUText(iterator, view.get(), &status);
  if (U_FAILURE(status) != 0) return;
  for (std::int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
    visit(static_cast<std::uint32_t>(at), ubrk_getRuleStatus(iterator) >= UBRK_WORD_NONE_LIMIT);
  }
}

bool is_kept_format_character(UChar32 c) {
  return c == 0x200C || c == 0x200D || c == 0x200E || c == 0x200F || c == 0x061C;
}

void append(std::string& out, UChar32 c) {
  char buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(reinterpret_cast<std::uint8_t*>(buffer), length, c);
  out.append(buffer, static_cast<std::size_t>(length));
}

// One line of valid UTF-8 without control characters, at most `room` bytes.
std::string cleaned(std::string_view utf8, std::size_t room) {
  std::string out;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto end = static_cast<std::int32_t>(std::min<std::size_t>(utf8.size(), 16 * TextEdit::kMaxBytes));
  for (std::int32_t i = 0; i < end;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, end, c);
    if (c < 0) c = 0xFFFD;
    const bool space = c == '\t' || (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
    if (space) c = ' ';
    const auto type = u_charType(c);
    if (type == U_CONTROL_CHAR || (type == U_FORMAT_CHAR && !is_kept_format_character(c))) continue;
    if (out.size() + static_cast<std::size_t>(U8_LENGTH(c)) > room) break;
    append(out, c);
  }
  return out;
}

}  // namespace

std::string_view TextEdit::selected() const noexcept {
  return std::string_view(value_).substr(selection_start(), selection_end() - selection_start());
}

void TextEdit::set_value(std::string_view utf8) {
  if (utf8 == value_) return;
  value_ = cleaned(utf8, kMaxBytes);
  undo_.clear();
  redo_.clear();
  last_change_ = Change::none;
  find_edges();
  caret_ = anchor_ = static_cast<std::uint32_t>(value_.size());
}

void TextEdit::find_edges() {
  graphemes_.clear();
  word_starts_.clear();
  word_ends_.clear();
  for_each_edge(UBRK_CHARACTER, value_, [&](std::uint32_t at, bool) { graphemes_.push_back(at); });
  if (graphemes_.empty()) graphemes_ = {0, static_cast<std::uint32_t>(value_.size())};
  std::uint32_t last = 0;
  for_each_edge(UBRK_WORD, value_, [&](std::uint32_t at, bool ends_word) {
    if (ends_word) {
      word_starts_.push_back(last);
      word_ends_.push_back(at);
    }
    last = at;
  });
}

void TextEdit::remember(Change change) {
  redo_.clear();
  const bool same_stroke = change == Change::typing && last_change_ == Change::typing;
  last_change_ = change;
  if (same_stroke) return;
  if (undo_.size() == kMaxUndo) undo_.erase(undo_.begin());
  undo_.push_back({value_, caret_, anchor_});
}

void TextEdit::replace(std::uint32_t start, std::uint32_t end, std::string_view with) {
  value_.replace(start, end - start, with);
  find_edges();
  // What was put in may have joined its neighbours: the caret goes behind the grapheme that holds its end.
  const auto at = start + static_cast<std::uint32_t>(with.size());
  caret_ = anchor_ = *std::lower_bound(graphemes_.begin(), graphemes_.end() - 1, at);
}

void TextEdit::insert(std::string_view utf8) {
  const std::size_t kept = value_.size() - selected().size();
  const std::string text = cleaned(utf8, kMaxBytes - std::min(kept, kMaxBytes));
  if (text.empty()) return;
  const bool breaks_stroke = has_selection() || text == " " || text.size() > U8_MAX_LENGTH;
  remember(breaks_stroke ? Change::other : Change::typing);
  replace(selection_start(), selection_end(), text);
}

void TextEdit::erase_back() {
  if (has_selection()) {
    (void)cut();
    return;
  }
  if (caret_ == 0) return;
  remember(Change::other);
  std::uint32_t start = caret_;
  UChar32 c = 0;
  auto at = static_cast<std::int32_t>(caret_);
  U8_PREV(reinterpret_cast<const std::uint8_t*>(value_.data()), 0, at, c);
  const auto type = u_charType(c);
  const bool is_mark = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
  start = is_mark ? static_cast<std::uint32_t>(at) : previous_grapheme(caret_);
  replace(start, caret_, {});
}

void TextEdit::erase_forward() {
  if (has_selection()) {
    (void)cut();
    return;
  }
  if (caret_ == value_.size()) return;
  remember(Change::other);
  replace(caret_, next_grapheme(caret_), {});
}

void TextEdit::erase_word_back() {
  if (!has_selection()) anchor_ = previous_word(caret_);
  (void)cut();
}

void TextEdit::erase_word_forward() {
  if (!has_selection()) anchor_ = next_word(caret_);
  (void)cut();
}

std::string TextEdit::cut() {
  std::string taken{selected()};
  if (taken.empty()) return taken;
  remember(Change::other);
  replace(selection_start(), selection_end(), {});
  return taken;
}

void TextEdit::clear() {
  select_all();
  (void)cut();
}

void TextEdit::move_to(std::uint32_t byte, bool keep_anchor) {
  last_change_ = Change::none;
  caret_ = *(std::upper_bound(graphemes_.begin(), graphemes_.end(), byte) - 1);
  if (!keep_anchor) anchor_ = caret_;
}

void TextEdit::select_all() {
  anchor_ = 0;
  move_to_end(true);
}

void TextEdit::select_word(std::uint32_t byte) {
  for (std::size_t i = 0; i < word_starts_.size(); ++i) {
    if (word_starts_[i] > byte || word_ends_[i] < byte) continue;
    move_to(word_starts_[i], false);
    move_to(word_ends_[i], true);
    return;
  }
  move_to(byte, false);
}

std::uint32_t TextEdit::next_grapheme(std::uint32_t byte) const {
  const auto next = std::upper_bound(graphemes_.begin(), graphemes_.end(), byte);
  return next == graphemes_.end() ? graphemes_.back() : *next;
}

std::uint32_t TextEdit::previous_grapheme(std::uint32_t byte) const {
  const auto at = std::lower_bound(graphemes_.begin(), graphemes_.end(), byte);
  return at == graphemes_.begin() ? 0 : *(at - 1);
}

std::uint32_t TextEdit::next_word(std::uint32_t byte) const {
  const auto end = std::upper_bound(word_ends_.begin(), word_ends_.end(), byte);
  return end == word_ends_.end() ? graphemes_.back() : *end;
}

std::uint32_t TextEdit::previous_word(std::uint32_t byte) const {
  const auto start = std::lower_bound(word_starts_.begin(), word_starts_.end(), byte);
  return start == word_starts_.begin() ? 0 : *(start - 1);
}

void TextEdit::restore(State state) {
  value_ = std::move(state.value);
  find_edges();
  caret_ = state.caret;
  anchor_ = state.anchor;
  last_change_ = Change::none;
}

bool TextEdit::undo() {
  if (undo_.empty()) return false;
  redo_.push_back({value_, caret_, anchor_});
  State state = std::move(undo_.back());
  undo_.pop_back();
  restore(std::move(state));
  return true;
}

bool TextEdit::redo() {
  if (redo_.empty()) return false;
  undo_.push_back({value_, caret_, anchor_});
  State state = std::move(redo_.back());
  redo_.pop_back();
  restore(std::move(state));
  return true;
}

}  // namespace kharita::app::ui
