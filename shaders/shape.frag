#include "pixel.glsl"

flat in vec2 v_center;
flat in vec2 v_half;
flat in vec2 v_round;
flat in vec2 v_axis;
flat in vec4 v_fill;
flat in vec4 v_border;
out vec4 color;

void main() {
  vec2 from_center = picture_px() - v_center;
  vec2 local = vec2(dot(from_center, v_axis), dot(from_center, vec2(-v_axis.y, v_axis.x)));
  vec2 q = abs(local) - v_half + v_round.x;
  float d = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - v_round.x;  // below 0 inside
  float shape = clamp(0.5 - d, 0.0, 1.0);
  float inner = v_round.y > 0.0 ? clamp(0.5 - (d + v_round.y), 0.0, 1.0) : shape;
  float fill = v_fill.a * inner;
  float border = v_border.a * (shape - inner);
  float a = fill + border;
  if (a <= 0.0) discard;
  color = vec4((v_fill.rgb * fill + v_border.rgb * border) / a, a);
}
