#include "picture.glsl"
layout(location = 0) in vec2 a_px;  // of the picture
layout(location = 1) in vec2 a_uv;
layout(location = 2) in vec4 a_color;

out vec2 v_uv;
flat out vec4 v_color;

void main() {
  v_uv = a_uv;
  v_color = a_color;
  gl_Position = to_clip(a_px);
}
