// The clerk's window: one press is one command, whatever the finger or the network does.
import { api, ask, minutes, showProblem, toast } from './shell.js';
import { keepLive } from './live.js';
import { askTransfer } from './transfer.js';

const page = document.getElementById('clerk');
const base = `/api/v1/halls/${page.dataset.hall}/windows/${page.dataset.window}`;
const live = document.getElementById('live');
const toggle = document.getElementById('keys');
const RECEIPT_WITHIN = 3000;
const SHORT_LEAVE = 180000;
let serverAhead = 0;
const DOUBLE_PRESS = 1000;
let busy = false;
let pressed = { main: false, at: 0 };
let released;

const refresh = keepLive(live, {
  types: ['window', 'queue', 'receipt', 'board'],
  shown: (fresh) => {
    serverAhead = Number(fresh.dataset.now) - Date.now();
    document.title = fresh.dataset.title;
    tick();
  },
});

/** Carries out one action; presses while it runs are the same press. */
async function act(button, path, body) {
  if (busy) return;
  busy = true;
  page.classList.add('busy');
  button?.classList.add('busy');
  try {
    await api('POST', path, body);
  } catch (problem) {
    showProblem(problem);
  } finally {
    await refresh();
    busy = false;
    page.classList.remove('busy');
    button?.classList.remove('busy');
  }
}

/** The action for the ticket that the person sees now, or sees none: it is refused at another one. */
function withTicket(action) {
  return `${base}/${action}?ticket=${live.firstElementChild.dataset.ticket ?? ''}`;
}

const dialogs = {
  async transfer(button) {
    const path = withTicket('transfer');
    const to = await askTransfer(page.dataset.hall, document.getElementById('number')?.textContent);
    if (to) await act(button, path, to);
  },
  async pause(button) {
    const answer = await ask(document.getElementById('pause'));
    if (!answer) return;
    const reason = answer.value === 'other' ? answer.fields.get('text').trim() : answer.value;
    await act(button, `${base}/pause`, { reason: reason || null });
  },
};

/** The main key means something else after each press: a second one at once is the same press. */
function again(button) {
  const now = performance.now();
  const main = button.classList.contains('primary');
  const same = main && pressed.main && now - pressed.at < DOUBLE_PRESS;
  if (!same) pressed = { main, at: now };
  page.classList.toggle('pressed', pressed.main);
  clearTimeout(released);
  released = setTimeout(() => page.classList.remove('pressed'), pressed.at + DOUBLE_PRESS - now);
  return same;
}

function press(button) {
  if (button.disabled && button.title) toast(button.title); // by its key: says why not yet
  if (live.inert) toast(document.getElementById('lost').textContent.trim());
  if (button.disabled || busy || live.inert || again(button)) return;
  const { action, ticket, hall } = button.dataset;
  if (dialogs[action]) dialogs[action](button);
  else if (action === 'reactivate') act(button, `/api/v1/halls/${hall}/tickets/${ticket}/reactivate`);
  else act(button, withTicket(action), ticket ? { ticket } : undefined);
}

page.addEventListener('click', (event) => {
  const button = event.target.closest('[data-action]');
  if (!button) return;
  press(button);
  if (event.detail > 0) button.blur(); // after a click of the mouse, Space is "next" again
});

// Keys work wherever the focus is, except in dialogs and while a button is focused by keyboard.
document.addEventListener('keydown', (event) => {
  // A field of a dialog that was just closed keeps the focus until the next picture is drawn.
  const field = event.target.matches('input, textarea, select') && event.target.offsetParent !== null;
  const typing = document.querySelector('dialog[open]') || field;
  if (typing || event.repeat || event.ctrlKey || event.altKey || event.metaKey || !toggle.checked) return;
  if (event.code === 'Space' && event.target.matches('button, a, summary, label')) return;
  const name = event.code.replace(/^(Digit|Numpad)(\d)$/, '$2');
  const button = page.querySelector(`[data-key~="${CSS.escape(name)}"]:not([hidden])`);
  if (button) {
    event.preventDefault();
    press(button);
  }
});

toggle.checked = localStorage.getItem('clerk-keys') !== 'off';
toggle.addEventListener('change', () => {
  localStorage.setItem('clerk-keys', toggle.checked ? 'on' : 'off');
  page.classList.toggle('no-keys', !toggle.checked);
});
page.classList.toggle('no-keys', !toggle.checked);

/** Times that run: waiting, in service, short leave; receipts that are late. */
function tick() {
  const now = Date.now() + serverAhead;
  for (const time of live.querySelectorAll('[data-since]')) {
    time.textContent = minutes(now - Number(time.dataset.since));
  }
  for (const time of live.querySelectorAll('[data-wait-since]')) {
    time.textContent = Math.max(0, Math.floor((now - Number(time.dataset.waitSince)) / 60000));
  }
  for (const button of live.querySelectorAll('[data-allowed-at]')) {
    if (now < Number(button.dataset.allowedAt)) continue;
    button.disabled = false;
    button.removeAttribute('title');
    delete button.dataset.allowedAt;
  }
  const leave = live.querySelector('[data-leave]');
  if (leave) {
    const left = Number(leave.dataset.leave) + SHORT_LEAVE - now;
    leave.textContent = left >= 0 ? minutes(left) : `-${minutes(-left)}`;
    leave.classList.toggle('over', left < 0);
  }
  for (const receipt of live.querySelectorAll('[data-called]')) {
    const late = now - Number(receipt.dataset.called) > RECEIPT_WITHIN;
    receipt.classList.toggle('warn', late);
    receipt.querySelector('[data-pending]').hidden = late;
    receipt.querySelector('[data-late]').hidden = !late;
  }
}
setInterval(tick, 500);
