// The filters that `kharita_bench desk` sets, over the columns that it wrote: a mention a row, of each column all rows
// as 32-bit numbers, little-endian: day, source, country, place, confidence. After each filter the counts of days,
// sources, countries and places are read, as a chart or list of each shows them. Prints the milliseconds of CPU time
// of a filter, on the average of all, and of the dearest: the least of five runs.
import {readFileSync} from 'node:fs';
import crossfilter from 'crossfilter2';

const bytes = readFileSync(process.argv[2]);
const rows = bytes.length / 20;
const column = (i, Type) => new Type(bytes.buffer, bytes.byteOffset + i * rows * 4, rows);
const days = column(0, Int32Array), sources = column(1, Uint32Array), countries = column(2, Uint32Array);
const places = column(3, Uint32Array), confidences = column(4, Float32Array);
const records = Array.from({length: rows}, (_, i) => i);
const all = crossfilter(records);
const day = all.dimension(i => days[i]), source = all.dimension(i => sources[i]);
const country = all.dimension(i => countries[i]), confidence = all.dimension(i => confidences[i]);
const place = all.dimension(i => places[i]);
const groups = [day.group(), source.group(), country.group()];
const byPlace = place.group();

// FROM TO SOURCE COUNTRY CONFIDENCE a line, "-" where that is not set.
const steps = readFileSync(process.argv[3], 'utf8').trim().split('\n').map(line => line.split(' '));
const set = ([from, to, wantedSource, wantedCountry, least]) => {
  from === '-' ? day.filterAll() : day.filterRange([+from, +to + 1]);
  wantedSource === '-' ? source.filterAll() : source.filterExact(+wantedSource);
  wantedCountry === '-' ? country.filterAll() : country.filterExact(+wantedCountry);
  least === '-' ? confidence.filterAll() : confidence.filterRange([+least, Infinity]);
};
let read = 0;
const took = steps.map(() => Infinity);
for (let run = 0; run < 5; run++) {
  steps.forEach((step, i) => {
    const before = process.cpuUsage();
    set(step);
    for (const group of groups) read += group.all().length;
    read += byPlace.top(200).length;
    const used = process.cpuUsage(before);
    took[i] = Math.min(took[i], (used.user + used.system) / 1000);
  });
}
console.log((took.reduce((a, b) => a + b) / took.length).toFixed(2), Math.max(...took).toFixed(2), read > 0 ? '' : 'nothing');
