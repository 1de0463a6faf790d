#include "pixel.glsl"
const int kStops = 8;
uniform sampler2D u_density;
uniform vec2 u_first;        // middle of the first cell, px of the picture
uniform float u_cell;        // px
uniform vec2 u_cells;        // the texture's size
uniform float u_peak;        // the density at which the ramp ends
uniform vec4 u_ramp[kStops];

out vec4 color;

void main() {
  vec2 cell = (picture_px() - u_first) / u_cell;
  float density = texture(u_density, (cell + 0.5) / u_cells).r;
  float at = sqrt(clamp(density / u_peak, 0.0, 1.0)) * float(kStops - 1);
  int stop = min(int(at), kStops - 2);
  color = mix(u_ramp[stop], u_ramp[stop + 1], at - float(stop));
  if (color.a <= 0.0) discard;
}
