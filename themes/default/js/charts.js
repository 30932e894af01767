// Charts that answer when they are pointed at. The picture is already there,
// drawn with the same geometry; ECharts comes only when somebody reaches for a
// chart, by pointer, by touch or by keyboard. If it fails, the picture stays.
(function () {
  "use strict";
  var WIDTH = 720, HEIGHT = 300;
  var library = document.currentScript.dataset.echarts;
  var loading = null;
  var live = [];

  function load() {
    if (!loading) {
      loading = new Promise(function (resolve, reject) {
        var s = document.createElement("script");
        s.src = library;
        s.onload = resolve;
        s.onerror = reject;
        document.head.appendChild(s);
      });
    }
    return loading;
  }

  // Colours stand in the options as names of custom properties.
  function dress(value, styles, key) {
    if (Array.isArray(value)) return value.map(function (v) { return dress(v, styles, key); });
    if (value && typeof value === "object") {
      var out = {};
      Object.keys(value).forEach(function (k) { out[k] = k === "tip" ? value[k] : dress(value[k], styles, k); });
      return out;
    }
    if (typeof value === "string" && /color$/i.test(key) && value.slice(0, 2) === "--") return styles.getPropertyValue(value).trim();
    return value;
  }

  function element(name, text, parent) {
    var e = document.createElement(name);
    e.textContent = text;
    parent.appendChild(e);
    return e;
  }

  // A tip is built as elements: nothing that a team wrote is ever markup.
  function tip(t) {
    var box = document.createElement("div");
    box.className = "tip";
    element("span", t.title, box);
    element("b", t.figure, box);
    (t.lines || []).forEach(function (line) { element("p", line, box); });
    return box;
  }

  function wake(box) {
    if (box.dataset.awake) return;
    box.dataset.awake = "yes";
    load().then(function () {
      var options = JSON.parse(document.getElementById(box.dataset.chart + "--options").textContent);
      var tips = options.series[0].data.map(function (d) { return d.tip; });
      var mount = document.createElement("div");
      mount.className = "chart-live";
      mount.setAttribute("aria-hidden", "true");
      mount.style.width = WIDTH + "px";
      mount.style.height = HEIGHT + "px";
      box.appendChild(mount);
      var chart = window.echarts.init(mount, null, { renderer: "svg", width: WIDTH, height: HEIGHT });
      var one = { box: box, mount: mount, chart: chart, options: options, tips: tips };
      fit(one);
      paint(one);
      box.classList.add("live");
      connect(one);
      live.push(one);
    }).catch(function () { /* the picture stays */ });
  }

  function paint(one) {
    var styles = getComputedStyle(document.documentElement), o = dress(one.options, styles, "");
    o.tooltip.backgroundColor = "transparent";
    o.tooltip.borderWidth = 0;
    o.tooltip.padding = 0;
    o.tooltip.extraCssText = "box-shadow:none";
    o.tooltip.axisPointer = { type: "line", lineStyle: { color: styles.getPropertyValue("--plot-axis").trim(), type: "solid", width: 1 } };
    o.tooltip.formatter = function (params) {
      var t = params && params.length && one.tips[params[0].dataIndex];
      return t ? tip(t) : "";
    };
    one.chart.setOption(o, true);
  }

  // The picture grows with its box; the overlay is drawn at its own size and
  // scaled along, so that the two always lie on one another.
  function fit(one) {
    var k = one.box.clientWidth / WIDTH;
    one.mount.style.transform = "scale(" + k + ")";
  }

  // One stop for the tab key: a slider over the points, which says each. It
  // stands there from the start, so that the keyboard can reach for the chart.
  function scrubber(box) {
    var r = document.createElement("input");
    r.type = "range";
    r.className = "scrub";
    r.min = r.max = r.value = 0;
    r.setAttribute("aria-label", "Points of the chart");
    r.addEventListener("focus", function () { wake(box); });
    box.parentNode.parentNode.insertBefore(r, box.parentNode.nextSibling);
    return r;
  }

  function connect(one) {
    var r = one.box.scrubber;
    r.max = Math.max(one.tips.length - 1, 0);
    r.value = r.max;
    function say() {
      var t = one.tips[+r.value];
      if (t) r.setAttribute("aria-valuetext", [t.title, t.figure].concat(t.lines || []).join(", "));
    }
    r.addEventListener("input", function () {
      say();
      one.chart.dispatchAction({ type: "showTip", x: one.chart.convertToPixel({ xAxisIndex: 0 }, +r.value), y: HEIGHT / 2 });
    });
    r.addEventListener("blur", function () { one.chart.dispatchAction({ type: "hideTip" }); });
    say();
  }

  document.querySelectorAll("[data-chart]").forEach(function (box) {
    box.scrubber = scrubber(box);
    ["pointerenter", "touchstart"].forEach(function (event) {
      box.addEventListener(event, function () { wake(box); }, { once: true, passive: true });
    });
  });

  window.addEventListener("resize", function () { live.forEach(fit); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () { live.forEach(paint); });
})();
