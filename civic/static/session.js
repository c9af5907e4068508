// What only the pages of a session need.
(() => {
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
