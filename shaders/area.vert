#include "frame.glsl"
#include "cut.glsl"
layout(location = 0) in ivec2 a_grid;

void main() {
  gl_Position = to_clip(to_px(a_grid));
  cut(a_grid);
}
