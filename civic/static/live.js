// The live line of a page, and clocks that run on the server's time whatever this phone's own clock says.
//   <div data-live data-socket="/…" data-poll="/…" data-region="#sync-4" data-now="2026-11-22T11:30:00+00:00">
// The server sends {seq, now, content}: parts to put in place; {own}: mine; {mine: true}: ask for mine; {beat: true}.
// Nothing is ever said over the socket. Pages hear civic:changed after each change, civic:mine when they are to ask for mine.
(() => {
  const BEAT = 10_000, FIRST_WORD = 5_000, SOONEST = 1_000, LATEST = 10_000, LATEST_WHILE_ASKING = 60_000;
  const line = () => document.querySelector("[data-live]");
  const sync = () => document.querySelector(line()?.dataset.region);
  const tell = (name) => document.body.dispatchEvent(new CustomEvent(name));

  // Clocks: <time data-ends data-over>, <progress data-ends>.
  let ahead = 0; // of our own clock, in milliseconds
  const set = (now) => { if (now) { ahead = Date.parse(now) - Date.now(); tick(); } };
  function tick() {
    for (const e of document.querySelectorAll("[data-ends]")) {
      const left = Math.ceil((Date.parse(e.dataset.ends) - Date.now() - ahead) / 1000);
      if (e.tagName === "PROGRESS") e.value = Math.max(0, left);
      else if (left < 3600) {
        e.textContent = left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : e.dataset.over || "0:00";
        e.classList.toggle("is-over", left <= 0);
      }
    }
  }

  // How old is what is shown? Said after two seconds without the server, never silently stale.
  let heard = Date.now(), lost = Date.now();
  function say() {
    const seconds = lost ? Math.round((Date.now() - lost) / 1000) : 0, away = seconds >= 2 || (lost && !navigator.onLine);
    const word = away ? (navigator.onLine ? "wait" : "off") : lost ? "" : asking ? "pollOn" : "on";
    for (const e of document.querySelectorAll("[data-state]")) {
      if (word && e.dataset[word] && e.textContent !== e.dataset[word]) e.textContent = e.dataset[word];
      if (word) e.classList.toggle("is-lost", away);
    }
    for (const e of document.querySelectorAll("[data-age]")) {
      e.hidden = seconds < 2;
      e.textContent = e.hidden ? "" : e.dataset.age.replace("0", seconds);
    }
  }
  const touched = () => { heard = Date.now(); lost = 0; say(); };

  // What came is put in place one after the other; what is older than what stands here is left out.
  let mark = "", returned = false, order = Promise.resolve(), later;
  function show(seq, content, spread = 0) {
    order = order.then(async () => {
      if (!line() || seq < Number(sync()?.dataset.seq || 0)) return;
      await htmx.swap({ sourceElement: line(), target: line(), swap: "none", text: content });
      tick();
      tell("civic:changed");
      if (returned) soon(spread); // not all of a hall in the same moment
      returned = false;
    }).catch(() => {});
  }
  const soon = (spread) => { clearTimeout(later); later = setTimeout(tell, Math.random() * spread, "civic:mine"); };

  // The socket. It is opened again for ever: after one second, later after ten, by chance up to half as soon.
  let socket = null, tries = 0, again, asking = 0, asked = 0; // asking: the number of the round of questions going on
  function open() {
    close();
    if (!line() || document.hidden) return;
    const mine = socket = new WebSocket(location.origin.replace("http", "ws") + line().dataset.socket);
    const silent = setTimeout(() => { if (mine === socket) ask(); }, FIRST_WORD); // open or not: nothing came through it
    mine.onmessage = (event) => {
      if (mine !== socket) return;
      clearTimeout(silent);
      tries = asking = 0;
      const said = JSON.parse(event.data);
      touched();
      set(said.now);
      if (said.own) order = order.then(() => htmx.swap({ sourceElement: line(), target: line(), swap: "none", text: said.own })).catch(() => {});
      else if (said.mine) soon(0);
      else if (said.content !== undefined) show(said.seq, said.content, said.spread);
    };
    mine.onclose = () => { clearTimeout(silent); if (mine === socket) { close(); away(); } };
  }
  function close() {
    clearTimeout(again);
    const old = socket;
    socket = null;
    old?.close();
  }
  function away(since = Date.now()) {
    if (!asking) lost ||= since;
    returned = true;
    const wait = Math.min(SOONEST * 2 ** tries++, asking ? LATEST_WHILE_ASKING : LATEST);
    again = setTimeout(open, wait * (0.5 + Math.random() / 2));
    if (tries > 2) ask();
    say();
  }

  // Where sockets do not get through: ask, and let the server wait with its answer until there is news.
  async function ask() {
    if (asking || !line()?.dataset.poll) return;
    const mine = asking = ++asked;
    for (let wait = 0; mine === asking && line() && !document.hidden; wait = 20) {
      try {
        const answer = await fetch(`${line().dataset.poll}?after=${mark || sync()?.dataset.seq}&wait=${wait}`, { credentials: "same-origin" });
        if (!answer.ok) throw new Error(answer.status);
        if (mine !== asking) return;
        touched();
        set(answer.headers.get("x-now"));
        if (answer.status === 200) { mark = answer.headers.get("x-mark"); returned = true; show(Number(answer.headers.get("x-seq")), await answer.text()); }
      } catch { lost ||= Date.now(); say(); await new Promise((done) => setTimeout(done, 2_000)); }
    }
    if (mine === asking) asking = 0;
  }

  // A phone that comes back (unlocked, out of the tunnel, by the back button) does not wait for anything: iOS closes sockets
  // in the background without a word, so whatever we had is not trusted.
  function back() { tries = asking = 0; lost ||= Date.now(); returned = true; open(); say(); }
  addEventListener("pageshow", (event) => { if (event.persisted) back(); });
  addEventListener("online", back);
  addEventListener("offline", () => { lost ||= Date.now(); say(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) { close(); lost ||= Date.now(); } else back(); });
  addEventListener("pagehide", () => { close(); lost ||= Date.now(); });

  addEventListener("DOMContentLoaded", () => {
    set(line()?.dataset.now);
    open();
    setInterval(() => {
      tick();
      if (!document.hidden && socket && Date.now() - heard > 2.5 * BEAT) { close(); away(heard); open(); } // silently dead
      if (line() && !document.hidden) say();
    }, 1_000);
  });
})();
