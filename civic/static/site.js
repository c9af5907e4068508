// What the pages do beyond links and forms. Everything here is a convenience: each page works without it.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const store = { // a phone in private mode may refuse: then nothing is kept, and nothing breaks
    read: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    write: (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); return true; } catch { return false; } },
  };

  // Drafts: <form data-keep="ballot-7"> is kept on this phone until a page says data-kept-done="ballot-7".
  const SECRET = "[type=password],[type=file],[type=hidden],[data-secret]";
  const fields = (form) => [...form.elements].filter((e) => e.name && !e.matches(SECRET) && e.matches("input,select,textarea"));
  function keep(form) {
    const kept = fields(form).filter((e) => !e.matches("[type=checkbox],[type=radio]") || e.checked).map((e) => [e.name, e.value]);
    const any = kept.some(([, value]) => value !== "");
    picked(form, store.write("keep:" + form.dataset.keep, any ? JSON.stringify(kept) : null) && any);
  }
  function restore(form) {
    const kept = JSON.parse(store.read("keep:" + form.dataset.keep) || "null");
    if (kept && !("fresh" in form.dataset)) for (const e of fields(form)) {
      const mine = kept.filter(([name]) => name === e.name).map(([, value]) => value);
      const nth = fields(form).filter((other) => other.name === e.name).indexOf(e); // rows of a table share their names
      if (e.matches("[type=checkbox],[type=radio]")) e.checked = mine.includes(e.value);
      else if (mine[nth]) e.value = mine[nth];
    }
    picked(form, kept?.length > 0);
  }
  function picked(form, kept = false) { // <output data-picked="form-id">, <output data-sum="form-id">: how many, and fen in all
    const chosen = all("input:checked", form).filter((e) => !e.matches("[data-uncounted]"));
    const yuan = chosen.reduce((sum, e) => sum + Number(e.dataset.cost || 0), 0) / 100;
    all("[data-kept]").forEach((e) => { e.hidden = !kept; });
    all(`[data-picked="${form.id}"]`).forEach((e) => { e.textContent = chosen.length; });
    all(`[data-sum="${form.id}"]`).forEach((e) => { e.textContent = "¥" + yuan.toLocaleString("en-US"); });
  }

  // Submit once; ask first where a form says data-confirm.
  const wake = (root) => all("button[data-sent]", root).forEach((b) => { b.disabled = false; delete b.dataset.sent; });
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter, question = button?.dataset.confirm || form.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    setTimeout(() => { if (button && !form.matches("[data-again]")) { button.dataset.sent = ""; button.disabled = true; } });
  }, true);
  document.addEventListener("htmx:finally:request", () => wake(document));

  // Clocks run on the server's time: <time data-ends data-server data-over>, <progress data-ends data-server>.
  const seen = new WeakMap();
  function tick() {
    for (const e of all("[data-ends]")) {
      if (seen.get(e)?.server !== e.dataset.server) seen.set(e, { server: e.dataset.server, ahead: Date.parse(e.dataset.server) - Date.now() });
      const left = Math.ceil((Date.parse(e.dataset.ends) - Date.now() - seen.get(e).ahead) / 1000);
      if (e.tagName === "PROGRESS") e.value = Math.max(0, left);
      else if (left < 3600) {
        e.textContent = left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : e.dataset.over || "0:00";
        e.classList.toggle("is-over", left <= 0);
      }
    }
  }

  // The live line: the socket is htmx's; here its state is said, and slow asking takes over when it fails twice.
  let failures = 0, polling = false;
  function state(name) {
    all("[data-state]").forEach((e) => {
      if (e.dataset[name] && e.textContent !== e.dataset[name]) e.textContent = e.dataset[name];
      e.classList.toggle("is-lost", name === "wait" || name === "off");
    });
  }
  const changed = () => { tick(); document.body.dispatchEvent(new CustomEvent("civic:changed")); };
  async function poll(line) {
    if (polling || !line.dataset.poll) return;
    polling = true;
    for (let wait = 0; failures >= 2 && line.isConnected;) {
      try {
        const after = line.dataset.seq || document.querySelector(line.dataset.region || "[data-seq]")?.dataset.seq || "";
        const answer = await fetch(`${line.dataset.poll}?after=${after}&wait=${wait}`, { credentials: "same-origin" });
        if (!answer.ok) throw new Error(String(answer.status));
        if (answer.status === 200) { line.dataset.seq = answer.headers.get("x-seq") || ""; await htmx.swap({ sourceElement: line, target: line, swap: "none", text: await answer.text() }); changed(); }
        state("pollOn"); wait = 20; // the first look is at once, the others wait for news
      } catch { state(navigator.onLine ? "wait" : "off"); }
      await new Promise((done) => setTimeout(done, 2000));
    }
    polling = false;
  }
  document.addEventListener("htmx:after:ws:connection", () => state("on"));
  document.addEventListener("htmx:after:ws:message", (event) => { failures = 0; state("on"); if (event.detail.message.json?.content !== undefined || !event.detail.message.json) changed(); });
  document.addEventListener("htmx:ws:close", (event) => {
    if (document.hidden) return; // htmx closes it itself while nobody looks
    if (!polling) state(navigator.onLine ? "wait" : "off");
    if (++failures >= 2) poll(event.target);
  });
  const network = () => { document.documentElement.classList.toggle("is-offline", !navigator.onLine); if (!navigator.onLine) state("off"); };
  for (const name of ["offline", "online"]) addEventListener(name, network);
  document.addEventListener("input", (event) => { const form = event.target.form; if (form?.dataset.keep) keep(form); else if (form?.id) picked(form); });
  addEventListener("pageshow", () => wake(document));
  function arrive() { // a page is there: loaded, or put in the place of another
    all("[data-kept-done]").forEach((e) => store.write("keep:" + e.dataset.keptDone, null));
    all("form[data-keep]").forEach(restore);
    document.querySelector("#errors")?.focus();
    network(); tick();
  }
  document.addEventListener("DOMContentLoaded", () => { arrive(); setInterval(tick, 1000); });
  window.civic = { all, store, arrive, restore };
})();
