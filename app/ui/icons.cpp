// Icons as paths on a grid of 16 by 16.
#include <algorithm>
#include <cmath>

#include "app/ui/ui_core.h"

namespace kharita::app::ui {
namespace {

constexpr float kGrid = 16;
constexpr float kPi = 3.14159265f;

// A pen on the grid, centred in a box.
class Pen {
 public:
  Pen(ImDrawList* list, const Box& box, Color color, bool mirrored)
      : list_(list), color_(to_im(color)), mirrored_(mirrored) {
    const float side = std::min(box.width, box.height);
    step_ = side / kGrid;
    left_ = std::round(box.x + (box.width - side) / 2);
    top_ = std::round(box.y + (box.height - side) / 2);
    width_ = std::max(1.2f, 1.5f * step_);
  }

  void line(std::initializer_list<ImVec2> points, bool closed = false) {
    for (const ImVec2& p : points)
      list_->PathLineTo(at(p));
    list_->PathStroke(color_, closed ? ImDrawFlags_Closed : 0, width_);
  }
  void fill(std::initializer_list<ImVec2> points) {
    for (const ImVec2& p : points)
      list_->PathLineTo(at(p));
    list_->PathFillConvex(color_);
  }
  void circle(ImVec2 center, float radius) {
    list_->AddCircle(at(center), radius * step_, color_, 32, width_);
  }
  void disc(ImVec2 center, float radius) { list_->AddCircleFilled(at(center), radius * step_, color_, 24); }
  // Angles in turns, clockwise from the right.
  void arc(ImVec2 center, float radius, float from, float to) {
    for (int i = 0; i <= 24; ++i) {
      const float turn = (from + (to - from) * static_cast<float>(i) / 24.0f) * 2 * kPi;
      list_->PathLineTo(at({center.x + radius * std::cos(turn), center.y + radius * std::sin(turn)}));
    }
    list_->PathStroke(color_, 0, width_);
  }
  void ellipse(ImVec2 center, float rx, float ry) {
    for (int i = 0; i < 32; ++i) {
      const float turn = static_cast<float>(i) / 32.0f * 2 * kPi;
      list_->PathLineTo(at({center.x + rx * std::cos(turn), center.y + ry * std::sin(turn)}));
    }
    list_->PathStroke(color_, ImDrawFlags_Closed, width_);
  }

 private:
  [[nodiscard]] ImVec2 at(ImVec2 p) const {
    const float x = mirrored_ ? kGrid - p.x : p.x;
    return {left_ + x * step_, top_ + p.y * step_};
  }

  ImDrawList* list_;
  ImU32 color_;
  bool mirrored_;
  float step_ = 1;
  float left_ = 0;
  float top_ = 0;
  float width_ = 1;
};

void draw_globe(Pen& pen) {
  pen.circle({8, 8}, 6);
  pen.ellipse({8, 8}, 2.7f, 6);
  pen.line({{2, 8}, {14, 8}});
}

void draw_sun(Pen& pen) {
  pen.circle({8, 8}, 3);
  for (int i = 0; i < 8; ++i) {
    const float turn = static_cast<float>(i) / 8 * 2 * kPi;
    pen.line(
        {{8 + 5 * std::cos(turn), 8 + 5 * std::sin(turn)}, {8 + 7 * std::cos(turn), 8 + 7 * std::sin(turn)}});
  }
}

void draw_moon(Pen& pen) {
  pen.arc({8, 8}, 6, 0.02f, 0.73f);
  pen.arc({11.2f, 4.8f}, 4.6f, 0.17f, 0.58f);
}

void draw_camera(Pen& pen) {
  pen.line({{1.5f, 4.5f},
            {4.5f, 4.5f},
            {5.8f, 2.5f},
            {10.2f, 2.5f},
            {11.5f, 4.5f},
            {14.5f, 4.5f},
            {14.5f, 13.5f},
            {1.5f, 13.5f}},
           true);
  pen.circle({8, 8.7f}, 2.8f);
}

void draw_calendar(Pen& pen) {
  pen.line({{2, 3.5f}, {14, 3.5f}, {14, 14}, {2, 14}}, true);
  pen.line({{2, 7}, {14, 7}});
  pen.line({{5, 1.5f}, {5, 4.5f}});
  pen.line({{11, 1.5f}, {11, 4.5f}});
}

void draw_list(Pen& pen) {
  for (const float y : {4.0f, 8.0f, 12.0f}) {
    pen.disc({3, y}, 1);
    pen.line({{6, y}, {14, y}});
  }
}

void draw_language(Pen& pen) {  // an ain beside an A
  pen.arc({12, 5}, 2.2f, 0.3f, 0.85f);
  pen.arc({12, 10.2f}, 3.1f, 0.25f, 0.75f);
  pen.line({{1.5f, 13}, {4.5f, 4}, {7.5f, 13}});
  pen.line({{2.5f, 10}, {6.5f, 10}});
}

void draw_pin(Pen& pen) {
  pen.arc({8, 6.5f}, 4.5f, 0.42f, 1.08f);
  pen.line({{4.1f, 8.7f}, {8, 14.5f}, {11.9f, 8.7f}});
  pen.disc({8, 6.5f}, 1.6f);
}

bool follows_reading(Icon icon) {
  return icon == Icon::chevron_start || icon == Icon::chevron_end || icon == Icon::list ||
         icon == Icon::undo || icon == Icon::redo;
}

void draw_signs(Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::close:
    case Icon::cancel:
      pen.line({{4, 4}, {12, 12}});
      pen.line({{12, 4}, {4, 12}});
      break;
    case Icon::check:
      pen.line({{3.5f, 8.5f}, {6.8f, 11.8f}, {12.5f, 4.5f}});
      break;
    case Icon::play:
      pen.fill({{4.5f, 3}, {13, 8}, {4.5f, 13}});
      break;
    case Icon::pause:
      pen.fill({{4, 3}, {7, 3}, {7, 13}, {4, 13}});
      pen.fill({{9, 3}, {12, 3}, {12, 13}, {9, 13}});
      break;
    case Icon::chevron_up:
      return pen.line({{3.5f, 10.5f}, {8, 6}, {12.5f, 10.5f}});
    case Icon::chevron_down:
      pen.line({{4, 6}, {8, 10}, {12, 6}});
      break;
    case Icon::chevron_start:
      pen.line({{10, 4}, {6, 8}, {10, 12}});
      break;
    case Icon::chevron_end:
      pen.line({{6, 4}, {10, 8}, {6, 12}});
      break;
    case Icon::undo:
    case Icon::redo: {
      const bool back = icon == Icon::undo;
      const auto x = [back](float v) { return back ? v : kGrid - v; };
      pen.line({{x(5.5f), 2.5f}, {x(2.5f), 5.5f}, {x(5.5f), 8.5f}});
      pen.line({{x(2.5f), 5.5f},
                {x(9.5f), 5.5f},
                {x(12), 6.5f},
                {x(13.2f), 9},
                {x(12), 11.7f},
                {x(9.5f), 12.7f},
                {x(6), 12.7f}});
      break;
    }
    case Icon::warning:
      pen.line({{8, 2.5f}, {14.5f, 13.5f}, {1.5f, 13.5f}}, true);
      pen.line({{8, 6.5f}, {8, 9.7f}});
      pen.disc({8, 11.6f}, 0.8f);
      break;
    case Icon::info:
      pen.circle({8, 8}, 6.2f);
      pen.line({{8, 7.2f}, {8, 11.5f}});
      pen.disc({8, 4.9f}, 0.9f);
      break;
    default:
      break;
  }
}

void draw_dashed_box(Pen& pen) {
  pen.line({{2.5f, 5.5f}, {2.5f, 3}, {5.5f, 3}});
  pen.line({{10.5f, 3}, {13.5f, 3}, {13.5f, 5.5f}});
  pen.line({{13.5f, 10.5f}, {13.5f, 13}, {10.5f, 13}});
  pen.line({{5.5f, 13}, {2.5f, 13}, {2.5f, 10.5f}});
  pen.disc({8, 8}, 1.6f);
}

void draw_lasso(Pen& pen) {
  pen.line({{8, 2.5f},
            {11.8f, 3.4f},
            {13.6f, 5.8f},
            {12.6f, 8.4f},
            {9.6f, 10},
            {6, 9.8f},
            {3.2f, 8.2f},
            {2.4f, 5.6f},
            {4.4f, 3.3f}},
           true);
  pen.line({{6, 9.8f}, {4.6f, 11.2f}, {5.4f, 12.6f}, {4.2f, 14}});
}

void draw_trash(Pen& pen) {
  pen.line({{2.5f, 4.5f}, {13.5f, 4.5f}});
  pen.line({{6, 4.5f}, {6, 2.5f}, {10, 2.5f}, {10, 4.5f}});
  pen.line({{4, 4.5f}, {4.8f, 13.5f}, {11.2f, 13.5f}, {12, 4.5f}});
}

}  // namespace

void UiCore::draw_icon(ImDrawList* to, Icon icon, const Box& box, Color color) const {
  Pen pen(to, box, color, frame.right_to_left && follows_reading(icon));
  switch (icon) {
    case Icon::none:
      return;
    case Icon::zoom_in:
      pen.line({{8, 3}, {8, 13}});
      pen.line({{3, 8}, {13, 8}});
      return;
    case Icon::zoom_out:
      pen.line({{3, 8}, {13, 8}});
      return;
    case Icon::style_points:
      pen.disc({4.5f, 5}, 2.2f);
      pen.disc({11.5f, 7.5f}, 3);
      return pen.disc({5.5f, 12}, 1.5f);
    case Icon::style_clusters:
      pen.circle({8, 8}, 6);
      pen.disc({6, 6.8f}, 1.2f);
      pen.disc({10, 6.8f}, 1.2f);
      return pen.disc({8, 10.2f}, 1.2f);
    case Icon::style_areas:
      pen.fill({{2, 4}, {7, 3}, {7.5f, 12}, {2, 13}});
      return pen.line({{7, 3}, {14, 5}, {13, 13}, {7.5f, 12}}, true);
    case Icon::style_heat:
      pen.circle({8, 8}, 6);
      pen.circle({8, 8}, 3.6f);
      return pen.disc({8, 8}, 1.6f);
    case Icon::style_arcs:
      pen.arc({8, 12}, 5.5f, 0.5f, 1);
      pen.disc({2.5f, 12}, 1.7f);
      return pen.disc({13.5f, 12}, 1.7f);
    case Icon::options:
      pen.line({{2, 5}, {14, 5}});
      pen.disc({10, 5}, 2);
      pen.line({{2, 11}, {14, 11}});
      return pen.disc({5.5f, 11}, 2);
    case Icon::fit_world:
    case Icon::globe:
      return draw_globe(pen);
    case Icon::flat_map:
      pen.line({{2, 4}, {14, 4}, {14, 12}, {2, 12}}, true);
      pen.line({{6, 4}, {6, 12}});
      pen.line({{10, 4}, {10, 12}});
      return pen.line({{2, 8}, {14, 8}});
    case Icon::camera:
      return draw_camera(pen);
    case Icon::search:
      pen.circle({7, 7}, 4.5f);
      return pen.line({{10.3f, 10.3f}, {14, 14}});
    case Icon::filter:
      return pen.line({{2, 3}, {14, 3}, {9.5f, 8.5f}, {9.5f, 13.5f}, {6.5f, 12}, {6.5f, 8.5f}}, true);
    case Icon::folder:
      return pen.line({{1.5f, 3.5f}, {6, 3.5f}, {7.5f, 5.5f}, {14.5f, 5.5f}, {14.5f, 13}, {1.5f, 13}}, true);
    case Icon::home:
      return pen.line({{2, 8}, {8, 2.5f}, {14, 8}, {12, 8}, {12, 13.5f}, {4, 13.5f}, {4, 8}}, true);
    case Icon::sun:
      return draw_sun(pen);
    case Icon::moon:
      return draw_moon(pen);
    case Icon::language:
      return draw_language(pen);
    case Icon::pin:
      return draw_pin(pen);
    case Icon::rectangle:
      return draw_dashed_box(pen);
    case Icon::lasso:
      return draw_lasso(pen);
    case Icon::bookmark:
      return pen.line({{4, 2.5f}, {12, 2.5f}, {12, 13.5f}, {8, 10.2f}, {4, 13.5f}}, true);
    case Icon::trash:
      return draw_trash(pen);
    case Icon::menu:
      pen.line({{3, 4.5f}, {13, 4.5f}});
      pen.line({{3, 8}, {13, 8}});
      return pen.line({{3, 11.5f}, {13, 11.5f}});
    case Icon::calendar:
      return draw_calendar(pen);
    case Icon::list:
      return draw_list(pen);
    default:
      return draw_signs(pen, icon);
  }
}

}  // namespace kharita::app::ui
