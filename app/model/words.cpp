#include "app/model/words.h"

#include <fmt/format.h>

#include <array>
#include <string>

namespace kharita::app {
namespace {

struct Entry {
  Word word;
  std::string_view arabic;
  std::string_view english;
};

constexpr Entry kWords[] = {
    Entry{Word::articles, "المقالات", "Articles"},
    Entry{Word::mentions, "الإشارات", "Mentions"},
    Entry{Word::places, "الأماكن", "Places"},
    Entry{Word::countries, "الدول", "Countries"},
    Entry{Word::sources, "المصادر", "Sources"},
    Entry{Word::languages, "اللغات", "Languages"},
    Entry{Word::kinds, "أنواع الأماكن", "Kinds of place"},
    Entry{Word::all_but, "ما عدا", "not"},
    Entry{Word::together, "معا", "together"},
    Entry{Word::each_of_them, "تذكر كلها معا", "All of them together"},
    Entry{Word::any_of_them, "يكفي واحد منها", "Any of them"},
    Entry{Word::not_this, "ما عدا هذا (Alt مع النقر)", "All but this (Alt and click)"},
    Entry{Word::search_countries, "ابحث عن دولة", "Find a country"},
    Entry{Word::search_sources, "ابحث عن مصدر", "Find a source"},
    Entry{Word::search_languages, "ابحث عن لغة", "Find a language"},
    Entry{Word::search_kinds, "ابحث عن نوع", "Find a kind"},
    Entry{Word::search_text, "ابحث في النصوص", "Search the texts"},
    Entry{Word::search_places, "ابحث عن مكان", "Find a place"},
    Entry{Word::date_from, "من", "From"},
    Entry{Word::date_to, "إلى", "To"},
    Entry{Word::quick_ranges, "مدد جاهزة", "Quick ranges"},
    Entry{Word::today, "اليوم", "Today"},
    Entry{Word::yesterday, "أمس", "Yesterday"},
    Entry{Word::last_7_days, "آخر 7 أيام", "Last 7 days"},
    Entry{Word::last_30_days, "آخر 30 يوما", "Last 30 days"},
    Entry{Word::this_month, "هذا الشهر", "This month"},
    Entry{Word::last_month, "الشهر الماضي", "Last month"},
    Entry{Word::this_year, "هذه السنة", "This year"},
    Entry{Word::last_year, "السنة الماضية", "Last year"},
    Entry{Word::all_dates, "كل التواريخ", "All dates"},
    Entry{Word::date_example, "مثل 2024", "e.g. 2024"},
    Entry{Word::date_not_understood, "لم يفهم هذا التاريخ: جرب 2024 أو 1/2024 أو 17/1/2024 أو أمس",
          "Not understood: try 2024, 1/2024, 17/1/2024 or yesterday"},
    Entry{Word::earlier, "السابق", "Earlier"},
    Entry{Word::later, "التالي", "Later"},
    Entry{Word::inferred_dates, "تواريخ مستنتجة", "Inferred dates"},
    Entry{Word::timeline_options, "خيارات الخط الزمني", "Timeline options"},
    Entry{Word::square_root, "ارتفاع الأعمدة بالجذر التربيعي", "Heights by square root"},
    Entry{Word::stack_by, "الأعمدة بحسب", "Stack by"},
    Entry{Word::stack_none, "المجموع", "Total"},
    Entry{Word::stack_source, "المصدر", "Source"},
    Entry{Word::stack_kind, "نوع المكان", "Kind of place"},
    Entry{Word::stack_others, "غير ذلك", "Others"},
    Entry{Word::zoom_time_in, "تقريب الزمن", "Closer in time"},
    Entry{Word::zoom_time_out, "إبعاد الزمن", "Wider in time"},
    Entry{Word::zoom_time_all, "الزمن كله", "All of time"},
    Entry{Word::play, "تشغيل عبر الزمن", "Play through time"},
    Entry{Word::pause, "إيقاف مؤقت", "Pause"},
    Entry{Word::play_back, "خطوة إلى الوراء", "A step back"},
    Entry{Word::play_on, "خطوة إلى الأمام", "A step on"},
    Entry{Word::play_interval, "كل خطوة", "Each step"},
    Entry{Word::play_growing, "تراكمي منذ البداية", "Growing from the start"},
    Entry{Word::play_loop, "تكرار", "Over again"},
    Entry{Word::play_speed, "السرعة", "Speed"},
    Entry{Word::unit_day, "يوم", "Day"},
    Entry{Word::unit_week, "أسبوع", "Week"},
    Entry{Word::unit_month, "شهر", "Month"},
    Entry{Word::unit_quarter, "ربع سنة", "Quarter"},
    Entry{Word::unit_year, "سنة", "Year"},
    Entry{Word::hits, "المواضع", "Hits"},
    Entry{Word::next_hit, "الموضع التالي", "Next hit"},
    Entry{Word::previous_hit, "الموضع السابق", "Previous hit"},
    Entry{Word::search_help, "كيف تبحث", "How to search"},
    Entry{Word::search_help_words, "كلمتان: كلتاهما في المقال", "two words: both are in the article"},
    Entry{Word::search_help_phrase, "عبارة كما هي", "a phrase as it stands"},
    Entry{Word::search_help_without, "من غير هذه الكلمة", "without this word"},
    Entry{Word::search_help_either, "إحداهما تكفي", "one of them is enough"},
    Entry{Word::search_help_typing, "الكلمة الأخيرة تكمل ما بدأ بها",
          "a last word is also what begins with it"},
    Entry{Word::clear_all, "مسح كل المرشحات", "Clear all filters"},
    Entry{Word::of, "من", "of"},
    Entry{Word::filters, "المرشحات", "Filters"},
    Entry{Word::timeline, "الخط الزمني", "Timeline"},
    Entry{Word::no_articles, "لا مقالات بعد", "No articles yet"},
    Entry{Word::no_articles_hint, "اسحب ملفات أو مجلدا إلى هذه النافذة",
          "Drop files or a folder on this window"},
    Entry{Word::nothing_passes, "لا مقال يوافق المرشحات", "No article passes the filters"},
    Entry{Word::nothing_passes_hint, "وسع المدة أو امسح مرشحا", "Widen the dates or clear a filter"},
    Entry{Word::undated, "بلا تاريخ", "undated"},
    Entry{Word::confidence, "أدنى ثقة", "Lowest confidence"},
    Entry{Word::undo, "تراجع", "Undo"},
    Entry{Word::redo, "إعادة", "Redo"},
    Entry{Word::theme, "المظهر", "Theme"},
    Entry{Word::language, "English", "العربية"},
    Entry{Word::screenshot, "حفظ صورة", "Save picture"},
    Entry{Word::screenshot_saved, "حفظت الصورة: {0}", "Picture saved: {0}"},
    Entry{Word::screenshot_failed, "لم تحفظ الصورة: {0}", "The picture was not saved: {0}"},
    Entry{Word::importing, "تجري إضافة المقالات", "Adding articles"},
    Entry{Word::loading, "تفتح المقالات", "Opening articles"},
    Entry{Word::cancel, "إلغاء", "Cancel"},
    Entry{Word::import_done,
          "{0,plural,zero{لم يضف مقال جديد}one{أضيف مقال جديد}two{أضيف مقالان جديدان}few{أضيفت # مقالات "
          "جديدة}many{أضيف # مقالا جديدا}other{أضيف # مقال جديد}}",
          "{0,plural,one{# new article added}other{# new articles added}}"},
    Entry{Word::import_cancelled,
          "{0,plural,zero{أوقفت الإضافة، ولم يبق منها شيء}one{أوقفت الإضافة، وبقي منها مقال}two{أوقفت "
          "الإضافة، وبقي منها مقالان}few{أوقفت الإضافة، وبقيت منها # مقالات}many{أوقفت الإضافة، وبقي منها # "
          "مقالا}other{أوقفت الإضافة، وبقي منها # مقال}}",
          "{0,plural,one{Stopped; # new article kept}other{Stopped; # new articles kept}}"},
    Entry{Word::so_far, "حتى الآن", "so far"},
    Entry{Word::errors,
          "{0} ({1,plural,zero{لا أخطاء}one{خطأ واحد}two{خطآن}few{# أخطاء}many{# خطأ}other{# خطأ}})",
          "{0} ({1,plural,one{# error}other{# errors}})"},
    Entry{Word::close, "إغلاق", "Close"},
    Entry{Word::alternatives, "احتمالات أخرى", "Other readings"},
    Entry{Word::choose_this, "هذا هو", "This one"},
    Entry{Word::not_a_place, "ليس مكانا", "Not a place"},
    Entry{Word::corrected_by_you, "صححته أنت", "Corrected by you"},
    Entry{Word::newest_first, "الأحدث أولا", "Newest first"},
    Entry{Word::oldest_first, "الأقدم أولا", "Oldest first"},
    Entry{Word::most_places, "الأكثر أماكن", "Most places"},
    Entry{Word::by_source, "بحسب المصدر", "By source"},
    Entry{Word::by_relevance, "الأوثق صلة", "Most relevant"},
    Entry{Word::column_title, "العنوان", "Title"},
    Entry{Word::column_date, "التاريخ", "Date"},
    Entry{Word::column_source, "المصدر", "Source"},
    Entry{Word::as_columns, "في أعمدة", "In columns"},
    Entry{Word::as_cards, "في بطاقات", "As cards"},
    Entry{
        Word::articles_chosen,
        "{0,plural,zero{لا مقالات مختارة}one{مقال مختار}two{مقالان مختاران}few{# مقالات مختارة}many{# مقالا "
        "مختارا}other{# مقال مختار}}",
        "{0,plural,one{# article chosen}other{# articles chosen}}"},
    Entry{Word::choose_article, "اختر مقالا من القائمة لتقرأه هنا",
          "Choose an article of the list to read it here"},
    Entry{Word::open_article, "افتح المقال", "Open the article"},
    Entry{Word::only_its_source, "مصدره وحده", "Only its source"},
    Entry{Word::without_its_source, "ما عدا مصدره", "All but its source"},
    Entry{Word::only_this, "هذا وحده", "Only this"},
    Entry{Word::all_but_this, "ما عدا هذا", "All but this"},
    Entry{Word::show_on_map, "أظهره على الخريطة", "Show on the map"},
    Entry{Word::list_articles, "مقالاته في القائمة", "List its articles"},
    Entry{Word::unknown_source, "مصدر غير معروف", "Unknown source"},
    Entry{Word::unknown_language, "لغة غير معروفة", "Unknown language"},
    Entry{Word::published_from_byline, "من سطر النشر", "from the byline"},
    Entry{Word::published_from_file_name, "من اسم الملف", "from the file's name"},
    Entry{Word::published_from_text, "من النص", "from the text"},
    Entry{Word::temporary_store, "لم تحفظ هذه المقالات", "These articles are not saved"},
    Entry{Word::keep, "حفظ في مكتبتي", "Keep in my library"},
    Entry{Word::kept, "حفظت في {0}", "Kept in {0}"},
    Entry{Word::places_selected,
          "{0,plural,zero{لا أماكن مختارة}one{مكان مختار}two{مكانان مختاران}few{# أماكن مختارة}many{# مكانا "
          "مختارا}other{# مكان مختار}}",
          "{0,plural,one{# place selected}other{# places selected}}"},
    Entry{Word::select_rectangle, "اختيار بمستطيل", "Select by rectangle"},
    Entry{Word::select_lasso, "اختيار برسم حر", "Select by lasso"},
    Entry{Word::find_on_map, "ابحث عن مكان على الخريطة", "Find a place on the map"},
    Entry{Word::no_such_place, "لا مكان بهذا الاسم", "No place has this name"},
    Entry{Word::preparing_names, "تجهز أسماء الأماكن…", "Preparing the names of places…"},
    Entry{Word::saved_views, "المشاهد المحفوظة", "Saved views"},
    Entry{Word::save_view, "حفظ", "Save"},
    Entry{Word::view_name, "اسم المشهد", "Name of the view"},
    Entry{Word::delete_view, "حذف", "Delete"},
    Entry{Word::zoom_in, "تكبير", "Zoom in"},
    Entry{Word::zoom_out, "تصغير", "Zoom out"},
    Entry{Word::zoom_all, "إظهار الكل", "Show all"},
    Entry{Word::open_samples, "افتح الأمثلة", "Open the samples"},
    Entry{Word::legend_areas, "إشارات إلى الدول والأقاليم", "Mentions of countries and provinces"},
    Entry{Word::legend_places, "إشارات إلى الأماكن", "Mentions of places"},
    Entry{Word::legend_doubtful, "مكان غير مؤكد", "Uncertain place"},
    Entry{Word::legend_no_border, "منطقة بلا حدود مرسومة", "Region without drawn borders"},
    Entry{Word::legend_disputed, "حدود متنازع عليها", "Disputed border"},
    Entry{Word::nothing_to_show, "لا أماكن لعرضها", "No places to show"},
    Entry{Word::kilometres, "كم", "km"},
    Entry{Word::north, "ش", "N"},
    Entry{Word::metres, "م", "m"},
    Entry{Word::legend_areas_articles, "مقالات تذكر الدول والأقاليم",
          "Articles that name countries and provinces"},
    Entry{Word::legend_places_articles, "مقالات تذكر الأماكن", "Articles that name places"},
    Entry{Word::legend_tint_rule, "الأقاليم المحددة تضم ما ذكر عن دولها",
          "Outlined provinces count their country's, too"},
    Entry{Word::legend_cluster, "مجموعة أماكن وعددها", "Places close together, with their sum"},
    Entry{Word::legend_by_country, "الإشارات بحسب الدولة", "Mentions by country"},
    Entry{Word::legend_by_country_articles, "المقالات بحسب الدولة", "Articles by country"},
    Entry{Word::legend_by_province, "الإشارات بحسب الإقليم", "Mentions by province"},
    Entry{Word::legend_by_province_articles, "المقالات بحسب الإقليم", "Articles by province"},
    Entry{Word::legend_of_all, "من الكل", "of all"},
    Entry{Word::legend_no_mention, "بلا ذكر", "No mention"},
    Entry{Word::legend_not_shown, "غير ظاهر على الخريطة", "Not on the map"},
    Entry{Word::legend_heat, "كثافة الإشارات", "Density of mentions"},
    Entry{Word::legend_heat_articles, "كثافة المقالات", "Density of articles"},
    Entry{Word::legend_radius, "نصف القطر", "Radius"},
    Entry{Word::legend_arcs, "أماكن تذكرها المقالات معا", "Named in the same articles"},
    Entry{Word::legend_strongest, "أقوى الروابط", "Strongest links shown"},
    Entry{Word::style_points, "نقاط", "Points"},
    Entry{Word::style_clusters, "مجموعات", "Clusters"},
    Entry{Word::style_areas, "مناطق ملونة", "Areas"},
    Entry{Word::style_heat, "خريطة حرارية", "Heat map"},
    Entry{Word::style_arcs, "روابط", "Links"},
    Entry{Word::provinces, "الأقاليم", "Provinces"},
    Entry{Word::quantiles, "فئات متساوية العدد", "Classes of equal size"},
    Entry{Word::natural_breaks, "فواصل طبيعية", "Natural breaks"},
    Entry{Word::share_of_all, "نسبة من الكل", "Share of all"},
    Entry{Word::style_options, "خيارات العرض", "Display options"},
    Entry{Word::heat_radius, "نصف القطر بالنقاط", "Radius in points"},
    Entry{Word::heat_areas, "الدول والأقاليم أيضا", "Countries and regions, too"},
    Entry{Word::most_links, "أكثر عدد للروابط", "Links at most"},
    Entry{Word::quantiles_short, "فئات متساوية", "Equal classes"},
    Entry{Word::more_places, "وأماكن أخرى", "and more places"},
    Entry{Word::click_to_split, "انقر لتفصيلها", "Click to take it apart"},
    Entry{Word::click_for_articles, "انقر لعرض المقالات", "Click to list the articles"},
    Entry{Word::area_itself, "منها ما يذكرها بالاسم", "Of these by its own name"},
    Entry{Word::both_names, "الأسماء باللاتينية أيضا", "Names in Arabic, too"},
    Entry{Word::within_box, "داخل مستطيل", "Within a box"},
    Entry{Word::set_published, "تاريخ النشر: صححه هنا", "Date of publication: set it right here"},
    Entry{Word::south, "ج", "S"},
    Entry{Word::east, "ق", "E"},
    Entry{Word::west, "غ", "W"},
    Entry{Word::export_title, "حفظ صورة باسم", "Save picture as"},
    Entry{Word::export_format, "الصيغة", "Format"},
    Entry{Word::export_size, "المقاس", "Size"},
    Entry{Word::export_window, "كالنافذة", "As the window"},
    Entry{Word::export_own_size, "مقاس آخر", "Another size"},
    Entry{Word::export_width, "العرض", "Width"},
    Entry{Word::export_height, "الارتفاع", "Height"},
    Entry{Word::export_pixels, "بكسل", "pixels"},
    Entry{Word::export_size_error, "كل ضلع من 1 إلى 16384 بكسل", "Each side must be from 1 to 16384 pixels"},
    Entry{Word::export_scale, "الخطوط والكلمات", "Lines and words"},
    Entry{Word::export_as_window, "كما في النافذة", "As in the window"},
    Entry{Word::export_picture_title, "العنوان", "Title"},
    Entry{Word::export_optional, "اختياري", "optional"},
    Entry{Word::export_legend, "مفتاح الخريطة", "Legend"},
    Entry{Word::export_scale_bar, "مقياس الرسم", "Scale bar"},
    Entry{Word::export_north, "سهم الشمال", "North arrow"},
    Entry{Word::export_filters, "المرشحات والأعداد", "Filters and counts"},
    Entry{Word::export_credits, "مصادر البيانات", "Sources of the data"},
    Entry{Word::fold_legend, "مفتاح الخريطة", "Legend of the map"},
    Entry{Word::data_sources, "مصادر البيانات ورخصها", "Sources of the data and their licences"},
    Entry{Word::export_transparent, "بلا خلفية", "No background"},
    Entry{Word::export_folder, "المجلد", "Folder"},
    Entry{Word::export_file, "الملف", "File"},
    Entry{Word::export_replaces, "هذا الملف موجود وسيستبدل", "This file exists and will be replaced"},
    Entry{Word::export_flat_only, "تحتاج صيغة GeoTIFF إلى الخريطة المسطحة",
          "GeoTIFF needs the flat map: leave the globe first"},
    Entry{Word::export_save, "حفظ", "Save"},
    Entry{Word::export_drawing, "ترسم الصورة", "Drawing the picture"},
    Entry{Word::menu, "القائمة", "Menu"},
    Entry{Word::all_commands, "كل الأوامر", "All commands"},
    Entry{Word::keys_help, "المفاتيح والأوامر", "Keys and commands"},
    Entry{Word::quit, "إنهاء", "Quit"},
    Entry{Word::move_left, "تحريك الخريطة يسارا", "Move the map left"},
    Entry{Word::move_right, "تحريك الخريطة يمينا", "Move the map right"},
    Entry{Word::move_up, "تحريك الخريطة إلى أعلى", "Move the map up"},
    Entry{Word::move_down, "تحريك الخريطة إلى أسفل", "Move the map down"},
    Entry{Word::full_map, "الخريطة وحدها", "The map alone"},
    Entry{Word::panel_filters, "لوحة المرشحات", "Filters panel"},
    Entry{Word::panel_articles, "لوحة المقالات", "Articles panel"},
    Entry{Word::panel_timeline, "لوحة الخط الزمني", "Timeline panel"},
    Entry{Word::drop_selection, "إسقاط الأداة أو ما اختير", "Drop the tool or what is selected"},
    Entry{Word::close_article, "إغلاق المقال", "Close the article"},
    Entry{Word::larger_text, "تكبير الخط", "Larger text"},
    Entry{Word::smaller_text, "تصغير الخط", "Smaller text"},
    Entry{Word::normal_text, "حجم الخط المعتاد", "Normal size of text"},
    Entry{Word::in_other_language, "واجهة إنجليزية", "Interface in Arabic"},
    Entry{Word::globe_or_flat, "كرة أرضية أو خريطة مسطحة", "Globe or flat map"},
    Entry{Word::group_articles, "المقالات", "Articles"},
    Entry{Word::group_edit, "تحرير", "Edit"},
    Entry{Word::group_map, "الخريطة", "Map"},
    Entry{Word::group_window, "النافذة", "Window"},
    Entry{Word::group_pictures, "الصور", "Pictures"},
    Entry{Word::type_a_command, "اكتب أمرا", "Type a command"},
    Entry{Word::no_such_command, "لا أمر بهذا الاسم", "No command has this name"},
    Entry{Word::with_the_mouse, "بالفأرة", "With the mouse"},
    Entry{Word::mouse_drag, "سحب", "Drag"},
    Entry{Word::mouse_drag_does, "تحريك الخريطة", "Move the map"},
    Entry{Word::mouse_wheel, "عجلة", "Wheel"},
    Entry{Word::mouse_wheel_does, "تكبير وتصغير حيث المؤشر", "Zoom about the cursor"},
    Entry{Word::mouse_double, "نقر مزدوج", "Double-click"},
    Entry{Word::mouse_double_does, "تكبير؛ ومع Shift تصغير", "Zoom in; with Shift out"},
    Entry{Word::mouse_box, "سحب مع Shift", "Shift and drag"},
    Entry{Word::mouse_box_does, "تكبير إلى مستطيل", "Zoom into a box"},
    Entry{Word::mouse_click, "نقر", "Click"},
    Entry{Word::mouse_click_does, "مقالات المكان؛ ومع Ctrl يضاف مكان",
          "A place's articles; with Ctrl adds a place"},
    Entry{Word::another_place, "مكان آخر…", "Another place…"},
    Entry{Word::choose_place_for, "اختر مكان «{0}»", "Choose the place of “{0}”"},
    Entry{Word::as_found, "كما قرئ", "As found"},
    Entry{Word::was_read_as, "قرئ: {0}", "It was read as {0}"},
    Entry{Word::scope_mention, "هذه الإشارة", "This mention"},
    Entry{Word::scope_article, "هذا المقال", "This article"},
    Entry{Word::scope_everywhere, "كل المقالات", "All articles"},
    Entry{Word::applies_to, "يطبق على", "Applies to"},
    Entry{Word::undo_what, "تراجع: {0}", "Undo: {0}"},
    Entry{Word::redo_what, "إعادة: {0}", "Redo: {0}"},
    Entry{Word::step_filter, "المرشحات", "filters"},
    Entry{Word::step_selection, "اختيار الأماكن", "selection of places"},
    Entry{Word::step_open, "فتح مقال", "opening an article"},
    Entry{Word::step_order, "ترتيب المقالات", "order of the articles"},
    Entry{Word::step_correction, "تصحيح", "correction"},
    Entry{Word::step_date, "تاريخ النشر", "date of publication"},
    Entry{Word::unsaved_title, "لم تحفظ هذه المقالات", "These articles are not kept"},
    Entry{Word::unsaved_text,
          "{0,plural,zero{لا مقالات}one{مقال واحد مفتوح وليس في مكتبتك}two{مقالان مفتوحان وليسا في "
          "مكتبتك}few{# مقالات مفتوحة ليست في مكتبتك}many{# مقالا مفتوحا وليست في مكتبتك}other{# مقال مفتوح "
          "وليست في مكتبتك}}، ومعها ما صححته. هل تحفظها قبل الإغلاق؟",
          "{0,plural,one{# open article is not in your library}other{# open articles are not in your "
          "library}}, nor is what you corrected in them. Keep them before the window closes?"},
    Entry{Word::keep_and_quit, "حفظ وإغلاق", "Keep and close"},
    Entry{Word::discard_and_quit, "إغلاق بلا حفظ", "Close without keeping"},
    Entry{Word::stay, "بقاء", "Stay"},
    Entry{Word::next_mention, "الإشارة التالية", "Next mention"},
    Entry{Word::previous_mention, "الإشارة السابقة", "Previous mention"},
    Entry{Word::open_mention, "افتح بطاقة الإشارة", "Open the mention's card"},
    Entry{Word::choose_reading, "اختر احتمالا على البطاقة", "Choose a reading on the card"},
    Entry{Word::zoom_article, "تقريب إلى أماكن المقال", "Zoom to this article"},
    Entry{Word::open_page, "افتح الصفحة الأصلية", "Open the original page"},
    Entry{Word::copy_address, "انسخ العنوان", "Copy the address"},
    Entry{Word::copy_citation, "انسخ الإحالة", "Copy the citation"},
    Entry{Word::article_menu, "المقال", "Article"},
    Entry{Word::copied, "نسخ", "Copied"},
    Entry{Word::page_not_opened, "لم تفتح الصفحة: {0}", "The page was not opened: {0}"},
    Entry{Word::left_out, "لا يوافق هذا المقال المرشحات", "This article does not pass the filters"},
    Entry{Word::open_files, "فتح ملفات…", "Open files…"},
    Entry{Word::open_folder, "فتح مجلد…", "Open folder…"},
    Entry{Word::open_chosen, "فتح", "Open"},
    Entry{Word::open_this_folder, "فتح هذا المجلد", "Open this folder"},
    Entry{Word::folder_up, "المجلد الأعلى", "Parent folder"},
    Entry{Word::home_folder, "مجلدي الرئيسي", "Home folder"},
    Entry{Word::recently_opened, "فتحت مؤخرا", "Recently opened"},
    Entry{Word::name_or_path, "اسم أو مسار", "Name or path"},
    Entry{Word::no_such_file, "لا شيء بهذا الاسم هنا", "Nothing here has this name"},
    Entry{Word::empty_folder, "المجلد فارغ", "This folder is empty"},
    Entry{Word::folder_unreadable, "لا يمكن فتح هذا المجلد: {0}", "This folder cannot be opened: {0}"},
    Entry{Word::files_chosen,
          "{0,plural,zero{لم يختر ملف}one{اختير ملف}two{اختير ملفان}few{اختيرت # ملفات}many{اختير # "
          "ملفا}other{اختير # ملف}}",
          "{0,plural,=0{No file chosen}one{# file chosen}other{# files chosen}}"},
    Entry{Word::file_gone, "{0}: لم يعد موجودا", "{0} is no longer there"},
    Entry{
        Word::library_gone,
        "لم تعد المكتبة {0} موجودة: نقلت أو حذفت أو لم يوصل قرصها. تستمر النافذة بلا مقالاتها",
        "The library {0} is gone: it was moved or deleted, or its disk is not connected. The window goes on "
        "without its articles"},
    Entry{Word::settings_damaged, "الإعدادات في {0} تالفة ولم تقرأ، وقد وضعت جانبا. تبدأ النافذة بغيرها",
          "The settings in {0} are damaged and were not read; they were put aside, and the window starts "
          "without them"},
    Entry{Word::show_folder, "إظهار المجلد", "Show folder"},
    Entry{Word::no_folder_opener, "لا يفتح المجلد: ثبت الحزمة {0}",
          "The folder cannot be shown: install the package {0}"},
    Entry{Word::copy_picture, "نسخ الصورة", "Copy picture"},
    Entry{Word::picture_copied, "نسخت الصورة إلى الحافظة", "The picture is on the clipboard"},
    Entry{Word::picture_not_copied, "لم تنسخ الصورة: {0}", "The picture was not copied: {0}"},
    Entry{Word::no_clipboard_tool, "لم تنسخ الصورة: ثبت الحزمة {0}",
          "The picture was not copied: install the package {0}"},
    Entry{Word::export_window_twice, "ضعف النافذة", "Twice the window"},
    Entry{Word::export_data, "تصدير البيانات…", "Export data…"},
    Entry{Word::export_data_title, "تصدير ما يوافق المرشحات", "Export what passes the filters"},
    Entry{Word::data_report, "تقرير", "Report"},
    Entry{Word::data_report_holds, "صفحة HTML واحدة فيها الخريطة والمرشحات والأماكن والمقالات، تفتح بلا إنترنت",
          "One page of HTML with the map, the filters, the places and the articles, which opens offline"},
    Entry{Word::data_content, "المحتوى", "Content"},
    Entry{Word::data_all, "الكل", "All three"},
    Entry{Word::data_with_text, "النصوص الكاملة للمقالات", "The articles' whole texts"},
    Entry{Word::data_export, "تصدير", "Export"},
    Entry{Word::exporting_data, "تصدر البيانات", "Exporting data"},
    Entry{Word::data_exported, "صدرت البيانات: {0}", "Data exported: {0}"},
    Entry{Word::data_not_exported, "لم تصدر البيانات: {0}", "The data were not exported: {0}"},
    Entry{Word::data_cancelled, "أوقف التصدير، ولم يبق منه شيء", "Stopped; nothing was exported"},
    Entry{Word::place_here, "هنا مكان…", "A place here…"},
    Entry{Word::check, "المراجعة", "Check"},
    Entry{Word::doubtful_mentions, "غير المؤكدة:", "Doubtful:"},
    Entry{Word::corrections, "التصحيحات:", "Corrections:"},
    Entry{Word::nothing_doubtful, "لا إشارة غير مؤكدة", "No mention is doubtful"},
    Entry{Word::no_corrections, "لا تصحيحات بعد", "No corrections yet"},
    Entry{Word::export_corrections, "تصدير التصحيحات", "Export corrections"},
};
static_assert(std::size(kWords) == static_cast<std::size_t>(Word::count_));

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kWords); ++i) {
    if (static_cast<std::size_t>(kWords[i].word) != i) return false;
  }
  return true;
}
static_assert(in_order(), "kWords follows the order of Word");

constexpr std::array<std::string_view, 12> kMonthsArabic{"يناير",  "فبراير", "مارس",   "أبريل",
                                                         "مايو",   "يونيو",  "يوليو",  "أغسطس",
                                                         "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"};
constexpr std::array<std::string_view, 12> kMonthsEnglish{"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

std::string_view month(const geo::text::Date& date, Language language) {
  const unsigned m = static_cast<unsigned>(date.month());
  if (m < 1 || m > 12) return "?";
  return language == Language::english ? kMonthsEnglish[m - 1] : kMonthsArabic[m - 1];
}

}  // namespace

std::string_view word(Word w, Language language) noexcept {
  const Entry& entry = kWords[static_cast<std::size_t>(w)];
  return language == Language::english ? entry.english : entry.arabic;
}

std::string_view kind_word(geo::PlaceKind kind, Language language) noexcept {
  const bool english = language == Language::english;
  switch (kind) {
    case geo::PlaceKind::country:
      return english ? "country" : "دولة";
    case geo::PlaceKind::admin1:
      return english ? "province" : "إقليم";
    case geo::PlaceKind::city:
      return english ? "city" : "مدينة";
    case geo::PlaceKind::region:
      return english ? "region" : "منطقة";
    case geo::PlaceKind::water:
      return english ? "water" : "مسطح مائي";
    case geo::PlaceKind::other:
      return english ? "site" : "موقع";
  }
  return {};
}

std::string number(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t i = digits.size(); i > 3; i -= 3)
    digits.insert(i - 3, ",");
  return digits;
}

std::string count_of(std::uint64_t n, std::uint64_t m, Language language) {
  return fmt::format("{} {} {}", number(n), word(Word::of, language), number(m));
}

std::string so_far(std::string_view count, Language language) {
  return fmt::format("{} {}", count, word(Word::so_far, language));
}

std::string share_words(std::uint64_t amount, std::uint64_t all) {
  const double percent = all == 0 ? 0 : 100.0 * static_cast<double>(amount) / static_cast<double>(all);
  if (percent > 0 && percent < 0.05) return "<0.1%";
  return fmt::format("{:.{}f}%", percent, percent < 10 ? 1 : 0);
}

std::string date_words(const geo::text::Date& date, Language language) {
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()), month(date, language),
                     static_cast<int>(date.year()));
}

std::string month_words(const geo::text::Date& date, Language language) {
  const std::string_view name = month(date, language);
  return fmt::format("{} {}", language == Language::english ? name.substr(0, 3) : name,
                     static_cast<int>(date.year()));
}

std::string day_words(const geo::text::Date& date, Language language) {
  const std::string_view name = month(date, language);
  return fmt::format("{} {}", static_cast<unsigned>(date.day()),
                     language == Language::english ? name.substr(0, 3) : name);
}

std::string period_words(const geo::text::Period& period, Language language) {
  using std::chrono::last;
  const auto& [from, to] = period;
  const auto year = [](const geo::text::Date& date) { return static_cast<int>(date.year()); };
  const bool months = static_cast<unsigned>(from.day()) == 1 && to == to.year() / to.month() / last;
  if (from == to) return date_words(from, language);
  if (months && from.month() == std::chrono::January && to.month() == std::chrono::December) {
    return year(from) == year(to) ? std::to_string(year(from)) : fmt::format("{} – {}", year(from), year(to));
  }
  if (!months) return fmt::format("{} – {}", date_words(from, language), date_words(to, language));
  if (from.year() == to.year() && from.month() == to.month()) return month_words(from, language);
  return fmt::format("{} – {}", month_words(from, language), month_words(to, language));
}

std::string_view weekday_letter(unsigned day, Language language) noexcept {
  static constexpr std::array<std::string_view, 7> kArabic{"ح", "ن", "ث", "ر", "خ", "ج", "س"};
  static constexpr std::array<std::string_view, 7> kEnglish{"Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"};
  return (language == Language::english ? kEnglish : kArabic)[day % 7];
}

std::string_view place_name(const geo::Place& place, Language language) noexcept {
  const std::string_view wanted = language == Language::english ? place.name : place.name_ar;
  if (!wanted.empty()) return wanted;
  return place.name.empty() ? place.name_ar : place.name;
}

}  // namespace kharita::app
