#include "picture.glsl"
layout(location = 0) in vec2 a_px;  // of the picture
layout(location = 1) in vec2 a_uv;
layout(location = 2) in vec4 a_color;

uniform sampler2D u_atlas;

flat out vec2 v_shift;  // from pixels of the picture to texels of the atlas: whole numbers
flat out vec4 v_color;

void main() {
  v_shift = round(a_uv * vec2(textureSize(u_atlas, 0)) - a_px);
  v_color = a_color;
  gl_Position = to_clip(a_px);
}
