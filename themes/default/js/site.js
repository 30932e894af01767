// What every page's script does. Pages are whole without it.
(function () {
  "use strict";

  // From a folder, an address that ends in a slash has no page behind it
  // unless it is completed.
  if (location.protocol === "file:") {
    document.querySelectorAll("a[href]").forEach(function (a) {
      var href = a.getAttribute("href");
      if (/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(href)) return;
      var parts = /^([^?#]*)(.*)$/.exec(href);
      if (parts[1] !== "" && /(^|\/)\.{0,2}$/.test(parts[1])) a.setAttribute("href", parts[1].replace(/\/?$/, "/") + "index.html" + parts[2]);
    });
  }

  // Code and tables that are wider than their place scroll, and the keyboard has
  // to reach what does. Only the screen knows which they are.
  function reach() {
    document.querySelectorAll(".prose pre, .prose table, .suggest pre").forEach(function (e) {
      if (e.scrollWidth > e.clientWidth) e.tabIndex = 0;
      else e.removeAttribute("tabindex");
    });
  }
  reach();
  addEventListener("resize", reach);
  addEventListener("toggle", reach, true); // of what is folded

  // Keys that are one letter or sign can be in the way of whoever speaks to the
  // computer or hits keys by mistake, so they can be switched off (WCAG 2.1.4):
  // the page's root says so to the other scripts. The browser remembers it.
  var root = document.documentElement, switches = [];

  function remembered() {
    try { return localStorage.getItem("wallwalk-keys"); } catch (e) { return null; }
  }

  function setKeys(on) {
    var box = document.querySelector(".search-input");
    root.dataset.keys = on ? "on" : "off";
    if (box && on) box.setAttribute("aria-keyshortcuts", "/");
    else if (box) box.removeAttribute("aria-keyshortcuts");
    switches.forEach(function (b) {
      b.setAttribute("aria-checked", on);
      b.lastChild.textContent = on ? "on" : "off";
    });
  }

  function addSwitch(place) {
    var b = document.createElement("button");
    b.type = "button";
    b.setAttribute("role", "switch");
    b.append("Keyboard shortcuts: ", document.createElement("span"));
    b.addEventListener("click", function () {
      setKeys(root.dataset.keys === "off");
      try { localStorage.setItem("wallwalk-keys", root.dataset.keys); } catch (e) { /* then for this page alone */ }
    });
    place.append(b);
    place.hidden = false;
    switches.push(b);
  }

  document.querySelectorAll(".keys-switch").forEach(addSwitch);
  setKeys(remembered() !== "off");
  addEventListener("storage", function (e) {
    if (e.key === "wallwalk-keys") setKeys(e.newValue !== "off");
  });

  // On paper everything that can be unfolded inside an A3 stays as the reader
  // left it; the figures' tables are for the screen.
})();
