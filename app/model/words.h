// The program's own words in Arabic and English: one table, so that no panel holds a sentence of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/model/map_scene.h"
#include "geo/gazetteer/place.h"
#include "geo/text/dates.h"

namespace kharita::app {

enum class Word : std::uint16_t {
  articles,
  mentions,
  places,
  countries,
  sources,
  search_text,
  search_places,
  date_from,
  date_to,
  clear_all,
  of,
  filters,
  timeline,
  no_articles,
  no_articles_hint,
  nothing_passes,
  nothing_passes_hint,
  undated,
  confidence,
  undo,
  redo,
  theme,
  language,
  screenshot,
  screenshot_saved,
  screenshot_failed,
  importing,
  loading,
  cancel,
  import_done,
  import_cancelled,
  so_far,
  errors,
  close,
  alternatives,
  choose_this,
  not_a_place,
  corrected_by_you,
  newest_first,
  oldest_first,
  most_places,
  unknown_source,
  published_from_byline,
  published_from_file_name,
  published_from_text,
  temporary_store,
  keep,
  kept,
  places_selected,
  select_rectangle,
  select_lasso,
  find_on_map,
  no_such_place,
  preparing_names,
  saved_views,
  save_view,
  view_name,
  delete_view,
  zoom_in,
  zoom_out,
  zoom_all,
  show_globe,
  show_flat_map,
  open_samples,
  legend_areas,
  legend_places,
  legend_doubtful,
  legend_no_border,
  legend_disputed,
  nothing_to_show,
  kilometres,
  north,  // as the arrow on a map bears it
  metres,
  legend_areas_articles,
  legend_places_articles,
  legend_tint_rule,
  legend_cluster,
  legend_by_country,
  legend_by_country_articles,
  legend_by_province,
  legend_by_province_articles,
  legend_of_all,
  legend_no_mention,
  legend_not_shown,
  legend_heat,
  legend_heat_articles,
  legend_radius,
  legend_arcs,
  legend_strongest,
  style_points,
  style_clusters,
  style_areas,
  style_heat,
  style_arcs,
  provinces,
  quantiles,
  natural_breaks,
  share_of_all,
  style_options,
  quantiles_short,
  more_places,
  click_to_split,
  click_for_articles,
  area_itself,
  both_names,
  within_box,
  set_published,
  south,  // these, too, as maps bear them
  east,
  west,
  export_title,
  export_format,
  export_size,
  export_window,
  export_own_size,
  export_width,
  export_height,
  export_pixels,
  export_size_error,
  export_scale,
  export_as_window,
  export_picture_title,
  export_optional,
  export_legend,
  export_scale_bar,
  export_north,
  export_filters,
  export_credits,
  export_transparent,
  export_folder,
  export_file,
  export_replaces,
  export_flat_only,
  export_save,
  export_drawing,
  all_commands,
  keys_help,
  quit,
  move_left,
  move_right,
  move_up,
  move_down,
  full_map,
  panel_filters,
  panel_articles,
  panel_timeline,
  drop_selection,
  close_article,
  next_article,
  previous_article,
  next_mention,
  previous_mention,
  zoom_to_article,
  larger_text,
  smaller_text,
  normal_text,
  in_other_language,
  globe_or_flat,
  group_articles,
  group_edit,
  group_map,
  group_window,
  group_pictures,
  type_a_command,
  no_such_command,
  key_none,
  with_the_mouse,
  mouse_drag,
  mouse_drag_does,
  mouse_wheel,
  mouse_wheel_does,
  mouse_double,
  mouse_double_does,
  mouse_box,
  mouse_box_does,
  mouse_click,
  mouse_click_does,
  count_
};

// `language` both reads as Arabic.
[[nodiscard]] std::string_view word(Word w, Language language) noexcept;
[[nodiscard]] std::string_view kind_word(geo::PlaceKind kind, Language language) noexcept;

// "3 من 60" or "3 of 60": the form of every count on screen. Digits are grouped in thousands.
[[nodiscard]] std::string count_of(std::uint64_t n, std::uint64_t m, Language language);
// A count while more is coming in: "3 of 60 so far".
[[nodiscard]] std::string so_far(std::string_view count, Language language);
[[nodiscard]] std::string number(std::uint64_t n);  // "1,234,567"
// A share of all: "12.5%"; what rounds to nothing is said to be less than the least that shows.
[[nodiscard]] std::string share_words(std::uint64_t amount, std::uint64_t all);
// "29 يناير 2024" or "29 January 2024".
[[nodiscard]] std::string date_words(const geo::text::Date& date, Language language);
// "يناير 2024" or "Jan 2024".
[[nodiscard]] std::string month_words(const geo::text::Date& date, Language language);

// `utf8` between U+2068 and U+2069, so that a name in one script does not turn round what stands beside it in
// another: for every name, path or number put into a composed line. Bidi controls of its own are dropped and
// line ends become spaces.
[[nodiscard]] std::string isolated(std::string_view utf8);

// A place's name in the language, else the one that there is.
[[nodiscard]] std::string_view place_name(const geo::Place& place, Language language) noexcept;

}  // namespace kharita::app
