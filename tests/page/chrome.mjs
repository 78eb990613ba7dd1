// A real browser, without a window, driven by its own protocol over a pipe: nothing is installed for it.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome"];

/// Where a browser is; none where there is none.
export function browser() {
  if (process.env.CHROMIUM) { return process.env.CHROMIUM; }
  const folders = (process.env.PATH || "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

export class Chrome {
  constructor(path) {
    this.profile = mkdtempSync(join(tmpdir(), "ropa-page-"));
    this.downloads = mkdtempSync(join(tmpdir(), "ropa-saved-"));
    const args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--remote-debugging-pipe", `--user-data-dir=${this.profile}`, "about:blank"];
    this.process = spawn(path, args, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    [this.waiting, this.heard, this.number, this.rest] = [new Map(), [], 0, Buffer.alloc(0)];
    this.process.stdio[4].on("data", (bytes) => this.#hear(bytes));
  }

  #hear(bytes) {
    this.rest = Buffer.concat([this.rest, bytes]);
    for (let end = this.rest.indexOf(0); end >= 0; end = this.rest.indexOf(0)) {
      const message = JSON.parse(this.rest.subarray(0, end).toString());
      this.rest = this.rest.subarray(end + 1);
      const { resolve, reject } = this.waiting.get(message.id) || {};
      if (resolve) {
        this.waiting.delete(message.id);
        if (message.error) { reject(new Error(message.error.message)); } else { resolve(message.result); }
      } else if (message.method) {
        this.heard.forEach((hear) => hear(message));
      }
    }
  }

  send(method, params = {}, sessionId = undefined) {
    this.number += 1;
    this.process.stdio[3].write(JSON.stringify({ id: this.number, method, params, sessionId }) + "\0");
    return new Promise((resolve, reject) => this.waiting.set(this.number, { resolve, reject }));
  }

  /// Opens a page of its own, with all that it asks of the network, and all that goes wrong in it.
  async open(url, { width = 1300, height = 900 } = {}) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, targetId, sessionId);
    for (const domain of ["Page", "Runtime", "Network", "Log", "DOM"]) { await page.send(domain + ".enable"); }
    await this.send("Browser.setDownloadBehavior",
      { behavior: "allow", downloadPath: this.downloads, eventsEnabled: true });
    await page.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    await page.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    await page.go(url);
    return page;
  }

  async close() {
    await this.send("Browser.close").catch(() => {});
    await new Promise((resolve) => { this.process.once("exit", resolve); setTimeout(resolve, 3000); });
    for (const folder of [this.profile, this.downloads]) { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); }
  }
}

export class Page {
  constructor(chrome, target, session) {
    [this.chrome, this.target, this.session] = [chrome, target, session];
    [this.requests, this.faults, this.saved] = [[], [], new Map()];
    this.sessions = new Set([session]);
    chrome.heard.push((message) => this.#hear(message));
  }

  #hear({ method, params, sessionId }) {
    if (method === "Browser.downloadWillBegin") { this.saved.set(params.guid, { name: params.suggestedFilename }); }
    if (method === "Browser.downloadProgress" && params.state !== "inProgress" && this.saved.has(params.guid)) {
      this.saved.get(params.guid).done = params;
    }
    if (!this.sessions.has(sessionId)) { return; }
    if (method === "Target.attachedToTarget") {
      // What a worker asks of the network counts as well.
      this.sessions.add(params.sessionId);
      this.chrome.send("Network.enable", {}, params.sessionId).catch(() => {});
    }
    if (method === "Network.requestWillBeSent") { this.requests.push(params.request.url); }
    if (method === "Runtime.exceptionThrown") { this.faults.push(params.exceptionDetails.exception?.description || params.exceptionDetails.text); }
    if (method === "Log.entryAdded") { this.faults.push(params.entry.text); }
    if (method === "Page.loadEventFired") { this.loaded?.(); }
    if (method === "Page.javascriptDialogOpening") { this.send("Page.handleJavaScriptDialog", { accept: true }).catch(() => {}); }
  }

  send(method, params) { return this.chrome.send(method, params, this.session); }

  async go(url) {
    const loaded = new Promise((resolve) => { this.loaded = resolve; });
    await this.send("Page.navigate", { url });
    await loaded;
  }

  /// What an expression comes to in the page.
  async value(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate",
      { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails) { throw new Error(exceptionDetails.exception?.description || exceptionDetails.text); }
    return result.value;
  }

  async until(expression, what = expression, seconds = 60) {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      if (await this.value(expression)) { return; }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`waited ${seconds} s for ${what}; the page says: ${await this.value("document.body.innerText.slice(0, 1500)")}`);
  }

  /// Chooses files by the button for it.
  async choose(paths, input = "files") {
    const { root } = await this.send("DOM.getDocument");
    const { nodeId } = await this.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#" + input });
    await this.send("DOM.setFileInputFiles", { files: paths, nodeId });
  }

  /// Drops files and folders on the page, as from the desk of the computer.
  async drop(paths) {
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await this.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
    }
  }

  /// Does something that saves files, and gives their paths by name.
  async saving(work, count = 1) {
    const before = this.saved.size;
    await work();
    const end = Date.now() + 60000;
    for (;;) {
      const files = [...this.saved].slice(before);
      if (files.length === count && files.every(([, { done }]) => done)) {
        return new Map(files.map(([guid, { name, done }]) => [name, done.filePath || join(this.chrome.downloads, name || guid)]));
      }
      if (Date.now() > end) { throw new Error(`waited for ${count} files; got ${JSON.stringify(files)}`); }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async picture() {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: false });
    return Buffer.from(data, "base64");
  }

  close() { return this.chrome.send("Target.closeTarget", { targetId: this.target }); }
}
