#include "pixel.glsl"
uniform sampler2D u_atlas;  // coverage in alpha

flat in vec2 v_shift;
flat in vec4 v_color;
out vec4 color;

void main() { color = vec4(v_color.rgb, v_color.a * texelFetch(u_atlas, ivec2(floor(picture_px() + v_shift)), 0).a); }
