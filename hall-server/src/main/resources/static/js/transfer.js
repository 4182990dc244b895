// Where a number is passed on to: a queue or a window, and the place in its line (R081).
import { ask, textOf } from './shell.js';

const SERVING = ['OPEN', 'BUSY', 'OVERTIME'];

/** Asks where a number goes; null when the person thought better of it. */
export async function askTransfer(hall, number) {
  const dialog = document.getElementById('transfer');
  await markWindows(dialog, hall);
  const answer = await ask(dialog, number);
  if (!answer) return null;
  const [kind, id, queue] = answer.value.split(':');
  return {
    queue: kind === 'queue' ? id : queue,
    window: kind === 'window' ? id : null,
    place: answer.fields.get('place'),
  };
}

/** Windows that cannot act now are not offered; without an answer the server still refuses them. */
async function markWindows(dialog, hall) {
  const windows = await textOf(`/api/v1/halls/${hall}/windows`);
  if (windows === null) return;
  const serving = new Set(JSON.parse(windows)
    .filter((window) => SERVING.includes(window.state)).map((window) => window.no));
  for (const button of dialog.querySelectorAll('[data-window]')) {
    button.disabled = !serving.has(button.dataset.window);
    button.querySelector('[data-away]').hidden = !button.disabled;
  }
}
