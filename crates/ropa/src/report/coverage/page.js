(function () {
  "use strict";
  var tree = document.getElementById("tree");
  function all(open) {
    tree.querySelectorAll("details.inner").forEach(function (branch) { branch.open = open; });
  }
  // A link from the map may lead into a closed branch.
  function reveal() {
    var goal = document.getElementById(location.hash.slice(1));
    for (var at = goal; at && at !== tree; at = at.parentElement) {
      if (at.tagName === "DETAILS") { at.open = true; }
      if (at.classList.contains("covered") && tree.classList.contains("only-missing")) { only.click(); }
    }
    if (goal) {
      goal.scrollIntoView({ block: "center" });
      var focus = goal.querySelector("summary") || goal;
      focus.focus({ preventScroll: true });
    }
  }
  var only = document.getElementById("only-missing");
  document.getElementById("open-all").addEventListener("click", function () { all(true); });
  document.getElementById("close-all").addEventListener("click", function () { all(false); });
  only.addEventListener("click", function () {
    var pressed = tree.classList.toggle("only-missing");
    only.setAttribute("aria-pressed", String(pressed));
    if (pressed) { all(true); }
  });
  addEventListener("hashchange", reveal);
  if (location.hash) { reveal(); }
  document.querySelector(".controls").hidden = false;
})();
