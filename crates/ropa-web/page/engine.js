// The program: unpacked once, run in a worker that can be ended and begun anew.

class Stopped extends Error {}
class Crashed extends Error {}

// Why something was refused: in words of the library, or in our own.
function why({ error, refused }) {
  return refused ? t("refused." + refused.key, refused.values) : error;
}

const engine = (function () {
  let module = null;
  let worker = null;
  let waiting = null;
  let told = () => {};
  let last = null;
  let turn = Promise.resolve();
  let asked = 0;
  let stops = 0;

  function heard({ data }) {
    if (data.step) {
      last = data;
      told(data);
    } else if (waiting && data.id === waiting.id) {
      const { resolve, reject } = waiting;
      waiting = null;
      if (data.crash) {
        end();
        const crashed = new Crashed(data.crash);
        crashed.file = last && last.step === "opening" ? last.name : "";
        reject(crashed);
      } else {
        engine.memory = data.memory || engine.memory;
        resolve(data);
      }
    }
  }

  function post(message) {
    return new Promise((resolve, reject) => {
      asked += 1;
      waiting = { id: asked, resolve, reject };
      worker.postMessage({ id: asked, ...message });
    });
  }

  // Unpacked and compiled by the first worker; those after it are given it as it is.
  async function begun() {
    if (worker) { return; }
    const url = URL.createObjectURL(new Blob([JSON.parse(by("worker").textContent)], { type: "text/javascript" }));
    worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.onmessage = heard;
    worker.onerror = (event) => heard({ data: { id: waiting && waiting.id, crash: event.message || "worker" } });
    const ready = await post(module ? { module } : { letters: by("module").textContent });
    module = ready.module;
    by("module").textContent = "";
    engine.ready = true;
  }

  function end() {
    if (worker) { worker.terminate(); }
    worker = null;
  }

  return {
    memory: 0,
    ready: false,
    // Asks one thing at a time. What cannot be done is an error with the words to tell.
    ask(json, buffers = [], progress = () => {}) {
      // What was asked before the work was stopped is not begun after it.
      const then = stops;
      const goOn = () => { if (then !== stops) { throw new Stopped(); } };
      const one = turn.then(async () => {
        goOn();
        await begun();
        goOn();
        [told, last] = [progress, null];
        const { json: answer, bytes } = await post({ json, buffers });
        if (!("ok" in answer)) { throw new Error(why(answer)); }
        return { value: answer.ok, bytes };
      });
      turn = one.catch(() => {});
      return one;
    },
    // Ends the work that goes on; what lay on the desk is gone with it.
    stop() {
      stops += 1;
      end();
      const { reject } = waiting || {};
      waiting = null;
      if (reject) { reject(new Stopped()); }
    },
  };
})();
