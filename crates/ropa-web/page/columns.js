// Headings, and what they stand for, chosen from a list.

async function columnsView(into) {
  const { value } = await working({ ask: "headings" });
  into.append(el("p", {}, t("columns.how")));
  if (!value.headings.length) {
    into.append(el("p", {}, t("columns.none_there")));
    return;
  }
  const chosen = new Map();
  const rows = value.headings.map((one) => headingRow(one, one.dpia ? value.dpias : value.activities, chosen));
  const apply = button(t("columns.apply"), () => act(async () => {
    await choose(rows.map(({ said }) => said()).filter(Boolean));
    tell(t("columns.applied"));
    refresh("columns");
  }), { className: "main" });
  const only = el("input", { type: "checkbox" });
  const show = () => rows.forEach(({ row, sure }) => { row.hidden = only.checked && sure; });
  only.addEventListener("change", show);
  only.checked = rows.some(({ sure }) => !sure);
  show();
  const heads = ["heading", "place", "sample", "means", "sureness"].map((key) => el("th", { scope: "col" }, t("columns." + key)));
  into.append(
    el("p", {}, el("label", {}, only, " ", t("columns.only_unsure"))),
    el("p", {}, apply),
    el("div", { className: "scroll", role: "region", tabIndex: 0, "aria-label": t("view.columns") },
      el("table", { className: "own-table" }, el("thead", {}, el("tr", {}, heads)),
        el("tbody", {}, rows.map(({ row }) => row)))),
  );
}

function headingRow(one, fields) {
  const select = el("select", { "aria-label": t("columns.means_of", { heading: one.header }) });
  select.append(el("option", { value: "" }, t("columns.not_chosen")), el("option", { value: "-" }, t("columns.none")));
  fields.forEach(([key, name]) => select.append(el("option", { value: key }, name)));
  select.value = one.field || "";
  const row = el("tr", {},
    el("th", { scope: "row" }, one.header),
    el("td", {}, `${one.file}, ${one.sheet}!${one.cell}`),
    el("td", {}, one.sample.join(" | ")),
    el("td", {}, select),
    el("td", {}, one.sureness));
  const said = () => (select.value
    ? { header: one.header, dpia: one.dpia, field: select.value === "-" ? null : select.value } : null);
  return { row, said, sure: one.field !== null };
}
