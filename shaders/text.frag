uniform sampler2D u_atlas;  // coverage in alpha

in vec2 v_uv;
flat in vec4 v_color;
out vec4 color;

void main() { color = vec4(v_color.rgb, v_color.a * texture(u_atlas, v_uv).a); }
