// Reads the pages of a folder with readability.js on jsdom and prints the MB/s of CPU time: the best of the runs named.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {Readability} from '@mozilla/readability';
import {JSDOM} from 'jsdom';

const [folder, runs = '1'] = process.argv.slice(2);
const pages = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
const bytes = pages.reduce((sum, page) => sum + page.length, 0);
let best = 0;
for (let run = 0; run < Number(runs); run++) {
  const before = process.cpuUsage();
  for (const page of pages) {
    if (!new Readability(new JSDOM(page.toString()).window.document).parse()) throw new Error('a page without an article');
  }
  const used = process.cpuUsage(before);
  best = Math.max(best, bytes / (used.user + used.system));
}
console.log(best.toFixed(1));
