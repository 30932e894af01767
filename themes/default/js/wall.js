// Sorting and filtering the wall. The choice stands in the address, behind #,
// where it works from a folder too and can be sent to somebody.
(function () {
  "use strict";
  var tools = document.querySelector(".board-tools");
  var board = document.querySelector(".board");
  if (!tools || !board) return;

  var bodies = Array.from(board.tBodies).map(function (body) {
    return { body: body, rows: Array.from(body.querySelectorAll("tr.row")) };
  }).filter(function (one) { return one.rows.length; });
  var names = ["sort", "group", "coach", "help"];

  // Each choice of order: larger comes first, but for names.
  function compare(by) {
    if (by === "team") return function (a, b) { return team(a).localeCompare(team(b)); };
    if (by === "score") return function (a, b) { return (a.dataset.score || Infinity) - (b.dataset.score || Infinity); };
    return function (a, b) { return b.dataset[by] - a.dataset[by]; };
  }

  function team(row) { return row.querySelector(".team a").textContent; }

  function find(name) { return tools.querySelector("[name=" + name + "]"); }

  function value(name) {
    var field = find(name);
    if (!field) return "";
    return field.type === "checkbox" ? (field.checked ? "yes" : "") : field.value;
  }

  function show() {
    var shown = 0, all = 0;
    bodies.forEach(function (one) {
      var rows = one.rows.slice();
      if (value("sort")) rows.sort(compare(value("sort")));
      var any = false;
      rows.forEach(function (row) {
        all++;
        row.hidden = (value("group") && one.body.dataset.group !== value("group")) ||
          (value("coach") && row.dataset.coaches.split(" ").indexOf(value("coach")) < 0) ||
          (value("help") && !row.classList.contains("needs-help")) || false;
        if (!row.hidden) { any = true; shown++; }
        one.body.appendChild(row);
      });
      one.body.hidden = !any;
    });
    tools.querySelector("output").textContent = shown === all ? "" : shown + " of " + all + " teams shown";
  }

  function remember() {
    var chosen = new URLSearchParams();
    names.forEach(function (name) { if (value(name)) chosen.set(name, value(name)); });
    var text = chosen.toString();
    if (text !== location.hash.slice(1)) history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  }

  // An address without a choice leaves things as they are: it may be that of
  // the link to the page's content.
  function recall() {
    if (location.hash.indexOf("=") < 0) return;
    var chosen = new URLSearchParams(location.hash.slice(1));
    names.forEach(function (name) {
      var field = find(name), v = chosen.get(name) || "";
      if (!field) return;
      if (field.type === "checkbox") field.checked = v === "yes";
      else if (Array.from(field.options).some(function (o) { return o.value === v; })) field.value = v;
    });
  }

  tools.hidden = false;
  tools.addEventListener("input", function () { show(); remember(); });
  tools.querySelector("button").addEventListener("click", function () {
    names.forEach(function (name) {
      var field = find(name);
      if (field && field.type === "checkbox") field.checked = false;
      else if (field) field.value = "";
    });
    show();
    remember();
  });
  addEventListener("hashchange", function () { recall(); show(); });
  recall();
  show();
})();
