// Keeps the pages alive: clock, waiting counts, progress of a job, search, and the end of a session.
"use strict";

const body = document.body;
const LIVE_EVERY = 2000;
const JOB_EVERY = 300;
const COUNTDOWN = 10;

// The hall's time, told by the kiosk program and counted on from there: this machine's clock may be wrong.
let hallTime = null;

function setHallTime(millis) {
  hallTime = { millis, at: performance.now() };
}

function clock() {
  const box = document.querySelector(".clock");
  if (!box) return;
  const lang = document.documentElement.lang;
  const zone = box.dataset.zone;
  const time = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone });
  const date = new Intl.DateTimeFormat(lang, { month: "long", day: "numeric", weekday: "short", timeZone: zone });
  setHallTime(Number(box.dataset.now));
  const show = () => {
    const now = new Date(hallTime.millis + performance.now() - hallTime.at);
    box.querySelector("[data-time]").textContent = time.format(now);
    box.querySelector("[data-date]").textContent = date.format(now);
  };
  show();
  setInterval(show, 1000);
}

function say(selector, text) {
  const box = document.querySelector(selector);
  if (!box) return;
  const span = box.querySelector("span");
  if (text && span.textContent !== text) span.textContent = text;
  box.hidden = !text;
}

async function ask(address) {
  const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(4000) });
  if (!answer.ok) throw new Error("HTTP " + answer.status);
  return answer;
}

function showLive(state) {
  showAgent(false);
  setHallTime(state.now);
  say("[data-stop]", state.stop);
  say("[data-hint]", state.hint);
  document.querySelectorAll("[data-needs-server]").forEach((button) => {
    if (!button.form.dataset.sent) button.disabled = !state.canDraw;
  });
  document.querySelectorAll("[data-queue]").forEach((box) => {
    const load = state.queues[box.dataset.queue];
    if (!load) return;
    box.querySelector("[data-waiting]").textContent = load.waiting;
    box.querySelector("[data-windows]").textContent = load.windows;
  });
}

// A page that is renewed under somebody's finger would lose the touch: it waits while one is fresh or carried out.
let touchedAt = -Infinity;
let leaving = false;
let renewing = false;

function isUsed() {
  const typed = document.querySelector("input[type=text]");
  return leaving || performance.now() - touchedAt < LIVE_EVERY || Boolean(typed && typed.value);
}

function liveUpdates() {
  if (!body.dataset.live) return;
  addEventListener("pointerdown", () => (touchedAt = performance.now()), { capture: true, passive: true });
  const round = async () => {
    try {
      const state = await (await ask(body.dataset.live)).json();
      if (state.version !== body.dataset.version && !isUsed()) {
        renewing = true;
        location.reload();
        return;
      }
      showLive(state);
    } catch (e) {
      console.warn("The kiosk program does not answer", e);
      showAgent(true);
    }
    setTimeout(round, LIVE_EVERY);
  };
  setTimeout(round, LIVE_EVERY);
}

function showAgent(gone) {
  const agent = document.querySelector("[data-agent]");
  if (agent) agent.hidden = !gone;
}

// Leaves the page only when the kiosk program answers, so that the browser never shows a page of its own.
async function leave(go) {
  leaving = true;
  try {
    // It has just answered a page that is being renewed, and the new one would forget where to go.
    if (!renewing) await ask("/live");
  } catch (e) {
    console.warn("The kiosk program does not answer", e);
    showAgent(true);
    setTimeout(() => leave(go), LIVE_EVERY);
    return;
  }
  go();
}

function toStart() {
  leave(() => location.replace("/"));
}

// A form goes out once, however often its button is touched.
function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.once === undefined || form.dataset.sent === "now") return;
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "soon";
    const button = event.submitter;
    leave(() => {
      form.dataset.sent = "now";
      form.requestSubmit(button);
      form.querySelectorAll("button").forEach((b) => (b.disabled = true));
    });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='/']");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    leave(() => location.assign(link.href));
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

function jobProgress() {
  const address = body.dataset.panel;
  if (!address) return;
  const begun = Date.now();
  const round = async () => {
    const panel = document.querySelector("section[data-panel]");
    if (panel.dataset.final === "true") {
      body.dataset.idle = panel.dataset.stay;
      restartIdle();
      return;
    }
    try {
      const answer = await ask(address);
      if (answer.redirected) {
        toStart();
        return;
      }
      const fresh = document.createRange().createContextualFragment(await answer.text());
      const next = fresh.querySelector("section[data-panel]");
      if (next.dataset.state !== panel.dataset.state) {
        panel.replaceWith(next);
        restartIdle();
      }
    } catch (e) {
      console.warn("The kiosk program does not answer", e);
    }
    const late = document.querySelector("[data-after]");
    if (late && Date.now() - begun > late.dataset.after * 1000) late.textContent = late.dataset.later;
    setTimeout(round, JOB_EVERY);
  };
  round();
}

let idleTimer = 0;
let restartIdle = () => {};

function idle() {
  const dialog = document.querySelector("[data-idle-dialog]");
  if (!dialog) return;
  const left = dialog.querySelector("[data-idle-left]");
  let counting = 0;
  const warn = () => {
    let seconds = COUNTDOWN;
    left.textContent = seconds;
    dialog.showModal();
    counting = setInterval(() => {
      seconds -= 1;
      left.textContent = seconds;
      if (seconds <= 0) {
        clearInterval(counting);
        document.querySelectorAll("input[type=text]").forEach((i) => (i.value = ""));
        toStart();
      }
    }, 1000);
  };
  restartIdle = () => {
    clearTimeout(idleTimer);
    clearInterval(counting);
    if (dialog.open) dialog.close();
    const panel = document.querySelector("section[data-panel]");
    // A ticket that waits for the printer needs nobody to stay.
    const working = panel && panel.dataset.final !== "true" && panel.dataset.state !== "WAITING";
    if (body.dataset.idle && !working) idleTimer = setTimeout(warn, body.dataset.idle * 1000);
  };
  dialog.querySelector("[data-idle-more]").addEventListener("click", restartIdle);
  for (const kind of ["pointerdown", "keydown", "input"]) {
    addEventListener(kind, () => dialog.open || restartIdle(), { passive: true });
  }
  dialog.addEventListener("close", restartIdle);
  restartIdle();
}

function search() {
  const field = document.querySelector("[data-search]");
  if (!field) return;
  const rows = [...document.querySelectorAll("[data-rows] li")];
  const none = document.querySelector("[data-none]");
  const chips = [...document.querySelectorAll("[data-departments] button")];
  let department = "";
  const filter = () => {
    const words = field.value.trim().toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const fits = words.every((w) => row.dataset.key.includes(w)) && (!department || row.dataset.department === department);
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    none.hidden = shown > 0;
    document.querySelector("[data-rows]").scrollTop = 0;
  };
  field.addEventListener("input", filter);
  document.querySelector("[data-clear]").addEventListener("click", () => {
    field.value = "";
    filter();
  });
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      department = chip.dataset.department;
      chips.forEach((c) => c.setAttribute("aria-pressed", String(c === chip)));
      filter();
    });
  }
  filter();
}

// Keys for a screen without keyboard.
function keyboard() {
  document.querySelectorAll("[data-keys]").forEach((keys) => {
    const field = document.getElementById(keys.dataset.keys);
    const type = (change) => {
      field.value = change(field.value).slice(0, field.maxLength);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const lines = keys.dataset.letters.split("/");
    lines.forEach((letters, i) => {
      const line = document.createElement("div");
      for (const letter of letters) {
        line.append(key(letter, "", () => type((v) => v + letter)));
      }
      if (i === lines.length - 1) line.append(key(keys.dataset.delete, "wide", () => type((v) => v.slice(0, -1))));
      keys.append(line);
    });
  });
}

function key(label, kind, pressed) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = kind;
  button.textContent = label;
  button.addEventListener("click", pressed);
  return button;
}

clock();
sendOnce();
keyboard();
search();
idle();
jobProgress();
liveUpdates();
