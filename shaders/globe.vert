// A ring around the globe's middle: a strip of 180 pairs of corners, inner and outer.
uniform vec2 u_region_size;  // px
uniform vec2 u_middle;       // in the region, y down
uniform float u_radius;      // px, of the globe
uniform vec2 u_ring;         // inner and outer radius, in radii of the globe

out vec2 v_from_middle;  // px

void main() {
  float angle = float(gl_VertexID / 2) * (6.283185307 / 180.0);
  float radius = u_radius * ((gl_VertexID & 1) == 0 ? u_ring.x : u_ring.y);
  v_from_middle = radius * vec2(cos(angle), sin(angle));
  vec2 px = u_middle + v_from_middle;
  gl_Position = vec4(px.x / u_region_size.x * 2.0 - 1.0, 1.0 - px.y / u_region_size.y * 2.0, 0.0, 1.0);
}
