// Where MercatorGrid positions lie in the region being drawn. See app/map/frame.h.
uniform ivec2 u_center;         // grid steps: subtracted before anything is rounded
uniform float u_px_per_step;
uniform vec2 u_center_px;       // of u_center in the region, y down
uniform vec2 u_region_size;     // px
uniform int u_near_copy;        // worlds to the east, -1, 0 or 1
uniform float u_far_copy_px;    // the rest of the way to other copies

vec2 to_px(ivec2 grid) {
  ivec2 steps = grid - u_center;
  steps.x += u_near_copy * (1 << 30);
  return vec2(steps) * u_px_per_step + u_center_px + vec2(u_far_copy_px, 0.0);
}

vec4 to_clip(vec2 px) {
  return vec4(px.x / u_region_size.x * 2.0 - 1.0, 1.0 - px.y / u_region_size.y * 2.0, 0.0, 1.0);
}
