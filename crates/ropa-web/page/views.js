// What is shown of a register: one view at a time, each with what it can be saved as.

const VIEWS = {
  gaps: { what: "gaps", formats: ["xlsx", "html", "csv", "json", "text"], fill: gapsView },
  links: { what: "links", formats: ["xlsx", "json", "text"], fill: linksView },
  questions: { what: "questions", formats: ["xlsx", "csv", "json"], fill: questionsView },
  decide: { formats: [], fill: decideView },
  plan: { what: "plan", formats: ["xlsx", "html", "csv", "json", "ics", "text"], fill: planView },
  impact: { what: "impact", formats: ["xlsx", "docx", "html", "csv", "json", "text"], fill: impactView },
  suppliers: { what: "suppliers", formats: ["xlsx", "html", "csv", "json", "text"], fill: pageView },
  check: { what: "check", formats: ["xlsx", "annotated", "html", "csv", "json", "text"], fill: pageView },
  coverage: { what: "coverage", formats: ["xlsx", "html", "csv", "json", "text"], fill: coverageView },
  report: { what: "report", formats: ["docx", "html", "xlsx", "json", "text"], fill: reportView },
  columns: { formats: [], fill: columnsView },
  explain: { formats: [], fill: explainView },
};

let shown = "gaps";
// What the view asks besides: the name of a supplier or system.
let asked = {};
// What of a long list is still to be put in.
let late = [];

function writeTabs() {
  const none = desk.told.activities === 0;
  by("tabs").replaceChildren(...Object.keys(VIEWS).map((name) => {
    const tab = button(t("view." + name), () => act(() => show(name)), { "data-view": name });
    tab.disabled = none && !["columns", "explain"].includes(name);
    if (name === shown) { tab.setAttribute("aria-current", "page"); }
    return el("li", {}, tab);
  }));
}

// Shows a view; `chosen` is what it begins with.
async function show(name, chosen) {
  shown = desk.told.activities === 0 && name !== "explain" ? "columns" : name;
  writeTabs();
  [asked, late] = [{}, []];
  const view = by("view");
  const into = document.createDocumentFragment();
  const fresh = el("div", {});
  into.append(fresh);
  by("asked").replaceChildren();
  await VIEWS[shown].fill(fresh, chosen);
  view.className = "view " + shown;
  view.replaceChildren(...fresh.childNodes);
  writeDownloads();
  rest().then((whole) => {
    if (whole) { enliven(); }
  });
}

// Runs the script that the page of this kind has of its own.
function enliven() {
  if (viewScripts[shown] && by("view").querySelector("form.filter, #tree")) { viewScripts[shown](); }
}

// Shows a view anew after something was written, without losing one's place.
function refresh(name) {
  writeTold();
  return show(name).then(() => by("view").focus({ preventScroll: true }));
}

function writeDownloads() {
  const { what, formats } = VIEWS[shown];
  const buttons = by("view").childNodes.length ? formats.map((format) => {
    const wanted = format === "annotated" ? { what: "annotated", format: "xlsx" } : { what, format, ...asked };
    return button(t("downloads." + format), () => act(() => downloadDocument(wanted)), { "data-format": format });
  }) : [];
  by("downloads").hidden = !buttons.length;
  by("downloads").replaceChildren(el("span", {}, t("downloads.save")), " ", ...buttons);
}

// The page that the command line writes, without its frame: the same markup, style and script.
function pageOf(bytes) {
  const text = new TextDecoder().decode(bytes);
  const page = new DOMParser().parseFromString(text.slice(text.indexOf("<body>")), "text/html");
  return [...page.querySelectorAll("main > *, footer > *")];
}

async function pageView(into) {
  const { bytes } = await working({ ask: "document", what: VIEWS[shown].what, format: "html", ...asked });
  into.append(...pageOf(bytes));
}

// So many rows stand at once; the others are put in while the first can be read already.
const ROWS_AT_ONCE = 300;

async function gapsView(into) {
  into.append(...pageOf(desk.page));
  const rows = [...into.querySelectorAll("details[data-row]")];
  rows.filter((row) => row.open).forEach(decidable);
  late = rows.slice(ROWS_AT_ONCE).map((row) => ({ row, within: row.parentNode }));
  late.forEach(({ row }) => row.remove());
}

// Puts in what is left of a list, unless something else is shown meanwhile.
async function rest() {
  const mine = late;
  for (let at = 0; at < mine.length && late === mine; at += ROWS_AT_ONCE) {
    await new Promise((done) => { setTimeout(done, 0); });
    mine.slice(at, at + ROWS_AT_ONCE).forEach(({ row, within }) => within.append(row));
  }
  return late === mine;
}

// A way from a row to a decision on it.
function decidable(row) {
  if (row.querySelector(":scope > button")) { return; }
  const position = Number(row.querySelector(".place").textContent);
  row.append(button(t("decide.here"), () => act(async () => {
    const one = (await activities()).find((activity) => activity.position === position);
    await show("decide", one && one.key);
    by("view").querySelector("select").focus();
  })));
}

async function coverageView(into) {
  if (!desk.told.has_structure) {
    into.append(el("p", {}, t("coverage.how")));
    return;
  }
  await pageView(into);
}

// The limits that people set for a plan, as the command line has them where nothing is set. The yearly report follows them.
let limits = { per_quarter: 3, largest: null, purpose_by: "either", with_annex: true, widen: "process" };

async function reportView(into) {
  asked = { limits };
  await pageView(into);
}

async function planView(into) {
  asked = { limits };
  const count = (value) => el("input", { type: "number", min: 1, max: 100000, step: 1, value: value === null ? "" : value });
  const choice = (name, words) => {
    const made = el("select", {}, words.map((word) => el("option", { value: word }, t(`limits.${name}_${word}`))));
    made.value = String(limits[name]);
    return made;
  };
  const per_quarter = count(limits.per_quarter);
  per_quarter.required = true;
  const fields = {
    per_quarter, largest: count(limits.largest), purpose_by: choice("purpose_by", ["either", "process"]),
    with_annex: choice("with_annex", ["true", "false"]), widen: choice("widen", ["no", "process", "family"]),
  };
  const form = el("form", { className: "row" },
    Object.entries(fields).map(([name, field]) => el("label", {}, t("limits." + name), field)),
    el("button", { className: "main" }, t("limits.plan")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    limits = {
      per_quarter: Number(fields.per_quarter.value), largest: fields.largest.value ? Number(fields.largest.value) : null,
      purpose_by: fields.purpose_by.value, with_annex: fields.with_annex.value === "true", widen: fields.widen.value,
    };
    act(() => refresh("plan"));
  });
  by("asked").replaceChildren(el("details", {}, el("summary", {}, t("limits.title")), form));
  await pageView(into);
}

async function impactView(into) {
  const { bytes } = await working({ ask: "document", what: "suppliers", format: "json" });
  const found = JSON.parse(new TextDecoder().decode(bytes));
  const names = el("datalist", { id: "names" });
  const name = el("input", { size: 40 });
  name.setAttribute("list", "names");
  const kind = el("select", {}, ["supplier", "system"].map((one) => el("option", { value: one }, t("impact." + one))));
  const fill = () => {
    const rows = kind.value === "system" ? found.systems : found.suppliers;
    names.replaceChildren(...rows.map((row) => el("option", { value: row.name })));
  };
  kind.addEventListener("change", fill);
  fill();
  const form = el("form", { className: "row" },
    el("label", {}, t("impact.kind"), kind), el("label", {}, t("impact.name"), name), names,
    el("button", { className: "main" }, t("impact.show")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act(async () => {
      asked = { name: name.value, system: kind.value === "system" };
      const fresh = el("div", {});
      await pageView(fresh);
      by("view").replaceChildren(...fresh.childNodes);
      enliven();
      writeDownloads();
    });
  });
  by("asked").replaceChildren(el("p", {}, t("impact.how")), form);
}

async function explainView(into, word = "") {
  const input = el("input", { value: word, size: 40 });
  const form = el("form", { className: "row" },
    el("label", {}, t("explain.word"), input), el("button", { className: "main" }, t("explain.show")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act(async () => {
      const { bytes } = await working({ ask: "explain", word: input.value.trim() });
      const text = new TextDecoder().decode(bytes) || t("explain.unknown");
      by("view").replaceChildren(el("pre", { tabIndex: 0 }, text));
    });
  });
  by("asked").replaceChildren(el("p", {}, t("explain.how")), form);
}
