// The globe's disc and the light around it: `u_sea` within, towards the edge mixed with `u_rim`, and `u_glow` fading into
// `u_sky` outside. A transparent u_sea leaves what was drawn on the globe as it is.
uniform float u_radius;
uniform vec4 u_sea;
uniform vec4 u_rim;
uniform vec4 u_glow;
uniform vec4 u_sky;

in vec2 v_from_middle;
out vec4 color;

void main() {
  float d = length(v_from_middle);
  float t = d / u_radius;
  float shade = smoothstep(0.8, 1.0, t);
  vec4 within = vec4(mix(u_sea.rgb, u_rim.rgb, u_rim.a > 0.0 ? 1.0 : 0.0), mix(u_sea.a, max(u_sea.a, u_rim.a), shade));
  float fade = clamp((t - 1.0) / 0.07, 0.0, 1.0);
  vec4 around = vec4(mix(u_sky.rgb, u_glow.rgb, u_glow.a * (1.0 - fade) * (1.0 - fade)), 1.0);
  float outside = clamp(d - u_radius + 0.5, 0.0, 1.0);
  float alpha = mix(within.a, 1.0, outside);
  color = vec4(mix(within.rgb * within.a, around.rgb, outside) / max(alpha, 1e-4), alpha);
}
