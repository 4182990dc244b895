// Refreshes the pictures of paper and strips and ticks off the steps of one round as they happen.
const demo = document.getElementById('demo');
const seen = new Map();

function done(step) {
  document.querySelector(`[data-step="${step}"]`)?.classList.add('done');
}

function hash(bytes) {
  let h = 0;
  for (const b of new Uint8Array(bytes)) h = (h * 31 + b) | 0;
  return h;
}

/** Loads a picture anew; a picture that differs from the first one ticks its step off. */
async function refresh(image) {
  const kind = image.dataset.watch;
  try {
    const answer = await fetch(image.dataset.image, { cache: 'no-store', signal: AbortSignal.timeout(4000) });
    if (!answer.ok) return;
    const bytes = await answer.arrayBuffer();
    const now = hash(bytes);
    if (seen.get(image) === now) return;
    if (seen.has(image) && kind !== 'rolling') done(kind);
    seen.set(image, now);
    const old = image.src;
    image.src = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
    if (old.startsWith('blob:')) URL.revokeObjectURL(old);
  } catch {
    image.removeAttribute('src'); // the program is not there yet; its alternative text says which
    seen.delete(image);
  }
}

async function watch(image) {
  await refresh(image);
  setTimeout(() => watch(image), image.dataset.watch === 'rolling' ? 250 : 600);
}

for (const image of document.querySelectorAll('[data-image]')) watch(image);

// The rest is told by the hall itself.
const hall = demo.dataset.stream.split('/')[4];
let before = null;

async function look() {
  const [window, queues] = await Promise.all([
    fetch(`/api/v1/halls/${hall}/windows/${demo.dataset.window}`).then((r) => (r.ok ? r.json() : null)),
    fetch(`/api/v1/halls/${hall}/queues`).then((r) => (r.ok ? r.json() : null)),
  ]).catch(() => [null, null]);
  if (!window || !queues) return;
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const now = { waiting, state: window.state, ticket: window.ticket };
  if (before) {
    if (now.waiting > before.waiting) done('draw');
    if (now.state !== 'CLOSED') done('open');
    if (now.ticket && now.ticket.id !== before.ticket?.id) done('next');
    if (now.ticket?.state === 'SERVING') done('start');
    if (before.ticket && !now.ticket) done('finish');
  }
  before = now;
}

const stream = new EventSource(demo.dataset.stream);
for (const type of ['window', 'queue']) stream.addEventListener(type, look);
setInterval(look, 3000);
look();
