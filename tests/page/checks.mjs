// What must hold of the page.

import { hostile, MARKUP, register } from "./hostile.mjs";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const DAY = "2026-11-23";
const REGISTER = "socialnamnden.xlsx";
const fixture = (name) => join(ROOT, "fixtures", name);

/// The page as a person opens it, on a day that does not change.
async function opened(world, size) {
  const page = await world.chrome.open(world.url, size);
  await page.value(`desk.asOf = "${DAY}"`);
  return page;
}

const DONE = "!by('main').hasAttribute('aria-busy')";

/// Chooses files, and waits until all is done that comes of it.
async function give(page, paths, how = "choose") {
  await page.value("window.openings = desk.openings");
  await page[how](paths);
  await page.until(`desk.openings > window.openings && ${DONE}`, "what was given");
}

async function read(page, paths) {
  await give(page, paths);
  assert.ok(await page.value("desk.told && by('view').childNodes.length"), await page.value("by('told').textContent"));
}

/// Presses a button, and waits until all is done that comes of it.
async function press(page, selector) {
  await page.value(`document.querySelector(${JSON.stringify(selector)}).click()`);
  await page.until(DONE, selector);
}

/// A folder of its own with files in it.
function folder(world, files) {
  const own = mkdtempSync(join(world.folder, "f-"));
  for (const [name, from] of Object.entries(files)) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    if (Buffer.isBuffer(from)) { writeFileSync(join(own, name), from); } else { copyFileSync(from, join(own, name)); }
  }
  return own;
}

/// What the command line writes for a call in a folder.
function written(world, cwd, args) {
  const at = args.indexOf("--format");
  const out = join(mkdtempSync(join(world.folder, "o-")), "out." + (at < 0 ? "xlsx" : args[at + 1]));
  const { status, stderr } = spawnSync(world.program, [...args, "--as-of", DAY, "-o", out], { cwd });
  assert.ok(status === 0 || status === 1, `${args.join(" ")}: ${status} ${stderr}`);
  return readFileSync(out);
}

/// The bytes that the page makes of a document, by the button that a person presses.
async function saved(page, view, format) {
  await page.value(`act(() => show("${view}"))`);
  return pressed(page, format);
}

async function pressed(page, format) {
  const files = await page.saving(() => page.value(`document.querySelector('#downloads [data-format="${format}"]').click()`));
  const [[name, path]] = files;
  return { name, bytes: readFileSync(path) };
}

function same(ours, theirs, what) {
  assert.ok(ours.equals(theirs), `${what}: ${ours.length} bytes on the page, ${theirs.length} of the command line`);
}

function quiet(page) {
  assert.deepEqual(page.faults, []);
  const beyond = page.requests.filter((url) => !url.startsWith("file://") && !url.startsWith("blob:"));
  assert.deepEqual(beyond, [], "requests");
  assert.equal(page.requests.filter((url) => url.startsWith("file://")).length, 1, "only the page itself: " + page.requests);
}

async function theListIsTheCommandLines(world) {
  const cwd = folder(world, { [REGISTER]: fixture(REGISTER) });
  const page = await opened(world);
  await read(page, [join(cwd, REGISTER)]);
  const told = JSON.parse(written(world, cwd, ["gaps", REGISTER, "--format", "json"]));
  const rows = await page.value(`[...document.querySelectorAll("#view [data-row]")].map((row) => ({
    place: Number(row.querySelector(".place").textContent), state: row.dataset.state, head: row.querySelector("strong").textContent }))`);
  const ranked = told.activities.filter((one) => one.rank).sort((a, b) => a.rank.position - b.rank.position);
  assert.ok(ranked.length > 40, "a list to compare");
  assert.equal(rows.length, ranked.length);
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  for (const one of ranked) {
    const row = byPlace.get(one.rank.position);
    assert.ok(row.head.includes(one.name) || one.name.startsWith(row.head.split(" ").slice(1, 3).join(" ")), `${row.head} / ${one.name}`);
    assert.equal(row.state, one.gap.kind);
  }
  same((await pressed(page, "json")).bytes, written(world, cwd, ["gaps", REGISTER, "--format", "json"]), "gaps json");
  quiet(page);
  await page.close();
}

async function whatIsSavedIsTheCommandLines(world) {
  const structure = fixture("klassificering/klassificering-2026.csv");
  const list = "socialnamnden-konsekvensbedomningar.csv";
  const files = { [REGISTER]: fixture(REGISTER), "struktur.csv": structure };
  const cwd = folder(world, files);
  const page = await opened(world);
  await read(page, Object.keys(files).map((name) => join(cwd, name)));
  const calls = {
    gaps: ["gaps"], plan: ["plan"], suppliers: ["suppliers"], check: ["check", "--structure", "struktur.csv"],
    coverage: ["coverage", "--structure", "struktur.csv"],
    report: ["report", "--structure", "struktur.csv"],
    questions: ["screen", "export"],
  };
  const forms = {
    gaps: ["xlsx", "html", "csv", "json"], plan: ["xlsx", "html", "csv", "json", "ics"], suppliers: ["xlsx", "html", "csv", "json"],
    check: ["xlsx", "html", "csv", "json"], coverage: ["xlsx", "html", "csv", "json"], report: ["docx", "html", "xlsx", "json"],
    questions: ["xlsx", "csv", "json"],
  };
  for (const [view, [command, ...rest]] of Object.entries(calls)) {
    for (const format of forms[view]) {
      const call = view === "questions" ? ["screen", "export", REGISTER] : [command, REGISTER, ...rest];
      const { bytes } = await saved(page, view, format);
      same(bytes, written(world, cwd, [...call, "--format", format]), `${view} ${format}`);
    }
  }
  same((await saved(page, "check", "annotated")).bytes, written(world, cwd, ["check", REGISTER, "--structure", "struktur.csv", "--annotate"]), "annotated");
  await page.value("act(() => show('impact'))");
  await page.value("(() => { const form = by('asked').querySelector('form'); form.querySelector('input').value = 'Linnea Systemdrift AB'; form.requestSubmit(); })()");
  await page.until(DONE);
  assert.ok(await page.value("by('view').textContent.includes('Linnea')"));
  for (const format of ["xlsx", "docx", "html", "csv", "json"]) {
    same((await pressed(page, format)).bytes, written(world, cwd, ["impact", REGISTER, "--supplier", "Linnea Systemdrift AB", "--format", format]), "impact " + format);
  }
  const review = written(world, cwd, ["link", "review", REGISTER]);
  same((await saved(page, "links", "xlsx")).bytes, review, "links xlsx");
  await press(page, "[data-lang=en]");
  const english = await saved(page, "gaps", "xlsx");
  same(english.bytes, written(world, cwd, ["gaps", REGISTER, "--format", "xlsx", "--lang", "en"]), "gaps xlsx, English");
  quiet(page);
  await page.close();
}

async function thePlanKeepsTheLimitsThatAreSet(world) {
  const settings = Buffer.from('[plan]\nper_quarter = 2\nlargest = 2\nsame_purpose = "process"\nannex = false\nwiden = "no"\n');
  const cwd = folder(world, { [REGISTER]: fixture(REGISTER), "ropa.toml": settings });
  const page = await opened(world);
  await read(page, [join(cwd, REGISTER)]);
  await page.value("act(() => show('plan'))");
  const all = await page.value("document.querySelectorAll('#view [data-row]').length");
  await page.value(`(() => {
    const form = by('asked').querySelector('form');
    const [quarter, largest] = form.querySelectorAll('input');
    const [purpose, annex, widen] = form.querySelectorAll('select');
    [quarter.value, largest.value, purpose.value, annex.value, widen.value] = [2, 2, 'process', 'false', 'no'];
    form.requestSubmit();
  })()`);
  await page.until("by('view').textContent.includes('högst 2 behandlingar per bedömning')");
  await page.until(DONE);
  assert.notEqual(await page.value("document.querySelectorAll('#view [data-row]').length"), all, "another plan");
  same((await pressed(page, "json")).bytes, written(world, cwd, ["plan", REGISTER, "--format", "json"]), "plan json by ropa.toml");
  same((await saved(page, "report", "json")).bytes, written(world, cwd, ["report", REGISTER, "--format", "json"]), "report json by ropa.toml");
  quiet(page);
  await page.close();
}

async function rowsAreChosenOnEveryPage(world) {
  const cwd = folder(world, { [REGISTER]: fixture(REGISTER) });
  const page = await opened(world);
  await read(page, [join(cwd, REGISTER)]);
  const rows = (which) => page.value(`document.querySelectorAll('#view [data-row]${which}').length`);
  for (const view of ["gaps", "plan", "suppliers", "check"]) {
    await page.value(`act(() => show("${view}"))`);
    await page.until("document.querySelector('#view li[data-by] button')");
    const all = await rows("");
    await press(page, "#view li[data-by] button");
    await page.until(`document.querySelectorAll('#view [data-row]:not([hidden])').length < ${all}`);
    assert.ok(await rows(":not([hidden])") > 0, view + ": a figure shows what it counts");
    await page.value("(() => { document.querySelector('#view [data-row]:not([hidden])').open = true; })()");
    await press(page, "#view form.filter [type=reset]");
    await page.until(`document.querySelectorAll('#view [data-row]:not([hidden])').length === ${all}`);
  }
  quiet(page);
  await page.close();
}

async function aFolderIsDropped(world) {
  const files = { [REGISTER]: fixture(REGISTER), ".dold": Buffer.from("x"), "Thumbs.db": Buffer.from("x") };
  for (const name of ["digital-tillsyn.pdf", "ekonomiskt-bistand-v1.1.docx", "ovrigt/skannad.pdf"]) { files["bedomningar/" + name] = fixture("dpia-dokument/" + name); }
  const cwd = folder(world, files);
  const page = await opened(world);
  await give(page, [cwd], "drop");
  const names = await page.value("desk.told.files.map(({ name }) => name)");
  assert.equal(names.length, 4, names.join());
  assert.ok(names.every((name) => name.startsWith(basename(cwd) + "/")), names.join());
  assert.ok(await page.value("desk.told.refused.some(({ name }) => name.endsWith('skannad.pdf'))"), "a scanned document is told of");
  quiet(page);
  await page.close();
}

const JSON_OF_GAPS = (world, cwd, ...rest) => written(world, cwd, ["gaps", REGISTER, ...rest, "--format", "json"]);

async function whatIsRecordedIsReadByTheCommandLine(world) {
  const cwd = folder(world, { [REGISTER]: fixture(REGISTER) });
  const page = await opened(world);
  await read(page, [join(cwd, REGISTER)]);
  const plain = (await saved(page, "gaps", "json")).bytes;
  await page.value("window.showDirectoryPicker = undefined");
  const recorded = () => page.value("desk.told.recorded.join()");
  // Nobody writes without a name.
  await page.value("act(() => show('links'))");
  await press(page, "#view .card button");
  assert.ok(await page.value("by('told').textContent.length > 10 && desk.unsaved.size === 0 && document.activeElement.id === 'by'"));
  await page.value("by('by').value = 'Karin Ek'");
  await press(page, "#view .card button");
  assert.equal(await recorded(), "1,0,0");
  await page.value("act(() => show('questions'))");
  // A no without a reason does not count.
  await press(page, "#view fieldset button:nth-of-type(2)");
  assert.equal(await recorded(), "1,0,0");
  await press(page, "#view fieldset button");
  assert.equal(await recorded(), "1,1,0");
  await page.value("act(() => show('decide'))");
  await page.value(`(() => { const form = document.querySelector("#view form"); form.querySelector("textarea").value = "Prövat; risken är låg; se anteckning 4";
    form.querySelector("select").selectedIndex = 5; form.requestSubmit(); })()`);
  await page.until(DONE);
  assert.equal(await recorded(), "1,1,1");
  const after = (await saved(page, "gaps", "json")).bytes;
  assert.ok(!after.equals(plain), "what is recorded counts");
  const names = ["kopplingar.csv", "svar.csv", "beslut.csv"];
  const files = await page.saving(() => page.value("by('save').click()"), 3);
  for (const name of names) { copyFileSync(files.get(name), join(cwd, name)); }
  const args = ["--links", names[0], "--answers", names[1], "--decisions", names[2]];
  same(after, JSON_OF_GAPS(world, cwd, ...args), "gaps with what is recorded");
  assert.equal(await page.value("desk.unsaved.size"), 0);
  // Step by step back to where it began.
  for (const left of ["1,1,0", "1,0,0", "0,0,0"]) {
    await press(page, "#undo");
    assert.equal(await recorded(), left);
  }
  same((await saved(page, "gaps", "json")).bytes, plain, "all undone");
  await page.close();
  // Another day: what was saved is dropped with the register.
  const next = await opened(world);
  await read(next, [join(cwd, REGISTER), ...names.map((name) => join(cwd, name))]);
  assert.deepEqual(await next.value("desk.told.recorded"), [1, 1, 1]);
  same((await saved(next, "gaps", "json")).bytes, after, "gaps read back");
  quiet(next);
  await next.close();
}

async function aFolderIsWrittenTo(world) {
  const cwd = folder(world, { [REGISTER]: fixture(REGISTER) });
  const page = await opened(world);
  await read(page, [join(cwd, REGISTER)]);
  await page.value(`window.kept = {}; window.showDirectoryPicker = async () => ({ getFileHandle: async (name) => ({
    createWritable: async () => ({ write: async (bytes) => { window.kept[name] = new TextDecoder().decode(bytes); }, close: async () => {} }) }) });
    by('by').value = 'Karin Ek'; act(() => show('links'))`);
  await press(page, "#view .card button:nth-of-type(2)");
  assert.equal(await page.value("desk.unsaved.size"), 1, await page.value("by('told').textContent"));
  await press(page, "#save");
  assert.equal(await page.value("desk.unsaved.size"), 0);
  const text = await page.value("window.kept['kopplingar.csv']");
  assert.ok(text.includes("Karin Ek"), text);
  await page.close();
}

async function columnsAreSettled(world) {
  const csv = "Id;Behandling;Ändamål;Vilka det rör;Märke\n1;Orosanmälan;Utreda barns behov;Barn;Ja\n2;Lönehantering;Betala lön;Anställda;Nej\n";
  const cwd = folder(world, { "udda.csv": Buffer.from(csv) });
  const page = await opened(world);
  await read(page, [join(cwd, "udda.csv")]);
  const before = (await saved(page, "gaps", "json")).bytes;
  await page.value("act(() => show('columns'))");
  assert.equal(await page.value("document.querySelectorAll('#view tbody tr').length"), 5);
  await page.value(`[...document.querySelectorAll("#view tbody tr")].find((row) => row.textContent.startsWith("Märke")).querySelector("select").value = "sensitive"`);
  await press(page, "#view button.main");
  assert.ok(await page.value("desk.unsaved.has('kolumner.toml') && desk.told.unsure === 0"), "the columns");
  await page.value("window.showDirectoryPicker = undefined");
  const ours = (await saved(page, "gaps", "json")).bytes;
  assert.ok(!ours.equals(before), "the choice counts");
  const [[, path]] = await page.saving(() => page.value("by('save').click()"));
  copyFileSync(path, join(cwd, "kolumner.toml"));
  same(ours, written(world, cwd, ["gaps", "udda.csv", "--profile", "kolumner.toml", "--format", "json"]), "gaps by the profile");
  await page.close();
}

async function hostileFilesCostALine(world) {
  const files = { ...hostile(fixture(REGISTER)), "skyddad.xlsx": readFileSync(fixture("skyddad.xlsx")) };
  const cwd = folder(world, { ...files, [REGISTER]: fixture(REGISTER) });
  const page = await opened(world);
  const told = () => page.value("by('told').textContent + by('read-unread').textContent + by('read-sum').textContent");
  for (const name of Object.keys(files)) {
    await give(page, [join(cwd, name)]);
    assert.ok(!(await page.value("desk.told && desk.told.activities")), name);
    assert.ok((await told()).length > 20, name);
    await page.value("desk.files.clear()");
  }
  // All of them beside a whole register take nothing from it.
  await read(page, [...Object.keys(files), REGISTER].map((name) => join(cwd, name)));
  assert.ok((await page.value("desk.told.activities")) > 50);
  const text = await told();
  for (const name of Object.keys(files).filter((name) => !name.startsWith("~$"))) { assert.ok(text.includes(name), `${name}: ${text}`); }
  quiet(page);
  await page.close();
}

async function markupStaysText(world) {
  const cwd = folder(world, { "märk.csv": Buffer.from(MARKUP) });
  const page = await opened(world);
  await read(page, [join(cwd, "märk.csv")]);
  for (const view of ["gaps", "links", "questions", "decide", "plan", "suppliers", "check", "report", "columns"]) {
    await page.value(`act(() => show("${view}"))`);
  }
  await page.value("act(() => show('gaps'))");
  assert.equal(await page.value("window.caught"), undefined);
  assert.ok(await page.value("by('view').textContent.includes('onerror')"));
  assert.equal(await page.value("document.querySelectorAll('#view img, #view script, #view svg').length"), 0);
  quiet(page);
  await page.close();
}

async function workIsStopped(world) {
  const cwd = folder(world, { "stort.csv": Buffer.from(register(10000)), [REGISTER]: fixture(REGISTER) });
  const page = await opened(world);
  await page.choose([join(cwd, "stort.csv")]);
  await page.until("!by('work').hidden", "progress");
  await page.value("by('stop').click()");
  await page.until(`by('work').hidden && by('told').querySelector('button') && ${DONE}`, "that it stopped", 5);
  assert.ok(await page.value("desk.told === null && by('results').hidden"));
  await page.value("desk.files.clear()");
  await read(page, [join(cwd, REGISTER)]);
  assert.ok((await page.value("desk.told.activities")) > 50, "goes on after it");
  quiet(page);
  await page.close();
}

async function exhaustedMemoryEndsTheWorker(world) {
  const cwd = folder(world, { [REGISTER]: fixture(REGISTER) });
  const page = await opened(world);
  await page.value(`act(() => working({ ask: "language", page: "sv" }, [{ byteLength: 3000000000 }]))`);
  assert.equal(await page.value("by('told').textContent"), await page.value("t('failed.memory')"));
  await read(page, [join(cwd, REGISTER)]);
  assert.ok((await page.value("desk.told.activities")) > 50, "goes on after it");
  await page.close();
}

async function itFitsASmallScreen(world) {
  const cwd = folder(world, { [REGISTER]: fixture(REGISTER) });
  for (const width of [1300, 380]) {
    const page = await opened(world, { width, height: 900 });
    const wide = () => page.value("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    const picture = async (name) => {
      if (process.env.PICTURES) { writeFileSync(join(process.env.PICTURES, `${name}-${width}.png`), await page.picture()); }
    };
    await picture("begin");
    assert.equal(await wide(), 0, "the first screen");
    await read(page, [join(cwd, REGISTER)]);
    for (const language of ["sv", "en"]) {
      await press(page, `[data-lang=${language}]`);
      for (const view of await page.value("Object.keys(VIEWS)")) {
        await page.value(`act(() => show("${view}"))`);
        await page.value("by('results').scrollIntoView()");
        assert.equal(await wide(), 0, `${view} at ${width}`);
        await picture(`${view}-${language}`);
      }
    }
    await page.value("scrollTo(0, 0)");
    await picture("read");
    await page.close();
  }
}

export const CHECKS = {
  "the list is the command line's": theListIsTheCommandLines,
  "what is saved is the command line's, byte for byte": whatIsSavedIsTheCommandLines,
  "the plan keeps the limits that are set": thePlanKeepsTheLimitsThatAreSet,
  "rows are chosen on every page": rowsAreChosenOnEveryPage,
  "a folder is dropped": aFolderIsDropped,
  "what is recorded is read by the command line": whatIsRecordedIsReadByTheCommandLine,
  "a folder is written to": aFolderIsWrittenTo,
  "columns are settled": columnsAreSettled,
  "hostile files cost a line": hostileFilesCostALine,
  "markup stays text": markupStaysText,
  "work is stopped": workIsStopped,
  "exhausted memory ends the worker": exhaustedMemoryEndsTheWorker,
  "it fits a small screen": itFitsASmallScreen,
};
