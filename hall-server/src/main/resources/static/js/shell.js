// What every staff page needs: calls of the HTTP API, toasts, dialogs and forms that speak JSON.
const english = document.documentElement.lang === 'en';
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

/** A refused or failed request, with its text in the page's language. */
export class ApiProblem extends Error {
  constructor(status, text, type) {
    super(text);
    this.status = status;
    this.type = type;
  }

  static of(status, zh, en, type) {
    return new ApiProblem(status, english ? en : zh, type);
  }
}

/** Keys of presses that got no answer, by what they asked; after a minute a press is a new one. */
const unanswered = new Map();
const SAME_PRESS = 60000;

/** Not crypto.randomUUID(): browsers have it over HTTPS and on the server itself only. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function keyOf(asked) {
  const before = unanswered.get(asked);
  if (before && performance.now() - before.at < SAME_PRESS) return before.key;
  const key = newKey();
  unanswered.set(asked, { key, at: performance.now() });
  return key;
}

// The server's time minus this page's own, which runs on whatever is done to the PC's clock.
let ahead = null;

function measure(serverTime, sent, received) {
  const error = (received - sent) / 2;
  const fresh = serverTime - (sent + received) / 2;
  const moved = Math.abs(fresh - ahead) > error + 200; // a PC that slept, a server's clock that was set
  if (serverTime > 0 && (ahead === null || error < 500 || moved)) ahead = fresh;
}
const [load] = performance.getEntriesByType('navigation');
measure(Number(meta('hall-time')), load?.requestStart ?? 0, load?.responseStart ?? 0);

/** A press that has not begun by then is not carried out: the person no longer waits for it. */
const PATIENCE = 10000;

/** How long an answer may take that is not there before paper is out or a device was tried. */
export const SLOW = 30000;

/**
 * Calls the API. One key for one press: while the press has no answer, it is repeated with the same
 * key, also by the person who presses again, so it cannot happen twice.
 *
 * @param within milliseconds until nobody waits for the answer any more
 */
export async function api(method, path, body, within = PATIENCE + 2000) {
  const content = body === undefined ? undefined : JSON.stringify(body);
  const asked = `${method} ${path} ${content ?? ''}`;
  const headers = { 'Idempotency-Key': keyOf(asked), Accept: 'application/json, application/problem+json' };
  if (meta('csrf')) headers[meta('csrf-header')] = meta('csrf');
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const press = { at: performance.now(), within };
  const answer = await answered(path, { method, headers, body: content }, press);
  if (!answer) {
    throw ApiProblem.of(0, '没有连上服务器，请看清当前状态后再按一次。',
      'No answer from the server. Look at the present state, then press again.');
  }
  unanswered.delete(asked);
  if (answer.ok) return answer.json;
  if (answer.status === 401) {
    location.reload(); // the sign-in page brings the person back here
  }
  throw ApiProblem.of(answer.status,
    answer.json?.detailZh ?? `服务器未能完成操作（${answer.status}），请重试。`,
    answer.json?.detail ?? `The server could not do this (${answer.status}). Try again.`,
    answer.json?.type?.replace('urn:jiaohao:problem:', ''));
}

/**
 * Sends a request, again after a second when nothing or half an answer came back; null when nobody
 * answers. The server refuses it when it comes late; where only the two clocks had come apart,
 * because the PC slept or the server's time was set, the answer says by how much, and it is sent
 * again.
 */
async function answered(path, request, press) {
  for (const pause of [0, 1000]) {
    await new Promise((resolve) => { setTimeout(resolve, pause); });
    try {
      const answer = await sent(path, request, press);
      const late = answer.status === 409 && answer.json?.type === 'urn:jiaohao:problem:too-late';
      return late && performance.now() - press.at < PATIENCE ? await sent(path, request, press) : answer;
    } catch (lost) {
      if (lost.name === 'TimeoutError') return null;
    }
  }
  return null;
}

/** The whole answer: one that breaks off is none. */
async function sent(path, request, press) {
  const headers = { ...request.headers };
  if (ahead !== null) headers['X-Hall-Latest'] = Math.round(press.at + PATIENCE + ahead);
  const from = performance.now();
  const answer = await fetch(path, { ...request, headers, signal: AbortSignal.timeout(press.within) });
  measure(Number(answer.headers.get('X-Hall-Time')), from, performance.now());
  const text = await answer.text();
  const json = text && /json/.test(answer.headers.get('Content-Type') ?? '') ? JSON.parse(text) : null;
  return { ok: answer.ok, status: answer.status, json };
}

/** What a page asks for beside what it shows; null when it does not come soon. */
export async function textOf(path, request) {
  try {
    const answer = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(4000), ...request });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

const toasts = document.getElementById('toasts');

/** An open dialog covers everything outside of it, so the messages stand in the topmost one. */
function placeToasts() {
  const place = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  if (toasts && toasts.parentElement !== place) place.append(toasts);
}
new MutationObserver(placeToasts).observe(document.body, {
  subtree: true, attributes: true, attributeFilter: ['open'],
});

/** Shows a short message; problems stay longer. */
export function toast(message, bad = false) {
  const box = document.createElement('div');
  box.className = bad ? 'toast bad' : 'toast';
  box.setAttribute('role', bad ? 'alert' : 'status');
  box.append(message);
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', english ? 'Close' : '关闭');
  close.addEventListener('click', () => box.remove());
  box.append(close);
  while (toasts.children.length > 2) toasts.firstChild.remove();
  placeToasts();
  toasts.append(box);
  setTimeout(() => box.remove(), bad ? 12000 : 4000);
}

// What nobody thought of is not kept from the person either.
for (const type of ['error', 'unhandledrejection']) {
  window.addEventListener(type, () => toast(english
    ? 'Something went wrong in this page. Load it again and look at the present state.'
    : '页面出错。请刷新页面，看清当前状态。', true));
}

/** Shows why something did not happen. */
export function showProblem(problem) {
  if (problem instanceof ApiProblem) toast(problem.message, true);
  else throw problem;
}

/** Opens a dialog about a number; resolves with the picked value and the form's fields, or null. */
export function ask(dialog, about) {
  const form = dialog.querySelector('form');
  form.reset();
  dialog.returnValue = '';
  for (const place of dialog.querySelectorAll('[data-about]')) {
    place.textContent = about ?? '';
    place.hidden = !about;
  }
  dialog.showModal();
  dialog.querySelector('input[type="radio"]:checked')?.focus(); // not the first, which a key would choose
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue
        ? { value: dialog.returnValue, fields: new FormData(form) } : null);
    }, { once: true });
  });
}

/** Fields of a form as JSON: checkboxes with data-list as an array, empty text as null. */
export function fields(form) {
  const body = {};
  for (const input of form.elements) {
    if (!input.name || input.disabled) continue;
    if (input.type === 'checkbox' && input.dataset.list !== undefined) {
      body[input.name] ??= [];
      if (input.checked) body[input.name].push(input.value);
    } else if (input.type === 'checkbox') {
      body[input.name] = input.checked;
    } else if (input.selectedOptions?.[0]?.dataset.null !== undefined) {
      body[input.name] = null;
    } else if (input.type === 'radio') {
      if (input.checked) body[input.name] = input.value;
    } else if (input.type === 'datetime-local') {
      body[input.name] = input.value ? input.value + ':00' + (input.dataset.offset ?? '+08:00') : null;
    } else if (input.type === 'number') {
      body[input.name] = input.value === '' ? null : Number(input.value);
    } else {
      const text = input.value.trim().replace(/\s*\n\s*/g, ' '); // one line, as screens scroll it
      body[input.name] = text === '' && !input.required ? null : text;
    }
  }
  return body;
}

/** Asks the person where the server asks for a confirmation, and sends the form again with it. */
async function confirmed(form, method, url, body) {
  try {
    return await api(method, url, body);
  } catch (problem) {
    const asks = problem.type !== undefined && problem.type === form.dataset.confirmable;
    if (!asks || !window.confirm(problem.message)) throw problem;
    return api(method, url, { ...body, confirm: true });
  }
}

async function submit(form, button) {
  const method = button?.dataset.method ?? form.dataset.method ?? 'POST';
  const url = button?.dataset.url ?? form.dataset.api;
  const error = form.querySelector('[data-error]');
  for (const each of form.querySelectorAll('button')) each.disabled = true;
  try {
    const body = method === 'DELETE' || button?.dataset.nobody !== undefined ? undefined : fields(form);
    const answer = await confirmed(form, method, url, body);
    form.dispatchEvent(new CustomEvent('done', { bubbles: true, detail: answer }));
    if (form.dataset.next) location.assign(form.dataset.next);
    else if (form.dataset.stay === undefined) location.reload();
    else if (form.dataset.said) toast(form.dataset.said);
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    if (error) {
      error.hidden = false;
      error.textContent = problem.message;
      error.focus?.();
    } else {
      showProblem(problem);
    }
  } finally {
    for (const each of form.querySelectorAll('button')) each.disabled = false;
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  const button = event.submitter;
  if (button?.dataset.confirm && !window.confirm(button.dataset.confirm)) {
    event.preventDefault();
  } else if (form.dataset.api !== undefined || button?.dataset.url) {
    event.preventDefault();
    submit(form, button);
  }
});

// The menu of the header closes as menus do.
function closeMenus(except) {
  for (const menu of document.querySelectorAll('.menu[open]')) {
    if (!menu.contains(except)) menu.open = false;
  }
}
document.addEventListener('pointerdown', (event) => closeMenus(event.target));
document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && document.activeElement?.closest('.menu[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open]');
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  const closer = event.target.closest('[data-close]');
  if (closer) closer.closest('dialog')?.close('');
  const pick = event.target.closest('[data-pick]');
  if (pick) pick.closest('dialog').close(pick.dataset.pick);
  if (event.target.closest('[data-print]')) window.print();
});

/** Says that what is shown may be out of date, or that it is right again. */
export function markLost(lost) {
  document.getElementById('lost').hidden = !lost;
  document.body.classList.toggle('lost', lost);
}

// What a finger or the mouse presses now. Replaced before it is released, it would get no click.
const LONGEST_PRESS = 5000;
let pressed = null;
document.addEventListener('pointerdown', (event) => {
  if (event.button === 0 && event.isPrimary) pressed = { element: event.target, at: performance.now() };
}, true);
for (const type of ['pointerup', 'pointercancel', 'contextmenu', 'dragend']) {
  document.addEventListener(type, () => { setTimeout(() => { pressed = null; }); }, true);
}
window.addEventListener('blur', () => { pressed = null; });

/** Whether something in this part of the page is being pressed: it is not to be replaced now. */
export function isPressed(part) {
  return pressed !== null && performance.now() - pressed.at < LONGEST_PRESS && part.contains(pressed.element);
}

document.addEventListener('htmx:beforeSwap', (event) => {
  const { elt, target } = event.detail;
  // It comes again after some seconds.
  if (elt.matches('[hx-trigger*="every"]') && isPressed(target)) event.detail.shouldSwap = false;
});

// Parts that htmx fetches again and again: stale while the server is away; when the sign-in has
// ended, the whole page asks for it.
document.addEventListener('htmx:sendError', () => markLost(true));
document.addEventListener('htmx:beforeSwap', (event) => {
  if (new URL(event.detail.xhr.responseURL).pathname === '/login') {
    event.preventDefault();
    location.reload();
  }
});
document.addEventListener('htmx:afterOnLoad', (event) => {
  if (event.detail.elt.matches('[hx-trigger*="every"]')) markLost(false);
});

/** Minutes and seconds between two moments in milliseconds, for example 2:05. */
export function minutes(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

// A session ends on the server when its person did nothing for a while, whatever its pages fetch by
// themselves (N16). So a page tells of touches and letters between two requests, and asks whether the
// session still lasts before it goes: the person may be at work in another tab. A minute before, it
// says so; any touch, key or press of the button lets the session last.
function warn(warning) {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1); // covers what is outside of it
  if (warning.hidden && dialog) dialog.prepend(warning);
  else if (warning.hidden) document.getElementById('main').before(warning);
  warning.hidden = false;
}

const IDLE_AFTER = Number(meta('idle-after'));
if (IDLE_AFTER) {
  const presence = (method) => fetch('/account/presence', {
    method, headers: { [meta('csrf-header')]: meta('csrf'), 'X-Requested-With': 'XMLHttpRequest' },
  });
  const often = Math.min(60000, IDLE_AFTER / 5);
  let last = performance.now();
  let told = last;
  const warnFor = Math.min(60000, IDLE_AFTER / 2);
  const warning = document.getElementById('idle');
  const acted = (event) => {
    if (!event.isTrusted) return;
    last = performance.now();
    const warned = !warning.hidden;
    if (!warned && last - told < often) return;
    warning.hidden = warning.hidden || !warning.contains(event.target); // its button stays for the click
    told = last;
    presence('POST').catch(() => null); // away: the next touch tells again
  };
  document.getElementById('stay').addEventListener('click', () => { warning.hidden = true; });
  for (const type of ['pointerdown', 'keydown']) {
    document.addEventListener(type, acted, { capture: true, passive: true });
  }
  setInterval(async () => {
    if (performance.now() - last < IDLE_AFTER - warnFor) return;
    const asked = performance.now();
    const answer = await presence('GET').catch(() => null);
    if (!answer || last > asked) return; // the server is away, or the person is back meanwhile
    const left = answer.ok && !answer.redirected ? (await answer.json()).leftMillis : 0;
    if (left > 0) last = asked - (IDLE_AFTER - left);
    else location.reload(); // the sign-in brings whoever comes next back to this page
    if (left <= warnFor) warn(warning);
    else warning.hidden = true;
  }, Math.min(5000, IDLE_AFTER / 6));
}
