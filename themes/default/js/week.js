// The form for a week's figures: it composes the week's line of data.yaml and
// says what is wrong with a figure, as the check would. Nothing leaves the page.
(function () {
  "use strict";
  var form = document.querySelector(".week-form"), out = document.querySelector(".week-line .copy");
  if (!form || !out) return;

  var week = form.querySelector("[name=week]"), note = form.querySelector("[name=note]");
  var copy = document.querySelector(".week-actions button"), editor = document.querySelector(".week-actions a");
  var state = document.querySelector(".week-state"), where = document.querySelector(".week-where");
  var fields = Array.from(form.querySelectorAll("[data-measure]")).map(function (set) {
    return {
      id: set.dataset.measure, kind: set.dataset.kind, name: set.querySelector("legend").firstChild.data.trim(),
      num: set.querySelector("[name=num]"), den: set.querySelector("[name=den]"), none: set.querySelector("[name=none]"),
      say: set.querySelector(".say"), set: set
    };
  });

  // The lines that there are, the newest first.
  var rows = Array.from(document.querySelectorAll("[data-week]")).map(function (tr) {
    var cells = Array.from(tr.cells);
    return {
      week: tr.dataset.week, line: tr.dataset.line, block: tr.dataset.block, kept: tr.dataset.kept,
      exclude: tr.dataset.exclude, astronomical: tr.dataset.astronomical,
      figures: cells.slice(1, 1 + fields.length).map(function (td) { return td.textContent; }),
      note: cells[1 + fields.length].firstElementChild.textContent, link: tr.querySelector("a[rel]")
    };
  });

  function rowOf(day) { return rows.find(function (r) { return r.week === day; }); }

  // A note is one line. What the reader refuses is taken out: control signs, and
  // those that turn the writing round.
  function clean(text) {
    return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").replace(/[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, "")
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1").trim();
  }

  function digits(text) { return text.replace(/\D/g, "").length; }

  // number says what is wrong with a number, or "".
  function number(text, whole) {
    if (/^-?[1-9]\d{0,2}(,\d{3})+$/.test(text)) return "Write " + text.replace(/,/g, "") + ", without a comma.";
    if (/^-?\d+,\d+$/.test(text)) return whole ? "Write a whole number." : "Write " + text.replace(",", ".") + ", with a point.";
    if (whole && !/^\d+$/.test(text)) return "Write a whole number: digits only.";
    if (!/^-?\d+(\.\d+)?$/.test(text)) return "Write digits only; no unit, no sign for about.";
    return digits(text) > 15 ? "That has too many digits." : "";
  }

  // judge says what a measure's fields have: text for the line, what is wrong,
  // and what there is to say.
  function judge(f) {
    var num = f.num.value.trim(), den = f.den ? f.den.value.trim() : "";
    if (f.none.checked) return { text: "none" };
    if (!num && !den) return {};
    if (!f.den) {
      var wrong = number(num, f.kind === "count");
      return wrong ? { wrong: wrong } : { text: num };
    }
    if (!num || !den) return { wrong: label(num ? f.den : f.num) + " is missing." };
    var bad = number(num, true) || number(den, f.kind === "fraction") || (den[0] === "-" ? "It can’t be less than nothing." : "");
    if (bad) return { wrong: bad };
    if (Number(den) === 0 && Number(num) === 0) return { wrong: "Nothing was counted: tick “no figure”, and say why in the note." };
    if (Number(den) === 0 || f.kind === "fraction" && Number(num) > Number(den)) {
      return { wrong: num + " of " + den + ": the upper number is larger than the lower one. Are they swapped?" };
    }
    var say = f.kind === "fraction" ? num + " of " + den + ", " + (100 * num / den).toFixed(0) + " %" : "";
    return { text: num + "/" + den, say: say };
  }

  function label(input) { return form.querySelector('label[for="' + input.id + '"]').textContent; }

  function tell(p, text, wrong) {
    if (p.textContent !== text) p.textContent = text;
    p.classList.toggle("wrong", !!wrong);
  }

  // line is the week's line of what the fields have.
  function line(parts) {
    var row = rowOf(week.value) || {}, said = clean(note.value);
    if (row.kept) parts.push(row.kept);
    ["exclude", "astronomical"].forEach(function (key) {
      if (row[key]) parts.push(key + ": [" + row[key].split(" ").join(", ") + "]");
    });
    if (said) parts.push("note: " + JSON.stringify(said));
    return (out.dataset.empty ? "weeks:\n" : "") + out.dataset.indent + week.value + ": {" + parts.join(", ") + "}";
  }

  function place(r, more) {
    return "line " + r.line + ", which starts with " + r.week + (more && r.block ? " and those below that belong to it" : "");
  }

  // goes says where in the file the line goes, and leads the editor there.
  function goes() {
    var before = rows.find(function (r) { return r.week < week.value; });
    var there = rowOf(week.value), near = there || before || rows[rows.length - 1];
    if (near && !where.dataset.fixed) {
      where.textContent = "It goes " + (there ? "in place of " : "on a line of its own " + (before ? "below " : "above ")) + place(near, there || before) + ". It is one line, however long.";
      if (editor && near.link) editor.href = near.link.href;
    }
  }

  function show() {
    var parts = [], wrong = [], missing = [], none = false;
    fields.forEach(function (f) {
      var is = judge(f);
      f.num.disabled = f.none.checked;
      if (f.den) f.den.disabled = f.none.checked;
      [f.num, f.den].forEach(function (input) { if (input) input.setAttribute("aria-invalid", !!is.wrong); });
      tell(f.say, is.wrong || is.say || "", is.wrong);
      none = none || f.none.checked;
      if (is.wrong) wrong.push(f.name);
      else if (is.text) parts.push(f.id + ": " + is.text);
      else missing.push(f.name);
    });
    tell(document.getElementById("say--note"), none && !clean(note.value) ? "Say in a few words why there is no figure." : "", false);
    var some = parts.length > 0;
    out.textContent = some ? line(parts) : line(fields.map(function (f) { return f.id + (f.den ? ": …/…" : ": …"); }));
    out.classList.toggle("waiting", !some || wrong.length > 0);
    copy.disabled = !some || wrong.length > 0;
    tell(state, wrong.length ? "Not ready: look at " + wrong.join(" and ") + "." :
      !some ? "No figure is filled in yet." :
      missing.length ? "Ready to copy. Still missing, and owed until it is in: " + missing.join(", ") + "." : "Ready to copy.", wrong.length);
    goes();
  }

  // fill takes over what the week's line has.
  function fill() {
    var row = rowOf(week.value);
    fields.forEach(function (f, i) {
      var has = row ? row.figures[i] : "", parts = has.split("/");
      f.none.checked = has === "none";
      f.num.value = has === "none" ? "" : parts[0];
      if (f.den) f.den.value = parts[1] || "";
    });
    note.value = row ? row.note : "";
    show();
  }

  function chosen() {
    var day = location.hash.slice(1);
    if (Array.from(week.options).some(function (o) { return o.value === day; })) week.value = day;
    fill();
  }

  function copied(done) {
    state.textContent = done ? "Copied. Now paste it into data.yaml." : "The line is marked: copy it with Ctrl+C, or ⌘C.";
  }

  // mark marks the line, for the browsers and the places that let no script copy.
  function mark() {
    var range = document.createRange();
    range.selectNodeContents(out);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    try { return document.execCommand("copy"); } catch (e) { return false; }
  }

  copy.addEventListener("click", function () {
    if (!navigator.clipboard) { copied(mark()); return; }
    navigator.clipboard.writeText(out.textContent).then(function () { copied(true); }, function () { copied(mark()); });
  });
  form.addEventListener("input", function (e) {
    if (e.target !== week) show();
  });
  week.addEventListener("change", function () {
    history.replaceState(null, "", "#" + week.value);
    fill();
  });
  addEventListener("hashchange", chosen);
  form.hidden = copy.hidden = document.querySelector(".by-form").hidden = false;
  document.querySelector(".by-hand").hidden = true;
  chosen();
})();
