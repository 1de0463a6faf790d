#include "frame.glsl"
#include "cut.glsl"
// One instance a segment: this point and the next of the line. `a_along` grows along a line and starts anew with the next.
layout(location = 0) in ivec2 a_from;
layout(location = 1) in float a_from_along;  // grid steps from the line's start
layout(location = 2) in ivec2 a_to;
layout(location = 3) in float a_to_along;

uniform float u_half_width;  // px

out float v_across;  // px from the line's middle
out float v_along;   // px from the line's start

void main() {
  float side = (gl_VertexID & 1) == 0 ? -1.0 : 1.0;
  bool at_end = (gl_VertexID & 2) != 0;
  vec2 from = to_px(a_from);
  vec2 to = to_px(a_to);
  vec2 along = to - from;
  float len = length(along);
  if (a_to_along <= a_from_along || len < 1e-4) {  // between two lines there is nothing to draw
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    v_across = 0.0;
    v_along = 0.0;
    cut(a_from);
    return;
  }
  vec2 dir = along / len;
  float reach = u_half_width + 0.75;
  float overlap = min(0.35 * u_half_width, 0.5);  // closes the gap on the outer side of a turn
  vec2 px = (at_end ? to + dir * overlap : from - dir * overlap) + vec2(-dir.y, dir.x) * (side * reach);
  v_across = side * reach;
  v_along = (at_end ? a_to_along : a_from_along) * u_px_per_step;
  gl_Position = to_clip(px);
  cut(at_end ? a_to : a_from);
}
