// Where pixels of the picture lie in the region being drawn.
uniform vec2 u_region;       // its top left in the picture, px
uniform vec2 u_region_size;  // px

vec4 to_clip(vec2 picture_px) {
  vec2 px = picture_px - u_region;
  return vec4(px.x / u_region_size.x * 2.0 - 1.0, 1.0 - px.y / u_region_size.y * 2.0, 0.0, 1.0);
}
