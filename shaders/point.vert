#include "frame.glsl"
// Three vertices a point: the triangle around its circle, one primitive instead of a quad's two.
layout(location = 0) in ivec2 a_grid;
layout(location = 1) in vec2 a_offset;   // 1/64 point (px at scale 1), y down: places at one spot stand side by side
layout(location = 2) in float a_radius;  // 1/64 point
layout(location = 3) in float a_style;   // 0 full, 1 hollow, 2 soft, 3 cluster, 4 hollow cluster

uniform float u_scale;         // px a point
uniform float u_circle_scale;  // px a point of radius

out vec2 v_local;  // px from the centre
flat out float v_radius;
flat out float v_style;

void main() {
  v_radius = a_radius / 64.0 * (a_style > 2.5 ? u_scale : u_circle_scale);
  v_style = a_style;
  float reach = v_radius + 1.25 * u_scale + 0.75;
  int corner = gl_VertexID % 3;
  vec2 unit = corner == 0 ? vec2(0.0, -2.0) : corner == 1 ? vec2(1.7320508, 1.0) : vec2(-1.7320508, 1.0);
  v_local = unit * reach;
  gl_Position = near_side(a_grid) < 0.0 ? vec4(2.0, 2.0, 2.0, 1.0)
                                        : to_clip(to_px(a_grid) + a_offset / 64.0 * u_circle_scale + v_local);
}
