// Keeps an open page as new as its sources, and shows what is wrong with them. Added to the pages that `newsgen serve` answers
// with, never to those that a build writes.
(() => {
  "use strict";
  const { own, page, state } = document.currentScript.dataset;
  const ERROR_WAITS = 250; // ms: a file that is saved in two steps is wrong for less
  const MISSED_AFTER = 5000; // ms: a browser tries again after some three seconds
  const shown = JSON.parse(state);
  let styles = shown.styles;
  let latest = shown;
  let stream = null;
  let waiting = 0;
  let missing = 0;
  let closed = ""; // the problems that were put aside

  const make = (name, attributes, ...parts) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...parts);
    return element;
  };

  // Stylesheets: the new one is loaded beside the old one, so that the page is never without.

  const named = (path) => path.replace(/\.[0-9a-f]{10}(\.css)$/i, "$1");

  function swapStyles(next) {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]:not([data-newsgen-old])')) {
      const address = new URL(old.href, location.href);
      const now = address.origin === location.origin && next.now[decodeURI(named(address.pathname))];
      if (!now) continue;
      const link = old.cloneNode();
      link.href = `${now}?${next.styles}`;
      old.dataset.newsgenOld = "";
      link.onload = link.onerror = () => old.remove();
      old.after(link);
    }
    styles = next.styles;
  }

  // The panel has a shadow root, so that neither the site's styles nor ours reach the other.

  const look = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .panel, .ribbon { --back: #fff; --ink: #1c1c1e; --soft: #56565c; --line: #d5d5da; --bad: #b3141f; --warn: #7a4b00; --code: #f3f3f5;
      position: fixed; z-index: 2147483647; color: var(--ink); font: 16px/1.45 system-ui, sans-serif; color-scheme: light dark; }
    @media (prefers-color-scheme: dark) {
      .panel, .ribbon { --back: #1d1d20; --ink: #f1f1f3; --soft: #b4b4bc; --line: #45454c; --bad: #ff8a8f; --warn: #f0bf6a; --code: #29292e; } }
    .panel { inset: auto 0 0 0; max-height: 75vh; overflow: auto; padding: 1rem clamp(1rem, 4vw, 3rem) 1.5rem; background: var(--back);
      border-top: 4px solid var(--bad); box-shadow: 0 -6px 30px rgb(0 0 0 / .25); overscroll-behavior: contain; }
    .panel.mild { border-color: var(--warn); }
    .top { display: flex; gap: 1rem; align-items: start; justify-content: space-between; }
    h2 { margin: 0; font-size: 1.15rem; }
    .top p { margin: .1rem 0 0; color: var(--soft); }
    ol { margin: 1rem 0 0; padding: 0; list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
    .where { font: 600 .9rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
    .what { margin: 0; font-weight: 600; color: var(--bad); overflow-wrap: anywhere; }
    .warning .what { color: var(--warn); }
    pre { margin: .35rem 0; padding: .5rem .75rem; overflow: auto; background: var(--code); font: .9rem/1.5 ui-monospace, monospace; }
    mark { background: none; color: var(--bad); font-weight: 700; text-decoration: underline wavy; text-underline-offset: .25em; }
    .hint { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    button, .ribbon { border: 1px solid var(--line); border-radius: 6px; background: var(--back); color: var(--ink);
      padding: .35rem .7rem; font: 600 .9rem/1.3 system-ui, sans-serif; }
    button { cursor: pointer; flex: none; min-height: 24px; }
    button:focus-visible, .panel:focus-visible, a:focus-visible { outline: 3px solid #2f6fed; outline-offset: 2px; }
    .ribbon { inset: auto auto .75rem .75rem; display: flex; gap: .6rem; align-items: center; box-shadow: 0 2px 10px rgb(0 0 0 / .2);
      max-width: calc(100vw - 1.5rem); }
    .ribbon b { color: var(--warn); }
    a { color: inherit; }
    @media print { .panel, .ribbon { display: none; } }`;

  const marks = `
    newsgen-held[lang] { display: inline-block; margin-inline-start: .5em; padding: .2em .4em; font: 600 .75rem/1.2 system-ui, sans-serif;
      letter-spacing: 0; color: #7a4b00; background: #fff3d6; border-radius: 3px; vertical-align: middle; }`;

  function sheet(text) {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  }

  const host = make("newsgen-preview", {});
  const root = host.attachShadow({ mode: "open" });
  const panel = make("div", { "aria-live": "assertive" });
  const ribbon = make("div", { "aria-live": "polite" });
  root.adoptedStyleSheets = [sheet(look)]; // which a site's own content security policy lets pass
  root.append(panel, ribbon);

  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  function excerpt({ line, column, excerpt: text }) {
    if (!text.trim()) return "";
    const at = column ? column - 1 : -1;
    const from = at > 60 ? at - 60 : 0;
    const end = from + 160;
    const parts = [...(from ? ["… "] : [])];
    if (at < 0 || at >= text.length) parts.push(text.slice(from, end));
    else parts.push(text.slice(from, at), make("mark", {}, text.slice(at, at + 1)), text.slice(at + 1, end));
    return make("pre", { dir: "auto", tabindex: "0" }, `${line} | `, ...parts, text.length > end ? " …" : "");
  }

  function item(problem) {
    const where = [problem.path, problem.line, problem.column].filter(Boolean).join(":");
    const parts = [make("div", { class: "where", dir: "ltr" }, where), make("p", { class: "what" }, problem.message), excerpt(problem)];
    if (problem.hint) parts.push(make("p", { class: "hint" }, make("b", {}, "hint: "), problem.hint));
    return make("li", { class: problem.level }, ...parts);
  }

  function button(text, action) {
    const made = make("button", { type: "button" }, text);
    made.onclick = action;
    return made;
  }

  function showPanel(now) {
    const said = now.errors
      ? "The page below is as it was before. This goes away when all is mended."
      : "The site is built all the same.";
    const close = button("Close (Esc)", () => { closed = JSON.stringify(now.problems); draw(latest); });
    const words = make("div", {}, make("h2", { id: "title" }, title(now)), make("p", {}, said));
    const attributes = { class: now.errors ? "panel" : "panel mild", role: "region", "aria-labelledby": "title", tabindex: "-1", lang: "en", dir: "ltr" };
    const more = now.errors + now.warnings - now.problems.length;
    const rest = more ? [make("p", { class: "hint" }, `… and ${more} more, which the terminal shows.`)] : [];
    const list = make("ol", {}, ...now.problems.map(item));
    panel.replaceChildren(make("div", attributes, make("div", { class: "top" }, words, close), list, ...rest));
  }

  const title = ({ errors, warnings }) =>
    [errors && count(errors, "problem"), warnings && count(warnings, "warning")].filter(Boolean).join(", ");

  function gone({ moved, held }) {
    if (held) return make("span", {}, make("b", {}, held), " – so there is no page of this story");
    const where = moved ? make("a", { href: moved }, decodeURI(moved)) : "";
    return make("span", {}, moved ? "This page has moved to " : "There is no such page (any more).", where);
  }

  let opened = false; // warnings are shown when they are asked for
  let lost = false;

  function draw(now) {
    const { problems } = now;
    const open = problems.length && JSON.stringify(problems) !== closed && (now.errors || opened);
    if (open) showPanel(now);
    else panel.replaceChildren();
    const parts = [];
    if (lost) parts.push(make("span", {}, "newsgen serve has ended, so this page stays as it is."));
    if (now.version === null && !now.errors) parts.push(gone(now));
    else if (now.held) parts.push(make("span", {}, make("b", {}, now.held), " – readers do not see this page"));
    if (problems.length && !open) parts.push(button(title(now), () => { closed = ""; opened = true; draw(latest); }));
    ribbon.replaceChildren(...(parts.length && !open ? [make("div", { class: "ribbon", lang: "en", dir: "ltr" }, ...parts)] : []));
    if (!host.isConnected && (open || parts.length)) document.documentElement.append(host);
    markLinks(now.links);
  }

  // A mark is an element of its own: themes have uses for ::before and ::after, such as links that fill a card.

  function markLinks(links) {
    for (const mark of document.querySelectorAll("newsgen-held")) mark.remove();
    for (const link of document.querySelectorAll("a[href]")) {
      const address = new URL(link.href, location.href);
      const why = address.origin === location.origin && links[address.pathname];
      if (why) link.append(make("newsgen-held", { lang: "en", dir: "ltr" }, why));
    }
  }

  // News

  function take(now) {
    clearTimeout(missing);
    missing = 0;
    if (!lost && JSON.stringify(now) === JSON.stringify(latest)) return; // so that a button keeps its focus, a mark its place
    latest = now;
    lost = false;
    clearTimeout(waiting);
    if (!now.errors && now.version !== null) {
      if (now.version !== shown.version) return location.reload();
      if (now.styles !== styles) swapStyles(now);
    }
    waiting = setTimeout(() => draw(now), now.errors ? ERROR_WAITS : 0);
  }

  function miss() {
    missing ||= setTimeout(() => {
      lost = !document.hidden;
      draw(latest);
    }, MISSED_AFTER);
  }

  function listen() {
    if (stream || document.hidden) return;
    stream = new EventSource(`${own}/events?page=${encodeURIComponent(page)}`);
    stream.onerror = miss;
    stream.onmessage = ({ data }) => { const now = JSON.parse(data); if (now.problems) take(now); };
  }

  function rest() {
    if (stream) stream.close();
    stream = null;
  }

  // A browser opens few streams to one server, so only pages that are looked at have one.
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !panel.firstChild) return;
    closed = JSON.stringify(latest.problems);
    draw(latest);
  });
  document.adoptedStyleSheets.push(sheet(marks));
  draw(shown);
  listen();
})();
