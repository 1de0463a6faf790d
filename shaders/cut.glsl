// Lines and areas are cut where the globe hides them, and on the way to it at the meridian opposite to the middle
// (CutScope in app/map/frame.h).
out float gl_ClipDistance[3];

void cut(ivec2 grid) {
  gl_ClipDistance[0] = near_side(grid);
  float turns = u_globe <= 0.0 ? 0.0 : float(steps_east(grid)) / 1073741824.0;
  gl_ClipDistance[1] = 0.5 - turns;
  gl_ClipDistance[2] = 0.5 + turns;
}
