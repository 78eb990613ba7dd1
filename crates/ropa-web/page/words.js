// Texts by their keys, and elements of them.

const texts = JSON.parse(document.getElementById("texts").textContent);
let lang = "sv";

// The text at a key, with the places in it filled in.
function t(key, values = {}) {
  const text = key.split(".").reduce((from, part) => (from || {})[part], texts[lang]);
  if (typeof text !== "string") { throw new Error("no text at " + key); }
  return text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? number(values[name]) : place));
}

function number(value) {
  return typeof value === "number" ? value.toLocaleString(lang === "sv" ? "sv-SE" : "en-GB") : value;
}

// What a record is called: its id and its name; a key that was made of the name says nothing more.
function handled(key, name) { return key.includes("@") ? name : `${key} ${name}`; }

// An element with properties and what is in it. A text is never read as markup.
function el(name, properties = {}, ...within) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role" || key === "for" || key === "scope") {
      element.setAttribute(key, value);
    } else {
      element[key] = value;
    }
  }
  element.append(...within.flat().filter((one) => one !== null && one !== undefined));
  return element;
}

function button(text, click, properties = {}) {
  const made = el("button", { type: "button", textContent: text, ...properties });
  made.addEventListener("click", click);
  return made;
}

function by(id) { return document.getElementById(id); }

// Writes every text of the page that stands in its markup.
function writeTexts() {
  document.documentElement.lang = lang;
  document.title = "ropa: " + t("title");
  document.querySelectorAll("[data-t]").forEach((one) => { one.textContent = t(one.dataset.t); });
  document.querySelectorAll("[data-label]").forEach((one) => { one.setAttribute("aria-label", t(one.dataset.label)); });
  document.querySelectorAll("[data-lang]").forEach((one) => {
    one.setAttribute("aria-pressed", String(one.dataset.lang === lang));
  });
}
