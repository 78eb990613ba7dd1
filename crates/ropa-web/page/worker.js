// The program in a thread of its own: it takes one message at a time, tells how far it has come, and answers.
// A message is the length of a JSON text in four bytes, the text, and bytes that it tells of.
let program = null;
let told = 0;

// Only the progress is given. The writer of workbooks asks for the time before it is told the day of the list, and is given
// none; whatever else a module could ask for is not there.
function given(module) {
  const imports = { ropa: { progress } };
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from === "ropa") { continue; }
    imports[from] = imports[from] || {};
    imports[from][name] = name.startsWith("__wbg_now_")
      ? () => 0
      : () => { throw new Error("there is no " + name); };
  }
  return imports;
}

function progress(step, done, of, name, length) {
  const now = performance.now();
  if (step === 2 && done && now - told < 80) { return; }
  told = now;
  const bytes = new Uint8Array(program.memory.buffer, name, length).slice();
  postMessage({ step: ["opening", "importing", "assessing"][step], done, of, name: new TextDecoder().decode(bytes) });
}

function ask(json, buffers) {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const length = buffers.reduce((sum, buffer) => sum + buffer.byteLength, 4 + text.length);
  const start = program.room(length) >>> 0;
  const message = new Uint8Array(program.memory.buffer, start, length);
  new DataView(message.buffer, start).setUint32(0, text.length, true);
  message.set(text, 4);
  let at = 4 + text.length;
  for (const buffer of buffers) {
    message.set(new Uint8Array(buffer), at);
    at += buffer.byteLength;
  }
  const answer = program.call() >>> 0;
  // Memory may have grown, and moved.
  const bytes = new Uint8Array(program.memory.buffer, answer, program.answer_length());
  const size = new DataView(bytes.buffer, answer).getUint32(0, true);
  return { json: JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size))), bytes: bytes.slice(4 + size).buffer };
}

// The bytes that letters carry, 31 bits a pair.
function carried(letters) {
  const bytes = new Uint8Array(Math.floor((letters.length * 31) / 16));
  let [held, bits, at] = [0, 0, 0];
  for (let index = 0; index < letters.length; index += 2) {
    const pair = (letters.charCodeAt(index) - 0x2280) * 46341 + letters.charCodeAt(index + 1) - 0x2280;
    held = held * 2 ** 31 + pair;
    bits += 31;
    while (bits >= 8) {
      bits -= 8;
      const byte = Math.floor(held / 2 ** bits);
      bytes[at] = byte;
      at += 1;
      held -= byte * 2 ** bits;
    }
  }
  return bytes;
}

onmessage = async ({ data: { id, letters, module, json, buffers } }) => {
  try {
    if (letters || module) {
      const ready = module || (await WebAssembly.compile(unpacked(carried(letters))));
      program = (await WebAssembly.instantiate(ready, given(ready))).exports;
      postMessage({ id, module: ready });
    } else {
      const { json: answer, bytes } = ask(json, buffers);
      postMessage({ id, json: answer, bytes, memory: program.memory.buffer.byteLength }, [bytes]);
    }
  } catch (error) {
    postMessage({ id, crash: String(error) });
  }
};
