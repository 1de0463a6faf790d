uniform vec4 u_fill;
uniform vec4 u_outline;
uniform vec4 u_soft;
uniform float u_scale;

in vec2 v_local;
flat in float v_radius;
flat in float v_style;
out vec4 color;

float inside(float distance, float radius) { return clamp(radius - distance + 0.5, 0.0, 1.0); }

vec4 over(vec4 top, vec4 below) {
  float a = top.a + below.a * (1.0 - top.a);
  return vec4((top.rgb * top.a + below.rgb * below.a * (1.0 - top.a)) / max(a, 1e-4), a);
}

void main() {
  float d = length(v_local);
  float outer = inside(d, v_radius + 1.25 * u_scale);
  if (outer <= 0.0) discard;
  if (v_style > 1.5 && v_style < 2.5) {  // a region without borders: no sharp edge
    color = vec4(u_soft.rgb, u_soft.a * (1.0 - smoothstep(0.35, 1.0, d / v_radius)));
    color = over(vec4(u_fill.rgb, u_fill.a * inside(d, 2.0 * u_scale)), color);
    return;
  }
  float disc = inside(d, v_radius);
  vec4 fill = u_fill;
  if (v_style > 3.5 || (v_style > 0.5 && v_style < 1.5)) fill.a *= mix(1.0, 0.14, inside(d, v_radius - 1.6 * u_scale));
  vec4 rim = vec4(u_outline.rgb, u_outline.a * (outer - disc));
  color = over(vec4(fill.rgb, fill.a * disc), rim);
}
