// What the page costs: how soon the program stands, how soon the list of so many records, and in how much memory.
//
//     node tests/page/measure.mjs target/page/ropa.html

import { browser, Chrome } from "./chrome.mjs";
import { register } from "./hostile.mjs";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const path = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "ropa-files-"));
console.log(`page: ${statSync(path).size} bytes`);
const chrome = new Chrome(browser());
for (const records of [60, 300, 10000]) {
  const file = join(folder, `${records}.csv`);
  writeFileSync(file, register(records));
  const times = [];
  let [memory, ready] = [0, 0];
  for (let turn = 0; turn < 3; turn += 1) {
    const page = await chrome.open("file://" + path);
    await page.until("engine.memory > 0", "the program");
    ready = await page.value("performance.now()");
    await page.value("window.given = 0; by('files').addEventListener('change', () => { window.given = performance.now(); }, true); window.openings = desk.openings");
    await page.choose([file]);
    await page.until("desk.openings > window.openings && !by('main').hasAttribute('aria-busy')", "the list", 120);
    times.push(await page.value("new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - window.given), 0)))"));
    memory = await page.value("engine.memory");
    await page.close();
  }
  const middle = times.sort((a, b) => a - b)[1];
  console.log(`${records} records: list after ${(middle / 1000).toFixed(2)} s, ${(memory / 1048576).toFixed(0)} MiB; program ready after ${(ready / 1000).toFixed(2)} s`);
}
await chrome.close();
rmSync(folder, { recursive: true, force: true });
