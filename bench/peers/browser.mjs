// Frames of a map in headless Chromium with software OpenGL, 1280 x 800 as Kharita's.
//   node browser.mjs deck POINTS ZOOM       POINTS: longitudes and latitudes, 32-bit floats; one circle each
//   node browser.mjs maplibre GEOJSON ZOOM  polygons, filled and outlined
// Prints the milliseconds of a finished frame: the median of up to 20 while the map is panned, within a minute.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const [what, data, zoom] = process.argv.slice(2);
const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css' };

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url, 'http://localhost').pathname);
  response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
  createReadStream(path === '/data' ? data : join(here, path))
    .on('error', () => response.writeHead(404).end())
    .pipe(response);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
  page.on('pageerror', (error) => console.error(`${what}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`${what}: ${message.text()}`));
  await page.goto(`http://127.0.0.1:${server.address().port}/${what}.html?zoom=${zoom}`);
  await page.waitForFunction(() => globalThis.frames_ms !== undefined, null, { timeout: 300_000 });
  const frames = (await page.evaluate(() => globalThis.frames_ms)).sort((a, b) => a - b);
  console.log(frames[Math.floor(frames.length / 2)].toFixed(1));
} finally {
  await browser.close();
  server.close();
}
