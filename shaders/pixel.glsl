// Which pixel of the picture a fragment is. Exact, unlike what is interpolated over a triangle: a picture drawn by parts
// is the same as in one.
uniform vec2 u_region;       // top left in the picture of what is being drawn, px
uniform vec2 u_region_size;  // px
uniform vec2 u_viewport;     // lower left in the framebuffer, px

// The middle of the pixel, from the picture's top left, y down.
vec2 picture_px() {
  vec2 in_region = gl_FragCoord.xy - u_viewport;
  return u_region + vec2(in_region.x, u_region_size.y - in_region.y);
}
