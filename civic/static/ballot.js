// A ballot being filled in: what is chosen is counted and said, a ranking is made by taps, and the paper is sent again,
// with the same nonce, until an answer comes. Without this script the same form works with its plain fields.
(() => {
  const { all, store, arrive } = window.civic;
  const one = (selector, root = document) => root.querySelector(selector);
  const paper = () => one("form[data-ballot]");
  const yuan = (fen) => "¥" + (fen / 100).toLocaleString("en-US", { maximumFractionDigits: 2 });
  const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

  const ranked = (form) => all("[data-rank]", form).filter((e) => e.value).sort((a, b) => a.value - b.value);
  const pointed = (form) => all("input[type=number]", form).filter((e) => Number(e.value) > 0);
  const ticked = (form) => all("input[name=choices]:checked", form);
  const chosen = (form) => form.dataset.method === "ordinal" ? ranked(form) : one("input[type=number]", form) ? pointed(form) : ticked(form);

  // The sticky bar says how many, how much, how much is left; the list below the options names them.
  function tally() {
    const form = paper(), bar = one("#tally");
    if (!form || !bar) return;
    const { method, most, budget, points } = form.dataset, picked = chosen(form), n = picked.length;
    const say = (name, value) => bar.dataset[name].replace("{n}", value);
    let words = [say(method === "ordinal" ? "ranked" : "picked", n)], over = false, part = null;
    if (method === "cumulative") {
      const given = picked.reduce((sum, e) => sum + Number(e.value), 0), left = points - given;
      [words, over, part] = [[say("given", given), say(left < 0 ? "toomany" : "left", Math.abs(left))], left < 0, given / points];
    } else if (method === "knapsack" && budget > 0) {
      const spent = picked.reduce((sum, e) => sum + Number(e.dataset.cost || 0), 0), rest = budget - spent;
      words.push(say("spent", yuan(spent)), say(rest < 0 ? "over" : "rest", yuan(Math.abs(rest))));
      [over, part] = [rest < 0, spent / budget];
    } else if (["yes_no", "consent", "choose_one"].includes(method)) words = picked.map(label);
    if (most > 0 && n > most) { words.push(say("extra", n - most)); over = true; }
    else if (most > 0 && method === "approval") words.push(say("of", most));
    bar.hidden = !words.length;
    const text = words.join(bar.dataset.comma);
    if (bar.textContent !== text) bar.textContent = text;
    bar.classList.toggle("bad", over);
    const line = one("#spent");
    line.hidden = part === null;
    if (part !== null) { line.value = Math.min(1, part); line.classList.toggle("fill-brick", over); }
    review(form, picked);
  }
  const label = (e) => e.dataset.label || e.closest("label")?.innerText.trim() || "";
  function review(form, picked) {
    const box = one("#review"), list = one("ol", box), ordinal = form.dataset.method === "ordinal";
    box.hidden = !picked.length || one("[type=radio]", form) !== null;
    list.replaceChildren(...picked.map((e, n) => {
      const row = document.createElement("li"), name = document.createElement("span");
      const more = e.type === "number" ? form.dataset.scored.replace("{n}", e.value) : e.dataset.cost > 0 && !ordinal ? " · " + yuan(e.dataset.cost) : "";
      name.textContent = label(e) + more;
      row.append(name);
      if (ordinal) row.append(mover(form, e, -1, n === 0), mover(form, e, 1, n === picked.length - 1));
      return row;
    }));
  }
  function mover(form, field, by, last) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn--quiet btn--small", textContent: by < 0 ? "↑" : "↓", disabled: last });
    button.setAttribute("aria-label", form.dataset[by < 0 ? "up" : "down"].replace("{what}", label(field)));
    button.addEventListener("click", () => {
      const list = ranked(form), at = list.indexOf(field);
      list.splice(at, 1);
      list.splice(at + by, 0, field);
      number(form, list);
      const rows = all("#review li"), again = all("button", rows[at + by])[by < 0 ? 0 : 1]; // the finger or the focus stays with the row
      (again.disabled ? all("button:not(:disabled)", rows[at + by])[0] : again)?.focus({ preventScroll: true });
    });
    return button;
  }
  function number(form, list) {
    all("[data-rank]", form).forEach((e) => { e.value = ""; });
    list.forEach((e, n) => { e.value = String(n + 1); });
    all("[data-add]", form).forEach((b) => { b.textContent = b.dataset[one("[data-rank]", b.parentNode).value ? "out" : "in"]; });
    changed(list[0] || one("[data-rank]", form));
  }
  function place(form, field, at) { // put one option at a place, the others make room
    const list = ranked(form).filter((e) => e !== field);
    if (at) list.splice(at - 1, 0, field);
    number(form, list.slice(0, field.options.length - 1));
  }

  document.addEventListener("change", (event) => {
    const form = paper(), e = event.target;
    if (!form || e.form !== form) return;
    if (e.matches("[data-rank]")) place(form, e, Number(e.value));
    if (e.matches("[name=choices]:checked")) all("[name=choices][type=checkbox]", form).forEach((other) => {
      if (other !== e && (other.matches("[data-none]") || e.matches("[data-none]"))) other.checked = false;
    });
    changed(e);
  });
  document.addEventListener("click", (event) => {
    const form = paper(), button = event.target.closest("[data-step],[data-add]");
    if (!form || !button) return;
    const field = one("input,select", button.parentNode);
    if (button.matches("[data-add]")) return place(form, field, field.value ? 0 : ranked(form).length + 1);
    field.value = Math.min(Number(field.max), Math.max(0, Number(field.value) + Number(button.dataset.step))) || "";
    changed(field);
  });
  document.addEventListener("input", tally);

  // Sending: until there is an answer it is not cast, and the bar says so. The nonce is kept with the draft, so that the
  // same paper is the same paper after a lost line, a second tap or a restart of the browser.
  const pause = (seconds) => new Promise((go) => { addEventListener("online", go, { once: true }); setTimeout(go, seconds * 1000); });
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form !== paper() || !form.dataset.keep) return; // where nothing may be kept (a kiosk, a desk) the form is sent plainly
    event.preventDefault();
    if ("sent" in form.dataset) return;
    form.dataset.sent = "";
    store.write("nonce:" + form.dataset.keep, form.elements.nonce.value);
    const body = new URLSearchParams(new FormData(form)), said = one("[data-said]");
    said.textContent = form.dataset.sending;
    for (let wait = 1; ; wait = Math.min(wait * 2, 15)) {
      try {
        const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
        if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
        const html = await answer.text();
        store.write("nonce:" + form.dataset.keep, null); // it is known now whether it is cast
        return answer.redirected ? location.assign(answer.url) : show(html);
      } catch { said.textContent = form.dataset[navigator.onLine ? "again" : "offline"]; }
      await pause(wait);
    }
  });
  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    document.title = page.title;
    document.body.replaceWith(page.body);
    scrollTo(0, 0);
    one("#main").focus({ preventScroll: true });
    arrive();
    ready();
  }

  function ready() {
    for (const done of all("#receipt")) {
      store.write("nonce:" + done.dataset.keptDone, null);
      store.write("voted:" + done.dataset.keptDone, done.dataset.changeable || null);
    }
    for (const over of all("[data-forget]")) for (const kind of ["nonce:", "voted:"]) store.write(kind + over.dataset.forget, null);
    for (const lost of all("form[data-lost]")) {
      lost.elements.nonce.value = store.read("nonce:" + lost.dataset.lost) || "";
      lost.hidden = !lost.elements.nonce.value;
    }
    const form = paper();
    if (!form) return;
    const keep = form.dataset.keep, code = one("#field-replaces"), sent = keep && store.read("nonce:" + keep);
    if (code) code.value ||= [store.read("voted:" + keep), sent].filter(Boolean).join(" ");
    else if (sent) form.elements.nonce.value = sent;
    all("[data-step],[data-add]", form).forEach((b) => { b.hidden = false; });
    if (form.dataset.method === "ordinal") number(form, ranked(form));
    tally();
  }
  document.addEventListener("DOMContentLoaded", ready);
})();
