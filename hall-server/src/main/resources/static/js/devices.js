// Devices: finds what is plugged in at an agent, and tests a device. Results stay while htmx
// fetches the list again and again (hx-preserve); buttons at work are marked again after each.
import { ApiProblem, SLOW, api } from './shell.js';

const english = document.documentElement.lang === 'en';
const atWork = new Set();

const pick = (zh, en) => (english ? en : zh) ?? en ?? zh;
const copyOf = (id) => document.getElementById(id).content.cloneNode(true);

function mark() {
  for (const button of document.querySelectorAll('[data-find], [data-test]')) {
    const busy = atWork.has(button.id);
    button.classList.toggle('busy', busy);
    if (busy) button.setAttribute('aria-disabled', 'true'); // stays focusable, unlike disabled
    else button.removeAttribute('aria-disabled');
  }
}

function note(kind, text) {
  const line = document.createElement('p');
  line.className = `note ${kind}`;
  line.textContent = text;
  return line;
}

function row({ path, usb, name, knownZh, knownEn, configured, settings }) {
  const part = copyOf('found-row');
  const at = (which) => part.querySelector(`[data-part="${which}"]`);
  at('path').textContent = path;
  at('name').textContent = [pick(knownZh, knownEn), name, usb].filter(Boolean).join(' · ');
  at('settings').textContent = settings ?? '';
  at('settings').hidden = part.querySelector('[data-copy]').hidden = !settings;
  at('configured').hidden = !configured;
  at('configured').textContent = `${at('configured').dataset.words} ${configured ?? ''}`;
  at('unknown').hidden = Boolean(settings || configured);
  return part;
}

function shown(reply) {
  if (reply.found?.length) {
    const part = copyOf('found');
    part.querySelector('tbody').append(...reply.found.map(row));
    const lines = reply.found.some((each) => each.settings);
    part.querySelector('[data-lines]').hidden = !lines;
    part.querySelector('[data-no-lines]').hidden = lines;
    return part;
  }
  const kinds = { DONE: reply.found ? 'warn' : 'ok', UNCERTAIN: 'warn' };
  return note(kinds[reply.outcome] ?? 'bad', pick(reply.messageZh, reply.messageEn) ?? reply.outcome);
}

async function run(button, kind, url) {
  const box = document.getElementById(button.dataset.result);
  const working = copyOf('working');
  working.querySelector(`[data-kind]:not([data-kind="${kind}"])`).remove();
  const seconds = working.querySelector('[data-seconds]');
  const since = Date.now();
  const counting = setInterval(() => {
    seconds.textContent = `${Math.round((Date.now() - since) / 1000)} s`;
  }, 1000);
  box.replaceChildren(working);
  atWork.add(button.id);
  mark();
  let result;
  try {
    result = shown(await api('POST', url, undefined, SLOW));
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    result = note('bad', problem.message);
  } finally {
    clearInterval(counting);
    atWork.delete(button.id);
    mark();
  }
  box.replaceChildren(result);
}

/** The clipboard is open to https and localhost only; elsewhere the selected text is copied. */
async function copy(button) {
  const named = document.getElementById(button.dataset.copy);
  const lines = named ?? button.parentElement.querySelector('pre');
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(lines.textContent);
  } else {
    getSelection().selectAllChildren(lines);
    document.execCommand('copy');
  }
  button.textContent = button.dataset.done;
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-find], [data-test], [data-copy]');
  if (!button || atWork.has(button.id)) return;
  if (button.dataset.find) run(button, 'find', button.dataset.find);
  else if (button.dataset.test) run(button, 'test', button.dataset.test);
  else copy(button);
});
document.addEventListener('htmx:afterSettle', mark); // settling gives classes back as fetched
