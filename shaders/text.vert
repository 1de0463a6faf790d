layout(location = 0) in vec2 a_px;  // within the region, y down
layout(location = 1) in vec2 a_uv;
layout(location = 2) in vec4 a_color;

uniform vec2 u_region_size;
uniform vec2 u_move;  // px

out vec2 v_uv;
flat out vec4 v_color;

void main() {
  v_uv = a_uv;
  v_color = a_color;
  vec2 px = a_px + u_move;
  gl_Position = vec4(px.x / u_region_size.x * 2.0 - 1.0, 1.0 - px.y / u_region_size.y * 2.0, 0.0, 1.0);
}
