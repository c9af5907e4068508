// A kiosk goes back to its start when nobody touches it, and never shows an old page again.
(() => {
  const line = document.querySelector("[data-idle]");
  let last = Date.now();
  for (const name of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(name, () => { last = Date.now(); }, { capture: true, passive: true });
  for (const name of ["click", "keydown"]) line?.addEventListener(name, () => { line.hidden = true; }); // only then: what lies beneath is not touched
  if (line) setInterval(() => {
    const still = (Date.now() - last) / 1000;
    if (still >= line.dataset.idle) location.replace(line.dataset.to);
    else if (still >= line.dataset.idle - line.dataset.warn && line.hidden) {
      line.hidden = false;
      line.querySelector("button").focus();
    }
  }, 1000);
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  for (const button of document.querySelectorAll("[data-print]")) { button.hidden = false; button.addEventListener("click", () => print()); }
})();
