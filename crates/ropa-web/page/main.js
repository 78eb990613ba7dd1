// What a person does, and what the page tells of it.

let busy = 0;

function tell(...lines) {
  by("told").replaceChildren(...lines.map((line) => el("p", { className: "warn" }, line)));
}

// Does what a person asked for; what goes wrong is told, and the page goes on.
async function act(work) {
  busy += 1;
  by("main").setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    if (error instanceof Stopped) {
      stopped();
    } else {
      tell(error instanceof Crashed ? t("failed.memory") : t("failed.all", { why: String(error.message || error) }));
      writeTold();
    }
  } finally {
    busy -= 1;
    if (!busy) { by("main").removeAttribute("aria-busy"); }
  }
}

// What was stopped took the desk with it; the files are still here.
function stopped() {
  desk.told = null;
  tell(t("work.stopped"));
  by("told").append(button(t("work.again"), () => act(reopen)));
  writeAll();
}

// Asks the program while the page shows how far it has come.
async function working(message, buffers = []) {
  const wait = setTimeout(() => { by("work").hidden = false; }, 150);
  by("work-step").textContent = engine.ready ? t("work.working") : t("work.unpacking");
  by("work-bar").removeAttribute("value");
  try {
    return await engine.ask(message, buffers, progress);
  } finally {
    clearTimeout(wait);
    by("work").hidden = true;
  }
}

function progress({ step, done, of, name }) {
  by("work-step").textContent = t("work." + step, { done: step === "opening" ? done + 1 : done, of, name });
  by("work-bar").max = of || 1;
  if (step === "importing") { by("work-bar").removeAttribute("value"); } else { by("work-bar").value = done; }
}

// Asks who writes before anything is written in their name.
function signed(write) {
  const name = by("by").value.trim();
  if (!name) {
    tell(t("ledger.by_missing"));
    by("ledger").open = true;
    by("by").focus();
    return;
  }
  tell();
  write(name);
}

function writeTold() {
  const told = desk.told;
  by("read").hidden = !told;
  by("ledger").hidden = !told;
  by("results").hidden = !told;
  document.body.classList.toggle("opened", desk.files.size > 0);
  if (!told) { return; }
  by("read-sum").textContent = told.activities
    ? t("read.sum", { activities: told.activities, dpias: told.dpias, files: told.files.length, gaps: told.gaps })
    : t("read.nothing");
  const lines = [
    ...desk.failures,
    ...told.refused.map((one) => t("read.unread", { name: one.name, why: why(one.why) })),
    ...told.without_table.map((name) => t("read.without_table", { name })),
    ...(told.unsure && told.activities ? [t("read.unsure", { count: told.unsure })] : []),
    ...twice(told.files),
  ];
  by("read-unread").replaceChildren(...lines.map((line) => el("p", { className: "warn" }, line)));
  writeFiles(told);
  writeLedger(told);
}

// Two ledgers of one kind: one counts, and which is told.
function twice(files) {
  return ["links", "answers", "decisions", "profile"].flatMap((role) => {
    const of = files.filter((file) => file.role === role);
    return of.length > 1 ? [t("failed.twice", { role: t("role." + role), name: of[of.length - 1].name })] : [];
  });
}

function writeFiles(told) {
  const unread = new Set(told.refused.map(({ name }) => name));
  const roles = ["register", "structure", "links", "answers", "decisions", "profile"];
  const row = ({ name, role }) => {
    const select = el("select", { "aria-label": `${t("read.role")}: ${name}` },
      roles.map((one) => el("option", { value: one }, t("role." + one))));
    select.value = role;
    select.addEventListener("change", () => act(async () => {
      desk.files.get(name).role = select.value;
      await reopen();
    }));
    const remove = button(t("read.remove_short"), () => act(async () => {
      desk.files.delete(name);
      desk.unsaved.delete(name);
      await reopen();
    }), { "aria-label": t("read.remove", { name }) });
    return el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, select),
      el("td", {}, unread.has(name) ? t("read.is_unread") : t("read.is_read")), el("td", {}, remove));
  };
  const heads = ["file", "role", "state"].map((key) => el("th", { scope: "col" }, t("read." + key)));
  by("read-files").replaceChildren(
    el("thead", {}, el("tr", {}, heads, el("td", {}))), el("tbody", {}, told.files.map(row)));
}

function writeLedger({ recorded: [links, answers, decisions] }) {
  const files = [...desk.unsaved].join(", ");
  const counts = { links, answers, decisions, files };
  by("ledger-state").textContent = desk.unsaved.size ? t("ledger.unsaved", counts)
    : links + answers + decisions ? t("ledger.saved", counts) : t("ledger.none");
  if (desk.unsaved.size) { by("ledger").open = true; }
  by("save").disabled = !desk.unsaved.size;
  by("undo").disabled = !desk.steps.length;
}

function writeAll() {
  writeTexts();
  writeTold();
}

async function reopen() {
  tell();
  await open();
  writeAll();
  if (desk.told) { await show(shown); }
}

async function took(given) {
  tell();
  await take(given);
  writeAll();
  if (!desk.told) { tell(...desk.failures); return; }
  by("private").open = false;
  shown = "gaps";
  await show(shown);
  by("read-title").scrollIntoView();
}

// Every file within what was dropped, with its path from there. The handles must be asked for before anything is waited for.
async function within(transfer) {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const asked = items.map((item) => (item.getAsFileSystemHandle ? item.getAsFileSystemHandle() : Promise.resolve(null)));
  const files = items.map((item) => item.getAsFile());
  const found = [];
  for (const [index, handle] of asked.entries()) {
    const one = await handle.catch(() => null);
    if (one) { await walk(one, "", found); } else if (files[index]) { found.push({ path: files[index].name, file: files[index] }); }
  }
  return found;
}

async function walk(handle, folder, found) {
  const path = folder + handle.name;
  if (handle.kind === "file") { found.push({ path, file: await handle.getFile() }); return; }
  for await (const inner of handle.values()) { await walk(inner, path + "/", found); }
}

function listen() {
  const chosen = (input) => [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  for (const id of ["files", "folder"]) {
    by("choose-" + id).addEventListener("click", () => by(id).click());
    by(id).addEventListener("change", () => act(async () => {
      const given = chosen(by(id));
      by(id).value = "";
      await took(given);
    }));
  }
  const over = (on) => (event) => { event.preventDefault(); by("drop").classList.toggle("over", on); };
  // Anywhere on the page: a file dropped beside the frame would be opened by the browser instead.
  addEventListener("dragover", over(true));
  addEventListener("dragleave", over(false));
  addEventListener("drop", (event) => {
    over(false)(event);
    const given = within(event.dataTransfer);
    act(async () => took(await given));
  });
  by("stop").addEventListener("click", () => engine.stop());
  by("view").addEventListener("toggle", ({ target }) => {
    if (shown === "gaps" && target.open && target.matches("details[data-row]")) { decidable(target); }
  }, true);
  by("save").addEventListener("click", () => act(async () => {
    try {
      const names = await save();
      writeTold();
      if (names.length) { tell(t("ledger.written", { files: names.join(", ") })); }
    } catch (error) {
      tell(t("failed.not_saved", { why: String(error.message || error) }));
    }
  }));
  by("undo").addEventListener("click", () => act(async () => {
    await undo();
    writeAll();
    tell(t("ledger.undone"));
    await show(shown);
  }));
  document.querySelectorAll("[data-lang]").forEach((one) => one.addEventListener("click", () => act(async () => {
    lang = desk.lang = one.dataset.lang;
    if (desk.told) { taken(await working({ ask: "language", page: lang, lang })); }
    writeAll();
    if (desk.told) { await show(shown); }
  })));
  addEventListener("beforeunload", (event) => {
    if (desk.unsaved.size) { event.preventDefault(); }
  });
}

writeTexts();
listen();
if (typeof Worker === "undefined" || typeof WebAssembly === "undefined") {
  tell(t("failed.old"));
} else {
  // After the first screen stands.
  setTimeout(() => prepare().catch(() => {}), 0);
}
