/** Bundles each test with what it tests and runs it in node: for the parts that need no page. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const tests = readdirSync(here).filter((name) => name.endsWith(".test.js"));
const outdir = mkdtempSync(join(tmpdir(), "crosswire-"));
await build({
  entryPoints: tests.map((name) => join(here, name)),
  bundle: true,
  format: "esm",
  platform: "node",
  outdir,
  outExtension: { ".js": ".mjs" },
});
const bundles = tests.map((name) => join(outdir, name.replace(/\.js$/, ".mjs")));
const { status } = spawnSync(process.execPath, ["--test", ...bundles], { stdio: "inherit" });
rmSync(outdir, { recursive: true });
process.exit(status ?? 1);
