(function () {
  "use strict";
  var form = document.querySelector("form.filter");
  if (!form) { return; }
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-row]"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("section[data-group]"));
  var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
  var told = form.querySelector("output");
  function fits(row) {
    return selects.every(function (select) {
      var values = (row.getAttribute("data-" + select.name) || "").split(" | ");
      return !select.value || values.indexOf(select.value) >= 0;
    });
  }
  function show() {
    var shown = 0;
    rows.forEach(function (row) {
      row.hidden = !fits(row);
      if (!row.hidden) { shown += 1; }
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("[data-row]:not([hidden])"); });
    told.textContent = told.getAttribute("data-told").replace("{shown}", shown).replace("{total}", rows.length);
  }
  form.addEventListener("change", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(show, 0); });
  // A figure shows the rows that it counts.
  document.querySelectorAll("li[data-by]").forEach(function (figure) {
    var list = form.elements[figure.getAttribute("data-by")];
    var value = figure.getAttribute("data-value");
    if (!list || !Array.prototype.some.call(list.options, function (one) { return one.value === value; })) { return; }
    var button = document.createElement("button");
    button.type = "button";
    while (figure.firstChild) { button.appendChild(figure.firstChild); }
    figure.appendChild(button);
    button.addEventListener("click", function () {
      form.reset();
      list.value = value;
      setTimeout(function () {
        show();
        form.scrollIntoView();
        selects[0].focus({ preventScroll: true });
      }, 0);
    });
  });
  form.hidden = false;
  show();
})();
