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

  // On paper everything that can be unfolded inside an A3 stays as the reader
  // left it; the figures' tables are for the screen.
})();
