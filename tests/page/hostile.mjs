// Files that are not what they say, or meant to harm, made anew each time.

import { readFileSync } from "node:fs";

/// By name; each must cost a line on the page and nothing more.
export function hostile(workbook) {
  const whole = readFileSync(workbook);
  const at = (share) => Math.floor(whole.length * share);
  const flipped = Buffer.from(whole);
  for (let index = at(0.3); index < at(0.5); index += 97) { flipped[index] ^= 0x5a; }
  const deep = "[".repeat(100000);
  return {
    "tom.xlsx": Buffer.alloc(0),
    "avklippt.xlsx": whole.subarray(0, at(0.6)),
    "skadad.xlsx": flipped,
    "nollor.xls": Buffer.alloc(50000),
    "bild.png": Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
    "djup.json": Buffer.from(deep),
    "citat.csv": Buffer.from('Behandling;Syfte\n"aldrig stängt;x\n' + "Fler;rader\n".repeat(50)),
    "entiteter.xml": Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>'),
    "inloggning.html": Buffer.from("<!doctype html><title>Logga in</title><form><input type=password></form>"),
    "brus.xlsb": Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)),
    "~$låst.xlsx": Buffer.from("x".repeat(165)),
    "falsk.pdf": Buffer.from("%PDF-1.7\n1 0 obj\n<< /Length 99999999 >>\nstream\n"),
  };
}

/// A register that tries to become markup and script.
export const MARKUP = [
  "Id;Behandling;Enhet;System;Kategorier av registrerade;Känsliga personuppgifter",
  "1;<img src=x onerror='window.caught=1'>;<script>window.caught=1</script>;'><svg onload=window.caught=1>;Barn;Ja",
  "2;</details></main><script>window.caught=1</script>;{{module}};${window.caught=1};Barn;Ja",
].join("\n");

/// A register of so many records, each with a gap, none the same.
export function register(records) {
  const heads = "Id;Behandling;Enhet;Ändamål;Kategorier av registrerade;Kategorier av personuppgifter;Känsliga personuppgifter;System;Personuppgiftsbiträde";
  const rows = Array.from({ length: records }, (_, index) => [
    `P-${index + 1}`, `Behandling nummer ${index + 1} om stöd och insatser`, `Enhet ${index % 17}`,
    `Handlägga ärenden av slag ${index % 211}`, index % 3 ? "Barn, vårdnadshavare" : "Anställda", "Namn, personnummer, hälsa",
    index % 4 ? "Ja" : "Nej", `System ${index % 29}`, `Leverantör ${index % 13} AB`,
  ].join(";"));
  return [heads, ...rows].join("\n");
}
