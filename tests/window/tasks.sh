#!/usr/bin/env bash
# Does the most usual tasks in the real window by the names of its widgets, in Arabic and English, at three sizes, and
# leaves a picture of each.
#   tasks.sh PROGRAM [SIZE…]     sizes such as 1280x800; ends 77 (skipped) where a tool is not installed
# The pictures go to $KHARITA_PICTURES, else to window-tasks in the build folder: TASK-LANGUAGE-SIZE.png.
set -euo pipefail
program=$(realpath "$1"); shift
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(1280x800 1920x1080 900x560)
source_dir=$(realpath "${KHARITA_SOURCE_DIR:-$(dirname "${BASH_SOURCE[0]}")/../..}")
pictures=${KHARITA_PICTURES:-${KHARITA_BUILD_DIR:-$PWD}/window-tasks}
mkdir -p "$pictures"
. "$source_dir/tests/window/drive.bash"
ln -s "$source_dir/data/samples" "$work/samples"  # a short path in the pictures

picture() { shot "$pictures/$1-$language-$size.png"; }
# In the window's language.
either() { if [ "$language" = ar ]; then echo "$1"; else echo "$2"; fi; }
any_row='articles/articles/[0-9]+/row'

open_files() {
  press ctrl+o
  seen open/name
  type_words "$work/samples/"
  seen 'open/files/0/row'
  click 'open/files/2/row'; click 'open/files/3/row'; click 'open/files/4/row'
  seen open/take
  picture open
  press Escape; gone open/take
  press ctrl+shift+o
  type_words "$work/samples/"
  click open/take
  gone open/take
  seen "$any_row" 60
  gone 'progress/.*' 60
  seen notice/close; click notice/close
}
search_texts() {
  click top/search
  type_words باكستان
  seen "$any_row"
  press Return
  picture search
  click top/search; clear_field; press Escape
}
filter_dates() {
  click timeline/from
  clear_field; type_words 2024-01; press Return
  picture dates
  press ctrl+z
}
choose_country() {
  click 'filters/.*search'
  type_words "$(either باكستان Pakistan)"
  click 'filters/.*choices/0/row' 30 50
  seen 'filters/.*chip'
  picture country
  click 'filters/.*search'; clear_field; press Escape
  press ctrl+z
}
read_article() {
  click "$any_row" 50 85
  click_for '.*span [0-9]+' '.*/another'
  sleep 1.5  # the map flies there
  picture read
}
correct_mention() {
  click '.*/another'
  seen find/find
  type_words "$(either زاهدان Zahedan)"
  seen 'find/found/0/row' 30
  picture correct
  press Return; gone find/find
  press ctrl+z
}
find_place() {
  press ctrl+f
  seen find/find
  type_words "$(either روالبندي Rawalpindi)"
  seen 'find/found/0/row' 30
  picture find
  press Return; gone find/find
  sleep 1.5
}
colour_areas() {
  press Home; sleep 1
  press 3; sleep 0.5
  picture areas
  press 1
}
choose_on_map() {
  click '.*/Close the article'  # else a digit chooses a reading on the mention's card
  press minus; press minus; press minus; sleep 1.5
  press r
  drag map 35 35 65 62
  picture choose
  press Escape; press Escape
}
save_picture() {
  press ctrl+shift+s
  seen export/save
  click export/folder; clear_field; type_words "$work/pictures"
  picture save
  click export/save
  gone export/save 60
  await 60 bash -c "ls '$work/pictures/'*.png" || fail "no picture was saved"
  rm -r "$work/pictures"
  click notice/close
}
export_data() {
  click "$any_row" 50 85  # what is left open comes back at the next start
  press ctrl+e
  seen data/export
  click data/folder; clear_field; type_words "$work/data-out"
  picture export
  click data/export
  await 30 bash -c "ls '$work/data-out/'*.csv" || fail "no data were exported"
  seen notice/action
  picture exported
  rm -r "$work/data-out"
  click notice/close
}

for size in "${sizes[@]}"; do
  for language in ar en; do
    rm -rf "$work/config" "$work/data"
    start_screen "$size"
    start_window "$program" --language "$language"
    # In an order in which one leaves no trace in the next one's picture.
    for task in open_files search_texts filter_dates choose_country read_article correct_mention find_place choose_on_map \
      colour_areas save_picture export_data; do
      # Where there is no room for a panel it is folded, and its task is another size's.
      case $task in
        filter_dates) has timeline/from || continue ;;
        choose_country) has 'filters/.*search' || continue ;;
      esac
      $task
    done
    stop_window
    # It comes back as it was left: with the library, and with the article that was open.
    start_window "$program"
    seen "$any_row" 60
    seen '.*span [0-9]+' 60
    stop_window
    stop_screen
  done
done
echo "1 passed, 0 failed"
