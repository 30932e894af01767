// Presents a walk: one team a slide, in the agenda's order. The slides are the
// page's own sections, and the address alone says which is shown: #3 is the
// third slide, so that a reload, a shared link and the back button lead there.
(function () {
  "use strict";

  var walk = document.querySelector(".walk");
  if (!walk) return;
  var slides = Array.prototype.slice.call(walk.querySelectorAll(".slide"));
  var part = function (name) { return walk.querySelector(".walk-" + name); };
  var button = function (name) { return walk.querySelector("[data-do=" + name + "]"); };
  var opener = part("present"), tools = part("tools"), keys = part("keys"), status = part("status"), words = part("clock-words");
  var shown = 0; // 1 is the title; 0 is the page as it is read
  var wasFull = false;

  // Where the address leads: a slide's number, else 0.
  function addressed() {
    var n = /^#([0-9]{1,4})$/.exec(location.hash);
    return n ? Math.min(Math.max(+n[1], 1), slides.length) : 0;
  }

  function headingOf(slide) { return slide.querySelector("h1, h2"); }

  function focusOn(slide, scrolls) {
    var h = headingOf(slide);
    h.tabIndex = -1;
    h.focus({ preventScroll: !scrolls });
  }

  function go(n) {
    n = Math.min(Math.max(n, 1), slides.length);
    unblank();
    if (n !== addressed()) location.hash = "#" + n;
    show();
  }

  // show makes the page what the address says.
  function show() {
    var n = addressed();
    if (n === shown) return;
    pause();
    var wasRunning = running;
    var before = shown;
    shown = n;
    document.documentElement.classList.toggle("presenting", n > 0);
    tools.hidden = n === 0;
    slides.forEach(function (s, i) {
      s.classList.toggle("current", i === n - 1);
      var text = s.querySelector(".walk-words");
      if (text) n ? text.tabIndex = 0 : text.removeAttribute("tabindex");
    });
    if (!n) {
      ended(before);
      return;
    }
    part("place").textContent = n + " of " + slides.length;
    button("prev").disabled = n === 1;
    button("next").disabled = n === slides.length;
    status.textContent = "Slide " + n + " of " + slides.length + ": " + headingOf(slides[n - 1]).textContent;
    if (!tools.contains(document.activeElement) || document.activeElement.disabled) focusOn(slides[n - 1]);
    if (wasRunning && timed()) start(); else running = false;
    drawClock();
    fit();
  }

  function present(gesture) {
    var at = slides.findIndex(function (s) { return "#" + s.id === decodeURIComponent(location.hash); });
    go(at + 1);
    if (gesture) full(true);
  }

  function leave() {
    if (!shown) return;
    var id = slides[shown - 1].id;
    document.documentElement.classList.remove("presenting"); // so that there is something to scroll to
    location.hash = "#" + id;
    show();
  }

  function ended(before) {
    document.documentElement.classList.remove("blanked");
    button("blank").setAttribute("aria-pressed", false);
    running = false;
    if (keys.open) keys.close();
    full(false);
    status.textContent = "The page again";
    if (before) focusOn(slides[before - 1], true);
  }

  // Full screen is an extra: where there is none the slides fill the window.
  function full(on) {
    var root = document.documentElement;
    if (on && !document.fullscreenElement && root.requestFullscreen) root.requestFullscreen().catch(function () {});
    if (!on && document.fullscreenElement) {
      wasFull = false;
      document.exitFullscreen().catch(function () {});
    }
  }

  document.addEventListener("fullscreenchange", function () {
    var is = !!document.fullscreenElement;
    button("full").setAttribute("aria-pressed", is);
    // The browser took the Escape key for itself. Over the keys' help it was
    // meant for that alone.
    if (wasFull && !is) keys.open ? keys.close() : leave();
    wasFull = is;
  });

  function blank() {
    var is = document.documentElement.classList.toggle("blanked");
    button("blank").setAttribute("aria-pressed", is);
    status.textContent = is ? "The screen is blank. Press " + (document.documentElement.dataset.keys === "off" ? "an arrow key or click" : "b") + " to show the slide." : "The slide is shown.";
    if (!is && document.activeElement === document.body) focusOn(slides[shown - 1]); // what can't be seen can't keep it
  }

  function unblank() {
    if (shown && document.documentElement.classList.contains("blanked")) blank();
  }

  // The clock keeps each slide's time: the first half to report, the second
  // for feedback. It says so in words and with a bar, and that is all.
  var each = walk.dataset.minutes * 60000, spent = slides.map(function () { return 0; });
  var running = false, since = 0, beat = 0;

  function timed() { return shown > 1; }

  function elapsed() { return spent[shown - 1] + (beat ? Date.now() - since : 0); }

  function start() {
    if (!timed()) return;
    running = true;
    since = Date.now();
    beat = setInterval(drawClock, 250);
    drawClock();
  }

  function pause() {
    if (!beat) return;
    spent[shown - 1] = elapsed();
    clearInterval(beat);
    beat = 0;
  }

  function toggleClock() {
    if (beat) {
      pause();
      running = false;
      drawClock();
    } else {
      start();
    }
  }

  function resetClock() {
    if (!shown) return;
    spent[shown - 1] = 0;
    since = Date.now();
    drawClock();
  }

  function drawClock() {
    var at = elapsed(), half = each / 2, bars = tools.querySelectorAll("progress");
    bars[0].value = Math.min(at / half, 1);
    bars[1].value = Math.min(Math.max(at / half - 1, 0), 1);
    part("clock").hidden = button("clock").hidden = button("reset").hidden = !timed();
    button("clock").textContent = beat ? "Pause timer" : "Start timer";
    var says = at < half ? "report" : at < each ? "feedback" : "over to the next team";
    var left = Math.ceil(((at < half ? half : each) - at) / 1000);
    words.textContent = says + (at < each ? " " + Math.floor(left / 60) + ":" + ("0" + left % 60).slice(-2) : "");
    if (tools.dataset.part !== says && beat && says !== "report") status.textContent = says;
    tools.dataset.part = says;
  }

  // The charts' small print is as large as other text, whatever the charts' own
  // size.
  function fit() {
    if (!shown) return;
    var root = parseFloat(getComputedStyle(document.documentElement).fontSize);
    [[".chart-scroll .plot", "--plot-text"], [".chart-small .plot", "--small-text"]].forEach(function (one) {
      var plot = slides[shown - 1].querySelector(one[0]);
      if (!plot) return;
      var box = plot.getBoundingClientRect(), view = plot.viewBox.baseVal;
      var scale = Math.min(box.width / view.width, box.height / view.height);
      if (scale) walk.style.setProperty(one[1], Math.min(Math.max(root / scale, 12), 22).toFixed(2) + "px");
    });
  }

  function scroll(by) {
    var text = slides[shown - 1].querySelector(".walk-words") || slides[shown - 1];
    text.scrollBy(0, by * text.clientHeight / 3);
  }

  function help() { keys.open ? keys.close() : keys.showModal(); }

  var actions = {
    prev: function () { go(shown - 1); }, next: function () { go(shown + 1); },
    first: function () { go(1); }, last: function () { go(slides.length); },
    clock: toggleClock, reset: resetClock, blank: blank, leave: leave, keys: help,
    full: function () { full(!document.fullscreenElement); },
    up: function () { scroll(-1); }, down: function () { scroll(1); }
  };
  var bound = {
    ArrowRight: "next", " ": "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev", Home: "first", End: "last",
    ArrowUp: "up", ArrowDown: "down", b: "blank", t: "clock", r: "reset", f: "full", Escape: "leave", "?": "keys"
  };

  document.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
    var key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (key.length === 1 && key !== " " && document.documentElement.dataset.keys === "off") return;
    if (key === " " && e.target.closest("button, summary")) return;
    if (keys.open) {
      if (key === "?") { e.preventDefault(); help(); }
      return; // the dialog has Escape and the tab key itself
    }
    if (!shown) {
      if (key === "p") { e.preventDefault(); present(true); }
      return;
    }
    if (!bound[key]) return;
    e.preventDefault();
    actions[bound[key]]();
  });

  walk.addEventListener("click", function (e) {
    var b = e.target.closest("[data-do]");
    if (b) actions[b.dataset.do]();
    else if (shown) unblank();
  });
  opener.addEventListener("click", function () { present(true); });
  addEventListener("hashchange", show);
  addEventListener("resize", fit);
  opener.hidden = false;
  show();
})();
