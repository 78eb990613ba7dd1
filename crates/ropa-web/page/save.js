// Saving: into a folder where the browser can, else by downloading.

function download(name, bytes) {
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

// Writes what is not saved yet; gives the names of what was written.
async function save() {
  const names = [...desk.unsaved];
  const folder = await chosenFolder();
  if (folder === null) { return []; }
  for (const name of names) {
    const { bytes } = desk.files.get(name) || { bytes: null };
    if (!bytes) { continue; }
    if (folder) {
      const file = await folder.getFileHandle(name, { create: true });
      const out = await file.createWritable();
      await out.write(bytes);
      await out.close();
    } else {
      download(name, bytes);
    }
    desk.unsaved.delete(name);
    desk.saved.add(name);
  }
  return names;
}

// The folder chosen; nothing where the person thought better of it, and undefined where the browser has no folders.
async function chosenFolder() {
  if (!window.showDirectoryPicker) { return undefined; }
  try {
    desk.folder = desk.folder || (await showDirectoryPicker({ id: "ropa", mode: "readwrite" }));
    return desk.folder;
  } catch (error) {
    if (error.name === "AbortError") { return null; }
    return undefined;
  }
}

// What the command line calls a file that it writes beside the register.
function named(what, ending) {
  const first = desk.told.files.find(({ role }) => role === "register");
  const stem = first ? first.name.split("/").pop().replace(/\.[^.]*$/, "") : "register";
  return `${stem} - ${t("file." + what)}.${ending}`;
}

async function downloadDocument(wanted) {
  const { bytes } = await working({ ask: "document", ...wanted });
  const ending = { text: "txt" }[wanted.format] || wanted.format;
  download(named(wanted.what, ending), bytes);
}
