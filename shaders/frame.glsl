// Where MercatorGrid positions lie in the region being drawn, in Mercator, on the globe and between. See app/map/frame.h
// and projection.h. Whoever draws at positions uses to_px() and near_side() alone.
uniform ivec2 u_center;         // grid steps: subtracted before anything is rounded
uniform float u_px_per_step;
uniform vec2 u_center_px;       // of u_center in the region, y down
uniform vec2 u_region_size;     // px
uniform int u_near_copy;        // worlds to the east, -1, 0 or 1
uniform float u_far_copy_px;    // the rest of the way to other copies

uniform float u_globe;      // 0 Mercator, 1 globe
uniform int u_globe_x;      // the middle's longitude, grid steps
uniform vec2 u_globe_lat;   // sine and cosine of its latitude
uniform vec3 u_globe_px;    // its place in the region, y down; the globe's radius
uniform int u_sheet;        // the copy of the world being drawn, -1, 0 or 1; 2: of each position the nearest

const float kRadiansPerStep = 6.283185307 / 1073741824.0;

// East of the middle, within half a world of it but for sheets.
int steps_east(ivec2 grid) {
  int steps = grid.x - u_globe_x;
  if (u_sheet != 2) return steps + u_sheet * (1 << 30);
  return steps > (1 << 29) ? steps - (1 << 30) : steps < -(1 << 29) ? steps + (1 << 30) : steps;
}

// On the unit sphere: x east, y north, z towards the eye. The map's upper and lower edges are the poles.
vec3 on_globe(ivec2 grid) {
  float lon = float(grid.x - u_globe_x) * kRadiansPerStep;
  float e = exp(3.141592654 - float(grid.y) * kRadiansPerStep);
  float cos_lat = 2.0 / (e + 1.0 / e);
  float sin_lat = (e - 1.0 / e) / (e + 1.0 / e);
  if (grid.y <= 0 || grid.y >= (1 << 30)) {
    cos_lat = 0.0;
    sin_lat = grid.y <= 0 ? 1.0 : -1.0;
  }
  float ahead = cos_lat * cos(lon);
  return vec3(cos_lat * sin(lon), u_globe_lat.y * sin_lat - u_globe_lat.x * ahead,
              u_globe_lat.x * sin_lat + u_globe_lat.y * ahead);
}

vec2 to_px(ivec2 grid) {
  if (u_globe <= 0.0) {
    ivec2 steps = grid - u_center;
    steps.x += u_near_copy * (1 << 30);
    return vec2(steps) * u_px_per_step + u_center_px + vec2(u_far_copy_px, 0.0);
  }
  vec3 sphere = on_globe(grid);
  vec2 globe = u_globe_px.xy + vec2(sphere.x, -sphere.y) * u_globe_px.z;
  if (u_globe >= 1.0) return globe;
  vec2 flat_px = vec2(u_globe_px.x, u_center_px.y) + vec2(steps_east(grid), grid.y - u_center.y) * u_px_per_step;
  return mix(flat_px, globe, u_globe);
}

// Below 0 behind the globe, else up to 1.
float near_side(ivec2 grid) { return u_globe <= 0.0 ? 1.0 : u_globe * on_globe(grid).z + 1.0 - u_globe; }

vec4 to_clip(vec2 px) {
  return vec4(px.x / u_region_size.x * 2.0 - 1.0, 1.0 - px.y / u_region_size.y * 2.0, 0.0, 1.0);
}
