uniform vec4 u_color;
uniform float u_half_width;
uniform vec2 u_dash;  // px drawn, px left out; 0, 0: a full line

in float v_across;
in float v_along;
out vec4 color;

void main() {
  float coverage = clamp(u_half_width + 0.5 - abs(v_across), 0.0, 1.0) * min(1.0, 2.0 * u_half_width);
  if (u_dash.y > 0.0) {
    float at = mod(v_along, u_dash.x + u_dash.y);
    coverage *= clamp(min(at, u_dash.x - at) + 0.5, 0.0, 1.0);
  }
  color = vec4(u_color.rgb, u_color.a * coverage);
}
