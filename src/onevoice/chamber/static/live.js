// Keeps a page as it is now: hears that something changed, fetches the page again, and puts its live regions
// in the place of the old ones. Focus never moves, and nothing that somebody is typing is touched.
// Without this file everything works by loading pages.
(() => {
  "use strict";
  const POLL = 10000, SMEAR = 500, TWICE = 1500, AWAITED = 3000;
  const { listens, changed, load, held } = document.body.dataset;
  const voice = document.getElementById("announcements");
  const regions = () => [...document.querySelectorAll("[data-live][id]")];

  // a second press on the same button is no second act
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const before = sent.get(event.target);
    if (before && event.timeStamp - before < TWICE) event.preventDefault();
    else sent.set(event.target, event.timeStamp);
  });

  if (!listens || !regions().length) return;
  let known = document.body.dataset.known;
  let stream = null, polling = 0, waiting = 0, asking = 0, busy = false, again = false, failed = 0;

  const mark = (state) => String(document.body.dataset.by === "version" ? state.version : state.sequence);

  function heard(text) {
    const now = mark(JSON.parse(text));
    if (now === known) return;
    known = now;
    if (!waiting) waiting = setTimeout(refresh, Math.random() * SMEAR);
  }

  async function refresh() {
    waiting = 0;
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
      if (answer.status >= 500) throw new Error(answer.statusText);
      if (!answer.ok || answer.redirected) note(document.getElementById("main"), changed);
      else swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { waiting = setTimeout(refresh, POLL); } // no network, or nobody there
    busy = false;
    if (again) { again = false; refresh(); }
    askAgain();
  }

  // what is being worked out makes no entry in the minutes when it is done: a page that shows it asks
  function askAgain() {
    clearTimeout(asking);
    if (!waiting && !document.hidden && document.querySelector("[data-live] [data-poll]")) asking = setTimeout(refresh, AWAITED);
  }

  function swap(fresh) {
    const said = [];
    for (const old of regions()) {
      const now = fresh.getElementById(old.id);
      if (!now || look(old) === look(now)) continue;
      const focused = old.contains(document.activeElement) ? document.activeElement : null;
      const heir = focused && (focused === old ? now : counterpart(focused, now));
      if (isWriting(old) || (focused && !heir)) { note(old, held); continue; }
      keepFolds(old, now);
      const words = now.dataset.announce;
      if (words && words !== old.dataset.announce) said.push(words);
      old.replaceWith(now);
      if (heir) heir.focus({ preventScroll: true });
    }
    if (said.length) voice.textContent = said.join(" ");
  }

  // as it looks, without what differs each time that a page is made
  function look(region) {
    const copy = region.cloneNode(true);
    copy.querySelectorAll("[name=csrfmiddlewaretoken], .live-note").forEach((one) => one.remove());
    copy.querySelectorAll("details").forEach((one) => one.removeAttribute("open"));
    return copy.outerHTML;
  }

  function isWriting(region) {
    return [...region.querySelectorAll("input, select, textarea")].some((one) => {
      if (one.type === "hidden") return false;
      if (one.options) return [...one.options].some((option) => option.selected !== option.defaultSelected) && one.selectedIndex > 0;
      if (one === document.activeElement) return true;
      return one.type === "checkbox" || one.type === "radio" ? one.checked !== one.defaultChecked : one.value !== one.defaultValue;
    });
  }

  // what has the focus, found again: by its id, or by what it leads to or sends
  function counterpart(focused, region) {
    if (focused.id) return region.querySelector("#" + CSS.escape(focused.id));
    const same = (one) => one.tagName === focused.tagName && one.textContent === focused.textContent &&
      one.getAttribute("href") === focused.getAttribute("href") && one.getAttribute("value") === focused.getAttribute("value") &&
      (one.form ? one.form.getAttribute("action") : "") === (focused.form ? focused.form.getAttribute("action") : "");
    const found = [...region.querySelectorAll(focused.tagName)].filter(same);
    return found.length === 1 ? found[0] : null;
  }

  function keepFolds(old, now) {
    const word = (one) => one.id || (one.querySelector("summary") || one).textContent;
    const open = new Set([...old.querySelectorAll("details[open]")].map(word));
    now.querySelectorAll("details").forEach((one) => { if (open.has(word(one))) one.open = true; });
  }

  function note(region, words) {
    if (region.querySelector(".live-note")) return;
    const line = document.createElement("div"), link = document.createElement("a");
    line.className = "notice warning live-note";
    link.href = location.href;
    link.textContent = load;
    line.append(words + " ", link);
    region.prepend(line);
    voice.textContent = words;
  }

  async function poll() {
    try {
      const answer = await fetch(listens + "state", { cache: "no-store" });
      if (answer.status === 404) close();
      else if (answer.ok) heard(await answer.text());
    } catch { /* no network: the next round asks again */ }
  }

  function open() {
    if (stream || document.hidden) return;
    stream = new EventSource(listens + "events");
    stream.addEventListener("changed", (event) => heard(event.data));
    stream.addEventListener("open", () => { failed = 0; clearInterval(polling); polling = 0; });
    stream.addEventListener("error", () => {
      failed += 1;
      if (!polling && (failed > 1 || stream.readyState === EventSource.CLOSED)) polling = setInterval(poll, POLL);
    });
  }

  function close() {
    if (stream) stream.close();
    clearInterval(polling);
    stream = null; polling = 0; failed = 0;
  }

  askAgain();
  document.addEventListener("visibilitychange", () => { document.hidden ? close() : open(); askAgain(); });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
})();
