/** Builds the page of `crosswire report`: one script, one stylesheet, the licences of what is in them. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const ASSET = join(HERE, "../src/crosswire/report/asset");

/** The styles in the order in which they may overrule each other. */
const STYLES = [
  "base",
  "bar",
  "figures",
  "timeline",
  "map",
  "statements",
  "pane",
  "reports",
  "foot",
  "print",
];

const read = (path) => readFileSync(join(HERE, path), "utf8");

/** All that the built files come from, by path. */
function sources() {
  const inside = readdirSync(join(HERE, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(HERE, join(entry.parentPath ?? entry.path, entry.name)));
  return ["build.js", "outline.js", "package-lock.json", ...inside]
    .map((path) => path.split(sep).join("/"))
    .sort();
}

/** What tells a stale bundle from a new one (tests/test_bundle.py): SHA-256 over each path and its bytes, a 0 after each. */
function digest() {
  const hash = createHash("sha256");
  for (const path of sources()) hash.update(path).update("\0").update(read(path)).update("\0");
  return hash.digest("hex");
}

/** The packages whose code is in the bundle, and those that the page's data comes from. */
function packages(metafile) {
  const bundled = Object.keys(metafile.inputs)
    .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
    .filter(Boolean);
  const asked = Object.keys(JSON.parse(read("package.json")).dependencies);
  return [...new Set([...bundled, ...asked])].sort();
}

function licence(name) {
  const { version, license } = JSON.parse(read(`node_modules/${name}/package.json`));
  return `${name} ${version} (${license})\n\n${read(`node_modules/${name}/LICENSE`).trim()}\n`;
}

const note = `/* crosswire report, sources ${digest()} */`;

const script = await build({
  entryPoints: [join(HERE, "src/main.ts")],
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "eof",
  banner: { js: note },
  outfile: join(ASSET, "report.js"),
  metafile: true,
});

const css = STYLES.map((name) => read(`src/style/${name}.css`)).join("\n");
const style = await transform(css, {
  loader: "css",
  minify: true,
  target: "es2022",
  charset: "utf8",
  banner: note,
});
writeFileSync(join(ASSET, "report.css"), style.code);

const rule = `\n${"-".repeat(79)}\n\n`;
writeFileSync(
  join(ASSET, "LICENSES.txt"),
  `What the page of crosswire report is built from, beside its own code.\n${rule}${packages(script.metafile).map(licence).join(rule)}`,
);
