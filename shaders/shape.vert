#include "picture.glsl"
// Rounded rectangles with a border: panels, swatches, discs and rings.
layout(location = 0) in vec2 a_px;     // of the picture
layout(location = 1) in vec2 a_local;  // from the shape's centre
layout(location = 2) in vec2 a_half;   // half its size
layout(location = 3) in vec2 a_round;  // corner radius, border width
layout(location = 4) in vec2 a_axis;   // of its width
layout(location = 5) in vec4 a_fill;
layout(location = 6) in vec4 a_border;

flat out vec2 v_center;
flat out vec2 v_half;
flat out vec2 v_round;
flat out vec2 v_axis;
flat out vec4 v_fill;
flat out vec4 v_border;

void main() {
  v_center = a_px - a_local;
  v_half = a_half;
  v_round = a_round;
  v_axis = a_axis;
  v_fill = a_fill;
  v_border = a_border;
  gl_Position = to_clip(a_px);
}
