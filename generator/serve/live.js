// The development server's part in an open page. It hears of every build and
// then loads the page again, swaps its stylesheets, or shows what is wrong with
// the files over it. The script's own element says which page it stands in.
(() => {
  'use strict';

  const me = document.currentScript.dataset;
  const key = 'wallwalk ' + location.pathname;
  const folded = 'wallwalk folded';

  // --- a reload keeps what the reader has scrolled to and opened

  const remember = (name, value) => { try { sessionStorage.setItem(name, value); } catch { /* kept for nothing */ } };
  const recall = (name) => { try { return sessionStorage.getItem(name); } catch { return null; } };
  const forget = (name) => { try { sessionStorage.removeItem(name); } catch { /* wasn't kept */ } };

  const tables = () => [...document.querySelectorAll('details')];
  const inner = () => [...document.querySelectorAll('body *')];

  function reload() {
    disconnect();
    const boxes = [];
    inner().forEach((box, i) => {
      if (box.scrollTop || box.scrollLeft) boxes.push([i, box.scrollTop, box.scrollLeft]);
    });
    remember(key, JSON.stringify({ top: scrollY, left: scrollX, open: tables().map((t) => t.open), boxes }));
    location.reload();
  }

  function restore() {
    const kept = JSON.parse(recall(key));
    forget(key);
    if (!kept) return;
    tables().forEach((table, i) => { if (i < kept.open.length) table.open = kept.open[i]; });
    const scroll = () => {
      const all = inner();
      for (const [i, top, left] of kept.boxes) all[i]?.scrollTo({ top, left, behavior: 'instant' });
      scrollTo({ top: kept.top, left: kept.left, behavior: 'instant' });
    };
    scroll();
    if (document.readyState !== 'complete') addEventListener('load', scroll, { once: true });
  }

  // --- stylesheets: the new one stands beside the old until it has loaded

  const slots = [...document.querySelectorAll('link[rel~="stylesheet" i]')].map((link) => [link]);

  function swap(links, version) {
    if (links.length !== slots.length) return reload();
    slots.forEach((slot, i) => {
      const last = slot[slot.length - 1];
      const fresh = last.cloneNode();
      fresh.href = links[i] + (links[i].includes('?') ? '&' : '?') + 'wallwalk=' + version;
      fresh.onload = () => { while (slot.includes(fresh) && slot[0] !== fresh) slot.shift().remove(); };
      fresh.onerror = reload;
      slot.push(fresh);
      last.after(fresh);
    });
  }

  // --- the panel

  let panel;

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  function makePanel() {
    const host = document.createElement('div');
    host.lang = 'en';
    host.dir = 'ltr';
    const tree = host.attachShadow({ mode: 'open' });
    const look = make('link', '');
    look.rel = 'stylesheet';
    look.href = '/.wallwalk/live.css';

    const root = make('section', 'panel');
    root.hidden = true; // until it has its look
    look.onload = look.onerror = () => { root.hidden = false; if (panel) showMarks(); };
    root.setAttribute('aria-labelledby', 'headline');
    const bar = make('div', 'bar');
    const headline = make('h2', 'headline');
    headline.id = 'headline';
    const said = make('span', '');
    said.setAttribute('role', 'alert');
    headline.append(said);
    const button = make('button', 'fold');
    button.type = 'button';
    button.setAttribute('aria-controls', 'details');
    button.onclick = () => fold(!root.classList.contains('folded'));
    bar.append(headline, button);

    const details = make('div', 'details');
    details.id = 'details';
    details.tabIndex = 0;
    details.setAttribute('role', 'group');
    details.setAttribute('aria-labelledby', 'headline');
    const list = make('ol', 'problems');
    const more = make('p', 'remark');
    details.append(make('p', 'remark', 'Behind this note is the last version that worked. The note goes away by itself when all is well again.'), list, more);

    root.append(bar, details);
    tree.append(look, root);
    document.body.append(host);
    panel = { host, root, said, button, list, more };
  }

  function fold(away) {
    panel.root.classList.toggle('folded', away);
    panel.button.textContent = away ? 'Show' : 'Hide';
    panel.button.setAttribute('aria-expanded', String(!away));
    if (away) {
      remember(folded, 'yes');
    } else {
      forget(folded);
      showMarks();
    }
  }

  function show({ summary, items, more }) {
    if (!panel) makePanel();
    fold(recall(folded) === 'yes');
    if (panel.said.textContent !== summary) panel.said.textContent = summary; // read aloud only if it is new
    panel.list.replaceChildren(...items.map(problem));
    panel.more.textContent = more ? `And ${more} more: the terminal lists them all.` : '';
    showMarks();
  }

  // showMarks scrolls long lines to what is marked in them.
  function showMarks() {
    for (const box of panel.list.querySelectorAll('.excerpt')) {
      const marks = box.querySelector('.marks').getBoundingClientRect();
      const seen = box.getBoundingClientRect();
      if (marks.right > seen.right) box.scrollLeft += marks.left - seen.left - seen.width / 3;
    }
  }

  function problem({ severity, place, message, code, number, line, marks, hint }) {
    const item = make('li', 'problem ' + severity);
    const said = make('p', 'message');
    said.append(make('strong', 'severity', severity), ' ' + message);
    if (code) said.append(' ', make('code', 'code', code));
    item.append(said);
    if (place) item.append(make('p', 'place', place));
    if (line) item.append(excerpt(number, line, marks));
    if (hint) item.append(make('p', 'hint', hint));
    return item;
  }

  function excerpt(number, line, marks) {
    const box = make('pre', 'excerpt');
    box.tabIndex = 0; // so that a long line can be scrolled by keyboard
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', 'line ' + number + ' of the file');
    const under = make('span', '');
    under.setAttribute('aria-hidden', 'true');
    const lead = marks.length - marks.trimStart().length;
    under.append(make('span', 'number blank', number + ' '), ' '.repeat(lead), make('span', 'marks', marks.trimStart()));
    box.append(make('span', 'number', number + ' '), line + '\n', under);
    return box;
  }

  function hide() {
    forget(folded);
    panel?.host.remove();
    panel = undefined;
  }

  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !panel || panel.root.classList.contains('folded')) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // it is meant for what lies on top
    fold(true);
  }, true);

  // --- what the server says

  function heard(event) {
    const news = JSON.parse(event.data);
    if (news.page !== me.page) return reload();
    if (news.css !== me.css) {
      me.css = news.css;
      swap(news.links ?? [], news.css);
    }
    if (event.type === 'problems' && news.site) show(news); else hide();
  }

  // A browser opens few connections to one host: a hidden page gives its own
  // back, and hears what has happened when it is looked at again.
  let source;

  function connect() {
    if (source || document.hidden) return;
    source = new EventSource(me.events);
    source.addEventListener('ok', heard);
    source.addEventListener('problems', heard);
  }

  function disconnect() {
    source?.close();
    source = undefined;
  }

  document.addEventListener('visibilitychange', () => { if (document.hidden) disconnect(); else connect(); });
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', connect);

  restore();
  connect();
})();
