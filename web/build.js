/**
 * Builds the pages: of `crosswire report`, and of `crosswire serve` around the same views. Each is
 * one script, one stylesheet, and the licences of what is in them.
 */

import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The report's styles in the order in which they may overrule each other. */
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

/** Those of the desk's own pages. */
const OWN = ["shell", "judgement", "review", "list", "changes", "versions", "carriers", "add"];

/** A file with all that comes from it: where to, what it is called, its first source, its styles. */
const BUNDLES = [
  {
    name: "report",
    command: "crosswire report",
    asset: "../src/crosswire/report/asset",
    entry: "src/main.ts",
    styles: STYLES.map((name) => `src/style/${name}.css`),
    holds: (path) => !path.startsWith("src/desk/"),
  },
  {
    name: "desk",
    command: "crosswire serve",
    asset: "../src/crosswire/web/asset",
    entry: "src/desk/desk.ts",
    styles: [
      ...STYLES.map((name) => `src/style/${name}.css`),
      ...OWN.map((name) => `src/desk/style/${name}.css`),
    ],
    holds: () => true,
  },
];

const read = (path) => readFileSync(join(HERE, path), "utf8");

/** All that a bundle's files come from, by path: the report owes nothing to the desk. */
function sources({ holds }) {
  const inside = readdirSync(join(HERE, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(HERE, join(entry.parentPath ?? entry.path, entry.name)));
  return ["build.js", "outline.js", "package-lock.json", ...inside]
    .map((path) => path.split(sep).join("/"))
    .filter(holds)
    .sort();
}

/** What tells a stale bundle from a new one (tests/test_bundle.py): SHA-256 over each path and its bytes, a 0 after each. */
function digest(bundle) {
  const hash = createHash("sha256");
  for (const path of sources(bundle))
    hash.update(path).update("\0").update(read(path)).update("\0");
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

async function built(bundle) {
  const { name, command, entry, styles } = bundle;
  const asset = join(HERE, bundle.asset);
  const note = `/* ${command}, sources ${digest(bundle)} */`;
  const script = await build({
    entryPoints: [join(HERE, entry)],
    absWorkingDir: HERE,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "eof",
    banner: { js: note },
    outfile: join(asset, `${name}.js`),
    metafile: true,
  });
  const style = await transform(styles.map(read).join("\n"), {
    loader: "css",
    minify: true,
    target: "es2022",
    charset: "utf8",
    banner: note,
  });
  writeFileSync(join(asset, `${name}.css`), style.code);
  const rule = `\n${"-".repeat(79)}\n\n`;
  writeFileSync(
    join(asset, "LICENSES.txt"),
    `What the page of ${command} is built from, beside its own code.\n${rule}${packages(script.metafile).map(licence).join(rule)}`,
  );
}

for (const bundle of BUNDLES) await built(bundle);
copyFileSync(join(HERE, "src/desk/icon.svg"), join(HERE, "../src/crosswire/web/asset/desk.svg"));
