// Search, in the head of every page and on a page of its own. The index comes as
// a script when somebody reaches for a box: a page from a folder may load a
// script, and fetch nothing. What was found is built as elements, so nothing
// that anybody wrote is ever markup. Without this script there is a link to the
// search page, which says where to look instead.
(function () {
  "use strict";
  var head = document.querySelector(".site-search");
  var root = head.querySelector("a").getAttribute("href").replace(/search\/(index\.html)?$/, ""), folder = location.protocol === "file:";
  var kinds = ["team", "person", "cohort", "walk", "learning", "page"];
  var names = {team: "Team", person: "Person", cohort: "Cohort", walk: "Walk", learning: "Learning", page: "Page"};
  var loading = null;

  // Letters without their marks, in small; those that are no letter with a mark
  // as people type them.
  var other = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th"};
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[ßæœøłđıþ]/g, function (c) { return other[c]; });
  }
  function words(text) { return fold(text).match(/[\p{L}\p{N}]+/gu) || []; }

  function load() {
    if (!loading) {
      loading = new Promise(function (resolve, reject) {
        var s = document.createElement("script");
        s.src = root + head.dataset.index;
        s.onload = resolve;
        s.onerror = function () { loading = null; s.remove(); reject(); };
        document.head.appendChild(s);
      }).then(function () {
        return window.wallwalkSearch.entries.map(function (e) {
          return {entry: e, kind: kinds.indexOf(e.kind), fields: [words(e.title), words(e.in || ""), words(e.text || "")]};
        });
      });
    }
    return loading;
  }

  // Every word has to begin a word of the entry. Its rank is the farthest field
  // that one of them needed: title, place, text.
  function rank(item, query) {
    var worst = 0;
    for (var i = 0; i < query.length; i++) {
      var at = item.fields.findIndex(function (field) { return field.some(function (w) { return w.startsWith(query[i]); }); });
      if (at < 0) return -1;
      worst = Math.max(worst, at);
    }
    return worst;
  }

  function find(items, text) {
    var query = words(text);
    if (!query.length) return [];
    return items.map(function (item, i) { return {item: item, rank: rank(item, query), order: i}; })
      .filter(function (f) { return f.rank >= 0; })
      .sort(function (a, b) { return a.rank - b.rank || a.item.kind - b.item.kind || a.order - b.order; })
      .map(function (f) { return f.item.entry; });
  }

  function address(url) {
    var parts = /^([^#]*)(.*)$/.exec(url);
    return root + parts[1] + (folder && /(^|\/)$/.test(parts[1]) ? "index.html" : "") + parts[2];
  }
  function page(text) { return address("search/") + "?q=" + encodeURIComponent(text.trim()); }

  function make(name, attributes, parent, text) {
    var e = document.createElement(name);
    Object.keys(attributes).forEach(function (k) { e.setAttribute(k, attributes[k]); });
    if (text) e.textContent = text;
    if (parent) parent.appendChild(e);
    return e;
  }

  function show(entry, parent, attributes) {
    var a = make("a", Object.assign({href: address(entry.url)}, attributes), parent);
    make("span", {"class": "found-kind"}, a, names[entry.kind]);
    make("b", {}, a, entry.title);
    if (entry.in) make("span", {"class": "found-in"}, a, entry.in);
    return a;
  }

  function count(n) { return n === 0 ? "Nothing found" : n === 1 ? "1 found" : n + " found"; }

  // search ties an input to what it finds; show(found, text) draws it, and
  // status says how much it is.
  function search(input, status, show) {
    var asked = 0;
    return function () {
      var mine = ++asked, text = input.value;
      load().then(function (items) {
        if (mine !== asked) return;
        var found = find(items, text);
        status.textContent = text.trim() ? count(found.length) : "";
        show(found, text);
      }, function () {
        status.textContent = "The search index could not be loaded";
        show([], text);
      });
    };
  }

  function box(parent) {
    var input = make("input", {type: "search", "class": "search-input", placeholder: "Search", "aria-label": "Search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search"}, parent);
    if (document.documentElement.dataset.keys !== "off") input.setAttribute("aria-keyshortcuts", "/");
    input.addEventListener("focus", function () { load().catch(function () {}); });
    return input;
  }

  // The box in the head: a combobox with a list beneath.
  function combobox() {
    var most = 8, at = -1;
    head.textContent = "";
    var input = box(head);
    var list = make("div", {role: "listbox", id: "search-found", "class": "search-found", "aria-label": "Found", hidden: ""}, head);
    var status = make("p", {"class": "hidden", role: "status", "aria-live": "polite"}, head);
    [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "search-found"], ["aria-autocomplete", "list"]]
      .forEach(function (a) { input.setAttribute(a[0], a[1]); });

    function open(is) {
      list.hidden = !is;
      input.setAttribute("aria-expanded", String(is));
      if (!is) move(-1);
    }
    function move(to) {
      if (list.children[at]) list.children[at].setAttribute("aria-selected", "false");
      at = to;
      var option = list.children[at];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({block: "nearest"});
      input.setAttribute("aria-activedescendant", option.id);
    }
    var update = search(input, status, function (found, text) {
      at = -1;
      input.removeAttribute("aria-activedescendant");
      list.textContent = "";
      status.className = status.textContent && !found.length ? "search-found search-none" : "hidden";
      var option = function (i) { return {role: "option", id: "search-found-" + i, tabindex: "-1", "aria-selected": "false"}; };
      found.slice(0, most).forEach(function (e, i) { show(e, list, option(i)); });
      if (found.length > most) make("a", Object.assign({href: page(text), "class": "found-all"}, option(most)), list, "All " + found.length);
      open(found.length > 0);
    });

    input.addEventListener("input", update);
    input.addEventListener("keydown", function (e) {
      var n = list.hidden ? 0 : list.children.length;
      if (e.isComposing) return;
      if ((e.key === "ArrowDown" || e.key === "ArrowUp") && n) {
        move(e.key === "ArrowDown" ? (at + 1) % n : (at <= 0 ? n : at) - 1);
      } else if (e.key === "Enter" && input.value.trim()) {
        location.href = n && at >= 0 ? list.children[at].href : page(input.value);
      } else if (e.key === "Escape" && (n || input.value)) {
        input.value = "";
        update();
        open(false);
      } else {
        return;
      }
      e.preventDefault();
    });
    head.addEventListener("focusout", function (e) { if (head.contains(e.relatedTarget)) return; open(false); status.className = "hidden"; });
    return input;
  }

  // The search page: all that was found, as links; its address keeps the words.
  function whole(place) {
    var most = 100;
    place.textContent = "";
    var input = box(place);
    var status = make("p", {"class": "search-status", role: "status", "aria-live": "polite"}, place);
    var list = make("ol", {"class": "search-list"}, place);
    var update = search(input, status, function (found) {
      list.textContent = "";
      found.slice(0, most).forEach(function (e) {
        var li = make("li", {}, list);
        show(e, li, {});
        if (e.text) make("p", {}, li, e.text);
      });
      if (found.length > most) status.textContent += "; the first " + most + " are shown";
    });
    input.addEventListener("input", function () {
      update();
      try { history.replaceState(null, "", input.value.trim() ? "?q=" + encodeURIComponent(input.value.trim()) : location.pathname); } catch (e) { /* from some folders an address stays */ }
    });
    input.addEventListener("keydown", function (e) {
      var first = list.querySelector("a");
      if (e.key === "ArrowDown" && first) {
        e.preventDefault();
        first.focus();
      }
    });
    list.addEventListener("keydown", function (e) {
      if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
      var links = Array.from(list.querySelectorAll("a")), to = links.indexOf(document.activeElement) + (e.key === "ArrowDown" ? 1 : -1);
      e.preventDefault();
      (to < 0 ? input : links[Math.min(to, links.length - 1)]).focus();
    });
    input.value = new URLSearchParams(location.search).get("q") || "";
    if (input.value) update();
    return input;
  }

  var place = document.querySelector(".search-page");
  var input = place ? whole(place) : combobox();
  if (place) {
    head.remove();
    input.focus();
  }
  document.addEventListener("keydown", function (e) {
    var t = e.target;
    if (e.key !== "/" || document.documentElement.dataset.keys === "off" || e.ctrlKey || e.metaKey || e.altKey || t.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName) || document.querySelector("dialog[open]")) return;
    if (!input.checkVisibility()) return;
    e.preventDefault();
    input.focus();
    input.select();
  });
})();
