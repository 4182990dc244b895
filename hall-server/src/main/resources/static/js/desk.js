// Guide desk: choose, confirm, done.
import { ApiProblem, SLOW, api, ask, showProblem, textOf, toast } from './shell.js';
import { keepLive } from './live.js';
import { askTransfer } from './transfer.js';

const desk = document.getElementById('desk');
const base = `/api/v1/halls/${desk.dataset.hall}`;
const find = document.getElementById('find');
const alerts = document.getElementById('alerts');
const said = document.getElementById('words').dataset;
const dialog = (id) => document.getElementById(id);
let busy = false;

keepLive(dialog('live'), {
  types: ['queue', 'window', 'alert', 'board'],
  wanted: (type) => {
    if (type !== 'alert') return true;
    showAlerts();
    return false;
  },
  shown: () => showAlerts(),
});

async function showAlerts() {
  const html = await textOf(alerts.dataset.url, {
    redirect: 'error', headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  if (html !== null) alerts.innerHTML = html;
}

/** Runs one request; a second touch meanwhile is the same touch. */
async function once(request, message) {
  if (busy) return null;
  busy = true;
  try {
    const answer = await request();
    if (message) toast(message);
    return answer ?? true;
  } catch (problem) {
    showProblem(problem);
    return null;
  } finally {
    busy = false;
    htmx.trigger(find, 'refresh');
    showAlerts();
  }
}

async function draw(button) {
  dialog('draw-what').textContent = button.dataset.name;
  const answer = await ask(dialog('draw'));
  if (!answer) return;
  const ticket = await once(() => api('POST', `${base}/tickets`, {
    queue: button.dataset.draw,
    item: button.dataset.item ?? null,
    priorityReason: answer.fields.get('reason') || null,
    source: 'guide-desk',
  }));
  if (!ticket) return;
  dialog('drawn').dataset.ticket = ticket.id;
  dialog('drawn-number').textContent = ticket.number;
  dialog('drawn-service').textContent = button.dataset.name;
  dialog('drawn-ahead').textContent = said.ahead.replace('#', ticket.waitingAhead);
  dialog('drawn-page').href = `/t/${ticket.id}`;
  dialog('drawn').showModal();
}

/** The kiosk's answer says whether paper came out; only its "done" counts as printed. */
async function reprint(url, kiosk) {
  toast(said.printing);
  const reply = await once(() => api('POST', `${url}/reprint`, { agent: kiosk }, SLOW));
  if (!reply) return;
  if (reply.outcome === 'DONE') toast(said.printed);
  else if (reply.outcome !== 'ACCEPTED') showProblem(ApiProblem.of(0, reply.messageZh ?? reply.outcome, reply.messageEn ?? reply.outcome));
}

const doings = {
  reactivate: (url) => once(() => api('POST', `${url}/reactivate`), said.done),
  async reprint(url, number) {
    const kiosk = await ask(dialog('reprint'), number);
    if (kiosk) await reprint(url, kiosk.value);
  },
  async priority(url, number) {
    const reason = await ask(dialog('favour'), number);
    if (reason) await once(() => api('POST', `${url}/priority`, { reason: reason.value }), said.done);
  },
  async transfer(url, number) {
    const to = await askTransfer(desk.dataset.hall, number);
    if (to) await once(() => api('POST', `${url}/transfer`, to), said.done);
  },
  async cancel(url, number, alert) {
    if (!(await ask(dialog('void'), number))) return;
    const done = await once(() => api('POST', `${url}/cancel`), said.done);
    if (done && alert) await once(() => api('POST', `${base}/alerts/${alert}/clear`));
  },
};

document.addEventListener('click', (event) => {
  const drawer = event.target.closest('[data-draw]');
  if (drawer) draw(drawer);
  const doing = event.target.closest('[data-do]');
  if (doing?.dataset.do === 'clear') {
    const alert = doing.closest('[data-alert]').dataset.alert;
    once(() => api('POST', `${base}/alerts/${alert}/clear`), said.done);
  } else if (doing) {
    const { ticket, number } = doing.closest('[data-ticket]').dataset;
    doings[doing.dataset.do](`${base}/tickets/${ticket}`, number, doing.closest('[data-alert]')?.dataset.alert);
  }
  const kiosk = event.target.closest('[data-kiosk]');
  if (kiosk) {
    reprint(`${base}/tickets/${dialog('drawn').dataset.ticket}`, kiosk.dataset.kiosk);
  }
});
