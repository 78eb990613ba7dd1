// Suggested links, judged one by one, and decisions.

// So many are shown at once; the others come as these are judged.
const AT_ONCE = 30;

async function linksView(into) {
  const { value } = await working({ ask: "suggestions" });
  into.append(el("p", {}, t("links.how")));
  into.append(el("p", {}, value.length ? t("links.left", { count: value.length }) : t("links.none")));
  value.slice(0, AT_ONCE).forEach((one) => into.append(suggestion(one)));
}

function suggestion(one) {
  const activity = handled(one.activity, one.activity_name);
  const pair = t("links.pair", { dpia: handled(one.dpia, one.dpia_name), activity });
  const judge = (reject) => () => signed((by) => act(async () => {
    await record({ ask: "judge", activity: one.activity, dpia: one.dpia, reject, by });
    refresh("links");
  }));
  return el("article", { className: "card" },
    el("h3", {}, pair),
    el("p", {}, `${one.likelihood}, ${one.percent} %`),
    el("p", {}, t("links.because", { reasons: one.reasons })),
    el("p", {},
      button(t("links.yes"), judge(false), { "aria-label": `${t("links.yes")}: ${pair}` }),
      button(t("links.no"), judge(true), { "aria-label": `${t("links.no")}: ${pair}` })));
}

// The activities in the order of work, asked for once for what is open.
async function activities() {
  desk.activities = desk.activities || (await engine.ask({ ask: "activities" })).value;
  return desk.activities;
}

async function decideView(into, chosen = "") {
  const all = await activities();
  const activity = el("select", {}, all.map(({ key, name, unit }) =>
    el("option", { value: key }, [handled(key, name), unit].filter(Boolean).join(" · "))));
  if (chosen) { activity.value = chosen; }
  const kind = el("select", {}, ["not_needed", "exempt", "covered_by"].map((one) =>
    el("option", { value: one }, t("decide." + one))));
  const dpia = el("input", {});
  const dpiaLabel = el("label", {}, t("decide.dpia"), dpia);
  const reason = el("textarea", { rows: 4 });
  const show = () => { dpiaLabel.hidden = kind.value !== "covered_by"; };
  kind.addEventListener("change", show);
  show();
  const form = el("form", {},
    el("div", { className: "row" }, el("label", {}, t("decide.activity"), activity), el("label", {}, t("decide.kind"), kind), dpiaLabel),
    el("p", {}, el("label", {}, el("strong", {}, t("decide.reason")), reason)),
    el("p", {}, el("button", { className: "main" }, t("decide.record"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!reason.value.trim()) { tell(t("decide.reason_missing")); reason.focus(); return; }
    const said = { activity: activity.value, kind: kind.value, reason: reason.value };
    if (kind.value === "covered_by") { said.dpia = dpia.value; }
    signed((by) => act(async () => {
      await record({ ask: "decide", ...said, by });
      tell(t("decide.recorded"));
      refresh("decide");
    }));
  });
  into.append(el("p", {}, t("decide.how")), form);
}
