"use strict";
// Unpacks what LZMA packed, in its plain form: a byte of properties, the size of the dictionary, the size of all, and the
// packed bytes. Browsers unpack gzip by themselves, but that would make the page a third larger than it may be.
function unpacked(packed) {
  const [lc, lp, pb] = [packed[0] % 9, Math.floor(packed[0] / 9) % 5, Math.floor(packed[0] / 45)];
  const out = new Uint8Array(new DataView(packed.buffer, packed.byteOffset).getUint32(5, true));
  const odds = (count) => new Uint16Array(count).fill(1024);
  let [at, range, code] = [14, 0xffffffff, 0];
  for (let count = 0; count < 4; count += 1) { code = ((code << 8) | packed[at]) >>> 0; at += 1; }

  function fill() {
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | packed[at]) >>> 0;
      at += 1;
    }
  }
  function bit(of, index) {
    const odd = of[index];
    const bound = (range >>> 11) * odd;
    if (code < bound) {
      range = bound;
      of[index] = odd + ((2048 - odd) >> 5);
      fill();
      return 0;
    }
    range -= bound;
    code -= bound;
    of[index] = odd - (odd >> 5);
    fill();
    return 1;
  }
  // A number of so many bits whose first is the highest; and one whose first is the lowest.
  function tree(of, from, bits) {
    let number = 1;
    for (let count = 0; count < bits; count += 1) { number = (number << 1) | bit(of, from + number); }
    return number - (1 << bits);
  }
  function reversed(of, from, bits) {
    let [number, sum] = [1, 0];
    for (let count = 0; count < bits; count += 1) {
      const one = bit(of, from + number);
      number = (number << 1) | one;
      sum |= one << count;
    }
    return sum;
  }
  function direct(bits) {
    let number = 0;
    for (let count = 0; count < bits; count += 1) {
      range = range >>> 1;
      const one = code >= range ? 1 : 0;
      if (one) { code -= range; }
      number = number * 2 + one;
      fill();
    }
    return number;
  }
  function lengths() {
    const [choice, low, mid, high] = [odds(2), odds(16 << 3), odds(16 << 3), odds(256)];
    return (state) => {
      if (!bit(choice, 0)) { return tree(low, state << 3, 3); }
      if (!bit(choice, 1)) { return 8 + tree(mid, state << 3, 3); }
      return 16 + tree(high, 0, 8);
    };
  }

  const [literals, isMatch, isRep0Long] = [odds(0x300 << (lc + lp)), odds(12 << 4), odds(12 << 4)];
  const [isRep, isRep0, isRep1, isRep2] = [odds(12), odds(12), odds(12), odds(12)];
  const [slots, special, align] = [odds(4 << 6), odds(128), odds(16)];
  const [matched, repeated] = [lengths(), lengths()];
  let [state, done, rep0, rep1, rep2, rep3] = [0, 0, 0, 0, 0, 0];

  function literal() {
    const before = done ? out[done - 1] : 0;
    const from = 0x300 * (((done & ((1 << lp) - 1)) << lc) + (before >> (8 - lc)));
    let sign = 1;
    if (state >= 7) {
      let match = out[done - rep0 - 1];
      while (sign < 0x100) {
        const expected = (match >> 7) & 1;
        match <<= 1;
        const one = bit(literals, from + ((1 + expected) << 8) + sign);
        sign = (sign << 1) | one;
        if (expected !== one) { break; }
      }
    }
    while (sign < 0x100) { sign = (sign << 1) | bit(literals, from + sign); }
    out[done] = sign;
    done += 1;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }
  function distance(length) {
    const slot = tree(slots, Math.min(length, 3) << 6, 6);
    if (slot < 4) { return slot; }
    const bits = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) { return high + reversed(special, high - slot, bits); }
    return high + direct(bits - 4) * 16 + reversed(align, 0, 4);
  }
  function copy(length) {
    for (let count = 0; count < length && done < out.length; count += 1) {
      out[done] = out[done - rep0 - 1];
      done += 1;
    }
  }

  while (done < out.length) {
    const place = done & ((1 << pb) - 1);
    if (!bit(isMatch, (state << 4) + place)) { literal(); continue; }
    let length;
    if (!bit(isRep, state)) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      length = matched(place);
      state = state < 7 ? 7 : 10;
      rep0 = distance(length);
    } else {
      if (!bit(isRep0, state)) {
        if (!bit(isRep0Long, (state << 4) + place)) {
          state = state < 7 ? 9 : 11;
          copy(1);
          continue;
        }
      } else if (!bit(isRep1, state)) {
        [rep1, rep0] = [rep0, rep1];
      } else if (!bit(isRep2, state)) {
        [rep2, rep1, rep0] = [rep1, rep0, rep2];
      } else {
        [rep3, rep2, rep1, rep0] = [rep2, rep1, rep0, rep3];
      }
      length = repeated(place);
      state = state < 7 ? 8 : 11;
    }
    copy(length + 2);
  }
  return out;
}
