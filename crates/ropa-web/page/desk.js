// The files on the desk, and what has been written to them since. All of it is here; the program is given it anew when it
// was stopped.

const LEDGERS = { links: "kopplingar.csv", answers: "svar.csv", decisions: "beslut.csv" };
const PROFILE = "kolumner.toml";
// What no register is as large as; the program has limits of its own.
const MOST_BYTES = 512 * 1024 * 1024;
const STEPS = 50;

const desk = {
  files: new Map(),
  // What the program tells of what is open; nothing where nothing is.
  told: null,
  // The list of gaps as a page.
  page: null,
  failures: [],
  // How often it was opened, whether or not that went well.
  openings: 0,
  unsaved: new Set(),
  saved: new Set(),
  steps: [],
};

function today() {
  const now = new Date();
  const two = (part) => String(part).padStart(2, "0");
  return desk.asOf || `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function kept(name) {
  const last = name.split("/").pop();
  return !last.startsWith(".") && !last.startsWith("~$") && !/^(thumbs\.db|desktop\.ini)$/i.test(last);
}

// Takes files, each with the path that it had within what was dropped.
async function take(given) {
  desk.failures = [];
  const files = given.filter(({ path }) => kept(path));
  if (!files.length) { desk.failures.push(t("failed.no_files")); }
  for (const { path, file } of files) {
    if (file.size > MOST_BYTES) {
      desk.failures.push(t("failed.too_large", { name: path, limit: MOST_BYTES / 1024 / 1024 }));
      continue;
    }
    try {
      desk.files.set(path, { name: path, bytes: await file.arrayBuffer(), modified: file.lastModified });
    } catch (error) {
      desk.failures.push(t("read.unread", { name: path, why: String(error.message || error) }));
    }
  }
  return open();
}

// In the order in which a shell names the files of a folder. What was saved from here comes after, the newest last: of two
// ledgers of one kind that one counts.
function inOrder() {
  const saved = ({ name }) => /^(kopplingar|svar|beslut|kolumner)\b.*\.(csv|toml)$/i.test(name.split("/").pop());
  const all = [...desk.files.values()];
  return [
    ...all.filter((file) => !saved(file)).sort((a, b) => (a.name < b.name ? -1 : 1)),
    ...all.filter(saved).sort((a, b) => a.modified - b.modified),
  ];
}

// Opens what lies on the desk. A file that the program stops at is set aside, and the others are opened.
async function open() {
  desk.told = null;
  try {
    await openAll();
  } finally {
    desk.openings += 1;
  }
}

async function openAll() {
  for (;;) {
    const files = inOrder();
    if (!files.length) { return; }
    const named = files.map(({ name, bytes, role }) => ({ name, size: bytes.byteLength, role: role || null }));
    const message = { ask: "open", files: named, as_of: today(), page: lang, lang: desk.lang || null };
    try {
      taken(await working(message, files.map(({ bytes }) => bytes)));
      return;
    } catch (error) {
      if (!(error instanceof Crashed)) { throw error; }
      if (!error.file || !desk.files.delete(error.file)) { throw new Error(t("failed.memory")); }
      desk.failures.push(t("failed.crashed", { name: error.file }));
    }
  }
}

function taken({ value, bytes }) {
  desk.told = value;
  desk.page = bytes;
  desk.activities = null;
}

// The files that are written here, by the role that the program tells.
function written() {
  const roles = new Map((desk.told ? desk.told.files : []).map(({ name, role }) => [name, role]));
  return [...desk.files].filter(([name]) => roles.get(name) in LEDGERS || roles.get(name) === "profile");
}

// What can be undone is what was written and chosen here.
function remember() {
  desk.steps.push({ files: written(), unsaved: new Set(desk.unsaved) });
  if (desk.steps.length > STEPS) { desk.steps.shift(); }
}

async function undo() {
  const step = desk.steps.pop();
  if (!step) { return; }
  written().forEach(([name]) => desk.files.delete(name));
  step.files.forEach(([name, file]) => desk.files.set(name, file));
  // What was saved meanwhile is no longer what stands here.
  const saved = step.files.map(([name]) => name).filter((name) => desk.saved.has(name));
  desk.unsaved = new Set([...step.unsaved, ...saved]);
  await open();
}

// Takes a file that was made here in the place of those that said the same.
function put(role, name, bytes) {
  for (const { name: other, role: own } of desk.told ? desk.told.files : []) {
    if (own === role) { desk.files.delete(other); }
  }
  desk.files.set(name, { name, bytes, role, modified: Date.now() });
  desk.unsaved.add(name);
}

// The ledger that each kind of record is written to.
const WRITTEN_TO = { judge: "links", answer: "answers", decide: "decisions" };

// Records what a person writes, and reads the ledger that comes of it: what is shown is what the file says.
async function record(message) {
  const role = WRITTEN_TO[message.ask];
  const { bytes } = await working(message);
  remember();
  put(role, LEDGERS[role], bytes);
  await open();
}

// Reads the files again by what a person chose for the headings.
async function choose(columns) {
  const { bytes } = await working({ ask: "choose", columns });
  remember();
  put("profile", PROFILE, bytes);
  await open();
}

// Reads a register of one record, so that all that the program reads by is at hand when a person drops theirs.
function prepare() {
  const text = "Id;Behandling;Ändamål;Vilka det rör;Känsliga uppgifter;Märke\n1;Orosanmälan;Utreda barns behov;Barn;Ja;x\n";
  const { buffer } = new TextEncoder().encode(text);
  const files = [{ name: "register.csv", size: buffer.byteLength, role: null }];
  return engine.ask({ ask: "open", files, as_of: today(), page: lang, lang: null }, [buffer]);
}
