// The page with the whole program, opened from disk in a real browser: what it lists, writes and refuses, against the
// command line.
//
//     node tests/page/run.mjs target/page/ropa.html target/debug/ropa-tested

import { browser, Chrome } from "./chrome.mjs";
import { CHECKS } from "./checks.mjs";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [page, program, only] = process.argv.slice(2);
const leftOut = (why) => { console.log(`left out here: the page in a browser, since ${why}`); process.exit(0); };
if (!page || !existsSync(page)) { leftOut("it is not built"); }
if (!program || !existsSync(program)) { leftOut("the command line is not built"); }
const path = browser();
if (!path) { leftOut("there is no Chromium"); }

const chrome = new Chrome(path);
const folder = mkdtempSync(join(tmpdir(), "ropa-files-"));
const world = { chrome, folder, url: "file://" + resolve(page), program: resolve(program) };
let failed = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  if (only && !name.includes(only)) { continue; }
  const begun = Date.now();
  try {
    await check(world);
    console.log(`ok      ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}: ${error.stack}`);
  }
}
await chrome.close();
rmSync(folder, { recursive: true, force: true });
console.log(failed ? `page: ${failed} failed` : "page: all as it should be");
process.exit(failed ? 1 : 0);
