// Calls `draw(frame)`, which ends when the frame is finished, up to 20 times within a minute; gives their milliseconds.
export async function measure(draw) {
  await draw(0);  // what is made once
  const times = [];
  const end = performance.now() + 60_000;
  for (let frame = 1; frame <= 20 && performance.now() < end; ++frame) {
    const begin = performance.now();
    await draw(frame);
    times.push(performance.now() - begin);
  }
  return times;
}

// The centre after some frames of panning by a few pixels each.
export function center(frame, zoom) {
  const step = 360 / (256 * 2 ** zoom);
  return { longitude: 40 + 7 * step * (frame % 20), latitude: 30 + 2 * step * (frame % 10) };
}

// Waits for the graphics: reads a pixel back.
export function finish(gl) {
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}
