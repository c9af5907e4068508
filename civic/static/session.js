// What only the pages of a session need: how long the line has been silent, and one look at once when a phone comes back.
(() => {
  let lost = 0;
  setInterval(() => {
    const silent = document.querySelector("[data-state].is-lost");
    lost = silent ? lost || Date.now() : 0;
    const seconds = lost ? Math.round((Date.now() - lost) / 1000) : 0;
    for (const e of document.querySelectorAll("[data-age]")) {
      e.hidden = seconds < 2;
      const words = seconds < 2 ? "" : e.dataset.age.replace("0", seconds);
      if (e.textContent !== words) e.textContent = words;
    }
  }, 1000);

  // iOS closes a socket in the background without saying so, and comes back through the page cache: ask, do not wait.
  async function look() {
    const line = document.querySelector("[data-live]");
    if (!line || !window.htmx) return;
    const after = document.querySelector(line.dataset.region)?.dataset.seq || 0;
    try {
      const answer = await fetch(`${line.dataset.poll}?after=${after}`, { credentials: "same-origin" });
      if (answer.status !== 200) return;
      await htmx.swap({ sourceElement: line, target: line, swap: "none", text: await answer.text() });
      document.body.dispatchEvent(new CustomEvent("civic:changed"));
    } catch { /* still away: the live line says so */ }
  }
  // On a slow line htmx has read the page before its socket extension arrived: let it read the live line again.
  const unread = document.querySelector("[data-live]:not([data-htmx-powered])");
  if (unread && window.htmx) htmx.process(unread);
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  addEventListener("online", look);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });

  // Drafts of forms that came with a live update are put back; what was accepted is forgotten.
  const known = new WeakSet(document.querySelectorAll("form[data-keep]"));
  let sent = null;
  document.addEventListener("submit", (event) => { sent = event.target; }, true);
  document.addEventListener("htmx:after:swap", (event) => {
    const errors = document.querySelector("#errors");
    if (sent && event.detail?.ctx?.sourceElement === sent) {
      if (errors) errors.focus();
      else if (sent.dataset.keep) window.civic.store.write("keep:" + sent.dataset.keep, null);
      sent = null;
    }
    for (const form of document.querySelectorAll("form[data-keep]")) {
      if (!known.has(form)) { known.add(form); window.civic.restore(form); }
    }
  });

  // The check-in desk: a name is found by a few of its characters.
  document.addEventListener("input", (event) => {
    const wanted = event.target.dataset?.find;
    if (!wanted) return;
    for (const row of document.querySelectorAll(wanted)) row.hidden = !row.dataset.name.includes(event.target.value.trim());
  });
})();
