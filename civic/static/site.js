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

  const network = () => document.documentElement.classList.toggle("is-offline", !navigator.onLine);
  for (const name of ["offline", "online"]) addEventListener(name, network);
  document.addEventListener("input", (event) => { const form = event.target.form; if (form?.dataset.keep) keep(form); else if (form?.id) picked(form); });
  addEventListener("pageshow", () => wake(document));
  function arrive() { // a page is there: loaded, or put in the place of another
    all("[data-kept-done]").forEach((e) => store.write("keep:" + e.dataset.keptDone, null));
    all("form[data-keep]").forEach((form) => { known.add(form); restore(form); });
    document.querySelector("#errors")?.focus();
    network();
  }
  document.addEventListener("DOMContentLoaded", arrive);

  // Drafts of forms that came with a live update are put back; what was accepted is forgotten.
  const known = new WeakSet();
  let sent = null;
  document.addEventListener("submit", (event) => { sent = event.target; });
  document.addEventListener("htmx:after:swap", (event) => {
    if (sent && event.detail?.ctx?.sourceElement === sent) {
      const errors = document.querySelector("#errors");
      if (errors) errors.focus();
      else if (sent.dataset.keep) store.write("keep:" + sent.dataset.keep, null);
      sent = null;
    }
    for (const form of all("form[data-keep]").filter((e) => !known.has(e))) { known.add(form); restore(form); }
  });

  // A list in which a name is found by a few of its characters: <input data-find="#list [data-name]">.
  document.addEventListener("input", (event) => {
    const wanted = event.target.dataset?.find;
    if (wanted) all(wanted).forEach((e) => { e.hidden = !e.dataset.name.includes(event.target.value.trim()); });
  });
  window.civic = { all, store, arrive };
})();
