/** Makes the outlines that `crosswire report` cuts its maps from: land and borders at three scales. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { meshArcs } from "topojson-client";

const HERE = dirname(fileURLToPath(import.meta.url));
const ATLAS = join(HERE, "node_modules/world-atlas");
const ASSET = join(HERE, "../src/crosswire/report/asset");

/** Land and borders without their countries' names and areas, arcs as flat lists of steps. */
function bare(topology) {
  const { transform, arcs, objects } = topology;
  return JSON.stringify({
    ...transform,
    land: objects.land.geometries[0].arcs.flat(),
    borders: meshArcs(topology, objects.countries, (one, other) => one !== other).arcs,
    arcs: arcs.map((arc) => arc.flat()),
  });
}

mkdirSync(ASSET, { recursive: true });
for (const scale of ["10m", "50m", "110m"]) {
  const made = bare(JSON.parse(readFileSync(join(ATLAS, `countries-${scale}.json`), "utf8")));
  const path = join(ASSET, `outline-${scale}.json.gz`);
  // Compressed bytes differ between versions of zlib: what says the same stays as it is.
  if (!existsSync(path) || gunzipSync(readFileSync(path)).toString() !== made)
    writeFileSync(path, gzipSync(made, { level: 9 }));
}
